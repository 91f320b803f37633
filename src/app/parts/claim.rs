//! How to get it: what to do, where, what to bring, and until when.

use crate::format;
use crate::parts::badge::badge;
use crate::words::Words;
use engine::date::Date;
use engine::pack::{Confidence, Scheme};
use yew::{Html, html};

/// Draws how to claim. `deadline` is the last day when it counts from an answer of the person.
pub fn claim(scheme: &Scheme, deadline: Option<Date>, words: &Words) -> Html {
    let claim = &scheme.claim;
    let until = match (claim.apply_by, deadline) {
        (Some(day), _) | (None, Some(day)) => Some(format::day(day, words)),
        _ => None,
    };
    let said = [claim.apply_by_say.as_deref(), claim.days_after.as_ref().map(|it| it.say.as_str())];
    let said: Vec<&str> = said.into_iter().flatten().collect();
    html! {
        <div class="hs-claim">
            { list(words.how, &claim.how, true) }
            { list(words.place, &claim.place, false) }
            { list(words.materials, &claim.materials, false) }
            <h4 class="hs-claim__head">{ words.deadline }</h4>
            <p class="hs-claim__until">
                if let Some(until) = &until {
                    <strong>{ until }</strong>{ " " }
                }
                { for said.iter().map(|it| html! { <span>{ it }{ " " }</span> }) }
                if until.is_none() && said.is_empty() {
                    { words.deadline_unknown }
                }
            </p>
            if let Some(quota) = &scheme.quota {
                <h4 class="hs-claim__head">{ words.quota }</h4>
                <p>{ &quota.say }</p>
            }
            if let Some(stacks) = &scheme.stacks_with {
                <h4 class="hs-claim__head">{ words.stacks }</h4>
                <p>{ stacks }</p>
            }
            if let Some(ends) = &scheme.ends_note {
                <h4 class="hs-claim__head">{ words.ends }</h4>
                <p>{ ends }</p>
            }
            if claim.confidence != Confidence::Official {
                <p>{ badge(claim.confidence, words) }</p>
            }
        </div>
    }
}

fn list(head: &'static str, texts: &[String], ordered: bool) -> Html {
    if texts.is_empty() {
        return html! {};
    }
    let items = texts.iter().map(|it| html! { <li>{ it }</li> });
    let items = if ordered {
        html! { <ol class="hs-claim__list">{ for items }</ol> }
    } else {
        html! { <ul class="hs-claim__list">{ for items }</ul> }
    };
    html! {
        <>
            <h4 class="hs-claim__head">{ head }</h4>
            { items }
        </>
    }
}
