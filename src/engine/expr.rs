//! Expressions of a scheme: a list of nodes, each made of earlier ones, and what is known of each
//! when some facts are open.
//!
//! Evaluation walks down from the node asked for and looks only at what still matters: a decided
//! `if` hides the branch not taken. Nothing is ever lost: the result holds for every completion.

use crate::date;
use crate::money::Rounding;
use crate::schedule::{self, Row, Schedule};
use crate::value::{Interval, Known, Tri};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What is known of one variable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Domain {
    /// From the first to the second, both included, in steps of the third.
    Number(Decimal, Decimal, Decimal),
    /// The set of bits that are still possible; a truth has bit 0 for false and bit 1 for true.
    Bits(u64),
}

impl Domain {
    /// Whether one value alone is possible.
    #[must_use]
    pub fn decided(self) -> bool {
        match self {
            Domain::Number(lo, hi, _) => lo == hi,
            Domain::Bits(bits) => bits.count_ones() <= 1,
        }
    }
}

/// The bit of false and of true in [`Domain::Bits`].
pub(crate) const FALSE_BIT: u64 = 1;
pub(crate) const TRUE_BIT: u64 = 2;

/// One operation; the numbers are places of earlier nodes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Node {
    /// A truth that the rule states.
    Truth(bool),
    /// A number that the rule states.
    Number(Decimal),
    /// A figure that the record does not give, with what bounds it.
    Unknown(Interval),
    /// A number or date fact.
    Fact(usize),
    /// A yes-or-no fact.
    TruthFact(usize),
    /// Whether a choice fact is one of these options.
    In(usize, u64),
    /// The first is less than the second.
    Less(usize, usize),
    /// The first is at most the second.
    AtMost(usize, usize),
    /// Both are equal.
    Equal(usize, usize),
    /// All hold.
    All(Vec<usize>),
    /// At least one holds.
    Any(Vec<usize>),
    /// It does not hold.
    Not(usize),
    /// The sum.
    Add(usize, usize),
    /// The difference.
    Subtract(usize, usize),
    /// The product.
    Multiply(usize, usize),
    /// The quotient.
    Divide(usize, usize),
    /// The least.
    Min(Vec<usize>),
    /// The greatest.
    Max(Vec<usize>),
    /// The second when the first holds, else the third.
    If(usize, usize, usize),
    /// Rounded as named.
    Round(Rounding, usize),
    /// That many days later.
    AddDays(usize, usize),
    /// That many months later.
    AddMonths(usize, usize),
    /// The year of a day.
    Year(usize),
    /// The first day of a day's month.
    MonthStart(usize),
    /// Whole months from the first day to the second; none when it is not later.
    Months(usize, usize),
    /// The number of the row of the schedule, from 1.
    Row,
    /// What a column of the schedule held in the row before.
    Previous(usize),
    /// The sum of a column of the schedule over all rows.
    Total(usize),
}

impl Node {
    /// The places of the nodes that it is made of.
    pub(crate) fn parts(&self) -> Vec<usize> {
        match self {
            Node::Truth(_)
            | Node::Number(_)
            | Node::Unknown(_)
            | Node::Fact(_)
            | Node::TruthFact(_)
            | Node::In(..)
            | Node::Row
            | Node::Previous(_)
            | Node::Total(_) => Vec::new(),
            Node::All(parts) | Node::Any(parts) | Node::Min(parts) | Node::Max(parts) => parts.clone(),
            Node::Not(a) | Node::Round(_, a) | Node::Year(a) | Node::MonthStart(a) => vec![*a],
            Node::Less(a, b)
            | Node::AtMost(a, b)
            | Node::Equal(a, b)
            | Node::Add(a, b)
            | Node::Subtract(a, b)
            | Node::Multiply(a, b)
            | Node::Divide(a, b)
            | Node::AddDays(a, b)
            | Node::AddMonths(a, b)
            | Node::Months(a, b) => vec![*a, *b],
            Node::If(a, b, c) => vec![*a, *b, *c],
        }
    }
}

