//! One bill: what it is for, its amount, the shop's own discount, the day, and how it is paid.

use crate::form::{FormAction, Slot};
use crate::parts::field::FieldKind;
use crate::parts::item::{Item, item};
use crate::parts::payment::payment;
use crate::parts::typed::{TypedField, typed};
use crate::voucher::{self, Bill, Typed};
use crate::words::Words;
use engine::Money;
use engine::campaign::{Campaign, Fen};
use planner::Payment;
use yew::{Callback, Html, html};

/// A bill as it is drawn.
pub struct BillCard<'a> {
    /// What was typed.
    pub bill: &'a Bill,
    /// Its place among the bills.
    pub seat: usize,
    /// The round.
    pub campaign: &'a Campaign,
    /// How it is paid.
    pub paid: Option<&'a Payment>,
    /// What is saved at most.
    pub most: Option<Fen>,
    /// The field that is being typed into.
    pub typing: Option<&'a Slot>,
}

/// Draws a bill.
pub fn bill(it: &BillCard<'_>, words: &Words, on: &Callback<FormAction>) -> Html {
    let bill = it.bill;
    let category = bill.category.map_or("", |it| (words.category)(it));
    let inside = html! {
        <>
            { row(it, voucher::AMOUNT, words.amount, FieldKind::Money, &bill.amount, words, on) }
            { row(it, voucher::DISCOUNT, words.discount, FieldKind::Money, &bill.discount, words, on) }
            { row(it, voucher::DAY, words.day, FieldKind::Day, &bill.day, words, on) }
            { it.paid.map(|paid| payment(it.campaign, paid, bill.day.value == Ok(None), words)).unwrap_or_default() }
        </>
    };
    let frame = Item {
        id: bill.id,
        seat: it.seat,
        name: [&(it.seat + 1).to_string(), ". ", category].concat(),
        label: words.saved,
        least: it.paid.map(|it| Money::from_yuan(it.saved.yuan())),
        most: it.most.map(|it| Money::from_yuan(it.yuan())),
        reason: None,
    };
    item(frame, inside, words, on)
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
        item: it.bill.id,
        seat: it.seat,
        fact,
        ask,
        kind,
        text: &said.text,
        wrong: said.value.as_ref().err(),
    };
    typed(&field, it.typing, words, on)
}
