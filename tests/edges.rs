//! The edges of what is said beside an amount: where a profile is cut and where it is not, the plainest answers,
//! what a question is worth, what is not known, and rules that the search cannot settle.

#[path = "shared/rules.rs"]
mod rules;

use engine::answers::write_value;
use engine::assess::Question;
use engine::course::{Along, course};
use engine::profile::{Profile, Segment, profile};
use engine::question::{worth, worths};
use engine::tight::{Loose, Part, loose};
use engine::value::Interval;
use engine::witness::{plainest, plainest_of_total};
use engine::{Answers, Assessment, Packs, assess, quote};
use rules::{amount, answers, on, packs, scheme};
use rust_decimal::Decimal;

const GIVEN: [(&str, Option<usize>, &str); 4] =
    [("price", None, "500"), ("tax", None, "30"), ("insured", None, "24"), ("member", None, "true")];

fn ask(packs: &Packs, answers: &Answers) -> Assessment {
    assess(packs, packs.calculator("all").unwrap(), answers, on())
}

fn demo(tables: &str) -> Packs {
    packs(vec![scheme("demo", "", tables)])
}

fn condition(when: &str) -> String {
    format!("[[condition]]\nid = \"c\"\nsay = \"条件\"\nwhen = \"{when}\"\nsource = \"d\"\n")
}

fn along(packs: &Packs, fact: &str) -> Option<Profile> {
    let fact = packs.fact(fact).unwrap().0;
    profile(packs, packs.scheme("demo").unwrap(), &answers(packs, 0, &GIVEN), None, on(), fact)
}

/// The last value of each segment of a profile along the price, with its slope.
#[track_caller]
fn check_profile(tables: &str, expected: &[&str]) {
    let found = along(&demo(tables), "price").unwrap();
    let shown: Vec<String> = found
        .segments
        .iter()
        .map(|it| format!("{}{} by {}", if it.eligible { "" } else { "!" }, it.to.normalize(), it.slope.normalize()))
        .collect();
    assert_eq!(shown, expected, "{tables}");
}

#[test]
fn a_profile_is_cut_where_the_rule_changes_its_mind_and_nowhere_else() {
    // Of equal parts the first is taken.
    check_profile(&amount("min(rate * price, cap)"), &["1000 by 0.1", "10000 by 0"]);
    check_profile(&amount("min(cap, rate * price)"), &["999.99 by 0.1", "10000 by 0"]);
    check_profile(&amount("max(rate * price, cap)"), &["999.99 by 0", "10000 by 0.1"]);
    check_profile(&amount("max(cap, rate * price)"), &["1000 by 0", "10000 by 0.1"]);
    // What one answer is compared with need not be a number of the rule.
    let mixed = condition("price >= tax and member") + &amount("rate * price");
    check_profile(&mixed, &["!29.99 by 0", "10000 by 0.1"]);
    let same = "if price <= cap then rate * price else rate * price";
    check_profile(&amount(same), &["10000 by 0.1"]);
    check_profile(&amount("if price <= cap then price else price"), &["10000 by 1"]);
    check_profile(&amount("if price <= cap then local else local"), &["10000 by 0"]);
    check_profile(&amount("if price <= cap then none else local"), &["100 by 0", "10000 by 0"]);
    // A fen more is a change, and no jump.
    check_profile(&amount("if price <= cap then tax else tax + fen"), &["100 by 0", "10000 by 0"]);
}

#[test]
fn there_is_no_profile_where_there_is_no_straight_line() {
    let packs = demo(&amount("price * (insured / year)"));
    assert!(along(&packs, "price").is_some() && along(&packs, "insured").is_some());
    assert!(along(&packs, "tax").is_none(), "not read");
    let packs = demo(&amount("price * (price / cap)"));
    assert!(along(&packs, "price").is_none(), "a curve");
    let packs = demo(&amount("cap * (cap / price)"));
    assert!(along(&packs, "price").is_none(), "divided by");
    let table = "[schedule]\nsay = \"逐月\"\nrows = \"insured\"\n[[schedule.column]]\nid = \"sum\"\nsay = \"每月\"\n\
                 value = \"price\"\ntotal = true\n";
    let packs = demo(&format!("{table}{}", amount("total_sum")));
    assert!(along(&packs, "price").is_none(), "a schedule");
}

#[test]
fn a_profile_jumps_by_more_than_a_fen() {
    let segment = |from: i64, to: i64, at: i64| {
        let at = Interval::point(Decimal::new(at, 2));
        let (from, to) = (Decimal::from(from), Decimal::from(to));
        Segment { from, to, eligible: true, at_from: at, at_to: at, slope: Decimal::ZERO }
    };
    let n_jumps = |to: i64| {
        let segments = vec![segment(0, 9, 0), segment(10, 19, to)];
        Profile { fact: 0, segments, taken: Vec::new() }.jumps().len()
    };
    assert_eq!((n_jumps(0), n_jumps(1), n_jumps(2), n_jumps(-2)), (0, 0, 1, 1));
}

