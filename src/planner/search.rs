//! The exact search. It knows slots and scores, no vouchers.
//!
//! The problem falls into parts that share no slot. For each part: prices on the slots bound what any plan can
//! reach ([`dual`]), the prices guide a first plan that is improved by exchanges ([`climb`]), and what the
//! prices leave open is settled state by state ([`states`]).

mod bound;
mod branch;
mod climb;
mod columns;
mod cuts;
mod dual;
mod exchange;
mod fixed;
mod flat;
mod flows;
mod goal;
mod narrow;
mod nearby;
mod primal;
mod rounded;
mod sacks;
mod simplex;
mod states;
mod watch;

use crate::model::Problem;
pub(crate) use cuts::{Item, Scarcity};
pub(crate) use fixed::ONE;
use flat::Part;
use std::rc::Rc;
pub(crate) use watch::Watch;

/// How far a search has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// Parts that are settled.
    pub done: usize,
    /// Parts in all.
    pub parts: usize,
    /// States looked at so far.
    pub nodes: u64,
}

/// Asked again and again during a search; `false` ends it, and the plan comes with a gap.
pub type Check<'a> = &'a mut dyn FnMut(Progress) -> bool;

/// The best plan found and how good any plan could be.
pub(crate) struct Found {
    /// Per stage, which of its ways is taken.
    pub taken: Vec<Option<usize>>,
    /// What is saved, in fen.
    pub saved: i64,
    /// What no plan can exceed, in fen.
    pub bound: i64,
    /// How many states were looked at.
    pub nodes: u64,
    /// Per slot, what one unit of it is worth, in scores: the proof of `by_prices`.
    pub prices: Vec<i64>,
    /// What the prices alone show that no plan can exceed, in fen.
    pub by_prices: i64,
    /// What follows from slots, with its price.
    pub cuts: Vec<(Scarcity, i64)>,
}

/// Searches within a budget of states.
pub(crate) fn search(problem: &Problem, watch: &mut Watch) -> Found {
    let mut parts = flat::parts(problem);
    // What small parts spare is for large ones.
    parts.sort_by_key(flat::Part::size);
    watch.progress.parts = parts.len();
    let mut found = Found {
        taken: vec![None; problem.stages.len()],
        saved: 0,
        bound: 0,
        nodes: 0,
        prices: vec![0; problem.slots.len()],
        by_prices: 0,
        cuts: Vec::new(),
    };
    // A score is a little below the saving that it stands for, hence up to the next fen.
    let weight = i128::from(problem.weight.max(1));
    let ceiling = |score: i128| i64::try_from((score + weight - 1).div_euclid(weight)).unwrap_or(i64::MAX);
    let n_parts = parts.len();
    for (at, part) in parts.into_iter().enumerate() {
        // What the parts before have spared is for the later ones.
        let to_come = u64::try_from(n_parts.saturating_sub(at)).unwrap_or(1).max(1);
        let share = watch.left().checked_div(to_come).unwrap_or(0);
        let settled = watch.within(share, |watch| settle(part, weight, watch));
        let part = &settled.part;
        let mut saved = 0_i64;
        for (stage, taken) in part.stages.iter().zip(&settled.taken) {
            let Some(way) = taken.and_then(|it| stage.ways.get(it)).map(|it| it.place) else { continue };
            if let Some(it) = found.taken.get_mut(stage.place) {
                *it = Some(way);
            }
            let known = problem.stages.get(stage.place).and_then(|it| it.ways.get(way));
            saved = saved.saturating_add(known.map_or(0, |it| it.saved));
        }
        saved = saved.saturating_sub(part.overdrawn(&settled.taken).0);
        found.saved = found.saved.saturating_add(saved);
        found.bound = found.bound.saturating_add(ceiling(settled.bound).max(saved));
        found.by_prices = found.by_prices.saturating_add(ceiling(settled.by_prices).max(saved));
        for (slot, price) in part.slots.iter().zip(&settled.prices) {
            if let Some(it) = found.prices.get_mut(*slot) {
                *it = *price;
            }
        }
        let cuts = settled.prices.iter().enumerate().skip(part.slots.len()).filter(|it| *it.1 > 0);
        found.cuts.extend(cuts.map(|(slot, price)| (Scarcity::of(part, slot), *price)));
        watch.progress.done = at.saturating_add(1);
    }
    found.nodes = watch.progress.nodes;
    found
}

