//! Voucher campaigns: one round of vouchers with everything that decides what they are worth.
//!
//! Everything here has been checked by [`Campaign::from_raw`]: places exist, amounts are whole fen, no
//! list that must hold something is empty. Not here: the choice of vouchers; that is the planner's.

mod check;
mod fen;
mod limit;
mod parts;
pub mod raw;
mod shape;
mod span;
mod term;
mod word;

pub use check::{CampaignError, CampaignErrors, Field};
pub use fen::Fen;
pub use limit::{Limit, Measure};
pub use parts::{Benefit, Bundle, Class, Part, Refund, Stacking};
pub use shape::{FaceNeeds, Off, Shape};
pub use span::{ClockTime, Lies, Span, Validity};
pub use term::{About, Assumption, Term};
pub use word::{
    Basis, Category, ClaimMethod, Counted, Level, NextThreshold, PartialCash, Per, Platform, Together, VoucherAfter,
};

use crate::money::Rounding;
use crate::pack::{Certainty, Document, PackError, Parts, read_part};
use time::Date;

/// Reads the campaigns of a compiled bundle and checks all of them.
///
/// # Errors
/// When it is not a bundle of this format, or a campaign in it makes no sense.
pub fn load(json: &[u8]) -> Result<Vec<Campaign>, PackError> {
    from_bundle(read_part(json, &Parts::of(json)?.campaigns, "campaigns")?)
}

/// Checks campaigns that are already in memory.
///
/// # Errors
/// As [`load`].
pub fn from_bundle(raw: Vec<raw::RawCampaign>) -> Result<Vec<Campaign>, PackError> {
    let checked = |it: raw::RawCampaign| {
        let id = it.id.clone();
        Campaign::from_raw(it)
            .map_err(|err| PackError::Malformed(["campaign `", &id, "`: ", &err.to_string()].concat()))
    };
    raw.into_iter().map(checked).collect()
}

/// One round of a voucher campaign.
#[derive(Clone, Debug)]
pub struct Campaign {
    id: String,
    title: String,
    series: Option<String>,
    measures: Vec<u8>,
    level: Level,
    issuer: String,
    for_whom: String,
    certainty: Certainty,
    documents: Vec<Document>,
    claim: ClaimRule,
    how_to_redeem: Vec<String>,
    daily_from: ClockTime,
    daily_to: ClockTime,
    classes: Vec<Class>,
    benefits: Vec<Benefit>,
    bundles: Vec<Bundle>,
    limits: Vec<Limit>,
    stacking: Stacking,
    threshold_basis: Term<Basis>,
    rounding: Term<Rounding>,
    refund: Refund,
    assumptions: Vec<Assumption>,
}

/// How vouchers are given out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClaimRule {
    method: ClaimMethod,
    windows: Vec<Span>,
    daily_from: ClockTime,
    how: Vec<String>,
    place: Vec<String>,
}

impl ClaimRule {
    /// The method.
    #[must_use]
    pub const fn method(&self) -> ClaimMethod {
        self.method
    }

    /// When vouchers can be claimed.
    #[must_use]
    pub fn windows(&self) -> &[Span] {
        &self.windows
    }

    /// What to do, step by step.
    #[must_use]
    pub fn how(&self) -> &[String] {
        &self.how
    }

    /// Where.
    #[must_use]
    pub fn place(&self) -> &[String] {
        &self.place
    }

    /// From which minute on vouchers can be claimed on this day; `None`: not on this day.
    #[must_use]
    pub fn opens(&self, day: Date) -> Option<ClockTime> {
        let open = |span: &Span| {
            let first = if day == span.from { span.from_time } else { ClockTime::START };
            (span.place(day, None) == Lies::Within).then_some(first.max(self.daily_from))
        };
        self.windows.iter().filter_map(open).min()
    }

    /// The last day, not after this one, on which vouchers can be claimed.
    #[must_use]
    pub fn last_day_until(&self, day: Date) -> Option<Date> {
        self.windows.iter().filter(|it| it.from <= day).map(|it| it.to.min(day)).max()
    }
}

