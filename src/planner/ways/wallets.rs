//! Wallets that several payments share: where what they hold is counted, and what it takes to claim one.
//!
//! At most one can be claimed on a day with an app: a campaign with a wallet has a limit of one claim.

use super::{Builder, claim_covers};
use crate::bill::Voucher;
use crate::fit::{Source, Till};
use crate::model::{BundleDraw, SlotWhat};
use engine::campaign::{Counted, Fen, Limit, Per};

impl Builder<'_> {
    /// Where the balance of a wallet is counted, with that balance; `None`: it is no wallet that payments share.
    pub(super) fn wallet(
        &mut self,
        benefit: usize,
        voucher: Voucher<'_>,
        source: Source,
        till: Till,
    ) -> Option<(usize, Fen)> {
        let shape = voucher.rules.shape(voucher.benefit);
        let whole = shape.shared_balance()?;
        let (round, member, held) = (voucher.round, till.member, source.held);
        let left = held.and_then(|held| self.home.members().get(member)?.held.get(held)?.balance);
        let balance = left.unwrap_or(whole).min(whole);
        // What a limit of one claim holds for together, is one wallet.
        let (mut limit, mut platform, mut claimed_on) = (None, None, None);
        if let Some((place, rule)) =
            source.claimed_on.filter(|_| held.is_none()).and_then(|_| only_one(voucher, benefit))
        {
            limit = Some(place);
            platform = till.platform.filter(|_| rule.rule().value().per.contains(&Per::Platform));
            claimed_on = source.claimed_on.and_then(|it| rule.period(it));
        }
        let what = SlotWhat::Balance { round, member, benefit, held, limit, platform, claimed_on };
        Some((self.slot(what, u32::try_from(balance.get()).ok()?), balance))
    }

    /// The claim of a wallet, which lets every purchase use it; `None`: it is held, or needs no claim.
    pub(super) fn opened(
        &mut self,
        benefit: usize,
        round: usize,
        source: Source,
        till: Till,
        claim: Vec<usize>,
    ) -> Option<BundleDraw> {
        if source.held.is_some() || source.claimed_on.is_none() {
            return None;
        }
        let (member, platform, claimed_on) = (till.member, till.platform, source.claimed_on);
        let spare = self.slot(SlotWhat::Opened { round, member, benefit, platform, claimed_on }, 0);
        let uses = u32::try_from(self.home.purchases().len()).unwrap_or(u32::MAX);
        Some(BundleDraw { spare, refill: vec![(spare, uses)], claim })
    }
}

/// The limit of one claim that tells least apart.
fn only_one<'a>(voucher: Voucher<'a>, benefit: usize) -> Option<(usize, &'a Limit)> {
    let campaign = voucher.rules.campaign;
    let one = |limit: &Limit| {
        let counts = limit.counted() == Counted::Claim && claim_covers(campaign, limit, benefit);
        counts && limit.rule().value().max == Some(1)
    };
    let apart = |limit: &Limit| {
        let words = limit.rule().value().per.iter();
        words.filter(|it| matches!(it, Per::Day | Per::Week | Per::Month | Per::Platform)).count()
    };
    let limits = campaign.limits().iter().enumerate().filter(|it| one(it.1));
    limits.min_by_key(|(place, limit)| (apart(limit), *place))
}
