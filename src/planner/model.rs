//! The search problem behind a household: for each purchase the ways to pay it, and what they use up together.
//!
//! It knows nothing of the search itself, and the search knows nothing of vouchers.

use crate::bill::{Applied, Variant};
use crate::fit::{Source, Till};
use engine::campaign::Platform;
use std::collections::BTreeMap;
use time::Date;

/// The problem: `slots` hold how much is left of everything that is limited.
pub(crate) struct Problem {
    pub slots: Vec<Slot>,
    pub stages: Vec<Stage>,
    /// What ways take, one entry per place in `stages` and kind, where a slot is one of which ways take different
    /// amounts: dominated ways too, so that what is counted over them needs no domination to be checked.
    pub mixed: Vec<(usize, Vec<(usize, u32)>)>,
    /// How much one fen weighs in a score.
    pub weight: i64,
}

/// Something of which there is only so much.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Slot {
    pub what: SlotWhat,
    pub left: u32,
}

/// What a slot stands for, by places.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum SlotWhat {
    /// The room under a limit of a round for one member, for one combination of what it counts per.
    Limit {
        round: usize,
        member: usize,
        limit: usize,
        /// The first day of the day, week or month that it counts apart.
        day: Option<Date>,
        kind: Option<Kind>,
        platform: Option<Platform>,
        merchant: Option<usize>,
    },
    /// Vouchers that a member holds.
    Held { member: usize, held: usize },
    /// How many vouchers of this part all bundles together hold that this limit lets one claim. It follows from
    /// the others, but a bound can see it.
    Drawn { round: usize, member: usize, limit: usize, bundle: usize, part: usize },
    /// Vouchers left of bundles claimed on this day with this app.
    Spare { round: usize, member: usize, bundle: usize, part: usize, platform: Platform, claimed_on: Option<Date> },
    /// The quota of a member for a subsidy; `quota` is a place among the scheme and kind pairs of the household.
    Quota { member: usize, quota: usize },
}

impl SlotWhat {
    /// The same as one number, to be found quickly: a byte each for the round, the member and the app, 16 bits for
    /// what campaigns and carts have far fewer of, 32 for a day.
    pub(crate) fn key(&self) -> u128 {
        let day = |it: &Option<Date>| it.map_or(0, |it| u128::from(it.to_julian_day().unsigned_abs()) + 1);
        let app = |it: &Option<Platform>| it.map_or(0, |it| u128::try_from(it as isize).unwrap_or(0) + 1);
        let place = |it: usize| u128::try_from(it).unwrap_or(u128::MAX) & 0xFFFF;
        let pack = |parts: &[(u128, u32)]| parts.iter().fold(0_u128, |key, (part, bits)| (key << bits) | part);
        match self {
            SlotWhat::Limit { round, member, limit, day: on, kind, platform, merchant } => {
                let kind = match kind {
                    None => 0,
                    Some(Kind::Class(it)) => (1 << 16) | place(*it),
                    Some(Kind::Benefit(it)) => (2 << 16) | place(*it),
                    Some(Kind::Bundle(it)) => (3 << 16) | place(*it),
                };
                let shop = merchant.map_or(0, |it| place(it) + 1);
                let who = [(1, 0), (place(*round), 8), (place(*member), 8), (place(*limit), 16)];
                pack(&who) << 80 | pack(&[(day(on), 32), (kind, 18), (app(platform), 8), (shop, 16)])
            }
            SlotWhat::Held { member, held } => pack(&[(2, 0), (place(*member), 16), (place(*held), 16)]),
            SlotWhat::Drawn { round, member, limit, bundle, part } => {
                let who = [(3, 0), (place(*round), 16), (place(*member), 16), (place(*limit), 16)];
                pack(&who) << 32 | pack(&[(place(*bundle), 16), (place(*part), 16)])
            }
            SlotWhat::Spare { round, member, bundle, part, platform, claimed_on } => {
                let who = [(4, 0), (place(*round), 8), (place(*member), 8), (place(*bundle), 16)];
                pack(&who) << 64 | pack(&[(place(*part), 16), (app(&Some(*platform)), 8), (day(claimed_on), 32)])
            }
            SlotWhat::Quota { member, quota } => pack(&[(5, 0), (place(*member), 16), (place(*quota), 16)]),
        }
    }
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
    /// Its place among the purchases.
    pub purchase: usize,
    /// The ways to pay it; leaving it without voucher and subsidy is always possible and not listed.
    pub ways: Vec<Way>,
    /// Whether all ways are listed.
    pub complete: bool,
}

