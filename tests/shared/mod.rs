//! The shipped packs, compiled once, with their worked examples as answers.

use engine::answers::{Value, read_value};
use engine::date::{self, Date};
use engine::pack::Scheme;
use engine::{Answers, Packs};
use huisuan::Bundle;
use std::path::Path;
use std::sync::LazyLock;

pub static BUNDLE: LazyLock<Bundle> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs");
    huisuan::compile(&folder, huisuan::Lang::Zh).unwrap()
});

pub static PACKS: LazyLock<Packs> = LazyLock::new(|| BUNDLE.packs().unwrap());

/// The day on which tests ask, unless a case says otherwise.
pub fn on() -> Date {
    date::parse_iso("2026-11-24").unwrap()
}

/// Gives an answer: item facts to item 0, the rest to all.
pub fn set(answers: &mut Answers, fact: usize, value: Option<Value>) {
    let item = PACKS.facts()[fact].item.then_some(0);
    answers.set(fact, item, value);
}

/// The answers of each worked example of a scheme; of a basket the first item.
pub fn cases(scheme: &Scheme) -> Vec<Answers> {
    let of_scheme = BUNDLE.examples.schemes.iter().filter(|it| it.scheme == scheme.id);
    of_scheme
        .map(|example| {
            let mut answers = Answers::with_items(1);
            let item = example.items.first().into_iter().flatten();
            for (id, text) in example.facts.iter().chain(item) {
                let (place, fact) = PACKS.fact(id).unwrap();
                set(&mut answers, place, Some(read_value(fact, text).unwrap()));
            }
            answers
        })
        .collect()
}
