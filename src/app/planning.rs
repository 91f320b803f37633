//! Planning off the main thread: a page says what it would like planned, and draws what it hears.
//!
//! One request is worked on at a time. A newer one waits its turn when the old one is soon done, and else ends the
//! worker and starts another. Without workers the planner runs in the page, on a small budget, and the page says so.

use crate::answer::{Answer, Known, Message, read};
use crate::packs::PacksRef;
use crate::platform::page;
use crate::platform::worker::{self, Beside};
use gloo::timers::callback::Timeout;
use serde_json::Value;
use std::cell::RefCell;
use std::rc::Rc;
use yew::{Callback, Reducible, UseReducerDispatcher, hook, use_effect_with, use_mut_ref, use_reducer};

/// The attribute of `<html>` that names the planner's script.
const SCRIPT: &str = "data-worker";
/// How many states a worker may look at.
const BUDGET: u32 = 2_000_000;
/// How many the page may look at when it has to do the work itself.
const BUDGET_IN_PAGE: u32 = 5_000;
/// How long an outdated request may keep the next one waiting, in milliseconds.
const PATIENCE: u32 = 400;

/// How far it is with what was asked last.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Stage {
    /// Nothing was asked.
    #[default]
    Idle,
    /// Asked; the states looked at so far.
    Working(u64),
    /// The plan is here, its advice is still to come.
    Advice,
    /// Everything is here.
    Done,
    /// Ended by the person before everything was here.
    Stopped,
    /// These fields make no sense to the planner.
    Wrong(Vec<String>),
    /// There is no planner.
    Failed,
}

/// What a page draws.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Planning {
    /// What the planner knows about goods and cars.
    pub known: Option<Rc<Known>>,
    /// The latest plan, maybe of an earlier request.
    pub answer: Option<Rc<Answer>>,
    /// How far it is.
    pub stage: Stage,
    /// Whether the page does the work itself.
    pub in_page: bool,
    /// The number of the latest request.
    asked: u64,
}

/// What happens to a planning.
pub enum Event {
    /// A request with this number.
    Asked(u64),
    /// There is nothing to plan.
    Nothing,
    /// The planner said something.
    Heard(Message),
    /// The page does the work itself.
    InPage,
    /// The person would not wait longer.
    Stopped,
    /// There is no planner.
    Failed,
}

impl Reducible for Planning {
    type Action = Event;

    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        let mut next = (*self).clone();
        match event {
            Event::Asked(n) => {
                next.asked = n;
                if next.stage != Stage::Failed {
                    next.stage = Stage::Working(0);
                }
            }
            Event::Nothing => {
                next.answer = None;
                next.stage = Stage::Idle;
            }
            Event::Heard(Message::Known(known)) => next.known = Some(Rc::new(known)),
            Event::Heard(Message::Progress(n, nodes)) if n == next.asked => {
                if let Stage::Working(seen) = next.stage {
                    next.stage = Stage::Working(seen.max(nodes));
                }
            }
            Event::Heard(Message::Plan(n, last, answer)) if n == next.asked => {
                next.answer = Some(Rc::new(*answer));
                next.stage = if last { Stage::Done } else { Stage::Advice };
            }
            Event::Heard(Message::Wrong(n, fields)) if n == next.asked => {
                next.answer = None;
                next.stage = Stage::Wrong(fields);
            }
            // Of an earlier request, or nothing to draw.
            Event::Heard(_) => {}
            Event::InPage => next.in_page = true,
            Event::Stopped => next.stage = Stage::Stopped,
            Event::Failed => next.stage = Stage::Failed,
        }
        Rc::new(next)
    }
}

/// The line to the planner.
#[derive(Default)]
struct Line {
    beside: Option<Beside>,
    script: String,
    files: Vec<Vec<u8>>,
    open: bool,
    asked: u64,
    running: Option<u64>,
    waiting: Option<(u64, Value)>,
    tell: Option<UseReducerDispatcher<Planning>>,
}

type Shared = Rc<RefCell<Line>>;

impl Line {
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
        let mut request = serde_json::Map::new();
        request.insert("n".into(), n.into());
        request.insert("budget".into(), if beside.is_in_page() { BUDGET_IN_PAGE } else { BUDGET }.into());
        if beside.is_in_page() {
            request.insert("brief".into(), true.into());
        }
        request.insert("cart".into(), cart);
        if beside.ask(&Value::Object(request).to_string()).is_none() {
            self.running = None;
            self.tell(Event::Failed);
        }
    }
}

