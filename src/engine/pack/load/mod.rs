//! From the compiled JSON to checked packs: what is not understood is refused, with the reason.

mod node;
mod package;
mod parts;
mod scheme;
mod shelf;

pub(crate) use parts::{Parts, part as read_part};
pub use shelf::Shelf;

use package::{fill, package};

use super::raw::{RawBundle, RawCalculator, RawFact, RawOption, RawPackage};
use super::{Calculator, Choice, Confidence, FORMAT, Fact, FactKind, Packs, Unit};
use crate::answers::read_value;
use crate::date::{self, Date};
use rust_decimal::Decimal;
use std::fmt;
use std::sync::Arc;

/// The largest pack that is read, in bytes.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;

/// Why a pack is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PackError {
    /// More bytes than [`MOST_BYTES`].
    TooLarge(usize),
    /// Not JSON of the expected form.
    Malformed(String),
    /// Made for another version of the format.
    Format(u32),
    /// A part of it that makes no sense: where, and what was expected.
    Part(String, &'static str),
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PackError::TooLarge(bytes) => write!(f, "the pack has {bytes} bytes, expected at most {MOST_BYTES}"),
            PackError::Malformed(why) => write!(f, "the pack is not readable: {why}"),
            PackError::Format(0) => write!(f, "the pack has no format version, expected {FORMAT}"),
            PackError::Format(it) => {
                write!(f, "the pack has format version {it}, this program reads version {FORMAT}; update the program")
            }
            PackError::Part(place, expected) => write!(f, "{place}: expected {expected}"),
        }
    }
}

impl std::error::Error for PackError {}

type Loaded<T> = Result<T, PackError>;

#[inline(never)]
fn part<T>(place: impl Into<String>, expected: &'static str) -> Loaded<T> {
    Err(PackError::Part(place.into(), expected))
}

impl Packs {
    /// Reads a compiled bundle and checks all of it, except its campaigns: [`crate::campaign::load`] reads those.
    ///
    /// # Errors
    /// When it is too large, not JSON, of another format version, or inconsistent in any place.
    pub fn load(json: &[u8]) -> Loaded<Packs> {
        shelf::Opened::of(json)?.all(json)
    }

    /// Reads the package of measures alone; facts and schemes are not looked at.
    ///
    /// # Errors
    /// As [`Packs::load`].
    pub fn load_package(json: &[u8]) -> Loaded<Packs> {
        let raw: Option<RawPackage> = read_part(json, &Parts::of(json)?.package, "package")?;
        Ok(Packs { package: raw.map(package).transpose()?.map(Arc::new), ..Packs::default() })
    }

    /// Checks a bundle that is already in memory; its campaigns are read by [`crate::campaign::load`].
    ///
    /// # Errors
    /// As [`Packs::load`].
    pub fn from_raw(raw: RawBundle) -> Loaded<Packs> {
        if raw.format != FORMAT {
            return Err(PackError::Format(raw.format));
        }
        let mut packs = frame(raw.facts, raw.calculators)?;
        for it in raw.schemes {
            let scheme = scheme::scheme(&packs, it)?;
            packs.schemes.push(scheme);
        }
        packs.package = raw.package.map(package).transpose()?.map(Arc::new);
        Ok(packs)
    }
}

/// Facts and calculators, checked; no schemes yet.
#[inline(never)]
fn frame(facts: Vec<RawFact>, calculators: Vec<RawCalculator>) -> Loaded<Packs> {
    let mut packs = Packs::of_facts(each(facts, fact)?);
    let mut them = Vec::with_capacity(calculators.len());
    for it in calculators {
        let (questions, preset_today) = (places(&packs, it.questions)?, places(&packs, it.preset_today)?);
        them.push(Calculator {
            id: it.id,
            title: it.title,
            topic: it.topic,
            areas: it.areas,
            schemes: it.schemes,
            questions,
            preset_today,
            examples: each(it.examples, |it| Ok(fill(it)))?,
        });
    }
    packs.calculators = Arc::from(them);
    Ok(packs)
}

#[inline(never)]
fn places(packs: &Packs, ids: Vec<String>) -> Loaded<Vec<usize>> {
    each(ids, |id| fact_place(packs, &id))
}

#[inline(never)]
fn fact_place(packs: &Packs, id: &str) -> Loaded<usize> {
    match packs.fact(id) {
        Some((place, _)) => Ok(place),
        None => part(format!("fact `{id}`"), "a fact of the vocabulary"),
    }
}

