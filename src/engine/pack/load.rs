//! From the compiled JSON to checked packs: what is not understood is refused, with the reason.

use super::raw::{RawBundle, RawFact, RawFigure, RawNode, RawSchedule, RawScheme, RawStep};
use super::{
    Assumption, Calculator, Certainty, Choice, Claim, Condition, Confidence, DaysAfter, Document, Effect, FORMAT, Fact,
    FactKind, Figure, Measure, Package, Packs, Quota, Scheme, Section, Step, Unit, Verdict, Version, Window,
};
use crate::answers::read_value;
use crate::campaign::Campaign;
use crate::date::{self, Date};
use crate::expr::Node;
use crate::money::Rounding;
use crate::schedule::{Column, Schedule};
use crate::value::Interval;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::fmt;

/// The largest pack that is read, in bytes.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;

/// The deepest expression that is read; it bounds the stack of the evaluator.
const MOST_DEPTH: u32 = 200;

/// Why a pack is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PackError {
    /// More bytes than [`MOST_BYTES`].
    TooLarge(usize),
    /// Not JSON of the expected form.
    Malformed(String),
    /// Made for another version of the format.
    Format(u32),
    /// A part of it that makes no sense: where, and what was expected.
    Part(String, &'static str),
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PackError::TooLarge(bytes) => write!(f, "the pack has {bytes} bytes, expected at most {MOST_BYTES}"),
            PackError::Malformed(why) => write!(f, "the pack is not readable: {why}"),
            PackError::Format(0) => write!(f, "the pack has no format version, expected {FORMAT}"),
            PackError::Format(it) => {
                write!(f, "the pack has format version {it}, this program reads version {FORMAT}; update the program")
            }
            PackError::Part(place, expected) => write!(f, "{place}: expected {expected}"),
        }
    }
}

impl std::error::Error for PackError {}

type Loaded<T> = Result<T, PackError>;

fn part<T>(place: impl Into<String>, expected: &'static str) -> Loaded<T> {
    Err(PackError::Part(place.into(), expected))
}

/// The version of the format alone, read before anything else so that a future pack is named as such.
#[derive(Deserialize)]
struct Envelope {
    #[serde(default)]
    format: u32,
}

impl Packs {
    /// Reads a compiled bundle and checks all of it.
    ///
    /// # Errors
    /// When it is too large, not JSON, of another format version, or inconsistent in any place.
    pub fn load(json: &[u8]) -> Loaded<Packs> {
        if json.len() > MOST_BYTES {
            return Err(PackError::TooLarge(json.len()));
        }
        let malformed = |err: serde_json::Error| PackError::Malformed(err.to_string());
        let envelope: Envelope = serde_json::from_slice(json).map_err(malformed)?;
        if envelope.format != FORMAT {
            return Err(PackError::Format(envelope.format));
        }
        Packs::from_raw(serde_json::from_slice(json).map_err(malformed)?)
    }

    /// Checks a bundle that is already in memory.
    ///
    /// # Errors
    /// As [`Packs::load`].
    pub fn from_raw(raw: RawBundle) -> Loaded<Packs> {
        if raw.format != FORMAT {
            return Err(PackError::Format(raw.format));
        }
        let mut packs = Packs {
            facts: raw.facts.into_iter().map(fact).collect::<Loaded<_>>()?,
            schemes: Vec::new(),
            calculators: Vec::new(),
            package: None,
            campaigns: Vec::new(),
        };
        for it in raw.schemes {
            packs.schemes.push(scheme(&packs, it)?);
        }
        for it in raw.calculators {
            let places = |ids: &[String]| ids.iter().map(|id| fact_place(&packs, id)).collect::<Loaded<Vec<_>>>();
            let (questions, preset_today) = (places(&it.questions)?, places(&it.preset_today)?);
            packs.calculators.push(Calculator {
                id: it.id,
                title: it.title,
                areas: it.areas,
                schemes: it.schemes,
                questions,
                preset_today,
            });
        }
        packs.package = raw.package.map(|it| Package {
            title: it.title,
            status: it.status,
            note: it.note,
            sections: it.sections.into_iter().map(|it| Section { number: it.number, title: it.title }).collect(),
            measures: it
                .measures
                .into_iter()
                .map(|it| Measure {
                    number: it.number,
                    section: it.section,
                    title: it.title,
                    leads: it.leads,
                    verdict: it.verdict,
                    say: it.say,
                    editor_note: it.editor_note,
                    open_to: it.open_to,
                })
                .collect(),
        });
        for it in raw.campaigns {
            let id = it.id.clone();
            let campaign =
                Campaign::from_raw(it).map_err(|err| PackError::Malformed(format!("campaign `{id}`: {err}")))?;
            packs.campaigns.push(campaign);
        }
        Ok(packs)
    }
}

