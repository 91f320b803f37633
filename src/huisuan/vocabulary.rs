//! Compiles facts and calculators.

use crate::index::{self, Words};
use crate::read::Table;
use crate::types::{COUNTS, Ty};
use engine::pack::raw::{RawCalculator, RawFact, RawOption};
use std::collections::BTreeMap;

/// The language in which the words of a bundle are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lang {
    /// 简体中文.
    Zh,
    /// English; where a word has no English form, the Chinese one stands.
    En,
}

impl Lang {
    /// The name in the bundle.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }

    /// A word of this language that must be there.
    #[must_use]
    pub fn text(self, table: &Table<'_>, key: &str) -> String {
        let zh = table.text(key);
        let en = table.opt_text(&format!("{key}_en"));
        if self == Lang::En { en.unwrap_or(zh) } else { zh }
    }

    /// A word of this language, if there is one.
    #[must_use]
    pub fn opt_text(self, table: &Table<'_>, key: &str) -> Option<String> {
        let zh = table.opt_text(key);
        let en = table.opt_text(&format!("{key}_en"));
        if self == Lang::En { en.or(zh) } else { zh }
    }

    /// A list of sentences of this language.
    #[must_use]
    pub fn list(self, table: &Table<'_>, key: &str) -> Vec<String> {
        let zh = table.list(key);
        let en = table.list(&format!("{key}_en"));
        if self == Lang::En && !en.is_empty() { en } else { zh }
    }
}

/// The facts by name: type, options and whether it belongs to an item.
#[derive(Default)]
pub struct Vocabulary {
    /// The compiled facts, in the order of the files.
    pub facts: Vec<RawFact>,
    /// The type and the options of each.
    pub types: BTreeMap<String, (Ty, Vec<String>)>,
}

impl Vocabulary {
    /// Holds the one fact that every release has: the date asked.
    #[must_use]
    pub fn new() -> Vocabulary {
        let mut it = Vocabulary::default();
        it.facts.push(RawFact {
            id: engine::quote::ASKED_ON.to_owned(),
            kind: "date".to_owned(),
            least: Some("2000-01-01".to_owned()),
            most: Some("2099-12-31".to_owned()),
            ..RawFact::default()
        });
        it.types.insert(engine::quote::ASKED_ON.to_owned(), (Ty::Date, Vec::new()));
        it
    }

    /// Compiles the `[[fact]]` tables of a file.
    pub fn read(&mut self, root: &Table<'_>, lang: Lang) {
        for table in root.tables("fact") {
            let fact = self.fact(&table, lang);
            if let Some(reading) = &fact.reading
                && !matches!(fact.kind.as_str(), "bool" if reading == "true" || reading == "false")
                && !fact.options.iter().any(|it| it.id == *reading)
            {
                table
                    .report("reading", format!("`{reading}` is not a value of this fact, expected one of its options"));
            }
            if fact.reading.is_some() && fact.item {
                table.report("reading", "a reading belongs to a notice, not to an item");
            }
            table.finish();
            if self.types.contains_key(&fact.id) {
                table.report("id", format!("a second fact `{}`, expected each name once", fact.id));
                continue;
            }
            let ty = match fact.kind.as_str() {
                "choice" => Ty::Choice(fact.id.clone()),
                other => Ty::named(other).unwrap_or(Ty::Wrong),
            };
            let options = fact.options.iter().map(|it| it.id.clone()).collect();
            self.types.insert(fact.id.clone(), (ty, options));
            self.facts.push(fact);
        }
    }

    fn fact(&self, table: &Table<'_>, lang: Lang) -> RawFact {
        let kind = table.text("type");
        if kind != "choice" && !kind.is_empty() && Ty::named(&kind).is_none() {
            let units = COUNTS.join(", ");
            table.report(
                "type",
                format!(
                    "`{kind}` is not a type, expected bool, date, choice, rate, money, money incl_vat, money excl_vat, \
                     money body_excl_vat, money pre_subsidy or count with one of {units}"
                ),
            );
        }
        let bounded = !matches!(kind.as_str(), "bool" | "choice" | "");
        let (mut least, mut most) = (None, None);
        if bounded {
            let read = |key: &str| {
                let text = table.need(key, "the end of its domain")?;
                let fits = if kind == "date" {
                    engine::date::parse_iso(&text.value).is_some()
                } else {
                    text.value.parse::<rust_decimal::Decimal>().is_ok()
                };
                if !fits {
                    table.report(key, format!("`{}` is not a value of type {kind}", text.value));
                }
                Some(text.value)
            };
            (least, most) = (read("least"), read("most"));
        }
        let options: Vec<RawOption> = table
            .tables("options")
            .iter()
            .map(|it| {
                let option = RawOption { id: it.text("id"), label: lang.text(it, "label") };
                it.finish();
                option
            })
            .collect();
        if kind == "choice" && !(1..=64).contains(&options.len()) {
            table.report("options", format!("{} options, expected 1 to 64", options.len()));
        }
        if kind != "choice" && !options.is_empty() {
            table.report("options", "only a choice has options");
        }
        RawFact {
            id: table.text("id"),
            ask: lang.text(table, "ask"),
            label: lang.text(table, "label"),
            step: table.opt_text("step"),
            printed_on: lang.opt_text(table, "printed_on"),
            help: lang.opt_text(table, "help"),
            in_ones_power: table.opt_one_of("control", &["person", "fixed"]).as_deref() == Some("person"),
            item: table.flag("item"),
            reading: table.opt_text("reading"),
            kind,
            least,
            most,
            options,
        }
    }

    /// Compiles a `[calculator]` file.
    pub fn calculator(&self, root: &Table<'_>, lang: Lang, words: &mut Words) -> Option<RawCalculator> {
        let table = root.opt_table("calculator")?;
        let questions = table.texts("questions");
        for it in &questions {
            if !self.types.contains_key(&it.value) {
                table.source.report(it.at, it.field.clone(), format!("`{}` is not a fact", it.value));
            }
        }
        let mut preset_today = Vec::new();
        if let Some(preset) = table.opt_table("preset") {
            for key in preset.keys() {
                match self.types.get(&key) {
                    Some((Ty::Date, _)) => {
                        preset.one_of(&key, &[engine::quote::ASKED_ON]);
                        preset_today.push(key);
                    }
                    _ => preset.report(&key, "expected a date fact set to `asked_on`"),
                }
            }
        }
        let calculator = RawCalculator {
            id: table.text("id"),
            title: lang.text(&table, "title"),
            topic: lang.opt_text(&table, "topic"),
            areas: table.list("areas"),
            schemes: table.list("schemes"),
            questions: questions.into_iter().map(|it| it.value).collect(),
            preset_today,
            examples: Vec::new(),
        };
        // Found once the examples of all schemes are read.
        table.tables("examples");
        words.calculators.insert(calculator.id.clone(), index::words(&table));
        table.finish();
        Some(calculator)
    }
}
