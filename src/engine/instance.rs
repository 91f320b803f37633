//! One scheme put to one person, or to one item of a basket: which variable each fact is.

mod objective;

pub(crate) use objective::{AmountOf, EligibilityOf, ValueOf};

use crate::answers::{self, Answers, Value};
use crate::basket::CATEGORY;
use crate::expr::{Domain, Memo, Scope, eval, truth};
use crate::num;
use crate::pack::{Effect, Fact, Packs, Scheme};
use crate::quantity::{Point, Quantity};
use crate::schedule;
use crate::search::{Extreme, Split};
use crate::value::{Interval, Known, Tri};
use crate::walk::{Attained, Marks, Walk};
use rust_decimal::Decimal;

/// The variables of a question: every shared fact, then the facts of each item.
#[derive(Clone, Debug)]
pub(crate) struct Variables {
    /// What is known of each variable.
    pub domains: Vec<Domain>,
    /// The fact and the item that each variable stands for.
    pub meaning: Vec<(usize, Option<usize>)>,
}

impl Variables {
    /// The facts that any of the schemes reads, and those that baskets count by.
    pub(crate) fn new<'a>(
        packs: &Packs,
        answers: &Answers,
        schemes: impl IntoIterator<Item = &'a Scheme>,
    ) -> Variables {
        let mut read = vec![false; packs.facts().len()];
        for scheme in schemes {
            let by_category = scheme.quota.as_ref().filter(|it| it.by_category);
            let counted = by_category.and_then(|_| packs.fact(CATEGORY)).map(|it| it.0);
            for fact in scheme.facts().iter().copied().chain(counted) {
                if let Some(it) = read.get_mut(fact) {
                    *it = true;
                }
            }
        }
        let mut them = Variables { domains: Vec::new(), meaning: Vec::new() };
        let items = std::iter::once(None).chain((0..answers.n_items()).map(Some));
        for item in items {
            for (fact_idx, (fact, read)) in packs.facts().iter().zip(&read).enumerate() {
                if *read && fact.item == item.is_some() {
                    them.domains.push(answers::domain(fact, answers.get(fact_idx, item)));
                    them.meaning.push((fact_idx, item));
                }
            }
        }
        them
    }

    /// Narrows the variable of a fact to its answer, or opens it again.
    pub(crate) fn set(&mut self, known: &Fact, fact: usize, item: Option<usize>, value: Option<&Value>) {
        let place = self.meaning.iter().position(|it| *it == (fact, item));
        if let Some(domain) = place.and_then(|it| self.domains.get_mut(it)) {
            *domain = answers::domain(known, value);
        }
    }

    /// The domains with these answers given besides.
    pub(crate) fn at(&self, packs: &Packs, given: &[Answer]) -> Vec<Domain> {
        let mut domains = self.domains.clone();
        for it in given {
            let place = self.meaning.iter().position(|meaning| *meaning == (it.fact, it.item));
            if let (Some(fact), Some(domain)) = (packs.facts().get(it.fact), place.and_then(|it| domains.get_mut(it))) {
                *domain = answers::domain(fact, Some(&it.value));
            }
        }
        domains
    }

    /// The variable of each fact, seen from one item (`None`: from no item).
    pub(crate) fn binding(&self, n_facts: usize, item: Option<usize>) -> Vec<Option<usize>> {
        let mut binding = vec![None; n_facts];
        for (variable, (fact, of)) in self.meaning.iter().enumerate() {
            if (of.is_none() || *of == item)
                && let Some(it) = binding.get_mut(*fact)
            {
                *it = Some(variable);
            }
        }
        binding
    }

    /// The answers of a point, for the variables that were open.
    pub(crate) fn witness(&self, packs: &Packs, point: &[Domain], among: &[usize]) -> Vec<Answer> {
        among
            .iter()
            .filter_map(|variable| {
                let (fact, item) = *self.meaning.get(*variable)?;
                let value = answers::value_of(packs.facts().get(fact)?, *point.get(*variable)?)?;
                Some(Answer { fact, item, value })
            })
            .collect()
    }
}

/// A fact with a value, as part of a witness.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The place of the fact.
    pub fact: usize,
    /// The item it belongs to.
    pub item: Option<usize>,
    /// The value.
    pub value: Value,
}

