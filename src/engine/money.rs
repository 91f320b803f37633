//! Exact amounts in yuan, and the named ways of rounding them.

use rust_decimal::{Decimal, RoundingStrategy};
use std::fmt;

/// An amount in yuan, exact. Shown with two places: `20000.00`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Money(Decimal);

impl Money {
    /// Nothing.
    pub const ZERO: Money = Money(Decimal::ZERO);

    /// An amount of this many yuan.
    #[must_use]
    pub const fn from_yuan(yuan: Decimal) -> Money {
        Money(yuan)
    }

    /// An amount of this many fen (hundredths of a yuan).
    #[must_use]
    pub fn from_fen(fen: i64) -> Money {
        Money(Decimal::new(fen, 2))
    }

    /// The amount in yuan.
    #[must_use]
    pub const fn yuan(self) -> Decimal {
        self.0
    }

    /// The amount in whole fen, or `None` when it has a fraction of a fen or does not fit.
    #[must_use]
    pub fn fen(self) -> Option<i64> {
        let fen = self.0.checked_mul(Decimal::ONE_HUNDRED)?;
        if fen.fract().is_zero() { i64::try_from(fen).ok() } else { None }
    }

    /// The sum, or `None` past the largest amount that can be held.
    #[must_use]
    pub fn checked_add(self, other: Money) -> Option<Money> {
        self.0.checked_add(other.0).map(Money)
    }

    /// The difference, or `None` past the largest amount that can be held.
    #[must_use]
    pub fn checked_sub(self, other: Money) -> Option<Money> {
        self.0.checked_sub(other.0).map(Money)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut yuan = self.0.normalize();
        if yuan.scale() < 2 {
            yuan.rescale(2);
        }
        write!(f, "{yuan}")
    }
}

/// How an amount is brought to a whole unit. The rule names the mode; nothing is rounded silently.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rounding {
    /// Down to the fen: 299.9985 → 299.99.
    FloorFen,
    /// Half up to the fen (四舍五入到分): 299.995 → 300.00.
    HalfUpFen,
    /// Down to the yuan.
    FloorYuan,
    /// Half up to the yuan.
    HalfUpYuan,
}

impl Rounding {
    /// Every mode with the name it has in packs.
    pub const NAMES: [(&'static str, Rounding); 4] = [
        ("floor_fen", Rounding::FloorFen),
        ("half_up_fen", Rounding::HalfUpFen),
        ("floor_yuan", Rounding::FloorYuan),
        ("half_up_yuan", Rounding::HalfUpYuan),
    ];

    /// The mode of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Rounding> {
        Rounding::NAMES.iter().find(|(it, _)| *it == name).map(|(_, mode)| *mode)
    }

    /// The name that the mode has in packs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Rounding::FloorFen => "floor_fen",
            Rounding::HalfUpFen => "half_up_fen",
            Rounding::FloorYuan => "floor_yuan",
            Rounding::HalfUpYuan => "half_up_yuan",
        }
    }

    /// The rounded amount.
    #[must_use]
    pub fn apply(self, yuan: Decimal) -> Decimal {
        let (places, strategy) = match self {
            Rounding::FloorFen => (2, RoundingStrategy::ToNegativeInfinity),
            Rounding::HalfUpFen => (2, RoundingStrategy::MidpointAwayFromZero),
            Rounding::FloorYuan => (0, RoundingStrategy::ToNegativeInfinity),
            Rounding::HalfUpYuan => (0, RoundingStrategy::MidpointAwayFromZero),
        };
        crate::num::settle(yuan).round_dp_with_strategy(places, strategy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(mode: Rounding, yuan: &str, expect: &str) {
        let rounded = mode.apply(yuan.parse().unwrap());
        assert_eq!(Money::from_yuan(rounded).to_string(), expect);
        assert_eq!(Rounding::named(mode.name()), Some(mode));
    }

    #[test]
    fn every_mode_rounds_as_named() {
        check(Rounding::FloorFen, "299.9985", "299.99");
        check(Rounding::FloorFen, "299.99", "299.99");
        check(Rounding::HalfUpFen, "299.995", "300.00");
        check(Rounding::HalfUpFen, "22123.895", "22123.90");
        check(Rounding::HalfUpFen, "0.005", "0.01");
        check(Rounding::FloorYuan, "299.99", "299.00");
        check(Rounding::FloorYuan, "524.9999999999999999999999979", "525.00");
        check(Rounding::FloorYuan, "597286799199.9999999999999999", "597286799200.00");
        check(Rounding::FloorYuan, "597286799199.99999999", "597286799199.00");
        check(Rounding::HalfUpYuan, "299.50", "300.00");
    }

    #[test]
    fn fen_are_exact_or_refused() {
        let fen = |yuan: &str| Money::from_yuan(yuan.parse().unwrap()).fen();
        assert_eq!(fen("719.85"), Some(71_985));
        assert_eq!(fen("719.855"), None);
        assert_eq!(fen("92233720368547758.08"), None);
        assert_eq!(Money::from_fen(71_985).to_string(), "719.85");
    }

    #[test]
    fn shown_with_two_places_and_no_fraction_hidden() {
        let show = |yuan: &str| Money::from_yuan(yuan.parse().unwrap()).to_string();
        assert_eq!(show("5"), "5.00");
        assert_eq!(show("5.10"), "5.10");
        assert_eq!(show("5.125"), "5.125");
    }

    #[test]
    fn sums_are_exact_or_refused() {
        let money = |text: &str| Money::from_yuan(text.parse().unwrap());
        assert_eq!(money("0.1").checked_add(money("0.2")), Some(money("0.3")));
        assert_eq!(money("6000").checked_sub(money("0.01")), Some(money("5999.99")));
        let largest = Money::from_yuan(Decimal::MAX);
        assert_eq!(largest.checked_add(largest), None);
        assert_eq!(Money::from_yuan(Decimal::MIN).checked_sub(largest), None);
    }
}
