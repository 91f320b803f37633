//! The best mixture with few columns: prices are found with some of the ways, those that would pay at these prices get a
//! column and enter the mixture, until there are none. What a bound needs is looked at over all ways each time.

use super::Watch;
use super::bound;
use super::columns::Columns;
use super::exchange::{LEAST_PIVOT, SLACK};
use super::fixed::{div, mul};
use super::flat::{Part, wide};
use super::simplex::{Member, TINY, Tableau};
use std::rc::Rc;

/// A part with no more ways than this has a column for each.
const SMALL: usize = 500;
/// How many ways of a purchase have a column at first.
const FEW: usize = 40;
/// How many ways of a purchase get one at once.
const MORE: usize = 40;
/// How often ways are added.
const ADDING: usize = 30;
/// The most exchanges in which added ways enter.
const MOST_CLIMBED: usize = 1_000;
/// What a way must bring beyond its price to enter, in the units of scores of the tableau.
const LEAST_GAIN: i64 = SLACK * 2;
/// When all but one side of a purchase is ruled out, so many ways of that side have a column at the least.
const SIDE: usize = 10;

/// How far a mixture has come.
pub(super) struct Reached {
    /// What no plan can exceed, by the best prices seen.
    pub bound: i128,
    /// These prices.
    pub price: Vec<i64>,
}

/// What all ways say to some prices.
struct Look {
    /// What no plan can exceed.
    bound: i128,
    /// What none could that keeps to ways with a column.
    within: i128,
    /// Per stage, ways without a column that are worth more than all that have one.
    better: Vec<(usize, usize)>,
}

impl Tableau {
    /// With a column for the ways that bring most at these prices.
    pub(super) fn few(part: &Rc<Part>, price: &[i64]) -> Option<Tableau> {
        if part.stages.iter().map(|it| it.ways.len()).sum::<usize>() <= SMALL {
            return Tableau::new(part);
        }
        let mut columns = Columns::none(part);
        for (at, stage) in part.stages.iter().enumerate() {
            let worth: Vec<i64> = stage.ways.iter().map(|it| bound::worth(it, price)).collect();
            for place in most(&worth, FEW) {
                columns.add(part, at, place);
            }
        }
        for at in part.stages.len()..part.n_choices() {
            columns.add(part, at, 0);
        }
        Tableau::with(part, Rc::new(columns))
    }

    /// The same for a part with some of its ways, by their places; every way in the basis must be among them.
    pub(super) fn within(&self, part: &Rc<Part>, kept: &[Vec<usize>]) -> Option<Tableau> {
        let place = |stage: usize, place: usize| match kept.get(stage) {
            Some(kept) => kept.iter().position(|it| *it == place),
            None => Some(place),
        };
        let mut columns = Columns::like(part, &self.columns);
        for (stage, at) in &self.columns.ways {
            if let Some(new) = place(wide(*stage), wide(*at)) {
                columns.add(part, wide(*stage), new);
            }
        }
        let member = |it: &Member| match *it {
            Member::Way(stage, at) => Some(Member::Way(stage, place(stage, at)?)),
            slack @ Member::Slack(_) => Some(slack),
        };
        let basis: Vec<Member> = self.basis.iter().map(member).collect::<Option<_>>()?;
        let mut tableau = Tableau {
            part: Rc::clone(part),
            basis,
            reduced: Vec::new(),
            banned: vec![false; columns.n_ways],
            barred: vec![false; columns.ways.len()],
            along: vec![0; columns.ways.len()],
            columns: Rc::new(columns),
            ..self.clone()
        };
        let ways = tableau.columns.ways.iter();
        tableau.reduced = ways.map(|(stage, at)| tableau.beyond(wide(*stage), wide(*at))).collect();
        Some(tableau)
    }

    /// Goes to the best mixture of all ways, or until no plan can exceed `enough`; `hair` is not worth a better bound.
    pub(super) fn settle(&mut self, most_pivots: usize, enough: i128, hair: i128, watch: &mut Watch) -> Reached {
        let mut best: Option<Reached> = None;
        for _ in 0..ADDING {
            self.solve(most_pivots, watch);
            if self.shifted && self.stuck.is_none() && !watch.is_over() {
                self.shifted = false;
                self.price_anew(watch);
                self.climb(watch);
                continue;
            }
            let price = self.price();
            if self.columns.is_full() {
                return Reached { bound: self.bound(&price), price };
            }
            // Prices swing while ways are missing: what is asked for between the best and the latest is what lasts.
            let between = best.as_ref().map(|best| {
                let them = best.price.iter().zip(&price);
                let mut between: Vec<i64> = them.map(|(best, new)| best / 4 * 3 + new / 4).collect();
                self.part.temper(&mut between);
                between
            });
            let look = self.look(&price, between.as_deref(), watch);
            let done = look.bound - look.within <= hair;
            let mut take = |bound: i128, price: Vec<i64>| {
                if best.as_ref().is_none_or(|it| bound < it.bound) {
                    best = Some(Reached { bound, price });
                }
            };
            take(look.bound, price);
            if let Some(between) = between.filter(|_| !done) {
                watch.spend(self.part.size());
                take(self.bound(&between), between);
            }
            let enough = best.as_ref().is_some_and(|it| it.bound <= enough);
            if done || enough || look.better.is_empty() || watch.is_over() {
                break;
            }
            match self.stuck.take() {
                // Columns are missing for what fits together. They are taken for worse than they are until it does.
                Some(before) => {
                    self.dual = before;
                    self.add(&look.better, true, watch);
                }
                None => {
                    self.add(&look.better, false, watch);
                    self.climb(watch);
                }
            }
        }
        best.unwrap_or_else(|| {
            let price = self.price();
            Reached { bound: self.bound(&price), price }
        })
    }

