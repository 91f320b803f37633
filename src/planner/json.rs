//! The plan in its JSON form: stable names, money as decimal strings in yuan, days ISO 8601, unknown absent.
//!
//! The JSON form of a cart is [`engine::campaign::raw::RawCart`]; `docs/` describes both.

use crate::plan::{NotUsed, Payment, Plan, Why};
use engine::campaign::{Campaign, Fen, Lies};
use engine::date::iso;
use engine::pack::Certainty;
use rust_decimal::Decimal;
use serde::Serialize;

/// A plan as JSON.
#[derive(Serialize, Clone, Debug)]
pub struct PlanJson {
    /// The campaign's name.
    pub campaign: String,
    /// Saved for sure, whatever is open.
    pub least: Decimal,
    /// The most that can be saved; absent: not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<Decimal>,
    /// Paid in all; absent: an amount is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid: Option<Decimal>,
    /// What no plan can exceed at the least amounts.
    pub bound: Decimal,
    /// Whether `bound` equals `least`.
    pub proven: bool,
    /// `entitled`, `if_claimed`, `if_drawn`, `funds_may_end`.
    pub certainty: &'static str,
    /// One per purchase, in the order of the cart.
    pub payments: Vec<PaymentJson>,
    /// The same at the most amounts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub at_most: Vec<PaymentJson>,
    /// What was taken as given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<AssumptionJson>,
    /// 凑单.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub top_ups: Vec<TopUpJson>,
}

/// How one purchase is paid.
#[derive(Serialize, Clone, Debug)]
pub struct PaymentJson {
    /// The purchase's name.
    pub purchase: String,
    /// The day.
    pub day: String,
    /// The app; absent: any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<&'static str>,
    /// From when on that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_time: Option<String>,
    /// Until when, excluded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_time: Option<String>,
    /// To pay without vouchers; absent: open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<Decimal>,
    /// To pay; absent: open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid: Option<Decimal>,
    /// Taken off.
    pub saved: Decimal,
    /// The vouchers in the order in which they apply.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub applied: Vec<AppliedJson>,
    /// Larger vouchers that are not used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_used: Vec<NotUsedJson>,
}

/// One voucher used.
#[derive(Serialize, Clone, Debug)]
pub struct AppliedJson {
    /// Its name in the campaign.
    pub benefit: String,
    /// Its class.
    pub class: String,
    /// Taken off.
    pub off: Decimal,
    /// `after_shop_discount` or `before_shop_discount`.
    pub threshold_basis: &'static str,
    /// On which amount the threshold was tested.
    pub tested: Decimal,
    /// Its place in the cart's `held`, from 0; absent: it is yet to be claimed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<usize>,
    /// The day of the claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimed_on: Option<String>,
    /// The last day on which it can be used.
    pub last_day: String,
}

/// One voucher not used.
#[derive(Serialize, Clone, Debug)]
pub struct NotUsedJson {
    /// Its name in the campaign.
    pub benefit: String,
    /// A name of [`Why`], such as `threshold`.
    pub why: &'static str,
    /// How much is missing to the threshold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Decimal>,
    /// `before` or `after` its window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day_lies: Option<&'static str>,
    /// The limits that leave no room.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<String>,
}

/// An assumption.
#[derive(Serialize, Clone, Debug)]
pub struct AssumptionJson {
    /// Its name in the campaign.
    pub id: String,
    /// In one plain sentence.
    pub say: String,
    /// Saved for sure under the other reading; absent: there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<Decimal>,
}

/// An addition that pays.
#[derive(Serialize, Clone, Debug)]
pub struct TopUpJson {
    /// The purchase's name.
    pub purchase: String,
    /// Of which kind the goods must be.
    pub category: &'static str,
    /// Goods for this much more.
    pub add: Decimal,
    /// The voucher that comes within reach.
    pub benefit: String,
    /// Saved in all then.
    pub saved: Decimal,
    /// Paid in all then.
    pub paid: Decimal,
    /// How much less is paid.
    pub cash_less: Decimal,
}

