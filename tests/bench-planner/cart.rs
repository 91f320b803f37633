//! Purchases of a household, each with the days that are possible and now and then a payer or a shop.

use crate::Size;
use crate::dice::Dice;
use crate::round::{KINDS, day};
use engine::campaign::raw::RawCampaign;
use serde_json::{Value, json};

pub fn cart(dice: &mut Dice, size: &Size, rounds: &[RawCampaign]) -> Value {
    let members = (0..size.members).map(|at| {
        let mut held = Vec::new();
        if dice.chance(40) {
            let round = dice.roll(0, rounds.len() as u64 - 1);
            let round = usize::try_from(round).ok().and_then(|it| rounds.get(it));
            if let Some(round) = round {
                let place = dice.roll(0, round.benefits.len() as u64 - 1);
                held.push(json!({ "campaign": round.id, "benefit": format!("b{place}"), "claimed_on": day(0) }));
            }
        }
        json!({ "id": format!("m{at}"), "held": held })
    });
    let members: Vec<Value> = members.collect();
    let purchases = (0..size.purchases).map(|_| {
        let kinds = dice.pick(&KINDS, &["dining"]);
        let category = dice.pick(kinds, "dining");
        // Most bills are small; some are a little above or below a threshold.
        let fen = match dice.roll(0, 9) {
            0..=5 => dice.roll(2_000, 40_000),
            6 | 7 => dice.pick(&[10_000, 20_000, 30_000, 50_000], 10_000) - 200 + dice.roll(0, 600),
            _ => dice.roll(40_000, 120_000),
        };
        let n_days = if size.choice >= size.days { size.days } else { dice.roll(1, size.choice) };
        let first = dice.roll(0, size.days - n_days);
        let days: Vec<String> = (first..first + n_days).map(day).collect();
        let payers: Vec<String> =
            if dice.chance(25) { vec![format!("m{}", dice.roll(0, size.members as u64 - 1))] } else { Vec::new() };
        json!({
            "lines": [{ "category": category, "amount": format!("{}.{:02}", fen / 100, fen % 100) }],
            "days": days, "payers": payers, "merchant": format!("s{}", dice.roll(0, 9)),
        })
    });
    let purchases: Vec<Value> = purchases.collect();
    json!({ "members": members, "purchases": purchases })
}
