//! The quote of one scheme for the answers as they stand: all that can be read off the whole box
//! first, then the searches for what is open.

use crate::expr::Domain;
use crate::instance::{AmountOf, EligibilityOf, Instance, ValueOf, Variables};
use crate::money::Money;
use crate::pack::{Confidence, Effect, Packs, Scheme, Step};
use crate::quote::{Eligibility, Line, Outcome, Quote, Range};
use crate::search::{End, Root, boxes_of, ends_from, extreme, extreme_within};
use crate::value::{Interval, Tri};
use rust_decimal::Decimal;

/// How many boxes are looked at for an intermediate step: its bound holds anyway, and need not be tight.
const LINE_BOXES: usize = 60;

/// Puts the instance's scheme to the answers that the variables hold.
pub(crate) fn quote_instance(packs: &Packs, variables: &Variables, instance: &mut Instance<'_>) -> Quote {
    let scheme = instance.scheme;
    let domains = variables.domains.as_slice();
    instance.seen = (false, false);
    let (truth, amount) = instance.value(domains);
    let outcomes = outcomes(instance, domains);
    let mut quote = blank(scheme, outcomes);
    if truth == Tri::False {
        refuse(&mut quote, scheme);
        return quote;
    }
    // What the box says of every part, before a search looks at other boxes.
    let unsure = lines(instance, domains, &mut quote.lines);
    quote.verdicts = scheme.verdicts.iter().map(|it| instance.node(domains, it.node).truth()).collect();
    quote.assumptions = assumptions(instance, domains);
    let shown = if scheme.verdicts.is_empty() && scheme.effect != Effect::Check {
        Vec::new()
    } else {
        instance.shown_from(domains)
    };
    // Nothing open: both ends are the value itself and there is nothing to search for.
    let decided = if truth == Tri::Open { None } else { amount.single() };
    match decided {
        Some(amount) => {
            quote.range.least = Some(Money::from_yuan(amount));
            quote.range.most = quote.range.least;
        }
        None => search(packs, variables, instance, truth, amount, &mut quote),
    }
    if quote.eligibility == Eligibility::No {
        refuse(&mut quote, scheme);
        return quote;
    }
    for at in unsure {
        let line = quote.lines.get_mut(at).zip(scheme.steps.get(at));
        if let Some((line, step)) = line {
            line.value = step_range(instance, domains, step.node);
        }
    }
    for it in shown.iter().filter_map(|it| variables.meaning.get(*it)) {
        if !quote.open.contains(it) {
            quote.open.push(*it);
        }
    }
    let assumed = steps(scheme).filter(|(_, it)| it.round.is_some() && it.round_source.is_none());
    quote.assumed_roundings = assumed.map(|(step, _)| step).collect();
    quote.open_ended = open_ended(scheme);
    quote.confidence = scheme.weakest;
    quote.rows = instance.rows(domains);
    quote
}

/// Every step with its place, and last the amount.
fn steps(scheme: &Scheme) -> impl Iterator<Item = (Option<usize>, &Step)> {
    let steps = scheme.steps.iter().enumerate().map(|(idx, it)| (Some(idx), it));
    steps.chain(std::iter::once((None, &scheme.amount)))
}

fn outcomes(instance: &mut Instance<'_>, domains: &[Domain]) -> Vec<Outcome> {
    let conditions = instance.scheme.conditions.iter().enumerate();
    conditions.map(|(idx, it)| Outcome { condition: idx, holds: instance.node(domains, it.node).truth() }).collect()
}

/// What the box says of each step and the amount; given back are the places of the steps whose ends may not be
/// attained. A step may be negative, and an open one is worth the same care as the amount.
fn lines(instance: &mut Instance<'_>, domains: &[Domain], lines: &mut Vec<Line>) -> Vec<usize> {
    let scheme = instance.scheme;
    lines.reserve_exact(scheme.steps.len() + 1);
    let mut unsure = Vec::new();
    for (step, it) in steps(scheme) {
        let value = instance.node(domains, it.node).number();
        // The amount itself is searched, refusals aside.
        if let Some(idx) = step
            && value.single().is_none()
            && !instance.attained(domains, it.node)
        {
            unsure.push(idx);
        }
        lines.push(Line { step, value });
    }
    unsure
}

/// Both ends of a step, looked for.
fn step_range(instance: &mut Instance<'_>, domains: &[Domain], node: usize) -> Interval {
    let mut most = |opposite| {
        let mut objective = ValueOf { instance: &mut *instance, node, opposite };
        extreme_within(&mut objective, domains, End::Most, LINE_BOXES).value
    };
    Interval { lo: most(true).map(|it| -it), hi: most(false) }
}

