//! Both ends of a range, proven: best-first search over boxes of open facts.
//!
//! Each box is bounded from outside by interval evaluation and from inside by trying a point of it.
//! A box is split where a comparison of the rule is undecided, so that conditions narrow domains
//! before amounts are looked at. When the best bound and the best point agree, both ends are exact
//! and the point is the witness.

mod split;

pub(crate) use split::{Cut, Split, cut_at, halve, split_bits, widest};

use crate::expr::Domain;
use crate::num;
use crate::value::Interval;
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Which end is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum End {
    Least,
    Most,
}

/// A quantity that depends on the variables of a box.
pub(crate) trait Objective {
    /// What holds for every point of the box.
    fn bound(&mut self, domains: &[Domain]) -> Interval;
    /// What holds at one point. The box that was bounded last is not forgotten over it.
    fn point(&mut self, domains: &[Domain]) -> Interval;
    /// Where to split the box that was bounded last.
    fn split(&mut self, domains: &[Domain]) -> Option<Split>;
    /// Asked of a box whose least is not known: whether surely no point of it comes to zero for certain.
    fn never_nothing(&mut self, _: &[Domain]) -> bool {
        false
    }
}

/// One end of a range.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Extreme {
    /// The value; `None` when a figure of the rule is not known.
    pub value: Option<Decimal>,
    /// A point that attains it.
    pub at: Vec<Domain>,
    /// Whether the value is attained; else it is a bound that holds all the same.
    pub proven: bool,
}

/// How many boxes are looked at before the bound is given as it stands.
const MOST_BOXES: usize = 4_000;

/// The least of them where each box takes the rows of a schedule.
const DEAR_BOXES: usize = 200;

/// How many rows of a schedule a search may take, as long as it looks at so few boxes.
const MOST_ROWS_TAKEN: usize = 12_000;

/// How many boxes are looked at when each takes so many rows.
pub(crate) fn boxes_of(rows: usize) -> usize {
    MOST_ROWS_TAKEN.checked_div(rows).unwrap_or(MOST_BOXES).clamp(DEAR_BOXES, MOST_BOXES)
}

struct Candidate {
    bound: Option<Decimal>,
    born: usize,
    domains: Vec<Domain>,
    /// Whether its low and its high corner have been looked at, as corners of the box it was cut from.
    tried: [bool; 2],
}

/// What is known of the whole box before the search: both ends are looked for from here.
pub(crate) struct Root<'a> {
    pub domains: &'a [Domain],
    /// What holds for all of it.
    pub bound: Interval,
    /// Where it is split, when that has been looked for.
    pub split: Option<Option<Split>>,
    /// Whether it is the box that was bounded last.
    fresh: bool,
    /// Room for boxes and points that a search before this one has left.
    pub room: Vec<Vec<Domain>>,
}

