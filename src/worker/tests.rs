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
        *clock.borrow_mut() += 160;
        *clock.borrow()
    };
    let all = RefCell::new(Vec::new());
    let request = json!({ "n": 1, "cart": meal() }).to_string();
    desk().work(&request, &Around { now: &now, post: &|it| all.borrow_mut().push(it) });
    let all: Vec<Value> = all.into_inner().iter().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert!(all.iter().any(|it| it["progress"]["nodes"].is_u64()), "{all:?}");
    let plans: Vec<&Value> = all.iter().filter(|it| it["plan"].is_object()).collect();
    assert_eq!(plans.iter().map(|it| &it["last"]).collect::<Vec<_>>(), [&json!(false), &json!(true)]);
    assert_eq!(plans[0]["plan"]["least"], plans[1]["plan"]["least"]);
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
    let takes = scheme["takes"].as_array().unwrap();
    assert!(takes.contains(&json!("fridge")) && !takes.contains(&json!("phone")));
    assert!(known["kinds"].as_array().unwrap().len() > 30 && known["levels"].as_array().unwrap().len() == 4);
    assert!(known["cars"].as_array().unwrap().iter().any(|it| it["id"] == json!("cn-scrap-2026")));
}
