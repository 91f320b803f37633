//! The plainest answers that already decide one end of a range: what a person reads after "at most".
//!
//! A witness from the search names every open fact. Here all that does not matter is taken away, and
//! numbers are moved to the first value that is enough: "旧车 没有" instead of nine answers.

use crate::answers::{self, Answers, Value};
use crate::date::Date;
use crate::expr::Domain;
use crate::instance::{Answer, Instance, Variables};
use crate::joint::Joint;
use crate::money::Money;
use crate::num;
use crate::pack::{Calculator, FactKind, Packs, Scheme};
use crate::quote::with_date;
use crate::search::Objective;
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
    let wanted = Interval::point(end.yuan());
    plain(packs, &variables, witness, &mut |domains| instance.value(domains).1 == wanted)
}

/// As [`plainest`], for the total of a calculator and one of its ends.
#[must_use]
pub fn plainest_of_total(
    packs: &Packs,
    calculator: &Calculator,
    answers: &Answers,
    on: Date,
    witness: &[Answer],
) -> Vec<Answer> {
    let answers = with_date(packs, answers, on);
    let schemes = Joint::schemes(packs, calculator);
    let variables = Variables::new(packs, &answers, schemes.iter().copied());
    let mut joint = Joint::of(packs, schemes, &variables, answers.n_items());
    // A figure that is known only within bounds leaves the total at the witness an interval.
    let wanted = joint.bound(&variables.at(packs, witness));
    plain(packs, &variables, witness, &mut |domains| joint.bound(domains) == wanted)
}

fn plain(
    packs: &Packs,
    variables: &Variables,
    witness: &[Answer],
    decides: &mut dyn FnMut(&[Domain]) -> bool,
) -> Vec<Answer> {
    let mut domains = variables.at(packs, witness);
    let place = |it: &Answer| variables.meaning.iter().position(|meaning| *meaning == (it.fact, it.item));
    let kept: Vec<(usize, &Answer)> = witness.iter().filter_map(|it| Some((place(it)?, it))).collect();
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
        // Of amounts the least that is enough says most, of days the last.
        let last = matches!(it.value, Value::Day(_));
        settle(decides, &mut domains, *variable, variables.domains.get(*variable).copied(), last);
        let value = packs
            .facts()
            .get(it.fact)
            .and_then(|fact| answers::value_of(fact, *domains.get(*variable)?))
            .unwrap_or_else(|| it.value.clone());
        plain.push(Answer { fact: it.fact, item: it.item, value });
    }
    plain
}

/// Moves a number down, or a day up, as far as the amount stays decided, by bisection.
fn settle(
    decides: &mut dyn FnMut(&[Domain]) -> bool,
    domains: &mut [Domain],
    variable: usize,
    all: Option<Domain>,
    last: bool,
) {
    let Some(Domain::Number(lo, hi, step)) = all else { return };
    let Some(Domain::Number(found, _, _)) = domains.get(variable).copied() else { return };
    let mut try_at = |domains: &mut [Domain], at: Decimal| {
        if let Some(it) = domains.get_mut(variable) {
            *it = Domain::Number(at, at, step);
        }
        decides(domains)
    };
    let (mut enough, mut short) = (found, if last { hi } else { lo });
    if try_at(domains, short) {
        return;
    }
    while let Some(gap) = num::sub(enough, short).map(|it| it.abs())
        && gap > step
    {
        let Some(half) = num::div(gap, Decimal::TWO).and_then(|it| num::div(it, step)) else { break };
        let Some(by) = half.floor().max(Decimal::ONE).checked_mul(step) else { break };
        let Some(middle) = (if last { num::sub(short, by) } else { num::add(short, by) }) else { break };
        if try_at(domains, middle) { enough = middle } else { short = middle }
    }
    try_at(domains, enough);
}
