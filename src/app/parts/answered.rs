//! An answered question in one row that opens again when it is pressed.

use crate::form::FormAction;
use crate::format;
use crate::packs::PacksRef;
use crate::sheet::{Asked, Standing};
use crate::words::Words;
use yew::{Callback, Html, MouseEvent, Properties, component, html};

#[derive(Properties, PartialEq)]
pub struct AnsweredProps {
    pub words: &'static Words,
    pub packs: PacksRef,
    pub asked: Asked,
    #[prop_or_default]
    pub disabled: bool,
    pub on: Callback<FormAction>,
}

#[component]
pub fn Answered(props: &AnsweredProps) -> Html {
    let Some(fact) = props.packs.fact_at(props.asked.fact) else { return html! {} };
    let words = props.words;
    let value = match &props.asked.standing {
        Standing::Told(value) => format::answer(fact, value, words),
        Standing::Today => words.today.to_owned(),
        _ => words.unsure.to_owned(),
    };
    let known = props.asked.standing != Standing::Unsure;
    let onclick = {
        let (on, slot) = (props.on.clone(), props.asked.slot.clone());
        move |_: MouseEvent| on.emit(FormAction::Open(slot.clone()))
    };
    html! {
        <div class="hs-answered" data-fact={fact.id.clone()} data-answered="true">
            <button
                type="button"
                class="hs-answered__button"
                id={super::question::control_id(&props.asked.slot)}
                disabled={props.disabled}
                {onclick}
            >
                <span class="hs-answered__label">{ &fact.label }</span>
                <span class={if known { "hs-answered__value" } else { "hs-answered__value hs-answered__value--unsure" }}>
                    { value }
                </span>
                <span class="hs-answered__change">{ words.change }</span>
            </button>
        </div>
    }
}
