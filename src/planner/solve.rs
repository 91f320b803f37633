//! One cart at one end of its open amounts: from the problem to payments. Not the range, not the reasons.

use crate::bill::{Bill, End, Rules};
use crate::cart::{Cart, Purchase};
use crate::model::{Problem, Way};
use crate::plan::{Applied, Payment};
use crate::search::{Found, search};
use crate::ways::Builder;
use engine::campaign::{Campaign, ClockTime, Fen};

/// A solved cart.
pub(crate) struct Solved<'a> {
    pub builder: Builder<'a>,
    pub bills: &'a [Bill],
    pub problem: Problem,
    pub found: Found,
    /// Whether every way to pay was looked at.
    pub complete: bool,
}

/// The bills of a cart.
pub(crate) fn bills(cart: &Cart, end: End) -> Vec<Bill> {
    cart.purchases().iter().map(|it| Bill::new(it, end)).collect()
}

/// The best plan for these bills.
pub(crate) fn solve<'a>(rules: &'a Rules<'a>, cart: &'a Cart, bills: &'a [Bill], budget: u64) -> Solved<'a> {
    let mut builder = Builder::new(rules, cart);
    let problem = builder.problem(bills);
    let found = search(&problem, budget);
    let complete = problem.stages.iter().all(|it| it.complete);
    Solved { builder, bills, problem, found, complete }
}

impl Solved<'_> {
    pub(crate) fn saved(&self) -> Fen {
        Fen::new(self.found.saved).unwrap_or(Fen::ZERO)
    }

    /// What no plan can exceed.
    pub(crate) fn bound(&self) -> Fen {
        let bound = Fen::new(self.found.bound).unwrap_or(Fen::ZERO);
        // Where ways were left out, nothing better is known than that nobody pays less than nothing.
        if self.complete { bound } else { self.bills.iter().fold(bound, |sum, it| sum.plus(it.total())) }
    }

    /// The way in which a purchase is paid, if with vouchers.
    pub(crate) fn way(&self, purchase: usize) -> Option<&Way> {
        let stage = self.problem.stages.iter().position(|it| it.purchase == purchase)?;
        let taken = (*self.found.taken.get(stage)?)?;
        self.problem.stages.get(stage)?.ways.get(taken)
    }

    /// One payment per purchase, without reasons.
    pub(crate) fn payments(&self) -> Vec<Payment> {
        let purchases = self.builder.cart.purchases().iter().zip(self.bills).enumerate();
        purchases.filter_map(|(place, (purchase, bill))| self.payment(place, purchase, bill)).collect()
    }

    fn payment(&self, place: usize, purchase: &Purchase, bill: &Bill) -> Option<Payment> {
        let campaign = self.builder.rules.campaign;
        let way = self.way(place);
        let saved = way.and_then(|it| Fen::new(it.saved)).unwrap_or(Fen::ZERO);
        let open = purchase.lines.iter().any(|it| it.price.most() != Some(it.price.least()));
        let total = (!open).then(|| bill.total());
        let applied: Vec<Applied> = way
            .iter()
            .flat_map(|it| it.uses.iter())
            .map(|it| Applied {
                benefit: it.benefit,
                off: it.applied.off.fen,
                rounded: it.applied.off.rounded,
                basis: *campaign.threshold_basis().value(),
                tested: it.applied.tested,
                held: it.source.held,
                claimed_on: it.source.claimed_on,
                last_day: it.source.last_day,
            })
            .collect();
        let day = way.map_or_else(|| purchase.days.iter().copied().min(), |it| Some(it.till.day))?;
        let (from_time, to_time) = way.map_or((ClockTime::START, ClockTime::END), |it| hours(campaign, it));
        Some(Payment {
            purchase: purchase.id.clone(),
            day,
            platform: way.map(|it| it.till.platform),
            from_time: (from_time > ClockTime::START).then_some(from_time),
            to_time: (to_time < ClockTime::END).then_some(to_time),
            total,
            paid: total.map(|it| it.less(saved)),
            saved,
            applied,
            not_used: Vec::new(),
        })
    }
}

/// Between which times of the day the vouchers of a payment are good.
fn hours(campaign: &Campaign, way: &Way) -> (ClockTime, ClockTime) {
    let (mut from, mut to) = campaign.daily();
    for it in &way.uses {
        let class = campaign.benefits().get(it.benefit).and_then(|it| campaign.classes().get(it.class()));
        let Some(class) = class else { continue };
        if way.till.day == class.window().from() {
            from = from.max(class.window().from_time());
        }
        if way.till.day == class.window().to() {
            to = to.min(class.window().to_time());
        }
        // Claimed on the same day: not before vouchers are given out.
        if it.source.held.is_none() && it.source.claimed_on == Some(way.till.day) {
            from = from.max(campaign.claim().opens(way.till.day).unwrap_or(ClockTime::START));
        }
    }
    (from, to)
}
