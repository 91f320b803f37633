//! What is known of a quantity: a three-valued truth, an interval, or a set of choices.
//!
//! Everything here is an over-approximation that never loses a possible value: that is what makes
//! a range a guarantee. Ends that are not known (`None`) come from figures the record does not give.

use crate::money::Rounding;
use crate::num;
use crate::quantity::Quantity;
use rust_decimal::Decimal;

/// Truth in Kleene's three-valued logic: which of the two values are still possible.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Tri {
    /// False however the open questions are answered.
    False,
    /// Both are still possible.
    Open,
    /// True however the open questions are answered.
    True,
}

impl Tri {
    /// False dominates.
    #[must_use]
    pub fn and(self, other: Tri) -> Tri {
        self.min(other)
    }

    /// True dominates.
    #[must_use]
    pub fn or(self, other: Tri) -> Tri {
        self.max(other)
    }

    /// True and false change places; open stays open.
    #[must_use]
    pub fn negate(self) -> Tri {
        match self {
            Tri::False => Tri::True,
            Tri::Open => Tri::Open,
            Tri::True => Tri::False,
        }
    }
}

impl From<bool> for Tri {
    fn from(it: bool) -> Tri {
        if it { Tri::True } else { Tri::False }
    }
}

/// All numbers from `lo` to `hi`, both included. An end of `None` is not known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Interval {
    /// The least value, if it is known.
    pub lo: Option<Decimal>,
    /// The greatest value, if it is known.
    pub hi: Option<Decimal>,
}

impl Interval {
    /// Nothing is known.
    pub const UNKNOWN: Interval = Interval { lo: None, hi: None };

    /// The one value.
    #[must_use]
    pub const fn point(value: Decimal) -> Interval {
        Interval { lo: Some(value), hi: Some(value) }
    }

    /// From `lo` to `hi`.
    #[must_use]
    pub const fn new(lo: Decimal, hi: Decimal) -> Interval {
        Interval { lo: Some(lo), hi: Some(hi) }
    }

    /// The value, when there is only one.
    #[must_use]
    pub fn single(self) -> Option<Decimal> {
        match (self.lo, self.hi) {
            (Some(lo), Some(hi)) if num::equal(&lo, &hi) => Some(lo),
            _ => None,
        }
    }

    /// The smallest interval that holds both.
    #[must_use]
    pub fn join(self, other: Interval) -> Interval {
        Interval { lo: both(self.lo, other.lo, num::less), hi: both(self.hi, other.hi, num::more) }
    }

    /// The interval of all sums.
    #[must_use]
    pub fn plus(self, other: Interval) -> Interval {
        Interval { lo: sum(self.lo, other.lo), hi: sum(self.hi, other.hi) }
    }

    /// The interval of all differences.
    #[must_use]
    pub fn minus(self, other: Interval) -> Interval {
        let sub = |a: Option<Decimal>, b: Option<Decimal>| num::sub(a?, b?);
        Interval { lo: sub(self.lo, other.hi), hi: sub(self.hi, other.lo) }
    }

    /// The interval of all products. An unknown end counts as endless, and zero times it is zero.
    #[must_use]
    pub fn times(self, other: Interval) -> Interval {
        self.times_plain(other).unwrap_or_else(|| self.times_any(other))
    }

    /// The product where nothing is negative or unknown: most of what notices multiply.
    fn times_plain(self, other: Interval) -> Option<Interval> {
        let (a, b) = (self.lo?, other.lo?);
        if a.is_sign_negative() || b.is_sign_negative() {
            return None;
        }
        let (c, d) = (self.hi?, other.hi?);
        let lo = num::mul(a, b)?;
        let hi = if num::same(&a, &c) && num::same(&b, &d) { lo } else { num::mul(c, d)? };
        Some(Interval::new(lo, hi))
    }

