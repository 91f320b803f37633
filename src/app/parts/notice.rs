//! A sentence about what was just done, with a way to undo it where there is one.

use crate::parts::button::{Look, button};
use yew::{Callback, Html, MouseEvent, html};

/// Draws a notice; without a text its place stays known to screen readers.
pub fn notice(text: Option<&str>, undo: Option<(&str, Callback<MouseEvent>)>) -> Html {
    let shown = text.map(|text| {
        html! {
            <p class="hs-notice__line">
                <span>{ text }</span>
                { undo.map(|(text, press)| button(Look::Plain, "undo", text, press)).unwrap_or_default() }
            </p>
        }
    });
    html! {
        <div class="hs-notice" role="status" aria-live="polite">{ shown.unwrap_or_default() }</div>
    }
}
