//! The index by which people find a measure: their words from the packs, each with its sound.

use crate::read::Table;
use engine::campaign::raw::RawCampaign;
use engine::date;
use engine::find::{Entry, Index};
use engine::pack::FORMAT;
use engine::pack::raw::{RawBundle, RawCalculator, RawMeasure, RawScheme};
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
    let sounds = |said: &[String]| said.iter().map(|it| sounds(it, &words.readings)).collect();
    for it in &package.measures {
        let said = words.measures.get(&it.number).cloned().unwrap_or_default();
        index.entries.push(Entry {
            sounds: sounds(&said),
            words: said,
            open_to: it.open_to.clone(),
            does: does(bundle, it, words),
            ..named(it.number, "measure", "", &it.title)
        });
    }
    for it in &bundle.calculators {
        let said = words.calculators.get(&it.id).cloned().unwrap_or_default();
        if let Some(measure) = home(bundle, it) {
            let entry = named(measure, "calculator", &it.id, &it.title);
            index.entries.push(Entry { sounds: sounds(&said), words: said, ..entry });
        }
    }
    for it in bundle.schemes.iter().filter(|it| !it.frame) {
        let (from, to) = days(bundle, it);
        let entry =
            |measure: &u8| Entry { from: from.clone(), to: to.clone(), ..named(*measure, "scheme", &it.id, &it.title) };
        index.entries.extend(it.measures.iter().map(entry));
    }
    for it in &bundle.campaigns {
        let claimed = it.claim.windows.iter().map(|it| it.from.as_str());
        let from = claimed.chain([it.redeem.window.from.as_str()]).min().map(str::to_owned);
        let to = it.redeem.window.to.clone().or_else(|| last_day(it));
        let entry =
            |measure: &u8| Entry { from: from.clone(), to: to.clone(), ..named(*measure, "round", &it.id, &it.title) };
        index.entries.extend(it.measures.iter().map(entry));
    }
    index
}

fn named(measure: u8, kind: &str, id: &str, title: &str) -> Entry {
    Entry { measure, kind: kind.to_owned(), id: id.to_owned(), title: title.to_owned(), ..Entry::default() }
}

/// The last day of a round whose vouchers are good for some days after they are claimed.
fn last_day(round: &RawCampaign) -> Option<String> {
    let claimed = round.claim.windows.iter().map(|it| it.to.as_deref()).collect::<Option<Vec<_>>>()?;
    let last = date::parse_iso(claimed.into_iter().max()?)?;
    let days = i64::from(round.redeem.validity.days.unwrap_or(0));
    last.checked_add(time::Duration::days(days)).map(date::iso)
}

/// What one can do with a measure: its verdict, what its schemes give, and what its author adds.
fn does(bundle: &RawBundle, measure: &RawMeasure, words: &Words) -> Vec<String> {
    let mut does = vec![measure.verdict.clone()];
    let schemes = bundle.schemes.iter().filter(|it| it.measures.contains(&measure.number));
    let authored = words.gives.get(&measure.number).into_iter().flatten().map(String::as_str);
    for gives in schemes.filter_map(|it| given(&it.effect)).chain(authored) {
        if !does.iter().any(|it| it == gives) {
            does.push(gives.to_owned());
        }
    }
    does
}

/// The days on which a scheme applies to whoever acts on the day itself: what its windows leave of the
/// dates that a calculator takes to be the day asked.
fn days(bundle: &RawBundle, scheme: &RawScheme) -> (Option<String>, Option<String>) {
    let calculators = bundle.calculators.iter().filter(|it| crate::compile::holds(it, scheme));
    let preset: Vec<&String> = calculators.flat_map(|it| &it.preset_today).collect();
    let windows = scheme.conditions.iter().filter_map(|it| it.window.as_ref());
    let windows: Vec<_> =
        windows.filter(|it| it.fact == engine::quote::ASKED_ON || preset.contains(&&it.fact)).collect();
    // Days of this form are in the order of their texts.
    let from = windows.iter().filter_map(|it| it.from.clone()).max();
    (from, windows.iter().filter_map(|it| it.to.clone()).min())
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
