//! The planner as a page asks it: rounds and rules are opened once, then carts come in as JSON and plans go out.
//!
//! # Scope of this crate
//! Reading a request, running [`planner`] on it, saying how far it is. The binary beside it binds this to the
//! browser's worker, or to a page where no worker can be started. **Deliberately absent: Yew, words, a clock of its
//! own, anything that leaves the device.**
//!
//! # Messages
//! In: `{"n", "budget", "cart"}`, a cart as `huisuan plan` reads it; with `"brief": true` the advice is left out, with
//! `"within"` the work ends after so many milliseconds and the plan comes with its gap. Out, all with the same `n`:
//! `{"n", "progress": {"done", "parts", "nodes"}}`; `{"n", "last": false, "so_far": true, "plan"}`, the best so far, when
//! the plan takes long; `{"n", "last": false, "plan"}` when it took long and its advice is still to come; at the end
//! `{"n", "last": true, "plan"}`, with `"brief": true` where advice was not asked for or took too long, or
//! `{"n", "last": true, "wrong": […]}`.
//!
//! # Why a plan is begun anew
//! Nothing reaches a worker while it works: a page can only end it, and what it had found by then is lost. So a plan
//! that takes long is worked on in slices, each four times as long as the one before; whatever a slice finds is told at
//! once. That costs at most a third of the time, and whoever will not wait has a plan with its gap.

mod known;
mod tidy;

use engine::Packs;
use engine::campaign::Campaign;
use planner::answer::{Wish, answer};
use planner::raw::Read;
use planner::{Config, Progress};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

/// When it says for the first time how far it is, and how often from then on, in milliseconds.
const FIRST: u64 = 40;
const EVERY: u64 = 150;
/// The slices of a plan that takes long, in milliseconds; then it has as long as it needs.
const SLICES: [u64; 4] = [250, 1_000, 4_000, 16_000];
/// A plan is shown before its advice when both take longer than this, in milliseconds.
const AT_ONCE: u64 = 100;
/// How long the days of all purchases may be compared, in milliseconds.
const COMPARING: u64 = 4_000;
/// How long the advice may take: so long, or as long as the plan itself took.
const ADVISING: u64 = 8_000;
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
        let within = request.get("within").and_then(Value::as_u64);
        let mut cart = request.remove("cart").unwrap_or(Value::Null);
        tidy::tidy(&self.packs, &mut cart);
        match Read::new(&self.packs, &self.campaigns, &cart) {
            Ok(read) => Job { n, budget, brief, within, read: &read, around }.run(),
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
    within: Option<u64>,
    read: &'a Read,
    around: &'a Around<'a>,
}

/// When something is said and when it ends, in milliseconds of the clock.
#[derive(Default)]
struct Times {
    /// Progress is told from then on.
    tell: u64,
    /// The search ends then.
    end: Option<u64>,
    /// No further days are compared from then on.
    compare: Option<u64>,
    /// Whether the search was ended.
    cut: bool,
    /// From when on a plan that is known is told, and that plan.
    due: Option<(u64, Value)>,
}

impl Job<'_> {
    fn run(&self) {
        let began = self.now();
        let mut times = Times { tell: began.saturating_add(FIRST), ..Times::default() };
        let config = Config { budget: self.budget, reasons: true, ..Config::quick() };
        let wish = Wish { config, compare: 0, days: false, returns: true };
        if self.brief || self.within.is_some() {
            times.end = self.within.map(|it| began.saturating_add(it));
            let plan = self.answer(&wish, &mut times);
            self.post(plan, Stage::Brief);
            return;
        }
        let plan = self.plan(&wish, &mut times);
        let took = self.now().saturating_sub(began);
        if took > AT_ONCE {
            self.post(plan.clone(), Stage::Plan);
        } else {
            // Nobody knows beforehand how long the advice takes.
            times.due = Some((began.saturating_add(AT_ONCE), plan.clone()));
        }
        let full = Config { budget: self.budget, ..Config::default() };
        let advised = Wish { config: full, compare: self.budget.min(COMPARE), days: true, returns: true };
        let now = self.now();
        times.end = Some(now.saturating_add(ADVISING.max(took)));
        times.compare = Some(now.saturating_add(COMPARING));
        let all = self.answer(&advised, &mut times);
        // Where the advice ran out of time so did its plan: the plan that is known counts.
        if times.cut { self.post(plan, Stage::Brief) } else { self.post(all, Stage::Last) }
    }

    /// The plan, slice by slice while it takes long; what a slice finds that is better is told.
    fn plan(&self, wish: &Wish, times: &mut Times) -> Value {
        let mut told: Option<(Option<Decimal>, Option<Decimal>)> = None;
        for slice in SLICES {
            times.end = Some(self.now().saturating_add(slice));
            times.cut = false;
            let plan = self.answer(wish, times);
            if !times.cut || plan.get("proven").and_then(Value::as_bool) == Some(true) {
                return plan;
            }
            let (least, bound) = (amount(&plan, "least"), amount(&plan, "bound"));
            if told.is_none_or(|(known, gap)| least > known || (least == known && bound < gap)) {
                told = Some((least, bound));
                self.post(plan, Stage::SoFar);
            }
        }
        times.end = None;
        self.answer(wish, times)
    }

    fn now(&self) -> u64 {
        (self.around.now)()
    }

    fn answer(&self, wish: &Wish, times: &mut Times) -> Value {
        let compare = times.compare;
        let mut watch = |it: Progress| {
            let now = self.now();
            if now >= times.tell {
                times.tell = now.saturating_add(EVERY);
                let progress = json!({ "done": it.done, "parts": it.parts, "nodes": it.nodes });
                (self.around.post)(json!({ "n": self.n, "progress": progress }).to_string());
            }
            if let Some((_, plan)) = times.due.take_if(|it| now >= it.0) {
                self.post(plan, Stage::Plan);
            }
            let goes_on = times.end.is_none_or(|it| now < it);
            times.cut |= !goes_on;
            goes_on
        };
        let more = || compare.is_none_or(|it| self.now() < it);
        answer(self.read, wish, &more, &mut watch)
    }

    fn post(&self, plan: Value, stage: Stage) {
        let mut message = Map::new();
        message.insert("n".into(), self.n.into());
        message.insert("last".into(), matches!(stage, Stage::Last | Stage::Brief).into());
        match stage {
            Stage::SoFar => message.insert("so_far".into(), true.into()),
            Stage::Brief => message.insert("brief".into(), true.into()),
            Stage::Plan | Stage::Last => None,
        };
        message.insert("plan".into(), plan);
        (self.around.post)(Value::Object(message).to_string());
    }
}

/// How far a plan has come when it is posted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The best so far.
    SoFar,
    /// The plan; its advice is still to come.
    Plan,
    /// The last word, with all advice.
    Last,
    /// The last word; advice was not asked for, or took too long.
    Brief,
}

/// An amount of a plan.
fn amount(plan: &Value, name: &str) -> Option<Decimal> {
    plan.get(name)?.as_str()?.parse().ok()
}

#[cfg(test)]
mod tests;
