//! What a scheme can be worth to somebody of whom little is known.

use super::glance::Glance;
use crate::money::Money;
use crate::pack::{Effect, Scheme};
use rust_decimal::Decimal;

/// In which way a scheme is worth something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// More money for the person.
    Gains,
    /// Due later, not waived.
    Later,
    /// A rate or a price: no sum of one's own.
    Rate,
}

/// What a scheme can be worth.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Worth {
    /// In which way.
    pub kind: Kind,
    /// The most; `None`: not known, or without a limit of its own.
    pub most: Option<Money>,
    /// Whether it grows with the person's own figures without an end that the rule sets.
    pub endless: bool,
}

impl Worth {
    pub(crate) fn of(scheme: &Scheme, glance: &Glance) -> Worth {
        let kind = match scheme.effect {
            Effect::Defer => Kind::Later,
            Effect::Check | Effect::Price => Kind::Rate,
            Effect::Cash | Effect::Tax | Effect::Till | Effect::Dealer | Effect::Waive => Kind::Gains,
        };
        let known = kind != Kind::Rate && !glance.endless;
        let most = glance.most.filter(|_| known).map(Money::from_yuan);
        Worth { kind, most, endless: kind != Kind::Rate && glance.endless }
    }

    /// How it is ordered: gains before what is only due later, known sums by their size first, then
    /// what grows with one's own figures, then what is not known.
    pub(crate) fn rank(&self) -> (u8, u8, Decimal) {
        let kind = match self.kind {
            Kind::Gains => 2,
            Kind::Later => 1,
            Kind::Rate => 0,
        };
        match self.most {
            Some(most) => (kind, 2, most.yuan()),
            None => (kind, u8::from(self.endless), Decimal::ZERO),
        }
    }
}
