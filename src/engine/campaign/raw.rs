//! A campaign as it stands in JSON: the only types of this module that serde fills.
//!
//! Nothing in this form is trusted; [`super::Campaign::from_raw`] turns it into checked types.
#![expect(missing_docs, reason = "field for field the authoring format, which docs/AUTHORING.md explains")]

mod cart;

pub use crate::pack::raw::RawDocument;
pub use cart::{RawCampaignExample, RawCampaignExpect, RawCart, RawHeld, RawLine, RawPurchase, RawTopUp};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

fn is_false(it: &bool) -> bool {
    !*it
}

fn is_default<T: Default + PartialEq>(it: &T) -> bool {
    *it == T::default()
}

/// One round of a voucher campaign, in one language. Places (`usize`) count from 0.
#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawCampaign {
    pub id: String,
    pub title: String,
    /// Rounds of the same family share it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    pub measures: Vec<u8>,
    pub level: String,
    pub issuer: String,
    pub for_whom: String,
    pub certainty: String,
    pub documents: Vec<RawDocument>,
    pub claim: RawClaimRule,
    pub redeem: RawRedeem,
    pub classes: Vec<RawClass>,
    pub benefits: Vec<RawBenefit>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bundles: Vec<RawVoucherBundle>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<RawLimit>,
    pub stacking: RawStacking,
    pub terms: RawTerms,
    #[serde(skip_serializing_if = "is_default")]
    pub refund: RawRefund,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<RawNote>,
}

/// A value that a notice states, or that is assumed where it is silent.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct RawTerm<T> {
    pub value: T,
    /// Present: the notice leaves it open; the sentence says what is assumed.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub assumed: Option<String>,
    /// The other reading that is open.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub instead: Option<T>,
}

fn none<T>() -> Option<T> {
    None
}

/// From a day (and minute) to a day (and minute).
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct RawSpan {
    pub from: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_time: Option<String>,
    /// Absent: it follows from the days after the claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Exclusive; absent: `24:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_time: Option<String>,
    /// Present: the last day was not seen; the sentence says what is assumed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_assumed: Option<String>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawClaimRule {
    pub method: String,
    pub windows: Vec<RawSpan>,
    /// From when on each day vouchers are given out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub daily_from: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub how: Vec<String>,
    #[serde(rename = "where", skip_serializing_if = "Vec::is_empty")]
    pub place: Vec<String>,
    pub source: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<String>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawRedeem {
    pub window: RawSpan,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub daily_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub daily_to: Option<String>,
    pub validity: RawValidity,
    pub platforms: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub how: Vec<String>,
    pub source: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<String>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct RawValidity {
    /// `window`, `same_day`, `days`.
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// Whether the day of the claim is the first of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim_day_counts: Option<RawTerm<bool>>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawClass {
    pub id: String,
    pub title: String,
    /// In words, when the notice says who pays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub funder: Option<String>,
    /// What must happen before it can be claimed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
    pub include: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<String>,
    /// `included` or `excluded`: the categories that stand in neither list.
    pub rest: RawTerm<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub platforms: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<RawSpan>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validity: Option<RawValidity>,
    pub source: usize,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawBenefit {
    pub id: String,
    pub class: usize,
    /// 满: the least amount, in yuan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Decimal>,
    /// 减: yuan off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub off: Option<Decimal>,
    /// The share off: 0.3 for 七折.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<Decimal>,
    /// A face amount, taken off as far as the amount reaches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub face: Option<Decimal>,
    /// The amount must be at least this many times the face.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// The amount must be greater than the face.
    #[serde(skip_serializing_if = "is_false")]
    pub over_face: bool,
    /// Present: its figures were not found; the sentence says which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown: Option<String>,
    pub source: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<String>,
}

/// Vouchers that are claimed together: a 券包.
#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawVoucherBundle {
    pub id: String,
    pub title: String,
    pub parts: Vec<RawPart>,
    pub source: usize,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawPart {
    pub benefit: usize,
    pub count: u32,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawLimit {
    pub id: String,
    /// `claim`, `redeem`, `amount`.
    pub what: String,
    /// `day`, `class`, `benefit`, `platform`, `merchant`; none of them: per person over the round.
    pub per: Vec<String>,
    /// How many vouchers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// How many yuan of face amount (`amount` only).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_yuan: Option<Decimal>,
    /// Only these classes; none: all of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<usize>,
    pub say: String,
    /// Present: the notice leaves it open; the sentence says what is assumed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<RawInstead>,
    pub source: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<String>,
}

/// The other reading of a limit; no `max`: there is none.
#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawInstead {
    pub per: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_yuan: Option<Decimal>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawStacking {
    pub per_transaction: RawTerm<u32>,
    /// Pairs of classes that may pay together; all others may not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<(usize, usize)>,
    /// `allowed`, `forbidden`; absent: not stated and no assumption needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shop_discount: Option<RawTerm<String>>,
    /// `remaining` or `original`: on what the next voucher's threshold is tested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_threshold: Option<RawTerm<String>>,
    pub source: usize,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawTerms {
    /// `after_shop_discount`, `before_shop_discount`.
    pub threshold_basis: RawTerm<String>,
    /// A name of [`crate::money::Rounding`]; only when there are percentages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounding: Option<RawTerm<String>>,
}

/// What a refund does; a rule that was not seen is absent.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct RawRefund {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_in_validity: Option<RawTerm<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_after_expiry: Option<RawTerm<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partial_voucher: Option<RawTerm<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partial_cash: Option<RawTerm<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<usize>,
}

/// Something that is true of the whole campaign and cannot be computed with.
#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawNote {
    pub id: String,
    pub say: String,
    /// Only when a voucher of these classes is used; none: always.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<usize>,
}
