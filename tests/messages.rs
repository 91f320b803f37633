//! What an author and a user of the command read when something is wrong, word for word.

use huisuan::Lang;
use huisuan::compile::compile_sources;
use huisuan::read::Source;
use std::path::Path;

const FACTS: &str = r#"format = 1
[[fact]]
id = "price"
ask = "多少钱?"
label = "价格"
type = "money incl_vat"
least = "0.01"
most = "1000000"
[[fact]]
id = "net_price"
ask = "不含税多少钱?"
label = "不含税价"
type = "money excl_vat"
least = "0.01"
most = "1000000"
[[fact]]
id = "bought_on"
ask = "哪天买?"
label = "日期"
type = "date"
least = "2020-01-01"
most = "2030-12-31"
[[fact]]
id = "kind"
ask = "哪一种?"
label = "种类"
type = "choice"
options = [{ id = "a", label = "甲" }, { id = "b", label = "乙" }]
[[fact]]
id = "range_km"
ask = "续航多少?"
label = "续航"
type = "count km"
least = "1"
most = "2000"
"#;

/// A scheme without mistakes; each test puts one in.
const SCHEME: &str = r#"format = 1
[scheme]
id = "demo"
title = "演示"
measures = [21]
level = "national"
area = "goods"
issuer = "某局"
for_whom = "个人"
effect = "cash"
certainty = "entitled"
[[document]]
id = "d"
title = "文件"
issuer = "某局"
confidence = "official"
[figures]
rate = { value = "12%", source = "d", say = "比例" }
cap = { value = "2000 yuan", source = "d", say = "上限" }
limit = { value = "6000 yuan incl_vat", source = "d", say = "价格上限" }
[[window]]
fact = "bought_on"
from = "2026-01-01"
to = "2026-12-31"
source = "d"
say = "在期内"
[[condition]]
id = "limit"
say = "不超过上限"
when = "price <= limit"
source = "d"
[amount]
value = "min(rate * price, cap)"
round = "floor_fen"
round_source = "silent"
say = "金额"
[claim]
how = ["去申请"]
[[example]]
name = "一"
on = "2026-06-01"
facts = { price = "1000.00", bought_on = "2026-06-01" }
expect = { eligible = "yes", amount = "120.00" }
source = "own"
[[example]]
name = "边界"
on = "2026-06-01"
facts = { price = "6000.01", bought_on = "2026-06-01" }
expect = { eligible = "no", refused_by = "limit" }
source = "own"
"#;

fn findings(scheme: &str) -> Vec<String> {
    let sources = [Source::new("facts.toml", FACTS), Source::new("demo.toml", scheme)];
    let bundle = compile_sources(&sources, Lang::Zh);
    let mut all: Vec<String> = sources.iter().flat_map(Source::findings).map(|it| it.to_string()).collect();
    if all.is_empty() {
        all.extend(huisuan::check_examples(&bundle).iter().map(ToString::to_string));
    }
    all
}

/// Replaces `from` by `to` and expects exactly these findings.
#[track_caller]
fn check(from: &str, to: &str, expected: &[&str]) {
    assert!(SCHEME.contains(from), "{from} stands in the scheme");
    assert_eq!(findings(&SCHEME.replacen(from, to, 1)), expected);
}

#[test]
fn the_unchanged_scheme_has_no_findings() {
    assert_eq!(findings(SCHEME), Vec::<String>::new());
}

#[test]
fn an_unknown_key() {
    check(
        "title = \"演示\"",
        "title = \"演示\"\ntitel = \"x\"",
        &["demo.toml:5: scheme.titel: unknown key, expected one of area, certainty, effect, ends_note, ends_note_en, \
           for_whom, for_whom_en, frame, group, id, issuer, issuer_en, level, measures, open_to, per_item, stacks_with, \
           stacks_with_en, title, title_en"],
    );
}

#[test]
fn a_wrong_unit() {
    check(
        "2000 yuan",
        "2000 km",
        &[
            "demo.toml:33: amount.value: `min(rate * price, cap)`: `min` takes values of one type, found money (yuan) and a count of km",
        ],
    );
    check(
        "12%",
        "12 furlongs",
        &[
            "demo.toml:18: figures.rate.value: `12 furlongs`: found `furlongs`, expected an operator or the end; expected a value \
         such as 12%, 20000 yuan, 6000 yuan incl_vat, 400 km or 2026-01-01",
        ],
    );
}

#[test]
fn the_two_price_bases_do_not_mix() {
    check(
        "6000 yuan incl_vat",
        "6000 yuan excl_vat",
        &[
            "demo.toml:30: condition[0].when: `price <= limit`: compares money incl_vat (含税) with money excl_vat (不含税), \
         expected one type on both sides",
        ],
    );
    check(
        "price <= limit",
        "net_price <= limit",
        &[
            "demo.toml:30: condition[0].when: `net_price <= limit`: compares money excl_vat (不含税) with money incl_vat (含税), \
         expected one type on both sides",
        ],
    );
}

