//! When a voucher can be claimed and used: spans of days and minutes, and validity after the claim.

use super::term::Term;
use time::Date;

/// A time of day in minutes since midnight; 24:00 only as an end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ClockTime(u16);

impl ClockTime {
    /// 00:00.
    pub const START: ClockTime = ClockTime(0);
    /// 24:00.
    pub const END: ClockTime = ClockTime(1440);

    /// Reads `HH:MM`, from `00:00` to `24:00`.
    #[must_use]
    pub fn parse(text: &str) -> Option<ClockTime> {
        let (hour, minute) = text.split_once(':')?;
        let digits = |it: &str| it.len() == 2 && it.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(hour) || !digits(minute) {
            return None;
        }
        let hour: u16 = hour.parse().ok()?;
        let minute: u16 = minute.parse().ok()?;
        let total = hour.checked_mul(60)?.checked_add(minute)?;
        (minute < 60 && total <= 1440).then_some(ClockTime(total))
    }
}

impl std::fmt::Display for ClockTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// From a day and minute (included) to a day and minute (excluded).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Span {
    pub(super) from: Date,
    pub(super) from_time: ClockTime,
    pub(super) to: Date,
    pub(super) to_time: ClockTime,
}

/// Where a moment lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lies {
    /// Before the span.
    Before,
    /// In it.
    Within,
    /// After it.
    After,
}

impl Span {
    /// The first day.
    #[must_use]
    pub const fn from(&self) -> Date {
        self.from
    }

    /// From which minute of the first day.
    #[must_use]
    pub const fn from_time(&self) -> ClockTime {
        self.from_time
    }

    /// The last day.
    #[must_use]
    pub const fn to(&self) -> Date {
        self.to
    }

    /// Until which minute of the last day.
    #[must_use]
    pub const fn to_time(&self) -> ClockTime {
        self.to_time
    }

    /// Where a day lies; without a time of day, the hours are taken to fit.
    #[must_use]
    pub fn place(&self, day: Date, time: Option<ClockTime>) -> Lies {
        if day < self.from || (day == self.from && time.is_some_and(|it| it < self.from_time)) {
            Lies::Before
        } else if day > self.to || (day == self.to && time.is_some_and(|it| it >= self.to_time)) {
            Lies::After
        } else {
            Lies::Within
        }
    }
}

/// How long a voucher lasts once it is claimed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Validity {
    /// To the end of the window.
    Window,
    /// On the day of the claim.
    SameDay,
    /// Some days from the claim.
    Days {
        /// How many.
        days: u16,
        /// Whether the day of the claim is the first of them.
        claim_day_counts: Term<bool>,
    },
}

impl Validity {
    /// The last day of a voucher claimed on this day, in a window that ends on `end`.
    #[must_use]
    pub fn last_day(&self, claimed: Date, end: Date) -> Date {
        let days = match self {
            Validity::Window => return end,
            Validity::SameDay => 0,
            Validity::Days { days, claim_day_counts } => {
                i64::from(*days).saturating_sub(i64::from(claim_day_counts.value))
            }
        };
        claimed.checked_add(time::Duration::days(days)).unwrap_or(end).min(end)
    }

    /// Whether the day of the claim matters.
    #[must_use]
    pub const fn counts_from_claim(&self) -> bool {
        !matches!(self, Validity::Window)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::parse_iso;

    #[test]
    fn clock_times() {
        let show = |text| ClockTime::parse(text).map(|it| it.to_string());
        assert_eq!(show("09:05").as_deref(), Some("09:05"));
        assert_eq!(show("24:00").as_deref(), Some("24:00"));
        for bad in ["24:01", "9:05", "09:60", "0905", "", "+9:05"] {
            assert_eq!(show(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_third_day_is_the_earlier_one_unless_the_claim_day_does_not_count() {
        let day = |text| parse_iso(text).unwrap();
        let last = |counts| {
            Validity::Days { days: 3, claim_day_counts: Term::stated(counts) }
                .last_day(day("2026-03-07"), day("2026-12-31"))
        };
        assert_eq!(last(true), day("2026-03-09"));
        assert_eq!(last(false), day("2026-03-10"));
        assert_eq!(Validity::SameDay.last_day(day("2026-03-07"), day("2026-12-31")), day("2026-03-07"));
    }

    #[test]
    fn edges_are_first_minute_in_and_last_minute_out() {
        let day = |text| parse_iso(text).unwrap();
        let at = |text| ClockTime::parse(text);
        let span = Span {
            from: day("2023-01-14"),
            from_time: ClockTime::parse("12:00").unwrap(),
            to: day("2023-01-23"),
            to_time: ClockTime::END,
        };
        assert_eq!(span.place(day("2023-01-14"), at("11:59")), Lies::Before);
        assert_eq!(span.place(day("2023-01-14"), at("12:00")), Lies::Within);
        assert_eq!(span.place(day("2023-01-14"), None), Lies::Within);
        assert_eq!(span.place(day("2023-01-23"), at("23:59")), Lies::Within);
        assert_eq!(span.place(day("2023-01-24"), at("00:00")), Lies::After);
        assert_eq!(span.place(day("2023-01-13"), None), Lies::Before);
    }
}
