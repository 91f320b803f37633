//! One kept result.

use crate::format;
use crate::parts::button::{Look, button};
use crate::parts::press;
use crate::plan::Plan;
use crate::words::Words;
use yew::{Callback, Html, html};

/// Draws a kept result; `name` is that of its calculator.
pub fn plan_card(plan: &Plan, name: &str, words: &Words, open: &Callback<()>, drop: &Callback<()>) -> Html {
    html! {
        <article class="hs-plan" key={plan.id} data-plan={plan.id.to_string()}>
            <h2 class="hs-plan__title">{ name }</h2>
            <p class="hs-plan__result">{ &plan.result }</p>
            <p class="hs-plan__on">
                { words.worked_out_on }{ " " }<time>{ &plan.on }</time>
                if let Some(day) = plan.asked {
                    { " · " }{ (words.asked_of)(&format::day(day, words)) }
                }
            </p>
            <div class="hs-actions__row">
                { button(Look::Main, "open", words.open_again, press::call(open)) }
                { button(Look::Plain, "drop", words.remove, press::call(drop)) }
            </div>
        </article>
    }
}
