//! Reading an authored file: every mistake is collected with its line and field, none stops the rest.
//!
//! Not here: what the fields mean; the modules that compile schemes, facts and campaigns know that.

pub use crate::source::{Finding, Source};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The top of a file.
pub struct Root<'a> {
    source: &'a Source,
    table: Spanned<DeTable<'a>>,
}

impl<'a> Root<'a> {
    pub(crate) fn new(source: &'a Source, table: Spanned<DeTable<'a>>) -> Root<'a> {
        Root { source, table }
    }

    /// The top table.
    #[must_use]
    pub fn table(&self) -> Table<'_> {
        Table::new(self.source, String::new(), self.table.get_ref(), self.table.span())
    }
}

/// One table; keys that nobody asked for are mistakes, reported by [`Table::finish`].
pub struct Table<'a> {
    /// The file it stands in.
    pub source: &'a Source,
    path: String,
    table: &'a DeTable<'a>,
    span: Range<usize>,
    asked: RefCell<BTreeSet<String>>,
}

/// A text with its place in the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Text {
    /// The text.
    pub value: String,
    /// The field.
    pub field: String,
    /// Where it starts in the file.
    pub at: usize,
}

impl<'a> Table<'a> {
    fn new(source: &'a Source, path: String, table: &'a DeTable<'a>, span: Range<usize>) -> Table<'a> {
        Table { source, path, table, span, asked: RefCell::new(BTreeSet::new()) }
    }

    /// The full name of a key of this table.
    #[must_use]
    pub fn field(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Where the table starts in the file.
    #[must_use]
    pub fn at(&self) -> usize {
        self.span.start
    }

    /// Notes a mistake at a key's value, or at the table when the key is absent.
    pub fn report(&self, key: &str, message: impl Into<String>) {
        let at = self.table.get(key).map_or(self.span.start, |it| it.span().start);
        self.source.report(at, self.field(key), message);
    }

    /// Whether the key is there.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// All keys, in the order of the file.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let mut keys: Vec<_> =
            self.table.iter().map(|(key, _)| (key.span().start, key.get_ref().to_string())).collect();
        keys.sort();
        keys.into_iter().map(|(_, key)| key).collect()
    }

    fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.borrow_mut().insert(key.to_owned());
        self.table.get(key)
    }

    fn expected(&self, key: &str, what: &str, found: &DeValue<'_>) {
        self.report(key, format!("expected {what}, found {}", found.type_str()));
    }

    fn missing(&self, key: &str, what: &str) {
        self.source.report(self.span.start, self.field(key), format!("missing, expected {what}"));
    }

