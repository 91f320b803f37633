//! Voucher rounds, a household and what it buys in; the best use of vouchers and subsidies out, with its proof.
//!
//! # Scope of this crate
//! Which voucher on which payment, by whom, on which day and with which app, so that the household keeps most; how
//! good any plan could be; why a larger voucher is not used; what a small addition (凑单) would change; what a
//! return gives back; what the till would do by itself.
//! **Deliberately absent: splitting one purchase, buying for others, any advice that bends the terms; a
//! clock, input and output, words for people.**
//!
//! # Reading order
//! [`cart`] and [`household`] (what is bought, by whom) → [`plan`](mod@plan) (what comes out) → `bill` (what
//! vouchers take off one bill) → `fit` (when a voucher is good) → `model` and `ways` (the search problem) →
//! [`search`] → `solve`, `wallets`, `why`, `top_up` → [`advice`] → [`json`] → [`answer`](mod@answer).
//!
//! # Why a range holds
//! Whatever a voucher takes off, and whatever it leaves to pay, never falls when an amount grows (see
//! `engine::campaign::Shape`). A plan for the least amounts therefore saves no less at any others, and none
//! saves more than the best plan for the most.
#![deny(clippy::float_arithmetic)]

pub mod advice;
pub mod answer;
pub mod cart;
pub mod example;
pub mod household;
pub mod json;
pub mod milp;
pub mod plan;
pub mod raw;

pub mod search;
pub mod wrong;

mod assume;
mod bill;
mod fit;
mod model;
mod proof;
mod read;
mod solve;
mod subsidy;
mod top_up;
mod wallets;
mod ways;
mod why;

pub use cart::{Amount, Cart, CartError, Held, Line, Purchase, Subsidy};
pub use household::{Claims, Household, Member, QuotaUsed};
pub use plan::{Applied, NotUsed, OwnAssumption, Payment, Plan, Proof, Subsidised, TopUp, UsedAssumption, Why};
pub use search::{Check, Progress};
pub use wrong::Wrong;

use bill::{Bill, End, Rules};
use engine::campaign::{Benefit, Campaign, Fen, Shape};
use engine::pack::Certainty;
use fit::{Misfit, Wanted, claim_days, held_source, platforms};
use solve::{Solved, rules, solve, total};

/// How much work a plan may be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Config {
    /// How many states the search may look at; beyond it the plan comes with a gap.
    pub budget: u64,
    /// Whether each assumption is also tried under its other reading.
    pub readings: bool,
    /// Whether additions are looked for.
    pub top_ups: bool,
    /// Whether it is said why larger vouchers are not used.
    pub reasons: bool,
}

impl Default for Config {
    fn default() -> Config {
        Config { budget: 200_000, readings: true, top_ups: true, reasons: true }
    }
}

impl Config {
    /// The plan and its proof alone: what an answer within one frame needs.
    #[must_use]
    pub fn quick() -> Config {
        Config { readings: false, top_ups: false, reasons: false, ..Config::default() }
    }
}

/// The best plan for a cart and the vouchers of one round.
#[must_use]
pub fn plan(campaign: &Campaign, cart: &Cart, config: &Config) -> Plan {
    let home = Household::of_cart(cart);
    plan_household(std::slice::from_ref(campaign), &home, config, &mut |_| true)
}

/// The best plan for a household and the vouchers of several rounds.
///
/// `check` is asked every few thousand states; once it answers `false`, the best plan so far is returned, with its
/// gap. The same rounds, household and budget give the same plan, on every machine.
#[must_use]
pub fn plan_household(rounds: &[Campaign], home: &Household, config: &Config, check: Check) -> Plan {
    let computed = rules(rounds, End::Least);
    let mut solved = solve(&computed, home, config.budget, check);
    let least = solved.saved();
    let mut payments = solved.payments();
    if config.reasons {
        for (place, (payment, purchase)) in payments.iter_mut().zip(home.purchases()).enumerate() {
            payment.not_used = solved.reasons(place);
            why::drop_open_thresholds(purchase, &mut payment.not_used);
        }
    }
    let paid = (!home.is_open()).then(|| total(home, End::Least).less(least));
    let (most, at_most) = upper_end(rounds, home, &solved, config, check);
    let (top_ups, traps) = match paid {
        Some(paid) if config.top_ups => top_up::top_ups(rounds, home, paid, config, check),
        _ => (Vec::new(), Vec::new()),
    };
    Plan {
        least,
        most,
        paid,
        bound: solved.bound(),
        proven: solved.bound() == least,
        nodes: solved.found.nodes,
        certainty: certainty(rounds, &payments),
        assumptions: assume::assumptions(rounds, home, &solved, config, check),
        own: assume::own(rounds, home, &payments),
        proof: proof::of(&solved),
        payments,
        at_most,
        top_ups,
        traps,
    }
}

