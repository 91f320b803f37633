//! The same question answered the slow way: every way to pay every purchase, limits counted from scratch.
//!
//! It reads the raw forms and shares no code with the planner.

use engine::campaign::raw::{RawCampaign, RawCart, RawClass, RawPurchase, RawSpan, RawValidity};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// One voucher used: what, where it comes from, on which purchase, when and with which app.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Used {
    pub purchase: usize,
    pub benefit: usize,
    pub held: Option<usize>,
    pub claimed: Option<i64>,
    pub day: i64,
    pub app: String,
    /// What it could use of a wallet that payments share, whatever is left in it.
    pub asks: i64,
}

pub struct World<'a> {
    pub campaign: &'a RawCampaign,
    pub cart: &'a RawCart,
}

pub fn fen(it: Decimal) -> i64 {
    (it * Decimal::ONE_HUNDRED).to_i64().unwrap()
}

/// Days are counted from 2025-05-29, a Thursday, which is 1.
pub fn number(day: &str) -> i64 {
    let of_month: i64 = day[8..].parse().unwrap();
    if &day[..8] == "2025-05-" { of_month - 28 } else { of_month + 3 }
}

fn minutes(time: &str) -> i64 {
    time[..2].parse::<i64>().unwrap() * 60 + time[3..].parse::<i64>().unwrap()
}

fn within(span: &RawSpan, to: i64, day: i64, time: Option<i64>) -> bool {
    let from = number(&span.from);
    let opens = span.from_time.as_deref().map_or(0, minutes);
    let closes = span.to_time.as_deref().map_or(1440, minutes);
    let early = day < from || (day == from && time.is_some_and(|it| it < opens));
    let late = day > to || (day == to && time.is_some_and(|it| it >= closes));
    !early && !late
}