/// Reads each of a list.
#[inline(never)]
fn each<T, U>(them: Vec<T>, read: impl Fn(T) -> Loaded<U>) -> Loaded<Vec<U>> {
    let mut all = Vec::with_capacity(them.len());
    for it in them {
        all.push(read(it)?);
    }
    Ok(all)
}

/// Names where something is wrong; nothing is written down where nothing is.
#[inline(never)]
fn within<T>(what: &str, name: &str, result: Loaded<T>) -> Loaded<T> {
    match result {
        Err(PackError::Part(_, expected)) => part([what, " `", name, "`"].concat(), expected),
        other => other,
    }
}

#[inline(never)]
fn fact(raw: RawFact) -> Loaded<Fact> {
    let kind = within("fact", &raw.id, fact_kind(raw.kind.as_str(), &raw.least, &raw.most, &raw.step, raw.options))?;
    let mut fact = Fact {
        id: raw.id,
        ask: raw.ask,
        label: raw.label,
        kind,
        printed_on: raw.printed_on,
        help: raw.help,
        in_ones_power: raw.in_ones_power,
        item: raw.item,
        reading: None,
    };
    if let Some(text) = raw.reading {
        fact.reading = match read_value(&fact, &text) {
            Ok(it) if !fact.item => Some(it),
            _ => {
                let wrong = part("", "a reading that is a value of the fact, which is not of an item");
                return within("fact", &fact.id, wrong);
            }
        };
    }
    Ok(fact)
}

#[inline(never)]
fn fact_kind(
    name: &str,
    least: &Option<String>,
    most: &Option<String>,
    step: &Option<String>,
    options: Vec<RawOption>,
) -> Loaded<FactKind> {
    let (least, most) = (least.as_deref().unwrap_or_default(), most.as_deref().unwrap_or_default());
    Ok(match name {
        "bool" => FactKind::Truth,
        "choice" if options.is_empty() || options.len() > 64 => return part("", "1 to 64 options"),
        "choice" => FactKind::Choice(each(options, |it| Ok(Choice { id: it.id, label: it.label }))?),
        "date" => {
            let (least, most) = (day("", least)?, day("", most)?);
            if least > most {
                return part("", "a first day that is not after the last");
            }
            FactKind::Day { least, most }
        }
        other => {
            let unit = unit("", other)?;
            let step = match (step, &unit) {
                (Some(step), _) => decimal("", step)?,
                (None, Unit::Yuan(_)) => Decimal::new(1, 2),
                (None, Unit::Rate) => Decimal::new(1, 4),
                (None, _) => Decimal::ONE,
            };
            let (least, most) = (decimal("", least)?, decimal("", most)?);
            if least > most || step <= Decimal::ZERO {
                return part("", "a least value that is not above the most, and a step above zero");
            }
            FactKind::Number { unit, least, most, step }
        }
    })
}

#[inline(never)]
fn unit(place: &str, kind: &str) -> Loaded<Unit> {
    match kind.split_once(' ') {
        Some(("money", base)) => Ok(Unit::Yuan(base.to_owned())),
        Some(("count", unit)) => Ok(Unit::Count(unit.to_owned())),
        None if kind == "money" => Ok(Unit::Yuan(String::new())),
        None if kind == "rate" => Ok(Unit::Rate),
        None if kind == "date" => Ok(Unit::Day),
        _ => part(place, "a type such as `money incl_vat`, `count km`, `rate` or `date`"),
    }
}

#[inline(never)]
fn day(place: &str, text: &str) -> Loaded<Date> {
    match date::parse_iso(text) {
        Some(it) => Ok(it),
        None => part(place, "a day such as 2026-11-24"),
    }
}

#[inline(never)]
fn opt_day(place: &str, text: &Option<String>) -> Loaded<Option<Date>> {
    text.as_deref().map(|it| day(place, it)).transpose()
}

#[inline(never)]
fn decimal(place: &str, text: &str) -> Loaded<Decimal> {
    match text.parse() {
        Ok(it) => Ok(it),
        Err(_) => part(place, "a decimal number"),
    }
}

/// A number of this unit; days become day numbers.
#[inline(never)]
fn figure_value(place: &str, unit: &Unit, text: &str) -> Loaded<Decimal> {
    match unit {
        Unit::Day => Ok(date::to_number(day(place, text)?)),
        _ => decimal(place, text),
    }
}

#[inline(never)]
fn confidence(place: &str, text: &str) -> Loaded<Confidence> {
    match text {
        "official" => Ok(Confidence::Official),
        "reported" => Ok(Confidence::Reported),
        "unverified" => Ok(Confidence::Unverified),
        "unknown" => Ok(Confidence::Unknown),
        _ => part(place, "a confidence: official, reported, unverified or unknown"),
    }
}
