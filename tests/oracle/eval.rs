//! One complete case put to a rule: every operation is carried out, in exact fractions.
//!
//! A figure that the record does not give stands for any number between its bounds. The rule is
//! evaluated with each such figure at its lower and at its upper bound, in every combination. A bound
//! that is absent is a number far beyond anything real (`10^40`); where the result is beyond anything
//! real too, it is not known.
//!
//! That finds the true least and most whenever the value moves in one direction as any single figure
//! grows and all else stays. All operations of format 1 but `eq` and division by such a figure do so
//! when the figure is used in one place only; where a figure is used in several places the two ends
//! found here are values that do occur, but there may be others beyond them ([`Rule::unknowns`] tells).

use crate::calendar;
use crate::number::{self, Number};
use crate::rule::{Op, Rule, Value};

/// The values of the facts by their place in the vocabulary; a complete case has one for each fact
/// that the rule reads.
pub type Case = Vec<Option<Value>>;

/// What a complete case comes to.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Outcome {
    /// Whether all conditions hold, for some value of the unknown figures.
    pub can_hold: bool,
    /// Whether a condition fails, for some value of the unknown figures.
    pub can_fail: bool,
    /// The least that is paid if all conditions hold; `None`: not known.
    pub least: Option<Number>,
    /// The most that is paid if all conditions hold; `None`: not known.
    pub most: Option<Number>,
    /// For each verdict whether it holds and whether it does not, for some value of the unknown figures.
    pub verdicts: Vec<(bool, bool)>,
}

/// Beyond anything real: what stands for an absent bound.
fn beyond() -> Number {
    number::ten_to(40)
}

/// Whether a value is beyond anything real, in which case it came from an absent bound.
fn is_beyond(it: &Number) -> bool {
    let limit = number::ten_to(27);
    *it > limit || *it < -limit
}

/// What the case comes to; `None` when the case is not complete or the rule divides by zero.
#[must_use]
pub fn outcome(rule: &Rule, case: &Case) -> Option<Outcome> {
    let mut outcome = Outcome { verdicts: vec![(false, false); rule.verdicts.len()], ..Outcome::default() };
    let mut amounts: Vec<Number> = Vec::new();
    for corner in 0_u32..1 << rule.unknowns.len().min(16) {
        let values = values(rule, case, corner);
        let mut holds = true;
        for condition in &rule.conditions {
            holds &= truth(&values, *condition)?;
        }
        if holds {
            outcome.can_hold = true;
            amounts.push(number(&values, rule.amount)?.clone());
        } else {
            outcome.can_fail = true;
        }
        for (verdict, (can_hold, can_fail)) in rule.verdicts.iter().zip(&mut outcome.verdicts) {
            match truth(&values, *verdict)? {
                true => *can_hold = true,
                false => *can_fail = true,
            }
        }
    }
    (outcome.least, outcome.most) = paid(&amounts);
    Some(outcome)
}

/// The least and the most that is paid. A benefit is never below zero: where no amount is above zero,
/// nothing is paid, and that is known; else what is not known stays not known.
fn paid(amounts: &[Number]) -> (Option<Number>, Option<Number>) {
    let (Some(least), Some(most)) = (amounts.iter().min(), amounts.iter().max()) else { return (None, None) };
    if *most <= Number::ZERO {
        return (Some(Number::ZERO), Some(Number::ZERO));
    }
    let known = |it: &Number| if is_beyond(it) { None } else { Some(it.clone().max(Number::ZERO)) };
    (known(least), known(most))
}

/// The value of every operation, each unknown figure at the bound that its bit in `corner` names.
/// `None`: there is no value (a fact is open, a division by zero, a day outside the calendar, a cell
/// of a table outside its rows).
#[must_use]
pub fn values(rule: &Rule, case: &Case, corner: u32) -> Vec<Option<Value>> {
    let totals = rule.schedule.as_ref().map(|it| match rows(rule, case, corner) {
        Some(rows) => (0..it.columns.len()).map(|column| sum(&rows, column)).collect(),
        None => Vec::new(),
    });
    all(rule, case, corner, &Place { totals: &totals.unwrap_or_default(), ..Place::default() })
}

/// A table has at most so many rows.
const MOST_ROWS: i64 = 600;

/// The table row by row; `None`: there is none, or not so that its rows can be counted.
#[must_use]
pub fn rows(rule: &Rule, case: &Case, corner: u32) -> Option<Vec<Vec<Option<Number>>>> {
    let schedule = rule.schedule.as_ref()?;
    let outside = all(rule, case, corner, &Place::default());
    let count = number(&outside, schedule.rows)?.floor();
    let count = i64::try_from(count).ok().filter(|it| *it <= MOST_ROWS)?;
    let mut before: Vec<Option<Number>> = Vec::new();
    for (_, start) in &schedule.columns {
        before.push(start.map_or(Some(Number::ZERO), |it| number(&outside, it).cloned()));
    }
    let mut rows = Vec::new();
    for nth in 1..=count {
        let place = Place { row: Some(number::whole(nth)), before: &before, totals: &[] };
        let inside = all(rule, case, corner, &place);
        let cells: Vec<Option<Number>> =
            schedule.columns.iter().map(|(node, _)| number(&inside, *node).cloned()).collect();
        rows.push(cells.clone());
        before = cells;
    }
    Some(rows)
}

