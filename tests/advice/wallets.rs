//! Returns of what a red packet paid for: one's own money first, then the wallet, and after its last day whoever
//! filled it.

use super::{Planned, back, fen, planned};
use ::planner::advice::calendar;
use engine::campaign::raw::{RawCampaign, RawTerm};
use engine::campaign::{Fen, PartialCash};
use serde_json::{Value, json};
use time::{Date, Month};

fn fixture(id: &str) -> RawCampaign {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("campaigns/{id}.toml"));
    let source = huisuan::read::Source::new(id, std::fs::read_to_string(path).unwrap());
    let root = source.root();
    huisuan::campaign::campaign(&root.table(), huisuan::Lang::Zh).unwrap().0
}

fn october(day: u8) -> Date {
    Date::from_calendar_date(2020, Month::October, day).unwrap()
}

fn cart(amounts: &[&str], balance: &str) -> Value {
    let lines: Vec<Value> = amounts.iter().map(|it| json!({ "category": "dining", "amount": it })).collect();
    json!({
        "purchases": [{ "lines": lines, "days": ["2020-10-13"] }],
        "held": [{ "campaign": "sz-dcep-luohu-2020", "benefit": "wallet-200", "balance": balance }],
    })
}

/// To the person, to the wallet, to the funder.
#[track_caller]
fn goes(it: &Planned, parts: &[(usize, &str, Date)], expect: &[(&str, &str, &str)]) {
    let returns: Vec<_> = parts.iter().map(|(line, goods, on)| back(*line, goods, *on)).collect();
    let found = it.refunds(&returns).unwrap();
    let said: Vec<(Fen, Fen, Fen)> = found.each.iter().map(|it| (it.cash, it.to_wallet, it.to_funder)).collect();
    let expect: Vec<(Fen, Fen, Fen)> = expect.iter().map(|it| (fen(it.0), fen(it.1), fen(it.2))).collect();
    assert_eq!(said, expect);
}

#[test]
fn a_return_goes_to_ones_own_money_first_and_then_to_the_red_packet() {
    // P10: 80.00 of 100.00 are the red packet's; 15.00 go back.
    let it = planned(&[fixture("sz-dcep-luohu-2020")], &cart(&["85.00", "15.00"], "80.00"));
    assert_eq!((it.plan.paid, it.plan.least), (Some(fen("20.00")), fen("80.00")));
    let on = october(18);
    goes(&it, &[(1, "15.00", on)], &[("15.00", "0.00", "0.00")]);
    assert_eq!(it.refunds(&[back(1, "15.00", on)]).unwrap().rule, PartialCash::OwnMoneyFirst);
    let parts = [(1, "15.00", on), (0, "10.00", on), (0, "75.00", on)];
    goes(&it, &parts, &[("15.00", "0.00", "0.00"), ("5.00", "5.00", "0.00"), ("0.00", "75.00", "0.00")]);
    // After its last day what would go back to it is taken back.
    let late = october(19);
    goes(&it, &[(1, "15.00", on), (0, "85.00", late)], &[("15.00", "0.00", "0.00"), ("5.00", "0.00", "80.00")]);
}

#[test]
fn other_rules_share_a_return_between_both() {
    let on = october(14);
    let term = |value: &str| Some(RawTerm { value: value.to_owned(), assumed: None, instead: None });
    let mut raw = fixture("sz-dcep-luohu-2020");
    raw.refund.partial_cash = term("pro_rata");
    let it = planned(&[raw.clone()], &cart(&["85.00", "15.00"], "80.00"));
    goes(&it, &[(1, "15.00", on), (0, "85.00", on)], &[("3.00", "12.00", "0.00"), ("17.00", "68.00", "0.00")]);
    raw.refund.partial_cash = term("minus_whole_discount");
    let it = planned(&[raw.clone()], &cart(&["85.00", "15.00"], "80.00"));
    goes(&it, &[(1, "15.00", on), (0, "85.00", on)], &[("0.00", "15.00", "0.00"), ("20.00", "65.00", "0.00")]);
    // Where nothing is said, in proportion, and nothing goes back to the wallet: the least that is sure.
    raw.refund = Default::default();
    let it = planned(&[raw], &cart(&["85.00", "15.00"], "80.00"));
    goes(&it, &[(1, "15.00", on)], &[("3.00", "0.00", "12.00")]);
    let found = it.refunds(&[back(1, "15.00", on)]).unwrap();
    assert_eq!(found.assumed, [(0, None)]);
    assert!(found.each[0].vouchers[0].silent);
}

