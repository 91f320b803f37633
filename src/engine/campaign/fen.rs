//! Amounts in whole fen, for the planner's inner loops; not for rules, which use [`Money`].

use crate::money::Money;
use rust_decimal::Decimal;
use std::fmt;

/// A whole number of fen (hundredths of a yuan), never negative.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Fen(i64);

impl Fen {
    /// Nothing.
    pub const ZERO: Fen = Fen(0);

    /// The largest amount that a person may type, and that a pack may hold: ten million yuan.
    pub const MOST: Fen = Fen(1_000_000_000);

    /// This many fen; `None` below zero.
    #[must_use]
    pub const fn new(fen: i64) -> Option<Fen> {
        if fen < 0 { None } else { Some(Fen(fen)) }
    }

    /// An amount in yuan; `None` below zero, above [`Fen::MOST`] or with a fraction of a fen.
    #[must_use]
    pub fn from_yuan(yuan: Decimal) -> Option<Fen> {
        let fen = Fen::new(Money::from_yuan(yuan).fen()?)?;
        (fen <= Fen::MOST).then_some(fen)
    }

    /// The number of fen.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The amount in yuan, with two places.
    #[must_use]
    pub fn yuan(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// The sum; stops at the largest that can be held.
    #[must_use]
    pub const fn plus(self, other: Fen) -> Fen {
        Fen(self.0.saturating_add(other.0))
    }

    /// The difference; stops at nothing.
    #[must_use]
    pub fn less(self, other: Fen) -> Fen {
        Fen(self.0.saturating_sub(other.0).max(0))
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(yuan: &str, expect: Option<i64>) {
        assert_eq!(Fen::from_yuan(yuan.parse().unwrap()).map(Fen::get), expect);
    }

    #[test]
    fn only_whole_fen_within_reach() {
        check("288.00", Some(28_800));
        check("288", Some(28_800));
        check("0.01", Some(1));
        check("0.001", None);
        check("-1", None);
        check("10000000", Some(1_000_000_000));
        check("10000000.01", None);
        assert_eq!(Fen::new(28_805).unwrap().to_string(), "288.05");
    }
}
