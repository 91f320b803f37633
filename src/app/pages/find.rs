//! 我能享受哪些: at most eight questions, one at a time, and everything sorted below them.

mod lists;

use super::calculator::undo;
use super::{dated, waiting};
use crate::desk::Desk;
use crate::find::{Find, MOST, Question as Asking, TOPICS, WHO, fact};
use crate::form::{Form, FormAction, Slot};
use crate::format;
use crate::packs::PacksRef;
use crate::parts::button::{Look, button};
use crate::parts::choice::{Choice, Pickable, choice};
use crate::parts::press;
use crate::parts::question::{Question, control_id, question};
use crate::parts::ticks::{Tick, ticks};
use crate::sheet::Standing;
use crate::store::Tool;
use crate::words::find::{FindWords, find as words_of};
use engine::date;
use engine::interview::Ask;
use yew::{AttrValue, Callback, Html, html};

/// Draws the page.
pub fn draw(desk: &Desk) -> Html {
    let words = words_of(desk.words().locale);
    let (Some(packs), Some(find)) = (desk.packs(), &*desk.derived.find) else {
        return html! { <>{ dated(desk, words.title, words.lead) }{ waiting(desk) }</> };
    };
    html! {
        <>
            { dated(desk, words.title, words.lead) }
            <section class="hs-questions" aria-label={words.title}>
                { current(desk, packs, find, words) }
            </section>
            { undo(desk, Tool::Find) }
            { told(desk, packs, find, words) }
            { sorted(desk, packs, find, words) }
        </>
    }
}

/// The lists, once something was said: before that everything is possible, which tells nobody anything.
fn sorted(desk: &Desk, packs: &PacksRef, find: &Find, words: &'static FindWords) -> Html {
    match &find.findings {
        Some(findings) if !answers(desk).is_empty() => lists::draw(desk, packs, findings, words),
        _ => html! { <p class="hs-empty">{ words.lists_later }</p> },
    }
}

/// The question to answer now, or that there is none.
fn current(desk: &Desk, packs: &PacksRef, find: &Find, words: &'static FindWords) -> Html {
    let on = desk.on_form(Tool::Find);
    let Some(now) = &find.current else {
        return html! {
            <div class="hs-card" data-testid="interview-done">
                <p><strong>{ words.done }</strong></p>
                <p>{ words.done_say }</p>
            </div>
        };
    };
    let disabled = desk.rules.today.is_none();
    let drawn = match &now.ask {
        Ask::Who => who(now, disabled, desk, words, &on),
        Ask::Topics => topics(now, find, words, &on),
        Ask::Fact(id) => fact(packs, id)
            .map(|(_, fact)| {
                let it = Question {
                    fact,
                    asked: &now.asked,
                    seat: None,
                    today: desk.rules.clock.map(|it| AttrValue::from(date::iso(it))),
                    typing: desk.store.form(Tool::Find).typing.as_ref() == Some(&now.asked.slot),
                    disabled,
                    worth: None,
                };
                question(&it, desk.words(), &on)
            })
            .unwrap_or_default(),
    };
    let skip = press::form(&on, FormAction::Unsure(now.asked.slot.clone()));
    html! {
        <div class="hs-asked" data-testid="interview">
            <p class="hs-find__progress" role="status" aria-live="polite">{ (words.progress)(find.number, MOST) }</p>
            { drawn }
            <div class="hs-actions__row">
                { back(find, words, &on) }
                if now.ask == Ask::Topics {
                    { button(Look::Main, "go-on", words.go_on, topics_done(now, &on)) }
                }
                if !disabled {
                    { button(Look::Plain, "skip", words.skip, skip) }
                }
            </div>
        </div>
    }
}

/// The answer before is taken back, and is the question again.
fn back(find: &Find, words: &FindWords, on: &Callback<FormAction>) -> Html {
    let Some(before) = find.told.get(find.number.saturating_sub(2)) else { return Html::default() };
    button(Look::Usual, "back", words.back, press::form(on, FormAction::Open(before.asked.slot.clone())))
}

fn who(now: &Asking, disabled: bool, desk: &Desk, words: &FindWords, on: &Callback<FormAction>) -> Html {
    let options = words.whos.iter().map(|(id, label, about)| Pickable { id, label, about: Some((*about).to_owned()) });
    let it = Choice {
        id: control_id(&now.asked.slot).into(),
        ask: words.who,
        options: options.collect(),
        chosen: &now.asked.text,
        unsure: Some(now.asked.standing == Standing::Unsure),
        slot: &now.asked.slot,
        described: None,
        columns: "",
        disabled,
    };
    html! { <section class="hs-question" data-fact={WHO}>{ choice(&it, desk.words(), on) }</section> }
}

