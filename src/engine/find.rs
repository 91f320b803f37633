//! Finding a measure by a resident's own words, by pinyin, or by its number.
//!
//! The words stand in the packs and the syllables beside them are worked out when packs are compiled:
//! here texts are only compared. Every hit has points; a measure has those of its best entry.

use crate::date::{self, Date};
use crate::form;
use crate::pack::{FORMAT, PackError, Package};

form! {
    /// Everything that can be found, in one language.
    #[derive(Default)]
    pub struct Index {
        /// The version of the pack format.
        pub format: u32,
        /// In the order of the measures.
        pub entries: Vec<Entry>,
    }
}

form! {
    /// One thing that can be found: a measure, or something that stands under one.
    #[derive(Default)]
    pub struct Entry {
        /// The measure it belongs to.
        pub measure: u8,
        /// `measure`, `calculator`, `scheme`, `round`.
        pub kind: String,
        /// Its name in packs; of a measure there is none.
        pub id: String,
        /// Its name for people.
        pub title: String,
        /// The words that people use for it.
        pub words: Vec<String>,
        /// How each word sounds: syllables without tones, apart; empty when it has none.
        pub sounds: Vec<String>,
        /// The first day on which it applies, as `2026-01-01`; none: from whenever.
        pub from: Option<String>,
        /// The last day; none: not seen, or without one.
        pub to: Option<String>,
        /// Of a measure: whom it is open to.
        pub open_to: Vec<String>,
        /// Of a measure: what one can do there: `calculator`, `checker`, `reference`, `cash`, `less`,
        /// `later`, `loan`.
        pub does: Vec<String>,
    }
}

/// What is looked for; an empty text or list leaves nothing out.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wanted<'a> {
    /// What the person typed.
    pub text: &'a str,
    /// One of `resident`, `merchant`, `company`; empty: anybody.
    pub who: &'a str,
    /// One of the things that [`Entry::does`] names; empty: anything.
    pub does: &'a str,
}

/// A measure that was found.
#[derive(Clone, PartialEq, Debug)]
pub struct Found<'a> {
    /// Its number.
    pub measure: u8,
    /// How well it fits; of two the greater comes first.
    pub points: u32,
    /// What fits best under it, when that is not the measure itself.
    pub through: Option<&'a Entry>,
}

/// The points of a word, title or sound that is exactly what was typed.
const EXACT: u32 = 100;
/// … that begins with it.
const BEGINS: u32 = 70;
/// … that stands inside a longer text that was typed, before its length counts.
const INSIDE: u32 = 40;
/// … that has what was typed somewhere.
const HAS: u32 = 50;
/// … whose sentence has what was typed: the measure's own words, and who leads it.
const SENTENCE: u32 = 15;
/// The number of a measure.
const NUMBER: u32 = 1_000;

impl Index {
    /// Reads a compiled index.
    ///
    /// # Errors
    /// When it is not JSON of this form, or of another version.
    pub fn load(json: &[u8]) -> Result<Index, PackError> {
        let index: Index = form::from_slice(json).map_err(PackError::Malformed)?;
        if index.format == FORMAT { Ok(index) } else { Err(PackError::Format(index.format)) }
    }

    /// The measures that fit, the best first; of equals the lower number first. Without a text all
    /// that the other wishes leave, in their order.
    #[must_use]
    pub fn find<'a>(&'a self, package: Option<&Package>, wanted: &Wanted<'_>) -> Vec<Found<'a>> {
        let tokens = tokens(wanted.text);
        let mut found: Vec<Found<'a>> = Vec::new();
        for measure in self.entries.iter().filter(|it| it.kind == "measure" && it.fits(wanted)) {
            let mut best = Found { measure: measure.measure, points: 0, through: None };
            for entry in self.entries.iter().filter(|it| it.measure == measure.measure) {
                let points = tokens.iter().fold(0_u32, |sum, it| sum.saturating_add(entry.points(it)));
                if points > best.points {
                    best.points = points;
                    best.through = (entry.kind != "measure").then_some(entry);
                }
            }
            if best.points == 0 {
                best.points = sentence(package, measure.measure, &tokens);
            }
            if best.points > 0 {
                best.points = best.points.saturating_mul(4).saturating_add(measure.nearness());
            }
            if best.points > 0 || tokens.is_empty() {
                let at = found.iter().position(|it| it.points < best.points).unwrap_or(found.len());
                found.insert(at, best);
            }
        }
        found
    }
}

/// How something stands on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// It has not begun.
    Ahead,
    /// It applies.
    Running,
    /// It is over.
    Over,
}

impl Entry {
    /// How it stands on a day, as far as the day alone decides.
    #[must_use]
    pub fn stage(&self, on: Date) -> Stage {
        let day = |it: &Option<String>| it.as_deref().and_then(date::parse_iso);
        match (day(&self.from), day(&self.to)) {
            (_, Some(to)) if on > to => Stage::Over,
            (Some(from), _) if on < from => Stage::Ahead,
            _ => Stage::Running,
        }
    }