impl Campaign {
    /// Its name in packs and JSON.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name for people.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The name that rounds of the same family share.
    #[must_use]
    pub fn series(&self) -> Option<&str> {
        self.series.as_deref()
    }

    /// The seed measures it carries out.
    #[must_use]
    pub fn measures(&self) -> &[u8] {
        &self.measures
    }

    /// Which level of government it belongs to.
    #[must_use]
    pub const fn level(&self) -> Level {
        self.level
    }

    /// Who issued it.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Whom it is for.
    #[must_use]
    pub fn for_whom(&self) -> &str {
        &self.for_whom
    }

    /// How sure it is that a person gets a voucher.
    #[must_use]
    pub const fn certainty(&self) -> Certainty {
        self.certainty
    }

    /// Where its terms come from.
    #[must_use]
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// How vouchers are given out.
    #[must_use]
    pub const fn claim(&self) -> &ClaimRule {
        &self.claim
    }

    /// How to pay with one, step by step.
    #[must_use]
    pub fn how_to_redeem(&self) -> &[String] {
        &self.how_to_redeem
    }

    /// From when to when on each day vouchers are taken; the end is excluded.
    #[must_use]
    pub const fn daily(&self) -> (ClockTime, ClockTime) {
        (self.daily_from, self.daily_to)
    }

    /// The kinds of voucher.
    #[must_use]
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// The denominations.
    #[must_use]
    pub fn benefits(&self) -> &[Benefit] {
        &self.benefits
    }

    /// The denomination of this name and its place.
    #[must_use]
    pub fn benefit(&self, id: &str) -> Option<(usize, &Benefit)> {
        self.benefits.iter().enumerate().find(|(_, it)| it.id() == id)
    }

    /// Vouchers that are claimed together.
    #[must_use]
    pub fn bundles(&self) -> &[Bundle] {
        &self.bundles
    }

    /// How many may be claimed and used.
    #[must_use]
    pub fn limits(&self) -> &[Limit] {
        &self.limits
    }

    /// What may meet in one payment.
    #[must_use]
    pub const fn stacking(&self) -> &Stacking {
        &self.stacking
    }

    /// On what thresholds are tested.
    #[must_use]
    pub const fn threshold_basis(&self) -> &Term<Basis> {
        &self.threshold_basis
    }

    /// How percentages are rounded.
    #[must_use]
    pub const fn rounding(&self) -> &Term<Rounding> {
        &self.rounding
    }

    /// What a refund does.
    #[must_use]
    pub const fn refund(&self) -> &Refund {
        &self.refund
    }

    /// Everything that is taken as given where the notice is silent.
    #[must_use]
    pub fn assumptions(&self) -> &[Assumption] {
        &self.assumptions
    }

    /// The days from the first on which a voucher can be used to the last.
    #[must_use]
    pub fn days(&self) -> Option<(Date, Date)> {
        let first = self.classes.iter().map(|it| it.window().from()).min()?;
        let last = self.classes.iter().map(|it| it.window().to()).max()?;
        Some((first, last))
    }

    /// The same campaign under the other reading of an assumption; `None`: there is no other.
    #[must_use]
    pub fn read_otherwise(&self, assumption: usize) -> Option<Campaign> {
        let mut other = self.clone();
        let mut changed = other.threshold_basis.read_otherwise(assumption);
        changed |= other.rounding.read_otherwise(assumption);
        changed |= other.stacking.read_otherwise(assumption);
        changed |= other.refund.read_otherwise(assumption);
        for class in &mut other.classes {
            changed |= class.read_otherwise(assumption);
        }
        for benefit in &mut other.benefits {
            changed |= benefit.shape.read_otherwise(assumption);
        }
        for limit in &mut other.limits {
            changed |= limit.read_otherwise(assumption);
        }
        changed.then_some(other)
    }
}