/// The variable that each fact of the vocabulary stands for; `None` where a fact is not in play.
pub(crate) type Binding = [Option<usize>];

/// Everything that evaluation reads.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub nodes: &'a [Node],
    pub binding: &'a Binding,
    pub domains: &'a [Domain],
    /// Whether amounts are rounded; only profiles look at them before rounding.
    pub rounds: bool,
    /// The schedule of the scheme, if it has one.
    pub schedule: Option<&'a Schedule>,
    /// The row of the schedule that is being evaluated.
    pub row: Option<Row<'a>>,
}

impl Scope<'_> {
    pub(crate) fn variable(&self, fact: usize) -> Option<usize> {
        self.binding.get(fact).copied().flatten()
    }

    pub(crate) fn domain(&self, fact: usize) -> Option<Domain> {
        self.domains.get(self.variable(fact)?).copied()
    }
}

/// What has been found of each node so far.
pub(crate) struct Memo(Vec<Option<Known>>);

impl Memo {
    pub(crate) fn new() -> Memo {
        Memo(Vec::new())
    }

    /// Forgets everything and makes room for `len` nodes.
    pub(crate) fn reset(&mut self, len: usize) {
        self.0.clear();
        self.0.resize(len, None);
    }

    pub(crate) fn get(&self, at: usize) -> Option<Known> {
        self.0.get(at).copied().flatten()
    }

    fn put(&mut self, at: usize, known: Known) {
        if let Some(it) = self.0.get_mut(at) {
            *it = Some(known);
        }
    }
}

/// What is known of the node at `at`. The loader has bounded the depth, so this does not overflow.
pub(crate) fn eval(scope: &Scope<'_>, memo: &mut Memo, at: usize) -> Known {
    if let Some(known) = memo.get(at) {
        return known;
    }
    let Some(node) = scope.nodes.get(at) else { return Known::Number(Interval::UNKNOWN) };
    let known = compute(scope, memo, node);
    memo.put(at, known);
    known
}

