//! Ways and slots that need not be looked at: the best plan does without them.

use super::{Slot, Stage, Way};
use std::collections::BTreeMap;

/// Of ways that use up the same, the best; and no way that saves nothing.
pub(crate) fn drop_same(ways: &mut Vec<Way>) {
    // Before scores are known: more saved, then fewer vouchers, then earlier days.
    let rank = |it: &Way| (it.saved, std::cmp::Reverse((it.uses.len(), it.days)));
    let mut order: Vec<(usize, &Way)> = ways.iter().enumerate().filter(|(_, it)| it.saved > 0).collect();
    order.sort_unstable_by(|(at, one), (other_at, other)| {
        one.draw.cmp(&other.draw).then_with(|| rank(other).cmp(&rank(one))).then_with(|| at.cmp(other_at))
    });
    order.dedup_by(|later, first| later.1.draw == first.1.draw);
    let mut keep = vec![false; ways.len()];
    let places: Vec<usize> = order.into_iter().map(|(place, _)| place).collect();
    for place in places {
        if let Some(it) = keep.get_mut(place) {
            *it = true;
        }
    }
    retain(ways, keep);
}

fn retain(ways: &mut Vec<Way>, keep: Vec<bool>) {
    let mut keep = keep.into_iter();
    ways.retain(|_| keep.next().unwrap_or(false));
}

/// Subsets of this many slots are looked up; longer draws are compared one by one with nothing.
const MOST_SUBSETS: usize = 8;

/// Leaves out ways for which another takes a part of the same and is at least as good.
pub(crate) fn prune(ways: &mut Vec<Way>) {
    drop_same(ways);
    ways.retain(|it| it.score > 0);
    ways.sort_by_key(|it| std::cmp::Reverse(it.score));
    let known = Known::new(ways);
    let keep = ways.iter().map(|it| !known.beats(ways, it)).collect();
    retain(ways, keep);
}

/// Draws by the sum of numbers that stand for what they take: a sum for a part of a draw is found without writing it
/// down, and whoever has the sum is then compared in full.
struct Known {
    table: Vec<Option<usize>>,
}

impl Known {
    fn new(ways: &[Way]) -> Known {
        let size = ways.len().saturating_mul(2).next_power_of_two().max(2);
        let mut known = Known { table: vec![None; size] };
        for (place, way) in ways.iter().enumerate() {
            let sum = way.draw.takes.iter().map(number).fold(0, u64::wrapping_add);
            let mut at = known.at(sum);
            while known.table.get(at).copied().flatten().is_some() {
                at = known.at(u64::try_from(at).unwrap_or(0).wrapping_add(1));
            }
            if let Some(it) = known.table.get_mut(at) {
                *it = Some(place);
            }
        }
        known
    }

    fn at(&self, sum: u64) -> usize {
        let mask = self.table.len().saturating_sub(1);
        usize::try_from(sum & u64::try_from(mask).unwrap_or(0)).unwrap_or(0)
    }

    /// Whether another way takes a true part of what this one takes and is at least as good.
    fn beats(&self, ways: &[Way], way: &Way) -> bool {
        let takes = &way.draw.takes;
        if takes.len() > MOST_SUBSETS {
            return false;
        }
        let numbers: Vec<u64> = takes.iter().map(number).collect();
        let all = (1_usize << takes.len()).saturating_sub(1);
        (0..all).any(|set| {
            let inside = |bit: &usize| set >> bit & 1 == 1;
            let sum = numbers.iter().enumerate().filter(|it| inside(&it.0)).map(|it| *it.1).fold(0, u64::wrapping_add);
            let mut at = self.at(sum);
            while let Some(other) = self.table.get(at).copied().flatten().and_then(|it| ways.get(it)) {
                let part = takes.iter().enumerate().filter(|it| inside(&it.0)).map(|it| it.1);
                let same = other.draw.bundles == way.draw.bundles && other.draw.wallet == way.draw.wallet;
                if other.score >= way.score && same && part.eq(&other.draw.takes) {
                    return true;
                }
                at = self.at(u64::try_from(at).unwrap_or(0).wrapping_add(1));
            }
            false
        })
    }
}

/// A number for an amount of a slot, spread over all bits.
fn number((slot, amount): &(usize, u32)) -> u64 {
    let mixed = u64::try_from(*slot).unwrap_or(0).wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(u64::from(*amount));
    let mixed = mixed.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (mixed ^ (mixed >> 29)).wrapping_mul(0x94D0_49BB_1331_11EB) ^ (mixed >> 32)
}

/// Leaves out ways that take more of something than there is: a mixture could hold a part of them.
pub(crate) fn drop_impossible(slots: &[Slot], stages: &mut [Stage]) {
    let fits = |(slot, amount): &(usize, u32)| slots.get(*slot).is_some_and(|it| it.left >= *amount);
    for stage in stages.iter_mut() {
        stage.ways.retain(|it| it.draw.takes.iter().all(fits));
    }
}

/// See [`super::Problem::mixed`].
pub(crate) fn mixed(slots: &[Slot], stages: &[Stage]) -> Vec<(usize, Vec<(usize, u32)>)> {
    let mut capped = vec![false; slots.len()];
    let takes = || stages.iter().flat_map(|it| it.ways.iter()).flat_map(|it| it.draw.takes.iter());
    for (slot, _) in takes().filter(|it| it.1 > 1) {
        if let Some(it) = capped.get_mut(*slot) {
            *it = true;
        }
    }
    let mut found = Vec::new();
    for (place, stage) in stages.iter().enumerate() {
        let takes = stage.ways.iter().map(|it| &it.draw.takes);
        let mine = takes.filter(|it| it.iter().any(|it| capped.get(it.0).copied().unwrap_or(false)));
        found.extend(mine.map(|it| (place, it.clone())));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Leaves out of every way what it takes from slots that hold more than all purchases together could take.
pub(crate) fn drop_ample(slots: &[Slot], stages: &mut [Stage]) {
    let mut wanted = vec![0_u64; slots.len()];
    for stage in stages.iter() {
        let mut most: BTreeMap<usize, u64> = BTreeMap::new();
        for way in &stage.ways {
            let mut takes: BTreeMap<usize, u64> = BTreeMap::new();
            for (slot, amount) in &way.draw.takes {
                *takes.entry(*slot).or_insert(0) += u64::from(*amount);
            }
            if let Some((slot, amount)) = way.draw.wallet {
                *takes.entry(slot).or_insert(0) += u64::from(amount);
            }
            for slot in way.draw.bundles.iter().flat_map(|it| it.claim.iter()) {
                *takes.entry(*slot).or_insert(0) += 1;
            }
            for (slot, amount) in takes {
                let known = most.entry(slot).or_insert(0);
                *known = amount.max(*known);
            }
        }
        for (slot, amount) in most {
            if let Some(it) = wanted.get_mut(slot) {
                *it = it.saturating_add(amount);
            }
        }
    }
    let ample = |slot: usize| {
        let left = slots.get(slot).map_or(0, |it| u64::from(it.left));
        wanted.get(slot).is_some_and(|it| left >= *it)
    };
    for way in stages.iter_mut().flat_map(|it| it.ways.iter_mut()) {
        way.draw.takes.retain(|(slot, _)| !ample(*slot));
        way.draw.wallet = way.draw.wallet.filter(|(slot, _)| !ample(*slot));
        for bundle in &mut way.draw.bundles {
            bundle.claim.retain(|slot| !ample(*slot));
        }
    }
}
