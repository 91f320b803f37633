//! A bundle of which a page reads what it needs: the same as reading all of it, and as strict.

use engine::pack::{Calculator, Shelf};
use engine::{PackError, Packs};
use std::path::Path;
use std::sync::LazyLock;

static BUNDLE: LazyLock<huisuan::Bundle> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs");
    huisuan::compile(&folder, huisuan::Lang::Zh).unwrap()
});

static PACKS: LazyLock<Packs> = LazyLock::new(|| BUNDLE.packs().unwrap());

fn ids(packs: &Packs) -> Vec<&str> {
    packs.schemes().iter().map(|it| it.id.as_str()).collect()
}

/// Everything that is known of packs, as text; their index by name is among it.
fn all(packs: &Packs) -> String {
    format!("{packs:?}")
}

#[test]
fn all_that_is_read_is_what_was_compiled() {
    let shelf = Shelf::open(BUNDLE.json().into_bytes()).unwrap();
    let names: Vec<&str> = shelf.schemes().collect();
    assert_eq!(names, ids(&PACKS));
    assert_eq!(all(&shelf.all().unwrap()), all(&PACKS));
    assert_eq!(all(&Packs::load(BUNDLE.json().as_bytes()).unwrap()), all(&PACKS));
}

#[test]
fn a_calculator_has_its_schemes_and_no_others() {
    let shelf = Shelf::open(BUNDLE.json().into_bytes()).unwrap();
    let mut seen = 0;
    for calculator in PACKS.calculators() {
        let packs = shelf.calculator(&calculator.id).unwrap();
        let mine: Vec<String> =
            PACKS.schemes().iter().filter(|it| calculator.holds(it)).map(|it| format!("{it:?}")).collect();
        let read: Vec<String> = packs.schemes().iter().map(|it| format!("{it:?}")).collect();
        assert_eq!(read, mine, "{}", calculator.id);
        assert!(!read.is_empty(), "{}", calculator.id);
        assert_eq!(packs.facts(), PACKS.facts());
        assert_eq!(packs.calculators(), PACKS.calculators());
        seen += read.len();
    }
    assert!(seen >= PACKS.schemes().iter().filter(|it| !it.frame).count());
    assert!(shelf.calculator("no such").unwrap().schemes().is_empty());
}

#[test]
fn a_broken_scheme_is_named_by_whoever_reads_it_and_by_nobody_else() {
    let text = BUNDLE.json();
    let goods = &PACKS.calculator("goods").unwrap();
    let broken = PACKS.schemes().iter().find(|it| goods.holds(it)).unwrap();
    let place = format!("\"id\":\"{}\"", broken.id);
    // The wrong type of a node, a field that does not exist, a figure that does not.
    let cases = [
        (format!("{place},\"surprise\":1"), "unknown field `surprise`"),
        (format!("{place},\"conditions\":7"), "conditions: expected a list"),
        (format!("{place},\"effect\":\"magic\""), "expected an effect of format 1"),
        (format!("{place},\"amount\":{{\"node\":100000,\"type\":\"money\"}}"), "expected an amount that is a number"),
    ];
    for (instead, why) in cases {
        let at = text.rfind(&place).unwrap();
        let bent = [&text[..at], &instead, &text[at + place.len()..]].concat();
        let shelf = Shelf::open(bent.clone().into_bytes()).unwrap();
        let said = |result: Result<Packs, PackError>| result.map(|_| ()).unwrap_err().to_string();
        let of_goods = said(shelf.calculator("goods"));
        assert!(of_goods.contains(&format!("scheme `{}`", broken.id)) && of_goods.contains(why), "{of_goods}");
        assert_eq!(said(shelf.all()), of_goods);
        assert_eq!(said(Packs::load(bent.as_bytes())), of_goods);
        let apart = |it: &&Calculator| PACKS.schemes().iter().all(|scheme| !it.holds(scheme) || scheme.id != broken.id);
        for it in PACKS.calculators().iter().filter(apart) {
            assert!(shelf.calculator(&it.id).is_ok(), "{}", it.id);
        }
    }
}

#[test]
fn what_every_page_needs_is_checked_when_it_is_opened() {
    let said = |json: &str| Shelf::open(json.as_bytes().to_vec()).map(|_| ()).unwrap_err().to_string();
    let fact = r#"{"id":"x","ask":"x","label":"x","type":"bool"}"#;
    for (json, why) in [
        (r#"{"format":1,"facts":7}"#.to_owned(), "the pack is not readable: facts: expected a list"),
        (r#"{"format":1,"facts":[{"id":"x","type":"x"}]}"#.to_owned(), "fact `x`: expected a type such as"),
        (r#"{"format":1,"schemes":{}}"#.to_owned(), "the pack is not readable: schemes: expected a list"),
        (r#"{"format":1,"schemes":[7]}"#.to_owned(), "the pack is not readable: schemes: expected an object"),
        (r#"{"format":1,"schemes":[{"id":7}]}"#.to_owned(), "the pack is not readable: schemes: expected a text"),
        (r#"{"format":1,"lang":7}"#.to_owned(), "the pack is not readable: lang: expected a text"),
        (format!(r#"{{"format":1,"facts":[{fact}]"#), "the pack is not readable: the text ends"),
        (format!(r#"{{"format":1,"facts":[{fact}}}"#), "the pack is not readable: "),
        (r#"{"format":1} 2"#.to_owned(), "the pack is not readable: byte 13: expected the end"),
        // The version comes first, whatever else has changed.
        (r#"{"schemes":{},"wonder":[{"}":1}],"format":7}"#.to_owned(), "the pack has format version 7"),
        (r#"{"format":"x"}"#.to_owned(), "the pack has no format version"),
        (r#"{"format":1.0}"#.to_owned(), "the pack has no format version"),
        (r#"{"format":}"#.to_owned(), "the pack is not readable: expected a value"),
        (r#"{"facts":,,"format":7}"#.to_owned(), "the pack is not readable: expected a value"),
        (r#"{"facts":[[[],"format":7}"#.to_owned(), "the pack is not readable: expected a value that ends"),
        (
            r#"{"format":1,"calculators":[{"id":"c","questions":["y"]}]}"#.to_owned(),
            "fact `y`: expected a fact of the vocabulary",
        ),
    ] {
        let found = said(&json);
        assert!(found.starts_with(why), "{json}: {found}");
    }
    let mut bytes = br#"{"format":1,"lang":"zh","facts":[{"id":"x","ask":"x","label":"x","type":"bool"}]}"#.to_vec();
    assert!(Shelf::open(bytes.clone()).is_ok());
    let at = bytes.iter().position(|it| *it == b'x').unwrap();
    bytes[at] = 0xff;
    let found = Shelf::open(bytes).map(|_| ()).unwrap_err().to_string();
    assert_eq!(found, "the pack is not readable: facts: byte 8 is not UTF-8");
}
