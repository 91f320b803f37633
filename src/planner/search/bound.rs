//! What no plan can exceed at some prices: every purchase chooses for itself, and pays for what it takes.

use super::flat::{FlatWay, Part, wide};

/// What is left of the score of a way once it has paid for what it uses.
///
/// Bundles pay nothing: that only loosens the bound.
pub(super) fn worth(way: &FlatWay, price: &[i64]) -> i64 {
    let mut score = way.score;
    for (slot, amount) in way.uses() {
        let price = price.get(wide(*slot)).copied().unwrap_or(0);
        score = score.saturating_sub(times(price, *amount));
    }
    score
}

/// What so many units cost. Most ways take one of most slots, and in a browser a product that is watched for being too
/// large is a call of a function.
pub(super) fn times(price: i64, amount: u32) -> i64 {
    match (price.unsigned_abs(), amount) {
        (_, 1) => price,
        (..0x7FF_FFFF_FFFF, ..0xF_FFFF) => price.wrapping_mul(i64::from(amount)),
        _ => price.saturating_mul(i64::from(amount)),
    }
}

/// The bound for the whole part, and what is used when each purchase chooses for itself.
pub(super) fn value(part: &Part, price: &[i64], mut usage: Option<&mut Vec<i64>>) -> i128 {
    if let Some(it) = usage.as_deref_mut() {
        it.clear();
        it.resize(part.left.len(), 0);
    }
    let mut total = stock(part, price);
    for stage in &part.stages {
        let mut best: Option<&FlatWay> = None;
        let mut most = 0_i64;
        for way in &stage.ways {
            let worth = worth(way, price);
            if worth > most {
                (best, most) = (Some(way), worth);
            }
        }
        total += i128::from(most);
        let (Some(best), Some(usage)) = (best, usage.as_deref_mut()) else { continue };
        for (slot, amount) in best.uses() {
            if let Some(used) = usage.get_mut(wide(*slot)) {
                *used = used.saturating_add(i64::from(*amount));
            }
        }
    }
    total
}

/// The bound when some ways are ruled out and some purchases must be paid in one of those that are left.
pub(super) fn value_of(part: &Part, price: &[i64], banned: &[bool], forced: &[bool]) -> i128 {
    let mut total = stock(part, price);
    let mut banned = banned.iter();
    for (stage, forced) in part.stages.iter().zip(forced) {
        let open = stage.ways.iter().zip(banned.by_ref()).filter(|(_, banned)| !**banned);
        let best = open.map(|(way, _)| worth(way, price)).max();
        total += match (best, forced) {
            (best, false) => i128::from(best.unwrap_or(0).max(0)),
            (Some(best), true) => i128::from(best),
            // There is no such plan.
            (None, true) => -(1 << 100),
        };
    }
    total
}

/// What everything that is scarce is worth.
pub(super) fn stock(part: &Part, price: &[i64]) -> i128 {
    part.left.iter().zip(price).map(|(left, price)| i128::from(*price) * i128::from(*left)).sum()
}
