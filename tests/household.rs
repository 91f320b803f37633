//! Households against brute force, and every certificate against a checker that shares no code with the planner.

#[path = "household/mod.rs"]
mod household;
#[allow(dead_code, reason = "shared with the tests of single carts")]
#[path = "planner/mod.rs"]
mod planner;

use ::planner::plan::Scarce;
use ::planner::raw::Read;
use ::planner::{Applied, Config, Plan, plan_household};
use engine::Packs;
use engine::campaign::{Campaign, Fen};
use household::case::{Case, case};
use household::options::{Choice, Worlds, best, greedy, work};
use planner::case::Dice;

/// How many random cases are tried; more with `PLANNER_CASES=100000`.
fn n_cases(otherwise: u64) -> u64 {
    std::env::var("PLANNER_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(otherwise)
}

/// Cases with more combinations are left to the checker alone.
const MOST_WORK: u64 = 50_000;

fn plan_of(case: &Case, seed: u64) -> Plan {
    let rounds: Vec<Campaign> = case
        .rounds
        .iter()
        .map(|it| Campaign::from_raw(it.clone()).unwrap_or_else(|err| panic!("seed {seed}: {err}")))
        .collect();
    let read = Read::new(&Packs::default(), &rounds, &case.json()).unwrap_or_else(|err| panic!("seed {seed}: {err:?}"));
    plan_household(&read.rounds, &read.household, &Config::quick(), &mut |_| true)
}

/// Counts a plan that uses a wallet, one that uses it up, and one in which several payments share it.
fn add_wallets(plan: &Plan, n: &mut [u64; 3]) {
    let uses = plan.payments.iter().flat_map(|it| it.applied.iter().map(|one| (it.payer, one)));
    let uses: Vec<_> = uses.filter(|it| it.1.balance_left.is_some()).collect();
    let of = |at: &(Option<usize>, &Applied)| (at.0, at.1.round, at.1.benefit, at.1.held, at.1.claimed_on);
    n[0] += u64::from(!uses.is_empty());
    n[1] += u64::from(uses.iter().any(|it| it.1.balance_left == Some(Fen::ZERO)));
    n[2] += u64::from(uses.iter().enumerate().any(|(at, it)| uses[..at].iter().any(|other| of(it) == of(other))));
}

/// The same household without limits per week or month; `None`: there are none.
fn without_weeks(case: &Case) -> Option<Case> {
    let mut free = case.clone();
    let long = |it: &engine::campaign::raw::RawLimit| {
        it.id.starts_with('l') && it.per.iter().any(|it| it == "week" || it == "month")
    };
    let n_limits = |case: &Case| case.rounds.iter().map(|it| it.limits.len()).sum::<usize>();
    free.rounds.iter_mut().for_each(|it| it.limits.retain(|it| !long(it)));
    (n_limits(&free) < n_limits(case)).then_some(free)
}

#[test]
fn equal_to_brute_force_and_every_certificate_verifies() {
    let total = n_cases(40);
    let (mut n_saving, mut n_brute, mut n_by_prices, mut n_proven, mut n_stacked, mut n_subsidised) =
        (0, 0, 0, 0, 0, 0);
    let (mut n_skipped, mut n_weekly, mut n_wallets) = (0, 0, [0; 3]);
    for seed in 0..total {
        let mut dice = Dice::new(seed.wrapping_add(7 << 40));
        let case = case(&mut dice, 3, 4);
        let worlds = Worlds::new(&case);
        let options: Vec<Vec<Choice>> = (0..case.purchases.len()).map(|it| worlds.options(it)).collect();
        if options.iter().any(|it| it.len() > household::options::MOST) {
            n_skipped += 1;
            continue;
        }
        let plan = plan_of(&case, seed);
        let verdict =
            household::check::check(&worlds, &options, &plan).unwrap_or_else(|err| panic!("seed {seed}: {err}"));
        assert!(plan.least.get() >= greedy(&worlds, &options), "seed {seed}: worse than greedy");
        n_saving += u64::from(plan.least.get() > 0);
        assert_eq!(verdict.paid.len(), plan.payments.len(), "seed {seed}");
        n_by_prices += u64::from(verdict.bound == plan.least.get());
        n_proven += u64::from(plan.proven);
        n_stacked += u64::from(
            plan.payments
                .iter()
                .any(|it| it.applied.iter().any(|one| it.applied.iter().any(|other| one.round != other.round))),
        );
        n_subsidised += u64::from(plan.payments.iter().any(|it| !it.subsidised.is_empty()));
        add_wallets(&plan, &mut n_wallets);
        n_weekly += u64::from(without_weeks(&case).is_some_and(|free| plan_of(&free, seed).least > plan.least));
        if work(&options) <= MOST_WORK {
            n_brute += 1;
            let (saved, n_used) = best(&worlds, &options);
            assert_eq!(plan.least.get(), saved, "seed {seed}: {}", case.json());
            assert!(plan.proven, "seed {seed}: not proven, {} against {}", plan.least, plan.bound);
            let n_applied: usize = plan.payments.iter().map(|it| it.applied.len()).sum();
            assert_eq!(n_applied, n_used, "seed {seed}: the fewest vouchers");
        }
    }
    assert!(n_saving * 2 > total, "only {n_saving} cases save anything");
    println!(
        "{total} households: {n_brute} equal to brute force (the rest too large for it), {n_saving} save something, \
         {n_stacked} with vouchers of two rounds in one payment, {n_subsidised} with subsidies, {n_weekly} where a \
         limit per week or month costs something, {} use a wallet, {} use it up, in {} several payments share it; {n_proven} proven, \
         {n_by_prices} of them by prices alone; 0 certificates refused, {n_skipped} with too many options passed over",
        n_wallets[0], n_wallets[1], n_wallets[2],
    );
}

/// Too large for brute force: the plan is carried out again, and its prices are counted again.
#[test]
fn every_certificate_of_a_larger_household_verifies() {
    let total = n_cases(40);
    let (mut n_proven, mut n_by_prices, mut n_packed, mut n_skipped, mut n_wallets) = (0, 0, 0, 0, [0; 3]);
    for seed in 0..total {
        let mut dice = Dice::new(seed.wrapping_add(9 << 40));
        let case = case(&mut dice, 4, 12);
        let worlds = Worlds::new(&case);
        let options: Vec<Vec<Choice>> = (0..case.purchases.len()).map(|it| worlds.options(it)).collect();
        if options.iter().any(|it| it.len() > household::options::MOST) {
            n_skipped += 1;
            continue;
        }
        let plan = plan_of(&case, seed);
        let verdict =
            household::check::check(&worlds, &options, &plan).unwrap_or_else(|err| panic!("seed {seed}: {err}"));
        assert!(plan.least.get() >= greedy(&worlds, &options), "seed {seed}: worse than greedy");
        n_proven += u64::from(plan.proven);
        n_by_prices += u64::from(verdict.bound == plan.least.get());
        add_wallets(&plan, &mut n_wallets);
        n_packed += u64::from(plan.proof.prices.iter().any(|it| matches!(it.of, Scarce::Packed { .. })));
    }
    assert!(n_by_prices * 2 > total, "only {n_by_prices} of {total} by prices alone");
    println!(
        "{total} larger households: {n_proven} proven, {n_by_prices} of them by prices alone, {n_packed} with weights \
         under a limit; {} use a wallet, {} use it up, in {} several payments share it; 0 certificates refused, \
         {n_skipped} with too many options passed over",
        n_wallets[0], n_wallets[1], n_wallets[2],
    );
}
