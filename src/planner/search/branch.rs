//! Branch and bound: where the best mixture takes parts of several ways for one purchase, either the purchase uses a
//! certain slot or it does not. Each side has a mixture of its own and a lower bound, until nothing is open.

use super::Watch;
use super::climb::{self, Plan};
use super::dual::Dual;
use super::flat::Part;
use super::simplex::{Found, ONE, Tableau};
use std::rc::Rc;

/// The most exchanges of a basis below the root.
const MOST_PIVOTS: usize = 2_000;
/// What counts as a part of a purchase.
const PART: i64 = ONE >> 12;
/// A purchase is divided when no single way has this much of it.
const WHOLE: i64 = ONE - PART;

/// What is left to do, and what was found.
pub(super) struct Search<'s, 'w> {
    pub plan: &'s mut Plan,
    /// The least by which a plan must be better to be looked for.
    pub room: i128,
    /// The best bound among sides that were left open.
    pub open: Option<i128>,
    pub watch: &'s mut Watch<'w>,
    nodes: u64,
}

impl<'s, 'w> Search<'s, 'w> {
    pub(super) fn new(plan: &'s mut Plan, room: i128, watch: &'s mut Watch<'w>) -> Search<'s, 'w> {
        Search { plan, room, open: None, watch, nodes: 0 }
    }

    /// Settles a part; `root` has the prices that are known to be good for all of it.
    pub(super) fn run(&mut self, part: &Rc<Part>, root: &Dual) {
        let size = part.size();
        let Some(tableau) = Tableau::new(part) else { return };
        let mut stack = vec![(tableau, root.least)];
        while let Some((mut tableau, above)) = stack.pop() {
            if above <= i128::from(self.plan.score) + self.room {
                continue;
            }
            // The copy of the tableau, the bound and the plan that follows from the mixture.
            if !self.watch.spend(tableau.size().saturating_add(size.saturating_mul(2))) {
                self.leave_open(above);
                continue;
            }
            tableau.solve(MOST_PIVOTS, self.watch);
            self.nodes = self.nodes.saturating_add(1);
            let found = tableau.found();
            let bound = tableau.bound(&found.price).min(above);
            if bound <= i128::from(self.plan.score) + self.room {
                continue;
            }
            self.try_mixture(part, &found);
            if bound <= i128::from(self.plan.score) + self.room {
                continue;
            }
            match divided(part, &found) {
                Some((stage, some, most)) => {
                    let mut other = tableau.clone();
                    let cut = tableau.ban(stage, &some, !most);
                    if !cut || !other.ban(stage, &some, most) {
                        // Roundings stand in the way: nothing would ever change.
                        self.leave_open(bound);
                        continue;
                    }
                    // The side that has the greater part of the mixture is looked at first.
                    stack.push((tableau, bound));
                    stack.push((other, bound));
                }
                None => self.leave_open(bound),
            }
        }
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

/// The purchase that is divided most evenly, some of its ways, and whether they have most of it.
fn divided(part: &Part, found: &Found) -> Option<(usize, Vec<bool>, bool)> {
    let mut best: Option<(i64, usize, Vec<bool>, bool)> = None;
    for (stage, flat) in part.stages.iter().enumerate() {
        let mine: Vec<(usize, i64)> =
            found.mixture.iter().filter(|it| it.0 == stage).map(|(_, way, much)| (*way, *much)).collect();
        if mine.is_empty() || mine.iter().any(|it| it.1 >= WHOLE) {
            continue;
        }
        let mut slots: Vec<u32> = Vec::new();
        for (way, _) in &mine {
            let takes = flat.ways.get(*way).map_or(&[][..], |it| &it.takes);
            slots.extend(takes.iter().map(|(slot, _)| *slot));
        }
        slots.sort_unstable();
        slots.dedup();
        let mut propose = |using: i64, some: &dyn Fn(usize) -> bool| {
            let even = using.min(ONE.saturating_sub(using));
            if even > PART && best.as_ref().is_none_or(|it| even > it.0) {
                let some = (0..flat.ways.len()).map(some).collect();
                best = Some((even, stage, some, using > ONE / 2));
            }
        };
        for slot in slots {
            let takes = |way: usize| {
                let way = flat.ways.get(way);
                way.is_some_and(|it| it.takes.iter().any(|(it, _)| *it == slot))
            };
            propose(mine.iter().filter(|it| takes(it.0)).map(|it| it.1).sum(), &takes);
        }
        // Ways that differ only in how much they take.
        for (way, much) in &mine {
            propose((*much).saturating_sub(2 * PART), &|it| it == *way);
        }
    }
    best.map(|(_, stage, some, most)| (stage, some, most))
}
