//! The best prices, by the dual simplex method in fixed point: purchases choose freely at first, and a slot gets a row
//! only once it is asked for too much. What comes out is checked as any other prices are, so that a rounding here can
//! loosen a bound but never break it.

use super::Watch;
pub(super) use super::fixed::ONE;
use super::fixed::{div, mul, nudge, whole};
use super::flat::{FlatWay, Part, wide};
use std::rc::Rc;

/// What counts as nothing.
const TINY: i64 = 1 << 20;
/// Scores are cut to so many bits.
const SCORE_BITS: u32 = 44;
/// Nothing smaller is divided by.
const LEAST_PIVOT: i64 = ONE >> 14;
/// Where entries grow beyond this, roundings have taken over.
const MOST_ENTRY: i64 = ONE << 12;
/// Further than any score.
const FAR: i64 = 1 << 47;
/// The most exchanges of a basis.
pub(super) const MOST_PIVOTS: usize = 6_000;
/// The most rows that are added at once.
const MOST_ADDED: usize = 40;

/// What the method found.
pub(super) struct Found {
    /// Per slot, the price of one unit.
    pub price: Vec<i64>,
    /// Stage, way, and how much of it the best mixture takes, in units of [`ONE`].
    pub mixture: Vec<(usize, usize, i64)>,
}

/// Per slot, the most that one way takes.
fn units(part: &Part) -> Vec<i64> {
    let mut unit = vec![1_i64; part.left.len()];
    for (slot, amount) in part.stages.iter().flat_map(|it| it.ways.iter()).flat_map(|it| it.takes.iter()) {
        if let Some(it) = unit.get_mut(wide(*slot)) {
            *it = i64::from(*amount).max(*it);
        }
    }
    unit
}

/// What is in the basis of a row, or enters it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Member {
    Slack(usize),
    Way(usize, usize),
}

/// A basis and what follows from it. A copy of it is where a search below begins.
#[derive(Clone)]
pub(super) struct Tableau {
    part: Rc<Part>,
    /// Per slot, the most that one way takes, by which its row is divided.
    unit: Vec<i64>,
    /// Per slot, its row.
    row_of: Vec<Option<usize>>,
    /// Per row behind the stages', its slot.
    slots: Vec<usize>,
    inverse: Vec<Vec<i64>>,
    basis: Vec<Member>,
    value: Vec<i64>,
    dual: Vec<i64>,
    shift: u32,
    /// Per stage and way, what it brings beyond its price, never above nothing but for roundings.
    reduced: Vec<Vec<i64>>,
    /// Per stage and way, whether it is ruled out.
    banned: Vec<Vec<bool>>,
    /// Per stage, whether it must be paid in one of its ways.
    forced: Vec<bool>,
    /// Whether roundings have taken over.
    lost: bool,
}

impl Tableau {
    /// Every purchase takes its best way.
    pub(super) fn new(part: &Rc<Part>) -> Option<Tableau> {
        let ways = || part.stages.iter().flat_map(|it| it.ways.iter());
        let most = ways().map(|it| it.score).max()?.max(1);
        let bits = 64_u32.saturating_sub(most.leading_zeros());
        let shift = bits.saturating_sub(SCORE_BITS);
        let n_stages = part.stages.len();
        let mut tableau = Tableau {
            part: Rc::clone(part),
            unit: units(part),
            row_of: vec![None; part.left.len()],
            slots: Vec::new(),
            inverse: (0..n_stages).map(|at| (0..n_stages).map(|it| if it == at { ONE } else { 0 }).collect()).collect(),
            basis: Vec::new(),
            value: vec![ONE; n_stages],
            dual: Vec::new(),
            shift,
            reduced: Vec::new(),
            banned: part.stages.iter().map(|it| vec![false; it.ways.len()]).collect(),
            forced: vec![false; n_stages],
            lost: false,
        };
        for (at, stage) in part.stages.iter().enumerate() {
            let best = stage.ways.iter().enumerate().max_by_key(|(place, it)| (it.score, std::cmp::Reverse(*place)));
            let score = best.map_or(0, |(_, it)| it.score >> shift);
            tableau.basis.push(best.map_or(Member::Slack(at), |(place, _)| Member::Way(at, place)));
            tableau.dual.push(score);
            let reduced = stage
                .ways
                .iter()
                .enumerate()
                .map(|(place, it)| (it.score >> shift).saturating_sub(score).saturating_sub(nudge(at, place)));
            let mut reduced: Vec<i64> = reduced.collect();
            if let Some(it) = best.and_then(|(place, _)| reduced.get_mut(place)) {
                *it = 0;
            }
            tableau.reduced.push(reduced);
        }
        Some(tableau)
    }

