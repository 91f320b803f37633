//! A calculator: all its schemes put to one person and the items of a basket, the best of each
//! group taken, quotas kept, and one guaranteed total.

use crate::answers::Answers;
use crate::date::Date;
use crate::instance::Variables;
use crate::joint::Joint;
use crate::money::Money;
use crate::one::quote_instance;
use crate::pack::{Calculator, Packs, Scheme};
use crate::quote::{Eligibility, Quote, Range, Reading, other_readings, with_date};
use crate::search::boxes_of;

/// Everything that a calculator's page shows.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// What the person gains in all; an unknown figure counts as nothing in the least, and then
    /// `unknown_part` says so.
    pub total: Range,
    /// Whether a figure that the record does not give is part of the total.
    pub unknown_part: bool,
    /// One part per scheme, in the order of the packs.
    pub parts: Vec<Part>,
    /// The questions that can still move the total, in the order in which they are asked.
    pub questions: Vec<Question>,
    /// What other readings of the notices give in all, where they differ.
    pub readings: Vec<Reading>,
}

/// One scheme of the assessment.
#[derive(Clone, Debug)]
pub struct Part {
    /// The scheme's name.
    pub scheme: String,
    /// The item it was put to.
    pub item: Option<usize>,
    /// The quote on its own, before groups and quotas.
    pub quote: Quote,
    /// What it adds to the total.
    pub share: Share,
}

/// What a scheme adds to the total.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Share {
    /// All of its quote: nothing else is in the way.
    Whole,
    /// It is the best of its group.
    Best,
    /// Which of its group is best depends on the open questions.
    MayBeBest,
    /// Another of its group is at least as good.
    Beaten,
    /// What the quota leaves of it, in yuan: least and most.
    Quota(Money, Option<Money>),
}

/// A question that can still move the total.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Question {
    /// The place of the fact.
    pub fact: usize,
    /// The item it is about.
    pub item: Option<usize>,
}

/// Puts all schemes of a calculator to a person on a date.
#[must_use]
pub fn assess(packs: &Packs, calculator: &Calculator, answers: &Answers, on: Date) -> Assessment {
    let cautious = with_date(packs, answers, on);
    let schemes = Joint::schemes(packs, calculator);
    let ask = |answers: &Answers| {
        let variables = Variables::new(packs, answers, schemes.iter().copied());
        assess_schemes(packs, &schemes, &calculator.questions, &variables, answers.n_items())
    };
    let mut assessment = ask(&cautious);
    for (fact, value) in other_readings(packs, &schemes, answers, &cautious) {
        let mut other = cautious.clone();
        other.set(fact, None, Some(value.clone()));
        let other = ask(&other);
        let differs = |a: &Range, b: &Range| (a.least, a.most) != (b.least, b.most);
        for (part, of_other) in assessment.parts.iter_mut().zip(&other.parts) {
            if differs(&part.quote.range, &of_other.quote.range) {
                let range = of_other.quote.range.clone();
                part.quote.readings.push(Reading { fact, value: value.clone(), range });
            }
        }
        if differs(&assessment.total, &other.total) {
            assessment.readings.push(Reading { fact, value, range: other.total });
        }
    }
    assessment
}

/// The schemes put to each item of the answers, as one basket.
pub(crate) fn assess_schemes(
    packs: &Packs,
    schemes: &[&Scheme],
    order: &[usize],
    variables: &Variables,
    n_items: usize,
) -> Assessment {
    let mut joint = Joint::new(packs, schemes.iter().copied(), variables, n_items);
    let domains = variables.domains.as_slice();
    let quotes: Vec<Quote> = joint.instances.iter_mut().map(|it| quote_instance(packs, variables, it)).collect();
    // What cannot apply is out of the way of the search.
    let mut in_play = quotes.iter().map(|it| it.eligibility != Eligibility::No);
    joint.admit(joint.instances.iter().map(|_| in_play.next().unwrap_or(false)).collect());

    let boxes = boxes_of(joint.most_rows(domains));
    let (least, most) = joint.ends(domains, boxes);
    let settled = least.value.is_some() && least.value == most.value;
    let live = if settled { Vec::new() } else { joint.live(domains) };
    let moved_by = live.iter().filter_map(|it| variables.meaning.get(*it).copied());
    let mut open: Vec<(usize, Option<usize>)> = moved_by.collect();
    // What adds nothing to the total has questions all the same.
    for (instance, quote) in joint.instances.iter().zip(&quotes) {
        if !instance.scheme.effect.is_gain() {
            for it in &quote.open {
                if !open.contains(it) {
                    open.push(*it);
                }
            }
        }
    }
    let mut questions: Vec<Question> = open.iter().map(|(fact, item)| Question { fact: *fact, item: *item }).collect();
    let rank = |it: &Question| {
        let place = order.iter().position(|fact| *fact == it.fact).unwrap_or(usize::MAX);
        (it.item.unwrap_or(0), place, it.fact)
    };
    crate::num::sort(&mut questions, |a, b| rank(a) < rank(b));
    let shares = joint.shares(domains, &quotes);
    let unknown_part = quotes
        .iter()
        .any(|it| it.eligibility != Eligibility::No && (it.range.least.is_none() || it.range.most.is_none()));
    let parts = joint
        .instances
        .iter()
        .zip(joint.items.iter())
        .zip(quotes.into_iter().zip(shares))
        .map(|((instance, item), (quote, share))| Part {
            scheme: instance.scheme.id.clone(),
            item: *item,
            quote,
            share,
        })
        .collect();
    Assessment {
        total: Range {
            least: least.value.map(Money::from_yuan),
            most: most.value.map(Money::from_yuan),
            least_at: variables.witness(packs, &least.at, &live),
            most_at: variables.witness(packs, &most.at, &live),
            proven: least.proven && most.proven,
        },
        unknown_part,
        parts,
        questions,
        readings: Vec::new(),
    }
}
