//! Reading what a person typed. Every refusal says which of the ways of being wrong it is.

use crate::date::{self, Date};
use crate::money::Money;
use rust_decimal::Decimal;
use std::fmt;

/// Why a typed text is not the value that was asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum InputError {
    /// Nothing was typed.
    Empty,
    /// Something other than digits and one decimal point: the first such character.
    NotANumber(char),
    /// A minus sign.
    Negative,
    /// More decimal places than the unit has (money: 2).
    TooManyPlaces(u32),
    /// Below the least value that makes sense.
    TooSmall(Decimal),
    /// Above the largest value that makes sense.
    TooLarge(Decimal),
    /// Not a day as `2026-11-24`.
    NotADate,
    /// A day that the calendar does not have, such as `2026-02-30`.
    NoSuchDay,
    /// Before the first day that makes sense.
    TooEarly(Date),
    /// After the last day that makes sense.
    TooLate(Date),
    /// Not one of the choices.
    NotAChoice(String),
    /// Not `true` or `false`.
    NotATruth,
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InputError::Empty => write!(f, "nothing given, expected a value"),
            InputError::NotANumber(it) => {
                write!(f, "`{it}` is not part of a number, expected digits such as `186000.00`")
            }
            InputError::Negative => write!(f, "the value is negative, expected zero or more"),
            InputError::TooManyPlaces(most) => write!(f, "too many decimal places, expected at most {most}"),
            InputError::TooSmall(least) => write!(f, "the value is too small, expected at least {least}"),
            InputError::TooLarge(most) => write!(f, "the value is too large, expected at most {most}"),
            InputError::NotADate => write!(f, "not a date, expected a day such as `2026-11-24`"),
            InputError::NoSuchDay => write!(f, "the calendar has no such day, expected a day such as `2026-11-24`"),
            InputError::TooEarly(least) => write!(f, "the day is too early, expected {} or later", date::iso(*least)),
            InputError::TooLate(most) => write!(f, "the day is too late, expected {} or earlier", date::iso(*most)),
            InputError::NotAChoice(it) => write!(f, "`{it}` is not one of the choices"),
            InputError::NotATruth => write!(f, "expected `true` or `false`"),
        }
    }
}

impl std::error::Error for InputError {}

/// The longest number that is read; longer ones are too large whatever they say.
const MOST_DIGITS: usize = 18;

/// Reads a number with at most `places` decimals. Spaces around it, full-width digits, a leading
/// `¥`, a trailing `元` and commas between groups of three digits are accepted, since people paste
/// them.
///
/// # Errors
/// Says what is wrong with the text; an exponent such as `1e400` is `NotANumber('e')`.
pub fn number(text: &str, places: u32) -> Result<Decimal, InputError> {
    let mut plain = String::new();
    let trimmed = text.trim().trim_start_matches(['¥', '￥']).trim_end_matches('元').trim();
    for it in trimmed.chars() {
        match it {
            '０'..='９' => plain.extend(char::from_digit((it as u32) - ('０' as u32), 10)),
            '．' | '。' => plain.push('.'),
            '，' => plain.push(','),
            '－' | '−' => plain.push('-'),
            _ => plain.push(it),
        }
    }
    if plain.is_empty() {
        return Err(InputError::Empty);
    }
    if let Some(rest) = plain.strip_prefix('-') {
        return Err(if rest.chars().all(|it| it.is_ascii_digit() || it == '.' || it == ',') {
            InputError::Negative
        } else {
            InputError::NotANumber('-')
        });
    }
    if let Some(odd) = plain.chars().find(|it| !it.is_ascii_digit() && *it != '.' && *it != ',') {
        return Err(InputError::NotANumber(odd));
    }
    let (whole, fraction) = match plain.split_once('.') {
        Some((whole, fraction)) => (whole, fraction),
        None => (plain.as_str(), ""),
    };
    if fraction.contains('.') {
        return Err(InputError::NotANumber('.'));
    }
    if fraction.contains(',') || !well_grouped(whole) {
        return Err(InputError::NotANumber(','));
    }
    let whole = whole.replace(',', "");
    if whole.is_empty() && fraction.is_empty() {
        return Err(InputError::NotANumber('.'));
    }
    if u32::try_from(fraction.trim_end_matches('0').len()).map_or(true, |it| it > places) {
        return Err(InputError::TooManyPlaces(places));
    }
    let fraction = fraction.trim_end_matches('0');
    let whole = whole.trim_start_matches('0');
    if whole.len() + fraction.len() > MOST_DIGITS {
        return Err(InputError::TooLarge(Decimal::new(10_i64.pow(15), 0)));
    }
    format!("{}.{}", if whole.is_empty() { "0" } else { whole }, if fraction.is_empty() { "0" } else { fraction })
        .parse::<Decimal>()
        .map(|it| it.normalize())
        .map_err(|_| InputError::TooLarge(Decimal::new(10_i64.pow(15), 0)))
}

