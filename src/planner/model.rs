//! The search problem behind a cart: for each purchase the ways to pay it, and what they use up together.
//!
//! It knows nothing of the search itself, and the search knows nothing of vouchers.

use crate::bill::Applied;
use crate::fit::{Source, Till};
use engine::campaign::Platform;
use std::collections::BTreeMap;
use time::Date;

/// One fen weighs more than any number of vouchers, and one voucher more than any sum of days.
pub(crate) const WEIGHT_FEN: i128 = 1 << 36;
pub(crate) const WEIGHT_VOUCHER: i128 = 1 << 24;

/// The problem: `slots` hold how much is left of everything that is limited.
pub(crate) struct Problem {
    pub slots: Vec<Slot>,
    pub stages: Vec<Stage>,
}

/// Something of which there is only so much.
pub(crate) struct Slot {
    pub what: SlotWhat,
    pub left: u32,
}

/// What a slot stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum SlotWhat {
    /// The room under a limit, for one combination of what it counts per.
    Limit { limit: usize, day: Option<Date>, kind: Option<Kind>, platform: Option<Platform>, merchant: Option<usize> },
    /// Vouchers held.
    Held(usize),
    /// How many vouchers of this part all bundles together hold that this limit lets one claim. It follows from
    /// the others, but a bound can see it.
    Drawn { limit: usize, bundle: usize, part: usize },
    /// Vouchers left of bundles claimed on this day with this app.
    Spare { bundle: usize, part: usize, platform: Platform, claimed_on: Option<Date> },
}

/// What a limit per class or per denomination tells apart, by places in the campaign.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Kind {
    Class(usize),
    Benefit(usize),
    /// A bundle is claimed as one thing, whatever its parts are.
    Bundle(usize),
}

/// One purchase.
#[derive(Default)]
pub(crate) struct Stage {
    /// Its place in the cart.
    pub purchase: usize,
    /// The ways to pay it; leaving it without a voucher is always possible and not listed.
    pub ways: Vec<Way>,
    /// Whether all ways are listed.
    pub complete: bool,
}

/// One way to pay a purchase.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    pub till: Till,
    pub uses: Vec<Use>,
    pub saved: i64,
    pub score: i128,
}

/// One voucher in a payment.
#[derive(Clone, Debug)]
pub(crate) struct Use {
    pub benefit: usize,
    pub source: Source,
    pub applied: Applied,
    pub draw: Draw,
}

/// What a voucher uses up.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(crate) struct Draw {
    /// This much of each of these slots.
    pub takes: Vec<(usize, u32)>,
    /// A part of a bundle: taken from what is spare, or else a new bundle is claimed.
    pub bundle: Option<BundleDraw>,
}

/// Taking a part of a bundle.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct BundleDraw {
    /// Where spare vouchers of this part are counted.
    pub spare: usize,
    /// What a new bundle puts there and beside it.
    pub refill: Vec<(usize, u32)>,
    /// What a new bundle uses up.
    pub claim: Vec<usize>,
}

/// What a way uses up, for comparison with other ways.
#[derive(PartialEq, Eq)]
struct Cost {
    takes: BTreeMap<usize, u32>,
    bundles: Vec<BundleDraw>,
}

impl Cost {
    fn of(way: &Way) -> Cost {
        let mut takes: BTreeMap<usize, u32> = BTreeMap::new();
        for (slot, amount) in way.uses.iter().flat_map(|it| it.draw.takes.iter()) {
            let total = takes.entry(*slot).or_insert(0);
            *total = total.saturating_add(*amount);
        }
        let mut bundles: Vec<BundleDraw> = way.uses.iter().filter_map(|it| it.draw.bundle.clone()).collect();
        bundles.sort_unstable();
        Cost { takes, bundles }
    }

    /// Whether it uses up no more than the other.
    fn within(&self, other: &Cost) -> bool {
        self.bundles == other.bundles
            && self.takes.iter().all(|(slot, amount)| other.takes.get(slot).is_some_and(|most| amount <= most))
    }
}

/// Leaves out ways that save nothing, and ways for which another takes no more and is at least as good.
pub(crate) fn prune(ways: &mut Vec<Way>) {
    ways.retain(|it| it.score > 0);
    ways.sort_by_key(|it| std::cmp::Reverse(it.score));
    let mut kept: Vec<(Way, Cost)> = Vec::new();
    for way in ways.drain(..) {
        let cost = Cost::of(&way);
        if !kept.iter().any(|(_, better)| better.within(&cost)) {
            kept.push((way, cost));
        }
    }
    *ways = kept.into_iter().map(|(way, _)| way).collect();
}

/// Leaves out of every way what it takes from slots that hold more than all purchases together could take.
pub(crate) fn drop_ample(slots: &[Slot], stages: &mut [Stage]) {
    let mut wanted = vec![0_u64; slots.len()];
    for stage in stages.iter() {
        let mut most: BTreeMap<usize, u64> = BTreeMap::new();
        for way in &stage.ways {
            let mut takes: BTreeMap<usize, u64> = BTreeMap::new();
            for draw in way.uses.iter().map(|it| &it.draw) {
                for (slot, amount) in &draw.takes {
                    *takes.entry(*slot).or_insert(0) += u64::from(*amount);
                }
                for slot in draw.bundle.iter().flat_map(|it| it.claim.iter()) {
                    *takes.entry(*slot).or_insert(0) += 1;
                }
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
    for draw in stages.iter_mut().flat_map(|it| it.ways.iter_mut()).flat_map(|it| it.uses.iter_mut()) {
        draw.draw.takes.retain(|(slot, _)| !ample(*slot));
        if let Some(bundle) = &mut draw.draw.bundle {
            bundle.claim.retain(|slot| !ample(*slot));
        }
    }
}