/// A scheme with its binding and what was found in the box looked at last.
pub(crate) struct Instance<'a> {
    pub scheme: &'a Scheme,
    binding: Vec<Option<usize>>,
    memo: Memo,
    /// What was found at the point looked at last.
    points: Memo<Point>,
    /// Intervals at a point that needs them, such as one with a figure that is not known.
    aside: Memo,
    marks: Marks,
    /// Both ends of its amount, as a search has found them; whoever uses them must ask of the same box.
    pub found: Option<(Extreme, Extreme)>,
    /// Room for boxes that a search has left.
    pub room: Vec<Vec<Domain>>,
    /// Whether the box looked at last is a single point.
    at_point: bool,
    /// Whether a box was seen in which all conditions hold, and one in which one fails.
    pub seen: (bool, bool),
}

/// What evaluation of a scheme reads in a box.
fn scope<'a>(scheme: &'a Scheme, binding: &'a [Option<usize>], domains: &'a [Domain]) -> Scope<'a> {
    Scope {
        nodes: &scheme.nodes,
        binding,
        domains,
        rounds: true,
        schedule: scheme.schedule.as_ref(),
        row: None,
        supposed: false,
    }
}

/// Whether all conditions hold, and what the amount is if they do; zero if one fails.
fn value_in<Q: Quantity>(scheme: &Scheme, scope: &Scope<'_>, memo: &mut Memo<Q>) -> (Tri, Q) {
    let mut all = Tri::True;
    for condition in &scheme.conditions {
        all = all.and(truth(scope, memo, condition.node));
        if all == Tri::False {
            return (all, Q::of(Decimal::ZERO));
        }
    }
    // A benefit is never negative, however its formula is written.
    (all, eval(scope, memo, scheme.amount.node).number().paid())
}

