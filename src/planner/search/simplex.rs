//! The best prices, by the dual simplex method in fixed point: purchases choose freely at first, and a slot gets a row
//! only once it is asked for too much. What comes out is checked as any other prices are, so that a rounding here can
//! loosen a bound but never break it.

use super::Watch;
use super::columns::Columns;
use super::exchange::norm;
pub(super) use super::fixed::ONE;
use super::fixed::nudge;
use super::flat::{Part, wide};
use std::rc::Rc;

/// What counts as nothing.
pub(super) const TINY: i64 = 1 << 20;
/// Scores are cut to so many bits.
const SCORE_BITS: u32 = 44;
/// The most exchanges of a basis.
pub(super) const MOST_PIVOTS: usize = 6_000;
/// Values are compared up to this; beyond it they are only large.
const MOST_VALUE: i64 = ONE << 4;

/// How much must be left of a slot for its row to be let go of.
const LOOSE: i64 = ONE >> 8;
/// Rows are let go of when they are one in so many.
const MOST_LOOSE: usize = 8;

/// Leaves out what is marked.
fn keep<T>(them: &mut Vec<T>, out: &[bool]) {
    let mut marks = out.iter();
    them.retain(|_| !marks.next().copied().unwrap_or(false));
}

/// What is in the basis of a row, or enters it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Member {
    Slack(usize),
    Way(usize, usize),
}

/// A basis and what follows from it. A copy of it is where a search below begins.
#[derive(Clone)]
pub(super) struct Tableau {
    pub part: Rc<Part>,
    pub columns: Rc<Columns>,
    /// Per slot, its row.
    pub row_of: Vec<Option<usize>>,
    /// Per row behind the stages', its slot.
    pub slots: Vec<usize>,
    pub inverse: Vec<Vec<i64>>,
    /// Per row of the inverse, its length squared, where it is known.
    pub norm: Vec<Option<u64>>,
    pub basis: Vec<Member>,
    pub value: Vec<i64>,
    pub dual: Vec<i64>,
    pub shift: u32,
    /// Per column, what its way brings beyond its price, never above nothing but for roundings.
    pub reduced: Vec<i64>,
    /// Per way, whether it is ruled out.
    pub banned: Vec<bool>,
    /// Per column, the same.
    pub barred: Vec<bool>,
    /// Per stage, whether it must be paid in one of its ways.
    pub forced: Vec<bool>,
    /// Whether roundings have taken over.
    pub lost: bool,
    /// Where nothing fits together: the prices before they went far to show it.
    pub stuck: Option<Vec<i64>>,
    /// Whether some column was taken for worse than it is.
    pub shifted: bool,
    /// Per column, its product with the row that is exchanged; kept so that it need not be made each time.
    pub along: Vec<i64>,
}

impl Tableau {
    /// With a column for every way.
    pub(super) fn new(part: &Rc<Part>) -> Option<Tableau> {
        let mut columns = Columns::none(part);
        for (stage, it) in part.choices().enumerate() {
            for place in 0..it.ways.len() {
                columns.add(part, stage, place);
            }
        }
        Tableau::with(part, Rc::new(columns))
    }

    /// Every purchase takes the best of its ways that have a column.
    pub(super) fn with(part: &Rc<Part>, columns: Rc<Columns>) -> Option<Tableau> {
        let ways = || part.choices().flat_map(|it| it.ways.iter());
        let most = ways().map(|it| it.score).max()?.max(1);
        let bits = 64_u32.saturating_sub(most.leading_zeros());
        let n_stages = part.n_choices();
        let unit = |at: usize| (0..n_stages).map(|it| if it == at { ONE } else { 0 }).collect();
        let inverse: Vec<Vec<i64>> = (0..n_stages).map(unit).collect();
        let mut tableau = Tableau {
            part: Rc::clone(part),
            row_of: vec![None; part.left.len()],
            slots: Vec::new(),
            norm: vec![None; n_stages],
            inverse,
            basis: (0..n_stages).map(Member::Slack).collect(),
            value: vec![ONE; n_stages],
            dual: vec![0; n_stages],
            shift: bits.saturating_sub(SCORE_BITS),
            reduced: Vec::new(),
            banned: vec![false; columns.n_ways],
            barred: vec![false; columns.ways.len()],
            forced: vec![false; n_stages],
            lost: false,
            stuck: None,
            shifted: false,
            along: vec![0; columns.ways.len()],
            columns,
        };
        let columns = Rc::clone(&tableau.columns);
        for (stage, place) in &columns.ways {
            let cost = tableau.cost(wide(*stage), wide(*place));
            let (Some(dual), Some(member)) = (tableau.dual.get_mut(wide(*stage)), tableau.basis.get_mut(wide(*stage)))
            else {
                continue;
            };
            if matches!(member, Member::Slack(_)) || cost > *dual {
                (*dual, *member) = (cost, Member::Way(wide(*stage), wide(*place)));
            }
        }
        let below = |(stage, place): &(u32, u32)| {
            let dual = tableau.dual.get(wide(*stage)).copied().unwrap_or(0);
            tableau.cost(wide(*stage), wide(*place)).saturating_sub(dual)
        };
        tableau.reduced = columns.ways.iter().map(below).collect();
        Some(tableau)
    }

