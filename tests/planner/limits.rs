//! Whether vouchers used fit the limits of a round, counted from scratch, and what wallets pay that several share.

use super::brute::{Used, World, fen, number};
use engine::campaign::raw::RawLimit;
use std::collections::BTreeMap;

/// The day, week or month that a limit counts apart, as a number; all days are one where it counts over the round.
pub fn span_of(limit: &RawLimit, day: i64) -> i64 {
    if has(limit, "day") {
        day
    } else if has(limit, "month") {
        i64::from(day > 3)
    } else if has(limit, "week") {
        // From Monday, which is 0; the first day is a Thursday.
        let from = match limit.week_from.as_ref().unwrap().value.as_str() {
            "monday" => 0,
            "saturday" => 5,
            "sunday" => 6,
            other => panic!("a week from {other}"),
        };
        (day + 2 - from).div_euclid(7)
    } else {
        0
    }
}

impl World<'_> {
    /// Whether it is a wallet that payments share.
    pub fn is_shared(&self, benefit: usize) -> bool {
        super::case::is_shared(&self.campaign.benefits[benefit])
    }

    /// What a wallet holds before anything is paid with it.
    pub fn balance(&self, used: &Used) -> i64 {
        let whole = fen(self.campaign.benefits[used.benefit].balance.unwrap());
        used.held.and_then(|at| self.cart.held[at].balance).map_or(whole, fen)
    }

    /// What wallets pay in all: each as much as is asked of it, as far as it reaches. However payments share it, and in
    /// whatever order they take all they can, it comes to that.
    pub fn paid_by_wallets(&self, used: &[Used]) -> i64 {
        let mut asked: BTreeMap<Purse, (i64, i64)> = BTreeMap::new();
        for it in used.iter().filter(|it| self.is_shared(it.benefit)) {
            asked.entry(purse(it)).or_insert((0, self.balance(it))).0 += it.asks;
        }
        asked.values().map(|(asked, balance)| asked.min(balance)).sum()
    }

    /// What each voucher draws from a wallet and leaves in it when earlier payments take all they can; zeros where it is
    /// no wallet that payments share.
    pub fn shares(&self, used: &[Used]) -> Vec<(i64, i64)> {
        let mut order: Vec<usize> = (0..used.len()).filter(|it| self.is_shared(used[*it].benefit)).collect();
        order.sort_by_key(|it| {
            let it = &used[*it];
            (it.day, self.cart.purchases[it.purchase].time.clone(), it.purchase)
        });
        let mut left: BTreeMap<Purse, i64> = BTreeMap::new();
        let mut shares = vec![(0, 0); used.len()];
        for at in order {
            let left = left.entry(purse(&used[at])).or_insert(self.balance(&used[at]));
            let off = used[at].asks.min(*left);
            *left -= off;
            shares[at] = (off, *left);
        }
        shares
    }

    pub(super) fn redemptions_fit(&self, limit: &RawLimit, used: &[Used]) -> bool {
        let mut sums: BTreeMap<String, i64> = BTreeMap::new();
        for it in used {
            let (class, _) = self.class(it.benefit);
            if !limit.classes.is_empty() && !limit.classes.contains(&class) {
                continue;
            }
            let kind = if has(limit, "benefit") { format!("b{}", it.benefit) } else { format!("c{class}") };
            let shop = self.cart.purchases[it.purchase].merchant.clone();
            let shop = shop.unwrap_or_else(|| format!("purchase {}", it.purchase));
            let key = key(limit, it.day, &kind, &it.app, &shop);
            let face = &self.campaign.benefits[it.benefit];
            let face = fen(face.off.or(face.cap).or(face.face).or(face.balance).unwrap());
            *sums.entry(key).or_default() += if limit.what == "amount" { face } else { 1 };
        }
        let most = limit.max.map_or_else(|| fen(limit.max_yuan.unwrap()), i64::from);
        sums.values().all(|it| *it <= most)
    }

    pub(super) fn claims_fit(&self, limit: &RawLimit, used: &[Used]) -> bool {
        let covers = |benefit: usize| limit.classes.is_empty() || limit.classes.contains(&self.class(benefit).0);
        let counts = |benefit: usize| match self.bundle(benefit) {
            Some(bundle) => self.campaign.bundles[bundle].parts.iter().any(|it| covers(it.benefit)),
            None => covers(benefit),
        };
        let kind = |benefit: usize| match self.bundle(benefit) {
            Some(bundle) => format!("bundle {bundle}"),
            None if has(limit, "benefit") => format!("b{benefit}"),
            None => format!("c{}", self.class(benefit).0),
        };
        // How many of each benefit come out of the claims of one day and app.
        let mut drawn: BTreeMap<(usize, i64, &str), i64> = BTreeMap::new();
        for it in used.iter().filter(|it| it.held.is_none() && counts(it.benefit)) {
            if let Some(claimed) = it.claimed {
                *drawn.entry((it.benefit, claimed, &it.app)).or_default() += 1;
            }
        }
        // A bundle is claimed as often as its scarcest part asks for.
        let mut claims: BTreeMap<(String, i64, &str), i64> = BTreeMap::new();
        for ((benefit, claimed, app), count) in drawn {
            let slot = claims.entry((kind(benefit), claimed, app)).or_default();
            match self.bundle(benefit) {
                Some(bundle) => {
                    let parts = &self.campaign.bundles[bundle].parts;
                    let each = i64::from(parts.iter().find(|it| it.benefit == benefit).unwrap().count);
                    *slot = (*slot).max((count + each - 1) / each);
                }
                // A wallet is claimed once for all that use it.
                None if self.is_shared(benefit) => *slot += 1,
                None => *slot += count,
            }
        }
        let mut sums: BTreeMap<String, (i64, String, i64, &str)> = BTreeMap::new();
        for ((kind, claimed, app), count) in claims {
            let key = key(limit, claimed, &kind, app, "");
            sums.entry(key).or_insert((0, kind, claimed, app)).0 += count;
        }
        sums.values().all(|(count, of, claimed, app)| {
            let held = self.cart.held.iter().filter_map(|it| {
                let benefit = self.campaign.benefits.iter().position(|known| known.id == it.benefit).unwrap();
                let by_kind = has(limit, "benefit") || has(limit, "class");
                let same = counts(benefit)
                    && (!by_kind || kind(benefit) == *of)
                    && it.claimed_on.as_deref().is_none_or(|it| span_of(limit, number(it)) == span_of(limit, *claimed))
                    && (!has(limit, "platform") || it.platform.as_deref().is_none_or(|it| it == *app));
                let n_held = i64::from(it.count.unwrap_or(1));
                let units = self.bundle(benefit).map_or(n_held, |bundle| {
                    let parts = &self.campaign.bundles[bundle].parts;
                    let each = i64::from(parts.iter().find(|it| it.benefit == benefit).unwrap().count);
                    (n_held + each - 1) / each
                });
                same.then_some(units)
            });
            count + held.sum::<i64>() <= i64::from(limit.max.unwrap())
        })
    }
}

/// One wallet: the one held, or the one claimed on a day with an app.
pub type Purse = (usize, Option<usize>, Option<i64>, Option<String>);

pub fn purse(it: &Used) -> Purse {
    let app = (it.held.is_none() && it.claimed.is_some()).then(|| it.app.clone());
    (it.benefit, it.held, it.claimed.filter(|_| it.held.is_none()), app)
}

pub fn has(limit: &RawLimit, word: &str) -> bool {
    limit.per.iter().any(|it| it == word)
}

fn key(limit: &RawLimit, day: i64, kind: &str, app: &str, shop: &str) -> String {
    let mut key = format!("in {} ", span_of(limit, day));
    if has(limit, "class") || has(limit, "benefit") {
        key.push_str(&format!("of {kind} "));
    }
    if has(limit, "platform") {
        key.push_str(&format!("with {app} "));
    }
    if has(limit, "merchant") {
        key.push_str(&format!("at {shop}"));
    }
    key
}
