//! One scheme: every source, figure and node that it names must exist.

use super::node::{Type, nodes, typed};
use super::{Loaded, PackError, confidence, day, each, fact_place, figure_value, opt_day, part, unit};
use crate::expr::Node;
use crate::money::Rounding;
use crate::pack::raw::{RawClaim, RawCondition, RawDocument, RawFigure, RawQuota, RawSchedule, RawScheme, RawStep};
use crate::pack::{
    Assumption, Certainty, Claim, Condition, Confidence, DaysAfter, Document, Effect, Figure, Packs, Quota, Scheme,
    Step, Verdict, Version, Window,
};
use crate::schedule::{Column, Schedule};
use crate::value::Interval;

// Every part in a function of its own: a browser compiles each when it is first called, and what is called
// often once more, for which one large function would take it long.

/// What the parts of a scheme are checked against.
struct Ground<'a> {
    packs: &'a Packs,
    /// How errors name the scheme.
    place: &'a str,
    nodes: &'a [Node],
    n_documents: usize,
    figures: &'a [Figure],
}

impl Ground<'_> {
    fn source(&self, it: usize) -> Loaded<usize> {
        if it < self.n_documents { Ok(it) } else { part(self.place, "a source that exists") }
    }

    fn known(&self, them: Vec<usize>) -> Loaded<Vec<usize>> {
        let all = them.iter().all(|it| *it < self.figures.len());
        if all { Ok(them) } else { part(self.place, "figures that exist") }
    }

    fn typed(&self, at: usize, expected: Type) -> Loaded<usize> {
        typed(self.place, self.nodes, at, expected)
    }
}

#[inline(never)]
pub(super) fn scheme(packs: &Packs, raw: RawScheme) -> Loaded<Scheme> {
    let place = ["scheme `", &raw.id, "`"].concat();
    let nodes = nodes(packs, &place, &raw.nodes)?;
    let n_documents = raw.documents.len();
    let figures = each(raw.figures, |it| figure(&place, n_documents, it))?;
    let ground = Ground { packs, place: &place, nodes: &nodes, n_documents, figures: &figures };
    let conditions = each(raw.conditions, |it| condition(&ground, it))?;
    let quota = raw.quota.map(|it| quota(&ground, it)).transpose()?;
    let claim = claim(&ground, raw.claim)?;
    let amount = step(&ground, RawStep { id: "amount".to_owned(), ..raw.amount })?;
    let steps = each(raw.steps, |it| step(&ground, it))?;
    Ok(Scheme {
        weakest: weakest(&conditions, &steps, &amount, &figures),
        effect: effect(&place, &raw.effect)?,
        verdicts: each(raw.verdicts, |it| {
            Ok(Verdict { node: ground.typed(it.node, Type::Truth)?, id: it.id, say: it.say })
        })?,
        schedule: raw.schedule.map(|it| schedule(&place, &nodes, it)).transpose()?,
        certainty: certainty(&place, &raw.certainty)?,
        amount,
        steps,
        assumptions: each(raw.assumptions, |it| {
            let node = it.node.map(|at| ground.typed(at, Type::Truth)).transpose()?;
            Ok(Assumption { say: it.say, node })
        })?,
        documents: each(raw.documents, |it| document(&place, it))?,
        conditions,
        quota,
        claim,
        facts: facts_read(&nodes),
        only_added: only_added(&nodes),
        figures,
        nodes,
        id: raw.id,
        title: raw.title,
        measures: raw.measures,
        level: raw.level,
        area: raw.area,
        issuer: raw.issuer,
        for_whom: raw.for_whom,
        open_to: raw.open_to,
        group: raw.group,
        frame: raw.frame,
        per_item: raw.per_item,
        stacks_with: raw.stacks_with,
        ends_note: raw.ends_note,
    })
}

#[inline(never)]
fn effect(place: &str, name: &str) -> Loaded<Effect> {
    match Effect::NAMES.iter().find(|(it, _)| *it == name) {
        Some((_, it)) => Ok(*it),
        None => part(place, "an effect of format 1"),
    }
}