    /// Looks at all ways; those to be added are ranked at other prices, where there are any.
    fn look(&self, price: &[i64], rank: Option<&[i64]>, watch: &mut Watch) -> Look {
        watch.spend(self.part.size());
        let stock = bound::stock(&self.part, price);
        let mut look = Look { bound: stock, within: stock, better: Vec::new() };
        let mut better: Vec<(i64, usize)> = Vec::new();
        for (at, stage) in self.part.stages.iter().enumerate() {
            let first = self.columns.number(at, 0);
            let floor = if self.forced.get(at).copied().unwrap_or(false) { i64::MIN } else { 0 };
            let banned = |place: usize| self.banned.get(first.saturating_add(place)).copied().unwrap_or(false);
            let known = |place: usize| self.columns.is_known(first.saturating_add(place));
            let (mut most, mut within) = (floor, floor);
            better.clear();
            for (place, way) in stage.ways.iter().enumerate().filter(|it| !banned(it.0)) {
                let worth = bound::worth(way, price);
                most = most.max(worth);
                if known(place) {
                    within = within.max(worth);
                } else if worth > within {
                    better.push((worth, place));
                }
            }
            // There may be no way that is left.
            let whole = |it: i64| if it == i64::MIN { -(1_i128 << 100) } else { i128::from(it) };
            look.bound += whole(most);
            look.within += whole(within);
            better.retain(|it| it.0 > within);
            if let Some(rank) = rank {
                let worth = |place: usize| stage.ways.get(place).map_or(i64::MIN, |it| bound::worth(it, rank));
                better.iter_mut().for_each(|it| it.0 = worth(it.1));
            }
            better.sort_unstable_by_key(|it| (std::cmp::Reverse(it.0), it.1));
            look.better.extend(better.iter().take(MORE).map(|it| (at, it.1)));
        }
        look
    }

    /// Gives columns to ways; `lower`: as if none of them were worth more than it costs.
    fn add(&mut self, ways: &[(usize, usize)], lower: bool, watch: &mut Watch) {
        let columns = Rc::make_mut(&mut self.columns);
        let new: Vec<(usize, usize)> =
            ways.iter().copied().filter(|(stage, place)| columns.add(&self.part, *stage, *place)).collect();
        for (stage, place) in &new {
            let reduced = self.beyond(*stage, *place);
            self.shifted |= lower && reduced > 0;
            self.reduced.push(if lower { reduced.min(0) } else { reduced });
            let banned = self.banned.get(self.columns.number(*stage, *place)).copied();
            self.barred.push(banned.unwrap_or(false));
            self.along.push(0);
        }
        watch.spend(new.len().saturating_mul(16));
    }

    /// What a way brings beyond its price.
    fn beyond(&self, stage: usize, place: usize) -> i64 {
        let way = self.part.choice(stage).and_then(|it| it.ways.get(place));
        let column = way.map(|it| self.column(stage, it)).unwrap_or_default();
        let paid = column.iter().map(|(row, share)| mul(self.dual.get(*row).copied().unwrap_or(0), *share));
        self.cost(stage, place).saturating_sub(paid.fold(0, i64::saturating_add))
    }

    /// The prices that follow from what is in the basis.
    fn price_anew(&mut self, watch: &mut Watch) {
        let mut dual = vec![0_i64; self.dual.len()];
        for (member, row) in self.basis.iter().zip(&self.inverse) {
            let Member::Way(stage, place) = *member else { continue };
            let cost = self.cost(stage, place);
            for (it, entry) in dual.iter_mut().zip(row).filter(|it| *it.1 != 0) {
                *it = it.saturating_add(mul(cost, *entry));
            }
        }
        self.dual = dual;
        let ways = self.columns.ways.iter();
        self.reduced = ways.map(|(stage, place)| self.beyond(wide(*stage), wide(*place))).collect();
        watch.spend(self.basis.len().saturating_pow(2).saturating_add(self.reduced.len().saturating_mul(16)));
    }

