//! From a case that shows a disagreement to a smaller one that still does.

use crate::compare;
use crate::generate::set;
use crate::random::Random;
use crate::run::{Repro, kind, load};
use serde_json::{Value as Json, json};

/// How often a smaller case is tried at most.
const TRIES: u32 = 3_000;

/// Takes away what the disagreement does not need, one thing after the other.
#[must_use]
pub fn shrink(mut repro: Repro) -> Repro {
    let mut tries = 0;
    let wanted = kind(&repro.disagreements);
    loop {
        let mut smaller = None;
        for candidate in candidates(&repro) {
            tries += 1;
            if tries > TRIES {
                return repro;
            }
            if let Some(disagreements) = disagreements(&candidate)
                && kind(&disagreements) == wanted
            {
                smaller = Some(Repro { disagreements, ..candidate });
                break;
            }
        }
        match smaller {
            Some(it) => repro = it,
            None => return repro,
        }
    }
}

/// In what the engine and the oracle differ; `None`: in nothing, or the case makes no sense.
#[must_use]
pub fn disagreements(repro: &Repro) -> Option<Vec<String>> {
    let loaded = load(repro.pack.clone()).ok()?;
    let rule = loaded.book.rules.first()?;
    let mut case = vec![None; loaded.book.facts.len()];
    for (id, text) in &repro.answers {
        let at = loaded.book.facts.iter().position(|it| it.id == *id)?;
        *case.get_mut(at)? = Some(loaded.book.facts.get(at)?.read(text)?);
    }
    let few = crate::ends::count(&loaded.book.facts, &crate::ends::open(rule, &case), 20_000).is_some();
    let check = if few { compare::check } else { compare::check_wide };
    let found = check(&loaded.packs, &loaded.book, rule, &case, &mut Random::new(repro.seed)).ok()?;
    if found.disagreements.is_empty() { None } else { Some(found.disagreements) }
}

/// Every case that is one thing smaller.
fn candidates(repro: &Repro) -> Vec<Repro> {
    let mut them = Vec::new();
    let mut with_scheme = |change: &dyn Fn(&mut Json)| {
        let mut it = repro.clone();
        if let Some(scheme) = it.pack.pointer_mut("/schemes/0") {
            change(scheme);
            drop_unused(&mut it);
            them.push(it);
        }
    };
    let Some(scheme) = repro.pack.pointer("/schemes/0") else { return them };
    let array = |key: &str| scheme[key].as_array().map_or(&[][..], Vec::as_slice);
    for key in ["conditions", "steps", "verdicts"] {
        for idx in 0..array(key).len() {
            with_scheme(&|it| {
                if let Some(them) = it.get_mut(key).and_then(Json::as_array_mut) {
                    them.remove(idx);
                }
            });
        }
    }
    let of_table = array("nodes").iter().any(|it| matches!(it["o"].as_str(), Some("row" | "previous" | "total")));
    if !of_table && !scheme["schedule"].is_null() {
        with_scheme(&|it| set(it, "schedule", Json::Null));
    }
    for (idx, node) in array("nodes").iter().enumerate().rev() {
        // Something smaller in place of an operation: one of its arguments, or a constant.
        let args: Vec<u64> = node["a"].as_array().into_iter().flatten().filter_map(Json::as_u64).collect();
        for arg in &args {
            with_scheme(&|it| redirect(it, idx as u64, *arg));
        }
        if args.len() > 2 && node["o"] != "if" {
            for nth in 0..args.len() {
                with_scheme(&|it| {
                    if let Some(them) = it.pointer_mut(&format!("/nodes/{idx}/a")).and_then(Json::as_array_mut) {
                        them.remove(nth);
                    }
                });
            }
        }
        if !matches!(node["o"].as_str(), Some("num" | "bool" | "day" | "unknown")) {
            for constant in
                [json!({ "o": "num", "k": "1" }), json!({ "o": "bool", "k": "true" }), json!({ "o": "bool" })]
            {
                with_scheme(&|it| {
                    if let Some(it) = it.pointer_mut(&format!("/nodes/{idx}")) {
                        *it = constant.clone();
                    }
                });
            }
        }
        if node["o"] == "num" {
            for simple in ["0", "1"] {
                if node["k"] != simple && !(node["k"] == "0" && simple == "1") {
                    with_scheme(&|it| {
                        if let Some(it) = it.pointer_mut(&format!("/nodes/{idx}")) {
                            set(it, "k", json!(simple));
                        }
                    });
                }
            }
        }
    }
    let facts = repro.pack.get("facts").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
    for (nth, fact) in facts.iter().enumerate() {
        if !fact["reading"].is_null() {
            let mut it = repro.clone();
            if let Some(fact) = it.pack.pointer_mut(&format!("/facts/{nth}")) {
                set(fact, "reading", Json::Null);
            }
            them.push(it);
        }
        let id = fact["id"].as_str().unwrap_or_default();
        if !repro.answers.iter().any(|(it, _)| it == id) {
            let least = fact["least"].as_str().map(str::to_owned);
            let option = fact.pointer("/options/0/id").and_then(Json::as_str).map(str::to_owned);
            for text in [least, fact["most"].as_str().map(str::to_owned), option].into_iter().flatten() {
                let mut it = repro.clone();
                it.answers.push((id.to_owned(), text));
                them.push(it);
            }
        }
    }
    them
}

