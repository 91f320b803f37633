//! A question with a short list of answers, one of which is chosen: the phone shows its own picker.

use crate::form::{FormAction, Slot};
use crate::parts::question::control_id;
use crate::platform::input;
use yew::{AttrValue, Callback, Event, Html, html};

/// A list as it is drawn.
pub struct Select<'a> {
    /// The question.
    pub ask: &'a str,
    /// Names and words of the answers; an empty name takes the answer back.
    pub options: Vec<(AttrValue, AttrValue)>,
    /// The answer chosen, by name.
    pub chosen: &'a str,
    /// The place of the answer.
    pub slot: Slot,
    /// The place of the item among the items.
    pub seat: Option<usize>,
}

/// Draws the list.
pub fn select(it: Select<'_>, on: &Callback<FormAction>) -> Html {
    let id = control_id(&it.slot);
    let (on, slot) = (on.clone(), it.slot.clone());
    let onchange = Callback::from(move |event: Event| on.emit(FormAction::Type(slot.clone(), input::chosen(&event))));
    frame(&it.slot, it.seat, id, it.ask, options(&it.options, it.chosen), onchange)
}

/// Draws a list that adds something each time and then stands on its first row again.
pub fn adder(ask: &str, slot: &Slot, seat: usize, all: &[(AttrValue, AttrValue)], add: &Callback<FormAction>) -> Html {
    let (on, target) = (add.clone(), slot.clone());
    let onchange = Callback::from(move |event: Event| {
        let chosen = input::chosen(&event);
        input::unchoose(&event);
        if !chosen.is_empty() {
            on.emit(FormAction::Type(target.clone(), chosen));
        }
    });
    frame(slot, Some(seat), control_id(slot), ask, options(all, ""), onchange)
}

fn frame(slot: &Slot, seat: Option<usize>, id: String, ask: &str, rows: Html, onchange: Callback<Event>) -> Html {
    html! {
        <div class="hs-question" key={id.clone()} data-fact={slot.fact.clone()} data-item={seat.map(|it| it.to_string())}>
            <label class="hs-question__ask" for={id.clone()}>{ ask }</label>
            <select class="hs-select" {id} {onchange}>{ rows }</select>
        </div>
    }
}

fn options(all: &[(AttrValue, AttrValue)], chosen: &str) -> Html {
    let one = |(name, say): &(AttrValue, AttrValue)| {
        html! { <option value={name} selected={name.as_str() == chosen}>{ say }</option> }
    };
    html! { <>{ for all.iter().map(one) }</> }
}
