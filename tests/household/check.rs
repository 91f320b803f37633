//! An independent checker of a plan's certificate: that the plan can be carried out, that it saves what it says, and
//! that at the prices of its proof no plan saves more. It knows the raw forms and the plan, and nothing of how the
//! plan was found.

use super::options::{Choice, Voucher, Worlds, fen, number};
use crate::planner::limits::{has, span_of};
use engine::campaign::Platform;
use engine::date::iso;
use planner::plan::{Scarce, Weight};
use planner::{Payment, Plan};

/// What the checker found.
pub struct Verdict {
    /// The payments in the checker's own form.
    pub paid: Vec<Choice>,
    /// What the prices alone show that no plan exceeds, in fen.
    pub bound: i64,
}

/// Checks everything; the message says what does not hold.
pub fn check(worlds: &Worlds, options: &[Vec<Choice>], plan: &Plan) -> Result<Verdict, String> {
    let none = super::options::nothing();
    let mut paid = Vec::new();
    for (place, payment) in plan.payments.iter().enumerate() {
        let days = &worlds.case.purchases[place].raw.days;
        if !days.contains(&iso(payment.day)) {
            return Err(format!("purchase {place} is paid on {}, which is not among its days", payment.day));
        }
        if payment.applied.is_empty() && payment.subsidised.is_empty() && payment.declined.is_empty() {
            if payment.saved.get() != 0 {
                return Err(format!("purchase {place} saves {} with nothing", payment.saved));
            }
            paid.push(none.clone());
            continue;
        }
        let known = options[place].iter().find(|it| same(worlds, place, it, payment));
        let Some(known) = known else {
            return Err(format!("purchase {place} cannot be paid as the plan says: {payment:?}"));
        };
        let said: i64 = payment.applied.iter().map(|it| it.off.get()).sum();
        let saved = known.saved - known.vouchers.iter().map(|it| it.off).sum::<i64>() + said;
        if saved != payment.saved.get() {
            return Err(format!("purchase {place} saves {saved}, the plan says {}", payment.saved));
        }
        paid.push(known.clone());
    }
    if !worlds.feasible(&paid.iter().collect::<Vec<_>>()) {
        return Err("a limit is broken".to_owned());
    }
    wallets(worlds, &paid, plan)?;
    let saved = paid.iter().map(|it| it.saved).sum::<i64>() - worlds.overdrawn(&paid.iter().collect::<Vec<_>>());
    if saved != plan.least.get() {
        return Err(format!("the payments save {saved}, the plan says {}", plan.least));
    }
    let bound = bound(worlds, options, plan);
    if bound < saved || bound > plan.proof.by_prices.get() {
        return Err(format!("the prices show {bound}, the plan says {}", plan.proof.by_prices));
    }
    if plan.bound < plan.least || plan.proven != (plan.bound == plan.least) {
        return Err(format!("a bound of {} for {}", plan.bound, plan.least));
    }
    Ok(Verdict { paid, bound })
}

/// That earlier payments take of every wallet all they can, and what is said to be left is left.
fn wallets(worlds: &Worlds, paid: &[Choice], plan: &Plan) -> Result<(), String> {
    for member in 0..worlds.case.members.len() {
        for round in 0..worlds.case.rounds.len() {
            let mut used = Vec::new();
            let mut said = Vec::new();
            for (choice, payment) in paid.iter().zip(&plan.payments).filter(|it| it.0.member == member) {
                for (one, applied) in choice.vouchers.iter().zip(&payment.applied).filter(|it| it.0.round == round) {
                    used.push(one.used.clone());
                    said.push((applied.off.get(), applied.balance_left.map(engine::campaign::Fen::get)));
                }
            }
            let world = worlds.world(member, round);
            for ((used, (off, left)), said) in used.iter().zip(world.shares(&used)).zip(said) {
                let shared = world.is_shared(used.benefit);
                if shared != said.1.is_some() || said.1.is_some_and(|it| (off, left) != (said.0, it)) {
                    return Err(format!("a wallet gives {off} and keeps {left}, the plan says {said:?}"));
                }
            }
        }
    }
    Ok(())
}