    /// A text with its place, if the key is there.
    pub fn opt(&self, key: &str) -> Option<Text> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::String(it) => Some(Text { value: it.to_string(), field: self.field(key), at: value.span().start }),
            // A bare date or number is as good as the text of it.
            DeValue::Datetime(it) => {
                Some(Text { value: it.to_string(), field: self.field(key), at: value.span().start })
            }
            DeValue::Integer(it) => {
                Some(Text { value: it.as_str().replace('_', ""), field: self.field(key), at: value.span().start })
            }
            other => {
                self.expected(key, "a text", other);
                None
            }
        }
    }

    /// A text with its place; its absence is a mistake.
    pub fn need(&self, key: &str, what: &str) -> Option<Text> {
        if !self.has(key) {
            self.asked.borrow_mut().insert(key.to_owned());
            self.missing(key, what);
        }
        self.opt(key)
    }

    /// A text, if the key is there.
    pub fn opt_text(&self, key: &str) -> Option<String> {
        self.opt(key).map(|it| it.value)
    }

    /// A text that must be there and hold something.
    pub fn text(&self, key: &str) -> String {
        let text = self.need(key, "a text").map(|it| it.value).unwrap_or_default();
        if self.has(key) && text.trim().is_empty() {
            self.report(key, "is empty, expected a text");
        }
        text
    }

    /// One of the names; anything else is a mistake.
    pub fn one_of(&self, key: &str, names: &[&str]) -> String {
        let Some(text) = self.need(key, &format!("one of {}", names.join(", "))) else { return String::new() };
        if !names.contains(&text.value.as_str()) {
            self.report(key, format!("`{}` is not known, expected one of {}", text.value, names.join(", ")));
        }
        text.value
    }

    /// One of the names, if the key is there.
    pub fn opt_one_of(&self, key: &str, names: &[&str]) -> Option<String> {
        if self.has(key) { Some(self.one_of(key, names)) } else { None }
    }

    /// Yes or no; no when the key is absent.
    pub fn flag(&self, key: &str) -> bool {
        match self.get(key).map(Spanned::get_ref) {
            None => false,
            Some(DeValue::Boolean(it)) => *it,
            Some(other) => {
                self.expected(key, "true or false", other);
                false
            }
        }
    }

    /// A whole number that is not negative, if the key is there.
    pub fn opt_number(&self, key: &str) -> Option<u32> {
        match self.get(key)?.get_ref() {
            DeValue::Integer(it) => match it.as_str().replace('_', "").parse() {
                Ok(it) => Some(it),
                Err(_) => {
                    self.report(key, format!("`{}` is out of range, expected a whole number from 0", it.as_str()));
                    None
                }
            },
            other => {
                self.expected(key, "a whole number", other);
                None
            }
        }
    }

    /// A whole number that must be there.
    pub fn number(&self, key: &str) -> u32 {
        if !self.has(key) {
            self.missing(key, "a whole number");
        }
        self.opt_number(key).unwrap_or_default()
    }

    /// A day as `2026-11-24`, if the key is there; a day that does not exist is a mistake.
    pub fn opt_date(&self, key: &str) -> Option<String> {
        let text = self.opt(key)?;
        if engine::date::parse_iso(&text.value).is_none() {
            self.report(key, format!("`{}` is not a day, expected one such as 2026-11-24", text.value));
            return None;
        }
        Some(text.value)
    }

    /// A day that must be there.
    pub fn date(&self, key: &str) -> Option<String> {
        if !self.has(key) {
            self.asked.borrow_mut().insert(key.to_owned());
            self.missing(key, "a day such as 2026-11-24");
        }
        self.opt_date(key)
    }

    /// A list of texts; empty when the key is absent.
    pub fn texts(&self, key: &str) -> Vec<Text> {
        let mut texts = Vec::new();
        for (idx, value) in self.array(key).iter().enumerate() {
            let field = format!("{}[{idx}]", self.field(key));
            match value.get_ref() {
                DeValue::String(it) => texts.push(Text { value: it.to_string(), field, at: value.span().start }),
                DeValue::Integer(it) => {
                    texts.push(Text { value: it.as_str().replace('_', ""), field, at: value.span().start });
                }
                DeValue::Datetime(it) => texts.push(Text { value: it.to_string(), field, at: value.span().start }),
                other => {
                    self.source.report(
                        value.span().start,
                        field,
                        format!("expected a text, found {}", other.type_str()),
                    );
                }
            }
        }
        texts
    }

    /// A list of texts without their places.
    pub fn list(&self, key: &str) -> Vec<String> {
        self.texts(key).into_iter().map(|it| it.value).collect()
    }

    /// A list of lists of texts, such as `[["300", "50"], ["200", "30"]]`.
    pub fn lists(&self, key: &str) -> Vec<Vec<Text>> {
        let mut rows = Vec::new();
        for (idx, value) in self.array(key).iter().enumerate() {
            let field = format!("{}[{idx}]", self.field(key));
            let DeValue::Array(row) = value.get_ref() else {
                let message = format!("expected a list, found {}", value.get_ref().type_str());
                self.source.report(value.span().start, field, message);
                continue;
            };
            let mut texts = Vec::new();
            for cell in row.iter() {
                let at = cell.span().start;
                match cell.get_ref() {
                    DeValue::String(it) => texts.push(Text { value: it.to_string(), field: field.clone(), at }),
                    DeValue::Integer(it) => {
                        texts.push(Text { value: it.as_str().replace('_', ""), field: field.clone(), at });
                    }
                    other => {
                        let message = format!("expected a text, found {}", other.type_str());
                        self.source.report(at, field.clone(), message);
                    }
                }
            }
            rows.push(texts);
        }
        rows
    }

    /// Every value of this table as the text that an answer is typed as: numbers, truths and dates
    /// without quotes are accepted.
    pub fn answers(&self) -> Vec<(String, String)> {
        let mut answers = Vec::new();
        for key in self.keys() {
            let Some(value) = self.get(&key) else { continue };
            let text = match value.get_ref() {
                DeValue::Boolean(it) => it.to_string(),
                DeValue::String(it) => it.to_string(),
                DeValue::Integer(it) => it.as_str().replace('_', ""),
                DeValue::Float(it) => it.as_str().to_owned(),
                DeValue::Datetime(it) => it.to_string(),
                other => {
                    self.expected(&key, "an answer", other);
                    continue;
                }
            };
            answers.push((key, text));
        }
        answers
    }

    /// A table, if the key is there.
    pub fn opt_table(&self, key: &str) -> Option<Table<'a>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Table(it) => Some(Table::new(self.source, self.field(key), it, value.span())),
            other => {
                self.expected(key, "a table", other);
                None
            }
        }
    }

    /// A list of tables; empty when the key is absent.
    pub fn tables(&self, key: &str) -> Vec<Table<'a>> {
        let mut tables = Vec::new();
        for (idx, value) in self.array(key).iter().enumerate() {
            let field = format!("{}[{idx}]", self.field(key));
            match value.get_ref() {
                DeValue::Table(it) => tables.push(Table::new(self.source, field, it, value.span())),
                other => {
                    let message = format!("expected a table, found {}", other.type_str());
                    self.source.report(value.span().start, field, message);
                }
            }
        }
        tables
    }

    fn array(&self, key: &str) -> &'a [Spanned<DeValue<'a>>] {
        match self.get(key).map(Spanned::get_ref) {
            None => &[],
            Some(DeValue::Array(it)) => it,
            Some(other) => {
                self.expected(key, "a list", other);
                &[]
            }
        }
    }

    /// Reports every key that nobody asked for.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        let known: Vec<&str> = asked.iter().map(String::as_str).collect();
        for (key, _) in self.table.iter() {
            let name: &str = key.get_ref();
            if !asked.contains(name) {
                let message = format!("unknown key, expected one of {}", known.join(", "));
                self.source.report(key.span().start, self.field(name), message);
            }
        }
    }
}
