//! Parts drawn natively and compared by what people and tests find in them.

use super::badge::badge;
use super::bar::{Bar, bar};
use super::fold::fold;
use super::question::{Question, question};
use super::trouble::trouble;
use crate::form::Slot;
use crate::sheet::{Asked, Standing};
use crate::words::{EN, ZH};
use engine::Money;
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
    check(trouble(&ZH, &Callback::noop()), &["role=\"alert\"", "data-testid=\"retry\""]);
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