/// Whether an option is the payment of the plan.
fn same(worlds: &Worlds, place: usize, it: &Choice, payment: &Payment) -> bool {
    let member = payment.payer.unwrap_or(usize::MAX);
    let app = payment.platform.map(Platform::name);
    let mut subsidies: Vec<(usize, i64)> = payment.subsidised.iter().map(|it| (it.line, it.pays.get())).collect();
    subsidies.sort_unstable();
    let mine: Vec<(usize, i64)> = it
        .subsidies
        .iter()
        .map(|(line, at)| {
            let sub = &worlds.case.purchases[place].subsidies[*line][*at];
            (*line, sub.pays[usize::from(it.declined.contains(line))])
        })
        .collect();
    let kinds = it.subsidies.iter().all(|(line, at)| {
        let kind = format!("k{}", worlds.case.purchases[place].subsidies[*line][*at].kind);
        payment.subsidised.iter().any(|it| it.line == *line && it.kind == kind)
    });
    let local = |round: usize, at: Option<usize>| {
        let held = &worlds.case.members[member].held;
        at.map(|at| held[..at].iter().filter(|it| it.0 == round).count())
    };
    it.member == member
        && it.day == number(&iso(payment.day))
        && it.declined == payment.declined
        && mine == subsidies
        && kinds
        && it.vouchers.len() == payment.applied.len()
        && it.vouchers.iter().zip(&payment.applied).all(|(one, said)| {
            one.round == said.round
                && one.used.benefit == said.benefit
                && (one.off == said.off.get() || (said.balance_left.is_some() && one.off > said.off.get()))
                && one.used.held == local(said.round, said.held)
                && one.used.claimed == said.claimed_on.map(|it| number(&iso(it)))
                && app == Some(one.used.app.as_str())
        })
}

/// What all that is scarce is worth at the prices, and for each purchase the most that any way to pay it saves beyond
/// the price of what it uses.
fn bound(worlds: &Worlds, options: &[Vec<Choice>], plan: &Plan) -> i64 {
    let scale = i128::from(plan.proof.scale);
    let prices: Vec<(&Scarce, i128)> = plan.proof.prices.iter().map(|it| (&it.of, i128::from(it.price))).collect();
    assert!(prices.iter().all(|it| it.1 >= 0), "a price below zero proves nothing");
    for (of, _) in &prices {
        follows(worlds, options, of);
    }
    super::flow::fen(&prices, scale);
    let mut total: i128 = prices.iter().map(|(of, price)| price * i128::from(room(worlds, of))).sum();
    for (place, mine) in options.iter().enumerate() {
        let worth = |it: &Choice| {
            let paid = |of: &Scarce, price: &i128| price * i128::from(usage(worlds, place, it, of));
            i128::from(it.saved) * scale - prices.iter().map(|(of, price)| paid(of, price)).sum::<i128>()
        };
        total += mine.iter().map(worth).max().unwrap_or(0).max(0);
    }
    i64::try_from(total.div_euclid(scale)).unwrap()
}

/// That what follows from other things does follow from them.
fn follows(worlds: &Worlds, options: &[Vec<Choice>], of: &Scarce) {
    match of {
        Scarce::Packed { of, weights, most } => packed(worlds, options, of, weights, *most),
        Scarce::Rounded { of, purchases, whole } => {
            // Rounding down is safe for shares that are not below zero; a purchase counts once.
            assert!(*whole > 0 && of.iter().all(|it| it.1 >= 0) && purchases.iter().all(|it| it.1 >= 0));
            let mut places: Vec<usize> = purchases.iter().map(|it| it.0).collect();
            places.sort_unstable();
            places.dedup();
            assert!(places.len() == purchases.len() && places.iter().all(|it| *it < options.len()));
            of.iter().for_each(|(it, _)| follows(worlds, options, it));
            assert!(
                of.iter().all(|it| !matches!(it.0, Scarce::Balance { .. } | Scarce::Flow { .. })),
                "shares of a wallet"
            );
        }
        Scarce::Flow { .. } => super::flow::check(worlds, options, of),
        _ => {}
    }
}

