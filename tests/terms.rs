//! What the engine makes of the terms of a voucher round: what is loaded, what is refused, and what another
//! reading of the notice changes. The file that an author writes is `campaigns.rs`' to test.

use engine::campaign::raw::{
    RawBenefit, RawCampaign, RawClaimRule, RawClass, RawDocument, RawInstead, RawLimit, RawNote, RawPart, RawRedeem,
    RawSpan, RawStacking, RawTerm, RawTerms, RawValidity, RawVoucherBundle,
};
use engine::campaign::{About, Campaign, Limit, Shape};
use engine::pack::Certainty;
use rust_decimal::Decimal;

fn term<T>(value: T) -> RawTerm<T> {
    RawTerm { value, assumed: None, instead: None }
}

fn assumed<T>(value: T, instead: T) -> RawTerm<T> {
    RawTerm { value, assumed: Some("没有写明".to_owned()), instead: Some(instead) }
}

fn span(from: &str, to: Option<&str>) -> RawSpan {
    RawSpan { from: from.to_owned(), to: to.map(str::to_owned), ..RawSpan::default() }
}

fn yuan(amount: i64) -> Option<Decimal> {
    Some(Decimal::from(amount))
}

fn class(id: &str) -> RawClass {
    RawClass {
        id: id.to_owned(),
        title: format!("券 {id}"),
        include: vec!["dining".to_owned()],
        rest: term("excluded".to_owned()),
        ..RawClass::default()
    }
}

fn off(id: &str, class: usize) -> RawBenefit {
    RawBenefit { id: id.to_owned(), class, threshold: yuan(100), off: yuan(20), ..RawBenefit::default() }
}

fn wallet() -> RawBenefit {
    RawBenefit {
        balance: yuan(200),
        splittable: Some(assumed(false, true)),
        consume_first: Some(term(true)),
        ..RawBenefit { id: "wallet".to_owned(), ..RawBenefit::default() }
    }
}

fn limit(id: &str, what: &str) -> RawLimit {
    RawLimit { id: id.to_owned(), what: what.to_owned(), max: Some(1), say: format!("限 {id}"), ..RawLimit::default() }
}

/// A round without mistakes: two classes, a denomination of each, one document.
fn round() -> RawCampaign {
    RawCampaign {
        id: "round".to_owned(),
        title: "一轮".to_owned(),
        level: "kunming".to_owned(),
        issuer: "某局".to_owned(),
        certainty: "if_claimed".to_owned(),
        documents: vec![RawDocument {
            title: "公告".to_owned(),
            confidence: "official".to_owned(),
            ..Default::default()
        }],
        claim: RawClaimRule {
            method: "first_come".to_owned(),
            windows: vec![span("2026-03-01", Some("2026-03-10"))],
            ..RawClaimRule::default()
        },
        redeem: RawRedeem {
            window: span("2026-03-01", Some("2026-03-31")),
            validity: RawValidity { kind: "window".to_owned(), ..RawValidity::default() },
            platforms: vec!["unionpay".to_owned()],
            ..RawRedeem::default()
        },
        classes: vec![class("a"), class("b")],
        benefits: vec![off("a-20", 0), off("b-20", 1)],
        stacking: RawStacking {
            per_transaction: term(1),
            shop_discount: Some(term("allowed".to_owned())),
            ..RawStacking::default()
        },
        terms: RawTerms { threshold_basis: term("after_shop_discount".to_owned()), rounding: None },
        ..RawCampaign::default()
    }
}

fn with(edit: impl FnOnce(&mut RawCampaign)) -> RawCampaign {
    let mut raw = round();
    edit(&mut raw);
    raw
}

#[track_caller]
fn load(edit: impl FnOnce(&mut RawCampaign)) -> Campaign {
    Campaign::from_raw(with(edit)).unwrap()
}

/// What is said of a round with this change, word for word; nothing: it is taken.
#[track_caller]
fn check(edit: impl FnOnce(&mut RawCampaign), says: &str) {
    let found = Campaign::from_raw(with(edit)).err().map(|it| it.to_string()).unwrap_or_default();
    assert_eq!(found, says);
}

