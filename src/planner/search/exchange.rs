//! One exchange of the basis, and rows for slots that are asked for too much.

use super::Watch;
use super::fixed::{ONE, div, mul, near};
use super::flat::{FlatWay, wide};
use super::simplex::{Member, TINY, Tableau};

/// Nothing smaller is divided by.
pub(super) const LEAST_PIVOT: i64 = ONE >> 14;
/// Where entries grow beyond this, roundings have taken over.
const MOST_ENTRY: i64 = ONE << 13;
/// The greatest factor of a row whose products with such entries need no care.
const MOST_FACTOR: i64 = ONE << 9;
/// Further than any score.
const FAR: i64 = 1 << 47;
/// What is left of nothing once roundings have been added up: rows without it are much shorter.
const NOISE: i64 = 1 << 12;
/// An entry whose product with a share needs no care.
const FARTHEST: i64 = 1 << 61;
/// The most rows that are added at once.
const MOST_ADDED: usize = 40;

/// The square of an entry, in units that leave room for a sum.
fn square(entry: i64) -> u64 {
    let it = (entry.unsigned_abs() >> 24).min(u64::from(u32::MAX));
    it.wrapping_mul(it)
}

/// How long a row is, squared. It only guides the choice of rows, so that it may be rough.
pub(super) fn norm(row: &[i64]) -> u64 {
    row.iter().fold(0, |sum: u64, it| sum.saturating_add(square(*it)))
}

/// The product of a row vector and a column.
fn product(vector: &[i64], column: &[(usize, i64)]) -> i64 {
    let mut sum = 0_i64;
    for (row, share) in column {
        match vector.get(*row).copied() {
            None | Some(0) => {}
            // Most ways take one of most slots.
            Some(it) if *share == ONE => sum = sum.saturating_add(it),
            Some(it) => sum = sum.saturating_add(mul(it, *share)),
        }
    }
    sum
}

/// Subtracts multiples of some entries of a row from another.
fn subtract(from: &mut [i64], entries: &[(usize, i64)], times: impl Fn(i64) -> i64) {
    for (place, entry) in entries {
        if let Some(it) = from.get_mut(*place) {
            // Where this is too large, roundings have taken over anyway.
            let left = it.wrapping_sub(times(*entry));
            // Without a branch, which could not be foreseen.
            *it = left & i64::from(left.unsigned_abs() >= NOISE.unsigned_abs()).wrapping_neg();
        }
    }
}

/// How far a price may go too far, in the units of scores, where that spares a small divisor.
pub(super) const SLACK: i64 = 1 << 12;

/// What could enter the basis.
struct Entering {
    /// At most nothing; roundings may have lifted it a little above.
    reduced: i64,
    along: i64,
    /// The row of a slack, or behind them a column.
    place: usize,
}

impl Tableau {
    /// The column of a way: of which rows it takes, and its share of each.
    pub(super) fn column(&self, stage: usize, way: &FlatWay) -> Vec<(usize, i64)> {
        let of_slots = way.uses().filter_map(|(slot, amount)| {
            let row = self.row_of.get(wide(*slot)).copied().flatten()?;
            Some((row, self.columns.share(wide(*slot), *amount)))
        });
        std::iter::once((stage, ONE)).chain(of_slots).collect()
    }

    /// The product of a row vector and all columns; returns in how many steps it was found.
    pub(super) fn products(&mut self, vector: &[i64]) -> usize {
        let columns = std::rc::Rc::clone(&self.columns);
        let mut steps = columns.ways.len() / 4;
        for (along, (stage, _)) in self.along.iter_mut().zip(&columns.ways) {
            *along = vector.get(wide(*stage)).copied().unwrap_or(0);
        }
        for (slot, it) in self.slots.iter().zip(vector.iter().skip(self.part.n_choices())) {
            if *it == 0 {
                continue;
            }
            let (it, users) = ((*it).clamp(-FARTHEST, FARTHEST), columns.users(*slot));
            steps = steps.saturating_add(users.len());
            for (way, share) in users {
                if let Some(along) = self.along.get_mut(wide(*way)) {
                    // Most ways take one of most slots.
                    let more = match *share {
                        ONE => it,
                        share @ ..ONE => near(it, share),
                        share => mul(it, share),
                    };
                    *along = along.wrapping_add(more);
                }
            }
        }
        steps
    }

