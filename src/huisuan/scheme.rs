//! Compiles one scheme file: figures with their sources, conditions, steps, the amount, examples.

use crate::audience;
use crate::bands;
use crate::example::example;
use crate::figures::figures;
use crate::read::{Table, Text};
use crate::types::{Literal, Ty, literal};
use crate::typing::{Lowering, Meaning};
use crate::vocabulary::{Lang, Vocabulary};
use engine::Rounding;
use engine::pack::Effect;
use engine::pack::raw::{
    RawAssumption, RawClaim, RawCondition, RawDaysAfter, RawDocument, RawExample, RawQuota, RawScheme, RawStep,
    RawVerdict, RawWindow,
};
use std::collections::BTreeMap;

const CONFIDENCES: [&str; 4] = ["official", "reported", "unverified", "unknown"];

/// What can be named by others within a file: documents by id.
pub struct Documents {
    ids: Vec<String>,
    /// The compiled documents.
    pub compiled: Vec<RawDocument>,
}

impl Documents {
    /// Compiles the `[[document]]` tables.
    pub fn read(root: &Table<'_>, lang: Lang) -> Documents {
        let mut documents = Documents { ids: Vec::new(), compiled: Vec::new() };
        for table in root.tables("document") {
            let id = table.text("id");
            if documents.ids.contains(&id) {
                table.report("id", format!("a second document `{id}`, expected each name once"));
            }
            let date = table.opt_text("date");
            if let Some(date) = &date {
                let full = if date.len() == 7 { format!("{date}-01") } else { date.clone() };
                if engine::date::parse_iso(&full).is_none() {
                    table.report(
                        "date",
                        format!("`{date}` is neither a day such as 2026-01-01 nor a month such as 2026-01"),
                    );
                }
            }
            let url = table.opt_text("url");
            if url.as_ref().is_some_and(|it| !it.starts_with("https://") && !it.starts_with("http://")) {
                table.report("url", "expected an address that starts with https:// or http://");
            }
            documents.compiled.push(RawDocument {
                title: lang.text(&table, "title"),
                number: table.opt_text("number"),
                issuer: lang.text(&table, "issuer"),
                date,
                url,
                confidence: table.one_of("confidence", &CONFIDENCES[..3]),
                note: lang.opt_text(&table, "note"),
            });
            documents.ids.push(id);
            table.finish();
        }
        if documents.ids.is_empty() {
            root.report("document", "no [[document]], expected at least one: every figure has a source");
        }
        documents
    }

    /// The place of the document that a table's `source` names.
    pub fn source(&self, table: &Table<'_>, key: &str) -> usize {
        let Some(text) = table.need(key, "the id of a [[document]]: every figure has a source") else { return 0 };
        self.place(table, key, &text.value)
    }

    fn place(&self, table: &Table<'_>, key: &str, id: &str) -> usize {
        match self.ids.iter().position(|it| it == id) {
            Some(at) => at,
            None => {
                table.report(key, format!("there is no document `{id}`, expected one of {}", self.ids.join(", ")));
                0
            }
        }
    }

    /// The confidence that a table states, else that of its document.
    pub fn confidence(&self, table: &Table<'_>, source: usize) -> String {
        match table.opt_one_of("confidence", &CONFIDENCES) {
            Some(it) => it,
            None => self.compiled.get(source).map(|it| it.confidence.clone()).unwrap_or_default(),
        }
    }
}

