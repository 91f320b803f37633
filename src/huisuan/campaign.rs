//! Compiles one campaign file: what vouchers there are, how many, where they are good, and worked examples.
//!
//! Words and figures are read here; whether they make sense together is for the engine to say, and its
//! findings are put beside the lines that they are about.

use crate::read::Table;
use crate::scheme::Documents;
use crate::vocabulary::Lang;
use engine::campaign::raw::{
    RawBenefit, RawCampaign, RawCampaignExample, RawClaimRule, RawClass, RawInstead, RawLimit, RawNote, RawPart,
    RawRedeem, RawRefund, RawSpan, RawStacking, RawTerm, RawTerms, RawValidity, RawVoucherBundle,
};
use engine::campaign::{Campaign, CampaignError};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

mod cart;

/// The tables of a file by the part of a campaign that they become, for the findings of the engine.
type Tables<'a> = BTreeMap<(&'static str, Option<usize>), Table<'a>>;

/// Compiles a `[campaign]` file into the campaign and its examples.
pub fn campaign(root: &Table<'_>, lang: Lang) -> Option<(RawCampaign, Vec<RawCampaignExample>)> {
    let head = root.opt_table("campaign")?;
    let documents = Documents::read(root, lang);
    let mut tables = Tables::new();
    let mut campaign = RawCampaign {
        id: head.text("id"),
        title: lang.text(&head, "title"),
        series: head.opt_text("series"),
        measures: measures(&head),
        level: head.text("level"),
        issuer: lang.text(&head, "issuer"),
        for_whom: lang.text(&head, "for_whom"),
        certainty: head.text("certainty"),
        ..RawCampaign::default()
    };
    tables.insert(("", None), head);
    if let Some(table) = need_table(root, "claim", "a table that says how vouchers are given out") {
        campaign.claim = claim(&table, &documents, lang);
        tables.insert(("claim", None), table);
    }
    if let Some(table) = need_table(root, "redeem", "a table that says when and with which apps they are used") {
        campaign.redeem = redeem(&table, &documents, lang);
        tables.insert(("redeem", None), table);
    }
    for (place, table) in root.tables("class").into_iter().enumerate() {
        campaign.classes.push(class(&table, &documents, lang));
        tables.insert(("classes", Some(place)), table);
    }
    let classes: Vec<String> = campaign.classes.iter().map(|it| it.id.clone()).collect();
    for (place, table) in root.tables("benefit").into_iter().enumerate() {
        campaign.benefits.push(benefit(&table, &documents, &classes, lang));
        tables.insert(("benefits", Some(place)), table);
    }
    let benefits: Vec<String> = campaign.benefits.iter().map(|it| it.id.clone()).collect();
    for (place, table) in root.tables("bundle").into_iter().enumerate() {
        campaign.bundles.push(bundle(&table, &documents, &benefits, lang));
        tables.insert(("bundles", Some(place)), table);
    }
    for (place, table) in root.tables("limit").into_iter().enumerate() {
        campaign.limits.push(limit(&table, &documents, &classes, lang));
        tables.insert(("limits", Some(place)), table);
    }
    if let Some(table) = need_table(root, "stacking", "a table that says what may meet in one payment") {
        campaign.stacking = stacking(&table, &documents, &classes, lang);
        tables.insert(("stacking", None), table);
    }
    if let Some(table) = need_table(root, "terms", "a table with the threshold basis") {
        campaign.terms = RawTerms {
            threshold_basis: text_term(&table, "threshold_basis", lang).unwrap_or_default(),
            rounding: text_term(&table, "rounding", lang),
        };
        tables.insert(("terms", None), table);
    }
    if let Some(table) = root.opt_table("refund") {
        campaign.refund = RawRefund {
            full_in_validity: text_term(&table, "full_in_validity", lang),
            full_after_expiry: text_term(&table, "full_after_expiry", lang),
            partial_voucher: text_term(&table, "partial_voucher", lang),
            partial_cash: text_term(&table, "partial_cash", lang),
            source: table.has("source").then(|| documents.source(&table, "source")),
        };
        tables.insert(("refund", None), table);
    }
    for (place, table) in root.tables("note").into_iter().enumerate() {
        let note = RawNote {
            id: table.text("id"),
            say: lang.text(&table, "say"),
            classes: places(&table, "classes", &classes),
        };
        campaign.notes.push(note);
        tables.insert(("notes", Some(place)), table);
    }
    campaign.documents = documents.compiled;
    let examples: Vec<RawCampaignExample> =
        root.tables("example").iter().map(|it| cart::example(it, &campaign.id)).collect();
    if examples.len() < 2 {
        root.report("example", format!("{} examples, expected at least two, one of them a boundary", examples.len()));
    }
    tables.values().for_each(Table::finish);
    if let Err(errors) = Campaign::from_raw(campaign.clone()) {
        errors.0.iter().for_each(|it| report(root, &tables, it));
    }
    Some((campaign, examples))
}

