//! How one bill is paid: the vouchers used, the day and the app, what is left to pay, and why no other voucher.

use crate::answer::{Applied, NotUsed, Payment, Voucher};
use crate::format;
use crate::parts::fold::fold;
use crate::words::Words;
use engine::campaign::{Campaign, Platform};
use yew::{Html, html};

/// The rounds that names of vouchers are looked up in.
#[derive(Clone, Copy)]
pub struct Rounds<'a> {
    /// All of them.
    pub all: &'a [Campaign],
    /// The one that is meant where none is named.
    pub only: Option<&'a Campaign>,
}

impl<'a> Rounds<'a> {
    /// The round of this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&'a Campaign> {
        if name.is_empty() { self.only } else { self.all.iter().find(|it| it.id() == name) }
    }

    /// A voucher's class and what it takes off.
    #[must_use]
    pub fn voucher(&self, it: &Voucher, words: &Words) -> (String, String) {
        let campaign = self.named(&it.campaign);
        let place = campaign.and_then(|campaign| campaign.benefit(&it.benefit)).map(|it| it.0);
        campaign.zip(place).map(|(campaign, place)| voucher(campaign, place, words)).unwrap_or_default()
    }
}

/// A voucher's class and what it takes off, by its place in the round.
#[must_use]
pub fn voucher(campaign: &Campaign, benefit: usize, words: &Words) -> (String, String) {
    let Some(it) = campaign.benefits().get(benefit) else { return Default::default() };
    let class = campaign.classes().get(it.class()).map(|it| it.title().to_owned()).unwrap_or_default();
    (class, (words.of_plans().shape)(it.shape()))
}

/// The name of an app for people.
#[must_use]
pub fn app(name: &str, words: &Words) -> Option<&'static str> {
    Platform::named(name).map(words.of_plans().platform)
}

/// Draws how a bill is paid. `choose`: whether the day was ours to choose.
pub fn payment(rounds: Rounds<'_>, it: &Payment, choose: bool, words: &Words) -> Html {
    let said = words.of_plans();
    let used = it.applied.iter().map(|it| applied(rounds, it, words));
    html! {
        <div class="hs-payment">
            <ul class="hs-list">{ for used }</ul>
            if let Some(day) = it.day.filter(|_| choose && !it.applied.is_empty()) {
                <p>{ said.best_day }{ ": " }{ format::day(day, words) }</p>
            }
            if let Some(app) = app(&it.platform, words) {
                <p>{ said.pay_with }{ ": " }{ app }</p>
            }
            if let Some(paid) = it.paid {
                <p class="hs-payment__paid" data-paid={paid.to_string()}>
                    <span>{ said.paid }</span>
                    <strong>{ format::money(paid) }</strong>
                </p>
            }
            { not_used(rounds, &it.not_used, words) }
        </div>
    }
}

fn applied(rounds: Rounds<'_>, it: &Applied, words: &Words) -> Html {
    let said = words.of_plans();
    let (class, shape) = rounds.voucher(&it.voucher, words);
    let claimed = it.claimed_on.map(|day| (said.claimed_on)(&format::day(day, words)));
    html! {
        <li data-voucher={it.voucher.benefit.clone()}>
            { (said.use_voucher)(&class, &shape, &format::money(it.off)) }
            if let Some(left) = it.balance_left {
                { " · " }<span data-balance={left.to_string()}>{ (said.balance_left)(&format::money(left)) }</span>
            }
            if let Some(claimed) = claimed {
                { " · " }{ claimed }
            }
        </li>
    }
}

/// Why other vouchers are not used, folded; nothing when there is nothing to say.
pub fn not_used(rounds: Rounds<'_>, all: &[NotUsed], words: &Words) -> Html {
    if all.is_empty() {
        return Html::default();
    }
    let said = words.of_plans();
    let one = |it: &NotUsed| {
        let (class, shape) = rounds.voucher(&it.voucher, words);
        let mut limits = String::new();
        for limit in rounds.named(&it.voucher.campaign).into_iter().flat_map(Campaign::limits) {
            if it.limits.iter().any(|name| name == limit.id()) {
                limits.push_str(limit.say());
                limits.push(' ');
            }
        }
        let why = (said.why_not_used)(&it.why, it.missing, it.before, limits.trim());
        html! { <li>{ class }{ " " }{ shape }{ ": " }{ why }</li> }
    };
    let list = html! { <ul class="hs-list">{ for all.iter().map(one) }</ul> };
    fold("not-used", said.not_used, Some(all.len()), list)
}
