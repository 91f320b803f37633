//! Why: each condition with how it stands, then the steps with the person's own numbers.

use crate::format;
use crate::parts::badge::badge;
use crate::parts::formula::{bound, formula};
use crate::parts::icon::{Icon, icon};
use crate::parts::sources::sources;
use crate::words::Words;
use engine::pack::{Condition, Confidence, Scheme, Step};
use engine::quote::Outcome;
use engine::value::{Interval, Tri};
use engine::working::Working;
use engine::{Packs, Quote};
use yew::{Html, html};

/// Draws the reasons of a quote, its steps with the person's own numbers where they are known.
pub fn reasons(packs: &Packs, scheme: &Scheme, quote: &Quote, working: &[Working], words: &Words) -> Html {
    let lines = quote.lines.iter().filter_map(|line| {
        let step = match line.step {
            Some(at) => scheme.steps.get(at)?,
            None => &scheme.amount,
        };
        Some((step, line.value, line.step.is_none()))
    });
    let of = |it: &Step| {
        let place = scheme.steps.iter().position(|step| step.id == it.id);
        working.iter().find(|it| it.step == place)
    };
    // A last line that only repeats the step before it is left out.
    let mut lines: Vec<(&Step, Interval, bool)> = lines.collect();
    if let [.., (before, value, _), (_, last, true)] = lines.as_slice()
        && value == last
        && before.say == scheme.amount.say
    {
        lines.pop();
    }
    html! {
        <div class="hs-reasons">
            <h4 class="hs-reasons__head">{ words.conditions }</h4>
            { conditions(scheme, quote, words) }
            if !lines.is_empty() {
                <h4 class="hs-reasons__head">{ words.steps }</h4>
                <ol class="hs-steps">
                    { for lines.into_iter().map(|(it, value, last)| step(packs, scheme, it, value, last, of(it), words)) }
                </ol>
            }
            <h4 class="hs-reasons__head">{ words.sources }</h4>
            { sources(&scheme.documents, words) }
        </div>
    }
}

/// Draws every condition with how it stands.
fn conditions(scheme: &Scheme, quote: &Quote, words: &Words) -> Html {
    let one = |it: &Outcome| Some(condition(scheme.conditions.get(it.condition)?, it.holds, words));
    html! {
        <ul class="hs-conditions">{ for quote.outcomes.iter().filter_map(one) }</ul>
    }
}

/// Draws one condition with how it stands.
pub fn condition(it: &Condition, holds: Tri, words: &Words) -> Html {
    let (class, picture, standing) = match holds {
        Tri::True => ("hs-condition hs-condition--yes", Icon::Yes, words.met),
        Tri::False => ("hs-condition hs-condition--no", Icon::No, words.not_met),
        Tri::Open => ("hs-condition hs-condition--open", Icon::Open, words.not_clear),
    };
    html! {
        <li key={it.id.clone()} {class} data-condition={it.id.clone()}>
            { icon(picture) }
            <span class="hs-condition__text">
                <span class="hs-condition__standing">{ standing }</span>
                { &it.say }
                if let Some(window) = &it.window {
                    <span class="hs-condition__window">{ format::window(window, words) }</span>
                }
                { reference(it.source) }
                if it.confidence != Confidence::Official {
                    { badge(it.confidence, words) }
                }
            </span>
        </li>
    }
}

fn step(
    packs: &Packs,
    scheme: &Scheme,
    step: &Step,
    value: Interval,
    last: bool,
    working: Option<&Working>,
    words: &Words,
) -> Html {
    let value = format::interval(&step.unit, value, words);
    let figures = step.figures.iter().filter_map(|it| scheme.figures.get(*it)).map(|it| {
        let value = match it.value {
            Some(value) => format::quantity(&it.unit, value, words),
            None => words.unknown_amount.to_owned(),
        };
        html! {
            <li class="hs-steps__figure">
                <span>{ &it.say }{ " " }<b>{ value }</b></span>
                { reference(it.source) }
                if it.confidence != Confidence::Official {
                    { badge(it.confidence, words) }
                }
            </li>
        }
    });
    html! {
        <li
            key={step.id.clone()}
            class={if last { "hs-steps__one hs-steps__one--last" } else { "hs-steps__one" }}
            data-step={step.id.clone()}
        >
            <span class="hs-steps__say">{ &step.say }</span>
            <span class="hs-steps__value">
                if let Some(it) = working {
                    <span class="hs-steps__formula">{ formula(&it.formula, words) }{ " = " }</span>
                }
                { value }
            </span>
            if let Some(bound) = working.and_then(|it| bound(packs, scheme, it.bound.as_ref()?, words)) {
                <p class="hs-steps__bound">{ bound }</p>
            }
            if !step.figures.is_empty() {
                <ul class="hs-steps__figures">{ for figures }</ul>
            }
            if let Some(round) = step.round {
                <span class="hs-steps__round">{ (words.rounding)(round, step.round_source.is_some()) }</span>
            }
        </li>
    }
}

fn reference(source: usize) -> Html {
    html! { <sup class="hs-reference">{ "[" }{ source + 1 }{ "]" }</sup> }
}
