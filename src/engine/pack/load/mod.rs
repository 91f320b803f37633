//! From the compiled JSON to checked packs: what is not understood is refused, with the reason.

mod node;
mod package;
mod scheme;

use package::{fill, package};

use super::raw::{RawBundle, RawFact};
use super::{Calculator, Choice, Confidence, FORMAT, Fact, FactKind, Packs, Unit};
use crate::answers::read_value;
use crate::date::{self, Date};
use crate::form;
use crate::reader::Reader;
use rust_decimal::Decimal;
use std::fmt;

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

/// Reads a bundle of this format, unchecked.
pub(crate) fn bundle(json: &[u8]) -> Loaded<RawBundle> {
    if json.len() > MOST_BYTES {
        return Err(PackError::TooLarge(json.len()));
    }
    match form::from_slice::<RawBundle>(json) {
        Ok(raw) if raw.format == FORMAT => Ok(raw),
        Ok(raw) => Err(PackError::Format(raw.format)),
        // The version first, so that a pack of the future is named as such.
        Err(why) => match Reader::new(json).ok().and_then(|it| it.number_in("format")) {
            Some(version) if version != u64::from(FORMAT) => {
                Err(PackError::Format(u32::try_from(version).unwrap_or(0)))
            }
            _ => Err(PackError::Malformed(why)),
        },
    }
}

impl Packs {
    /// Reads a compiled bundle and checks all of it.
    ///
    /// # Errors
    /// When it is too large, not JSON, of another format version, or inconsistent in any place.
    pub fn load(json: &[u8]) -> Loaded<Packs> {
        Packs::from_raw(bundle(json)?)
    }

    /// Reads the package of measures alone; facts and schemes are not looked at.
    ///
    /// # Errors
    /// As [`Packs::load`].
    pub fn load_package(json: &[u8]) -> Loaded<Packs> {
        Ok(Packs { package: bundle(json)?.package.map(package).transpose()?, ..Packs::default() })
    }

    /// Checks a bundle that is already in memory; its campaigns are read by [`crate::campaign::load`].
    ///
    /// # Errors
    /// As [`Packs::load`].
    pub fn from_raw(raw: RawBundle) -> Loaded<Packs> {
        if raw.format != FORMAT {
            return Err(PackError::Format(raw.format));
        }
        let mut packs = Packs::of_facts(raw.facts.into_iter().map(fact).collect::<Loaded<_>>()?);
        for it in raw.schemes {
            packs.schemes.push(scheme::scheme(&packs, it)?);
        }
        for it in raw.calculators {
            let places = |ids: &[String]| ids.iter().map(|id| fact_place(&packs, id)).collect::<Loaded<Vec<_>>>();
            let (questions, preset_today) = (places(&it.questions)?, places(&it.preset_today)?);
            packs.calculators.push(Calculator {
                id: it.id,
                title: it.title,
                topic: it.topic,
                areas: it.areas,
                schemes: it.schemes,
                questions,
                preset_today,
                examples: it.examples.into_iter().map(fill).collect(),
            });
        }
        packs.package = raw.package.map(package).transpose()?;
        Ok(packs)
    }
}

#[inline(never)]
fn fact_place(packs: &Packs, id: &str) -> Loaded<usize> {
    match packs.fact(id) {
        Some((place, _)) => Ok(place),
        None => part(format!("fact `{id}`"), "a fact of the vocabulary"),
    }
}

fn fact(raw: RawFact) -> Loaded<Fact> {
    let place = format!("fact `{}`", raw.id);
    let bound = |it: &Option<String>| it.as_deref().unwrap_or_default().to_owned();
    let kind = match raw.kind.as_str() {
        "bool" => FactKind::Truth,
        "choice" if raw.options.is_empty() || raw.options.len() > 64 => return part(place, "1 to 64 options"),
        "choice" => FactKind::Choice(raw.options.into_iter().map(|it| Choice { id: it.id, label: it.label }).collect()),
        "date" => {
            let (least, most) = (day(&place, &bound(&raw.least))?, day(&place, &bound(&raw.most))?);
            if least > most {
                return part(place, "a first day that is not after the last");
            }
            FactKind::Day { least, most }
        }
        other => {
            let unit = unit(&place, other)?;
            let fen = Decimal::new(1, 2);
            let step = match (&raw.step, &unit) {
                (Some(step), _) => decimal(&place, step)?,
                (None, Unit::Yuan(_)) => fen,
                (None, Unit::Rate) => Decimal::new(1, 4),
                (None, _) => Decimal::ONE,
            };
            let (least, most) = (decimal(&place, &bound(&raw.least))?, decimal(&place, &bound(&raw.most))?);
            if least > most || step <= Decimal::ZERO {
                return part(place, "a least value that is not above the most, and a step above zero");
            }
            FactKind::Number { unit, least, most, step }
        }
    };
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
            _ => return part(place, "a reading that is a value of the fact, which is not of an item"),
        };
    }
    Ok(fact)
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