fn fact_place(packs: &Packs, id: &str) -> Loaded<usize> {
    match packs.fact(id) {
        Some((place, _)) => Ok(place),
        None => part(format!("fact `{id}`"), "a fact of the vocabulary"),
    }
}

fn fact(raw: RawFact) -> Loaded<Fact> {
    let place = format!("fact `{}`", raw.id);
    let bound = |it: &Option<String>| it.as_deref().unwrap_or_default().to_owned();
    let kind = match raw.kind.as_str() {
        "bool" => FactKind::Truth,
        "choice" if raw.options.is_empty() || raw.options.len() > 64 => return part(place, "1 to 64 options"),
        "choice" => FactKind::Choice(raw.options.into_iter().map(|it| Choice { id: it.id, label: it.label }).collect()),
        "date" => {
            let (least, most) = (day(&place, &bound(&raw.least))?, day(&place, &bound(&raw.most))?);
            if least > most {
                return part(place, "a first day that is not after the last");
            }
            FactKind::Day { least, most }
        }
        other => {
            let unit = unit(&place, other)?;
            let fen = Decimal::new(1, 2);
            let step = match (&raw.step, &unit) {
                (Some(step), _) => decimal(&place, step)?,
                (None, Unit::Yuan(_)) => fen,
                (None, Unit::Rate) => Decimal::new(1, 4),
                (None, _) => Decimal::ONE,
            };
            let (least, most) = (decimal(&place, &bound(&raw.least))?, decimal(&place, &bound(&raw.most))?);
            if least > most || step <= Decimal::ZERO {
                return part(place, "a least value that is not above the most, and a step above zero");
            }
            FactKind::Number { unit, least, most, step }
        }
    };
    let mut fact = Fact {
        id: raw.id,
        ask: raw.ask,
        label: raw.label,
        kind,
        printed_on: raw.printed_on,
        help: raw.help,
        in_ones_power: raw.in_ones_power,
        item: raw.item,
        reading: None,
    };
    if let Some(text) = raw.reading {
        fact.reading = match read_value(&fact, &text) {
            Ok(it) if !fact.item => Some(it),
            _ => return part(place, "a reading that is a value of the fact, which is not of an item"),
        };
    }
    Ok(fact)
}

fn unit(place: &str, kind: &str) -> Loaded<Unit> {
    match kind.split_once(' ') {
        Some(("money", base)) => Ok(Unit::Yuan(base.to_owned())),
        Some(("count", unit)) => Ok(Unit::Count(unit.to_owned())),
        None if kind == "money" => Ok(Unit::Yuan(String::new())),
        None if kind == "rate" => Ok(Unit::Rate),
        None if kind == "date" => Ok(Unit::Day),
        _ => part(place, "a type such as `money incl_vat`, `count km`, `rate` or `date`"),
    }
}

fn day(place: &str, text: &str) -> Loaded<Date> {
    match date::parse_iso(text) {
        Some(it) => Ok(it),
        None => part(place, "a day such as 2026-11-24"),
    }
}