/// How much of it there is.
pub fn room(worlds: &Worlds, scarce: &Scarce) -> i64 {
    match scarce {
        Scarce::Limit { round, member, limit, day, class, benefit, bundle, platform, .. } => {
            let world = worlds.world(*member, *round);
            let rule = &world.campaign.limits[*limit];
            if rule.what != "claim" {
                return rule.max.map_or_else(|| fen(rule.max_yuan.unwrap()), i64::from);
            }
            let held = world.cart.held.iter().filter_map(|it| {
                let place = world.campaign.benefits.iter().position(|known| known.id == it.benefit).unwrap();
                let at = it.claimed_on.as_deref().map(number);
                let app = it.platform.as_deref();
                let same = covers(worlds, *member, *round, *limit, place)
                    && kind(worlds, *member, *round, place, (*class, *benefit, *bundle))
                    && day.is_none_or(|day| at.is_none_or(|at| span_of(rule, at) == span_of(rule, number(&iso(day)))))
                    && platform.is_none_or(|platform| app.is_none_or(|app| app == platform.name()));
                let n = i64::from(it.count.unwrap_or(1));
                let each = world.bundle(place).map_or(1, |bundle| {
                    let parts = &world.campaign.bundles[bundle].parts;
                    i64::from(parts.iter().find(|it| it.benefit == place).unwrap().count)
                });
                same.then_some((n + each - 1) / each)
            });
            (i64::from(rule.max.unwrap()) - held.sum::<i64>()).max(0)
        }
        Scarce::Packed { most, .. } => i64::from(*most),
        Scarce::Flow { of, .. } => super::flow::room(of.iter().map(|it| room(worlds, it)).sum(), scarce),
        Scarce::Rounded { of, purchases, whole } => {
            let limits = of.iter().map(|(it, share)| i128::from(*share) * i128::from(room(worlds, it)));
            rounded_down(limits.chain(purchases.iter().map(|it| i128::from(it.1))), *whole)
        }
        Scarce::Held { member, held } => i64::from(worlds.case.members[*member].held[*held].1.count.unwrap_or(1)),
        Scarce::Drawn { round, limit, bundle, part, .. } => {
            let campaign = &worlds.case.rounds[*round];
            let most = i64::from(campaign.limits[*limit].max.unwrap());
            most * i64::from(campaign.bundles[*bundle].parts[*part].count)
        }
        Scarce::Balance { round, member, benefit, held, limit, platform, .. } => {
            if let Some(limit) = limit {
                let rule = &worlds.case.rounds[*round].limits[*limit];
                let one =
                    rule.what == "claim" && rule.max == Some(1) && covers(worlds, *member, *round, *limit, *benefit);
                assert!(one && (platform.is_some() || !has(rule, "platform")), "more than one wallet can be claimed");
            }
            let whole = fen(worlds.case.rounds[*round].benefits[*benefit].balance.unwrap());
            held.and_then(|at| worlds.case.members[*member].held[at].1.balance).map_or(whole, fen)
        }
        Scarce::Quota { member, kind, .. } => {
            let place = usize::from(kind == "k1");
            let subs = || worlds.case.purchases.iter().flat_map(|it| it.subsidies.iter().flatten());
            let quota = subs().find(|it| it.kind == place).and_then(|it| it.quota).unwrap();
            (i64::from(quota) - i64::from(worlds.case.members[*member].used[place])).max(0)
        }
    }
}

