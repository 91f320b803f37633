//! What a quote and the interview say of rules of a few lines: whether one is entitled, what is open, how the steps
//! stand, what is taken for granted, what is asked next.

#[path = "shared/rules.rs"]
mod rules;

use engine::course::has_order;
use engine::interview::{Ask, Interview, Kind, Reply, Who};
use engine::pack::{Confidence, FactKind};
use engine::{Eligibility, Packs, Quote, quote};
use rules::{amount, answers, on, packs, scheme};

fn demo(tables: &str) -> Packs {
    packs(vec![scheme("demo", "", tables)])
}

fn condition(when: &str) -> String {
    format!("[[condition]]\nid = \"c\"\nsay = \"条件\"\nwhen = \"{when}\"\nsource = \"d\"\n")
}

fn step(value: &str) -> String {
    format!("[[step]]\nid = \"step\"\nsay = \"一步\"\nvalue = \"{value}\"\n")
}

fn told(packs: &Packs, given: &[(&str, Option<usize>, &str)]) -> Quote {
    quote(packs, packs.scheme("demo").unwrap(), &answers(packs, 0, given), None, on())
}

/// Whether one is entitled under this condition alone.
#[track_caller]
fn check_eligible(when: &str, given: &[(&str, Option<usize>, &str)], expected: Eligibility) {
    let packs = demo(&(condition(when) + &amount("cap")));
    let found = told(&packs, given);
    assert_eq!(found.eligibility, expected, "{when} with {given:?}");
}

#[test]
fn rules_reckon_with_days_and_truths() {
    use Eligibility::{No, Open, Yes};
    let days = |bought, paid| [("bought_on", None, bought), ("paid_on", None, paid)];
    for (when, last, late) in [
        ("paid_on <= add_days(bought_on, month)", days("2026-01-15", "2026-02-14"), days("2026-01-15", "2026-02-15")),
        (
            "months_between(bought_on, paid_on) < year",
            days("2026-01-15", "2027-01-14"),
            days("2026-01-15", "2027-01-15"),
        ),
        ("year_of(paid_on) == this_year", days("2026-01-15", "2026-12-31"), days("2026-01-15", "2027-01-01")),
    ] {
        check_eligible(when, &last, Yes);
        check_eligible(when, &late, No);
        check_eligible(when, &last[..1], Open);
    }
    check_eligible("true and member", &[("member", None, "true")], Yes);
    check_eligible("false or member", &[("member", None, "false")], No);
    check_eligible("false or member", &[], Open);
    assert!(has_order(&FactKind::Day { least: on(), most: on() }) && !has_order(&FactKind::Truth));
}
/// What a quote rests on beside its figures.
#[test]
fn a_quote_names_what_it_takes_for_granted() {
    let tables = "[[assumption]]\nsay = \"总是\"\n[[assumption]]\nsay = \"会员才有\"\nwhen = \"member\"\n\
                  [[window]]\nfact = \"bought_on\"\nfrom = \"2026-01-01\"\nsource = \"d\"\nsay = \"开始以后\"\n\
                  [[window]]\nfact = \"paid_on\"\nfrom = \"2026-01-01\"\nto = \"2026-12-31\"\nsource = \"d\"\nsay = \"期内\"\n";
    let packs = demo(&format!("{tables}{}{}", step("cap"), amount("rate * price")));
    let rests = |given: &[(&str, Option<usize>, &str)]| {
        let it = told(&packs, given);
        (it.assumptions, it.open_ended, it.assumed_roundings)
    };
    let days = [("bought_on", None, "2026-06-01"), ("paid_on", None, "2026-06-01")];
    assert_eq!(rests(&days), (vec![0, 1], vec![0], vec![None]));
    let with = |member| [days[0], days[1], ("member", None, member)];
    assert_eq!(rests(&with("true")), (vec![0, 1], vec![0], vec![None]));
    assert_eq!(rests(&with("false")), (vec![0], vec![0], vec![None]));
    assert_eq!(told(&demo(&amount("cap")), &[]).open_ended, [0; 0]);
    // Of a refusal nothing is left.
    assert_eq!(rests(&[("bought_on", None, "2025-06-01")]), (vec![], vec![], vec![]));
}

