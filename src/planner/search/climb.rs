//! A good plan: built at given prices, then improved by exchanges. It proves nothing.

use super::Watch;
use super::bound;
use super::flat::{FlatWay, Part, wide};

/// Which way each stage takes, and what that leaves.
#[derive(Clone)]
pub(super) struct Plan {
    pub taken: Vec<Option<usize>>,
    pub score: i64,
    left: Vec<u32>,
}

impl Plan {
    pub(super) fn empty(part: &Part) -> Plan {
        Plan { taken: vec![None; part.stages.len()], score: 0, left: part.left.clone() }
    }

    pub(super) fn of(part: &Part, taken: Vec<Option<usize>>) -> Plan {
        let mut plan = Plan { taken, score: 0, left: Vec::new() };
        if let Some(left) = plan.rest(part, usize::MAX) {
            plan.left = left;
        }
        let scores = (0..part.stages.len()).filter_map(|it| plan.way(part, it)).map(|it| it.score).sum::<i64>();
        plan.score = scores.saturating_sub(part.overdrawn(&plan.taken).1);
        plan
    }

    /// What it leaves, cuts that follow from wallets included.
    pub(super) fn left(&self, part: &Part) -> Vec<u32> {
        let mut left = part.left.clone();
        for way in (0..part.stages.len()).filter_map(|it| self.way(part, it)) {
            let missing = part.missing(way, &left);
            way.take(&mut left);
            part.take_flows(way, missing, &mut left);
        }
        left
    }

    fn way<'p>(&self, part: &'p Part, stage: usize) -> Option<&'p FlatWay> {
        let taken = self.taken.get(stage).copied().flatten()?;
        part.stages.get(stage)?.ways.get(taken)
    }

    /// What is left when all stages but one are paid as planned; `None`: there is not enough.
    fn rest(&self, part: &Part, but: usize) -> Option<Vec<u32>> {
        let mut left = part.left.clone();
        for stage in (0..part.stages.len()).filter(|it| *it != but) {
            if let Some(way) = self.way(part, stage)
                && !way.take(&mut left)
            {
                return None;
            }
        }
        Some(left)
    }

    /// Takes the ways of a mixture that fit, those of which it takes most first.
    pub(super) fn fill(&mut self, part: &Part, mixture: &[(usize, usize, i64)]) {
        let mut mixture = mixture.to_vec();
        mixture.sort_unstable_by(|one, other| (other.2, one.0, one.1).cmp(&(one.2, other.0, other.1)));
        for (stage, way, _) in mixture {
            self.set(part, stage, way);
        }
    }

    /// Takes a way for a stage that has none, if it fits.
    fn set(&mut self, part: &Part, stage: usize, way: usize) {
        if self.taken.get(stage).is_none_or(Option::is_some) {
            return;
        }
        let Some(it) = part.stages.get(stage).and_then(|it| it.ways.get(way)) else { return };
        let score = it.score.saturating_sub(part.lost(it, &self.left));
        if !it.fits(&self.left) || score <= 0 {
            return;
        }
        if it.bundles.is_empty() {
            it.take(&mut self.left);
        } else {
            let mut left = self.left.clone();
            if !it.take(&mut left) {
                return;
            }
            self.left = left;
        }
        if let Some(mine) = self.taken.get_mut(stage) {
            *mine = Some(way);
            self.score = self.score.saturating_add(score);
        }
    }

    /// Gives every stage without a way the one that brings most at these prices, the greatest first.
    pub(super) fn refill(&mut self, part: &Part, price: &[i64]) {
        let mut all: Vec<(i64, i64, usize, usize)> = Vec::new();
        let open = |at: &usize| self.taken.get(*at).is_some_and(Option::is_none);
        for (at, stage) in part.stages.iter().enumerate().filter(|it| open(&it.0)) {
            for (way, it) in stage.ways.iter().enumerate() {
                let paid =
                    it.uses().map(|(slot, amount)| bound::times(price.get(wide(*slot)).copied().unwrap_or(0), *amount));
                let worth = paid.fold(it.score, i64::saturating_sub);
                all.push((worth, it.score, at, way));
            }
        }
        all.sort_unstable_by(|one, other| (other.0, other.1, one.2, one.3).cmp(&(one.0, one.1, other.2, other.3)));
        for (_, _, stage, way) in all {
            self.set(part, stage, way);
        }
    }
}

