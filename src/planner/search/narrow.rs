//! Most ways to pay are never worth a look: prices are found with a few of them, and those that would pay at these prices
//! are added until there are none. With the plan that is known they show which ways could still be part of a better one;
//! the rest of the search knows only these.

use super::Watch;
use super::climb::Plan;
use super::dual::{self, Dual};
use super::flat::{Flat, FlatWay, Part};
use super::goal::Goal;
use super::simplex::{self, Tableau};
use super::{Settled, by_branches, by_states, cuts, nearby};
use std::rc::Rc;

/// How many ways of a purchase are looked at first, and added at once.
const FEW: usize = 40;
/// A part with no more ways than this is looked at as a whole.
const SMALL: usize = 500;
/// How often ways are added.
const ADDING: usize = 30;
/// How often branches begin anew.
const ATTEMPTS: u64 = 3;
/// What part of the budget is for plans near the first one, before anything is cut off, and how often it is tried without
/// success.
const NEARBY: (u64, usize) = (40, 4);

/// Per stage, the places of some of its ways.
type Kept = Vec<Vec<usize>>;

/// Settles a part of which a plan is known.
pub(super) fn settle(mut part: Rc<Part>, mut plan: Plan, goal: Goal, weight: i128, watch: &mut Watch) -> Settled {
    let mut first = Dual::free(&part);
    let mut kept = few(&part, &first, &plan);
    price(&part, &mut first, &mut kept, goal, watch);
    first.try_mixture(&part, &mut plan, watch);
    let near = with_plan(promising(&part, &first, plan.score), &plan);
    let many = near.iter().map(Vec::len).sum::<usize>() > SMALL;
    if many && first.least > goal.reached(plan.score) {
        // The better the plan, the less there is to be looked at.
        let small = Rc::new(select(&part, &near));
        let mut inner = down(&small, &near, &plan);
        let share = watch.left() / NEARBY.0;
        let mut dual = Dual { mixture: Vec::new(), price: first.price.clone(), ahead: Vec::new(), ..first };
        dual.mixture.extend(first.mixture.iter().filter_map(|it| {
            let place = near.get(it.0)?.iter().position(|known| *known == it.1)?;
            Some((it.0, place, it.2))
        }));
        watch.within(share, |watch| nearby::improve(&small, &dual, &mut inner, goal, NEARBY.1, watch));
        up(&part, &near, &inner, &mut plan);
    }
    if first.least <= i128::from(plan.score) || watch.is_over() {
        let bound = first.least.max(i128::from(plan.score));
        return Settled { taken: plan.taken, bound, by_prices: first.least, prices: first.price, part };
    }
    let mut kept = with_plan(promising(&part, &first, plan.score), &plan);
    let mut small = Rc::new(select(&part, &kept));
    let mut inner = down(&small, &kept, &plan);
    let mut prices = Dual { price: first.price.clone(), mixture: Vec::new(), ahead: Vec::new(), ..first };
    prices.find(&mut small, &mut inner, goal, watch);
    let mut bound = prices.least;
    for left in (1..=ATTEMPTS).rev() {
        let share = watch.left() / left;
        bound = bound.min(watch.within(share, |watch| by_branches(&small, &prices, &mut inner, goal, watch)));
        if left == 1 || bound <= goal.closed(inner.score) || watch.is_over() {
            break;
        }
        // With a better plan less is left, and another mixture shows other cuts.
        let nearer = with_plan(promising(&small, &prices, inner.score), &inner);
        let next = Rc::new(select(&small, &nearer));
        inner = down(&next, &nearer, &inner);
        let place = |(kept, nearer): (&Vec<usize>, &Vec<usize>)| {
            nearer.iter().filter_map(|it| kept.get(*it).copied()).collect()
        };
        kept = kept.iter().zip(&nearer).map(place).collect();
        small = next;
        let share = watch.left() / 4;
        watch.within(share, |watch| prices.find(&mut small, &mut inner, goal, watch));
    }
    // What branches leave open may be a matter of roundings, which states know nothing of.
    if bound > goal.closed(inner.score) && !watch.is_over() {
        bound = bound.min(by_states(&small, &mut prices, &mut inner, weight, watch));
    }
    up(&part, &kept, &inner, &mut plan);
    if watch.is_over() {
        let bound = bound.min(first.least).max(i128::from(plan.score));
        return Settled { taken: plan.taken, bound, by_prices: first.least, prices: first.price, part };
    }
    // The proof is for all ways.
    let lefts = small.left.iter().skip(part.left.len());
    let found: Vec<(cuts::Cut, u32)> = small.cuts.iter().cloned().zip(lefts.copied()).collect();
    watch.spend(part.size().saturating_mul(found.len()));
    cuts::add(Rc::make_mut(&mut part), found);
    first.price.resize(part.left.len(), 0);
    let least = prices.least;
    first.take(&part, &prices.price);
    if first.least > least {
        price(&part, &mut first, &mut kept, goal, watch);
    }
    let bound = bound.min(first.least).max(i128::from(plan.score));
    Settled { taken: plan.taken, bound, by_prices: first.least, prices: first.price, part }
}