    /// Goes on with a part that has more slots and is otherwise the same.
    pub(super) fn extend(&mut self, part: &Rc<Part>) {
        self.part = Rc::clone(part);
        self.unit = units(part);
        self.row_of.resize(part.left.len(), None);
    }

    /// Starts again, with the same ways ruled out, once roundings have taken over.
    fn start_again(&mut self) {
        if let Some(mut fresh) = Tableau::new(&self.part) {
            fresh.banned = std::mem::take(&mut self.banned);
            fresh.forced = std::mem::take(&mut self.forced);
            *self = fresh;
        }
    }

    /// Goes to the best mixture; what was reached before time ran out still gives valid prices.
    pub(super) fn solve(&mut self, most_pivots: usize, watch: &mut Watch) {
        let n_ways = self.part.stages.iter().map(|it| it.ways.len()).sum::<usize>();
        // As many states as could be looked at in the time of an exchange.
        let work = n_ways.saturating_add(self.basis.len().saturating_pow(2) / 8) / 8;
        let work = u64::try_from(work).unwrap_or(0).saturating_add(1);
        watch.spend(work);
        let mut pivots = 0_usize;
        let mut again = false;
        loop {
            while let Some((row, high)) = self.worst() {
                pivots = pivots.saturating_add(1);
                if pivots > most_pivots || !watch.spend(work) {
                    return;
                }
                if !self.pivot(row, high) {
                    if !self.lost || again {
                        return;
                    }
                    again = true;
                    self.start_again();
                }
            }
            if !self.add_rows() {
                return;
            }
        }
    }

    /// The row whose value is furthest from what it may be, and whether it is too high.
    fn worst(&self) -> Option<(usize, bool)> {
        let mut worst: Option<(i64, usize, bool)> = None;
        for (row, (value, member)) in self.value.iter().zip(&self.basis).enumerate() {
            let high = *value > 0 && self.is_banned(*member);
            let by = if high { *value } else { value.saturating_neg() };
            if by > TINY && worst.is_none_or(|it| by > it.0) {
                worst = Some((by, row, high));
            }
        }
        worst.map(|(_, row, high)| (row, high))
    }

    fn is_banned(&self, member: Member) -> bool {
        match member {
            Member::Slack(at) => self.forced.get(at).copied().unwrap_or(false),
            Member::Way(stage, place) => self.banned.get(stage).and_then(|it| it.get(place)).copied().unwrap_or(false),
        }
    }

    /// Rules out some ways of a stage, or all others and going without; says whether that changes anything.
    pub(super) fn ban(&mut self, stage: usize, some: &[bool], others: bool) -> bool {
        let mut changed = false;
        if let Some(it) = self.forced.get_mut(stage).filter(|it| others && !**it) {
            *it = true;
            changed = true;
        }
        for (banned, inside) in self.banned.get_mut(stage).into_iter().flatten().zip(some) {
            changed |= !*banned && *inside != others;
            *banned |= *inside != others;
        }
        changed
    }

    /// What no plan can exceed that keeps to the ways that are not ruled out.
    pub(super) fn bound(&self, price: &[i64]) -> i128 {
        super::dual::value_of(&self.part, price, &self.banned, &self.forced)
    }

    /// How much of a slot's row a way takes.
    fn share(&self, slot: usize, amount: u32) -> i64 {
        match self.unit.get(slot).copied().unwrap_or(1) {
            1 => whole(amount),
            unit => whole(amount).checked_div(unit).unwrap_or(0),
        }
    }

