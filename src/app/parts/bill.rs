//! One bill: what it is for, its amount, the shop's own discount, the day, and how it is paid.

use crate::answer::Payment;
use crate::form::{FormAction, Slot};
use crate::parts::field::FieldKind;
use crate::parts::item::{Item, item};
use crate::parts::payment::{Rounds, payment};
use crate::parts::typed::{TypedField, typed};
use crate::voucher::{self, Bill, Typed};
use crate::words::Words;
use engine::Money;
use yew::{Callback, Html, html};

/// A bill as it is drawn.
pub struct BillCard<'a> {
    /// What was typed.
    pub bill: &'a Bill,
    /// Its place among the bills.
    pub seat: usize,
    /// The round.
    pub rounds: Rounds<'a>,
    /// How it is paid.
    pub paid: Option<&'a Payment>,
    /// What is saved at most.
    pub most: Option<Money>,
    /// The field that is being typed into.
    pub typing: Option<&'a Slot>,
}

/// Draws a bill.
pub fn bill(it: &BillCard<'_>, words: &Words, on: &Callback<FormAction>) -> Html {
    let bill = it.bill;
    let said = words.of_plans();
    let category = bill.category.map_or("", |it| (said.category)(it));
    let inside = html! {
        <>
            { row(it, voucher::AMOUNT, said.amount, FieldKind::Money, &bill.amount, words, on) }
            { row(it, voucher::DISCOUNT, said.discount, FieldKind::Money, &bill.discount, words, on) }
            { row(it, voucher::DAY, said.day, FieldKind::Day, &bill.day, words, on) }
            { it.paid.map(|paid| payment(it.rounds, paid, bill.day.value == Ok(None), words)).unwrap_or_default() }
        </>
    };
    let frame = Item {
        id: bill.id,
        seat: it.seat,
        name: [&(it.seat + 1).to_string(), ". ", category].concat(),
        label: said.saved,
        least: it.paid.map(|it| it.saved),
        most: it.most,
        reason: None,
    };
    item(frame, inside, Html::default(), words, on)
}

fn row<T>(
    it: &BillCard<'_>,
    fact: &str,
    ask: &str,
    kind: FieldKind,
    said: &Typed<T>,
    words: &Words,
    on: &Callback<FormAction>,
) -> Html {
    let field = TypedField {
        item: Some(it.bill.id),
        seat: Some(it.seat),
        fact,
        ask,
        kind,
        example: "",
        text: &said.text,
        wrong: said.value.as_ref().err(),
    };
    typed(&field, it.typing, words, on)
}
