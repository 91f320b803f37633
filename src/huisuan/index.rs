//! The index by which people find a measure: their words from the packs, each with its sound.

use crate::read::Table;
use engine::find::{Entry, Index};
use engine::pack::FORMAT;
use engine::pack::raw::{RawBundle, RawCalculator, RawScheme};
use pinyin::ToPinyin;
use std::collections::BTreeMap;

/// What one can get of a measure, beside what its schemes say.
pub const GIVES: [&str; 4] = ["cash", "less", "later", "loan"];

/// The words that authors gave.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// By calculator.
    pub calculators: BTreeMap<String, Vec<String>>,
    /// By measure.
    pub measures: BTreeMap<u8, Vec<String>>,
    /// What one can get, by measure.
    pub gives: BTreeMap<u8, Vec<String>>,
    /// Words whose characters sound otherwise than most often, with their syllables.
    pub readings: BTreeMap<String, String>,
}

/// The words of both languages in a table: whoever reads one may type the other.
pub fn words(table: &Table<'_>) -> Vec<String> {
    let mut words = table.list("words");
    words.extend(table.list("words_en"));
    words
}

/// What one can get, checked.
pub fn gives(table: &Table<'_>) -> Vec<String> {
    let given = table.texts("gives");
    for it in given.iter().filter(|it| !GIVES.contains(&it.value.as_str())) {
        let names = GIVES.join(", ");
        table.source.report(it.at, it.field.clone(), format!("`{}` is not known, expected {names}", it.value));
    }
    given.into_iter().map(|it| it.value).collect()
}

/// The table of readings: a word and its syllables.
pub fn readings(table: &Table<'_>) -> BTreeMap<String, String> {
    let mut readings = BTreeMap::new();
    for word in table.keys() {
        let syllables = table.text(&word);
        if syllables.split(' ').count() != word.chars().count() {
            table.report(&word, "expected one syllable per character, apart by blanks");
        }
        readings.insert(word, syllables);
    }
    readings
}

/// Everything that can be found in a bundle.
#[must_use]
pub fn index(bundle: &RawBundle, words: &Words) -> Index {
    let mut index = Index { format: FORMAT, entries: Vec::new() };
    let Some(package) = &bundle.package else { return index };
    let mut entry =
        |measure: u8, kind: &str, id: &str, title: &str, said: &[String], does: Vec<String>, open: &[String]| {
            let sounds = said.iter().map(|it| sounds(it, &words.readings)).collect();
            index.entries.push(Entry {
                measure,
                kind: kind.to_owned(),
                id: id.to_owned(),
                title: title.to_owned(),
                words: said.to_vec(),
                sounds,
                open_to: open.to_vec(),
                does,
            });
        };
    for it in &package.measures {
        let said = words.measures.get(&it.number).cloned().unwrap_or_default();
        let mut does = vec![it.verdict.clone()];
        let of_measure = |scheme: &&RawScheme| scheme.measures.contains(&it.number);
        let by_effect = bundle.schemes.iter().filter(of_measure).filter_map(|it| given(&it.effect));
        let authored = words.gives.get(&it.number).into_iter().flatten().map(String::as_str);
        for gives in by_effect.chain(authored) {
            if !does.iter().any(|it| it == gives) {
                does.push(gives.to_owned());
            }
        }
        entry(it.number, "measure", "", &it.title, &said, does, &it.open_to);
    }
    for it in &bundle.calculators {
        let said = words.calculators.get(&it.id).cloned().unwrap_or_default();
        if let Some(measure) = home(bundle, it) {
            entry(measure, "calculator", &it.id, &it.title, &said, Vec::new(), &[]);
        }
    }
    for it in bundle.schemes.iter().filter(|it| !it.frame) {
        for measure in &it.measures {
            entry(*measure, "scheme", &it.id, &it.title, &[], Vec::new(), &[]);
        }
    }
    for it in &bundle.campaigns {
        for measure in &it.measures {
            entry(*measure, "round", &it.id, &it.title, &[], Vec::new(), &[]);
        }
    }
    index
}

/// What a scheme's effect gives a person.
fn given(effect: &str) -> Option<&'static str> {
    match effect {
        "cash" => Some("cash"),
        "tax" | "till" | "dealer" | "waive" => Some("less"),
        "defer" => Some("later"),
        _ => None,
    }
}

/// The measure that most of a calculator's schemes implement.
fn home(bundle: &RawBundle, calculator: &RawCalculator) -> Option<u8> {
    let mut votes: BTreeMap<u8, usize> = BTreeMap::new();
    for scheme in bundle.schemes.iter().filter(|it| crate::compile::holds(calculator, it)) {
        for measure in &scheme.measures {
            *votes.entry(*measure).or_default() += 1;
        }
    }
    votes.into_iter().max_by_key(|(measure, votes)| (*votes, u8::MAX - measure)).map(|it| it.0)
}

/// The syllables of a word, apart by blanks; letters and digits in it stand as they are. Empty when
/// it has no Chinese character.
fn sounds(word: &str, readings: &BTreeMap<String, String>) -> String {
    let mut syllables: Vec<String> = Vec::new();
    let mut rest = word;
    let mut has_han = false;
    while let Some(first) = rest.chars().next() {
        if let Some((known, sound)) = readings.iter().find(|(known, _)| rest.starts_with(known.as_str())) {
            syllables.push(sound.clone());
            has_han = true;
            rest = rest.get(known.len()..).unwrap_or_default();
            continue;
        }
        match first.to_pinyin() {
            Some(it) => {
                has_han = true;
                syllables.push(it.plain().replace('ü', "v"));
            }
            None => syllables.push(first.to_lowercase().collect()),
        }
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
    if has_han { syllables.join(" ") } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expect: &str) {
        let readings = BTreeMap::from([("银行".to_owned(), "yin hang".to_owned())]);
        assert_eq!(sounds(word, &readings), expect);
    }

    #[test]
    fn words_sound_as_people_say_them() {
        check("房租", "fang zu");
        check("换冰箱", "huan bing xiang");
        check("找银行", "zhao yin hang");
        check("5G信号", "5 g xin hao");
        check("绿色", "lv se");
        check("tax", "");
    }
}
