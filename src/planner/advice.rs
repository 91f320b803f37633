//! What follows from a plan: what the till would do by itself, which day is best, whether a shop discount is
//! better declined, when vouchers end. What a return gives back is in [`refund`].

pub mod refund;

use crate::Config;
use crate::bill::End;
use crate::household::Household;
use crate::model::{Way, missing, take};
use crate::plan::{Applied, Payment, Plan};
use crate::search::Check;
use crate::solve::{rules, solve, total};
use crate::ways::{Builder, Paying};
use engine::campaign::{Campaign, Fen, Platform};
use std::cmp::Reverse;
use time::Date;

/// What happens when nobody plans: every purchase on its first day, in the order of the days, by the first member who
/// may pay, with the largest voucher first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TillDefault {
    /// What is saved then.
    pub saved: Fen,
    /// How much more the plan saves.
    pub beaten_by: Fen,
    /// Per purchase, what is taken off.
    pub per_purchase: Vec<Fen>,
}

/// Computes the default of the till and how much a plan beats it.
#[must_use]
pub fn till_default(rounds: &[Campaign], home: &Household, plan: &Plan) -> TillDefault {
    let computed = rules(rounds, End::Least);
    let mut builder = Builder::new(&computed, home);
    let mut all: Vec<Vec<Way>> = Vec::new();
    for (place, purchase) in home.purchases().iter().enumerate() {
        all.push(builder.stage(Paying { place, purchase }).ways);
    }
    let mut left: Vec<u32> = builder.slots().iter().map(|it| it.left).collect();
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|it| (home.purchases().get(*it).and_then(|it| it.days.iter().min().copied()), *it));
    let mut per_purchase = vec![Fen::ZERO; all.len()];
    for place in order {
        let first = home.purchases().get(place).and_then(|it| it.days.iter().min().copied());
        let Some(ways) = all.get_mut(place) else { continue };
        // Nobody declines a discount at the till.
        ways.retain(|it| Some(it.till.day) == first && it.variant.declined.is_empty() && it.saved > 0);
        ways.sort_by_cached_key(|it| (it.till.member, Reverse(faces(rounds, it)), it.till.platform));
        for way in ways.iter() {
            let mut after = left.clone();
            if take(&mut after, &way.draw).is_none() {
                if let Some(it) = per_purchase.get_mut(place) {
                    *it = Fen::new(way.saved.saturating_sub(missing(&left, &way.draw))).unwrap_or(Fen::ZERO);
                }
                left = after;
                break;
            }
        }
    }
    let saved = per_purchase.iter().fold(Fen::ZERO, |sum, it| sum.plus(*it));
    TillDefault { saved, beaten_by: plan.least.less(saved), per_purchase }
}

/// The printed faces of the vouchers of a way, the largest first; a share without a cap counts as what it saves.
fn faces(rounds: &[Campaign], way: &Way) -> Vec<i64> {
    let face = |it: &crate::model::Use| {
        let benefit = rounds.get(it.round).and_then(|round| round.benefits().get(it.benefit));
        benefit.and_then(|it| it.shape().most()).unwrap_or(it.applied.off.fen).get()
    };
    let mut faces: Vec<i64> = way.uses.iter().map(face).collect();
    faces.sort_unstable_by(|one, other| other.cmp(one));
    faces
}

/// What all purchases together cost when one of them is made on this day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OnDay {
    /// The day.
    pub day: Date,
    /// What is saved in all.
    pub saved: Fen,
    /// What no plan with this day can exceed.
    pub bound: Fen,
}

/// Compares the days of one purchase, the best first and among equals the earliest.
#[must_use]
pub fn best_days(rounds: &[Campaign], home: &Household, purchase: usize, config: &Config, check: Check) -> Vec<OnDay> {
    let computed = rules(rounds, End::Least);
    let days = home.purchases().get(purchase).map(|it| it.days.clone()).unwrap_or_default();
    let mut found = Vec::new();
    for (at, day) in days.into_iter().enumerate() {
        let mut fixed = home.clone();
        if let Some(it) = fixed.purchases.get_mut(purchase) {
            it.days = vec![day];
            for subsidy in it.lines.iter_mut().flat_map(|it| it.subsidies.iter_mut()) {
                subsidy.pays = subsidy.pays.get(at).copied().into_iter().collect();
            }
        }
        let solved = solve(&computed, &fixed, config.budget, check);
        found.push(OnDay { day, saved: solved.saved(), bound: solved.bound() });
    }
    found.sort_by_key(|it| (Reverse(it.saved), it.day));
    found
}