#[inline(never)]
fn certainty(place: &str, name: &str) -> Loaded<Certainty> {
    match name {
        "entitled" => Ok(Certainty::Entitled),
        "if_claimed" => Ok(Certainty::IfClaimed),
        "if_drawn" => Ok(Certainty::IfDrawn),
        "funds_may_end" => Ok(Certainty::FundsMayEnd),
        _ => part(place, "a certainty: entitled, if_claimed, if_drawn or funds_may_end"),
    }
}

#[inline(never)]
fn document(place: &str, it: RawDocument) -> Loaded<Document> {
    Ok(Document {
        title: it.title,
        number: it.number,
        issuer: it.issuer,
        date: it.date,
        url: it.url,
        confidence: confidence(place, &it.confidence)?,
        note: it.note,
    })
}

#[inline(never)]
fn rounding(place: &str, name: Option<&str>) -> Loaded<Option<Rounding>> {
    match name.map(Rounding::named) {
        Some(None) => part(place, "a rounding such as floor_fen"),
        known => Ok(known.flatten()),
    }
}

#[inline(never)]
fn step(ground: &Ground<'_>, raw: RawStep) -> Loaded<Step> {
    Ok(Step {
        round: rounding(ground.place, raw.round.as_deref())?,
        node: ground.typed(raw.node, Type::Number)?,
        unit: unit(ground.place, &raw.kind)?,
        id: raw.id,
        say: raw.say,
        round_source: raw.round_source.map(|it| ground.source(it)).transpose()?,
        figures: ground.known(raw.figures)?,
    })
}

#[inline(never)]
fn condition(ground: &Ground<'_>, it: RawCondition) -> Loaded<Condition> {
    let window = match it.window {
        None => None,
        Some(window) => Some(Window {
            fact: fact_place(ground.packs, &window.fact)?,
            from: opt_day(ground.place, &window.from)?,
            to: opt_day(ground.place, &window.to)?,
        }),
    };
    Ok(Condition {
        node: ground.typed(it.node, Type::Truth)?,
        id: it.id,
        say: it.say,
        source: ground.source(it.source)?,
        confidence: confidence(ground.place, &it.confidence)?,
        figures: ground.known(it.figures)?,
        window,
    })
}

#[inline(never)]
fn quota(ground: &Ground<'_>, it: RawQuota) -> Loaded<Quota> {
    Ok(Quota {
        per: it.per,
        period: it.period,
        max: it.max,
        by_category: it.by_category,
        exceptions: it.exceptions,
        cap_per_category: match it.cap_per_category {
            None => None,
            Some(at) => match ground.figures.get(at).and_then(|it| it.value) {
                Some(cap) => Some(cap),
                None => return part(ground.place, "a known figure as cap per category"),
            },
        },
        source: ground.source(it.source)?,
        say: it.say,
    })
}

#[inline(never)]
fn claim(ground: &Ground<'_>, it: RawClaim) -> Loaded<Claim> {
    Ok(Claim {
        how: it.how,
        place: it.place,
        materials: it.materials,
        apply_by: opt_day(ground.place, &it.apply_by)?,
        apply_by_say: it.apply_by_say,
        days_after: match it.days_after {
            None => None,
            Some(it) => Some(DaysAfter { fact: fact_place(ground.packs, &it.fact)?, days: it.days, say: it.say }),
        },
        source: it.source.map(|it| ground.source(it)).transpose()?,
        confidence: confidence(ground.place, it.confidence.as_deref().unwrap_or("unknown"))?,
    })
}

/// Whether no comparison and no greatest-of is made of a figure that the record does not give.
#[inline(never)]
fn only_added(nodes: &[Node]) -> bool {
    let mut vague = vec![false; nodes.len()];
    for (at, node) in nodes.iter().enumerate() {
        let of_vague = node.parts().iter().any(|it| vague.get(*it).copied().unwrap_or(true));
        let compares = matches!(node, Node::Less(..) | Node::AtMost(..) | Node::Equal(..) | Node::Max(_));
        if of_vague && compares {
            return false;
        }
        // Cells of a schedule are looked at row by row, out of the order of nodes: any of them may be vague.
        let cell = matches!(node, Node::Previous(_) | Node::Total(_));
        if let Some(it) = vague.get_mut(at) {
            *it = of_vague || cell || matches!(node, Node::Unknown(Interval { lo: None, .. }));
        }
    }
    true
}

