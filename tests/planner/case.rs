//! Small random campaigns and carts over every shape and limit, from a seed.

use engine::campaign::raw::{
    RawBenefit, RawCampaign, RawCart, RawClaimRule, RawClass, RawHeld, RawInstead, RawLimit, RawLine, RawPart,
    RawPurchase, RawRedeem, RawSpan, RawStacking, RawTerm, RawTerms, RawValidity, RawVoucherBundle,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A small generator of its own, so that a failing seed can be run again anywhere.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11
    }

    /// From `least` to `most`, both included.
    pub fn roll(&mut self, least: u64, most: u64) -> u64 {
        least + self.next() % (most - least + 1)
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.next()).unwrap_or(0) % from.len()].clone()
    }

    pub fn some<T: Clone>(&mut self, from: &[T]) -> Vec<T> {
        let mut chosen: Vec<T> = from.iter().filter(|_| self.chance(50)).cloned().collect();
        if chosen.is_empty() {
            chosen.push(self.pick(from));
        }
        chosen
    }

    pub fn place(&mut self, n: usize) -> usize {
        usize::try_from(self.next()).unwrap_or(0) % n
    }
}

pub const CATEGORIES: [&str; 3] = ["dining", "lodging", "supermarket"];
pub const APPS: [&str; 2] = ["unionpay", "alipay"];
const WEEKDAYS: [&str; 3] = ["monday", "saturday", "sunday"];
const HOURS: [&str; 3] = ["09:00", "12:00", "18:00"];

fn texts(them: Vec<&str>) -> Vec<String> {
    them.into_iter().map(str::to_owned).collect()
}

/// The days of a case lie about the end of a month: the first is a Thursday.
pub fn day(number: u64) -> String {
    if number < 3 { format!("2025-05-{:02}", number + 29) } else { format!("2025-06-{:02}", number - 2) }
}

pub fn fen(amount: u64) -> Decimal {
    Decimal::new(i64::try_from(amount).unwrap(), 2)
}

fn stated<T>(value: T) -> RawTerm<T> {
    RawTerm { value, assumed: None, instead: None }
}

fn span(dice: &mut Dice) -> RawSpan {
    let from = dice.roll(0, 2);
    RawSpan {
        from: day(from),
        from_time: dice.chance(20).then(|| dice.pick(&HOURS).to_owned()),
        to: Some(day(dice.roll(4, 6))),
        to_time: dice.chance(10).then(|| dice.pick(&HOURS).to_owned()),
        to_assumed: None,
    }
}

fn validity(dice: &mut Dice) -> RawValidity {
    match dice.roll(0, 3) {
        0 | 1 => RawValidity { kind: "window".into(), days: None, claim_day_counts: None },
        2 => RawValidity { kind: "same_day".into(), days: None, claim_day_counts: None },
        _ => RawValidity {
            kind: "days".into(),
            days: Some(u32::try_from(dice.roll(1, 3)).unwrap()),
            claim_day_counts: Some(stated(dice.chance(50))),
        },
    }
}

fn benefit(dice: &mut Dice, place: usize, n_classes: usize) -> RawBenefit {
    let mut it = RawBenefit { id: format!("b{place}"), class: dice.place(n_classes), ..RawBenefit::default() };
    if dice.chance(15) {
        it.balance = Some(fen(dice.roll(1, 120) * 10));
        it.splittable = Some(stated(dice.chance(75)));
        it.consume_first = Some(stated(dice.chance(50)));
        return it;
    }
    match dice.roll(0, 9) {
        0..=5 => {
            let threshold = dice.roll(2, 12) * 50;
            it.threshold = Some(fen(threshold));
            it.off = Some(fen(dice.roll(1, threshold / 10) * 10));
        }
        6 | 7 => {
            it.threshold = dice.chance(70).then(|| fen(dice.roll(1, 6) * 100));
            it.percent = Some(Decimal::new(i64::try_from(dice.roll(5, 60)).unwrap(), 2));
            it.cap = Some(fen(dice.roll(5, 150)));
        }
        _ => {
            it.face = Some(fen(dice.roll(1, 20) * 10));
            match dice.roll(0, 2) {
                0 => it.times = Some(u32::try_from(dice.roll(1, 5)).unwrap()),
                1 => it.over_face = true,
                _ => {}
            }
        }
    }
    it
}

