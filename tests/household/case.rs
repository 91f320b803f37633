//! Small random households: several rounds, members with vouchers and quotas, discounts that can be declined,
//! subsidies; from a seed.

use crate::planner::case::{self, Dice, fen};
use engine::campaign::raw::{RawCampaign, RawHeld, RawPurchase, RawTerm};
use serde_json::{Value, json};

#[derive(Clone)]
pub struct Case {
    pub rounds: Vec<RawCampaign>,
    pub members: Vec<Person>,
    pub purchases: Vec<Buy>,
}

#[derive(Clone)]
pub struct Person {
    /// The round of each voucher held.
    pub held: Vec<(usize, RawHeld)>,
    /// Per round and denomination, whether it may be claimed.
    pub claims: Vec<Vec<bool>>,
    /// Used of the quota of each subsidy kind.
    pub used: [u32; 2],
}

#[derive(Clone)]
pub struct Buy {
    pub raw: RawPurchase,
    pub payers: Vec<usize>,
    pub declinable: Vec<bool>,
    pub subsidies: Vec<Vec<Sub>>,
}

#[derive(Clone)]
pub struct Sub {
    pub kind: usize,
    pub quota: Option<u32>,
    pub pays: [i64; 2],
    pub with_vouchers: bool,
}

pub fn case(dice: &mut Dice, most_members: u64, most_purchases: u64) -> Case {
    let mut rounds = Vec::new();
    for at in 0..dice.roll(1, 3) {
        let mut round = case::campaign(dice);
        round.id = format!("r{at}");
        round.stacking.other_rounds = match dice.roll(0, 4) {
            0 => None,
            1 => Some("forbidden"),
            _ => Some("allowed"),
        }
        .map(|it| RawTerm { value: it.to_owned(), assumed: None, instead: None });
        rounds.push(round);
    }
    let n_members = usize::try_from(dice.roll(1, most_members)).unwrap();
    let members = (0..n_members).map(|_| person(dice, &rounds)).collect();
    // One quota per kind for all that is bought.
    let quotas = [Some(1), if dice.chance(70) { Some(u32::try_from(dice.roll(1, 2)).unwrap()) } else { None }];
    let purchases = (0..dice.roll(1, most_purchases)).map(|_| buy(dice, n_members, &quotas)).collect();
    Case { rounds, members, purchases }
}

fn person(dice: &mut Dice, rounds: &[RawCampaign]) -> Person {
    let mut held = Vec::new();
    for _ in 0..dice.roll(0, 2) {
        let round = dice.place(rounds.len());
        let benefit = dice.pick(&rounds[round].benefits);
        let apps = rounds[round].classes[benefit.class].platforms.clone();
        held.push((round, case::held(dice, &benefit, &apps)));
    }
    let all = dice.roll(0, 9);
    let claims =
        rounds.iter().map(|round| round.benefits.iter().map(|_| all < 7 || (all < 9 && dice.chance(60))).collect());
    Person { claims: claims.collect(), held, used: [u32::from(dice.chance(20)), u32::from(dice.chance(20))] }
}

fn buy(dice: &mut Dice, n_members: usize, quotas: &[Option<u32>; 2]) -> Buy {
    let raw = case::purchase(dice);
    let payers = if dice.chance(40) { vec![dice.place(n_members)] } else { Vec::new() };
    let declinable = raw.lines.iter().map(|it| it.shop_discount.is_some() && dice.chance(60)).collect();
    let subsidies = raw.lines.iter().map(|it| {
        let price = super::options::fen(it.amount.unwrap());
        let mut all = Vec::new();
        for _ in 0..if dice.chance(25) { dice.roll(1, 2) } else { 0 } {
            let with = i64::try_from(dice.roll(1, 30)).unwrap() * price / 100;
            let kind = dice.place(2);
            let pays = [with, with + i64::from(dice.chance(50))];
            all.push(Sub { kind, quota: quotas[kind], pays, with_vouchers: dice.chance(40) });
        }
        all
    });
    Buy { subsidies: subsidies.collect(), raw, payers, declinable }
}

impl Case {
    /// As a cart that the planner reads.
    pub fn json(&self) -> Value {
        let members = self.members.iter().enumerate().map(|(at, it)| {
            let held = it.held.iter().map(|(round, held)| {
                let mut value = json!({
                    "campaign": self.rounds[*round].id, "benefit": held.benefit, "count": held.count.unwrap_or(1),
                    "claimed_on": held.claimed_on,
                });
                if let Some(balance) = held.balance {
                    value["balance"] = json!(balance.to_string());
                }
                if let Some(platform) = &held.platform {
                    value["platform"] = json!(platform);
                }
                value
            });
            let mut claimable = Vec::new();
            for (round, claims) in self.rounds.iter().zip(&it.claims) {
                for (benefit, _) in round.benefits.iter().zip(claims).filter(|(_, may)| **may) {
                    claimable.push(format!("{}/{}", round.id, benefit.id));
                }
            }
            json!({
                "id": format!("m{at}"), "held": held.collect::<Vec<_>>(), "claimable": claimable,
                "quota_used": [
                    { "scheme": "s", "kind": "k0", "count": it.used[0] }, { "scheme": "s", "kind": "k1", "count": it.used[1] },
                ],
            })
        });
        let purchases = self.purchases.iter().map(|it| {
            let lines = it.raw.lines.iter().enumerate().map(|(at, line)| {
                let subsidies = it.subsidies[at].iter().map(|it| {
                    let yuan = |pays: i64| fen(u64::try_from(pays).unwrap()).to_string();
                    json!({
                        "scheme": "s", "kind": format!("k{}", it.kind), "quota": it.quota,
                        "pays": yuan(it.pays[0]), "pays_undiscounted": yuan(it.pays[1]),
                        "with_vouchers": it.with_vouchers,
                    })
                });
                json!({
                    "category": line.category, "amount": line.amount.unwrap().to_string(),
                    "shop_discount": line.shop_discount.unwrap_or_default().to_string(),
                    "declinable": it.declinable[at], "subsidies": subsidies.collect::<Vec<_>>(),
                })
            });
            let payers: Vec<String> = it.payers.iter().map(|it| format!("m{it}")).collect();
            json!({
                "lines": lines.collect::<Vec<_>>(), "days": it.raw.days, "time": it.raw.time,
                "platforms": it.raw.platforms, "merchant": it.raw.merchant, "payers": payers,
            })
        });
        json!({ "members": members.collect::<Vec<_>>(), "purchases": purchases.collect::<Vec<_>>() })
    }
}
