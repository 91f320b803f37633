//! Better plans near the one that is known: most purchases stay as they are, a few are settled anew, exactly. It proves
//! nothing; but the better the plan, the less is left to be settled by branches.

use super::Watch;
use super::branch::Tree;
use super::climb::Plan;
use super::dual::Dual;
use super::fixed::ONE;
use super::flat::{Part, wide};
use super::goal::Goal;
use super::narrow;
use super::simplex::Tableau;
use std::rc::Rc;

/// How many purchases are settled anew at once, at first.
const FIRST: usize = 12;
/// The most.
const MOST: usize = 30;
/// What part of the budget one of them may take.
const SHARE: u64 = 16;
/// As long as one takes less than one in so many of what it may take, more purchases are settled at once.
const QUICK: u64 = 16;
/// How often it is tried without a better plan.
pub(super) const TRIES: usize = 120;

/// Looks for better plans as long as the budget goes.
pub(super) fn improve(part: &Rc<Part>, dual: &Dual, plan: &mut Plan, goal: Goal, tries: usize, watch: &mut Watch) {
    let share = watch.left() / SHARE;
    let mut dice = Dice(0x2545_F491_4F6C_DD1D ^ watch.progress.nodes);
    // Where the mixture and the plan differ.
    let doubtful = |plan: &Plan| -> Vec<usize> {
        let agrees = |stage: usize| {
            let taken = plan.taken.get(stage).copied().flatten();
            dual.mixture.iter().any(|it| it.0 == stage && Some(it.1) == taken && it.2 > ONE - (ONE >> 8))
        };
        (0..part.stages.len()).filter(|it| !agrees(*it)).collect()
    };
    let (mut size, mut tried) = (FIRST.saturating_mul(2), 0_usize);
    while tried < tries && !watch.is_over() && dual.least > goal.reached(plan.score) {
        let doubtful = doubtful(plan);
        let free = if tried == 0 && doubtful.len() <= MOST {
            doubtful
        } else {
            related(part, plan, &doubtful, size / 2, &mut dice)
        };
        let before = watch.progress.nodes;
        tried = tried.saturating_add(1);
        if watch.within(share, |watch| settle(part, dual, plan, &free, goal, watch)) {
            tried = 0;
        }
        let took = watch.progress.nodes.saturating_sub(before);
        // In halves of a purchase.
        size = if took < share / QUICK { size.saturating_add(1) } else { size.saturating_sub(2) };
        size = size.max(FIRST).min(MOST.min(part.stages.len()).saturating_mul(2));
    }
}

/// Purchases that compete for the same: one that is in doubt, and others that could take what it or they could.
fn related(part: &Part, plan: &Plan, doubtful: &[usize], size: usize, dice: &mut Dice) -> Vec<usize> {
    let all: Vec<usize> = (0..part.stages.len()).collect();
    let first = dice.pick(if doubtful.is_empty() { &all } else { doubtful }).unwrap_or(0);
    let mut free = vec![first];
    let mut wanted: Vec<bool> = vec![false; part.left.len()];
    let want = |stage: usize, wanted: &mut Vec<bool>| {
        let taken = plan.taken.get(stage).copied().flatten();
        let Some(flat) = part.stages.get(stage) else { return };
        // What it takes now, and what it would like to take.
        for way in flat.ways.iter().take(6).chain(taken.and_then(|it| flat.ways.get(it))) {
            for (slot, _) in &way.takes {
                if let Some(it) = wanted.get_mut(wide(*slot)) {
                    *it = true;
                }
            }
        }
    };
    want(first, &mut wanted);
    while free.len() < size {
        let near = |stage: &usize| {
            let way = plan.taken.get(*stage).copied().flatten().and_then(|it| part.stages.get(*stage)?.ways.get(it));
            way.is_none_or(|it| it.takes.iter().any(|it| wanted.get(wide(it.0)).copied().unwrap_or(false)))
        };
        let others: Vec<usize> = all.iter().copied().filter(|it| !free.contains(it)).collect();
        let close: Vec<usize> = others.iter().copied().filter(near).collect();
        // Now and then any other.
        let from = if close.is_empty() || dice.roll(5) == 0 { &others } else { &close };
        let Some(next) = dice.pick(from) else { break };
        free.push(next);
        want(next, &mut wanted);
    }
    free.sort_unstable();
    free
}