/// Compiles a `[scheme]` file into the scheme and its examples, each with its line.
pub fn scheme(root: &Table<'_>, vocabulary: &Vocabulary, lang: Lang) -> Option<(RawScheme, Vec<(RawExample, usize)>)> {
    let head = root.opt_table("scheme")?;
    let documents = Documents::read(root, lang);
    let mut names: BTreeMap<String, Meaning> = BTreeMap::new();
    for (id, (ty, options)) in &vocabulary.types {
        names.insert(id.clone(), Meaning::Fact(ty.clone(), options.clone()));
    }
    let figures = figures(root, &documents, &mut names, lang);
    let mut lowering = Lowering::new(root.source, names);
    let mut scheme = RawScheme {
        id: head.text("id"),
        title: lang.text(&head, "title"),
        measures: measures(&head),
        level: head.one_of("level", &["national", "yunnan", "kunming", "xishan"]),
        area: head.one_of("area", &["vehicle", "goods", "voucher", "relief"]),
        issuer: lang.text(&head, "issuer"),
        for_whom: lang.text(&head, "for_whom"),
        open_to: audience::open_to(&head),
        effect: head.one_of("effect", &Effect::NAMES.map(|it| it.0)),
        certainty: head.one_of("certainty", &["entitled", "if_claimed", "if_drawn", "funds_may_end"]),
        group: head.opt_text("group"),
        frame: head.flag("frame"),
        per_item: head.flag("per_item"),
        stacks_with: lang.opt_text(&head, "stacks_with"),
        ends_note: lang.opt_text(&head, "ends_note"),
        figures,
        ..RawScheme::default()
    };
    head.finish();
    windows(root, &documents, vocabulary, &mut lowering, &mut scheme, lang);
    conditions(root, &documents, &mut lowering, &mut scheme, lang);
    if let Some(table) = root.opt_table("schedule") {
        scheme.schedule = Some(crate::schedule::schedule(&table, &documents, &mut lowering, lang));
    }
    steps(root, &documents, &mut lowering, &mut scheme, lang);
    for table in root.tables("verdict") {
        let node = table.need("when", "an expression that is true or false");
        let node = node.map_or(0, |text| lowering.lower_as(&text, &Ty::Bool));
        scheme.verdicts.push(RawVerdict { id: table.text("id"), say: lang.text(&table, "say"), node });
        table.finish();
    }
    if let Some(table) = root.opt_table("amount") {
        scheme.amount = step(&table, &documents, &mut lowering, lang, Some(&Ty::Money(String::new())));
        table.finish();
    } else {
        root.report("amount", "missing, expected a table with the amount that the person gains");
    }
    for table in root.tables("assumption") {
        let node = table.opt("when").map(|text| lowering.lower_as(&text, &Ty::Bool));
        scheme.assumptions.push(RawAssumption { say: lang.text(&table, "say"), node });
        table.finish();
    }
    scheme.quota = root.opt_table("quota").map(|table| quota(&table, &documents, &scheme, lang));
    match root.opt_table("claim") {
        Some(table) => scheme.claim = claim(&table, &documents, vocabulary, lang),
        None => root.report("claim", "missing, expected how, where and until when it is claimed"),
    }
    scheme.nodes = lowering.nodes;
    scheme.documents = documents.compiled;
    let tables = root.tables("example");
    let examples: Vec<(RawExample, usize)> =
        tables.iter().map(|it| (example(it, &scheme.id), root.source.line(it.at()))).collect();
    if examples.len() < 2 {
        root.report("example", format!("{} examples, expected at least two, one of them a boundary", examples.len()));
    }
    Some((scheme, examples))
}

fn measures(head: &Table<'_>) -> Vec<u8> {
    let mut measures = Vec::new();
    for text in head.texts("measures") {
        match text.value.parse::<u8>() {
            Ok(it) if (1..=31).contains(&it) => measures.push(it),
            _ => {
                head.source.report(text.at, text.field, format!("`{}` is not a measure, expected 1 to 31", text.value))
            }
        }
    }
    measures
}

fn windows(
    root: &Table<'_>,
    documents: &Documents,
    vocabulary: &Vocabulary,
    lowering: &mut Lowering<'_>,
    scheme: &mut RawScheme,
    lang: Lang,
) {
    let mut seen: Vec<String> = Vec::new();
    for table in root.tables("window") {
        let fact = table.text("fact");
        match vocabulary.types.get(&fact) {
            Some((Ty::Date | Ty::Count(_), _)) => {}
            _ => {
                table.report("fact", format!("`{fact}` is not a date fact"));
                table.finish();
                continue;
            }
        }
        if seen.contains(&fact) {
            table
                .report("fact", format!("overlapping windows: `{fact}` has one already, expected one window per date"));
        }
        seen.push(fact.clone());
        let (from, to) = (table.opt_date("from"), table.opt_date("to"));
        if let (Some(from), Some(to)) = (&from, &to)
            && from > to
        {
            table.report("to", format!("{to} is before {from}, expected a day on or after it"));
        }
        if from.is_none() && to.is_none() {
            table.report("from", "a window with neither `from` nor `to`, expected at least one");
        }
        let value = lowering.push("fact", Vec::new(), Some(fact.clone()));
        let mut parts = Vec::new();
        for (day, first) in [(&from, true), (&to, false)] {
            if let Some(day) = day {
                let day = lowering.push("day", Vec::new(), Some(day.clone()));
                let order = if first { vec![day, value] } else { vec![value, day] };
                parts.push(lowering.push("le", order, None));
            }
        }
        let node = match parts.as_slice() {
            [one] => *one,
            _ => lowering.push("and", parts, None),
        };
        let source = documents.source(&table, "source");
        scheme.conditions.push(RawCondition {
            id: format!("window-{fact}"),
            say: lang.text(&table, "say"),
            node,
            source,
            confidence: documents.confidence(&table, source),
            figures: Vec::new(),
            window: Some(RawWindow { fact, from, to }),
        });
        table.finish();
    }
}

fn conditions(
    root: &Table<'_>,
    documents: &Documents,
    lowering: &mut Lowering<'_>,
    scheme: &mut RawScheme,
    lang: Lang,
) {
    for table in root.tables("condition") {
        let id = table.text("id");
        if scheme.conditions.iter().any(|it| it.id == id) {
            table.report("id", format!("a second condition `{id}`, expected each name once"));
        }
        let node = match table.need("when", "an expression that is true or false") {
            Some(text) => lowering.lower_as(&text, &Ty::Bool),
            None => 0,
        };
        let source = documents.source(&table, "source");
        scheme.conditions.push(RawCondition {
            id,
            say: lang.text(&table, "say"),
            node,
            source,
            confidence: documents.confidence(&table, source),
            figures: lowering.used.clone(),
            window: None,
        });
        table.finish();
    }
}

