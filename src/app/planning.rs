//! Planning off the main thread: a page says what it would like planned, and draws what it hears.
//!
//! What was asked and what came back is here, the line to the planner in [`line`].

mod line;

use crate::answer::{Answer, Known, Message, Ripe};
use crate::packs::PacksRef;
use crate::platform::page;
use line::{Shared, again, ask, restart, start};
use serde_json::Value;
use std::rc::Rc;
use yew::{Callback, Reducible, UseReducerDispatcher, hook, use_effect_with, use_mut_ref, use_reducer};

/// The attribute of `<html>` that names the planner's script.
const SCRIPT: &str = "data-worker";

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
    /// Whether that is of the latest request.
    pub current: bool,
    /// Whether everything was looked at that could be advised.
    pub advised: bool,
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

impl Planning {
    /// Whether the work can be ended with a plan in the hand.
    #[must_use]
    pub fn can_stop(&self) -> bool {
        self.current && !self.in_page && matches!(self.stage, Stage::Working(_) | Stage::Advice)
    }

    /// Whether more work could find a better plan: it was stopped, or the page did what it could without standing still.
    #[must_use]
    pub fn can_go_on(&self) -> bool {
        let open = self.current && self.answer.as_ref().is_some_and(|it| !it.proven);
        open && (self.stage == Stage::Stopped || (self.in_page && self.stage == Stage::Done))
    }
}

impl Reducible for Planning {
    type Action = Event;

    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        let mut next = (*self).clone();
        match event {
            Event::Asked(n) => {
                next.asked = n;
                next.current = false;
                if next.stage != Stage::Failed {
                    next.stage = Stage::Working(0);
                }
            }
            Event::Nothing => {
                next.answer = None;
                next.current = false;
                next.stage = Stage::Idle;
            }
            Event::Heard(Message::Known(known)) => {
                next.known = Some(Rc::new(known));
                if next.stage == Stage::Failed {
                    next.stage = Stage::Working(0);
                }
            }
            Event::Heard(Message::Progress(n, nodes)) if n == next.asked => {
                if let Stage::Working(seen) = next.stage {
                    next.stage = Stage::Working(seen.max(nodes));
                }
            }
            Event::Heard(Message::Plan(n, ripe, answer)) if n == next.asked => {
                next.answer = Some(Rc::new(*answer));
                next.current = true;
                next.advised = ripe == Ripe::Last;
                next.stage = match ripe {
                    Ripe::SoFar => next.stage,
                    Ripe::Plan => Stage::Advice,
                    Ripe::Last | Ripe::Brief => Stage::Done,
                };
            }
            Event::Heard(Message::Wrong(n, fields)) if n == next.asked => {
                next.answer = None;
                next.current = false;
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
            restart(&line);
            tell.dispatch(Event::Stopped);
        })
    }

    /// Works on the same again: in a worker from the start, in the page for some seconds, for which it stands still.
    #[must_use]
    pub fn go_on(&self) -> Callback<()> {
        let line = self.line.clone();
        Callback::from(move |()| again(&line))
    }
}

/// Starts a planner with the files of the packs, and again opens them when they change.
#[hook]
pub fn use_planner(packs: Option<&PacksRef>) -> Planner {
    let planning = use_reducer(Planning::default);
    let line: Shared = use_mut_ref(line::Line::default);
    {
        let (line, tell) = (line.clone(), planning.dispatcher());
        use_effect_with(packs.cloned(), move |packs| {
            if let (Some(packs), Some(script)) = (packs, page::told(SCRIPT)) {
                let opened = line.borrow_mut().opens(tell, script, packs.files().to_vec());
                if !opened {
                    start(&line);
                }
            }
        });
    }
    {
        let line = line.clone();
        // The worker ends with the page that asked it.
        use_effect_with((), move |()| move || line.borrow_mut().end());
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
mod tests;
