//! What was taken as given: the assumptions of the rounds that have to do with a plan, and the planner's own.

use crate::Config;
use crate::bill::End;
use crate::cart::{Line, Purchase};
use crate::household::Household;
use crate::model::Use;
use crate::plan::{OwnAssumption, Payment, UsedAssumption};
use crate::search::Check;
use crate::solve::{Solved, rules, solve};
use engine::campaign::{About, Assumption, Benefit, Campaign, Class, Fen, Together};
use std::collections::BTreeSet;

/// The assumptions of the rounds that decide the result or have to do with the vouchers used.
pub(crate) fn assumptions(
    rounds: &[Campaign],
    home: &Household,
    solved: &Solved,
    config: &Config,
    check: Check,
) -> Vec<UsedAssumption> {
    let mut used = Vec::new();
    for (round, campaign) in rounds.iter().enumerate() {
        for (place, it) in campaign.assumptions().iter().enumerate() {
            let otherwise = match campaign.read_otherwise(place) {
                Some(other) if config.readings => {
                    let mut rounds = rounds.to_vec();
                    if let Some(it) = rounds.get_mut(round) {
                        *it = other;
                    }
                    Some(solve(&rules(&rounds, End::Least), home, config.budget, check).saved())
                }
                _ => None,
            };
            let decides = otherwise.is_some_and(|it| it != solved.saved());
            if decides || touched(round, campaign, home, it, solved) {
                used.push(UsedAssumption { round, assumption: place, otherwise });
            }
        }
    }
    used
}

/// Whether an assumption has to do with the vouchers used, even if the other reading comes to the same.
fn touched(round: usize, campaign: &Campaign, home: &Household, it: &Assumption, solved: &Solved) -> bool {
    let n_purchases = home.purchases().len();
    let ways = || (0..n_purchases).filter_map(|place| solved.way(place));
    let uses = || ways().flat_map(|it| it.uses.iter()).filter(|it| it.round == round);
    let class = |it: &Use| campaign.benefits().get(it.benefit).map(Benefit::class);
    let of_class = |all: &[usize]| uses().any(|it| class(it).is_some_and(|it| all.is_empty() || all.contains(&it)));
    match it.about() {
        About::LastDay(classes) | About::ClaimDay(classes) | About::Note(classes) => of_class(classes),
        About::Wallet(benefit) => uses().any(|it| it.benefit == *benefit),
        About::Scope(class) => of_class(&[*class]),
        About::Limit(limit) => campaign.limits().get(*limit).is_some_and(|it| of_class(it.classes())),
        About::PerTransaction | About::ClaimWindow | About::ThresholdBasis => uses().next().is_some(),
        About::ShopDiscount => {
            let discounted = |it: &Purchase| it.lines.iter().any(|it| it.shop_discount > Fen::ZERO);
            uses().next().is_some() && home.purchases().iter().any(discounted)
        }
        About::OtherRounds | About::NextThreshold => {
            ways().any(|it| it.uses.len() > 1 && it.uses.iter().any(|it| it.round == round))
        }
        About::Rounding => uses().any(|it| it.applied.off.rounded),
        About::Refund => false,
        About::Figures(benefit) => campaign.benefits().get(*benefit).is_some_and(|it| {
            let covers = |line: &Line| campaign.classes().get(it.class()).is_some_and(|it| it.covers(line.category));
            home.purchases().iter().any(|it| it.lines.iter().any(covers))
        }),
    }
}

/// What the planner itself takes as given, where it has to do with this plan.
pub(crate) fn own(rounds: &[Campaign], home: &Household, payments: &[Payment]) -> Vec<OwnAssumption> {
    let mut own = BTreeSet::new();
    let silent = |round: usize| rounds.get(round).is_some_and(|it| it.stacking().other_rounds().is_none());
    let open = |round: usize| {
        let said = rounds.get(round).and_then(|it| it.stacking().other_rounds());
        said.is_none_or(|it| *it.value() == Together::Allowed)
    };
    for (purchase, payment) in home.purchases().iter().zip(payments) {
        // Another round that is good for the same goods on that day, and that nothing said keeps apart.
        for used in payment.applied.iter().map(|it| it.round) {
            for other in (0..rounds.len()).filter(|it| *it != used && !payment.applied.iter().any(|a| a.round == *it)) {
                let could = rounds.get(other).is_some_and(|it| serves(it, purchase, payment.day));
                if could && open(used) && open(other) && (silent(used) || silent(other)) {
                    own.insert(OwnAssumption::RoundsApart(used.min(other), used.max(other)));
                }
            }
        }
        let wallets = |it: &Campaign| {
            let good = |benefit: &&Benefit| {
                benefit.shape().is_wallet()
                    && it.classes().get(benefit.class()).is_some_and(|it| good_for(it, purchase, payment.day))
            };
            it.benefits().iter().filter(good).count()
        };
        let uses_one = payment.applied.iter().any(|it| {
            let benefit = rounds.get(it.round).and_then(|round| round.benefits().get(it.benefit));
            benefit.is_some_and(|it| it.shape().is_wallet())
        });
        let held = payment.payer.and_then(|it| home.members().get(it)).map_or(&[][..], |it| it.held.as_slice());
        let held = held.iter().filter_map(|it| rounds.get(it.round)?.benefits().get(it.benefit));
        let several =
            rounds.iter().map(wallets).sum::<usize>() > 1 || held.filter(|it| it.shape().is_wallet()).count() > 1;
        if uses_one && several {
            own.insert(OwnAssumption::OneWallet);
        }
        for it in &payment.subsidised {
            let line = purchase.lines.get(it.line);
            let subsidy = line.and_then(|line| line.subsidies.iter().find(|known| known.scheme == it.scheme));
            let covered = line.is_some_and(|line| {
                let classes = rounds.iter().flat_map(|it| it.classes());
                classes.into_iter().any(|it| it.covers(line.category))
            });
            if covered && subsidy.is_some_and(|it| !it.with_vouchers) {
                own.insert(OwnAssumption::SubsidyApart(it.scheme.clone()));
            }
            if home.members().len() > 1 {
                own.insert(OwnAssumption::PayerApplies(it.scheme.clone()));
            }
        }
    }
    own.into_iter().collect()
}

fn serves(campaign: &Campaign, purchase: &Purchase, day: time::Date) -> bool {
    campaign.classes().iter().any(|it| good_for(it, purchase, day))
}

fn good_for(class: &Class, purchase: &Purchase, day: time::Date) -> bool {
    let within = class.window().place(day, purchase.time) == engine::campaign::Lies::Within;
    within && purchase.lines.iter().any(|it| class.covers(it.category))
}