/// One way to pay a purchase.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    pub till: Till,
    pub variant: Variant,
    pub uses: Vec<Use>,
    /// In fen, against paying with all the shop's discounts and nothing else.
    pub saved: i64,
    /// The last days of its vouchers, counted from the first day of the cart and added up.
    pub days: i64,
    pub score: i64,
    pub draw: Draw,
}

/// One voucher in a payment.
#[derive(Clone, Debug)]
pub(crate) struct Use {
    pub round: usize,
    pub benefit: usize,
    pub source: Source,
    pub applied: Applied,
}

/// What is used up.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(crate) struct Draw {
    /// This much of each of these slots, each slot once, in order.
    pub takes: Vec<(usize, u32)>,
    /// Parts of bundles, each taken from what is spare, or else a new bundle is claimed.
    pub bundles: Vec<BundleDraw>,
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

impl Draw {
    /// Adds another draw.
    pub(crate) fn add(&mut self, other: &Draw) {
        for (slot, amount) in &other.takes {
            match self.takes.iter_mut().find(|(it, _)| it == slot) {
                Some((_, sum)) => *sum = sum.saturating_add(*amount),
                None => self.takes.push((*slot, *amount)),
            }
        }
        self.bundles.extend(other.bundles.iter().cloned());
    }

    /// Puts everything in the order in which draws are compared.
    pub(crate) fn sort(&mut self) {
        self.takes.sort_unstable();
        self.bundles.sort_unstable();
    }
}

/// Gives every way its score: one fen weighs more than any number of vouchers, and one voucher more than any
/// sum of days, as far as a sum of scores stays within an `i64` with room to spare. Returns the weight of a fen.
pub(crate) fn weigh(stages: &mut [Stage]) -> i64 {
    let most = |it: &Stage| it.ways.iter().map(|it| it.saved).max().unwrap_or(0).max(0);
    let total: i64 = stages.iter().map(most).sum();
    let bits = 64_u32.saturating_sub(total.leading_zeros());
    let shift = 53_u32.saturating_sub(bits).min(28);
    let weight = 1_i64 << shift;
    let (voucher, day) = match shift {
        28.. => (1 << 18, 1),
        10..28 => (1, 0),
        _ => (0, 0),
    };
    for way in stages.iter_mut().flat_map(|it| it.ways.iter_mut()) {
        let vouchers = i64::try_from(way.uses.len()).unwrap_or(0).saturating_mul(voucher);
        let ties = vouchers.saturating_add(way.days.saturating_mul(day));
        way.score = way.saved.saturating_mul(weight).saturating_sub(ties);
    }
    weight
}

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
                if other.score >= way.score && other.draw.bundles == way.draw.bundles && part.eq(&other.draw.takes) {
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

/// See [`Problem::mixed`].
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
        for bundle in &mut way.draw.bundles {
            bundle.claim.retain(|slot| !ample(*slot));
        }
    }
}

/// Takes everything that a draw uses; gives the slot that has too little, if any, and `left` is then spoilt.
pub(crate) fn take(left: &mut [u32], draw: &Draw) -> Option<usize> {
    let short = draw.takes.iter().find_map(|(slot, amount)| less(left, *slot, *amount));
    short.or_else(|| draw.bundles.iter().find_map(|it| take_part(left, it)))
}

/// Takes a part of a bundle.
pub(crate) fn take_part(left: &mut [u32], bundle: &BundleDraw) -> Option<usize> {
    // Nothing is short when one is spare; else the slot falls through and a new bundle is claimed.
    less(left, bundle.spare, 1)?;
    let short = bundle.claim.iter().find_map(|slot| less(left, *slot, 1));
    if short.is_some() {
        return short;
    }
    for (slot, count) in &bundle.refill {
        if let Some(it) = left.get_mut(*slot) {
            *it = it.saturating_add(*count);
        }
    }
    less(left, bundle.spare, 1)
}

/// Takes an amount from a slot; gives the slot when it has too little.
fn less(left: &mut [u32], slot: usize, amount: u32) -> Option<usize> {
    match left.get_mut(slot) {
        Some(it) if *it >= amount => {
            *it = it.saturating_sub(amount);
            None
        }
        _ => Some(slot),
    }
}
