//! Where a rule is written so that its range cannot be shown to be reached: what `huisuan check` says
//! of it. A range that is not proven still holds for every answer; it may only be too wide.

use crate::answers::Answers;
use crate::date::Date;
use crate::instance::{Instance, ValueOf, Variables};
use crate::one::verdict;
use crate::pack::{Packs, Scheme};
use crate::quote::{quote, with_date};
use crate::search::{End, extreme};
use crate::value::Tri;

/// The part of a rule at which tightness is lost.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// The conditions together: whether they can all hold, or one can fail, was not settled.
    Conditions,
    /// The step at this place of the scheme.
    Step(usize),
    /// The amount.
    Amount,
}

/// A range that was not proven.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loose {
    /// The first part of the rule that is to blame.
    pub part: Part,
    /// The facts that must be open for it to show, each with its item; with any of them answered as in the
    /// range's witness the ends are reached.
    pub open: Vec<(usize, Option<usize>)>,
}

/// Looks whether the range of these answers is proven; `None`: it is.
#[must_use]
pub fn loose(packs: &Packs, scheme: &Scheme, answers: &Answers, item: Option<usize>, on: Date) -> Option<Loose> {
    let mut answers = answers.clone();
    let mut told = quote(packs, scheme, &answers, item, on);
    if told.range.proven {
        return None;
    }
    // What need not be open is answered.
    for (fact, of) in told.open.clone() {
        let witness = told.range.most_at.iter().chain(&told.range.least_at);
        let Some(value) = witness.filter(|it| (it.fact, it.item) == (fact, of)).map(|it| it.value.clone()).next()
        else {
            continue;
        };
        let mut fewer = answers.clone();
        fewer.set(fact, of, Some(value));
        let then = quote(packs, scheme, &fewer, item, on);
        if !then.range.proven {
            (answers, told) = (fewer, then);
        }
    }
    let part = part(packs, scheme, &with_date(packs, &answers, on), item);
    Some(Loose { part, open: told.open })
}

/// The first part whose ends are not proven by themselves.
fn part(packs: &Packs, scheme: &Scheme, answers: &Answers, item: Option<usize>) -> Part {
    let variables = Variables::new(packs, answers, [scheme]);
    let mut instance = Instance::new(scheme, variables.binding(packs.facts().len(), item));
    let domains = variables.domains.as_slice();
    if instance.value(domains).0 == Tri::Open && !verdict(&mut instance, domains).1 {
        return Part::Conditions;
    }
    let unproven = |node: usize, instance: &mut Instance<'_>| {
        [false, true].into_iter().any(|opposite| {
            let mut objective = ValueOf { instance: &mut *instance, node, opposite };
            !extreme(&mut objective, domains, End::Most).proven
        })
    };
    let step = scheme.steps.iter().position(|it| unproven(it.node, &mut instance));
    step.map_or(Part::Amount, Part::Step)
}
