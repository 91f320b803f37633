//! Decimal arithmetic that is called and not written out again at every place that adds two numbers:
//! in the browser its bytes count. `None` past the largest number, and for a division by zero.

use rust_decimal::{Decimal, RoundingStrategy};
use std::cmp::Ordering;

#[inline(never)]
pub(crate) fn add(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_add(b)
}

#[inline(never)]
pub(crate) fn sub(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_sub(b)
}

#[inline(never)]
pub(crate) fn mul(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_mul(b)
}

#[inline(never)]
pub(crate) fn div(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_div(b)
}

#[inline(never)]
pub(crate) fn cmp(a: Decimal, b: Decimal) -> Ordering {
    a.cmp(&b)
}

#[inline(never)]
pub(crate) fn less(a: Decimal, b: Decimal) -> Decimal {
    if cmp(a, b) == Ordering::Greater { b } else { a }
}

#[inline(never)]
pub(crate) fn more(a: Decimal, b: Decimal) -> Decimal {
    if cmp(a, b) == Ordering::Less { b } else { a }
}

/// Places that a figure of a notice or a price can have; what lies beyond is the dust of a division.
const SETTLED_PLACES: u32 = 18;

/// A number from here on fills the 28 digits that there are: it was cut, and its last ones are dust.
const FULL: u128 = 10_u128.pow(26);

/// So many digits of a full number are not looked at.
const DUST: u32 = 8;

/// The number without the dust that a division cut to 28 digits leaves: 1 ÷ 12 × 6300 is 525, and
/// not a little less.
#[inline(never)]
pub(crate) fn settle(number: Decimal) -> Decimal {
    let scale = number.scale();
    let full = scale > DUST && number.mantissa().unsigned_abs() >= FULL;
    let places = SETTLED_PLACES.min(if full { scale - DUST } else { scale });
    if scale <= places { number } else { number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero) }
}

/// Sorts in place, keeping the order of equals: for the short lists of this crate, in few bytes.
pub(crate) fn sort<T>(list: &mut [T], before: impl Fn(&T, &T) -> bool) {
    for end in 1..list.len() {
        let mut at = end;
        while let Some(previous) = at.checked_sub(1) {
            let out_of_order = match (list.get(at), list.get(previous)) {
                (Some(it), Some(other)) => before(it, other),
                _ => false,
            };
            if !out_of_order {
                break;
            }
            list.swap(at, previous);
            at = previous;
        }
    }
}

/// Sorts numbers and drops repeated ones.
pub(crate) fn distinct(numbers: &mut Vec<Decimal>) {
    sort(numbers, |a, b| cmp(*a, *b) == Ordering::Less);
    numbers.dedup();
}