fn assumptions(instance: &mut Instance<'_>, domains: &[Domain]) -> Vec<usize> {
    let assumptions = instance.scheme.assumptions.iter().enumerate();
    assumptions
        .filter(|(_, it)| it.node.is_none_or(|node| instance.node(domains, node).truth() != Tri::False))
        .map(|(idx, _)| idx)
        .collect()
}

/// A quote of nothing yet: entitled to zero.
fn blank(scheme: &Scheme, outcomes: Vec<Outcome>) -> Quote {
    Quote {
        scheme: scheme.id.clone(),
        eligibility: Eligibility::Yes,
        range: nothing(),
        outcomes,
        lines: Vec::new(),
        assumptions: Vec::new(),
        assumed_roundings: Vec::new(),
        open_ended: Vec::new(),
        open: Vec::new(),
        confidence: Confidence::Official,
        readings: Vec::new(),
        verdicts: Vec::new(),
        rows: Vec::new(),
    }
}

fn nothing() -> Range {
    let zero = Some(Money::ZERO);
    Range { least: zero, most: zero, least_at: Vec::new(), most_at: Vec::new(), proven: true }
}

/// Leaves of a quote only that the scheme cannot apply, and why.
fn refuse(quote: &mut Quote, scheme: &Scheme) {
    let fail = quote.outcomes.iter().filter(|it| it.holds == Tri::False);
    let confidence = fail.filter_map(|it| scheme.conditions.get(it.condition)).map(|it| it.confidence).max();
    *quote = blank(scheme, std::mem::take(&mut quote.outcomes));
    quote.eligibility = Eligibility::No;
    quote.confidence = confidence.unwrap_or(Confidence::Official);
}

/// Looks for both ends, and for whether the conditions can hold and fail.
fn search(
    packs: &Packs,
    variables: &Variables,
    instance: &mut Instance<'_>,
    truth: Tri,
    amount: Interval,
    quote: &mut Quote,
) {
    let domains = variables.domains.as_slice();
    let boxes = boxes_of(instance.most_rows(domains));
    let (mut live, split) = instance.walk(domains, false);
    let mut root = Root::new(domains, amount);
    root.split = Some(split);
    root.room = std::mem::take(&mut instance.room);
    root.room.extend(instance.found.take().into_iter().flat_map(|it| [it.0.at, it.1.at]));
    let (least, most) = ends_from(&mut AmountOf(instance), &mut root, boxes);
    instance.room = root.room;
    let (eligibility, sure) = match truth {
        Tri::True => (Eligibility::Yes, true),
        Tri::False => (Eligibility::No, true),
        // The search has come upon a case of each kind.
        Tri::Open if instance.seen == (true, true) => (Eligibility::Open, true),
        Tri::Open => verdict(instance, domains),
    };
    let settled = least.value.is_some() && least.value == most.value;
    if settled {
        instance.value(domains);
        live = instance.walk(domains, true).0;
    }
    quote.eligibility = eligibility;
    let range = &mut quote.range;
    range.least = least.value.map(Money::from_yuan);
    range.most = most.value.map(Money::from_yuan);
    range.least_at = variables.witness(packs, &least.at, &live);
    range.most_at = variables.witness(packs, &most.at, &live);
    range.proven = least.proven && most.proven && sure;
    if !(settled && eligibility == Eligibility::Yes) {
        quote.open = live.iter().filter_map(|it| variables.meaning.get(*it).copied()).collect();
    }
    // A search of many boxes leaves more than the next one is likely to need.
    instance.room.truncate(8);
    instance.found = Some((least, most));
}

/// Whether the conditions can hold, and whether they can fail; the second part: whether that is certain.
pub(crate) fn verdict(instance: &mut Instance<'_>, domains: &[Domain]) -> (Eligibility, bool) {
    let one = Some(Decimal::ONE);
    let most = extreme(&mut EligibilityOf(instance), domains, End::Most);
    if most.value != one {
        return (Eligibility::No, most.proven);
    }
    let least = extreme(&mut EligibilityOf(instance), domains, End::Least);
    let both = most.proven && least.proven;
    (if least.value == one { Eligibility::Yes } else { Eligibility::Open }, both)
}

fn open_ended(scheme: &Scheme) -> Vec<usize> {
    scheme
        .conditions
        .iter()
        .enumerate()
        .filter(|(_, it)| it.window.as_ref().is_some_and(|window| window.to.is_none()))
        .map(|(idx, _)| idx)
        .collect()
}