const ONE_SHAPE: &str = "benefits[0].shape: expected one shape: `threshold` and `off`; `percent` with `threshold` and \
                         `cap`; `face` with `times` or `over_face`; `balance` with `splittable` and `consume_first`; \
                         or `unknown`";

#[test]
fn what_a_round_consists_of() {
    check(|_| (), "");
    check(|it| it.title.clear(), "title: expected a title");
    check(|it| (it.title, it.issuer) = Default::default(), "title: expected a title; issuer: expected who issued it");
    let document = "expected a document of this campaign";
    check(|it| it.claim.source = 1, &format!("claim.source: {document}"));
    check(|it| it.benefits[1].source = 1, &format!("benefits[1].source: {document}"));
    check(|it| it.redeem.daily_to = Some("00:00".to_owned()), "redeem.daily_to: expected a time after `daily_from`");
    let window = |from_time: &str| {
        let mut window = span("2026-03-05", Some("2026-03-05"));
        (window.from_time, window.to_time) = (Some(from_time.to_owned()), Some("12:00".to_owned()));
        window
    };
    check(|it| it.redeem.window = window("11:59"), "");
    let order = |part: &str| format!("{part}.window: expected a last day that is not before the first");
    check(|it| it.classes[1].window = Some(window("12:00")), &order("classes[1]"));

    let note = |nth: usize| RawNote { id: format!("n{nth}"), say: "注".to_owned(), classes: vec![1] };
    check(|it| it.notes = (0..64).map(note).collect(), "");
    check(|it| it.notes = (0..65).map(note).collect(), "notes: expected at most 64");
    check(
        |it| it.notes = vec![RawNote { classes: vec![2], ..note(0) }],
        "notes[0].classes: expected classes of this campaign",
    );
    let kinds = ["entitled", "if_claimed", "if_drawn", "funds_may_end"];
    let sure = kinds.map(|kind| load(|it| it.certainty = kind.to_owned()).certainty());
    assert_eq!(sure, [Certainty::Entitled, Certainty::IfClaimed, Certainty::IfDrawn, Certainty::FundsMayEnd]);
}

#[test]
fn where_a_voucher_is_good() {
    let rest = |it: &mut RawCampaign, rest: &str| {
        it.classes[0].include.clear();
        it.classes[0].rest = term(rest.to_owned());
    };
    check(|it| rest(it, "included"), "");
    check(|it| rest(it, "excluded"), "classes[0].include: expected at least one category");
    check(|it| it.benefits[0].class = 2, "benefits[0].class: expected a class of this campaign");
    let bundle = |parts: &[(usize, u32)]| {
        let parts = parts.iter().map(|it| RawPart { benefit: it.0, count: it.1 }).collect();
        vec![RawVoucherBundle { id: "bundle".to_owned(), title: "券包".to_owned(), parts, source: 0 }]
    };
    let parts = "bundles[0].parts: expected benefits of this campaign, each with a count from 1 to 1000";
    check(|it| it.bundles = bundle(&[(0, 1), (1, 1_000)]), "");
    for wrong in [&[][..], &[(0, 0)], &[(2, 1)], &[(0, 1), (1, 1_001)]] {
        check(|it| it.bundles = bundle(wrong), parts);
    }
    let loaded = load(|it| it.bundles = bundle(&[(0, 1), (1, 2)]));
    let it = &loaded.bundles()[0];
    assert_eq!((it.id(), it.title(), it.parts()[1].benefit, it.parts()[1].count), ("bundle", "券包", 1, 2));
    // The day of the claim is the only one: the last day of claims is the last of all.
    let same_day = load(|it| {
        it.redeem.window.to = None;
        it.redeem.validity.kind = "same_day".to_owned();
    });
    assert_eq!(same_day.classes()[0].window().to().to_string(), "2026-03-10");
}

