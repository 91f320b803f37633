//! Most ways to pay are never worth a look: prices are found with a few of them, and those that would pay at these prices
//! are added until there are none. With the plan that is known they show which ways could still be part of a better one;
//! the rest of the search knows only these.

use super::Watch;
use super::branch::Tree;
use super::climb::Plan;
use super::dual::Dual;
use super::flat::{Flat, Part};
use super::goal::{self, Goal};
use super::simplex::Tableau;
use super::{Settled, by_states, cuts, nearby};
use std::rc::Rc;

/// A part with no more ways than this is looked at as a whole.
const SMALL: usize = 500;
/// How often branches begin anew at the most.
const ATTEMPTS: usize = 4;
/// What part of the budget is for plans near the first one, before anything is cut off, and how often it is tried without
/// success.
const FIRST: (u64, usize) = (40, 4);
/// What part of the budget is for branches before the plan is looked at again.
const QUICK: u64 = 20;
/// What part of it is for plans near the one that is known.
const NEARBY: u64 = 5;

/// Per stage, the places of some of its ways.
type Kept = Vec<Vec<usize>>;

/// Settles a part of which a plan is known.
pub(super) fn settle(mut part: Rc<Part>, mut plan: Plan, goal: Goal, weight: i128, watch: &mut Watch) -> Settled {
    let mut first = Dual::free(&part);
    price(&part, &mut first, i128::from(plan.score), goal, watch);
    first.try_mixture(&part, &mut plan, watch);
    let near = with_plan(promising(&part, &first, plan.score), &plan);
    let many = near.iter().map(Vec::len).sum::<usize>() > SMALL;
    if many && first.least > goal.reached(plan.score) {
        // The better the plan, the less there is to be looked at.
        let small = Rc::new(select(&part, &near));
        let mut inner = down(&small, &near, &plan);
        let share = watch.left() / FIRST.0;
        let mut dual = Dual { mixture: Vec::new(), price: first.price.clone(), ahead: Vec::new(), ..first };
        dual.mixture.extend(first.mixture.iter().filter_map(|it| {
            let place = near.get(it.0)?.iter().position(|known| *known == it.1)?;
            Some((it.0, place, it.2))
        }));
        watch.within(share, |watch| nearby::improve(&small, &dual, &mut inner, goal, FIRST.1, watch));
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
    let mut bound = prices.least;
    for attempt in (0..ATTEMPTS).rev() {
        let share = if attempt == ATTEMPTS - 1 { watch.left() } else { watch.left() / 4 };
        let root = watch.within(share, |watch| prices.find(&mut small, &mut inner, goal, watch));
        bound = bound.min(prices.least);
        let Some(root) = root.filter(|_| bound > goal.closed(inner.score)) else { break };
        bound = bound.min(by_branches(&small, &prices, &root, &mut inner, goal, attempt == 0, watch));
        if attempt == 0 || bound <= goal.closed(inner.score) || watch.is_over() {
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
        price(&part, &mut first, least, goal, watch);
    }
    let bound = bound.min(first.least).max(i128::from(plan.score));
    Settled { taken: plan.taken, bound, by_prices: first.least, prices: first.price, part }
}

/// Closes the gap by branch and bound: first for what is saved, then, as far as a part of the budget goes, for ties. Unless
/// it is the last attempt, it ends when a better plan calls for another one.
fn by_branches(
    part: &Rc<Part>,
    prices: &Dual,
    root: &Tableau,
    plan: &mut Plan,
    goal: Goal,
    last: bool,
    watch: &mut Watch,
) -> i128 {
    let before = plan.score;
    let mut tree = Branches::new(part, prices, root, plan, goal);
    // Most are closed at once; for the others a better plan comes first.
    let share = watch.left() / QUICK;
    let mut bound = watch.within(share, |watch| tree.run(part, plan, watch));
    if bound > goal.closed(plan.score) {
        let share = watch.left() / NEARBY;
        watch.within(share, |watch| nearby::improve(part, prices, plan, goal, nearby::TRIES, watch));
        let halved = (prices.least - i128::from(plan.score)) * 2 <= prices.least - i128::from(before);
        if halved && !last {
            return bound;
        }
        let share = if last { watch.left() } else { watch.left() / 5 };
        bound = bound.min(watch.within(share, |watch| tree.run(part, plan, watch)));
    }
    if bound > goal.closed(plan.score) && plan.score == before {
        bound = bound.min(tree.run(part, plan, watch));
    }
    drop(tree);
    let ties = goal.with_ties();
    if bound > goal.closed(plan.score) || prices.least <= ties.reached(plan.score) {
        return bound;
    }
    let share = watch.left() / goal::TIES;
    let mut tree = Branches::new(part, prices, root, plan, ties);
    watch.within(share, |watch| tree.run(part, plan, watch)).min(bound)
}

/// Branches over the ways that could be part of a better plan.
struct Branches {
    /// `None`: there is nothing to be found.
    tree: Option<Tree>,
    kept: Kept,
    least: i128,
    goal: Goal,
}

impl Branches {
    fn new(part: &Part, prices: &Dual, root: &Tableau, plan: &Plan, goal: Goal) -> Branches {
        let open = prices.least > goal.reached(plan.score);
        let kept = if open { promising(part, prices, plan.score) } else { Vec::new() };
        let start = || {
            let part = Rc::new(select(part, &kept));
            root.within(&part, &kept).or_else(|| Tableau::few(&part, &prices.price))
        };
        let tree = if open { start().map(|it| Tree::new(it, prices.least, plan.score, goal)) } else { None };
        Branches { tree, kept, least: prices.least, goal }
    }

    /// Goes on, and returns what no plan can exceed.
    fn run(&mut self, part: &Part, plan: &mut Plan, watch: &mut Watch) -> i128 {
        let Some(tree) = &mut self.tree else { return self.least.min(self.goal.closed(plan.score)) };
        tree.know(plan.score);
        tree.run(watch);
        if tree.plan.score > plan.score {
            let taken = tree.plan.taken.iter().zip(&self.kept).map(|(it, kept)| kept.get((*it)?).copied());
            *plan = Plan::of(part, taken.collect());
        }
        tree.bound().max(self.goal.closed(plan.score)).min(self.least)
    }
}

/// The best prices for a part, as far as `enough`.
fn price(part: &Rc<Part>, dual: &mut Dual, enough: i128, goal: Goal, watch: &mut Watch) {
    if let Some(mut tableau) = Tableau::few(part, &dual.price) {
        dual.price(part, &mut tableau, enough, goal, watch);
    }
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
