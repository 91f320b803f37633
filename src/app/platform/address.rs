//! The address of the page: reading it, changing it without loading, and hearing when it changes.

use super::window;
use crate::route::Page;
use gloo::events::EventListener;
use wasm_bindgen::JsValue;

/// The page that the address names.
#[must_use]
pub fn page() -> Page {
    let path = window().and_then(|it| it.location().pathname().ok());
    Page::at(&path.unwrap_or_default())
}

/// Names another page in the address; `None` when the browser refuses.
pub fn push(page: Page) -> Option<()> {
    let history = window()?.history().ok()?;
    history.push_state_with_url(&JsValue::NULL, "", Some(page.file())).ok()
}

/// What stands behind `#`, when something does.
#[must_use]
pub fn fragment() -> Option<String> {
    window()?.location().hash().ok().filter(|it| it.len() > 1)
}

/// Takes what stands behind `#` out of the address; `None` when the browser refuses.
pub fn drop_fragment() -> Option<()> {
    let history = window()?.history().ok()?;
    history.replace_state_with_url(&JsValue::NULL, "", Some(page().file())).ok()
}

/// The whole address of a page with something behind `#`.
#[must_use]
pub fn link(page: Page, fragment: &str) -> Option<String> {
    let location = window()?.location();
    let path = location.pathname().ok()?;
    let folder = path.rsplit_once('/').map_or("", |it| it.0);
    Some([&location.origin().ok()?, folder, "/", page.file(), "#", fragment].concat())
}

/// Calls back whenever another thing stands behind `#`.
#[must_use]
pub fn listen_fragment(mut call: impl FnMut() + 'static) -> Option<EventListener> {
    let window = window()?;
    Some(EventListener::new(&window, "hashchange", move |_| call()))
}

/// Opens a page as a link does: the browser loads it.
pub fn open(page: Page) -> Option<()> {
    window()?.location().set_href(page.file()).ok()
}

/// Calls back with the page whenever the person goes back or forward.
#[must_use]
pub fn listen(mut call: impl FnMut(Page) + 'static) -> Option<EventListener> {
    let window = window()?;
    Some(EventListener::new(&window, "popstate", move |_| call(page())))
}
