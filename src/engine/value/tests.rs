//! Laws of three-valued logic, and intervals that lose no value.

use super::*;
use proptest::prelude::*;

fn tri() -> impl Strategy<Value = Tri> {
    prop_oneof![Just(Tri::False), Just(Tri::Open), Just(Tri::True)]
}

/// A number or nothing, and numbers small enough to hit each other.
fn interval() -> impl Strategy<Value = Interval> {
    (-6_i64..6, 0_i64..6, 0_u8..8).prop_map(|(lo, width, unknown)| Interval {
        lo: (unknown != 0).then(|| Decimal::new(lo * 5, 1)),
        hi: (unknown != 1).then(|| Decimal::new((lo + width) * 5, 1)),
    })
}

fn holds(it: Interval, value: Decimal) -> bool {
    it.lo.is_none_or(|lo| lo <= value) && it.hi.is_none_or(|hi| value <= hi)
}

/// Values inside an interval; an unknown end is taken far out.
fn points(it: Interval) -> Vec<Decimal> {
    let lo = it.lo.unwrap_or(Decimal::new(-100, 0));
    let hi = it.hi.unwrap_or(Decimal::new(100, 0));
    vec![lo, (lo + hi) / Decimal::TWO, hi]
}

proptest! {
    #[test]
    fn kleene_laws(a in tri(), b in tri(), c in tri()) {
        prop_assert_eq!(a.and(b), b.and(a));
        prop_assert_eq!(a.or(b), b.or(a));
        prop_assert_eq!(a.and(b).and(c), a.and(b.and(c)));
        prop_assert_eq!(a.or(b).or(c), a.or(b.or(c)));
        prop_assert_eq!(a.and(b.or(c)), a.and(b).or(a.and(c)));
        prop_assert_eq!(a.or(b.and(c)), a.or(b).and(a.or(c)));
        prop_assert_eq!(a.and(a.or(b)), a);
        prop_assert_eq!(a.or(a.and(b)), a);
        prop_assert_eq!(a.and(b).negate(), a.negate().or(b.negate()));
        prop_assert_eq!(a.negate().negate(), a);
        prop_assert_eq!(a.and(Tri::False), Tri::False);
        prop_assert_eq!(a.or(Tri::True), Tri::True);
        prop_assert_eq!(a.and(Tri::True), a);
        prop_assert_eq!(a.or(Tri::False), a);
    }

    #[test]
    fn deciding_more_never_contradicts(a in tri(), b in tri(), x in any::<bool>(), y in any::<bool>()) {
        // Whatever the open ones turn out to be, a decided result stays.
        let close = |it: Tri, to: bool| if it == Tri::Open { Tri::from(to) } else { it };
        for (open, closed) in [
            (a.and(b), close(a, x).and(close(b, y))),
            (a.or(b), close(a, x).or(close(b, y))),
            (a.negate(), close(a, x).negate()),
        ] {
            prop_assert!(open == Tri::Open || open == closed);
        }
    }

    #[test]
    fn interval_arithmetic_loses_no_value(a in interval(), b in interval()) {
        for x in points(a) {
            for y in points(b) {
                prop_assert!(holds(a.plus(b), x + y));
                prop_assert!(holds(a.minus(b), x - y));
                prop_assert!(holds(a.times(b), x * y));
                prop_assert!(y.is_zero() || holds(a.divided_by(b), x / y));
                prop_assert!(holds(a.lesser(b), x.min(y)));
                prop_assert!(holds(a.greater(b), x.max(y)));
                prop_assert!(holds(a.join(b), x) && holds(a.join(b), y));
                for (open, closed) in [
                    (a.less_than(b), x < y),
                    (a.at_most(b), x <= y),
                    (a.equals(b), x == y),
                ] {
                    prop_assert!(open == Tri::Open || open == Tri::from(closed));
                }
            }
        }
    }
}

#[track_caller]
fn check_product(a: (i64, i64), b: (i64, i64), huge: u32, product: (Option<i64>, Option<i64>)) {
    // Each end times so many powers of ten: past the largest number, products go on for ever.
    let interval = |it: (i64, i64)| {
        let end = |it: i64| Decimal::from_i128_with_scale(i128::from(it) * 10_i128.pow(huge), 0);
        Interval::new(end(it.0), end(it.1))
    };
    let found = interval(a).times(interval(b));
    assert_eq!((found.lo, found.hi), (product.0.map(Decimal::from), product.1.map(Decimal::from)));
}

#[test]
fn products_past_the_largest_number_are_endless_on_their_own_side() {
    check_product((2, 3), (5, 7), 0, (Some(10), Some(21)));
    check_product((-2, 3), (-5, 7), 0, (Some(-15), Some(21)));
    check_product((2, 3), (5, 7), 20, (None, None));
    check_product((0, 3), (5, 7), 20, (Some(0), None));
    check_product((-3, 0), (5, 7), 20, (None, Some(0)));
    check_product((-3, 0), (-7, -5), 20, (Some(0), None));
}

#[test]
fn nothing_of_what_is_not_known_is_nothing() {
    let nothing = Interval::point(Decimal::ZERO);
    let above = Interval { lo: Some(Decimal::ONE), hi: None };
    for it in [Interval::UNKNOWN, above] {
        assert_eq!((nothing.times(it), it.times(nothing)), (nothing, nothing));
    }
    assert_eq!(above.supposed(), above);
    assert_eq!(Interval::UNKNOWN.supposed(), above);
    let at_most = |it: i64| Interval { lo: None, hi: Some(Decimal::new(it, 1)) };
    assert_eq!(at_most(5).supposed(), Interval::point(Decimal::new(5, 1)));
    assert_eq!(at_most(50).supposed(), Interval::new(Decimal::ONE, Decimal::new(50, 1)));
}

#[test]
fn either_of_two_truths_is_open_unless_they_agree() {
    let join = |a, b| Known::<Interval>::Truth(a).join(Known::Truth(b)).truth();
    assert_eq!((join(Tri::True, Tri::True), join(Tri::False, Tri::False)), (Tri::True, Tri::False));
    assert_eq!((join(Tri::True, Tri::False), join(Tri::Open, Tri::True)), (Tri::Open, Tri::Open));
}

#[test]
fn points_are_equal_or_they_are_not() {
    let point = |it: i64| Interval::point(Decimal::from(it));
    assert_eq!(point(3).equals(point(3)), Tri::True);
    assert_eq!(point(3).equals(point(4)), Tri::False);
    assert_eq!(point(3).equals(Interval::new(Decimal::TWO, Decimal::TEN)), Tri::Open);
    assert_eq!(point(1).equals(Interval::new(Decimal::TWO, Decimal::TEN)), Tri::False);
}

#[test]
fn what_is_plain_is_multiplied_at_once_and_one_value_is_decided() {
    let (two, three) = (Decimal::TWO, Decimal::from(3));
    assert_eq!(
        Interval::new(two, three).times_plain(Interval::point(two)),
        Some(Interval::new(two + two, three + three))
    );
    assert_eq!(Interval::new(-two, three).times_plain(Interval::point(two)), None);
    let known = |it: Interval| Known::Number(it).decided();
    assert!(known(Interval::point(two)) && !known(Interval::new(two, three)) && !known(Interval::UNKNOWN));
    assert!(Known::<Interval>::Truth(Tri::False).decided() && !Known::<Interval>::Truth(Tri::Open).decided());
}
