//! Compiles `[figures]`: every number with its source, one value, several over time, or not known.

use crate::read::Table;
use crate::scheme::Documents;
use crate::types::{Ty, literal};
use crate::typing::{FigureNode, Meaning};
use crate::vocabulary::Lang;
use engine::pack::raw::{RawFigure, RawVersion};
use std::collections::BTreeMap;

/// Compiles the figures and adds their names.
pub fn figures(
    root: &Table<'_>,
    documents: &Documents,
    names: &mut BTreeMap<String, Meaning>,
    lang: Lang,
) -> Vec<RawFigure> {
    let mut figures = Vec::new();
    let Some(all) = root.opt_table("figures") else { return figures };
    for id in all.keys() {
        let Some(table) = all.opt_table(&id) else { continue };
        let source = documents.source(&table, "source");
        let mut figure = RawFigure {
            id: id.clone(),
            say: lang.text(&table, "say"),
            source,
            confidence: documents.confidence(&table, source),
            ..RawFigure::default()
        };
        let (ty, node) = figure_value(&table, documents, &mut figure);
        table.finish();
        figure.kind = ty.name();
        if names.contains_key(&id) {
            table.source.report(table.at(), all.field(&id), "this name is already a fact, expected another one");
        }
        names.insert(id, Meaning::Figure(figures.len(), ty, node));
        figures.push(figure);
    }
    figures
}

fn figure_value(table: &Table<'_>, documents: &Documents, figure: &mut RawFigure) -> (Ty, FigureNode) {
    let versions = table.tables("versions");
    if !versions.is_empty() {
        return dated(table, &versions, documents, figure);
    }
    if let Some(unknown) = table.opt("unknown") {
        if figure.confidence != "unknown" {
            table.report("confidence", "a figure that is not known has confidence = \"unknown\"");
        }
        let name = match unknown.value.strip_prefix("yuan") {
            Some(base) => format!("money{base}"),
            None => unknown.value.clone(),
        };
        let ty = Ty::named(&name).unwrap_or_else(|| {
            table.report(
                "unknown",
                format!("`{}` is not a unit, expected one such as yuan, rate, date or count km", unknown.value),
            );
            Ty::Wrong
        });
        let end = |key: &str| {
            let value = literal(table.source, &table.opt(key)?)?;
            if value.ty != ty && ty != Ty::Wrong {
                table.report(key, format!("expected {ty}, found {}", value.ty));
            }
            Some(value.value)
        };
        figure.at_least = end("at_least");
        figure.at_most = end("at_most");
        return (ty, FigureNode::Unknown(figure.at_least.clone(), figure.at_most.clone()));
    }
    let Some(value) = table.need("value", "a value, `versions` or `unknown`").and_then(|it| literal(table.source, &it))
    else {
        return (Ty::Wrong, FigureNode::Known("0".to_owned()));
    };
    if figure.confidence == "unknown" {
        table.report("confidence", "a figure with a value is official, reported or unverified; write `unknown` instead of a value that is not known");
    }
    figure.value = Some(value.value.clone());
    (value.ty, FigureNode::Known(value.value))
}

fn dated(table: &Table<'_>, versions: &[Table<'_>], documents: &Documents, figure: &mut RawFigure) -> (Ty, FigureNode) {
    let mut ty = Ty::Wrong;
    let mut nodes: Vec<(String, String)> = Vec::new();
    for version in versions {
        let value = version.need("value", "a value").and_then(|it| literal(table.source, &it));
        let source = documents.source(version, "source");
        let known_on = version.date("known_on").unwrap_or_default();
        let retroactive_from = version.opt_date("retroactive_from");
        version.finish();
        let Some(value) = value else { continue };
        if ty == Ty::Wrong {
            ty = value.ty.clone();
        } else if ty != value.ty {
            version.report("value", format!("expected {ty} as in the first version, found {}", value.ty));
        }
        if nodes.last().is_some_and(|it| it.0 >= known_on) {
            version.report("known_on", "overlaps the version before it, expected a later day");
        }
        nodes.push((known_on.clone(), value.value.clone()));
        figure.versions.push(RawVersion { value: value.value, source, known_on, retroactive_from });
    }
    figure.value = nodes.last().map(|it| it.1.clone());
    (ty, FigureNode::Dated(nodes))
}
