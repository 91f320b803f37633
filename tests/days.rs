//! Any day can be asked about: what was in force then computes, and what was not does not.

use engine::date::{self, Date};
use engine::{Answers, Packs};
use huisuan::Bundle;
use std::path::Path;
use std::sync::LazyLock;

static BUNDLE: LazyLock<Bundle> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs");
    huisuan::compile(&folder, huisuan::Lang::Zh).unwrap()
});
static PACKS: LazyLock<Packs> = LazyLock::new(|| BUNDLE.packs().unwrap());

fn day(text: &str) -> Date {
    date::parse_iso(text).unwrap()
}

/// A calculator on a day, its own days taken to be that day, as its page has them.
#[track_caller]
fn check(calculator: &str, on: &str, facts: &[(&str, &str)], least: &str, most: &str) {
    let it = PACKS.calculator(calculator).unwrap();
    let mut answers = Answers::with_items(0);
    for fact in &it.preset_today {
        answers.set(*fact, None, Some(engine::answers::Value::Day(day(on))));
    }
    for (id, text) in facts {
        let item = PACKS.fact(id).unwrap().1.item.then_some(0);
        answers.read(&PACKS, id, item, text).unwrap();
    }
    let total = engine::assess(&PACKS, it, &answers, day(on)).total;
    let show = |it: Option<engine::Money>| it.map_or("?".to_owned(), |it| it.to_string());
    assert_eq!((show(total.least), show(total.most)), (least.to_owned(), most.to_owned()), "{calculator} on {on}");
}

const RENT: [(&str, &str); 9] = [
    ("rent_landlord", "state_firm"),
    ("rent_in_kunming", "true"),
    ("rent_tenant_small", "true"),
    ("rent_service", "true"),
    ("rent_monthly", "2000.00"),
    ("rent_months_2022", "12"),
    ("rent_risk_listed", "false"),
    ("rent_months_had", "0"),
    ("rent_tenant_changed", "false"),
];

#[test]
fn rent_is_waived_in_2022_and_in_no_other_year() {
    check("m23", "2020-01-01", &RENT, "0.00", "0.00");
    check("m23", "2022-06-15", &RENT, "6000.00", "6000.00");
    check("m23", "2026-11-24", &RENT, "0.00", "0.00");
    check("m23", "2027-01-01", &RENT, "0.00", "0.00");
}

/// A small taxpayer with 303,000.00 of sales in the quarter, ordinary invoices, nothing else to pay.
const SALES: [(&str, &str); 6] = [
    ("tax_payer_kind", "sole_trader"),
    ("tax_small_scale", "true"),
    ("tax_vat_item", "three"),
    ("tax_filing", "quarter"),
    ("tax_sales_plain", "303000.00"),
    ("tax_sales_special", "0"),
];

#[test]
fn value_added_tax_of_small_taxpayers_follows_the_day() {
    let saved = |on: &str, scheme: &str| {
        let scheme = PACKS.scheme(scheme).unwrap();
        let mut answers = Answers::with_items(1);
        let (place, _) = PACKS.fact("tax_period_end").unwrap();
        answers.set(place, None, Some(engine::answers::Value::Day(day(on))));
        for (id, text) in SALES {
            answers.read(&PACKS, id, None, text).unwrap();
        }
        let quote = engine::quote(&PACKS, scheme, &answers, None, day(on));
        (quote.eligibility, quote.range.single().map(|it| it > engine::Money::ZERO))
    };
    use engine::Eligibility::{No, Yes};
    assert_eq!(saved("2022-06-30", "cn-vat-exempt-2022"), (Yes, Some(true)));
    assert_eq!(saved("2020-01-01", "cn-vat-exempt-2022").0, No);
    assert_eq!(saved("2026-11-24", "cn-vat-exempt-2022").0, No);
    assert_eq!(saved("2026-11-24", "cn-vat-small-2023"), (Yes, Some(true)));
    assert_eq!(saved("2022-06-30", "cn-vat-small-2023").0, No);
}

#[test]
fn social_insurance_could_be_deferred_in_2022_only() {
    let facts = [
        ("social_base", "60000.00"),
        ("social_industry", "catering"),
        ("social_in_difficulty", "true"),
        ("social_injury_rate", "0.002"),
        ("social_defer_from", "2022-06-01"),
        ("social_defer_months", "3"),
    ];
    let scheme = PACKS.scheme("cn-social-deferral-2022").unwrap();
    let mut answers = Answers::with_items(0);
    for (id, text) in facts {
        answers.read(&PACKS, id, None, text).unwrap();
    }
    let quote = engine::quote(&PACKS, scheme, &answers, None, day("2022-06-15"));
    assert_eq!(quote.eligibility, engine::Eligibility::Yes);
    assert!(quote.range.least > Some(engine::Money::ZERO));
}

#[test]
fn cars_and_goods_follow_the_day_too() {
    let car =
        [("new_power", "bev"), ("new_price", "186000.00"), ("in_nev_catalogue", "true"), ("is_swap_model", "false")];
    // No tax at all in 2022, half of it in 2026 and 2027; trade-in depends on what is not told.
    let tax = |on: &str, scheme: &str| {
        let mut answers = Answers::with_items(0);
        for id in ["invoice_date", "registered_date"] {
            answers.set(PACKS.fact(id).unwrap().0, None, Some(engine::answers::Value::Day(day(on))));
        }
        for (id, text) in car {
            answers.read(&PACKS, id, None, text).unwrap();
        }
        engine::quote(&PACKS, PACKS.scheme(scheme).unwrap(), &answers, None, day(on)).range.most.unwrap().to_string()
    };
    assert_eq!(tax("2022-06-15", "cn-nev-purchase-tax-2014"), "16460.18");
    assert_eq!(tax("2026-11-24", "cn-nev-purchase-tax-2014"), "0.00");
    assert_eq!(tax("2026-11-24", "cn-nev-purchase-tax-2026"), "8230.09");
    assert_eq!(tax("2027-01-01", "cn-nev-purchase-tax-2026"), "8230.09");
    assert_eq!(tax("2020-01-01", "cn-nev-purchase-tax-2026"), "0.00");
}
