//! Breakpoints: the amount of one scheme as an exact piecewise function of one fact.
//!
//! A cell of the fact's domain is cut until no comparison and no minimum or maximum of the rule
//! changes its mind inside it; the place of each change is found by bisection over the grid of the
//! fact (fen, days, whole kilometres), with the rule itself evaluated exactly. Between two changes
//! the amount is a straight line (before rounding), so its ends and its slope say everything.

use crate::answers::{self, Answers};
use crate::date::Date;
use crate::expr::{Domain, Memo, Node, Scope, eval};
use crate::instance::{Answer, Instance, Variables};
use crate::money::Money;
use crate::num;
use crate::one::quote_instance;
use crate::pack::{Packs, Scheme};
use crate::quote::with_date;
use crate::value::{Interval, Tri};
use rust_decimal::Decimal;

/// The amount as a function of one fact, from the first value of its domain to the last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Profile {
    /// The place of the fact.
    pub fact: usize,
    /// In rising order, without gaps: each starts one step of the fact after the one before ends.
    pub segments: Vec<Segment>,
    /// Other facts that were open and are taken as in the most favourable case.
    pub taken: Vec<Answer>,
}

/// A stretch in which the rule does not change its mind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Segment {
    /// The first value; days are day numbers.
    pub from: Decimal,
    /// The last value.
    pub to: Decimal,
    /// Whether all conditions hold.
    pub eligible: bool,
    /// The amount at the first value.
    pub at_from: Interval,
    /// The amount at the last value.
    pub at_to: Interval,
    /// What one more unit of the fact adds, before rounding; zero on a plateau.
    pub slope: Decimal,
}

/// A place where the amount jumps, from one value of the fact to the next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Jump {
    /// The last value before it.
    pub before: Decimal,
    /// The first value after it.
    pub after: Decimal,
    /// The amount before it.
    pub from: Money,
    /// The amount after it.
    pub to: Money,
}

impl Profile {
    /// All jumps: places where one step of the fact changes the amount by more than its slope does.
    #[must_use]
    pub fn jumps(&self) -> Vec<Jump> {
        let pairs = self.segments.iter().zip(self.segments.iter().skip(1));
        pairs
            .filter_map(|(left, right)| {
                let (from, to) = (left.at_to.single()?, right.at_from.single()?);
                let step = num::sub(right.from, left.to)?;
                let expected = left.slope.abs().max(right.slope.abs()).checked_mul(step)?;
                // A fen either way is rounding, not a jump.
                let slack = num::add(expected, Decimal::new(1, 2))?;
                (num::sub(to, from)?.abs() > slack).then(|| Jump {
                    before: left.to,
                    after: right.from,
                    from: Money::from_yuan(from),
                    to: Money::from_yuan(to),
                })
            })
            .collect()
    }
}

/// The most cells a profile may fall into; rules of people stay far below.
const MOST_CELLS: usize = 2_000;

/// The profile of a scheme over a number or date fact; other answers stay as they are. Facts that
/// are open are taken as in the answers that reach the most.
///
/// `None` when the fact has no order, the rule does not read it or bends along it (divides by it), or
/// the rule changes its mind more often than any rule of people does.
#[must_use]
pub fn profile(
    packs: &Packs,
    scheme: &Scheme,
    answers: &Answers,
    item: Option<usize>,
    on: Date,
    fact: usize,
) -> Option<Profile> {
    // Inside a schedule the rule may change its mind anywhere; that is not followed, nor are curves.
    if !scheme.facts().contains(&fact) || scheme.schedule.is_some() || bends(scheme, fact) {
        return None;
    }
    let mut answers = with_date(packs, answers, on);
    let of_item = packs.facts().get(fact)?.item;
    let place = if of_item { item } else { None };
    answers.set(fact, place, None);
    let n_facts = packs.facts().len();
    let open = Variables::new(packs, &answers, [scheme]);
    let mut instance = Instance::new(scheme, open.binding(n_facts, item));
    let quote = quote_instance(packs, &open, &mut instance);
    let taken: Vec<Answer> = quote.range.most_at.into_iter().filter(|it| it.fact != fact).collect();
    for it in &taken {
        answers.set(it.fact, it.item, Some(it.value.clone()));
    }
    // What the search did not need to look at cannot matter; any value will do.
    for it in scheme.facts().iter().copied() {
        let known = packs.facts().get(it)?;
        let place = if known.item { item } else { None };
        if it != fact && answers.get(it, place).is_none() {
            let least = match answers::domain(known, None) {
                Domain::Number(lo, _, step) => Domain::Number(lo, lo, step),
                Domain::Bits(bits) => Domain::Bits(bits & bits.wrapping_neg()),
            };
            answers.set(it, place, answers::value_of(known, least));
        }
    }
    let variables = Variables::new(packs, &answers, [scheme]);
    let variable = variables.meaning.iter().position(|it| *it == (fact, place))?;
    let Domain::Number(lo, hi, step) = *variables.domains.get(variable)? else { return None };
    let mut line = Line {
        scheme,
        binding: variables.binding(n_facts, item),
        domains: variables.domains,
        moving: vec![variable],
        step,
        memo: Memo::new(),
    };
    let mut segments = Vec::new();
    for (from, to) in line.cells(&[fact], lo, hi)? {
        segments.push(line.segment(from, to));
    }
    Some(Profile { fact, segments: merged(segments, step), taken })
}

