//! A box to tick.

use crate::form::{FormAction, Slot};
use crate::parts::question::control_id;
use yew::{AttrValue, Callback, Html, MouseEvent, html};

/// A box as it is drawn.
pub struct Check<'a> {
    /// What ticking it says.
    pub say: &'a str,
    /// More about it.
    pub about: Option<String>,
    /// Whether it is ticked.
    pub ticked: bool,
    /// What is stored when it is pressed now; empty: the answer is taken back.
    pub then: &'static str,
    /// The place of the answer.
    pub slot: Slot,
    /// Whether it cannot be ticked yet.
    pub disabled: bool,
}

/// Draws the box.
pub fn check(it: &Check<'_>, on: &Callback<FormAction>) -> Html {
    let onclick = {
        let (on, slot, then) = (on.clone(), it.slot.clone(), AttrValue::from(it.then));
        Callback::from(move |_: MouseEvent| on.emit(FormAction::Type(slot.clone(), then.clone())))
    };
    let id = control_id(&it.slot);
    html! {
        <label class="hs-check" key={id.clone()} data-fact={it.slot.fact.clone()}>
            <input class="hs-check__input" type="checkbox" {id} checked={it.ticked} disabled={it.disabled} {onclick} />
            <span class="hs-check__mark" aria-hidden="true"></span>
            <span class="hs-check__say">
                { it.say }
                if let Some(about) = &it.about {
                    <span class="hs-choice__about">{ about }</span>
                }
            </span>
        </label>
    }
}
