//! One household at one end of its open amounts: from the problem to payments. Not the range, not the reasons.

use crate::bill::{Bill, End, Rules};
use crate::cart::Purchase;
use crate::household::Household;
use crate::model::{Problem, Way};
use crate::plan::{Applied, Payment, Subsidised};
use crate::search::{Check, Found, Watch, search};
use crate::wallets::{self, Drawn};
use crate::ways::Builder;
use engine::campaign::{Campaign, ClockTime, Fen};
use std::collections::BTreeMap;

/// A solved household.
pub(crate) struct Solved<'a> {
    pub builder: Builder<'a>,
    pub problem: Problem,
    pub found: Found,
    /// Whether every way to pay was looked at.
    pub complete: bool,
    /// Per purchase, what it draws from a wallet.
    pub drawn: BTreeMap<usize, Drawn>,
}

/// The rounds as they are computed with at one end.
pub(crate) fn rules(rounds: &[Campaign], end: End) -> Vec<Rules<'_>> {
    rounds.iter().map(|campaign| Rules { campaign, end }).collect()
}

/// What is to pay with the shops' discounts and nothing else.
pub(crate) fn total(home: &Household, end: End) -> Fen {
    home.purchases().iter().fold(Fen::ZERO, |sum, it| sum.plus(Bill::new(it, end).total()))
}

/// The best plan.
pub(crate) fn solve<'a>(rounds: &'a [Rules<'a>], home: &'a Household, budget: u64, check: Check) -> Solved<'a> {
    let mut builder = Builder::new(rounds, home);
    let problem = builder.problem();
    let found = search(&problem, &mut Watch::new(budget, check));
    let complete = problem.stages.iter().all(|it| it.complete);
    let drawn = wallets::drawn(&problem, &found.taken, home);
    Solved { builder, problem, found, complete, drawn }
}

impl Solved<'_> {
    fn end(&self) -> End {
        self.builder.rounds.first().map_or(End::Least, |it| it.end)
    }

    pub(crate) fn saved(&self) -> Fen {
        Fen::new(self.found.saved).unwrap_or(Fen::ZERO)
    }

    /// What no plan can exceed.
    pub(crate) fn bound(&self) -> Fen {
        let bound = Fen::new(self.found.bound).unwrap_or(Fen::ZERO);
        // Where ways were left out, nothing better is known than that nobody pays less than nothing.
        if self.complete { bound } else { bound.plus(total(self.builder.home, self.end())) }
    }

    /// The way in which a purchase is paid, if with vouchers or subsidies that save something.
    pub(crate) fn way(&self, purchase: usize) -> Option<&Way> {
        let stage = self.problem.stages.iter().position(|it| it.purchase == purchase)?;
        let taken = (*self.found.taken.get(stage)?)?;
        let way = self.problem.stages.get(stage)?.ways.get(taken)?;
        (way.saved > self.missing(purchase, way)).then_some(way)
    }

    /// What a purchase saves.
    pub(crate) fn saved_by(&self, purchase: usize) -> i64 {
        self.way(purchase).map_or(0, |it| it.saved.saturating_sub(self.missing(purchase, it)))
    }

    /// What its wallet lacks of what the way of a purchase could use, in fen.
    fn missing(&self, purchase: usize, way: &Way) -> i64 {
        let drawn = self.drawn.get(&purchase).map_or(Fen::ZERO, |it| it.off);
        wallets::asked(way).map_or(0, |(_, asked)| asked.less(drawn).get())
    }

    /// One payment per purchase, without reasons.
    pub(crate) fn payments(&self) -> Vec<Payment> {
        let purchases = self.builder.home.purchases().iter().enumerate();
        purchases.filter_map(|(place, purchase)| self.payment(place, purchase)).collect()
    }

    fn payment(&self, place: usize, purchase: &Purchase) -> Option<Payment> {
        let way = self.way(place);
        let day = way.map_or_else(|| purchase.days.iter().copied().min(), |it| Some(it.till.day))?;
        let at = purchase.days.iter().position(|it| *it == day).unwrap_or(0);
        let variant = way.map(|it| it.variant.clone()).unwrap_or_default();
        let plain = Bill::new(purchase, self.end());
        let bill = Bill::of(purchase, self.end(), &variant, at);
        let saved = Fen::new(self.saved_by(place)).unwrap_or(Fen::ZERO);
        let open = purchase.lines.iter().any(|it| it.price.most() != Some(it.price.least()));
        let total = (!open).then(|| plain.total());
        let applied: Vec<Applied> =
            way.iter().flat_map(|it| it.uses.iter()).filter_map(|it| self.applied(place, it)).collect();
        let subsidised = variant.subsidies.iter().filter_map(|(line, at_subsidy)| {
            let it = purchase.lines.get(*line)?.subsidies.get(*at_subsidy)?;
            let [with, without] = it.pays.get(at).copied()?;
            let pays = if variant.declined.contains(line) { without } else { with };
            Some(Subsidised { line: *line, scheme: it.scheme.clone(), kind: it.kind.clone(), pays })
        });
        let subsidised: Vec<Subsidised> = subsidised.collect();
        let (from_time, to_time) = way.map_or((ClockTime::START, ClockTime::END), |it| self.hours(it));
        Some(Payment {
            purchase: purchase.id.clone(),
            payer: way.map(|it| it.till.member),
            day,
            platform: way.and_then(|it| it.till.platform),
            from_time: (from_time > ClockTime::START).then_some(from_time),
            to_time: (to_time < ClockTime::END).then_some(to_time),
            total,
            paid: total.map(|it| it.less(saved)),
            saved,
            subsidy: bill.subsidy(),
            declined: variant.declined,
            subsidised,
            applied,
            not_used: Vec::new(),
        })
    }

    /// A voucher as it is used; `None`: a wallet that has nothing left.
    fn applied(&self, purchase: usize, it: &crate::model::Use) -> Option<Applied> {
        let campaign = self.builder.rounds.get(it.round)?.campaign;
        let drawn = it.wallet.and_then(|_| self.drawn.get(&purchase));
        let off = drawn.map_or(it.applied.off.fen, |it| it.off);
        if off == Fen::ZERO {
            return None;
        }
        Some(Applied {
            round: it.round,
            benefit: it.benefit,
            off,
            balance_left: drawn.map(|it| it.left),
            rounded: it.applied.off.rounded,
            basis: *campaign.threshold_basis().value(),
            tested: it.applied.tested,
            held: it.source.held,
            claimed_on: it.source.claimed_on,
            last_day: it.source.last_day,
        })
    }

    /// Between which times of the day the vouchers of a payment are good.
    fn hours(&self, way: &Way) -> (ClockTime, ClockTime) {
        let (mut from, mut to) = (ClockTime::START, ClockTime::END);
        for it in &way.uses {
            let Some(campaign) = self.builder.rounds.get(it.round).map(|it| it.campaign) else { continue };
            let class = campaign.benefits().get(it.benefit).and_then(|it| campaign.classes().get(it.class()));
            let Some(class) = class else { continue };
            let (opens, closes) = campaign.daily();
            (from, to) = (from.max(opens), to.min(closes));
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
}