fn sum(rows: &[Vec<Option<Number>>], column: usize) -> Option<Number> {
    let mut sum = Number::ZERO;
    for row in rows {
        sum += row.get(column)?.as_ref()?;
    }
    Some(sum)
}

/// Where operations stand: in a row of the table with the row before it, or outside with its sums.
#[derive(Default)]
struct Place<'a> {
    row: Option<Number>,
    before: &'a [Option<Number>],
    totals: &'a [Option<Number>],
}

fn all(rule: &Rule, case: &Case, corner: u32, place: &Place<'_>) -> Vec<Option<Value>> {
    let mut values: Vec<Option<Value>> = Vec::with_capacity(rule.nodes.len());
    let mut seen_unknowns = 0;
    for node in &rule.nodes {
        let value = match &node.op {
            Op::Unknown(lo, hi) => {
                let upper = corner >> seen_unknowns & 1 == 1;
                seen_unknowns += 1;
                let bound = if upper { hi.clone().unwrap_or_else(beyond) } else { lo.clone().unwrap_or(-beyond()) };
                Some(Value::Number(bound))
            }
            Op::Row => place.row.clone().map(Value::Number),
            Op::Previous(column) => place.before.get(*column).cloned().flatten().map(Value::Number),
            Op::Total(column) => place.totals.get(*column).cloned().flatten().map(Value::Number),
            op => one(op, &node.args, case, &values),
        };
        values.push(value);
    }
    values
}

fn truth(values: &[Option<Value>], at: usize) -> Option<bool> {
    match values.get(at)? {
        Some(Value::Truth(it)) => Some(*it),
        _ => None,
    }
}

fn number(values: &[Option<Value>], at: usize) -> Option<&Number> {
    match values.get(at)? {
        Some(Value::Number(it)) => Some(it),
        _ => None,
    }
}

fn one(op: &Op, args: &[usize], case: &Case, values: &[Option<Value>]) -> Option<Value> {
    let arg = |nth: usize| args.get(nth).copied();
    let num = |nth: usize| number(values, arg(nth)?);
    let yes = |it: bool| Some(Value::Truth(it));
    let is = |it: Number| Some(Value::Number(it));
    match op {
        Op::Truth(it) => yes(*it),
        Op::Number(it) => is(it.clone()),
        Op::Unknown(..) | Op::Row | Op::Previous(_) | Op::Total(_) => None,
        Op::Fact(it) => case.get(*it)?.clone(),
        Op::In(it, wanted) => match case.get(*it)? {
            Some(Value::Choice(it)) => yes(wanted.contains(it)),
            _ => None,
        },
        Op::Lt => yes(number::order(num(0)?, num(1)?).is_lt()),
        Op::Le => yes(number::order(num(0)?, num(1)?).is_le()),
        Op::Eq => yes(number::order(num(0)?, num(1)?).is_eq()),
        // One false is enough, also beside an argument that has no value; likewise for `or`.
        Op::And | Op::Or => {
            let enough = *op == Op::Or;
            let them: Vec<Option<bool>> = args.iter().map(|it| truth(values, *it)).collect();
            if them.contains(&Some(enough)) {
                yes(enough)
            } else if them.contains(&None) {
                None
            } else {
                yes(!enough)
            }
        }
        Op::Not => yes(!truth(values, arg(0)?)?),
        Op::Add => is(num(0)? + num(1)?),
        Op::Sub => is(num(0)? - num(1)?),
        Op::Mul => is(num(0)? * num(1)?),
        Op::Div if *num(1)? == Number::ZERO => None,
        Op::Div => is(num(0)? / num(1)?),
        Op::Min | Op::Max => {
            let them = args.iter().map(|it| number(values, *it)).collect::<Option<Vec<_>>>()?;
            let end = if *op == Op::Min { them.into_iter().min() } else { them.into_iter().max() };
            is(end?.clone())
        }
        Op::If => values.get(if truth(values, arg(0)?)? { arg(1)? } else { arg(2)? })?.clone(),
        Op::Round(mode) => is(number::round(*mode, num(0)?)),
        Op::AddDays => is(num(0)? + num(1)?),
        // A bound that is beyond anything real stays there.
        Op::AddMonths | Op::Year | Op::MonthStart if is_beyond(num(0)?) => is(num(0)?.clone()),
        Op::AddMonths if is_beyond(num(1)?) => is(num(1)?.clone()),
        Op::AddMonths => {
            let (day, months) = (number::to_i64(num(0)?)?, number::to_i64(num(1)?)?);
            is(number::whole(calendar::add_months(day, months)?))
        }
        Op::Year => is(number::whole(calendar::civil(number::to_i64(num(0)?)?)?.0)),
        Op::MonthStart => is(number::whole(calendar::month_start(number::to_i64(num(0)?)?)?)),
        Op::Months if is_beyond(num(0)?) => is(-num(0)?.clone()),
        Op::Months if is_beyond(num(1)?) => is(num(1)?.clone()),
        Op::Months => {
            let (from, to) = (number::to_i64(num(0)?)?, number::to_i64(num(1)?)?);
            is(number::whole(calendar::months(from, to)?))
        }
    }
}