impl World<'_> {
    pub fn class(&self, benefit: usize) -> (usize, &RawClass) {
        let class = self.campaign.benefits[benefit].class;
        (class, &self.campaign.classes[class])
    }

    fn validity(&self, class: &RawClass) -> RawValidity {
        class.validity.clone().unwrap_or_else(|| self.campaign.redeem.validity.clone())
    }

    fn window(&self, class: &RawClass) -> RawSpan {
        class.window.clone().unwrap_or_else(|| self.campaign.redeem.window.clone())
    }

    fn last_day(&self, class: &RawClass, claimed: Option<i64>) -> i64 {
        let end = number(self.window(class).to.as_ref().unwrap());
        let validity = self.validity(class);
        match (validity.kind.as_str(), claimed) {
            ("same_day", Some(claimed)) => claimed.min(end),
            ("days", Some(claimed)) => {
                let counts = validity.claim_day_counts.unwrap().value;
                (claimed + i64::from(validity.days.unwrap()) - i64::from(counts)).min(end)
            }
            _ => end,
        }
    }

    /// What a sequence of vouchers takes off a purchase, one by one; `None`: it cannot be used like that.
    pub fn offs(&self, purchase: &RawPurchase, benefits: &[usize]) -> Option<Vec<i64>> {
        let pay = |place: usize| {
            let it = &purchase.lines[place];
            fen(it.amount.unwrap()) - it.shop_discount.map_or(0, fen)
        };
        let sees = |benefit: usize, line: usize| self.class(benefit).1.include.contains(&purchase.lines[line].category);
        let lines = 0..purchase.lines.len();
        let mut offs = Vec::new();
        for (at, &benefit) in benefits.iter().enumerate() {
            let mine: Vec<usize> = lines.clone().filter(|it| sees(benefit, *it)).collect();
            let mut base: i64 = mine.iter().map(|it| pay(*it)).sum();
            let mut tested = if self.campaign.terms.threshold_basis.value == "before_shop_discount" {
                mine.iter().map(|it| fen(purchase.lines[*it].amount.unwrap())).sum()
            } else {
                base
            };
            for &earlier in &benefits[..at] {
                let shared: i64 = mine.iter().filter(|it| sees(earlier, **it)).map(|it| pay(*it)).sum();
                let used = self.takes(earlier, shared).min(shared);
                base = (base - used).max(0);
                if self.campaign.stacking.next_threshold.as_ref().unwrap().value == "remaining" {
                    tested = (tested - used).max(0);
                }
            }
            if mine.is_empty() || tested < self.threshold(benefit) {
                return None;
            }
            // A wallet pays what everything else leaves; one that payments share may have less left.
            if self.campaign.benefits[benefit].balance.is_some() && at + 1 < benefits.len() {
                return None;
            }
            let off = if self.is_shared(benefit) { base } else { self.takes(benefit, base).min(base) };
            if off <= 0 {
                return None;
            }
            offs.push(off);
        }
        Some(offs)
    }

    pub fn threshold(&self, benefit: usize) -> i64 {
        let it = &self.campaign.benefits[benefit];
        match (it.face, it.times) {
            (Some(face), Some(times)) => fen(face) * i64::from(times),
            (Some(face), None) if it.over_face => fen(face) + 1,
            _ => it.threshold.map_or(1, fen).max(1),
        }
    }

    /// What a voucher takes off an amount whose threshold is reached.
    pub fn takes(&self, benefit: usize, amount: i64) -> i64 {
        let it = &self.campaign.benefits[benefit];
        if let Some(percent) = it.percent {
            let exact = percent * Decimal::from(amount);
            let up = self.campaign.terms.rounding.as_ref().unwrap().value == "half_up_fen";
            let share = if up { (exact + Decimal::new(5, 1)).floor() } else { exact.floor() };
            return share.to_i64().unwrap().min(it.cap.map_or(i64::MAX, fen));
        }
        fen(it.off.or(it.face).or(it.balance).unwrap())
    }

    /// Every voucher that could be used for a purchase on a day with an app.
    pub fn vouchers(&self, place: usize, day: i64, app: &str) -> Vec<Used> {
        let purchase = &self.cart.purchases[place];
        let time = purchase.time.as_deref().map(minutes);
        let redeem = &self.campaign.redeem;
        let opens = redeem.daily_from.as_deref().map_or(0, minutes);
        let closes = redeem.daily_to.as_deref().map_or(1440, minutes);
        let discounted = purchase.lines.iter().any(|it| it.shop_discount.is_some_and(|it| fen(it) > 0));
        let forbidden = self.campaign.stacking.shop_discount.as_ref().unwrap().value == "forbidden";
        if time.is_some_and(|it| it < opens || it >= closes) || (discounted && forbidden) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for benefit in 0..self.campaign.benefits.len() {
            let class = self.class(benefit).1;
            let window = self.window(class);
            let to = number(window.to.as_ref().unwrap());
            if !within(&window, to, day, time) || !class.platforms.iter().any(|it| it == app) {
                continue;
            }
            let used =
                |held, claimed| Used { purchase: place, benefit, held, claimed, day, app: app.to_owned(), asks: 0 };
            for (at, it) in self.cart.held.iter().enumerate() {
                let claimed = it.claimed_on.as_deref().map(number);
                let here = it.benefit == self.campaign.benefits[benefit].id
                    && it.platform.as_deref().is_none_or(|it| it == app)
                    && claimed.is_none_or(|it| it <= day)
                    && day <= self.last_day(class, claimed);
                if here {
                    found.push(used(Some(at), claimed));
                }
            }
            if self.cart.may_claim && self.campaign.claim.method == "none" {
                found.push(used(None, None));
            } else if self.cart.may_claim {
                for claimed in 1..=day {
                    let open = self.opens(claimed);
                    let in_time = claimed < day || time.is_none_or(|it| open.is_some_and(|open| it >= open));
                    if open.is_some() && in_time && day <= self.last_day(class, Some(claimed)) {
                        found.push(used(None, Some(claimed)));
                    }
                }
            }
        }
        found
    }

    fn opens(&self, day: i64) -> Option<i64> {
        let daily = self.campaign.claim.daily_from.as_deref().map_or(0, minutes);
        let windows = self.campaign.claim.windows.iter();
        let open = windows.filter(|it| within(it, number(it.to.as_ref().unwrap()), day, None)).map(|it| {
            let first = if day == number(&it.from) { it.from_time.as_deref().map_or(0, minutes) } else { 0 };
            first.max(daily)
        });
        open.min()
    }

    pub fn bundle(&self, benefit: usize) -> Option<usize> {
        self.campaign.bundles.iter().position(|it| it.parts.iter().any(|it| it.benefit == benefit))
    }

    /// Whether everything used is within every limit.
    pub fn feasible(&self, used: &[Used]) -> bool {
        for (at, it) in self.cart.held.iter().enumerate() {
            let n_used = used.iter().filter(|it| it.held == Some(at)).count();
            let shared = used.iter().any(|it| it.held == Some(at) && self.is_shared(it.benefit));
            if !shared && n_used > usize::try_from(it.count.unwrap_or(1)).unwrap() {
                return false;
            }
        }
        self.campaign.limits.iter().all(|limit| match limit.what.as_str() {
            "claim" => self.claims_fit(limit, used),
            _ => self.redemptions_fit(limit, used),
        })
    }

    /// Whether these vouchers may meet in one payment.
    pub fn may_meet(&self, benefits: &[usize]) -> bool {
        let most = usize::try_from(self.campaign.stacking.per_transaction.value).unwrap();
        let pair = |one: usize, other: usize| {
            let (one, other) = (self.class(one).0, self.class(other).0);
            self.campaign.stacking.allowed.iter().any(|it| *it == (one, other) || *it == (other, one))
        };
        let n_wallets = benefits.iter().filter(|it| self.campaign.benefits[**it].balance.is_some()).count();
        benefits.len() <= most
            && n_wallets <= 1
            && benefits.iter().enumerate().all(|(at, one)| benefits[..at].iter().all(|other| pair(*one, *other)))
    }

    /// About how many combinations [`World::best`] would look at.
    pub fn work(&self) -> u64 {
        let mut work = 1_u64;
        for (place, purchase) in self.cart.purchases.iter().enumerate() {
            let mut ways = 1_u64;
            for app in ["unionpay", "alipay"] {
                for day in &purchase.days {
                    let n_vouchers = self.vouchers(place, number(day), app).len() as u64;
                    ways += n_vouchers.pow(self.campaign.stacking.per_transaction.value);
                }
            }
            work = work.saturating_mul(ways);
        }
        work
    }

    /// The most that can be saved and the fewest vouchers that save it.
    pub fn best(&self) -> (i64, usize) {
        let mut best = (0, 0);
        self.go(0, 0, &mut Vec::new(), &mut best);
        best
    }

    fn go(&self, place: usize, saved: i64, used: &mut Vec<Used>, best: &mut (i64, usize)) {
        let Some(purchase) = self.cart.purchases.get(place) else {
            let saved = saved + self.paid_by_wallets(used);
            if saved > best.0 || (saved == best.0 && used.len() < best.1) {
                *best = (saved, used.len());
            }
            return;
        };
        self.go(place + 1, saved, used, best);
        let apps = ["unionpay".to_owned(), "alipay".to_owned()];
        for app in apps.iter().filter(|it| purchase.platforms.is_empty() || purchase.platforms.contains(it)) {
            for day in &purchase.days {
                let vouchers = self.vouchers(place, number(day), app);
                self.pay(place, saved, &vouchers, &mut Vec::new(), used, best);
            }
        }
    }

    /// Adds one more voucher to the payment of a purchase, in every way, in every order.
    fn pay(
        &self,
        place: usize,
        saved: i64,
        vouchers: &[Used],
        sequence: &mut Vec<usize>,
        used: &mut Vec<Used>,
        best: &mut (i64, usize),
    ) {
        for at in 0..vouchers.len() {
            sequence.push(at);
            used.push(vouchers[at].clone());
            let benefits: Vec<usize> = sequence.iter().map(|it| vouchers[*it].benefit).collect();
            if self.may_meet(&benefits)
                && self.feasible(used)
                && let Some(offs) = self.offs(&self.cart.purchases[place], &benefits)
            {
                let asks = if self.is_shared(*benefits.last().unwrap()) { *offs.last().unwrap() } else { 0 };
                used.last_mut().unwrap().asks = asks;
                self.go(place + 1, saved + offs.iter().sum::<i64>() - asks, used, best);
                self.pay(place, saved, vouchers, sequence, used, best);
            }
            sequence.pop();
            used.pop();
        }
    }
}