/// Every place of the scheme in which an operation is named.
fn uses(scheme: &mut Json) -> Vec<&mut Json> {
    let mut them = Vec::new();
    for (key, value) in scheme.as_object_mut().into_iter().flatten() {
        match key.as_str() {
            "nodes" => {
                let nodes = value.as_array_mut().into_iter().flatten();
                let args = nodes.filter_map(|it| it.get_mut("a").and_then(Json::as_array_mut));
                them.extend(args.flatten());
            }
            "schedule" => {
                for (key, value) in value.as_object_mut().into_iter().flatten() {
                    match value {
                        Json::Array(columns) => {
                            for it in columns {
                                let object = it.as_object_mut().into_iter().flatten();
                                let places =
                                    object.filter(|(key, it)| *key == "node" || *key == "start" && !it.is_null());
                                them.extend(places.map(|(_, it)| it));
                            }
                        }
                        _ if key == "rows" => them.push(value),
                        _ => {}
                    }
                }
            }
            "conditions" | "steps" | "verdicts" => {
                them.extend(value.as_array_mut().into_iter().flatten().filter_map(|it| it.get_mut("node")));
            }
            "amount" => them.extend(value.get_mut("node")),
            _ => {}
        }
    }
    them
}

/// Every use of an operation becomes a use of another.
fn redirect(scheme: &mut Json, from: u64, to: u64) {
    for it in uses(scheme) {
        if *it == from {
            *it = json!(to);
        }
    }
}

/// Takes away the operations and facts that nothing uses.
fn drop_unused(repro: &mut Repro) {
    let Some(scheme) = repro.pack.pointer_mut("/schemes/0") else { return };
    let count = |it: &Json| it.get("nodes").and_then(Json::as_array).map_or(0, Vec::len) as u64;
    for place in (0..count(scheme)).rev() {
        if uses(scheme).iter().any(|it| **it == place) {
            continue;
        }
        if let Some(nodes) = scheme.get_mut("nodes").and_then(Json::as_array_mut) {
            nodes.remove(usize::try_from(place).unwrap_or(0));
        }
        for later in place + 1..=count(scheme) {
            redirect(scheme, later, later - 1);
        }
    }
    let nodes = scheme.get("nodes").and_then(Json::as_array).into_iter().flatten();
    let of_facts = nodes.filter(|it| it["o"] == "fact" || it["o"] == "in");
    let used = of_facts.filter_map(|it| it["k"].as_str()?.split(' ').next().map(str::to_owned));
    let used: Vec<String> = used.collect();
    if let Some(facts) = repro.pack.get_mut("facts").and_then(Json::as_array_mut) {
        facts.retain(|it| used.iter().any(|id| it["id"] == id.as_str()));
    }
    repro.answers.retain(|(id, _)| used.contains(id));
}
