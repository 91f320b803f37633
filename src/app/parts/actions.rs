//! What can be done with a result: keep it on the device, share it as a link, copy it as text.

use crate::parts::button::{Look, button};
use crate::parts::link::link as draw_link;
use crate::parts::press;
use crate::route::Page;
use crate::words::Words;
use yew::{AttrValue, Callback, Html, html};

/// Draws the buttons; `notice` says what was just done, `link` is one to be copied by hand.
pub fn actions(
    notice: Option<&str>,
    link: Option<&AttrValue>,
    words: &Words,
    save: &Callback<()>,
    share: &Callback<()>,
    copy: &Callback<()>,
    go: &Callback<Page>,
) -> Html {
    html! {
        <div class="hs-actions">
            <div class="hs-actions__row">
                { button(Look::Main, "save", words.save, press::call(save)) }
                { button(Look::Usual, "share", words.share, press::call(share)) }
                { button(Look::Usual, "copy", words.copy, press::call(copy)) }
                { draw_link(Page::Plans, "hs-button hs-button--plain", false, go, html! { { words.plans } }) }
            </div>
            if let Some(link) = link {
                <textarea class="hs-actions__link" readonly=true rows="4" aria-label={words.share_link} value={link.clone()} data-testid="share-link" />
            }
            <p class="hs-actions__notice" role="status" aria-live="polite">{ notice.unwrap_or_default() }</p>
        </div>
    }
}
