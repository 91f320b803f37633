//! Parts drawn natively and compared by what people and tests find in them.

use super::badge::badge;
use super::bar::{Bar, bar};
use super::fold::fold;
use super::payment::{Rounds, payment};
use super::question::{Question, question};
use super::trouble::trouble;
use crate::answer::{Applied, Payment, Voucher};
use crate::form::Slot;
use crate::sheet::{Asked, Standing};
use crate::words::{EN, ZH};
use engine::Money;
use engine::campaign::Campaign;
use engine::campaign::raw::{
    RawBenefit, RawCampaign, RawClaimRule, RawClass, RawDocument, RawRedeem, RawSpan, RawStacking, RawTerm, RawTerms,
    RawValidity,
};
use engine::input::InputError;
use engine::pack::{Choice, Confidence, Fact, FactKind, Unit};
use rust_decimal::Decimal;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use yew::{Callback, Html, LocalServerRenderer, Properties, component, html};

#[derive(Properties, PartialEq)]
struct DrawnProps {
    html: Html,
}

#[component]
fn Drawn(props: &DrawnProps) -> Html {
    html! { <>{ props.html.clone() }</> }
}

pub(super) fn drawn(html: Html) -> String {
    let renderer = LocalServerRenderer::<Drawn>::with_props(DrawnProps { html }).hydratable(false);
    match pin!(renderer.render()).as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(html) => html,
        Poll::Pending => panic!("a part waits for something"),
    }
}

#[track_caller]
fn check(html: Html, expect: &[&str]) {
    let html = drawn(html);
    for it in expect {
        assert!(html.contains(it), "no `{it}` in {html}");
    }
}

fn fact(kind: FactKind) -> Fact {
    Fact {
        id: "new_price".to_owned(),
        ask: "多少钱?".to_owned(),
        label: "价格".to_owned(),
        kind,
        printed_on: Some("发票".to_owned()),
        help: None,
        in_ones_power: true,
        item: false,
        ..blank()
    }
}

