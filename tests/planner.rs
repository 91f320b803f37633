//! The planner against brute force, and against a checker of its own that trusts nothing in a plan.

mod planner {
    pub mod brute;
    pub mod case;
}

use ::planner::{Cart, Config, Plan, plan};
use engine::campaign::raw::{RawCampaign, RawCart};
use engine::campaign::{Campaign, Fen};
use engine::date::iso;
use planner::brute::{Used, World, number};
use planner::case::{self, Dice};

/// How many random cases are tried; more with `PLANNER_CASES=100000`.
fn n_cases(otherwise: u64) -> u64 {
    std::env::var("PLANNER_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(otherwise)
}

fn quick() -> Config {
    Config { readings: false, top_ups: false, ..Config::default() }
}

fn random(seed: u64, most: u64) -> Option<(RawCampaign, Campaign, RawCart)> {
    let mut dice = Dice::new(seed);
    let raw = case::campaign(&mut dice);
    let campaign = Campaign::from_raw(raw.clone()).unwrap_or_else(|err| panic!("seed {seed}: {err}"));
    let cart = case::cart(&mut dice, &raw, most);
    Some((raw, campaign, cart))
}

/// Every payment of a plan again, from scratch: vouchers exist, meet, save what is said, and fit every limit.
fn check_plan(seed: u64, world: &World, plan: &Plan) {
    let mut used = Vec::new();
    let mut saved = 0;
    for (place, payment) in plan.payments.iter().enumerate() {
        let purchase = &world.cart.purchases[place];
        let benefits: Vec<usize> = payment.applied.iter().map(|it| it.benefit).collect();
        assert!(purchase.days.contains(&iso(payment.day)), "seed {seed}: day of purchase {place}");
        if benefits.is_empty() {
            assert_eq!(payment.saved, Fen::ZERO, "seed {seed}");
            continue;
        }
        assert!(world.may_meet(&benefits), "seed {seed}: vouchers of purchase {place} may not meet");
        let offs = world.offs(purchase, &benefits).unwrap_or_else(|| panic!("seed {seed}: purchase {place}"));
        let said: Vec<i64> = payment.applied.iter().map(|it| it.off.get()).collect();
        assert_eq!(offs, said, "seed {seed}: purchase {place}");
        saved += offs.iter().sum::<i64>();
        for it in &payment.applied {
            let held = it.held.then(|| {
                // The plan does not say which of two equal vouchers is used; the first with one left will do.
                let n_used = |at: usize| used.iter().filter(|it: &&Used| it.held == Some(at)).count();
                let same = |at: usize| {
                    let held = &world.cart.held[at];
                    held.benefit == world.campaign.benefits[it.benefit].id
                        && held.claimed_on.as_deref().map(str::to_owned) == it.claimed_on.map(iso)
                        && held.platform.as_deref().is_none_or(|app| payment.platform.map(|it| it.name()) == Some(app))
                        && n_used(at) < usize::try_from(held.count.unwrap()).unwrap()
                };
                (0..world.cart.held.len()).find(|at| same(*at)).unwrap_or_else(|| panic!("seed {seed}: not held"))
            });
            used.push(Used {
                purchase: place,
                benefit: it.benefit,
                held,
                claimed: it.claimed_on.map(|it| number(&iso(it))),
                day: number(&iso(payment.day)),
                app: payment.platform.unwrap().name().to_owned(),
            });
        }
    }
    assert!(world.feasible(&used), "seed {seed}: a limit is broken by {used:?}");
    assert_eq!(saved, plan.least.get(), "seed {seed}: the sum");
}

#[test]
fn equal_to_brute_force_on_small_cases() {
    let mut n_saving = 0;
    for seed in 0..n_cases(4_000) {
        let Some((raw, campaign, raw_cart)) = random(seed, 4) else { continue };
        let cart = Cart::from_raw(&campaign, raw_cart.clone()).unwrap_or_else(|err| panic!("seed {seed}: {err}"));
        let plan = plan(&campaign, &cart, &quick());
        let world = World { campaign: &raw, cart: &raw_cart };
        let (saved, n_used) = world.best();
        assert_eq!(plan.least.get(), saved, "seed {seed}: {raw_cart:?}\n{raw:?}");
        assert!(plan.proven && plan.bound == plan.least, "seed {seed}: not proven");
        let n_applied: usize = plan.payments.iter().map(|it| it.applied.len()).sum();
        assert_eq!(n_applied, n_used, "seed {seed}: the fewest vouchers");
        check_plan(seed, &world, &plan);
        n_saving += u64::from(saved > 0);
    }
    assert!(n_saving * 4 > n_cases(4_000), "only {n_saving} cases save anything");
    println!("{} cases, {n_saving} of them save something", n_cases(4_000));
}

#[test]
fn a_range_holds_for_every_amount_and_both_ends_are_reached() {
    for seed in 0..n_cases(4_000) / 4 {
        let Some((_, campaign, closed)) = random(seed.wrapping_add(1 << 40), 3) else { continue };
        let mut dice = Dice::new(seed ^ 0xABCD);
        let (mut open, mut low, mut high, mut between) =
            (closed.clone(), closed.clone(), closed.clone(), closed.clone());
        for (at, purchase) in closed.purchases.iter().enumerate() {
            for (line, it) in purchase.lines.iter().enumerate() {
                if it.shop_discount.is_some() || !dice.chance(70) {
                    continue;
                }
                let least = dice.roll(1, 600);
                let most = least + dice.roll(0, 400);
                let fen = |it: u64| Some(rust_decimal::Decimal::new(i64::try_from(it).unwrap(), 2));
                let target = &mut open.purchases[at].lines[line];
                (target.amount, target.at_least, target.at_most) = (None, fen(least), fen(most));
                low.purchases[at].lines[line].amount = fen(least);
                high.purchases[at].lines[line].amount = fen(most);
                between.purchases[at].lines[line].amount = fen(dice.roll(least, most));
            }
        }
        let saved = |raw: &RawCart| {
            let cart = Cart::from_raw(&campaign, raw.clone()).unwrap();
            let plan = plan(&campaign, &cart, &quick());
            (plan.least, plan.most.unwrap())
        };
        let (least, most) = saved(&open);
        assert_eq!(least, saved(&low).0, "seed {seed}: the least");
        assert_eq!(most, saved(&high).0, "seed {seed}: the most");
        let inside = saved(&between).0;
        assert!(least <= inside && inside <= most, "seed {seed}: {least} <= {inside} <= {most}");
    }
}
