//! How many vouchers may be claimed or used, and within which span of days that is counted.

use super::term::Term;
use super::word::{Counted, Per};
use time::{Date, Weekday};

/// How many vouchers may be claimed or used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Limit {
    pub(super) id: String,
    pub(super) counted: Counted,
    pub(super) rule: Term<Measure>,
    pub(super) week_from: Option<Term<Weekday>>,
    pub(super) classes: Vec<usize>,
    pub(super) say: String,
}

/// The figure of a limit and for each of what it holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    /// Counted anew for each of these; none: per person over the round.
    pub per: Vec<Per>,
    /// Vouchers, or fen where amounts are counted; `None`: no limit.
    pub max: Option<u32>,
}

impl Limit {
    /// Its name within the campaign.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it counts.
    #[must_use]
    pub const fn counted(&self) -> Counted {
        self.counted
    }

    /// Its figure.
    #[must_use]
    pub const fn rule(&self) -> &Term<Measure> {
        &self.rule
    }

    /// The first day of the day, week or month within which it counts `day`; `None`: it counts over the whole round.
    ///
    /// Days are those of the calendar at UTC+8, as notices print them; a month is one of the calendar.
    #[must_use]
    pub fn period(&self, day: Date) -> Option<Date> {
        let per = |it: Per| self.rule.value.per.contains(&it);
        if per(Per::Day) {
            Some(day)
        } else if per(Per::Week) {
            let first = self.week_from.as_ref().map_or(Weekday::Monday, |it| it.value);
            let from_monday = |it: Weekday| i64::from(it.number_days_from_monday());
            let past = from_monday(day.weekday()).saturating_sub(from_monday(first)).rem_euclid(7);
            day.checked_sub(time::Duration::days(past))
        } else if per(Per::Month) {
            day.replace_day(1).ok()
        } else {
            None
        }
    }

    /// The classes it is about; none: all.
    #[must_use]
    pub fn classes(&self) -> &[usize] {
        &self.classes
    }

    /// Whether it is about this class.
    #[must_use]
    pub fn covers(&self, class: usize) -> bool {
        self.classes.is_empty() || self.classes.contains(&class)
    }

    /// In one plain sentence.
    #[must_use]
    pub fn say(&self) -> &str {
        &self.say
    }

    pub(super) fn read_otherwise(&mut self, assumption: usize) -> bool {
        let week = self.week_from.as_mut().is_some_and(|it| it.read_otherwise(assumption));
        self.rule.read_otherwise(assumption) | week
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{iso, parse_iso};

    #[track_caller]
    fn check(per: Per, from: Weekday, day: &str, first: Option<&str>) {
        let limit = Limit {
            id: String::new(),
            counted: Counted::Claim,
            rule: Term::stated(Measure { per: vec![per], max: Some(1) }),
            week_from: Some(Term::stated(from)),
            classes: Vec::new(),
            say: String::new(),
        };
        assert_eq!(limit.period(parse_iso(day).unwrap()).map(iso).as_deref(), first);
    }

    #[test]
    fn a_week_begins_where_it_is_said_to_and_a_month_on_its_first_day() {
        // 2024-06-15 is a Saturday.
        check(Per::Week, Weekday::Monday, "2024-06-15", Some("2024-06-10"));
        check(Per::Week, Weekday::Monday, "2024-06-10", Some("2024-06-10"));
        check(Per::Week, Weekday::Monday, "2024-06-16", Some("2024-06-10"));
        check(Per::Week, Weekday::Monday, "2024-06-17", Some("2024-06-17"));
        check(Per::Week, Weekday::Saturday, "2024-06-14", Some("2024-06-08"));
        check(Per::Week, Weekday::Saturday, "2024-06-15", Some("2024-06-15"));
        check(Per::Week, Weekday::Monday, "2025-01-01", Some("2024-12-30"));
        check(Per::Month, Weekday::Monday, "2024-02-29", Some("2024-02-01"));
        check(Per::Day, Weekday::Monday, "2024-02-29", Some("2024-02-29"));
        check(Per::Class, Weekday::Monday, "2024-02-29", None);
    }
}
