//! Buttons, all of one kind.

use yew::{Callback, Html, MouseEvent, html};

/// How much a button stands out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    /// The one thing to do here.
    Main,
    /// One of several.
    Usual,
    /// Aside.
    Plain,
    /// As wide as the page.
    Wide,
}

/// Draws a button. `name` is for tests.
pub fn button(look: Look, name: &'static str, text: &str, press: Callback<MouseEvent>) -> Html {
    let class = match look {
        Look::Main => "hs-button hs-button--main",
        Look::Usual => "hs-button",
        Look::Plain => "hs-button hs-button--plain",
        Look::Wide => "hs-button hs-button--wide",
    };
    html! {
        <button type="button" {class} data-testid={name} onclick={press}>{ text }</button>
    }
}
