//! Quotas over the items of a basket: how many of a category are paid, and up to which sum.

use crate::num;
use crate::pack::{FactKind, Packs, Quota};
use crate::value::Interval;
use rust_decimal::Decimal;

/// The name of the fact that holds an item's category.
pub(crate) const CATEGORY: &str = "item_category";

pub(crate) fn category_options(packs: &Packs) -> Vec<String> {
    match packs.fact(CATEGORY).map(|(_, fact)| &fact.kind) {
        Some(FactKind::Choice(options)) => options.iter().map(|it| it.id.clone()).collect(),
        _ => Vec::new(),
    }
}

/// One item under one scheme.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// The place of its category, when that is known.
    pub category: Option<usize>,
    /// What it would be paid on its own.
    pub value: Interval,
}

/// How many items of each category a quota pays, by the place of the category.
pub(crate) fn limits(quota: Option<&Quota>, options: &[String]) -> Vec<Option<u32>> {
    let limit = |option: &String| {
        let quota = quota?;
        quota.exceptions.iter().find(|(id, _)| id == option).map(|(_, max)| *max).or(quota.max)
    };
    options.iter().map(limit).collect()
}

/// The items that share one scheme's quota.
pub(crate) struct Basket<'a> {
    quota: Option<&'a Quota>,
    limits: &'a [Option<u32>],
    lines: Vec<Line>,
}

impl<'a> Basket<'a> {
    /// `limits`: as [`limits`] has them.
    pub(crate) fn new(quota: Option<&'a Quota>, limits: &'a [Option<u32>], lines: Vec<Line>) -> Basket<'a> {
        Basket { quota, limits, lines }
    }

    /// What all of them are paid together.
    pub(crate) fn total(&self) -> Interval {
        let mut lo = Decimal::ZERO;
        let mut hi = Some(Decimal::ZERO);
        for (least, most) in self.paid() {
            lo = lo.saturating_add(least);
            hi = hi.and_then(|it| num::add(it, most?));
        }
        Interval { lo: Some(lo), hi }
    }

    /// What each is paid, least and most: the larger ones first, of equal ones the earlier.
    pub(crate) fn paid(&self) -> Vec<(Decimal, Option<Decimal>)> {
        let least = self.assign(|it| Some(it.lo.unwrap_or(Decimal::ZERO)), false);
        let most = self.assign(|it| it.hi, true);
        least.into_iter().map(|it| it.unwrap_or(Decimal::ZERO)).zip(most).collect()
    }

    /// An item of unknown category is paid nothing in the least and all in the most; with more
    /// items a category is never paid less, so both hold.
    fn assign(&self, side: fn(Interval) -> Option<Decimal>, unknown_is_paid: bool) -> Vec<Option<Decimal>> {
        let by_category = self.quota.is_some_and(|it| it.by_category);
        let mut order: Vec<usize> = (0..self.lines.len()).collect();
        let worth = |idx: usize| self.lines.get(idx).map(|it| side(it.value).unwrap_or(Decimal::MAX));
        num::sort(&mut order, |a, b| worth(*b) < worth(*a));
        let mut paid = vec![Some(Decimal::ZERO); self.lines.len()];
        let mut used: Vec<(Option<usize>, u32, Decimal)> = Vec::new();
        for idx in order {
            let (Some(line), Some(slot)) = (self.lines.get(idx), paid.get_mut(idx)) else { continue };
            let value = side(line.value);
            if by_category && line.category.is_none() {
                *slot = if unknown_is_paid { value } else { Some(Decimal::ZERO) };
                continue;
            }
            if value == Some(Decimal::ZERO) {
                continue;
            }
            let key = if by_category { line.category } else { None };
            let max = match (self.quota, key) {
                (None, _) => None,
                (Some(quota), None) => quota.max,
                (Some(_), Some(category)) => self.limits.get(category).copied().flatten(),
            };
            let at = match used.iter().position(|it| it.0 == key) {
                Some(at) => at,
                None => {
                    used.push((key, 0, Decimal::ZERO));
                    used.len() - 1
                }
            };
            let Some((_, count, sum)) = used.get_mut(at) else { continue };
            if max.is_some_and(|max| *count >= max) {
                continue;
            }
            *count += 1;
            *slot = match (self.quota.and_then(|it| it.cap_per_category), value) {
                (Some(cap), Some(value)) => {
                    let left = cap.saturating_sub(*sum).max(Decimal::ZERO);
                    *sum = sum.saturating_add(value.min(left));
                    Some(value.min(left))
                }
                (Some(cap), None) => Some(cap.saturating_sub(*sum).max(Decimal::ZERO)),
                (None, value) => value,
            };
        }
        paid
    }
}