#[test]
fn what_is_shown_beside_an_amount_is_asked_too() {
    let verdict = |when: &str| format!("[[verdict]]\nid = \"v\"\nsay = \"结论\"\nwhen = \"{when}\"\n");
    let open = |tables: &str| {
        let packs = demo(tables);
        told(&packs, &[]).open.iter().map(|it| packs.facts()[it.0].id.clone()).collect::<Vec<_>>()
    };
    let plain = amount("rate * price");
    assert_eq!(open(&plain), ["price"]);
    // A step that goes into nothing is no question.
    assert_eq!(open(&(step("people * (cap / cap)") + &plain)), ["price"]);
    assert_eq!(open(&(verdict("tax <= cap") + &plain)), ["price", "tax"]);
    assert_eq!(open(&(step("people * (cap / cap)") + &verdict("price <= cap") + &plain)), ["price"]);
    // What the rows of a schedule read can matter, all of it.
    let table = "[schedule]\nsay = \"逐月\"\nrows = \"insured\"\n[[schedule.column]]\nid = \"sum\"\nsay = \"每月\"\n\
                 value = \"min(price, tax) + rate * tax\"\ntotal = true\n";
    let mut asked = open(&format!("{table}{}", amount("total_sum")));
    asked.sort_unstable();
    assert_eq!(asked, ["insured", "price", "tax"]);
}

/// The ends of an amount, whether they are proven, and what is open.
#[track_caller]
fn check_range(value: &str, expected: &str) {
    let packs = demo(&amount(value));
    let it = told(&packs, &[]);
    let end = |it: Option<engine::Money>| it.map_or("?".to_owned(), |it| it.to_string());
    let open: Vec<&str> = it.open.iter().map(|it| packs.facts()[it.0].id.as_str()).collect();
    let proven = if it.range.proven { "" } else { " at best" };
    assert_eq!(format!("{}..{}{proven} {open:?}", end(it.range.least), end(it.range.most)), expected, "{value}");
}

#[test]
fn what_is_not_known_is_the_least_but_for_nothing() {
    // Never nothing for certain: no answer makes it known.
    check_range("rate * price + local", "?..? [\"price\"]");
    check_range("rate * price + part", "?..1050.00 [\"price\"]");
    // Nothing at one price between, at the least price, at the most.
    check_range("if price == half then none else local", "0.00..? [\"price\"]");
    check_range("if price <= cap then none else local", "0.00..? [\"price\"]");
    check_range("if price >= cap then none else local", "0.00..? [\"price\"]");
    // What is known and more than nothing is not less than what is not known.
    check_range("if price == half then cap else local", "?..? [\"price\"]");
    check_range("if price <= cap then cap else local", "?..? [\"price\"]");
    check_range("if price >= cap then cap else local", "?..? [\"price\"]");
}

#[test]
fn a_part_that_is_surely_beaten_asks_nothing() {
    let (small, large) = ("min(price, cap)", "cap + cap + tax");
    check_range(&format!("max({small}, {large})"), "200.00..10200.00 [\"tax\"]");
    check_range(&format!("max({large}, {small})"), "200.00..10200.00 [\"tax\"]");
    check_range(&format!("min({small}, {large})"), "0.01..100.00 [\"price\"]");
    check_range(&format!("min({large}, {small})"), "0.01..100.00 [\"price\"]");
    // Never more than the other, and as much at one answer: of equals the first counts.
    check_range("max(cap + tax, min(price, cap))", "100.00..10100.00 [\"tax\"]");
    check_range("max(min(price, cap), cap + tax)", "100.00..10100.00 [\"tax\"]");
    check_range("min(cap + tax, min(price, cap))", "0.01..100.00 [\"price\"]");
    check_range("min(min(price, cap), cap + tax)", "0.01..100.00 [\"price\"]");
    check_range("min(price, tax)", "0.00..10000.00 [\"price\", \"tax\"]");
}

#[test]
fn an_open_step_has_both_its_ends() {
    let ends = |value: &str| {
        let packs = demo(&(step(value) + &amount("cap")));
        let line = told(&packs, &[("tax", None, "30")]).lines[0].clone();
        (line.value.lo.unwrap().normalize().to_string(), line.value.hi.unwrap().normalize().to_string())
    };
    let text = |lo: &str, hi: &str| (lo.to_owned(), hi.to_owned());
    assert_eq!(ends("tax - price"), text("-9970", "29.99"));
    // Read twice, the price is looked for.
    assert_eq!(ends("price - rate * price"), text("0.009", "9000"));
    assert_eq!(ends("rate * price - price"), text("-9000", "-0.009"));
    assert_eq!(ends("tax"), text("30", "30"));
}

#[test]
fn a_refusal_is_as_sure_as_the_condition_that_fails() {
    let window = "[[window]]\nfact = \"bought_on\"\nfrom = \"2026-01-01\"\nto = \"2026-12-31\"\nsource = \"d\"\n\
                  confidence = \"unverified\"\nsay = \"期内\"\n";
    let packs = demo(&format!("{window}{}{}", condition("member"), amount("cap")));
    let sure = |bought, member| {
        let it = told(&packs, &[("bought_on", None, bought), ("member", None, member)]);
        (it.eligibility, it.confidence)
    };
    assert_eq!(sure("2026-06-01", "true"), (Eligibility::Yes, Confidence::Unverified));
    assert_eq!(sure("2026-06-01", "false"), (Eligibility::No, Confidence::Official));
    assert_eq!(sure("2025-06-01", "true"), (Eligibility::No, Confidence::Unverified));
}