#[test]
fn what_a_voucher_takes_off_is_of_one_shape() {
    let alone = |edit: fn(&mut RawBenefit)| {
        move |it: &mut RawCampaign| {
            let benefit = &mut it.benefits[0];
            (benefit.threshold, benefit.off) = (None, None);
            edit(benefit);
            it.terms.rounding = Some(term("floor_fen".to_owned()));
        }
    };
    check(alone(|_| ()), ONE_SHAPE);
    check(alone(|it| it.unknown = Some("没查到".to_owned())), "");
    check(alone(|it| (it.unknown, it.times) = (Some("没查到".to_owned()), Some(2))), ONE_SHAPE);
    check(alone(|it| (it.threshold, it.off, it.times) = (yuan(9), yuan(9), None)), "");
    check(alone(|it| (it.threshold, it.off, it.times) = (yuan(9), yuan(9), Some(2))), ONE_SHAPE);
    check(alone(|it| (it.threshold, it.off, it.over_face) = (yuan(9), yuan(9), true)), ONE_SHAPE);
    check(alone(|it| it.percent = Some(Decimal::new(3, 1))), "");
    check(alone(|it| (it.percent, it.times) = (Some(Decimal::new(3, 1)), Some(2))), ONE_SHAPE);
    check(alone(|it| (it.face, it.times) = (yuan(50), Some(1_000))), "");
    check(alone(|it| (it.face, it.times) = (yuan(50), Some(0))), ONE_SHAPE);
    check(alone(|it| (it.face, it.times) = (yuan(50), Some(1_001))), ONE_SHAPE);
    let holds = "benefits[0].balance: expected what the wallet holds";
    let shares = "benefits[0].splittable: expected whether several payments may share the wallet";
    let takes = "benefits[0].consume_first: expected whether a payment must take as much of the wallet as it can";
    let of_wallet = |edit: fn(&mut RawBenefit)| {
        move |it: &mut RawCampaign| {
            it.benefits[0] = wallet();
            it.benefits[0].splittable = Some(term(false));
            edit(&mut it.benefits[0]);
        }
    };
    check(of_wallet(|_| ()), "");
    check(of_wallet(|it| it.splittable = None), shares);
    check(of_wallet(|it| it.consume_first = None), takes);
    check(of_wallet(|it| it.balance = None), holds);
    check(of_wallet(|it| (it.balance, it.splittable) = (None, None)), &format!("{holds}; {shares}"));
    check(of_wallet(|it| (it.balance, it.consume_first) = (None, None)), &format!("{holds}; {takes}"));
}

#[test]
fn how_many_may_be_claimed_and_used() {
    let one = |edit: fn(&mut RawLimit)| {
        move |it: &mut RawCampaign| {
            it.limits = vec![limit("one", "claim")];
            edit(&mut it.limits[0]);
        }
    };
    check(one(|_| ()), "");
    check(one(|it| it.classes = vec![2]), "limits[0].classes: expected classes of this campaign");
    let max = "limits[0].max: expected a number of vouchers from 1; for amounts, yuan such as `100 yuan`";
    check(one(|it| it.max = Some(0)), max);
    check(one(|it| it.max = None), max);
    check(one(|it| (it.max, it.max_yuan) = (Some(1), yuan(5))), max);
    check(one(|it| (it.what, it.max, it.max_yuan) = ("amount".to_owned(), None, yuan(0))), max);
    // Only the other reading may be without a limit.
    let instead = |max| Some(RawInstead { max, ..RawInstead::default() });
    let loaded = load(|it| {
        let assumed = Some("没有写明".to_owned());
        it.limits = vec![RawLimit { assumed, instead: instead(None), ..limit("one", "claim") }];
    });
    let figures = |it: &Limit| (it.rule().value().max, it.rule().instead().map(|it| it.max));
    assert_eq!(figures(&loaded.limits()[0]), (Some(1), Some(None)));
    let none = loaded.read_otherwise(loaded.limits()[0].rule().assumed().unwrap()).unwrap();
    assert_eq!(figures(&none.limits()[0]), (None, Some(Some(1))));
    // Where amounts are counted, a share of the bill needs a cap.
    let cap = "limits[0].max: expected vouchers with a cap where amounts are counted";
    let shared = |what: &'static str, cap: Option<Decimal>| {
        move |it: &mut RawCampaign| {
            let percent = Some(Decimal::new(3, 1));
            it.benefits[0] = RawBenefit { percent, cap, threshold: None, off: None, ..off("a-20", 0) };
            it.terms.rounding = Some(term("floor_fen".to_owned()));
            let by_amount = what == "amount";
            let (max, max_yuan) = if by_amount { (None, yuan(5)) } else { (Some(1), None) };
            it.limits = vec![RawLimit { max, max_yuan, ..limit("one", what) }];
        }
    };
    check(shared("amount", None), cap);
    check(shared("amount", yuan(9)), "");
    check(shared("claim", None), "");
    // The next voucher's threshold is a question only where several pay.
    let several = |it: &mut RawCampaign| it.stacking.per_transaction = term(2);
    check(several, "stacking.next_threshold: expected on what the second voucher's threshold is tested");
    check(|it| it.stacking.allowed = vec![(0, 2)], "stacking.allowed: expected pairs of classes of this campaign");
    check(|it| it.stacking.allowed = vec![(0, 1)], "");
}

