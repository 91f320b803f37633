//! A field of the page's own, which no pack asks for: an amount of a bill, a list price, a day.

use crate::form::{FormAction, Slot};
use crate::parts::field::{Field, FieldKind, field};
use crate::parts::question::{control_id, mistake};
use crate::words::Words;
use engine::input::InputError;
use yew::{AttrValue, Callback, Html, html};

/// A field as it is drawn.
pub struct TypedField<'a> {
    /// The number of the item that it belongs to; none: it belongs to all.
    pub item: Option<u32>,
    /// The place of the item among the items.
    pub seat: Option<usize>,
    /// The field's name.
    pub fact: &'a str,
    /// The question.
    pub ask: &'a str,
    /// What is typed.
    pub kind: FieldKind,
    /// What may be typed, where the kind alone does not say it.
    pub example: &'a str,
    /// What was typed.
    pub text: &'a str,
    /// What is wrong with it.
    pub wrong: Option<&'a InputError>,
}

/// Draws the field. `typing` is the field that is being typed into: its mistake is not pointed out yet.
pub fn typed(it: &TypedField<'_>, typing: Option<&Slot>, words: &Words, on: &Callback<FormAction>) -> Html {
    let slot = Slot::new(it.fact, it.item);
    let wrong = it.wrong.filter(|_| typing != Some(&slot)).map(|it| (words.input_error)(it));
    let control = control_id(&slot);
    let error_id = wrong.as_ref().map(|_| [&control, "-error"].concat());
    let money = it.kind == FieldKind::Money;
    let field_it = Field {
        id: control.clone().into(),
        ask: it.ask,
        kind: it.kind,
        example: match it.kind {
            _ if !it.example.is_empty() => it.example,
            FieldKind::Day => words.example_day,
            FieldKind::Text => "",
            FieldKind::Money | FieldKind::Number => words.example_bill,
        },
        suffix: if money { words.yuan } else { "" },
        text: it.text,
        unsure: None,
        wrong: wrong.is_some(),
        slot: &slot,
        described: error_id.clone().map(AttrValue::from),
        today: None,
        disabled: false,
    };
    html! {
        <div class="hs-question" key={control} data-fact={it.fact.to_owned()} data-item={it.seat.map(|it| it.to_string())}>
            { field(&field_it, words, on) }
            { mistake(wrong, error_id) }
        </div>
    }
}
