//! What a voucher or a subsidy uses up: the slots of limits, of what is held, of bundles and of quotas.

use super::Builder;
use crate::bill::{Variant, Voucher};
use crate::cart::{Held, Purchase};
use crate::fit::{Source, Till};
use crate::household::Member;
use crate::model::{BundleDraw, Draw, Kind, Slot, SlotWhat};
use engine::campaign::{Benefit, Campaign, Counted, Limit, Per};

impl<'a> Builder<'a> {
    pub(super) fn draw(
        &mut self,
        place: usize,
        voucher: Voucher<'a>,
        source: Source,
        till: Till,
        purchase: usize,
    ) -> Draw {
        let mut draw = Draw::default();
        let (round, benefit, campaign) = (voucher.round, voucher.benefit, voucher.rules.campaign);
        let class = benefit.class();
        let face = voucher.rules.shape(benefit).most().map_or(0, |it| u32::try_from(it.get()).unwrap_or(u32::MAX));
        let bundle = bundle_of(campaign, place);
        let shared = voucher.rules.shape(benefit).shared_balance().is_some();
        let mut claim = Vec::new();
        for (at, limit) in campaign.limits().iter().enumerate() {
            let (counted_when, covered) = match limit.counted() {
                // Held vouchers have been claimed; without a claim there is nothing to count.
                Counted::Claim if source.held.is_some() || source.claimed_on.is_none() => continue,
                Counted::Claim => (source.claimed_on, claim_covers(campaign, limit, place)),
                Counted::Redeem | Counted::Amount => (Some(till.day), limit.covers(class)),
            };
            if !covered {
                continue;
            }
            let what = SlotWhat::Limit {
                round,
                member: till.member,
                limit: at,
                day: counted_when,
                kind: Some(kind_of(limit, place, class, bundle.filter(|_| limit.counted() == Counted::Claim))),
                platform: till.platform,
                merchant: Some(self.merchant(purchase)),
            };
            let Some(slot) = self.limit_slot(limit, what) else { continue };
            match limit.counted() {
                Counted::Claim if bundle.is_some() || shared => claim.push(slot),
                Counted::Amount => draw.takes.push((slot, face)),
                _ => draw.takes.push((slot, 1)),
            }
        }
        if shared {
            draw.bundles.extend(self.opened(place, round, source, till, claim));
        } else if let Some(held) = source.held {
            let known = self.home.members().get(till.member).and_then(|it| it.held.get(held));
            let slot = self.slot(SlotWhat::Held { member: till.member, held }, known.map_or(0, |it| it.count));
            draw.takes.push((slot, 1));
        } else if let Some(bundle) = bundle {
            draw.bundles.extend(self.bundle_draw(bundle, place, voucher, source, till, claim));
            draw.takes.extend(self.drawn(bundle, place, voucher, till.member));
        }
        draw.sort();
        draw
    }

    fn bundle_draw(
        &mut self,
        bundle: usize,
        place: usize,
        voucher: Voucher<'a>,
        source: Source,
        till: Till,
        claim: Vec<usize>,
    ) -> Option<BundleDraw> {
        let (round, member, claimed_on) = (voucher.round, till.member, source.claimed_on);
        let mut refill = Vec::new();
        let mut spare = None;
        for (part, inside) in voucher.rules.campaign.bundles().get(bundle)?.parts().iter().enumerate() {
            let platform = till.platform?;
            let slot = self.slot(SlotWhat::Spare { round, member, bundle, part, platform, claimed_on }, 0);
            refill.push((slot, inside.count));
            if inside.benefit == place {
                spare = Some(slot);
            }
        }
        Some(BundleDraw { spare: spare?, refill, claim })
    }

    /// Where a limit holds for all days and apps together, so do the vouchers that its bundles hold.
    fn drawn(&mut self, bundle: usize, benefit: usize, voucher: Voucher<'a>, member: usize) -> Option<(usize, u32)> {
        let campaign = voucher.rules.campaign;
        let parts = campaign.bundles().get(bundle)?.parts();
        let (part, inside) = parts.iter().enumerate().find(|(_, it)| it.benefit == benefit)?;
        let over_all = |(place, limit): (usize, &Limit)| {
            let rule = limit.rule().value();
            let apart = rule.per.iter().any(|it| matches!(it, Per::Day | Per::Week | Per::Month | Per::Platform));
            let counts = limit.counted() == Counted::Claim && claim_covers(campaign, limit, benefit) && !apart;
            counts.then_some((rule.max?, place))
        };
        let (max, limit) = campaign.limits().iter().enumerate().filter_map(over_all).min()?;
        let what = SlotWhat::Drawn { round: voucher.round, member, limit, bundle, part };
        Some((self.slot(what, max.saturating_mul(inside.count)), 1))
    }

