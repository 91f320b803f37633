//! Random packs: a small vocabulary and one scheme whose rule is well typed by construction.

use crate::grow::{Grower, Kind};
use crate::random::Random;
use crate::rule::{Book, Domain, Rule, Value};
use crate::{calendar, number};
use serde_json::{Value as Json, json};

/// What the packs of one run look like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Taste {
    /// Numbers and days have thousands of values, too many to try each.
    pub wide: bool,
    /// An unknown figure may be used in several places.
    pub shared_unknowns: bool,
}

/// A bundle with one scheme.
#[must_use]
pub fn pack(random: &mut Random, taste: Taste) -> Json {
    let count = 2 + random.below(6);
    let per_item = random.percent(20);
    let mut facts = Vec::new();
    for idx in 0..count {
        let mut fact = fact(random, idx, taste);
        if per_item && random.percent(50) {
            set(&mut fact, "item", json!(true));
        } else if random.percent(12) {
            // A way of reading the notice, not something that a person knows.
            match fact.get("type").and_then(Json::as_str) {
                Some("bool") => set(&mut fact, "reading", json!(random.percent(50).to_string())),
                Some("choice") => set(&mut fact, "reading", json!("o1")),
                _ => {}
            }
        }
        facts.push(fact);
    }
    if random.percent(15) {
        facts.push(json!({ "id": "asked_on", "type": "date", "least": "2010-01-01", "most": "2035-12-31" }));
    }
    let scheme = scheme(random, &facts, per_item, taste);
    json!({ "format": 1, "lang": "en", "facts": facts, "schemes": [scheme] })
}

/// Sets a key of an object.
pub fn set(json: &mut Json, key: &str, value: Json) {
    if let Some(object) = json.as_object_mut() {
        object.insert(key.to_owned(), value);
    }
}

fn fact(random: &mut Random, idx: u64, taste: Taste) -> Json {
    let id = format!("f{idx}");
    let texts = |it: Option<String>| it.unwrap_or_default();
    let small = |random: &mut Random| if taste.wide { random.between(40, 4000) } else { random.between(1, 24) };
    match random.below(if taste.wide { 8 } else { 10 }) {
        0 | 9 => json!({ "id": id, "type": "bool" }),
        1 | 8 => {
            let options: Vec<Json> = (0..2 + random.below(3)).map(|it| json!({ "id": format!("o{it}") })).collect();
            json!({ "id": id, "type": "choice", "options": options })
        }
        2..=4 => {
            let step = random.pick(&["0.01", "0.01", "0.5", "1", "25", "100"]).copied().unwrap_or("1");
            let grain = number::decimal(step).unwrap_or_default();
            let least = &grain * number::whole(*random.pick(&[0, 0, 1, 7, 150]).unwrap_or(&0));
            let values = if taste.wide && random.percent(40) { 10_000_000 } else { small(random) };
            let most = &least + &grain * number::whole(values);
            let kind = random.pick(&["money", "money incl_vat"]).copied().unwrap_or("money");
            json!({ "id": id, "type": kind, "step": step,
                "least": texts(number::text(&least)), "most": texts(number::text(&most)) })
        }
        5 => {
            let least = random.between(0, 5);
            json!({ "id": id, "type": "count km",
                "least": least.to_string(), "most": (least + small(random)).to_string() })
        }
        6 => {
            let least = random.between(0, 3);
            let most = least + random.between(1, 12);
            json!({ "id": id, "type": "rate", "step": "0.05",
                "least": texts(number::text(&(number::whole(least) / number::whole(20)))),
                "most": texts(number::text(&(number::whole(most) / number::whole(20)))) })
        }
        _ => {
            // Often across the end of a month, of a year or of February.
            let from = random.pick(&["2023-12-20", "2024-02-25", "2025-02-20", "2026-06-28", "2024-01-29"]);
            let least = calendar::read(from.unwrap_or(&"2024-01-01")).unwrap_or(0) + random.between(-3, 3);
            let most = least + small(random);
            json!({ "id": id, "type": "date",
                "least": texts(calendar::write(least)), "most": texts(calendar::write(most)) })
        }
    }
}

fn scheme(random: &mut Random, facts: &[Json], per_item: bool, taste: Taste) -> Json {
    let mut grower = Grower::new(random, facts, taste.shared_unknowns);
    let mut conditions = Vec::new();
    let mut steps = Vec::new();
    let mut verdicts = Vec::new();
    let table = grower.random.percent(12).then(|| grower.table());
    let n_steps = grower.random.below(3);
    for idx in 0..n_steps {
        let depth = 1 + grower.random.below(3);
        let node = grower.grow(Kind::Money, depth);
        steps.push(json!({ "id": format!("s{idx}"), "type": "money", "node": node }));
    }
    let n_conditions = grower.random.below(4);
    for idx in 0..n_conditions {
        let depth = 1 + grower.random.below(3);
        let node = grower.condition(depth);
        conditions.push(json!({ "id": format!("c{idx}"), "node": node, "source": 0, "confidence": "official" }));
    }
    if grower.random.percent(10) {
        for idx in 0..1 + grower.random.below(2) {
            let depth = 1 + grower.random.below(2);
            let node = grower.condition(depth);
            verdicts.push(json!({ "id": format!("v{idx}"), "node": node }));
        }
    }
    let depth = 2 + grower.random.below(3);
    let mut amount = grower.amount(depth);
    if grower.random.percent(60) {
        amount = grower.rounded(amount);
    }
    json!({
        "id": "s", "effect": "cash", "certainty": "entitled", "per_item": per_item,
        "documents": [{ "confidence": "official" }],
        "nodes": grower.into_nodes(),
        "conditions": conditions,
        "steps": steps,
        "verdicts": verdicts,
        "schedule": table,
        "amount": { "type": "money", "node": amount },
    })
}

/// Random complete answers, often where the rule changes its mind.
#[must_use]
pub fn answers(random: &mut Random, book: &Book, rule: &Rule) -> Vec<Value> {
    let constants = constants(rule);
    book.facts
        .iter()
        .map(|fact| {
            if let Domain::Grid { least, step, count, .. } = &fact.domain
                && random.percent(40)
                && let Some(constant) = random.pick(&constants)
            {
                let near = ((constant - least) / step).floor() + dashu_int::IBig::from(random.between(-1, 1));
                if let Ok(place) = u64::try_from(near)
                    && place < *count
                {
                    return fact.nth(place);
                }
            }
            let size = fact.domain.size();
            let place = match random.below(6) {
                0 => 0,
                1 => size - 1,
                _ => random.below(size),
            };
            fact.nth(place)
        })
        .collect()
}

/// Every number that the rule states.
#[must_use]
pub fn constants(rule: &Rule) -> Vec<number::Number> {
    let mut constants = Vec::new();
    for node in &rule.nodes {
        if let crate::rule::Op::Number(it) = &node.op
            && !constants.contains(it)
        {
            constants.push(it.clone());
        }
    }
    constants
}