/// Puts a finding of the engine beside the line that it is about, unless the line has one already.
fn report(root: &Table<'_>, tables: &Tables<'_>, error: &CampaignError) {
    let table = tables.get(&(error.field.part, error.field.place));
    let table = table.or_else(|| tables.get(&(error.field.part, None))).unwrap_or(root);
    let field = table.field(error.field.name);
    let known = root.source.findings().iter().any(|it| it.field == field || it.field.starts_with(&format!("{field}[")));
    if !known {
        table.report(error.field.name, format!("expected {}", error.expected));
    }
}

fn need_table<'a>(root: &Table<'a>, key: &str, what: &str) -> Option<Table<'a>> {
    let table = root.opt_table(key);
    if table.is_none() && !root.has(key) {
        root.report(key, format!("missing, expected {what}"));
    }
    table
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

/// A value with its sisters `x_assumed` (the notice leaves it open) and `x_instead` (the other reading).
fn term<T>(table: &Table<'_>, key: &str, lang: Lang, read: impl Fn(&str) -> Option<T>) -> Option<RawTerm<T>> {
    let assumed = lang.opt_text(table, &format!("{key}_assumed"));
    let instead = read(&format!("{key}_instead"));
    let value = read(key)?;
    Some(RawTerm { value, assumed, instead })
}

fn text_term(table: &Table<'_>, key: &str, lang: Lang) -> Option<RawTerm<String>> {
    term(table, key, lang, |key| table.opt_text(key))
}

fn flag_term(table: &Table<'_>, key: &str, lang: Lang) -> Option<RawTerm<bool>> {
    term(table, key, lang, |key| table.has(key).then(|| table.flag(key)))
}

fn span(table: &Table<'_>, lang: Lang) -> RawSpan {
    RawSpan {
        from: table.date("from").unwrap_or_default(),
        from_time: table.opt_text("from_time"),
        to: table.opt_date("to"),
        to_time: table.opt_text("to_time"),
        to_assumed: lang.opt_text(table, "to_assumed"),
    }
}

fn validity(table: &Table<'_>, lang: Lang) -> Option<RawValidity> {
    let kind = table.opt_text("validity")?;
    let claim_day_counts = flag_term(table, "claim_day_counts", lang);
    Some(RawValidity { kind, days: table.opt_number("days"), claim_day_counts })
}

fn claim(table: &Table<'_>, documents: &Documents, lang: Lang) -> RawClaimRule {
    let source = documents.source(table, "source");
    let windows = table.tables("windows").into_iter().map(|it| {
        let span = span(&it, lang);
        it.finish();
        span
    });
    RawClaimRule {
        method: table.text("method"),
        windows: windows.collect(),
        daily_from: table.opt_text("daily_from"),
        how: lang.list(table, "how"),
        place: lang.list(table, "where"),
        source,
        confidence: Some(documents.confidence(table, source)),
    }
}

fn redeem(table: &Table<'_>, documents: &Documents, lang: Lang) -> RawRedeem {
    let source = documents.source(table, "source");
    if !table.has("validity") {
        table.report("validity", "missing, expected window, same_day or days");
    }
    RawRedeem {
        window: span(table, lang),
        daily_from: table.opt_text("daily_from"),
        daily_to: table.opt_text("daily_to"),
        validity: validity(table, lang).unwrap_or_default(),
        platforms: table.list("platforms"),
        how: lang.list(table, "how"),
        source,
        confidence: Some(documents.confidence(table, source)),
    }
}

fn class(table: &Table<'_>, documents: &Documents, lang: Lang) -> RawClass {
    let excluded = || RawTerm { value: "excluded".to_owned(), assumed: None, instead: None };
    RawClass {
        id: table.text("id"),
        title: lang.text(table, "title"),
        funder: lang.opt_text(table, "funder"),
        trigger: lang.opt_text(table, "trigger"),
        include: table.list("include"),
        exclude: table.list("exclude"),
        rest: text_term(table, "rest", lang).unwrap_or_else(excluded),
        platforms: table.list("platforms"),
        window: table.has("from").then(|| span(table, lang)),
        validity: validity(table, lang),
        source: documents.source(table, "source"),
    }
}

