//! A cart, and the worked examples of a campaign, as they stand in JSON.
//!
//! Nothing in this form is trusted; the planner checks a cart against its campaign.

use crate::form;
use rust_decimal::Decimal;

form! {
    /// What a person means to buy, and the vouchers held. Amounts are decimal strings in yuan.
    pub struct RawCart {
        pub campaign: String,
        pub purchases: Vec<RawPurchase>,
        pub held: Vec<RawHeld>,
        /// Whether further vouchers may be claimed.
        pub may_claim: bool,
    }
}

impl Default for RawCart {
    fn default() -> RawCart {
        RawCart { campaign: String::new(), purchases: Vec::new(), held: Vec::new(), may_claim: true }
    }
}

form! {
    #[derive(Default)]
    pub struct RawPurchase {
        /// Absent: its number, from 1.
        pub id: String,
        pub lines: Vec<RawLine>,
        /// The day, or the days among which one can still choose.
        pub days: Vec<String>,
        pub time: Option<String>,
        /// With which apps it can be paid; none: any.
        pub platforms: Vec<String>,
        pub merchant: Option<String>,
    }
}

form! {
    /// One kind of goods on a bill. No amount at all: still open.
    #[derive(Default)]
    pub struct RawLine {
        pub category: String,
        pub amount: Option<Decimal>,
        pub at_least: Option<Decimal>,
        pub at_most: Option<Decimal>,
        /// Taken off by the shop itself.
        pub shop_discount: Option<Decimal>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawHeld {
        pub benefit: String,
        /// Absent: 1.
        pub count: Option<u32>,
        pub platform: Option<String>,
        /// What is left in a wallet, in yuan; absent: all of it.
        pub balance: Option<Decimal>,
        pub claimed_on: Option<String>,
    }
}

form! {
    /// One worked case: a cart in, what the best plan must be out.
    #[derive(Default)]
    pub struct RawCampaignExample {
        pub campaign: String,
        pub name: String,
        pub source: String,
        pub cart: RawCart,
        pub expect: RawCampaignExpect,
    }
}

form! {
    /// What an example must come to; what is absent is not checked.
    #[derive(Default)]
    pub struct RawCampaignExpect {
        /// Both ends, when nothing is open.
        pub saved: Option<Decimal>,
        pub paid: Option<Decimal>,
        pub least: Option<Decimal>,
        pub most: Option<Decimal>,
        /// The most is not known.
        pub most_unknown: bool,
        /// Per purchase, the benefits in the order in which they apply.
        pub applied: Vec<Vec<String>>,
        /// Per purchase, the last day of the first voucher; `""`: none used.
        pub expires: Vec<String>,
        /// Per purchase, what is left in the wallet that it uses; `""`: it uses none.
        pub left: Vec<String>,
        /// Per purchase, a reason that must be among those given, such as `threshold` or `category`.
        pub reasons: Vec<(usize, String, String)>,
        /// Assumption and what is saved under the other reading.
        pub instead: Vec<(String, Decimal)>,
        /// 凑单: the advice that must be given, all of it.
        pub top_up: Option<Vec<RawTopUp>>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawTopUp {
        /// The purchase, from 1.
        pub purchase: usize,
        pub add: Decimal,
        pub paid: Decimal,
    }
}
