//! Whether one voucher can pay one purchase at all, and since when it would have to be held; not whether
//! limits leave room for it.

use crate::bill::{Bill, Rules};
use crate::cart::{Held, Purchase};
use crate::household::{Household, Member};
use crate::ways::{bundle_of, claim_covers};
use engine::campaign::{
    Benefit, Bundle, Campaign, ClaimMethod, Class, Counted, Fen, Lies, Limit, Per, Platform, Together, Validity,
};
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
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Source {
    /// Its place among what the member holds.
    pub held: Option<usize>,
    pub claimed_on: Option<Date>,
    pub last_day: Date,
}

/// How a purchase is paid: by whom, on this day, with this app.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Till {
    pub member: usize,
    pub day: Date,
    /// `None`: no voucher is used, so any way to pay will do.
    pub platform: Option<Platform>,
}

impl Rules<'_> {
    /// Whether the voucher is good for this purchase on this day, by its own terms.
    pub(crate) fn fits(&self, benefit: &Benefit, purchase: &Purchase, bill: &Bill, day: Date) -> Result<(), Misfit> {
        let campaign = self.campaign;
        let Some(class) = campaign.classes().get(benefit.class()) else { return Err(Misfit::Category) };
        if !self.touches(bill, benefit) {
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
        if bill.discounted() && *campaign.stacking().shop_discount().value() == Together::Forbidden {
            return Err(Misfit::ShopDiscount);
        }
        let shape = self.shape(benefit);
        let Some(threshold) = shape.threshold() else { return Err(Misfit::Figures) };
        let seen = self.seen(bill, benefit);
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

/// Whether a held voucher can pay on this day with this app.
pub(crate) fn held_source(class: &Class, held: &Held, place: usize, day: Date, app: Platform) -> Option<Source> {
    if held.platform.is_some_and(|it| it != app) {
        return None;
    }
    let end = class.window().to();
    let by_terms = held.claimed_on.map_or(end, |it| class.validity().last_day(it, end));
    let last_day = held.last_day.map_or(by_terms, |it| it.min(end));
    let begun = held.claimed_on.is_none_or(|it| it <= day);
    (begun && day <= last_day).then_some(Source { held: Some(place), claimed_on: held.claimed_on, last_day })
}

/// Which voucher of which round, for whom.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'a> {
    pub campaign: &'a Campaign,
    pub round: usize,
    pub benefit: usize,
    pub member: &'a Member,
}

/// The days on which a voucher could be claimed so that it is good for a purchase on this day.
///
/// Only days that can make a difference are given: without a limit per day, week or month the last one is as good as any.
pub(crate) fn claim_days(wanted: Wanted, home: &Household, purchase: &Purchase, day: Date) -> Vec<Source> {
    let campaign = wanted.campaign;
    let may_claim = wanted.member.may_claim(wanted.round, wanted.benefit);
    let (Some(voucher), true) = (campaign.benefits().get(wanted.benefit), may_claim) else { return Vec::new() };
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
    // What several payments use is claimed once for all of them.
    let shared = bundle_of(campaign, wanted.benefit).is_some() || voucher.shape().shared_balance().is_some();
    let counting: Vec<&Limit> =
        campaign.limits().iter().filter(|it| counts_claims(campaign, it, wanted.benefit)).collect();
    if counting.iter().any(|it| it.rule().value().per.contains(&Per::Day)) {
        let mut days: Vec<Source> = all_claim_days(campaign, day).into_iter().filter_map(source).collect();
        // Every other voucher and every one held can fill one day at most: among the last days one is free. A longer
        // span may be filled by one alone, and then all its days are.
        let longer = |it: &&Limit| it.rule().value().per.iter().any(|it| matches!(it, Per::Week | Per::Month));
        if !shared && !counting.iter().any(longer) {
            let others = home.purchases().len().saturating_mul(4).saturating_add(wanted.member.held.len());
            let early = days.len().saturating_sub(others.saturating_add(1));
            days.drain(..early);
        }
        return days;
    }
    let spans = |it: Date| -> Vec<Option<Date>> { counting.iter().map(|limit| limit.period(it)).collect() };
    let mut spaced: Vec<Date> = Vec::new();
    if counting.iter().any(|it| it.period(day).is_some()) {
        let all = all_claim_days(campaign, day);
        // Within one week or month the last day is as good as any, and the one before it where the hour is too early.
        let mut later: Vec<Date> = Vec::new();
        for it in all.into_iter().rev() {
            if later.iter().filter(|known| spans(**known) == spans(it)).count() < 2 {
                later.push(it);
            }
        }
        spaced = later;
    }
    if shared {
        let parts = bundle_of(campaign, wanted.benefit).and_then(|it| campaign.bundles().get(it)).map(Bundle::parts);
        let part = |it: &engine::campaign::Part| campaign.benefits().get(it.benefit).map(Benefit::class);
        let mut classes: Vec<usize> = parts.into_iter().flatten().filter_map(part).collect();
        classes.push(voucher.class());
        let mut ageing = classes.into_iter().filter_map(|it| campaign.classes().get(it)).map(Class::validity);
        if spaced.is_empty() && !ageing.any(Validity::counts_from_claim) {
            // It does not age: the first day is as good as any later one, and one bundle serves all purchases.
            return all_claim_days(campaign, day).into_iter().find_map(source).into_iter().collect();
        }
        // It is claimed once for several purchases: the last day before the first of them is enough.
        let mut days: Vec<Date> = home.purchases().iter().flat_map(|it| it.days.iter().copied()).collect();
        days.retain(|it| *it <= day);
        days.sort_unstable();
        days.dedup();
        let mut claims: Vec<Date> = days.into_iter().flat_map(|it| last_claims(campaign, it)).collect();
        claims.append(&mut spaced);
        claims.sort_unstable();
        claims.dedup();
        return claims.into_iter().filter_map(source).collect();
    }
    if !spaced.is_empty() {
        spaced.sort_unstable();
        return spaced.into_iter().filter_map(source).collect();
    }
    last_claims(campaign, day).into_iter().rev().find_map(source).into_iter().collect()
}

/// Whether a limit counts how often this denomination is claimed.
fn counts_claims(campaign: &Campaign, limit: &Limit, benefit: usize) -> bool {
    let counts = limit.counted() == Counted::Claim && claim_covers(campaign, limit, benefit);
    counts && limit.rule().value().max.is_some()
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
