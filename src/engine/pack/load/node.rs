//! The nodes of a scheme: operations known, arguments earlier and of a fitting type, depth bounded.

use super::{Loaded, PackError, day, decimal, part};
use crate::date;
use crate::expr::Node;
use crate::money::Rounding;
use crate::pack::raw::RawNode;
use crate::pack::{FactKind, Packs};
use crate::value::Interval;

/// The deepest expression that is read; it bounds the stack of the evaluator.
const MOST_DEPTH: u32 = 200;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Truth,
    Number,
}

pub(super) fn type_of(node: &Node, types: &[(Type, u32)]) -> Type {
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

#[inline(never)]
pub(super) fn typed(place: &str, nodes: &[Node], at: usize, expected: Type) -> Loaded<usize> {
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

pub(super) fn nodes(packs: &Packs, place: &str, raw: &[RawNode]) -> Loaded<Vec<Node>> {
    let mut nodes: Vec<Node> = Vec::with_capacity(raw.len());
    let mut types: Vec<(Type, u32)> = Vec::with_capacity(raw.len());
    for (idx, it) in raw.iter().enumerate() {
        let here = || format!("{place}, node {idx}");
        // Only what is wrong is named.
        let node = node(packs, "", it).map_err(|err| match err {
            PackError::Part(_, expected) => PackError::Part(here(), expected),
            err => err,
        })?;
        let mut depth = 0;
        for (nth, at) in it.a.iter().enumerate() {
            let Some((kind, below)) = types.get(*at) else { return part(here(), "arguments that stand earlier") };
            depth = depth.max(*below);
            let expected = match &node {
                Node::All(_) | Node::Any(_) | Node::Not(_) => Type::Truth,
                Node::If(..) if nth == 0 => Type::Truth,
                Node::If(_, yes, _) => types.get(*yes).map_or(Type::Number, |it| it.0),
                _ => Type::Number,
            };
            if *kind != expected {
                return part(here(), "arguments of a fitting type");
            }
        }
        if depth >= MOST_DEPTH {
            return part(here(), "an expression at most 200 deep");
        }
        types.push((type_of(&node, &types), depth + 1));
        nodes.push(node);
    }
    Ok(nodes)
}

pub(super) fn place_of(place: &str, text: &str) -> Loaded<usize> {
    match text.parse() {
        Ok(it) => Ok(it),
        Err(_) => part(place, "the place of a column"),
    }
}

pub(super) fn node(packs: &Packs, place: &str, raw: &RawNode) -> Loaded<Node> {
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