/// Settles some purchases anew while the others stay; says whether that is better.
fn settle(part: &Rc<Part>, dual: &Dual, plan: &mut Plan, free: &[usize], goal: Goal, watch: &mut Watch) -> bool {
    let mut taken = plan.taken.clone();
    for stage in free {
        if let Some(it) = taken.get_mut(*stage) {
            *it = None;
        }
    }
    let rest = Plan::of(part, taken.clone());
    let left = rest.left(part);
    let gap = dual.least - i128::from(plan.score);
    let mut kept: Vec<Vec<usize>> = vec![Vec::new(); part.stages.len()];
    for at in free {
        let (Some(stage), Some(kept)) = (part.stages.get(*at), kept.get_mut(*at)) else { continue };
        let worths: Vec<i64> = stage.ways.iter().map(|it| dual.worth(it)).collect();
        let best = worths.iter().copied().max().unwrap_or(0).max(0);
        let near = |it: &(usize, &i64)| i128::from(best) - i128::from(*it.1) < gap;
        let fits = |it: &usize| stage.ways.get(*it).is_some_and(|it| it.fits(&left));
        kept.extend(worths.iter().enumerate().filter(near).map(|it| it.0).filter(fits));
    }
    let mut small = narrow::select(part, &kept);
    small.left = left;
    watch.spend(part.size());
    let small = Rc::new(small);
    let known = plan.score.saturating_sub(rest.score);
    let Some(root) = Tableau::few(&small, &dual.price) else { return false };
    let mut tree = Tree::new(root, i128::MAX, known, goal);
    tree.run(watch);
    let inner = tree.plan;
    if inner.score <= known {
        return false;
    }
    for (stage, kept) in free.iter().filter_map(|it| Some((*it, kept.get(*it)?))) {
        let way = inner.taken.get(stage).copied().flatten().and_then(|it| kept.get(it)).copied();
        if let Some(it) = taken.get_mut(stage) {
            *it = way;
        }
    }
    let mut new = Plan::of(part, taken);
    super::climb::improve(part, &mut new, watch);
    let better = new.score > plan.score;
    if better {
        *plan = new;
    }
    better
}

/// Numbers that look like chance and are the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let sides = u64::try_from(sides).unwrap_or(1).max(1);
        usize::try_from((self.0 >> 11).checked_rem(sides).unwrap_or(0)).unwrap_or(0)
    }

    fn pick(&mut self, from: &[usize]) -> Option<usize> {
        let at = self.roll(from.len());
        from.get(at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Watch;
    use super::super::climb::Plan;
    use super::super::dual::Dual;
    use super::super::flat::{Flat, FlatWay, Part};
    use super::super::goal::Goal;
    use super::{TRIES, improve};
    use std::rc::Rc;

    /// A few purchases, of which one can be paid with the only voucher there is.
    #[track_caller]
    fn check(n_stages: usize) {
        let way = |score: i64| FlatWay {
            place: 0,
            score,
            takes: Box::new([(0, 1)]),
            flows: Box::default(),
            wallet: None,
            bundles: Box::default(),
        };
        let stages = (1_i64..).take(n_stages).enumerate();
        let stages = stages.map(|(place, score)| Flat { place, ways: vec![way(score * 1_000)] }).collect();
        let part = Rc::new(Part { stages, left: vec![1], slots: vec![0], ..Part::default() });
        let dual = Dual::free(&part);
        let mut plan = Plan::empty(&part);
        let mut never = |_| true;
        let mut watch = Watch::new(100_000, &mut never);
        improve(&part, &dual, &mut plan, Goal::fen(&part, 1), TRIES, &mut watch);
        assert_eq!(plan.score, i64::try_from(n_stages).unwrap() * 1_000, "{n_stages} purchases");
    }

    #[test]
    fn few_purchases_are_settled_anew_as_many_are() {
        (1..=40).for_each(check);
    }
}
