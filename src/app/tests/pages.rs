//! Every page rendered natively, as the prerenderer does: text is there before the browser runs anything.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test: a panic is how it speaks")]

use huisuan::compile::Parts;
use std::path::Path;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use yew::LocalServerRenderer;

fn packs() -> Parts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    huisuan::compile(&folder, huisuan::Lang::Zh).unwrap().parts()
}

fn broken() -> Parts {
    let it = || "not packs".to_owned();
    Parts { rules: it(), relief: it(), package: it(), campaigns: it(), index: it() }
}

/// A page drawn with the files that its module loads.
fn rendered(file: &str, packs: &Parts) -> String {
    let page = app::pages(&packs.package).into_iter().find(|it| it.file == file).unwrap();
    let named = |name: &&str| match *name {
        "data-packs" => packs.rules.clone().into_bytes(),
        "data-relief" => packs.relief.clone().into_bytes(),
        "data-package" => packs.package.clone().into_bytes(),
        "data-campaigns" => packs.campaigns.clone().into_bytes(),
        "data-index" => packs.index.clone().into_bytes(),
        other => panic!("{other} is no file of the packs"),
    };
    let files: Vec<Vec<u8>> = page.files.iter().map(named).collect();
    let props = app::props(file, &files, (None, None));
    let renderer = LocalServerRenderer::<app::App>::with_props(props).hydratable(false);
    match pin!(renderer.render()).as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(html) => html,
        Poll::Pending => panic!("{file} waits for something"),
    }
}

#[track_caller]
fn check(html: &str, expect: &[&str]) {
    for it in expect {
        assert!(html.contains(it), "no `{it}` in {html}");
    }
}

#[test]
fn the_home_page_has_its_doors_as_real_links() {
    let html = rendered("index.html", &packs());
    check(&html, &["<h1", "href=\"vouchers.html\"", "href=\"vehicles.html\"", "href=\"goods.html\"", "长辈版"]);
}

#[test]
fn the_car_page_asks_and_tells_the_rules_without_a_browser() {
    let html = rendered("vehicles.html", &packs());
    check(
        &html,
        &["data-fact=\"new_power\"", "type=\"radio\"", "汽车报废更新补贴(2026 年)", "20,000.00", "<noscript>"],
    );
    // Nothing can be answered before the app is there.
    let fieldset = html.split("<fieldset").nth(1).and_then(|it| it.split('>').next()).unwrap();
    assert!(fieldset.contains("disabled"), "{fieldset}");
    assert!(!html.contains("data-total-least"), "there is no result without a day");
}

#[test]
fn the_goods_page_lists_what_can_be_added() {
    check(&rendered("goods.html", &packs()), &["data-add=\"fridge\"", "一级能效(水效)的补贴比例"]);
}

#[test]
fn all_measures_stand_in_the_file() {
    let html = rendered("measures.html", &packs());
    for number in 1..=31 {
        check(&html, &[&format!("data-measure=\"{number}\"")]);
    }
}

/// What the page of a measure holds besides its text: `c` a calculator of its own, `v` `w` `g` a way to
/// vouchers, cars or goods, `n` a note where the text contradicts itself; how many dates and numbers it
/// names, and how many schemes and rounds carry it out, at least.
const MEASURES: [(&str, usize, usize); 31] = [
    ("cn", 1, 10),
    ("cn", 6, 4),
    ("cn", 3, 9),
    ("", 2, 0),
    ("n", 2, 0),
    ("n", 0, 0),
    ("c", 10, 5),
    ("cn", 0, 3),
    ("cn", 1, 1),
    ("", 0, 0),
    ("", 0, 0),
    ("", 0, 0),
    ("", 0, 0),
    ("cn", 0, 1),
    ("n", 1, 0),
    ("", 0, 0),
    ("n", 2, 0),
    ("", 2, 0),
    ("vgn", 0, 12),
    ("", 1, 0),
    ("vwgn", 0, 30),
    ("n", 2, 0),
    ("cn", 2, 1),
    ("cn", 1, 3),
    ("c", 0, 1),
    ("cn", 0, 2),
    ("n", 0, 0),
    ("", 0, 0),
    ("cn", 1, 2),
    ("cn", 2, 5),
    ("cn", 0, 1),
];

