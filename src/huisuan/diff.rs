//! Two versions of the packs side by side: for typical and boundary cases, who gains and who loses.
//!
//! The grid is made from both versions: every worked example, and for each the values of every number
//! and date at which either rule changes its mind, with the neighbour before it.

use crate::compile::Bundle;
use engine::answers::{Value, read_value, write_value};
use engine::date::{self, Date};
use engine::pack::raw::RawExample;
use engine::pack::{Fact, FactKind, Scheme};
use engine::profile::profile;
use engine::{Answers, Money, Packs, quote};
use rust_decimal::Decimal;
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// One case that the two versions answer differently.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// The scheme.
    pub scheme: String,
    /// The answers, by fact.
    pub facts: BTreeMap<String, String>,
    /// The date asked.
    pub on: String,
    /// What the old version says.
    pub old: Outcome,
    /// What the new version says.
    pub new: Outcome,
}

/// What a version says of a case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// The least, when known.
    pub least: Option<Money>,
    /// The most, when known.
    pub most: Option<Money>,
}

/// All that differs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// Schemes that only the new version has.
    pub added: Vec<String>,
    /// Schemes that only the old version has.
    pub removed: Vec<String>,
    /// How many cases were compared.
    pub cases: usize,
    /// The cases that differ.
    pub differences: Vec<Difference>,
}

/// Compares two versions.
///
/// # Errors
/// When one of them cannot be loaded.
pub fn diff(old: &Bundle, new: &Bundle) -> Result<Report, String> {
    let packs = |it: &Bundle| it.packs().map_err(|err| err.to_string());
    let (old_packs, new_packs) = (packs(old)?, packs(new)?);
    let ids = |packs: &Packs| packs.schemes().iter().map(|it| it.id.clone()).collect::<BTreeSet<_>>();
    let (old_ids, new_ids) = (ids(&old_packs), ids(&new_packs));
    let mut report = Report {
        added: new_ids.difference(&old_ids).cloned().collect(),
        removed: old_ids.difference(&new_ids).cloned().collect(),
        ..Report::default()
    };
    for id in old_ids.intersection(&new_ids) {
        let (Some(before), Some(after)) = (old_packs.scheme(id), new_packs.scheme(id)) else { continue };
        let mut grid: BTreeSet<(String, BTreeMap<String, String>)> = BTreeSet::new();
        for (bundle, packs, scheme) in [(old, &old_packs, before), (new, &new_packs, after)] {
            for example in bundle.examples.schemes.iter().filter(|it| it.scheme == *id) {
                spread(packs, scheme, example, &mut grid);
            }
        }
        for (on, facts) in grid {
            let Some(day) = date::parse_iso(&on) else { continue };
            report.cases += 1;
            let old = outcome(&old_packs, before, &facts, day);
            let new = outcome(&new_packs, after, &facts, day);
            if old != new {
                report.differences.push(Difference { scheme: id.clone(), facts, on, old, new });
            }
        }
    }
    Ok(report)
}

/// The example and its neighbours at every breakpoint.
fn spread(
    packs: &Packs,
    scheme: &Scheme,
    example: &RawExample,
    grid: &mut BTreeSet<(String, BTreeMap<String, String>)>,
) {
    let Some(day) = date::parse_iso(&example.on) else { return };
    let items: Vec<&[(String, String)]> = match example.items.as_slice() {
        [] => vec![&[]],
        items => items.iter().map(Vec::as_slice).collect(),
    };
    for item in items {
        let facts: BTreeMap<String, String> = example.facts.iter().chain(item).cloned().collect();
        let (answers, seat) = answers(packs, scheme, &facts);
        for place in scheme.facts().iter().copied() {
            let Some(fact) = packs.facts().get(place) else { continue };
            if !facts.contains_key(&fact.id) {
                continue;
            }
            let Some(profile) = profile(packs, scheme, &answers, seat, day, place) else { continue };
            let ends = profile.segments.iter().flat_map(|it| [it.from, it.to]);
            for text in ends.filter_map(|it| typed(fact, it)) {
                let mut moved = facts.clone();
                moved.insert(fact.id.clone(), text);
                grid.insert((example.on.clone(), moved));
            }
        }
        grid.insert((example.on.clone(), facts));
    }
}

