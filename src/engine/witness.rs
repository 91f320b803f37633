//! The plainest answers that already decide one end of a range: what a person reads after "at most".
//!
//! A witness from the search names every open fact. Here all that does not matter is taken away, and
//! numbers are moved to the first value that is enough: "旧车 没有" instead of nine answers.

use crate::answers::{self, Answers};
use crate::date::Date;
use crate::expr::Domain;
use crate::instance::{Answer, Instance, Variables};
use crate::money::Money;
use crate::num;
use crate::pack::{FactKind, Packs, Scheme};
use crate::quote::with_date;
use crate::value::Interval;
use rust_decimal::Decimal;

/// The fewest of the witness's answers with which the amount is `end` whatever else is answered;
/// numbers as small as still do.
#[must_use]
pub fn plainest(
    packs: &Packs,
    scheme: &Scheme,
    answers: &Answers,
    item: Option<usize>,
    on: Date,
    witness: &[Answer],
    end: Money,
) -> Vec<Answer> {
    let answers = with_date(packs, answers, on);
    let variables = Variables::new(packs, &answers, [scheme]);
    let mut instance = Instance::new(scheme, variables.binding(packs.facts().len(), item));
    let mut domains = variables.domains.clone();
    let mut kept: Vec<(usize, &Answer)> = Vec::new();
    for it in witness {
        let Some(variable) = variables.meaning.iter().position(|meaning| *meaning == (it.fact, it.item)) else {
            continue;
        };
        let Some(fact) = packs.facts().get(it.fact) else { continue };
        if let Some(domain) = domains.get_mut(variable) {
            *domain = answers::domain(fact, Some(&it.value));
        }
        kept.push((variable, it));
    }
    let wanted = Interval::point(end.yuan());
    let mut decides = |domains: &[Domain]| instance.value(domains).1 == wanted;
    if !decides(&domains) {
        return witness.to_vec();
    }
    // Numbers and dates go first: a yes or no says more to a person than a date does.
    let is_plain = |it: &Answer| {
        packs.facts().get(it.fact).is_some_and(|fact| matches!(fact.kind, FactKind::Truth | FactKind::Choice(_)))
    };
    let mut order: Vec<usize> = (0..kept.len()).rev().collect();
    let plain = |at: &usize| kept.get(*at).is_some_and(|(_, it)| is_plain(it));
    num::sort(&mut order, |a, b| !plain(a) && plain(b));
    let mut dropped = vec![false; kept.len()];
    for at in order {
        let Some((variable, _)) = kept.get(at) else { continue };
        let (Some(before), Some(all)) = (domains.get(*variable).copied(), variables.domains.get(*variable)) else {
            continue;
        };
        if let Some(it) = domains.get_mut(*variable) {
            *it = *all;
        }
        if decides(&domains) {
            if let Some(it) = dropped.get_mut(at) {
                *it = true;
            }
        } else if let Some(it) = domains.get_mut(*variable) {
            *it = before;
        }
    }
    let mut plain = Vec::new();
    for ((variable, it), dropped) in kept.iter().zip(dropped) {
        if dropped {
            continue;
        }
        lower(&mut decides, &mut domains, *variable, variables.domains.get(*variable).copied());
        let value = packs
            .facts()
            .get(it.fact)
            .and_then(|fact| answers::value_of(fact, *domains.get(*variable)?))
            .unwrap_or_else(|| it.value.clone());
        plain.push(Answer { fact: it.fact, item: it.item, value });
    }
    plain
}

/// Moves a number down as far as the amount stays decided, by bisection.
fn lower(decides: &mut dyn FnMut(&[Domain]) -> bool, domains: &mut [Domain], variable: usize, all: Option<Domain>) {
    let Some(Domain::Number(lo, _, step)) = all else { return };
    let Some(Domain::Number(found, _, _)) = domains.get(variable).copied() else { return };
    let mut try_at = |domains: &mut [Domain], at: Decimal| {
        if let Some(it) = domains.get_mut(variable) {
            *it = Domain::Number(at, at, step);
        }
        decides(domains)
    };
    let (mut enough, mut short) = (found, lo);
    if try_at(domains, lo) {
        return;
    }
    while let Some(gap) = num::sub(enough, short)
        && gap > step
    {
        let Some(half) = num::div(gap, Decimal::TWO).and_then(|it| num::div(it, step)) else { break };
        let Some(by) = half.floor().max(Decimal::ONE).checked_mul(step) else { break };
        let Some(middle) = num::add(short, by) else { break };
        if try_at(domains, middle) { enough = middle } else { short = middle }
    }
    try_at(domains, enough);
}
