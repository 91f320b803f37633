//! What the engine says of other readings of a notice, held against the oracle's ends for each.

use crate::compare::{Found, Same, same};
use crate::ends::{self, Ends};
use crate::eval::Case;
use crate::number::Number;
use crate::rule::{Book, Rule};
use engine::{Packs, Quote};

/// The other readings of the notice must be told where they come to something else, and no others.
///
/// # Errors
/// When the oracle has no ends for one of them.
#[expect(clippy::too_many_arguments, reason = "both sides and the case")]
pub fn check_readings(
    packs: &Packs,
    book: &Book,
    rule: &Rule,
    told: &Case,
    quote: &Quote,
    ends: &Ends,
    of: &dyn Fn(&Case) -> Result<Ends, String>,
    found: &mut Found,
) -> Result<(), String> {
    if !quote.range.proven {
        return Ok(());
    }
    let mut expected = Vec::new();
    for (place, fact) in book.facts.iter().enumerate() {
        let (Some(cautious), Some(None), true) = (&fact.reading, told.get(place), rule.facts.contains(&place)) else {
            continue;
        };
        for value in (0..fact.domain.size()).map(|nth| fact.nth(nth)).filter(|it| it != cautious) {
            let mut reading = ends::read_cautiously(&book.facts, told);
            if let Some(it) = reading.get_mut(place) {
                *it = Some(value.clone());
            }
            let other = of(&reading)?;
            if (&other.least, &other.most) != (&ends.least, &ends.most) {
                expected.push((place, value, other));
            }
        }
    }
    for (place, value, ends) in &expected {
        let text = book.facts.get(*place).and_then(|it| it.write(value)).unwrap_or_default();
        let told = quote.readings.iter().find(|it| {
            let fact = packs.facts().get(it.fact);
            it.fact == *place && fact.is_some_and(|fact| engine::answers::write_value(fact, &it.value) == text)
        });
        let agrees = told.is_some_and(|it| {
            let is_same = |one, other: &Option<Number>| !matches!(same(one, other.as_ref()), Same::No);
            !it.range.proven || is_same(it.range.least, &ends.least) && is_same(it.range.most, &ends.most)
        });
        if !agrees {
            found.disagreements.push(format!("another reading is not told rightly: `{text}` {ends:?} {told:?}"));
        }
    }
    if quote.readings.iter().filter(|it| it.range.proven).count() > expected.len() {
        found.disagreements.push("a reading is told that changes nothing".to_owned());
    }
    Ok(())
}
