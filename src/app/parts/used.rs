//! Something that a person has had subsidised already: what, by which scheme, how many, whose.

use crate::answer::Known;
use crate::form::{FormAction, Slot};
use crate::household::{self, Household, Used, reference};
use crate::parts::count::count;
use crate::parts::item::item_id;
use crate::parts::press;
use crate::parts::select::{Select, select};
use crate::words::Words;
use yew::{AttrValue, Callback, Html, html};

/// It as it is drawn.
pub struct UsedCard<'a> {
    /// What was told.
    pub it: &'a Used,
    /// Its place among its like.
    pub seat: usize,
    /// What the planner knows of goods and cars.
    pub known: Option<&'a Known>,
    /// The household.
    pub home: &'a Household,
    /// The names of the members.
    pub names: &'a [String],
}

/// What a kind is called.
#[must_use]
pub fn kind<'a>(id: &'a str, known: Option<&'a Known>, words: &Words) -> &'a str {
    if id == household::CAR_KIND {
        return words.of_plans().a_car;
    }
    known.and_then(|known| known.kind(id)).unwrap_or(id)
}

/// Draws it.
pub fn used(card: &UsedCard<'_>, words: &Words, on: &Callback<FormAction>) -> Html {
    let said = words.of_plans();
    let it = card.it;
    let name = (said.used_name)(kind(&it.kind, card.known, words));
    let slot = |fact: &str| Slot::new(fact, Some(it.id));
    let seat = Some(card.seat);
    let mut schemes = vec![(AttrValue::from(""), AttrValue::from(said.used_any))];
    let known = card.known.into_iter().flat_map(|known| it.schemes(known));
    schemes.extend(known.map(|it| (AttrValue::from(it.id.clone()), AttrValue::from(it.title.clone()))));
    let members = card.home.members.iter().zip(card.names);
    let members: Vec<(AttrValue, AttrValue)> =
        members.map(|(it, name)| (reference(it).into(), name.clone().into())).collect();
    let whose = card.home.members.get(it.whose).map(reference).unwrap_or_default();
    html! {
        <article class="hs-item" id={item_id(it.id)} tabindex="-1" key={it.id} data-used={card.seat.to_string()}>
            <header class="hs-item__head">
                <h3 class="hs-item__name">{ &name }</h3>
                <button
                    type="button"
                    class="hs-button hs-button--plain"
                    aria-label={(words.remove_item)(&name)}
                    data-testid="remove"
                    onclick={press::form(on, FormAction::Remove(it.id))}
                >
                    { words.remove }
                </button>
            </header>
            { count(&slot(household::COUNT), it.count, &name, (said.pieces)(it.count.into()), words, on) }
            if members.len() > 1 {
                { select(Select { ask: said.whose, options: members, chosen: &whose, slot: slot(household::WHOSE), seat }, on) }
            }
            { select(Select { ask: said.used_scheme, options: schemes, chosen: &it.scheme, slot: slot(household::SCHEME), seat }, on) }
        </article>
    }
}
