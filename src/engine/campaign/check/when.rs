//! The checks of days, times and what happens after a return.

use super::{Checker, Field, at, of};
use crate::campaign::parts::Refund;
use crate::campaign::raw::{RawRefund, RawSpan, RawTerm, RawValidity};
use crate::campaign::span::{ClockTime, Span, Validity};
use crate::campaign::term::About;
use crate::campaign::word::{PartialCash, VoucherAfter};
use crate::date::parse_iso;
use time::Date;

/// The longest validity after the claim, in days.
const MOST_DAYS: u32 = 3_660;

impl Checker {
    pub(super) fn day(&mut self, text: &str, field: Field) -> Option<Date> {
        let day = parse_iso(text);
        self.need(day.is_some(), field, "a day such as 2025-08-06");
        day
    }

    pub(super) fn clock(&mut self, text: Option<&str>, otherwise: ClockTime, field: Field) -> ClockTime {
        match text.map(ClockTime::parse) {
            None => otherwise,
            Some(Some(it)) => it,
            Some(None) => {
                self.wrong(field, "a time such as 09:00");
                otherwise
            }
        }
    }

    /// `last` is the last day when the span does not say.
    pub(super) fn span(&mut self, raw: &RawSpan, last: Option<Date>, field: Field, about: About) -> Option<Span> {
        let from = self.day(&raw.from, field);
        let to = match &raw.to {
            Some(to) => self.day(to, field),
            None => {
                self.need(last.is_some(), field, "a last day `to`");
                last
            }
        };
        let from_time = self.clock(raw.from_time.as_deref(), ClockTime::START, field);
        let to_time = self.clock(raw.to_time.as_deref(), ClockTime::END, field);
        let id = if about == About::ClaimWindow { "claim-last-day" } else { "redeem-last-day" };
        if let Some(say) = &raw.to_assumed {
            self.assume(id.to_owned(), say, about, field);
        }
        let (from, to) = (from?, to?);
        self.need((from, from_time) < (to, to_time), field, "a last day that is not before the first");
        Some(Span { from, from_time, to, to_time })
    }

    pub(super) fn validity(&mut self, raw: &RawValidity, class: usize) -> Option<Validity> {
        let field = at("classes", class, "validity");
        let days = raw.days.filter(|it| (1..=MOST_DAYS).contains(it)).and_then(|it| u16::try_from(it).ok());
        match (raw.kind.as_str(), days, &raw.claim_day_counts) {
            ("window", None, None) => Some(Validity::Window),
            ("same_day", None, None) => Some(Validity::SameDay),
            ("days", Some(days), Some(counts)) => {
                let about = About::ClaimDay(vec![class]);
                let counts = counts.clone();
                let read = |it: &bool| Some(*it);
                let claim_day_counts = self.term(counts, read, "true or false", field, "claim-day", about)?;
                Some(Validity::Days { days, claim_day_counts })
            }
            _ => {
                self.wrong(field, "window, same_day, or days with `days` from 1 and `claim_day_counts`");
                None
            }
        }
    }

    pub(super) fn refund(&mut self, raw: RawRefund) -> Refund {
        if let Some(source) = raw.source {
            self.source(source, of("refund", "source"));
        }
        let mut after = |raw: Option<RawTerm<String>>, name: &'static str| {
            let read = |it: &String| VoucherAfter::named(it);
            self.term(raw?, read, &one_of!(VoucherAfter), of("refund", name), format!("refund-{name}"), About::Refund)
        };
        let full_in_validity = after(raw.full_in_validity, "full_in_validity");
        let full_after_expiry = after(raw.full_after_expiry, "full_after_expiry");
        let partial_voucher = after(raw.partial_voucher, "partial_voucher");
        let partial_cash = raw.partial_cash.and_then(|it| {
            let read = |it: &String| PartialCash::named(it);
            let field = of("refund", "partial_cash");
            self.term(it, read, &one_of!(PartialCash), field, "refund-partial_cash", About::Refund)
        });
        Refund { full_in_validity, full_after_expiry, partial_voucher, partial_cash }
    }
}
