//! Where a rule may change its mind along one number: the points at which two straight lines meet.
//!
//! # Why these points are enough
//! Along one number or day `x`, all else fixed, every operation is built of straight lines `a + b·x`
//! (a fact, a constant, sums, differences, products with a constant, quotients by a constant) by
//! choosing among them (`if`, `min`, `max`), comparing them, and by rounding, which moves a line by at
//! most its `slack`. A choice or a comparison changes only where two of these lines meet or, with
//! slack, may meet. All values of `x` there and next to there are tried. So between two neighbouring
//! tried values every choice stays the same and the amount is one line, rounded or not: it moves in
//! one direction, and its ends are among the values tried. With several open numbers, the same holds
//! for each of them in turn while the others rest, as long as the meeting points of one do not depend
//! on the others: then the ends are reached where each has one of its own values tried.
//!
//! # Limits
//! Not covered, and told by [`Critical::exact`]: a product or a quotient of two things that both move
//! with `x`; sums and differences of which one part is rounded and the other moves too; lines that run
//! side by side within their slack; more lines or more values than are followed; meeting points that
//! depend on another open number with more values than are looked at value by value (its ends and the
//! values that the rule states are taken); tables, whose rows are not followed (values spread over the
//! domain are taken). What is missed makes the ends of the oracle too narrow,
//! never too wide.

use crate::eval::Case;
use crate::number::{self, Mode, Number};
use crate::rule::{Domain, Fact, Node, Op, Rule, Value};
use std::ops::Neg;

/// Facts with at most so many values are, in general, looked at value by value.
pub const EACH: u64 = 64;

/// More lines than this per operation are not followed.
const MOST_LINES: usize = 80;

/// So many parts of its domain are tried of a number that a table may use.
const SPREAD: u64 = 16;

/// More values than this at one meeting point are not tried.
const MOST_PLACES: i64 = 1_200;

/// `at + slope · x`, give or take `slack`.
#[derive(Clone, PartialEq, Debug)]
struct Line {
    at: Number,
    slope: Number,
    slack: Number,
    /// Whether another open fact is in it, of which not every value was taken.
    sampled: bool,
}

impl Line {
    fn flat(at: &Number) -> Line {
        Line { at: at.clone(), slope: Number::ZERO, slack: Number::ZERO, sampled: false }
    }

    fn sampled(&self, more: bool) -> Line {
        Line { sampled: self.sampled || more, ..self.clone() }
    }

    fn times(&self, by: &Number) -> Line {
        Line { at: &self.at * by, slope: &self.slope * by, slack: size(&(&self.slack * by)), ..*self }
    }

    fn plus(&self, other: &Line) -> Line {
        let slack = &self.slack + &other.slack;
        let sampled = self.sampled || other.sampled;
        Line { at: &self.at + &other.at, slope: &self.slope + &other.slope, slack, sampled }
    }

    fn moves(&self) -> bool {
        self.slope != Number::ZERO || self.slack != Number::ZERO
    }

    fn with_slack(&self, more: Number) -> Line {
        Line { slack: &self.slack + more, ..self.clone() }
    }
}

fn size(it: &Number) -> Number {
    if *it < Number::ZERO { it.clone().neg() } else { it.clone() }
}

/// The values of a fact that are worth trying.
#[derive(Clone, Debug)]
pub struct Critical {
    /// Their places in the domain, in order.
    pub places: Vec<u64>,
    /// Whether the argument in [the module's text](self) holds.
    pub exact: bool,
}

struct Along<'a> {
    facts: &'a [Fact],
    case: &'a Case,
    x: usize,
    each: u64,
    constants: Vec<Number>,
    exact: bool,
}

