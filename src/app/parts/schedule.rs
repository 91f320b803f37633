//! A result period by period: a table with its sums, and the same as a text that a spreadsheet reads.

use crate::format;
use crate::parts::button::{Look, button};
use crate::parts::press;
use crate::words::Words;
use engine::date;
use engine::pack::{Scheme, Unit};
use engine::schedule::{Column, Schedule};
use engine::value::Interval;
use engine::{Money, Quote};
use rust_decimal::Decimal;
use yew::{Callback, Html, html};

/// How many rows stand on the page; all of them are in the exported text.
const SHOWN: usize = 36;

/// Draws the schedule of a scheme; nothing while the number of its rows is not known.
pub fn schedule(scheme: &Scheme, quote: &Quote, words: &Words, copy: &Callback<()>, keep: &Callback<()>) -> Html {
    let Some(schedule) = scheme.schedule.as_ref().filter(|_| !quote.rows.is_empty()) else { return Html::default() };
    let head = schedule.columns.iter().map(|it| html! { <th key={it.id.clone()} scope="col">{ &it.say }</th> });
    let shown = quote.rows.iter().take(SHOWN).enumerate().map(|(number, cells)| row(number, cells, schedule, words));
    let more = quote.rows.len().saturating_sub(SHOWN);
    let id = ["schedule-", &scheme.id].concat();
    html! {
        <div class="hs-schedule" data-schedule={scheme.id.clone()}>
            <h3 class="hs-section__title" id={id.clone()}>{ &schedule.say }</h3>
            <div class="hs-schedule__frame" role="region" tabindex="0" aria-labelledby={id}>
                <table class="hs-schedule__table">
                    <thead><tr>{ for head }</tr></thead>
                    <tbody>{ for shown }</tbody>
                    { sums(schedule, quote, words) }
                </table>
            </div>
            if more > 0 {
                <p class="hs-empty hs-empty--small">{ (words.rows_left)(more) }</p>
            }
            <div class="hs-actions__row">
                { button(Look::Usual, "copy-table", words.copy_table, press::call(copy)) }
                { button(Look::Usual, "keep-table", words.keep_table, press::call(keep)) }
            </div>
        </div>
    }
}

fn row(number: usize, cells: &[Interval], schedule: &Schedule, words: &Words) -> Html {
    let cells = schedule.columns.iter().zip(cells).enumerate().map(|(place, (column, value))| {
        let text = shown(&column.unit, *value, words);
        if place == 0 {
            html! { <th key={column.id.clone()} scope="row" data-column={column.id.clone()}>{ text }</th> }
        } else {
            html! { <td key={column.id.clone()} data-column={column.id.clone()}>{ text }</td> }
        }
    });
    html! { <tr key={number} data-row={(number + 1).to_string()}>{ for cells }</tr> }
}

/// The last row: the sums of the columns that have one.
fn sums(schedule: &Schedule, quote: &Quote, words: &Words) -> Html {
    if !schedule.columns.iter().any(|it| it.total) {
        return Html::default();
    }
    let cells = schedule.columns.iter().enumerate().map(|(place, column)| match (place, sum(place, column, quote)) {
        (0, None) => html! { <th key={column.id.clone()} scope="row">{ words.sum }</th> },
        (_, it) => {
            let text = it.map(|it| shown(&column.unit, it, words)).unwrap_or_default();
            html! { <td key={column.id.clone()} data-sum={column.id.clone()}>{ text }</td> }
        }
    });
    html! { <tfoot><tr>{ for cells }</tr></tfoot> }
}

/// The sum of a column, if it has one; not certain where a cell is not.
fn sum(place: usize, column: &Column, quote: &Quote) -> Option<Interval> {
    if !column.total {
        return None;
    }
    let cells = || quote.rows.iter().map(|row| row.get(place).copied().unwrap_or(Interval::UNKNOWN));
    let lo = cells().try_fold(Decimal::ZERO, |sum, it| sum.checked_add(it.lo?));
    let hi = cells().try_fold(Decimal::ZERO, |sum, it| sum.checked_add(it.hi?));
    Some(Interval { lo, hi })
}

/// A cell: amounts without their sign and counts without their unit, which the column's head says; days short.
fn shown(unit: &Unit, value: Interval, words: &Words) -> String {
    match (unit, value.single()) {
        (Unit::Yuan(_), Some(it)) => format::plain(Money::from_yuan(it)),
        (Unit::Count(_), Some(it)) => format::number(it),
        (Unit::Day, Some(it)) => date::from_number(it).map(date::iso).unwrap_or_default(),
        _ => format::interval(unit, value, words),
    }
}

/// The table as comma-separated text: numbers plain, days as 2026-11-24, what is not certain as `least..most`.
#[must_use]
pub fn csv(scheme: &Scheme, quote: &Quote, words: &Words) -> String {
    let Some(schedule) = &scheme.schedule else { return String::new() };
    let mut out = String::new();
    let mut line = |cells: Vec<String>| {
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    };
    line(schedule.columns.iter().map(|it| quoted(&it.say)).collect());
    for row in &quote.rows {
        line(schedule.columns.iter().zip(row).map(|(column, it)| exact(&column.unit, *it, words)).collect());
    }
    if schedule.columns.iter().any(|it| it.total) {
        let cell = |(place, column): (usize, &Column)| match (place, sum(place, column, quote)) {
            (0, None) => words.sum.to_owned(),
            (_, it) => it.map(|it| exact(&column.unit, it, words)).unwrap_or_default(),
        };
        line(schedule.columns.iter().enumerate().map(cell).collect());
    }
    out
}

fn exact(unit: &Unit, value: Interval, words: &Words) -> String {
    let end = |it: Option<Decimal>| match (unit, it) {
        (_, None) => words.unknown_amount.to_owned(),
        (Unit::Yuan(_), Some(it)) => Money::from_yuan(it).to_string(),
        (Unit::Day, Some(it)) => date::from_number(it).map(date::iso).unwrap_or_default(),
        (Unit::Rate | Unit::Count(_), Some(it)) => it.normalize().to_string(),
    };
    if value.lo == value.hi { end(value.lo) } else { [&end(value.lo), "..", &end(value.hi)].concat() }
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n']) { ["\"", &text.replace('"', "\"\""), "\""].concat() } else { text.to_owned() }
}
