//! Worked cases that stand beside the rules: run natively by `huisuan check` and the tests, and in
//! the browser by the page's self-check, with the same code.

use crate::answers::Answers;
use crate::assess::{Share, assess_schemes};
use crate::date::{self, Date};
use crate::instance::Variables;
use crate::money::Money;
use crate::pack::raw::{RawExample, RawExamples};
use crate::pack::{FORMAT, Packs, Scheme, Unit};
use crate::quote::{Eligibility, Quote, quote, with_date};
use crate::value::Tri;
use std::fmt;

/// Why an example does not hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Mismatch {
    /// The example itself cannot be read: what is wrong.
    Unreadable(String),
    /// A part of the quote is other than expected: the part, what was expected, what came out.
    Differs(String, String, String),
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mismatch::Unreadable(why) => write!(f, "{why}"),
            Mismatch::Differs(part, expected, found) => write!(f, "{part}: expected {expected}, found {found}"),
        }
    }
}

/// Reads the examples of a release.
///
/// # Errors
/// When the text is not such a file or of another format version.
pub fn load(json: &[u8]) -> Result<RawExamples, String> {
    let raw: RawExamples = crate::form::from_slice(json)?;
    if raw.format == FORMAT { Ok(raw) } else { Err(format!("format version {}", raw.format)) }
}