fn topics(now: &Asking, find: &Find, words: &'static FindWords, on: &Callback<FormAction>) -> Html {
    let taken: Vec<&str> = now.asked.text.split_whitespace().collect();
    let rows: Vec<Tick<'_>> = find
        .topics
        .iter()
        .map(|it| Tick { id: &it.id, label: &it.say, taken: taken.contains(&it.id.as_str()) })
        .collect();
    let ids: Vec<String> = find.topics.iter().map(|it| it.id.clone()).collect();
    let toggle = {
        let (on, slot, text) = (on.clone(), now.asked.slot.clone(), now.asked.text.clone());
        Callback::from(move |place: usize| {
            let Some(id) = ids.get(place) else { return };
            let mut taken: Vec<&str> = text.split_whitespace().filter(|it| it != id).collect();
            if taken.len() == text.split_whitespace().count() {
                taken.push(id);
            }
            // It stays the question until it is said that this is all.
            on.emit(FormAction::Try(slot.clone(), taken.join(" ").into()));
        })
    };
    html! {
        <section class="hs-question" data-fact={TOPICS}>
            { ticks(TOPICS, words.topics, words.topics_help, &rows, &toggle) }
        </section>
    }
}

/// Nothing taken is an answer too: none of it is about the person.
fn topics_done(now: &Asking, on: &Callback<FormAction>) -> Callback<yew::MouseEvent> {
    press::form(on, FormAction::Pick(now.asked.slot.clone(), now.asked.text.clone().into()))
}

/// What was said, each to be changed by a press.
fn told(desk: &Desk, packs: &PacksRef, find: &Find, words: &'static FindWords) -> Html {
    if find.told.is_empty() {
        return Html::default();
    }
    let on = desk.on_form(Tool::Find);
    let rows = find.told.iter().map(|it| {
        let (label, value) = said(desk, packs, find, it, words);
        row(&it.asked.slot, &label, &value, desk, &on)
    });
    html! {
        <section aria-labelledby="said">
            <div class="hs-section">
                <h2 class="hs-section__title" id="said">{ words.said }</h2>
                { button(Look::Plain, "reset", desk.words().reset, press::form(&on, FormAction::Reset)) }
            </div>
            <div class="hs-asked">{ for rows }</div>
        </section>
    }
}

/// A question in a few words and its answer.
fn said(desk: &Desk, packs: &PacksRef, find: &Find, it: &Asking, words: &'static FindWords) -> (String, String) {
    let all = desk.words();
    let unsure = it.asked.standing == Standing::Unsure;
    let text = it.asked.text.as_str();
    let (label, value) = match &it.ask {
        Ask::Who => {
            let chosen = words.whos.iter().find(|it| it.0 == text).map_or(all.unsure, |it| it.1);
            (words.who_label.to_owned(), chosen.to_owned())
        }
        Ask::Topics => {
            let taken = find.topics.iter().filter(|it| text.split_whitespace().any(|id| id == it.id));
            let taken: Vec<&str> = taken.map(|it| it.say.as_str()).collect();
            let taken = if taken.is_empty() { words.no_topics.to_owned() } else { taken.join("; ") };
            (words.topics_label.to_owned(), taken)
        }
        Ask::Fact(id) => match (fact(packs, id), &it.asked.standing) {
            (Some((_, fact)), Standing::Told(value)) => (fact.label.clone(), format::answer(fact, value, all)),
            (Some((_, fact)), _) => (fact.label.clone(), text.to_owned()),
            (None, _) => (id.clone(), text.to_owned()),
        },
    };
    (label, if unsure { all.unsure.to_owned() } else { value })
}

fn row(slot: &Slot, label: &str, value: &str, desk: &Desk, on: &Callback<FormAction>) -> Html {
    html! {
        <div class="hs-answered" key={slot.fact.to_string()} data-fact={slot.fact.clone()} data-answered="true">
            <button
                type="button"
                class="hs-answered__button"
                onclick={press::form(on, FormAction::Open(slot.clone()))}
            >
                <span class="hs-answered__label">{ label }</span>
                <span class="hs-answered__value">{ value }</span>
                <span class="hs-answered__change">{ desk.words().change }</span>
            </button>
        </div>
    }
}

/// What was said in the interview.
fn answers(desk: &Desk) -> &Form {
    desk.store.form(Tool::Find)
}
