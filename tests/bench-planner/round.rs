//! Rounds made like real ones: classes with tiers, and the limits that notices state.

use crate::Size;
use crate::dice::Dice;
use engine::campaign::raw::{
    RawBenefit, RawCampaign, RawClaimRule, RawClass, RawDocument, RawLimit, RawRedeem, RawSpan, RawStacking, RawTerm,
    RawTerms, RawValidity,
};
use rust_decimal::Decimal;

/// What the classes of the rounds are good for.
pub const KINDS: [&[&str]; 5] =
    [&["dining", "lodging"], &["supermarket", "department_store"], &["fuel"], &["books"], &["appliance"]];

/// The wallet of a round that has one.
pub const WALLET: &str = "wallet";

/// Thresholds in yuan.
const STEPS: [u64; 7] = [50, 100, 150, 200, 300, 500, 800];

fn stated<T>(value: T) -> RawTerm<T> {
    RawTerm { value, assumed: None, instead: None }
}

fn yuan(amount: u64) -> Option<Decimal> {
    Some(Decimal::from(amount))
}

pub fn day(number: u64) -> String {
    format!("2025-08-{:02}", number + 1)
}

/// Rounds with so many denominations in all; one for small carts, up to three. With `spans` they also have limits per
/// week and month, and most a wallet.
pub fn rounds(dice: &mut Dice, size: &Size, spans: bool) -> Vec<RawCampaign> {
    let n_rounds = if size.vouchers < 12 { 1 } else { 2 + usize::from(size.vouchers > 18) };
    let each = size.vouchers / n_rounds;
    let mut rounds: Vec<RawCampaign> = (0..n_rounds).map(|at| round(dice, size, at, each)).collect();
    if spans {
        rounds.iter_mut().for_each(|it| add_spans(dice, it));
    }
    rounds
}

fn round(dice: &mut Dice, size: &Size, at: usize, n_benefits: usize) -> RawCampaign {
    let classes: Vec<RawClass> = KINDS
        .iter()
        .enumerate()
        .map(|(place, kinds)| RawClass {
            id: format!("c{place}"),
            title: format!("class {place}"),
            include: kinds.iter().map(|it| (*it).to_owned()).collect(),
            rest: stated("excluded".to_owned()),
            ..RawClass::default()
        })
        .collect();
    let benefits = (0..n_benefits).map(|place| {
        let threshold = dice.pick(&STEPS, 100);
        let mut it = RawBenefit { id: format!("b{place}"), class: place % KINDS.len(), ..RawBenefit::default() };
        if dice.chance(20) {
            it.threshold = yuan(50);
            it.percent = Some(Decimal::new(i64::try_from(dice.roll(10, 30)).unwrap_or(10), 2));
            it.cap = yuan(dice.roll(20, 120));
        } else {
            it.threshold = yuan(threshold);
            it.off = yuan((threshold * dice.roll(10, 35) / 100).max(1));
        }
        it
    });
    let benefits = benefits.collect();
    let mut limits = vec![limit("claim", &["benefit"], 1)];
    match dice.roll(0, 11) {
        0..=5 => limits.push(limit("redeem", &["day"], 1)),
        6..=10 => {
            limits.push(limit("redeem", &["day"], 2));
            limits.push(limit("redeem", &["class"], 2));
        }
        _ => {
            let mut capped = limit("amount", &[], 0);
            capped.max = None;
            capped.max_yuan = yuan(dice.roll(80, 400));
            limits.push(capped);
            limits.push(limit("redeem", &["merchant"], 1));
        }
    }
    for (place, it) in limits.iter_mut().enumerate() {
        it.id = format!("l{place}");
    }
    let all = RawSpan { from: day(0), to: Some(day(size.days - 1)), ..RawSpan::default() };
    RawCampaign {
        id: format!("r{at}"),
        title: format!("round {at}"),
        level: "kunming".into(),
        issuer: "nobody".into(),
        certainty: "if_claimed".into(),
        documents: vec![RawDocument { title: "none".into(), confidence: "official".into(), ..RawDocument::default() }],
        claim: RawClaimRule { method: "first_come".into(), windows: vec![all.clone()], ..RawClaimRule::default() },
        redeem: RawRedeem {
            window: all,
            validity: RawValidity { kind: "window".into(), ..RawValidity::default() },
            platforms: vec!["unionpay".into(), "alipay".into()],
            ..RawRedeem::default()
        },
        classes,
        benefits,
        limits,
        stacking: RawStacking {
            per_transaction: stated(1),
            shop_discount: Some(stated("allowed".into())),
            other_rounds: Some(stated(if dice.chance(50) { "allowed" } else { "forbidden" }.into())),
            ..RawStacking::default()
        },
        terms: RawTerms {
            threshold_basis: stated("after_shop_discount".into()),
            rounding: Some(stated("floor_fen".into())),
        },
        ..RawCampaign::default()
    }
}

/// One voucher of each denomination a week, as sports vouchers are given out, and so many uses a week or month.
fn add_spans(dice: &mut Dice, round: &mut RawCampaign) {
    let monday = || Some(stated("monday".to_owned()));
    if let Some(claim) = round.limits.first_mut().filter(|_| dice.chance(60)) {
        claim.per = vec!["benefit".to_owned(), "week".to_owned()];
        claim.week_from = monday();
    }
    let span = dice.pick(&["week", "month"], "week");
    let max = u32::try_from(dice.roll(2, 5)).unwrap_or(2);
    let week_from = if span == "week" { monday() } else { None };
    let capped = round.limits.iter().any(|it| it.what == "amount");
    if !capped {
        round.benefits.push(RawBenefit {
            id: WALLET.to_owned(),
            class: usize::try_from(dice.roll(0, KINDS.len() as u64 - 1)).unwrap_or(0),
            balance: yuan(dice.roll(2, 30) * 10),
            splittable: Some(stated(true)),
            consume_first: Some(stated(true)),
            ..RawBenefit::default()
        });
    }
    round.limits.push(RawLimit { id: "span".to_owned(), week_from, ..limit("redeem", &[span], max) });
}

fn limit(what: &str, per: &[&str], max: u32) -> RawLimit {
    RawLimit {
        what: what.into(),
        per: per.iter().map(|it| (*it).to_owned()).collect(),
        max: Some(max),
        say: "so many".into(),
        ..RawLimit::default()
    }
}
