//! A voucher campaign and a cart in; the best use of the vouchers out, with its proof.
//!
//! # Scope of this crate
//! Which voucher on which payment, on which day and with which app, so that the most is saved; how good any
//! plan could be; why a larger voucher is not used; what a small addition (凑单) would change.
//! **Deliberately absent: splitting one purchase, buying for others, any advice that bends the terms; a
//! clock, input and output, words for people.**
//!
//! # Reading order
//! [`cart`] (what is bought) → [`plan`](mod@plan) (what comes out) → `bill` (what vouchers take off one bill) →
//! `fit` (when a voucher is good) → `model` and `ways` (the search problem) → `search` and `bound` →
//! `solve`, `why`, `top_up` → [`json`].
//!
//! # Why a range holds
//! Whatever a voucher takes off, and whatever it leaves to pay, never falls when an amount grows (see
//! `engine::campaign::Shape`). A plan for the least amounts therefore saves no less at any others, and none
//! saves more than the best plan for the most.
#![deny(clippy::float_arithmetic)]

pub mod cart;
pub mod example;
pub mod json;
pub mod plan;

mod bill;
mod bound;
mod fit;
mod model;
mod search;
mod solve;
mod top_up;
mod ways;
mod why;

pub use cart::{Amount, Cart, CartError, Held, Line, Purchase};
pub use plan::{Applied, NotUsed, Payment, Plan, TopUp, UsedAssumption, Why};

use bill::{End, Rules};
use engine::campaign::{About, Assumption, Campaign, Fen, Shape};
use engine::pack::Certainty;
use fit::{Misfit, Till, claim_days, held_source, platforms};
use solve::{Solved, bills, solve};

/// How much work a plan may be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Config {
    /// How many states the search may look at; beyond it the plan comes with a gap.
    pub budget: u64,
    /// Whether each assumption is also tried under its other reading.
    pub readings: bool,
    /// Whether additions are looked for.
    pub top_ups: bool,
}

impl Default for Config {
    fn default() -> Config {
        Config { budget: 200_000, readings: true, top_ups: true }
    }
}

/// The best plan for a cart.
#[must_use]
pub fn plan(campaign: &Campaign, cart: &Cart, config: &Config) -> Plan {
    let rules = Rules { campaign, end: End::Least };
    let least_bills = bills(cart, End::Least);
    let mut solved = solve(&rules, cart, &least_bills, config.budget);
    let least = solved.saved();
    let mut payments = solved.payments();
    for (place, (payment, purchase)) in payments.iter_mut().zip(cart.purchases()).enumerate() {
        payment.not_used = solved.reasons(place);
        why::drop_open_thresholds(purchase, &mut payment.not_used);
    }
    let total = least_bills.iter().fold(Fen::ZERO, |sum, it| sum.plus(it.total()));
    let paid = (!cart.is_open()).then(|| total.less(least));
    let (most, at_most) = upper_end(campaign, cart, &solved, config);
    let assumptions = assumptions(campaign, cart, &solved, config);
    let held_only = payments.iter().flat_map(|it| it.applied.iter()).all(|it| it.held.is_some());
    Plan {
        least,
        most,
        paid,
        bound: solved.bound(),
        proven: solved.bound() == least,
        nodes: solved.found.nodes,
        payments,
        at_most,
        assumptions,
        certainty: if held_only { Certainty::Entitled } else { campaign.certainty() },
        top_ups: match paid {
            Some(paid) if config.top_ups => top_up::top_ups(campaign, cart, paid, config),
            _ => Vec::new(),
        },
    }
}

/// The most that can be saved, with its payments when something is open.
fn upper_end(campaign: &Campaign, cart: &Cart, least: &Solved, config: &Config) -> (Option<Fen>, Option<Vec<Payment>>) {
    let vague = campaign.benefits().iter().any(|it| matches!(it.shape(), Shape::Open { .. }));
    if !cart.is_open() && !vague {
        return (Some(least.bound()), None);
    }
    let end = End::Most(ample(campaign));
    let rules = Rules { campaign, end };
    let bills = bills(cart, end);
    if has_no_most(&rules, cart, &bills) {
        return (None, None);
    }
    let solved = solve(&rules, cart, &bills, config.budget);
    let differs = solved.saved() != least.saved();
    (Some(solved.bound()), differs.then(|| solved.payments()))
}