/// The values of the fact next to every meeting point, the ends of its domain among them.
#[must_use]
pub fn critical(rule: &Rule, facts: &[Fact], case: &Case, x: usize, each: u64) -> Critical {
    let constants = crate::generate::constants(rule);
    let mut along = Along { facts, case, x, each, constants, exact: true };
    let Some(Domain::Grid { least, step, count, .. }) = facts.get(x).map(|it| &it.domain) else {
        return Critical { places: Vec::new(), exact: false };
    };
    let mut all: Vec<Vec<Line>> = Vec::with_capacity(rule.nodes.len());
    for node in &rule.nodes {
        let lines = along.lines(node, &all);
        all.push(lines);
    }
    let mut spans: Vec<(Number, Number)> = along.constants.iter().map(|it| (it.clone(), it.clone())).collect();
    for node in &rule.nodes {
        if matches!(node.op, Op::Lt | Op::Le | Op::Eq | Op::Min | Op::Max) {
            let args: Vec<&Vec<Line>> = node.args.iter().filter_map(|it| all.get(*it)).collect();
            for (nth, one) in args.iter().enumerate() {
                for other in args.iter().skip(nth + 1) {
                    along.meet(one, other, &mut spans);
                }
            }
        }
    }
    let mut places: Vec<u64> = vec![0, count - 1];
    if rule.schedule.is_some() {
        along.exact = false;
        places.extend((1..SPREAD).map(|it| count / SPREAD * it));
    }
    for (from, to) in &spans {
        let place = |value: &Number| i64::try_from(((value - least) / step).floor()).ok();
        let (Some(from), Some(to)) = (place(from), place(to)) else { continue };
        let last = i64::try_from(*count).unwrap_or(i64::MAX) - 1;
        let (from, to) = ((from - 1).max(0), (to + 2).min(last));
        if to - from > MOST_PLACES {
            along.exact = false;
        }
        places.extend((from..=to.min(from + MOST_PLACES)).filter_map(|it| u64::try_from(it).ok()));
    }
    places.sort_unstable();
    places.dedup();
    Critical { places, exact: along.exact }
}

