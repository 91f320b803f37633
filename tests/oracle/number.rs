//! Exact fractions: reading and writing decimals, and the four named roundings.

use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// An exact fraction of any size.
pub type Number = RBig;

/// A whole number as a fraction.
#[must_use]
pub fn whole(it: i64) -> Number {
    RBig::from(IBig::from(it))
}

/// `10^places`.
#[must_use]
pub fn ten_to(places: usize) -> Number {
    RBig::from(UBig::from(10_u8).pow(places))
}

/// Reads `-12.50`; nothing but a sign, digits and one point.
#[must_use]
pub fn decimal(text: &str) -> Option<Number> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (before, after) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{before}{after}");
    if all.is_empty() || !all.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let size = RBig::from(UBig::from_str_radix(&all, 10).ok()?) / ten_to(after.len());
    Some(if negative { -size } else { size })
}

/// The number as a decimal text, when it has at most 12 places.
#[must_use]
pub fn text(it: &Number) -> Option<String> {
    for places in 0..=12 {
        let scaled = it * ten_to(places);
        if scaled.is_int() {
            let sign = if scaled < RBig::ZERO { "-" } else { "" };
            let digits = scaled.numerator().to_string();
            let digits = digits.trim_start_matches('-');
            let digits = format!("{digits:0>width$}", width = places + 1);
            let (before, after) = digits.split_at_checked(digits.len() - places)?;
            return Some(if places == 0 { format!("{sign}{before}") } else { format!("{sign}{before}.{after}") });
        }
    }
    None
}

/// For messages: a decimal where it is one, else the fraction.
#[must_use]
pub fn show(it: &Number) -> String {
    text(it).unwrap_or_else(|| format!("{it} (about {})", it.to_f64_fast()))
}

/// The engine's number.
#[must_use]
pub fn from_engine(it: Decimal) -> Number {
    RBig::from(IBig::from(it.mantissa())) / ten_to(it.scale() as usize)
}

/// The whole number that this is, if it is one and fits.
#[must_use]
pub fn to_i64(it: &Number) -> Option<i64> {
    if it.is_int() { i64::try_from(it.numerator().clone()).ok() } else { None }
}

/// How an amount is brought to a whole unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Down to a hundredth.
    FloorFen,
    /// To the nearest hundredth; a half goes away from zero (四舍五入).
    HalfUpFen,
    /// Down to the whole.
    FloorYuan,
    /// To the nearest whole; a half goes away from zero.
    HalfUpYuan,
}

/// The mode of this name.
#[must_use]
pub fn mode(name: &str) -> Option<Mode> {
    match name {
        "floor_fen" => Some(Mode::FloorFen),
        "half_up_fen" => Some(Mode::HalfUpFen),
        "floor_yuan" => Some(Mode::FloorYuan),
        "half_up_yuan" => Some(Mode::HalfUpYuan),
        _ => None,
    }
}

/// Numbers are compared and rounded as they are to so many places (a half goes away from zero).
const PLACES: usize = 18;

/// The number to 18 places.
#[must_use]
pub fn settled(it: &Number) -> Number {
    let scaled = it * ten_to(PLACES);
    if scaled.is_int() { it.clone() } else { half_up(scaled) / ten_to(PLACES) }
}

/// How the first stands to the second, both to 18 places.
#[must_use]
pub fn order(it: &Number, other: &Number) -> Ordering {
    let gap = it - other;
    let next = RBig::ONE / ten_to(PLACES);
    if gap > next {
        Ordering::Greater
    } else if gap < -next {
        Ordering::Less
    } else {
        settled(it).cmp(&settled(other))
    }
}

fn half_up(it: Number) -> Number {
    let half = RBig::ONE / whole(2);
    RBig::from(if it < RBig::ZERO { -(half - it).floor() } else { (it + half).floor() })
}

/// The number to 18 places, rounded.
#[must_use]
pub fn round(mode: Mode, it: &Number) -> Number {
    let places = match mode {
        Mode::FloorFen | Mode::HalfUpFen => 2,
        Mode::FloorYuan | Mode::HalfUpYuan => 0,
    };
    let scaled = settled(it) * ten_to(places);
    let rounded = match mode {
        Mode::FloorFen | Mode::FloorYuan => RBig::from(scaled.floor()),
        Mode::HalfUpFen | Mode::HalfUpYuan => half_up(scaled),
    };
    rounded / ten_to(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_and_written() {
        for it in ["0", "12.5", "-0.03", "1000000", "-7"] {
            assert_eq!(text(&decimal(it).unwrap()).unwrap(), it);
        }
        for it in ["", "-", "1e3", "0x1", "1.2.3", "１"] {
            assert_eq!(decimal(it), None, "{it}");
        }
        assert_eq!(text(&(whole(1) / whole(3))), None);
    }

    #[test]
    fn rounding() {
        let check = |mode, from: &str, to: &str| assert_eq!(text(&round(mode, &decimal(from).unwrap())).unwrap(), to);
        check(Mode::FloorFen, "1.239", "1.23");
        check(Mode::FloorFen, "-1.231", "-1.24");
        check(Mode::HalfUpFen, "1.235", "1.24");
        check(Mode::HalfUpFen, "-1.235", "-1.24");
        check(Mode::HalfUpFen, "-1.2349", "-1.23");
        check(Mode::FloorYuan, "7.99", "7");
        check(Mode::HalfUpYuan, "7.5", "8");
        check(Mode::HalfUpYuan, "-7.5", "-8");
        check(Mode::HalfUpYuan, "7.49", "7");
    }

    #[test]
    fn eighteen_places_count() {
        let third = whole(1) / whole(3);
        assert_eq!(order(&third, &decimal("0.333333333333333333").unwrap()), Ordering::Equal);
        assert_eq!(order(&third, &decimal("0.333333333333333332").unwrap()), Ordering::Greater);
        assert_eq!(order(&-third, &decimal("-0.333333333333333334").unwrap()), Ordering::Greater);
        let just_below = whole(525) - RBig::ONE / ten_to(27);
        assert_eq!(round(Mode::FloorYuan, &just_below), whole(525));
        assert_eq!(round(Mode::FloorYuan, &(whole(525) - RBig::ONE / ten_to(17))), whole(524));
    }
}