/// The ways that are worth most at these prices, and those of the plan.
fn few(part: &Part, dual: &Dual, plan: &Plan) -> Kept {
    if part.stages.iter().map(|it| it.ways.len()).sum::<usize>() <= SMALL {
        return part.stages.iter().map(|it| (0..it.ways.len()).collect()).collect();
    }
    let best = |(stage, taken): (&Flat, &Option<usize>)| {
        let mut places: Vec<usize> = (0..stage.ways.len()).collect();
        places.sort_by_key(|it| std::cmp::Reverse(stage.ways.get(*it).map(|it| dual.worth(it))));
        places.truncate(FEW);
        places.extend(taken.filter(|it| !places.contains(it)));
        places
    };
    part.stages.iter().zip(&plan.taken).map(best).collect()
}

/// The best prices for a part, with as few of its ways as that takes.
fn price(part: &Rc<Part>, dual: &mut Dual, kept: &mut Kept, goal: Goal, watch: &mut Watch) {
    for _ in 0..ADDING {
        let small = Rc::new(select(part, kept));
        let Some(mut tableau) = Tableau::new(&small) else { return };
        tableau.solve(simplex::MOST_PIVOTS, watch);
        let found = tableau.found();
        dual.take(part, &found.price);
        let place = |it: &(usize, usize, i64)| Some((it.0, *kept.get(it.0)?.get(it.1)?, it.2));
        dual.mixture = found.mixture.iter().filter_map(place).collect();
        if dual.least - dual::value(&small, &found.price, None) <= goal.hair() {
            break;
        }
        // Prices swing while ways are missing: what is asked for between the best and the latest is what lasts.
        let between = dual.price.iter().zip(&found.price);
        let mut between: Vec<i64> = between.map(|(best, new)| best / 4 * 3 + new / 4).collect();
        part.temper(&mut between);
        dual.take(part, &between);
        if !watch.spend(part.size().saturating_mul(4)) || !add(part, &found.price, &between, kept) {
            break;
        }
    }
}

/// Adds ways that bring more at these prices than all that are kept, those first that bring most at the others; says
/// whether there are any.
fn add(part: &Part, price: &[i64], between: &[i64], kept: &mut Kept) -> bool {
    let mut any = false;
    for (stage, kept) in part.stages.iter().zip(kept) {
        let worth = |it: &FlatWay| dual::worth(it, price);
        let best = kept.iter().filter_map(|it| stage.ways.get(*it)).map(worth).max().unwrap_or(0).max(0);
        let better = stage.ways.iter().enumerate().filter(|it| worth(it.1) > best);
        let mut better: Vec<(i64, usize)> = better.map(|(place, it)| (dual::worth(it, between), place)).collect();
        better.sort_by_key(|it| (std::cmp::Reverse(it.0), it.1));
        any |= !better.is_empty();
        kept.extend(better.into_iter().take(FEW).map(|it| it.1));
    }
    any
}

/// Per stage, the ways with which the bound can beat the plan that is known, the most promising first, so that the rest
/// can be passed over together.
pub(super) fn promising(part: &Part, prices: &Dual, reached: i64) -> Kept {
    let room = prices.least - i128::from(reached);
    let of_stage = |stage: &Flat| {
        let worth: Vec<i64> = stage.ways.iter().map(|it| prices.worth(it)).collect();
        let best = worth.iter().copied().max().unwrap_or(0).max(0);
        let near = worth.iter().enumerate().filter(|it| i128::from(best) - i128::from(*it.1) < room);
        let mut places: Vec<(i64, usize)> = near.map(|(place, worth)| (*worth, place)).collect();
        places.sort_by_key(|it| (std::cmp::Reverse(it.0), it.1));
        places.into_iter().map(|it| it.1).collect()
    };
    part.stages.iter().map(of_stage).collect()
}

/// The ways that are kept, and those of the plan.
fn with_plan(mut kept: Kept, plan: &Plan) -> Kept {
    for (kept, taken) in kept.iter_mut().zip(&plan.taken) {
        kept.extend(taken.filter(|it| !kept.contains(it)));
    }
    kept
}

/// A part with some of its ways.
pub(super) fn select(part: &Part, kept: &[Vec<usize>]) -> Part {
    let stage = |(it, kept): (&Flat, &Vec<usize>)| {
        let ways = kept.iter().filter_map(|place| it.ways.get(*place).cloned());
        Flat { place: it.place, ways: ways.collect() }
    };
    Part {
        stages: part.stages.iter().zip(kept).map(stage).collect(),
        left: part.left.clone(),
        slots: part.slots.clone(),
        mixed: Rc::clone(&part.mixed),
        cuts: part.cuts.clone(),
        bundled: part.bundled,
        wallets: part.wallets.clone(),
    }
}

/// A plan in the places of the ways that are kept; where it has others, only what it reaches is known.
fn down(small: &Part, kept: &[Vec<usize>], plan: &Plan) -> Plan {
    let place = |(taken, kept): (&Option<usize>, &Vec<usize>)| kept.iter().position(|it| Some(*it) == *taken);
    let mut new = Plan::of(small, plan.taken.iter().zip(kept).map(place).collect());
    if new.score != plan.score {
        new = Plan::empty(small);
        new.score = plan.score;
    }
    new
}

/// Takes over a better plan.
fn up(part: &Part, kept: &[Vec<usize>], inner: &Plan, plan: &mut Plan) {
    if inner.score > plan.score {
        let place = |(taken, kept): (&Option<usize>, &Vec<usize>)| kept.get((*taken)?).copied();
        *plan = Plan::of(part, inner.taken.iter().zip(kept).map(place).collect());
    }
}