/// A chain is as strong as its weakest link.
#[inline(never)]
fn weakest(conditions: &[Condition], steps: &[Step], amount: &Step, figures: &[Figure]) -> Confidence {
    let steps = steps.iter().chain([amount]);
    let used = steps.flat_map(|it| it.figures.iter()).chain(conditions.iter().flat_map(|it| it.figures.iter()));
    let figures = used.filter_map(|it| figures.get(*it)).map(|it| it.confidence);
    conditions.iter().map(|it| it.confidence).chain(figures).min().unwrap_or(Confidence::Unknown)
}

#[inline(never)]
pub(super) fn schedule(place: &str, nodes: &[Node], raw: RawSchedule) -> Loaded<Schedule> {
    let mut columns = Vec::new();
    for it in raw.columns {
        columns.push(Column {
            round: rounding(place, it.round.as_deref())?,
            unit: unit(place, &it.kind)?,
            node: typed(place, nodes, it.node, Type::Number)?,
            start: it.start.map(|at| typed(place, nodes, at, Type::Number)).transpose()?,
            id: it.id,
            say: it.say,
            total: it.total,
        });
    }
    // A sum inside the rows it sums would never end.
    let mut open: Vec<usize> = columns.iter().flat_map(|it| [Some(it.node), it.start]).flatten().collect();
    open.push(raw.rows);
    let mut seen = vec![false; nodes.len()];
    while let Some(at) = open.pop() {
        match (nodes.get(at), seen.get_mut(at)) {
            (Some(Node::Total(_)), _) => return part(place, "columns that do not use a total"),
            (Some(node), Some(seen)) if !*seen => {
                *seen = true;
                open.extend(node.parts());
            }
            _ => {}
        }
    }
    Ok(Schedule { say: raw.say, rows: typed(place, nodes, raw.rows, Type::Number)?, columns })
}

/// The facts that nodes read, each once, in the order of the rule.
#[inline(never)]
pub(super) fn facts_read(nodes: &[Node]) -> Vec<usize> {
    let mut facts = Vec::new();
    for node in nodes {
        if let Node::Fact(it) | Node::TruthFact(it) | Node::In(it, _) = node
            && !facts.contains(it)
        {
            facts.push(*it);
        }
    }
    facts
}

#[inline(never)]
pub(super) fn figure(place: &str, n_documents: usize, raw: RawFigure) -> Loaded<Figure> {
    // The name of the figure is written down only where something is wrong.
    let here = |err: PackError| match err {
        PackError::Part(_, expected) => PackError::Part([place, ", figure `", &raw.id, "`"].concat(), expected),
        err => err,
    };
    let figure = values(n_documents, &raw).map_err(here)?;
    Ok(Figure { id: raw.id, say: raw.say, ..figure })
}

/// All of a figure but its words.
#[inline(never)]
fn values(n_documents: usize, raw: &RawFigure) -> Loaded<Figure> {
    let unit = unit("", &raw.kind)?;
    let value = |it: &Option<String>| it.as_deref().map(|it| figure_value("", &unit, it)).transpose();
    if raw.source >= n_documents || raw.versions.iter().any(|it| it.source >= n_documents) {
        return part("", "a source that exists");
    }
    let (known, at_least, at_most) = (value(&raw.value)?, value(&raw.at_least)?, value(&raw.at_most)?);
    let mut versions = Vec::with_capacity(raw.versions.len());
    for it in &raw.versions {
        versions.push(Version {
            value: figure_value("", &unit, &it.value)?,
            source: it.source,
            known_on: day("", &it.known_on)?,
            retroactive_from: opt_day("", &it.retroactive_from)?,
        });
    }
    Ok(Figure {
        confidence: confidence("", &raw.confidence)?,
        value: known,
        at_least,
        at_most,
        id: String::new(),
        say: String::new(),
        unit,
        source: raw.source,
        versions,
    })
}
