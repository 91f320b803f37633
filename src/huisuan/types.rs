//! The types of values, and literals with their units: what `12%` and `6000 yuan incl_vat` are.

use crate::expression::{Expr, Kind, parse};
use crate::read::{Source, Text};
use std::fmt;

/// The units that counts may have.
pub const COUNTS: [&str; 16] = [
    "km",
    "ml",
    "kwh",
    "wh_per_kg",
    "months",
    "days",
    "years",
    "persons",
    "pieces",
    "seats",
    "year",
    "mu",
    "staff",
    "posts",
    "heads",
    "percent_points",
];

/// The price bases that money may have; plain money has none.
pub const BASES: [&str; 4] = ["incl_vat", "excl_vat", "body_excl_vat", "pre_subsidy"];

/// What a value is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ty {
    /// Money of a price base; `""` is a plain amount.
    Money(String),
    /// A share.
    Rate,
    /// A day.
    Date,
    /// A count of a unit.
    Count(String),
    /// True or false.
    Bool,
    /// An option of the choice fact named.
    Choice(String),
    /// Something that has already been reported.
    Wrong,
}

impl fmt::Display for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ty::Money(base) => match base.as_str() {
                "" => write!(f, "money (yuan)"),
                "incl_vat" => write!(f, "money incl_vat (含税)"),
                "excl_vat" => write!(f, "money excl_vat (不含税)"),
                "body_excl_vat" => write!(f, "money body_excl_vat (不含电池的不含税价)"),
                _ => write!(f, "money {base}"),
            },
            Ty::Rate => write!(f, "a rate"),
            Ty::Date => write!(f, "a date"),
            Ty::Count(unit) => write!(f, "a count of {unit}"),
            Ty::Bool => write!(f, "true or false"),
            Ty::Choice(fact) => write!(f, "a choice of `{fact}`"),
            Ty::Wrong => write!(f, "a value"),
        }
    }
}

impl Ty {
    /// The type that a fact's `type` names.
    #[must_use]
    pub fn named(name: &str) -> Option<Ty> {
        let words: Vec<&str> = name.split(' ').collect();
        match words.as_slice() {
            ["money"] => Some(Ty::Money(String::new())),
            ["money", base] if BASES.contains(base) => Some(Ty::Money((*base).to_owned())),
            ["rate"] => Some(Ty::Rate),
            ["date"] => Some(Ty::Date),
            ["bool"] => Some(Ty::Bool),
            ["count", unit] if COUNTS.contains(unit) => Some(Ty::Count((*unit).to_owned())),
            _ => None,
        }
    }

    /// The type's name in compiled packs.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Ty::Money(base) if base.is_empty() => "money".to_owned(),
            Ty::Money(base) => format!("money {base}"),
            Ty::Rate | Ty::Wrong => "rate".to_owned(),
            Ty::Date => "date".to_owned(),
            Ty::Count(unit) => format!("count {unit}"),
            Ty::Bool => "bool".to_owned(),
            Ty::Choice(_) => "choice".to_owned(),
        }
    }

    pub(crate) fn plain() -> Ty {
        Ty::Money(String::new())
    }

    pub(crate) fn is_wrong(&self) -> bool {
        *self == Ty::Wrong
    }

    pub(crate) fn ordered(&self) -> bool {
        matches!(self, Ty::Money(_) | Ty::Rate | Ty::Date | Ty::Count(_))
    }
}

/// A literal value: a figure's number with its type, as the engine writes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Literal {
    /// Its type.
    pub ty: Ty,
    /// The decimal number or ISO day.
    pub value: String,
}

/// Reads a figure's value such as `12%`, `20000 yuan`, `400 km` or `2026-01-01`.
pub fn literal(source: &Source, text: &Text) -> Option<Literal> {
    let report = |message: String| source.report(text.at, text.field.clone(), message);
    let example = "expected a value such as 12%, 20000 yuan, 6000 yuan incl_vat, 400 km or 2026-01-01";
    let expr = match parse(&text.value) {
        Ok(it) => it,
        Err(err) => {
            report(format!("`{}`: {}; {example}", text.value, err.message));
            return None;
        }
    };
    match literal_of(&expr) {
        Some(Ok(it)) => Some(it),
        Some(Err(message)) => {
            report(message);
            None
        }
        None => {
            report(format!("`{}` is not a value, {example}", text.value));
            None
        }
    }
}

pub(crate) fn literal_of(expr: &Expr) -> Option<Result<Literal, String>> {
    Some(match &expr.kind {
        Kind::Day(day) if engine::date::parse_iso(day).is_none() => {
            Err(format!("`{day}` is not a day of the calendar, expected one such as 2026-11-24"))
        }
        Kind::Day(day) => Ok(Literal { ty: Ty::Date, value: day.clone() }),
        Kind::Number(number, unit) => {
            let Ok(value) = number.parse::<rust_decimal::Decimal>() else {
                return Some(Err(format!("`{number}` has too many digits, expected at most 28")));
            };
            match unit.as_str() {
                "" => Ok(Literal { ty: Ty::Rate, value: value.normalize().to_string() }),
                "%" => {
                    let value = (value / rust_decimal::Decimal::ONE_HUNDRED).normalize();
                    Ok(Literal { ty: Ty::Rate, value: value.to_string() })
                }
                _ => {
                    let name = match unit.strip_prefix("yuan") {
                        Some(base) => format!("money{base}"),
                        None => format!("count {unit}"),
                    };
                    match Ty::named(&name) {
                        Some(ty) => Ok(Literal { ty, value: value.normalize().to_string() }),
                        None => Err(format!("`{unit}` is not a unit")),
                    }
                }
            }
        }
        _ => return None,
    })
}
