//! The packs did not come: what that means, and a button that tries again.

use crate::parts::button::{Look, button};
use crate::parts::press;
use crate::words::Words;
use yew::{Callback, Html, html};

/// Draws the trouble.
pub fn trouble(words: &Words, retry: &Callback<()>) -> Html {
    html! {
        <div class="hs-trouble" role="alert">
            <p>{ words.not_loaded }</p>
            { button(Look::Main, "retry", words.retry, press::call(retry)) }
        </div>
    }
}