    /// What the subsidies of a variant take of the quotas of a member.
    pub(super) fn quota_draw(
        &mut self,
        person: &Member,
        member: usize,
        purchase: &Purchase,
        variant: &Variant,
    ) -> Draw {
        let mut draw = Draw::default();
        for (line, at) in &variant.subsidies {
            let Some(it) = purchase.lines.get(*line).and_then(|it| it.subsidies.get(*at)) else { continue };
            let Some(most) = it.quota else { continue };
            let pair = (it.scheme.as_str(), it.kind.as_str());
            let Some(quota) = self.quotas.iter().position(|known| *known == pair) else { continue };
            let same = person.used.iter().filter(|used| (used.scheme.as_str(), used.kind.as_str()) == pair);
            let used = same.fold(0_u32, |sum, it| sum.saturating_add(it.count));
            let slot = self.slot(SlotWhat::Quota { member, quota }, most.saturating_sub(used));
            draw.add(&Draw { takes: vec![(slot, 1)], ..Draw::default() });
        }
        draw.sort();
        draw
    }

    /// The first purchase in the same shop; where the shop is not said, each purchase is in another one.
    fn merchant(&self, purchase: usize) -> usize {
        let purchases = self.home.purchases();
        let shop = purchases.get(purchase).and_then(|it| it.merchant.as_deref());
        let same = shop.and_then(|shop| purchases.iter().position(|it| it.merchant.as_deref() == Some(shop)));
        same.unwrap_or(purchase)
    }

    /// The slot of a limit: of everything in `exact` only what the limit counts per is kept.
    fn limit_slot(&mut self, limit: &Limit, exact: SlotWhat) -> Option<usize> {
        let SlotWhat::Limit { round, member, limit: place, day, kind, platform, merchant } = exact else { return None };
        let rule = limit.rule().value();
        let max = rule.max?;
        let per = |it: Per| rule.per.contains(&it);
        let what = SlotWhat::Limit {
            round,
            member,
            limit: place,
            day: day.and_then(|it| limit.period(it)),
            kind: kind.filter(|_| per(Per::Benefit) || per(Per::Class)),
            platform: platform.filter(|_| per(Per::Platform)),
            merchant: merchant.filter(|_| per(Per::Merchant)),
        };
        if let Some(known) = self.places.get(&what.key()) {
            return Some(*known);
        }
        let used = if limit.counted() == Counted::Claim { self.claimed_already(limit, &what) } else { 0 };
        Some(self.slot(what, max.saturating_sub(used)))
    }

    /// How many of the vouchers held were claimed under this slot; what is not said counts against the person.
    fn claimed_already(&self, limit: &Limit, what: &SlotWhat) -> u32 {
        let SlotWhat::Limit { round, member, day, kind, platform, .. } = what else { return 0 };
        let Some(campaign) = self.rounds.get(*round).map(|it| it.campaign) else { return 0 };
        let count = |it: &Held| {
            let Some(benefit) = campaign.benefits().get(it.benefit) else { return 0 };
            let bundle = bundle_of(campaign, it.benefit);
            let of_kind = kind_of(limit, it.benefit, benefit.class(), bundle);
            let same = claim_covers(campaign, limit, it.benefit)
                && kind.is_none_or(|kind| kind == of_kind)
                && (day.is_none() || it.claimed_on.is_none_or(|it| *day == limit.period(it)))
                && (platform.is_none() || it.platform.is_none() || *platform == it.platform);
            let parts = bundle.and_then(|it| campaign.bundles().get(it)).map_or(&[][..], |it| it.parts());
            let each = parts.iter().find(|part| part.benefit == it.benefit).map_or(1, |it| it.count.max(1));
            if same { it.count.div_ceil(each) } else { 0 }
        };
        let held = self.home.members().get(*member).map_or(&[][..], |it| it.held.as_slice());
        held.iter().filter(|it| it.round == *round).map(count).fold(0, u32::saturating_add)
    }

    pub(super) fn slot(&mut self, what: SlotWhat, left: u32) -> usize {
        // Counted by names: the slots themselves move into the problem.
        let next = self.places.len();
        let place = *self.places.entry(what.key()).or_insert(next);
        if place == next {
            self.slots.push(Slot { what, left });
        }
        place
    }
}

/// What a limit tells a voucher by; `bundle` only where claims are counted.
fn kind_of(limit: &Limit, benefit: usize, class: usize, bundle: Option<usize>) -> Kind {
    match bundle {
        Some(bundle) => Kind::Bundle(bundle),
        None if limit.rule().value().per.contains(&Per::Benefit) => Kind::Benefit(benefit),
        None => Kind::Class(class),
    }
}

/// The bundle that a denomination is claimed in.
pub(crate) fn bundle_of(campaign: &Campaign, benefit: usize) -> Option<usize> {
    campaign.bundles().iter().position(|it| it.parts().iter().any(|part| part.benefit == benefit))
}

/// Whether a limit on claims is about this denomination; a bundle counts as soon as one of its parts does.
pub(crate) fn claim_covers(campaign: &Campaign, limit: &Limit, benefit: usize) -> bool {
    let class = |benefit: usize| campaign.benefits().get(benefit).map(Benefit::class);
    let covers = |benefit: usize| class(benefit).is_some_and(|it| limit.covers(it));
    match bundle_of(campaign, benefit).and_then(|it| campaign.bundles().get(it)) {
        Some(bundle) => bundle.parts().iter().any(|it| covers(it.benefit)),
        None => covers(benefit),
    }
}
