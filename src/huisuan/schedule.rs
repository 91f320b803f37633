//! Compiles `[schedule]`: columns over the rows 1, 2, 3 …, and the totals that steps may use.

use crate::read::Table;
use crate::scheme::Documents;
use crate::types::Ty;
use crate::typing::{Lowering, Meaning};
use crate::vocabulary::Lang;
use engine::Rounding;
use engine::pack::raw::{RawColumn, RawSchedule};

/// The names that stand for the row's number, by the unit in which it counts.
const ROW_UNITS: [&str; 3] = ["months", "days", "years"];

/// Compiles the schedule; afterwards `total_<column>` is a name, and the columns are not.
pub fn schedule(table: &Table<'_>, documents: &Documents, lowering: &mut Lowering<'_>, lang: Lang) -> RawSchedule {
    let rows = match table.need("rows", "how many rows, a count") {
        Some(text) => {
            let (node, ty) = lowering.lower(&text);
            if !matches!(ty, Ty::Count(_) | Ty::Wrong) {
                table.report("rows", format!("expected a count, found {ty}"));
            }
            node
        }
        None => 0,
    };
    let row = lowering.push("row", Vec::new(), None);
    let mut local: Vec<String> = Vec::new();
    for unit in ROW_UNITS {
        let name = format!("row_{unit}");
        lowering.names.insert(name.clone(), Meaning::Step(row, Ty::Count(unit.to_owned())));
        local.push(name);
    }
    let mut columns = Vec::new();
    let mut totals = Vec::new();
    for it in table.tables("column") {
        let id = it.text("id");
        let previous = format!("previous_{id}");
        let start = it.opt("start").map(|text| {
            let (node, ty) = lowering.lower(&text);
            let before = lowering.push("previous", Vec::new(), Some(columns.len().to_string()));
            lowering.names.insert(previous.clone(), Meaning::Step(before, ty));
            local.push(previous.clone());
            node
        });
        let (mut node, ty) = match it.need("value", "an expression") {
            Some(text) => lowering.lower(&text),
            None => (0, Ty::Wrong),
        };
        if matches!(ty, Ty::Bool | Ty::Choice(_)) {
            it.report("value", format!("expected money, a date, a rate or a count, found {ty}"));
        }
        let names: Vec<&str> = Rounding::NAMES.iter().map(|it| it.0).collect();
        let round = it.opt_one_of("round", &names);
        if let Some(mode) = &round {
            if !matches!(ty, Ty::Money(_) | Ty::Wrong) {
                it.report("round", format!("only money is rounded, found {ty}"));
            }
            if it.need("round_source", "`silent` or the id of a document").is_some_and(|it| it.value != "silent") {
                documents.source(&it, "round_source");
            }
            node = lowering.push("round", vec![node], Some(mode.clone()));
        }
        let total = it.flag("total");
        if total && !matches!(ty, Ty::Money(_) | Ty::Wrong) {
            it.report("total", format!("only money has a total, found {ty}"));
        }
        if lowering.names.contains_key(&id) {
            it.report("id", format!("the name `{id}` is already taken, expected another one"));
        }
        if total {
            totals.push((format!("total_{id}"), columns.len()));
        }
        lowering.names.insert(id.clone(), Meaning::Step(node, ty.clone()));
        local.push(id.clone());
        columns.push(RawColumn { id, say: lang.text(&it, "say"), kind: ty.name(), node, start, round, total });
        it.finish();
    }
    for name in local {
        lowering.names.remove(&name);
    }
    for (name, column) in totals {
        let node = lowering.push("total", Vec::new(), Some(column.to_string()));
        lowering.names.insert(name, Meaning::Step(node, Ty::Money(String::new())));
    }
    let schedule = RawSchedule { say: lang.text(table, "say"), rows, columns };
    table.finish();
    schedule
}
