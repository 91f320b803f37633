//! The line to the planner: which script runs where, what is asked, what is heard.
//!
//! One request is worked on at a time. A newer one waits its turn when the old one is soon done, and else ends the
//! worker and starts another. Where there are no workers, or none that answers, the same script is loaded into the page;
//! it then works for a moment at a time, and the page says so.

use super::{Event, Planning};
use crate::answer::{Message, Ripe, read};
use crate::platform::worker::{self, Beside};
use gloo::timers::callback::Timeout;
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::rc::Rc;
use yew::UseReducerDispatcher;

/// How many states a worker may look at.
const BUDGET: u32 = 2_000_000;
/// How many the page may look at, and for how many milliseconds, when it has to do the work itself.
const IN_PAGE: (u32, u32) = (50_000, 100);
/// The same where the person said that the page may stand still.
const IN_PAGE_MORE: (u32, u32) = (BUDGET, 4_000);
/// How long the page waits for more typing before it works by itself, in milliseconds.
const PAUSE: u32 = 150;
/// How long an outdated request may keep the next one waiting, in milliseconds.
const PATIENCE: u32 = 400;
/// How long nothing may be heard of a planner that was started, in milliseconds.
const SILENCE: u32 = 20_000;

/// The line to the planner.
#[derive(Default)]
pub(super) struct Line {
    beside: Option<Beside>,
    script: String,
    files: Vec<Vec<u8>>,
    open: bool,
    /// How often a planner was started.
    starts: u32,
    asked: u64,
    running: Option<u64>,
    waiting: Option<(u64, Value)>,
    /// What was asked last.
    last: Option<Value>,
    /// Whether the page may stand still for what waits.
    more: bool,
    tell: Option<UseReducerDispatcher<Planning>>,
}

pub(super) type Shared = Rc<RefCell<Line>>;

impl Line {
    /// Takes the files to open; whether there is a planner that opens them.
    pub(super) fn opens(&mut self, tell: UseReducerDispatcher<Planning>, script: String, files: Vec<Vec<u8>>) -> bool {
        self.tell = Some(tell);
        self.script = script;
        self.files = files;
        self.open = false;
        // In another language: the same planner opens other files.
        self.beside.as_ref().map(|it| it.open(&self.files)).is_some()
    }

    /// Ends a worker with its page.
    pub(super) fn end(&mut self) {
        self.beside = None;
        self.starts = self.starts.saturating_add(1);
    }

    fn tell(&self, event: Event) {
        if let Some(tell) = &self.tell {
            tell.dispatch(event);
        }
    }

    /// Sends what waits, when the planner is there and free.
    fn go_on(&mut self) {
        if !self.open || self.running.is_some() {
            return;
        }
        let (Some(beside), Some((n, cart))) = (&self.beside, self.waiting.take()) else { return };
        self.running = Some(n);
        let mut request = Map::new();
        request.insert("n".into(), n.into());
        let (budget, within) = match (beside.is_in_page(), self.more) {
            (false, _) => (BUDGET, None),
            (true, false) => (IN_PAGE.0, Some(IN_PAGE.1)),
            (true, true) => (IN_PAGE_MORE.0, Some(IN_PAGE_MORE.1)),
        };
        request.insert("budget".into(), budget.into());
        request.extend(within.map(|it| ("within".to_owned(), it.into())));
        request.insert("cart".into(), cart);
        if beside.ask(&Value::Object(request).to_string()).is_none() {
            self.running = None;
            self.tell(Event::Failed);
        }
    }
}

/// Starts a planner, in a worker where there are workers.
pub(super) fn start(line: &Shared) {
    let script = line.borrow().script.clone();
    watch(line);
    let shared = line.clone();
    let started = worker::start(&script, move |said| match said {
        Some(text) => heard(&shared, &text),
        None => in_page(&shared),
    });
    match started {
        Some(beside) => line.borrow_mut().beside = Some(beside),
        None => in_page(line),
    }
}

