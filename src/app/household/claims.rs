//! What a person can still claim of a round: everything, nothing (no app, no luck, or it is claimed), or all but some.

use super::said;
use crate::form::Form;
use engine::campaign::Campaign;

/// Whether a person cannot claim of a round: `barred.` and its name; behind another dot: only this denomination.
pub const BARRED: &str = "barred.";

/// What a person can claim of a round.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Claim {
    /// Everything that the terms allow.
    All,
    /// Nothing.
    Nothing,
    /// Everything but these denominations, by places in the round.
    But(Vec<usize>),
}

/// The name of the answer about a round, or one denomination of it.
#[must_use]
pub fn barred(round: &Campaign, benefit: Option<usize>) -> String {
    match benefit.and_then(|it| round.benefits().get(it)) {
        Some(benefit) => [BARRED, round.id(), ".", benefit.id()].concat(),
        None => [BARRED, round.id()].concat(),
    }
}

pub(super) fn of(form: &Form, round: &Campaign, member: Option<u32>) -> Claim {
    let is_barred = |benefit: Option<usize>| said(form, &barred(round, benefit), member) == "true";
    if is_barred(None) {
        return Claim::Nothing;
    }
    let but: Vec<usize> = (0..round.benefits().len()).filter(|it| is_barred(Some(*it))).collect();
    if but.is_empty() { Claim::All } else { Claim::But(but) }
}
