//! From a cart to the search problem: every way to pay every purchase, and what each uses up.

use crate::bill::{Applied, Bill, Rules};
use crate::cart::{Cart, Held, Purchase};
use crate::fit::{Source, Till, claim_days, held_source, platforms};
use crate::model::{
    BundleDraw, Draw, Kind, Problem, Slot, SlotWhat, Stage, Use, WEIGHT_FEN, WEIGHT_VOUCHER, Way, drop_ample, prune,
};
use engine::campaign::{Benefit, Campaign, Counted, Limit, Per, Platform};
use std::collections::BTreeMap;

/// The most ways to pay one purchase; beyond them the plan is not proven.
const MOST_WAYS: usize = 20_000;

/// Builds the problem of a cart.
pub(crate) struct Builder<'a> {
    pub rules: &'a Rules<'a>,
    pub cart: &'a Cart,
    places: BTreeMap<SlotWhat, usize>,
    slots: Vec<Slot>,
    epoch: i64,
}

/// A purchase with its amounts fixed.
#[derive(Clone, Copy)]
pub(crate) struct Paying<'a> {
    pub place: usize,
    pub purchase: &'a Purchase,
    pub bill: &'a Bill,
}

/// A voucher that could be used at a till.
struct Candidate<'a> {
    place: usize,
    benefit: &'a Benefit,
    source: Source,
}

impl<'a> Builder<'a> {
    pub(crate) fn new(rules: &'a Rules<'a>, cart: &'a Cart) -> Builder<'a> {
        let first = cart.purchases().iter().flat_map(|it| it.days.iter()).min();
        let epoch = first.map_or(0, |it| i64::from(it.to_julian_day()));
        Builder { rules, cart, places: BTreeMap::new(), slots: Vec::new(), epoch }
    }

    const fn campaign(&self) -> &'a Campaign {
        self.rules.campaign
    }

    /// Every way to pay one purchase, before any is left out.
    pub(crate) fn stage(&mut self, paying: Paying) -> Stage {
        let mut stage = Stage { purchase: paying.place, ways: Vec::new(), complete: true };
        let purchase = paying.purchase;
        for day in &purchase.days {
            let fitting: Vec<(usize, &Benefit)> = self
                .campaign()
                .benefits()
                .iter()
                .enumerate()
                .filter(|(_, it)| self.rules.fits(it, purchase, paying.bill, *day).is_ok())
                .collect();
            let mut apps: Vec<Platform> = fitting
                .iter()
                .filter_map(|(_, it)| self.campaign().classes().get(it.class()))
                .flat_map(|it| platforms(it, purchase))
                .collect();
            apps.sort_unstable();
            apps.dedup();
            for platform in apps {
                let till = Till { day: *day, platform };
                let candidates = self.candidates(&fitting, purchase, till);
                let mut chosen = Vec::new();
                self.combine(&candidates, 0, &mut chosen, till, paying, &mut stage);
            }
        }
        stage
    }

