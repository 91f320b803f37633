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

#[inline(never)]
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

#[inline(never)]
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

#[inline(never)]
pub(super) fn node(packs: &Packs, place: &str, raw: &RawNode) -> Loaded<Node> {
    let constant = raw.k.as_deref().unwrap_or_default();
    let args = raw.a.as_slice();
    Ok(match (raw.o.as_str(), args) {
        (name, []) => return leaf(packs, place, name, constant),
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
        _ => return unknown(place),
    })
}

/// A node that is made of no others.
#[inline(never)]
fn leaf(packs: &Packs, place: &str, name: &str, constant: &str) -> Loaded<Node> {
    match name {
        "bool" => Ok(Node::Truth(constant == "true")),
        "num" => decimal(place, constant).map(Node::Number),
        "day" => day(place, constant).map(|it| Node::Number(date::to_number(it))),
        "unknown" => open(place, constant),
        "fact" => of_fact(packs, place, constant),
        "in" => of_choice(packs, place, constant),
        "row" => Ok(Node::Row),
        "previous" => place_of(place, constant).map(Node::Previous),
        "total" => place_of(place, constant).map(Node::Total),
        _ => unknown(place),
    }
}

fn unknown<T>(place: &str) -> Loaded<T> {
    part(place, "an operation of format 1 with its arguments")
}

/// A figure that the record does not give: `least..most`, either of which may be missing.
#[inline(never)]
fn open(place: &str, constant: &str) -> Loaded<Node> {
    let (lo, hi) = constant.split_once("..").unwrap_or((constant, ""));
    let end = |text: &str| if text.is_empty() { Ok(None) } else { decimal(place, text).map(Some) };
    Ok(Node::Unknown(Interval { lo: end(lo)?, hi: end(hi)? }))
}

#[inline(never)]
fn of_fact(packs: &Packs, place: &str, constant: &str) -> Loaded<Node> {
    let id = constant.split(' ').next().unwrap_or_default();
    match packs.fact(id).map(|(at, fact)| (at, &fact.kind)) {
        Some((at, FactKind::Truth)) => Ok(Node::TruthFact(at)),
        Some((at, FactKind::Number { .. } | FactKind::Day { .. })) => Ok(Node::Fact(at)),
        Some((_, FactKind::Choice(_))) => part(place, "a fact that is not a choice"),
        None => part(place, "a fact of the vocabulary"),
    }
}

/// The name of a choice, and the options that are meant.
#[inline(never)]
fn of_choice(packs: &Packs, place: &str, constant: &str) -> Loaded<Node> {
    let mut words = constant.split(' ');
    let Some((at, fact)) = packs.fact(words.next().unwrap_or_default()) else {
        return part(place, "a fact of the vocabulary");
    };
    let FactKind::Choice(options) = &fact.kind else { return part(place, "a choice fact") };
    let mut bits = 0_u64;
    for id in words {
        match options.iter().position(|it| it.id == id) {
            Some(bit) => bits |= 1 << bit,
            None => return part(place, "options that the fact has"),
        }
    }
    Ok(Node::In(at, bits))
}
