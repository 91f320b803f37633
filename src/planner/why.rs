//! Why a larger voucher is not used for a purchase, as data. Only what decides the result is a reason.

use crate::bill::Bill;
use crate::cart::Purchase;
use crate::fit::Misfit;
use crate::model::{SlotWhat, Way, missing, take};
use crate::plan::{NotUsed, Why};
use crate::solve::Solved;
use crate::ways::Paying;
use engine::campaign::{Benefit, Fen};
use std::collections::BTreeSet;

impl<'a> Solved<'a> {
    /// The reasons for one purchase, in the order of the rounds and their denominations.
    pub(crate) fn reasons(&mut self, place: usize) -> Vec<NotUsed> {
        let (home, rounds) = (self.builder.home, self.builder.rounds);
        let Some(purchase) = home.purchases().get(place) else { return Vec::new() };
        let singles = self.singles(Paying { place, purchase });
        let left = self.left_by_others(place);
        let mut reasons = Vec::new();
        for (round, rules) in rounds.iter().enumerate() {
            for (at, benefit) in rules.campaign.benefits().iter().enumerate() {
                let of = |it: &&Way| it.uses.iter().all(|it| (it.round, it.benefit) == (round, at));
                let mine: Vec<&Way> = singles.iter().filter(of).collect();
                let claims = home.payers(purchase).any(|(_, it)| it.may_claim(round, at));
                let why = match self.misfit(purchase, round, benefit) {
                    Some(misfit) => self.larger(place, benefit).then(|| static_reason(misfit)),
                    None if mine.is_empty() && !claims => self.larger(place, benefit).then_some(Why::NotHeld),
                    None if mine.is_empty() => self.larger(place, benefit).then_some(Why::NotClaimable),
                    None => self.crowded_out(place, (round, at), &mine, &left),
                };
                reasons.extend(why.map(|why| NotUsed { round, benefit: at, why }));
            }
        }
        reasons
    }

    /// Whether a voucher could take off more than the purchase is given now.
    fn larger(&self, place: usize, benefit: &Benefit) -> bool {
        let saved = self.saved_by(place);
        benefit.shape().most().is_none_or(|it| it.get() > saved)
    }

    /// The first reason that holds on every day open to the purchase; `None`: on some day it is good.
    fn misfit(&self, purchase: &Purchase, round: usize, benefit: &Benefit) -> Option<Misfit> {
        let rules = self.builder.rounds.get(round)?;
        let bill = Bill::new(purchase, rules.end);
        let mut first = None;
        for day in &purchase.days {
            match rules.fits(benefit, purchase, &bill, *day) {
                Ok(()) => return None,
                Err(misfit) => {
                    first.get_or_insert(misfit);
                }
            }
        }
        first
    }

    /// Ways to pay the purchase with one voucher.
    fn singles(&mut self, paying: Paying<'a>) -> Vec<Way> {
        let mut ways = self.builder.stage(paying).ways;
        ways.retain(|it| it.uses.len() == 1 && it.variant.subsidies.is_empty());
        ways
    }

    /// What is left when all other purchases are paid as planned.
    fn left_by_others(&self, place: usize) -> Vec<u32> {
        let mut left: Vec<u32> = self.problem.slots.iter().map(|it| it.left).collect();
        for stage in self.problem.stages.iter().filter(|it| it.purchase != place) {
            if let Some(way) = self.way(stage.purchase) {
                take(&mut left, &way.draw);
            }
        }
        left
    }

    /// Why a voucher that is good here is not used: limits, or what it may not meet.
    fn crowded_out(&self, place: usize, of: (usize, usize), mine: &[&Way], left: &[u32]) -> Option<Why> {
        let now = self.way(place);
        let saved = self.saved_by(place);
        if now.is_some_and(|it| it.uses.iter().any(|it| (it.round, it.benefit) == of)) {
            return None;
        }
        let larger: Vec<&&Way> = mine.iter().filter(|it| it.saved > saved).collect();
        if larger.is_empty() {
            return self.not_stackable(now?, of, mine, left);
        }
        let mut limits = BTreeSet::new();
        let mut held = false;
        for way in larger {
            // A wallet of which others leave too little is used by them.
            if way.saved.saturating_sub(missing(left, &way.draw)) <= saved {
                held = true;
                continue;
            }
            let short = take(&mut left.to_vec(), &way.draw)?;
            match self.problem.slots.get(short).map(|it| it.what) {
                Some(SlotWhat::Limit { limit, .. } | SlotWhat::Drawn { limit, .. }) => {
                    limits.insert(limit);
                }
                _ => held = true,
            }
        }
        if limits.is_empty() && held {
            Some(Why::UsedElsewhere)
        } else {
            Some(Why::Limit(limits.into_iter().collect()))
        }
    }

    /// A voucher of another class that nothing but the vouchers used here shuts out.
    fn not_stackable(&self, now: &Way, of: (usize, usize), mine: &[&Way], left: &[u32]) -> Option<Why> {
        let class = |(round, benefit): (usize, usize)| {
            let campaign = self.builder.rounds.get(round)?.campaign;
            Some((round, campaign.benefits().get(benefit)?.class()))
        };
        if now.uses.is_empty() || now.uses.iter().any(|it| class((it.round, it.benefit)) == class(of)) {
            return None;
        }
        let room = mine.iter().any(|it| {
            let mut left = left.to_vec();
            take(&mut left, &now.draw).is_none() && take(&mut left, &it.draw).is_none()
        });
        room.then_some(Why::NotStackable)
    }
}

fn static_reason(misfit: Misfit) -> Why {
    match misfit {
        Misfit::Category => Why::Category,
        Misfit::Day(lies) => Why::Day(lies),
        Misfit::Hours => Why::Hours,
        Misfit::Platform => Why::Platform,
        Misfit::ShopDiscount => Why::ShopDiscount,
        Misfit::Threshold(missing) => Why::Threshold { missing },
        Misfit::Figures => Why::FiguresUnknown,
    }
}

/// Nothing is missing where the amount itself is open.
pub(crate) fn drop_open_thresholds(purchase: &Purchase, reasons: &mut Vec<NotUsed>) {
    let open = purchase.lines.iter().any(|it| it.price.most().is_none_or(|most| most > it.price.least()));
    if open {
        reasons.retain(|it| !matches!(it.why, Why::Threshold { missing } if missing > Fen::ZERO));
    }
}