    fn times_any(self, other: Interval) -> Interval {
        let of = |a: End, b: End| -> End {
            match (a, b) {
                (End::At(a), End::At(b)) => {
                    num::mul(a, b).map_or_else(|| End::endless(negative(a) != negative(b)), End::At)
                }
                (End::At(it), _) | (_, End::At(it)) if it.is_zero() => End::At(Decimal::ZERO),
                (a, b) => End::endless(a.is_below_zero() != b.is_below_zero()),
            }
        };
        let (a, b) = (self.extended(), other.extended());
        let products = [of(a.0, b.0), of(a.0, b.1), of(a.1, b.0), of(a.1, b.1)];
        let pick = |wanted: fn(Decimal, Decimal) -> Decimal, endless: End| {
            let mut end: Option<Decimal> = None;
            for it in products {
                match it {
                    End::At(it) => end = Some(end.map_or(it, |before| wanted(before, it))),
                    it if it == endless => return None,
                    _ => {}
                }
            }
            end
        };
        Interval { lo: pick(num::less, End::Below), hi: pick(num::more, End::Above) }
    }

    /// The interval of all quotients; unknown when the divisor can be zero or has an unknown end.
    #[must_use]
    pub fn divided_by(self, other: Interval) -> Interval {
        let (Some(least), Some(most)) = (other.lo, other.hi) else { return Interval::UNKNOWN };
        if least.is_sign_negative() && negative(most) {
            return self.negated().divided_by(other.negated());
        }
        if least <= Decimal::ZERO {
            return Interval::UNKNOWN;
        }
        let by = |end: Option<Decimal>, above: Decimal, below: Decimal| {
            let end = end?;
            num::div(end, if negative(end) { below } else { above })
        };
        Interval { lo: by(self.lo, most, least), hi: by(self.hi, least, most) }
    }

    pub(crate) fn negated(self) -> Interval {
        let flip = |it: Decimal| num::sub(Decimal::ZERO, it);
        Interval { lo: self.hi.and_then(flip), hi: self.lo.and_then(flip) }
    }

    fn extended(self) -> (End, End) {
        (self.lo.map_or(End::Below, End::At), self.hi.map_or(End::Above, End::At))
    }

    /// The interval of the lesser of the two.
    #[must_use]
    pub fn lesser(self, other: Interval) -> Interval {
        Interval { lo: both(self.lo, other.lo, num::less), hi: either(self.hi, other.hi, num::less) }
    }

    /// The interval of the greater of the two.
    #[must_use]
    pub fn greater(self, other: Interval) -> Interval {
        Interval { lo: either(self.lo, other.lo, num::more), hi: both(self.hi, other.hi, num::more) }
    }

    /// What is paid when this is the amount: never less than nothing. A least that is not known stays
    /// so, unless nothing can be above zero: then nothing is paid, and that is known.
    #[must_use]
    pub(crate) fn paid(self) -> Interval {
        if self.lo.is_some_and(|it| it.is_sign_positive()) {
            return self;
        }
        let paid = self.greater(Interval::point(Decimal::ZERO));
        if paid.hi == Some(Decimal::ZERO) { paid } else { Interval { lo: self.lo.and(paid.lo), ..paid } }
    }

    /// A figure that is not known as if it were one or more; the least that is known stays.
    pub(crate) fn supposed(self) -> Interval {
        let one = self.hi.map_or(Decimal::ONE, |it| num::less(it, Decimal::ONE));
        Interval { lo: self.lo.or(Some(one)), ..self }
    }

    /// Both ends rounded; every mode is monotone, so no value is lost.
    #[must_use]
    pub fn rounded(self, mode: Rounding) -> Interval {
        Interval { lo: self.lo.map(|it| mode.apply(it)), hi: self.hi.map(|it| mode.apply(it)) }
    }

    /// Both ends mapped by a function that never decreases.
    #[must_use]
    pub fn map_monotone(self, f: impl Fn(Decimal) -> Option<Decimal>) -> Interval {
        Interval { lo: self.lo.and_then(&f), hi: self.hi.and_then(&f) }
    }