/// A scheme of the interview: whom it is open to, its condition, its amount.
type Offer = (&'static str, &'static str, &'static str);

/// The question that comes next of these schemes; `who`: whether it was said that a resident asks.
#[track_caller]
fn check_next(offers: &[Offer], who: bool, expected: &str) {
    let sources = offers.iter().enumerate().map(|(at, (open_to, when, value))| {
        let condition = if when.is_empty() { String::new() } else { condition(when) };
        scheme(&format!("s{at}"), &format!("open_to = [{open_to}]"), &(condition + &amount(value)))
    });
    let packs = packs(sources.collect());
    let said = if who { vec![(Ask::Who, Reply::Who(Who::Resident))] } else { Vec::new() };
    let next = match Interview::new(&[&packs], &said, on()).next() {
        Some(Ask::Fact(id)) => id,
        other => format!("{other:?}"),
    };
    assert_eq!(next, expected, "{offers:?}");
}

#[test]
fn the_question_comes_next_that_decides_the_most_yuan() {
    const ALL: &str = "'resident', 'merchant', 'company'";
    const ONE: &str = "'resident'";
    let member = |value| (ALL, "member", value);
    // Typing counts for a fifth; of equals the first is asked.
    check_next(&[(ALL, "price <= cap", "cap + cap"), member("cap")], true, "member");
    check_next(&[(ALL, "price <= cap", "price * (insured / year)"), member("cap")], true, "price");
    check_next(&[(ALL, "price <= cap", "cap"), (ALL, "tax <= cap", "cap")], true, "price");
    check_next(&[(ALL, "tax <= cap", "cap"), (ALL, "price <= cap", "cap")], true, "tax");
    // For whom one asks decides all of a scheme whose rule holds, and else a third of it.
    check_next(&[(ONE, "", "cap"), member("half")], false, "Some(Who)");
    check_next(&[(ONE, "", "half"), member("cap")], false, "member");
    check_next(&[(ONE, "insured >= year", "cap")], false, "Some(Who)");
    check_next(&[(ONE, "insured >= year", "cap"), member("half")], false, "member");
    // Two of three options rule out a scheme that may be for others.
    check_next(&[(ONE, "kind == 'x'", "cap"), member("half")], false, "kind");
    check_next(&[(ONE, "kind == 'x'", "cap"), member("cap - rate * cap")], false, "member");
    // What is not known counts as much as the known ones do on the average, those that are not for one aside.
    check_next(&[member("local"), (ALL, "kind == 'x'", "half"), ("'company'", "", "cap")], true, "member");
    check_next(&[member("local"), (ALL, "price <= cap", "cap")], true, "member");
    check_next(&[member("cap")], true, "member");
    check_next(&[(ALL, "", "cap")], true, "None");
}

#[test]
fn what_a_scheme_is_worth_has_an_end_only_where_the_rule_sets_one() {
    let worth = |head: &str, value: &str| {
        let open_to = "open_to = ['resident', 'merchant', 'company']";
        let packs = packs(vec![scheme("demo", &format!("{open_to}\n{head}"), &amount(value))]);
        let found = Interview::new(&[&packs], &[], on()).findings();
        let all: Vec<_> = [found.sure, found.maybe, found.no].concat();
        assert!(all.len() < 2);
        all.first().map(|it| (it.worth.kind, it.worth.most.map(|it| it.to_string()), it.worth.endless))
    };
    let cap = Some("100.00".to_owned());
    assert_eq!(worth("", "min(price, cap)"), Some((Kind::Gains, cap, false)));
    assert_eq!(worth("", "rate * price"), Some((Kind::Gains, None, true)));
    assert_eq!(worth("", "cap * (people / one)"), Some((Kind::Gains, None, true)));
    // Time is nobody's to have more of.
    assert_eq!(worth("", "cap * (insured / year)"), Some((Kind::Gains, Some("4000.00".to_owned()), false)));
    assert_eq!(worth("effect = \"defer\"", "rate * price"), Some((Kind::Later, None, true)));
    assert_eq!(worth("effect = \"price\"", "rate * price"), Some((Kind::Rate, None, false)));
    assert_eq!(worth("effect = \"price\"", "cap"), Some((Kind::Rate, None, false)));
    // What never gives anything is not offered.
    assert_eq!(worth("", "none"), None);
}
