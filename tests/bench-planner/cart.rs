//! Purchases of a household, each with the days that are possible and now and then a payer or a shop.

use crate::Size;
use crate::dice::Dice;
use crate::round::{WALLET, day};
use engine::campaign::raw::RawCampaign;
use serde_json::{Value, json};

/// What one bill of a kind comes to, in yuan; what is not listed: as a meal.
const BILLS: [(&str, u64, u64); 14] = [
    ("appliance", 600, 5_000),
    ("green_appliance", 1_500, 5_000),
    ("books", 40, 350),
    ("car_fuel", 90_000, 160_000),
    ("car_nev", 90_000, 200_000),
    ("convenience", 20, 150),
    ("daily", 30, 300),
    ("department_store", 100, 1_200),
    ("fuel", 150, 450),
    ("fuel_shop", 20, 120),
    ("housekeeping", 80, 300),
    ("lodging", 180, 900),
    ("pharmacy", 30, 250),
    ("supermarket", 60, 500),
];

/// Edges of vouchers, in yuan: some bills come to a little more or less.
const EDGES: [u64; 5] = [100, 200, 300, 500, 600];

pub fn cart(dice: &mut Dice, size: &Size, rounds: &[RawCampaign]) -> Value {
    let members = (0..size.members).map(|at| {
        let mut held = Vec::new();
        if dice.chance(40) {
            let round = dice.roll(0, rounds.len() as u64 - 1);
            let round = usize::try_from(round).ok().and_then(|it| rounds.get(it));
            if let Some(round) = round {
                let place = usize::try_from(dice.roll(0, round.benefits.len() as u64 - 1)).unwrap_or(0);
                let benefit = round.benefits.get(place).map(|it| it.id.as_str());
                held.push(json!({ "campaign": round.id, "benefit": benefit, "claimed_on": day(0) }));
            }
        }
        let mut claimable: Option<Vec<String>> = None;
        let has_wallet = |it: &&RawCampaign| it.benefits.iter().any(|it| it.id == WALLET);
        if rounds.iter().any(|it| has_wallet(&it)) {
            // Wallets are held, or not to be had: what is claimed for several payments is no plain choice.
            let names = |it: &RawCampaign| -> Vec<String> {
                let names = it.benefits.iter().filter(|it| it.id != WALLET).map(|it| it.id.as_str());
                names.map(|name| [&it.id, "/", name].concat()).collect()
            };
            claimable = Some(rounds.iter().flat_map(names).collect());
            for round in rounds.iter().filter(has_wallet) {
                if dice.chance(60) {
                    held.push(json!({ "campaign": round.id, "benefit": WALLET, "claimed_on": day(0) }));
                }
            }
        }
        let mut member = json!({ "id": format!("m{at}"), "held": held });
        if let (Some(names), Some(fields)) = (claimable, member.as_object_mut()) {
            fields.insert("claimable".to_owned(), json!(names));
        }
        member
    });
    let members: Vec<Value> = members.collect();
    let mut kinds: Vec<&str> =
        rounds.iter().flat_map(|it| &it.classes).flat_map(|it| &it.include).map(String::as_str).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let purchases = (0..size.purchases).map(|_| {
        let category = dice.pick(&kinds, "dining");
        let fen = amount(dice, category);
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

/// In fen. Most bills are small for their kind, some are a little above or below an edge.
fn amount(dice: &mut Dice, category: &str) -> u64 {
    let known = BILLS.iter().find(|it| it.0 == category);
    let (least, most) = known.map_or((20, 800), |it| (it.1, it.2));
    let middle = least + (most - least) / 3;
    match dice.roll(0, 9) {
        0..=5 => dice.roll(least * 100, middle * 100),
        6 | 7 if most <= 1_200 => dice.pick(&EDGES, 100) * 100 - 200 + dice.roll(0, 600),
        _ => dice.roll(middle * 100, most * 100),
    }
}