#[test]
fn a_figure_without_source() {
    check(
        "min(rate * price, cap)",
        "min(rate * price, 2000 yuan)",
        &[
            "demo.toml:33: amount.value: `2000 yuan`: a number without a source, expected the name of an entry of [figures]",
        ],
    );
    check(
        ", source = \"d\", say = \"比例\"",
        ", say = \"比例\"",
        &["demo.toml:18: figures.rate.source: missing, expected the id of a [[document]]: every figure has a source"],
    );
    check(
        "source = \"d\", say = \"上限\"",
        "source = \"e\", say = \"上限\"",
        &["demo.toml:19: figures.cap.source: there is no document `e`, expected one of d"],
    );
}

#[test]
fn overlapping_and_backward_windows() {
    check(
        "[[condition]]",
        "[[window]]\nfact = \"bought_on\"\nfrom = \"2026-06-01\"\nsource = \"d\"\nsay = \"又\"\n[[condition]]",
        &[
            "demo.toml:28: window[1].fact: overlapping windows: `bought_on` has one already, expected one window per date",
        ],
    );
    check(
        "to = \"2026-12-31\"",
        "to = \"2025-12-31\"",
        &["demo.toml:24: window[0].to: 2025-12-31 is before 2026-01-01, expected a day on or after it"],
    );
    check(
        "to = \"2026-12-31\"",
        "to = \"2026-02-30\"",
        &["demo.toml:24: window[0].to: `2026-02-30` is not a day, expected one such as 2026-11-24"],
    );
}

#[test]
fn bands_with_a_gap_or_an_overlap() {
    let bands = |rows: &str| {
        format!(
            "[[step]]\nid = \"s\"\nsay = \"分档\"\nby = \"range_km\"\nbands = [{rows}]\notherwise = \"0 yuan\"\n\
             bands_source = \"d\"\n[amount]"
        )
    };
    let two =
        |first: &str, second: &str| bands(&format!("{{ {first}, value = \"cap\" }}, {{ {second}, value = \"cap\" }}"));
    check("[amount]", &two("from = \"300 km\", below = \"400 km\"", "from = \"400 km\""), &[]);
    check("[amount]", &two("from = \"300 km\", to = \"399 km\"", "from = \"400 km\""), &[]);
    check(
        "[amount]",
        &two("from = \"300 km\", below = \"400 km\"", "from = \"401 km\""),
        &[
            "demo.toml:36: step[0].bands[1].from: leaves a gap between 400 and 401, expected it to start where the band before ends",
        ],
    );
    check(
        "[amount]",
        &two("from = \"300 km\", to = \"400 km\"", "from = \"400 km\""),
        &["demo.toml:36: step[0].bands[1].from: overlaps the band before it, which ends at 400"],
    );
    check(
        "[amount]",
        &two("from = \"300 km\"", "from = \"400 km\""),
        &[
            "demo.toml:36: step[0].bands[1].from: overlaps the band before it, expected bands in rising order, each with an end",
        ],
    );
    check(
        "[amount]",
        &two("from = \"300 yuan\", below = \"400 km\"", "from = \"400 km\""),
        &["demo.toml:36: step[0].bands[0].from: expected a count of km, found money (yuan)"],
    );
}

#[test]
fn an_example_that_disagrees() {
    check(
        "amount = \"120.00\"",
        "amount = \"120.01\"",
        &[
            "demo.toml:39: example `一`: least: expected 120.01, found 120.00",
            "demo.toml:39: example `一`: most: expected 120.01, found 120.00",
        ],
    );
    check(
        "facts = { price = \"1000.00\"",
        "facts = { prise = \"1000.00\"",
        &["demo.toml:39: example `一`: `prise`: no such fact"],
    );
}

#[test]
fn names_and_types() {
    check(
        "rate * price",
        "rate * prise",
        &[
            "demo.toml:33: amount.value: `prise`: unknown name, expected a fact, a figure of this file or an earlier step",
        ],
    );
    check(
        "price <= limit",
        "kind == 'c'",
        &["demo.toml:30: condition[0].when: `'c'`: not an option of `kind`, expected one of a, b"],
    );
    check(
        "price <= limit",
        "price <= bought_on",
        &["demo.toml:30: condition[0].when: `price <= bought_on`: compares money incl_vat (含税) with a date, \
         expected one type on both sides"],
    );
    check("price <= limit", "price <= ", &["demo.toml:30: condition[0].when: found the end, expected a value"]);
    check(
        "min(rate * price, cap)",
        "price <= limit",
        &["demo.toml:33: amount.value: expected money (yuan), found true or false"],
    );
}

