//! The number that evaluation works on: the interval of a box, or the one number of a point.
//!
//! A point needs neither two ends nor four products: most of what a search looks at are points, and
//! so is every case in which all is answered. What a point cannot say plainly, it leaves open.

use crate::expr::{Memo, Scope};
use crate::money::Rounding;
use crate::num;
use crate::schedule;
use crate::value::{Interval, Known, Tri};
use rust_decimal::Decimal;

/// A number as evaluation knows it; every result holds for all values that the operands may have.
pub(crate) trait Quantity: Copy {
    /// Nothing is known.
    const UNKNOWN: Self;
    /// The one number.
    fn of(number: Decimal) -> Self;
    /// All from the first to the second.
    fn between(lo: Decimal, hi: Decimal) -> Self;
    /// All of an interval, as far as this type can hold it.
    fn within(interval: Interval) -> Self;
    fn plus(self, other: Self) -> Self;
    fn minus(self, other: Self) -> Self;
    fn times(self, other: Self) -> Self;
    fn divided_by(self, other: Self) -> Self;
    fn lesser(self, other: Self) -> Self;
    fn greater(self, other: Self) -> Self;
    fn join(self, other: Self) -> Self;
    fn rounded(self, mode: Rounding) -> Self;
    /// A function that never decreases.
    fn rising(self, f: impl Fn(Decimal) -> Option<Decimal>) -> Self;
    /// A function that never decreases in either.
    fn rising_in_both(self, other: Self, f: impl Fn(Decimal, Decimal) -> Option<Decimal>) -> Self;
    /// The same number with its sign changed.
    fn negated(self) -> Self;
    /// What is paid when this is the amount: never less than nothing.
    fn paid(self) -> Self;
    fn less_than(self, other: Self) -> Tri;
    fn equals(self, other: Self) -> Tri;
    /// The sum of a column of the schedule.
    fn total(scope: &Scope<'_>, memo: &mut Memo<Self>, column: usize) -> Self;
}

impl Quantity for Interval {
    const UNKNOWN: Interval = Interval::UNKNOWN;

    fn of(number: Decimal) -> Interval {
        Interval::point(number)
    }

    fn between(lo: Decimal, hi: Decimal) -> Interval {
        Interval::new(lo, hi)
    }

    fn within(interval: Interval) -> Interval {
        interval
    }

    fn plus(self, other: Interval) -> Interval {
        Interval::plus(self, other)
    }

    fn minus(self, other: Interval) -> Interval {
        Interval::minus(self, other)
    }

    fn times(self, other: Interval) -> Interval {
        Interval::times(self, other)
    }

    fn divided_by(self, other: Interval) -> Interval {
        Interval::divided_by(self, other)
    }

    fn lesser(self, other: Interval) -> Interval {
        Interval::lesser(self, other)
    }

    fn greater(self, other: Interval) -> Interval {
        Interval::greater(self, other)
    }

    fn join(self, other: Interval) -> Interval {
        Interval::join(self, other)
    }

    fn rounded(self, mode: Rounding) -> Interval {
        Interval::rounded(self, mode)
    }

    fn rising(self, f: impl Fn(Decimal) -> Option<Decimal>) -> Interval {
        self.map_monotone(f)
    }

    fn rising_in_both(self, other: Interval, f: impl Fn(Decimal, Decimal) -> Option<Decimal>) -> Interval {
        let end = |a: Option<Decimal>, b: Option<Decimal>| f(a?, b?);
        Interval { lo: end(self.lo, other.lo), hi: end(self.hi, other.hi) }
    }

    fn negated(self) -> Interval {
        Interval::negated(self)
    }

    fn paid(self) -> Interval {
        Interval::paid(self)
    }

    fn less_than(self, other: Interval) -> Tri {
        Interval::less_than(self, other)
    }

    fn equals(self, other: Interval) -> Tri {
        Interval::equals(self, other)
    }

    fn total(scope: &Scope<'_>, memo: &mut Memo, column: usize) -> Interval {
        schedule::total(scope, memo, column)
    }
}

/// One number, or nothing where the rule needs more than points to be sure: a figure that is not
/// known, a schedule, a number past the largest. The interval of the same point decides those.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point(pub Option<Decimal>);

impl Point {
    fn with(self, other: Point, f: impl Fn(Decimal, Decimal) -> Option<Decimal>) -> Point {
        match (self.0, other.0) {
            (Some(a), Some(b)) => Point(f(a, b)),
            _ => Point(None),
        }
    }

