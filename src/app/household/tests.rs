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
fn an_amount_that_is_known_about_gives_a_range_and_both_plans() {
    let desk = Desk::new();
    let meal = |more: &[(&'static str, &'static str)]| {
        let mut fields = vec![(BUY, "dining"), (DAY, "2025-08-08"), (ABOUT, "true")];
        fields.extend(more);
        let form = form(&[SUMMER], &[&fields]);
        let line = worked(&desk, &form).purchases[0].lines[0].clone();
        (planned(&desk, &form), line)
    };
    let amounts = |it: &Answer| (it.least.to_string(), it.most.map(|it| it.to_string()), it.paid);
    let (about, _) = meal(&[(LOW, "250"), (HIGH, "400")]);
    assert_eq!(amounts(&about), ("30.00".into(), Some("50.00".into()), None));
    let used = |all: &[crate::answer::Payment]| all[0].applied[0].voucher.benefit.clone();
    assert_eq!((used(&about.payments), used(&about.at_most)), ("goods-200".into(), "goods-300".into()));
    // Nothing is known, or one end alone.
    for (open, most) in [(&[][..], "80.00"), (&[(HIGH, "400")], "50.00"), (&[(LOW, "0"), (HIGH, "400")], "50.00")] {
        assert_eq!(amounts(&meal(open).0), ("0.00".into(), Some(most.into()), None), "{open:?}");
    }
    assert_eq!(amounts(&meal(&[(LOW, "200")]).0), ("30.00".into(), Some("80.00".into()), None));
    // Both ends the same: that is the amount.
    let (exact, line) = meal(&[(LOW, "288"), (HIGH, "288.00"), (DISCOUNT, "20")]);
    check(&exact, "30.00", "238.00");
    assert!(line.exactly().is_some() && line.off().is_some());
    // What was typed before stays, and does not count.
    assert_eq!(amounts(&meal(&[(AMOUNT, "300"), (LOW, "200"), (HIGH, "250")]).0).1, Some("30.00".into()));
    // The wrong way round, and a discount with nothing to take it from.
    let (_, line) = meal(&[(LOW, "300"), (HIGH, "200"), (DISCOUNT, "400")]);
    assert_eq!(line.high.value, Err(InputError::TooSmall(300.into())));
    assert_eq!(line.discount.value, Err(InputError::TooLarge(300.into())));
    assert_eq!(line.wrong().len(), 2);
    let (plan, line) = meal(&[(HIGH, "400"), (DISCOUNT, "20")]);
    assert_eq!((line.off(), line.wrong().len(), plan.most.unwrap().to_string()), (None, 0, "50.00".into()));
}

#[test]
fn who_cannot_claim_does_not_and_what_is_claimed_is_not_claimed_again() {
    let desk = Desk::new();
    let bill = [(BUY, "supermarket"), (AMOUNT, "330"), (DAY, "2025-08-08")];
    let plan = |shared: &[(&'static str, &'static str)], mother: &[(&'static str, &'static str)]| {
        let mut all = vec![SUMMER];
        all.extend(shared);
        let mut member = vec![(MEMBER, "妈妈")];
        member.extend(mother);
        planned(&desk, &form(&all, &[&bill, &bill, &member]))
    };
    let (me, mother) = ("barred.km-2025-msmsmw-2b", "barred.km-2025-msmsmw-2b.goods-300");
    check(&plan(&[], &[]), "100.00", "560.00");
    let hers = plan(&[(me, "true")], &[]);
    check(&hers, "50.00", "610.00");
    assert!(hers.payments.iter().all(|it| it.payer != ME || it.applied.is_empty()));
    check(&plan(&[], &[(mother, "true")]), "80.00", "580.00");
    check(&plan(&[(me, "true")], &[(me, "true")]), "0.00", "660.00");
    check(&plan(&[("claim.km-2025-msmsmw-2b", "false")], &[]), "0.00", "660.00");
}

#[test]
fn what_was_received_is_not_received_again() {
    let desk = Desk::new();
    let fridge =
        [(BUY, "appliance"), (AMOUNT, "5000"), (KIND, "fridge"), (LEVEL, "l1"), (USUAL, "true"), (DAY, "2025-08-09")];
    let plan = |more: &[&[(&'static str, &'static str)]]| {
        let mut items: Vec<&[(&str, &str)]> = vec![&fridge];
        items.extend(more);
        planned(&desk, &form(&[], &items)).least.to_string()
    };
    assert_eq!(plan(&[]), "1000.00");
    // Of which scheme is not known: it counts for all.
    assert_eq!(plan(&[&[(USED, "fridge")]]), "0.00");
    assert_eq!(plan(&[&[(USED, "fridge"), (SCHEME, "yn-2025-appliance")]]), "0.00");
    assert_eq!(plan(&[&[(USED, "fridge"), (SCHEME, "yn-2026-appliance")]]), "1000.00");
    assert_eq!(plan(&[&[(USED, "tv")]]), "1000.00");
    // Another member has hers left.
    assert_eq!(plan(&[&[(USED, "fridge")], &[(MEMBER, "妈妈")]]), "1000.00");
    assert_eq!(plan(&[&[(USED, "fridge")], &[(MEMBER, "妈妈")], &[(USED, "fridge"), (WHOSE, "2")]]), "0.00");
    let counted = |kind: &str| desk.known.counted(kind).map(|it| it.id.clone()).collect::<Vec<_>>();
    assert!(counted(CAR_KIND).contains(&"cn-scrap-2026".to_owned()), "{:?}", counted(CAR_KIND));
}

