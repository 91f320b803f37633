//! Answers from a JSON file, and the quote or assessment that follows.

use engine::date::Date;
use engine::{Answers, Packs};
use serde_json::{Map, Value};

/// The most items that one basket may hold.
pub const MOST_ITEMS: usize = 200;

/// Reads `{"fact": "value", …, "items": [{"fact": "value"}, …]}`.
///
/// # Errors
/// Every answer that does not fit, with its name and what was expected.
pub fn answers(packs: &Packs, text: &str) -> Result<Answers, Vec<String>> {
    let value: Value = serde_json::from_str(text).map_err(|err| vec![format!("not valid JSON: {err}")])?;
    let Value::Object(facts) = value else { return Err(vec!["expected an object of facts".to_owned()]) };
    let mut wrong = Vec::new();
    let empty = Vec::new();
    let items = match facts.get("items") {
        None => &empty,
        Some(Value::Array(items)) => items,
        Some(_) => return Err(vec!["`items`: expected a list of objects".to_owned()]),
    };
    if items.len() > MOST_ITEMS {
        return Err(vec![format!("`items`: {} items, expected at most {MOST_ITEMS}", items.len())]);
    }
    let mut answers = Answers::with_items(items.len());
    read(packs, &mut answers, &facts, None, &mut wrong);
    for (idx, item) in items.iter().enumerate() {
        match item {
            Value::Object(facts) => read(packs, &mut answers, facts, Some(idx), &mut wrong),
            _ => wrong.push(format!("`items[{idx}]`: expected an object of facts")),
        }
    }
    if wrong.is_empty() { Ok(answers) } else { Err(wrong) }
}

fn read(
    packs: &Packs,
    answers: &mut Answers,
    facts: &Map<String, Value>,
    item: Option<usize>,
    wrong: &mut Vec<String>,
) {
    for (fact, value) in facts {
        let text = match value {
            _ if item.is_none() && fact == "items" => continue,
            // Null is the same as absent: not told.
            Value::Null => continue,
            Value::String(it) => it.clone(),
            Value::Bool(it) => it.to_string(),
            Value::Number(it) => it.to_string(),
            Value::Array(_) | Value::Object(_) => {
                wrong.push(format!("`{fact}`: expected a text, a number, true or false"));
                continue;
            }
        };
        if let Err(err) = answers.read(packs, fact, item, &text) {
            wrong.push(match item {
                None => err.to_string(),
                Some(item) => format!("items[{item}]: {err}"),
            });
        }
    }
}

/// What `huisuan eval` prints for a scheme or a calculator.
///
/// # Errors
/// When there is no scheme and no calculator of this name.
pub fn eval(packs: &Packs, name: &str, answers: &Answers, on: Date) -> Result<Value, String> {
    if let Some(calculator) = packs.calculator(name) {
        return Ok(crate::json::assessment(packs, &engine::assess(packs, calculator, answers, on)));
    }
    let Some(scheme) = packs.scheme(name) else {
        let schemes = packs.schemes().iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join(", ");
        return Err(format!("no scheme or calculator `{name}`, expected one of {schemes}"));
    };
    if scheme.per_item && answers.n_items() > 0 {
        let quotes = (0..answers.n_items())
            .map(|item| crate::json::quote(packs, scheme, &engine::quote(packs, scheme, answers, Some(item), on)));
        return Ok(Value::Array(quotes.collect()));
    }
    Ok(crate::json::quote(packs, scheme, &engine::quote(packs, scheme, answers, None, on)))
}
