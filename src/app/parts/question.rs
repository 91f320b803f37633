//! One question with its control, where the figure is printed, and what is wrong with what was typed.

use crate::form::{FormAction, Slot};
use crate::format;
use crate::parts::button::{Look, button};
use crate::parts::choice::{Choice, Pickable, choice};
use crate::parts::field::{Field, FieldKind, field};
use crate::parts::icon::{Icon, icon};
use crate::parts::press;
use crate::sheet::{Asked, Standing};
use crate::words::Words;
use engine::Money;
use engine::pack::{Fact, FactKind, Unit};
use yew::{AttrValue, Callback, Html, html};

/// A question as it is drawn.
pub struct Question<'a> {
    /// What is asked.
    pub fact: &'a Fact,
    /// How it stands.
    pub asked: &'a Asked,
    /// The place of the item among the items.
    pub seat: Option<usize>,
    /// Today as an answer, once it is known.
    pub today: Option<AttrValue>,
    /// Whether it is being typed into: mistakes are not pointed out yet.
    pub typing: bool,
    /// Whether nothing can be answered yet.
    pub disabled: bool,
    /// The most that it can move the result, where that is said: nothing as long as it is not worked out.
    pub worth: Option<Option<Money>>,
}

/// The id of the question's first control.
#[must_use]
pub fn control_id(slot: &Slot) -> String {
    match slot.item {
        Some(item) => ["q-", &slot.fact, "-", &item.to_string()].concat(),
        None => ["q-", &slot.fact].concat(),
    }
}

/// Draws a question.
pub fn question(it: &Question<'_>, words: &Words, on: &Callback<FormAction>) -> Html {
    let id = control_id(&it.asked.slot);
    let wrong = match &it.asked.standing {
        Standing::Wrong(err) if !it.typing => Some((words.input_error)(err)),
        _ => None,
    };
    let error_id = wrong.as_ref().map(|_| [&id, "-error"].concat());
    let hint_id = (it.fact.printed_on.is_some() || it.fact.help.is_some()).then(|| [&id, "-hint"].concat());
    let described = match (&error_id, &hint_id) {
        (Some(error), Some(hint)) => Some([error.as_str(), hint.as_str()].join(" ")),
        (Some(one), None) | (None, Some(one)) => Some(one.clone()),
        (None, None) => None,
    };
    // Within an item everything stays unfolded: there is nothing to be done with.
    let settled = it.seat.is_none() && !matches!(it.asked.standing, Standing::Open | Standing::Wrong(_));
    let act = |action| press::form(on, action);
    html! {
        <section
            key={id.clone()}
            class={if wrong.is_some() { "hs-question hs-question--wrong" } else { "hs-question" }}
            data-fact={it.fact.id.clone()}
            data-item={it.seat.map(|it| it.to_string())}
        >
            { control(it, id, described.map(AttrValue::from), words, on) }
            { mistake(wrong, error_id) }
            if let Some(it) = it.worth.filter(|_| it.asked.live && it.asked.standing == Standing::Open) {
                <p class="hs-question__worth" data-worth={it.map(|it| it.to_string())}>{ worth(it, words) }</p>
            }
            if let Some(hint_id) = hint_id {
                <div class="hs-question__hint" id={hint_id}>
                    if let Some(printed) = &it.fact.printed_on {
                        <p class="hs-question__printed">
                            { icon(Icon::Printed) }<span>{ (words.printed_on)(printed) }</span>
                        </p>
                    }
                    if let Some(help) = &it.fact.help {
                        <p>{ help }</p>
                    }
                </div>
            }
            if settled {
                <div class="hs-question__actions">
                    { button(Look::Plain, "clear", words.clear, act(FormAction::Clear(it.asked.slot.clone()))) }
                    { button(Look::Usual, "done", words.done, act(FormAction::Settle)) }
                </div>
            }
        </section>
    }
}

fn worth(it: Option<Money>, words: &Words) -> String {
    match it {
        None => String::new(),
        Some(it) if it == Money::ZERO => words.worth_together.to_owned(),
        Some(it) => (words.worth)(&format::money(it)),
    }
}

/// Draws what is wrong, if anything is.
pub fn mistake(wrong: Option<String>, id: Option<String>) -> Html {
    let Some(wrong) = wrong else { return Html::default() };
    html! {
        <p class="hs-question__error" {id} role="alert">{ icon(Icon::No) }<span>{ wrong }</span></p>
    }
}

fn control(
    it: &Question<'_>,
    id: String,
    described: Option<AttrValue>,
    words: &Words,
    on: &Callback<FormAction>,
) -> Html {
    let (kind, suffix) = match &it.fact.kind {
        FactKind::Number { unit: Unit::Yuan(_), .. } => (FieldKind::Money, words.yuan),
        FactKind::Number { unit: Unit::Count(of), .. } => (FieldKind::Number, (words.unit)(of)),
        FactKind::Number { unit: Unit::Rate, .. } => (FieldKind::Number, "%"),
        FactKind::Number { .. } => (FieldKind::Number, ""),
        FactKind::Day { .. } => (FieldKind::Day, ""),
        FactKind::Truth => {
            let options = vec![pickable("true", words.yes), pickable("false", words.no)];
            return pick(it, id, described, options, words, on);
        }
        FactKind::Choice(options) => {
            let options = options.iter().map(|it| pickable(&it.id, &it.label)).collect();
            return pick(it, id, described, options, words, on);
        }
    };
    let field_it = Field {
        id: id.into(),
        ask: &it.fact.ask,
        kind,
        example: match kind {
            FieldKind::Money => words.example_money,
            FieldKind::Number => "",
            FieldKind::Day => words.example_day,
            FieldKind::Text => "",
        },
        suffix,
        text: &it.asked.text,
        unsure: Some(it.asked.standing == Standing::Unsure),
        wrong: !it.typing && matches!(it.asked.standing, Standing::Wrong(_)),
        slot: &it.asked.slot,
        described,
        today: it.today.clone(),
        disabled: it.disabled,
    };
    field(&field_it, words, on)
}

fn pickable<'a>(id: &'a str, label: &'a str) -> Pickable<'a> {
    Pickable { id, label, about: None }
}

fn pick(
    it: &Question<'_>,
    id: String,
    described: Option<AttrValue>,
    options: Vec<Pickable<'_>>,
    words: &Words,
    on: &Callback<FormAction>,
) -> Html {
    let choice_it = Choice {
        id: id.into(),
        ask: &it.fact.ask,
        options,
        chosen: &it.asked.text,
        unsure: Some(it.asked.standing == Standing::Unsure),
        slot: &it.asked.slot,
        described,
        columns: match (&it.fact.kind, it.seat) {
            (FactKind::Truth, _) => "hs-choice__options--three",
            (_, Some(_)) => "hs-choice__options--two",
            _ => "",
        },
        disabled: it.disabled,
    };
    choice(&choice_it, words, on)
}