impl<'a> Instance<'a> {
    pub(crate) fn new(scheme: &'a Scheme, binding: Vec<Option<usize>>) -> Instance<'a> {
        Instance {
            scheme,
            binding,
            memo: Memo::new(),
            points: Memo::new(),
            aside: Memo::new(),
            marks: Marks::default(),
            found: None,
            room: Vec::new(),
            at_point: false,
            seen: (false, false),
        }
    }

    /// Whether all conditions hold, and what the amount is if they do; zero if one fails.
    pub(crate) fn value(&mut self, domains: &[Domain]) -> (Tri, Interval) {
        self.memo.reset(self.scheme.nodes.len());
        self.at_point = self.is_point(domains);
        if self.at_point
            && let Some(found) = self.point_value(domains)
        {
            return found;
        }
        let scope = scope(self.scheme, &self.binding, domains);
        let found = value_in(self.scheme, &scope, &mut self.memo);
        self.noted(found)
    }

    /// As [`Instance::value`] at one point; the box looked at last is not forgotten over it.
    pub(crate) fn value_at(&mut self, point: &[Domain]) -> (Tri, Interval) {
        self.at_point = false;
        if let Some(found) = self.point_value(point) {
            return found;
        }
        let scope = scope(self.scheme, &self.binding, point);
        self.aside.reset(self.scheme.nodes.len());
        let found = value_in(self.scheme, &scope, &mut self.aside);
        self.noted(found)
    }

    /// Whether no case of the box comes to zero for certain, whatever the figures are that the record does
    /// not give; `false` when that cannot be seen from here.
    fn never_nothing(&mut self, domains: &[Domain]) -> bool {
        if !self.scheme.only_added {
            return false;
        }
        let scope = Scope { supposed: true, ..scope(self.scheme, &self.binding, domains) };
        self.aside.reset(self.scheme.nodes.len());
        match value_in(self.scheme, &scope, &mut self.aside) {
            (Tri::True, Interval { lo: Some(lo), .. }) => lo > Decimal::ZERO,
            _ => false,
        }
    }

    /// The most rows that the scheme's schedule can have; one without a schedule, or without a known limit.
    pub(crate) fn most_rows(&mut self, domains: &[Domain]) -> usize {
        let Some(schedule) = &self.scheme.schedule else { return 1 };
        let scope = scope(self.scheme, &self.binding, domains);
        self.aside.reset(self.scheme.nodes.len());
        schedule::most_rows(&scope, &mut self.aside, schedule).unwrap_or(1)
    }

    /// Notes that such a case was seen; who may be refused may get nothing.
    fn noted(&mut self, (all, amount): (Tri, Interval)) -> (Tri, Interval) {
        match all {
            Tri::False => self.seen.1 = true,
            Tri::True => self.seen.0 = true,
            Tri::Open => return (all, Interval { lo: Some(Decimal::ZERO), ..amount }),
        }
        (all, amount)
    }

    /// The value where points are enough to decide it.
    fn point_value(&mut self, point: &[Domain]) -> Option<(Tri, Interval)> {
        let scope = scope(self.scheme, &self.binding, point);
        self.points.reset(self.scheme.nodes.len());
        match value_in(self.scheme, &scope, &mut self.points) {
            (Tri::Open, _) | (_, Point(None)) => None,
            (all, Point(Some(amount))) => Some(self.noted((all, Interval::point(amount)))),
        }
    }

    /// The variables of the facts that the scheme reads.
    pub(crate) fn variables(&self) -> impl Iterator<Item = usize> {
        self.scheme.facts().iter().filter_map(|it| self.binding.get(*it).copied().flatten())
    }

    /// Whether nothing that the scheme reads is open.
    fn is_point(&self, domains: &[Domain]) -> bool {
        self.variables().all(|it| match domains.get(it) {
            Some(Domain::Number(lo, hi, _)) => num::same(lo, hi),
            Some(Domain::Bits(bits)) => bits.is_power_of_two(),
            None => false,
        })
    }

    /// What is known of one node in the box that [`Instance::value`] looked at last.
    pub(crate) fn node(&mut self, domains: &[Domain], at: usize) -> Known {
        let scope = scope(self.scheme, &self.binding, domains);
        if self.at_point
            && let Some(found) = eval(&scope, &mut self.points, at).widened()
        {
            return found;
        }
        eval(&scope, &mut self.memo, at)
    }

    /// The rows of the scheme's schedule, when their number is known.
    pub(crate) fn rows(&mut self, domains: &[Domain]) -> Vec<Vec<Interval>> {
        if self.scheme.schedule.is_none() {
            return Vec::new();
        }
        let scope = scope(self.scheme, &self.binding, domains);
        self.aside.reset(self.scheme.nodes.len());
        match schedule::rows(&scope, &mut self.aside) {
            Some((rows, least)) if rows.len() == least => rows,
            _ => Vec::new(),
        }
    }

    /// Walks all that still matters in the box that [`Instance::value`] looked at last.
    pub(crate) fn walk(&mut self, domains: &[Domain], conditions_only: bool) -> (Vec<usize>, Option<Split>) {
        let scheme = self.scheme;
        let conditions = scheme.conditions.iter().map(|it| it.node);
        let amount = (!conditions_only).then_some(scheme.amount.node);
        self.walk_from(domains, conditions.chain(amount))
    }

    /// As [`Instance::walk`], from these nodes.
    pub(crate) fn walk_from(
        &mut self,
        domains: &[Domain],
        roots: impl IntoIterator<Item = usize>,
    ) -> (Vec<usize>, Option<Split>) {
        let scope = scope(self.scheme, &self.binding, domains);
        let mut walk = Walk::new(&scope, &mut self.memo, &mut self.marks);
        for root in roots {
            walk.visit(root);
        }
        walk.choose()
    }

    /// Whether both ends of a node's interval are surely attained in the box looked at last: every
    /// open fact is read once below it, by nothing but arithmetic that goes one way along each.
    pub(crate) fn attained(&mut self, domains: &[Domain], at: usize) -> bool {
        let scope = scope(self.scheme, &self.binding, domains);
        Attained::new(&scope, &mut self.memo).holds(at)
    }

    /// The open facts that move what a scheme shows beside its amount: its verdicts, and where nothing is
    /// paid its steps and the rows of its schedule, which are the result then.
    pub(crate) fn shown_from(&mut self, domains: &[Domain]) -> Vec<usize> {
        let scheme = self.scheme;
        let scope = scope(scheme, &self.binding, domains);
        let mut walk = Walk::new(&scope, &mut self.memo, &mut self.marks);
        for it in &scheme.verdicts {
            walk.visit(it.node);
        }
        if scheme.effect == Effect::Check {
            for it in &scheme.steps {
                walk.visit(it.node);
            }
            walk.schedule();
        }
        walk.live
    }
}
