//! One scheme in the lists of the interview: what it can be worth, why it stands where it stands, and
//! the way to its calculator.

use crate::format;
use crate::words::find::FindWords;
use engine::Money;
use engine::interview::{Kind, Worth};
use yew::{Html, html};

/// A scheme as it is drawn.
pub struct Row<'a> {
    /// Its name in packs.
    pub id: &'a str,
    /// Its name for people.
    pub title: &'a str,
    /// What it can be worth; `None` where that does not matter.
    pub worth: Option<Worth>,
    /// Why it stands there.
    pub why: Html,
    /// The way to its calculator.
    pub to: Html,
}

/// Draws it.
pub fn finding(it: Row<'_>, words: &FindWords) -> Html {
    let most = it.worth.and_then(|it| it.most);
    html! {
        <li class="hs-finding" key={it.id.to_owned()} data-finding={it.id.to_owned()} data-most={most.map(|it| it.to_string())}>
            <p class="hs-finding__title">{ it.title }</p>
            if let Some(worth) = it.worth {
                <p class="hs-finding__worth">{ said(worth, words) }</p>
            }
            <div class="hs-finding__why">{ it.why }</div>
            { it.to }
        </li>
    }
}

fn said(worth: Worth, words: &FindWords) -> Html {
    let plain = |text: &'static str| html! { <span>{ text }</span> };
    match (worth.kind, worth.most) {
        (Kind::Rate, _) => plain(words.rate),
        (Kind::Later, _) => plain(words.later),
        (Kind::Gains, Some(most)) if most == Money::ZERO => plain(words.nothing),
        (Kind::Gains, Some(most)) => html! { <strong>{ (words.up_to)(&format::money(most)) }</strong> },
        (Kind::Gains, None) => plain(if worth.endless { words.endless } else { words.unknown }),
    }
}