/// An amount at which every voucher that has a most takes it off, even after others.
fn ample(campaign: &Campaign) -> Fen {
    let shapes = || campaign.benefits().iter().map(engine::campaign::Benefit::shape);
    let reach = shapes().filter_map(Shape::ample).max().unwrap_or(Fen::ZERO);
    let used = shapes().filter_map(Shape::most).max().unwrap_or(Fen::ZERO);
    let before = (1..*campaign.stacking().per_transaction().value()).fold(Fen::ZERO, |sum, _| sum.plus(used));
    reach.plus(before).min(Fen::MOST)
}

/// Whether some voucher that is good here has no known most.
fn has_no_most(rules: &Rules, cart: &Cart, bills: &[bill::Bill]) -> bool {
    let campaign = rules.campaign;
    cart.purchases().iter().zip(bills).any(|(purchase, bill)| {
        campaign.benefits().iter().enumerate().any(|(place, benefit)| {
            let Some(class) = campaign.classes().get(benefit.class()) else { return false };
            let at_hand = |day: time::Date| {
                let held = cart.held().iter().enumerate().filter(|(_, it)| it.benefit == place);
                let mut tills = platforms(class, purchase).map(|platform| Till { day, platform });
                !claim_days(campaign, cart, place, purchase, day).is_empty()
                    || tills.any(|till| held.clone().any(|(at, it)| held_source(class, it, at, till).is_some()))
            };
            let open = purchase.lines.iter().any(|it| it.price.most().is_none() && class.covers(it.category));
            purchase.days.iter().any(|day| match rules.fits(benefit, purchase, bill, *day) {
                Err(Misfit::Figures) => at_hand(*day),
                Ok(()) => open && rules.shape(benefit).most().is_none() && at_hand(*day),
                Err(_) => false,
            })
        })
    })
}

fn assumptions(campaign: &Campaign, cart: &Cart, solved: &Solved, config: &Config) -> Vec<UsedAssumption> {
    let mut used = Vec::new();
    for (place, it) in campaign.assumptions().iter().enumerate() {
        let otherwise = match campaign.read_otherwise(place) {
            Some(other) if config.readings => {
                let rules = Rules { campaign: &other, end: End::Least };
                let bills = bills(cart, End::Least);
                Some(solve(&rules, cart, &bills, config.budget).saved())
            }
            _ => None,
        };
        let decides = otherwise.is_some_and(|it| it != solved.saved());
        if decides || touched(campaign, cart, it, solved) {
            used.push(UsedAssumption { assumption: place, otherwise });
        }
    }
    used
}

/// Whether an assumption has to do with the vouchers used, even if the other reading comes to the same.
fn touched(campaign: &Campaign, cart: &Cart, it: &Assumption, solved: &Solved) -> bool {
    let n_purchases = cart.purchases().len();
    let ways = || (0..n_purchases).filter_map(|place| solved.way(place));
    let uses = || ways().flat_map(|it| it.uses.iter());
    let class = |it: &model::Use| campaign.benefits().get(it.benefit).map(engine::campaign::Benefit::class);
    let of_class = |all: &[usize]| uses().any(|it| class(it).is_some_and(|it| all.is_empty() || all.contains(&it)));
    match it.about() {
        About::LastDay(classes) | About::ClaimDay(classes) | About::Note(classes) => of_class(classes),
        About::Scope(class) => of_class(&[*class]),
        About::Limit(limit) => campaign.limits().get(*limit).is_some_and(|it| of_class(it.classes())),
        About::PerTransaction | About::ClaimWindow | About::ThresholdBasis => uses().next().is_some(),
        About::ShopDiscount => {
            let discounted = |it: &Purchase| it.lines.iter().any(|it| it.shop_discount > Fen::ZERO);
            uses().next().is_some() && cart.purchases().iter().any(discounted)
        }
        About::NextThreshold => ways().any(|it| it.uses.len() > 1),
        About::Rounding => uses().any(|it| it.applied.off.rounded),
        About::Refund => false,
        About::Figures(benefit) => campaign.benefits().get(*benefit).is_some_and(|it| {
            let covers = |line: &Line| campaign.classes().get(it.class()).is_some_and(|it| it.covers(line.category));
            cart.purchases().iter().any(|it| it.lines.iter().any(covers))
        }),
    }
}
