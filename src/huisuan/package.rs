//! Compiles the package of measures, and what is known only once every file is read: which schemes carry
//! a measure out, and the answers of the examples that calculators name.

use crate::index::{self, Words};
use crate::read::{Root, Source, Table};
use crate::vocabulary::Lang;
use engine::campaign::raw::RawCampaign;
use engine::pack::raw::{
    RawBrief, RawBundle, RawDocument, RawExample, RawFill, RawMeasure, RawNamed, RawPackage, RawScheme, RawSection,
};
use std::rc::Rc;

/// Compiles the `[package]` file.
pub fn package(root: &Table<'_>, lang: Lang, words: &mut Words) -> Option<RawPackage> {
    let table = root.opt_table("package")?;
    let sections: Vec<RawSection> = root
        .tables("section")
        .iter()
        .map(|it| {
            let section = RawSection { number: small(it, "number"), title: lang.text(it, "title") };
            it.finish();
            section
        })
        .collect();
    let mut measures: Vec<RawMeasure> = Vec::new();
    for it in root.tables("measure") {
        let measure = measure(&it, lang);
        if usize::from(measure.number) != measures.len() + 1 {
            it.report("number", format!("expected {}, since measures are numbered without a gap", measures.len() + 1));
        }
        if !sections.iter().any(|section| section.number == measure.section) {
            it.report("section", format!("there is no section {}", measure.section));
        }
        words.measures.insert(measure.number, index::words(&it));
        words.gives.insert(measure.number, index::gives(&it));
        it.finish();
        measures.push(measure);
    }
    if let Some(readings) = root.opt_table("readings") {
        words.readings = index::readings(&readings);
        readings.finish();
    }
    let package = RawPackage {
        title: lang.text(&table, "title"),
        status: lang.text(&table, "status"),
        note: lang.opt_text(&table, "note"),
        sections,
        measures,
    };
    table.finish();
    Some(package)
}

fn measure(it: &Table<'_>, lang: Lang) -> RawMeasure {
    let original = it.text("original");
    RawMeasure {
        number: small(it, "number"),
        section: small(it, "section"),
        title: lang.text(it, "title"),
        leads: lang.list(it, "leads"),
        verdict: it.one_of("verdict", &["calculator", "checker", "reference"]),
        say: lang.text(it, "say"),
        editor_note: lang.opt_text(it, "editor_note"),
        open_to: it.list("open_to"),
        named: it.tables("named").iter().map(|it| named(it, &original, lang)).collect(),
        original,
        pages: Vec::new(),
        schemes: Vec::new(),
    }
}

/// A date or number of the text: its words must stand there, and its value must fit its kind.
fn named(it: &Table<'_>, original: &str, lang: Lang) -> RawNamed {
    let named = RawNamed {
        quote: it.text("quote"),
        say: lang.text(it, "say"),
        kind: it.one_of("kind", &["date", "share", "money", "count", "ratio"]),
        value: it.text("value"),
    };
    if !original.contains(&named.quote) {
        it.report("quote", format!("`{}` does not stand in `original`", named.quote));
    }
    if !named.value.split("..").all(|it| fits(&named.kind, it)) {
        it.report(
            "value",
            format!(
                "`{}` is no {}, expected such as 2022-12-31, 12-31, 0.16, 4000000, 5, 1:3 or 0.06..0.10",
                named.value, named.kind
            ),
        );
    }
    it.finish();
    named
}

fn fits(kind: &str, value: &str) -> bool {
    let number = |it: &str| it.parse::<rust_decimal::Decimal>().ok();
    match kind {
        "date" => match value.len() {
            10 => engine::date::parse_iso(value).is_some(),
            // A day of some year: of a leap year, so that 29 February is one.
            5 => engine::date::parse_iso(&["2024-", value].concat()).is_some(),
            4 => number(value).is_some(),
            _ => false,
        },
        "share" => {
            number(value).is_some_and(|it| (rust_decimal::Decimal::ZERO..=rust_decimal::Decimal::ONE).contains(&it))
        }
        "ratio" => value.split_once(':').is_some_and(|(a, b)| number(a).is_some() && number(b).is_some()),
        _ => number(value).is_some_and(|it| !it.is_sign_negative()),
    }
}

/// Each measure knows what carries it out, and the areas in which something is computed for it.
pub fn name_schemes(bundle: &mut RawBundle) {
    let Some(package) = &mut bundle.package else { return };
    for measure in &mut package.measures {
        let campaigns = bundle.campaigns.iter().filter(|it| it.measures.contains(&measure.number)).map(of_campaign);
        let schemes = bundle.schemes.iter().filter(|it| it.measures.contains(&measure.number)).map(of_scheme);
        measure.schemes = campaigns.chain(schemes).collect();
        for it in &measure.schemes {
            if !measure.pages.contains(&it.area) {
                measure.pages.push(it.area.clone());
            }
        }
    }
}

fn of_campaign(it: &RawCampaign) -> RawBrief {
    let area = "voucher".to_owned();
    brief(RawBrief { id: it.id.clone(), title: it.title.clone(), area, ..RawBrief::default() }, &it.documents)
}

fn of_scheme(it: &RawScheme) -> RawBrief {
    let area = it.area.clone();
    brief(RawBrief { id: it.id.clone(), title: it.title.clone(), area, ..RawBrief::default() }, &it.documents)
}

fn brief(it: RawBrief, documents: &[RawDocument]) -> RawBrief {
    let Some(first) = documents.first() else { return it };
    RawBrief {
        document: first.title.clone(),
        number: first.number.clone(),
        date: first.date.clone(),
        confidence: first.confidence.clone(),
        ..it
    }
}

/// The answers of the examples that a calculator names, from the files of its schemes.
pub fn fill_examples(roots: &[(&Source, Rc<Root<'_>>)], bundle: &mut RawBundle, examples: &[RawExample], lang: Lang) {
    for (_, root) in roots {
        let table = root.table();
        let Some(head) = table.opt_table("calculator") else { continue };
        let id = head.opt_text("id").unwrap_or_default();
        let Some(calculator) = bundle.calculators.iter_mut().find(|it| it.id == id) else { continue };
        for it in head.tables("examples") {
            let (scheme, name, named) =
                (it.text("scheme"), it.opt_text("name").unwrap_or_default(), lang.text(&it, "name"));
            match examples.iter().find(|it| it.scheme == scheme && it.name == name) {
                Some(example) => {
                    calculator.examples.push(RawFill { scheme, name: named, facts: example.facts.clone() });
                }
                None => it.report("name", format!("`{scheme}` has no example `{name}`, expected one of its names")),
            }
            it.finish();
        }
    }
}

fn small(table: &Table<'_>, key: &str) -> u8 {
    match u8::try_from(table.number(key)) {
        Ok(it) => it,
        Err(_) => {
            table.report(key, "is too large, expected at most 255");
            0
        }
    }
}
