//! A campaign as it stands in JSON.
//!
//! Nothing in this form is trusted; [`super::Campaign::from_raw`] turns it into checked types.
#![expect(missing_docs, reason = "field for field the authoring format, which docs/AUTHORING.md explains")]

mod cart;

use crate::form;
use crate::form::{Form, take, unknown};
pub use crate::pack::raw::RawDocument;
use crate::reader::Reader;
pub use cart::{RawCampaignExample, RawCampaignExpect, RawCart, RawHeld, RawLine, RawPurchase, RawTopUp};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

form! {
    /// One round of a voucher campaign, in one language. Places (`usize`) count from 0.
    #[derive(Default)]
    pub struct RawCampaign {
        pub id: String,
        pub title: String,
        /// Rounds of the same family share it.
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
        pub bundles: Vec<RawVoucherBundle>,
        pub limits: Vec<RawLimit>,
        pub stacking: RawStacking,
        pub terms: RawTerms,
        pub refund: RawRefund,
        pub notes: Vec<RawNote>,
    }
}

/// A value that a notice states, or that is assumed where it is silent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawTerm<T> {
    pub value: T,
    /// Present: the notice leaves it open; the sentence says what is assumed.
    pub assumed: Option<String>,
    /// The other reading that is open.
    pub instead: Option<T>,
}

impl<T: Form + Default + PartialEq> Form for RawTerm<T> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), String> {
        reader.open()?;
        let mut nth = 0;
        while let Some(name) = reader.name(&mut nth)? {
            match name.as_ref() {
                "value" => take(reader, "value", &mut self.value)?,
                "assumed" => take(reader, "assumed", &mut self.assumed)?,
                "instead" => take(reader, "instead", &mut self.instead)?,
                other => return unknown(other),
            }
        }
        Ok(())
    }

    fn write(&self) -> Value {
        let mut map = Map::new();
        // The value is always written: a term without one would be read as another.
        map.insert("value".to_owned(), self.value.write());
        if self.assumed.is_some() {
            map.insert("assumed".to_owned(), self.assumed.write());
        }
        if self.instead.is_some() {
            map.insert("instead".to_owned(), self.instead.write());
        }
        Value::Object(map)
    }
}

