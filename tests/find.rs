//! Residents' own words, and the measure that comes first for each.

use engine::Packs;
use engine::find::{Entry, Index, Wanted};
use huisuan::Bundle;
use std::path::Path;
use std::sync::LazyLock;

static BUNDLE: LazyLock<Bundle> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs");
    huisuan::compile(&folder, huisuan::Lang::Zh).unwrap()
});

static PACKS: LazyLock<Packs> = LazyLock::new(|| BUNDLE.packs().unwrap());

fn first(text: &str, who: &str, does: &str) -> Option<u8> {
    let wanted = Wanted { text, who, does };
    BUNDLE.index.find(PACKS.package(), &wanted).first().map(|it| it.measure)
}

#[track_caller]
fn check(text: &str, measure: u8) {
    let all = BUNDLE.index.find(PACKS.package(), &Wanted { text, ..Wanted::default() });
    let first: Vec<(u8, u32)> = all.iter().take(4).map(|it| (it.measure, it.points)).collect();
    assert_eq!(first.first().map(|it| it.0), Some(measure), "`{text}` finds {first:?}");
}

#[test]
fn words_that_residents_use_find_their_measure() {
    let words = [
        ("房租", 23),
        ("铺面租金太贵", 23),
        ("交不起房租", 23),
        ("失业了", 30),
        ("我失业了怎么办", 30),
        ("被公司辞退", 30),
        ("下岗", 30),
        ("低保", 30),
        ("自己交社保", 30),
        ("残疾人补贴", 30),
        ("换冰箱", 21),
        ("想换个空调", 21),
        ("买手机", 21),
        ("旧车报废", 21),
        ("买电车有补贴吗", 21),
        ("购置税", 21),
        ("以旧换新", 21),
        ("交不起社保", 2),
        ("社保可以晚点交吗 缓缴社保", 2),
        ("孩子毕业找工作", 3),
        ("招大学生", 3),
        ("开店贷款", 3),
        ("稳岗补贴", 3),
        ("房贷还不上", 8),
        ("还不起贷款", 8),
        ("货车司机", 8),
        ("贷款利息太高", 12),
        ("消费券", 19),
        ("下馆子优惠", 19),
        ("红包", 19),
        ("电费", 24),
        ("水费欠费", 24),
        ("停电", 24),
        ("增值税", 1),
        ("留抵退税", 1),
        ("房产税", 1),
        ("投标", 7),
        ("政府欠我工程款", 7),
        ("要账", 7),
        ("投标保证金", 14),
        ("算不算小微", 25),
        ("种地补贴", 26),
        ("化肥", 26),
        ("装光伏", 28),
        ("外出打工", 29),
        ("贫困户", 29),
        ("菜价太贵", 31),
        ("物价补贴", 31),
        ("老旧小区", 17),
        ("加装电梯", 17),
        ("烂尾楼", 20),
        ("买房", 20),
        ("夜市", 22),
        ("托育", 22),
        ("5g", 18),
        ("修路", 15),
        ("自来水", 16),
        ("上市", 10),
    ];
    for (text, measure) in words {
        check(text, measure);
    }
}

#[test]
fn pinyin_finds_as_the_word_does() {
    let sounds = [
        ("fz", 23),
        ("fangzu", 23),
        ("FangZu", 23),
        ("sy", 30),
        ("shiye", 30),
        ("hbx", 21),
        ("huanbingxiang", 21),
        ("kt", 21),
        ("jbqsb", 2),
        ("xfq", 19),
        ("xiaofeiquan", 19),
        ("df", 24),
        ("dianfei", 24),
        ("fd", 8),
        ("zhongdi", 26),
        ("db", 30),
        ("dibao", 30),
        ("zgz", 3),
        ("biyesheng", 3),
        ("yhjl", 9),
    ];
    for (text, measure) in sounds {
        check(text, measure);
    }
}

#[test]
fn a_number_is_the_measure_of_that_number() {
    for number in 1..=31_u8 {
        check(&number.to_string(), number);
    }
}

#[test]
fn a_scheme_and_a_round_are_found_by_name_and_say_so() {
    let through = |text: &str| {
        let found = BUNDLE.index.find(PACKS.package(), &Wanted { text, ..Wanted::default() });
        found.first().and_then(|it| it.through).map(|it| (it.measure, it.kind.clone(), it.id.clone()))
    };
    let expect = |measure: u8, kind: &str, id: &str| Some((measure, kind.to_owned(), id.to_owned()));
    assert_eq!(through("城市低保(西山区标准没有查到)"), expect(30, "scheme", "xs-minimum-allowance"));
    assert_eq!(through("避暑胜地"), expect(19, "round", "km-2025-msmsmw-2b"));
    assert_eq!(through("换冰箱"), expect(21, "calculator", "goods"));
    assert_eq!(through("买车"), expect(21, "calculator", "vehicle"));
}