impl<'a> Root<'a> {
    /// A box that has just been bounded.
    pub(crate) fn new(domains: &'a [Domain], bound: Interval) -> Root<'a> {
        Root { domains, bound, split: None, fresh: true, room: Vec::new() }
    }
}

/// What holds at two points of the whole box, looked at once for both ends.
struct Look {
    low: Interval,
    high: Interval,
    /// Room for a point.
    point: Vec<Domain>,
}

impl Look {
    fn at(objective: &mut dyn Objective, root: &mut Root<'_>) -> Look {
        let mut point = root.room.pop().unwrap_or_default();
        Corner::Low.put(root.domains, &mut point);
        let low = objective.point(&point);
        Corner::High.put(root.domains, &mut point);
        Look { low, high: objective.point(&point), point }
    }
}

/// Finds one end of what the objective can be over the box.
pub(crate) fn extreme(objective: &mut dyn Objective, domains: &[Domain], end: End) -> Extreme {
    extreme_within(objective, domains, end, MOST_BOXES)
}

/// As [`extreme`], looking at this many boxes at the most.
pub(crate) fn extreme_within(
    objective: &mut dyn Objective,
    domains: &[Domain],
    end: End,
    most_boxes: usize,
) -> Extreme {
    let mut root = Root::new(domains, objective.bound(domains));
    let mut look = Look::at(objective, &mut root);
    find(objective, &mut root, end, most_boxes, &mut look)
}

/// Finds both ends, looking at this many boxes at the most for each; the first look serves for both.
pub(crate) fn ends(objective: &mut dyn Objective, domains: &[Domain], boxes: usize) -> (Extreme, Extreme) {
    let bound = objective.bound(domains);
    ends_from(objective, &mut Root::new(domains, bound), boxes)
}

/// As [`ends`], of a box that has been bounded.
pub(crate) fn ends_from(objective: &mut dyn Objective, root: &mut Root<'_>, boxes: usize) -> (Extreme, Extreme) {
    let mut look = Look::at(objective, root);
    let least = find(objective, root, End::Least, boxes, &mut look);
    let most = find(objective, root, End::Most, boxes, &mut look);
    root.room.push(look.point);
    (least, most)
}

fn find(objective: &mut dyn Objective, root: &mut Root<'_>, end: End, most_boxes: usize, look: &mut Look) -> Extreme {
    let side = |it: Interval| if end == End::Most { it.hi } else { it.lo };
    let first = hope(objective, root.domains, root.bound, end);
    let (low, high) = (side(look.low), side(look.high));
    let (mut value, corner) = if better(end, high, low) { (high, Corner::High) } else { (low, Corner::Low) };
    let mut at = root.room.pop().unwrap_or_default();
    corner.put(root.domains, &mut at);
    if !better(end, first, value) {
        return Extreme { value, at, proven: true };
    }
    let point = &mut look.point;
    let mut open = Frontier { end, first: None, rest: BinaryHeap::new() };
    let mut whole = root.room.pop().unwrap_or_default();
    whole.clear();
    whole.extend_from_slice(root.domains);
    open.push(Candidate { bound: first, born: 0, domains: whole, tried: [true, true] });
    let (mut born, mut bounded_last) = (0, root.fresh.then_some(0));
    while let Some(mut candidate) = open.pop() {
        if !better(end, candidate.bound, value) {
            return Extreme { value, at, proven: true };
        }
        if born >= most_boxes {
            // Zero that was only hoped for is no bound that holds: what is not known stays so.
            let held = side(objective.bound(&candidate.domains));
            return Extreme { value: value.and(held), at, proven: false };
        }
        for (corner, tried) in [Corner::Low, Corner::High].into_iter().zip(candidate.tried) {
            if tried {
                continue;
            }
            corner.put(&candidate.domains, point);
            let found = side(objective.point(point));
            if better(end, found, value) {
                value = found;
                std::mem::swap(&mut at, point);
            }
            if !better(end, candidate.bound, value) {
                root.room.push(candidate.domains);
                return Extreme { value, at, proven: true };
            }
        }
        let split = match root.split {
            Some(known) if candidate.born == 0 => known,
            _ => {
                if bounded_last != Some(candidate.born) {
                    objective.bound(&candidate.domains);
                    bounded_last = Some(candidate.born);
                }
                let split = objective.split(&candidate.domains);
                if candidate.born == 0 {
                    root.split = Some(split);
                }
                split
            }
        };
        // Without a place to split nothing open matters: the point that was tried is exact.
        let Some(split) = split else { continue };
        let Some(whole) = candidate.domains.get(split.variable).copied() else { continue };
        // By now both corners have been tried; a part that keeps one need not try it again.
        let tried = |part: Domain| [Corner::Low, Corner::High].map(|it| it.of(part).same(it.of(whole)));
        let mut bound_of = |domain: Domain| {
            if let Some(it) = candidate.domains.get_mut(split.variable) {
                *it = domain;
            }
            let bound = objective.bound(&candidate.domains);
            let bound = hope(objective, &candidate.domains, bound, end);
            // What cannot be better than what was found need not be kept.
            better(end, bound, value).then_some(bound)
        };
        let [left, right] = split.cut.parts(whole);
        let bounds = (bound_of(left), bound_of(right));
        (root.fresh, born) = (false, born + 2);
        bounded_last = Some(born);
        let mut domains = candidate.domains;
        if let Some(bound) = bounds.1 {
            let mut kept = std::mem::take(&mut domains);
            if bounds.0.is_some() {
                domains = root.room.pop().unwrap_or_default();
                domains.clone_from(&kept);
            }
            if let Some(it) = kept.get_mut(split.variable) {
                *it = right;
            }
            open.push(Candidate { bound, born, domains: kept, tried: tried(right) });
        }
        if let Some(bound) = bounds.0 {
            if let Some(it) = domains.get_mut(split.variable) {
                *it = left;
            }
            open.push(Candidate { bound, born: born - 1, domains, tried: tried(left) });
        } else if !domains.is_empty() {
            root.room.push(domains);
        }
    }
    Extreme { value, at, proven: true }
}

/// The best that a box can hold. Where its least is not known, some point may still be exactly zero.
fn hope(objective: &mut dyn Objective, domains: &[Domain], bound: Interval, end: End) -> Option<Decimal> {
    match (end, bound.lo) {
        (End::Most, _) => bound.hi,
        (End::Least, None) if !objective.never_nothing(domains) => Some(Decimal::ZERO),
        (End::Least, lo) => lo,
    }
}

/// The boxes that may still hold something better, the most promising first.
struct Frontier {
    end: End,
    /// The only one; most rules never have two.
    first: Option<Candidate>,
    rest: BinaryHeap<Ranked>,
}

impl Frontier {
    fn push(&mut self, candidate: Candidate) {
        if self.first.is_none() && self.rest.is_empty() {
            self.first = Some(candidate);
            return;
        }
        let end = self.end;
        let both = self.first.take().into_iter().chain([candidate]);
        self.rest.extend(both.map(|candidate| Ranked { end, candidate }));
    }