/// One part, settled as far as the budget goes.
struct Settled {
    /// The part with the cuts that were found.
    part: Rc<Part>,
    taken: Vec<Option<usize>>,
    bound: i128,
    by_prices: i128,
    prices: Vec<i64>,
}

/// How many states of one stage are kept in each attempt; the last one keeps all that the budget allows.
const WIDTHS: [usize; 3] = [16, 400, usize::MAX];

fn settle(part: Part, weight: i128, watch: &mut Watch) -> Settled {
    let mut part = Rc::new(part);
    let free = vec![0_i64; part.left.len()];
    let mut plan = climb::Plan::empty(&part);
    // First what each purchase would choose alone: where that fits together, nothing is to be searched.
    plan.refill(&part, &free);
    let alone = bound::value(&part, &free, None);
    watch.spend(part.size());
    if i128::from(plan.score) >= alone {
        return Settled { part, taken: plan.taken, bound: alone, by_prices: alone, prices: free };
    }
    climb::improve(&part, &mut plan, watch);
    let goal = goal::Goal::fen(&part, i64::try_from(weight).unwrap_or(1));
    if !part.bundled && !tiny(&part) {
        return narrow::settle(part, plan, goal, weight, watch);
    }
    let mut prices = dual::Dual::free(&part);
    prices.find(&mut part, &mut plan, goal, watch);
    let bound = by_states(&part, &mut prices, &mut plan, weight, watch);
    Settled { taken: plan.taken, bound, by_prices: prices.least, prices: prices.price, part }
}

/// Whether all states can be looked at in no time.
fn tiny(part: &Part) -> bool {
    part.stages.len() <= 6 && part.stages.iter().map(|it| it.ways.len()).sum::<usize>() <= 60
}

/// Closes the gap state by state.
fn by_states(part: &Part, prices: &mut dual::Dual, plan: &mut climb::Plan, weight: i128, watch: &mut Watch) -> i128 {
    let mut bound = prices.least;
    let budget = watch.left();
    for width in WIDTHS {
        if bound <= i128::from(plan.score) || watch.is_over() {
            break;
        }
        // Once no fen is open, only ties are: they are worth a part of the budget.
        let fen = |score: i128| (score + weight - 1).div_euclid(weight);
        let limit = if fen(bound) <= fen(i128::from(plan.score)) { budget / 8 } else { budget };
        let share = watch.left().saturating_sub(budget.saturating_sub(limit));
        if share == 0 {
            break;
        }
        let mut start = part.clone();
        let kept = keep(&mut start, prices, plan.score);
        let attempt = watch.within(share, |watch| states::attempt(&start, prices, plan.score, width, watch));
        if let Some(taken) = attempt.best {
            let taken = taken.iter().zip(&kept).map(|(it, kept)| kept.get((*it)?).copied());
            *plan = climb::Plan::of(part, taken.collect());
            climb::improve(part, plan, watch);
        }
        bound = bound.min(attempt.dropped.unwrap_or(i128::MIN).max(i128::from(plan.score)));
        if bound > i128::from(plan.score) {
            prices.refine(part, plan.score, watch);
            bound = bound.min(prices.least);
        }
    }
    bound
}

/// Leaves out every way with which the bound does not beat the plan that is known. Returns, per stage, the
/// places of the ways that stay.
fn keep(part: &mut Part, prices: &dual::Dual, reached: i64) -> Vec<Vec<usize>> {
    let kept = narrow::promising(part, prices, reached);
    for (stage, places) in part.stages.iter_mut().zip(&kept) {
        stage.ways = places.iter().filter_map(|it| stage.ways.get(*it).cloned()).collect();
    }
    kept
}
