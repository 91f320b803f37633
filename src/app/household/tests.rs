//! From what is typed to the plan: form, cart, planner, answer.

use super::*;
use crate::answer::{Answer, Message};
use crate::cart::of_household;
use crate::tested::Desk;
use engine::date::parse_iso;

/// A form of shared answers and of items, each with its own.
fn form(shared: &[(&str, &str)], items: &[&[(&str, &str)]]) -> Form {
    let entry = |item, (fact, text): &(&str, &str)| (Slot::new(fact, item), Entry::Typed((*text).to_owned().into()));
    let mut entries: Vec<(Slot, Entry)> = shared.iter().map(|it| entry(None, it)).collect();
    for (place, fields) in items.iter().enumerate() {
        let id = u32::try_from(place).unwrap();
        entries.extend(fields.iter().map(|it| entry(Some(id), it)));
    }
    Form::of(entries, (0..items.len()).map(|it| u32::try_from(it).unwrap()).collect())
}

fn worked(desk: &Desk, form: &Form) -> Household {
    household(desk.packs.campaigns(), form, parse_iso("2026-11-24"))
}

fn planned(desk: &Desk, form: &Form) -> Answer {
    let home = worked(desk, form);
    desk.plan(&of_household(desk.packs.campaigns(), &home, Some(&desk.known), &Form::default()).unwrap())
}

const SUMMER: (&str, &str) = ("round.km-2025-msmsmw-2b", "true");
const BOOKS: (&str, &str) = ("round.km-2025-shushi", "true");

#[track_caller]
fn check(answer: &Answer, least: &str, paid: &str) {
    let paid_is = answer.paid.map(|it| it.to_string()).unwrap_or_default();
    assert_eq!((answer.least.to_string().as_str(), paid_is.as_str()), (least, paid), "{answer:#?}");
    assert!(answer.proven && answer.bound == answer.least, "not proven");
}

#[test]
fn the_examples_of_a_round_come_out_of_the_form() {
    let desk = Desk::new();
    let one = |fields: &[(&str, &str)]| planned(&desk, &form(&[SUMMER], &[fields]));
    check(&one(&[(BUY, "dining"), (AMOUNT, "288.00"), (DAY, "2025-08-08")]), "30.00", "258.00");
    check(&one(&[(BUY, "dining"), (AMOUNT, "300"), (DAY, "2025-8-8")]), "50.00", "250.00");
    let two = one(&[(BUY, "lodging"), (AMOUNT, "520"), ("buy-2", "dining"), ("amount-2", "100"), (DAY, "2025-08-08")]);
    check(&two, "50.00", "570.00");
    check(&one(&[(BUY, "dining"), (AMOUNT, "310"), (DISCOUNT, "20"), (DAY, "2025-08-08")]), "30.00", "260.00");
    // Declined, the discount leaves the threshold of 300 in reach: 310 - 50 is less than 290 - 30.
    let declined = one(&[(BUY, "dining"), (AMOUNT, "321"), (DISCOUNT, "22"), (DECLINE, "true"), (DAY, "2025-08-08")]);
    assert_eq!(declined.paid.unwrap().to_string(), "269.00");
    assert_eq!(declined.declinable.len(), 1);
}

#[test]
fn two_people_pay_two_bills_on_one_day_and_choose_days_when_they_may() {
    let desk = Desk::new();
    let bill = |amount: &'static str| [(BUY, "supermarket"), (AMOUNT, amount), (DAY, "2025-08-08")];
    let (one, other) = (bill("210"), bill("330"));
    check(&planned(&desk, &form(&[SUMMER], &[&one, &other])), "50.00", "490.00");
    let two = planned(&desk, &form(&[SUMMER], &[&one, &other, &[(MEMBER, "妈妈")]]));
    check(&two, "80.00", "460.00");
    assert_ne!(two.payments[0].payer, two.payments[1].payer);
    let any = planned(&desk, &form(&[SUMMER], &[&one[..2], &other[..2]]));
    check(&any, "80.00", "460.00");
    assert_ne!(any.payments[0].day, any.payments[1].day);
    // By itself the till takes the first bill of the day, which is worth 30.
    assert_eq!(any.till.unwrap().1.to_string(), "50.00");
    // Who must pay is kept to.
    let mine = [(BUY, "supermarket"), (AMOUNT, "210"), (DAY, "2025-08-08"), (PAYER, "me")];
    let also = [(BUY, "supermarket"), (AMOUNT, "330"), (DAY, "2025-08-08"), (PAYER, "me")];
    check(&planned(&desk, &form(&[SUMMER], &[&mine, &also, &[(MEMBER, "妈妈")]])), "50.00", "490.00");
}

