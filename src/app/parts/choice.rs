//! A question that is answered by picking: large rows that are real radio buttons, the last of them 不清楚.

use crate::form::{FormAction, Slot};
use crate::platform::input;
use crate::words::Words;
use yew::{AttrValue, Callback, Html, MouseEvent, Properties, component, html};

/// One row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChoiceOption {
    /// What is stored.
    pub id: AttrValue,
    /// What is read.
    pub label: AttrValue,
}

#[derive(Properties, PartialEq)]
pub struct ChoiceProps {
    pub words: &'static Words,
    pub id: AttrValue,
    pub ask: AttrValue,
    pub options: Vec<ChoiceOption>,
    pub chosen: AttrValue,
    pub unsure: bool,
    pub slot: Slot,
    pub described: Option<AttrValue>,
    /// Whether the options stand side by side.
    pub tight: bool,
    pub disabled: bool,
    pub on: Callback<FormAction>,
}

#[component]
pub fn Choice(props: &ChoiceProps) -> Html {
    let row = |place: usize, id: Option<&AttrValue>, label: &AttrValue, checked: bool| {
        let on = props.on.clone();
        let slot = props.slot.clone();
        let answer = id.cloned();
        let onclick = move |event: MouseEvent| {
            let slot = slot.clone();
            on.emit(match answer.clone() {
                // Arrow keys pass over options: only a finger or a mouse is done at once.
                Some(id) if input::by_pointer(&event) => FormAction::Pick(slot, id),
                Some(id) => FormAction::Try(slot, id),
                None => FormAction::Unsure(slot),
            });
        };
        let control = if place == 0 {
            props.id.clone()
        } else {
            AttrValue::from([&props.id, "-", &place.to_string()].concat())
        };
        html! {
            <label
                key={place}
                class={if id.is_none() { "hs-choice__option hs-choice__option--unsure" } else { "hs-choice__option" }}
            >
                <input
                    class="hs-choice__input"
                    type="radio"
                    id={control}
                    name={props.id.clone()}
                    data-option={id.cloned().unwrap_or_else(|| "unsure".into())}
                    {checked}
                    {onclick}
                />
                <span class="hs-choice__mark" aria-hidden="true"></span>
                <span class="hs-choice__label">{ label }</span>
            </label>
        }
    };
    let rows = props.options.iter().enumerate();
    let rows = rows.map(|(place, it)| row(place, Some(&it.id), &it.label, !props.unsure && it.id == props.chosen));
    let unsure = AttrValue::from(props.words.unsure);
    html! {
        <fieldset class="hs-choice" aria-describedby={props.described.clone()} disabled={props.disabled}>
            <legend class="hs-question__ask">{ &props.ask }</legend>
            <div class={if props.tight { "hs-choice__options hs-choice__options--tight" } else { "hs-choice__options" }}>
                { for rows }
                { row(props.options.len(), None, &unsure, props.unsure) }
            </div>
        </fieldset>
    }
}
