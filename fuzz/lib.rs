//! What each fuzz target does with its bytes; a panic, a hang or a failed assertion is a finding.

use engine::answers::{Answers, read_value, write_value};
use engine::{Packs, date, quote};
use huisuan::Lang;
use huisuan::compile::compile_sources;
use huisuan::read::Source;
use std::path::Path;
use std::sync::LazyLock;

const FACTS: [(&str, &str); 2] = [
    ("facts/vehicle.toml", include_str!("../packs/facts/vehicle.toml")),
    ("facts/goods.toml", include_str!("../packs/facts/goods.toml")),
];

static SHIPPED: LazyLock<Packs> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs");
    let bundle = huisuan::compile(&folder, Lang::Zh).expect("the packs that ship compile");
    bundle.packs().expect("the packs that ship load")
});

/// Puts every scheme to someone who has answered nothing, or only the first fact.
fn put(packs: &Packs) {
    let on = date::parse_iso("2026-11-24").expect("a day");
    for scheme in packs.schemes() {
        let item = scheme.per_item.then_some(0);
        let quote = quote(packs, scheme, &Answers::with_items(1), item, on);
        if let (Some(least), Some(most)) = (quote.range.least, quote.range.most) {
            assert!(least <= most, "{}: {least}..{most}", scheme.id);
        }
    }
}

/// Bytes as a compiled bundle.
pub fn pack_load(data: &[u8]) {
    if let Ok(packs) = Packs::load(data) {
        put(&packs);
    }
}

/// The first two bytes choose a fact, the rest is the answer.
pub fn answers_read(data: &[u8]) {
    let [high, low, text @ ..] = data else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let packs = &*SHIPPED;
    let nth = usize::from(*high) * 256 + usize::from(*low);
    let fact = &packs.facts()[nth % packs.facts().len()];
    let mut answers = Answers::with_items(1);
    let _ = answers.read(packs, text, None, text);
    let read = answers.read(packs, &fact.id, fact.item.then_some(0), text);
    if let Ok(value) = read_value(fact, text) {
        assert!(read.is_ok(), "read once and not twice");
        let written = write_value(fact, &value);
        assert_eq!(read_value(fact, &written), Ok(value), "`{text}` was written as `{written}`");
    }
}

/// Text as an authored file beside the shared facts.
pub fn compile(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut sources: Vec<Source> = FACTS.iter().map(|(name, text)| Source::new(*name, *text)).collect();
    sources.push(Source::new("it.toml", text));
    let bundle = compile_sources(&sources, Lang::Zh);
    let faultless = sources.iter().all(|it| it.findings().is_empty());
    let packs = bundle.packs();
    if faultless {
        let packs = packs.unwrap_or_else(|err| panic!("compiled without a fault, yet refused: {err}"));
        put(&packs);
    }
}

/// Text as an expression.
pub fn expression(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Err(err) = huisuan::expression::parse(text) {
        assert!(err.at <= text.len() && text.is_char_boundary(err.at), "the mistake is at {} of `{text}`", err.at);
    }
}

/// Text as a share link: as it stands, and with the check sum that lets it in.
pub fn fragment(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    for text in [text.to_owned(), app::fragment::sealed(text), app::fragment::sealed(&["v1&20261124&", text].concat())] {
        let Ok(shared) = app::fragment::read(&text) else { continue };
        if let Some(written) = app::fragment::write(&shared) {
            assert_eq!(app::fragment::read(&written), Ok(shared), "`{text}` was written as `{written}`");
        }
    }
}