fn compute(scope: &Scope<'_>, memo: &mut Memo, node: &Node) -> Known {
    match node {
        Node::Truth(it) => Known::Truth(Tri::from(*it)),
        Node::Number(it) => Known::Number(Interval::point(*it)),
        Node::Unknown(it) => Known::Number(*it),
        Node::Fact(fact) => match scope.domain(*fact) {
            Some(Domain::Number(lo, hi, _)) => Known::Number(Interval::new(lo, hi)),
            _ => Known::Number(Interval::UNKNOWN),
        },
        Node::TruthFact(fact) => Known::Truth(among(scope.domain(*fact), TRUE_BIT)),
        Node::In(fact, options) => Known::Truth(among(scope.domain(*fact), *options)),
        Node::Less(a, b) => compare(scope, memo, *a, *b, Interval::less_than),
        Node::AtMost(a, b) => compare(scope, memo, *a, *b, Interval::at_most),
        Node::Equal(a, b) => compare(scope, memo, *a, *b, Interval::equals),
        Node::All(parts) => Known::Truth(fold(scope, memo, parts, Tri::False, Tri::and)),
        Node::Any(parts) => Known::Truth(fold(scope, memo, parts, Tri::True, Tri::or)),
        Node::Not(a) => Known::Truth(eval(scope, memo, *a).truth().negate()),
        Node::Add(a, b) => arithmetic(scope, memo, *a, *b, Interval::plus),
        Node::Subtract(a, b) => arithmetic(scope, memo, *a, *b, Interval::minus),
        Node::Multiply(a, b) => arithmetic(scope, memo, *a, *b, Interval::times),
        Node::Divide(a, b) => arithmetic(scope, memo, *a, *b, Interval::divided_by),
        Node::Min(parts) => Known::Number(reduce(scope, memo, parts, Interval::lesser)),
        Node::Max(parts) => Known::Number(reduce(scope, memo, parts, Interval::greater)),
        Node::If(condition, yes, no) => match eval(scope, memo, *condition).truth() {
            Tri::True => eval(scope, memo, *yes),
            Tri::False => eval(scope, memo, *no),
            Tri::Open => eval(scope, memo, *yes).join(eval(scope, memo, *no)),
        },
        Node::Round(mode, a) => {
            let amount = eval(scope, memo, *a).number();
            Known::Number(if scope.rounds { amount.rounded(*mode) } else { amount })
        }
        Node::AddDays(a, b) => arithmetic(scope, memo, *a, *b, Interval::plus),
        Node::AddMonths(a, b) => {
            let months = eval(scope, memo, *b).number();
            let later = |day: Option<Decimal>, by: Option<Decimal>| {
                date::add_months(date::from_number(day?)?, by?.to_i32()?).map(date::to_number)
            };
            let day = eval(scope, memo, *a).number();
            Known::Number(Interval { lo: later(day.lo, months.lo), hi: later(day.hi, months.hi) })
        }
        Node::MonthStart(a) => Known::Number(
            eval(scope, memo, *a)
                .number()
                .map_monotone(|day| date::from_number(day)?.replace_day(1).ok().map(date::to_number)),
        ),
        Node::Months(a, b) => {
            let (from, to) = (eval(scope, memo, *a).number(), eval(scope, memo, *b).number());
            let months = |from: Option<Decimal>, to: Option<Decimal>| {
                date::months_between(date::from_number(from?)?, date::from_number(to?)?).map(Decimal::from)
            };
            Known::Number(Interval { lo: months(from.hi, to.lo), hi: months(from.lo, to.hi) })
        }
        Node::Row => Known::Number(scope.row.map_or(Interval::UNKNOWN, |it| Interval::point(it.number))),
        Node::Previous(column) => {
            let before = scope.row.and_then(|it| it.previous.get(*column).copied());
            Known::Number(before.unwrap_or(Interval::UNKNOWN))
        }
        Node::Total(column) => Known::Number(schedule::total(scope, memo, *column)),
        Node::Year(a) => Known::Number(
            eval(scope, memo, *a)
                .number()
                .map_monotone(|day| date::from_number(day).map(|it| Decimal::from(it.year()))),
        ),
    }
}

fn among(domain: Option<Domain>, options: u64) -> Tri {
    match domain {
        Some(Domain::Bits(bits)) if bits & options == 0 => Tri::False,
        Some(Domain::Bits(bits)) if bits & !options == 0 => Tri::True,
        _ => Tri::Open,
    }
}

fn compare(scope: &Scope<'_>, memo: &mut Memo, a: usize, b: usize, f: fn(Interval, Interval) -> Tri) -> Known {
    let a = eval(scope, memo, a).number();
    Known::Truth(f(a, eval(scope, memo, b).number()))
}

fn arithmetic(scope: &Scope<'_>, memo: &mut Memo, a: usize, b: usize, f: fn(Interval, Interval) -> Interval) -> Known {
    let a = eval(scope, memo, a).number();
    Known::Number(f(a, eval(scope, memo, b).number()))
}

fn fold(scope: &Scope<'_>, memo: &mut Memo, parts: &[usize], stop: Tri, f: fn(Tri, Tri) -> Tri) -> Tri {
    let mut all = stop.negate();
    for part in parts {
        all = f(all, eval(scope, memo, *part).truth());
        if all == stop {
            break;
        }
    }
    all
}

fn reduce(scope: &Scope<'_>, memo: &mut Memo, parts: &[usize], f: fn(Interval, Interval) -> Interval) -> Interval {
    let mut all: Option<Interval> = None;
    for part in parts {
        let next = eval(scope, memo, *part).number();
        all = Some(match all {
            Some(before) => f(before, next),
            None => next,
        });
    }
    all.unwrap_or(Interval::UNKNOWN)
}
