//! One scheme that can still apply: its amount, whether it is the better of its group, why, on what
//! assumptions, and how to get it.

use crate::format;
use crate::outcome;
use crate::packs::PacksRef;
use crate::parts::badge::badge;
use crate::parts::claim::claim;
use crate::parts::fold::fold;
use crate::parts::formula::bound;
use crate::parts::reasons::reasons;
use crate::words::Words;
use engine::assess::Share;
use engine::date::Date;
use engine::pack::{Effect, FactKind, Scheme, Unit, Verdict};
use engine::quote::Eligibility;
use engine::value::Tri;
use engine::working::Working;
use engine::{Money, Quote};
use std::rc::Rc;
use yew::{Html, Properties, component, html};

#[derive(Properties, PartialEq)]
pub struct SchemeCardProps {
    pub words: &'static Words,
    pub packs: PacksRef,
    pub quote: Rc<Quote>,
    pub share: Share,
    /// The last day to claim, when it counts from an answer.
    #[prop_or_default]
    pub deadline: Option<Date>,
    /// A few words about which item it is for.
    #[prop_or_default]
    pub about: Option<String>,
    /// Its steps with the person's own numbers.
    #[prop_or_default]
    pub working: Rc<Vec<Working>>,
    /// What the other schemes and items make of it: why it is chosen, what the quota takes.
    #[prop_or_default]
    pub beside: Option<String>,
}

/// The amount that a scheme adds: least and most.
#[must_use]
pub fn amount(quote: &Quote, share: Share) -> (Option<Money>, Option<Money>) {
    match share {
        Share::Quota(least, most) => (Some(least), most),
        _ => (quote.range.least, quote.range.most),
    }
}

#[component]
pub fn SchemeCard(props: &SchemeCardProps) -> Html {
    let Some(scheme) = props.packs.scheme(&props.quote.scheme) else { return html! {} };
    let words = props.words;
    let quote = &*props.quote;
    let (least, most) = amount(quote, props.share);
    let beaten = props.share == Share::Beaten;
    let result = outcome::of_scheme(&props.packs, scheme, quote, props.share, words);
    let assumptions = assumptions(&props.packs, scheme, quote, words);
    html! {
        <article
            class={if beaten { "hs-scheme hs-scheme--beaten" } else { "hs-scheme" }}
            data-scheme={scheme.id.clone()}
            data-least={least.map(|it| it.to_string())}
            data-most={most.map(|it| it.to_string())}
        >
            <header class="hs-scheme__head">
                <h3 class="hs-scheme__title">{ &scheme.title }</h3>
                { rank(props.share, words) }
            </header>
            if let Some(label) = &result.label {
                <p class="hs-scheme__label">{ label }</p>
            }
            <p class={if result.gain { "hs-scheme__amount" } else { "hs-scheme__amount hs-scheme__amount--plain" }}>
                { result.text }
            </p>
            { verdicts(scheme, quote, words) }
            <p class="hs-scheme__about">
                if let Some(about) = &props.about {
                    <span>{ about }</span>{ " · " }
                }
                { standing(scheme, quote, words) }
            </p>
            { payable(&props.packs, scheme, quote, words) }
            if let Some(beside) = &props.beside {
                <p class="hs-scheme__beside">{ beside }</p>
            }
            { for props.working.iter().filter_map(|it| Some(html! {
                <p class="hs-scheme__bound">{ bound(&props.packs, scheme, it.bound.as_ref()?, words)? }</p>
            })) }
            { fold("why", words.why, None, reasons(&props.packs, scheme, quote, &props.working, words)) }
            { fold("claim", words.claim, None, claim(scheme, props.deadline, words)) }
            if !assumptions.is_empty() {
                { fold("assumptions", words.assumptions, Some(assumptions.len()), list(&assumptions)) }
            }
        </article>
    }
}

