//! The terms of a round in plain words: its vouchers, what they are good for, limits, how to claim and to use
//! them, and the documents.

use crate::format;
use crate::parts::fold::fold;
use crate::parts::payment::voucher;
use crate::parts::scheme::list;
use crate::parts::sources::sources;
use crate::words::Words;
use engine::campaign::{Campaign, Class, Span};
use yew::{Html, html};

/// Draws the terms of a round as folds.
pub fn terms(campaign: &Campaign, words: &Words) -> Html {
    let claim = campaign.claim();
    let windows: Vec<String> = claim.windows().iter().map(|it| span(it, words)).collect();
    let classes = campaign.classes().iter().enumerate().map(|(place, it)| class(campaign, place, it, words));
    let limits: Vec<&str> = campaign.limits().iter().map(|it| it.say()).collect();
    let claiming = html! {
        <>
            { headed(words.of_plans().claim_when, &windows) }
            { headed(words.how, claim.how()) }
            { headed(words.place, claim.place()) }
            { headed(words.of_plans().redeem, campaign.how_to_redeem()) }
        </>
    };
    let round = html! {
        <>
            { for classes }
            { headed(words.of_plans().limits, &limits) }
        </>
    };
    html! {
        <div class="hs-rulebook">
            { fold("claim", words.claim, None, claiming) }
            { fold("terms", words.of_plans().terms, None, round) }
            { fold("sources", words.sources, None, sources(campaign.documents(), words)) }
        </div>
    }
}

/// From when to when.
#[must_use]
pub fn span(it: &Span, words: &Words) -> String {
    if it.from() == it.to() {
        return format::day(it.from(), words);
    }
    (words.window)(Some(format::day(it.from(), words)), Some(format::day(it.to(), words)))
}

fn headed<T: AsRef<str>>(head: &str, texts: &[T]) -> Html {
    if texts.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3 class="hs-claim__head">{ head }</h3>
            { list(texts) }
        </>
    }
}

fn class(campaign: &Campaign, place: usize, it: &Class, words: &Words) -> Html {
    let vouchers = campaign.benefits().iter().enumerate().filter(|(_, benefit)| benefit.class() == place);
    let vouchers: Vec<String> = vouchers.map(|(benefit, _)| voucher(campaign, benefit, words).1).collect();
    let good_for: Vec<&str> = it.include().iter().map(|it| (words.of_plans().category)(*it)).collect();
    let apps: Vec<&str> = it.platforms().iter().map(|it| (words.of_plans().platform)(*it)).collect();
    html! {
        <>
            <h3 class="hs-claim__head">{ it.title() }</h3>
            <p>{ span(it.window(), words) }{ " · " }{ apps.join(words.comma) }</p>
            if !good_for.is_empty() {
                <p>{ words.of_plans().good_for }{ ": " }{ good_for.join(words.comma) }</p>
            }
            { list(&vouchers) }
        </>
    }
}