/// Runs one example.
///
/// # Errors
/// Every part that differs.
pub fn run(packs: &Packs, example: &RawExample) -> Result<(), Vec<Mismatch>> {
    let unreadable = |why: String| vec![Mismatch::Unreadable(why)];
    let scheme = packs.scheme(&example.scheme).ok_or_else(|| unreadable(format!("no scheme `{}`", example.scheme)))?;
    let on = date::parse_iso(&example.on)
        .ok_or_else(|| unreadable(format!("`on`: `{}` is not a day such as 2026-11-24", example.on)))?;
    let mut answers = Answers::with_items(example.items.len());
    let mut wrong = Vec::new();
    let shared = example.facts.iter().map(|it| (None, it));
    let of_items =
        example.items.iter().enumerate().flat_map(|(item, facts)| facts.iter().map(move |it| (Some(item), it)));
    for (item, (fact, text)) in shared.chain(of_items) {
        if let Err(err) = answers.read(packs, fact, item, text) {
            wrong.push(Mismatch::Unreadable(err.to_string()));
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut found = Differences(Vec::new());
    if scheme.per_item {
        basket(packs, scheme, &answers, on, example, &mut found);
    } else {
        single(packs, scheme, &answers, on, example, &mut found);
    }
    if found.0.is_empty() { Ok(()) } else { Err(found.0) }
}

struct Differences(Vec<Mismatch>);

impl Differences {
    fn check(&mut self, part: &str, expected: &str, found: &str) {
        if expected != found {
            self.0.push(Mismatch::Differs(part.to_owned(), expected.to_owned(), found.to_owned()));
        }
    }
}

fn show(amount: Option<Money>) -> String {
    amount.map_or_else(|| "unknown".to_owned(), |it| it.to_string())
}

fn eligibility(it: Eligibility) -> &'static str {
    match it {
        Eligibility::Yes => "yes",
        Eligibility::No => "no",
        Eligibility::Open => "open",
    }
}

fn ends(example: &RawExample, least: Option<Money>, most: Option<Money>, found: &mut Differences) {
    let expect = |it: &Option<String>| it.clone().unwrap_or_else(|| "unknown".to_owned());
    if example.expect.eligible.as_deref() == Some("no") {
        return;
    }
    found.check("least", &expect(&example.expect.least), &show(least));
    found.check("most", &expect(&example.expect.most), &show(most));
}

fn single(packs: &Packs, scheme: &Scheme, answers: &Answers, on: Date, example: &RawExample, found: &mut Differences) {
    let quote = quote(packs, scheme, answers, None, on);
    if let Some(expected) = &example.expect.eligible {
        let open: Vec<String> = quote
            .outcomes
            .iter()
            .filter(|it| it.holds != Tri::True)
            .filter_map(|it| Some(format!("{} {:?}", scheme.conditions.get(it.condition)?.id, it.holds)))
            .collect();
        let verdict = eligibility(quote.eligibility);
        let detail = if verdict == expected { verdict.to_owned() } else { format!("{verdict} ({})", open.join(", ")) };
        found.check("eligible", expected, &detail);
    }
    ends(example, quote.range.least, quote.range.most, found);
    if let Some(expected) = &example.expect.refused_by {
        let refused = quote.outcomes.iter().filter(|it| it.holds == Tri::False);
        let refused: Vec<&str> =
            refused.filter_map(|it| scheme.conditions.get(it.condition)).map(|it| it.id.as_str()).collect();
        if !refused.contains(&expected.as_str()) {
            found.check("refused_by", expected, &refused.join(", "));
        }
    }
    tables(scheme, &quote, example, found);
    steps(scheme, &quote, example, found);
}

/// The steps that an example expects.
fn steps(scheme: &Scheme, quote: &Quote, example: &RawExample, found: &mut Differences) {
    for (id, expected) in &example.expect.steps {
        let place = scheme.steps.iter().position(|it| it.id == *id);
        let line = quote.lines.iter().find(|it| it.step == place && place.is_some());
        match line {
            None => found.check(id, expected, "no such step"),
            Some(line) => {
                let day = place.and_then(|it| scheme.steps.get(it)).is_some_and(|it| it.unit == Unit::Day);
                let side = |it: Option<rust_decimal::Decimal>| match it.filter(|_| day).and_then(date::from_number) {
                    Some(it) => date::iso(it),
                    None => show(it.map(Money::from_yuan)),
                };
                let (lo, hi) = (side(line.value.lo), side(line.value.hi));
                let value = if lo == hi { lo } else { format!("{lo}..{hi}") };
                found.check(id, expected, &value);
            }
        }
    }
}

/// The verdicts and the first rows that an example expects.
fn tables(scheme: &Scheme, quote: &Quote, example: &RawExample, found: &mut Differences) {
    for (id, expected) in &example.expect.verdicts {
        let place = scheme.verdicts.iter().position(|it| it.id == *id);
        let verdict = match place.and_then(|it| quote.verdicts.get(it)) {
            Some(Tri::True) => "yes",
            Some(Tri::False) => "no",
            Some(Tri::Open) => "open",
            None => "no such verdict",
        };
        found.check(id, expected, verdict);
    }
    for (idx, expected) in example.expect.rows.iter().enumerate() {
        for (id, expected) in expected {
            let schedule = scheme.schedule.as_ref();
            let place = schedule.and_then(|it| it.columns.iter().position(|it| it.id == *id));
            let cell = place.and_then(|place| {
                let unit = &schedule?.columns.get(place)?.unit;
                let value = quote.rows.get(idx)?.get(place)?.single()?;
                Some(match unit {
                    Unit::Yuan(_) => Money::from_yuan(value).to_string(),
                    Unit::Day => date::iso(date::from_number(value)?),
                    Unit::Rate | Unit::Count(_) => value.normalize().to_string(),
                })
            });
            let cell = cell.unwrap_or_else(|| "no such cell".to_owned());
            found.check(&format!("row {}, {id}", idx + 1), expected, &cell);
        }
    }
}

fn basket(packs: &Packs, scheme: &Scheme, answers: &Answers, on: Date, example: &RawExample, found: &mut Differences) {
    let answers = with_date(packs, answers, on);
    let variables = Variables::new(packs, &answers, [scheme]);
    let assessment = assess_schemes(packs, &[scheme], &[], &variables, answers.n_items());
    ends(example, assessment.total.least, assessment.total.most, found);
    if let Some(expected) = &example.expect.eligible {
        let any = |wanted| assessment.parts.iter().any(|it| it.quote.eligibility == wanted);
        let verdict = if any(Eligibility::Open) {
            "open"
        } else if any(Eligibility::Yes) {
            "yes"
        } else {
            "no"
        };
        found.check("eligible", expected, verdict);
    }
    if let Some(expected) = &example.expect.refused_by {
        let refused = assessment.parts.iter().flat_map(|part| part.quote.outcomes.iter());
        let refused: Vec<&str> = refused
            .filter(|it| it.holds == Tri::False)
            .filter_map(|it| scheme.conditions.get(it.condition))
            .map(|it| it.id.as_str())
            .collect();
        if !refused.contains(&expected.as_str()) {
            found.check("refused_by", expected, &refused.join(", "));
        }
    }
    // Steps are those of the first item.
    if let Some(first) = assessment.parts.first() {
        steps(scheme, &first.quote, example, found);
    }
    for (idx, expected) in example.expect.items.iter().enumerate() {
        let part = assessment.parts.iter().find(|it| it.item == Some(idx));
        let paid = match part.map(|it| (&it.share, &it.quote)) {
            Some((Share::Quota(least, most), _)) if Some(*least) == *most => least.to_string(),
            Some((Share::Quota(least, most), _)) => format!("{least}..{}", show(*most)),
            Some((_, quote)) if quote.eligibility == Eligibility::No => Money::ZERO.to_string(),
            _ => "no such item".to_owned(),
        };
        found.check(&format!("item {}", idx + 1), expected, &paid);
    }
}