/// Starts a planner, in a worker where there are workers.
fn start(line: &Shared) {
    let script = line.borrow().script.clone();
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

/// Loads the planner into the page, once; a page that cannot do that either says so.
fn in_page(line: &Shared) {
    let Ok(mut now) = line.try_borrow_mut() else { return };
    if now.beside.take().is_some_and(|it| it.is_in_page()) {
        return;
    }
    now.open = false;
    now.running = None;
    now.tell(Event::InPage);
    let script = now.script.clone();
    drop(now);
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
        Message::Plan(n, true, _) | Message::Wrong(n, _) if now.running == Some(*n) => now.running = None,
        Message::Failed => now.tell(Event::Failed),
        _ => {}
    }
    now.tell(Event::Heard(message));
    now.go_on();
}

/// Ends the worker in the middle of its work and starts another.
fn restart(line: &Shared) {
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

fn ask(line: &Shared, cart: Option<Value>) {
    let mut now = line.borrow_mut();
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

/// A planner beside a page.
pub struct Planner {
    /// What to draw.
    pub now: Planning,
    line: Shared,
    tell: UseReducerDispatcher<Planning>,
}

impl Planner {
    /// Ends the work and goes on with what was found.
    #[must_use]
    pub fn stop(&self) -> Callback<()> {
        let (line, tell) = (self.line.clone(), self.tell.clone());
        Callback::from(move |()| {
            line.borrow_mut().waiting = None;
            restart(&line);
            tell.dispatch(Event::Stopped);
        })
    }
}

/// Starts a planner with the files of the packs, and again opens them when they change.
#[hook]
pub fn use_planner(packs: Option<&PacksRef>) -> Planner {
    let planning = use_reducer(Planning::default);
    let line: Shared = use_mut_ref(Line::default);
    {
        let (line, tell) = (line.clone(), planning.dispatcher());
        use_effect_with(packs.cloned(), move |packs| {
            if let (Some(packs), Some(script)) = (packs, page::told(SCRIPT)) {
                let first = {
                    let mut now = line.borrow_mut();
                    now.tell = Some(tell);
                    now.script = script;
                    now.files = packs.files().to_vec();
                    now.open = false;
                    // In another language: the same planner opens other files.
                    now.beside.as_ref().map(|it| it.open(&now.files)).is_none()
                };
                if first {
                    start(&line);
                }
            }
        });
    }
    {
        let line = line.clone();
        // The worker ends with the page that asked it.
        use_effect_with((), move |()| move || line.borrow_mut().beside = None);
    }
    Planner { now: (*planning).clone(), line, tell: planning.dispatcher() }
}

/// Asks a planner for what is to be planned now, and anew when the packs change, for what they say in words.
#[hook]
pub fn use_request(planner: &Planner, packs: Option<&PacksRef>, cart: Option<Value>) {
    let line = planner.line.clone();
    use_effect_with((packs.cloned(), cart), move |(packs, cart)| {
        if packs.is_some() {
            ask(&line, cart.clone());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(events: impl IntoIterator<Item = Event>, stage: &Stage, least: Option<&str>) {
        let planning = events.into_iter().fold(Rc::new(Planning::default()), |it, event| it.reduce(event));
        assert_eq!(&planning.stage, stage);
        assert_eq!(planning.answer.as_ref().map(|it| it.least.to_string()).as_deref(), least);
    }

    fn plan(n: u64, last: bool, least: &str) -> Event {
        let text =
            ["{\"n\":", &n.to_string(), ",\"last\":", &last.to_string(), ",\"plan\":{\"least\":\"", least, "\"}}"];
        Event::Heard(read(&text.concat()))
    }

    #[test]
    fn an_answer_to_an_earlier_request_is_passed_over() {
        check([Event::Asked(1), plan(1, true, "30.00")], &Stage::Done, Some("30.00"));
        check([Event::Asked(1), Event::Asked(2), plan(1, true, "30.00")], &Stage::Working(0), None);
        let progress = || Event::Heard(read("{\"n\":2,\"progress\":{\"nodes\":9}}"));
        check([Event::Asked(2), progress()], &Stage::Working(9), None);
        check([Event::Asked(3), progress()], &Stage::Working(0), None);
    }

    #[test]
    fn the_plan_stays_while_the_next_one_is_worked_on() {
        check([Event::Asked(1), plan(1, true, "30.00"), Event::Asked(2)], &Stage::Working(0), Some("30.00"));
        check([Event::Asked(1), plan(1, false, "30.00")], &Stage::Advice, Some("30.00"));
        check([Event::Asked(1), plan(1, true, "30.00"), Event::Nothing], &Stage::Idle, None);
    }

    #[test]
    fn what_makes_no_sense_is_no_plan() {
        let wrong = Event::Heard(read("{\"n\":1,\"last\":true,\"wrong\":[{\"field\":\"a\",\"expected\":\"b\"}]}"));
        check([Event::Asked(1), wrong], &Stage::Wrong(vec!["a".to_owned()]), None);
        check([Event::Failed, Event::Asked(1)], &Stage::Failed, None);
    }
}
