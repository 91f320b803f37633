//! How many of something there are, with a button for one less and one more.

use crate::form::{FormAction, Slot};
use crate::household::MOST_COUNT;
use crate::parts::press;
use crate::words::Words;
use yew::{AttrValue, Callback, Html, html};

/// Draws it. `name` is what is counted, `say` the count in words.
pub fn count(slot: &Slot, n: u32, name: &str, say: String, words: &Words, on: &Callback<FormAction>) -> Html {
    let said = words.of_plans();
    let step = |label: &'static str, test: &'static str, sign: &'static str, to: u32, off: bool| {
        let action = FormAction::Type(slot.clone(), AttrValue::from(to.clamp(1, MOST_COUNT).to_string()));
        let onclick = press::form(on, action);
        html! {
            <button type="button" class="hs-button" aria-label={[label, " ", name].concat()} data-testid={test} disabled={off} {onclick}>
                { sign }
            </button>
        }
    };
    html! {
        <div class="hs-count">
            { step(said.one_less, "less", "−", n.saturating_sub(1), n <= 1) }
            <span data-testid="count" role="status">{ say }</span>
            { step(said.one_more, "more-of", "+", n.saturating_add(1), n >= MOST_COUNT) }
        </div>
    }
}
