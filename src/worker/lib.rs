//! The planner as a page asks it: rounds and rules are opened once, then carts come in as JSON and plans go out.
//!
//! # Scope of this crate
//! Reading a request, running [`planner`] on it, saying how far it is. The binary beside it binds this to the
//! browser's worker, or to a page where no worker can be started. **Deliberately absent: Yew, words, a clock of its
//! own, anything that leaves the device.**
//!
//! # Messages
//! In: `{"n", "budget", "cart"}`, a cart as `huisuan plan` reads it; with `"brief": true` the advice is left out. Out, all with the same `n`:
//! `{"n", "progress": {"done", "parts", "nodes"}}`, then `{"n", "last": false, "plan"}` when the plan took long and
//! its advice is still to come, at the end `{"n", "last": true, "plan"}` or `{"n", "last": true, "wrong": […]}`.

mod known;
mod tidy;

use engine::Packs;
use engine::campaign::Campaign;
use planner::answer::{Wish, answer};
use planner::raw::Read;
use planner::{Config, Progress};
use serde_json::{Map, Value, json};

/// How often it says how far it is, in milliseconds.
const EVERY: u64 = 150;
/// A plan that takes longer than this is shown before its advice, in milliseconds.
const AT_ONCE: u64 = 100;
/// How long the days of all purchases may be compared, in milliseconds.
const COMPARING: u64 = 4_000;
/// How many states each comparison may look at.
const COMPARE: u64 = 20_000;

/// Rounds and rules, opened.
pub struct Desk {
    packs: Packs,
    campaigns: Vec<Campaign>,
}

/// What a desk needs of its surroundings.
pub struct Around<'a> {
    /// Milliseconds since some moment.
    pub now: &'a dyn Fn() -> u64,
    /// Takes a message.
    pub post: &'a dyn Fn(String),
}

impl Desk {
    /// Opens the compiled rules and rounds.
    ///
    /// # Errors
    /// When they are not of this format.
    pub fn open(packs: &[u8], campaigns: &[u8]) -> Result<Desk, String> {
        let packs = Packs::load(packs).map_err(|err| err.to_string())?;
        let campaigns = engine::campaign::load(campaigns).map_err(|err| err.to_string())?;
        Ok(Desk { packs, campaigns })
    }

    /// What a page asks about trade-ins and cars before anything is planned.
    #[must_use]
    pub fn known(&self) -> Value {
        known::known(&self.packs)
    }

    /// Works on one request, and posts everything there is to say about it.
    pub fn work(&self, request: &str, around: &Around<'_>) {
        let Ok(Value::Object(mut request)) = serde_json::from_str::<Value>(request) else {
            (around.post)(wrong(0, &[("request", "a JSON object")]));
            return;
        };
        let n = request.get("n").and_then(Value::as_u64).unwrap_or(0);
        let budget = request.get("budget").and_then(Value::as_u64).unwrap_or(20_000);
        let brief = request.get("brief").and_then(Value::as_bool) == Some(true);
        let mut cart = request.remove("cart").unwrap_or(Value::Null);
        tidy::tidy(&self.packs, &mut cart);
        match Read::new(&self.packs, &self.campaigns, &cart) {
            Ok(read) => Job { n, budget, brief, read: &read, around }.run(),
            Err(all) => {
                let all: Vec<(&str, &str)> = all.iter().map(|it| (it.field.as_str(), it.expected.as_str())).collect();
                (around.post)(wrong(n, &all));
            }
        }
    }
}

fn wrong(n: u64, all: &[(&str, &str)]) -> String {
    let all: Vec<Value> = all.iter().map(|(field, expected)| json!({ "field": field, "expected": expected })).collect();
    json!({ "n": n, "last": true, "wrong": all }).to_string()
}

/// One request at work.
struct Job<'a> {
    n: u64,
    budget: u64,
    brief: bool,
    read: &'a Read,
    around: &'a Around<'a>,
}

impl Job<'_> {
    fn run(&self) {
        let began = (self.around.now)();
        let mut said = began;
        if self.brief {
            let config = Config { budget: self.budget, reasons: true, ..Config::quick() };
            let wish = Wish { config, compare: 0, days: false, returns: true };
            self.post(self.answer(&wish, &mut said, None), true);
            return;
        }
        let bare = Config { budget: self.budget, ..Config::quick() };
        let first = self.answer(&Wish { config: bare, compare: 0, days: false, returns: false }, &mut said, None);
        if (self.around.now)().saturating_sub(began) > AT_ONCE {
            self.post(first, false);
        }
        let until = (self.around.now)().saturating_add(COMPARING);
        let full = Config { budget: self.budget, ..Config::default() };
        let wish = Wish { config: full, compare: self.budget.min(COMPARE), days: true, returns: true };
        self.post(self.answer(&wish, &mut said, Some(until)), true);
    }

    fn answer(&self, wish: &Wish, said: &mut u64, until: Option<u64>) -> Value {
        let mut watch = |it: Progress| {
            let now = (self.around.now)();
            if now.saturating_sub(*said) >= EVERY {
                *said = now;
                let progress = json!({ "done": it.done, "parts": it.parts, "nodes": it.nodes });
                (self.around.post)(json!({ "n": self.n, "progress": progress }).to_string());
            }
            true
        };
        let more = || until.is_none_or(|it| (self.around.now)() < it);
        answer(self.read, wish, &more, &mut watch)
    }

    fn post(&self, plan: Value, last: bool) {
        let mut message = Map::new();
        message.insert("n".into(), self.n.into());
        message.insert("last".into(), last.into());
        message.insert("plan".into(), plan);
        (self.around.post)(Value::Object(message).to_string());
    }
}

#[cfg(test)]
mod tests;
