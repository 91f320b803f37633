//! A choice between a few words that lie side by side.

use crate::parts::press;
use yew::{Callback, Html, html};

/// Draws the choice. `label` says what is chosen to whoever does not see it.
pub fn switch(label: &'static str, options: &[&'static str], chosen: usize, on: &Callback<usize>) -> Html {
    let option = |(place, text): (usize, &&'static str)| {
        let is = place == chosen;
        html! {
            <button
                type="button"
                class={if is { "hs-switch__option hs-switch__option--chosen" } else { "hs-switch__option" }}
                aria-pressed={if is { "true" } else { "false" }}
                onclick={press::place(on, place)}
            >
                { *text }
            </button>
        }
    };
    html! {
        <div class="hs-switch" role="group" aria-label={label}>
            { for options.iter().enumerate().map(option) }
        </div>
    }
}
