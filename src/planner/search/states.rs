//! Stage by stage, keeping the best way to reach each state of what is left, and dropping states whose bound
//! does not beat the best plan known.

use super::Watch;
use super::dual::Dual;
use super::flat::{FlatWay, Part, wide};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Steps for a way that is looked at.
const LOOK: usize = 16;
/// Steps for a state that is reached and found among the others, beside four for each slot: it is copied, valued and
/// compared.
const PUT: usize = 256;

struct Reached {
    score: i64,
    parent: u32,
    taken: Option<u32>,
}

/// One attempt's outcome.
pub(super) struct Attempt {
    /// Per stage, the way taken, when a better plan was found.
    pub best: Option<Vec<Option<usize>>>,
    /// The best bound among states that were dropped for lack of room.
    pub dropped: Option<i128>,
}

/// The ways of every stage must come in the order of what they bring at the prices.
pub(super) fn attempt(part: &Part, dual: &Dual, reached: i64, width: usize, watch: &mut Watch) -> Attempt {
    let ends = last_uses(part);
    let put_steps = put_steps(part);
    let worths: Vec<Vec<i64>> =
        part.stages.iter().map(|it| it.ways.iter().map(|it| dual.worth(it)).collect()).collect();
    let mut layers: Vec<Vec<(u32, Option<u32>)>> = Vec::new();
    let mut states: Vec<(Vec<u32>, i64)> = vec![(part.left.clone(), 0)];
    let mut dropped: Option<i128> = None;
    let value = |left: &[u32]| -> i128 {
        dual.price.iter().zip(left).map(|(price, left)| i128::from(*price) * i128::from(*left)).sum()
    };
    for (at, stage) in part.stages.iter().enumerate() {
        let next_stage = at.saturating_add(1);
        let ahead = i128::from(dual.ahead.get(next_stage).copied().unwrap_or(0));
        let over: &[usize] = ends.get(at).map_or(&[], Vec::as_slice);
        let mut next: BTreeMap<Vec<u32>, Reached> = BTreeMap::new();
        let room = width.min(affordable(part, next_stage, watch.steps_left()));
        for (parent, (left, score)) in states.iter().enumerate() {
            let mut steps = put_steps;
            let parent = u32::try_from(parent).unwrap_or(u32::MAX);
            // The bound of a state is what it has, what is left at the prices, and what later stages can bring.
            let before = i128::from(*score) + value(left) + ahead;
            let mut put = |taken: Option<u32>, way: Option<&FlatWay>| {
                let lost = way.map_or(0, |it| part.lost(it, left));
                let mut left = left.clone();
                let missing = way.map_or(0, |it| part.missing(it, &left));
                if way.is_some_and(|it| !it.take(&mut left)) {
                    return;
                }
                if let Some(it) = way {
                    part.take_flows(it, missing, &mut left);
                }
                for slot in over {
                    if let Some(it) = left.get_mut(*slot) {
                        *it = 0;
                    }
                }
                let score = score.saturating_add(way.map_or(0, |it| it.score)).saturating_sub(lost);
                if i128::from(score) + value(&left) + ahead <= i128::from(reached) {
                    return;
                }
                let new = Reached { score, parent, taken };
                match next.entry(left) {
                    Entry::Occupied(mut known) => {
                        if known.get().score < score {
                            known.insert(new);
                        }
                    }
                    Entry::Vacant(it) => {
                        it.insert(new);
                    }
                }
            };
            let worths = worths.get(at).map_or(&[][..], Vec::as_slice);
            for (place, (way, worth)) in stage.ways.iter().zip(worths).enumerate() {
                if before + i128::from(*worth) <= i128::from(reached) {
                    break;
                }
                steps = steps.saturating_add(LOOK);
                if way.fits(left) {
                    steps = steps.saturating_add(put_steps);
                    put(u32::try_from(place).ok(), Some(way));
                }
            }
            if before > i128::from(reached) {
                put(None, None);
            }
            watch.spend(steps);
        }
        let go_on = !watch.is_over();
        let mut ranked: Vec<(i128, Vec<u32>, Reached)> =
            next.into_iter().map(|(left, it)| (i128::from(it.score) + value(&left) + ahead, left, it)).collect();
        let room = if go_on { room } else { 1 };
        if ranked.len() > room {
            // A stable sort: equal bounds stay in the order of their states.
            ranked.sort_by_key(|(bound, _, it)| std::cmp::Reverse((*bound, it.score)));
            for (bound, _, _) in ranked.drain(room..) {
                dropped = Some(dropped.map_or(bound, |it| it.max(bound)));
            }
        }
        layers.push(ranked.iter().map(|(_, _, it)| (it.parent, it.taken)).collect());
        states = ranked.into_iter().map(|(_, left, it)| (left, it.score)).collect();
    }
    Attempt { best: trace(&layers, &states), dropped }
}

/// See [`PUT`].
fn put_steps(part: &Part) -> usize {
    PUT.saturating_add(part.left.len().saturating_mul(4))
}

/// How many states can be kept before this stage: what is left of the budget, in steps, shared among the stages to
/// come.
fn affordable(part: &Part, stage: usize, steps: u64) -> usize {
    let Some(next) = part.stages.get(stage) else { return usize::MAX };
    let wide = |it: usize| u64::try_from(it).unwrap_or(u64::MAX).saturating_add(1);
    let n_to_come = wide(part.stages.len().saturating_sub(stage).saturating_sub(1));
    // Most ways are passed over at once.
    let looked =
        wide(next.ways.len() / 2).saturating_mul(u64::try_from(LOOK.saturating_add(put_steps(part) / 4)).unwrap_or(1));
    let per_state = looked.saturating_mul(n_to_come);
    usize::try_from(steps.checked_div(per_state).unwrap_or(1).max(1)).unwrap_or(usize::MAX)
}

/// The best end state and the way that led to it.
fn trace(layers: &[Vec<(u32, Option<u32>)>], ends: &[(Vec<u32>, i64)]) -> Option<Vec<Option<usize>>> {
    let best = ends.iter().enumerate().max_by_key(|(place, it)| (it.1, std::cmp::Reverse(*place)))?;
    let mut place = best.0;
    let mut taken = Vec::new();
    for layer in layers.iter().rev() {
        let (parent, way) = layer.get(place)?;
        taken.push(way.map(wide));
        place = wide(*parent);
    }
    taken.reverse();
    Some(taken)
}

/// Per stage, the slots that no later stage can use: what is left of them no longer matters.
fn last_uses(part: &Part) -> Vec<Vec<usize>> {
    let mut last = vec![0; part.left.len()];
    for (at, stage) in part.stages.iter().enumerate() {
        let mut mark = |slot: usize| {
            if let Some(it) = last.get_mut(slot) {
                *it = at;
            }
        };
        for way in &stage.ways {
            way.uses().for_each(|(slot, _)| mark(wide(*slot)));
            // What a wallet cannot pay comes back to what follows from it.
            let wallet = way.wallet.and_then(|slot| part.wallets.iter().find(|it| it.slot == slot));
            wallet.iter().flat_map(|it| it.flows.iter()).for_each(|it| mark(wide(*it)));
            for bundle in &way.bundles {
                mark(bundle.spare);
                bundle.refill.iter().for_each(|(slot, _)| mark(*slot));
                bundle.claim.iter().for_each(|slot| mark(*slot));
            }
        }
    }
    let mut ends = vec![Vec::new(); part.stages.len()];
    for (slot, at) in last.into_iter().enumerate() {
        if let Some(it) = ends.get_mut(at) {
            it.push(slot);
        }
    }
    ends
}