/// Exchanges as long as they help: a better way for one stage, if need be with another stage making room.
pub(super) fn improve(part: &Part, plan: &mut Plan, watch: &mut Watch) {
    let free = vec![0_i64; part.left.len()];
    let most: Vec<i64> =
        part.stages.iter().map(|it| it.ways.iter().map(|it| it.score).max().unwrap_or(0).max(0)).collect();
    for _ in 0..40 {
        let before = plan.score;
        for stage in 0..part.stages.len() {
            if watch.is_over() {
                return;
            }
            better(part, plan, stage, &most, watch);
        }
        plan.refill(part, &free);
        if !watch.spend(part.size()) || plan.score <= before {
            break;
        }
    }
}

/// Another stage that makes room, and the way that it then takes, if any.
type Makes = (usize, Option<usize>);

/// The best exchange that starts with this stage; `most` is what each stage could bring.
fn better(part: &Part, plan: &mut Plan, stage: usize, most: &[i64], watch: &mut Watch) {
    let Some(left) = plan.rest(part, stage) else { return };
    let worth = |it: &FlatWay| it.score.saturating_sub(part.lost(it, &left));
    let now = plan.way(part, stage).map_or(0, worth);
    let Some(flat) = part.stages.get(stage) else { return };
    watch.spend(left.len().saturating_add(flat.size()));
    let mut best: Option<(i64, usize, Option<Makes>)> = None;
    // Only the best of the ways that need another stage to make room are worth a closer look.
    let mut crowded: Vec<(i64, usize)> = Vec::new();
    for (place, way) in flat.ways.iter().enumerate().filter(|(_, it)| worth(it) > now) {
        if way.fits(&left) {
            let gain = worth(way).saturating_sub(now);
            let better = best.as_ref().is_none_or(|it| gain > it.0);
            if better && (way.bundles.is_empty() || way.take(&mut left.clone())) {
                best = Some((gain, place, None));
            }
            // Another stage may leave it more of its wallet.
            if !part.bundled && worth(way) < way.score {
                crowded.push((way.score, place));
            }
        } else if !part.bundled {
            crowded.push((way.score, place));
        }
    }
    crowded.sort_unstable_by(|one, other| other.cmp(one));
    for (score, place) in crowded.into_iter().take(24) {
        let Some(way) = flat.ways.get(place) else { continue };
        for (other, (theirs, may)) in part.stages.iter().zip(most).enumerate().filter(|(it, _)| *it != stage) {
            let Some(used) = plan.way(part, other) else { continue };
            let without = score.saturating_sub(now).saturating_sub(used.score);
            let reached = best.as_ref().map_or(0, |it| it.0);
            if without.saturating_add(*may) <= reached {
                continue;
            }
            let mut room = left.clone();
            give_back(&mut room, used);
            if !watch.spend(room.len()) {
                break;
            }
            let without = without.saturating_sub(part.lost(way, &room));
            if !way.take(&mut room) {
                continue;
            }
            watch.spend(theirs.size());
            let (mut most, mut instead) = (reached.saturating_sub(without).max(0), None);
            for (at, it) in theirs.ways.iter().enumerate() {
                let score = it.score.saturating_sub(part.lost(it, &room));
                if score > most && it.fits(&room) {
                    (most, instead) = (score, Some(at));
                }
            }
            let gain = without.saturating_add(if instead.is_some() { most } else { 0 });
            if gain > reached {
                best = Some((gain, place, Some((other, instead))));
            }
        }
    }
    if let Some((_, way, other)) = best {
        let mut taken = plan.taken.clone();
        if let Some(it) = taken.get_mut(stage) {
            *it = Some(way);
        }
        if let Some((other, instead)) = other
            && let Some(it) = taken.get_mut(other)
        {
            *it = instead;
        }
        let new = Plan::of(part, taken);
        // What another stage gives back to a wallet is an estimate.
        if part.wallets.is_empty() || new.score > plan.score {
            *plan = new;
        }
    }
}

fn give_back(left: &mut [u32], way: &FlatWay) {
    for (slot, amount) in &way.takes {
        if let Some(it) = left.get_mut(wide(*slot)) {
            *it = it.saturating_add(*amount);
        }
    }
}
