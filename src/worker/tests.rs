//! Requests as a page sends them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test: a panic is how it speaks")]

use super::*;
use std::cell::RefCell;

fn desk() -> Desk {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let parts = huisuan::compile(&folder, huisuan::Lang::Zh).unwrap().parts();
    Desk::open(parts.rules.as_bytes(), parts.campaigns.as_bytes()).unwrap()
}

fn said(cart: &Value) -> Vec<Value> {
    let all = RefCell::new(Vec::new());
    let request = json!({ "n": 7, "budget": 20_000, "cart": cart }).to_string();
    desk().work(&request, &Around { now: &|| 0, post: &|it| all.borrow_mut().push(it) });
    all.into_inner().iter().map(|it| serde_json::from_str(it).unwrap()).collect()
}

/// Many bills that fight for few vouchers.
fn crowd() -> Value {
    let bill = |it: u32| {
        let category = ["dining", "supermarket", "lodging"][it as usize % 3];
        let amount = (95 + it * 79 % 613).to_string();
        json!({ "days": ["2025-08-08", "2025-08-09"], "lines": [{ "category": category, "amount": amount }] })
    };
    let bills: Vec<Value> = (0..24).map(bill).collect();
    json!({ "campaigns": ["km-2025-msmsmw-2b"], "members": [{ "id": "a" }, { "id": "b" }], "purchases": bills })
}

fn meal() -> Value {
    json!({ "campaigns": ["km-2025-msmsmw-2b"], "purchases": [
        { "days": ["2025-08-08"], "lines": [{ "category": "dining", "amount": "288.00" }] } ] })
}

#[test]
fn a_cart_comes_back_as_its_plan() {
    let all = said(&meal());
    let [it] = all.as_slice() else { panic!("one message, not {all:?}") };
    assert_eq!((&it["n"], &it["last"]), (&json!(7), &json!(true)));
    assert_eq!((&it["plan"]["least"], &it["plan"]["paid"]), (&json!("30.00"), &json!("258.00")));
    assert_eq!(it["plan"]["top_ups"][0]["cash_less"], json!("8.00"));
    // Everything goes back: what was paid, and the funder has its 30 back.
    let full = &it["plan"]["returns"][0]["full"];
    assert_eq!((&full["cash"], &full["to_funder"]), (&json!("258.00"), &json!("30.00")));
}

#[test]
fn a_brief_answer_is_the_same_plan_without_advice() {
    let all = RefCell::new(Vec::new());
    let request = json!({ "n": 2, "brief": true, "cart": meal() }).to_string();
    desk().work(&request, &Around { now: &|| 0, post: &|it| all.borrow_mut().push(it) });
    let it: Value = serde_json::from_str(&all.into_inner().pop().unwrap()).unwrap();
    assert_eq!((&it["last"], &it["plan"]["paid"]), (&json!(true), &json!("258.00")));
    assert!(it["plan"]["top_ups"].is_null() && it["plan"]["returns"].is_array(), "{it}");
}

#[test]
fn what_makes_no_sense_is_said_with_its_field() {
    let all = said(
        &json!({ "purchases": [{ "days": ["2025-08-08"], "lines": [{ "category": "dining", "amount": "-1" }] }] }),
    );
    assert_eq!(all[0]["wrong"][0]["field"], json!("purchases[0].lines[0].amount"));
    let around = |post: &dyn Fn(String)| desk().work("nonsense", &Around { now: &|| 0, post });
    let heard = RefCell::new(String::new());
    around(&|it| *heard.borrow_mut() = it);
    assert!(heard.borrow().contains("wrong"), "{}", heard.borrow());
}

#[test]
fn a_slow_plan_says_how_far_it_is_and_comes_before_its_advice() {
    let clock = RefCell::new(0);
    let now = || {
        *clock.borrow_mut() += 20_000;
        *clock.borrow()
    };
    let all = RefCell::new(Vec::new());
    let request = json!({ "n": 1, "cart": crowd() }).to_string();
    desk().work(&request, &Around { now: &now, post: &|it| all.borrow_mut().push(it) });
    let all: Vec<Value> = all.into_inner().iter().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert!(all.iter().any(|it| it["progress"]["nodes"].is_u64()), "{all:?}");
    // At such a pace each slice ends at once: the best so far is told, then the plan, then the last word.
    let so_far = all.iter().filter(|it| it["so_far"] == json!(true));
    assert!(so_far.clone().count() >= 1, "{all:?}");
    assert!(so_far.clone().all(|it| it["last"] == json!(false) && it["plan"]["bound"].is_string()));
    let ripe = |it: &&Value| it["plan"].is_object() && it["so_far"].is_null();
    let plans: Vec<&Value> = all.iter().filter(ripe).collect();
    assert_eq!(plans.iter().map(|it| &it["last"]).collect::<Vec<_>>(), [&json!(false), &json!(true)]);
    assert_eq!(plans[0]["plan"]["least"], plans[1]["plan"]["least"]);
}

