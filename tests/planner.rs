//! The planner against brute force, and against a checker of its own that trusts nothing in a plan.

#[allow(dead_code, reason = "shared with the tests of households")]
#[path = "household/mod.rs"]
mod household;
#[path = "planner/mod.rs"]
mod planner;

use ::planner::{Applied, Cart, Config, Plan, plan};
use engine::campaign::raw::{RawCampaign, RawCart, RawPurchase};
use engine::campaign::{Campaign, Fen};
use engine::date::iso;
use household::case::{Buy, Case, Person};
use household::options::{Choice, Worlds};
use planner::brute::{Used, World, number};
use planner::case::{self, Dice};

/// How many random cases are tried; more with `PLANNER_CASES=100000`.
fn n_cases(otherwise: u64) -> u64 {
    std::env::var("PLANNER_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(otherwise)
}

/// Cases with more combinations are left to the checker alone.
const MOST_WORK: u64 = 50_000;

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

/// Whether two payments draw from one wallet.
fn shares(one: &Applied, other: &Applied) -> bool {
    let claimed = |it: &Applied| (it.benefit, it.held, it.claimed_on);
    !std::ptr::eq(one, other) && claimed(one) == claimed(other)
}

/// The same round without its limits per week, or per month; `None`: it has none.
fn without(raw: &RawCampaign, span: &str) -> Option<RawCampaign> {
    let mut free = raw.clone();
    free.limits.retain(|it| it.id.starts_with("once") || !it.per.iter().any(|it| it == span));
    (free.limits.len() < raw.limits.len()).then_some(free)
}

/// Every payment of a plan again, from scratch: vouchers exist, meet, save what is said, and fit every limit.
fn check_plan(seed: u64, world: &World, plan: &Plan) {
    let (mut used, mut said) = (Vec::new(), Vec::new());
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
        for (it, off) in payment.applied.iter().zip(offs) {
            let shared = world.is_shared(it.benefit);
            saved += if shared { 0 } else { off };
            assert_eq!(it.balance_left.is_some(), shared, "seed {seed}: purchase {place}");
            assert!(shared || off == it.off.get(), "seed {seed}: purchase {place}: {off} against {}", it.off);
            said.push((it.off.get(), it.balance_left.map(Fen::get)));
            if let Some(at) = it.held {
                let held = &world.cart.held[at];
                assert_eq!(held.benefit, world.campaign.benefits[it.benefit].id, "seed {seed}");
                assert_eq!(held.claimed_on, it.claimed_on.map(iso), "seed {seed}");
                let app = payment.platform.map(engine::campaign::Platform::name);
                assert!(held.platform.is_none() || held.platform.as_deref() == app, "seed {seed}");
            }
            used.push(Used {
                purchase: place,
                benefit: it.benefit,
                held: it.held,
                claimed: it.claimed_on.map(|it| number(&iso(it))),
                day: number(&iso(payment.day)),
                app: payment.platform.unwrap().name().to_owned(),
                asks: if shared { off } else { 0 },
            });
        }
    }
    assert!(world.feasible(&used), "seed {seed}: a limit is broken by {used:?}");
    for ((off, left), said) in world.shares(&used).into_iter().zip(said) {
        assert!(said.1.is_none_or(|it| (off, left) == (said.0, it)), "seed {seed}: {said:?} of a wallet");
    }
    saved += world.paid_by_wallets(&used);
    assert_eq!(saved, plan.least.get(), "seed {seed}: the sum");
}

/// The certificate, counted again by the checker of households: the cart is one with one member.
fn check_certificate(seed: u64, raw: &RawCampaign, cart: &RawCart, plan: &Plan) {
    let buy = |it: &RawPurchase| Buy {
        raw: it.clone(),
        payers: Vec::new(),
        declinable: vec![false; it.lines.len()],
        subsidies: vec![Vec::new(); it.lines.len()],
    };
    let held = cart.held.iter().map(|it| (0, it.clone())).collect();
    let person = Person { held, claims: vec![vec![cart.may_claim; raw.benefits.len()]], used: [0, 0] };
    let purchases = cart.purchases.iter().map(buy).collect();
    let case = Case { rounds: vec![raw.clone()], members: vec![person], purchases };
    let worlds = Worlds::new(&case);
    let options: Vec<Vec<Choice>> = (0..case.purchases.len()).map(|it| worlds.options(it)).collect();
    household::check::check(&worlds, &options, plan).unwrap_or_else(|err| panic!("seed {seed}: {err}"));
}