/// Whether the rule divides by the fact or multiplies it with itself: then it is no straight line.
pub(crate) fn bends(scheme: &Scheme, fact: usize) -> bool {
    let reads = |at: &usize| scheme.facts_below(*at).contains(&fact);
    scheme.nodes.iter().any(|node| match node {
        Node::Divide(_, by) => reads(by),
        Node::Multiply(a, b) => reads(a) && reads(b),
        _ => false,
    })
}

/// The rule along one variable, or several that always have the same value.
pub(crate) struct Line<'a> {
    pub scheme: &'a Scheme,
    pub binding: Vec<Option<usize>>,
    pub domains: Vec<Domain>,
    pub moving: Vec<usize>,
    pub step: Decimal,
    pub memo: Memo,
}

impl Line<'_> {
    fn node(&mut self, from: Decimal, to: Decimal, at: usize, rounds: bool) -> crate::value::Known {
        for variable in &self.moving {
            if let Some(it) = self.domains.get_mut(*variable) {
                *it = Domain::Number(from, to, self.step);
            }
        }
        let scope = Scope {
            nodes: &self.scheme.nodes,
            binding: &self.binding,
            domains: &self.domains,
            rounds,
            schedule: self.scheme.schedule.as_ref(),
            row: None,
            supposed: false,
        };
        self.memo.reset(self.scheme.nodes.len());
        eval(&scope, &mut self.memo, at)
    }

    /// The domain, cut wherever the rule changes its mind.
    pub(crate) fn cells(&mut self, facts: &[usize], lo: Decimal, hi: Decimal) -> Option<Vec<(Decimal, Decimal)>> {
        let mut starts = vec![lo];
        for limit in facts.iter().flat_map(|it| self.scheme.limits(*it)) {
            starts.extend([Some(limit), num::add(limit, self.step)].into_iter().flatten());
        }
        starts.retain(|it| *it >= lo && *it <= hi);
        num::distinct(&mut starts);
        let mut open: Vec<(Decimal, Decimal)> = Vec::new();
        for (idx, start) in starts.iter().enumerate() {
            let end = match starts.get(idx + 1) {
                Some(next) => num::sub(*next, self.step)?,
                None => hi,
            };
            open.push((*start, end));
        }
        open.reverse();
        let mut cells = Vec::new();
        while let Some((from, to)) = open.pop() {
            if cells.len() > MOST_CELLS {
                return None;
            }
            match self.change(from, to) {
                None => cells.push((from, to)),
                Some(at) => {
                    open.push((at, to));
                    open.push((from, num::sub(at, self.step)?));
                }
            }
        }
        Some(cells)
    }

    /// The first value of the cell at which the lowest undecided node is of another mind.
    fn change(&mut self, from: Decimal, to: Decimal) -> Option<Decimal> {
        if from == to {
            return None;
        }
        let roots: Vec<usize> =
            self.scheme.conditions.iter().map(|it| it.node).chain([self.scheme.amount.node]).collect();
        self.node(from, to, self.scheme.amount.node, false);
        let mut undecided = Vec::new();
        for root in roots {
            let scope = Scope {
                nodes: &self.scheme.nodes,
                binding: &self.binding,
                domains: &self.domains,
                rounds: false,
                schedule: self.scheme.schedule.as_ref(),
                row: None,
                supposed: false,
            };
            switches(&scope, &mut self.memo, root, &mut undecided);
        }
        num::sort(&mut undecided, |a, b| a < b);
        undecided.into_iter().find_map(|at| {
            let first = self.mind(from, at);
            if self.mind(to, at) == first {
                return None;
            }
            // The node is made of parts that do not change inside the cell, so it changes once.
            let (mut same, mut other) = (from, to);
            while num::sub(other, same)? > self.step {
                let half = num::sub(other, same)?.checked_div(Decimal::TWO)?;
                let steps = num::div(half, self.step)?.floor().max(Decimal::ONE);
                let middle = num::add(same, num::mul(steps, self.step)?)?;
                if self.mind(middle, at) == first { same = middle } else { other = middle }
            }
            Some(other)
        })
    }

    /// What a comparison says, or which part of a minimum or maximum is taken, at one value.
    fn mind(&mut self, value: Decimal, at: usize) -> usize {
        match self.scheme.nodes.get(at) {
            Some(Node::Min(parts)) => self.taken(value, parts, |a, b| a < b),
            Some(Node::Max(parts)) => self.taken(value, parts, |a, b| a > b),
            _ => usize::from(self.node(value, value, at, false).truth() == Tri::True),
        }
    }

    fn taken(&mut self, value: Decimal, parts: &[usize], wins: fn(Decimal, Decimal) -> bool) -> usize {
        let mut best: Option<(usize, Decimal)> = None;
        for (idx, part) in parts.iter().enumerate() {
            let Some(number) = self.node(value, value, *part, false).number().single() else { continue };
            if best.is_none_or(|(_, before)| wins(number, before)) {
                best = Some((idx, number));
            }
        }
        best.map_or(0, |it| it.0)
    }

    fn amount(&mut self, value: Decimal, rounds: bool) -> (bool, Interval) {
        for idx in 0..self.scheme.conditions.len() {
            let Some(node) = self.scheme.conditions.get(idx).map(|it| it.node) else { continue };
            if self.node(value, value, node, rounds).truth() == Tri::False {
                return (false, Interval::point(Decimal::ZERO));
            }
        }
        let amount = self.node(value, value, self.scheme.amount.node, rounds).number();
        (true, amount.paid())
    }

    fn slope(&mut self, from: Decimal, to: Decimal) -> Option<Decimal> {
        let (low, high) = (self.amount(from, false).1.single()?, self.amount(to, false).1.single()?);
        num::sub(high, low)?.checked_div(num::sub(to, from)?)
    }

    fn segment(&mut self, from: Decimal, to: Decimal) -> Segment {
        let (eligible, at_from) = self.amount(from, true);
        let (_, at_to) = self.amount(to, true);
        let slope = if from == to { None } else { self.slope(from, to) };
        Segment { from, to, eligible, at_from, at_to, slope: slope.unwrap_or(Decimal::ZERO).round_dp(16) }
    }
}