    fn fits(&self, wanted: &Wanted<'_>) -> bool {
        let in_list = |list: &[String], it: &str| it.is_empty() || list.iter().any(|word| word == it);
        in_list(&self.open_to, wanted.who) && in_list(&self.does, wanted.does)
    }

    /// Of measures that fit alike, those come first in which there is something to do, and for residents.
    fn nearness(&self) -> u32 {
        let computes = self.does.iter().any(|it| it != "reference");
        let residents = self.open_to.iter().any(|it| it == "resident");
        u32::from(computes) * 2 + u32::from(residents)
    }

    fn points(&self, token: &str) -> u32 {
        if self.kind == "measure" && token.parse() == Ok(self.measure) {
            return NUMBER;
        }
        let mut best = 0;
        let mut inside = 0_u32;
        for (place, word) in self.words.iter().enumerate() {
            let word = word.to_ascii_lowercase();
            inside += u32::from(letters(&word) >= 2 && letters(token) > letters(&word) && token.contains(&word));
            best = best.max(by_text(&word, token));
            if let Some(sounds) = self.sounds.get(place).filter(|_| token.is_ascii()) {
                best = best.max(by_sound(sounds, token));
            }
        }
        // Several words of a long text are better than one.
        best = best.saturating_add(inside.saturating_sub(1).saturating_mul(5));
        let by_title = by_title(&self.title.to_ascii_lowercase(), token);
        // A name is worth a little less than a word that people use.
        best.max(by_title.saturating_sub(if self.kind == "measure" { 2 } else { 4 }))
    }
}

/// What was typed, in parts: lower case, apart at whatever is no letter or digit.
fn tokens(text: &str) -> Vec<String> {
    let parts = text.split(|it: char| if it.is_ascii() { !it.is_ascii_alphanumeric() } else { is_mark(it) });
    parts.filter(|it| !it.is_empty()).map(str::to_ascii_lowercase).collect()
}

/// Whether it is a mark or a blank beyond ASCII. Words in the packs are Chinese or ASCII: the tables of
/// all scripts would weigh more than the rest of the search.
fn is_mark(it: char) -> bool {
    matches!(it, '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{fe10}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ffe0}'..='\u{ffee}')
}

fn letters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

fn by_text(word: &str, token: &str) -> u32 {
    let (of_word, of_token) = (letters(word), letters(token));
    if word == token {
        EXACT
    } else if of_token > of_word && of_word >= 2 && token.contains(word) {
        INSIDE.saturating_add(of_word.saturating_mul(5)).min(EXACT - 1)
    } else if of_token >= 2 && word.starts_with(token) {
        // The more of the word is there, the better.
        BEGINS.saturating_sub((of_word - of_token).min(10))
    } else if of_token >= 2 && !token.is_ascii() && word.contains(token) {
        HAS
    } else if of_token == 1 && !token.is_ascii() && word.starts_with(token) {
        INSIDE
    } else if of_word >= 3 && of_token > of_word && !token.is_ascii() && in_order(word, token) {
        INSIDE + of_word
    } else {
        0
    }
}

/// Whether all letters of the word stand in the text in their order, with others between them.
fn in_order(word: &str, text: &str) -> bool {
    let mut rest = text.chars();
    word.chars().all(|it| rest.any(|other| other == it))
}

fn by_title(title: &str, token: &str) -> u32 {
    if title == token {
        EXACT
    } else if letters(token) >= 2 && title.contains(token) {
        HAS
    } else {
        0
    }
}

/// A token of letters against the syllables of a word: all of them, their first letters, or a beginning.
fn by_sound(sounds: &str, token: &str) -> u32 {
    if sounds.is_empty() || token.len() < 2 {
        return 0;
    }
    let whole: String = sounds.split(' ').collect();
    let first: String = sounds.split(' ').filter_map(|it| it.chars().next()).collect();
    if whole == token {
        EXACT - 1
    } else if first == token {
        EXACT - 2
    } else if whole.starts_with(token) && token.len() >= 3 {
        BEGINS
    } else if first.starts_with(token) {
        BEGINS - 20
    } else {
        0
    }
}

fn sentence(package: Option<&Package>, number: u8, tokens: &[String]) -> u32 {
    let Some(it) = package.and_then(|it| it.measures.iter().find(|it| it.number == number)) else { return 0 };
    let say = it.say.to_ascii_lowercase();
    let has = |token: &&String| {
        letters(token) >= 2 && (say.contains(token.as_str()) || it.leads.iter().any(|it| it.contains(token.as_str())))
    };
    tokens.iter().filter(has).fold(0, |sum, _| sum + SENTENCE)
}
