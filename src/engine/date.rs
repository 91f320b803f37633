//! Civil dates, and the day numbers in which the evaluator compares them.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
pub use time::Date;
use time::Month;

/// Reads `YYYY-MM-DD`. Nothing else is accepted: no other order, no missing zero, no time of day.
///
/// Returns `None` for a date that does not exist, such as `2026-02-30`.
#[must_use]
pub fn parse_iso(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = digits(parts.next()?, 2)?;
    let day = digits(parts.next()?, 2)?;
    if parts.next().is_some() {
        return None;
    }
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?).ok()
}

fn digits(part: &str, len: usize) -> Option<u32> {
    if part.len() == len && part.bytes().all(|it| it.is_ascii_digit()) { part.parse().ok() } else { None }
}

/// Writes `YYYY-MM-DD`.
#[must_use]
pub fn iso(date: Date) -> String {
    let (year, month, day) = date.to_calendar_date();
    format!("{year:04}-{:02}-{day:02}", u8::from(month))
}

/// The day number of a date; consecutive days differ by one.
#[must_use]
pub fn to_number(date: Date) -> Decimal {
    Decimal::from(date.to_julian_day())
}

/// The date with this day number, if there is one.
#[must_use]
pub fn from_number(number: Decimal) -> Option<Date> {
    Date::from_julian_day(number.to_i32()?).ok()
}

/// The same day of the month, `months` later; clipped to the month's last day.
#[must_use]
pub fn add_months(date: Date, months: i32) -> Option<Date> {
    let index = date.year().checked_mul(12)?.checked_add(i32::from(u8::from(date.month())) - 1)?.checked_add(months)?;
    let month = Month::try_from(u8::try_from(index.rem_euclid(12) + 1).ok()?).ok()?;
    let year = index.div_euclid(12);
    let day = date.day().min(month.length(year));
    Date::from_calendar_date(year, month, day).ok()
}

/// Whole months from the first day to the second; none when the second is not later.
#[must_use]
pub fn months_between(from: Date, to: Date) -> Option<i32> {
    let index = |it: Date| it.year().checked_mul(12)?.checked_add(i32::from(u8::from(it.month())));
    let months = index(to)?.checked_sub(index(from)?)?;
    let whole = if to.day() < from.day() && to.day() < to.month().length(to.year()) { months - 1 } else { months };
    Some(whole.max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(parse_iso(text).map(iso).as_deref(), expect);
    }

    #[test]
    fn reads_only_real_iso_days() {
        check("2026-11-24", Some("2026-11-24"));
        check("2024-02-29", Some("2024-02-29"));
        check("2026-02-29", None);
        check("2026-02-30", None);
        check("2026-2-3", None);
        check("20261124", None);
        check("2026-11-24T00:00", None);
        check("２０２６-11-24", None);
        check("", None);
    }

    #[test]
    fn months_are_clipped_to_the_last_day() {
        let add = |text, months| iso(add_months(parse_iso(text).unwrap(), months).unwrap());
        assert_eq!(add("2026-01-31", 1), "2026-02-28");
        assert_eq!(add("2026-11-24", 2), "2027-01-24");
        assert_eq!(add("2026-01-15", -1), "2025-12-15");
    }

    #[test]
    fn whole_months() {
        let months = |from, to| months_between(parse_iso(from).unwrap(), parse_iso(to).unwrap()).unwrap();
        assert_eq!(months("2022-01-15", "2022-02-14"), 0);
        assert_eq!(months("2022-01-15", "2022-02-15"), 1);
        assert_eq!(months("2022-01-31", "2022-02-28"), 1);
        assert_eq!(months("2022-11-01", "2023-01-01"), 2);
        assert_eq!(months("2023-01-01", "2022-11-01"), 0);
    }

    #[test]
    fn numbers_go_both_ways() {
        let date = parse_iso("2026-12-31").unwrap();
        assert_eq!(from_number(to_number(date)), Some(date));
        assert_eq!(from_number(Decimal::MAX), None);
    }
}