    /// Lets what brings more than it costs enter the mixture, the best first.
    fn climb(&mut self, watch: &mut Watch) {
        for _ in 0..MOST_CLIMBED {
            let open = self.reduced.iter().zip(&self.barred).enumerate().filter(|it| !*it.1.1);
            let best = open.map(|(column, (reduced, _))| (*reduced, column)).max_by_key(|it| it.0);
            let is_free = |at: &usize| !self.forced.get(*at).copied().unwrap_or(false);
            let slack = self.dual.iter().enumerate().filter(|it| is_free(&it.0)).min_by_key(|it| *it.1);
            let slack = slack.map(|(at, it)| (it.saturating_neg(), Member::Slack(at)));
            let way = best.and_then(|(reduced, column)| {
                let (stage, place) = self.columns.ways.get(column)?;
                Some((reduced, Member::Way(wide(*stage), wide(*place))))
            });
            let best = way.into_iter().chain(slack).max_by_key(|it| it.0).filter(|it| it.0 > LEAST_GAIN);
            let Some((reduced, member)) = best else { return };
            let column = self.column_of(member);
            let Some(row) = self.leaving(&column) else { return };
            let (Some(vector), Some(entry)) = (self.inverse.get(row).cloned(), column.get(row).copied()) else {
                return;
            };
            let steps = self.products(&vector).saturating_add(self.reduced.len().saturating_mul(2));
            self.move_prices(div(reduced, entry), &vector);
            if !watch.spend(steps) || !self.exchange(row, member, &column, &vector, watch) {
                return;
            }
        }
    }

    /// Which row is used up first when more and more of a column is taken; of those that are at about the same time the
    /// one with the greatest divisor.
    fn leaving(&self, column: &[i64]) -> Option<usize> {
        let rows = || {
            let rows = self.value.iter().zip(&self.basis).zip(column).enumerate();
            rows.filter_map(|(row, ((value, member), entry))| {
                if self.is_banned(*member) && entry.saturating_abs() > LEAST_PIVOT {
                    return Some((row, 0, entry.saturating_abs()));
                }
                (*entry > LEAST_PIVOT).then_some((row, (*value).max(0), *entry))
            })
        };
        let mut near: Option<i64> = None;
        for (_, value, entry) in rows() {
            if near.is_none_or(|near| value.saturating_add(TINY) < mul(near, entry)) {
                near = Some(div(value.saturating_add(TINY), entry));
            }
        }
        let near = near?;
        let reached = rows().filter(|(_, value, entry)| *value <= mul(near, *entry));
        reached.max_by_key(|it| (it.2, std::cmp::Reverse(it.0))).map(|it| it.0)
    }

    /// Sees to it that what is left of a purchase has columns.
    pub(super) fn widen(&mut self, stage: usize, price: &[i64], watch: &mut Watch) {
        if self.columns.is_full() {
            return;
        }
        let part = Rc::clone(&self.part);
        let Some(flat) = part.stages.get(stage) else { return };
        let first = self.columns.number(stage, 0);
        let open = |place: usize| !self.banned.get(first.saturating_add(place)).copied().unwrap_or(false);
        let open: Vec<usize> = (0..flat.ways.len()).filter(|it| open(*it)).collect();
        let worth: Vec<i64> =
            open.iter().filter_map(|it| flat.ways.get(*it)).map(|it| bound::worth(it, price)).collect();
        watch.spend(flat.size());
        let ways = most(&worth, SIDE).into_iter().filter_map(|it| open.get(it)).map(|it| (stage, *it));
        let ways: Vec<(usize, usize)> = ways.collect();
        self.add(&ways, true, watch);
    }

    /// What is saved at most, as far as the columns and the prices of the basis show: in the units of scores.
    pub(super) fn estimate(&self) -> i128 {
        let behind = self.part.n_choices();
        let stages: i128 = self.dual.iter().take(behind).map(|it| i128::from(*it)).sum();
        let slots = self.slots.iter().zip(self.dual.iter().skip(behind));
        let slots = slots.map(|(slot, dual)| {
            let room = self.columns.share(*slot, self.part.room(*slot));
            (i128::from(*dual) * i128::from(room)) >> super::fixed::BITS
        });
        let spilt = self.part.wallets.iter().flat_map(|it| it.spill.ways.first()).map(|it| i128::from(it.score));
        ((stages + slots.sum::<i128>()) << self.shift) - spilt.sum::<i128>()
    }
}

/// The places of the greatest, in their order.
fn most(worth: &[i64], n: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..worth.len()).collect();
    let key = |at: &usize| (std::cmp::Reverse(worth.get(*at).copied()), *at);
    if let Some(last) = n.checked_sub(1).filter(|_| n < places.len()) {
        places.select_nth_unstable_by_key(last, key);
        places.truncate(n);
    }
    places.sort_unstable_by_key(key);
    places
}
