//! One scheme, some answers and a date: eligibility, the guaranteed range and why.

use crate::answers::{Answers, Value};
use crate::date::Date;
use crate::instance::{Answer, Instance, Variables};
use crate::money::Money;
use crate::one::quote_instance;
use crate::pack::{Confidence, FactKind, Packs, Scheme};
use crate::value::{Interval, Tri};

/// The name of the fact that holds the date asked.
pub const ASKED_ON: &str = "asked_on";

/// Whether the person is entitled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Eligibility {
    /// However the open questions are answered.
    Yes,
    /// However the open questions are answered.
    No,
    /// It depends on them.
    Open,
}

/// The least and the most, over every way of answering the open questions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Range {
    /// The least; `None` when a figure of the rule is not known, which is never zero.
    pub least: Option<Money>,
    /// The most; `None` when a figure of the rule is not known.
    pub most: Option<Money>,
    /// Answers with which the least is reached.
    pub least_at: Vec<Answer>,
    /// Answers with which the most is reached.
    pub most_at: Vec<Answer>,
    /// Whether both ends are reached; else they hold but may be too wide.
    pub proven: bool,
}

impl Range {
    /// The sum, when it is certain.
    #[must_use]
    pub fn single(&self) -> Option<Money> {
        if self.least == self.most { self.least } else { None }
    }
}

/// How one condition stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// The place of the condition in the scheme.
    pub condition: usize,
    /// Whether it holds.
    pub holds: Tri,
}

/// What is known of one step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The place of the step in the scheme; `None` is the amount.
    pub step: Option<usize>,
    /// Its value.
    pub value: Interval,
}

/// The answer to: what am I entitled to under this scheme.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quote {
    /// The scheme's name.
    pub scheme: String,
    /// Whether the person is entitled.
    pub eligibility: Eligibility,
    /// What the person gains.
    pub range: Range,
    /// Every condition, in the order of the rule.
    pub outcomes: Vec<Outcome>,
    /// Every step and last the amount; only where the scheme can apply.
    pub lines: Vec<Line>,
    /// The places of the assumptions that were used.
    pub assumptions: Vec<usize>,
    /// The places of the steps whose rounding the notice does not state.
    pub assumed_roundings: Vec<Option<usize>>,
    /// The places of the conditions whose window has no known end.
    pub open_ended: Vec<usize>,
    /// The open facts that can still matter, with the item they belong to.
    pub open: Vec<(usize, Option<usize>)>,
    /// The weakest confidence among the figures and conditions used.
    pub confidence: Confidence,
    /// What other readings of the notice give, where they differ.
    pub readings: Vec<Reading>,
    /// How each verdict of the scheme stands, in its order.
    pub verdicts: Vec<Tri>,
    /// The rows of the schedule, when their number is known.
    pub rows: Vec<Vec<Interval>>,
}

/// Another way to read a notice, and the range it gives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// The place of the fact that stands for it.
    pub fact: usize,
    /// How it reads.
    pub value: Value,
    /// What the person would gain.
    pub range: Range,
}

/// Puts a scheme to a person (or, with `item`, to one item of the answers) on a date.
///
/// The date asked is the day whose public record counts; the dates of the case itself are facts.
#[must_use]
pub fn quote(packs: &Packs, scheme: &Scheme, answers: &Answers, item: Option<usize>, on: Date) -> Quote {
    let cautious = with_date(packs, answers, on);
    let ask = |answers: &Answers| {
        let variables = Variables::new(packs, answers, [scheme]);
        let binding = variables.binding(packs.facts().len(), item);
        quote_instance(packs, &variables, &mut Instance::new(scheme, binding))
    };
    let mut quote = ask(&cautious);
    for (fact, value) in other_readings(packs, &[scheme], answers, &cautious) {
        let mut other = cautious.clone();
        other.set(fact, None, Some(value.clone()));
        let range = ask(&other).range;
        if (range.least, range.most) != (quote.range.least, quote.range.most) {
            quote.readings.push(Reading { fact, value, range });
        }
    }
    quote
}

