//! An answered question in one row that opens again when it is pressed.

use crate::form::FormAction;
use crate::format;
use crate::parts::press;
use crate::parts::question::control_id;
use crate::sheet::{Asked, Standing};
use crate::words::Words;
use engine::pack::Fact;
use yew::{Callback, Html, html};

/// The answer as it is said back; `presumed` is what a day is called that is taken to be the one asked.
#[must_use]
pub fn said(fact: &Fact, asked: &Asked, presumed: &str, words: &Words) -> String {
    match &asked.standing {
        Standing::Told(value) => format::answer(fact, value, words),
        Standing::Today => presumed.to_owned(),
        _ => words.unsure.to_owned(),
    }
}

/// Draws the row.
pub fn answered(
    fact: &Fact,
    asked: &Asked,
    disabled: bool,
    presumed: &str,
    words: &Words,
    on: &Callback<FormAction>,
) -> Html {
    let known = asked.standing != Standing::Unsure;
    let id = control_id(&asked.slot);
    html! {
        <div class="hs-answered" key={id.clone()} data-fact={fact.id.clone()} data-answered="true">
            <button
                type="button"
                class="hs-answered__button"
                {id}
                {disabled}
                onclick={press::form(on, FormAction::Open(asked.slot.clone()))}
            >
                <span class="hs-answered__label">{ &fact.label }</span>
                <span class={if known { "hs-answered__value" } else { "hs-answered__value hs-answered__value--unsure" }}>
                    { said(fact, asked, presumed, words) }
                </span>
                <span class="hs-answered__change">{ words.change }</span>
            </button>
        </div>
    }
}
