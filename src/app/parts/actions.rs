//! What can be done with a result: keep it on the device, copy it as text.

use crate::parts::button::{Look, button};
use crate::parts::link::link;
use crate::parts::press;
use crate::route::Page;
use crate::words::Words;
use yew::{Callback, Html, html};

/// Draws the buttons; `notice` says what was just done.
pub fn actions(
    notice: Option<&str>,
    words: &Words,
    save: &Callback<()>,
    copy: &Callback<()>,
    go: &Callback<Page>,
) -> Html {
    html! {
        <div class="hs-actions">
            <div class="hs-actions__row">
                { button(Look::Main, "save", words.save, press::call(save)) }
                { button(Look::Usual, "copy", words.copy, press::call(copy)) }
                { link(Page::Plans, "hs-button hs-button--plain", false, go, html! { { words.plans } }) }
            </div>
            <p class="hs-actions__notice" role="status" aria-live="polite">{ notice.unwrap_or_default() }</p>
        </div>
    }
}
