//! Breakpoints are the rule's own: a profile agrees with the quote at every point, and its cliffs are
//! exactly where the notices put them.

mod shared;

use engine::answers::{Value, read_value};
use engine::date;
use engine::pack::{Fact, FactKind, Scheme};
use engine::profile::{Profile, profile};
use engine::quote::Eligibility;
use engine::{Answers, Money, flip::flip, quote};
use proptest::prelude::*;
use rust_decimal::Decimal;
use shared::{PACKS, cases, on, set};

fn value(fact: &Fact, number: Decimal) -> Value {
    match fact.kind {
        FactKind::Day { .. } => Value::Day(date::from_number(number).unwrap()),
        _ => Value::Number(number),
    }
}

fn step(fact: &Fact) -> Decimal {
    match fact.kind {
        FactKind::Number { step, .. } => step,
        _ => Decimal::ONE,
    }
}

fn item(scheme: &Scheme) -> Option<usize> {
    scheme.per_item.then_some(0)
}

fn ends(fact: &Fact) -> Option<(Decimal, Decimal)> {
    match fact.kind {
        FactKind::Number { least, most, .. } => Some((least, most)),
        FactKind::Day { least, most } => Some((date::to_number(least), date::to_number(most))),
        FactKind::Truth | FactKind::Choice(_) => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn a_profile_agrees_with_the_quote_everywhere(
        scheme in 0_usize..1_000, case in 0_usize..1_000, fact in 0_usize..1_000,
        places in prop::collection::vec((0_u32..1_000, 0_u8..3), 12),
    ) {
        let scheme = &PACKS.schemes()[scheme % PACKS.schemes().len()];
        // Inside a schedule the rule may change its mind anywhere: no profile is offered.
        prop_assume!(scheme.schedule.is_none());
        let cases = cases(scheme);
        let mut answers = cases[case % cases.len()].clone();
        let facts: Vec<usize> =
            scheme.facts().iter().copied().filter(|it| ends(&PACKS.facts()[*it]).is_some()).collect();
        let asked = PACKS.fact(engine::quote::ASKED_ON).map(|it| it.0);
        let facts: Vec<usize> = facts.into_iter().filter(|it| Some(*it) != asked).collect();
        prop_assume!(!facts.is_empty());
        let fact = facts[fact % facts.len()];
        let known = &PACKS.facts()[fact];
        let profile = profile(&PACKS, scheme, &answers, item(scheme), on(), fact);
        // Rules that bend have none; those of cars and goods are all made of straight lines.
        prop_assert!(profile.is_some() || scheme.area == "relief", "{} {}", scheme.id, known.id);
        let Some(profile) = profile else { return Ok(()) };
        for it in &profile.taken {
            answers.set(it.fact, it.item, Some(it.value.clone()));
        }
        let (least, most) = ends(known).unwrap();
        prop_assert_eq!(profile.segments.first().unwrap().from, least);
        prop_assert_eq!(profile.segments.last().unwrap().to, most);
        for pair in profile.segments.windows(2) {
            prop_assert_eq!(pair[0].to + step(known), pair[1].from, "no gap, no overlap");
        }
        for (place, edge) in places {
            let segment = &profile.segments[place as usize % profile.segments.len()];
            let inside = (segment.to - segment.from) * Decimal::new(i64::from(place), 3) / step(known);
            let at = match edge {
                0 => segment.from,
                1 => segment.to,
                _ => segment.from + inside.floor() * step(known),
            };
            set(&mut answers, fact, Some(value(known, at)));
            let quote = quote(&PACKS, scheme, &answers, item(scheme), on());
            if quote.eligibility == Eligibility::Open {
                continue; // A fact that no completion of the best case had to look at.
            }
            prop_assert_eq!(quote.eligibility == Eligibility::Yes, segment.eligible, "{} {} at {}", scheme.id, known.id, at);
            let (Some(found), Some(from)) = (quote.range.single(), segment.at_from.single()) else { continue };
            let line = from + segment.slope * (at - segment.from);
            let away = (found.yuan() - line).abs();
            prop_assert!(away <= Decimal::new(25, 3), "{} {} at {}: {} is {} from the line", scheme.id, known.id, at, found, away);
        }
    }
}

fn answers(pairs: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::with_items(1);
    for (id, text) in pairs {
        let (place, fact) = PACKS.fact(id).unwrap();
        set(&mut answers, place, Some(read_value(fact, text).unwrap()));
    }
    answers
}

fn of(scheme: &str, pairs: &[(&str, &str)], fact: &str) -> Profile {
    let scheme = PACKS.scheme(scheme).unwrap();
    let fact = PACKS.fact(fact).unwrap().0;
    profile(&PACKS, scheme, &answers(pairs), item(scheme), on(), fact).unwrap()
}

/// Jumps as `before → after: from → to`.
fn jumps(profile: &Profile) -> Vec<String> {
    let days = matches!(PACKS.facts()[profile.fact].kind, FactKind::Day { .. });
    let show = |it: Decimal| {
        if days { date::iso(date::from_number(it).unwrap()) } else { Money::from_yuan(it).to_string() }
    };
    let jumps = profile.jumps();
    jumps.iter().map(|it| format!("{} → {}: {} → {}", show(it.before), show(it.after), it.from, it.to)).collect()
}

const PHONE: [(&str, &str); 4] = [
    ("item_category", "phone"),
    ("purchase_date", "2026-11-24"),
    ("invoice_in_yunnan", "true"),
    ("claim_pay_receive_same", "true"),
];

#[test]
fn the_cliff_at_six_thousand_yuan() {
    let profile = of("yn-2026-digital", &PHONE, "item_price");
    assert_eq!(jumps(&profile), ["6000.00 → 6000.01: 500.00 → 0.00"]);
    // Rising at 15 %, flat at the cap from 3,333.34, nothing above 6,000.00.
    let ends: Vec<String> = profile.segments.iter().map(|it| it.to.to_string()).collect();
    assert_eq!(profile.segments[0].slope, Decimal::new(15, 2));
    assert_eq!(ends, ["3333.33", "6000.00", "1000000"]);
}

#[test]
fn the_last_day_of_a_scheme() {
    let mut car: Vec<(&str, &str)> = vec![("new_power", "bev"), ("new_price", "186000"), ("in_nev_catalogue", "true")];
    car.extend([("is_swap_model", "false"), ("battery_invoiced_separately", "false")]);
    let profile = of("cn-nev-purchase-tax-2026", &car, "invoice_date");
    assert_eq!(jumps(&profile), ["2025-12-31 → 2026-01-01: 0.00 → 8230.09", "2027-12-31 → 2028-01-01: 8230.09 → 0.00"]);
}

/// The flip of a refusal as `fact=value …`, with `!` in front when it is not in one's power.
#[track_caller]
fn check_flip(scheme: &str, pairs: &[(&str, &str)], expected: Option<&str>) {
    let scheme = PACKS.scheme(scheme).unwrap();
    let found = flip(&PACKS, scheme, &answers(pairs), item(scheme), on()).map(|it| {
        let changes = it.changes.iter().map(|it| {
            let fact = &PACKS.facts()[it.fact];
            format!("{}={}", fact.id, engine::answers::write_value(fact, &it.value))
        });
        let power = if it.in_ones_power { "" } else { "!" };
        format!("{power}{} gains {}", changes.collect::<Vec<_>>().join(" "), it.gain.unwrap())
    });
    assert_eq!(found.as_deref(), expected);
}

#[test]
fn a_refusal_says_what_would_turn_it() {
    let with = |more: &[(&'static str, &'static str)]| [&PHONE[..], more].concat();
    check_flip("yn-2026-digital", &with(&[("item_price", "6000.01")]), Some("item_price=6000.00 gains 500.00"));
    let washer = [
        ("item_category", "washer"),
        ("item_level", "l2"),
        ("item_price", "3999"),
        ("purchase_date", "2026-11-24"),
        ("invoice_in_yunnan", "true"),
    ];
    check_flip("yn-2026-appliance", &washer, Some("item_level=l1 gains 599.85"));
    // Nothing is refused here.
    check_flip("yn-2026-digital", &with(&[("item_price", "6000.00")]), None);
}
