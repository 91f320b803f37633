//! Expressions of a scheme: a list of nodes, each made of earlier ones, and what is known of each
//! when some facts are open.
//!
//! Evaluation walks down from the node asked for and looks only at what still matters: a decided
//! `if` hides the branch not taken. Nothing is ever lost: the result holds for every completion.

use crate::date;
use crate::money::Rounding;
use crate::num;
use crate::quantity::Quantity;
use crate::schedule::{Row, Schedule};
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
    /// Whether both hold the same values, written alike.
    pub(crate) fn same(self, other: Domain) -> bool {
        match (self, other) {
            (Domain::Number(a, b, _), Domain::Number(c, d, _)) => num::same(&a, &c) && num::same(&b, &d),
            (Domain::Bits(a), Domain::Bits(b)) => a == b,
            _ => false,
        }
    }

    /// Whether one value alone is possible.
    #[must_use]
    pub fn decided(self) -> bool {
        match self {
            Domain::Number(lo, hi, _) => num::equal(&lo, &hi),
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
    /// Whether a figure that the record does not give is taken as one or more, to see whether zero is
    /// possible without it.
    pub supposed: bool,
}

impl Scope<'_> {
    pub(crate) fn variable(&self, fact: usize) -> Option<usize> {
        self.binding.get(fact).copied().flatten()
    }

    #[inline]
    pub(crate) fn domain(&self, fact: usize) -> Option<&Domain> {
        self.domains.get(self.variable(fact)?)
    }
}

/// What has been found of each node so far. Forgetting costs nothing: what was found is stamped with
/// the round in which it was found.
pub(crate) struct Memo<Q = Interval> {
    round: u32,
    found: Vec<(u32, Known<Q>)>,
}

impl<Q: Quantity> Memo<Q> {
    pub(crate) fn new() -> Memo<Q> {
        Memo { round: 0, found: Vec::new() }
    }

    /// Forgets everything and makes room for `len` nodes.
    pub(crate) fn reset(&mut self, len: usize) {
        match self.round.checked_add(1) {
            Some(it) => self.round = it,
            None => {
                self.found.clear();
                self.round = 1;
            }
        }
        if self.found.len() < len {
            self.found.resize(len, (0, Known::Truth(Tri::Open)));
        }
    }

    #[inline]
    fn get(&self, at: usize) -> Option<Known<Q>> {
        match self.found.get(at) {
            Some((round, it)) if *round == self.round => Some(*it),
            _ => None,
        }
    }

    #[inline]
    fn put(&mut self, at: usize, known: Known<Q>) {
        if let Some(it) = self.found.get_mut(at) {
            *it = (self.round, known);
        }
    }
}

/// What is known of the node at `at`. The loader has bounded the depth, so this does not overflow.
pub(crate) fn eval<Q: Quantity>(scope: &Scope<'_>, memo: &mut Memo<Q>, at: usize) -> Known<Q> {
    if let Some(known) = memo.get(at) {
        return known;
    }
    let Some(node) = scope.nodes.get(at) else { return Known::Number(Q::UNKNOWN) };
    let known = compute(scope, memo, node);
    memo.put(at, known);
    known
}

/// The number at `at`; what a node says by itself is not worth remembering.
#[inline]
fn number<Q: Quantity>(scope: &Scope<'_>, memo: &mut Memo<Q>, at: usize) -> Q {
    match scope.nodes.get(at) {
        Some(Node::Number(it)) => Q::of(*it),
        Some(Node::Fact(fact)) => of_fact(scope, *fact),
        _ => eval(scope, memo, at).number(),
    }
}

/// The truth at `at`, as [`number`].
#[inline]
pub(crate) fn truth<Q: Quantity>(scope: &Scope<'_>, memo: &mut Memo<Q>, at: usize) -> Tri {
    match scope.nodes.get(at) {
        Some(Node::In(fact, options)) => among(scope.domain(*fact), *options),
        Some(Node::TruthFact(fact)) => among(scope.domain(*fact), TRUE_BIT),
        _ => eval(scope, memo, at).truth(),
    }
}

#[inline]
fn of_fact<Q: Quantity>(scope: &Scope<'_>, fact: usize) -> Q {
    match scope.domain(fact) {
        Some(Domain::Number(lo, hi, _)) => Q::between(*lo, *hi),
        _ => Q::UNKNOWN,
    }
}