fn typed(fact: &Fact, number: Decimal) -> Option<String> {
    let value = match fact.kind {
        FactKind::Day { .. } => Value::Day(date::from_number(number)?),
        _ => Value::Number(number),
    };
    Some(write_value(fact, &value))
}

/// Answers of a version; facts that it does not know or that do not fit it stay open.
fn answers(packs: &Packs, scheme: &Scheme, facts: &BTreeMap<String, String>) -> (Answers, Option<usize>) {
    let seat = scheme.per_item.then_some(0);
    let mut answers = Answers::with_items(usize::from(scheme.per_item));
    for (id, text) in facts {
        if let Some((place, fact)) = packs.fact(id)
            && let Ok(value) = read_value(fact, text)
        {
            answers.set(place, if fact.item { seat } else { None }, Some(value));
        }
    }
    (answers, seat)
}

fn outcome(packs: &Packs, scheme: &Scheme, facts: &BTreeMap<String, String>, on: Date) -> Outcome {
    let (answers, seat) = answers(packs, scheme, facts);
    let range = quote(packs, scheme, &answers, seat, on).range;
    Outcome { least: range.least, most: range.most }
}

impl Difference {
    /// What the person gains (or loses, below zero) at the most, when both versions know it.
    #[must_use]
    pub fn gain(&self) -> Option<Decimal> {
        self.new.most?.yuan().checked_sub(self.old.most?.yuan())
    }
}

impl Report {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.differences.is_empty()
    }

    /// As text: a line per case, gains and losses first by size, then the sums.
    #[must_use]
    pub fn text(&self) -> String {
        let mut lines = Vec::new();
        for (name, schemes) in [("added", &self.added), ("removed", &self.removed)] {
            lines.extend(schemes.iter().map(|it| format!("{name} {it}")));
        }
        for it in &self.differences {
            let show = |it: &Outcome| {
                let end = |it: Option<Money>| it.map_or_else(|| "unknown".to_owned(), |it| it.to_string());
                if it.least == it.most { end(it.most) } else { format!("{}..{}", end(it.least), end(it.most)) }
            };
            let facts: Vec<String> = it.facts.iter().map(|(id, text)| format!("{id}={text}")).collect();
            let gain = it
                .gain()
                .map_or_else(String::new, |it| format!(" ({}{})", if it.is_sign_negative() { "" } else { "+" }, it));
            lines.push(format!(
                "{}: {} → {}{gain} on {} with {}",
                it.scheme,
                show(&it.old),
                show(&it.new),
                it.on,
                facts.join(" ")
            ));
        }
        let gains = self.differences.iter().filter_map(Difference::gain);
        let (up, down): (Vec<Decimal>, Vec<Decimal>) =
            gains.filter(|it| !it.is_zero()).partition(|it| it.is_sign_positive());
        lines.push(format!(
            "{} cases compared, {} differ: {} gain (at most {}), {} lose (at most {})",
            self.cases,
            self.differences.len(),
            up.len(),
            up.iter().max().copied().unwrap_or_default(),
            down.len(),
            down.iter().min().copied().unwrap_or_default().abs(),
        ));
        lines.join("\n")
    }

    /// As JSON.
    #[must_use]
    pub fn json(&self) -> Json {
        let outcome = |it: &Outcome| {
            let mut map = Map::new();
            for (key, end) in [("least", it.least), ("most", it.most)] {
                if let Some(end) = end {
                    map.insert(key.to_owned(), json!(end.to_string()));
                }
            }
            Json::Object(map)
        };
        let differences: Vec<Json> = self
            .differences
            .iter()
            .map(|it| json!({ "scheme": it.scheme, "on": it.on, "facts": it.facts, "old": outcome(&it.old), "new": outcome(&it.new) }))
            .collect();
        json!({ "added": self.added, "removed": self.removed, "cases": self.cases, "differences": differences })
    }
}
