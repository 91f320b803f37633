//! The clipboard, which old kernels lack and frames may refuse.

use super::window;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// Puts a text on the clipboard and says afterwards whether that worked.
pub fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    let done = Rc::new(RefCell::new(Some(done)));
    let once = move |worked: bool| {
        if let Some(done) = done.take() {
            done(worked);
        }
    };
    if attempt(text, once.clone()).is_none() {
        once(false);
    }
}

fn attempt(text: &str, done: impl Fn(bool) + Clone + 'static) -> Option<()> {
    let navigator = window()?.navigator();
    // Asked for by name: where it is missing, the typed getter would give an object that is none.
    let there = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?;
    if !there.is_object() {
        return None;
    }
    let refused = done.clone();
    let worked = Closure::once(move |_: JsValue| done(true));
    let failed = Closure::once(move |_: JsValue| refused(false));
    let waiting = navigator.clipboard().write_text(text).then2(&worked, &failed);
    // Whichever is called is called by the browser later.
    worked.forget();
    failed.forget();
    drop(waiting);
    Some(())
}
