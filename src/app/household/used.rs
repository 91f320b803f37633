//! Goods and cars that a person has had subsidised already: quotas count them.

use super::{COUNT, MOST_COUNT, Member, WHOSE, place_of, said};
use crate::answer::{Known, Takes};
use crate::form::Form;

/// What was subsidised: a kind of goods, or [`CAR_KIND`].
pub const USED: &str = "used";
/// By which scheme; none: it is not known, so all that take it are counted.
pub const SCHEME: &str = "scheme";
/// What stands for a car.
pub const CAR_KIND: &str = "car";

/// Something that was subsidised already.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Used {
    /// Its number.
    pub id: u32,
    /// A kind of goods, or [`CAR_KIND`].
    pub kind: String,
    /// By which scheme; empty: not known.
    pub scheme: String,
    /// How many.
    pub count: u32,
    /// Whose, by place among the members.
    pub whose: usize,
}

impl Used {
    /// The schemes that it can have been, each with a quota.
    pub fn schemes<'a>(&'a self, known: &'a Known) -> impl Iterator<Item = &'a Takes> {
        known.counted(&self.kind)
    }

    /// What its count is told to the planner as: scheme and kind.
    pub fn counts<'a>(&'a self, known: &'a Known) -> impl Iterator<Item = (&'a str, &'a str)> {
        let named = |it: &&Takes| self.scheme.is_empty() || it.id == self.scheme;
        let counted = |it: &'a Takes| (it.id.as_str(), if it.by_kind { self.kind.as_str() } else { "" });
        self.schemes(known).filter(named).map(counted)
    }
}

pub(super) fn of(form: &Form, id: u32, members: &[Member]) -> Used {
    let text = |fact: &str| said(form, fact, Some(id));
    Used {
        id,
        kind: text(USED).to_owned(),
        scheme: text(SCHEME).to_owned(),
        count: text(COUNT).parse().unwrap_or(1).clamp(1, MOST_COUNT),
        whose: place_of(text(WHOSE), members).unwrap_or(0),
    }
}
