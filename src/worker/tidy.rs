//! A cart from a page before it is read: answers to questions of other pages that make no sense are left open, and
//! days of a car that were not told are taken to be the day of the purchase.

use crate::known::is_car;
use engine::{Answers, Packs, Scheme};
use serde_json::{Map, Value};

/// The calculator whose presets say which facts of a car are days.
const CARS: &str = "vehicle";

/// Goes through every subsidy of every line.
pub(crate) fn tidy(packs: &Packs, cart: &mut Value) {
    for purchase in items(cart, "purchases") {
        let day = purchase.get("days").and_then(|it| it.get(0)).cloned();
        for line in items(purchase, "lines") {
            for subsidy in items(line, "subsidies") {
                let scheme = subsidy.get("scheme").and_then(Value::as_str).and_then(|it| packs.scheme(it));
                let facts = subsidy.get_mut("facts").and_then(Value::as_object_mut);
                if let (Some(scheme), Some(facts)) = (scheme, facts) {
                    one(packs, scheme, day.as_ref(), facts);
                }
            }
        }
    }
}

fn items<'a>(value: &'a mut Value, name: &str) -> impl Iterator<Item = &'a mut Value> {
    value.get_mut(name).and_then(Value::as_array_mut).into_iter().flatten()
}

fn one(packs: &Packs, scheme: &Scheme, day: Option<&Value>, facts: &mut Map<String, Value>) {
    facts.retain(|name, value| {
        let item = packs.fact(name).is_some_and(|(_, it)| it.item && scheme.per_item).then_some(0);
        let mut answers = Answers::with_items(usize::from(scheme.per_item));
        value.as_str().is_some_and(|text| answers.read(packs, name, item, text).is_ok())
    });
    let preset = packs.calculator(CARS).filter(|_| is_car(scheme)).map(|it| it.preset_today.as_slice());
    for fact in preset.into_iter().flatten().filter_map(|it| packs.facts().get(*it)) {
        if let (Some(day), false) = (day, facts.contains_key(&fact.id)) {
            facts.insert(fact.id.clone(), day.clone());
        }
    }
}