    fn pop(&mut self) -> Option<Candidate> {
        self.first.take().or_else(|| Some(self.rest.pop()?.candidate))
    }
}

/// Whether the first is a better end than the second. An unknown figure is at least zero, so zero
/// is below it and nothing else is; above, an unknown figure has no limit.
fn better(end: End, a: Option<Decimal>, b: Option<Decimal>) -> bool {
    rank(end, a, b) == Ordering::Greater
}

fn rank(end: End, a: Option<Decimal>, b: Option<Decimal>) -> Ordering {
    match (end, a, b) {
        (_, None, None) => Ordering::Equal,
        (End::Most, None, Some(_)) => Ordering::Greater,
        (End::Most, Some(_), None) => Ordering::Less,
        (End::Most, Some(a), Some(b)) => num::cmp(a, b),
        (End::Least, None, Some(b)) => {
            if b <= Decimal::ZERO {
                Ordering::Less
            } else {
                Ordering::Greater
            }
        }
        (End::Least, Some(a), None) => {
            if a <= Decimal::ZERO {
                Ordering::Greater
            } else {
                Ordering::Less
            }
        }
        (End::Least, Some(a), Some(b)) => num::cmp(b, a),
    }
}

struct Ranked {
    end: End,
    candidate: Candidate,
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Ranked) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ranked {}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Ranked) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ranked {
    fn cmp(&self, other: &Ranked) -> Ordering {
        // Among equal bounds the newest box: it is the narrowest, so the search dives.
        rank(self.end, self.candidate.bound, other.candidate.bound).then(self.candidate.born.cmp(&other.candidate.born))
    }
}

#[derive(Clone, Copy)]
enum Corner {
    Low,
    High,
}

impl Corner {
    /// This corner of the box, in place of what the buffer held.
    fn put(self, domains: &[Domain], point: &mut Vec<Domain>) {
        point.clear();
        point.extend(domains.iter().map(|it| self.of(*it)));
    }

    fn of(self, domain: Domain) -> Domain {
        match (self, domain) {
            (Corner::Low, Domain::Number(lo, _, step)) => Domain::Number(lo, lo, step),
            (Corner::High, Domain::Number(_, hi, step)) => Domain::Number(hi, hi, step),
            (Corner::Low, Domain::Bits(bits)) => Domain::Bits(bits & bits.wrapping_neg()),
            (Corner::High, Domain::Bits(0)) => Domain::Bits(0),
            (Corner::High, Domain::Bits(bits)) => Domain::Bits(1 << (63 - bits.leading_zeros())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_equal_bounds_the_newest_box_comes_first() {
        let ranked = |bound: i64, born| {
            let candidate =
                Candidate { bound: Some(Decimal::from(bound)), born, domains: Vec::new(), tried: [true; 2] };
            Ranked { end: End::Most, candidate }
        };
        assert!(ranked(1, 1) == ranked(1, 1) && ranked(1, 1) != ranked(1, 2) && ranked(1, 1) != ranked(2, 1));
        assert!(ranked(1, 2) > ranked(1, 1) && ranked(2, 1) > ranked(1, 2));
    }
}