    /// What a way brings, as it counts here.
    pub(super) fn cost(&self, stage: usize, place: usize) -> i64 {
        let score = self.part.choice(stage).and_then(|it| it.ways.get(place)).map_or(0, |it| it.score);
        (score >> self.shift).saturating_sub(nudge(stage, place))
    }

    /// How many entries a copy has.
    pub(super) fn size(&self) -> usize {
        self.inverse.len().saturating_pow(2).saturating_add(self.banned.len()) / 4
    }

    /// Lets go of the part, so that it can be changed without a copy; [`Tableau::extend`] must follow.
    pub(super) fn let_go(&mut self) {
        self.part = Rc::new(Part::default());
    }

    /// Goes on with a part that has more slots and is otherwise the same.
    pub(super) fn extend(&mut self, part: &Rc<Part>) {
        self.part = Rc::clone(part);
        Rc::make_mut(&mut self.columns).extend(part);
        self.row_of.resize(part.left.len(), None);
    }

    /// Starts again, with the same ways ruled out, once roundings have taken over.
    fn start_again(&mut self) {
        if let Some(mut fresh) = Tableau::with(&self.part, Rc::clone(&self.columns)) {
            fresh.barred = std::mem::take(&mut self.barred);
            fresh.banned = std::mem::take(&mut self.banned);
            fresh.forced = std::mem::take(&mut self.forced);
            *self = fresh;
        }
    }

    /// Goes to the best mixture; what was reached before time ran out still gives valid prices.
    pub(super) fn solve(&mut self, most_pivots: usize, watch: &mut Watch) {
        let mut pivots = 0_usize;
        let mut again = false;
        self.stuck = None;
        loop {
            while let Some((row, high)) = self.worst(watch) {
                pivots = pivots.saturating_add(1);
                if pivots > most_pivots || watch.is_over() {
                    return;
                }
                if !self.pivot(row, high, watch) {
                    if !self.lost || again {
                        return;
                    }
                    again = true;
                    self.start_again();
                }
            }
            if !self.add_rows(watch) {
                return;
            }
        }
    }

    /// Lets go of the rows of slots of which more is left than nothing: nothing depends on them, and they get a row again
    /// once they are asked for too much.
    pub(super) fn drop_loose(&mut self) {
        let behind = self.part.n_choices();
        // Of what is in the basis, and of what the inverse is made of.
        let mut loose = vec![false; self.basis.len()];
        let mut free = vec![false; self.basis.len()];
        for ((member, value), loose) in self.basis.iter().zip(&self.value).zip(&mut loose) {
            let Member::Slack(at) = *member else { continue };
            if at < behind || *value < LOOSE {
                continue;
            }
            if let Some(it) = free.get_mut(at) {
                (*it, *loose) = (true, true);
            }
        }
        let n_loose = loose.iter().filter(|it| **it).count();
        if n_loose.saturating_mul(MOST_LOOSE) < self.basis.len() {
            return;
        }
        keep(&mut self.inverse, &loose);
        keep(&mut self.norm, &loose);
        keep(&mut self.value, &loose);
        keep(&mut self.basis, &loose);
        keep(&mut self.dual, &free);
        self.inverse.iter_mut().for_each(|it| keep(it, &free));
        // The others close up.
        let mut next = 0_usize;
        let place: Vec<Option<usize>> = free
            .iter()
            .map(|free| {
                let mine = next;
                next = next.saturating_add(usize::from(!free));
                (!free).then_some(mine)
            })
            .collect();
        let new = |at: usize| place.get(at).copied().flatten();
        for member in &mut self.basis {
            if let Member::Slack(at) = member {
                *at = new(*at).unwrap_or(usize::MAX);
            }
        }
        keep(&mut self.slots, free.get(behind..).unwrap_or_default());
        for row in &mut self.row_of {
            *row = row.and_then(new);
        }
    }