/// The declinable discounts of one purchase: kept, declined, and as the plan has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Declinable {
    /// The purchase, by place.
    pub purchase: usize,
    /// Paid in all when they are kept.
    pub paid_kept: Fen,
    /// Paid in all when they are declined.
    pub paid_declined: Fen,
    /// The lines whose discount the plan declines.
    pub declined: Vec<usize>,
}

/// Compares keeping and declining for every purchase that has a choice. Nothing where an amount is open.
#[must_use]
pub fn declinable(
    rounds: &[Campaign],
    home: &Household,
    plan: &Plan,
    config: &Config,
    check: Check,
) -> Vec<Declinable> {
    let computed = rules(rounds, End::Least);
    let mut found = Vec::new();
    if home.is_open() {
        return found;
    }
    for (place, purchase) in home.purchases().iter().enumerate() {
        let choice = |it: &crate::cart::Line| it.declinable && it.shop_discount > Fen::ZERO;
        if !purchase.lines.iter().any(choice) {
            continue;
        }
        let mut paid = |declined: bool| {
            let mut other = home.clone();
            let lines = other.purchases.get_mut(place).map(|it| it.lines.iter_mut());
            for line in lines.into_iter().flatten().filter(|it| choice(it)) {
                if declined {
                    line.shop_discount = Fen::ZERO;
                    // Without the discount the subsidy is the one for the full price.
                    for pays in line.subsidies.iter_mut().flat_map(|it| it.pays.iter_mut()) {
                        let [_, without] = *pays;
                        *pays = [without, without];
                    }
                }
                line.declinable = false;
            }
            let solved = solve(&computed, &other, config.budget, check);
            total(&other, End::Least).less(solved.saved())
        };
        let declined = plan.payments.get(place).map(|it| it.declined.clone()).unwrap_or_default();
        found.push(Declinable { purchase: place, paid_kept: paid(false), paid_declined: paid(true), declined });
    }
    found
}

/// A voucher and its last day: held, or to be claimed for the plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ending {
    /// The last day on which it can be used.
    pub last_day: Date,
    /// Whose it is.
    pub member: usize,
    /// Its round.
    pub round: usize,
    /// Its denomination.
    pub benefit: usize,
    /// Its place among what the member holds; `None`: it is to be claimed.
    pub held: Option<usize>,
    /// The day of the claim, when it is known or planned.
    pub claimed_on: Option<Date>,
    /// The app, when it is known.
    pub platform: Option<Platform>,
    /// How many of them the plan uses.
    pub used: u32,
    /// How many are left and will lapse.
    pub lapse: u32,
    /// Of a wallet that payments share: what the plan leaves in it.
    pub balance_left: Option<Fen>,
}

/// Every voucher held or to be claimed, the first to end first.
#[must_use]
pub fn calendar(rounds: &[Campaign], home: &Household, plan: &Plan) -> Vec<Ending> {
    let mut endings: Vec<Ending> = Vec::new();
    for (member, person) in home.members().iter().enumerate() {
        for (at, it) in person.held.iter().enumerate() {
            let Some(round) = rounds.get(it.round) else { continue };
            let class = round.benefits().get(it.benefit).and_then(|it| round.classes().get(it.class()));
            let Some(class) = class else { continue };
            let end = class.window().to();
            let by_terms = it.claimed_on.map_or(end, |day| class.validity().last_day(day, end));
            let mine = |payment: &&Payment| payment.payer == Some(member);
            let uses = plan.payments.iter().filter(mine).flat_map(|it| it.applied.iter());
            let mine: Vec<&Applied> = uses.filter(|it| it.held == Some(at)).collect();
            let used = u32::try_from(mine.len()).unwrap_or(u32::MAX);
            let whole = round.benefits().get(it.benefit).and_then(|it| it.shape().shared_balance());
            let left = mine.iter().filter_map(|it| it.balance_left).min();
            endings.push(Ending {
                last_day: it.last_day.map_or(by_terms, |day| day.min(end)),
                member,
                round: it.round,
                benefit: it.benefit,
                held: Some(at),
                claimed_on: it.claimed_on,
                platform: it.platform,
                used,
                lapse: it.count.saturating_sub(used),
                balance_left: left.or(whole.map(|whole| it.balance.unwrap_or(whole))),
            });
        }
    }
    for payment in &plan.payments {
        let Some(member) = payment.payer else { continue };
        for it in payment.applied.iter().filter(|it| it.held.is_none() && it.claimed_on.is_some()) {
            // One wallet serves several payments.
            let same = |known: &&mut Ending| {
                let claim = (known.held, known.member, known.round, known.benefit, known.claimed_on, known.platform);
                claim == (None, member, it.round, it.benefit, it.claimed_on, payment.platform)
            };
            if let Some(left) = it.balance_left
                && let Some(known) = endings.iter_mut().find(same)
            {
                known.used = known.used.saturating_add(1);
                known.balance_left = known.balance_left.map(|it| it.min(left));
                continue;
            }
            endings.push(Ending {
                last_day: it.last_day,
                member,
                round: it.round,
                benefit: it.benefit,
                held: None,
                claimed_on: it.claimed_on,
                platform: payment.platform,
                used: 1,
                lapse: 0,
                balance_left: it.balance_left,
            });
        }
    }
    endings.sort_by_key(|it| (it.last_day, it.member, it.round, it.benefit));
    endings
}

