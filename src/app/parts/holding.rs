//! A voucher that a household holds: which, how many, whose, until when.

use crate::form::{FormAction, Slot};
use crate::household::{self, Holding, Household, reference};
use crate::parts::count::count;
use crate::parts::field::FieldKind;
use crate::parts::item::item_id;
use crate::parts::press;
use crate::parts::question::mistake;
use crate::parts::select::{Select, select};
use crate::parts::typed::{TypedField, typed};
use crate::words::Words;
use yew::{AttrValue, Callback, Html, html};

/// A voucher held, as it is drawn.
pub struct HoldingCard<'a> {
    /// What was told.
    pub it: &'a Holding,
    /// Its place among those held.
    pub seat: usize,
    /// Its class and what it takes off.
    pub name: String,
    /// The household.
    pub home: &'a Household,
    /// The names of the members.
    pub names: &'a [String],
    /// The field that is being typed into.
    pub typing: Option<&'a Slot>,
}

/// Draws the voucher.
pub fn holding(card: &HoldingCard<'_>, words: &Words, on: &Callback<FormAction>) -> Html {
    let said = words.of_plans();
    let it = card.it;
    let slot = |fact: &str| Slot::new(fact, Some(it.id));
    let members = card.home.members.iter().zip(card.names);
    let members: Vec<(AttrValue, AttrValue)> =
        members.map(|(it, name)| (reference(it).into(), name.clone().into())).collect();
    let whose = card.home.members.get(it.whose).map(reference).unwrap_or_default();
    let until = TypedField {
        item: Some(it.id),
        seat: Some(card.seat),
        fact: household::UNTIL,
        ask: said.until,
        kind: FieldKind::Day,
        example: "",
        text: &it.until.text,
        wrong: it.until.value.as_ref().err(),
    };
    let typing = card.typing == Some(&slot(household::UNTIL));
    let missing = it.needs_until && it.until.value == Ok(None) && !typing;
    html! {
        <article class="hs-item hs-holding" id={item_id(it.id)} tabindex="-1" key={it.id} data-held={card.seat.to_string()}>
            <header class="hs-item__head">
                <h3 class="hs-item__name">{ &card.name }</h3>
                <button
                    type="button"
                    class="hs-button hs-button--plain"
                    aria-label={(words.remove_item)(&card.name)}
                    data-testid="remove"
                    onclick={press::form(on, FormAction::Remove(it.id))}
                >
                    { words.remove }
                </button>
            </header>
            { count(&slot(household::COUNT), it.count, &card.name, (said.count)(it.count.into()), words, on) }
            if card.home.members.len() > 1 {
                { select(Select { ask: said.whose, options: members, chosen: &whose, slot: slot(household::WHOSE), seat: Some(card.seat) }, on) }
            }
            if it.needs_until {
                { typed(&until, card.typing, words, on) }
            }
            { mistake(missing.then(|| said.until_needed.to_owned()), None) }
            { mistake((!it.takes_part).then(|| said.round_off.to_owned()), None) }
        </article>
    }
}
