//! Works out a price for whoever only knows the list price: list price less discounts.

use crate::form::{Entry, Form, FormAction, Slot};
use crate::parts::field::FieldKind;
use crate::parts::fold::fold;
use crate::parts::typed::{TypedField, typed};
use crate::words::Words;
use engine::Money;
use engine::input::{self, InputError};
use yew::{AttrValue, Callback, Html, html};

/// The field of the list price.
const LIST: &str = "list_price";
/// The field of all discounts.
const OFF: &str = "list_discounts";

/// Draws the helper of an item whose price goes into `price`.
pub fn helper(form: &Form, item: u32, seat: usize, price: Slot, words: &Words, on: &Callback<FormAction>) -> Html {
    let filling = {
        let (form, on) = (form.clone(), on.clone());
        Callback::from(move |action: FormAction| {
            let next = form.after(action.clone());
            on.emit(action);
            if let Some(text) = difference(&next, item) {
                on.emit(FormAction::Fill(price.clone(), text));
            }
        })
    };
    let row = |fact, ask| {
        let text = text(form, fact, item);
        let wrong = read(text).err().filter(|it| *it != InputError::Empty);
        let field = TypedField {
            item: Some(item),
            seat: Some(seat),
            fact,
            ask,
            kind: FieldKind::Money,
            example: "",
            text,
            wrong: wrong.as_ref(),
        };
        typed(&field, form.typing.as_ref(), words, &filling)
    };
    let inside = html! {
        <>
            { row(LIST, words.list_price) }
            { row(OFF, words.discounts) }
        </>
    };
    fold("helper", words.helper, None, inside)
}

fn text<'a>(form: &'a Form, fact: &str, item: u32) -> &'a str {
    match form.entry(&Slot::new(fact, Some(item))) {
        Some(Entry::Typed(text)) => text,
        _ => "",
    }
}

fn read(text: &str) -> Result<Money, InputError> {
    input::money(text)
}

/// The price, once both amounts are there and leave something to pay.
fn difference(form: &Form, item: u32) -> Option<AttrValue> {
    let list = read(text(form, LIST, item)).ok()?;
    let off = read(text(form, OFF, item)).ok()?;
    let price = list.checked_sub(off).filter(|it| *it > Money::ZERO)?;
    Some(AttrValue::from(price.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(list: &str, off: &str, expect: Option<&str>) {
        let entry = |fact, text: &str| (Slot::new(fact, Some(0)), Entry::Typed(text.to_owned().into()));
        let form = Form::of(vec![entry(LIST, list), entry(OFF, off)], vec![0]);
        assert_eq!(difference(&form, 0).as_deref(), expect);
    }

    #[test]
    fn the_price_is_what_discounts_leave() {
        check("5,499", "700", Some("4799.00"));
        check("100", "0", Some("100.00"));
        check("100", "100", None);
        check("100", "100.01", None);
        check("1e3", "1", None);
    }
}
