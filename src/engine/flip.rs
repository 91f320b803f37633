//! The smallest change that would turn a refusal: which answers, to what, and what it would be worth.

use crate::answers::{self, Answers, Value};
use crate::date::{self, Date};
use crate::expr::Domain;
use crate::instance::{Answer, EligibilityOf, Instance, Variables};
use crate::money::Money;
use crate::num;
use crate::pack::{Packs, Scheme};
use crate::quote::{Eligibility, Quote, quote, with_date};
use crate::search::{End, extreme};
use crate::value::Tri;
use rust_decimal::Decimal;

/// A change of answers with which the person would be entitled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flip {
    /// The answers that change, with the nearest value that is enough.
    pub changes: Vec<Answer>,
    /// Whether all of them are still in the person's power (a price, a date to come), as opposed to
    /// settled facts (a registration date).
    pub in_ones_power: bool,
    /// What the person would then gain; `None` when a figure of the rule is not known.
    pub gain: Option<Money>,
}

/// The most answers that a flip may change.
const MOST_CHANGES: usize = 3;

/// The smallest change that turns a refusal, if changing up to three answers is enough. Fewer
/// changes come first, then those in the person's power, then amounts and days, which have a nearest
/// value, before another kind of thing, then the earlier question.
#[must_use]
pub fn flip(packs: &Packs, scheme: &Scheme, answers: &Answers, item: Option<usize>, on: Date) -> Option<Flip> {
    let before = quote(packs, scheme, answers, item, on);
    if before.eligibility != Eligibility::No {
        return None;
    }
    let candidates = culprits(packs, scheme, answers, item, &before);
    for size in 1..=MOST_CHANGES {
        let mut best: Option<Flip> = None;
        for set in subsets(&candidates, size) {
            if let Some(found) = changed(packs, scheme, answers, item, on, &set)
                && best.as_ref().is_none_or(|it| plain(&found) > plain(it))
            {
                best = Some(found);
            }
        }
        if best.is_some() {
            return best;
        }
    }
    None
}

/// How well a change can be said to somebody.
fn plain(it: &Flip) -> (bool, bool) {
    let near = |it: &Answer| matches!(it.value, Value::Number(_) | Value::Day(_));
    (it.in_ones_power, it.changes.iter().all(near))
}

/// The answered facts that the failing conditions read.
fn culprits(packs: &Packs, scheme: &Scheme, answers: &Answers, item: Option<usize>, quote: &Quote) -> Vec<usize> {
    let mut facts = Vec::new();
    for outcome in quote.outcomes.iter().filter(|it| it.holds != Tri::True) {
        let Some(condition) = scheme.conditions.get(outcome.condition) else { continue };
        for fact in scheme.facts_below(condition.node) {
            let place = packs.facts().get(fact).filter(|it| it.item).and(item);
            if answers.get(fact, place).is_some() && !facts.contains(&fact) {
                facts.push(fact);
            }
        }
    }
    facts
}

fn subsets(all: &[usize], size: usize) -> Vec<Vec<usize>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let mut sets = Vec::new();
    for (idx, first) in all.iter().enumerate() {
        for mut rest in subsets(all.get(idx + 1..).unwrap_or_default(), size - 1) {
            rest.insert(0, *first);
            sets.push(rest);
        }
    }
    sets
}

fn changed(
    packs: &Packs,
    scheme: &Scheme,
    answers: &Answers,
    item: Option<usize>,
    on: Date,
    set: &[usize],
) -> Option<Flip> {
    let place = |fact: usize| packs.facts().get(fact).filter(|it| it.item).and(item);
    let mut opened = with_date(packs, answers, on);
    for fact in set {
        opened.set(*fact, place(*fact), None);
    }
    let variables = Variables::new(packs, &opened, [scheme]);
    let mut instance = Instance::new(scheme, variables.binding(packs.facts().len(), item));
    let most = extreme(&mut EligibilityOf(&mut instance), &variables.domains, End::Most);
    if most.value != Some(Decimal::ONE) {
        return None;
    }
    // From the entitled point found, each answer is moved back as near to what it was as still does.
    let mut domains = most.at;
    for (variable, domain) in domains.iter_mut().enumerate() {
        // Facts that were open and stay open.
        let open = variables.meaning.get(variable).is_some_and(|(fact, _)| !set.contains(fact));
        if open && let Some(it) = variables.domains.get(variable) {
            *domain = *it;
        }
    }
    for fact in set {
        let variable = variables.meaning.iter().position(|it| *it == (*fact, place(*fact)))?;
        nearest(&mut instance, &mut domains, variable, answers.get(*fact, place(*fact))?, &variables.domains);
    }
    let mut after = answers.clone();
    let mut changes = Vec::new();
    for fact in set {
        let variable = variables.meaning.iter().position(|it| *it == (*fact, place(*fact)))?;
        let value = answers::value_of(packs.facts().get(*fact)?, *domains.get(variable)?)?;
        if answers.get(*fact, place(*fact)) == Some(&value) {
            return None;
        }
        after.set(*fact, place(*fact), Some(value.clone()));
        changes.push(Answer { fact: *fact, item: place(*fact), value });
    }
    let in_ones_power = set.iter().all(|it| packs.facts().get(*it).is_some_and(|fact| fact.in_ones_power));
    let gain = quote(packs, scheme, &after, item, on).range.most;
    Some(Flip { changes, in_ones_power, gain })
}

/// Moves one variable back towards its answer by bisection, as far as eligibility is not lost.
fn nearest(instance: &mut Instance<'_>, domains: &mut [Domain], variable: usize, answer: &Value, all: &[Domain]) {
    let mut holds = |domains: &mut [Domain], at: Decimal, step: Decimal| {
        if let Some(it) = domains.get_mut(variable) {
            *it = Domain::Number(at, at, step);
        }
        instance.value(domains).0 != Tri::False
    };
    let Some(Domain::Number(found, _, _)) = domains.get(variable).copied() else { return };
    let Some(Domain::Number(_, _, step)) = all.get(variable).copied() else { return };
    let target = match answer {
        Value::Number(it) => *it,
        Value::Day(it) => date::to_number(*it),
        Value::Truth(_) | Value::Choice(_) => return,
    };
    let (mut good, mut bad) = (found, target);
    while let Some(gap) = num::sub(good, bad).map(|it| it.abs())
        && gap > step
    {
        let Some(steps) = num::div(gap, Decimal::TWO).and_then(|it| num::div(it, step)) else { break };
        let Some(move_by) = steps.floor().max(Decimal::ONE).checked_mul(step) else { break };
        let middle = if good > bad { num::add(bad, move_by) } else { num::sub(bad, move_by) };
        let Some(middle) = middle else { break };
        if holds(domains, middle, step) { good = middle } else { bad = middle }
    }
    holds(domains, good, step);
}
