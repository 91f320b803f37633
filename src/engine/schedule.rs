//! Multi-period results: the same columns for row 1, 2, 3 …, and the sums of those that have one.

use crate::expr::{Memo, Scope, eval};
use crate::money::Rounding;
use crate::pack::Unit;
use crate::value::Interval;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The most rows a schedule may have; fifty years of months.
pub const MOST_ROWS: usize = 600;

/// A table whose rows are periods.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Schedule {
    /// What it is.
    pub say: String,
    pub(crate) rows: usize,
    /// Its columns, in order.
    pub columns: Vec<Column>,
}

/// One column of a schedule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its name within the scheme.
    pub id: String,
    /// What it is.
    pub say: String,
    /// What it counts.
    pub unit: Unit,
    pub(crate) node: usize,
    pub(crate) start: Option<usize>,
    /// How it is rounded.
    pub round: Option<Rounding>,
    /// Whether its sum is part of the result; such a column is never negative.
    pub total: bool,
}

/// The row that is being evaluated.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    /// Its number, from 1.
    pub number: Decimal,
    /// What each column held in the row before.
    pub previous: &'a [Interval],
}

/// All rows of the box, up to the greatest number of rows that is possible; the second part is the
/// least number that there are for sure. `None` when the number of rows has no known limit.
pub(crate) fn rows(scope: &Scope<'_>, memo: &mut Memo) -> Option<(Vec<Vec<Interval>>, usize)> {
    let schedule = scope.schedule?;
    let most = most_rows(scope, memo, schedule).filter(|it| *it <= MOST_ROWS)?;
    let count = eval(scope, memo, schedule.rows).number();
    let least = whole(count.lo.unwrap_or(Decimal::ZERO))?.min(most);
    let start = |column: &Column, memo: &mut Memo| match column.start {
        Some(node) => eval(scope, memo, node).number(),
        None => Interval::point(Decimal::ZERO),
    };
    let mut previous: Vec<Interval> = schedule.columns.iter().map(|it| start(it, memo)).collect();
    let mut rows = Vec::with_capacity(most);
    let mut of_row = Memo::new();
    for number in 1..=most {
        of_row.reset(scope.nodes.len());
        let row = Row { number: Decimal::from(number), previous: &previous };
        let inside = Scope { row: Some(row), ..*scope };
        let cells: Vec<Interval> =
            schedule.columns.iter().map(|it| eval(&inside, &mut of_row, it.node).number()).collect();
        previous.clone_from(&cells);
        rows.push(cells);
    }
    Some((rows, least))
}

/// The greatest number of rows that is possible; `None` without a known limit.
pub(crate) fn most_rows(scope: &Scope<'_>, memo: &mut Memo, schedule: &Schedule) -> Option<usize> {
    whole(eval(scope, memo, schedule.rows).number().hi?)
}

/// So many rows; a part of one is none, and so is less than nothing.
fn whole(rows: Decimal) -> Option<usize> {
    rows.max(Decimal::ZERO).floor().to_usize()
}

/// The sum of a column over all rows.
pub(crate) fn total(scope: &Scope<'_>, memo: &mut Memo, column: usize) -> Interval {
    let Some((rows, least)) = rows(scope, memo) else { return Interval::UNKNOWN };
    let mut sum = Interval::point(Decimal::ZERO);
    for (idx, row) in rows.iter().enumerate() {
        let cell = row.get(column).copied().unwrap_or(Interval::UNKNOWN);
        // A row that may not be there may add nothing.
        sum = sum.plus(if idx < least { cell } else { cell.join(Interval::point(Decimal::ZERO)) });
    }
    sum
}
