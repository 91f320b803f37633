//! The course of a total along one answer: what a calculator comes to at every price, on every day.
//!
//! Everything else is held as it stands. What is open is held in the two ways in which the total is
//! now at its most and at its least, so that at the answer given both lines meet the ends of the
//! range. Each line is cut where a rule changes its mind (see [`crate::profile`]) and where another
//! scheme of a group, or another item of a quota, comes out first; between two cuts it is straight.

use crate::answers::Answers;
use crate::date::Date;
use crate::expr::{Domain, Memo};
use crate::instance::Variables;
use crate::joint::Joint;
use crate::money::Money;
use crate::num;
use crate::pack::{Calculator, FactKind, Packs};
use crate::profile::{Jump, Line, bends};
use crate::quote::with_date;
use crate::search::{self, End, Objective};
use rust_decimal::Decimal;

/// The total along one answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Course {
    /// With what is open as it is where the total is at its most.
    pub most: Vec<Piece>,
    /// With what is open as it is where the total is at its least.
    pub least: Vec<Piece>,
}

/// A stretch on which the total is a straight line, fen aside. Days are day numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
    /// The first value.
    pub from: Decimal,
    /// The last value; the next piece starts one step of the fact after it.
    pub to: Decimal,
    /// The total at the first value; `None` when a figure of the rule is not known.
    pub at_from: Option<Money>,
    /// The total at the last value.
    pub at_to: Option<Money>,
}

/// What moves, and what moves with it.
#[derive(Clone, Copy, Debug)]
pub struct Along<'a> {
    /// The place of the number or date fact.
    pub fact: usize,
    /// The item it belongs to.
    pub item: Option<usize>,
    /// Other facts for all that always have the same value, as the days of one purchase that are
    /// all taken to be the same day.
    pub with: &'a [usize],
}

/// The most pieces that a line may fall into; totals of people stay far below.
const MOST_PIECES: usize = 400;

/// The total of a calculator along one answer.
///
/// `None` when the fact has no order, no scheme that can apply reads it, one of those that read it has
/// no [profile](crate::profile::profile), or an end of the total is not proven: then no line is offered.
#[must_use]
pub fn course(packs: &Packs, calculator: &Calculator, answers: &Answers, on: Date, along: Along<'_>) -> Option<Course> {
    let given = with_date(packs, answers, on);
    let facts: Vec<usize> = std::iter::once(along.fact).chain(along.with.iter().copied()).collect();
    let mut opened = given.clone();
    opened.set(along.fact, along.item, None);
    for fact in along.with {
        opened.set(*fact, None, None);
    }
    let schemes = || Joint::schemes(packs, calculator);
    let as_given = Variables::new(packs, &given, schemes());
    let open = Variables::new(packs, &opened, schemes());
    let place = |fact: usize, item| open.meaning.iter().position(|it| *it == (fact, item));
    let first = place(along.fact, along.item)?;
    let moving: Vec<usize> =
        std::iter::once(first).chain(along.with.iter().filter_map(|it| place(*it, None))).collect();
    let (lo, hi, step) = span(&open, &moving)?;

    let mut joint = Joint::of(packs, schemes(), &as_given, given.n_items());
    let boxes = search::boxes_of(joint.most_rows(&as_given.domains));
    let (least, most) = joint.ends(&as_given.domains, boxes);
    if !(least.proven && most.proven) {
        return None;
    }
    let line = |point: &[Domain], end: End| {
        let mut domains = point.to_vec();
        if domains.iter().enumerate().any(|(at, it)| !moving.contains(&at) && !it.decided()) {
            return None;
        }
        for at in &moving {
            *domains.get_mut(*at)? = Domain::Number(lo, hi, step);
        }
        let joint = Joint::within(packs, schemes(), &open, &domains, given.n_items());
        let binding = |item| open.binding(packs.facts().len(), item);
        Sum { joint, domains, moving: &moving, step, end, binding }.pieces(&facts, lo, hi)
    };
    let (most, least) = (line(&most.at, End::Most)?, line(&least.at, End::Least)?);
    (most.1 || least.1).then_some(Course { most: most.0, least: least.0 })
}

/// The values that all of what moves can have, and the distance between neighbours.
fn span(open: &Variables, moving: &[usize]) -> Option<(Decimal, Decimal, Decimal)> {
    let mut span: Option<(Decimal, Decimal, Decimal)> = None;
    for at in moving {
        let Domain::Number(lo, hi, step) = *open.domains.get(*at)? else { return None };
        span = Some(match span {
            None => (lo, hi, step),
            Some(it) => (num::more(it.0, lo), num::less(it.1, hi), it.2),
        });
    }
    span.filter(|it| it.0 < it.1)
}

/// A total along what moves, all else decided.
struct Sum<'a, 'b, B: Fn(Option<usize>) -> Vec<Option<usize>>> {
    joint: Joint<'a>,
    domains: Vec<Domain>,
    moving: &'b [usize],
    step: Decimal,
    /// Which end counts where a figure of the rule is known only within bounds.
    end: End,
    binding: B,
}

