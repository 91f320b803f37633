//! Binds the desk to the browser: in a worker it answers messages; in a page, where no worker could be started, it is
//! a function of the window. Both speak the messages that the library describes.

use js_sys::{Array, Function, JsString, Object, Reflect, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use worker::{Around, Desk};

/// The window's function, and the event that says it is there.
const NAME: &str = "huisuanPlanner";

fn main() {
    // Where something is missing nothing is set up, and the page hears nothing.
    let _ = start();
}

fn start() -> Option<()> {
    let global: Object = js_sys::global();
    let desk: Rc<RefCell<Option<Desk>>> = Rc::new(RefCell::new(None));
    if get(&global, "document").is_some_and(|it| it.is_object()) {
        let call: Closure<dyn FnMut(JsValue, Function)> = Closure::new(move |said: JsValue, post: Function| {
            let _ = heard(&desk, &said, &post);
        });
        Reflect::set(&global, &NAME.into(), call.as_ref()).ok()?;
        call.forget();
        let event = Reflect::construct(&function(&global, "Event")?, &Array::of1(&NAME.into())).ok()?;
        function(&global, "dispatchEvent")?.call1(&global, &event).ok()?;
    } else {
        let post = function(&global, "postMessage")?;
        let ready = post.clone();
        let call: Closure<dyn FnMut(JsValue)> = Closure::new(move |event: JsValue| {
            if let Some(said) = get(&event, "data") {
                let _ = heard(&desk, &said, &post);
            }
        });
        Reflect::set(&global, &"onmessage".into(), call.as_ref()).ok()?;
        call.forget();
        ready.call1(&global, &"{\"ready\":true}".into()).ok()?;
    }
    Some(())
}

/// A text is a request; a pair of files is what the desk is opened with.
fn heard(desk: &Rc<RefCell<Option<Desk>>>, said: &JsValue, post: &Function) -> Option<()> {
    let send = |text: String| {
        // A page that has gone hears nothing.
        let _ = post.call1(&js_sys::global(), &JsString::from(text));
    };
    if let Some(request) = said.as_string() {
        let around = Around { now: &now, post: &send };
        desk.try_borrow().ok()?.as_ref()?.work(&request, &around);
        return Some(());
    }
    let files: &Array = said.dyn_ref()?;
    let bytes = |at: u32| files.get(at).dyn_into::<Uint8Array>().map(|it| it.to_vec()).ok();
    let text = match Desk::open(&bytes(0)?, &bytes(1)?) {
        Ok(open) => {
            let text = ["{\"known\":", &open.known().to_string(), "}"].concat();
            *desk.try_borrow_mut().ok()? = Some(open);
            text
        }
        Err(_) => "{\"failed\":true}".to_owned(),
    };
    send(text);
    Some(())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds of our time fit")]
fn now() -> u64 {
    js_sys::Date::now() as u64
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok()
}

fn function(of: &JsValue, name: &str) -> Option<Function> {
    get(of, name)?.dyn_into().ok()
}
