//! Where a box falls apart.

use crate::expr::Domain;
use crate::num;
use rust_decimal::Decimal;

/// A variable and where its domain falls apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Split {
    pub variable: usize,
    pub cut: Cut,
}

/// The place where a domain falls apart; small, since it is handed on a lot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Cut {
    /// Up to the first number, and from the second on.
    Between(Decimal, Decimal),
    /// These options, and the others.
    Options(u64),
}

impl Cut {
    /// Both parts of the domain.
    pub(super) fn parts(self, whole: Domain) -> [Domain; 2] {
        match (self, whole) {
            (Cut::Between(left, right), Domain::Number(lo, hi, step)) => {
                [Domain::Number(lo, left, step), Domain::Number(right, hi, step)]
            }
            (Cut::Options(chosen), Domain::Bits(bits)) => [Domain::Bits(bits & chosen), Domain::Bits(bits & !chosen)],
            _ => [whole, whole],
        }
    }
}

/// Halves the variable with the most values among these; none when all are decided.
pub(crate) fn widest(domains: &[Domain], among: &[usize]) -> Option<Split> {
    let mut most: Option<(Decimal, usize)> = None;
    for variable in among {
        let width = match domains.get(*variable)? {
            Domain::Number(lo, hi, step) => {
                num::sub(*hi, *lo).and_then(|it| num::div(it, *step)).unwrap_or(Decimal::MAX)
            }
            Domain::Bits(bits) => Decimal::from(bits.count_ones().saturating_sub(1)),
        };
        if width > Decimal::ZERO && most.is_none_or(|(before, _)| width > before) {
            most = Some((width, *variable));
        }
    }
    let (_, variable) = most?;
    halve(variable, *domains.get(variable)?)
}

pub(crate) fn halve(variable: usize, domain: Domain) -> Option<Split> {
    match domain {
        Domain::Number(lo, hi, _) => {
            let middle = num::div(num::sub(hi, lo)?, Decimal::TWO)?;
            cut_at(variable, domain, num::add(lo, middle)?)
        }
        Domain::Bits(bits) => {
            let low = bits & bits.wrapping_neg();
            split_bits(variable, bits, low)
        }
    }
}

/// Cuts a number's domain into what is at most `value` and what is above it.
pub(crate) fn cut_at(variable: usize, domain: Domain, value: Decimal) -> Option<Split> {
    let Domain::Number(lo, hi, step) = domain else { return None };
    if num::cmp(value, lo).is_lt() || num::cmp(value, hi).is_ge() {
        return None;
    }
    let left = num::on_grid(value, lo, step)?;
    let right = num::add(left, step)?;
    if num::cmp(right, hi).is_gt() {
        // The top value alone lies off the grid that starts at `lo`.
        return Some(Split { variable, cut: Cut::Between(left, hi) });
    }
    Some(Split { variable, cut: Cut::Between(left, right) })
}

pub(crate) fn split_bits(variable: usize, bits: u64, chosen: u64) -> Option<Split> {
    if bits & chosen == 0 || bits & !chosen == 0 {
        return None;
    }
    Some(Split { variable, cut: Cut::Options(chosen) })
}
