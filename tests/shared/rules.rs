//! Rules of a few lines, put together by the tests that need them: shipped rules do not show every case.

use engine::answers::read_value;
use engine::{Answers, Packs, date};
use huisuan::Lang;
use huisuan::compile::compile_sources;
use huisuan::read::Source;

const FACTS: &str = r#"format = 1
[[fact]]
id = "insured"
ask = "参保几个月?"
label = "参保"
type = "count months"
least = "0"
most = "480"
control = "fixed"
[[fact]]
id = "member"
ask = "是会员吗?"
label = "会员"
type = "bool"
control = "person"
[[fact]]
id = "price"
ask = "多少钱?"
label = "价格"
type = "money"
control = "person"
least = "0.01"
most = "10000"
[[fact]]
id = "tax"
ask = "多少税?"
label = "税"
type = "money"
control = "person"
least = "0"
most = "10000"
[[fact]]
id = "bought_on"
ask = "哪天买?"
label = "买的日期"
type = "date"
least = "2020-01-01"
most = "2030-12-31"
[[fact]]
id = "paid_on"
ask = "哪天付?"
label = "付的日期"
type = "date"
least = "2020-01-01"
most = "2030-12-31"
[[fact]]
id = "kind"
ask = "哪一种?"
label = "种类"
type = "choice"
options = [{ id = "x", label = "甲" }, { id = "y", label = "乙" }, { id = "z", label = "丙" }]
[[fact]]
id = "fee"
ask = "多少手续费?"
label = "手续费"
type = "money"
least = "5"
most = "5"
[[fact]]
id = "people"
ask = "几个人?"
label = "人数"
type = "count persons"
least = "1"
most = "1000"
[[fact]]
id = "wide"
ask = "怎么读?"
label = "读法"
type = "bool"
reading = "false"
[[fact]]
id = "item_category"
ask = "哪一类?"
label = "品类"
type = "choice"
item = true
options = [{ id = "x", label = "甲" }, { id = "y", label = "乙" }, { id = "z", label = "丙" }]
[[fact]]
id = "item_price"
ask = "这件多少钱?"
label = "单价"
type = "money"
item = true
least = "0.01"
most = "10000"
"#;

const CALCULATOR: &str = r#"format = 1
[calculator]
id = "all"
title = "合计"
words = ["合计"]
areas = ["goods"]
questions = ["price", "tax", "insured", "member", "bought_on", "paid_on", "kind", "fee", "people", "item_category", "item_price"]
"#;

/// A scheme of this name: lines of its head, then its tables, of which the amount is the last.
pub fn scheme(id: &str, head: &str, tables: &str) -> Source {
    let effect = if head.contains("effect") { "" } else { "effect = \"cash\"" };
    let text = format!(
        r#"format = 1
[scheme]
id = "{id}"
title = "{id}"
measures = [21]
level = "national"
area = "goods"
issuer = "某局"
for_whom = "个人"
{effect}
certainty = "entitled"
{head}
[[document]]
id = "d"
title = "文件"
issuer = "某局"
confidence = "official"
[figures]
cap = {{ value = "100 yuan", source = "d", say = "上限" }}
rate = {{ value = "10%", source = "d", say = "比例" }}
local = {{ unknown = "yuan", source = "d", confidence = "unknown", say = "没有查到的" }}
part = {{ unknown = "yuan", at_most = "50 yuan", source = "d", confidence = "unknown", say = "只知道上限的" }}
month = {{ value = "30 days", source = "d", say = "一个月" }}
this_year = {{ value = "2026 year", source = "d", say = "今年" }}
one = {{ value = "1 persons", source = "d", say = "一人" }}
half = {{ value = "50 yuan", source = "d", say = "一半" }}
none = {{ value = "0 yuan", source = "d", say = "没有" }}
fen = {{ value = "0.01 yuan", source = "d", say = "一分" }}
year = {{ value = "12 months", source = "d", say = "一年" }}
{tables}
round = "half_up_fen"
round_source = "silent"
say = "金额"
[claim]
how = ["去申请"]
"#
    );
    Source::new(format!("{id}.toml"), text)
}

#[track_caller]
pub fn packs(schemes: Vec<Source>) -> Packs {
    let mut sources = vec![Source::new("facts.toml", FACTS), Source::new("all.toml", CALCULATOR)];
    sources.extend(schemes);
    let bundle = compile_sources(&sources, Lang::Zh);
    let found: Vec<String> = sources
        .iter()
        .flat_map(Source::findings)
        .map(|it| it.to_string())
        .filter(|it| !it.contains("example"))
        .collect();
    assert!(found.is_empty(), "{found:?}");
    bundle.packs().unwrap()
}

pub fn amount(value: &str) -> String {
    format!("[amount]\nvalue = \"{value}\"")
}

pub fn answers(packs: &Packs, items: usize, given: &[(&str, Option<usize>, &str)]) -> Answers {
    let mut answers = Answers::with_items(items);
    for (id, item, text) in given {
        let (place, fact) = packs.fact(id).unwrap();
        answers.set(place, *item, Some(read_value(fact, text).unwrap()));
    }
    answers
}

pub fn on() -> date::Date {
    date::parse_iso("2026-11-24").unwrap()
}