#[test]
fn a_quick_plan_does_not_wait_for_slow_advice() {
    let all = RefCell::new(Vec::new());
    let clock = RefCell::new(0);
    // Slow from the moment at which the plan is known: each look at the clock takes a second.
    let asked = RefCell::new(0);
    let now = || {
        *asked.borrow_mut() += 1;
        *clock.borrow_mut() += if *asked.borrow() > 40 { 1_000 } else { 0 };
        *clock.borrow()
    };
    let request = json!({ "n": 1, "cart": crowd() }).to_string();
    desk().work(&request, &Around { now: &now, post: &|it| all.borrow_mut().push((*clock.borrow(), it)) });
    let all = all.into_inner();
    let plans: Vec<(u64, Value)> = all
        .iter()
        .map(|(at, it)| (*at, serde_json::from_str::<Value>(it).unwrap()))
        .filter(|it| it.1["plan"].is_object())
        .collect();
    let last: Vec<&Value> = plans.iter().map(|it| &it.1["last"]).collect();
    assert_eq!(last, [&json!(false), &json!(true)]);
    assert!(plans[0].0 + 2_000 < plans[1].0, "told at {} and {}", plans[0].0, plans[1].0);
    assert_eq!(plans[0].1["plan"]["least"], plans[1].1["plan"]["least"]);
}

#[test]
fn a_plan_that_may_take_no_time_comes_at_once_with_its_gap() {
    let cart = crowd();
    let ask = |request: Value, pace: u64| {
        let (clock, all) = (RefCell::new(0), RefCell::new(Vec::new()));
        let now = || {
            *clock.borrow_mut() += pace;
            *clock.borrow()
        };
        desk().work(&request.to_string(), &Around { now: &now, post: &|it| all.borrow_mut().push(it) });
        let last: Value = serde_json::from_str(&all.into_inner().pop().unwrap()).unwrap();
        assert_eq!(last["last"], json!(true));
        let amount = |name: &str| last["plan"][name].as_str().unwrap().parse::<Decimal>().unwrap();
        (amount("least"), amount("bound"), last["plan"]["proven"] == json!(true))
    };
    let whole = ask(json!({ "n": 3, "budget": 200_000, "cart": cart }), 0);
    let cut = ask(json!({ "n": 3, "budget": 200_000, "within": 5, "cart": cart }), 10);
    assert!(whole.2 && whole.0 == whole.1);
    assert!(cut.0 <= whole.0 && whole.0 <= cut.1 && cut.2 == (cut.0 == cut.1), "{cut:?} {whole:?}");
    // With as long as it takes it is the same plan again.
    assert_eq!(ask(json!({ "n": 3, "budget": 200_000, "cart": cart }), 10), whole);
}

#[test]
fn answers_that_make_no_sense_are_left_open_and_days_of_a_car_are_the_purchase() {
    let facts = json!({
        "new_power": "bev", "new_price": "186000", "in_nev_catalogue": "true", "buyer_is_individual": "true",
        "has_old_car": "true", "old_power": "petrol", "old_first_registered": "2012-05-01",
        "old_in_own_name_since": "2018-03-01", "already_used_2026": "false", "no_such_fact": "1", "range_km": "far",
    });
    let mut cart = json!({ "campaigns": [], "purchases": [{ "days": ["2026-11-24"], "lines": [
        { "category": "car_nev", "amount": "186000.00", "subsidies": [{ "scheme": "cn-scrap-2026", "facts": facts }] }] }] });
    let all = said(&cart);
    assert_eq!(all[0]["plan"]["payments"][0]["subsidised"][0]["pays"], json!("20000.00"), "{all:?}");
    cart["purchases"][0]["lines"][0]["subsidies"][0]["facts"]["has_old_car"] = json!("false");
    let all = said(&cart);
    assert_eq!(all[0]["plan"]["least"], json!("0.00"));
    assert!(all[0]["plan"]["notes"].is_array(), "{all:?}");
}

#[test]
fn goods_are_known_with_the_schemes_that_take_them() {
    let known = desk().known();
    let goods = known["goods"].as_array().unwrap();
    let scheme = goods.iter().find(|it| it["id"] == json!("yn-2025-appliance")).unwrap();
    assert_eq!((&scheme["counted"], &known["cars"][0]["takes"]), (&json!("kind"), &json!([])));
    let takes = scheme["takes"].as_array().unwrap();
    assert!(takes.contains(&json!("fridge")) && !takes.contains(&json!("phone")));
    assert!(known["kinds"].as_array().unwrap().len() > 30 && known["levels"].as_array().unwrap().len() == 4);
    assert!(known["cars"].as_array().unwrap().iter().any(|it| it["id"] == json!("cn-scrap-2026")));
}
