//! Random tables: up to twelve rows with the same columns, and what may be used of them.

use crate::grow::{Grower, Kind};
use serde_json::{Value as Json, json};

impl Grower<'_> {
    /// In a row: its number, or what a column held before; outside: the sum of a column.
    pub(crate) fn of_table(&mut self, kind: Kind) -> Option<usize> {
        if self.columns.is_empty() || self.random.percent(50) {
            return None;
        }
        if self.in_row && matches!(kind, Kind::Whole | Kind::Count) && self.random.percent(50) {
            return Some(self.push("row", &[], None));
        }
        let wanted = if kind == Kind::Whole { Kind::Count } else { kind };
        let like = self.columns.iter().enumerate().filter(|(_, it)| **it == wanted);
        let like: Vec<usize> = like.map(|(nth, _)| nth).collect();
        let column = self.random.pick(&like)?.to_string();
        match (self.in_row, kind) {
            (true, _) => Some(self.push("previous", &[], Some(column))),
            (false, Kind::Money) => Some(self.push("total", &[], Some(column))),
            (false, _) => None,
        }
    }

    /// A table of up to twelve rows; what grows afterwards may use its sums.
    pub fn table(&mut self) -> Json {
        let mut rows = self.grow(Kind::Whole, 1);
        if self.is_unknown(rows) {
            rows = self.constant_leaf(Kind::Whole);
        }
        let most = self.push("num", &[], Some("12".to_owned()));
        let rows = self.push("min", &[rows, most], None);
        let kinds = [Kind::Money, Kind::Money, Kind::Money, Kind::Count, Kind::Date];
        let count = 1 + self.random.below(3);
        self.columns = (0..count).filter_map(|_| self.random.pick(&kinds).copied()).collect();
        let starts: Vec<Option<usize>> = self
            .columns
            .clone()
            .into_iter()
            .map(|kind| (kind == Kind::Date || self.random.percent(60)).then(|| self.constant_leaf(kind)))
            .collect();
        let (outside, percent) = (self.pool.len(), self.unknown_percent);
        (self.in_row, self.unknown_percent) = (true, 0);
        let mut columns = Vec::new();
        for (nth, (kind, start)) in self.columns.clone().into_iter().zip(starts).enumerate() {
            let depth = 1 + self.random.below(2);
            let node = match kind {
                Kind::Count => self.grow(Kind::Whole, depth),
                _ => self.grow(kind, depth),
            };
            let node = self.kept_small(kind, node);
            let name = match kind {
                Kind::Money => "money",
                Kind::Date => "date",
                _ => "count months",
            };
            columns.push(json!({ "id": format!("t{nth}"), "type": name, "node": node, "start": start }));
        }
        (self.in_row, self.unknown_percent) = (false, percent);
        self.pool.truncate(outside);
        json!({ "rows": rows, "columns": columns })
    }

    /// A cell that twelve rows do not carry out of sight.
    fn kept_small(&mut self, kind: Kind, at: usize) -> usize {
        let (least, most) = match kind {
            Kind::Date => ("2010-01-01", "2035-12-31"),
            Kind::Count => ("-20", "60"),
            _ => ("-100000", "100000"),
        };
        let op = if kind == Kind::Date { "day" } else { "num" };
        let least = self.push(op, &[], Some(least.to_owned()));
        let most = self.push(op, &[], Some(most.to_owned()));
        let at = self.push("max", &[at, least], None);
        let at = self.push("min", &[at, most], None);
        if kind == Kind::Money && self.random.percent(70) { self.rounded(at) } else { at }
    }
}
