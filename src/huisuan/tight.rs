//! Whether every range of a release is reached at both ends: each scheme with nothing answered, and each
//! worked example with one answer alone and with one answer missing.

use crate::compile::Bundle;
use crate::read::Finding;
use engine::pack::Scheme;
use engine::tight::{Loose, Part, loose};
use engine::{Answers, Packs};
use std::collections::BTreeMap;
use std::path::Path;

/// What was looked at.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tightness {
    /// How many ranges were looked at.
    pub ranges: usize,
    /// Where one was not proven: the first place of each scheme and part.
    pub notes: Vec<Finding>,
}

/// Looks at the ranges of a release; what stands in the files is read for the line of a note.
///
/// # Errors
/// When the engine refuses what was compiled.
pub fn tightness(bundle: &Bundle) -> Result<Tightness, String> {
    let packs = bundle.packs().map_err(|err| err.to_string())?;
    let mut told = Tightness::default();
    for scheme in packs.schemes() {
        let mut first: BTreeMap<Part, Loose> = BTreeMap::new();
        for (answers, on) in cases(bundle, &packs, scheme) {
            told.ranges += 1;
            if let Some(it) = loose(&packs, scheme, &answers, scheme.per_item.then_some(0), on) {
                let known = first.entry(it.part).or_insert_with(|| it.clone());
                if it.open.len() < known.open.len() {
                    *known = it;
                }
            }
        }
        let file = bundle.files.get(&scheme.id).cloned().unwrap_or_default();
        told.notes.extend(first.into_values().map(|it| note(&packs, scheme, &file, &it)));
    }
    Ok(told)
}

/// Answers and a day, from nothing answered to all but one.
fn cases(bundle: &Bundle, packs: &Packs, scheme: &Scheme) -> Vec<(Answers, engine::date::Date)> {
    let nothing = Answers::with_items(usize::from(scheme.per_item));
    let item = scheme.per_item.then_some(0);
    let mut cases: Vec<(Answers, engine::date::Date)> = Vec::new();
    for example in bundle.examples.schemes.iter().filter(|it| it.scheme == scheme.id) {
        let Some(on) = engine::date::parse_iso(&example.on) else { continue };
        cases.push((nothing.clone(), on));
        let of_item = example.items.first().map(Vec::as_slice).unwrap_or_default();
        let told: Vec<_> =
            example.facts.iter().map(|it| (None, it)).chain(of_item.iter().map(|it| (item, it))).collect();
        let with = |wanted: &dyn Fn(usize) -> bool| {
            let mut answers = nothing.clone();
            for (at, (item, (fact, text))) in told.iter().enumerate() {
                // Whether examples can be read has been checked by running them.
                if wanted(at) && answers.read(packs, fact, *item, text).is_err() {
                    continue;
                }
            }
            answers
        };
        for at in 0..told.len() {
            cases.push((with(&|it| it == at), on));
            cases.push((with(&|it| it != at), on));
        }
    }
    // Examples share many of their answers.
    let mut each: Vec<(Answers, engine::date::Date)> = Vec::with_capacity(cases.len());
    for case in cases {
        if !each.contains(&case) {
            each.push(case);
        }
    }
    each
}

fn note(packs: &Packs, scheme: &Scheme, file: &str, it: &Loose) -> Finding {
    let (field, marks) = match it.part {
        Part::Conditions => ("conditions".to_owned(), vec!["[[condition]]".to_owned()]),
        Part::Amount => ("amount".to_owned(), vec!["[amount]".to_owned()]),
        Part::Step(at) => {
            let id = scheme.steps.get(at).map(|it| it.id.clone()).unwrap_or_default();
            (format!("step `{id}`"), vec!["[[step]]".to_owned(), format!("id = \"{id}\"")])
        }
    };
    let fact = |(fact, _): &(usize, Option<usize>)| packs.facts().get(*fact).map(|it| format!("`{}`", it.id));
    let open: Vec<String> = it.open.iter().filter_map(fact).collect();
    let open = if open.is_empty() { "nothing".to_owned() } else { open.join(", ") };
    Finding {
        line: line(file, &marks),
        file: file.to_owned(),
        field,
        message: format!(
            "with {open} open the range holds but may be too wide: its ends could not be shown to be reached. \
             It stays so where an open fact is read more than once and the readings cancel out, or a schedule is \
             too long; write the formula so that each fact is read once"
        ),
    }
}

/// The line of a file at which these stand one after the other; the first line where they do not.
fn line(file: &str, marks: &[String]) -> usize {
    let text = std::fs::read_to_string(Path::new(file)).unwrap_or_default();
    let mut lines = text.lines().enumerate();
    let mut at = 1;
    for mark in marks {
        match lines.find(|(_, it)| it.trim() == mark.as_str()) {
            Some((found, _)) => at = found + 1,
            None => return 1,
        }
    }
    at
}
