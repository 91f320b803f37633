//! Checked packs: facts, schemes, calculators and the package of measures.
//!
//! Everything here has been verified by [`load`]: places exist, types fit, domains are not empty.

mod load;
mod package;
pub mod raw;
mod scheme;

pub use load::{MOST_BYTES, PackError, Shelf};
pub(crate) use load::{Parts, read_part};
pub use package::{Brief, Calculator, Fill, Measure, Named, Package, Section};
pub use scheme::{
    Assumption, Certainty, Claim, Condition, Confidence, DaysAfter, Document, Effect, Figure, Quota, Scheme, Step,
    Verdict, Version, Window,
};

use crate::answers::Value;
use crate::date::Date;
use rust_decimal::Decimal;
use std::sync::Arc;

/// The version of the pack format that this engine reads.
pub const FORMAT: u32 = 1;

/// One release of the packs, in one language: all of its schemes, or those that a page needs ([`Shelf`]).
#[derive(Clone, Debug, Default)]
pub struct Packs {
    facts: Arc<Facts>,
    pub(crate) schemes: Vec<Scheme>,
    pub(crate) calculators: Arc<[Calculator]>,
    pub(crate) package: Option<Arc<Package>>,
}

/// The vocabulary.
#[derive(Debug, Default)]
struct Facts {
    all: Vec<Fact>,
    /// Their places in the order of their names.
    by_name: Vec<usize>,
}

impl Facts {
    /// Where a name stands in the order of names, or where it would.
    fn place_of(&self, id: &str) -> Result<usize, usize> {
        self.by_name.binary_search_by(|it| self.all.get(*it).map_or("", |it| it.id.as_str()).cmp(id))
    }
}

impl Packs {
    /// Packs with these facts and nothing else yet; of two facts of one name the first is found.
    pub(crate) fn of_facts(all: Vec<Fact>) -> Packs {
        let mut facts = Facts { by_name: Vec::with_capacity(all.len()), all };
        for place in 0..facts.all.len() {
            let found = facts.all.get(place).map(|it| facts.place_of(&it.id));
            if let Some(Err(at)) = found {
                facts.by_name.insert(at, place);
            }
        }
        Packs { facts: Arc::new(facts), ..Packs::default() }
    }

    /// Every fact, in the order of the vocabulary.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts.all
    }

    /// The fact of this name and its place.
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<(usize, &Fact)> {
        let place = *self.facts.by_name.get(self.facts.place_of(id).ok()?)?;
        self.facts.all.get(place).map(|it| (place, it))
    }

    /// Every scheme, in the order of the files.
    #[must_use]
    pub fn schemes(&self) -> &[Scheme] {
        &self.schemes
    }

    /// The scheme of this name.
    #[must_use]
    pub fn scheme(&self, id: &str) -> Option<&Scheme> {
        self.schemes.iter().find(|it| it.id == id)
    }

    /// Every calculator, in the order of the files.
    #[must_use]
    pub fn calculators(&self) -> &[Calculator] {
        &self.calculators
    }

    /// The calculator of this name.
    #[must_use]
    pub fn calculator(&self, id: &str) -> Option<&Calculator> {
        self.calculators.iter().find(|it| it.id == id)
    }

    /// The same facts, schemes and calculators with the package of another file.
    #[must_use]
    pub fn with_package(self, of: &Packs) -> Packs {
        Packs { package: of.package.clone(), ..self }
    }

    /// The package of measures, when this release holds one.
    #[must_use]
    pub fn package(&self) -> Option<&Package> {
        self.package.as_deref()
    }
}

/// Something that a person can answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// Its name in packs, answers and JSON.
    pub id: String,
    /// The question.
    pub ask: String,
    /// A few words for lists and results.
    pub label: String,
    /// What kind of answer it takes.
    pub kind: FactKind,
    /// Where the figure is printed.
    pub printed_on: Option<String>,
    /// More words for whoever hesitates.
    pub help: Option<String>,
    /// Whether the person can still decide it, as opposed to a settled fact.
    pub in_ones_power: bool,
    /// Whether it belongs to one item of a basket.
    pub item: bool,
    /// Set when it is not something a person knows but how a notice is read: the cautious reading,
    /// which counts unless another is chosen.
    pub reading: Option<Value>,
}

/// The type of a fact with its domain; both ends belong to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FactKind {
    /// A number with its unit; `step` apart (money: 0.01).
    Number {
        /// What it counts.
        unit: Unit,
        /// The least value.
        least: Decimal,
        /// The greatest value.
        most: Decimal,
        /// The distance between neighbouring values.
        step: Decimal,
    },
    /// A day.
    Day {
        /// The first day.
        least: Date,
        /// The last day.
        most: Date,
    },
    /// Yes or no.
    Truth,
    /// One of these, at most 64.
    Choice(Vec<Choice>),
}

/// One option of a choice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// Its name in packs, answers and JSON.
    pub id: String,
    /// What the person reads.
    pub label: String,
}

/// What a number counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Yuan, of the price base named (`""`: a plain amount such as a benefit or a tax).
    Yuan(String),
    /// A share, such as 0.12 for 12 %.
    Rate,
    /// A count of the unit named, such as `km`.
    Count(String),
    /// A day number.
    Day,
}
