//! An upper bound: each slot is given a price, and then every purchase may choose for itself. Any prices give
//! a bound; good ones give a tight one.

use super::Watch;
use super::bound;
use super::climb::{self, Plan};
use super::cuts::{self, Cut};
use super::flat::{FlatWay, Part, wide};
use super::flows;
use super::goal::{Goal, TIES};
use super::rounded;
use super::sacks;
use super::simplex::{self, Tableau};
use std::rc::Rc;

/// How often the prices are improved.
const ROUNDS: u32 = 1_500;
/// After so many rounds without a better bound the steps get smaller.
const PATIENCE: u32 = 15;
/// Of what a course is made, so that parts of a unit are not lost.
const UNIT: i128 = 1 << 10;
/// How often all prices are looked at once more, one by one.
const SWEEPS: u32 = 6;
/// How often cuts are looked for.
const CUTTING: usize = 60;
/// After so many times in a row without a better bound they are no longer looked for.
const STALLED: u32 = 15;
/// No price times what is left of its slot exceeds this.
const MOST: i64 = 1 << 55;

/// Prices and what they promise.
pub(super) struct Dual {
    /// Per slot, for one unit of it.
    pub price: Vec<i64>,
    /// What no plan can exceed at these prices.
    pub least: i128,
    /// Per stage: the most that it and all later ones can still bring at these prices.
    pub ahead: Vec<i64>,
    /// What the best mixture takes: stage, way, and how much of it.
    pub mixture: Vec<(usize, usize, i64)>,
}

impl Dual {
    /// Nothing has a price.
    pub(super) fn free(part: &Part) -> Dual {
        let free = vec![0_i64; part.left.len()];
        Dual { least: bound::value(part, &free, None), price: free, ahead: Vec::new(), mixture: Vec::new() }
    }

    /// Looks for good prices, and for better plans on the way. Cuts that help are added to the part. Returns where a
    /// search below can begin.
    pub(super) fn find(
        &mut self,
        part: &mut Rc<Part>,
        plan: &mut Plan,
        goal: Goal,
        watch: &mut Watch,
    ) -> Option<Tableau> {
        let mut tableau = Tableau::few(part, &self.price);
        if let Some(tableau) = &mut tableau {
            self.solve(part, tableau, plan, goal, watch);
            self.cut(part, tableau, plan, goal, watch);
        }
        // Where roundings or the time allowed have left something open.
        if part.bundled {
            self.descend(part, plan, watch);
        }
        self.polish(part, plan.score, watch);
        if self.least > i128::from(plan.score) {
            try_prices(part, &self.price, plan, watch);
        }
        self.look_ahead(part);
        tableau
    }

    /// Adds cuts as long as they help.
    fn cut(&mut self, part: &mut Rc<Part>, tableau: &mut Tableau, plan: &mut Plan, goal: Goal, watch: &mut Watch) {
        let open = self.least > i128::from(plan.score) && !watch.is_over();
        let sacks = if open { sacks::sacks(part, watch) } else { Vec::new() };
        let (half, mut stalled) = (watch.left() / 2, 0_u32);
        let mut ties = None;
        for _ in 0..CUTTING {
            let gap = self.least - i128::from(plan.score);
            let end = if self.least > goal.reached(plan.score) {
                half
            } else {
                // Once no fen is open, only ties are.
                *ties.get_or_insert_with(|| watch.left().saturating_sub(watch.left() / TIES).max(half))
            };
            if gap <= 0 || watch.left() < end || stalled > STALLED {
                break;
            }
            let mixture = std::mem::take(&mut self.mixture);
            let packed = sacks.iter().filter_map(|sack| Some((sack, sack.cut(part, &mixture, watch)?)));
            let packed: Vec<(Cut, u32)> = packed
                .flat_map(|(sack, (cut, left))| {
                    let copies = sack.copies(&cut, &sacks);
                    copies.into_iter().chain([cut]).map(move |it| (it, left))
                })
                .collect();
            let flows = flows::found(part, tableau, &mixture, watch);
            let rounded = rounded::found(part, tableau, &mixture, watch);
            let mut new: Vec<(Cut, u32)> = Vec::new();
            for it in packed.into_iter().chain(flows).chain(rounded) {
                if !part.cuts.contains(&it.0) && new.iter().all(|known| known.0 != it.0) {
                    new.push(it);
                }
            }
            if new.is_empty() {
                break;
            }
            watch.spend(part.size().saturating_mul(new.len()));
            tableau.let_go();
            cuts::add(Rc::make_mut(part), new);
            self.price.resize(part.left.len(), 0);
            *plan = Plan::of(part, std::mem::take(&mut plan.taken));
            tableau.extend(part);
            self.solve(part, tableau, plan, goal, watch);
            let moved = gap - (self.least - i128::from(plan.score)).max(0) > gap / 100;
            stalled = if moved { 0 } else { stalled.saturating_add(1) };
        }
    }