/// How many pieces the course of the total along the price has; none: there is no course.
#[track_caller]
fn check_course(schemes: &[(&str, &str)], pieces: Option<usize>) {
    let sources = schemes.iter().enumerate().map(|(at, (head, tables))| scheme(&format!("s{at}"), head, tables));
    let packs = packs(sources.collect());
    let along = Along { fact: packs.fact("price").unwrap().0, item: None, with: &[] };
    let calculator = packs.calculator("all").unwrap();
    let found = course(&packs, calculator, &answers(&packs, 0, &GIVEN), on(), along);
    assert_eq!(found.map(|it| it.most.len()), pieces, "{schemes:?}");
}

#[test]
fn a_course_follows_what_is_paid_and_leaves_the_rest() {
    let straight = amount("rate * price + tax");
    let curve = amount("price * (price / cap)");
    let refused = condition("not member") + &curve;
    let elsewhere = amount("tax");
    check_course(&[("", &straight)], Some(1));
    check_course(&[("", &straight), ("", &elsewhere)], Some(1));
    check_course(&[("", &elsewhere)], None);
    check_course(&[("", &curve)], None);
    check_course(&[("", &straight), ("", &curve)], None);
    check_course(&[("", &straight), ("", &refused)], Some(1));
    check_course(&[("", &straight), ("effect = \"defer\"", &curve)], Some(1));
    check_course(&[("", &amount("if price <= cap then rate * price else rate * price"))], Some(1));
    check_course(&[("", &amount("if price <= cap then local else local"))], Some(1));
    check_course(&[("", &amount("if price <= cap then tax else local"))], Some(2));
    // One value alone is no way to go along.
    let packs = demo(&amount("rate * fee"));
    let along = Along { fact: packs.fact("fee").unwrap().0, item: None, with: &[] };
    assert_eq!(course(&packs, packs.calculator("all").unwrap(), &answers(&packs, 0, &GIVEN), on(), along), None);
}

/// The answers, as `fact=value`, with which a range's end is decided whatever else is answered.
#[track_caller]
fn check_plainest(value: &str, least: &[&str], most: &[&str]) {
    let packs = demo(&amount(value));
    let (it, nothing) = (packs.scheme("demo").unwrap(), Answers::with_items(0));
    let range = quote(&packs, it, &nothing, None, on()).range;
    let plain = |at, end: Option<_>| -> Vec<String> {
        let plain = plainest(&packs, it, &nothing, None, on(), at, end.unwrap());
        let show = |it: &engine::Answer| {
            let fact = &packs.facts()[it.fact];
            format!("{}={}", fact.id, write_value(fact, &it.value))
        };
        let of_total = plainest_of_total(&packs, packs.calculator("all").unwrap(), &nothing, on(), at);
        assert_eq!(of_total, plain, "{value}");
        plain.iter().map(show).collect()
    };
    assert_eq!(plain(&range.least_at, range.least), least, "{value}");
    assert_eq!(plain(&range.most_at, range.most), most, "{value}");
}

#[test]
fn the_plainest_answers_are_few_and_small() {
    check_plainest("if member then cap else none", &["member=false"], &["member=true"]);
    check_plainest("if price >= cap then cap else none", &["price=0.01"], &["price=100.00"]);
    // A yes or no says more than a number does.
    check_plainest("if kind == 'x' or price >= cap then cap else none", &["kind=y", "price=0.01"], &["kind=x"]);
    check_plainest("if price >= cap or kind == 'x' then cap else none", &["price=0.01", "kind=z"], &["kind=x"]);
    check_plainest("if member then min(price, cap) else none", &["member=false"], &["member=true", "price=100.00"]);
}

#[test]
fn a_question_is_worth_what_its_item_can_move() {
    let value = amount("min(rate * item_price, cap)");
    let packs = packs(vec![scheme("each", "per_item = true", &value)]);
    let calculator = packs.calculator("all").unwrap();
    let fact = packs.fact("item_price").unwrap().0;
    for open in [0, 1] {
        let given = answers(&packs, 2, &[("item_price", Some(1 - open), "500")]);
        let total = ask(&packs, &given).total;
        let question = Question { fact, item: Some(open) };
        let found = worths(&packs, calculator, &given, on(), &total, &[question]);
        assert_eq!(found[0].unwrap().to_string(), "100.00");
        assert_eq!(worth(&packs, calculator, &given, on(), question), found[0]);
    }
}

/// What the question about a fact is worth when nothing is answered but how long one was insured.
#[track_caller]
fn check_worth(tables: &str, fact: &str, expected: &str) {
    let packs = demo(tables);
    let question = Question { fact: packs.fact(fact).unwrap().0, item: None };
    let found = worth(&packs, packs.calculator("all").unwrap(), &answers(&packs, 0, &GIVEN[2..3]), on(), question);
    assert_eq!(found.map(|it| it.to_string()).unwrap_or_default(), expected, "{fact} of {tables}");
}

