//! The document around the app: attributes of `<html>`, the title, focus and scrolling.

use super::window;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

fn document() -> Option<Document> {
    window()?.document()
}

/// The element that the app is mounted into.
#[must_use]
pub fn root() -> Option<Element> {
    document()?.get_element_by_id("app")
}

/// What the page's file tells the app in an attribute of `<html>`; `None` when it is empty.
#[must_use]
pub fn told(name: &str) -> Option<String> {
    let value = document()?.document_element()?.get_attribute(name)?;
    (!value.is_empty()).then_some(value)
}

/// Sets or removes an attribute of `<html>`.
pub fn mark(name: &str, value: Option<&str>) -> Option<()> {
    let root = document()?.document_element()?;
    match value {
        Some(value) => root.set_attribute(name, value).ok(),
        None => root.remove_attribute(name).ok(),
    }
}

/// Sets the title of the tab.
pub fn title(text: &str) -> Option<()> {
    document()?.set_title(text);
    Some(())
}

/// To the top of a page that was just opened, where a screen reader begins.
pub fn top() -> Option<()> {
    window()?.scroll_to_with_x_and_y(0.0, 0.0);
    focus("top")
}

/// Moves the focus to the element of this id.
pub fn focus(id: &str) -> Option<()> {
    let element: HtmlElement = document()?.get_element_by_id(id)?.dyn_into().ok()?;
    element.focus().ok()
}