/// Whatever else a fact has by now.
fn blank() -> Fact {
    let packs =
        engine::Packs::load(br#"{"format":1,"lang":"zh","facts":[{"id":"x","ask":"x","label":"x","type":"bool"}]}"#);
    packs.unwrap().facts()[0].clone()
}

fn money() -> FactKind {
    FactKind::Number {
        unit: Unit::Yuan("incl_vat".to_owned()),
        least: Decimal::ZERO,
        most: Decimal::from(10_000_000),
        step: Decimal::new(1, 2),
    }
}

fn asked(standing: Standing, text: &str) -> Asked {
    Asked { fact: 0, slot: Slot::shared("new_price"), standing, text: text.to_owned(), live: true }
}

fn draw(kind: FactKind, standing: Standing, text: &str, typing: bool) -> Html {
    let it = Question {
        fact: &fact(kind),
        asked: &asked(standing, text),
        seat: None,
        today: None,
        typing,
        disabled: false,
        worth: None,
    };
    question(&it, &ZH, &Callback::noop())
}

#[test]
fn the_bar_says_its_range_in_words_in_data_and_as_a_picture() {
    let yuan = |it: i64| Some(Money::from_fen(it * 100));
    let it = Bar {
        label: ZH.total.to_owned(),
        text: None,
        gain: true,
        range: Some((yuan(0), yuan(20_000))),
        scale: yuan(35_000),
        note: "再答 3 题更准".to_owned(),
    };
    check(
        bar(it, &ZH),
        &[
            "data-total-least=\"0.00\"",
            "data-total-most=\"20000.00\"",
            "¥0.00 – ¥20,000.00",
            "aria-live=\"polite\"",
            "aria-label=\"一定有 ¥0.00, 最多 ¥20,000.00",
            "再答 3 题更准",
        ],
    );
}

#[test]
fn a_bar_without_a_result_promises_nothing() {
    let it = Bar { label: EN.total.to_owned(), text: None, gain: true, range: None, scale: None, note: String::new() };
    let html = drawn(bar(it, &EN));
    assert!(html.contains(EN.waiting) && !html.contains("data-total"), "{html}");
}

#[test]
fn a_question_binds_its_label_and_its_hint() {
    check(
        draw(money(), Standing::Open, "", false),
        &[
            "data-fact=\"new_price\"",
            "for=\"q-new_price\"",
            "id=\"q-new_price\"",
            "inputmode=\"decimal\"",
            "aria-describedby=\"q-new_price-hint\"",
            "看这里: 发票",
        ],
    );
}

#[test]
fn a_mistake_stands_beside_the_field_and_the_text_stays() {
    let wrong = || Standing::Wrong(InputError::NotANumber('a'));
    check(
        draw(money(), wrong(), "12a", false),
        &["value=\"12a\"", "role=\"alert\"", "aria-invalid=\"true\"", "「a」不是数字", "q-new_price-error"],
    );
    let html = drawn(draw(money(), wrong(), "12a", true));
    assert!(!html.contains("role=\"alert\""), "nobody is interrupted while typing: {html}");
}

#[test]
fn a_choice_is_real_radio_buttons_with_not_sure_last() {
    let options = ["bev", "ice"].map(|id| Choice { id: id.to_owned(), label: id.to_owned() });
    let html = drawn(draw(FactKind::Choice(options.to_vec()), Standing::Unsure, "", false));
    assert_eq!(html.matches("type=\"radio\"").count(), 3, "{html}");
    let (_, last) = html.rsplit_once("<input").unwrap();
    assert!(last.starts_with(" checked") && last.contains("data-option=\"unsure\""), "{html}");
}

#[test]
fn confidence_is_a_word_and_not_only_a_colour() {
    check(badge(Confidence::Unverified, &ZH), &["待核实"]);
    check(badge(Confidence::Official, &EN), &["Official"]);
}

#[test]
fn folds_and_trouble_have_handles_for_tests() {
    check(fold("why", "为什么", Some(3), Html::default()), &["<details", "data-fold=\"why\"", "<summary", ">3<"]);
    check(trouble(&ZH, None, &Callback::noop()), &["role=\"alert\"", "data-testid=\"retry\""]);
    let why = yew::AttrValue::from("scheme `x`: expected figures that exist");
    check(trouble(&ZH, Some(&why), &Callback::noop()), &["role=\"alert\"", "scheme `x`: expected figures that exist"]);
}

#[test]
fn a_plan_is_called_proven_only_where_its_value_is_the_bound() {
    let plan = |proven, least: i64, bound: i64| crate::answer::Answer {
        proven,
        least: Money::from_fen(least),
        bound: Money::from_fen(bound),
        ..crate::answer::Answer::default()
    };
    let draw = |plan| drawn(super::proof::proof(&plan, &ZH));
    let proven = draw(plan(true, 3000, 3000));
    assert!(proven.contains("已证明最优") && proven.contains("data-proven=\"true\""), "{proven}");
    for open in [plan(false, 3000, 4550), plan(true, 3000, 4550)] {
        let html = draw(open);
        assert!(!html.contains("已证明最优") && html.contains("data-gap=\"15.50\""), "{html}");
        assert!(html.contains("最多还可能再省 ¥15.50") && html.contains("不会超过 ¥45.50"), "{html}");
    }
}

/// A round with one wallet of 200 yuan that payments share.
fn with_wallet() -> Campaign {
    fn stated<T>(value: T) -> RawTerm<T> {
        RawTerm { value, assumed: None, instead: None }
    }
    let days = || RawSpan { from: "2021-01-07".into(), to: Some("2021-01-17".into()), ..RawSpan::default() };
    let wallet = RawBenefit {
        id: "wallet".into(),
        balance: Some(Decimal::from(200)),
        splittable: Some(stated(true)),
        consume_first: Some(stated(true)),
        ..RawBenefit::default()
    };
    let class = RawClass {
        id: "packet".into(),
        title: "数字人民币".into(),
        include: vec!["dining".into()],
        rest: stated("excluded".into()),
        ..RawClass::default()
    };
    let document = RawDocument { title: "notice".into(), confidence: "official".into(), ..RawDocument::default() };
    let raw = RawCampaign {
        id: "demo".into(),
        title: "演示".into(),
        level: "kunming".into(),
        issuer: "某局".into(),
        certainty: "if_drawn".into(),
        documents: vec![document],
        claim: RawClaimRule { method: "none".into(), windows: vec![days()], ..RawClaimRule::default() },
        redeem: RawRedeem {
            window: days(),
            validity: RawValidity { kind: "window".into(), ..RawValidity::default() },
            platforms: vec!["e_cny".into()],
            ..RawRedeem::default()
        },
        classes: vec![class],
        benefits: vec![wallet],
        stacking: RawStacking {
            per_transaction: stated(1),
            shop_discount: Some(stated("allowed".into())),
            ..RawStacking::default()
        },
        terms: RawTerms { threshold_basis: stated("after_shop_discount".into()), rounding: None },
        ..RawCampaign::default()
    };
    Campaign::from_raw(raw).unwrap()
}

#[test]
fn a_payment_shows_what_is_left_in_a_wallet() {
    let campaign = with_wallet();
    let rounds = Rounds { all: &[], only: Some(&campaign) };
    let money = |yuan: i64| Money::from_yuan(Decimal::from(yuan));
    let used = Applied {
        voucher: Voucher { campaign: String::new(), benefit: "wallet".into() },
        off: money(70),
        balance_left: Some(money(80)),
        ..Applied::default()
    };
    let paid = Payment { applied: vec![used], platform: "e_cny".into(), ..Payment::default() };
    check(payment(rounds, &paid, false, &ZH), &["红包 ¥200.00", "可分次使用", "70", "红包余额", "80", "数字人民币"]);
    check(
        payment(rounds, &paid, false, &EN),
        &["red packet of", "in several payments", "left in the red packet", "e-CNY"],
    );
}