    /// The best prices for a part, and a plan that follows from the mixture.
    fn solve(&mut self, part: &Part, tableau: &mut Tableau, plan: &mut Plan, goal: Goal, watch: &mut Watch) {
        self.price(part, tableau, i128::from(plan.score), goal, watch);
        self.try_mixture(part, plan, watch);
    }

    /// The best prices for a part, as far as `enough`.
    pub(super) fn price(&mut self, part: &Part, tableau: &mut Tableau, enough: i128, goal: Goal, watch: &mut Watch) {
        let reached = tableau.settle(simplex::MOST_PIVOTS, enough, goal.hair(), watch);
        self.take(part, &reached.price);
        self.mixture = tableau.mixture();
    }

    /// A plan that follows from the mixture.
    pub(super) fn try_mixture(&self, part: &Part, plan: &mut Plan, watch: &mut Watch) {
        let mut new = Plan::empty(part);
        new.fill(part, &self.mixture);
        new.refill(part, &self.price);
        watch.spend(part.size().saturating_mul(2));
        climb::improve(part, &mut new, watch);
        if new.score > plan.score {
            *plan = new;
        }
    }

    /// Takes these prices when they promise less.
    pub(super) fn take(&mut self, part: &Part, price: &[i64]) {
        let least = bound::value(part, price, None);
        if least < self.least {
            self.least = least;
            self.price = price.to_vec();
        }
    }

    /// Looks once more when a better plan is known.
    pub(super) fn refine(&mut self, part: &Part, reached: i64, watch: &mut Watch) {
        let mut plan = Plan::empty(part);
        plan.score = reached;
        self.descend(part, &mut plan, watch);
        self.polish(part, reached, watch);
        self.look_ahead(part);
    }

    /// Against the slots that are asked for too much or too little, all at once, and a little in the direction of the
    /// steps before.
    fn descend(&mut self, part: &Part, plan: &mut Plan, watch: &mut Watch) {
        let mut price = self.price.clone();
        let mut usage = Vec::new();
        let mut course = vec![0_i128; price.len()];
        let mut scale: i128 = 1024;
        let mut stalled = 0_u32;
        let size = part.size();
        for round in 0..ROUNDS {
            let total = bound::value(part, &price, Some(&mut usage));
            if total < self.least {
                self.least = total;
                self.price.clone_from(&price);
                stalled = 0;
            } else {
                stalled = stalled.saturating_add(1);
            }
            if self.least <= i128::from(plan.score) || !watch.spend(size) {
                break;
            }
            if stalled >= PATIENCE {
                // A smaller step, from the best prices.
                scale = scale * 2 / 3;
                stalled = 0;
                price.clone_from(&self.price);
                course.fill(0);
                if scale < 2 {
                    break;
                }
                bound::value(part, &price, Some(&mut usage));
                watch.spend(size);
            }
            if round % 50 == 49 {
                try_prices(part, &price, plan, watch);
            }
            let mut norm = 0_i128;
            for (((it, used), left), course) in price.iter().zip(&usage).zip(&part.left).zip(&mut course) {
                let slack = (i128::from(*left) - i128::from(*used)) * UNIT;
                // What is free and not asked for stays free: it must not shorten the step of the others.
                *course = if *it == 0 && slack > 0 { 0 } else { (*course * 7 + slack * 3) / 10 };
                norm += course.pow(2);
            }
            let gap = (total - i128::from(plan.score)).max(1);
            if norm == 0 {
                break;
            }
            for ((it, course), left) in price.iter_mut().zip(&course).zip(&part.left) {
                let step = gap * *course * scale * UNIT / (norm * 1024);
                let most = MOST.checked_div(i64::from(*left).max(1)).unwrap_or(MOST);
                *it = i64::try_from(i128::from(*it) - step).unwrap_or(0).clamp(0, most);
            }
            part.temper(&mut price);
        }
    }

