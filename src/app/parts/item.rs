//! One item of a basket: what it is, its questions, its own amount and, when that is nothing, why.

use crate::form::FormAction;
use crate::format;
use crate::parts::press;
use crate::words::Words;
use engine::Money;
use yew::{Callback, Html, html};

/// An item as it is drawn.
pub struct Item {
    /// Its own number.
    pub id: u32,
    /// Its place among the items.
    pub seat: usize,
    /// What it is.
    pub name: String,
    /// What the amount is.
    pub label: &'static str,
    /// What it brings at least.
    pub least: Option<Money>,
    /// What it brings at most.
    pub most: Option<Money>,
    /// Why it brings nothing, or what else there is to say.
    pub reason: Option<String>,
}

/// The id of an item's card, where the focus goes when it is added.
#[must_use]
pub fn item_id(item: u32) -> String {
    ["item-", &item.to_string()].concat()
}

/// Draws an item around its questions; `after` stands below its result.
pub fn item(it: Item, inside: Html, after: Html, words: &Words, on: &Callback<FormAction>) -> Html {
    html! {
        <article
            class="hs-item"
            id={item_id(it.id)}
            tabindex="-1"
            key={it.id}
            data-item-card={it.seat.to_string()}
            data-least={it.least.map(|it| it.to_string())}
            data-most={it.most.map(|it| it.to_string())}
        >
            <header class="hs-item__head">
                <h3 class="hs-item__name">{ &it.name }</h3>
                <button
                    type="button"
                    class="hs-button hs-button--plain"
                    aria-label={(words.remove_item)(&it.name)}
                    data-testid="remove"
                    onclick={press::form(on, FormAction::Remove(it.id))}
                >
                    { words.remove }
                </button>
            </header>
            { inside }
            <p class="hs-item__result" role="status" aria-live="polite">
                <span>{ it.label }</span>
                <strong class="hs-item__amount">{ format::range(it.least, it.most, words) }</strong>
            </p>
            if let Some(reason) = it.reason {
                <p class="hs-item__reason">{ reason }</p>
            }
            { after }
        </article>
    }
}