    fn against(self, other: Point, f: impl Fn(Decimal, Decimal) -> bool) -> Tri {
        match (self.0, other.0) {
            (Some(a), Some(b)) => Tri::from(f(num::settle(a), num::settle(b))),
            _ => Tri::Open,
        }
    }
}

impl Quantity for Point {
    const UNKNOWN: Point = Point(None);

    fn of(number: Decimal) -> Point {
        Point(Some(number))
    }

    fn between(lo: Decimal, hi: Decimal) -> Point {
        Point(num::same(&lo, &hi).then_some(lo))
    }

    fn within(_: Interval) -> Point {
        Point(None)
    }

    fn plus(self, other: Point) -> Point {
        self.with(other, num::add)
    }

    fn minus(self, other: Point) -> Point {
        self.with(other, num::sub)
    }

    fn times(self, other: Point) -> Point {
        self.with(other, num::mul)
    }

    fn divided_by(self, other: Point) -> Point {
        // As an interval does it: by a number above zero.
        match other.0 {
            Some(by) if by.is_zero() => Point(None),
            Some(by) if by.is_sign_negative() => self.negated().with(other.negated(), num::div),
            _ => self.with(other, num::div),
        }
    }

    fn lesser(self, other: Point) -> Point {
        self.with(other, |a, b| Some(num::less(a, b)))
    }

    fn greater(self, other: Point) -> Point {
        self.with(other, |a, b| Some(num::more(a, b)))
    }

    fn join(self, other: Point) -> Point {
        self.with(other, |a, b| (num::cmp(a, b).is_eq()).then_some(a))
    }

    fn rounded(self, mode: Rounding) -> Point {
        Point(self.0.map(|it| mode.apply(it)))
    }

    fn rising(self, f: impl Fn(Decimal) -> Option<Decimal>) -> Point {
        Point(self.0.and_then(f))
    }

    fn rising_in_both(self, other: Point, f: impl Fn(Decimal, Decimal) -> Option<Decimal>) -> Point {
        self.with(other, f)
    }

    fn negated(self) -> Point {
        Point(self.0.and_then(|it| num::sub(Decimal::ZERO, it)))
    }

    fn paid(self) -> Point {
        Point(self.0.map(|it| num::more(it, Decimal::ZERO)))
    }

    fn less_than(self, other: Point) -> Tri {
        self.against(other, |a, b| num::cmp(a, b).is_lt())
    }

    fn equals(self, other: Point) -> Tri {
        self.against(other, |a, b| num::cmp(a, b).is_eq())
    }

    fn total(_: &Scope<'_>, _: &mut Memo<Point>, _: usize) -> Point {
        Point(None)
    }
}

impl Known<Point> {
    /// The same as an interval, when it is decided.
    pub(crate) fn widened(self) -> Option<Known> {
        match self {
            Known::Truth(Tri::Open) => None,
            Known::Truth(it) => Some(Known::Truth(it)),
            Known::Number(it) => it.0.map(|it| Known::Number(Interval::point(it))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(it: i64) -> Point {
        Point::of(Decimal::from(it))
    }

    #[test]
    fn what_two_points_say_is_said_at_once() {
        let unknown = Point::UNKNOWN;
        assert_eq!((point(2).plus(point(3)), point(2).plus(unknown)), (point(5), unknown));
        assert_eq!((point(6).divided_by(point(3)), point(-6).divided_by(point(-3))), (point(2), point(2)));
        assert_eq!((point(6).divided_by(point(0)), point(6).divided_by(unknown)), (unknown, unknown));
        assert_eq!((point(2).less_than(point(3)), point(3).less_than(point(3))), (Tri::True, Tri::False));
        assert_eq!((point(3).equals(point(3)), point(3).equals(unknown)), (Tri::True, Tri::Open));
    }

    #[test]
    fn a_decided_point_is_an_interval_of_one_number() {
        let six = Known::Number(point(6)).widened();
        assert_eq!(six, Some(Known::Number(Interval::point(Decimal::from(6)))));
        assert_eq!(Known::<Point>::Truth(Tri::True).widened(), Some(Known::Truth(Tri::True)));
        assert_eq!(Known::<Point>::Truth(Tri::Open).widened(), None);
        assert_eq!(Known::Number(Point::UNKNOWN).widened(), None);
    }
}
