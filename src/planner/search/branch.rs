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
const TRIAL_PIVOTS: usize = 25;
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

/// What is left to do, and what was found.
pub(super) struct Search<'s, 'w> {
    pub plan: &'s mut Plan,
    /// What is worth looking for.
    pub goal: Goal,
    /// The best bound among sides that were left open.
    pub open: Option<i128>,
    pub watch: &'s mut Watch<'w>,
    known: Known,
    nodes: u64,
}

impl<'s, 'w> Search<'s, 'w> {
    pub(super) fn new(plan: &'s mut Plan, goal: Goal, watch: &'s mut Watch<'w>) -> Search<'s, 'w> {
        Search { plan, goal, open: None, watch, known: Known::default(), nodes: 0 }
    }

    /// Settles a part of which no plan exceeds a bound.
    ///
    /// Any prices will do to begin with.
    pub(super) fn run(&mut self, part: &Rc<Part>, bound: i128, price: &[i64]) {
        let size = part.size();
        let Some(tableau) = Tableau::few(part, price) else { return };
        let mut stack: Vec<(Tableau, i128, Option<Side>)> = vec![(tableau, bound, None)];
        while let Some((mut tableau, above, side)) = stack.pop() {
            if above <= self.goal.reached(self.plan.score) {
                continue;
            }
            // The copy of the tableau, the bound and the plan that follows from the mixture.
            if !self.watch.spend(tableau.size().saturating_add(size.saturating_mul(2))) {
                self.leave_open(above);
                continue;
            }
            let enough = self.goal.reached(self.plan.score);
            let Reached { bound, price } = tableau.settle(MOST_PIVOTS, enough, self.goal.hair(), self.watch);
            let bound = bound.min(above);
            if let Some(it) = side {
                self.known.learn(it.key, it.inside, it.from - bound, it.by);
            }
            self.nodes = self.nodes.saturating_add(1);
            let found = Found { price, mixture: tableau.mixture() };
            if bound <= self.goal.reached(self.plan.score) {
                continue;
            }
            self.try_mixture(part, &found);
            if bound <= self.goal.reached(self.plan.score) {
                continue;
            }
            let Some(fork) = self.choose(part, &tableau, &found, bound) else {
                self.leave_open(bound);
                continue;
            };
            let mut other = tableau.clone();
            let some = fork.some(part);
            let cut = tableau.ban(fork.stage, &some, !fork.most());
            if !cut || !other.ban(fork.stage, &some, fork.most()) {
                // Roundings stand in the way: nothing would ever change.
                self.leave_open(bound);
                continue;
            }
            for side in [&mut tableau, &mut other] {
                side.widen(fork.stage, &found.price, self.watch);
            }
            // The side that has the greater part of the mixture is looked at first.
            let side = |most: bool| Some(Side { key: fork.key(), inside: most, from: bound, by: fork.far(most) });
            stack.push((tableau, bound, side(!fork.most())));
            stack.push((other, bound, side(fork.most())));
        }
    }

    /// Where to divide: what has moved bounds most so far, on both sides; what is not known well enough is tried.
    fn choose(&mut self, part: &Part, tableau: &Tableau, found: &Found, bound: i128) -> Option<Fork> {
        let mut forks = forks(part, found);
        forks.sort_by_key(|it| std::cmp::Reverse(self.known.rank(it)));
        let mut best: Option<((i128, i64), Fork)> = None;
        let mut tried = 0_usize;
        for fork in forks.into_iter().take(MOST_LOOKED) {
            if tried < MOST_TRIED && !self.known.is_sure(&fork) && !self.watch.is_over() {
                tried = tried.saturating_add(1);
                let some = fork.some(part);
                for inside in [false, true] {
                    let mut side = tableau.clone();
                    self.watch.spend(side.size());
                    if side.ban(fork.stage, &some, inside) {
                        side.solve(TRIAL_PIVOTS, self.watch);
                        let reached = self.goal.reached(self.plan.score);
                        let below = side.estimate().min(bound).max(reached);
                        self.known.learn(fork.key(), inside, bound - below, fork.far(inside));
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

    fn try_mixture(&mut self, part: &Part, found: &Found) {
        let mut new = Plan::empty(part);
        new.fill(part, &found.mixture);
        new.refill(part, &found.price);
        // Exchanges cost more than a mixture: now and then is enough.
        if self.nodes % 8 == 1 {
            climb::improve(part, &mut new, self.watch);
        }
        if new.score > self.plan.score {
            climb::improve(part, &mut new, self.watch);
            *self.plan = new;
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
fn forks(part: &Part, found: &Found) -> Vec<Fork> {
    let mut mixture = found.mixture.clone();
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
