//! The working of a quote: each step as a formula with the person's own numbers, and the bound that
//! cut it off. Words and signs belong to the app.

use crate::answers::Answers;
use crate::date::Date;
use crate::expr::{Domain, Node};
use crate::instance::{Instance, Variables};
use crate::num;
use crate::pack::{FactKind, Packs, Scheme, Step, Unit};
use crate::quote::with_date;
use crate::value::Tri;
use rust_decimal::Decimal;

/// One step, worked out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Working {
    /// The place of the step in the scheme; `None` is the amount.
    pub step: Option<usize>,
    /// How its value comes about.
    pub formula: Formula,
    /// What it would have been above, had it not been cut off.
    pub bound: Option<Term>,
}

/// A number in a formula.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    /// The number.
    pub value: Decimal,
    /// What it counts; `None`: a plain number of the rule.
    pub unit: Option<Unit>,
    /// What it is called.
    pub name: Option<Name>,
}

/// Where the name of a number stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Name {
    /// A fact of the vocabulary.
    Fact(usize),
    /// A figure of the scheme.
    Figure(usize),
    /// A step of the scheme.
    Step(usize),
}

/// Numbers and what is done with them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Formula {
    /// A number.
    Term(Term),
    /// The first and the second, put together by the sign between them.
    Pair(Sign, Box<[Formula; 2]>),
    /// The least of them.
    Least(Vec<Formula>),
    /// The greatest of them.
    Greatest(Vec<Formula>),
}

/// What is done with two numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    /// Added.
    Plus,
    /// Taken away.
    Minus,
    /// Multiplied.
    Times,
    /// Divided.
    Over,
}

/// The working of every step whose numbers are all known; a step that only repeats a number has none.
#[must_use]
pub fn working(packs: &Packs, scheme: &Scheme, answers: &Answers, item: Option<usize>, on: Date) -> Vec<Working> {
    let answers = with_date(packs, answers, on);
    let variables = Variables::new(packs, &answers, [scheme]);
    let mut instance = Instance::new(scheme, variables.binding(packs.facts().len(), item));
    if instance.value(&variables.domains).0 == Tri::False {
        return Vec::new();
    }
    let steps = scheme.steps.iter().enumerate().map(|(at, it)| (Some(at), it));
    let steps = steps.chain(std::iter::once((None, &scheme.amount)));
    let mut all = Vec::new();
    for (place, step) in steps {
        let mut reader = Reader { packs, scheme, step, place, instance: &mut instance, domains: &variables.domains };
        let Some(formula) = reader.formula(step.node) else { continue };
        let bound = reader.bound(step.node, &formula);
        if !matches!(formula, Formula::Term(_)) {
            all.push(Working { step: place, formula, bound });
        }
    }
    all
}

/// Reads the nodes of one step.
struct Reader<'a, 'b> {
    packs: &'b Packs,
    scheme: &'a Scheme,
    step: &'b Step,
    place: Option<usize>,
    instance: &'b mut Instance<'a>,
    domains: &'b [Domain],
}

impl Reader<'_, '_> {
    fn value(&mut self, at: usize) -> Option<Decimal> {
        self.instance.node(self.domains, at).number().single()
    }

    /// A node that has a name of its own is not looked into.
    fn formula(&mut self, at: usize) -> Option<Formula> {
        if let Some(step) = self.earlier(at) {
            let unit = self.scheme.steps.get(step).map(|it| it.unit.clone());
            return Some(Formula::Term(Term { value: self.value(at)?, unit, name: Some(Name::Step(step)) }));
        }
        let pair = |sign, a, b| Some(Formula::Pair(sign, Box::new([a, b])));
        match self.scheme.nodes.get(at)? {
            Node::Number(value) => Some(Formula::Term(self.constant(*value))),
            Node::Fact(fact) => {
                let unit = match &self.packs.facts().get(*fact)?.kind {
                    FactKind::Number { unit, .. } => unit.clone(),
                    _ => return None,
                };
                Some(Formula::Term(Term { value: self.value(at)?, unit: Some(unit), name: Some(Name::Fact(*fact)) }))
            }
            Node::Add(a, b) => pair(Sign::Plus, self.formula(*a)?, self.formula(*b)?),
            Node::Subtract(a, b) => pair(Sign::Minus, self.formula(*a)?, self.formula(*b)?),
            Node::Multiply(a, b) => pair(Sign::Times, self.formula(*a)?, self.formula(*b)?),
            Node::Divide(a, b) => pair(Sign::Over, self.formula(*a)?, self.formula(*b)?),
            Node::Min(parts) => self.several(parts).map(Formula::Least),
            Node::Max(parts) => self.several(parts).map(Formula::Greatest),
            Node::If(condition, yes, no) => match self.instance.node(self.domains, *condition).truth() {
                Tri::True => self.formula(*yes),
                Tri::False => self.formula(*no),
                Tri::Open => None,
            },
            Node::Round(_, a) => self.formula(*a),
            _ => None,
        }
    }

    fn several(&mut self, parts: &[usize]) -> Option<Vec<Formula>> {
        parts.iter().map(|it| self.formula(*it)).collect()
    }

    fn earlier(&self, at: usize) -> Option<usize> {
        let before = self.place.unwrap_or(self.scheme.steps.len());
        self.scheme.steps.iter().take(before).position(|it| it.node == at)
    }

    /// A number that the rule states is one of the figures that the step uses, or a plain number.
    fn constant(&self, value: Decimal) -> Term {
        let figures = self.step.figures.iter().filter_map(|at| Some((*at, self.scheme.figures.get(*at)?)));
        match figures.into_iter().find(|(_, it)| it.value == Some(value)) {
            Some((at, it)) => Term { value, unit: Some(it.unit.clone()), name: Some(Name::Figure(at)) },
            None => Term { value, unit: None, name: None },
        }
    }

    /// What cut a step off: the least part, when it is a figure of the rule and the others, which the
    /// person's numbers make, come to more.
    fn bound(&mut self, at: usize, formula: &Formula) -> Option<Term> {
        let mut at = at;
        while let Node::Round(_, inner) = self.scheme.nodes.get(at)? {
            at = *inner;
        }
        let (Node::Min(parts), Formula::Least(shown)) = (self.scheme.nodes.get(at)?, formula) else { return None };
        let mut least: Option<(usize, Decimal)> = None;
        let mut second: Option<Decimal> = None;
        for (place, part) in parts.iter().enumerate() {
            let value = self.value(*part)?;
            match least {
                Some((_, before)) if value >= before => second = Some(second.map_or(value, |it| num::less(it, value))),
                _ => {
                    second = least.map(|it| it.1).or(second);
                    least = Some((place, value));
                }
            }
        }
        let (place, value) = least?;
        let given = parts.get(place).is_some_and(|part| self.measured(*part));
        match shown.get(place)? {
            Formula::Term(term) if second? > value && !given => Some(term.clone()),
            _ => None,
        }
    }

    /// Whether a number that the person gives goes into a node's value.
    fn measured(&self, at: usize) -> bool {
        let facts = match self.scheme.nodes.get(at) {
            // The condition of a choice between figures is not a number that goes in.
            Some(Node::If(_, yes, no)) => return self.measured(*yes) || self.measured(*no),
            _ => self.scheme.facts_below(at),
        };
        let number =
            |it: &usize| matches!(self.packs.facts().get(*it).map(|it| &it.kind), Some(FactKind::Number { .. }));
        facts.iter().any(number)
    }
}
