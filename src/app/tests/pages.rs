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

#[test]
fn the_voucher_page_lists_the_rounds() {
    check(&rendered("vouchers.html", &packs()), &["data-option=\"km-2025-msmsmw-2b\""]);
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