/// That no payments which fit under a limit weigh more than is said: how many of each amount there can be is counted
/// over all options, and every load is tried.
fn packed(worlds: &Worlds, options: &[Vec<Choice>], of: &Scarce, weights: &[Weight], most: u32) {
    for it in weights {
        let mut rest = 0;
        let mut users = vec![0; it.by.len()];
        for (place, mine) in options.iter().enumerate() {
            let of_amount = mine.iter().filter(|choice| usage(worlds, place, choice, of) == i64::from(it.amount));
            let under = |choice: &Choice| it.by.iter().position(|by| usage(worlds, place, choice, by) > 0);
            let mut under: Vec<Option<usize>> = of_amount.map(under).collect();
            under.sort_unstable();
            under.dedup();
            for it in under {
                *it.map_or(&mut rest, |at| &mut users[at]) += 1;
            }
        }
        let counted = it.by.iter().zip(&users).map(|(by, users)| room(worlds, by).min(*users));
        let n = (counted.sum::<i64>() + rest).min(room(worlds, of) / i64::from(it.amount));
        assert!(n <= i64::from(it.most), "{n} payments of {} are possible, not {}", it.amount, it.most);
    }
    let heaviest = heaviest(weights, room(worlds, of));
    assert!(heaviest <= i64::from(most), "a load of {heaviest} is possible, not {most}: {weights:?}");
}

/// The most that payments weigh whose amounts fit into a room.
fn heaviest(weights: &[Weight], room: i64) -> i64 {
    let Some((it, rest)) = weights.split_first() else { return 0 };
    let amount = i64::from(it.amount);
    let fit = (room / amount).min(i64::from(it.most));
    (0..=fit).map(|n| n * i64::from(it.weight) + heaviest(rest, room - n * amount)).max().unwrap()
}

fn rounded_down(shares: impl Iterator<Item = i128>, whole: i64) -> i64 {
    i64::try_from(shares.sum::<i128>().div_euclid(i128::from(whole))).unwrap()
}