impl Along<'_> {
    /// The values of another fact for which lines are drawn, and whether they are all of them.
    fn stated(&self, other: usize) -> (Vec<Number>, bool) {
        if let Some(Some(Value::Number(known))) = self.case.get(other) {
            return (vec![known.clone()], true);
        }
        let Some(Domain::Grid { least, step, count, .. }) = self.facts.get(other).map(|it| &it.domain) else {
            return (Vec::new(), false);
        };
        if *count <= self.each {
            return ((0..*count).map(|it| least + step * Number::from(it)).collect(), true);
        }
        let most = least + step * Number::from(count - 1);
        let inside = self.constants.iter().filter(|it| *it >= least && **it <= most).cloned();
        (inside.take(12).chain([least.clone(), most.clone()]).collect(), false)
    }

    /// Everything that an operation may be along `x`.
    fn lines(&mut self, node: &Node, all: &[Vec<Line>]) -> Vec<Line> {
        let arg = |nth: usize| node.args.get(nth).and_then(|it| all.get(*it)).map_or(&[][..], Vec::as_slice);
        let mut exact = true;
        let mut pairs = |with: &dyn Fn(&Line, &Line) -> Option<Line>| -> Vec<Line> {
            let mut them = Vec::new();
            for one in arg(0) {
                for other in arg(1) {
                    match with(one, other) {
                        Some(it) => them.push(it),
                        None => exact = false,
                    }
                }
            }
            them
        };
        let them = match &node.op {
            Op::Number(it) => vec![Line::flat(it)],
            Op::Unknown(lo, hi) => [lo, hi].into_iter().flatten().map(Line::flat).collect(),
            Op::Fact(it) if *it == self.x => {
                vec![Line { slope: Number::ONE, ..Line::flat(&Number::ZERO) }]
            }
            Op::Fact(it) => {
                let (them, all) = self.stated(*it);
                them.iter().map(|it| Line::flat(it).sampled(!all)).collect()
            }
            Op::Add | Op::AddDays | Op::Sub => {
                let sign = number::whole(if node.op == Op::Sub { -1 } else { 1 });
                let them = pairs(&|one, other| Some(one.plus(&other.times(&sign))));
                let rounded = |nth: usize| arg(nth).iter().any(|it| it.slack != Number::ZERO);
                let moves = |nth: usize| arg(nth).iter().any(Line::moves);
                if moves(0) && moves(1) && (rounded(0) || rounded(1)) {
                    self.exact = false;
                }
                them
            }
            Op::Mul => pairs(&|one, other| match (one.moves(), other.moves()) {
                (true, true) => None,
                (false, _) => Some(other.times(&one.at).sampled(one.sampled)),
                (true, false) => Some(one.times(&other.at).sampled(other.sampled)),
            }),
            Op::Div => pairs(&|one, by| {
                let straight = !by.moves() && by.at != Number::ZERO;
                straight.then(|| one.times(&(Number::ONE / &by.at)).sampled(by.sampled))
            }),
            Op::Min | Op::Max => (0..node.args.len()).flat_map(|nth| arg(nth).to_vec()).collect(),
            Op::If => arg(1).iter().chain(arg(2)).cloned().collect(),
            Op::Round(mode) => {
                let unit = match mode {
                    Mode::FloorFen | Mode::HalfUpFen => Number::ONE / number::ten_to(2),
                    Mode::FloorYuan | Mode::HalfUpYuan => Number::ONE,
                };
                let rounded = |it: &Line| match it.moves() {
                    true => it.with_slack(unit.clone()),
                    false => Line::flat(&number::round(*mode, &it.at)).sampled(it.sampled),
                };
                arg(0).iter().map(rounded).collect()
            }
            // So many months are so many times 30.44 days, give or take three.
            Op::AddMonths => pairs(&|day, months| {
                let days = months.times(&(number::whole(3_044) / number::whole(100)));
                let straight = !months.moves();
                straight.then(|| day.plus(&days).with_slack(number::whole(3)))
            }),
            // A year is 365.2425 days, give or take one and a half years of the count.
            Op::Year => {
                let length = number::whole(3_652_425) / number::whole(10_000);
                let zero = Line::flat(&number::whole(-1_721_060));
                let slack = number::whole(3) / number::whole(2);
                arg(0)
                    .iter()
                    .map(|it| it.plus(&zero).times(&(Number::ONE / &length)).with_slack(slack.clone()))
                    .collect()
            }
            // The first day of a month is 15 days back, give or take 16.
            Op::MonthStart => {
                let back = Line::flat(&number::whole(-15)).with_slack(number::whole(16));
                arg(0).iter().map(|it| it.plus(&back)).collect()
            }
            // Months are counted in 30.44 days, give or take two, and never below none.
            Op::Months => {
                let by = number::whole(100) / number::whole(3_044);
                let mut them = pairs(&|from, to| {
                    let days = to.plus(&from.times(&number::whole(-1)));
                    Some(days.times(&by).with_slack(number::whole(2)))
                });
                them.push(Line::flat(&Number::ZERO));
                let moves = |nth: usize| arg(nth).iter().any(Line::moves);
                if moves(0) && moves(1) {
                    self.exact = false;
                }
                them
            }
            _ => Vec::new(),
        };
        let mut unique: Vec<Line> = Vec::new();
        for it in them {
            if !unique.contains(&it) {
                unique.push(it);
            }
        }
        self.exact &= exact && unique.len() <= MOST_LINES;
        unique.truncate(MOST_LINES);
        unique
    }

    /// Notes the spans of `x` in which two of the lines may meet.
    fn meet(&mut self, some: &[Line], others: &[Line], spans: &mut Vec<(Number, Number)>) {
        for one in some {
            for other in others {
                let slope = &one.slope - &other.slope;
                let gap = &other.at - &one.at;
                let slack = &one.slack + &other.slack;
                if (one.moves() || other.moves()) && (one.sampled || other.sampled) {
                    self.exact = false;
                }
                if slope != Number::ZERO {
                    let ends = [(&gap - &slack) / &slope, (&gap + &slack) / &slope];
                    let [one, other] = ends;
                    spans.push(if one <= other { (one, other) } else { (other, one) });
                } else if slack != Number::ZERO && size(&gap) <= slack {
                    self.exact = false;
                }
            }
        }
    }
}
