//! Carts that make no sense, by chance.

use super::planner::case::Dice;
use ::planner::raw::Read;
use ::planner::{Config, plan_household};
use engine::Packs;
use engine::campaign::Campaign;
use serde_json::{Value, json};

/// Reads a cart that may make no sense, and plans it where it can be read: always an answer, within a bounded number
/// of steps.
pub fn survives(rounds: &[Campaign], cart: &Value, seed: u64) -> bool {
    let read = match Read::new(&Packs::default(), rounds, cart) {
        Ok(read) => read,
        Err(wrong) => {
            assert!(!wrong.is_empty(), "seed {seed}: refused without a word");
            assert!(wrong.iter().all(|it| it.to_string().len() > 10), "seed {seed}: {wrong:?}");
            return false;
        }
    };
    let config = Config { budget: 20_000, ..Config::quick() };
    let mut n_asked = 0_u64;
    let plan = plan_household(&read.rounds, &read.household, &config, &mut |_| {
        n_asked += 1;
        n_asked < 100_000
    });
    assert!(n_asked < 100_000, "seed {seed}: no end");
    assert!(plan.least <= plan.bound && plan.proven == (plan.least == plan.bound), "seed {seed}");
    true
}

/// A cart in which anything may be wrong.
pub fn nonsense(dice: &mut Dice) -> Value {
    let amounts = ["-5.00", "0", "", "1e9", "12.345", "99999999999999999999", "NaN", "十元", "300.00", "88.00"];
    let days = ["2025-08-08", "2025-08-17", "1999-01-01", "2025-02-30", "9999-12-31", "tomorrow", ""];
    let kinds = ["dining", "lodging", "books", "nothing", ""];
    let ids = ["km-2025-msmsmw-2b", "km-2023-01", "xx-1900", ""];
    let any = |dice: &mut Dice, good: Value| match dice.roll(0, 19) {
        0 => Value::Null,
        1 => json!([]),
        2 => json!({}),
        3 => json!(-1),
        4 => json!([[[]]]),
        5 => json!("x".repeat(10_000)),
        _ => good,
    };
    let lines = |dice: &mut Dice| -> Value {
        let n = if dice.chance(2) { 10_000 } else { dice.roll(0, 3) };
        (0..n).map(|_| json!({ "category": dice.pick(&kinds), "amount": dice.pick(&amounts) })).collect()
    };
    let n = if dice.chance(2) { 10_000 } else { dice.roll(0, 4) };
    let purchases: Value = (0..n)
        .map(|_| {
            let (lines, day) = (lines(dice), dice.pick(&days));
            json!({ "lines": any(dice, lines), "days": any(dice, json!([day])), "payers": any(dice, json!([])) })
        })
        .collect();
    let held = json!([{ "campaign": dice.pick(&ids), "benefit": "goods-200", "count": dice.roll(0, 3) }]);
    let members = json!([{ "id": "a", "held": any(dice, held) }]);
    let campaigns = json!([dice.pick(&ids)]);
    json!({
        "campaigns": any(dice, campaigns), "members": any(dice, members), "purchases": any(dice, purchases),
    })
}