form! {
    /// From a day (and minute) to a day (and minute).
    #[derive(Default)]
    pub struct RawSpan {
        pub from: String,
        pub from_time: Option<String>,
        /// Absent: it follows from the days after the claim.
        pub to: Option<String>,
        /// Exclusive; absent: `24:00`.
        pub to_time: Option<String>,
        /// Present: the last day was not seen; the sentence says what is assumed.
        pub to_assumed: Option<String>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawClaimRule {
        pub method: String,
        pub windows: Vec<RawSpan>,
        /// From when on each day vouchers are given out.
        pub daily_from: Option<String>,
        pub how: Vec<String>,
        pub place as "where": Vec<String>,
        pub source: usize,
        pub confidence: Option<String>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawRedeem {
        pub window: RawSpan,
        pub daily_from: Option<String>,
        pub daily_to: Option<String>,
        pub validity: RawValidity,
        pub platforms: Vec<String>,
        pub how: Vec<String>,
        pub source: usize,
        pub confidence: Option<String>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawValidity {
        /// `window`, `same_day`, `days`.
        pub kind: String,
        pub days: Option<u32>,
        /// Whether the day of the claim is the first of them.
        pub claim_day_counts: Option<RawTerm<bool>>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawClass {
        pub id: String,
        pub title: String,
        /// In words, when the notice says who pays.
        pub funder: Option<String>,
        /// What must happen before it can be claimed.
        pub trigger: Option<String>,
        pub include: Vec<String>,
        pub exclude: Vec<String>,
        /// `included` or `excluded`: the categories that stand in neither list.
        pub rest: RawTerm<String>,
        pub platforms: Vec<String>,
        pub window: Option<RawSpan>,
        pub validity: Option<RawValidity>,
        pub source: usize,
    }
}

form! {
    #[derive(Default)]
    pub struct RawBenefit {
        pub id: String,
        pub class: usize,
        /// 满: the least amount, in yuan.
        pub threshold: Option<Decimal>,
        /// 减: yuan off.
        pub off: Option<Decimal>,
        /// The share off: 0.3 for 七折.
        pub percent: Option<Decimal>,
        pub cap: Option<Decimal>,
        /// A face amount, taken off as far as the amount reaches.
        pub face: Option<Decimal>,
        /// The amount must be at least this many times the face.
        pub times: Option<u32>,
        /// The amount must be greater than the face.
        pub over_face: bool,
        /// What a wallet holds, in yuan.
        pub balance: Option<Decimal>,
        /// Whether several payments may share a wallet.
        pub splittable: Option<RawTerm<bool>>,
        /// Whether a payment takes as much of a wallet as it can.
        pub consume_first: Option<RawTerm<bool>>,
        /// Present: its figures were not found; the sentence says which.
        pub unknown: Option<String>,
        pub source: usize,
        pub confidence: Option<String>,
    }
}

form! {
    /// Vouchers that are claimed together: a 券包.
    #[derive(Default)]
    pub struct RawVoucherBundle {
        pub id: String,
        pub title: String,
        pub parts: Vec<RawPart>,
        pub source: usize,
    }
}

form! {
    #[derive(Default)]
    pub struct RawPart {
        pub benefit: usize,
        pub count: u32,
    }
}

form! {
    #[derive(Default)]
    pub struct RawLimit {
        pub id: String,
        /// `claim`, `redeem`, `amount`.
        pub what: String,
        /// One of `day`, `week`, `month`, and any of `class`, `benefit`, `platform`, `merchant`; none of them: per
        /// person over the round.
        pub per: Vec<String>,
        /// `monday` to `sunday`; only where it counts per week.
        pub week_from: Option<RawTerm<String>>,
        /// How many vouchers.
        pub max: Option<u32>,
        /// How many yuan of face amount (`amount` only).
        pub max_yuan: Option<Decimal>,
        /// Only these classes; none: all of them.
        pub classes: Vec<usize>,
        pub say: String,
        /// Present: the notice leaves it open; the sentence says what is assumed.
        pub assumed: Option<String>,
        pub instead: Option<RawInstead>,
        pub source: usize,
        pub confidence: Option<String>,
    }
}

form! {
    /// The other reading of a limit; no `max`: there is none.
    #[derive(Default)]
    pub struct RawInstead {
        pub per: Vec<String>,
        pub max: Option<u32>,
        pub max_yuan: Option<Decimal>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawStacking {
        pub per_transaction: RawTerm<u32>,
        /// Pairs of classes that may pay together; all others may not.
        pub allowed: Vec<(usize, usize)>,
        /// `allowed`, `forbidden`; absent: not stated and no assumption needed.
        pub shop_discount: Option<RawTerm<String>>,
        /// `remaining` or `original`: on what the next voucher's threshold is tested.
        pub next_threshold: Option<RawTerm<String>>,
        /// `allowed`, `forbidden`: with vouchers of other rounds in one payment; absent: not stated.
        pub other_rounds: Option<RawTerm<String>>,
        pub source: usize,
    }
}

form! {
    #[derive(Default)]
    pub struct RawTerms {
        /// `after_shop_discount`, `before_shop_discount`.
        pub threshold_basis: RawTerm<String>,
        /// A name of [`crate::money::Rounding`]; only when there are percentages.
        pub rounding: Option<RawTerm<String>>,
    }
}

form! {
    /// What a refund does; a rule that was not seen is absent.
    #[derive(Default)]
    pub struct RawRefund {
        pub full_in_validity: Option<RawTerm<String>>,
        pub full_after_expiry: Option<RawTerm<String>>,
        pub partial_voucher: Option<RawTerm<String>>,
        pub partial_cash: Option<RawTerm<String>>,
        pub source: Option<usize>,
    }
}

form! {
    /// Something that is true of the whole campaign and cannot be computed with.
    #[derive(Default)]
    pub struct RawNote {
        pub id: String,
        pub say: String,
        /// Only when a voucher of these classes is used; none: always.
        pub classes: Vec<usize>,
    }
}
