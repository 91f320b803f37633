//! A cart, and the worked examples of a campaign, as they stand in JSON.
//!
//! Nothing in this form is trusted; the planner checks a cart against its campaign.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

fn is_false(it: &bool) -> bool {
    !*it
}

fn is_true(it: &bool) -> bool {
    *it
}

/// What a person means to buy, and the vouchers held. Amounts are decimal strings in yuan.
#[derive(Serialize, Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields, default)]
pub struct RawCart {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub campaign: String,
    pub purchases: Vec<RawPurchase>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<RawHeld>,
    /// Whether further vouchers may be claimed.
    #[serde(skip_serializing_if = "is_true")]
    pub may_claim: bool,
}

impl Default for RawCart {
    fn default() -> RawCart {
        RawCart { campaign: String::new(), purchases: Vec::new(), held: Vec::new(), may_claim: true }
    }
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawPurchase {
    /// Absent: its number, from 1.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    pub lines: Vec<RawLine>,
    /// The day, or the days among which one can still choose.
    pub days: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// With which apps it can be paid; none: any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub platforms: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merchant: Option<String>,
}

/// One kind of goods on a bill. No amount at all: still open.
#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawLine {
    pub category: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Decimal>,
    /// Taken off by the shop itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shop_discount: Option<Decimal>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawHeld {
    pub benefit: String,
    /// Absent: 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimed_on: Option<String>,
}

/// One worked case: a cart in, what the best plan must be out.
#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawCampaignExample {
    pub campaign: String,
    pub name: String,
    pub source: String,
    pub cart: RawCart,
    pub expect: RawCampaignExpect,
}

/// What an example must come to; what is absent is not checked.
#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawCampaignExpect {
    /// Both ends, when nothing is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saved: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<Decimal>,
    /// The most is not known.
    #[serde(skip_serializing_if = "is_false")]
    pub most_unknown: bool,
    /// Per purchase, the benefits in the order in which they apply.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub applied: Vec<Vec<String>>,
    /// Per purchase, the last day of the first voucher; `""`: none used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub expires: Vec<String>,
    /// Per purchase, a reason that must be among those given, such as `threshold` or `category`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<(usize, String, String)>,
    /// Assumption and what is saved under the other reading.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub instead: Vec<(String, Decimal)>,
    /// 凑单: the advice that must be given, all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top_up: Option<Vec<RawTopUp>>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawTopUp {
    /// The purchase, from 1.
    pub purchase: usize,
    pub add: Decimal,
    pub paid: Decimal,
}