    /// Sets one price after the other to the best it can be while the others stand, as long as that helps.
    pub(super) fn polish(&mut self, part: &Part, reached: i64, watch: &mut Watch) {
        if self.least <= i128::from(reached) || !watch.spend(part.size().saturating_mul(2)) {
            return;
        }
        let mut users: Vec<Vec<(usize, usize, u32)>> = vec![Vec::new(); part.left.len()];
        for (at, stage) in part.stages.iter().enumerate() {
            for (way, it) in stage.ways.iter().enumerate() {
                for (slot, amount) in it.uses() {
                    if let Some(users) = users.get_mut(wide(*slot)) {
                        users.push((at, way, *amount));
                    }
                }
            }
        }
        let mut worths: Vec<Vec<i64>> =
            part.stages.iter().map(|it| it.ways.iter().map(|it| bound::worth(it, &self.price)).collect()).collect();
        for _ in 0..SWEEPS {
            if self.least <= i128::from(reached) {
                return;
            }
            let before = self.least;
            for (slot, users) in users.iter().enumerate().filter(|it| !it.1.is_empty()) {
                let steps = self.set_best(part, slot, users, &mut worths);
                if !watch.spend(steps) {
                    break;
                }
            }
            self.least = bound::value(part, &self.price, None);
            if self.least >= before || !watch.spend(part.size()) {
                return;
            }
        }
    }

    /// The price at which just as much is asked of this slot as there is; returns in how many steps it was found.
    fn set_best(&mut self, part: &Part, slot: usize, users: &[(usize, usize, u32)], worths: &mut [Vec<i64>]) -> usize {
        let (Some(old), Some(left)) = (self.price.get(slot).copied(), part.left.get(slot).copied()) else { return 1 };
        let mut steps = users.len();
        // Where every use takes the same amount, only the gains of single purchases are breakpoints.
        let mut gains: Vec<(i64, u32)> = Vec::new();
        let mut at = 0;
        while let Some((stage, _, _)) = users.get(at).copied() {
            let mine = users.get(at..).unwrap_or_default();
            let mine = mine.split(|it| it.0 != stage).next().unwrap_or_default();
            at = at.saturating_add(mine.len());
            let Some(worths) = worths.get(stage) else { continue };
            steps = steps.saturating_add(worths.len());
            let (mut with, mut amount) = (i64::MIN, 1);
            for (_, way, takes) in mine {
                let known = worths.get(*way).copied().unwrap_or(i64::MIN);
                let gross = known.saturating_add(bound::times(old, *takes));
                if gross > with {
                    (with, amount) = (gross, *takes);
                }
            }
            let mut without = 0_i64;
            let mut inside = mine.iter().map(|it| it.1).peekable();
            for (way, it) in worths.iter().enumerate() {
                if inside.peek() == Some(&way) {
                    inside.next();
                } else {
                    without = without.max(*it);
                }
            }
            let gain = with.saturating_sub(without).checked_div(i64::from(amount.max(1))).unwrap_or(0);
            if gain > 0 {
                gains.push((gain, amount));
            }
        }
        gains.sort_unstable_by(|one, other| other.cmp(one));
        let mut used = 0_u64;
        let mut best = 0;
        for (gain, amount) in gains {
            used = used.saturating_add(u64::from(amount));
            if used > u64::from(left) {
                best = gain;
                break;
            }
        }
        let best = best.min(part.most_price(slot, &self.price));
        if best == old {
            return steps;
        }
        let change = best.saturating_sub(old);
        for (stage, way, amount) in users {
            if let Some(it) = worths.get_mut(*stage).and_then(|it| it.get_mut(*way)) {
                *it = it.saturating_sub(bound::times(change, *amount));
            }
        }
        if let Some(it) = self.price.get_mut(slot) {
            *it = best;
        }
        steps
    }

    fn look_ahead(&mut self, part: &Part) {
        let mut sums = vec![0_i64];
        let mut sum = 0_i64;
        for stage in part.stages.iter().rev() {
            let best = stage.ways.iter().map(|it| bound::worth(it, &self.price)).max().unwrap_or(0).max(0);
            sum = sum.saturating_add(best);
            sums.push(sum);
        }
        sums.reverse();
        self.ahead = sums;
        self.least = bound::value(part, &self.price, None);
    }

    /// What a way brings at these prices.
    pub(super) fn worth(&self, way: &FlatWay) -> i64 {
        bound::worth(way, &self.price)
    }
}

/// A plan that follows the prices, improved; it is taken when it is better.
fn try_prices(part: &Part, price: &[i64], plan: &mut Plan, watch: &mut Watch) {
    let mut new = Plan::empty(part);
    new.refill(part, price);
    watch.spend(part.size().saturating_mul(2));
    climb::improve(part, &mut new, watch);
    if new.score > plan.score {
        *plan = new;
    }
}