/// The name of a certainty.
#[must_use]
pub const fn certainty_name(it: Certainty) -> &'static str {
    match it {
        Certainty::Entitled => "entitled",
        Certainty::IfClaimed => "if_claimed",
        Certainty::IfDrawn => "if_drawn",
        Certainty::FundsMayEnd => "funds_may_end",
    }
}

impl PlanJson {
    /// The JSON form of a plan for this campaign.
    #[must_use]
    pub fn new(campaign: &Campaign, plan: &Plan) -> PlanJson {
        let payments = |them: &[Payment]| them.iter().map(|it| payment(campaign, it)).collect();
        let assumption = |place: usize| campaign.assumptions().get(place);
        PlanJson {
            campaign: campaign.id().to_owned(),
            least: plan.least.yuan(),
            most: plan.most.map(Fen::yuan),
            paid: plan.paid.map(Fen::yuan),
            bound: plan.bound.yuan(),
            proven: plan.proven,
            certainty: certainty_name(plan.certainty),
            payments: payments(&plan.payments),
            at_most: plan.at_most.as_deref().map(payments).unwrap_or_default(),
            assumptions: plan
                .assumptions
                .iter()
                .map(|it| AssumptionJson {
                    id: assumption(it.assumption).map_or_else(String::new, |it| it.id().to_owned()),
                    say: assumption(it.assumption).map_or_else(String::new, |it| it.say().to_owned()),
                    otherwise: it.otherwise.map(Fen::yuan),
                })
                .collect(),
            top_ups: plan
                .top_ups
                .iter()
                .map(|it| TopUpJson {
                    purchase: it.purchase.clone(),
                    category: it.category.name(),
                    add: it.add.yuan(),
                    benefit: benefit(campaign, it.benefit),
                    saved: it.saved.yuan(),
                    paid: it.paid.yuan(),
                    cash_less: it.cash_less.yuan(),
                })
                .collect(),
        }
    }
}

fn benefit(campaign: &Campaign, place: usize) -> String {
    campaign.benefits().get(place).map_or_else(String::new, |it| it.id().to_owned())
}

fn class(campaign: &Campaign, benefit: usize) -> String {
    let class = campaign.benefits().get(benefit).and_then(|it| campaign.classes().get(it.class()));
    class.map_or_else(String::new, |it| it.id().to_owned())
}

fn payment(campaign: &Campaign, it: &Payment) -> PaymentJson {
    PaymentJson {
        purchase: it.purchase.clone(),
        day: iso(it.day),
        platform: it.platform.map(engine::campaign::Platform::name),
        from_time: it.from_time.map(|it| it.to_string()),
        to_time: it.to_time.map(|it| it.to_string()),
        total: it.total.map(Fen::yuan),
        paid: it.paid.map(Fen::yuan),
        saved: it.saved.yuan(),
        applied: it
            .applied
            .iter()
            .map(|it| AppliedJson {
                benefit: benefit(campaign, it.benefit),
                class: class(campaign, it.benefit),
                off: it.off.yuan(),
                threshold_basis: it.basis.name(),
                tested: it.tested.yuan(),
                held: it.held,
                claimed_on: it.claimed_on.map(iso),
                last_day: iso(it.last_day),
            })
            .collect(),
        not_used: it.not_used.iter().map(|it| not_used(campaign, it)).collect(),
    }
}

fn not_used(campaign: &Campaign, it: &NotUsed) -> NotUsedJson {
    let limits = match &it.why {
        Why::Limit(limits) => limits.as_slice(),
        _ => &[],
    };
    NotUsedJson {
        benefit: benefit(campaign, it.benefit),
        why: it.why.name(),
        missing: match it.why {
            Why::Threshold { missing } => Some(missing.yuan()),
            _ => None,
        },
        day_lies: match it.why {
            Why::Day(Lies::Before) => Some("before"),
            Why::Day(Lies::After) => Some("after"),
            _ => None,
        },
        limits: limits.iter().filter_map(|it| campaign.limits().get(*it)).map(|it| it.id().to_owned()).collect(),
    }
}