/// Waits for a first word of the planner that is being started. A worker that stays silent gives way to the page; a
/// page that stays silent says that there is no planner.
fn watch(line: &Shared) {
    let start = {
        let mut now = line.borrow_mut();
        now.starts = now.starts.saturating_add(1);
        now.starts
    };
    let shared = line.clone();
    Timeout::new(SILENCE, move || {
        let (silent, in_worker) = {
            let now = shared.borrow();
            let in_worker = now.beside.as_ref().is_some_and(|it| !it.is_in_page());
            (now.starts == start && !now.open, in_worker)
        };
        match (silent, in_worker) {
            (false, _) => {}
            (true, true) => in_page(&shared),
            (true, false) => shared.borrow().tell(Event::Failed),
        }
    })
    .forget();
}

/// Loads the planner into the page, once; a page that cannot do that either says so.
fn in_page(line: &Shared) {
    let Ok(mut now) = line.try_borrow_mut() else { return };
    if now.beside.as_ref().is_some_and(Beside::is_in_page) {
        return;
    }
    now.beside = None;
    now.open = false;
    now.running = None;
    now.tell(Event::InPage);
    let script = now.script.clone();
    drop(now);
    watch(line);
    let (hears, gets) = (line.clone(), line.clone());
    let heard = move |said: Option<String>| {
        // The planner is still working when it speaks: what follows from it comes afterwards.
        let shared = hears.clone();
        Timeout::new(0, move || heard(&shared, &said.unwrap_or_default())).forget();
    };
    let done = move |beside: Option<Beside>| {
        let Ok(mut now) = gets.try_borrow_mut() else { return };
        match beside {
            Some(it) => {
                it.open(&now.files);
                now.beside = Some(it);
            }
            None => now.tell(Event::Failed),
        }
    };
    if worker::in_page(&script, heard, done).is_none() {
        line.borrow().tell(Event::Failed);
    }
}

fn heard(line: &Shared, text: &str) {
    let message = read(text);
    let Ok(mut now) = line.try_borrow_mut() else { return };
    match &message {
        Message::Ready => {
            if let Some(beside) = &now.beside {
                beside.open(&now.files);
            }
        }
        Message::Known(_) => now.open = true,
        Message::Plan(n, Ripe::Last | Ripe::Brief, _) | Message::Wrong(n, _) if now.running == Some(*n) => {
            now.running = None
        }
        Message::Failed => now.tell(Event::Failed),
        _ => {}
    }
    now.tell(Event::Heard(message));
    now.go_on();
}

/// Ends the worker in the middle of its work and starts another.
pub(super) fn restart(line: &Shared) {
    {
        let mut now = line.borrow_mut();
        if now.beside.as_ref().is_some_and(Beside::is_in_page) {
            return;
        }
        now.beside = None;
        now.open = false;
        now.running = None;
    }
    start(line);
}

/// Asks for what is to be planned now.
pub(super) fn ask(line: &Shared, cart: Option<Value>) {
    let mut now = line.borrow_mut();
    now.more = false;
    now.last = cart.clone();
    now.asked = now.asked.saturating_add(1);
    let n = now.asked;
    match cart {
        None => {
            now.waiting = None;
            now.tell(Event::Nothing);
        }
        Some(cart) => {
            now.waiting = Some((n, cart));
            now.tell(Event::Asked(n));
        }
    }
    let busy = now.running;
    // The page stands still while it works: not at each letter.
    if now.beside.as_ref().is_some_and(Beside::is_in_page) {
        drop(now);
        return later(line, n);
    }
    now.go_on();
    drop(now);
    if busy.is_some() {
        let shared = line.clone();
        Timeout::new(PATIENCE, move || {
            if shared.borrow().running == busy && shared.borrow().asked == n {
                restart(&shared);
            }
        })
        .forget();
    }
}

/// Works on what waits, if nothing else was asked meanwhile and the page has been drawn.
fn later(line: &Shared, n: u64) {
    let shared = line.clone();
    Timeout::new(PAUSE, move || {
        let mut now = shared.borrow_mut();
        if now.asked == n {
            now.go_on();
        }
    })
    .forget();
}

/// Asks for the same again; a page that does the work itself may stand still for some seconds.
pub(super) fn again(line: &Shared) {
    let mut now = line.borrow_mut();
    let Some(cart) = now.last.clone() else { return };
    now.asked = now.asked.saturating_add(1);
    now.more = true;
    let n = now.asked;
    now.waiting = Some((n, cart));
    now.tell(Event::Asked(n));
    drop(now);
    later(line, n);
}