#[test]
fn what_is_assumed_is_said_once_and_read_otherwise() {
    let until = |sentence: &str| {
        Some(RawSpan { to_assumed: Some(sentence.to_owned()), ..span("2026-03-01", Some("2026-03-31")) })
    };
    let last_days = |sentences: [&'static str; 2]| {
        load(|it| {
            it.classes.iter_mut().zip(sentences).for_each(|(class, sentence)| class.window = until(sentence));
        })
    };
    let abouts =
        |it: &Campaign| it.assumptions().iter().map(|it| (it.say().to_owned(), it.about().clone())).collect::<Vec<_>>();
    let one = last_days(["三月底为止", "三月底为止"]);
    assert_eq!(abouts(&one), [("三月底为止".to_owned(), About::LastDay(vec![0, 1]))]);
    let two = last_days(["三月底为止", "没有查到"]);
    let each = [("三月底为止".to_owned(), About::LastDay(vec![0])), ("没有查到".to_owned(), About::LastDay(vec![1]))];
    assert_eq!(abouts(&two), each);
    let claims = load(|it| it.claim.windows.extend(until("三月底为止")));
    assert_eq!((abouts(&claims)[0].1.clone(), claims.assumptions()[0].id()), (About::ClaimWindow, "claim-last-day"));

    // Nothing but the term that is meant is read otherwise.
    let raw = |it: &mut RawCampaign| {
        it.benefits[0] = wallet();
        it.limits = vec![limit("once", "claim")];
        it.refund.partial_cash = Some(assumed("pro_rata".to_owned(), "actual_paid_cap".to_owned()));
        it.refund.partial_voucher = Some(term("lost".to_owned()));
    };
    let loaded = load(raw);
    assert_eq!(loaded.threshold_basis().assumed(), None);
    let shares =
        |it: &Campaign| matches!(it.benefits()[0].shape(), Shape::Wallet { splittable, .. } if *splittable.value());
    let cash = |it: &Campaign| it.refund().partial_cash().map(|it| *it.value());
    let place = |id: &str| loaded.assumptions().iter().position(|it| it.id() == id).unwrap();
    let otherwise = loaded.read_otherwise(place("splittable-wallet")).unwrap();
    assert!(!shares(&loaded) && shares(&otherwise));
    assert_eq!(cash(&otherwise), cash(&loaded));
    let otherwise = loaded.read_otherwise(place("refund-partial_cash")).unwrap();
    assert!(!shares(&otherwise) && cash(&otherwise) != cash(&loaded));
    assert!(loaded.read_otherwise(loaded.assumptions().len()).is_none());
}
