//! The exact search: purchase by purchase, keeping the best way to reach each state of what is left, and
//! dropping states whose bound does not beat the best plan known. It knows slots and scores, no vouchers.

use crate::bound::Prices;
use crate::model::{Draw, Problem, WEIGHT_FEN, Way};
use std::collections::BTreeMap;

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
}

/// How many states of one stage are kept in each attempt; the last one keeps all that the budget allows.
const WIDTHS: [usize; 4] = [1, 24, 300, usize::MAX];

struct Reached {
    score: i128,
    parent: usize,
    taken: Option<usize>,
}

/// One attempt's outcome.
struct Attempt {
    best: Option<(i128, Vec<Option<usize>>)>,
    /// The best bound among states that were dropped for lack of room.
    dropped: Option<i128>,
    nodes: u64,
}

/// Searches within a budget of states.
pub(crate) fn search(problem: &Problem, budget: u64) -> Found {
    let mut reached = 0_i128;
    let mut taken = vec![None; problem.stages.len()];
    let mut nodes = 0_u64;
    let mut dropped: Option<i128> = None;
    for width in WIDTHS {
        // The first plan tells how far prices have to go; after it they are worth looking for.
        let guide = if width == 1 { Prices::none(problem) } else { Prices::find(problem, reached) };
        let attempt = attempt(problem, &guide, reached, width, budget.saturating_sub(nodes));
        nodes = nodes.saturating_add(attempt.nodes);
        if let Some((score, way)) = attempt.best {
            reached = score;
            taken = way;
        }
        // Every bound is valid, whichever attempt it comes from.
        dropped = attempt.dropped.map(|it| dropped.map_or(it, |before: i128| before.min(it)));
        if dropped.is_none_or(|it| it <= reached) {
            break;
        }
    }
    let saved = taken
        .iter()
        .zip(&problem.stages)
        .filter_map(|(taken, stage)| stage.ways.get((*taken)?))
        .fold(0_i64, |sum, it| sum.saturating_add(it.saved));
    // A score is a little below the saving that it stands for, hence up to the next fen.
    let ceiling = |score: i128| i64::try_from((score + WEIGHT_FEN - 1).div_euclid(WEIGHT_FEN)).unwrap_or(i64::MAX);
    let bound = dropped.filter(|it| *it > reached).map_or(saved, |it| ceiling(it).max(saved));
    Found { taken, saved, bound, nodes }
}

fn attempt(problem: &Problem, prices: &Prices, reached: i128, width: usize, budget: u64) -> Attempt {
    let last_use = last_uses(problem);
    let start: Vec<u32> = problem.slots.iter().map(|it| it.left).collect();
    let mut layers: Vec<Vec<Reached>> = vec![vec![Reached { score: 0, parent: 0, taken: None }]];
    let mut states: Vec<Vec<u32>> = vec![start];
    let mut nodes = 0_u64;
    let mut dropped: Option<i128> = None;
    for (at, stage) in problem.stages.iter().enumerate() {
        let next_stage = at.saturating_add(1);
        let mut next: BTreeMap<Vec<u32>, Reached> = BTreeMap::new();
        let before = layers.last().map_or(&[][..], Vec::as_slice);
        for (parent, (from, left)) in before.iter().zip(&states).enumerate() {
            let ways = stage.ways.iter().enumerate().map(|(place, it)| (Some(place), Some(it)));
            for (taken, way) in ways.chain([(None, None)]) {
                nodes = nodes.saturating_add(1);
                let mut left = left.clone();
                if way.is_some_and(|way| !take_all(&mut left, way)) {
                    continue;
                }
                for (slot, last) in left.iter_mut().zip(&last_use) {
                    if *last < next_stage {
                        *slot = 0;
                    }
                }
                let score = from.score + way.map_or(0, |it| it.score);
                if prices.bound(next_stage, score, &left) <= reached {
                    continue;
                }
                let new = Reached { score, parent, taken };
                match next.get_mut(&left) {
                    Some(known) if known.score >= score => {}
                    Some(known) => *known = new,
                    None => {
                        next.insert(left, new);
                    }
                }
            }
        }
        let mut ranked: Vec<(i128, Vec<u32>, Reached)> =
            next.into_iter().map(|(left, it)| (prices.bound(next_stage, it.score, &left), left, it)).collect();
        let room = width.min(affordable(problem, next_stage, budget.saturating_sub(nodes)));
        if ranked.len() > room {
            // A stable sort: equal bounds stay in the order of their states.
            ranked.sort_by_key(|(bound, _, it)| std::cmp::Reverse((*bound, it.score)));
            for (bound, _, _) in ranked.drain(room..) {
                dropped = Some(dropped.map_or(bound, |it| it.max(bound)));
            }
        }
        states = Vec::with_capacity(ranked.len());
        let mut layer = Vec::with_capacity(ranked.len());
        for (_, left, it) in ranked {
            states.push(left);
            layer.push(it);
        }
        layers.push(layer);
    }
    Attempt { best: trace(&layers), dropped, nodes }
}