#[test]
fn filters_leave_out_what_is_not_for_one() {
    assert_eq!(first("贷款", "resident", ""), Some(8));
    assert_ne!(first("银行激励", "resident", ""), Some(9));
    for (who, does) in [("resident", "cash"), ("merchant", "later"), ("company", "loan"), ("", "checker")] {
        let found = BUNDLE.index.find(None, &Wanted { text: "", who, does });
        assert!(!found.is_empty() && found.len() < 31, "{who} {does}: {}", found.len());
        assert!(found.windows(2).all(|it| it[0].measure < it[1].measure), "without a text in their order");
    }
    let checkers: Vec<u8> =
        BUNDLE.index.find(None, &Wanted { does: "checker", ..Wanted::default() }).iter().map(|it| it.measure).collect();
    assert_eq!(checkers, [14, 25, 31]);
}

#[test]
fn what_stands_nowhere_finds_nothing_and_nothing_finds_all() {
    for text in ["量子纠缠", "zzzz", "99", "@#￥%"] {
        let found = BUNDLE.index.find(PACKS.package(), &Wanted { text, ..Wanted::default() });
        assert!(found.is_empty() || text == "@#￥%", "`{text}` finds {found:?}");
    }
    assert_eq!(BUNDLE.index.find(None, &Wanted::default()).len(), 31);
}

#[test]
fn every_measure_has_words_and_what_is_written_is_read_back() {
    for number in 1..=31_u8 {
        let entry = BUNDLE.index.entries.iter().find(|it| it.measure == number && it.kind == "measure").unwrap();
        assert!(entry.words.len() >= 2, "measure {number}");
        assert_eq!(entry.words.len(), entry.sounds.len());
    }
    let text = BUNDLE.parts().index;
    assert_eq!(Index::load(text.as_bytes()).unwrap(), BUNDLE.index);
    assert!(Index::load(b"{\"format\":9}").is_err() && Index::load(b"[").is_err());
}

/// Whether anybody at all could be entitled who acts on a day, by the rule itself.
fn possible(scheme: &engine::Scheme, on: engine::date::Date) -> bool {
    let mut answers = engine::Answers::with_items(1);
    for calculator in PACKS.calculators().iter().filter(|it| it.holds(scheme)) {
        for fact in &calculator.preset_today {
            answers.set(*fact, None, Some(engine::answers::Value::Day(on)));
        }
    }
    let seat = scheme.per_item.then_some(0);
    engine::quote(&PACKS, scheme, &answers, seat, on).eligibility != engine::Eligibility::No
}

#[test]
fn what_the_index_calls_over_or_ahead_the_rule_refuses() {
    use engine::find::Stage;
    let mut seen = std::collections::BTreeMap::new();
    for day in ["2020-01-01", "2022-06-15", "2024-09-30", "2026-11-24", "2027-01-01"] {
        let on = engine::date::parse_iso(day).unwrap();
        for entry in BUNDLE.index.entries.iter().filter(|it| it.kind == "scheme") {
            let scheme = PACKS.scheme(&entry.id).unwrap();
            let stage = entry.stage(on);
            assert!(stage == Stage::Running || !possible(scheme, on), "{} is {stage:?} on {day}", entry.id);
            *seen.entry((day, format!("{stage:?}"))).or_insert(0) += 1;
        }
    }
    // The package's own year, and a day when most of it is over.
    assert!(seen[&("2022-06-15", "Running".to_owned())] > 20, "{seen:?}");
    assert!(
        seen[&("2022-06-15", "Ahead".to_owned())] > 10 && seen[&("2027-01-01", "Over".to_owned())] > 30,
        "{seen:?}"
    );
    let stage = |id: &str, day: &str| {
        let entry = BUNDLE.index.entries.iter().find(|it| it.id == id).unwrap();
        entry.stage(engine::date::parse_iso(day).unwrap())
    };
    assert_eq!(stage("cn-vat-exempt-2022", "2022-06-15"), Stage::Running);
    let march = Entry { from: Some("2026-03-01".to_owned()), to: Some("2026-03-31".to_owned()), ..Entry::default() };
    let days = ["2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"];
    let stages = days.map(|day| march.stage(engine::date::parse_iso(day).unwrap()));
    assert_eq!(stages, [Stage::Ahead, Stage::Running, Stage::Running, Stage::Over]);
    assert_eq!(stage("cn-scrap-2026", "2022-06-15"), Stage::Ahead);
    assert_eq!(stage("km-2025-msmsmw-2b", "2026-11-24"), Stage::Over);
    // Good for three days after the last claim, which the record dates.
    assert_eq!(stage("yn-2026-03-dianchao", "2026-03-07"), Stage::Running);
    assert_eq!(stage("yn-2026-03-dianchao", "2026-11-24"), Stage::Over);
}

/// A measure of these words, each with how it sounds.
fn measure(words: &[(&str, &str)]) -> Entry {
    let (words, sounds) = words.iter().map(|it| (it.0.to_owned(), it.1.to_owned())).unzip();
    Entry { measure: 9, kind: "measure".to_owned(), words, sounds, ..Entry::default() }
}

