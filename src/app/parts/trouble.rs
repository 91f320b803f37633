//! The packs did not come or cannot be read: what that means, and a button that tries again.

use crate::parts::button::{Look, button};
use crate::parts::press;
use crate::words::Words;
use yew::{AttrValue, Callback, Html, html};

/// Draws the trouble; `why`: they came, and cannot be read.
pub fn trouble(words: &Words, why: Option<&AttrValue>, retry: &Callback<()>) -> Html {
    html! {
        <div class="hs-trouble" role="alert">
            <p>{ if why.is_some() { words.not_read } else { words.not_loaded } }</p>
            if let Some(why) = why {
                <p lang="en"><code data-testid="why">{ why }</code></p>
            }
            { button(Look::Main, "retry", words.retry, press::call(retry)) }
        </div>
    }
}