/// How many states can be kept before this stage: what is left of the budget, shared among the stages to come.
fn affordable(problem: &Problem, stage: usize, budget: u64) -> usize {
    let Some(next) = problem.stages.get(stage) else { return usize::MAX };
    let wide = |it: usize| u64::try_from(it).unwrap_or(u64::MAX).saturating_add(1);
    let n_to_come = wide(problem.stages.len().saturating_sub(stage).saturating_sub(1));
    let per_state = wide(next.ways.len()).saturating_mul(n_to_come);
    usize::try_from(budget.checked_div(per_state).unwrap_or(1).max(1)).unwrap_or(usize::MAX)
}

/// The best end state and the way that led to it.
fn trace(layers: &[Vec<Reached>]) -> Option<(i128, Vec<Option<usize>>)> {
    let (mut place, end) =
        layers.last()?.iter().enumerate().max_by_key(|(place, it)| (it.score, std::cmp::Reverse(*place)))?;
    let score = end.score;
    let mut taken = Vec::new();
    for layer in layers.iter().skip(1).rev() {
        let it = layer.get(place)?;
        taken.push(it.taken);
        place = it.parent;
    }
    taken.reverse();
    Some((score, taken))
}

/// Takes everything that a way uses; `false`: there is not enough, and `left` is spoilt.
pub(crate) fn take_all(left: &mut [u32], way: &Way) -> bool {
    way.uses.iter().all(|it| take(left, &it.draw).is_none())
}

/// Takes what a voucher uses; gives the slot that has too little, if any.
pub(crate) fn take(left: &mut [u32], draw: &Draw) -> Option<usize> {
    let short = draw.takes.iter().find_map(|(slot, amount)| less(left, *slot, *amount));
    let (None, Some(bundle)) = (short, &draw.bundle) else { return short };
    // Nothing is short when one is spare; else the slot falls through and a new bundle is claimed.
    less(left, bundle.spare, 1)?;
    let short = bundle.claim.iter().find_map(|slot| less(left, *slot, 1));
    if short.is_some() {
        return short;
    }
    for (slot, count) in &bundle.refill {
        if let Some(it) = left.get_mut(*slot) {
            *it = it.saturating_add(*count);
        }
    }
    less(left, bundle.spare, 1)
}

/// Takes an amount from a slot; gives the slot when it has too little.
fn less(left: &mut [u32], slot: usize, amount: u32) -> Option<usize> {
    match left.get_mut(slot) {
        Some(it) if *it >= amount => {
            *it = it.saturating_sub(amount);
            None
        }
        _ => Some(slot),
    }
}

/// Per slot, the last stage that can use it; after it what is left of it no longer matters.
fn last_uses(problem: &Problem) -> Vec<usize> {
    let mut last = vec![0; problem.slots.len()];
    for (at, stage) in problem.stages.iter().enumerate() {
        let mut mark = |slot: usize| {
            if let Some(it) = last.get_mut(slot) {
                *it = at;
            }
        };
        for draw in stage.ways.iter().flat_map(|it| it.uses.iter()).map(|it| &it.draw) {
            draw.takes.iter().for_each(|(slot, _)| mark(*slot));
            if let Some(bundle) = &draw.bundle {
                mark(bundle.spare);
                bundle.refill.iter().for_each(|(slot, _)| mark(*slot));
                bundle.claim.iter().for_each(|slot| mark(*slot));
            }
        }
    }
    last
}
