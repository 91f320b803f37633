//! The relief measures: the public examples of their record stand in the packs, and what a measure names
//! stands in its text.

use huisuan::Lang;
use huisuan::compile::compile_sources;
use huisuan::read::Source;
use std::path::Path;

/// The public examples that concern the relief measures, by their number in the record, each with the
/// schemes that must reproduce it and how many cases of the packs do.
const PUBLIC: [(&str, usize, &[&str]); 17] = [
    ("W8", 1, &["yn-six-taxes-2022"]),
    ("W10", 2, &["cn-vat-credit-increment-2022", "cn-vat-credit-stock-2022"]),
    ("W12", 5, &["cn-pension-employer-16", "yn-keep-jobs-2022", "yn-keep-jobs-2025", "yn-unemployment-one-percent"]),
    ("W13", 2, &["km-hire-local-2022", "yn-hire-graduates"]),
    ("W15", 1, &["cn-electricity-late-fee"]),
    ("W16", 2, &["cn-bid-price-2022"]),
    ("W19", 1, &["cn-startup-loan-2022"]),
    ("P4", 3, &["cn-vat-exempt-2022", "cn-vat-one-percent-2022", "cn-vat-quarter-exempt-2021"]),
    ("P5", 1, &["cn-mfg-deferral-2022"]),
    ("P6", 1, &["km-rent-2022"]),
    ("P7", 1, &["cn-late-payment"]),
    ("P8", 1, &["yn-unemployment-benefit"]),
    ("P9", 2, &["cn-price-link"]),
    ("P12", 1, &["cn-small-loan-incentive"]),
    ("P13", 1, &["cn-bid-reserve-2022"]),
    ("P14", 2, &["cn-work-relief-pay", "xs-work-posts"]),
    ("P15", 1, &["cn-bid-deposit"]),
];

#[test]
fn every_public_example_stands_in_the_packs_and_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs");
    let bundle = huisuan::compile(&folder, Lang::Zh).unwrap();
    for (number, cases, schemes) in PUBLIC {
        let source = format!("goods-and-relief.md {number}");
        let mine: Vec<_> = bundle.examples.schemes.iter().filter(|it| it.source == source).collect();
        assert_eq!(mine.len(), cases, "{number}");
        let mut of: Vec<&str> = mine.iter().map(|it| it.scheme.as_str()).collect();
        of.sort_unstable();
        of.dedup();
        assert_eq!(of, schemes, "{number}");
        let packs = bundle.packs().unwrap();
        for it in mine {
            assert_eq!(engine::example::run(&packs, it), Ok(()), "{number}: {}", it.name);
        }
    }
}

const PACKAGE: &str = r#"format = 1
[package]
title = "措施"
status = "征求意见稿"
[[section]]
number = 1
title = "一"
[[measure]]
number = 1
section = 1
title = "租金"
leads = ["某局"]
verdict = "reference"
open_to = ["merchant"]
say = "免租金。"
original = "1.租金。免3个月或6个月租金, 6月30日前办完。"
named = [{ quote = "3个月", kind = "count", value = "3", say = "月数" }]
"#;

#[track_caller]
fn check(from: &str, to: &str, expected: &[&str]) {
    assert!(PACKAGE.contains(from), "{from} stands in the package");
    let sources = [Source::new("measures.toml".to_owned(), PACKAGE.replacen(from, to, 1))];
    let _ = compile_sources(&sources, Lang::Zh);
    let found: Vec<String> = sources.iter().flat_map(Source::findings).map(|it| it.to_string()).collect();
    assert_eq!(found, expected);
}

#[test]
fn what_a_measure_names_stands_in_its_text_and_fits_its_kind() {
    check("3个月\", kind", "3个月\", kind", &[]);
    check(
        "3个月\", kind",
        "4个月\", kind",
        &["measures.toml:17: measure[0].named[0].quote: `4个月` does not stand in `original`"],
    );
    let value = |kind: &str, value: &str| format!("kind = \"{kind}\", value = \"{value}\"");
    let count = value("count", "3");
    for (kind, good) in [
        ("date", "2022-12-31"),
        ("date", "06-30"),
        ("date", "2022..2023"),
        ("share", "0.06..0.10"),
        ("money", "4000000"),
        ("ratio", "1:3"),
    ] {
        check(&count, &value(kind, good), &[]);
    }
    for (kind, bad) in
        [("date", "2022-02-30"), ("date", "13-01"), ("share", "16"), ("money", "-1"), ("ratio", "3"), ("count", "x")]
    {
        let message = format!(
            "measures.toml:17: measure[0].named[0].value: `{bad}` is no {kind}, expected such as 2022-12-31, 12-31, 0.16, \
             4000000, 5, 1:3 or 0.06..0.10"
        );
        check(&count, &value(kind, bad), &[&message]);
    }
}
