//! The search problem behind a household: for each purchase the ways to pay it, and what they use up together.
//!
//! It knows nothing of the search itself, and the search knows nothing of vouchers.

mod drop;

pub(crate) use drop::{drop_ample, drop_impossible, drop_same, mixed, prune};

use crate::bill::{Applied, Variant};
use crate::fit::{Source, Till};
use engine::campaign::Platform;
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
    /// What a wallet holds, in fen: one that is held; or one that is claimed, of which this limit allows one for this
    /// span of days (by its first day) and this app; without them, the only one of its kind that can be had.
    Balance {
        round: usize,
        member: usize,
        benefit: usize,
        held: Option<usize>,
        limit: Option<usize>,
        platform: Option<Platform>,
        claimed_on: Option<Date>,
    },
    /// Whether a wallet has been claimed on this day with this app.
    Opened { round: usize, member: usize, benefit: usize, platform: Option<Platform>, claimed_on: Option<Date> },
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
            SlotWhat::Balance { round, member, benefit, held, platform, claimed_on, .. } => {
                let who = [(6, 0), (place(*round), 8), (place(*member), 8), (place(*benefit), 16)];
                let held = held.map_or(0, |it| place(it) + 1);
                pack(&who) << 64 | pack(&[(held, 16), (app(platform), 8), (day(claimed_on), 32)])
            }
            SlotWhat::Opened { round, member, benefit, platform, claimed_on } => {
                let who = [(7, 0), (place(*round), 8), (place(*member), 8), (place(*benefit), 16)];
                pack(&who) << 64 | pack(&[(app(platform), 8), (day(claimed_on), 32)])
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
    /// Where the balance of a wallet that payments share is counted.
    pub wallet: Option<usize>,
}

/// What is used up.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(crate) struct Draw {
    /// This much of each of these slots, each slot once, in order.
    pub takes: Vec<(usize, u32)>,
    /// Fen of a wallet, as much as the payment could use: where less is left, it takes what is left.
    pub wallet: Option<(usize, u32)>,
    /// Parts of bundles, each taken from what is spare, or else a new bundle is claimed. A wallet that is yet to be
    /// claimed is a bundle of leaves to use it.
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
        self.wallet = self.wallet.or(other.wallet);
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

/// Takes everything that a draw uses; gives the slot that has too little, if any, and `left` is then spoilt.
pub(crate) fn take(left: &mut [u32], draw: &Draw) -> Option<usize> {
    if let Some((slot, amount)) = draw.wallet
        && let Some(it) = left.get_mut(slot)
    {
        if *it == 0 {
            return Some(slot);
        }
        *it = it.saturating_sub(amount);
    }
    let short = draw.takes.iter().find_map(|(slot, amount)| less(left, *slot, *amount));
    short.or_else(|| draw.bundles.iter().find_map(|it| take_part(left, it)))
}

/// What a wallet cannot pay of what a draw asks of it, in fen.
pub(crate) fn missing(left: &[u32], draw: &Draw) -> i64 {
    let lacks = |(slot, amount): (usize, u32)| amount.saturating_sub(left.get(slot).copied().unwrap_or(0));
    i64::from(draw.wallet.map_or(0, lacks))
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
