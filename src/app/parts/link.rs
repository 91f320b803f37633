//! A real link to a page of the site, opened without loading the module again.

use crate::parts::press;
use crate::route::Page;
use yew::{Callback, Html, html};

/// Draws a link. `here`: whether it leads to the page that is open.
pub fn link(to: Page, class: &'static str, here: bool, go: &Callback<Page>, inside: Html) -> Html {
    html! {
        <a
            key={to.file()}
            {class}
            href={to.file()}
            aria-current={here.then_some("page")}
            onclick={press::link(go, to)}
        >
            { inside }
        </a>
    }
}
