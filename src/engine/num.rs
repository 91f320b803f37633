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

/// Whether both are written alike: the same digits and places. Equal numbers may be written in
/// more than one way, so this says less than [`cmp`], and it says it at once.
#[inline]
pub(crate) fn same(a: &Decimal, b: &Decimal) -> bool {
    let (a, b) = (a.unpack(), b.unpack());
    a.lo == b.lo && a.mid == b.mid && a.hi == b.hi && a.scale == b.scale && a.negative == b.negative
}

/// Powers of ten by which 32 bits of digits can be stretched within 64, sign and all: such a product
/// never wraps, and asking whether it does costs more than the rest of a comparison.
const TENS: [i64; 10] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

/// The digits of a number that fits in 32 bits.
#[inline]
fn small(it: &Decimal) -> Option<i64> {
    let it = it.unpack();
    let digits = i64::from(it.lo);
    (it.mid | it.hi == 0).then_some(if it.negative { -digits } else { digits })
}

/// Whether two numbers are equal, however they are written.
#[inline]
pub(crate) fn equal(a: &Decimal, b: &Decimal) -> bool {
    if a.scale() == b.scale() { a.mantissa() == b.mantissa() } else { cmp(*a, *b).is_eq() }
}

/// The digits of a small number when it is written with so many places.
#[inline]
fn digits(it: &Decimal, places: u32) -> Option<i64> {
    Some(small(it)?.wrapping_mul(*TENS.get(usize::try_from(places.checked_sub(it.scale())?).ok()?)?))
}

/// The last number at or below `value` of those that start at `lo` and lie `step` apart. `value` is
/// not below `lo`, and `step` is above zero.
#[inline(never)]
pub(crate) fn on_grid(value: Decimal, lo: Decimal, step: Decimal) -> Option<Decimal> {
    let places = value.scale().max(lo.scale()).max(step.scale());
    if let (Some(value), Some(lo), Some(step)) = (digits(&value, places), digits(&lo, places), digits(&step, places))
        && let Some(rest) = (value - lo).checked_rem(step)
    {
        return Some(Decimal::new(value - rest, places));
    }
    let steps = div(sub(value, lo)?, step)?.floor();
    add(lo, mul(steps, step)?)
}

/// Compares small numbers by whole arithmetic, whatever their places; other ones by the library.
#[inline(never)]
pub(crate) fn cmp(a: Decimal, b: Decimal) -> Ordering {
    let (places_a, places_b) = (a.scale(), b.scale());
    let stretch = |it: i64, by: u32| Some(it.wrapping_mul(*TENS.get(usize::try_from(by).ok()?)?));
    let both = match (small(&a), small(&b)) {
        (Some(a), Some(b)) if places_a == places_b => Some((a, b)),
        (Some(a), Some(b)) if places_a < places_b => stretch(a, places_b - places_a).map(|it| (it, b)),
        (Some(a), Some(b)) => stretch(b, places_a - places_b).map(|it| (a, it)),
        _ => None,
    };
    both.map_or_else(|| a.cmp(&b), |(a, b)| a.cmp(&b))
}

#[inline]
pub(crate) fn less(a: Decimal, b: Decimal) -> Decimal {
    if cmp(a, b) == Ordering::Greater { b } else { a }
}

#[inline]
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
#[inline]
pub(crate) fn settle(number: Decimal) -> Decimal {
    // With so few places there is neither dust nor room for it.
    if number.scale() <= DUST { number } else { settle_long(number) }
}

#[inline(never)]
fn settle_long(number: Decimal) -> Decimal {
    let scale = number.scale();
    let full = number.mantissa().unsigned_abs() >= FULL;
    let places = SETTLED_PLACES.min(if full { scale.saturating_sub(DUST) } else { scale });
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Numbers small and large, of few places and many, some of them equal and written otherwise.
    fn number() -> impl Strategy<Value = Decimal> {
        let digits = prop_oneof![
            -30_i128..30,
            -6_000_000_i128..6_000_000,
            Just(i128::from(u32::MAX)),
            Just(i128::from(u32::MAX) + 1),
            -(1_i128 << 80)..(1_i128 << 80),
        ];
        (digits, 0_u32..=12).prop_map(|(digits, places)| Decimal::from_i128_with_scale(digits, places))
    }

    proptest! {
        #[test]
        fn comparing_agrees_with_the_library(a in number(), b in number(), places in 0_u32..=12) {
            prop_assert_eq!(cmp(a, b), a.cmp(&b));
            prop_assert_eq!(equal(&a, &b), a == b);
            prop_assert_eq!(less(a, b), a.min(b));
            prop_assert_eq!(more(a, b), a.max(b));
            let mut rewritten = a;
            rewritten.rescale(places);
            prop_assert_eq!(cmp(a, rewritten), a.cmp(&rewritten));
            prop_assert_eq!(equal(&a, &rewritten), a == rewritten);
            prop_assert!(!same(&a, &b) || a == b);
            prop_assert!(same(&a, &a));
        }

        #[test]
        fn a_number_is_brought_to_its_grid(lo in number(), by in number(), step in 1_i64..500, places in 0_u32..=4) {
            let step = Decimal::new(step, places);
            if let Some(value) = add(lo, by.abs()) {
                let expect = (|| {
                    let steps = div(sub(value, lo)?, step)?.floor();
                    add(lo, mul(steps, step)?)
                })();
                prop_assert_eq!(on_grid(value, lo, step), expect);
            }
        }

        #[test]
        fn numbers_are_sorted_and_each_is_kept_once(mut list in prop::collection::vec(number(), 0..12)) {
            let mut expect = list.clone();
            expect.sort();
            expect.dedup();
            distinct(&mut list);
            prop_assert_eq!(list, expect);
        }

        #[test]
        fn settling_few_places_changes_nothing(it in number()) {
            prop_assert_eq!(settle(it), settle_long(it));
        }
    }

    #[test]
    fn small_numbers_take_the_short_way() {
        let large = |mid, hi| Decimal::from_parts(5, mid, hi, false, 0);
        assert_eq!((small(&Decimal::new(-123, 2)), small(&Decimal::from(u32::MAX))), (Some(-123), Some(4_294_967_295)));
        assert_eq!((small(&large(1, 0)), small(&large(0, 1)), small(&large(1, 1))), (None, None, None));
        assert_eq!((digits(&Decimal::new(5, 1), 3), digits(&Decimal::new(5, 1), 0)), (Some(500), None));
        assert_eq!((digits(&large(1, 1), 3), cmp(large(1, 1), Decimal::from(5))), (None, Ordering::Greater));
    }

    #[track_caller]
    fn check_settled(number: &str, settled: &str) {
        assert_eq!(settle(number.parse().unwrap()).to_string(), settled, "{number}");
    }

    #[test]
    fn the_dust_of_a_division_is_taken_away() {
        // 28 digits: 18 places at the most, and not the last eight digits.
        check_settled("0.3333333333333333333333333333", "0.333333333333333333");
        check_settled("524.9999999999999999999999995", "525.00000000000000000");
        check_settled("12345678.90123456789012345678", "12345678.901234567890");
        // Fewer digits: nothing was cut but places that no notice writes.
        check_settled("1.2345678901234567894", "1.234567890123456789");
        check_settled("1.234567890123", "1.234567890123");
        check_settled("99999999999999999999.99999999", "99999999999999999999.99999999");
    }
}