    /// The product of a row vector and the column of a way.
    fn along(&self, vector: &[i64], stage: usize, way: &FlatWay) -> i64 {
        let mut sum = vector.get(stage).copied().unwrap_or(0);
        for (slot, amount) in &way.takes {
            let Some(Some(row)) = self.row_of.get(wide(*slot)).copied() else { continue };
            let it = vector.get(row).copied().unwrap_or(0);
            if it != 0 {
                sum = sum.saturating_add(mul(it, self.share(wide(*slot), *amount)));
            }
        }
        sum
    }

    /// Exchanges what is in the basis of a row; `false`: nothing can enter.
    fn pivot(&mut self, row: usize, high: bool) -> bool {
        let Some(plain) = self.inverse.get(row).cloned() else { return false };
        // Too high is too low, looked at from the other side.
        let vector: Vec<i64> = if high { plain.iter().map(|it| it.saturating_neg()).collect() } else { plain.clone() };
        let mut best: Option<(i64, i64, Member)> = None;
        let mut propose = |reduced: i64, along: i64, member: Member| {
            if along < -LEAST_PIVOT {
                // Two quotients below or at nothing; roundings may have lifted the upper one a little above it.
                let ratio = div(reduced.min(0), along);
                let better = best.as_ref().is_none_or(|it| (ratio, along) < (it.0, it.1));
                if better {
                    best = Some((ratio, along, member));
                }
            }
        };
        for (at, (it, dual)) in vector.iter().zip(&self.dual).enumerate() {
            if self.forced.get(at).copied().unwrap_or(false) {
                continue;
            }
            propose(dual.saturating_neg(), *it, Member::Slack(at));
        }
        let mut touched: Vec<(usize, usize, i64)> = Vec::new();
        for (at, (stage, reduced)) in self.part.stages.iter().zip(&self.reduced).enumerate() {
            let banned = self.banned.get(at).map_or(&[][..], Vec::as_slice);
            for (place, ((way, reduced), banned)) in stage.ways.iter().zip(reduced).zip(banned).enumerate() {
                if *banned {
                    continue;
                }
                let along = self.along(&vector, at, way);
                if along != 0 {
                    touched.push((at, place, along));
                    propose(*reduced, along, Member::Way(at, place));
                }
            }
        }
        let Some((step, _, entering)) = best else {
            // Nothing fits together: prices along this course show it, however far one goes.
            let short = self.value.get(row).copied().unwrap_or(ONE).saturating_abs().max(ONE >> 10);
            let step = div(FAR, short);
            for (dual, it) in self.dual.iter_mut().zip(&vector) {
                *dual = dual.saturating_add(mul(step, *it));
            }
            return false;
        };
        for (stage, place, along) in touched {
            if let Some(it) = self.reduced.get_mut(stage).and_then(|it| it.get_mut(place)) {
                *it = it.saturating_sub(mul(step, along));
            }
        }
        for (dual, it) in self.dual.iter_mut().zip(&vector) {
            *dual = dual.saturating_add(mul(step, *it));
        }
        self.exchange(row, entering, plain)
    }

    fn exchange(&mut self, row: usize, entering: Member, vector: Vec<i64>) -> bool {
        let column: Vec<i64> = self
            .inverse
            .iter()
            .map(|it| match entering {
                Member::Slack(at) => it.get(at).copied().unwrap_or(0),
                Member::Way(stage, place) => {
                    let way = self.part.stages.get(stage).and_then(|it| it.ways.get(place));
                    way.map_or(0, |way| self.along(it, stage, way))
                }
            })
            .collect();
        let pivot = column.get(row).copied().unwrap_or(0);
        if pivot.saturating_abs() < LEAST_PIVOT / 2 {
            self.lost = true;
            return false;
        }
        let scaled: Vec<i64> = vector.iter().map(|it| div(*it, pivot)).collect();
        self.lost |= scaled.iter().any(|it| it.saturating_abs() > MOST_ENTRY);
        let value = div(self.value.get(row).copied().unwrap_or(0), pivot);
        for (at, factor) in column.iter().enumerate() {
            let (Some(mine), Some(known)) = (self.inverse.get_mut(at), self.value.get_mut(at)) else { continue };
            if at == row {
                mine.clone_from(&scaled);
                *known = value;
            } else if *factor != 0 {
                for (it, scaled) in mine.iter_mut().zip(&scaled) {
                    if *scaled != 0 {
                        *it = it.saturating_sub(mul(*factor, *scaled));
                    }
                }
                *known = known.saturating_sub(mul(*factor, value));
                self.lost |= known.saturating_abs() > MOST_ENTRY;
            }
        }
        if self.lost {
            return false;
        }
        if let Some(it) = self.basis.get_mut(row) {
            *it = entering;
        }
        true
    }

