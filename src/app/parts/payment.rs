//! How one bill is paid: the vouchers used, the day and the app, what is left to pay, and why no other voucher.

use crate::format;
use crate::parts::fold::fold;
use crate::words::Words;
use engine::Money;
use engine::campaign::{Campaign, Fen};
use planner::{Applied, NotUsed, Payment, Why};
use yew::{Html, html};

/// An amount in whole fen as people read it.
#[must_use]
pub fn fen(amount: Fen) -> String {
    format::money(Money::from_yuan(amount.yuan()))
}

/// A voucher's class and what it takes off.
#[must_use]
pub fn voucher(campaign: &Campaign, benefit: usize, words: &Words) -> (String, String) {
    let Some(it) = campaign.benefits().get(benefit) else { return Default::default() };
    let class = campaign.classes().get(it.class()).map(|it| it.title().to_owned()).unwrap_or_default();
    (class, (words.shape)(it.shape()))
}

/// Draws how a bill is paid. `choose`: whether the day was ours to choose.
pub fn payment(campaign: &Campaign, it: &Payment, choose: bool, words: &Words) -> Html {
    let used = it.applied.iter().map(|it| applied(campaign, it, words));
    let not_used = it.not_used.iter().map(|it| not_used(campaign, it, words));
    html! {
        <div class="hs-payment">
            <ul class="hs-list">{ for used }</ul>
            if choose && !it.applied.is_empty() {
                <p>{ words.best_day }{ ": " }{ format::day(it.day, words) }</p>
            }
            if let Some(platform) = it.platform {
                <p>{ words.pay_with }{ ": " }{ (words.platform)(platform) }</p>
            }
            if let Some(paid) = it.paid {
                <p class="hs-payment__paid" data-paid={paid.to_string()}>
                    <span>{ words.paid }</span>
                    <strong>{ fen(paid) }</strong>
                </p>
            }
            if !it.not_used.is_empty() {
                { fold("not-used", words.not_used, Some(it.not_used.len()), html! {
                    <ul class="hs-list">{ for not_used }</ul>
                }) }
            }
        </div>
    }
}

fn applied(campaign: &Campaign, it: &Applied, words: &Words) -> Html {
    let (class, shape) = voucher(campaign, it.benefit, words);
    let id = campaign.benefits().get(it.benefit).map(|it| it.id().to_owned());
    let claimed = it.claimed_on.map(|day| (words.claimed_on)(&format::day(day, words)));
    html! {
        <li data-voucher={id}>
            { (words.use_voucher)(&class, &shape, &fen(it.off)) }
            if let Some(claimed) = claimed {
                { " · " }{ claimed }
            }
        </li>
    }
}

fn not_used(campaign: &Campaign, it: &NotUsed, words: &Words) -> Html {
    let (class, shape) = voucher(campaign, it.benefit, words);
    let mut limits = String::new();
    if let Why::Limit(places) = &it.why {
        for limit in places.iter().filter_map(|it| campaign.limits().get(*it)) {
            limits.push_str(limit.say());
            limits.push(' ');
        }
    }
    html! { <li>{ class }{ " " }{ shape }{ ": " }{ (words.why_not_used)(&it.why, limits.trim()) }</li> }
}
