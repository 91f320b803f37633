//! The civil calendar, counted by hand: a day is its Julian day number.

/// The Julian day number of the day before 1 January of the year 1.
const BEFORE_YEAR_ONE: i64 = 1_721_425;

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days the month has.
fn month_length(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// How many days the years 1 to `year - 1` have.
fn days_before(year: i64) -> i64 {
    let past = year - 1;
    past * 365 + past / 4 - past / 100 + past / 400
}

/// The number of a day that exists, in the years 1 to 9999.
#[must_use]
pub fn number(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || day < 1 || day > month_length(year, month) {
        return None;
    }
    let months: i64 = (1..month).map(|it| month_length(year, it)).sum();
    Some(BEFORE_YEAR_ONE + days_before(year) + months + day)
}

/// Year, month and day of a number.
#[must_use]
pub fn civil(number: i64) -> Option<(i64, i64, i64)> {
    let ordinal = number - BEFORE_YEAR_ONE;
    if ordinal < 1 {
        return None;
    }
    let mut year = ordinal / 366 + 1;
    while days_before(year + 1) < ordinal {
        year += 1;
    }
    if year > 9999 {
        return None;
    }
    let mut left = ordinal - days_before(year);
    for month in 1..=12 {
        let length = month_length(year, month);
        if left <= length {
            return Some((year, month, left));
        }
        left -= length;
    }
    None
}

/// Reads `2026-11-24`.
#[must_use]
pub fn read(text: &str) -> Option<i64> {
    let mut parts = text.splitn(3, '-');
    let mut next = || parts.next()?.parse::<i64>().ok();
    number(next()?, next()?, next()?)
}

/// Writes `2026-11-24`.
#[must_use]
pub fn write(number: i64) -> Option<String> {
    let (year, month, day) = civil(number)?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// The same day so many months later, or the last day of that month when it is shorter.
#[must_use]
pub fn add_months(day: i64, months: i64) -> Option<i64> {
    let (mut year, mut month, of_month) = civil(day)?;
    if months.abs() > 120_000 {
        return None;
    }
    for _ in 0..months.abs() {
        month += months.signum();
        if month == 13 {
            (year, month) = (year + 1, 1);
        } else if month == 0 {
            (year, month) = (year - 1, 12);
        }
    }
    number(year, month, of_month.min(month_length(year, month)))
}

/// The first day of the month.
#[must_use]
pub fn month_start(day: i64) -> Option<i64> {
    let (year, month, _) = civil(day)?;
    number(year, month, 1)
}

/// The most months after which the same day, or the last of a shorter month, is not past `to`.
#[must_use]
pub fn months(from: i64, to: i64) -> Option<i64> {
    let ((year, month, _), (to_year, to_month, _)) = (civil(from)?, civil(to)?);
    let mut months = ((to_year - year) * 12 + to_month - month - 1).max(0);
    while add_months(from, months + 1).is_some_and(|it| it <= to) {
        months += 1;
    }
    Some(months)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        assert_eq!(number(1970, 1, 1), Some(2_440_588));
        assert_eq!(number(2000, 1, 1), Some(2_451_545));
        assert_eq!(number(2023, 2, 29), None);
        let first = number(1, 1, 1).unwrap();
        let last = number(9999, 12, 31).unwrap();
        let mut expected = first;
        for year in 1..=9999 {
            for month in 1..=12 {
                for day in 1..=month_length(year, month) {
                    assert_eq!(number(year, month, day), Some(expected));
                    if !(2..=27).contains(&day) {
                        assert_eq!(civil(expected), Some((year, month, day)));
                    }
                    expected += 1;
                }
            }
        }
        assert_eq!(expected, last + 1);
        assert_eq!(civil(last + 1), None);
        assert_eq!(civil(first - 1), None);
    }

    #[test]
    fn months_between_days() {
        let check =
            |from: &str, to: &str, expect| assert_eq!(months(read(from).unwrap(), read(to).unwrap()), Some(expect));
        check("2024-01-31", "2024-02-28", 0);
        check("2024-01-31", "2024-02-29", 1);
        check("2024-02-29", "2025-02-28", 12);
        check("2024-02-28", "2024-02-28", 0);
        check("2024-03-01", "2024-02-28", 0);
        check("2020-11-15", "2024-01-14", 37);
        assert_eq!(month_start(read("2024-02-29").unwrap()), read("2024-02-01"));
    }

    #[test]
    fn adding_months() {
        let check = |from: &str, months, to: &str| {
            assert_eq!(add_months(read(from).unwrap(), months).and_then(write).unwrap(), to);
        };
        check("2024-01-31", 1, "2024-02-29");
        check("2024-02-29", 12, "2025-02-28");
        check("2024-03-31", -1, "2024-02-29");
        check("2024-12-15", 2, "2025-02-15");
    }
}
