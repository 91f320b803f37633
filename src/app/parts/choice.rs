//! A question that is answered by picking: large rows that are real radio buttons, the last of them 不清楚.

use crate::form::{FormAction, Slot};
use crate::platform::input;
use crate::words::Words;
use yew::{AttrValue, Callback, Html, MouseEvent, html};

/// One option.
pub struct Pickable<'a> {
    /// What is stored.
    pub id: &'a str,
    /// What is read.
    pub label: &'a str,
    /// More about it.
    pub about: Option<String>,
}

/// A question with its options.
pub struct Choice<'a> {
    /// The id of the first row, and the name of all.
    pub id: AttrValue,
    /// The question.
    pub ask: &'a str,
    /// The options.
    pub options: Vec<Pickable<'a>>,
    /// The option chosen.
    pub chosen: &'a str,
    /// Whether 不清楚 was chosen; `None`: it cannot be.
    pub unsure: Option<bool>,
    /// The place of the answer.
    pub slot: &'a Slot,
    /// What describes the question further.
    pub described: Option<AttrValue>,
    /// How the options stand side by side: a class, or nothing.
    pub columns: &'static str,
    /// Whether nothing can be picked yet.
    pub disabled: bool,
}

/// Draws the question and its options.
pub fn choice(it: &Choice<'_>, words: &Words, on: &Callback<FormAction>) -> Html {
    let unsure = it.unsure == Some(true);
    let rows = it.options.iter().enumerate();
    let rows = rows.map(|(place, option)| row(it, place, Some(option), words, !unsure && option.id == it.chosen, on));
    html! {
        <fieldset class="hs-choice" aria-describedby={it.described.clone()} disabled={it.disabled}>
            <legend class="hs-question__ask">{ it.ask }</legend>
            <div class={["hs-choice__options", it.columns].join(" ")}>
                { for rows }
                if it.unsure.is_some() {
                    { row(it, it.options.len(), None, words, unsure, on) }
                }
            </div>
        </fieldset>
    }
}

fn row(
    it: &Choice<'_>,
    place: usize,
    option: Option<&Pickable<'_>>,
    words: &Words,
    checked: bool,
    on: &Callback<FormAction>,
) -> Html {
    let control = match place {
        0 => it.id.clone(),
        _ => AttrValue::from([&it.id, "-", &place.to_string()].concat()),
    };
    let onclick = {
        let (on, slot) = (on.clone(), it.slot.clone());
        let option = option.map(|it| AttrValue::from(it.id.to_owned()));
        Callback::from(move |event: MouseEvent| {
            let slot = slot.clone();
            on.emit(match option.clone() {
                // Arrow keys pass over options: only a finger or a mouse is done at once.
                Some(id) if input::by_pointer(&event) => FormAction::Pick(slot, id),
                Some(id) => FormAction::Try(slot, id),
                None => FormAction::Unsure(slot),
            });
        })
    };
    html! {
        <label class={if option.is_none() { "hs-choice__option hs-choice__option--unsure" } else { "hs-choice__option" }}>
            <input
                class="hs-choice__input"
                type="radio"
                id={control}
                name={it.id.clone()}
                data-option={option.map_or("unsure", |it| it.id).to_owned()}
                {checked}
                {onclick}
            />
            <span class="hs-choice__mark" aria-hidden="true"></span>
            <span class="hs-choice__label">
                { option.map_or(words.unsure, |it| it.label) }
                if let Some(about) = option.and_then(|it| it.about.as_ref()) {
                    <span class="hs-choice__about">{ about }</span>
                }
            </span>
        </label>
    }
}