/// How much of it an option uses, at least.
pub fn usage(worlds: &Worlds, place: usize, it: &Choice, of: &Scarce) -> i64 {
    match of {
        Scarce::Limit { round, member, limit, day, class, benefit, bundle, platform, merchant } => {
            if it.member != *member {
                return 0;
            }
            let campaign = &worlds.case.rounds[*round];
            let rule = &campaign.limits[*limit];
            let shop = |place: usize| worlds.case.purchases[place].raw.merchant.as_deref();
            let here = merchant.is_none_or(|it| it == place || (shop(it).is_some() && shop(it) == shop(place)));
            let counts = |voucher: &&Voucher| {
                let used = &voucher.used;
                let claims = rule.what == "claim";
                // One claim of a bundle or of a wallet may serve several payments.
                let served = bundle_of(worlds, voucher).is_some() || used.asks > 0;
                if claims && (used.held.is_some() || used.claimed.is_none() || served) {
                    return false;
                }
                let when = if claims { used.claimed } else { Some(it.day) };
                voucher.round == *round
                    && here
                    && (if claims {
                        covers(worlds, *member, *round, *limit, used.benefit)
                    } else {
                        rule.classes.is_empty() || rule.classes.contains(&campaign.benefits[used.benefit].class)
                    })
                    && day
                        .is_none_or(|day| when.is_some_and(|it| span_of(rule, it) == span_of(rule, number(&iso(day)))))
                    && platform.is_none_or(|it| it.name() == used.app)
                    && class.is_none_or(|it| it == campaign.benefits[used.benefit].class)
                    && benefit.is_none_or(|it| it == used.benefit)
                    && bundle.is_none()
            };
            let used = it.vouchers.iter().filter(counts);
            if rule.what == "amount" {
                used.map(|it| face(worlds, it)).sum()
            } else {
                i64::try_from(used.count()).unwrap()
            }
        }
        Scarce::Packed { of, weights, .. } => {
            let amount = usage(worlds, place, it, of);
            weights.iter().find(|it| i64::from(it.amount) == amount).map_or(0, |it| i64::from(it.weight))
        }
        Scarce::Balance { round, member, benefit, held, limit, platform, claimed_on } => {
            let rule = limit.map(|it| &worlds.case.rounds[*round].limits[it]);
            let span = |day: i64| rule.map(|it| span_of(it, day));
            let local = held.map(|at| {
                let all = &worlds.case.members[*member].held;
                all[..at].iter().filter(|it| it.0 == *round).count()
            });
            let same = |it: &&Voucher| {
                it.round == *round
                    && it.used.benefit == *benefit
                    && it.used.held == local
                    && platform.is_none_or(|app| app.name() == it.used.app)
                    && claimed_on.is_none_or(|day| it.used.claimed.and_then(span) == span(number(&iso(day))))
            };
            let mine = it.vouchers.iter().filter(same).map(|it| it.off);
            if it.member == *member { mine.sum() } else { 0 }
        }
        Scarce::Flow { of: wallets, .. } => {
            super::flow::weight(place, wallets.iter().map(|of| usage(worlds, place, it, of)).sum(), of)
        }
        Scarce::Rounded { of, purchases, whole } => {
            let limits = of.iter().map(|(of, share)| i128::from(*share) * i128::from(usage(worlds, place, it, of)));
            let paid = purchases.iter().filter(|it| it.0 == place).map(|it| i128::from(it.1));
            rounded_down(limits.chain(paid), *whole)
        }
        Scarce::Held { member, held } => {
            let all = &worlds.case.members[*member].held;
            let (round, local) = (all[*held].0, all[..*held].iter().filter(|it| it.0 == all[*held].0).count());
            let same = |it: &&Voucher| it.round == round && it.used.held == Some(local);
            if it.member == *member { i64::try_from(it.vouchers.iter().filter(same).count()).unwrap() } else { 0 }
        }
        Scarce::Drawn { round, member, limit, bundle, part } => {
            let part = &worlds.case.rounds[*round].bundles[*bundle].parts[*part];
            let same = |it: &&Voucher| {
                it.round == *round
                    && it.used.held.is_none()
                    && it.used.claimed.is_some()
                    && it.used.benefit == part.benefit
                    && covers(worlds, *member, *round, *limit, part.benefit)
            };
            if it.member == *member { i64::try_from(it.vouchers.iter().filter(same).count()).unwrap() } else { 0 }
        }
        Scarce::Quota { member, kind, .. } => {
            let kind = usize::from(kind == "k1");
            let mine = |it: &&(usize, usize)| worlds.case.purchases[place].subsidies[it.0][it.1].kind == kind;
            if it.member == *member { i64::try_from(it.subsidies.iter().filter(mine).count()).unwrap() } else { 0 }
        }
    }
}

fn bundle_of(worlds: &Worlds, it: &Voucher) -> Option<usize> {
    worlds.world(0, it.round).bundle(it.used.benefit)
}

fn face(worlds: &Worlds, it: &Voucher) -> i64 {
    let face = &worlds.case.rounds[it.round].benefits[it.used.benefit];
    fen(face.off.or(face.cap).or(face.face).or(face.balance).unwrap())
}

/// Whether a limit on claims is about this denomination, or about its bundle.
fn covers(worlds: &Worlds, member: usize, round: usize, limit: usize, benefit: usize) -> bool {
    let world = worlds.world(member, round);
    let rule = &world.campaign.limits[limit];
    let one =
        |benefit: usize| rule.classes.is_empty() || rule.classes.contains(&world.campaign.benefits[benefit].class);
    match world.bundle(benefit) {
        Some(bundle) => world.campaign.bundles[bundle].parts.iter().any(|it| one(it.benefit)),
        None => one(benefit),
    }
}

/// Whether a voucher is of the kind that a limit counts apart.
fn kind(
    worlds: &Worlds,
    member: usize,
    round: usize,
    place: usize,
    of: (Option<usize>, Option<usize>, Option<usize>),
) -> bool {
    let world = worlds.world(member, round);
    match (of, world.bundle(place)) {
        ((None, None, None), _) => true,
        ((_, _, Some(it)), bundle) => bundle == Some(it),
        (_, Some(_)) => false,
        ((Some(class), _, _), None) => world.campaign.benefits[place].class == class,
        ((_, Some(benefit), _), None) => place == benefit,
    }
}
