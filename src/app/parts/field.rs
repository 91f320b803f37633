//! A question that is answered by typing: an amount, a number or a day. What is typed stays as it was typed.

use crate::form::{FormAction, Slot};
use crate::platform::input;
use crate::words::Words;
use yew::{AttrValue, Callback, Event, FocusEvent, Html, InputEvent, KeyboardEvent, MouseEvent, Properties, component, html};

/// What is typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldKind {
    Money,
    Number,
    Day,
}

#[derive(Properties, PartialEq)]
pub struct FieldProps {
    pub words: &'static Words,
    pub id: AttrValue,
    pub ask: AttrValue,
    pub kind: FieldKind,
    /// The unit behind the field.
    pub suffix: AttrValue,
    pub text: AttrValue,
    pub unsure: bool,
    pub wrong: bool,
    pub slot: Slot,
    pub described: Option<AttrValue>,
    /// Today as an answer.
    pub today: Option<AttrValue>,
    pub disabled: bool,
    pub on: Callback<FormAction>,
}

#[component]
pub fn Field(props: &FieldProps) -> Html {
    let words = props.words;
    let oninput = {
        let (on, slot) = (props.on.clone(), props.slot.clone());
        move |event: InputEvent| on.emit(FormAction::Type(slot.clone(), input::text(&event)))
    };
    let onchange = props.on.reform(|_: Event| FormAction::Leave);
    let onblur = props.on.reform(|_: FocusEvent| FormAction::Leave);
    let onkeydown = {
        let on = props.on.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                on.emit(FormAction::Settle);
            }
        }
    };
    let emit = |action: FormAction| {
        let on = props.on.clone();
        move |_: MouseEvent| on.emit(action.clone())
    };
    let (mode, example) = match props.kind {
        FieldKind::Money => ("decimal", words.example_money),
        FieldKind::Number => ("decimal", ""),
        FieldKind::Day => ("text", words.example_day),
    };
    let today = props.today.clone().filter(|_| props.kind == FieldKind::Day);
    html! {
        <div class="hs-field">
            <label class="hs-question__ask" for={props.id.clone()}>{ &props.ask }</label>
            <div class="hs-field__row">
                <div class={if props.wrong { "hs-field__box hs-field__box--wrong" } else { "hs-field__box" }}>
                    if props.kind == FieldKind::Money {
                        <span class="hs-field__unit" aria-hidden="true">{ "¥" }</span>
                    }
                    <input
                        class="hs-field__input"
                        type="text"
                        id={props.id.clone()}
                        inputmode={mode}
                        enterkeyhint="done"
                        autocomplete="off"
                        placeholder={example}
                        value={props.text.clone()}
                        aria-describedby={props.described.clone()}
                        aria-invalid={props.wrong.then_some("true")}
                        disabled={props.disabled}
                        {oninput}
                        {onchange}
                        {onblur}
                        {onkeydown}
                    />
                    if !props.suffix.is_empty() {
                        <span class="hs-field__unit">{ &props.suffix }</span>
                    }
                </div>
                if let Some(today) = today {
                    <button
                        type="button"
                        class="hs-button"
                        onclick={emit(FormAction::Pick(props.slot.clone(), today))}
                    >
                        { words.today }
                    </button>
                }
                <button
                    type="button"
                    class="hs-button hs-button--plain"
                    data-option="unsure"
                    aria-pressed={if props.unsure { "true" } else { "false" }}
                    disabled={props.disabled}
                    onclick={emit(FormAction::Unsure(props.slot.clone()))}
                >
                    { words.unsure }
                </button>
            </div>
        </div>
    }
}
