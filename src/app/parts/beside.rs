//! What stands beside a result, drawn from the packs that ship.

use super::course::advice;
use super::ends::when;
use super::refused::turning;
use super::tests::drawn;
use crate::form::{Entry, Form, Slot};
use crate::insight::{Axis, Insight, insight};
use crate::packs::{Content, PacksRef};
use crate::parts::course::course;
use crate::parts::ends::ends;
use crate::parts::schemes::schemes;
use crate::route::Page;
use crate::words::{EN, ZH};
use crate::work::{Once, Work, once, work};
use engine::date::{self, Date};
use std::path::Path;
use std::sync::LazyLock;

static BUNDLE: LazyLock<String> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    huisuan::compile(&folder, huisuan::Lang::Zh).unwrap().parts().rules
});

fn on() -> Date {
    date::parse_iso("2026-11-24").unwrap()
}

struct Shown {
    packs: PacksRef,
    work: Work,
    once: Once,
    insight: Insight,
}

/// A page with these answers; those with a number in front belong to that item.
fn page(page: Page, said: &[(Option<u32>, &str, &str)]) -> Shown {
    let packs = engine::Packs::load(BUNDLE.as_bytes()).unwrap();
    let packs = PacksRef::new(Content { packs, ..Content::default() });
    let entries =
        said.iter().map(|(item, fact, text)| (Slot::new(fact, *item), Entry::Typed((*text).to_owned().into())));
    let items = said.iter().filter_map(|it| it.0).max().map_or(0, |it| it + 1);
    let form = Form::of(entries.collect(), (0..items).collect());
    let work = work(&packs, page, &form, Some(on())).unwrap();
    let once = once(&packs, page, Some(on()));
    let insight = insight(&packs, &work, &once.now, true, on());
    Shown { packs, work, once, insight }
}

const PHONE: [(Option<u32>, &str, &str); 3] = [
    (Some(0), "item_category", "phone"),
    (None, "invoice_in_yunnan", "true"),
    (None, "claim_pay_receive_same", "true"),
];

const CAR: [(Option<u32>, &str, &str); 11] = [
    (None, "new_power", "bev"),
    (None, "new_price", "186000"),
    (None, "in_nev_catalogue", "true"),
    (None, "buyer_is_individual", "true"),
    (None, "is_swap_model", "false"),
    (None, "has_old_car", "true"),
    (None, "old_power", "petrol"),
    (None, "old_first_registered", "2012-05-01"),
    (None, "old_in_own_name_since", "2018-03-01"),
    (None, "already_used_2026", "false"),
    (None, "plate_in_yunnan", "true"),
];

#[track_caller]
fn check(html: &str, expect: &[&str]) {
    for it in expect {
        assert!(html.contains(it), "no `{it}` in {html}");
    }
}

#[test]
fn both_ends_say_with_which_answers() {
    let it = page(Page::Goods, &[(Some(0), "item_category", "fridge"), (Some(0), "item_level", "l1")]);
    let html = drawn(ends(&it.packs, Some(&it.insight), (true, true), &[], &ZH));
    check(
        &html,
        &["data-end=\"most\"", "最多 ¥1,500.00: ", "最终成交价(含税) ¥10,000.00", "data-end=\"least\"", "最少 ¥0.00: "],
    );
    let html = drawn(ends(&it.packs, Some(&it.insight), (true, true), &[], &EN));
    check(&html, &["At most ¥1,500.00 with: "]);
    // One amount has no ends.
    let it = page(Page::Goods, &[&PHONE[..], &[(Some(0), "item_price", "3000")]].concat());
    assert!(it.insight.ends.is_empty());
}

fn axis<'a>(it: &'a Shown, fact: &str) -> &'a Axis {
    let place = it.packs.fact(fact).unwrap().0;
    it.insight.axes.iter().find(|it| it.fact == place).unwrap()
}

