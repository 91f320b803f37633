//! Whether a worked example of a campaign comes out as its author expects; used by the command and by tests.

use crate::cart::Cart;
use crate::plan::{Payment, Plan};
use crate::{Config, plan};
use engine::campaign::raw::{RawCampaignExample, RawCampaignExpect};
use engine::campaign::{Campaign, Fen};
use engine::date::iso;

/// Every way in which the plan differs from what the example expects; none: it holds.
#[must_use]
pub fn disagreements(campaign: &Campaign, example: &RawCampaignExample) -> Vec<String> {
    let cart = match Cart::from_raw(campaign, example.cart.clone()) {
        Ok(it) => it,
        Err(err) => return vec![err.to_string()],
    };
    let plan = plan(campaign, &cart, &Config::default());
    let mut wrong = Wrong(Vec::new());
    wrong.check(&plan, campaign, &example.expect);
    wrong.0
}

struct Wrong(Vec<String>);

impl Wrong {
    fn differ(&mut self, what: &str, expected: &str, found: &str) {
        if expected != found {
            self.0.push(format!("{what}: expected {expected}, found {found}"));
        }
    }

    fn amount(&mut self, what: &str, expected: Option<rust_decimal::Decimal>, found: Option<Fen>) {
        let Some(expected) = expected else { return };
        let expected = Fen::from_yuan(expected).map_or_else(|| expected.to_string(), |it| it.to_string());
        self.differ(what, &expected, &show(found));
    }

    fn check(&mut self, plan: &Plan, campaign: &Campaign, expect: &RawCampaignExpect) {
        if !plan.proven {
            self.differ("proven", "a proven plan", &format!("a bound of {}", plan.bound));
        }
        if expect.saved.is_some() {
            self.amount("saved", expect.saved, Some(plan.least));
            self.amount("most", expect.saved, plan.most);
        }
        self.amount("paid", expect.paid, plan.paid);
        self.amount("least", expect.least, Some(plan.least));
        self.amount("most", expect.most, plan.most);
        if expect.most_unknown {
            self.differ("most", "unknown", &show(plan.most));
        }
        let id = |place: usize| campaign.benefits().get(place).map_or("", |it| it.id());
        if !expect.applied.is_empty() {
            let used = |it: &Payment| it.applied.iter().map(|it| id(it.benefit).to_owned()).collect::<Vec<_>>();
            let found: Vec<Vec<String>> = plan.payments.iter().map(used).collect();
            self.differ("applied", &format!("{:?}", expect.applied), &format!("{found:?}"));
        }
        if !expect.expires.is_empty() {
            let last = |it: &Payment| it.applied.first().map_or_else(String::new, |it| iso(it.last_day));
            let found: Vec<String> = plan.payments.iter().map(last).collect();
            self.differ("expires", &format!("{:?}", expect.expires), &format!("{found:?}"));
        }
        if !expect.left.is_empty() {
            let left = |it: &Payment| it.applied.iter().find_map(|it| it.balance_left).map(|it| it.to_string());
            let found: Vec<String> = plan.payments.iter().map(|it| left(it).unwrap_or_default()).collect();
            self.differ("left", &format!("{:?}", expect.left), &format!("{found:?}"));
        }
        for (purchase, benefit, why) in &expect.reasons {
            let payment = purchase.checked_sub(1).and_then(|it| plan.payments.get(it));
            let reason = payment.and_then(|it| it.not_used.iter().find(|it| id(it.benefit) == benefit));
            let found = reason.map_or("no reason", |it| it.why.name());
            self.differ(&format!("reasons for `{benefit}` on purchase {purchase}"), why, found);
        }
        for (assumption, saved) in &expect.instead {
            let named = |place: usize| campaign.assumptions().get(place).is_some_and(|it| it.id() == assumption);
            let used = plan.assumptions.iter().find(|it| named(it.assumption));
            self.amount(&format!("instead of `{assumption}`"), Some(*saved), used.and_then(|it| it.otherwise));
        }
        if let Some(expected) = &expect.top_up {
            let place =
                |id: &str| plan.payments.iter().position(|it| it.purchase == id).map_or(0, |it| it.saturating_add(1));
            let say = |purchase: usize, add: String, paid: String| format!("{purchase}: +{add} pays {paid}");
            let fen = |it: rust_decimal::Decimal| show(Fen::from_yuan(it));
            let expected: Vec<String> = expected.iter().map(|it| say(it.purchase, fen(it.add), fen(it.paid))).collect();
            let found: Vec<String> = plan
                .top_ups
                .iter()
                .map(|it| say(place(&it.purchase), it.add.to_string(), it.paid.to_string()))
                .collect();
            self.differ("top_up", &format!("{expected:?}"), &format!("{found:?}"));
        }
    }
}

fn show(amount: Option<Fen>) -> String {
    amount.map_or_else(|| "unknown".to_owned(), |it| it.to_string())
}