#[test]
fn every_measure_has_its_page_with_its_text_and_what_carries_it_out() {
    let packs = packs();
    let pages = app::pages(&packs.package);
    for (number, (holds, named, schemes)) in (1..).zip(MEASURES) {
        let file = format!("measure-{number:02}.html");
        let page = pages.iter().find(|it| it.file == file).unwrap();
        let html = rendered(&file, &packs);
        assert!(page.title.starts_with(&format!("{number}. ")), "{}", page.title);
        check(&html, &[&page.description, "征求意见稿", "谁能用", "牵头", "<blockquote"]);
        let has = |it: char, text: &str| assert_eq!(holds.contains(it), html.contains(text), "{file}: {it} {text}");
        has('c', "class=\"hs-bar\"");
        has('v', "href=\"vouchers.html\" class=\"hs-button hs-button--main\"");
        has('w', "href=\"vehicles.html\" class=\"hs-button hs-button--main\"");
        has('g', "href=\"goods.html\" class=\"hs-button hs-button--main\"");
        has('n', "id=\"note\"");
        assert_eq!(html.matches("hs-named__one").count(), named, "{file}");
        let carried = html.matches("data-carries=").count();
        assert!(if schemes == 0 { carried == 0 } else { carried >= schemes }, "{file}: {carried} schemes");
        let before = format!("href=\"measure-{:02}.html\"", number - 1);
        let after = format!("href=\"measure-{:02}.html\"", number + 1);
        assert_eq!((html.contains(&before), html.contains(&after)), (number > 1, number < 31), "{file}");
    }
}

#[test]
fn every_section_lists_its_measures() {
    let packs = packs();
    let mut listed = 0;
    for section in 1..=7 {
        let html = rendered(&format!("section-{section}.html"), &packs);
        check(&html, &["征求意见稿", &format!("第 {section} 部分")]);
        listed += html.matches("data-measure=").count();
    }
    assert_eq!(listed, 31);
}

#[test]
fn a_measure_with_several_schemes_asks_which_and_tells_the_rules_of_all() {
    let html = rendered("measure-01.html", &packs());
    check(
        &html,
        &["data-fact=\"only\"", "data-option=\"yn-six-taxes-2022\"", "data-fold=\"cn-vat-small-2023\"", "<noscript>"],
    );
}

#[test]
fn the_voucher_page_lists_the_rounds() {
    check(&rendered("vouchers.html", &packs()), &["data-option=\"km-2025-msmsmw-2b\""]);
}

#[test]
fn the_planner_lists_rounds_and_kinds_and_promises_nothing_yet() {
    let html = rendered("planner.html", &packs());
    check(&html, &["data-fact=\"round.km-2025-msmsmw-2b\"", "data-add=\"dining\"", "data-fold=\"span\"", "谁付钱: 我"]);
    // Nothing can be told before the app is there.
    assert!(html.contains("disabled") && !html.contains("data-proven"), "{html}");
}

#[test]
fn every_page_has_one_heading_and_says_so_when_packs_fail() {
    for page in app::pages(&packs().package) {
        let html = rendered(page.file, &broken());
        assert_eq!(html.matches("<h1").count(), 1, "{}", page.file);
        assert!(page.title.contains("惠算") && !page.description.is_empty());
    }
    check(&rendered("vehicles.html", &broken()), &["data-testid=\"retry\""]);
}

#[test]
fn no_style_and_no_script_stands_in_the_text() {
    let packs = packs();
    for page in app::pages(&packs.package) {
        let html = rendered(page.file, &packs);
        assert!(!html.contains(" style=") && !html.contains("<script"), "{}", page.file);
    }
}
