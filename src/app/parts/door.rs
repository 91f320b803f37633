//! A large door on the home page, and the smaller rows below the doors.

use crate::parts::icon::{Icon, icon};
use crate::parts::link::link;
use crate::route::Page;
use yew::{Callback, Html, html};

/// Draws a door: what lies behind it, and what that can be worth once it is known.
pub fn door(to: Page, picture: Icon, title: &str, say: &str, worth: Option<String>, go: &Callback<Page>) -> Html {
    let inside = html! {
        <>
            <span class="hs-door__icon">{ icon(picture) }</span>
            <span class="hs-door__text">
                <span class="hs-door__title">{ title }</span>
                <span class="hs-door__say">{ say }</span>
                <span class="hs-door__worth">{ worth.unwrap_or_default() }</span>
            </span>
            <span class="hs-door__next">{ icon(Icon::Next) }</span>
        </>
    };
    link(to, "hs-door", false, go, inside)
}

/// Draws a row.
pub fn row(to: Page, picture: Icon, title: &str, say: &str, go: &Callback<Page>) -> Html {
    let inside = html! {
        <>
            { icon(picture) }
            <span class="hs-row__text">
                <span class="hs-row__title">{ title }</span>
                <span class="hs-row__say">{ say }</span>
            </span>
            <span class="hs-door__next">{ icon(Icon::Next) }</span>
        </>
    };
    link(to, "hs-row", false, go, inside)
}
