//! The interview as its page shows it, derived from what was said: the question to answer now, the ones
//! answered before, and every scheme sorted. Nothing here is kept.

use crate::form::{Entry, Form, Slot};
use crate::packs::PacksRef;
use crate::sheet::{Asked, Standing};
use engine::answers::read_value;
use engine::date::Date;
use engine::interview::{Ask, Findings, Interview, MOST_QUESTIONS, Reply, Who};
use engine::pack::{Calculator, Fact};
use engine::{Packs, Scheme};
use yew::AttrValue;

/// The name of the answer for whom one asks.
pub const WHO: &str = "who";
/// The name of the answer what it is about: names of calculators, apart by blanks.
pub const TOPICS: &str = "topics";

/// A question with how it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Question {
    /// What is asked.
    pub ask: Ask,
    /// Its place in the form, its text and how it stands.
    pub asked: Asked,
}

/// A topic that can be chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Topic {
    /// The calculator's name.
    pub id: String,
    /// What a person wants to do.
    pub say: String,
}

/// The interview, worked out.
pub struct Find {
    /// The question to answer now.
    pub current: Option<Question>,
    /// Its number, from 1.
    pub number: usize,
    /// Those answered before, in their order.
    pub told: Vec<Question>,
    /// What can be chosen between.
    pub topics: Vec<Topic>,
    /// Everything sorted; `None` before the day is known.
    pub findings: Option<Findings>,
}

/// How many questions there are at the most.
pub const MOST: usize = MOST_QUESTIONS;

/// Works it out.
#[must_use]
pub fn find(packs: &PacksRef, form: &Form, on: Option<Date>) -> Find {
    let questions: Vec<Question> =
        form.entries().iter().filter_map(|(slot, entry)| question(packs, slot, entry)).collect();
    let wrong = |it: &Question| matches!(it.asked.standing, Standing::Wrong(_));
    let said: Vec<(Ask, Reply)> =
        questions.iter().filter(|it| !wrong(it)).map(|it| (it.ask.clone(), reply(it))).collect();
    let both = [&**packs, packs.relief()];
    let interview = on.map(|on| Interview::new(&both, &said, on));
    let held = form.open.as_ref().or_else(|| questions.iter().find(|it| wrong(it)).map(|it| &it.asked.slot));
    let place = held.and_then(|slot| questions.iter().position(|it| it.asked.slot == *slot));
    let next = || match &interview {
        Some(it) => it.next(),
        None => Some(Ask::Who),
    };
    let current = match (place, held) {
        (Some(place), _) => questions.get(place).cloned(),
        // A field that was emptied is still the one that is being answered.
        (None, Some(slot)) => blank(packs, ask_of(slot)),
        (None, None) => next().and_then(|it| blank(packs, it)),
    };
    let topics = interview.as_ref().map(Interview::topics).unwrap_or_default();
    let topics = topics.into_iter().filter_map(|it| Some(Topic { id: it.id.clone(), say: it.topic.clone()? }));
    Find {
        number: place.map_or(questions.len(), |it| it) + 1,
        told: questions.into_iter().filter(|it| current.as_ref().is_none_or(|now| now.ask != it.ask)).collect(),
        topics: topics.collect(),
        findings: interview.as_ref().map(Interview::findings),
        current,
    }
}

/// The fact of this name in either part, with its place there.
#[must_use]
pub fn fact<'a>(packs: &'a PacksRef, id: &str) -> Option<(usize, &'a Fact)> {
    packs.fact(id).or_else(|| packs.relief().fact(id))
}

/// The packs of a finding: the first part or the relief measures.
#[must_use]
pub fn part(packs: &PacksRef, place: usize) -> &Packs {
    if place == 0 { packs } else { packs.relief() }
}

/// The scheme and the calculator of a finding.
#[must_use]
pub fn named<'a>(
    packs: &'a PacksRef,
    place: usize,
    scheme: &str,
    calculator: &str,
) -> Option<(&'a Scheme, &'a Calculator)> {
    let part = part(packs, place);
    Some((part.scheme(scheme)?, part.calculator(calculator)?))
}

