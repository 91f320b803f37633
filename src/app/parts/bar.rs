//! The result, always in sight: the range, its picture, and what is left to say about it.

use crate::format;
use crate::parts::gauge::Gauge;
use crate::words::Words;
use engine::Money;
use yew::{AttrValue, Html, Properties, component, html};

#[derive(Properties, PartialEq)]
pub struct BarProps {
    pub words: &'static Words,
    /// What the amount is.
    pub label: AttrValue,
    pub least: Option<Money>,
    pub most: Option<Money>,
    /// The right end of the picture.
    pub scale: Option<Money>,
    /// One line about how sure it is and what would narrow it.
    pub note: AttrValue,
    /// Whether there is no result yet.
    #[prop_or_default]
    pub waiting: bool,
}

#[component]
pub fn Bar(props: &BarProps) -> Html {
    let words = props.words;
    let amount = if props.waiting {
        words.waiting.to_owned()
    } else {
        format::range(props.least, props.most, words)
    };
    let data = |it: Option<Money>| it.filter(|_| !props.waiting).map(|it| it.to_string());
    let picture = match (props.least, props.most, props.scale) {
        (Some(least), Some(most), Some(scale)) => {
            (words.gauge)(&format::money(least), &format::money(most), &format::money(scale))
        }
        _ => amount.clone(),
    };
    html! {
        <section
            class="hs-bar"
            aria-label={words.result}
            data-total-least={data(props.least)}
            data-total-most={data(props.most)}
        >
            <div class="hs-bar__inner">
                <p class="hs-bar__line" role="status" aria-live="polite" aria-atomic="true">
                    <span class="hs-bar__label">{ &props.label }</span>
                    <strong class="hs-bar__amount">{ amount }</strong>
                </p>
                <Gauge least={props.least} most={props.most} scale={props.scale} text={picture} />
                <p class="hs-bar__note">{ &props.note }</p>
            </div>
        </section>
    }
}
