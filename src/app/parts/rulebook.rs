//! The rules of a calculator as plain text: what is asked and where it is printed, each scheme with its
//! conditions, its figures and its documents. It is what a page says without JavaScript.

use crate::format;
use crate::parts::badge::badge;
use crate::parts::fold::fold;
use crate::parts::scheme::list;
use crate::parts::sources::sources;
use crate::words::Words;
use engine::Packs;
use engine::pack::{Calculator, Scheme};
use yew::{Html, html};

/// Draws the rules of a calculator.
pub fn rulebook(packs: &Packs, calculator: &Calculator, words: &Words) -> Html {
    let asked = calculator.questions.iter().filter_map(|it| packs.facts().get(*it)).map(|fact| {
        html! {
            <li>
                { &fact.label }
                if let Some(printed) = &fact.printed_on {
                    { ": " }{ printed }
                }
            </li>
        }
    });
    let schemes = packs.schemes().iter().filter(|it| calculator.holds(it));
    html! {
        <>
            <noscript><p class="hs-empty">{ words.no_script }</p></noscript>
            <div class="hs-rulebook">
                { for schemes.rev().map(|it| one(it, words)) }
                { fold("asked", words.asked, None, html! { <ul class="hs-list">{ for asked }</ul> }) }
            </div>
        </>
    }
}

fn one(scheme: &Scheme, words: &Words) -> Html {
    let conditions = scheme.conditions.iter().map(|it| {
        html! { <li>{ &it.say }{ it.window.as_ref().map(|it| [" ", &format::window(it, words)].concat()) }</li> }
    });
    let figures = scheme.figures.iter().map(|it| {
        let value =
            it.value.map_or_else(|| words.unknown_amount.to_owned(), |value| format::quantity(&it.unit, value, words));
        html! { <li>{ &it.say }{ ": " }<b>{ value }</b>{ " " }{ badge(it.confidence, words) }</li> }
    });
    let inside = html! {
        <>
            <h3 class="hs-claim__head">{ words.conditions }</h3>
            <ul class="hs-list">{ for conditions }</ul>
            <h3 class="hs-claim__head">{ words.figures }</h3>
            <ul class="hs-list">{ for figures }</ul>
            <h3 class="hs-claim__head">{ words.how }</h3>
            { list(&scheme.claim.how) }
            <h3 class="hs-claim__head">{ words.sources }</h3>
            { sources(&scheme.documents, words) }
        </>
    };
    fold(&scheme.id, &scheme.title, None, inside)
}