fn compute<Q: Quantity>(scope: &Scope<'_>, memo: &mut Memo<Q>, node: &Node) -> Known<Q> {
    let mut number = |at: &usize| number(scope, memo, *at);
    Known::Number(match node {
        Node::Number(it) => Q::of(*it),
        Node::Fact(fact) => of_fact(scope, *fact),
        Node::In(fact, options) => return Known::Truth(among(scope.domain(*fact), *options)),
        Node::TruthFact(fact) => return Known::Truth(among(scope.domain(*fact), TRUE_BIT)),
        Node::Truth(it) => return Known::Truth(Tri::from(*it)),
        Node::Unknown(it) => Q::within(if scope.supposed { it.supposed() } else { *it }),
        Node::Less(a, b) => return Known::Truth(number(a).less_than(number(b))),
        Node::AtMost(a, b) => {
            let (a, b) = (number(a), number(b));
            return Known::Truth(b.less_than(a).negate());
        }
        Node::Equal(a, b) => return Known::Truth(number(a).equals(number(b))),
        Node::All(parts) => return Known::Truth(fold(scope, memo, parts, Tri::False, Tri::and)),
        Node::Any(parts) => return Known::Truth(fold(scope, memo, parts, Tri::True, Tri::or)),
        Node::Not(a) => return Known::Truth(truth(scope, memo, *a).negate()),
        Node::Add(a, b) | Node::AddDays(a, b) => number(a).plus(number(b)),
        Node::Subtract(a, b) => number(a).minus(number(b)),
        Node::Multiply(a, b) => number(a).times(number(b)),
        Node::Divide(a, b) => number(a).divided_by(number(b)),
        Node::Min(parts) => parts.iter().map(number).reduce(Q::lesser).unwrap_or(Q::UNKNOWN),
        Node::Max(parts) => parts.iter().map(number).reduce(Q::greater).unwrap_or(Q::UNKNOWN),
        Node::If(condition, yes, no) => {
            return match truth(scope, memo, *condition) {
                Tri::True => eval(scope, memo, *yes),
                Tri::False => eval(scope, memo, *no),
                Tri::Open => eval(scope, memo, *yes).join(eval(scope, memo, *no)),
            };
        }
        Node::Round(mode, a) if scope.rounds => number(a).rounded(*mode),
        Node::Round(_, a) => number(a),
        Node::AddMonths(a, b) => number(a).rising_in_both(number(b), |day, months| {
            date::add_months(date::from_number(day)?, months.to_i32()?).map(date::to_number)
        }),
        Node::MonthStart(a) => number(a).rising(|day| date::from_number(day)?.replace_day(1).ok().map(date::to_number)),
        // Fewer months the later the first day is: its ends change places, twice.
        Node::Months(from, to) => number(from).negated().rising_in_both(number(to), |from, to| {
            let from = num::sub(Decimal::ZERO, from)?;
            date::months_between(date::from_number(from)?, date::from_number(to)?).map(Decimal::from)
        }),
        Node::Row => scope.row.map_or(Q::UNKNOWN, |it| Q::of(it.number)),
        Node::Previous(column) => {
            let before = scope.row.and_then(|it| it.previous.get(*column).copied());
            before.map_or(Q::UNKNOWN, Q::within)
        }
        Node::Total(column) => Q::total(scope, memo, *column),
        Node::Year(a) => number(a).rising(|day| date::from_number(day).map(|it| Decimal::from(it.year()))),
    })
}

fn among(domain: Option<&Domain>, options: u64) -> Tri {
    match domain {
        Some(Domain::Bits(bits)) if bits & options == 0 => Tri::False,
        Some(Domain::Bits(bits)) if bits & !options == 0 => Tri::True,
        _ => Tri::Open,
    }
}

fn fold<Q: Quantity>(scope: &Scope<'_>, memo: &mut Memo<Q>, parts: &[usize], stop: Tri, f: fn(Tri, Tri) -> Tri) -> Tri {
    let mut all = stop.negate();
    for part in parts {
        all = f(all, truth(scope, memo, *part));
        if all == stop {
            break;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_kept_until_it_is_forgotten() {
        let found = Known::Number(Interval::point(Decimal::TEN));
        let mut memo = Memo::new();
        memo.reset(2);
        assert_eq!(memo.get(1), None);
        memo.put(1, found);
        memo.put(2, found);
        assert_eq!((memo.get(0), memo.get(1), memo.get(2)), (None, Some(found), None));
        memo.reset(3);
        assert_eq!(memo.get(1), None);
        memo.put(2, found);
        assert_eq!(memo.get(2), Some(found));
    }

    #[test]
    fn domains_are_the_same_where_both_ends_are() {
        let number = |lo: i64, hi: i64| Domain::Number(Decimal::from(lo), Decimal::from(hi), Decimal::ONE);
        assert!(number(1, 2).same(number(1, 2)) && Domain::Bits(3).same(Domain::Bits(3)));
        assert!(!number(1, 2).same(number(1, 3)) && !number(1, 2).same(number(0, 2)));
        assert!(!Domain::Bits(3).same(Domain::Bits(2)) && !Domain::Bits(3).same(number(1, 2)));
    }
}
