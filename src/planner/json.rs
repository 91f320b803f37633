//! The plan in its JSON form: stable names, money as decimal strings in yuan, days ISO 8601, unknown absent.
//!
//! The JSON form of a cart is [`engine::campaign::raw::RawCart`]; `docs/` describes both.

use crate::household::Household;
use crate::plan::{Applied, NotUsed, OwnAssumption, Payment, Plan, TopUp, UsedAssumption, Why};
use engine::campaign::{Campaign, Fen, Lies};
use engine::date::iso;
use engine::pack::Certainty;
use rust_decimal::Decimal;
use serde::Serialize;

/// A plan as JSON.
#[derive(Serialize, Clone, Debug)]
pub struct PlanJson {
    /// The campaign's name, when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campaign: Option<String>,
    /// The campaigns' names, when there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub campaigns: Vec<String>,
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
    /// What the planner takes as given where notices are silent about each other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub own_assumptions: Vec<OwnJson>,
    /// 凑单.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub top_ups: Vec<TopUpJson>,
    /// Additions that seem to pay and do not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub traps: Vec<TopUpJson>,
}

/// One assumption of the planner itself.
#[derive(Serialize, Clone, Debug)]
pub struct OwnJson {
    /// `rounds_apart`, `subsidy_apart`, `payer_applies`, `one_wallet`.
    pub id: &'static str,
    /// The campaigns or the scheme that it is about.
    pub of: Vec<String>,
}

/// One subsidy used.
#[derive(Serialize, Clone, Debug)]
pub struct SubsidisedJson {
    /// The line, from 0.
    pub line: usize,
    /// The scheme's name.
    pub scheme: String,
    /// What its quota counts apart.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// What it pays.
    pub pays: Decimal,
}

/// How one purchase is paid.
#[derive(Serialize, Clone, Debug)]
pub struct PaymentJson {
    /// The purchase's name.
    pub purchase: String,
    /// Who pays; absent: anybody, or there is one member without a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payer: Option<String>,
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
    /// Taken off by vouchers and subsidies, less the shop discounts declined.
    pub saved: Decimal,
    /// The lines, from 0, whose shop discount is better declined.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub declined: Vec<usize>,
    /// Subsidies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subsidised: Vec<SubsidisedJson>,
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
    /// Its campaign, when there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campaign: Option<String>,
    /// Its name in the campaign.
    pub benefit: String,
    /// Its class.
    pub class: String,
    /// Taken off.
    pub off: Decimal,
    /// Of a wallet that payments share: what is left in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub balance_left: Option<Decimal>,
    /// Who pays it, when the notice says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub funder: Option<String>,
    /// `after_shop_discount` or `before_shop_discount`.
    pub threshold_basis: &'static str,
    /// On which amount the threshold was tested.
    pub tested: Decimal,
    /// Its place in the payer's `held`, from 0; absent: it is yet to be claimed.
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
    /// Its campaign, when there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campaign: Option<String>,
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
    /// Its campaign, when there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campaign: Option<String>,
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
    /// The campaign of that voucher, when there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campaign: Option<String>,
    /// The voucher that comes within reach.
    pub benefit: String,
    /// Saved in all then.
    pub saved: Decimal,
    /// Paid in all then.
    pub paid: Decimal,
    /// How much less is paid.
    #[serde(skip_serializing_if = "Decimal::is_zero")]
    pub cash_less: Decimal,
    /// How much more is paid.
    #[serde(skip_serializing_if = "Decimal::is_zero")]
    pub cash_more: Decimal,
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
    /// The JSON form of a plan for one campaign.
    #[must_use]
    pub fn new(campaign: &Campaign, plan: &Plan) -> PlanJson {
        PlanJson::of(std::slice::from_ref(campaign), None, plan)
    }

    /// The JSON form of a plan for a household.
    #[must_use]
    pub fn of(rounds: &[Campaign], home: Option<&Household>, plan: &Plan) -> PlanJson {
        let write = Write { rounds, home };
        let payments = |them: &[Payment]| them.iter().map(|it| write.payment(it)).collect();
        let ids: Vec<String> = rounds.iter().map(|it| it.id().to_owned()).collect();
        let several = ids.len() != 1;
        PlanJson {
            campaign: ids.first().filter(|_| !several).cloned(),
            campaigns: if several { ids } else { Vec::new() },
            least: plan.least.yuan(),
            most: plan.most.map(Fen::yuan),
            paid: plan.paid.map(Fen::yuan),
            bound: plan.bound.yuan(),
            proven: plan.proven,
            certainty: certainty_name(plan.certainty),
            payments: payments(&plan.payments),
            at_most: plan.at_most.as_deref().map(payments).unwrap_or_default(),
            assumptions: plan.assumptions.iter().filter_map(|it| write.assumption(it)).collect(),
            own_assumptions: plan.own.iter().map(|it| write.own(it)).collect(),
            top_ups: plan.top_ups.iter().map(|it| write.top_up(it)).collect(),
            traps: plan.traps.iter().map(|it| write.top_up(it)).collect(),
        }
    }
}