    /// Both ends without the dust that a division cut to 28 digits leaves.
    fn settled(self) -> Interval {
        Interval { lo: self.lo.map(num::settle), hi: self.hi.map(num::settle) }
    }

    /// Whether a value of this interval is less than a value of the other.
    #[must_use]
    pub fn less_than(self, other: Interval) -> Tri {
        let (this, other) = (self.settled(), other.settled());
        if matches!((this.hi, other.lo), (Some(a), Some(b)) if num::cmp(a, b).is_lt()) {
            Tri::True
        } else if matches!((this.lo, other.hi), (Some(a), Some(b)) if num::cmp(a, b).is_ge()) {
            Tri::False
        } else {
            Tri::Open
        }
    }

    /// Whether a value of this interval is at most a value of the other.
    #[must_use]
    pub fn at_most(self, other: Interval) -> Tri {
        other.less_than(self).negate()
    }

    /// Whether a value of this interval equals a value of the other.
    #[must_use]
    pub fn equals(self, other: Interval) -> Tri {
        match (self.settled().single(), other.settled().single()) {
            (Some(a), Some(b)) => Tri::from(a == b),
            _ if self.less_than(other) == Tri::True || other.less_than(self) == Tri::True => Tri::False,
            _ => Tri::Open,
        }
    }
}

fn sum(a: Option<Decimal>, b: Option<Decimal>) -> Option<Decimal> {
    num::add(a?, b?)
}

/// Known only when both are.
fn both(a: Option<Decimal>, b: Option<Decimal>, f: impl Fn(Decimal, Decimal) -> Decimal) -> Option<Decimal> {
    Some(f(a?, b?))
}

/// Known as soon as one is: a bound holds for the pair.
fn either(a: Option<Decimal>, b: Option<Decimal>, f: impl Fn(Decimal, Decimal) -> Decimal) -> Option<Decimal> {
    match (a, b) {
        (Some(a), Some(b)) => Some(f(a, b)),
        (one, other) => one.or(other),
    }
}

/// An end of an interval on the line that goes on for ever both ways.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Below,
    At(Decimal),
    Above,
}

impl End {
    fn endless(below: bool) -> End {
        if below { End::Below } else { End::Above }
    }

    fn is_below_zero(self) -> bool {
        match self {
            End::Below => true,
            End::At(it) => negative(it),
            End::Above => false,
        }
    }
}

fn negative(it: Decimal) -> bool {
    it.is_sign_negative() && !it.is_zero()
}

/// What is known of one expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Known<Q = Interval> {
    /// A truth.
    Truth(Tri),
    /// A number: money in yuan, a rate, a count, or a day number.
    Number(Q),
}

impl Known {
    /// Whether one value alone is possible.
    pub(crate) fn decided(self) -> bool {
        match self {
            Known::Truth(it) => it != Tri::Open,
            Known::Number(it) => it.single().is_some(),
        }
    }
}

impl<Q: Quantity> Known<Q> {
    /// The truth; open for anything that is not one.
    pub(crate) fn truth(self) -> Tri {
        match self {
            Known::Truth(it) => it,
            Known::Number(_) => Tri::Open,
        }
    }

    /// The number; unknown for anything that is not one.
    pub(crate) fn number(self) -> Q {
        match self {
            Known::Number(it) => it,
            Known::Truth(_) => Q::UNKNOWN,
        }
    }

    /// What holds for either of the two.
    pub(crate) fn join(self, other: Known<Q>) -> Known<Q> {
        match (self, other) {
            (Known::Truth(a), Known::Truth(b)) => Known::Truth(if a == b { a } else { Tri::Open }),
            (a, b) => Known::Number(a.number().join(b.number())),
        }
    }
}

#[cfg(test)]
mod tests;