#[test]
fn hours_matter_where_a_round_has_them() {
    let desk = Desk::new();
    let books = |time: &'static str| {
        let form = form(&[BOOKS], &[&[(BUY, "books"), (AMOUNT, "200"), (DAY, "2025-08-23"), (TIME, time)]]);
        assert!(worked(&desk, &form).hours);
        planned(&desk, &form).least.to_string()
    };
    // Vouchers are given out from nine o'clock and are good on that day.
    assert_eq!((books("").as_str(), books("08:30").as_str(), books("09:00").as_str()), ("30.00", "0.00", "30.00"));
    assert!(!worked(&desk, &form(&[SUMMER], &[])).hours);
}

#[test]
fn the_cart_is_the_one_that_the_command_reads() {
    let desk = Desk::new();
    let items: [&[(&str, &str)]; 5] = [
        &[
            (BUY, "dining"),
            (ABOUT, "true"),
            (LOW, "300"),
            (HIGH, "400"),
            (DISCOUNT, "10"),
            (DECLINE, "true"),
            (TIME, "12:30"),
            (PAYER, "3"),
        ],
        &[
            (BUY, "appliance"),
            (AMOUNT, "5000"),
            (KIND, "fridge"),
            (USUAL, "true"),
            (DAY, "2025-08-09"),
            ("buy-2", "books"),
            ("about-2", "true"),
        ],
        &[(HELD, "km-2025-msmsmw-2b/goods-200"), (COUNT, "2"), (UNTIL, "2025-08-08"), (WHOSE, "3")],
        &[(MEMBER, "妈妈"), ("barred.km-2025-msmsmw-2b", "true")],
        &[(USED, "fridge"), (SCHEME, "yn-2025-appliance"), (COUNT, "2"), (WHOSE, "3")],
    ];
    let shared = [SUMMER, BOOKS, (FROM, "2025-08-08"), (TO, "2025-08-09"), ("barred.km-2025-shushi.books-100", "true")];
    let home = worked(&desk, &form(&shared, &items));
    let cart = of_household(desk.packs.campaigns(), &home, Some(&desk.known), &Form::default()).unwrap();
    let rest: Vec<String> = desk
        .packs
        .campaigns()
        .iter()
        .find(|it| it.id() == "km-2025-shushi")
        .unwrap()
        .benefits()
        .iter()
        .map(|it| ["km-2025-shushi/", it.id()].concat())
        .filter(|it| it != "km-2025-shushi/books-100")
        .collect();
    let mut mine: Vec<String> = vec!["km-2025-msmsmw-2b".into()];
    mine.extend(rest);
    assert_eq!(cart["members"][0], serde_json::json!({ "id": "me", "claimable": mine }));
    assert_eq!(
        cart["members"][1],
        serde_json::json!({
            "id": "3", "claimable": ["km-2025-shushi"],
            "held": [{ "campaign": "km-2025-msmsmw-2b", "benefit": "goods-200", "count": 2, "last_day": "2025-08-08" }],
            "quota_used": [{ "scheme": "yn-2025-appliance", "kind": "fridge", "count": 2 }],
        })
    );
    assert_eq!(
        cart["purchases"][0],
        serde_json::json!({
            "id": "0", "days": ["2025-08-08", "2025-08-09"], "time": "12:30", "payers": ["3"],
            "lines": [{ "category": "dining", "at_least": "300", "at_most": "400", "shop_discount": "10", "declinable": true }],
        })
    );
    assert_eq!(cart["purchases"][1]["lines"][1], serde_json::json!({ "category": "books" }));
    // Read by the command's own reader, everything is where the page meant it.
    let read = planner::raw::Read::new(&engine::Packs::default(), desk.packs.campaigns(), &{
        let mut plain = cart.clone();
        plain["purchases"][1]["lines"][0].as_object_mut().unwrap().remove("subsidies");
        plain
    });
    let read = read.unwrap();
    assert_eq!(read.household.members()[1].used[0].count, 2);
    assert_eq!(read.household.members()[1].claims[0], planner::Claims::Nothing);
    assert!(matches!(read.household.members()[0].claims[1], planner::Claims::Only(_)));
    assert_eq!(read.household.purchases()[0].time.unwrap().to_string(), "12:30");
    assert!(read.household.is_open());
}

#[test]
fn a_link_keeps_everything_and_who_is_meant() {
    let mut all = vec![];
    let mut say = |fact: &str, item: Option<u32>, text: &str| {
        all.push((Slot::new(fact, item), Entry::Typed(text.to_owned().into())));
    };
    say(SUMMER.0, None, "true");
    say("barred.km-2025-msmsmw-2b.goods-300", Some(5), "true");
    say(MEMBER, Some(5), "妈妈");
    say(BUY, Some(2), "dining");
    say("buy-2", Some(2), "books");
    say(PAYER, Some(2), "5");
    say(USED, Some(9), "fridge");
    say(WHOSE, Some(9), "5");
    let form = Form::of(all, vec![2, 5, 9]);
    let on = parse_iso("2026-11-24").unwrap();
    let link = crate::fragment::write(&crate::fragment::Shared { on, asked: None, form: renumbered(&form) }).unwrap();
    let back = crate::fragment::read(&link).unwrap().form;
    let desk = Desk::new();
    let (before, after) = (worked(&desk, &form), worked(&desk, &back));
    assert_eq!((after.purchases[0].payer, after.used[0].whose), (Some(1), 1));
    assert_eq!(after.members[1].claims, before.members[1].claims);
    assert_eq!(after.rounds, before.rounds);
    assert_eq!(after.purchases[0].lines.len(), 2);
}

#[test]
fn a_message_that_is_none_is_a_failure() {
    for text in ["", "[]", "{\"n\":1}", "null", "{\"ready\":false}"] {
        assert_eq!(crate::answer::read(text), Message::Failed, "{text}");
    }
    assert_eq!(crate::answer::read("{\"ready\":true}"), Message::Ready);
}