fn limit(dice: &mut Dice, place: usize, n_classes: usize, claims: bool) -> RawLimit {
    let what =
        if claims { dice.pick(&["claim", "redeem", "redeem", "amount"]) } else { dice.pick(&["redeem", "amount"]) };
    let mut per: Vec<&str> = Vec::new();
    match dice.roll(0, 19) {
        0..=4 => per.push("day"),
        5..=8 => per.push("week"),
        9 | 10 => per.push("month"),
        _ => {}
    }
    let week_from = per.contains(&"week").then(|| stated(dice.pick(&WEEKDAYS).to_owned()));
    for (word, percent) in [("class", 25), ("benefit", 30), ("platform", 25), ("merchant", 15)] {
        if dice.chance(percent) && !(what == "claim" && word == "merchant") {
            per.push(word);
        }
    }
    RawLimit {
        id: format!("l{place}"),
        what: what.to_owned(),
        per: texts(per),
        week_from,
        max: (what != "amount").then(|| u32::try_from(dice.roll(1, 3)).unwrap()),
        max_yuan: (what == "amount").then(|| fen(dice.roll(5, 40) * 10)),
        classes: if dice.chance(30) { vec![dice.place(n_classes)] } else { Vec::new() },
        say: "limit".into(),
        assumed: Some("assumed".into()),
        instead: Some(RawInstead::default()),
        ..RawLimit::default()
    }
}

/// Whether several payments may share it.
pub fn is_shared(it: &RawBenefit) -> bool {
    it.splittable.as_ref().is_some_and(|it| it.value)
}

/// A wallet that payments share can be claimed once at a time, and no limit counts its face.
fn fit_wallets(dice: &mut Dice, benefits: &[RawBenefit], limits: &mut Vec<RawLimit>, claims: bool) {
    for (place, it) in benefits.iter().enumerate().filter(|it| is_shared(it.1)) {
        for limit in limits.iter_mut().filter(|limit| limit.classes.is_empty() || limit.classes.contains(&it.class)) {
            if limit.what == "amount" {
                limit.what = "redeem".to_owned();
                (limit.max, limit.max_yuan) = (Some(u32::try_from(dice.roll(1, 3)).unwrap()), None);
            }
        }
        if claims {
            let per: Vec<&str> =
                dice.pick(&[vec![], vec![], vec!["day"], vec!["week"], vec!["platform"], vec!["benefit"]]);
            limits.push(RawLimit {
                id: format!("once{place}"),
                what: "claim".to_owned(),
                week_from: per.contains(&"week").then(|| stated(dice.pick(&WEEKDAYS).to_owned())),
                per: texts(per),
                max: Some(1),
                classes: vec![it.class],
                say: "once".into(),
                ..RawLimit::default()
            });
        }
    }
}

/// A voucher held; a wallet may have been used.
pub fn held(dice: &mut Dice, benefit: &RawBenefit, apps: &[String]) -> RawHeld {
    let shared = is_shared(benefit);
    let whole = benefit.balance.map_or(0, |it| (it * Decimal::ONE_HUNDRED).to_u64().unwrap());
    RawHeld {
        benefit: benefit.id.clone(),
        count: (!shared).then(|| u32::try_from(dice.roll(1, 2)).unwrap()),
        platform: dice.chance(60).then(|| dice.pick(apps)),
        balance: (shared && dice.chance(50)).then(|| fen(dice.roll(1, whole))),
        claimed_on: Some(day(dice.roll(0, 5))),
    }
}