/// One scheme asked again and again, as when a person types: an answer changes, the rest stays.
pub struct Session<'a> {
    packs: &'a Packs,
    variables: Variables,
    instance: Instance<'a>,
    item: Option<usize>,
}

impl<'a> Session<'a> {
    /// Starts from some answers; other readings of the notice are not looked at.
    #[must_use]
    pub fn new(packs: &'a Packs, scheme: &'a Scheme, answers: &Answers, item: Option<usize>, on: Date) -> Session<'a> {
        let answers = with_date(packs, answers, on);
        let variables = Variables::new(packs, &answers, [scheme]);
        let binding = variables.binding(packs.facts().len(), item);
        Session { packs, variables, instance: Instance::new(scheme, binding), item }
    }

    /// Gives or takes back (`None`) an answer; one that the scheme does not read changes nothing.
    pub fn set(&mut self, fact: usize, value: Option<&Value>) {
        let Some(known) = self.packs.facts().get(fact) else { return };
        let place = if known.item { self.item } else { None };
        self.variables.set(known, fact, place, value);
    }

    /// The quote for the answers as they stand.
    pub fn quote(&mut self) -> Quote {
        quote_instance(self.packs, &self.variables, &mut self.instance)
    }
}

/// The readings that were not chosen and are not the cautious ones, of the notices of these schemes,
/// where they can matter given the answers.
pub(crate) fn other_readings(
    packs: &Packs,
    schemes: &[&Scheme],
    given: &Answers,
    cautious: &Answers,
) -> Vec<(usize, Value)> {
    let mut others = Vec::new();
    for (place, fact) in packs.facts().iter().enumerate() {
        let Some(cautious_value) = &fact.reading else { continue };
        if given.get(place, None).is_some() || !schemes.iter().any(|it| it.facts().contains(&place)) {
            continue;
        }
        if !can_matter(packs, schemes, cautious, place) {
            continue;
        }
        let all = match &fact.kind {
            FactKind::Truth => vec![Value::Truth(false), Value::Truth(true)],
            FactKind::Choice(options) => (0..options.len()).map(Value::Choice).collect(),
            FactKind::Number { .. } | FactKind::Day { .. } => Vec::new(),
        };
        others.extend(all.into_iter().filter(|it| it != cautious_value).map(|it| (place, it)));
    }
    others
}

/// Whether a fact, were it open, could still move any of the schemes.
fn can_matter(packs: &Packs, schemes: &[&Scheme], answers: &Answers, fact: usize) -> bool {
    let mut opened = answers.clone();
    opened.set(fact, None, None);
    let variables = Variables::new(packs, &opened, schemes.iter().copied());
    let Some(variable) = variables.meaning.iter().position(|it| *it == (fact, None)) else { return false };
    let seats: Vec<Option<usize>> = std::iter::once(None).chain((0..opened.n_items()).map(Some)).collect();
    schemes.iter().filter(|it| it.facts().contains(&fact)).any(|scheme| {
        seats.iter().filter(|it| it.is_some() == scheme.per_item).any(|seat| {
            let mut instance = Instance::new(scheme, variables.binding(packs.facts().len(), *seat));
            instance.value(&variables.domains);
            instance.walk(&variables.domains, false).0.contains(&variable)
        })
    })
}

/// The answers with the date asked and the cautious readings filled in.
pub(crate) fn with_date(packs: &Packs, answers: &Answers, on: Date) -> Answers {
    let mut answers = answers.clone();
    for (place, fact) in packs.facts().iter().enumerate() {
        if let (Some(cautious), None) = (&fact.reading, answers.get(place, None)) {
            answers.set(place, None, Some(cautious.clone()));
        }
    }
    if let Some((asked_on, _)) = packs.fact(ASKED_ON) {
        answers.set(asked_on, None, Some(Value::Day(on)));
    }
    answers
}
