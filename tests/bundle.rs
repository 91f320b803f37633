//! What the engine makes of a compiled bundle: worked examples that do not hold are found, whatever part of
//! them is wrong, and what does not fit together is refused.

use engine::Packs;
use engine::example::{Mismatch, run};
use engine::pack::raw::{RawBundle, RawExample, RawFact, RawNode, RawOption, RawScheme};
use huisuan::Bundle;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

static BUNDLE: LazyLock<Bundle> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs");
    huisuan::compile(&folder, huisuan::Lang::Zh).unwrap()
});

static PACKS: LazyLock<Packs> = LazyLock::new(|| BUNDLE.packs().unwrap());

/// An example with one part of what it expects spoiled, and the name by which that part is called.
type Spoiled = (String, RawExample);

fn spoil(example: &RawExample) -> Vec<Spoiled> {
    let mut all = Vec::new();
    let mut with = |part: &str, edit: &dyn Fn(&mut RawExample)| {
        let mut it = example.clone();
        edit(&mut it);
        all.push((part.to_owned(), it));
    };
    let expect = &example.expect;
    let wrong = || "wrong".to_owned();
    if expect.eligible.is_some() {
        with("eligible", &|it| it.expect.eligible = Some(wrong()));
    }
    if expect.refused_by.is_some() {
        with("refused_by", &|it| it.expect.refused_by = Some(wrong()));
    }
    if expect.eligible.as_deref() != Some("no") {
        with("least", &|it| it.expect.least = Some(wrong()));
        with("most", &|it| it.expect.most = Some(wrong()));
    }
    for (at, (id, _)) in expect.steps.iter().enumerate() {
        with(id, &|it| it.expect.steps[at].1 = wrong());
    }
    for (at, (id, _)) in expect.verdicts.iter().enumerate() {
        with(id, &|it| it.expect.verdicts[at].1 = wrong());
    }
    for (nth, row) in expect.rows.iter().enumerate() {
        for (at, (id, _)) in row.iter().enumerate() {
            with(&format!("row {}, {id}", nth + 1), &|it| it.expect.rows[nth][at].1 = wrong());
        }
    }
    for at in 0..expect.items.len() {
        with(&format!("item {}", at + 1), &|it| it.expect.items[at] = wrong());
    }
    all
}

/// The parts that an example calls wrong, with what came out.
fn wrong(example: &RawExample) -> Vec<(String, String)> {
    let part = |it: Mismatch| match it {
        Mismatch::Differs(part, _, found) => (part, found),
        Mismatch::Unreadable(why) => panic!("{}: {why}", example.name),
    };
    run(&PACKS, example).err().unwrap_or_default().into_iter().map(part).collect()
}

#[test]
fn whatever_an_example_expects_wrongly_is_found() {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for example in &BUNDLE.examples.schemes {
        for (part, spoiled) in spoil(example) {
            let mut found = wrong(&spoiled);
            if part == "eligible" {
                // What is refused has no ends to look at.
                found.retain(|it| it.0 != "least" && it.0 != "most");
            }
            let parts: Vec<&str> = found.iter().map(|it| it.0.as_str()).collect();
            assert_eq!(parts, [part.as_str()], "{}: {}", example.scheme, example.name);
            // Beside a verdict stand the conditions that do not hold.
            if part == "eligible" && example.items.is_empty() {
                let says = match (example.expect.eligible.as_deref(), &example.expect.refused_by) {
                    (Some("no"), Some(by)) => format!("{by} False"),
                    (Some("yes"), _) => "yes ()".to_owned(),
                    _ => String::new(),
                };
                assert!(found[0].1.contains(&says), "{}: {}", example.name, found[0].1);
            }
            let kind = part.split(' ').next().unwrap().to_owned();
            *seen.entry(kind).or_default() += 1;
        }
    }
    for kind in ["eligible", "refused_by", "least", "most", "row", "item"] {
        assert!(seen.get(kind).is_some_and(|it| *it >= 5), "{kind}: {seen:?}");
    }
}

#[test]
fn an_item_that_is_still_open_is_paid_a_range() {
    let of =
        |it: &&RawExample| it.scheme == "yn-2026-digital" && it.expect.items.len() == 1 && it.expect.items[0] != "0.00";
    let mut example = BUNDLE.examples.schemes.iter().find(of).unwrap().clone();
    example.items[0].retain(|it| it.0 != "item_price");
    example.expect = Default::default();
    example.expect.items = vec!["wrong".to_owned(), "wrong".to_owned()];
    let found: BTreeMap<String, String> = wrong(&example).into_iter().collect();
    assert_eq!((found["item 1"].as_str(), found["item 2"].as_str()), ("0.00..500.00", "no such item"));
}