pub fn campaign(dice: &mut Dice) -> RawCampaign {
    let n_classes = usize::try_from(dice.roll(1, 3)).unwrap();
    let classes: Vec<RawClass> = (0..n_classes)
        .map(|place| RawClass {
            id: format!("c{place}"),
            title: "class".into(),
            include: texts(dice.some(&CATEGORIES)),
            rest: stated("excluded".to_owned()),
            platforms: texts(dice.some(&APPS)),
            window: dice.chance(30).then(|| span(dice)),
            validity: dice.chance(50).then(|| validity(dice)),
            ..RawClass::default()
        })
        .collect();
    let n_benefits = usize::try_from(dice.roll(1, 4)).unwrap();
    let benefits: Vec<RawBenefit> = (0..n_benefits).map(|place| benefit(dice, place, n_classes)).collect();
    let mut bundles = Vec::new();
    if dice.chance(30) {
        let parts = dice.some(&(0..n_benefits).collect::<Vec<_>>());
        let parts = parts
            .into_iter()
            .filter(|it| !is_shared(&benefits[*it]))
            .take(2)
            .map(|benefit| RawPart { benefit, count: u32::try_from(dice.roll(1, 3)).unwrap() });
        let parts: Vec<RawPart> = parts.collect();
        if !parts.is_empty() {
            bundles.push(RawVoucherBundle { id: "p".into(), title: "bundle".into(), parts, source: 0 });
        }
    }
    let method = if dice.chance(90) { "first_come" } else { "none" };
    // Several payments share a wallet only where limits leave room for it.
    let free = benefits.iter().any(is_shared) && dice.chance(60);
    let n_limits = if free { 0 } else { usize::try_from(dice.roll(0, 4)).unwrap() };
    let mut limits = (0..n_limits).map(|place| limit(dice, place, n_classes, method != "none")).collect();
    fit_wallets(dice, &benefits, &mut limits, method != "none");
    let mut allowed = Vec::new();
    for one in 0..n_classes {
        for other in one..n_classes {
            if dice.chance(50) {
                allowed.push((one, other));
            }
        }
    }
    let n_windows = dice.roll(1, 2);
    RawCampaign {
        id: "random".into(),
        title: "random".into(),
        level: "kunming".into(),
        issuer: "nobody".into(),
        certainty: "if_claimed".into(),
        documents: vec![engine::campaign::raw::RawDocument {
            title: "none".into(),
            confidence: "official".into(),
            ..Default::default()
        }],
        claim: RawClaimRule {
            method: method.into(),
            windows: (0..n_windows).map(|_| span(dice)).collect(),
            daily_from: dice.chance(20).then(|| "09:00".into()),
            ..RawClaimRule::default()
        },
        redeem: RawRedeem {
            window: span(dice),
            daily_from: dice.chance(15).then(|| "10:00".into()),
            daily_to: dice.chance(15).then(|| "20:00".into()),
            validity: validity(dice),
            platforms: texts(APPS.to_vec()),
            ..RawRedeem::default()
        },
        classes,
        benefits,
        bundles,
        limits,
        stacking: RawStacking {
            per_transaction: stated(u32::try_from(dice.roll(1, 3)).unwrap()),
            allowed,
            shop_discount: Some(stated(dice.pick(&["allowed", "allowed", "forbidden"]).to_owned())),
            next_threshold: Some(stated(dice.pick(&["remaining", "original"]).to_owned())),
            other_rounds: None,
            source: 0,
        },
        terms: RawTerms {
            threshold_basis: stated(dice.pick(&["after_shop_discount", "before_shop_discount"]).to_owned()),
            rounding: Some(stated(dice.pick(&["floor_fen", "half_up_fen"]).to_owned())),
        },
        ..RawCampaign::default()
    }
}

fn line(dice: &mut Dice) -> RawLine {
    let amount = if dice.chance(50) { dice.roll(1, 14) * 50 } else { dice.roll(1, 700) };
    RawLine {
        category: dice.pick(&CATEGORIES).to_owned(),
        amount: Some(fen(amount)),
        shop_discount: dice.chance(20).then(|| fen(dice.roll(0, amount))),
        ..RawLine::default()
    }
}

pub fn purchase(dice: &mut Dice) -> RawPurchase {
    let mut days = vec![day(dice.roll(1, 6))];
    if dice.chance(25) {
        days.push(day(dice.roll(0, 6)));
        days.sort();
        days.dedup();
    }
    let n_lines = if dice.chance(30) { 2 } else { 1 };
    RawPurchase {
        lines: (0..n_lines).map(|_| line(dice)).collect(),
        days,
        time: dice.chance(30).then(|| dice.pick(&["08:00", "09:00", "11:30", "12:00", "19:00", "21:00"]).to_owned()),
        platforms: if dice.chance(30) { vec![dice.pick(&APPS).to_owned()] } else { Vec::new() },
        merchant: dice.chance(60).then(|| dice.pick(&["x", "y"]).to_owned()),
        ..RawPurchase::default()
    }
}

pub fn cart(dice: &mut Dice, campaign: &RawCampaign, most: u64) -> RawCart {
    let n_purchases = dice.roll(1, most);
    let mut held = Vec::new();
    if dice.chance(40) {
        for _ in 0..dice.roll(1, 2) {
            let benefit = dice.pick(&campaign.benefits);
            let apps = campaign.classes[benefit.class].platforms.clone();
            held.push(self::held(dice, &benefit, &apps));
        }
    }
    let purchases = (0..n_purchases).map(|_| purchase(dice)).collect();
    RawCart { campaign: String::new(), purchases, held, may_claim: dice.chance(80) }
}