    /// What enters when the row leaves, and how far the prices go for it; `None`: nothing can. Of those that are
    /// reached at about the same time the one with the greatest divisor, which loses least to roundings (Harris).
    fn entering(&self, vector: &[i64]) -> Option<(i64, Member)> {
        let mut all: Vec<Entering> = Vec::new();
        // How far at least one of them lets prices go; quotients are dear, most are compared as products.
        let mut near: Option<i64> = None;
        let mut propose = |reduced: i64, along: i64, place: usize| {
            let reduced = reduced.min(0);
            if near.is_none_or(|near| reduced.saturating_sub(SLACK) > mul(near, along)) {
                near = Some(div(reduced.saturating_sub(SLACK), along));
            }
            if near.is_none_or(|near| reduced >= mul(near, along)) {
                all.push(Entering { reduced, along, place });
            }
        };
        for (at, (it, dual)) in vector.iter().zip(&self.dual).enumerate() {
            if *it < -LEAST_PIVOT && !self.forced.get(at).copied().unwrap_or(false) {
                propose(dual.saturating_neg(), *it, at);
            }
        }
        let ways = self.along.iter().zip(&self.reduced).zip(&self.barred).enumerate();
        for (column, ((along, reduced), barred)) in ways {
            if *along < -LEAST_PIVOT && !*barred {
                propose(*reduced, *along, vector.len().saturating_add(column));
            }
        }
        let near = near?;
        let reached = all.iter().filter(|it| it.reduced >= mul(near, it.along));
        let best = reached.min_by_key(|it| (it.along, it.place))?;
        let member = match best.place.checked_sub(vector.len()) {
            None => Member::Slack(best.place),
            Some(column) => {
                let (stage, place) = self.columns.ways.get(column)?;
                Member::Way(wide(*stage), wide(*place))
            }
        };
        Some((div(best.reduced, best.along), member))
    }

    /// Exchanges what is in the basis of a row; `false`: nothing can enter.
    pub(super) fn pivot(&mut self, row: usize, high: bool, watch: &mut Watch) -> bool {
        let Some(plain) = self.inverse.get(row).cloned() else { return false };
        // Too high is too low, looked at from the other side.
        let vector: Vec<i64> = if high { plain.iter().map(|it| it.saturating_neg()).collect() } else { plain.clone() };
        watch.spend(self.products(&vector).saturating_add(self.columns.ways.len()));
        let Some((step, member)) = self.entering(&vector) else {
            // Nothing fits together: prices along this course show it, however far one goes.
            let short = self.value.get(row).copied().unwrap_or(ONE).saturating_abs().max(ONE >> 10);
            let step = div(FAR, short);
            self.stuck = Some(self.dual.clone());
            for (dual, it) in self.dual.iter_mut().zip(&vector) {
                *dual = dual.saturating_add(mul(step, *it));
            }
            return false;
        };
        self.move_prices(step, &vector);
        let column = self.column_of(member);
        self.exchange(row, member, &column, &plain, watch)
    }

    /// Moves prices along a row, of which [`Tableau::products`] are known.
    pub(super) fn move_prices(&mut self, step: i64, vector: &[i64]) {
        if step == 0 {
            return;
        }
        for (reduced, along) in self.reduced.iter_mut().zip(&self.along).filter(|it| *it.1 != 0) {
            *reduced = reduced.saturating_sub(mul(step, *along));
        }
        for (dual, it) in self.dual.iter_mut().zip(vector).filter(|it| *it.1 != 0) {
            *dual = dual.saturating_add(mul(step, *it));
        }
    }

    /// What enters, in terms of the basis.
    pub(super) fn column_of(&self, entering: Member) -> Vec<i64> {
        match entering {
            Member::Slack(at) => self.inverse.iter().map(|it| it.get(at).copied().unwrap_or(0)).collect(),
            Member::Way(stage, place) => {
                let way = self.part.choice(stage).and_then(|it| it.ways.get(place));
                let rows = way.map(|way| self.column(stage, way)).unwrap_or_default();
                self.inverse.iter().map(|it| product(it, &rows)).collect()
            }
        }
    }

