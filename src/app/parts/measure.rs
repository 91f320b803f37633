//! One measure of the package: its number and title, who leads it, what it means, and where to compute it.

use crate::parts::fold::fold;
use crate::parts::link::link;
use crate::route::Page;
use crate::words::Words;
use engine::pack::Measure;
use yew::{Callback, Html, html};

/// Draws a measure. `to` is the page that computes something for it.
pub fn measure(it: &Measure, to: Option<Page>, words: &Words, go: &Callback<Page>) -> Html {
    let verdict = match it.verdict.as_str() {
        "calculator" => words.verdict_calculator,
        "checker" => words.verdict_checker,
        _ => words.verdict_reference,
    };
    html! {
        <article class="hs-measure" key={it.number} data-measure={it.number.to_string()}>
            <h3 class="hs-measure__title">
                <span class="hs-measure__number">{ it.number }</span>
                <span>{ &it.title }</span>
            </h3>
            <p class="hs-measure__say">{ &it.say }</p>
            <p class="hs-measure__about">
                { words.leads }{ it.leads.join(words.comma) }{ " · " }{ verdict }
            </p>
            if let Some(note) = &it.editor_note {
                { fold("note", words.editor_note, None, html! { <p>{ note }</p> }) }
            }
            if let Some(to) = to {
                { link(to, "hs-button", false, go, html! { { words.compute } }) }
            }
        </article>
    }
}
