//! One scheme: every source, figure and node that it names must exist.

use super::node::{Type, nodes, typed};
use super::{Loaded, confidence, day, fact_place, figure_value, opt_day, part, unit};
use crate::expr::Node;
use crate::money::Rounding;
use crate::pack::raw::{RawFigure, RawSchedule, RawScheme, RawStep};
use crate::pack::{
    Assumption, Certainty, Claim, Condition, Confidence, DaysAfter, Document, Effect, Figure, Packs, Quota, Scheme,
    Step, Verdict, Version, Window,
};
use crate::schedule::{Column, Schedule};
use crate::value::Interval;

pub(super) fn scheme(packs: &Packs, raw: RawScheme) -> Loaded<Scheme> {
    let place = format!("scheme `{}`", raw.id);
    let nodes = nodes(packs, &place, &raw.nodes)?;
    let n_documents = raw.documents.len();
    let source = |it: usize| if it < n_documents { Ok(it) } else { part(place.clone(), "a source that exists") };
    let figures: Vec<Figure> =
        raw.figures.into_iter().map(|it| figure(&place, n_documents, it)).collect::<Loaded<_>>()?;
    let known_figures = |them: Vec<usize>| {
        if them.iter().all(|it| *it < figures.len()) { Ok(them) } else { part(place.clone(), "figures that exist") }
    };
    let step = |raw: RawStep| -> Loaded<Step> {
        let round = match raw.round.as_deref().map(Rounding::named) {
            None => None,
            Some(Some(mode)) => Some(mode),
            Some(None) => return part(place.clone(), "a rounding such as floor_fen"),
        };
        Ok(Step {
            node: typed(&place, &nodes, raw.node, Type::Number)?,
            unit: unit(&place, &raw.kind)?,
            id: raw.id,
            say: raw.say,
            round,
            round_source: raw.round_source.map(source).transpose()?,
            figures: known_figures(raw.figures)?,
        })
    };
    let mut conditions = Vec::new();
    for it in raw.conditions {
        let window = match it.window {
            None => None,
            Some(window) => Some(Window {
                fact: fact_place(packs, &window.fact)?,
                from: opt_day(&place, &window.from)?,
                to: opt_day(&place, &window.to)?,
            }),
        };
        conditions.push(Condition {
            node: typed(&place, &nodes, it.node, Type::Truth)?,
            id: it.id,
            say: it.say,
            source: source(it.source)?,
            confidence: confidence(&place, &it.confidence)?,
            figures: known_figures(it.figures)?,
            window,
        });
    }
    let quota = match raw.quota {
        None => None,
        Some(it) => Some(Quota {
            per: it.per,
            period: it.period,
            max: it.max,
            by_category: it.by_category,
            exceptions: it.exceptions,
            cap_per_category: match it.cap_per_category {
                None => None,
                Some(at) => match figures.get(at).and_then(|it| it.value) {
                    Some(cap) => Some(cap),
                    None => return part(place, "a known figure as cap per category"),
                },
            },
            source: source(it.source)?,
            say: it.say,
        }),
    };
    let claim = Claim {
        how: raw.claim.how,
        place: raw.claim.place,
        materials: raw.claim.materials,
        apply_by: opt_day(&place, &raw.claim.apply_by)?,
        apply_by_say: raw.claim.apply_by_say,
        days_after: match raw.claim.days_after {
            None => None,
            Some(it) => Some(DaysAfter { fact: fact_place(packs, &it.fact)?, days: it.days, say: it.say }),
        },
        source: raw.claim.source.map(source).transpose()?,
        confidence: confidence(&place, raw.claim.confidence.as_deref().unwrap_or("unknown"))?,
    };
    let amount = step(RawStep { id: "amount".to_owned(), ..raw.amount })?;
    let steps: Vec<Step> = raw.steps.into_iter().map(step).collect::<Loaded<_>>()?;
    Ok(Scheme {
        weakest: weakest(&conditions, steps.iter().chain([&amount]), &figures),
        effect: match Effect::NAMES.iter().find(|(name, _)| *name == raw.effect) {
            Some((_, it)) => *it,
            None => return part(place, "an effect of format 1"),
        },
        verdicts: raw
            .verdicts
            .into_iter()
            .map(|it| Ok(Verdict { node: typed(&place, &nodes, it.node, Type::Truth)?, id: it.id, say: it.say }))
            .collect::<Loaded<_>>()?,
        schedule: raw.schedule.map(|it| schedule(&place, &nodes, it)).transpose()?,
        certainty: match raw.certainty.as_str() {
            "entitled" => Certainty::Entitled,
            "if_claimed" => Certainty::IfClaimed,
            "if_drawn" => Certainty::IfDrawn,
            "funds_may_end" => Certainty::FundsMayEnd,
            _ => return part(place, "a certainty: entitled, if_claimed, if_drawn or funds_may_end"),
        },
        amount,
        steps,
        assumptions: raw
            .assumptions
            .into_iter()
            .map(|it| {
                let node = it.node.map(|at| typed(&place, &nodes, at, Type::Truth)).transpose()?;
                Ok(Assumption { say: it.say, node })
            })
            .collect::<Loaded<_>>()?,
        documents: raw
            .documents
            .into_iter()
            .map(|it| {
                Ok(Document {
                    title: it.title,
                    number: it.number,
                    issuer: it.issuer,
                    date: it.date,
                    url: it.url,
                    confidence: confidence(&place, &it.confidence)?,
                    note: it.note,
                })
            })
            .collect::<Loaded<_>>()?,
        conditions,
        quota,
        claim,
        figures,
        facts: facts_read(&nodes),
        only_added: only_added(&nodes),
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

/// Whether no comparison and no greatest-of is made of a figure that the record does not give.
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
fn weakest<'a>(conditions: &[Condition], steps: impl Iterator<Item = &'a Step>, figures: &[Figure]) -> Confidence {
    let used = steps.flat_map(|it| it.figures.iter()).chain(conditions.iter().flat_map(|it| it.figures.iter()));
    let figures = used.filter_map(|it| figures.get(*it)).map(|it| it.confidence);
    conditions.iter().map(|it| it.confidence).chain(figures).min().unwrap_or(Confidence::Unknown)
}

pub(super) fn schedule(place: &str, nodes: &[Node], raw: RawSchedule) -> Loaded<Schedule> {
    let mut columns = Vec::new();
    for it in raw.columns {
        let round = match it.round.as_deref().map(Rounding::named) {
            Some(None) => return part(place, "a rounding such as floor_fen"),
            known => known.flatten(),
        };
        columns.push(Column {
            unit: unit(place, &it.kind)?,
            node: typed(place, nodes, it.node, Type::Number)?,
            start: it.start.map(|at| typed(place, nodes, at, Type::Number)).transpose()?,
            id: it.id,
            say: it.say,
            round,
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

pub(super) fn figure(place: &str, n_documents: usize, raw: RawFigure) -> Loaded<Figure> {
    let place = format!("{place}, figure `{}`", raw.id);
    let unit = unit(&place, &raw.kind)?;
    let value = |it: &Option<String>| it.as_deref().map(|it| figure_value(&place, &unit, it)).transpose();
    if raw.source >= n_documents || raw.versions.iter().any(|it| it.source >= n_documents) {
        return part(place, "a source that exists");
    }
    let (known, at_least, at_most) = (value(&raw.value)?, value(&raw.at_least)?, value(&raw.at_most)?);
    let mut versions = Vec::new();
    for it in &raw.versions {
        versions.push(Version {
            value: figure_value(&place, &unit, &it.value)?,
            source: it.source,
            known_on: day(&place, &it.known_on)?,
            retroactive_from: opt_day(&place, &it.retroactive_from)?,
        });
    }
    Ok(Figure {
        confidence: confidence(&place, &raw.confidence)?,
        value: known,
        at_least,
        at_most,
        id: raw.id,
        say: raw.say,
        unit,
        source: raw.source,
        versions,
    })
}