impl<B: Fn(Option<usize>) -> Vec<Option<usize>>> Sum<'_, '_, B> {
    /// The pieces, and whether any scheme that can apply reads the facts.
    fn pieces(mut self, facts: &[usize], lo: Decimal, hi: Decimal) -> Option<(Vec<Piece>, bool)> {
        let mut starts = vec![lo];
        let mut read = false;
        for (idx, instance) in self.joint.instances.iter().enumerate() {
            let scheme = instance.scheme;
            let reads: Vec<usize> = facts.iter().copied().filter(|it| scheme.facts().contains(it)).collect();
            if reads.is_empty() || !self.joint.in_play.get(idx).copied().unwrap_or(false) || !scheme.effect.is_gain() {
                continue;
            }
            if scheme.schedule.is_some() || reads.iter().any(|it| bends(scheme, *it)) {
                return None;
            }
            read = true;
            let mut line = Line {
                scheme,
                binding: (self.binding)(self.joint.items.get(idx).copied().flatten()),
                domains: self.domains.clone(),
                moving: self.moving.to_vec(),
                step: self.step,
                memo: Memo::new(),
            };
            starts.extend(line.cells(&reads, lo, hi)?.into_iter().map(|it| it.0));
        }
        num::distinct(&mut starts);
        let mut open: Vec<(Decimal, Decimal)> = Vec::new();
        for (idx, start) in starts.iter().enumerate() {
            let end = match starts.get(idx + 1) {
                Some(next) => num::sub(*next, self.step)?,
                None => hi,
            };
            open.push((*start, end));
        }
        open.reverse();
        let mut pieces: Vec<Piece> = Vec::new();
        while let Some((from, to)) = open.pop() {
            if pieces.len() > MOST_PIECES {
                return None;
            }
            match self.overtaken(from, to) {
                Some(at) => {
                    open.push((at, to));
                    open.push((from, num::sub(at, self.step)?));
                }
                None => {
                    let next = Piece { from, to, at_from: self.total(from), at_to: self.total(to) };
                    match pieces.last_mut() {
                        Some(last) if joined(last, &next) => {
                            last.to = next.to;
                            last.at_to = next.at_to;
                        }
                        _ => pieces.push(next),
                    }
                }
            }
        }
        Some((pieces, read))
    }

    fn put(&mut self, value: Decimal) {
        for at in self.moving {
            if let Some(it) = self.domains.get_mut(*at) {
                *it = Domain::Number(value, value, self.step);
            }
        }
    }

    fn total(&mut self, value: Decimal) -> Option<Money> {
        self.put(value);
        let total = self.joint.bound(&self.domains);
        let end = if self.end == End::Most { total.hi } else { total.lo };
        end.map(Money::from_yuan)
    }

    /// Who comes first where only some are paid.
    fn order(&mut self, value: Decimal) -> Vec<usize> {
        self.put(value);
        self.joint.bound(&self.domains);
        self.joint.order()
    }

    /// The first value of a cell at which another comes first; lines cross once, so it is bisected.
    fn overtaken(&mut self, from: Decimal, to: Decimal) -> Option<Decimal> {
        if from == to {
            return None;
        }
        let before = self.order(from);
        if self.order(to) == before {
            return None;
        }
        let (mut same, mut other) = (from, to);
        while num::sub(other, same)? > self.step {
            let half = num::sub(other, same)?.checked_div(Decimal::TWO)?;
            let steps = num::div(half, self.step)?.floor().max(Decimal::ONE);
            let middle = num::add(same, num::mul(steps, self.step)?)?;
            if self.order(middle) == before { same = middle } else { other = middle }
        }
        Some(other)
    }
}

/// Whether two neighbours are one straight line, up to the fen to which both are rounded.
fn joined(last: &Piece, next: &Piece) -> bool {
    let (Some(start), Some(end)) = (last.at_from, next.at_to) else {
        return last.at_from == next.at_from && last.at_to == next.at_to && last.at_from == last.at_to;
    };
    let on_line = |at: Decimal, amount: Option<Money>| {
        let run = num::sub(next.to, last.from)?;
        let rise = num::sub(end.yuan(), start.yuan())?;
        let part = num::mul(rise, num::div(num::sub(at, last.from)?, run)?)?;
        let away = num::sub(num::add(start.yuan(), part)?, amount?.yuan())?.abs();
        Some(away < Decimal::new(2, 2))
    };
    on_line(last.to, last.at_to) == Some(true) && on_line(next.from, next.at_from) == Some(true)
}

/// The places of a line at which the total jumps: by more from one value to the next than along the
/// pieces beside it.
#[must_use]
pub fn jumps(pieces: &[Piece]) -> Vec<Jump> {
    let slope = |it: &Piece| {
        let rise = num::sub(it.at_to?.yuan(), it.at_from?.yuan())?.abs();
        let run = num::sub(it.to, it.from)?;
        if run.is_zero() { Some(Decimal::ZERO) } else { num::div(rise, run) }
    };
    let pairs = pieces.iter().zip(pieces.iter().skip(1));
    pairs
        .filter_map(|(left, right)| {
            let (from, to) = (left.at_to?, right.at_from?);
            let step = num::sub(right.from, left.to)?;
            let expected = num::mul(num::more(slope(left)?, slope(right)?), step)?;
            let slack = num::add(expected, Decimal::new(2, 2))?;
            let jump = Jump { before: left.to, after: right.from, from, to };
            (num::sub(to.yuan(), from.yuan())?.abs() > slack).then_some(jump)
        })
        .collect()
}

/// The total at a value of the line.
#[must_use]
pub fn at(pieces: &[Piece], value: Decimal) -> Option<Money> {
    let piece = pieces.iter().find(|it| it.from <= value && value <= it.to)?;
    if value == piece.from {
        return piece.at_from;
    }
    if value == piece.to {
        return piece.at_to;
    }
    let (from, to) = (piece.at_from?.yuan(), piece.at_to?.yuan());
    let part = num::div(num::sub(value, piece.from)?, num::sub(piece.to, piece.from)?)?;
    num::add(from, num::mul(num::sub(to, from)?, part)?).map(Money::from_yuan)
}

/// Whether a fact has an order, so that there can be a course along it.
#[must_use]
pub fn has_order(kind: &FactKind) -> bool {
    matches!(kind, FactKind::Number { .. } | FactKind::Day { .. })
}
