//! Reads fields of a JSON object; every mistake is kept with its place, and reading goes on.

use crate::wrong::Wrong;
use engine::campaign::Fen;
use engine::date::parse_iso;
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use time::Date;

const AMOUNT: &str = "an amount in whole fen, above 0 and at most 10000000 yuan, such as \"288.00\"";

/// One object, its place in the whole, and the mistakes found so far.
pub(crate) struct Fields<'v, 'w> {
    at: String,
    map: Option<&'v Map<String, Value>>,
    pub wrong: &'w mut Vec<Wrong>,
}

impl<'v, 'w> Fields<'v, 'w> {
    /// Opens an object that may have these keys.
    pub(crate) fn open(value: &'v Value, at: &str, keys: &[&str], wrong: &'w mut Vec<Wrong>) -> Fields<'v, 'w> {
        let map = value.as_object();
        match map {
            None => wrong.push(Wrong { field: at.to_owned(), expected: "an object".into() }),
            Some(map) => {
                for key in map.keys().filter(|it| !keys.contains(&it.as_str())).take(20) {
                    let field = join(at, key);
                    wrong.push(Wrong { field, expected: format!("a known name: one of {}", keys.join(", ")) });
                }
            }
        }
        Fields { at: at.to_owned(), map, wrong }
    }

    /// The place of a field.
    pub(crate) fn place(&self, key: &str) -> String {
        join(&self.at, key)
    }

    pub(crate) fn expect(&mut self, key: &str, expected: impl Into<String>) {
        let field = self.place(key);
        self.wrong.push(Wrong { field, expected: expected.into() });
    }

    /// The value of a field; absent and null are the same.
    pub(crate) fn get(&self, key: &str) -> Option<&'v Value> {
        self.map?.get(key).filter(|it| !it.is_null())
    }

    pub(crate) fn text(&mut self, key: &str) -> Option<&'v str> {
        let value = self.get(key)?;
        let text = value.as_str();
        if text.is_none() {
            self.expect(key, "a text");
        }
        text
    }

    pub(crate) fn flag(&mut self, key: &str, absent: bool) -> bool {
        match self.get(key) {
            None => absent,
            Some(Value::Bool(it)) => *it,
            Some(_) => {
                self.expect(key, "true or false");
                absent
            }
        }
    }

    pub(crate) fn count(&mut self, key: &str) -> Option<u32> {
        let value = self.get(key)?;
        let count = value.as_u64().and_then(|it| u32::try_from(it).ok());
        if count.is_none() {
            self.expect(key, "a whole number that is not negative");
        }
        count
    }

    /// A list; what is no list is an empty one.
    pub(crate) fn list(&mut self, key: &str, most: usize) -> &'v [Value] {
        match self.get(key) {
            None => &[],
            Some(Value::Array(it)) if it.len() <= most => it,
            Some(Value::Array(it)) => {
                self.expect(key, format!("at most {most}, not {}", it.len()));
                &[]
            }
            Some(_) => {
                self.expect(key, "a list");
                &[]
            }
        }
    }

    /// A list of words, each read by `read`.
    pub(crate) fn words<T>(
        &mut self,
        key: &str,
        most: usize,
        expected: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let mut words = Vec::new();
        for (at, value) in self.list(key, most).iter().enumerate() {
            match value.as_str().and_then(&read) {
                Some(it) => words.push(it),
                None => self.expect(&format!("{key}[{at}]"), expected),
            }
        }
        words
    }

    /// One word, read by `read`.
    pub(crate) fn word<T>(&mut self, key: &str, expected: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = self.get(key)?;
        let word = value.as_str().and_then(read);
        if word.is_none() {
            self.expect(key, expected);
        }
        word
    }

    pub(crate) fn day(&mut self, key: &str) -> Option<Date> {
        self.word(key, "a day such as 2025-08-06", parse_iso)
    }

    /// An amount in yuan as a text; a whole number will do too.
    pub(crate) fn fen(&mut self, key: &str) -> Option<Fen> {
        let fen = match self.get(key)? {
            Value::String(it) => it.parse::<Decimal>().ok(),
            // Written out as it stands in the JSON, so that no amount passes through a float.
            Value::Number(it) if !it.is_f64() => it.to_string().parse().ok(),
            _ => None,
        };
        let fen = fen.and_then(Fen::from_yuan);
        if fen.is_none() {
            self.expect(key, AMOUNT);
        }
        fen
    }
}

fn join(at: &str, key: &str) -> String {
    if at.is_empty() { key.to_owned() } else { format!("{at}.{key}") }
}