#[track_caller]
fn check_advice(it: &Shown, fact: &str, expect: &[&str]) {
    let said = advice(axis(it, fact), it.packs.fact(fact).unwrap().1, on(), &ZH);
    assert_eq!(said.iter().map(|it| it.1.as_str()).collect::<Vec<_>>(), expect);
}

#[test]
fn the_cliff_at_six_thousand_is_advice_on_both_sides() {
    let below = page(Page::Goods, &[&PHONE[..], &[(Some(0), "item_price", "6000.00")]].concat());
    check_advice(&below, "item_price", &["最终成交价(含税): ¥6,000.00 以内才有; 再多 1 分就没有 (−¥500.00)"]);
    let above = page(Page::Goods, &[&PHONE[..], &[(Some(0), "item_price", "6000.01")]].concat());
    check_advice(&above, "item_price", &["最终成交价(含税): 降到 ¥6,000.00 以内, 就多 ¥500.00"]);
    let html = drawn(course(&above.packs, axis(&above, "item_price"), on(), &ZH));
    check(&html, &["<svg", "role=\"img\"", "有 1 处跳变", "<table", "¥500.00</td>", "现在 ¥6,000.01: ¥0.00"]);
    assert!(!html.contains(" style="), "{html}");
}

#[test]
fn a_car_bought_in_the_new_year_has_another_sum() {
    let it = page(Page::Vehicles, &CAR);
    check_advice(&it, "invoice_date", &["新车发票日期: 2026年12月31日(含)以前; 再晚 1 天就变少 (−¥20,000.00)"]);
    assert!(axis(&it, "invoice_date").together);
    // The sum beside the dot is the total itself, to the fen.
    check(&drawn(course(&it.packs, axis(&it, "new_price"), on(), &ZH)), &["现在 ¥186,000.00: ¥28,230.09<"]);
}

#[test]
fn a_refusal_says_what_would_turn_it_and_who_decides() {
    let mut late = CAR;
    late[7].2 = "2013-07-01";
    let it = page(Page::Vehicles, &late);
    let turn = it.insight.turn("cn-scrap-2026").unwrap();
    assert_eq!(when(&it.packs, &turn.flip.changes, &ZH), "旧车首次登记日期 2013年6月30日");
    let say = turning(&it.packs, turn, &ZH);
    check(&say, &["最多可得 ¥20,000.00", "改不了"]);
}

#[test]
fn the_card_names_what_was_beaten_and_the_bound_that_binds() {
    let it = page(Page::Vehicles, &CAR);
    let assessment = it.work.sheet.assessment.as_ref().unwrap();
    let html = drawn(schemes(&it.packs, assessment, &it.work.answers, &it.once.now, Some(&it.insight), &ZH));
    check(&html, &["几项只能选一项", "多 ¥5,120.00", "已到「补贴上限」¥20,000.00", "12% × ¥186,000.00 = "]);
}

#[test]
fn a_second_phone_is_cut_by_the_quota() {
    let two = [
        &PHONE[..],
        &[(Some(0), "item_price", "3000"), (Some(1), "item_category", "phone"), (Some(1), "item_price", "5000")],
    ];
    let it = page(Page::Goods, &two.concat());
    let assessment = it.work.sheet.assessment.as_ref().unwrap();
    let html = drawn(schemes(&it.packs, assessment, &it.work.answers, &it.once.now, Some(&it.insight), &ZH));
    check(&html, &["名额: 每人每类 1 件; 因此少算 ¥450.00"]);
}

#[test]
fn open_questions_have_their_worth() {
    let it = page(Page::Vehicles, &[]);
    let worth = |fact: &str| {
        let place = it.packs.fact(fact).unwrap().0;
        it.insight.worths.iter().find(|it| it.0.fact == place).unwrap().1.unwrap().to_string()
    };
    assert_eq!((worth("new_price").as_str(), worth("has_old_car").as_str()), ("35000.00", "20000.00"));
}