    /// The row whose value is furthest from what it may be, measured along its own direction, and whether it is too
    /// high.
    fn worst(&mut self, watch: &mut Watch) -> Option<(usize, bool)> {
        let mut worst: Option<(u128, u128, usize, bool)> = None;
        for (row, (value, member)) in self.value.iter().zip(&self.basis).enumerate() {
            if *value > -TINY && (*value < TINY || !self.is_banned(*member)) {
                continue;
            }
            let (Some(known), Some(entries)) = (self.norm.get_mut(row), self.inverse.get(row)) else { continue };
            if known.is_none() {
                watch.spend(entries.len());
            }
            let norm = u128::from(*known.get_or_insert_with(|| norm(entries))).max(1);
            let by = u128::from(value.saturating_abs().min(MOST_VALUE).unsigned_abs() >> 12).pow(2);
            if worst.is_none_or(|it| by.saturating_mul(it.1) > it.0.saturating_mul(norm)) {
                worst = Some((by, norm, row, *value > 0));
            }
        }
        worst.map(|(_, _, row, high)| (row, high))
    }

    pub(super) fn is_banned(&self, member: Member) -> bool {
        match member {
            Member::Slack(at) => self.forced.get(at).copied().unwrap_or(false),
            Member::Way(stage, place) => self.banned.get(self.columns.number(stage, place)).copied().unwrap_or(false),
        }
    }

    /// Rules out some ways of a stage, or all others and going without; says whether that changes anything.
    pub(super) fn ban(&mut self, stage: usize, some: &[bool], others: bool) -> bool {
        let mut changed = false;
        if let Some(it) = self.forced.get_mut(stage).filter(|it| others && !**it) {
            *it = true;
            changed = true;
        }
        let first = self.columns.number(stage, 0);
        for (banned, inside) in self.banned.iter_mut().skip(first).zip(some) {
            changed |= !*banned && *inside != others;
            *banned |= *inside != others;
        }
        for ((at, place), barred) in self.columns.ways.iter().zip(&mut self.barred) {
            *barred |= wide(*at) == stage && some.get(wide(*place)).is_some_and(|it| *it != others);
        }
        changed
    }

    /// What no plan can exceed that keeps to the ways that are not ruled out.
    pub(super) fn bound(&self, price: &[i64]) -> i128 {
        super::bound::value_of(&self.part, price, &self.banned, &self.forced)
    }

    /// The prices of the basis.
    pub(super) fn price(&self) -> Vec<i64> {
        let mut price = vec![0_i64; self.part.left.len()];
        let behind = self.part.n_choices();
        for (slot, dual) in self.slots.iter().zip(self.dual.iter().skip(behind)) {
            let unit = self.columns.unit(*slot);
            if let Some(it) = price.get_mut(*slot) {
                *it = dual.max(&0).saturating_mul(1 << self.shift).checked_div(unit).unwrap_or(0);
            }
        }
        self.part.temper(&mut price);
        price
    }

    /// The mixture of the basis.
    pub(super) fn mixture(&self) -> Vec<(usize, usize, i64)> {
        let n_stages = self.part.stages.len();
        let mixture = self.basis.iter().zip(&self.value).filter_map(|(member, value)| match member {
            Member::Way(stage, place) if *value > TINY && *stage < n_stages => Some((*stage, *place, *value)),
            _ => None,
        });
        mixture.collect()
    }

    /// How much of a wallet is overdrawn, by its place among the part's, in fen times [`ONE`].
    pub(super) fn overdrawn(&self, wallet: usize) -> i128 {
        let stage = self.part.stages.len().saturating_add(wallet);
        let kept = self.basis.iter().zip(&self.value).find(|it| *it.0 == Member::Way(stage, 0)).map_or(0, |it| *it.1);
        let beyond = self.part.wallets.get(wallet).map_or(0, super::flat::Wallet::beyond);
        i128::from(ONE.saturating_sub(kept)) * i128::from(beyond)
    }
}
