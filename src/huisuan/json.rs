//! Quotes as JSON: stable names, money as decimal strings in yuan, dates ISO, unknown absent.

use engine::answers::write_value;
use engine::pack::{Confidence, Scheme, Unit};
use engine::quote::{Eligibility, Quote, Range, Reading};
use engine::value::{Interval, Tri};
use engine::{Answer, Assessment, Money, Packs};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

/// The quote of one scheme.
#[must_use]
pub fn quote(packs: &Packs, scheme: &Scheme, quote: &Quote) -> Value {
    let mut it = Map::new();
    it.insert("scheme".to_owned(), json!(scheme.id));
    it.insert("title".to_owned(), json!(scheme.title));
    it.insert("eligible".to_owned(), json!(eligible(quote.eligibility)));
    it.extend(range(packs, &quote.range));
    it.insert("certainty".to_owned(), json!(certainty(scheme)));
    it.insert("confidence".to_owned(), json!(confidence(quote.confidence)));
    let conditions: Vec<Value> = quote
        .outcomes
        .iter()
        .filter_map(|outcome| {
            let condition = scheme.conditions.get(outcome.condition)?;
            let holds = tri(outcome.holds);
            let document = scheme.documents.get(condition.source)?;
            Some(json!({
                "id": condition.id, "holds": holds, "say": condition.say,
                "document": document.title, "confidence": confidence(condition.confidence),
            }))
        })
        .collect();
    it.insert("conditions".to_owned(), json!(conditions));
    let lines: Vec<Value> = quote
        .lines
        .iter()
        .filter_map(|line| {
            let step = match line.step {
                Some(at) => scheme.steps.get(at)?,
                None => &scheme.amount,
            };
            let mut it = Map::new();
            it.insert("id".to_owned(), json!(step.id));
            it.insert("say".to_owned(), json!(step.say));
            it.extend(ends(line.value, &step.unit));
            Some(Value::Object(it))
        })
        .collect();
    it.insert("lines".to_owned(), json!(lines));
    let mut assumptions: Vec<Value> = Vec::new();
    for at in &quote.assumptions {
        assumptions.extend(scheme.assumptions.get(*at).map(|it| json!({ "say": it.say })));
    }
    for at in &quote.assumed_roundings {
        let step = at.map_or(Some(&scheme.amount), |at| scheme.steps.get(at));
        let mode = step.and_then(|it| it.round).map(engine::Rounding::name);
        assumptions.push(json!({ "rounding": mode, "of": step.map(|it| it.id.clone()) }));
    }
    for at in &quote.open_ended {
        let condition = scheme.conditions.get(*at).map(|it| it.id.clone());
        assumptions.push(json!({ "end_not_seen": condition }));
    }
    it.insert("assumptions".to_owned(), json!(assumptions));
    let open: Vec<&str> =
        quote.open.iter().filter_map(|(fact, _)| packs.facts().get(*fact)).map(|it| it.id.as_str()).collect();
    it.insert("open".to_owned(), json!(open));
    if !quote.verdicts.is_empty() {
        let verdicts = scheme.verdicts.iter().zip(&quote.verdicts);
        let verdicts: Vec<Value> =
            verdicts.map(|(it, holds)| json!({ "id": it.id, "say": it.say, "holds": tri(*holds) })).collect();
        it.insert("verdicts".to_owned(), json!(verdicts));
    }
    if let Some(schedule) = scheme.schedule.as_ref().filter(|_| !quote.rows.is_empty()) {
        let row = |cells: &Vec<Interval>| {
            let mut row = Map::new();
            for (column, cell) in schedule.columns.iter().zip(cells) {
                let ends = ends(*cell, &column.unit);
                match ends.get("value") {
                    Some(value) => row.insert(column.id.clone(), value.clone()),
                    None => row.insert(column.id.clone(), Value::Object(ends)),
                };
            }
            Value::Object(row)
        };
        it.insert("schedule".to_owned(), Value::Array(quote.rows.iter().map(row).collect()));
    }
    if !quote.readings.is_empty() {
        it.insert("readings".to_owned(), readings(packs, &quote.readings));
    }
    Value::Object(it)
}

