//! Bands: an amount that depends on where a value lies, with every edge stated and no gap or overlap.

use crate::read::Table;
use crate::scheme::{Documents, edge, finish_step};
use crate::types::{Literal, Ty};
use crate::typing::Lowering;
use crate::vocabulary::Lang;
use engine::pack::raw::RawStep;
use rust_decimal::Decimal;

/// One end of a band.
#[derive(Clone)]
struct Edge {
    literal: Literal,
    inclusive: bool,
}

struct Band {
    low: Option<Edge>,
    high: Option<Edge>,
    node: usize,
}

/// Compiles a step with `by`, `bands`, `otherwise` and `bands_source`.
pub fn step(table: &Table<'_>, documents: &Documents, lowering: &mut Lowering<'_>, lang: Lang) -> RawStep {
    documents.source(table, "bands_source");
    let (by, by_type) = match table.need("by", "the value that decides the band") {
        Some(text) => lowering.lower(&text),
        None => (0, Ty::Wrong),
    };
    let mut figures = lowering.used.clone();
    let mut result = Ty::Wrong;
    let mut bands: Vec<Band> = Vec::new();
    for row in table.tables("bands") {
        let low = end(&row, "from", "above", &by_type);
        let high = end(&row, "to", "below", &by_type);
        let Some(value) = row.need("value", "an expression") else { continue };
        let (node, ty) = lowering.lower(&value);
        figures.extend(lowering.used.iter().copied());
        if result == Ty::Wrong {
            result = ty;
        } else if ty != result && ty != Ty::Wrong {
            row.report("value", format!("expected {result} as in the first band, found {ty}"));
        }
        if let Some(before) = bands.last() {
            check_seam(&row, before, low.as_ref());
        }
        row.finish();
        bands.push(Band { low, high, node });
    }
    let mut node = match table.need("otherwise", "the amount outside all bands") {
        Some(text) => lowering.lower_as(&text, &result),
        None => 0,
    };
    figures.extend(lowering.used.iter().copied());
    for band in bands.iter().rev() {
        let mut parts = Vec::new();
        if let Some(edge) = &band.low {
            let limit = lowering.constant(&edge.literal);
            parts.push(lowering.push(if edge.inclusive { "le" } else { "lt" }, vec![limit, by], None));
        }
        if let Some(edge) = &band.high {
            let limit = lowering.constant(&edge.literal);
            parts.push(lowering.push(if edge.inclusive { "le" } else { "lt" }, vec![by, limit], None));
        }
        let inside = match parts.as_slice() {
            [] => lowering.push("bool", Vec::new(), Some("true".to_owned())),
            [one] => *one,
            _ => lowering.push("and", parts, None),
        };
        node = lowering.push("if", vec![inside, band.node, node], None);
    }
    figures.sort_unstable();
    figures.dedup();
    finish_step(table, documents, lowering, lang, node, result, figures)
}

fn end(row: &Table<'_>, inclusive: &str, exclusive: &str, by_type: &Ty) -> Option<Edge> {
    if row.has(inclusive) && row.has(exclusive) {
        row.report(exclusive, format!("both `{inclusive}` and `{exclusive}`, expected one of them"));
    }
    let (key, is_inclusive) = if row.has(inclusive) { (inclusive, true) } else { (exclusive, false) };
    // Both keys are known whichever is used.
    row.opt(inclusive);
    let literal = edge(row, key)?;
    if literal.ty != *by_type && *by_type != Ty::Wrong {
        row.report(key, format!("expected {by_type}, found {}", literal.ty));
    }
    Some(Edge { literal, inclusive: is_inclusive })
}

/// A band starts where the one before it ends: nothing is left out and nothing is counted twice.
fn check_seam(row: &Table<'_>, before: &Band, low: Option<&Edge>) {
    let (Some(high), Some(low)) = (before.high.as_ref(), low) else {
        row.report("from", "overlaps the band before it, expected bands in rising order, each with an end");
        return;
    };
    let number = |it: &Edge| it.literal.value.parse::<Decimal>().unwrap_or_default();
    let (end, start) = (number(high), number(low));
    let next_whole =
        matches!(high.literal.ty, Ty::Count(_)) && high.inclusive && low.inclusive && start == end + Decimal::ONE;
    let (end_text, start_text) = (&high.literal.value, &low.literal.value);
    if start < end || (start == end && high.inclusive && low.inclusive) {
        row.report("from", format!("overlaps the band before it, which ends at {end_text}"));
    } else if !next_whole && (start > end || (!high.inclusive && !low.inclusive)) {
        row.report(
            "from",
            format!(
                "leaves a gap between {end_text} and {start_text}, expected it to start where the band before ends"
            ),
        );
    }
}