/// The least certain of all vouchers used; what is held already is certain.
fn certainty(rounds: &[Campaign], payments: &[Payment]) -> Certainty {
    let yet_to_claim = payments.iter().flat_map(|it| it.applied.iter()).filter(|it| it.held.is_none());
    let rounds = yet_to_claim.filter_map(|it| rounds.get(it.round)).map(Campaign::certainty);
    let subsidised = payments.iter().any(|it| !it.subsidised.is_empty());
    let rank = |it: &Certainty| match it {
        Certainty::Entitled => 0,
        Certainty::IfClaimed => 1,
        Certainty::FundsMayEnd => 2,
        Certainty::IfDrawn => 3,
    };
    let all = rounds.chain(subsidised.then_some(Certainty::IfClaimed));
    all.max_by_key(rank).unwrap_or(Certainty::Entitled)
}

/// The most that can be saved, with its payments when something is open.
fn upper_end(
    rounds: &[Campaign],
    home: &Household,
    least: &Solved,
    config: &Config,
    check: Check,
) -> (Option<Fen>, Option<Vec<Payment>>) {
    let vague = rounds.iter().flat_map(|it| it.benefits()).any(|it| matches!(it.shape(), Shape::Open { .. }));
    if !home.is_open() && !vague {
        return (Some(least.bound()), None);
    }
    let computed = rules(rounds, End::Most(ample(rounds)));
    if has_no_most(&computed, home) {
        return (None, None);
    }
    let solved = solve(&computed, home, config.budget, check);
    let differs = solved.saved() != least.saved();
    (Some(solved.bound()), differs.then(|| solved.payments()))
}

/// An amount at which every voucher that has a most takes it off, even after others.
fn ample(rounds: &[Campaign]) -> Fen {
    let shapes = || rounds.iter().flat_map(|it| it.benefits()).map(Benefit::shape);
    let reach = shapes().filter_map(Shape::ample).max().unwrap_or(Fen::ZERO);
    let used = shapes().filter_map(Shape::most).max().unwrap_or(Fen::ZERO);
    let before = (0..3).fold(Fen::ZERO, |sum, _| sum.plus(used));
    reach.plus(before).min(Fen::MOST)
}

/// Whether some voucher that is good here has no known most.
fn has_no_most(rounds: &[Rules], home: &Household) -> bool {
    home.purchases().iter().any(|purchase| {
        let end = rounds.first().map_or(End::Least, |it| it.end);
        let bill = Bill::new(purchase, end);
        rounds.iter().enumerate().any(|(round, rules)| {
            rules.campaign.benefits().iter().enumerate().any(|(place, benefit)| {
                let Some(class) = rules.campaign.classes().get(benefit.class()) else { return false };
                let at_hand = |day: time::Date| {
                    home.payers(purchase).any(|(_, member)| {
                        let wanted = Wanted { campaign: rules.campaign, round, benefit: place, member };
                        let mine = |it: &&Held| it.round == round && it.benefit == place;
                        let mut held = member.held.iter().filter(mine);
                        !claim_days(wanted, home, purchase, day).is_empty()
                            || held.any(|it| {
                                platforms(class, purchase).any(|app| held_source(class, it, 0, day, app).is_some())
                            })
                    })
                };
                let open = purchase.lines.iter().any(|it| it.price.most().is_none() && class.covers(it.category));
                purchase.days.iter().any(|day| match rules.fits(benefit, purchase, &bill, *day) {
                    Err(Misfit::Figures) => at_hand(*day),
                    Ok(()) => open && rules.shape(benefit).most().is_none() && at_hand(*day),
                    Err(_) => false,
                })
            })
        })
    })
}
