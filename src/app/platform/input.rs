//! What an event of the page says: the text of a field, how a link or an option was pressed.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement, MouseEvent};
use yew::AttrValue;

/// The text in the field that the event comes from.
#[must_use]
pub fn text(event: &Event) -> AttrValue {
    let field = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
    field.map(|it| it.value()).unwrap_or_default().into()
}

/// What is chosen in the list that the event comes from.
#[must_use]
pub fn chosen(event: &Event) -> AttrValue {
    let list = event.target().and_then(|it| it.dyn_into::<HtmlSelectElement>().ok());
    list.map(|it| it.value()).unwrap_or_default().into()
}

/// Puts a list back to its first row, as for a list that only adds something.
pub fn unchoose(event: &Event) {
    if let Some(list) = event.target().and_then(|it| it.dyn_into::<HtmlSelectElement>().ok()) {
        list.set_value("");
    }
}

/// Whether a click means "open here": the main button, and no key that opens a new tab.
#[must_use]
pub fn opens_here(event: &MouseEvent) -> bool {
    event.button() == 0 && !event.ctrl_key() && !event.meta_key() && !event.shift_key() && !event.alt_key()
}

/// Whether a click came from a finger or a mouse; arrow keys on options click too.
#[must_use]
pub fn by_pointer(event: &MouseEvent) -> bool {
    event.detail() > 0
}