/// What each line costs after a payment's vouchers: their savings are laid on the lines that they see in proportion
/// to what is to pay, by the largest remainders, so that the lines add up to what is paid.
#[must_use]
pub fn line_costs(rounds: &[Campaign], home: &Household, plan: &Plan, purchase: usize) -> Vec<Fen> {
    costs(rounds, home, plan, purchase, true)
}

/// The same; without `wallets`, what is paid with them counts as paid.
fn costs(rounds: &[Campaign], home: &Household, plan: &Plan, purchase: usize, wallets: bool) -> Vec<Fen> {
    let (Some(bought), Some(payment)) = (home.purchases().get(purchase), plan.payments.get(purchase)) else {
        return Vec::new();
    };
    let mut costs: Vec<i64> = Vec::new();
    for (place, line) in bought.lines.iter().enumerate() {
        let discount = if payment.declined.contains(&place) { Fen::ZERO } else { line.shop_discount };
        let subsidy = payment.subsidised.iter().find(|it| it.line == place).map_or(Fen::ZERO, |it| it.pays);
        costs.push(line.price.least().less(discount).less(subsidy).get());
    }
    for it in payment.applied.iter().filter(|it| wallets || !is_wallet(rounds, it)) {
        lay(rounds, it, bought, payment, &mut costs);
    }
    costs.into_iter().map(|it| Fen::new(it).unwrap_or(Fen::ZERO)).collect()
}

/// Whether what is used is a wallet.
fn is_wallet(rounds: &[Campaign], it: &Applied) -> bool {
    let benefit = rounds.get(it.round).and_then(|round| round.benefits().get(it.benefit));
    benefit.is_some_and(|it| it.shape().is_wallet())
}

fn lay(rounds: &[Campaign], it: &Applied, bought: &crate::cart::Purchase, payment: &Payment, costs: &mut [i64]) {
    let round = rounds.get(it.round);
    let class = round.and_then(|round| round.classes().get(round.benefits().get(it.benefit)?.class()));
    let Some(class) = class else { return };
    let apart = |place: usize| {
        let taken = payment.subsidised.iter().find(|it| it.line == place);
        let line = bought.lines.get(place);
        let subsidy = taken.and_then(|taken| line?.subsidies.iter().find(|it| it.scheme == taken.scheme));
        subsidy.is_some_and(|it| !it.with_vouchers)
    };
    let covered: Vec<usize> = bought
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| class.covers(line.category))
        .map(|(place, _)| place)
        .filter(|it| !apart(*it))
        .collect();
    let base: i64 = covered.iter().filter_map(|it| costs.get(*it)).sum();
    if base <= 0 {
        return;
    }
    let off = i128::from(it.off.get());
    let mut rest = it.off.get();
    let mut remainders: Vec<(i128, usize)> = Vec::new();
    for place in covered {
        let Some(cost) = costs.get_mut(place) else { continue };
        let exact = off * i128::from(*cost);
        let share = i64::try_from(exact.div_euclid(i128::from(base))).unwrap_or(0);
        remainders.push((exact.rem_euclid(i128::from(base)), place));
        *cost = cost.saturating_sub(share);
        rest = rest.saturating_sub(share);
    }
    remainders.sort_by_key(|(remainder, place)| (Reverse(*remainder), *place));
    for (_, place) in remainders.into_iter().cycle().take(usize::try_from(rest).unwrap_or(0)) {
        if let Some(cost) = costs.get_mut(place).filter(|it| **it > 0) {
            *cost = cost.saturating_sub(1);
        }
    }
}