#[test]
fn a_voucher_and_a_red_packet_in_one_payment_are_settled_one_after_the_other() {
    let mut raw = fixture("sz-dcep-luohu-2020");
    raw.stacking.per_transaction.value = 2;
    raw.stacking.allowed = vec![(0, 0)];
    raw.stacking.next_threshold = Some(RawTerm { value: "remaining".to_owned(), assumed: None, instead: None });
    let mut voucher = raw.benefits[0].clone();
    voucher.id = "voucher".to_owned();
    (voucher.balance, voucher.splittable, voucher.consume_first) = (None, None, None);
    (voucher.threshold, voucher.off) = (Some(100.into()), Some(20.into()));
    raw.benefits.push(voucher);
    let mut cart = cart(&["85.00", "15.00"], "50.00");
    let held = cart["held"].as_array_mut().unwrap();
    held.push(json!({ "campaign": "sz-dcep-luohu-2020", "benefit": "voucher" }));
    let it = planned(&[raw], &cart);
    // 20.00 off, 50.00 from the wallet, whatever the order in which they are listed.
    let used: Vec<usize> = it.plan.payments[0].applied.iter().map(|it| it.benefit).collect();
    assert_eq!((used, it.plan.paid), (vec![1, 0], Some(fen("30.00"))));
    // The round's rule pays all that was paid before anything else is settled: 80.00 of 100.00.
    let on = october(14);
    goes(&it, &[(1, "15.00", on), (0, "85.00", on)], &[("15.00", "0.00", "0.00"), ("15.00", "50.00", "20.00")]);
}

#[test]
fn the_calendar_says_what_is_left_in_a_wallet() {
    let mut two = cart(&["30.00"], "80.00");
    let purchases = two["purchases"].as_array_mut().unwrap();
    purchases.push(json!({ "lines": [{ "category": "dining", "amount": "20.00" }], "days": ["2020-10-14"] }));
    let it = planned(&[fixture("sz-dcep-luohu-2020")], &two);
    let endings = calendar(&it.read.rounds, &it.read.household, &it.plan);
    let said: Vec<_> = endings.iter().map(|it| (it.used, it.lapse, it.balance_left)).collect();
    assert_eq!(said, [(2, 0, Some(fen("30.00")))]);
    // Claimed for both payments, it is one wallet.
    two["held"] = json!([]);
    let it = planned(&[fixture("sz-dcep-luohu-2020")], &two);
    let endings = calendar(&it.read.rounds, &it.read.household, &it.plan);
    let said: Vec<_> = endings.iter().map(|it| (it.used, it.held, it.balance_left)).collect();
    assert_eq!(said, [(2, None, Some(fen("150.00")))]);
    let answer = ::planner::answer::answer(
        &it.read,
        &::planner::answer::Wish { config: ::planner::Config::default(), compare: 1_000, days: false, returns: true },
        &|| true,
        &mut |_| true,
    );
    assert_eq!(answer["payments"][1]["applied"][0]["balance_left"], "150.00");
    assert_eq!(answer["endings"][0]["balance_left"], "150.00");
    assert_eq!(answer["returns"][0]["full"]["to_wallet"], "30.00");
    assert_eq!(answer["returns"][0]["late"]["to_funder"], "30.00");
}

#[test]
fn a_wallet_in_hand_is_one_with_what_is_left_in_it() {
    let refused = |held: Value| {
        let mut all = cart(&["30.00"], "80.00");
        all["held"] = json!([held]);
        let rounds = [engine::campaign::Campaign::from_raw(fixture("sz-dcep-luohu-2020")).unwrap()];
        let wrong = ::planner::raw::Read::new(&engine::Packs::default(), &rounds, &all).unwrap_err();
        wrong.first().map(ToString::to_string).unwrap()
    };
    let of = |name: &str, value: Value| {
        let mut held = json!({ "campaign": "sz-dcep-luohu-2020", "benefit": "wallet-200" });
        held[name] = value;
        held
    };
    let balance = "members[0].held[0].balance: expected what is left of a wallet that payments share, above 0 and not above what it \
                   held";
    for (held, expect) in [
        (
            of("count", json!(2)),
            "members[0].held[0].count: expected 1: each wallet is listed by itself, with what is left in it",
        ),
        (of("balance", json!("200.01")), balance),
        (of("balance", json!("0.00")), balance),
    ] {
        assert_eq!(refused(held), expect);
    }
}
