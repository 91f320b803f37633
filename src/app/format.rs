//! Amounts, shares and days as people read them.

use crate::words::{Locale, Words};
use engine::Money;
use engine::answers::Value;
use engine::date::{self, Date};
use engine::pack::{Fact, FactKind, Unit, Window};
use engine::value::Interval;
use rust_decimal::Decimal;

/// `¥186,000.00`.
#[must_use]
pub fn money(amount: Money) -> String {
    ["¥", &grouped(&amount.to_string())].concat()
}

/// `186,000.00`, for a column whose head says that it is yuan.
#[must_use]
pub fn plain(amount: Money) -> String {
    grouped(&amount.to_string())
}

/// `¥0.00 – ¥20,000.00`, one amount when both are the same, or that it is not known.
#[must_use]
pub fn range(least: Option<Money>, most: Option<Money>, words: &Words) -> String {
    match (least, most) {
        (Some(least), Some(most)) if least == most => money(least),
        (Some(least), Some(most)) => [&money(least), " – ", &money(most)].concat(),
        (Some(least), None) if least > Money::ZERO => (words.at_least)(&money(least)),
        (None, Some(most)) => (words.at_most)(&money(most)),
        _ => words.unknown_amount.to_owned(),
    }
}

/// A number with commas between groups of three digits.
#[must_use]
pub fn number(number: Decimal) -> String {
    grouped(&number.normalize().to_string())
}

/// `12%`.
#[must_use]
pub fn rate(share: Decimal) -> String {
    match share.checked_mul(Decimal::ONE_HUNDRED) {
        Some(it) => [&it.normalize().to_string(), "%"].concat(),
        None => share.to_string(),
    }
}

/// `2026年11月24日`, `24 November 2026`.
#[must_use]
pub fn day(day: Date, words: &Words) -> String {
    let (year, month, of_month) = day.to_calendar_date();
    match words.locale {
        Locale::Zh => {
            [&year.to_string(), "年", &u8::from(month).to_string(), "月", &of_month.to_string(), "日"].concat()
        }
        Locale::En => [
            &of_month.to_string(),
            " ",
            words.months.get(usize::from(u8::from(month)).saturating_sub(1)).copied().unwrap_or_default(),
            " ",
            &year.to_string(),
        ]
        .concat(),
    }
}

/// A number with its unit.
#[must_use]
pub fn quantity(unit: &Unit, value: Decimal, words: &Words) -> String {
    match unit {
        Unit::Yuan(_) => money(Money::from_yuan(value)),
        Unit::Rate => rate(value),
        Unit::Day => date::from_number(value).map_or_else(String::new, |it| day(it, words)),
        Unit::Count(of) if of == "year" => value.normalize().to_string(),
        Unit::Count(of) => [&number(value), " ", (words.unit)(of)].concat(),
    }
}

/// A number that may not be certain, with its unit.
#[must_use]
pub fn interval(unit: &Unit, value: Interval, words: &Words) -> String {
    match (value.lo, value.hi) {
        (Some(lo), Some(hi)) if lo == hi => quantity(unit, lo, words),
        (Some(lo), Some(hi)) => [&quantity(unit, lo, words), " – ", &quantity(unit, hi, words)].concat(),
        _ => words.unknown_amount.to_owned(),
    }
}

/// The days of a window.
#[must_use]
pub fn window(it: &Window, words: &Words) -> String {
    (words.window)(it.from.map(|it| day(it, words)), it.to.map(|it| day(it, words)))
}

/// An answer as it is said back to the person.
#[must_use]
pub fn answer(fact: &Fact, value: &Value, words: &Words) -> String {
    match (value, &fact.kind) {
        (Value::Number(it), FactKind::Number { unit, .. }) => quantity(unit, *it, words),
        (Value::Number(it), _) => number(*it),
        (Value::Day(it), _) => day(*it, words),
        (Value::Truth(it), _) => (if *it { words.yes } else { words.no }).to_owned(),
        (Value::Choice(it), FactKind::Choice(options)) => {
            options.get(*it).map(|it| it.label.clone()).unwrap_or_default()
        }
        (Value::Choice(_), _) => String::new(),
    }
}

fn grouped(plain: &str) -> String {
    let (whole, rest) = match plain.find('.') {
        Some(at) => plain.split_at(at),
        None => (plain, ""),
    };
    let mut out = String::with_capacity(plain.len() + plain.len() / 3);
    for (place, digit) in whole.char_indices() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) && !out.ends_with('-') {
            out.push(',');
        }
        out.push(digit);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{EN, ZH};

    #[track_caller]
    fn check(yuan: &str, expect: &str) {
        assert_eq!(money(Money::from_yuan(yuan.parse().unwrap())), expect);
    }

    #[test]
    fn amounts_have_two_places_and_groups_of_three() {
        check("0", "¥0.00");
        check("500", "¥500.00");
        check("6000.01", "¥6,000.01");
        check("186000", "¥186,000.00");
        check("1234567.5", "¥1,234,567.50");
        check("1499.9985", "¥1,499.9985");
    }

    #[test]
    fn a_range_that_is_one_amount_is_one_amount() {
        let yuan = |it: i64| Some(Money::from_fen(it * 100));
        assert_eq!(range(yuan(0), yuan(20000), &ZH), "¥0.00 – ¥20,000.00");
        assert_eq!(range(yuan(5), yuan(5), &ZH), "¥5.00");
        assert_eq!(range(None, None, &ZH), ZH.unknown_amount);
        assert_eq!(range(None, yuan(5), &ZH), "最多 ¥5.00, 具体多少没有查到");
        assert_eq!(range(yuan(0), None, &EN), EN.unknown_amount);
    }

    #[test]
    fn shares_and_days() {
        assert_eq!(rate("0.12".parse().unwrap()), "12%");
        assert_eq!(rate("0.125".parse().unwrap()), "12.5%");
        let it = date::parse_iso("2026-11-24").unwrap();
        assert_eq!(day(it, &ZH), "2026年11月24日");
        assert_eq!(day(it, &EN), "24 November 2026");
    }
}
