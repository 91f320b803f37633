//! Both ends of a range, proven: best-first search over boxes of open facts.
//!
//! Each box is bounded from outside by interval evaluation and from inside by trying a point of it.
//! A box is split where a comparison of the rule is undecided, so that conditions narrow domains
//! before amounts are looked at. When the best bound and the best point agree, both ends are exact
//! and the point is the witness.

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
    /// Where to split the box that was bounded last.
    fn split(&mut self, domains: &[Domain]) -> Option<Split>;
}

/// A variable and the two domains into which it falls apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Split {
    pub variable: usize,
    pub parts: [Domain; 2],
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

/// The same where each box takes the rows of a schedule.
const DEAR_BOXES: usize = 200;

struct Candidate {
    bound: Option<Decimal>,
    born: usize,
    domains: Vec<Domain>,
}

/// A box looked at once: what holds for all of it, and for two of its points.
struct Look {
    bound: Interval,
    points: [(Interval, Vec<Domain>); 2],
}

impl Look {
    fn at(objective: &mut dyn Objective, domains: &[Domain]) -> Look {
        let bound = objective.bound(domains);
        let mut point = |corner: Corner| {
            let at: Vec<Domain> = domains.iter().map(|it| corner.of(*it)).collect();
            (objective.bound(&at), at)
        };
        Look { bound, points: [point(Corner::Low), point(Corner::High)] }
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
    let look = Look::at(objective, domains);
    find(objective, domains, end, most_boxes, &look)
}

/// Finds both ends; the first look serves for both. `dear`: each box costs much, as a schedule does.
pub(crate) fn ends(objective: &mut dyn Objective, domains: &[Domain], dear: bool) -> (Extreme, Extreme) {
    let boxes = if dear { DEAR_BOXES } else { MOST_BOXES };
    let look = Look::at(objective, domains);
    let least = find(objective, domains, End::Least, boxes, &look);
    (least, find(objective, domains, End::Most, boxes, &look))
}

fn find(objective: &mut dyn Objective, domains: &[Domain], end: End, most_boxes: usize, look: &Look) -> Extreme {
    let side = |it: Interval| if end == End::Most { it.hi } else { it.lo };
    // Of a box whose least is not known, some point may still be exactly zero.
    let hope = |it: Interval| if end == End::Most { it.hi } else { it.lo.or(Some(Decimal::ZERO)) };
    let first = hope(look.bound);
    let mut best: Option<(Option<Decimal>, Vec<Domain>)> = None;
    for (value, at) in &look.points {
        let value = side(*value);
        if best.as_ref().is_none_or(|(before, _)| better(end, value, *before)) {
            best = Some((value, at.clone()));
        }
    }
    if let Some((value, at)) = &best
        && !better(end, first, *value)
    {
        return Extreme { value: *value, at: at.clone(), proven: true };
    }
    let mut point = Vec::with_capacity(domains.len());
    let mut open = BinaryHeap::new();
    open.push(Ranked { end, candidate: Candidate { bound: first, born: 0, domains: domains.to_vec() } });
    let mut born = 0;
    while let Some(Ranked { candidate, .. }) = open.pop() {
        if let Some((value, at)) = &best
            && !better(end, candidate.bound, *value)
        {
            return Extreme { value: *value, at: at.clone(), proven: true };
        }
        if born >= most_boxes {
            // Zero that was only hoped for is no bound that holds: what is not known stays so.
            let held = side(objective.bound(&candidate.domains));
            let (value, at) = match best {
                Some((None, at)) => (None, at),
                Some((_, at)) => (held, at),
                None => (held, candidate.domains),
            };
            return Extreme { value, at, proven: false };
        }
        // The corners of the first box have been tried.
        let corners: &[Corner] = if candidate.born == 0 { &[] } else { &[Corner::Low, Corner::High] };
        for corner in corners {
            point.clear();
            point.extend(candidate.domains.iter().map(|it| corner.of(*it)));
            let value = side(objective.bound(&point));
            if best.as_ref().is_none_or(|(before, _)| better(end, value, *before)) {
                best = Some((value, point.clone()));
            }
            if let Some((value, at)) = &best
                && !better(end, candidate.bound, *value)
            {
                return Extreme { value: *value, at: at.clone(), proven: true };
            }
        }
        objective.bound(&candidate.domains);
        // Without a place to split nothing open matters: the point that was tried is exact.
        let Some(split) = objective.split(&candidate.domains) else { continue };
        for domain in split.parts {
            let mut domains = candidate.domains.clone();
            if let Some(it) = domains.get_mut(split.variable) {
                *it = domain;
            }
            born += 1;
            let bound = hope(objective.bound(&domains));
            open.push(Ranked { end, candidate: Candidate { bound, born, domains } });
        }
    }
    match best {
        Some((value, at)) => Extreme { value, at, proven: true },
        None => Extreme { value: first, at: domains.to_vec(), proven: false },
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
        (End::Most, Some(a), Some(b)) => a.cmp(&b),
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
        (End::Least, Some(a), Some(b)) => b.cmp(&a),
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

/// Halves the variable with the most values among these; none when all are decided.
pub(crate) fn widest(domains: &[Domain], among: &[usize]) -> Option<Split> {
    let mut most: Option<(Decimal, usize)> = None;
    for variable in among {
        let width = match domains.get(*variable)? {
            Domain::Number(lo, hi, step) => {
                num::sub(*hi, *lo).and_then(|it| num::div(it, *step)).unwrap_or(Decimal::MAX)
            }
            Domain::Bits(bits) => Decimal::from(bits.count_ones().saturating_sub(1)),
        };
        if width > Decimal::ZERO && most.is_none_or(|(before, _)| width > before) {
            most = Some((width, *variable));
        }
    }
    let (_, variable) = most?;
    halve(variable, *domains.get(variable)?)
}

pub(crate) fn halve(variable: usize, domain: Domain) -> Option<Split> {
    match domain {
        Domain::Number(lo, hi, _) => {
            let middle = num::div(num::sub(hi, lo)?, Decimal::TWO)?;
            cut_at(variable, domain, num::add(lo, middle)?)
        }
        Domain::Bits(bits) => {
            let low = bits & bits.wrapping_neg();
            split_bits(variable, bits, low)
        }
    }
}

/// Cuts a number's domain into what is at most `value` and what is above it.
pub(crate) fn cut_at(variable: usize, domain: Domain, value: Decimal) -> Option<Split> {
    let Domain::Number(lo, hi, step) = domain else { return None };
    if value < lo || value >= hi {
        return None;
    }
    let steps = num::div(num::sub(value, lo)?, step)?.floor();
    let left = num::add(lo, num::mul(steps, step)?)?;
    let right = num::add(left, step)?;
    if right > hi {
        // The top value alone lies off the grid that starts at `lo`.
        return Some(Split { variable, parts: [Domain::Number(lo, left, step), Domain::Number(hi, hi, step)] });
    }
    Some(Split { variable, parts: [Domain::Number(lo, left, step), Domain::Number(right, hi, step)] })
}

pub(crate) fn split_bits(variable: usize, bits: u64, chosen: u64) -> Option<Split> {
    let (yes, no) = (bits & chosen, bits & !chosen);
    if yes == 0 || no == 0 {
        return None;
    }
    Some(Split { variable, parts: [Domain::Bits(yes), Domain::Bits(no)] })
}
