//! Compiles `[[example]]`: answers in, expected quote out.

use crate::read::Table;
use engine::pack::raw::{RawExample, RawExpect};

/// Compiles one example of a scheme.
pub fn example(table: &Table<'_>, scheme: &str) -> RawExample {
    let answers = |key: &str| table.opt_table(key).map(|it| it.answers()).unwrap_or_default();
    let mut expect = RawExpect::default();
    match table.opt_table("expect") {
        None => table.report("expect", "missing, expected what the quote must say"),
        Some(it) => {
            expect.eligible = it.opt_one_of("eligible", &["yes", "no", "open"]);
            let amount = it.opt_text("amount");
            expect.least = it.opt_text("least").or(amount.clone());
            expect.most = it.opt_text("most").or(amount);
            expect.refused_by = it.opt_text("refused_by");
            expect.steps = it.opt_table("steps").map(|it| it.answers()).unwrap_or_default();
            expect.verdicts = it.opt_table("verdicts").map(|it| it.answers()).unwrap_or_default();
            expect.rows = it.tables("rows").iter().map(Table::answers).collect();
            expect.items = it.list("items");
            for (key, value) in [("least", &expect.least), ("most", &expect.most)] {
                if value.as_ref().is_some_and(|it| it.parse::<rust_decimal::Decimal>().is_err()) {
                    it.report(key, "expected an amount in yuan such as 20000.00");
                }
            }
            it.finish();
        }
    }
    let items = table
        .tables("items")
        .iter()
        .map(|it| {
            let facts = it.answers();
            it.finish();
            facts
        })
        .collect();
    let example = RawExample {
        scheme: scheme.to_owned(),
        name: table.text("name"),
        source: table.text("source"),
        on: table.date("on").unwrap_or_default(),
        facts: answers("facts"),
        items,
        expect,
    };
    table.finish();
    example
}