#[test]
fn a_trade_in_and_vouchers_of_two_rounds_stand_together() {
    let desk = Desk::new();
    let fridge =
        [(BUY, "appliance"), (AMOUNT, "11000"), (KIND, "fridge"), (LEVEL, "l1"), (USUAL, "true"), (DAY, "2025-08-09")];
    let books = [(BUY, "books"), (AMOUNT, "200.00"), (DAY, "2025-08-23")];
    let plan = planned(&desk, &form(&[SUMMER, BOOKS], &[&fridge, &books]));
    // 20 % of 11,000 is 2,200, and the cap is 2,000; the books' 200 take 30 off.
    check(&plan, "2030.00", "9170.00");
    assert_eq!(plan.payments[0].subsidised, [(0, "yn-2025-appliance".to_owned(), engine::Money::from_fen(200_000))]);
    let mut open = fridge;
    open[4] = (USUAL, "");
    let plan = planned(&desk, &form(&[SUMMER], &[&open]));
    check(&plan, "0.00", "11000.00");
    assert!(!plan.notes.is_empty(), "nobody is told why there is no subsidy");
}

#[test]
fn vouchers_held_are_used_when_no_more_can_be_claimed() {
    let desk = Desk::new();
    let bill = [(BUY, "dining"), (AMOUNT, "320"), (DAY, "2025-08-08")];
    let held = [(HELD, "km-2025-msmsmw-2b/goods-200"), (COUNT, "2"), (UNTIL, "2025-08-08")];
    let off = ("claim.km-2025-msmsmw-2b", "false");
    let plan = planned(&desk, &form(&[SUMMER, off], &[&bill, &held]));
    check(&plan, "30.00", "290.00");
    assert_eq!((plan.endings[0].used, plan.endings[0].lapse), (1, 1));
    // Until when it is good is not told: it is left out, and the page asks.
    let held = [(HELD, "km-2025-msmsmw-2b/goods-200")];
    let form = form(&[SUMMER, off], &[&bill, &held]);
    assert!(worked(&desk, &form).holdings[0].needs_until);
    check(&planned(&desk, &form), "0.00", "320.00");
}

#[test]
fn days_come_from_the_rounds_and_are_never_too_many() {
    let desk = Desk::new();
    let days = |shared: &[(&str, &str)]| {
        let home = worked(&desk, &form(shared, &[]));
        (home.days.first().map(|it| it.to_string()), home.days.len(), home.too_many_days)
    };
    assert_eq!(days(&[]), (Some("2026-11-24".into()), 31, None));
    assert_eq!(days(&[SUMMER]), (Some("2025-08-06".into()), 12, None));
    assert_eq!(days(&[SUMMER, BOOKS]), (Some("2025-08-06".into()), 32, None));
    assert_eq!(days(&[SUMMER, (FROM, "2025-08-10"), (TO, "2025-08-12")]), (Some("2025-08-10".into()), 3, None));
    assert_eq!(days(&[(FROM, "2025-01-01"), (TO, "2025-12-31")]), (Some("2025-01-01".into()), 62, Some(365)));
    let home = worked(&desk, &form(&[(FROM, "2025-08-10"), (TO, "2025-08-01")], &[]));
    assert_eq!(home.to.value, Err(InputError::TooEarly(parse_iso("2025-08-10").unwrap())));
}

#[test]
fn what_is_typed_wrong_is_kept_and_promises_nothing() {
    let desk = Desk::new();
    let wrong = [(BUY, "dining"), (AMOUNT, "-5"), (DAY, "2025-02-30")];
    let form = form(&[SUMMER], &[&wrong]);
    let it = &worked(&desk, &form).purchases[0];
    assert_eq!((it.lines[0].amount.text.as_str(), it.day.text.as_str()), ("-5", "2025-02-30"));
    assert_eq!(it.lines[0].amount.value, Err(InputError::Negative));
    assert_eq!(it.day.value, Err(InputError::NoSuchDay));
    let plan = planned(&desk, &form);
    assert_eq!((plan.least.to_string(), plan.paid), ("0.00".into(), None));
    let outside = super::super::household::household(
        desk.packs.campaigns(),
        &self::form(&[SUMMER], &[&[(BUY, "dining"), (AMOUNT, "5"), (DAY, "2025-08-18")]]),
        None,
    );
    assert!(outside.purchases[0].outside);
}

#[test]
fn everything_that_the_page_takes_is_taken_by_the_planner() {
    let desk = Desk::new();
    let bill = [(BUY, "dining"), (AMOUNT, "10000000"), (DISCOUNT, "1")];
    let mut items: Vec<&[(&str, &str)]> = vec![&bill; MOST_PURCHASES];
    let member = [(MEMBER, "x")];
    items.extend(vec![&member[..]; MOST_MEMBERS - 1]);
    let home = worked(&desk, &form(&[SUMMER, BOOKS], &items));
    let cart = of_household(desk.packs.campaigns(), &home, None, &Form::default()).unwrap();
    let read = planner::raw::Read::new(&engine::Packs::default(), desk.packs.campaigns(), &cart);
    assert!(read.is_ok(), "{read:?}");
}

#[test]
fn a_message_that_is_none_is_a_failure() {
    for text in ["", "[]", "{\"n\":1}", "null", "{\"ready\":false}"] {
        assert_eq!(crate::answer::read(text), Message::Failed, "{text}");
    }
    assert_eq!(crate::answer::read("{\"ready\":true}"), Message::Ready);
}
