//! What a press does: the few handlers that all buttons share, so that each is compiled once.

use crate::form::FormAction;
use crate::platform::{input, page};
use crate::route::Page;
use yew::{Callback, MouseEvent};

/// A press that acts on a form.
#[must_use]
pub fn form(on: &Callback<FormAction>, action: FormAction) -> Callback<MouseEvent> {
    let on = on.clone();
    Callback::from(move |_: MouseEvent| on.emit(action.clone()))
}

/// A press that calls back and says nothing.
#[must_use]
pub fn call(on: &Callback<()>) -> Callback<MouseEvent> {
    let on = on.clone();
    Callback::from(move |_: MouseEvent| on.emit(()))
}

/// A press on one of several things, by its place.
#[must_use]
pub fn place(on: &Callback<usize>, place: usize) -> Callback<MouseEvent> {
    let on = on.clone();
    Callback::from(move |_: MouseEvent| on.emit(place))
}

/// A press on a link to a page of the site.
#[must_use]
pub fn link(go: &Callback<Page>, to: Page) -> Callback<MouseEvent> {
    let go = go.clone();
    Callback::from(move |event: MouseEvent| {
        // A page of another room is opened by the browser itself.
        if input::opens_here(&event) && page::told("data-room").as_deref() == Some(to.room()) {
            event.prevent_default();
            go.emit(to);
        }
    })
}