    pub(super) fn exchange(
        &mut self,
        row: usize,
        entering: Member,
        column: &[i64],
        vector: &[i64],
        watch: &mut Watch,
    ) -> bool {
        let pivot = column.get(row).copied().unwrap_or(0);
        if pivot.saturating_abs() < LEAST_PIVOT / 2 {
            self.lost = true;
            return false;
        }
        // Rows are rarely full.
        let filled = vector.iter().enumerate().filter(|it| *it.1 != 0);
        let scaled = filled.map(|(at, it)| (at, div(*it, pivot))).filter(|it| it.1.saturating_abs() >= NOISE);
        let scaled: Vec<(usize, i64)> = scaled.collect();
        let is_far = |it: i64| it.saturating_abs() > MOST_ENTRY;
        self.lost |= scaled.iter().any(|it| is_far(it.1));
        let value = div(self.value.get(row).copied().unwrap_or(0), pivot);
        let mut steps = column.len().saturating_mul(8);
        if self.lost {
            watch.spend(steps);
            return false;
        }
        let rows = self.inverse.iter_mut().zip(&mut self.norm).zip(&mut self.value);
        for (at, (((mine, norm), known), factor)) in rows.zip(column).enumerate() {
            let (mine, factor) = (mine.as_mut_slice(), *factor);
            if at == row {
                mine.fill(0);
                for (place, scaled) in &scaled {
                    if let Some(it) = mine.get_mut(*place) {
                        *it = *scaled;
                    }
                }
                (*known, *norm) = (value, None);
            } else if factor.saturating_abs() >= NOISE {
                steps = steps.saturating_add(scaled.len());
                if factor.saturating_abs() < MOST_FACTOR {
                    subtract(mine, &scaled, |it| near(factor, it));
                } else {
                    subtract(mine, &scaled, |it| mul(factor, it));
                }
                (*known, *norm) = (known.saturating_sub(mul(factor, value)), None);
            }
            self.lost |= is_far(*known);
        }
        watch.spend(steps.saturating_mul(2));
        if self.lost {
            return false;
        }
        if let Some(it) = self.basis.get_mut(row) {
            *it = entering;
        }
        true
    }

    /// Gives a row to the slots that are asked for too much; `false`: there are none.
    pub(super) fn add_rows(&mut self, watch: &mut Watch) -> bool {
        let mut asked = vec![0_i64; self.part.left.len()];
        for (member, value) in self.basis.iter().zip(&self.value) {
            let Member::Way(stage, place) = member else { continue };
            let Some(way) = self.part.choice(*stage).and_then(|it| it.ways.get(*place)) else { continue };
            for (slot, amount) in way.uses() {
                let share = mul(*value, self.columns.share(wide(*slot), *amount));
                if let Some(it) = asked.get_mut(wide(*slot)) {
                    *it = it.saturating_add(share);
                }
            }
        }
        let mut over: Vec<(i64, usize)> = Vec::new();
        for (slot, asked) in asked.iter().enumerate() {
            let short = asked.saturating_sub(self.columns.share(slot, self.part.room(slot)));
            if short > TINY && self.row_of.get(slot).is_some_and(Option::is_none) {
                over.push((short, slot));
            }
        }
        over.sort_unstable_by(|one, other| (other.0, one.1).cmp(&(one.0, other.1)));
        over.truncate(MOST_ADDED);
        for (_, slot) in &over {
            self.add_row(*slot);
        }
        let looked = self.basis.len().saturating_mul(over.len().saturating_add(1));
        watch.spend(asked.len().saturating_add(looked.saturating_mul(8)));
        !over.is_empty()
    }

    fn add_row(&mut self, slot: usize) {
        let new = self.basis.len();
        let mut row = vec![0_i64; new];
        let mut value = self.columns.share(slot, self.part.room(slot));
        for (at, member) in self.basis.iter().enumerate() {
            let Member::Way(stage, place) = member else { continue };
            let way = self.part.choice(*stage).and_then(|it| it.ways.get(*place));
            let takes = way.and_then(|it| it.uses().find(|(it, _)| wide(*it) == slot));
            let Some((_, amount)) = takes else { continue };
            let share = self.columns.share(slot, *amount);
            let (Some(mine), Some(known)) = (self.inverse.get(at), self.value.get(at)) else { continue };
            for (it, mine) in row.iter_mut().zip(mine) {
                *it = it.saturating_sub(mul(share, *mine));
            }
            value = value.saturating_sub(mul(share, *known));
        }
        row.push(ONE);
        self.inverse.iter_mut().for_each(|it| it.push(0));
        self.norm.push(None);
        self.inverse.push(row);
        self.basis.push(Member::Slack(new));
        self.value.push(value);
        self.dual.push(0);
        self.slots.push(slot);
        if let Some(it) = self.row_of.get_mut(slot) {
            *it = Some(new);
        }
    }
}