/// What other readings of a notice give.
fn readings(packs: &Packs, all: &[Reading]) -> Value {
    let one = |it: &Reading| {
        let fact = packs.facts().get(it.fact)?;
        let mut map = Map::new();
        map.insert("reading".to_owned(), json!(fact.id));
        map.insert("value".to_owned(), json!(write_value(fact, &it.value)));
        for (key, end) in [("least", it.range.least), ("most", it.range.most)] {
            if let Some(end) = end {
                map.insert(key.to_owned(), json!(end.to_string()));
            }
        }
        Some(Value::Object(map))
    };
    Value::Array(all.iter().filter_map(one).collect())
}

/// A calculator's assessment.
#[must_use]
pub fn assessment(packs: &Packs, it: &Assessment) -> Value {
    let mut all = Map::new();
    all.extend(range(packs, &it.total));
    if it.unknown_part {
        all.insert("unknown_part".to_owned(), json!(true));
    }
    let parts: Vec<Value> = it
        .parts
        .iter()
        .filter_map(|part| {
            let mut value = quote(packs, packs.scheme(&part.scheme)?, &part.quote);
            if let (Some(item), Some(map)) = (part.item, value.as_object_mut()) {
                map.insert("item".to_owned(), json!(item + 1));
            }
            Some(value)
        })
        .collect();
    all.insert("parts".to_owned(), json!(parts));
    let questions: Vec<Value> = it
        .questions
        .iter()
        .filter_map(|question| {
            let fact = packs.facts().get(question.fact)?;
            let mut value = Map::new();
            value.insert("fact".to_owned(), json!(fact.id));
            if let Some(item) = question.item {
                value.insert("item".to_owned(), json!(item + 1));
            }
            Some(Value::Object(value))
        })
        .collect();
    all.insert("questions".to_owned(), json!(questions));
    if !it.readings.is_empty() {
        all.insert("readings".to_owned(), readings(packs, &it.readings));
    }
    Value::Object(all)
}

fn tri(it: Tri) -> &'static str {
    match it {
        Tri::True => "yes",
        Tri::False => "no",
        Tri::Open => "open",
    }
}

/// The name of an eligibility.
#[must_use]
pub fn eligible(it: Eligibility) -> &'static str {
    match it {
        Eligibility::Yes => "yes",
        Eligibility::No => "no",
        Eligibility::Open => "open",
    }
}

/// The name of a confidence.
#[must_use]
pub fn confidence(it: Confidence) -> &'static str {
    match it {
        Confidence::Official => "official",
        Confidence::Reported => "reported",
        Confidence::Unverified => "unverified",
        Confidence::Unknown => "unknown",
    }
}

fn certainty(scheme: &Scheme) -> &'static str {
    match scheme.certainty {
        engine::pack::Certainty::Entitled => "entitled",
        engine::pack::Certainty::IfClaimed => "if_claimed",
        engine::pack::Certainty::IfDrawn => "if_drawn",
        engine::pack::Certainty::FundsMayEnd => "funds_may_end",
    }
}

fn range(packs: &Packs, range: &Range) -> Map<String, Value> {
    let mut it = Map::new();
    for (key, end, at) in [("least", range.least, &range.least_at), ("most", range.most, &range.most_at)] {
        if let Some(end) = end {
            it.insert(key.to_owned(), json!(end.to_string()));
        }
        if !at.is_empty() && range.single().is_none() {
            it.insert(format!("{key}_when"), witness(packs, at));
        }
    }
    it.insert("proven".to_owned(), json!(range.proven));
    it
}

fn witness(packs: &Packs, answers: &[Answer]) -> Value {
    let mut it = Map::new();
    for answer in answers {
        if let Some(fact) = packs.facts().get(answer.fact) {
            let key = match answer.item {
                None => fact.id.clone(),
                Some(item) => format!("{}[{}]", fact.id, item + 1),
            };
            it.insert(key, json!(write_value(fact, &answer.value)));
        }
    }
    Value::Object(it)
}

fn ends(value: Interval, unit: &Unit) -> Map<String, Value> {
    let show = |it: Decimal| match unit {
        Unit::Yuan(_) => Money::from_yuan(it).to_string(),
        Unit::Day => engine::date::from_number(it).map(engine::date::iso).unwrap_or_default(),
        Unit::Rate | Unit::Count(_) => it.normalize().to_string(),
    };
    let mut it = Map::new();
    match value.single() {
        Some(one) => {
            it.insert("value".to_owned(), json!(show(one)));
        }
        None => {
            for (key, end) in [("least", value.lo), ("most", value.hi)] {
                if let Some(end) = end {
                    it.insert(key.to_owned(), json!(show(end)));
                }
            }
        }
    }
    it
}