fn opt_day(place: &str, text: &Option<String>) -> Loaded<Option<Date>> {
    text.as_deref().map(|it| day(place, it)).transpose()
}

fn decimal(place: &str, text: &str) -> Loaded<Decimal> {
    match text.parse() {
        Ok(it) => Ok(it),
        Err(_) => part(place, "a decimal number"),
    }
}

/// A number of this unit; days become day numbers.
fn figure_value(place: &str, unit: &Unit, text: &str) -> Loaded<Decimal> {
    match unit {
        Unit::Day => Ok(date::to_number(day(place, text)?)),
        _ => decimal(place, text),
    }
}

fn confidence(place: &str, text: &str) -> Loaded<Confidence> {
    match text {
        "official" => Ok(Confidence::Official),
        "reported" => Ok(Confidence::Reported),
        "unverified" => Ok(Confidence::Unverified),
        "unknown" => Ok(Confidence::Unknown),
        _ => part(place, "a confidence: official, reported, unverified or unknown"),
    }
}

fn scheme(packs: &Packs, raw: RawScheme) -> Loaded<Scheme> {
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
    Ok(Scheme {
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
        amount: step(RawStep { id: "amount".to_owned(), ..raw.amount })?,
        steps: raw.steps.into_iter().map(step).collect::<Loaded<_>>()?,
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
        nodes,
        id: raw.id,
        title: raw.title,
        measures: raw.measures,
        level: raw.level,
        area: raw.area,
        issuer: raw.issuer,
        for_whom: raw.for_whom,
        group: raw.group,
        frame: raw.frame,
        per_item: raw.per_item,
        stacks_with: raw.stacks_with,
        ends_note: raw.ends_note,
    })
}