#[test]
fn a_file_of_another_kind() {
    check(
        "format = 1",
        "format = 2",
        &["demo.toml:1: format: demo.toml is format version 2, this program reads version 1; update the program"],
    );
    check("id = \"demo\"", "id = \"other\"", &["demo.toml:1: id: `other` is not the file's name, expected `demo`"]);
    check("[scheme]", "[scheme", &["demo.toml:2: not valid TOML: unclosed table, expected `]`"]);
}

#[test]
fn every_mistake_of_a_file_at_once() {
    let text = SCHEME
        .replace("level = \"national\"", "level = \"moon\"")
        .replace("12%", "12 km")
        .replace("to = \"2026-12-31\"", "to = \"2026-13-01\"")
        .replace("price <= limit", "prise <= limit");
    let fields: Vec<String> =
        findings(&text).iter().filter_map(|it| it.split(": ").nth(1).map(str::to_owned)).collect();
    assert_eq!(fields, ["scheme.level", "window[0].to", "condition[0].when", "amount.value"]);
}

#[test]
fn a_damaged_pack_is_refused_and_never_panics() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs");
    let bundle = huisuan::compile(&folder, Lang::Zh).unwrap();
    let json = bundle.json().into_bytes();
    assert!(engine::Packs::load(&json).is_ok());
    // Cut short and bent at many places: refused, or still a whole pack; no other outcome.
    for nth in 0..200 {
        let at = nth * json.len() / 200;
        assert!(engine::Packs::load(&json[..at]).is_err());
        let mut bent = json.clone();
        bent[at] = bent[at].wrapping_add(1);
        let _either = engine::Packs::load(&bent);
    }
}

#[test]
fn a_rule_whose_range_cannot_be_shown_to_be_reached() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("loose");
    let notes = |scheme: &str| -> Vec<String> {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("facts.toml"), FACTS).unwrap();
        std::fs::write(folder.join("demo.toml"), scheme).unwrap();
        let bundle = huisuan::compile(&folder, Lang::Zh).unwrap();
        let told = huisuan::tight::tightness(&bundle).unwrap();
        assert!(told.ranges > 3, "{} ranges", told.ranges);
        let inside = folder.join("demo.toml").display().to_string();
        told.notes.iter().map(|it| it.to_string().replace(&inside, "demo.toml")).collect()
    };
    assert_eq!(notes(SCHEME), Vec::<String>::new());
    let why = "open the range holds but may be too wide: its ends could not be shown to be reached. It stays so where \
               an open fact is read more than once and the readings cancel out, or a schedule is too long; write the \
               formula so that each fact is read once";
    // The price is taken away from itself: zero at every price, but no box of prices says so.
    let odd = SCHEME.replace("value = \"min(rate * price, cap)\"", "value = \"cap + rate * price - price * rate\"");
    assert_eq!(notes(&odd), [format!("demo.toml:32: amount: with `price` {why}")]);
    let step = "[[step]]\nid = \"odd\"\nsay = \"甲\"\nvalue = \"cap + rate * price - price * rate\"\n[amount]";
    let odd = SCHEME.replace("[amount]", step).replace("value = \"min(rate * price, cap)\"", "value = \"odd\"");
    assert_eq!(notes(&odd), [format!("demo.toml:33: step `odd`: with `price` {why}")]);
}

/// A table of fifty years of months is summed; one of a month more has no known sum.
#[test]
fn the_longest_schedule() {
    let table = "[schedule]\nsay = \"逐月\"\nrows = \"range_km\"\n[[schedule.column]]\nid = \"sum\"\nsay = \"每月\"\n\
                 value = \"a_month\"\ntotal = true\n[amount]";
    let scheme = SCHEME
        .replace("[amount]", table)
        .replace("cap = {", "a_month = { value = \"1 yuan\", source = \"d\", say = \"每月\" }\ncap = {")
        .replace("value = \"min(rate * price, cap)\"", "value = \"total_sum\"");
    let sources = [Source::new("facts.toml", FACTS), Source::new("demo.toml", &scheme)];
    let packs = compile_sources(&sources, Lang::Zh).packs().unwrap();
    let sum = |months: usize| {
        let mut answers = engine::Answers::with_items(0);
        for (fact, text) in [("price", "1"), ("bought_on", "2026-06-01"), ("range_km", &months.to_string())] {
            answers.read(&packs, fact, None, text).unwrap();
        }
        let on = engine::date::parse_iso("2026-06-01").unwrap();
        engine::quote(&packs, packs.scheme("demo").unwrap(), &answers, None, on).range.most.map(|it| it.to_string())
    };
    let most = engine::schedule::MOST_ROWS;
    assert_eq!((sum(1), sum(most), sum(most + 1)), (Some("1.00".to_owned()), Some("600.00".to_owned()), None));
}