fn benefit(table: &Table<'_>, documents: &Documents, classes: &[String], lang: Lang) -> RawBenefit {
    let source = documents.source(table, "source");
    RawBenefit {
        id: table.text("id"),
        class: place(table, "class", classes),
        threshold: yuan(table, "threshold"),
        off: yuan(table, "off"),
        percent: percent(table, "percent"),
        cap: yuan(table, "cap"),
        face: yuan(table, "face"),
        times: table.opt_number("times"),
        over_face: table.flag("over_face"),
        balance: yuan(table, "balance"),
        splittable: flag_term(table, "splittable", lang),
        consume_first: flag_term(table, "consume_first", lang),
        unknown: lang.opt_text(table, "unknown"),
        source,
        confidence: Some(documents.confidence(table, source)),
    }
}

fn bundle(table: &Table<'_>, documents: &Documents, benefits: &[String], lang: Lang) -> RawVoucherBundle {
    let parts = table.tables("parts").into_iter().map(|it| {
        let part = RawPart { benefit: place(&it, "benefit", benefits), count: it.number("count") };
        it.finish();
        part
    });
    RawVoucherBundle {
        id: table.text("id"),
        title: lang.text(table, "title"),
        parts: parts.collect(),
        source: documents.source(table, "source"),
    }
}

fn limit(table: &Table<'_>, documents: &Documents, classes: &[String], lang: Lang) -> RawLimit {
    let source = documents.source(table, "source");
    let what = table.text("what");
    let instead = table.opt_table("instead").map(|it| {
        let (max, max_yuan) = max(&it, &what);
        let instead = RawInstead { per: it.list("per"), max, max_yuan };
        it.finish();
        instead
    });
    let (max, max_yuan) = max(table, &what);
    RawLimit {
        id: table.text("id"),
        what,
        per: table.list("per"),
        week_from: text_term(table, "week_from", lang),
        max,
        max_yuan,
        classes: places(table, "classes", classes),
        say: lang.text(table, "say"),
        assumed: lang.opt_text(table, "assumed"),
        instead,
        source,
        confidence: Some(documents.confidence(table, source)),
    }
}

/// The figure of a limit: yuan where amounts are counted, else a number of vouchers.
fn max(table: &Table<'_>, what: &str) -> (Option<u32>, Option<Decimal>) {
    if what == "amount" { (None, yuan(table, "max")) } else { (table.opt_number("max"), None) }
}

fn stacking(table: &Table<'_>, documents: &Documents, classes: &[String], lang: Lang) -> RawStacking {
    let mut allowed = Vec::new();
    for row in table.lists("allowed") {
        let known = |at: usize| row.get(at).and_then(|it| classes.iter().position(|id| *id == it.value));
        match (known(0), known(1), row.len()) {
            (Some(one), Some(other), 2) => allowed.push((one, other)),
            _ => table.report("allowed", format!("expected pairs of classes out of {}", classes.join(", "))),
        }
    }
    RawStacking {
        per_transaction: term(table, "per_transaction", lang, |key| table.opt_number(key)).unwrap_or_default(),
        allowed,
        shop_discount: text_term(table, "shop_discount", lang),
        next_threshold: text_term(table, "next_threshold", lang),
        other_rounds: text_term(table, "other_rounds", lang),
        source: documents.source(table, "source"),
    }
}

/// The place of the one that a text names.
fn place(table: &Table<'_>, key: &str, ids: &[String]) -> usize {
    let Some(text) = table.need(key, &format!("one of {}", ids.join(", "))) else { return 0 };
    match ids.iter().position(|id| *id == text.value) {
        Some(it) => it,
        None => {
            table.report(key, format!("`{}` is not known, expected one of {}", text.value, ids.join(", ")));
            0
        }
    }
}

fn places(table: &Table<'_>, key: &str, ids: &[String]) -> Vec<usize> {
    let mut places = Vec::new();
    for text in table.texts(key) {
        match ids.iter().position(|id| *id == text.value) {
            Some(it) => places.push(it),
            None => {
                let message = format!("`{}` is not known, expected one of {}", text.value, ids.join(", "));
                table.source.report(text.at, text.field, message);
            }
        }
    }
    places
}

/// `300 yuan`.
fn yuan(table: &Table<'_>, key: &str) -> Option<Decimal> {
    let text = table.opt(key)?;
    let read = text.value.strip_suffix(" yuan").and_then(|it| Decimal::from_str_exact(it).ok());
    if read.is_none() {
        table.report(key, format!("`{}` is not an amount, expected one such as `300 yuan`", text.value));
    }
    read
}

/// `30%`.
fn percent(table: &Table<'_>, key: &str) -> Option<Decimal> {
    let text = table.opt(key)?;
    let read = text.value.strip_suffix('%').and_then(|it| Decimal::from_str_exact(it).ok());
    if read.is_none() {
        table.report(key, format!("`{}` is not a share, expected one such as `30%`", text.value));
    }
    read.and_then(|it| it.checked_div(Decimal::ONE_HUNDRED))
}