    /// Gives a row to the slots that are asked for too much; `false`: there are none.
    fn add_rows(&mut self) -> bool {
        let mut asked = vec![0_i64; self.part.left.len()];
        for (member, value) in self.basis.iter().zip(&self.value) {
            let Member::Way(stage, place) = member else { continue };
            let Some(way) = self.part.stages.get(*stage).and_then(|it| it.ways.get(*place)) else { continue };
            for (slot, amount) in &way.takes {
                let share = mul(*value, self.share(wide(*slot), *amount));
                if let Some(it) = asked.get_mut(wide(*slot)) {
                    *it = it.saturating_add(share);
                }
            }
        }
        let mut over: Vec<(i64, usize)> = Vec::new();
        for (slot, (asked, left)) in asked.iter().zip(&self.part.left).enumerate() {
            let short = asked.saturating_sub(self.share(slot, *left));
            if short > TINY && self.row_of.get(slot).is_some_and(Option::is_none) {
                over.push((short, slot));
            }
        }
        over.sort_unstable_by(|one, other| (other.0, one.1).cmp(&(one.0, other.1)));
        over.truncate(MOST_ADDED);
        for (_, slot) in &over {
            self.add_row(*slot);
        }
        !over.is_empty()
    }

    fn add_row(&mut self, slot: usize) {
        let new = self.basis.len();
        let mut row = vec![0_i64; new];
        let left = self.part.left.get(slot).copied().unwrap_or(0);
        let mut value = self.share(slot, left);
        for (at, member) in self.basis.iter().enumerate() {
            let Member::Way(stage, place) = member else { continue };
            let way = self.part.stages.get(*stage).and_then(|it| it.ways.get(*place));
            let takes = way.and_then(|it| it.takes.iter().find(|(it, _)| wide(*it) == slot));
            let Some((_, amount)) = takes else { continue };
            let share = self.share(slot, *amount);
            let (Some(mine), Some(known)) = (self.inverse.get(at), self.value.get(at)) else { continue };
            for (it, mine) in row.iter_mut().zip(mine) {
                *it = it.saturating_sub(mul(share, *mine));
            }
            value = value.saturating_sub(mul(share, *known));
        }
        row.push(ONE);
        self.inverse.iter_mut().for_each(|it| it.push(0));
        self.inverse.push(row);
        self.basis.push(Member::Slack(new));
        self.value.push(value);
        self.dual.push(0);
        self.slots.push(slot);
        if let Some(it) = self.row_of.get_mut(slot) {
            *it = Some(new);
        }
    }

    /// The prices and the mixture of the basis.
    pub(super) fn found(&self) -> Found {
        let mut price = vec![0_i64; self.part.left.len()];
        let behind = self.part.stages.len();
        for (slot, dual) in self.slots.iter().zip(self.dual.iter().skip(behind)) {
            let unit = self.unit.get(*slot).copied().unwrap_or(1).max(1);
            if let Some(it) = price.get_mut(*slot) {
                *it = dual.max(&0).saturating_mul(1 << self.shift).checked_div(unit).unwrap_or(0);
            }
        }
        let mixture = self.basis.iter().zip(&self.value).filter_map(|(member, value)| match member {
            Member::Way(stage, place) if *value > TINY => Some((*stage, *place, *value)),
            _ => None,
        });
        Found { price, mixture: mixture.collect() }
    }
}
