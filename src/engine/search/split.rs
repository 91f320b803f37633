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

#[cfg(test)]
mod tests {
    use super::*;

    fn number(lo: i64, hi: i64) -> Domain {
        Domain::Number(Decimal::from(lo), Decimal::from(hi), Decimal::TWO)
    }

    fn between(left: i64, right: i64) -> Option<Split> {
        Some(Split { variable: 7, cut: Cut::Between(Decimal::from(left), Decimal::from(right)) })
    }

    #[test]
    fn a_number_is_cut_on_its_grid_and_inside_its_domain() {
        let cut = |value: i64| cut_at(7, number(10, 20), Decimal::from(value));
        assert_eq!([9, 20, 21].map(cut), [None; 3]);
        assert_eq!([10, 13, 19].map(cut), [between(10, 12), between(12, 14), between(18, 20)]);
        // The top value alone may lie off the grid.
        assert_eq!(cut_at(7, number(10, 19), Decimal::from(18)), between(18, 19));
        assert_eq!(halve(7, number(10, 20)), between(14, 16));
    }

    #[test]
    fn options_are_cut_where_both_sides_have_some() {
        let options = |chosen| Some(Split { variable: 7, cut: Cut::Options(chosen) });
        let split = |chosen| split_bits(7, 0b0110, chosen);
        assert_eq!([0b1001, 0b0110, 0b1111].map(split), [None; 3]);
        assert_eq!([0b0010, 0b1100].map(split), [options(0b0010), options(0b1100)]);
        assert_eq!((halve(7, Domain::Bits(0b0110)), halve(7, Domain::Bits(0b0100))), (options(0b0010), None));
    }

    #[test]
    fn the_widest_is_the_first_with_the_most_values() {
        let domains = [Domain::Bits(0b111), number(10, 14), number(10, 20), number(0, 10), Domain::Bits(1)];
        let of = |among: &[usize]| widest(&domains, among).map(|it| it.variable);
        assert_eq!(
            (of(&[0, 1, 2, 3, 4]), of(&[4, 3, 2, 0]), of(&[0, 1]), of(&[2, 1])),
            (Some(2), Some(3), Some(0), Some(2))
        );
        assert_eq!((of(&[4]), of(&[])), (None, None));
    }
}
