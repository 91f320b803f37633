//! Whether one voucher can pay one purchase at all, and since when it would have to be held; not whether
//! limits leave room for it.

use crate::bill::{Bill, Rules};
use crate::cart::{Cart, Held, Purchase};
use crate::ways::{bundle_of, claim_covers};
use engine::campaign::{Benefit, Campaign, ClaimMethod, Class, Counted, Fen, Lies, Per, Platform, Together, Validity};
use time::Date;

/// Why a voucher cannot pay a purchase, whatever else is bought.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Misfit {
    Category,
    Day(Lies),
    Hours,
    Platform,
    ShopDiscount,
    Threshold(Fen),
    Figures,
}

/// A voucher in the hand: held already, or claimed on this day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Source {
    pub held: Option<usize>,
    pub claimed_on: Option<Date>,
    pub last_day: Date,
}

/// How a purchase is paid: on this day with this app.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Till {
    pub day: Date,
    pub platform: Platform,
}

impl Rules<'_> {
    /// Whether the voucher is good for this purchase on this day, by its own terms.
    pub(crate) fn fits(&self, benefit: &Benefit, purchase: &Purchase, bill: &Bill, day: Date) -> Result<(), Misfit> {
        let campaign = self.campaign;
        let Some(class) = campaign.classes().get(benefit.class()) else { return Err(Misfit::Category) };
        if !purchase.lines.iter().any(|it| class.covers(it.category)) {
            return Err(Misfit::Category);
        }
        match class.window().place(day, purchase.time) {
            Lies::Within => {}
            lies => return Err(Misfit::Day(lies)),
        }
        let (opens, closes) = campaign.daily();
        if purchase.time.is_some_and(|it| it < opens || it >= closes) {
            return Err(Misfit::Hours);
        }
        if platforms(class, purchase).next().is_none() {
            return Err(Misfit::Platform);
        }
        let discounted = purchase.lines.iter().any(|it| it.shop_discount > Fen::ZERO);
        if discounted && *campaign.stacking().shop_discount().value() == Together::Forbidden {
            return Err(Misfit::ShopDiscount);
        }
        let shape = self.shape(benefit);
        let Some(threshold) = shape.threshold() else { return Err(Misfit::Figures) };
        let seen = self.seen(bill, benefit.class());
        if seen.tested < threshold {
            return Err(Misfit::Threshold(threshold.less(seen.tested)));
        }
        Ok(())
    }
}

/// The apps with which this voucher can pay this purchase.
pub(crate) fn platforms(class: &Class, purchase: &Purchase) -> impl Iterator<Item = Platform> {
    let wanted = &purchase.platforms;
    class.platforms().iter().copied().filter(move |it| wanted.is_empty() || wanted.contains(it))
}

/// Whether a held voucher can pay here.
pub(crate) fn held_source(class: &Class, held: &Held, place: usize, till: Till) -> Option<Source> {
    if held.platform.is_some_and(|it| it != till.platform) {
        return None;
    }
    let end = class.window().to();
    let last_day = held.claimed_on.map_or(end, |it| class.validity().last_day(it, end));
    let begun = held.claimed_on.is_none_or(|it| it <= till.day);
    (begun && till.day <= last_day).then_some(Source { held: Some(place), claimed_on: held.claimed_on, last_day })
}

/// The days on which a voucher could be claimed so that it is good at this till.
///
/// Only days that can make a difference are given: without a limit per day the last one is as good as any.
pub(crate) fn claim_days(
    campaign: &Campaign,
    cart: &Cart,
    benefit: usize,
    purchase: &Purchase,
    day: Date,
) -> Vec<Source> {
    let (Some(voucher), false) = (campaign.benefits().get(benefit), !cart.may_claim()) else { return Vec::new() };
    let Some(class) = campaign.classes().get(voucher.class()) else { return Vec::new() };
    let end = class.window().to();
    let source = |claimed: Date| {
        let last_day = class.validity().last_day(claimed, end);
        let open = campaign.claim().opens(claimed)?;
        let in_time = claimed < day || purchase.time.is_none_or(|it| it >= open);
        let good = claimed <= day && day <= last_day && in_time;
        good.then_some(Source { held: None, claimed_on: Some(claimed), last_day })
    };
    if campaign.claim().method() == ClaimMethod::NoClaim {
        return vec![Source { held: None, claimed_on: None, last_day: end }];
    }
    let each_day_counts = campaign.limits().iter().any(|it| {
        let rule = it.rule().value();
        it.counted() == Counted::Claim
            && claim_covers(campaign, it, benefit)
            && rule.per.contains(&Per::Day)
            && rule.max.is_some()
    });
    if each_day_counts {
        return all_claim_days(campaign, day).into_iter().filter_map(source).collect();
    }
    if let Some(bundle) = bundle_of(campaign, benefit).and_then(|it| campaign.bundles().get(it)) {
        let part = |it: &engine::campaign::Part| campaign.benefits().get(it.benefit).map(Benefit::class);
        let ageing = bundle.parts().iter().filter_map(part).filter_map(|it| campaign.classes().get(it));
        if !ageing.map(Class::validity).any(Validity::counts_from_claim) {
            // It does not age: the first day is as good as any later one, and one bundle serves all purchases.
            return all_claim_days(campaign, day).into_iter().find_map(source).into_iter().collect();
        }
        // A bundle is claimed once for several purchases: the last day before the first of them is enough.
        let mut days: Vec<Date> = cart.purchases().iter().flat_map(|it| it.days.iter().copied()).collect();
        days.retain(|it| *it <= day);
        let mut claims: Vec<Date> = days.into_iter().flat_map(|it| last_claims(campaign, it)).collect();
        claims.sort_unstable();
        claims.dedup();
        return claims.into_iter().filter_map(source).collect();
    }
    last_claims(campaign, day).into_iter().rev().find_map(source).into_iter().collect()
}

/// The last claim day until this one and the one before it: on the first the hour may be too early.
fn last_claims(campaign: &Campaign, day: Date) -> Vec<Date> {
    let last = campaign.claim().last_day_until(day);
    let before = day.previous_day().and_then(|it| campaign.claim().last_day_until(it));
    let mut days: Vec<Date> = before.into_iter().chain(last).collect();
    days.dedup();
    days
}

fn all_claim_days(campaign: &Campaign, until: Date) -> Vec<Date> {
    let mut days = Vec::new();
    for window in campaign.claim().windows() {
        let mut day = window.from();
        while day <= window.to().min(until) {
            days.push(day);
            match day.next_day() {
                Some(next) => day = next,
                None => break,
            }
        }
    }
    days.sort_unstable();
    days.dedup();
    days
}