/// What is found first of these entries, as its points and the name of what it was found through.
fn weighed(entries: Vec<Entry>, text: &str) -> Option<(u32, Option<String>)> {
    let index = Index { format: 1, entries };
    let found = index.find(PACKS.package(), &Wanted { text, ..Wanted::default() });
    found.first().map(|it| (it.points, it.through.map(|it| it.id.clone())))
}

/// The points of a measure that has nothing but these words; every word counts four times, so that whom a
/// measure is open to decides between equals only.
#[track_caller]
fn check_points(words: &[&str], text: &str, points: u32) {
    let words: Vec<(&str, &str)> = words.iter().map(|it| (*it, "")).collect();
    let found = weighed(vec![measure(&words)], text).map_or(0, |it| it.0);
    assert_eq!(found, points * 4, "{words:?} by `{text}`");
}

#[test]
fn words_weigh_by_how_they_meet_what_was_typed() {
    check_points(&["电费"], "电费", 100);
    check_points(&["电费"], "电费。电费", 200);
    // Inside what was typed, by length, and never as much as the word itself.
    check_points(&["电费"], "交电费了", 50);
    check_points(&["电"], "交电费了", 0);
    check_points(&["一二三四五六七八九十甲乙丙"], "一二三四五六七八九十甲乙丙丁", 99);
    check_points(&["电费", "水费", "暖气费"], "电费水费", 55);
    check_points(&["水费", "电费", "暖气费"], "水费电费暖气费", 65);
    check_points(&["电费补贴", "电费"], "电费补贴", 100);
    check_points(&["a", "b", "电费"], "abc电费", 50);
    // Its beginning, the more of it the better.
    check_points(&["电费怎么办"], "电费", 67);
    check_points(&["一二三四五六七八九十甲乙丙丁"], "一二", 60);
    check_points(&["电费"], "电", 40);
    check_points(&["电费"], "费", 0);
    check_points(&["abc"], "a", 0);
    // Its middle.
    check_points(&["缓缴电费"], "电费", 50);
    check_points(&["xabc"], "bc", 0);
    // All its letters, with others between them.
    check_points(&["买手机"], "买一个手机", 43);
    check_points(&["手机"], "手提机", 0);
}

#[test]
fn sounds_and_names_weigh_less_than_words() {
    let sounds = |token: &str| weighed(vec![measure(&[("电费补贴", "dian fei bu tie")])], token).map_or(0, |it| it.0);
    let typed = ["dianfeibutie", "dfbt", "dianfei", "df", "d", "di"];
    assert_eq!(typed.map(sounds), [99, 98, 70, 50, 0, 0].map(|it| it * 4));
    let titled =
        |kind: &str| Entry { kind: kind.to_owned(), id: "it".to_owned(), title: "电费".to_owned(), ..measure(&[]) };
    assert_eq!(weighed(vec![titled("measure")], "电费"), Some((98 * 4, None)));
    assert_eq!(weighed(vec![measure(&[]), titled("scheme")], "电费"), Some((96 * 4, Some("it".to_owned()))));
    // Of equals the measure itself.
    let word = |kind: &str| Entry { kind: kind.to_owned(), id: "it".to_owned(), ..measure(&[("电费", "")]) };
    assert_eq!(weighed(vec![word("measure"), word("scheme")], "电费"), Some((400, None)));
}

#[test]
fn of_equals_those_come_first_where_there_is_something_to_do() {
    let entry = |does: &str, open_to: &str| {
        let list = |it: &str| vec![it.to_owned()];
        vec![Entry { does: list(does), open_to: list(open_to), ..measure(&[("电费", "")]) }]
    };
    let cases = [("reference", "company"), ("reference", "resident"), ("cash", "company"), ("cash", "resident")];
    let points = cases.map(|(does, open_to)| weighed(entry(does, open_to), "电费").unwrap().0);
    assert_eq!(points, [400, 401, 402, 403]);
}

/// What stands in no word of a measure is looked for in its own sentence, and among those who lead it.
#[test]
fn a_sentence_is_looked_at_last() {
    let mut package = PACKS.package().unwrap().clone();
    let ninth = package.measures.iter_mut().find(|it| it.number == 9).unwrap();
    (ninth.say, ninth.leads) = ("水电气欠费不停供".to_owned(), vec!["市发展改革委".to_owned()]);
    let index = Index { format: 1, entries: vec![measure(&[("补贴", "")])] };
    let points = |text: &str| {
        index.find(Some(&package), &Wanted { text, ..Wanted::default() }).first().map_or(0, |it| it.points)
    };
    let typed = ["水电气", "水电气 欠费", "发展改革", "水", "市", "补贴 水电气", "地铁"];
    assert_eq!(typed.map(points), [60, 120, 60, 0, 0, 400, 0]);
}
