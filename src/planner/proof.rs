//! The prices of a finished search, with names that stand for themselves.

use crate::model::{Kind, SlotWhat};
use crate::plan::{Price, Proof, Scarce, Weight};
use crate::search::{Item, ONE, Scarcity};
use crate::solve::Solved;
use engine::campaign::Fen;

/// The proof of a plan.
pub(crate) fn of(solved: &Solved) -> Proof {
    let slots = solved.found.prices.iter().enumerate().filter(|it| *it.1 > 0);
    let prices = slots.filter_map(|(slot, price)| Some(Price { of: slot_of(solved, slot)?, price: *price }));
    let cuts = solved.found.cuts.iter();
    let cuts = cuts.filter_map(|(of, price)| Some(Price { of: named(solved, of)?, price: *price }));
    Proof {
        prices: prices.chain(cuts).collect(),
        scale: solved.problem.weight,
        by_prices: Fen::new(solved.found.by_prices).unwrap_or(Fen::ZERO),
    }
}

fn named(solved: &Solved, of: &Scarcity) -> Option<Scarce> {
    let purchase = |at: &usize| Some(solved.problem.stages.get(*at)?.purchase);
    Some(match of {
        Scarcity::Slot(slot) => slot_of(solved, *slot)?,
        Scarcity::Packed(slot, items, left) => {
            let weight = |it: &Item| {
                let by = it.by.iter().filter_map(|slot| slot_of(solved, *slot)).collect();
                Weight { amount: it.amount, most: it.most, by, weight: it.weight }
            };
            let weights = items.iter().map(weight).collect();
            Scarce::Packed { of: Box::new(slot_of(solved, *slot)?), weights, most: *left }
        }
        Scarcity::Rounded(slots, stages) => {
            let of: Option<Vec<(Scarce, i64)>> =
                slots.iter().map(|(it, share)| Some((named(solved, it)?, *share))).collect();
            let stages = stages.iter().filter_map(|(at, share)| Some((purchase(at)?, *share)));
            Scarce::Rounded { of: of?, purchases: stages.collect(), whole: ONE }
        }
        Scarcity::Flow(slots, scale, stages) => {
            let of: Option<Vec<Scarce>> = slots.iter().map(|it| slot_of(solved, *it)).collect();
            let stages = stages.iter().filter_map(|(at, asks)| Some((purchase(at)?, *asks)));
            Scarce::Flow { of: of?, step: scale.step(), rest: scale.rest(), purchases: stages.collect() }
        }
    })
}

fn slot_of(solved: &Solved, slot: usize) -> Option<Scarce> {
    scarce(solved, solved.problem.slots.get(slot)?.what)
}

fn scarce(solved: &Solved, what: SlotWhat) -> Option<Scarce> {
    Some(match what {
        SlotWhat::Limit { round, member, limit, day, kind, platform, merchant } => {
            let (mut class, mut benefit, mut bundle) = (None, None, None);
            match kind {
                Some(Kind::Class(it)) => class = Some(it),
                Some(Kind::Benefit(it)) => benefit = Some(it),
                Some(Kind::Bundle(it)) => bundle = Some(it),
                None => {}
            }
            Scarce::Limit { round, member, limit, day, class, benefit, bundle, platform, merchant }
        }
        SlotWhat::Held { member, held } => Scarce::Held { member, held },
        SlotWhat::Drawn { round, member, limit, bundle, part } => Scarce::Drawn { round, member, limit, bundle, part },
        SlotWhat::Quota { member, quota } => {
            let (scheme, kind) = solved.builder.quota(quota)?;
            Scarce::Quota { member, scheme: scheme.to_owned(), kind: kind.to_owned() }
        }
        SlotWhat::Balance { round, member, benefit, held, limit, platform, claimed_on } => {
            Scarce::Balance { round, member, benefit, held, limit, platform, claimed_on }
        }
        SlotWhat::Spare { .. } | SlotWhat::Opened { .. } => return None,
    })
}
