//! What a calculator's page shows, derived from what was typed: the engine's assessment, and every
//! question with how it stands. Nothing here is kept.

use crate::form::{Entry, Form, Slot};
use engine::answers::{Value, read_value};
use engine::date::Date;
use engine::input::InputError;
use engine::pack::{Calculator, Fact};
use engine::{Answers, Assessment, Packs, assess};

/// How one question stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Not told.
    Open,
    /// Answered.
    Told(Value),
    /// Taken to be today, as long as nothing else is said.
    Today,
    /// The person does not know.
    Unsure,
    /// Typed, but not an answer.
    Wrong(InputError),
}

/// One question on the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    /// The place of the fact.
    pub fact: usize,
    /// Its place in the form.
    pub slot: Slot,
    /// How it stands.
    pub standing: Standing,
    /// The text in its field.
    pub text: String,
    /// Whether it can still move the result.
    pub live: bool,
}

/// A calculator's page.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What the engine says; `None` before the day is known.
    pub assessment: Option<Assessment>,
    /// Questions that were answered, in the order in which they are asked.
    pub told: Vec<Asked>,
    /// Questions that can still move the result, the next one first.
    pub next: Vec<Asked>,
    /// How many questions that were answered 不清楚 can still move the result.
    pub unsure: usize,
}

impl Sheet {
    /// The questions about one item, in the order in which they are asked.
    pub fn of_item(&self, item: u32) -> impl Iterator<Item = &Asked> {
        let mine = move |it: &&Asked| it.slot.item == Some(item);
        self.told
            .iter()
            .filter(mine)
            .chain(self.next.iter().filter(mine))
    }
}

/// Works out a calculator's page.
#[must_use]
pub fn sheet(packs: &Packs, calculator: &Calculator, form: &Form, today: Option<Date>) -> Sheet {
    let answers = answers(packs, calculator, form, today);
    let assessment = today.map(|on| assess(packs, calculator, &answers, on));
    let live: Vec<(usize, Option<usize>)> = match &assessment {
        Some(it) => it.questions.iter().map(|it| (it.fact, it.item)).collect(),
        // Before the day is known: whatever the calculator asks of all.
        None => calculator
            .questions
            .iter()
            .filter(|fact| packs.facts().get(**fact).is_some_and(|it| !it.item))
            .map(|fact| (*fact, None))
            .collect(),
    };
    let is_live = |fact: usize, item: Option<usize>| live.contains(&(fact, item));
    let mut told = Vec::new();
    let seats = std::iter::once(None).chain(form.items().iter().copied().map(Some));
    for (place, item) in seats.enumerate() {
        let seat = item.and(place.checked_sub(1));
        for fact_idx in &calculator.questions {
            let Some(fact) = packs.facts().get(*fact_idx).filter(|it| it.item == item.is_some()) else {
                continue;
            };
            let slot = Slot::new(&fact.id, item);
            let (standing, text) = standing(fact, form.entry(&slot), preset(calculator, *fact_idx, item));
            if standing != Standing::Open {
                told.push(Asked {
                    fact: *fact_idx,
                    live: is_live(*fact_idx, seat),
                    slot,
                    standing,
                    text,
                });
            }
        }
    }
    let mut next = Vec::new();
    for (fact_idx, seat) in &live {
        let Some(fact) = packs.facts().get(*fact_idx) else { continue };
        let item = seat.and_then(|it| form.items().get(it).copied());
        let slot = Slot::new(&fact.id, item);
        if told.iter().all(|it: &Asked| it.slot != slot) {
            next.push(Asked {
                fact: *fact_idx,
                slot,
                standing: Standing::Open,
                text: String::new(),
                live: true,
            });
        }
    }
    let unsure = told
        .iter()
        .filter(|it| it.live && it.standing == Standing::Unsure)
        .count();
    Sheet {
        assessment,
        told,
        next,
        unsure,
    }
}

/// The answers that the typed texts amount to; a text that is none leaves its fact open.
#[must_use]
pub fn answers(packs: &Packs, calculator: &Calculator, form: &Form, today: Option<Date>) -> Answers {
    let mut answers = Answers::with_items(form.items().len());
    if let Some(today) = today {
        for fact in &calculator.preset_today {
            answers.set(*fact, None, Some(Value::Day(today)));
        }
    }
    for (slot, entry) in form.entries() {
        let Some((fact_idx, fact)) = packs.fact(&slot.fact) else { continue };
        let item = match slot.item {
            None => None,
            Some(item) => match form.items().iter().position(|it| *it == item) {
                None => continue,
                place => place,
            },
        };
        if fact.item != item.is_some() {
            continue;
        }
        let value = match entry {
            Entry::Typed(text) => read_value(fact, text).ok(),
            Entry::Unsure => None,
        };
        answers.set(fact_idx, item, value);
    }
    answers
}

fn preset(calculator: &Calculator, fact: usize, item: Option<u32>) -> bool {
    item.is_none() && calculator.preset_today.contains(&fact)
}

fn standing(fact: &Fact, entry: Option<&Entry>, preset: bool) -> (Standing, String) {
    match entry {
        None if preset => (Standing::Today, String::new()),
        None => (Standing::Open, String::new()),
        Some(Entry::Unsure) => (Standing::Unsure, String::new()),
        Some(Entry::Typed(text)) => {
            let standing = match read_value(fact, text) {
                Ok(value) => Standing::Told(value),
                Err(err) => Standing::Wrong(err),
            };
            (standing, text.to_string())
        }
    }
}
