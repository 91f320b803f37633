//! The result, always in sight: the range, its picture, and what is left to say about it.

use crate::format;
use crate::parts::gauge::gauge;
use crate::words::Words;
use engine::Money;
use yew::{Html, html};

/// What the bar shows.
pub struct Bar {
    /// What the amount is.
    pub label: String,
    /// The result in words, when it is not simply the range.
    pub text: Option<String>,
    /// Whether it is money that the person gains.
    pub gain: bool,
    /// The range; `None`: there is no result yet.
    pub range: Option<(Option<Money>, Option<Money>)>,
    /// The right end of the picture.
    pub scale: Option<Money>,
    /// One line about how sure it is and what would narrow it.
    pub note: String,
}

/// Draws the result bar.
pub fn bar(it: Bar, words: &Words) -> Html {
    let (least, most) = it.range.unwrap_or_default();
    let verdict = it.text.is_some();
    let class = match (verdict, it.gain) {
        (false, _) => "hs-bar__amount",
        (true, true) => "hs-bar__amount hs-bar__amount--text",
        (true, false) => "hs-bar__amount hs-bar__amount--text hs-bar__amount--plain",
    };
    let amount = match (it.text, it.range) {
        (Some(text), _) => text,
        (None, None) => words.waiting.to_owned(),
        (None, Some((least, most))) => format::range(least, most, words),
    };
    let picture = match (least, most, it.scale) {
        (Some(least), Some(most), Some(scale)) => {
            (words.gauge)(&format::money(least), &format::money(most), &format::money(scale))
        }
        _ => amount.clone(),
    };
    html! {
        <section
            class="hs-bar"
            aria-label={words.result}
            data-total-least={least.map(|it| it.to_string())}
            data-total-most={most.map(|it| it.to_string())}
        >
            <p class="hs-bar__line" role="status" aria-live="polite" aria-atomic="true">
                <span class="hs-bar__label">{ it.label }</span>
                <strong {class}>
                    { amount }
                </strong>
            </p>
            if !verdict {
                { gauge(least, most, it.scale, picture) }
            }
            <p class="hs-bar__note">{ it.note }</p>
        </section>
    }
}