#[test]
fn one_answer_among_many_can_be_what_a_question_is_worth() {
    let else_member = |when: &str| amount(&format!("if {when} then cap else if member then cap else none"));
    // Neither the least nor the most price moves anything; one at a limit does.
    check_worth(&else_member("price >= half and price <= cap"), "price", "100.00");
    check_worth(&else_member("price >= half and price < half + fen"), "price", "100.00");
    check_worth(&else_member("kind == 'y'"), "kind", "100.00");
    check_worth(&else_member("kind == 'z'"), "kind", "100.00");
    check_worth(&else_member("price > cap and price < cap"), "price", "0.00");
    check_worth(&else_member("price == (if insured >= year then half else cap)"), "price", "100.00");
    // So it is of a schedule whose ends are reached.
    let table = |value: &str| {
        let head = "[schedule]\nsay = \"逐月\"\nrows = \"insured\"\n[[schedule.column]]\nid = \"sum\"\nsay = \"每月\"";
        format!("{head}\nvalue = \"{value}\"\ntotal = true\n{}", amount("total_sum"))
    };
    check_worth(&table("min(price, cap)"), "price", "2399.76");
    check_worth(&table("min(cap, cap + rate * price - price * rate)"), "price", "");
}

#[test]
fn what_is_not_known_is_said_of_the_total() {
    let unknown = |value: &str| {
        let found = ask(&demo(&(condition("member") + &amount(value))), &Answers::with_items(0));
        let closed = |text| {
            let packs = demo(&(condition("member") + &amount(value)));
            ask(&packs, &answers(&packs, 0, &[("member", None, text)])).unknown_part
        };
        (found.unknown_part, closed("true"), closed("false"))
    };
    assert_eq!(unknown("cap"), (false, false, false));
    assert_eq!(unknown("local"), (true, true, false));
    // Known on one side only.
    assert_eq!(unknown("part"), (false, true, false));
    assert_eq!(unknown("cap + local"), (true, true, false));
}

#[test]
fn other_readings_stand_beside_what_they_change() {
    let read = amount("if wide then cap else none");
    let other = amount("rate * cap");
    let packs = packs(vec![scheme("read", "", &read), scheme("other", "", &other)]);
    let found = ask(&packs, &Answers::with_items(0));
    let totals: Vec<String> = found.readings.iter().map(|it| it.range.most.unwrap().to_string()).collect();
    assert_eq!((found.total.most.unwrap().to_string().as_str(), totals), ("10.00", vec!["110.00".to_owned()]));
    let of_parts: Vec<usize> = found.parts.iter().map(|it| it.quote.readings.len()).collect();
    assert_eq!(of_parts, [1, 0]);
    // Whoever has said how it reads is told of no other.
    let said = ask(&packs, &answers(&packs, 0, &[("wide", None, "true")]));
    assert!(said.readings.is_empty() && said.parts.iter().all(|it| it.quote.readings.is_empty()));
}

#[test]
fn a_question_is_asked_once_even_where_nothing_is_gained() {
    let value = amount("rate * price");
    let schemes = ["one", "two"].map(|id| scheme(id, "effect = \"defer\"", &value));
    let packs = packs(schemes.into());
    let found = ask(&packs, &Answers::with_items(0));
    assert_eq!(found.questions, [Question { fact: packs.fact("price").unwrap().0, item: None }]);
}

/// The part of a rule at which its range is not proven, with the facts that must be open for it.
#[track_caller]
fn check_loose(tables: &str, expected: Option<(Part, &[&str])>) {
    let packs = demo(tables);
    let found: Option<Loose> = loose(&packs, packs.scheme("demo").unwrap(), &Answers::with_items(0), None, on());
    let names = |it: &Loose| it.open.iter().map(|it| packs.facts()[it.0].id.clone()).collect::<Vec<_>>();
    assert_eq!(
        found.as_ref().map(|it| (it.part, names(it))),
        expected.map(|it| (it.0, it.1.iter().map(|it| (*it).to_owned()).collect()))
    );
}

#[test]
fn the_part_that_is_not_proven_is_named() {
    let undone = "rate * price - price * rate";
    check_loose(&amount("rate * price"), None);
    check_loose(&amount(&format!("cap + {undone}")), Some((Part::Amount, &["price"])));
    let settled = condition("tax <= cap") + &amount(&format!("cap + {undone}"));
    check_loose(&settled, Some((Part::Amount, &["price"])));
    // One end alone is not proven: then the total is not, and there is no course.
    let one_end = amount(&format!("min(cap, cap + {undone})"));
    check_loose(&one_end, Some((Part::Amount, &["price"])));
    assert!(!ask(&demo(&one_end), &Answers::with_items(0)).total.proven);
    let packs = demo(&(one_end.replace("min(", "tax + min(")));
    let along = Along { fact: packs.fact("tax").unwrap().0, item: None, with: &[] };
    assert_eq!(course(&packs, packs.calculator("all").unwrap(), &Answers::with_items(0), on(), along), None);
    let never = condition("rate * price < price * rate") + &amount("if member then cap else tax");
    check_loose(&never, Some((Part::Conditions, &["price"])));
}
