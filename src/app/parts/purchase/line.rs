//! One kind of goods on a bill: what it costs, for sure or about, and what the shop takes off.

use super::{PurchaseCard, field};
use crate::form::{FormAction, Slot};
use crate::household::{self, Line, part};
use crate::parts::button::{Look, button};
use crate::parts::check::{Check, check};
use crate::parts::field::FieldKind;
use crate::parts::press;
use crate::voucher::Typed;
use crate::words::Words;
use rust_decimal::Decimal;
use yew::{Callback, Html, html};

/// Draws its fields.
pub fn draw(card: &PurchaseCard<'_>, line: &Line, words: &Words, on: &Callback<FormAction>) -> Html {
    let said = words.of_plans();
    let id = card.it.id;
    let slot = |fact: &str| Slot::new(&part(fact, line.part), Some(id));
    let category = line.category.map_or("", said.category);
    let of = |ask: &str| if card.it.lines.len() > 1 { [category, ": ", ask].concat() } else { ask.to_owned() };
    let money = |fact: &str, ask: &str, it: &Typed<Decimal>| {
        field(card, &part(fact, line.part), ask, FieldKind::Money, &it.text, it.value.as_ref().err(), words, on)
    };
    let tick = |fact: &str, say: &'static str, ticked: bool| {
        let then = if ticked { "" } else { "true" };
        check(&Check { say, about: None, ticked, then, slot: slot(fact), disabled: false }, on)
    };
    let gone = [
        household::BUY,
        household::AMOUNT,
        household::ABOUT,
        household::LOW,
        household::HIGH,
        household::DISCOUNT,
        household::DECLINE,
    ];
    let strike = FormAction::Strike(gone.map(slot).to_vec());
    // Without a least amount there is nothing to take a discount from; one that was typed stays in sight.
    let waits = line.about && line.ends().0.is_none();
    let discounted = !line.discount.text.is_empty();
    html! {
        <div key={line.part} data-line={line.part.to_string()}>
            if line.about {
                <div class="hs-purchase__ends">
                    { money(household::LOW, &of(said.low), &line.low) }
                    { money(household::HIGH, &of(said.high), &line.high) }
                </div>
                <p class="hs-purchase__help">{ said.ends_help }</p>
            } else {
                { money(household::AMOUNT, &of(said.line_amount), &line.amount) }
            }
            { tick(household::ABOUT, said.about, line.about) }
            if !waits || discounted {
                { money(household::DISCOUNT, said.discount, &line.discount) }
            }
            if waits && discounted {
                <p class="hs-item__reason" data-testid="discount-waits">{ said.discount_low }</p>
            }
            if line.off().is_some() {
                { tick(household::DECLINE, said.decline, line.decline) }
            }
            if line.part != 1 {
                { button(Look::Plain, "remove-line", &(said.remove_line)(category), press::form(on, strike)) }
            }
        </div>
    }
}
