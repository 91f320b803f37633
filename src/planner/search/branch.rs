//! Branch and bound: where the best mixture takes parts of several ways for one purchase, either the purchase uses a
//! certain slot or it does not. Each side has a mixture of its own and a lower bound, until nothing is open.

use super::Watch;
use super::climb::{self, Plan};
use super::flat::{FlatWay, Part};
use super::goal::Goal;
use super::primal::Reached;
use super::simplex::{ONE, Tableau};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The most exchanges of a basis below the root.
const MOST_PIVOTS: usize = 2_000;
/// What counts as a part of a purchase.
const PART: i64 = ONE >> 12;
/// A purchase is divided when no single way has this much of it.
const WHOLE: i64 = ONE - PART;

/// So many divisions are looked at in one place.
const MOST_LOOKED: usize = 12;
/// And so many of them tried, both sides.
const MOST_TRIED: usize = 4;
/// How many exchanges of a basis a trial is worth.
const TRIAL_PIVOTS: usize = 10;
/// How often a side must have been seen before it is taken for known.
const SURE: i64 = 2;

/// A division: a purchase, and which of its ways.
type Key = (usize, By);

/// One side of a division that is about to be solved.
struct Side {
    key: Key,
    inside: bool,
    /// The bound before.
    from: i128,
    /// How far the mixture was from it.
    by: i64,
}

/// By how much divisions have lowered bounds: for each side the sum over what it took to get there, and how often.
#[derive(Default)]
struct Known {
    seen: BTreeMap<Key, [(i128, i64); 2]>,
    all: [(i128, i64); 2],
}

impl Known {
    fn learn(&mut self, key: Key, inside: bool, lowered: i128, by: i64) {
        // Bounds below a fen's weight times 2^20; distances in 2^10ths are fine enough.
        let each = (lowered.max(0) << 10).checked_div(i128::from((by >> 30).max(1))).unwrap_or(0);
        let of_key = self.seen.entry(key).or_insert([(0, 0); 2]);
        for it in [&mut self.all, of_key] {
            let [out, into] = it;
            let (sum, n) = if inside { into } else { out };
            *sum = sum.saturating_add(each);
            *n = n.saturating_add(1);
        }
    }

    fn is_sure(&self, fork: &Fork) -> bool {
        self.seen.get(&fork.key()).is_some_and(|it| it.iter().all(|it| it.1 >= SURE))
    }

    /// The product of what both sides promise; then how even they are.
    fn rank(&self, fork: &Fork) -> (i128, i64) {
        let of_key = self.seen.get(&fork.key());
        let [out, into] = [false, true].map(|inside| {
            let at = usize::from(inside);
            let known = of_key.and_then(|it| it.get(at)).filter(|it| it.1 > 0).or_else(|| self.all.get(at));
            let each = known.and_then(|it| it.0.checked_div(i128::from(it.1))).unwrap_or(0);
            (each * i128::from(fork.far(inside) >> 30)) >> 20
        });
        ((out + 1).saturating_mul(into + 1), fork.even())
    }
}

/// The best prices and the best mixture.
struct Found {
    price: Vec<i64>,
    mixture: Vec<(usize, usize, i64)>,
}

/// What is still to be looked at.
struct Node {
    tableau: Tableau,
    /// What no plan in it exceeds.
    bound: i128,
    side: Option<Side>,
}

/// What is left to do, and what was found.
pub(super) struct Tree {
    part: Rc<Part>,
    pub plan: Plan,
    /// What is worth looking for.
    goal: Goal,
    /// The best bound among sides that cannot be divided further.
    open: Option<i128>,
    stack: Vec<Node>,
    known: Known,
    nodes: u64,
}

impl Tree {
    /// A part of which no plan exceeds a bound, and a plan that reaches a score, whatever it is.
    pub(super) fn new(tableau: Tableau, bound: i128, score: i64, goal: Goal) -> Tree {
        let part = Rc::clone(&tableau.part);
        let mut plan = Plan::empty(&part);
        plan.score = score;
        let stack = vec![Node { tableau, bound, side: None }];
        Tree { part, plan, goal, open: None, stack, known: Known::default(), nodes: 0 }
    }

    /// Takes note of a plan found elsewhere.
    pub(super) fn know(&mut self, score: i64) {
        if score > self.plan.score {
            self.plan = Plan::empty(&self.part);
            self.plan.score = score;
        }
    }

    /// What no plan can exceed.
    pub(super) fn bound(&self) -> i128 {
        let open = self.stack.iter().map(|it| it.bound).chain(self.open).max().unwrap_or(i128::MIN);
        if open <= self.goal.reached(self.plan.score) { self.goal.closed(self.plan.score) } else { open }
    }