/// What names places.
struct Write<'a> {
    rounds: &'a [Campaign],
    home: Option<&'a Household>,
}

impl Write<'_> {
    fn id(&self, round: usize) -> String {
        self.rounds.get(round).map_or_else(String::new, |it| it.id().to_owned())
    }

    /// The name of a round, where there are several.
    fn campaign(&self, round: usize) -> Option<String> {
        (self.rounds.len() != 1).then(|| self.id(round))
    }

    fn benefit(&self, round: usize, place: usize) -> String {
        let benefit = self.rounds.get(round).and_then(|it| it.benefits().get(place));
        benefit.map_or_else(String::new, |it| it.id().to_owned())
    }

    fn assumption(&self, it: &UsedAssumption) -> Option<AssumptionJson> {
        let known = self.rounds.get(it.round)?.assumptions().get(it.assumption)?;
        Some(AssumptionJson {
            campaign: self.campaign(it.round),
            id: known.id().to_owned(),
            say: known.say().to_owned(),
            otherwise: it.otherwise.map(Fen::yuan),
        })
    }

    fn own(&self, it: &OwnAssumption) -> OwnJson {
        match it {
            OwnAssumption::RoundsApart(one, other) => {
                OwnJson { id: "rounds_apart", of: vec![self.id(*one), self.id(*other)] }
            }
            OwnAssumption::SubsidyApart(scheme) => OwnJson { id: "subsidy_apart", of: vec![scheme.clone()] },
            OwnAssumption::OneWallet => OwnJson { id: "one_wallet", of: Vec::new() },
            OwnAssumption::PayerApplies(scheme) => OwnJson { id: "payer_applies", of: vec![scheme.clone()] },
        }
    }

    fn top_up(&self, it: &TopUp) -> TopUpJson {
        TopUpJson {
            purchase: it.purchase.clone(),
            category: it.category.name(),
            add: it.add.yuan(),
            campaign: self.campaign(it.round),
            benefit: self.benefit(it.round, it.benefit),
            saved: it.saved.yuan(),
            paid: it.paid.yuan(),
            cash_less: it.cash_less.yuan(),
            cash_more: it.cash_more.yuan(),
        }
    }

    fn payment(&self, it: &Payment) -> PaymentJson {
        let payer = it.payer.and_then(|place| Some(self.home?.members().get(place)?.id.clone()));
        let subsidised = it.subsidised.iter().map(|it| SubsidisedJson {
            line: it.line,
            scheme: it.scheme.clone(),
            kind: it.kind.clone(),
            pays: it.pays.yuan(),
        });
        PaymentJson {
            purchase: it.purchase.clone(),
            payer: payer.filter(|it| !it.is_empty()),
            day: iso(it.day),
            platform: it.platform.map(engine::campaign::Platform::name),
            from_time: it.from_time.map(|it| it.to_string()),
            to_time: it.to_time.map(|it| it.to_string()),
            total: it.total.map(Fen::yuan),
            paid: it.paid.map(Fen::yuan),
            saved: it.saved.yuan(),
            declined: it.declined.clone(),
            subsidised: subsidised.collect(),
            applied: it.applied.iter().map(|it| self.applied(it)).collect(),
            not_used: it.not_used.iter().map(|it| self.not_used(it)).collect(),
        }
    }

    fn applied(&self, it: &Applied) -> AppliedJson {
        let round = self.rounds.get(it.round);
        let class = round.and_then(|round| round.classes().get(round.benefits().get(it.benefit)?.class()));
        AppliedJson {
            campaign: self.campaign(it.round),
            benefit: self.benefit(it.round, it.benefit),
            class: class.map_or_else(String::new, |it| it.id().to_owned()),
            off: it.off.yuan(),
            balance_left: it.balance_left.map(Fen::yuan),
            funder: class.and_then(|it| it.funder()).map(str::to_owned),
            threshold_basis: it.basis.name(),
            tested: it.tested.yuan(),
            held: it.held,
            claimed_on: it.claimed_on.map(iso),
            last_day: iso(it.last_day),
        }
    }

    fn not_used(&self, it: &NotUsed) -> NotUsedJson {
        let limits = match &it.why {
            Why::Limit(limits) => limits.as_slice(),
            _ => &[],
        };
        let limit = |place: &usize| Some(self.rounds.get(it.round)?.limits().get(*place)?.id().to_owned());
        NotUsedJson {
            campaign: self.campaign(it.round),
            benefit: self.benefit(it.round, it.benefit),
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
            limits: limits.iter().filter_map(limit).collect(),
        }
    }
}
