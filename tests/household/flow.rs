//! What certificates say of wallets together, counted again. That it holds is not taken from a theorem: what payments can
//! ask and weigh is listed, purchase by purchase, and what cannot weigh most is left out.

use super::check::{room as room_of, usage};
use super::options::{Choice, Worlds};
use planner::plan::Scarce;

/// What so many fen count as.
fn count(amount: i64, step: u32, rest: u32) -> i64 {
    let (step, rest) = (i64::from(step), i64::from(rest));
    amount.div_euclid(step) * (step - rest) + (amount.rem_euclid(step) - rest).max(0)
}

fn parts(of: &Scarce) -> (u32, u32, &[(usize, u32)]) {
    let Scarce::Flow { step, rest, purchases, .. } = of else { panic!("{of:?} is not about wallets") };
    assert!(rest < step, "a rest of {rest} in steps of {step}");
    (*step, *rest, purchases)
}

/// How much there is of it when the wallets hold so many fen.
pub fn room(held: i64, of: &Scarce) -> i64 {
    let (step, rest, purchases) = parts(of);
    let taken: i64 = purchases.iter().map(|it| i64::from(it.1)).sum();
    let alone: i64 = purchases.iter().map(|it| count(-i64::from(it.1), step, rest)).sum();
    count(held - taken, step, rest) - alone
}

/// What a payment weighs that could use so many fen of the wallets.
pub fn weight(place: usize, asks: i64, of: &Scarce) -> i64 {
    let (step, rest, purchases) = parts(of);
    let taken = purchases.iter().find(|it| it.0 == place).map_or(0, |it| i64::from(it.1));
    count(asks - taken, step, rest) - count(-taken, step, rest)
}

/// That whatever is paid weighs no more than there is and what goes unpaid together.
pub fn check(worlds: &Worlds, options: &[Vec<Choice>], of: &Scarce) {
    let Scarce::Flow { of: wallets, purchases, .. } = of else { return };
    assert!(wallets.iter().all(|it| matches!(it, Scarce::Balance { .. })), "{wallets:?} are not all wallets");
    let mut places: Vec<usize> = purchases.iter().map(|it| it.0).collect();
    places.sort_unstable();
    places.dedup();
    assert!(places.len() == purchases.len() && places.iter().all(|it| *it < options.len()));
    let held: i64 = wallets.iter().map(|it| room_of(worlds, it)).sum();
    let most = room(held, of);
    assert!(most >= 0, "less than nothing of {of:?}");
    // What all purchases so far ask and weigh: of those that weigh as much, the one that asks least.
    let mut sums = vec![(0_i64, 0_i64)];
    for (place, mine) in options.iter().enumerate() {
        let asked = |it: &Choice| wallets.iter().map(|of| usage(worlds, place, it, of)).sum::<i64>();
        let mut asks: Vec<i64> = mine.iter().map(asked).chain([0]).collect();
        asks.sort_unstable();
        asks.dedup();
        assert!(asks.iter().all(|it| weight(place, *it, of) >= 0), "a weight below nothing");
        let more = sums
            .iter()
            .flat_map(|(sum, weighs)| asks.iter().map(move |it| (sum + it, weighs + weight(place, *it, of))));
        let mut more: Vec<(i64, i64)> = more.collect();
        more.sort_unstable_by_key(|it| (it.0, -it.1));
        let mut heaviest = -1;
        more.retain(|it| {
            let better = it.1 > heaviest;
            heaviest = heaviest.max(it.1);
            better
        });
        sums = more;
    }
    // All that is asked of several wallets beyond what they hold together goes unpaid, and more when one of them has
    // some left: so what they hold together is what matters.
    for (asked, weighs) in sums {
        let unpaid = (asked - held).max(0);
        assert!(weighs <= most + unpaid, "{weighs} is possible with {unpaid} unpaid, not {most}: {of:?}");
    }
}

/// That what payments ask of a wallet beyond what it holds, which costs them a fen for each fen, is worth no more than
/// that to all its prices together.
pub fn fen(prices: &[(&Scarce, i128)], scale: i128) {
    let wallets = |of: &Scarce| match of {
        Scarce::Balance { .. } => vec![of.clone()],
        Scarce::Flow { of, .. } => of.clone(),
        _ => Vec::new(),
    };
    for wallet in prices.iter().flat_map(|it| wallets(it.0)) {
        let mine = prices.iter().filter(|it| wallets(it.0).contains(&wallet)).map(|it| it.1);
        assert!(mine.sum::<i128>() <= scale, "a fen of {wallet:?} is worth more than a fen");
    }
}