    /// Goes on as long as the budget goes; it can be called again.
    pub(super) fn run(&mut self, watch: &mut Watch) {
        let size = self.part.size();
        let part = Rc::clone(&self.part);
        while let Some(mut node) = self.stack.pop() {
            if node.bound <= self.goal.reached(self.plan.score) {
                continue;
            }
            // The copy of the tableau, and the plan that follows from the mixture.
            if !watch.spend(node.tableau.size().saturating_add(size)) {
                self.stack.push(node);
                return;
            }
            let enough = self.goal.reached(self.plan.score);
            let Reached { bound, price } = node.tableau.settle(MOST_PIVOTS, enough, self.goal.hair(), watch);
            node.bound = node.bound.min(bound);
            if watch.is_over() {
                self.stack.push(node);
                return;
            }
            if let Some(it) = node.side.take() {
                self.known.learn(it.key, it.inside, it.from - node.bound, it.by);
            }
            self.nodes = self.nodes.saturating_add(1);
            if node.bound <= enough {
                continue;
            }
            let found = Found { price, mixture: node.tableau.mixture() };
            self.try_mixture(&found, watch);
            if node.bound <= self.goal.reached(self.plan.score) {
                continue;
            }
            node.tableau.drop_loose();
            let Some(fork) = self.choose(&node, &found, watch) else {
                self.leave_open(node.bound);
                continue;
            };
            let Node { mut tableau, bound, .. } = node;
            let mut other = tableau.clone();
            let some = fork.some(&part);
            let cut = tableau.ban(fork.stage, &some, !fork.most());
            if !cut || !other.ban(fork.stage, &some, fork.most()) {
                // Roundings stand in the way: nothing would ever change.
                self.leave_open(bound);
                continue;
            }
            for side in [&mut tableau, &mut other] {
                side.widen(fork.stage, &found.price, watch);
            }
            // The side that has the greater part of the mixture is looked at first.
            let side = |most: bool| Some(Side { key: fork.key(), inside: most, from: bound, by: fork.far(most) });
            self.stack.push(Node { tableau, bound, side: side(!fork.most()) });
            self.stack.push(Node { tableau: other, bound, side: side(fork.most()) });
        }
    }

    /// Where to divide: what has moved bounds most so far, on both sides; what is not known well enough is tried.
    fn choose(&mut self, node: &Node, found: &Found, watch: &mut Watch) -> Option<Fork> {
        let mut forks = forks(&self.part, &found.mixture);
        forks.sort_by_key(|it| std::cmp::Reverse(self.known.rank(it)));
        let mut best: Option<((i128, i64), Fork)> = None;
        let mut tried = 0_usize;
        for fork in forks.into_iter().take(MOST_LOOKED) {
            if tried < MOST_TRIED && !self.known.is_sure(&fork) && !watch.is_over() {
                tried = tried.saturating_add(1);
                let some = fork.some(&self.part);
                for inside in [false, true] {
                    let mut side = node.tableau.clone();
                    watch.spend(side.size());
                    if side.ban(fork.stage, &some, inside) {
                        side.solve(TRIAL_PIVOTS, watch);
                        let reached = self.goal.reached(self.plan.score);
                        let below = side.estimate().min(node.bound).max(reached);
                        self.known.learn(fork.key(), inside, node.bound - below, fork.far(inside));
                    }
                }
            }
            let rank = self.known.rank(&fork);
            if best.as_ref().is_none_or(|it| rank > it.0) {
                best = Some((rank, fork));
            }
        }
        best.map(|it| it.1)
    }

    fn leave_open(&mut self, bound: i128) {
        self.open = Some(self.open.map_or(bound, |it| it.max(bound)));
    }

    fn try_mixture(&mut self, found: &Found, watch: &mut Watch) {
        let mut new = Plan::empty(&self.part);
        new.fill(&self.part, &found.mixture);
        new.refill(&self.part, &found.price);
        // Exchanges cost more than a mixture: now and then is enough.
        if self.nodes % 8 == 1 {
            climb::improve(&self.part, &mut new, watch);
        }
        if new.score > self.plan.score {
            climb::improve(&self.part, &mut new, watch);
            self.plan = new;
        }
    }
}

/// A purchase that is divided, and some of its ways: they have a part of it, the others have the rest.
struct Fork {
    stage: usize,
    by: By,
    using: i64,
}

/// Which ways.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum By {
    /// Those that take from a slot.
    Slot(u32),
    /// This one alone.
    Way(usize),
}

impl Fork {
    fn key(&self) -> Key {
        (self.stage, self.by)
    }

    fn some(&self, part: &Part) -> Vec<bool> {
        let ways = part.stages.get(self.stage).map_or(&[][..], |it| &it.ways);
        let inside = |(at, way): (usize, &FlatWay)| match self.by {
            By::Slot(slot) => way.takes.iter().any(|it| it.0 == slot),
            By::Way(only) => at == only,
        };
        ways.iter().enumerate().map(inside).collect()
    }

    /// Whether they have most of it.
    fn most(&self) -> bool {
        self.using > ONE / 2
    }

    /// How far the mixture is from giving them all of it, or nothing.
    fn far(&self, all: bool) -> i64 {
        if all { ONE.saturating_sub(self.using) } else { self.using }
    }

    fn even(&self) -> i64 {
        self.far(true).min(self.far(false))
    }
}

/// All ways to divide a purchase further.
fn forks(part: &Part, mixture: &[(usize, usize, i64)]) -> Vec<Fork> {
    let mut mixture = mixture.to_vec();
    mixture.sort_unstable();
    let mut forks = Vec::new();
    for mine in mixture.chunk_by(|one, other| one.0 == other.0) {
        let Some((stage, _, _)) = mine.first().copied() else { continue };
        let Some(flat) = part.stages.get(stage) else { continue };
        if mine.iter().any(|it| it.2 >= WHOLE) {
            continue;
        }
        let takes = |way: usize| flat.ways.get(way).map_or(&[][..], |it| &it.takes);
        let mut slots: Vec<u32> = mine.iter().flat_map(|it| takes(it.1)).map(|it| it.0).collect();
        slots.sort_unstable();
        slots.dedup();
        let mut propose = |fork: Fork| {
            if fork.even() > PART {
                forks.push(fork);
            }
        };
        for slot in slots {
            let users = mine.iter().filter(|it| takes(it.1).iter().any(|it| it.0 == slot));
            propose(Fork { stage, by: By::Slot(slot), using: users.map(|it| it.2).sum() });
        }
        // Ways that differ only in how much they take.
        for (_, way, much) in mine {
            propose(Fork { stage, by: By::Way(*way), using: (*much).saturating_sub(2 * PART) });
        }
    }
    forks
}