fn steps(root: &Table<'_>, documents: &Documents, lowering: &mut Lowering<'_>, scheme: &mut RawScheme, lang: Lang) {
    for table in root.tables("step") {
        let id = table.text("id");
        let compiled = if table.has("by") {
            bands::step(&table, documents, lowering, lang)
        } else {
            step(&table, documents, lowering, lang, None)
        };
        let ty = match compiled.kind.as_str() {
            "bool" => Ty::Bool,
            kind => Ty::named(kind).unwrap_or(Ty::Wrong),
        };
        if lowering.names.contains_key(&id) {
            table.report("id", format!("the name `{id}` is already taken, expected another one"));
        }
        lowering.names.insert(id.clone(), Meaning::Step(compiled.node, ty));
        if compiled.kind != "bool" {
            scheme.steps.push(RawStep { id, ..compiled });
        }
        table.finish();
    }
}

/// Compiles `value`, `say`, `round` and `round_source` of a step or the amount.
fn step(
    table: &Table<'_>,
    documents: &Documents,
    lowering: &mut Lowering<'_>,
    lang: Lang,
    expected: Option<&Ty>,
) -> RawStep {
    let text = table.need("value", "an expression").unwrap_or(Text {
        value: "0".to_owned(),
        field: table.field("value"),
        at: table.at(),
    });
    let (node, ty) = match expected {
        Some(ty) => (lowering.lower_as(&text, ty), ty.clone()),
        None => lowering.lower(&text),
    };
    let figures = lowering.used.clone();
    finish_step(table, documents, lowering, lang, node, ty, figures)
}

/// Adds the words and the rounding to a step whose value has been made.
pub fn finish_step(
    table: &Table<'_>,
    documents: &Documents,
    lowering: &mut Lowering<'_>,
    lang: Lang,
    node: usize,
    ty: Ty,
    figures: Vec<usize>,
) -> RawStep {
    let names: Vec<&str> = Rounding::NAMES.iter().map(|it| it.0).collect();
    let round = table.opt_one_of("round", &names);
    let mut round_source = None;
    let mut node = node;
    if let Some(mode) = &round {
        if !matches!(ty, Ty::Money(_) | Ty::Wrong) {
            table.report("round", format!("only money is rounded, found {ty}"));
        }
        let source = table.need("round_source", "`silent` or the id of a document").map(|it| it.value);
        if let Some(source) = source
            && source != "silent"
        {
            round_source = Some(documents.place(table, "round_source", &source));
        }
        node = lowering.push("round", vec![node], Some(mode.clone()));
    }
    RawStep { id: String::new(), say: lang.text(table, "say"), kind: ty.name(), node, round, round_source, figures }
}

fn quota(table: &Table<'_>, documents: &Documents, scheme: &RawScheme, lang: Lang) -> RawQuota {
    let mut exceptions = Vec::new();
    if let Some(them) = table.opt_table("exceptions") {
        for key in them.keys() {
            exceptions.push((key.clone(), them.number(&key)));
        }
    }
    let cap_per_category = table.opt("cap_per_category").and_then(|text| {
        let place = scheme.figures.iter().position(|it| it.id == text.value);
        if place.is_none() {
            table.report("cap_per_category", format!("there is no figure `{}`", text.value));
        }
        place
    });
    let quota = RawQuota {
        per: table.one_of("per", &["person", "new_vehicle"]),
        period: table.one_of("period", &["programme", "calendar_year", "lifetime", "day"]),
        max: table.opt_number("max"),
        by_category: table.flag("by_category"),
        exceptions,
        cap_per_category,
        source: documents.source(table, "source"),
        say: lang.text(table, "say"),
    };
    // The quota's own confidence is its document's; a file may state it, and it must be a known word.
    documents.confidence(table, quota.source);
    table.finish();
    quota
}

fn claim(table: &Table<'_>, documents: &Documents, vocabulary: &Vocabulary, lang: Lang) -> RawClaim {
    let source = if table.has("source") { Some(documents.source(table, "source")) } else { None };
    let days_after = table.opt_table("days_after").map(|it| {
        let after = RawDaysAfter { fact: it.text("fact"), days: it.number("days"), say: lang.text(&it, "say") };
        if !matches!(vocabulary.types.get(&after.fact), Some((Ty::Date, _))) {
            it.report("fact", format!("`{}` is not a date fact", after.fact));
        }
        if it.has("source") {
            documents.source(&it, "source");
        }
        it.opt_one_of("confidence", &CONFIDENCES);
        it.finish();
        after
    });
    let claim = RawClaim {
        how: lang.list(table, "how"),
        place: lang.list(table, "where"),
        materials: lang.list(table, "materials"),
        apply_by: table.opt_date("apply_by"),
        apply_by_say: lang.opt_text(table, "apply_by_say"),
        days_after,
        source,
        confidence: Some(documents.confidence(table, source.unwrap_or(usize::MAX))).filter(|it| !it.is_empty()),
    };
    table.finish();
    claim
}

/// A literal read from one key of a table, for edges of bands.
pub fn edge(table: &Table<'_>, key: &str) -> Option<Literal> {
    literal(table.source, &table.opt(key)?)
}