/// Commas only between groups of three digits; none at all is fine.
fn well_grouped(whole: &str) -> bool {
    if !whole.contains(',') {
        return true;
    }
    whole.split(',').enumerate().all(|(idx, group)| match idx {
        0 => (1..=3).contains(&group.len()),
        _ => group.len() == 3,
    })
}

/// Reads an amount in yuan with at most two decimals.
///
/// # Errors
/// As [`number`].
pub fn money(text: &str) -> Result<Money, InputError> {
    number(text, 2).map(Money::from_yuan)
}

/// Reads a day: `2026-11-24`; `2026/11/24`, `2026.11.24` and `2026年11月24日` are accepted, with or
/// without the zeros.
///
/// # Errors
/// `NotADate` for anything else, `NoSuchDay` for a day that does not exist.
pub fn day(text: &str) -> Result<Date, InputError> {
    let trimmed = text.trim().trim_end_matches('日');
    if trimmed.is_empty() {
        return Err(InputError::Empty);
    }
    let parts: Vec<&str> = trimmed.split(['-', '/', '.', '年', '月']).collect();
    let [year, month, rest] = parts.as_slice() else { return Err(InputError::NotADate) };
    let fits = |part: &str, len: std::ops::RangeInclusive<usize>| {
        len.contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit())
    };
    if !fits(year, 4..=4) || !fits(month, 1..=2) || !fits(rest, 1..=2) {
        return Err(InputError::NotADate);
    }
    date::parse_iso(&format!("{year}-{month:0>2}-{rest:0>2}")).ok_or(InputError::NoSuchDay)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Result<&str, InputError>) {
        assert_eq!(money(text).map(|it| it.to_string()), expect.map(str::to_owned), "{text}");
    }

    #[test]
    fn money_as_people_type_it() {
        check("186000", Ok("186000.00"));
        check(" 186,000.00 元", Ok("186000.00"));
        check("¥6000.01", Ok("6000.01"));
        check("６０００．０１", Ok("6000.01"));
        check("0", Ok("0.00"));
        check(".5", Ok("0.50"));
        check("1.500", Ok("1.50"));
        check("186，000.00", Ok("186000.00"));
        check("0,001", Ok("1.00"));
        check("1,234,567", Ok("1234567.00"));
        check(&"9".repeat(18), Ok("999999999999999999.00"));
        check("9999999999999999.99", Ok("9999999999999999.99"));
    }

    #[test]
    fn money_that_is_not() {
        check("", Err(InputError::Empty));
        check("  ", Err(InputError::Empty));
        check("12a", Err(InputError::NotANumber('a')));
        check("1e400", Err(InputError::NotANumber('e')));
        check("-5", Err(InputError::Negative));
        check("－5", Err(InputError::Negative));
        check("−1,000.50", Err(InputError::Negative));
        check(",186", Err(InputError::NotANumber(',')));
        check("1860,000", Err(InputError::NotANumber(',')));
        check("1.86,0", Err(InputError::NotANumber(',')));
        check(&"9".repeat(19), Err(InputError::TooLarge(Decimal::new(1_000_000_000_000_000, 0))));
        check("--5", Err(InputError::NotANumber('-')));
        check("1.2.3", Err(InputError::NotANumber('.')));
        check("1,86", Err(InputError::NotANumber(',')));
        check(".", Err(InputError::NotANumber('.')));
        check("1.234", Err(InputError::TooManyPlaces(2)));
        check(&"9".repeat(400), Err(InputError::TooLarge(Decimal::new(1_000_000_000_000_000, 0))));
        check("十万", Err(InputError::NotANumber('十')));
    }

    #[test]
    fn days_as_people_type_them() {
        let iso = |text: &str| day(text).map(date::iso);
        assert_eq!(iso("2026-11-24"), Ok("2026-11-24".to_owned()));
        assert_eq!(iso("2026/1/2"), Ok("2026-01-02".to_owned()));
        assert_eq!(iso("2026年1月2日"), Ok("2026-01-02".to_owned()));
        assert_eq!(iso("2026-02-30"), Err(InputError::NoSuchDay));
        assert_eq!(iso("2026-13-01"), Err(InputError::NoSuchDay));
        assert_eq!(iso("26-1-2"), Err(InputError::NotADate));
        assert_eq!(iso("2026-100-2"), Err(InputError::NotADate));
        assert_eq!(iso("2026-1-200"), Err(InputError::NotADate));
        assert_eq!(iso("2026-1"), Err(InputError::NotADate));
        assert_eq!(iso("tomorrow"), Err(InputError::NotADate));
        assert_eq!(iso(""), Err(InputError::Empty));
    }

    #[test]
    fn a_refusal_says_what_was_expected() {
        let says = |it: InputError, part: &str| assert!(it.to_string().contains(part), "{it}");
        says(InputError::Empty, "expected a value");
        says(InputError::NotANumber('e'), "`e`");
        says(InputError::TooManyPlaces(2), "at most 2");
        says(InputError::TooSmall(Decimal::TEN), "at least 10");
        says(InputError::TooLarge(Decimal::TEN), "at most 10");
        says(InputError::NoSuchDay, "no such day");
        says(InputError::NotAChoice("x".into()), "`x`");
    }
}
