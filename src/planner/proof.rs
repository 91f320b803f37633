//! The prices of a finished search, with names that stand for themselves.

use crate::model::{Kind, SlotWhat};
use crate::plan::{Price, Proof, Scarce, Weight};
use crate::search::Item;
use crate::solve::Solved;
use engine::campaign::Fen;

/// The proof of a plan.
pub(crate) fn of(solved: &Solved) -> Proof {
    let slots = solved.problem.slots.iter().zip(&solved.found.prices).filter(|(_, price)| **price > 0);
    let prices = slots.filter_map(|(slot, price)| Some(Price { of: scarce(solved, slot.what)?, price: *price }));
    let cuts = solved.found.cuts.iter().filter_map(|(cut, left, price)| {
        let named = |slot: usize| scarce(solved, solved.problem.slots.get(slot)?.what);
        let of = Box::new(named(cut.slot)?);
        let weight = |it: &Item| {
            let by = it.by.iter().filter_map(|slot| named(*slot)).collect();
            Weight { amount: it.amount, most: it.most, by, weight: it.weight }
        };
        let weights = cut.items.iter().map(weight).collect();
        Some(Price { of: Scarce::Packed { of, weights, most: *left }, price: *price })
    });
    Proof {
        prices: prices.chain(cuts).collect(),
        scale: solved.problem.weight,
        by_prices: Fen::new(solved.found.by_prices).unwrap_or(Fen::ZERO),
    }
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