/// The comparisons, minima and maxima below a node that are undecided in the cell and still matter.
fn switches(scope: &Scope<'_>, memo: &mut Memo, at: usize, found: &mut Vec<usize>) {
    if found.contains(&at) || eval(scope, memo, at).decided() {
        return;
    }
    let Some(node) = scope.nodes.get(at) else { return };
    match node {
        Node::Less(a, b) | Node::AtMost(a, b) | Node::Equal(a, b) => {
            found.push(at);
            switches(scope, memo, *a, found);
            switches(scope, memo, *b, found);
        }
        Node::Min(parts) | Node::Max(parts) => {
            found.push(at);
            for part in parts {
                switches(scope, memo, *part, found);
            }
        }
        Node::All(parts) | Node::Any(parts) => {
            for part in parts {
                switches(scope, memo, *part, found);
            }
        }
        Node::If(condition, yes, no) => {
            let truth = eval(scope, memo, *condition).truth();
            switches(scope, memo, *condition, found);
            if truth != Tri::False {
                switches(scope, memo, *yes, found);
            }
            if truth != Tri::True {
                switches(scope, memo, *no, found);
            }
        }
        Node::Not(a) | Node::Round(_, a) | Node::Year(a) | Node::MonthStart(a) => switches(scope, memo, *a, found),
        Node::Add(a, b)
        | Node::Subtract(a, b)
        | Node::Multiply(a, b)
        | Node::Divide(a, b)
        | Node::AddDays(a, b)
        | Node::AddMonths(a, b)
        | Node::Months(a, b) => {
            switches(scope, memo, *a, found);
            switches(scope, memo, *b, found);
        }
        _ => {}
    }
}

/// Joins neighbours that are one line: cuts at constants that made no difference.
fn merged(segments: Vec<Segment>, step: Decimal) -> Vec<Segment> {
    let mut merged: Vec<Segment> = Vec::new();
    for next in segments {
        let Some(last) = merged.last_mut() else {
            merged.push(next);
            continue;
        };
        if continues(last, &next, step) {
            if last.from == last.to {
                last.slope = next.slope;
            }
            last.to = next.to;
            last.at_to = next.at_to;
        } else {
            merged.push(next);
        }
    }
    merged
}

fn continues(last: &Segment, next: &Segment, step: Decimal) -> bool {
    if last.eligible != next.eligible {
        return false;
    }
    let slope = if last.from == last.to { next.slope } else { last.slope };
    // The dust of a division apart, one line has one slope.
    let apart = num::sub(next.slope, slope).is_some_and(|it| it.abs() > Decimal::new(1, 12));
    if next.from != next.to && apart {
        return false;
    }
    match (last.at_to.single(), next.at_from.single()) {
        (Some(a), Some(b)) => {
            let expected = num::mul(slope, step).and_then(|it| num::add(a, it));
            let fen = Decimal::new(1, 2);
            expected.and_then(|it| num::sub(it, b)).is_some_and(|it| it.abs() < fen)
        }
        _ => last.at_to == next.at_from,
    }
}