    fn candidates(&self, fitting: &[(usize, &'a Benefit)], purchase: &Purchase, till: Till) -> Vec<Candidate<'a>> {
        let mut candidates = Vec::new();
        for (place, benefit) in fitting {
            let (place, benefit) = (*place, *benefit);
            let Some(class) = self.campaign().classes().get(benefit.class()) else { continue };
            if !class.platforms().contains(&till.platform) {
                continue;
            }
            let held = self.cart.held().iter().enumerate().filter(|(_, it)| it.benefit == place);
            let held = held.filter_map(|(at, it)| held_source(class, it, at, till));
            let claimed = claim_days(self.campaign(), self.cart, place, purchase, till.day);
            candidates.extend(held.chain(claimed).map(|source| Candidate { place, benefit, source }));
        }
        candidates
    }

    /// All sets of vouchers that may meet in one payment, smaller ones first along each branch.
    fn combine(
        &mut self,
        candidates: &[Candidate<'a>],
        from: usize,
        chosen: &mut Vec<usize>,
        till: Till,
        paying: Paying,
        stage: &mut Stage,
    ) {
        let most = usize::try_from(*self.campaign().stacking().per_transaction().value()).unwrap_or(1);
        if chosen.len() >= most {
            return;
        }
        for (at, candidate) in candidates.iter().enumerate().skip(from) {
            let stacking = self.campaign().stacking();
            let meets = chosen
                .iter()
                .filter_map(|it| candidates.get(*it))
                .all(|it| stacking.allows(it.benefit.class(), candidate.benefit.class()));
            if !meets {
                continue;
            }
            if stage.ways.len() >= MOST_WAYS {
                stage.complete = false;
                return;
            }
            chosen.push(at);
            let together: Vec<&Candidate> = chosen.iter().filter_map(|it| candidates.get(*it)).collect();
            let vouchers: Vec<&Benefit> = together.iter().map(|it| it.benefit).collect();
            if let Some(applied) = self.rules.best_order(paying.bill, &vouchers) {
                stage.ways.push(self.way(&together, &applied, till, paying.place));
            }
            // The same one again: two vouchers of one denomination may meet where their class may meet itself.
            self.combine(candidates, at, chosen, till, paying, stage);
            chosen.pop();
        }
    }

    fn way(&mut self, together: &[&Candidate], applied: &[Applied], till: Till, purchase: usize) -> Way {
        let mut uses = Vec::new();
        let (mut saved, mut score) = (0_i64, 0_i128);
        for applied in applied {
            let Some(it) = together.get(applied.place) else { continue };
            saved = saved.saturating_add(applied.off.fen.get());
            let days = i64::from(it.source.last_day.to_julian_day()).saturating_sub(self.epoch).clamp(0, 10_000);
            score -= WEIGHT_VOUCHER + i128::from(days);
            let draw = self.draw(it, till, purchase);
            uses.push(Use { benefit: it.place, source: it.source, applied: *applied, draw });
        }
        Way { till, uses, saved, score: score + i128::from(saved) * WEIGHT_FEN }
    }

    fn draw(&mut self, it: &Candidate, till: Till, purchase: usize) -> Draw {
        let mut draw = Draw::default();
        let class = it.benefit.class();
        let face = self.rules.shape(it.benefit).most().map_or(0, |it| u32::try_from(it.get()).unwrap_or(u32::MAX));
        let campaign = self.campaign();
        let bundle = bundle_of(campaign, it.place);
        let mut claim = Vec::new();
        for (place, limit) in campaign.limits().iter().enumerate() {
            let (counted_when, covered) = match limit.counted() {
                // Held vouchers have been claimed; without a claim there is nothing to count.
                Counted::Claim if it.source.held.is_some() || it.source.claimed_on.is_none() => continue,
                Counted::Claim => (it.source.claimed_on, claim_covers(campaign, limit, it.place)),
                Counted::Redeem | Counted::Amount => (Some(till.day), limit.covers(class)),
            };
            if !covered {
                continue;
            }
            let what = SlotWhat::Limit {
                limit: place,
                day: counted_when,
                kind: Some(kind_of(limit, it.place, class, bundle.filter(|_| limit.counted() == Counted::Claim))),
                platform: Some(till.platform),
                merchant: Some(self.merchant(purchase)),
            };
            let Some(slot) = self.limit_slot(limit, what) else { continue };
            match limit.counted() {
                Counted::Claim if bundle.is_some() => claim.push(slot),
                Counted::Amount => draw.takes.push((slot, face)),
                _ => draw.takes.push((slot, 1)),
            }
        }
        if let Some(held) = it.source.held {
            let left = self.cart.held().get(held).map_or(0, |it| it.count);
            let slot = self.slot(SlotWhat::Held(held), left);
            draw.takes.push((slot, 1));
        } else if let Some(bundle) = bundle {
            draw.bundle = self.bundle_draw(bundle, it, till, claim);
            draw.takes.extend(self.drawn(bundle, it.place));
        }
        draw.takes.sort_unstable();
        draw
    }

    fn bundle_draw(&mut self, bundle: usize, it: &Candidate, till: Till, claim: Vec<usize>) -> Option<BundleDraw> {
        let campaign = self.campaign();
        let mut refill = Vec::new();
        let mut spare = None;
        for (part, inside) in campaign.bundles().get(bundle)?.parts().iter().enumerate() {
            let what = SlotWhat::Spare { bundle, part, platform: till.platform, claimed_on: it.source.claimed_on };
            let slot = self.slot(what, 0);
            refill.push((slot, inside.count));
            if inside.benefit == it.place {
                spare = Some(slot);
            }
        }
        Some(BundleDraw { spare: spare?, refill, claim })
    }

    /// Where a limit holds for all days and apps together, so do the vouchers that its bundles hold.
    fn drawn(&mut self, bundle: usize, benefit: usize) -> Option<(usize, u32)> {
        let campaign = self.campaign();
        let parts = campaign.bundles().get(bundle)?.parts();
        let (part, inside) = parts.iter().enumerate().find(|(_, it)| it.benefit == benefit)?;
        let over_all = |(place, limit): (usize, &Limit)| {
            let rule = limit.rule().value();
            let apart = rule.per.iter().any(|it| matches!(it, Per::Day | Per::Platform));
            let counts = limit.counted() == Counted::Claim && claim_covers(campaign, limit, benefit) && !apart;
            counts.then_some((rule.max?, place))
        };
        let (max, limit) = campaign.limits().iter().enumerate().filter_map(over_all).min()?;
        let slot = self.slot(SlotWhat::Drawn { limit, bundle, part }, max.saturating_mul(inside.count));
        Some((slot, 1))
    }

    /// The first purchase in the same shop; where the shop is not said, each purchase is in another one.
    fn merchant(&self, purchase: usize) -> usize {
        let purchases = self.cart.purchases();
        let shop = purchases.get(purchase).and_then(|it| it.merchant.as_deref());
        let same = shop.and_then(|shop| purchases.iter().position(|it| it.merchant.as_deref() == Some(shop)));
        same.unwrap_or(purchase)
    }

    /// The slot of a limit: of everything in `exact` only what the limit counts per is kept.
    fn limit_slot(&mut self, limit: &Limit, exact: SlotWhat) -> Option<usize> {
        let SlotWhat::Limit { limit: place, day, kind, platform, merchant } = exact else { return None };
        let rule = limit.rule().value();
        let max = rule.max?;
        let per = |it: Per| rule.per.contains(&it);
        let what = SlotWhat::Limit {
            limit: place,
            day: day.filter(|_| per(Per::Day)),
            kind: kind.filter(|_| per(Per::Benefit) || per(Per::Class)),
            platform: platform.filter(|_| per(Per::Platform)),
            merchant: merchant.filter(|_| per(Per::Merchant)),
        };
        let used = if limit.counted() == Counted::Claim { self.claimed_already(limit, &what) } else { 0 };
        Some(self.slot(what, max.saturating_sub(used)))
    }

    /// How many of the vouchers held were claimed under this slot; what is not said counts against the person.
    fn claimed_already(&self, limit: &Limit, what: &SlotWhat) -> u32 {
        let SlotWhat::Limit { day, kind, platform, .. } = what else { return 0 };
        let campaign = self.campaign();
        let count = |it: &Held| {
            let Some(benefit) = campaign.benefits().get(it.benefit) else { return 0 };
            let bundle = bundle_of(campaign, it.benefit);
            let of_kind = kind_of(limit, it.benefit, benefit.class(), bundle);
            let same = claim_covers(campaign, limit, it.benefit)
                && kind.is_none_or(|kind| kind == of_kind)
                && (day.is_none() || it.claimed_on.is_none() || *day == it.claimed_on)
                && (platform.is_none() || it.platform.is_none() || *platform == it.platform);
            let parts = bundle.and_then(|it| campaign.bundles().get(it)).map_or(&[][..], |it| it.parts());
            let each = parts.iter().find(|part| part.benefit == it.benefit).map_or(1, |it| it.count.max(1));
            if same { it.count.div_ceil(each) } else { 0 }
        };
        self.cart.held().iter().map(count).fold(0, u32::saturating_add)
    }

    fn slot(&mut self, what: SlotWhat, left: u32) -> usize {
        // Counted by names: the slots themselves move into the problem.
        let next = self.places.len();
        let place = *self.places.entry(what).or_insert(next);
        if place == next {
            self.slots.push(Slot { what, left });
        }
        place
    }

    /// The whole problem, purchases in the order of their days, with useless ways left out.
    pub(crate) fn problem(&mut self, bills: &[Bill]) -> Problem {
        let mut stages = Vec::new();
        for (place, (purchase, bill)) in self.cart.purchases().iter().zip(bills).enumerate() {
            stages.push(self.stage(Paying { place, purchase, bill }));
        }
        drop_ample(&self.slots, &mut stages);
        stages.iter_mut().for_each(|it| prune(&mut it.ways));
        // Purchases of one day stand together, so that what counts per day is soon done with.
        stages.sort_by_key(|it| {
            let days = self.cart.purchases().get(it.purchase).map(|it| (it.days.iter().min(), it.days.len()));
            (days, it.purchase)
        });
        Problem { slots: std::mem::take(&mut self.slots), stages }
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
