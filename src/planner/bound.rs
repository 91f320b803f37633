//! An upper bound for what is still possible: each limit is given a price, and then every purchase may
//! choose for itself. Any prices give a bound; good ones give a tight one.

use crate::model::{Problem, Way};

/// How often the prices are improved.
const ROUNDS: u32 = 160;

/// How often all prices are looked at once more, one by one.
const SWEEPS: u32 = 3;

/// Prices and what they promise.
pub(crate) struct Prices {
    /// Per slot, for one unit of it.
    price: Vec<i128>,
    /// Per stage: the most that it and all later ones can still bring at these prices.
    ahead: Vec<i128>,
}

impl Prices {
    /// Everything is free.
    pub(crate) fn none(problem: &Problem) -> Prices {
        let price = vec![0_i128; problem.slots.len()];
        let ahead = ahead(problem, &price);
        Prices { price, ahead }
    }

    /// Looks for good prices; `reached` is what some plan is known to reach.
    pub(crate) fn find(problem: &Problem, reached: i128) -> Prices {
        let mut price = vec![0_i128; problem.slots.len()];
        let mut best = price.clone();
        let mut least = i128::MAX;
        let mut scale: i128 = 2;
        let mut stalled = 0_u32;
        for _ in 0..ROUNDS {
            let (total, usage) = value(problem, &price);
            if total < least {
                least = total;
                best.clone_from(&price);
                stalled = 0;
            } else {
                stalled = stalled.saturating_add(1);
            }
            if least <= reached {
                break;
            }
            if stalled >= 6 {
                // Half the step: kept as a fraction of 1024, starting from 2.
                scale = (scale / 2).max(1);
                stalled = 0;
            }
            let slack = |place: usize, used: i128| {
                let left = problem.slots.get(place).map_or(0, |it| i128::from(it.left));
                left - used
            };
            let norm: i128 = usage.iter().enumerate().map(|(place, used)| slack(place, *used).pow(2)).sum();
            let gap = total - reached;
            if norm == 0 || gap <= 0 {
                break;
            }
            for (place, (it, used)) in price.iter_mut().zip(&usage).enumerate() {
                *it = (*it - gap * slack(place, *used) * scale / (norm * 2)).max(0);
            }
        }
        if least > reached {
            polish(problem, &mut best, least);
        }
        let ahead = ahead(problem, &best);
        Prices { price: best, ahead }
    }

    /// The most that can be reached from a state in which stages before `stage` are decided.
    pub(crate) fn bound(&self, stage: usize, score: i128, left: &[u32]) -> i128 {
        let worth: i128 = self.price.iter().zip(left).map(|(price, left)| price * i128::from(*left)).sum();
        score + worth + self.ahead.get(stage).copied().unwrap_or(0)
    }
}

/// What is left of the score of a way once it has paid for what it uses.
///
/// Bundles pay nothing: that only loosens the bound.
fn after_prices(way: &Way, price: &[i128]) -> i128 {
    let takes = way.uses.iter().flat_map(|it| it.draw.takes.iter());
    let paid: i128 = takes.map(|(slot, amount)| price.get(*slot).copied().unwrap_or(0) * i128::from(*amount)).sum();
    way.score - paid
}

/// The bound for the whole problem, and what is used when each purchase chooses for itself.
fn value(problem: &Problem, price: &[i128]) -> (i128, Vec<i128>) {
    let mut usage = vec![0_i128; problem.slots.len()];
    let mut total: i128 = problem.slots.iter().zip(price).map(|(slot, price)| price * i128::from(slot.left)).sum();
    for stage in &problem.stages {
        let best = stage.ways.iter().max_by_key(|it| after_prices(it, price));
        let Some(best) = best.filter(|it| after_prices(it, price) > 0) else { continue };
        total += after_prices(best, price);
        for (slot, amount) in best.uses.iter().flat_map(|it| it.draw.takes.iter()) {
            if let Some(used) = usage.get_mut(*slot) {
                *used += i128::from(*amount);
            }
        }
    }
    (total, usage)
}

/// Sets one price after the other to the best it can be while the others stand, as long as that helps.
fn polish(problem: &Problem, price: &mut Vec<i128>, mut least: i128) {
    for _ in 0..SWEEPS {
        let before = least;
        for (slot, left) in problem.slots.iter().map(|it| it.left).enumerate() {
            let mut trial = price.clone();
            if let Some(it) = trial.get_mut(slot) {
                *it = 0;
            }
            let best = best_price(problem, &trial, slot, left);
            if let Some(it) = trial.get_mut(slot) {
                *it = best;
            }
            let (total, _) = value(problem, &trial);
            if total < least {
                least = total;
                *price = trial;
            }
        }
        if least == before {
            break;
        }
    }
}

/// The price at which just as many purchases want a unit of this slot as there are units.
fn best_price(problem: &Problem, price: &[i128], slot: usize, left: u32) -> i128 {
    let mut gains: Vec<i128> = Vec::new();
    for stage in &problem.stages {
        let (mut with, mut without) = (None, 0_i128);
        for way in &stage.ways {
            let score = after_prices(way, price);
            if way.uses.iter().any(|it| it.draw.takes.iter().any(|(it, _)| *it == slot)) {
                with = with.max(Some(score));
            } else {
                without = without.max(score);
            }
        }
        gains.extend(with.map(|it| it - without).filter(|it| *it > 0));
    }
    gains.sort_unstable_by(|one, other| other.cmp(one));
    usize::try_from(left).ok().and_then(|it| gains.get(it)).copied().unwrap_or(0)
}

fn ahead(problem: &Problem, price: &[i128]) -> Vec<i128> {
    let mut sums = vec![0_i128];
    let mut sum = 0_i128;
    for stage in problem.stages.iter().rev() {
        sum += stage.ways.iter().map(|it| after_prices(it, price)).max().unwrap_or(0).max(0);
        sums.push(sum);
    }
    sums.reverse();
    sums
}
