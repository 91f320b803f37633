//! What a scheme, and a whole calculator, comes to in words: an amount that is gained, one that is only due
//! later or compared, or a verdict where nothing is paid.

use crate::format;
use crate::parts::refused::failing;
use crate::parts::scheme::amount;
use crate::words::Words;
use engine::answers::Value;
use engine::assess::{Part, Share};
use engine::pack::{Effect, Fact, FactKind, Scheme, Unit};
use engine::quote::{Eligibility, Range};
use engine::value::Tri;
use engine::{Assessment, Money, Packs, Quote};
use rust_decimal::Decimal;

/// What something comes to.
pub struct Outcome {
    /// What the text is, where it is not simply what is gained.
    pub label: Option<String>,
    /// An amount, a range or a verdict.
    pub text: String,
    /// Whether the person has more money for it.
    pub gain: bool,
}

/// What a scheme comes to.
#[must_use]
pub fn of_scheme(packs: &Packs, scheme: &Scheme, quote: &Quote, share: Share, words: &Words) -> Outcome {
    if scheme.effect == Effect::Check {
        return check(scheme, quote, words);
    }
    let (least, most) = amount(quote, share);
    let gain = scheme.effect.is_gain();
    Outcome {
        label: (!gain).then(|| scheme.amount.say.clone()),
        text: ends(least, most, unlimited(packs, &quote.range), words),
        gain,
    }
}

/// What a calculator comes to: what is gained in all, and where nothing can be, its first other result.
#[must_use]
pub fn of_all(packs: &Packs, assessment: &Assessment, words: &Words) -> Outcome {
    let parts = assessment.parts.iter().filter_map(|part| Some((packs.scheme(&part.scheme)?, part)));
    let parts: Vec<(&Scheme, &Part)> = parts.collect();
    let gains = parts.iter().any(|(scheme, part)| scheme.effect.is_gain() && something(part));
    let of = |effect: Effect| {
        let found = parts.iter().find(|(scheme, part)| scheme.effect == effect && applies(scheme, part));
        found.map(|(scheme, part)| of_scheme(packs, scheme, &part.quote, part.share, words))
    };
    let other = if gains { None } else { [Effect::Defer, Effect::Check, Effect::Price].into_iter().find_map(of) };
    if let Some(it) = other {
        return Outcome { label: Some(it.label.unwrap_or_else(|| words.result.to_owned())), ..it };
    }
    let only_others = parts.iter().all(|(scheme, _)| !scheme.effect.is_gain());
    if only_others && !parts.is_empty() {
        return verdict(words.eligible_no.to_owned(), words);
    }
    let total = &assessment.total;
    Outcome {
        label: Some(words.total.to_owned()),
        text: ends(total.least, total.most, unlimited(packs, total), words),
        gain: true,
    }
}

/// Whether a scheme has a result to show: a check also says no.
#[must_use]
pub fn applies(scheme: &Scheme, part: &Part) -> bool {
    scheme.effect == Effect::Check || (part.quote.eligibility != Eligibility::No && something(part))
}

fn something(part: &Part) -> bool {
    part.quote.eligibility != Eligibility::No && amount(&part.quote, part.share).1 != Some(Money::ZERO)
}

/// Both ends of an amount; when the most only says how large a number can be typed, which answer decides.
#[must_use]
pub fn ends(least: Option<Money>, most: Option<Money>, decides: Option<&Fact>, words: &Words) -> String {
    match decides {
        Some(fact) if least.is_none_or(|it| it == Money::ZERO) => (words.decides)(&fact.label),
        Some(_) => (words.at_least)(&least.map(format::money).unwrap_or_default()),
        None => format::range(least, most, words),
    }
}

/// The answer on which the most of a range depends without limit: it is reached only at the largest amount
/// or head count that the field takes.
#[must_use]
pub fn unlimited<'a>(packs: &'a Packs, range: &Range) -> Option<&'a Fact> {
    if range.least == range.most {
        return None;
    }
    range.most_at.iter().find_map(|it| {
        let fact = packs.facts().get(it.fact)?;
        match (&fact.kind, &it.value) {
            (FactKind::Number { unit, most, .. }, Value::Number(at)) if at == most && endless(unit, *most) => {
                Some(fact)
            }
            _ => None,
        }
    })
}

/// Whether the end of a domain only keeps out typing errors: months and shares have ends that mean something.
fn endless(unit: &Unit, most: Decimal) -> bool {
    match unit {
        Unit::Yuan(_) => true,
        Unit::Count(_) => most >= Decimal::ONE_THOUSAND,
        Unit::Rate | Unit::Day => false,
    }
}

/// What a check says: its verdicts, else its first figure, else whether the conditions hold.
fn check(scheme: &Scheme, quote: &Quote, words: &Words) -> Outcome {
    if quote.eligibility == Eligibility::No {
        let why: Vec<&str> = failing(scheme, quote).into_iter().map(|it| it.say.as_str()).collect();
        return verdict([words.not_met, &why.join(words.comma)].concat(), words);
    }
    if !scheme.verdicts.is_empty() {
        let hold = scheme.verdicts.iter().zip(&quote.verdicts).filter(|it| *it.1 == Tri::True);
        let hold: Vec<&str> = hold.map(|it| it.0.say.as_str()).collect();
        return match hold.as_slice() {
            [] if quote.verdicts.contains(&Tri::Open) => verdict(words.eligible_open.to_owned(), words),
            [] => verdict(words.eligible_no.to_owned(), words),
            _ => verdict(hold.join(words.comma), words),
        };
    }
    let figure = quote.lines.iter().find_map(|it| Some((scheme.steps.get(it.step?)?, it.value)));
    match figure {
        Some((step, value)) => {
            Outcome { label: Some(step.say.clone()), text: format::interval(&step.unit, value, words), gain: false }
        }
        None if quote.eligibility == Eligibility::Open => verdict(words.eligible_open.to_owned(), words),
        None => verdict(words.eligible.to_owned(), words),
    }
}

fn verdict(text: String, words: &Words) -> Outcome {
    Outcome { label: Some(words.result.to_owned()), text, gain: false }
}