/// A calculator's form with what was said here that it asks too; what is not known stays its question.
#[must_use]
pub fn carried(packs: &Packs, calculator: &Calculator, from: &Form, to: &Form) -> Form {
    let asks = |slot: &Slot| packs.fact(&slot.fact).filter(|(place, _)| calculator.questions.contains(place));
    let told = from.entries().iter().filter(|(_, entry)| *entry != Entry::Unsure);
    let told: Vec<(&Slot, &Entry, bool)> =
        told.filter_map(|(slot, entry)| Some((slot, entry, asks(slot)?.1.item))).collect();
    // One thing that was talked about becomes the first of the basket.
    let items = match to.items() {
        [] if told.iter().any(|it| it.2) => vec![0],
        items => items.to_vec(),
    };
    let first = items.first().copied();
    let mut entries = to.entries().to_vec();
    for (slot, entry, of_item) in told {
        let slot = Slot { fact: slot.fact.clone(), item: if of_item { first } else { None } };
        entries.retain(|it| it.0 != slot);
        entries.push((slot, entry.clone()));
    }
    Form::of(entries, items)
}

fn ask_of(slot: &Slot) -> Ask {
    match slot.fact.as_str() {
        WHO => Ask::Who,
        TOPICS => Ask::Topics,
        other => Ask::Fact(other.to_owned()),
    }
}

/// The place of a question's answer in the form.
#[must_use]
pub fn slot_of(ask: &Ask) -> Slot {
    match ask {
        Ask::Who => Slot::shared(WHO),
        Ask::Topics => Slot::shared(TOPICS),
        Ask::Fact(id) => Slot::shared(id),
    }
}

/// A question that is not answered.
fn blank(packs: &PacksRef, ask: Ask) -> Option<Question> {
    let place = match &ask {
        Ask::Who | Ask::Topics => 0,
        Ask::Fact(id) => fact(packs, id)?.0,
    };
    let asked = Asked { fact: place, slot: slot_of(&ask), standing: Standing::Open, text: String::new(), live: true };
    Some(Question { ask, asked })
}

/// A question with its answer; a name that the packs do not know is passed over.
fn question(packs: &PacksRef, slot: &Slot, entry: &Entry) -> Option<Question> {
    let mut it = blank(packs, ask_of(slot))?;
    let text: &AttrValue = match entry {
        Entry::Unsure => {
            it.asked.standing = Standing::Unsure;
            return Some(it);
        }
        Entry::Typed(text) => text,
    };
    it.asked.text = text.to_string();
    it.asked.standing = match &it.ask {
        // These are no facts of the packs: their text is the answer itself.
        Ask::Who => Standing::Told(engine::Value::Truth(Who::named(text).is_some())),
        Ask::Topics => Standing::Told(engine::Value::Truth(true)),
        Ask::Fact(id) => match read_value(fact(packs, id)?.1, text) {
            Ok(value) => Standing::Told(value),
            Err(err) => Standing::Wrong(err),
        },
    };
    Some(it)
}