/// Draws sentences as a list.
pub fn list<T: AsRef<str>>(texts: &[T]) -> Html {
    html! { <ul class="hs-list">{ for texts.iter().map(|it| html! { <li>{ it.as_ref() }</li> }) }</ul> }
}

/// How each verdict of a check stands.
fn verdicts(scheme: &Scheme, quote: &Quote, words: &Words) -> Html {
    let one = |(it, holds): (&Verdict, &Tri)| {
        let (holds, said) = match holds {
            Tri::True => ("true", words.yes),
            Tri::False => ("false", words.no),
            Tri::Open => ("open", words.eligible_open),
        };
        html! {
            <div class="hs-verdicts__one" data-verdict={it.id.clone()} data-holds={holds}>
                <dt>{ &it.say }</dt>
                <dd>{ said }</dd>
            </div>
        }
    };
    if quote.verdicts.is_empty() {
        return Html::default();
    }
    html! { <dl class="hs-verdicts">{ for scheme.verdicts.iter().zip(&quote.verdicts).map(one) }</dl> }
}

fn rank(share: Share, words: &Words) -> Html {
    let (class, rank, text) = match share {
        Share::Best => ("hs-rank hs-rank--best", "best", words.better),
        Share::MayBeBest => ("hs-rank", "depends", words.depends),
        Share::Beaten => ("hs-rank", "beaten", words.beaten),
        Share::Whole | Share::Quota(..) => return html! {},
    };
    html! { <span {class} data-rank={rank}>{ text }</span> }
}

fn standing(scheme: &Scheme, quote: &Quote, words: &Words) -> Html {
    let eligible = match quote.eligibility {
        Eligibility::Yes => words.eligible,
        Eligibility::Open => words.eligible_open,
        Eligibility::No => words.eligible_no,
    };
    html! {
        <>
            { eligible }{ " · " }{ (words.certainty)(scheme.certainty) }{ " · " }{ &scheme.issuer }{ " " }
            { badge(quote.confidence, words) }
        </>
    }
}

/// What is still to pay, where the benefit is a tax that becomes less.
fn payable(packs: &PacksRef, scheme: &Scheme, quote: &Quote, words: &Words) -> Html {
    let place = scheme.steps.iter().position(|it| it.id == "payable");
    let line = quote.lines.iter().find(|it| place.is_some() && it.step == place);
    let (Effect::Tax, Some(line)) = (scheme.effect, line) else { return html! {} };
    // While an amount is not told, the bounds of the tax say nothing.
    let untold = |it: &(usize, Option<usize>)| {
        let kind = packs.fact_at(it.0).map(|it| &it.kind);
        matches!(kind, Some(FactKind::Number { unit: Unit::Yuan(_), .. }))
    };
    if line.value.single().is_none() && quote.open.iter().any(untold) {
        return html! {};
    }
    // A tax is never negative, however wide the step's bounds are.
    let least = line.value.lo.map(|it| Money::from_yuan(it).max(Money::ZERO));
    let most = line.value.hi.map(Money::from_yuan);
    html! {
        <p class="hs-scheme__payable" data-payable={least.filter(|it| Some(*it) == most).map(|it| it.to_string())}>
            <span>{ words.payable }</span>
            <strong>{ format::range(least, most, words) }</strong>
        </p>
    }
}

/// What was taken as given, in sentences.
fn assumptions(packs: &PacksRef, scheme: &Scheme, quote: &Quote, words: &Words) -> Vec<String> {
    let mut all: Vec<String> =
        quote.assumptions.iter().filter_map(|it| scheme.assumptions.get(*it)).map(|it| it.say.clone()).collect();
    for at in &quote.open_ended {
        if let Some(condition) = scheme.conditions.get(*at) {
            all.push((words.end_not_seen)(&condition.say));
        }
    }
    for it in &quote.readings {
        if let Some(fact) = packs.fact_at(it.fact) {
            let range = format::range(it.range.least, it.range.most, words);
            all.push((words.reading)(&fact.label, &format::answer(fact, &it.value, words), &range));
        }
    }
    all
}
