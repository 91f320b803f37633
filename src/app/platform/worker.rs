//! The planner's script beside the page: in a worker of its own, or in the page where the browser has no workers.

use super::window;
use gloo::events::EventListener;
use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlScriptElement, MessageEvent};

/// The function that the script leaves in the window, and the event that says so.
const NAME: &str = "huisuanPlanner";

/// A planner that takes messages. A worker ends when this is dropped.
pub enum Beside {
    /// In a worker; messages come back, as long as somebody listens, while the page goes on.
    Worker { worker: web_sys::Worker, _listeners: [EventListener; 2] },
    /// In the page, which stands still meanwhile.
    Page(Function, Closure<dyn FnMut(JsValue)>),
}

/// Starts a worker; `heard` gets its messages, and `None` once when it cannot be started after all.
pub fn start(script: &str, heard: impl Fn(Option<String>) + Clone + 'static) -> Option<Beside> {
    // Asked for by name: where there are no workers, there is no such constructor.
    let constructor = Reflect::get(window()?.as_ref(), &"Worker".into()).ok()?;
    if !constructor.is_function() {
        return None;
    }
    let worker = web_sys::Worker::new(script).ok()?;
    let broken = heard.clone();
    let listeners = [
        EventListener::new(&worker, "message", move |event| {
            heard(event.dyn_ref::<MessageEvent>().and_then(|it| it.data().as_string()));
        }),
        EventListener::new(&worker, "error", move |_| broken(None)),
    ];
    Some(Beside::Worker { worker, _listeners: listeners })
}

/// Loads the script into the page and calls back with the planner, or with nothing when that fails.
pub fn in_page(
    script: &str,
    heard: impl Fn(Option<String>) + 'static,
    done: impl Fn(Option<Beside>) + Clone + 'static,
) -> Option<()> {
    let window = window()?;
    let document = window.document()?;
    let element: HtmlScriptElement = document.create_element("script").ok()?.dyn_into().ok()?;
    element.set_src(script);
    let post: Closure<dyn FnMut(JsValue)> = Closure::new(move |it: JsValue| heard(it.as_string()));
    let global = window.clone();
    let ready = done.clone();
    EventListener::once(&window, NAME, move |_| {
        let function = Reflect::get(global.as_ref(), &NAME.into()).ok().and_then(|it| it.dyn_into().ok());
        ready(function.map(|it| Beside::Page(it, post)));
    })
    .forget();
    EventListener::once(&element, "error", move |_| done(None)).forget();
    document.head()?.append_child(&element).ok()?;
    Some(())
}

impl Beside {
    /// Opens rules and rounds.
    pub fn open(&self, files: &[Vec<u8>]) -> Option<()> {
        let all = Array::new();
        for it in files {
            all.push(&Uint8Array::from(it.as_slice()));
        }
        self.say(&all)
    }

    /// Sends a request.
    pub fn ask(&self, request: &str) -> Option<()> {
        self.say(&JsValue::from_str(request))
    }

    /// Whether the page stands still while it works.
    #[must_use]
    pub const fn is_in_page(&self) -> bool {
        matches!(self, Beside::Page(..))
    }

    fn say(&self, it: &JsValue) -> Option<()> {
        match self {
            Beside::Worker { worker, .. } => worker.post_message(it).ok(),
            Beside::Page(function, post) => function.call2(&JsValue::UNDEFINED, it, post.as_ref()).ok().map(|_| ()),
        }
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if let Beside::Worker { worker, .. } = self {
            worker.terminate();
        }
    }
}