fn reply(it: &Question) -> Reply {
    match (&it.asked.standing, &it.ask) {
        (Standing::Told(_), Ask::Who) => Who::named(&it.asked.text).map_or(Reply::Open, Reply::Who),
        (Standing::Told(_), Ask::Topics) => {
            Reply::Topics(it.asked.text.split_whitespace().map(str::to_owned).collect())
        }
        (Standing::Told(value), Ask::Fact(_)) => Reply::Value(value.clone()),
        _ => Reply::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::FormAction;
    use crate::packs::Content;
    use std::path::Path;

    fn packs() -> PacksRef {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
        let parts = huisuan::compile(&folder, huisuan::Lang::Zh).unwrap().parts();
        PacksRef::new(Content {
            packs: Packs::load(parts.rules.as_bytes()).unwrap(),
            relief: Packs::load(parts.relief.as_bytes()).unwrap(),
            ..Content::default()
        })
    }

    fn after(actions: &[FormAction]) -> Form {
        actions.iter().fold(Form::default(), |form, action| form.after(action.clone()))
    }

    fn pick(fact: &str, text: &'static str) -> FormAction {
        FormAction::Pick(Slot::shared(fact), text.into())
    }

    /// The question that is asked now, its number, and how many are sure, possible and ruled out.
    #[track_caller]
    fn check(actions: &[FormAction], current: Option<&str>, number: usize) -> Find {
        let find = find(&packs(), &after(actions), engine::date::parse_iso("2026-11-24"));
        let now = find.current.as_ref().map(|it| it.asked.slot.fact.to_string());
        assert_eq!((now.as_deref(), find.number), (current, number));
        find
    }

    #[test]
    fn one_question_after_the_other_and_back() {
        let to_who = check(&[], Some(WHO), 1);
        assert!(to_who.told.is_empty() && to_who.findings.is_some());
        let who = pick(WHO, "resident");
        check(std::slice::from_ref(&who), Some(TOPICS), 2);
        // Ticking does not leave the question, saying so does.
        let tick = FormAction::Try(Slot::shared(TOPICS), "vehicle".into());
        check(&[who.clone(), tick.clone()], Some(TOPICS), 2);
        let said = [who.clone(), tick, FormAction::Settle];
        let third = check(&said, Some("has_old_car"), 3);
        assert_eq!(third.told.len(), 2);
        // An earlier one is opened again: it is the question, and the later answer stays.
        let again = check(&[said.as_slice(), &[FormAction::Open(Slot::shared(WHO))]].concat(), Some(WHO), 1);
        assert_eq!(again.told.len(), 1);
        // Passed over is passed over.
        check(&[who, FormAction::Unsure(Slot::shared(TOPICS))], Some(third_of_all()), 3);
    }

    fn third_of_all() -> &'static str {
        let find = find(
            &packs(),
            &after(&[pick(WHO, "resident"), FormAction::Unsure(Slot::shared(TOPICS))]),
            engine::date::parse_iso("2026-11-24"),
        );
        let name = find.current.unwrap().asked.slot.fact.to_string();
        assert!(name != WHO && name != TOPICS);
        Box::leak(name.into_boxed_str())
    }

    #[test]
    fn a_wrong_text_stays_the_question_and_is_not_lost() {
        let slot = Slot::shared("unemp_insured_months");
        let said = [pick(WHO, "resident"), pick(TOPICS, "m30")];
        let typing = [said.as_slice(), &[FormAction::Type(slot.clone(), "12x".into())]].concat();
        let find = check(&typing, Some("unemp_insured_months"), 3);
        assert_eq!(find.current.unwrap().asked.text, "12x");
        let left = [typing, vec![FormAction::Leave, FormAction::Settle]].concat();
        let find = check(&left, Some("unemp_insured_months"), 3);
        assert!(matches!(find.current.unwrap().asked.standing, Standing::Wrong(_)));
    }

    #[test]
    fn answers_go_along_to_the_calculator_that_asks_the_same() {
        let packs = packs();
        let from = after(&[
            pick(WHO, "resident"),
            pick("has_old_car", "true"),
            pick("item_category", "fridge"),
            FormAction::Unsure(Slot::shared("buyer_is_individual")),
        ]);
        let carried_to = |id: &str, to: &Form| {
            let it = carried(&packs, packs.calculator(id).unwrap(), &from, to);
            let said: Vec<String> =
                it.entries().iter().map(|(slot, _)| format!("{}{:?}", slot.fact, slot.item)).collect();
            (said.join(" "), it.items().to_vec())
        };
        assert_eq!(carried_to("vehicle", &Form::default()), ("has_old_carNone".to_owned(), vec![]));
        assert_eq!(carried_to("goods", &Form::default()), ("item_categorySome(0)".to_owned(), vec![0]));
        // What was typed there before stays.
        let there = after(&[pick("new_price", "186000"), pick("has_old_car", "false")]);
        let it = carried(&packs, packs.calculator("vehicle").unwrap(), &from, &there);
        assert_eq!(it.entry(&Slot::shared("new_price")), Some(&Entry::Typed("186000".into())));
        assert_eq!(it.entry(&Slot::shared("has_old_car")), Some(&Entry::Typed("true".into())));
    }

    #[test]
    fn before_the_day_is_known_there_is_a_question_and_no_list() {
        let find = find(&packs(), &Form::default(), None);
        assert!(find.findings.is_none() && find.current.is_some());
    }
}