#[test]
fn examples_of_another_version_are_refused() {
    let json = BUNDLE.examples_json();
    assert_eq!(engine::example::load(json.as_bytes()), Ok(BUNDLE.examples.clone()));
    assert_eq!(engine::example::load(b"{\"format\":2}"), Err("format version 2".to_owned()));
    assert!(engine::example::load(b"[").is_err());
}

/// A number of yuan from 0 to 9.
fn fact() -> RawFact {
    let text = |it: &str| Some(it.to_owned());
    RawFact { id: "fact".to_owned(), kind: "money".to_owned(), least: text("0"), most: text("9"), ..RawFact::default() }
}

/// What is said of a bundle of this one fact; nothing: it is taken.
#[track_caller]
fn check_fact(edit: impl FnOnce(&mut RawFact), says: &str) {
    let mut it = fact();
    edit(&mut it);
    let found = Packs::from_raw(RawBundle { format: 1, facts: vec![it], ..RawBundle::default() });
    let found = found.err().map(|it| it.to_string()).unwrap_or_default();
    assert!(found.contains(says) && found.is_empty() == says.is_empty(), "{found}");
}

#[test]
fn a_fact_has_a_domain_that_is_not_empty() {
    let some = |it: &str| Some(it.to_owned());
    check_fact(|_| (), "");
    let options = |n: usize| {
        move |it: &mut RawFact| {
            it.kind = "choice".to_owned();
            it.options = (0..n).map(|at| RawOption { id: format!("o{at}"), ..RawOption::default() }).collect();
        }
    };
    check_fact(options(1), "");
    check_fact(options(64), "");
    check_fact(options(0), "1 to 64 options");
    check_fact(options(65), "1 to 64 options");
    let days = |least: &str, most: &str| {
        let (least, most) = (some(least), some(most));
        move |it: &mut RawFact| (it.kind, it.least, it.most) = ("date".to_owned(), least, most)
    };
    check_fact(days("2026-01-01", "2026-01-01"), "");
    check_fact(days("2026-01-02", "2026-01-01"), "a first day that is not after the last");
    let empty = "a least value that is not above the most, and a step above zero";
    check_fact(|it| it.least = some("9"), "");
    check_fact(|it| it.least = some("9.01"), empty);
    check_fact(|it| it.step = some("0"), empty);
    check_fact(|it| it.kind = "nothing".to_owned(), "a type such as");
    let reading = "a reading that is a value of the fact, which is not of an item";
    check_fact(|it| it.reading = some("5"), "");
    check_fact(|it| it.reading = some("10"), reading);
    check_fact(|it| (it.reading, it.item) = (some("5"), true), reading);
}

/// Runs the engine's loader on a bundle and expects this message.
#[track_caller]
fn refuse(json: &[u8], expected: &str) {
    let message = Packs::load(json).map(|_| ()).unwrap_err().to_string();
    assert!(message.starts_with(expected), "{message}");
}

