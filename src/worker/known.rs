//! What a page asks before anything is planned: kinds of goods with the schemes that take them, levels, cars.

use engine::answers::Value as Given;
use engine::date::Date;
use engine::pack::{Effect, FactKind};
use engine::{Answers, Eligibility, Packs, Scheme, quote};
use serde_json::{Value, json};

/// The fact that says what an item is.
const KIND: &str = "item_category";
/// The fact that says how efficient it is.
const LEVEL: &str = "item_level";

/// Kinds and levels of goods, the schemes for goods with the kinds that they take, and those for cars.
pub(crate) fn known(packs: &Packs) -> Value {
    let goods = |it: &&Scheme| it.area == "goods" && it.per_item && !it.frame;
    let cars = |it: &&Scheme| is_car(it);
    let goods: Vec<Value> = packs.schemes().iter().filter(goods).map(|it| of_goods(packs, it)).collect();
    let of_car = |it: &Scheme| entry(it, &[]);
    let cars: Vec<Value> = packs.schemes().iter().filter(cars).map(of_car).collect();
    json!({ "kinds": options(packs, KIND), "levels": options(packs, LEVEL), "goods": goods, "cars": cars })
}

/// Whether a scheme pays money for a car.
pub(crate) fn is_car(it: &Scheme) -> bool {
    it.area == "vehicle" && !it.frame && matches!(it.effect, Effect::Cash | Effect::Dealer)
}

fn options(packs: &Packs, fact: &str) -> Vec<Value> {
    match packs.fact(fact).map(|(_, it)| &it.kind) {
        Some(FactKind::Choice(all)) => all.iter().map(|it| json!({ "id": it.id, "label": it.label })).collect(),
        _ => Vec::new(),
    }
}

fn of_goods(packs: &Packs, scheme: &Scheme) -> Value {
    let mut takes: Vec<&str> = Vec::new();
    if let Some((place, fact)) = packs.fact(KIND)
        && let FactKind::Choice(all) = &fact.kind
    {
        let possible = |at: usize| {
            let mut answers = Answers::with_items(1);
            answers.set(place, Some(0), Some(Given::Choice(at)));
            // On the last day that can be asked about, so that every version of a figure is known.
            quote(packs, scheme, &answers, Some(0), Date::MAX).eligibility != Eligibility::No
        };
        takes.extend(all.iter().enumerate().filter(|(at, _)| possible(*at)).map(|(_, it)| it.id.as_str()));
    }
    entry(scheme, &takes)
}

/// A scheme with the kinds that it takes, and how a person's use of it is counted: `kind` by kind, `all` together;
/// absent: nothing is counted.
fn entry(scheme: &Scheme, takes: &[&str]) -> Value {
    let mut entry = json!({ "id": scheme.id, "title": scheme.title, "takes": takes });
    let quota = scheme.quota.as_ref().filter(|it| it.per == "person");
    if let (Some(quota), Some(entry)) =
        (quota.filter(|it| it.max.is_some() || !it.exceptions.is_empty()), entry.as_object_mut())
    {
        entry.insert("counted".into(), if quota.by_category { "kind" } else { "all" }.into());
    }
    entry
}
