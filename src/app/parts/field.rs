//! A question that is answered by typing: an amount, a number or a day. What is typed stays as it was typed.

use crate::form::{FormAction, Slot};
use crate::parts::press;
use crate::platform::input;
use crate::words::Words;
use yew::{AttrValue, Callback, FocusEvent, Html, InputEvent, KeyboardEvent, html};

/// What is typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldKind {
    Money,
    Number,
    Day,
    Text,
}

/// A question with a field.
pub struct Field<'a> {
    /// The field's id.
    pub id: AttrValue,
    /// The question.
    pub ask: &'a str,
    /// What is typed.
    pub kind: FieldKind,
    /// What may be typed, as an example.
    pub example: &'a str,
    /// The unit behind the field.
    pub suffix: &'a str,
    /// What was typed.
    pub text: &'a str,
    /// Whether 不清楚 was chosen; `None`: it cannot be.
    pub unsure: Option<bool>,
    /// Whether it is pointed out as wrong.
    pub wrong: bool,
    /// The place of the answer.
    pub slot: &'a Slot,
    /// What describes the question further.
    pub described: Option<AttrValue>,
    /// Today as an answer.
    pub today: Option<AttrValue>,
    /// Whether nothing can be typed yet.
    pub disabled: bool,
}

/// Draws the question and its field.
pub fn field(it: &Field<'_>, words: &Words, on: &Callback<FormAction>) -> Html {
    let oninput = {
        let (on, slot) = (on.clone(), it.slot.clone());
        Callback::from(move |event: InputEvent| on.emit(FormAction::Type(slot.clone(), input::text(&event))))
    };
    let onfocusout = {
        let on = on.clone();
        Callback::from(move |_: FocusEvent| on.emit(FormAction::Leave))
    };
    let onkeydown = {
        let on = on.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                on.emit(FormAction::Settle);
            }
        })
    };
    let mode = if matches!(it.kind, FieldKind::Day | FieldKind::Text) { "text" } else { "decimal" };
    let today = it.today.clone().filter(|_| it.kind == FieldKind::Day);
    html! {
        <>
            <label class="hs-question__ask" for={it.id.clone()}>{ it.ask }</label>
            <div class="hs-field">
                <div class={if it.wrong { "hs-field__box hs-field__box--wrong" } else { "hs-field__box" }}>
                    <input
                        class="hs-field__input"
                        type="text"
                        id={it.id.clone()}
                        inputmode={mode}
                        enterkeyhint="done"
                        autocomplete="off"
                        maxlength="64"
                        placeholder={it.example.to_owned()}
                        value={it.text.to_owned()}
                        aria-describedby={it.described.clone()}
                        aria-invalid={it.wrong.then_some("true")}
                        disabled={it.disabled}
                        {oninput}
                        {onfocusout}
                        {onkeydown}
                    />
                    <span class="hs-field__unit">{ it.suffix }</span>
                </div>
                if let Some(today) = today {
                    <button
                        type="button"
                        class="hs-button"
                        data-testid="today"
                        onclick={press::form(on, FormAction::Pick(it.slot.clone(), today))}
                    >
                        { words.today }
                    </button>
                }
                if let Some(unsure) = it.unsure {
                    <button
                        type="button"
                        class="hs-button hs-button--plain"
                        data-option="unsure"
                        aria-pressed={if unsure { "true" } else { "false" }}
                        disabled={it.disabled}
                        onclick={press::form(on, FormAction::Unsure(it.slot.clone()))}
                    >
                        { words.unsure }
                    </button>
                }
            </div>
        </>
    }
}