#[test]
fn compiled_packs_that_are_refused() {
    refuse(b"", "the pack is not readable: the text ends, expected an object");
    refuse(b"{}", "the pack has no format version, expected 1");
    refuse(
        br#"{"format":2,"anything":[]}"#,
        "the pack has format version 2, this program reads version 1; update the program",
    );
    refuse(br#"{"format":1,"surprise":1}"#, "the pack is not readable: unknown field `surprise`");
    refuse(br#"{"format" 1}"#, "the pack is not readable: expected `:` after a name");
    refuse(br#"{"format":1 "lang":""}"#, "the pack is not readable: expected `,` or the end of a list or object");
    refuse(br#"{"format":1,"lang":1}"#, "the pack is not readable: lang: expected a text");
    refuse(br#"{"format":1.0}"#, "the pack has no format version, expected 1");
    let large = vec![b' '; 10 * 1024 * 1024];
    refuse(&large, "the pack has 10485760 bytes, expected at most 4194304");
}

#[test]
fn a_bundle_is_of_this_version_and_not_too_large() {
    let most = 4 * 1024 * 1024;
    let mut json = br#"{"format":1}"#.to_vec();
    json.resize(most, b' ');
    assert!(Packs::load(&json).is_ok());
    json.push(b' ');
    assert!(Packs::load(&json).is_err());
    let says = |it: Result<Packs, engine::PackError>| it.unwrap_err().to_string();
    let other = br#"{"format":2}"#;
    assert_eq!(says(Packs::load_package(other)), says(Packs::load(other)));
    assert!(says(Packs::load(other)).contains("format version 2"));
}

#[test]
fn a_column_of_a_schedule_does_not_use_the_sum_of_its_rows() {
    let mut bundle = BUNDLE.bundle.clone();
    let of = bundle.schemes.iter_mut().find(|it| it.id == "yn-unemployment-benefit").unwrap();
    let total = of.nodes.iter().position(|it| it.o == "total").unwrap();
    of.schedule.as_mut().unwrap().columns[1].node = total;
    let says = Packs::from_raw(bundle).unwrap_err().to_string();
    assert!(says.contains("columns that do not use a total"), "{says}");

    // Nor does anything that a column is made of.
    let mut bundle = BUNDLE.bundle.clone();
    let of = bundle.schemes.iter_mut().find(|it| it.id == "yn-unemployment-benefit").unwrap();
    let total = of.nodes.iter().position(|it| it.o == "total").unwrap();
    of.nodes.push(node("add", &[total, total]));
    of.schedule.as_mut().unwrap().columns[1].node = of.nodes.len() - 1;
    let says = Packs::from_raw(bundle).unwrap_err().to_string();
    assert!(says.contains("columns that do not use a total"), "{says}");

    let certainty = |word: &str| {
        let mut bundle = BUNDLE.bundle.clone();
        bundle.schemes[0].certainty = word.to_owned();
        Packs::from_raw(bundle).map(|it| it.schemes()[0].certainty).ok()
    };
    use engine::pack::Certainty::{Entitled, FundsMayEnd, IfClaimed, IfDrawn};
    let words = ["entitled", "if_claimed", "if_drawn", "funds_may_end", "perhaps"];
    assert_eq!(words.map(certainty), [Some(Entitled), Some(IfClaimed), Some(IfDrawn), Some(FundsMayEnd), None]);
}

fn node(operation: &str, of: &[usize]) -> RawNode {
    RawNode { o: operation.to_owned(), a: of.to_vec(), k: Some("true".to_owned()) }
}

/// What is said of the shipped bundle with a change to one scheme of it; nothing: it is taken.
#[track_caller]
fn check_scheme(edit: impl FnOnce(&mut RawScheme), says: &str) {
    let mut bundle = BUNDLE.bundle.clone();
    edit(bundle.schemes.iter_mut().find(|it| it.id == "cn-scrap-2026").unwrap());
    let found = Packs::from_raw(bundle).err().map(|it| it.to_string()).unwrap_or_default();
    assert!(found.contains(says) && found.is_empty() == says.is_empty(), "{found}");
}

#[test]
fn what_a_scheme_names_is_there_and_of_its_type() {
    check_scheme(|_| (), "");
    check_scheme(|it| it.conditions[0].source = it.documents.len(), "a source that exists");
    check_scheme(|it| it.figures[0].source = it.documents.len(), "a source that exists");
    check_scheme(|it| it.amount.figures = vec![it.figures.len()], "figures that exist");
    check_scheme(|it| it.conditions[0].node = it.amount.node, "a condition that is true or false");
    check_scheme(|it| it.amount.node = it.conditions[0].node, "an amount that is a number");
    // A choice between truths is a truth.
    let choice = |condition: fn(usize) -> [usize; 3]| {
        move |it: &mut RawScheme| {
            let at = it.nodes.len();
            it.nodes.extend([node("bool", &[]), node("if", &condition(at)), node("not", &[at + 1])]);
            it.conditions[0].node = at + 2;
        }
    };
    check_scheme(choice(|at| [at, at, at]), "");
    check_scheme(choice(|at| [at, at, 0]), "arguments of a fitting type");
    let deep = |n: usize| {
        move |it: &mut RawScheme| {
            it.nodes.push(node("bool", &[]));
            for _ in 0..n {
                it.nodes.push(node("not", &[it.nodes.len() - 1]));
            }
        }
    };
    check_scheme(deep(199), "");
    check_scheme(deep(200), "an expression at most 200 deep");
    assert_eq!(PACKS.scheme("cn-scrap-2026").unwrap().amount.id, "amount");
}
