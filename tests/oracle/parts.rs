//! What the engine says of single conditions and steps, held against single cases.

use crate::compare::Found;
use crate::eval::{self, Case};
use crate::number::{self, Number};
use crate::rule::{Rule, Value};
use engine::Quote;
use engine::value::Tri;
use rust_decimal::Decimal;

/// Notes every condition that stands otherwise than said, and every step whose value is outside what
/// is said, in this one complete case.
pub fn check_parts(rule: &Rule, case: &Case, quote: &Quote, found: &mut Found) {
    for corner in 0_u32..1 << rule.unknowns.len().min(6) {
        let values = eval::values(rule, case, corner);
        check_rows(rule, case, corner, quote, found);
        let value = |at: Option<&usize>| at.and_then(|it| values.get(*it)).cloned().flatten();
        for outcome in &quote.outcomes {
            let Some(Value::Truth(holds)) = value(rule.conditions.get(outcome.condition)) else { continue };
            if matches!((outcome.holds, holds), (Tri::True, false) | (Tri::False, true)) {
                note(found, "a condition stands otherwise than said".to_owned());
            }
        }
        for (verdict, said) in rule.verdicts.iter().zip(&quote.verdicts) {
            let Some(Value::Truth(holds)) = value(Some(verdict)) else { continue };
            if matches!((said, holds), (Tri::True, false) | (Tri::False, true)) {
                note(found, "a verdict stands otherwise than said".to_owned());
            }
        }
        for line in &quote.lines {
            let place = line.step.map_or(Some(&rule.amount), |it| rule.steps.get(it));
            let Some(Value::Number(it)) = value(place) else { continue };
            if !between(&it, line.value.lo, line.value.hi) {
                note(found, "a step is outside what is said".to_owned());
            }
        }
    }
}

/// Notes a table with another number of rows than said, and every cell outside what is said.
fn check_rows(rule: &Rule, case: &Case, corner: u32, quote: &Quote, found: &mut Found) {
    let Some(rows) = eval::rows(rule, case, corner).filter(|_| !quote.rows.is_empty()) else { return };
    if rows.len() != quote.rows.len() {
        note(found, "the table has another number of rows".to_owned());
    }
    for (cell, said) in rows.iter().flatten().zip(quote.rows.iter().flatten()) {
        if cell.as_ref().is_some_and(|it| !between(it, said.lo, said.hi)) {
            note(found, "a cell of the table is outside what is said".to_owned());
        }
    }
}

fn note(found: &mut Found, what: String) {
    if !found.disagreements.contains(&what) {
        found.disagreements.push(what);
    }
}

fn between(it: &Number, lo: Option<Decimal>, hi: Option<Decimal>) -> bool {
    // The engine holds 28 digits.
    let size = if *it < Number::ZERO { Number::ZERO - it } else { it.clone() };
    let gap = (Number::ONE + size / number::ten_to(10)) / number::ten_to(12);
    let lo = lo.map(number::from_engine);
    let hi = hi.map(number::from_engine);
    lo.is_none_or(|lo| lo - &gap <= *it) && hi.is_none_or(|hi| *it <= hi + &gap)
}