fn schedule(place: &str, nodes: &[Node], raw: RawSchedule) -> Loaded<Schedule> {
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
fn facts_read(nodes: &[Node]) -> Vec<usize> {
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

fn figure(place: &str, n_documents: usize, raw: RawFigure) -> Loaded<Figure> {
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Type {
    Truth,
    Number,
}

fn type_of(node: &Node, types: &[(Type, u32)]) -> Type {
    match node {
        Node::Truth(_)
        | Node::TruthFact(_)
        | Node::In(..)
        | Node::Less(..)
        | Node::AtMost(..)
        | Node::Equal(..)
        | Node::All(_)
        | Node::Any(_)
        | Node::Not(_) => Type::Truth,
        Node::If(_, yes, _) => types.get(*yes).map_or(Type::Number, |it| it.0),
        _ => Type::Number,
    }
}

fn typed(place: &str, nodes: &[Node], at: usize, expected: Type) -> Loaded<usize> {
    let mut node = nodes.get(at);
    while let Some(Node::If(_, yes, _)) = node {
        node = nodes.get(*yes);
    }
    match (node, expected) {
        (Some(it), _) if type_of(it, &[]) == expected => Ok(at),
        (_, Type::Truth) => part(place, "a condition that is true or false"),
        (_, Type::Number) => part(place, "an amount that is a number"),
    }
}

fn nodes(packs: &Packs, place: &str, raw: &[RawNode]) -> Loaded<Vec<Node>> {
    let mut nodes: Vec<Node> = Vec::with_capacity(raw.len());
    let mut types: Vec<(Type, u32)> = Vec::with_capacity(raw.len());
    for (idx, it) in raw.iter().enumerate() {
        let place = format!("{place}, node {idx}");
        let node = node(packs, &place, it)?;
        let mut depth = 0;
        for (nth, at) in it.a.iter().enumerate() {
            let Some((kind, below)) = types.get(*at) else { return part(place, "arguments that stand earlier") };
            depth = depth.max(*below);
            let expected = match &node {
                Node::All(_) | Node::Any(_) | Node::Not(_) => Type::Truth,
                Node::If(..) if nth == 0 => Type::Truth,
                Node::If(_, yes, _) => types.get(*yes).map_or(Type::Number, |it| it.0),
                _ => Type::Number,
            };
            if *kind != expected {
                return part(place, "arguments of a fitting type");
            }
        }
        if depth >= MOST_DEPTH {
            return part(place, "an expression at most 200 deep");
        }
        types.push((type_of(&node, &types), depth + 1));
        nodes.push(node);
    }
    Ok(nodes)
}

fn place_of(place: &str, text: &str) -> Loaded<usize> {
    match text.parse() {
        Ok(it) => Ok(it),
        Err(_) => part(place, "the place of a column"),
    }
}

fn node(packs: &Packs, place: &str, raw: &RawNode) -> Loaded<Node> {
    let constant = raw.k.as_deref().unwrap_or_default();
    let args = raw.a.as_slice();
    let fact = || -> Loaded<(usize, &FactKind)> {
        let id = constant.split(' ').next().unwrap_or_default();
        match packs.fact(id) {
            Some((at, fact)) => Ok((at, &fact.kind)),
            None => part(place, "a fact of the vocabulary"),
        }
    };
    Ok(match (raw.o.as_str(), args) {
        ("bool", []) => Node::Truth(constant == "true"),
        ("num", []) => Node::Number(decimal(place, constant)?),
        ("day", []) => Node::Number(date::to_number(day(place, constant)?)),
        ("unknown", []) => {
            let (lo, hi) = constant.split_once("..").unwrap_or((constant, ""));
            let end = |text: &str| if text.is_empty() { Ok(None) } else { decimal(place, text).map(Some) };
            Node::Unknown(Interval { lo: end(lo)?, hi: end(hi)? })
        }
        ("fact", []) => match fact()? {
            (at, FactKind::Truth) => Node::TruthFact(at),
            (at, FactKind::Number { .. } | FactKind::Day { .. }) => Node::Fact(at),
            (_, FactKind::Choice(_)) => return part(place, "a fact that is not a choice"),
        },
        ("in", []) => match fact()? {
            (at, FactKind::Choice(options)) => {
                let mut bits = 0_u64;
                for id in constant.split(' ').skip(1) {
                    match options.iter().position(|it| it.id == id) {
                        Some(bit) => bits |= 1 << bit,
                        None => return part(place, "options that the fact has"),
                    }
                }
                Node::In(at, bits)
            }
            _ => return part(place, "a choice fact"),
        },
        ("lt", [a, b]) => Node::Less(*a, *b),
        ("le", [a, b]) => Node::AtMost(*a, *b),
        ("eq", [a, b]) => Node::Equal(*a, *b),
        ("and", [_, ..]) => Node::All(raw.a.clone()),
        ("or", [_, ..]) => Node::Any(raw.a.clone()),
        ("not", [a]) => Node::Not(*a),
        ("add", [a, b]) => Node::Add(*a, *b),
        ("sub", [a, b]) => Node::Subtract(*a, *b),
        ("mul", [a, b]) => Node::Multiply(*a, *b),
        ("div", [a, b]) => Node::Divide(*a, *b),
        ("min", [_, ..]) => Node::Min(raw.a.clone()),
        ("max", [_, ..]) => Node::Max(raw.a.clone()),
        ("if", [a, b, c]) => Node::If(*a, *b, *c),
        ("round", [a]) => match Rounding::named(constant) {
            Some(mode) => Node::Round(mode, *a),
            None => return part(place, "a rounding such as floor_fen"),
        },
        ("add_days", [a, b]) => Node::AddDays(*a, *b),
        ("add_months", [a, b]) => Node::AddMonths(*a, *b),
        ("year", [a]) => Node::Year(*a),
        ("month_start", [a]) => Node::MonthStart(*a),
        ("months", [a, b]) => Node::Months(*a, *b),
        ("row", []) => Node::Row,
        ("previous", []) => Node::Previous(place_of(place, constant)?),
        ("total", []) => Node::Total(place_of(place, constant)?),
        _ => return part(place, "an operation of format 1 with its arguments"),
    })
}