#[test]
fn equal_to_brute_force_on_small_cases() {
    let (mut n_saving, mut n_skipped) = (0, 0);
    let (mut n_bound, mut n_wallets) = ([0; 2], [0; 3]);
    for seed in 0..n_cases(4_000) {
        let Some((raw, campaign, raw_cart)) = random(seed, 4) else { continue };
        let cart = Cart::from_raw(&campaign, raw_cart.clone()).unwrap_or_else(|err| panic!("seed {seed}: {err}"));
        let world = World { campaign: &raw, cart: &raw_cart };
        if world.work() > MOST_WORK {
            n_skipped += 1;
            let plan = plan(&campaign, &cart, &quick());
            check_plan(seed, &world, &plan);
            check_certificate(seed, &raw, &raw_cart, &plan);
            continue;
        }
        let plan = plan(&campaign, &cart, &quick());
        let (saved, n_used) = world.best();
        assert_eq!(plan.least.get(), saved, "seed {seed}: {raw_cart:?}\n{raw:?}");
        assert!(plan.proven && plan.bound == plan.least, "seed {seed}: not proven");
        let n_applied: usize = plan.payments.iter().map(|it| it.applied.len()).sum();
        assert_eq!(n_applied, n_used, "seed {seed}: the fewest vouchers");
        check_plan(seed, &world, &plan);
        check_certificate(seed, &raw, &raw_cart, &plan);
        let drawn: Vec<&Applied> = plan.payments.iter().flat_map(|it| it.applied.iter()).collect();
        let drawn: Vec<&Applied> = drawn.into_iter().filter(|it| it.balance_left.is_some()).collect();
        n_wallets[0] += u64::from(!drawn.is_empty());
        n_wallets[1] += u64::from(drawn.iter().any(|it| it.balance_left == Some(Fen::ZERO)));
        n_wallets[2] += u64::from(drawn.iter().any(|it| drawn.iter().any(|other| shares(it, other))));
        n_saving += u64::from(saved > 0);
        for (span, n) in ["week", "month"].iter().zip(&mut n_bound) {
            if let Some(free) = without(&raw, span) {
                *n += u64::from(World { campaign: &free, cart: &raw_cart }.best().0 > saved);
            }
        }
    }
    assert!(n_saving * 4 > n_cases(4_000), "only {n_saving} cases save anything");
    let some = n_bound.iter().chain(&n_wallets).all(|it| *it > 0);
    assert!(n_cases(4_000) < 1_000 || some, "limits that bind: {n_bound:?}, wallets: {n_wallets:?}");
    println!(
        "{} cases, {n_saving} of them save something, {n_skipped} too large for brute force; in {} a limit per week \
         costs something, in {} one per month; {} use a wallet, \
         {} use it up, in {} several payments share it",
        n_cases(4_000),
        n_bound[0],
        n_bound[1],
        n_wallets[0],
        n_wallets[1],
        n_wallets[2],
    );
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

fn pack(id: &str) -> Campaign {
    let place = if id.starts_with("km") { "kunming" } else { "yunnan" };
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../packs/{place}/{id}.toml"));
    let source = huisuan::read::Source::new(id, std::fs::read_to_string(path).unwrap());
    let root = source.root();
    let (raw, _) = huisuan::campaign::campaign(&root.table(), huisuan::Lang::Zh).unwrap();
    Campaign::from_raw(raw).unwrap()
}

fn read(campaign: &Campaign, json: &str) -> Result<Cart, String> {
    let raw: RawCart = engine::form::from_slice(json.as_bytes())?;
    Cart::from_raw(campaign, raw).map_err(|err| err.to_string())
}

#[track_caller]
fn refuses(json: &str, expect: &str) {
    assert_eq!(read(&pack("km-2025-msmsmw-2b"), json).unwrap_err(), expect);
}

#[test]
fn bad_carts_are_refused_with_what_was_expected() {
    refuses("{}", "the cart is empty, expected at least one purchase");
    let one = |line: &str, more: &str| {
        format!(r#"{{"purchases":[{{"lines":[{{"category":"dining",{line}}}],"days":["2025-08-08"]{more}}}]}}"#)
    };
    let amount = "purchase `1`: amount: expected an amount in whole fen, above 0 and at most 10000000 yuan";
    for bad in ["0", "-1", "0.001", "10000000.01"] {
        refuses(&one(&format!(r#""amount":"{bad}""#), ""), amount);
    }
    assert!(read(&pack("km-2025-msmsmw-2b"), &one(r#""amount":"1e400""#, "")).is_err());
    refuses(
        &one(r#""at_least":"5","at_most":"4""#, ""),
        "purchase `1`: at_most: expected an amount that is not below `at_least`",
    );
    refuses(
        &one(r#""amount":"5","shop_discount":"6""#, ""),
        "purchase `1`: shop_discount: expected an amount that is not above the price",
    );
    refuses(&one(r#""amount":"5""#, r#","time":"24:00""#), "purchase `1`: time: expected a time before 24:00");
    refuses(
        r#"{"purchases":[{"lines":[{"category":"food","amount":"5"}],"days":["2025-08-08"]}]}"#,
        "purchase `1`: category: expected a category of the list",
    );
    refuses(
        r#"{"purchases":[{"lines":[{"category":"dining","amount":"5"}],"days":["2026-02-30"]}]}"#,
        "purchase `1`: days: expected a day such as 2025-08-06",
    );
    refuses(
        r#"{"purchases":[{"lines":[{"category":"dining","amount":"5"}],"days":["2025-08-08"]}],"held":[{"benefit":"x"}]}"#,
        "held[0]: benefit: expected a voucher of this campaign",
    );
    refuses(r#"{"campaign":"other"}"#, "the cart is for `other`, expected this campaign");
    let many = RawCart { purchases: vec![Default::default(); 10_000], ..RawCart::default() };
    let err = Cart::from_raw(&pack("km-2025-msmsmw-2b"), many).unwrap_err();
    assert_eq!(err.to_string(), "the cart has 10000 purchases, expected at most 200");
}

#[test]
fn a_cart_goes_to_json_and_back() {
    for seed in 0..200 {
        let Some((_, campaign, raw)) = random(seed, 4) else { continue };
        let cart = Cart::from_raw(&campaign, raw).unwrap();
        let json = engine::form::to_string(&cart.to_raw(&campaign));
        assert_eq!(read(&campaign, &json).as_ref(), Ok(&cart), "seed {seed}: {json}");
    }
}

#[test]
fn the_json_names_of_a_plan_are_stable() {
    let campaign = pack("km-2025-msmsmw-2b");
    let json = r#"{"purchases":[{"lines":[{"category":"dining","amount":"288.00"}],"days":["2025-08-08"]}]}"#;
    let cart = read(&campaign, json).unwrap();
    let plan = plan(&campaign, &cart, &Config { readings: false, ..Config::default() });
    let mut found = serde_json::to_value(::planner::json::PlanJson::new(&campaign, &plan)).unwrap();
    let n_assumptions = found["assumptions"].as_array().unwrap().len();
    assert!(n_assumptions >= 3, "{n_assumptions}");
    found["assumptions"] = serde_json::Value::Null;
    let expect = serde_json::json!({
        "campaign": "km-2025-msmsmw-2b", "least": "30.00", "most": "30.00", "paid": "258.00",
        "bound": "30.00", "proven": true, "certainty": "if_claimed",
        "payments": [{
            "purchase": "1", "day": "2025-08-08", "platform": "unionpay",
            "total": "288.00", "paid": "258.00", "saved": "30.00",
            "applied": [{
                "benefit": "goods-200", "class": "goods-food", "off": "30.00",
                "threshold_basis": "after_shop_discount", "tested": "288.00",
                "claimed_on": "2025-08-08", "last_day": "2025-08-08",
            }],
            "not_used": [
                { "benefit": "lodging-600", "why": "category" },
                { "benefit": "lodging-300", "why": "category" },
                { "benefit": "goods-500", "why": "threshold", "missing": "212.00" },
                { "benefit": "goods-300", "why": "threshold", "missing": "12.00" },
            ],
        }],
        "assumptions": null,
        "top_ups": [{
            "purchase": "1", "category": "dining", "add": "12.00", "benefit": "goods-300",
            "saved": "50.00", "paid": "250.00", "cash_less": "8.00",
        }],
    });
    assert_eq!(found, expect);
}

/// Forty purchases over a whole round, amounts and days drawn from a seed.
fn large(campaign: &Campaign, seed: u64, n_purchases: u64, n_days: u64) -> Cart {
    let mut dice = Dice::new(seed);
    let (first, last) = campaign.days().unwrap();
    let span = u64::try_from((last - first).whole_days()).unwrap();
    let categories: Vec<&str> =
        campaign.classes().iter().flat_map(|it| it.include().iter().map(|it| it.name())).collect();
    let purchases = (0..n_purchases).map(|_| {
        let mut days: Vec<String> = (0..n_days)
            .map(|_| iso(first + time::Duration::days(i64::try_from(dice.roll(0, span)).unwrap())))
            .collect();
        days.sort();
        days.dedup();
        let category = categories[usize::try_from(dice.roll(0, 1_000)).unwrap() % categories.len()];
        let amount = dice.roll(2_000, 70_000);
        serde_json::json!({
            "lines": [{ "category": category, "amount": format!("{}.{:02}", amount / 100, amount % 100) }],
            "days": days,
        })
    });
    let purchases: Vec<serde_json::Value> = purchases.collect();
    read(campaign, &serde_json::json!({ "purchases": purchases }).to_string()).unwrap()
}

#[test]
fn large_carts_are_proven_or_say_their_gap() {
    let ids = [
        "km-2025-msmsmw-2b",
        "km-2025-shushi",
        "km-2023-01",
        "km-2022h2-1",
        "yn-2026-03-dianchao",
        "yn-2021-cy-1",
        "yn-2022-wenlv",
        "cx-2025-06",
    ];
    for id in ids {
        let campaign = pack(id);
        for (n_purchases, n_days) in [(8, 1), (40, 1), (40, 4)] {
            let (mut n_proven, mut most_nodes) = (0, 0);
            for seed in 0..5 {
                let cart = large(&campaign, seed, n_purchases, n_days);
                let found = plan(&campaign, &cart, &quick());
                most_nodes = most_nodes.max(found.nodes);
                n_proven += u32::from(found.proven);
                assert!(found.bound >= found.least);
                assert_eq!(found.proven, found.bound == found.least);
                assert_eq!(found, plan(&campaign, &cart, &quick()), "{id}: the same cart, the same plan");
            }
            println!("{id} {n_purchases}x{n_days}: {n_proven} of 5 proven, {most_nodes} nodes");
        }
    }
}

/// The hardest cart of the benchmark: whatever is going on when the check says stop, little is done after it, and what
/// was found by then is a plan with a true bound.
#[test]
fn a_search_that_is_stopped_ends_soon_and_moves_on_until_then() {
    let course = bench_planner::Course::new(&[], 1, 4, 98).unwrap();
    for n_calls in [1, 2, 10, 40, 200, 700] {
        let (mut calls, mut at, mut widest) = (0_u64, 0, 0);
        let plan = course.plan_while(&mut |progress| {
            widest = widest.max(progress.nodes - at);
            at = progress.nodes;
            calls += 1;
            calls < n_calls
        });
        println!("{n_calls} calls: stopped at {at}, ended at {}, at most {widest} between two", plan.nodes);
        assert_eq!(calls, n_calls, "asked again after it said stop");
        assert!(plan.nodes - at < 20_000, "{} more after {at}", plan.nodes - at);
        assert!(widest < 20_000, "{widest} between two questions");
        assert!(plan.bound >= plan.least && plan.proven == (plan.bound == plan.least));
        assert!(plan.bound.get() >= 396_481 && plan.least <= Fen::new(396_865).unwrap(), "{plan:?}");
    }
}

/// Shares of what is counted in fen weigh as much as amounts: once their sum did not fit.
#[test]
fn shares_of_large_amounts_are_added_up() {
    let plan = bench_planner::Course::new(&[], 2, 3, 4).unwrap().plan_while(&mut |_| true);
    assert!(plan.bound >= plan.least && plan.least >= Fen::new(263_505).unwrap(), "{} to {}", plan.least, plan.bound);
}
