//! One scheme put to one person, or to one item of a basket: which variable each fact is.

use crate::answers::{self, Answers, Value};
use crate::expr::{Domain, Memo, Scope, eval};
use crate::pack::{Fact, Packs, Scheme};
use crate::schedule;
use crate::search::{Objective, Split};
use crate::value::{Interval, Tri};
use crate::walk::Walk;
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
        for fact in schemes.into_iter().flat_map(Scheme::facts) {
            if let Some(it) = read.get_mut(*fact) {
                *it = true;
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

/// A scheme with its binding and the memo of the box looked at last.
pub(crate) struct Instance<'a> {
    pub scheme: &'a Scheme,
    binding: Vec<Option<usize>>,
    memo: Memo,
    /// Whether a box was seen in which all conditions hold, and one in which one fails.
    pub seen: (bool, bool),
}

/// What evaluation of a scheme reads in a box.
fn scope<'a>(scheme: &'a Scheme, binding: &'a [Option<usize>], domains: &'a [Domain]) -> Scope<'a> {
    Scope { nodes: &scheme.nodes, binding, domains, rounds: true, schedule: scheme.schedule.as_ref(), row: None }
}

impl<'a> Instance<'a> {
    pub(crate) fn new(scheme: &'a Scheme, binding: Vec<Option<usize>>) -> Instance<'a> {
        Instance { scheme, binding, memo: Memo::new(), seen: (false, false) }
    }

    /// Whether all conditions hold, and what the amount is if they do; zero if one fails.
    pub(crate) fn value(&mut self, domains: &[Domain]) -> (Tri, Interval) {
        let scope = scope(self.scheme, &self.binding, domains);
        self.memo.reset(self.scheme.nodes.len());
        let mut all = Tri::True;
        for condition in &self.scheme.conditions {
            all = all.and(eval(&scope, &mut self.memo, condition.node).truth());
            if all == Tri::False {
                self.seen.1 = true;
                return (all, Interval::point(Decimal::ZERO));
            }
        }
        self.seen.0 |= all == Tri::True;
        let amount = eval(&scope, &mut self.memo, self.scheme.amount.node).number();
        // A benefit is never negative, however its formula is written; who may be refused may get nothing.
        let amount = amount.paid();
        match all {
            Tri::Open => (all, Interval { lo: Some(Decimal::ZERO), ..amount }),
            _ => (all, amount),
        }
    }

    /// What is known of one node in the box.
    pub(crate) fn node(&mut self, domains: &[Domain], at: usize) -> crate::value::Known {
        let scope = scope(self.scheme, &self.binding, domains);
        if self.memo.get(0).is_none() {
            self.memo.reset(self.scheme.nodes.len());
        }
        eval(&scope, &mut self.memo, at)
    }

    /// The rows of the scheme's schedule, when their number is known.
    pub(crate) fn rows(&mut self, domains: &[Domain]) -> Vec<Vec<Interval>> {
        let scope = scope(self.scheme, &self.binding, domains);
        self.memo.reset(self.scheme.nodes.len());
        match schedule::rows(&scope, &mut self.memo) {
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
        let mut walk = Walk::new(&scope, &mut self.memo);
        for root in roots {
            walk.visit(root);
        }
        let live = walk.live.clone();
        (live, walk.choose())
    }
}

/// One node of a scheme, such as a step, whatever the conditions say. It may be negative, and then
/// what is not known is not at least zero: its least is looked for as the most of its opposite.
pub(crate) struct ValueOf<'a, 'b> {
    pub instance: &'b mut Instance<'a>,
    pub node: usize,
    pub opposite: bool,
}

impl Objective for ValueOf<'_, '_> {
    fn bound(&mut self, domains: &[Domain]) -> Interval {
        self.instance.memo.reset(self.instance.scheme.nodes.len());
        let value = self.instance.node(domains, self.node).number();
        if self.opposite { value.negated() } else { value }
    }

    fn split(&mut self, domains: &[Domain]) -> Option<Split> {
        self.instance.walk_from(domains, [self.node]).1
    }
}

/// The amount of one scheme.
pub(crate) struct AmountOf<'a, 'b>(pub &'b mut Instance<'a>);

impl Objective for AmountOf<'_, '_> {
    fn bound(&mut self, domains: &[Domain]) -> Interval {
        self.0.value(domains).1
    }

    fn split(&mut self, domains: &[Domain]) -> Option<Split> {
        self.0.walk(domains, false).1
    }
}

/// One when all conditions hold, else zero.
pub(crate) struct EligibilityOf<'a, 'b>(pub &'b mut Instance<'a>);

impl Objective for EligibilityOf<'_, '_> {
    fn bound(&mut self, domains: &[Domain]) -> Interval {
        match self.0.value(domains).0 {
            Tri::False => Interval::point(Decimal::ZERO),
            Tri::Open => Interval::new(Decimal::ZERO, Decimal::ONE),
            Tri::True => Interval::point(Decimal::ONE),
        }
    }

    fn split(&mut self, domains: &[Domain]) -> Option<Split> {
        self.0.walk(domains, true).1
    }
}
