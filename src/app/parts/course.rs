//! What a little more or less would change: the nearest places where the total jumps as sentences, the picture
//! of the total along the answer, and the same as a table.

use crate::format;
use crate::insight::Axis;
use crate::parts::chart::{Chart, chart};
use crate::parts::fold::fold;
use crate::words::{Cliff, Measure, Side, Words};
use engine::course::{Piece, jumps};
use engine::date::{self, Date};
use engine::pack::{Fact, FactKind, Unit};
use engine::profile::Jump;
use engine::{Money, Packs};
use rust_decimal::Decimal;
use yew::{Html, html};

/// How far a picture along days looks beyond the last jump, and back from today.
const MARGIN_DAYS: i64 = 45;

/// Draws one axis: advice always, picture and table in a fold.
pub fn course(packs: &Packs, axis: &Axis, on: Date, words: &Words) -> Html {
    let Some(fact) = packs.facts().get(axis.fact) else { return Html::default() };
    let advice = advice(axis, fact, on, words);
    let picture = picture(axis, fact, on, words);
    if advice.is_empty() && picture.is_none() {
        return Html::default();
    }
    html! {
        <div class="hs-course" key={fact.id.clone()} data-course={fact.id.clone()}>
            if !advice.is_empty() {
                <ul class="hs-course__advice">
                    { for advice.iter().map(|it| html! { <li class="hs-course__cliff" data-cliff={it.0}>{ &it.1 }</li> }) }
                </ul>
            }
            if let Some(picture) = picture {
                { fold("course", &(words.course_title)(&fact.label), None, picture) }
            }
        </div>
    }
}

/// The nearest jumps below and above the answer, in words.
pub fn advice(axis: &Axis, fact: &Fact, on: Date, words: &Words) -> Vec<(&'static str, String)> {
    let Some(value) = axis.value else { return Vec::new() };
    let jumps = jumps(&axis.course.most);
    // Nobody buys yesterday.
    let late = |it: &&Jump| matches!(fact.kind, FactKind::Day { .. }) && it.before < date::to_number(on);
    let behind = jumps.iter().rev().find(|it| it.after <= value).filter(|it| !late(it));
    let ahead = jumps.iter().find(|it| it.before >= value);
    let say = |side, it: &Jump| {
        let (before, after) = (shown(fact, it.before, words), shown(fact, it.after, words));
        let drop = it.to < it.from;
        let change = if drop { it.from.checked_sub(it.to) } else { it.to.checked_sub(it.from) };
        (words.cliff)(&Cliff {
            label: &fact.label,
            measure: match &fact.kind {
                FactKind::Day { .. } => Measure::Day,
                FactKind::Number { unit: Unit::Yuan(_), .. } => Measure::Money,
                _ => Measure::Count,
            },
            side,
            before: &before,
            after: &after,
            change: &format::money(change.unwrap_or_default()),
            drop,
            to_nothing: it.to == Money::ZERO,
        })
    };
    let behind = behind.map(|it| ("behind", say(Side::Behind, it)));
    behind.into_iter().chain(ahead.map(|it| ("ahead", say(Side::Ahead, it)))).collect()
}

fn shown(fact: &Fact, value: Decimal, words: &Words) -> String {
    match &fact.kind {
        FactKind::Day { .. } => format::quantity(&Unit::Day, value, words),
        FactKind::Number { unit, .. } => format::quantity(unit, value, words),
        FactKind::Truth | FactKind::Choice(_) => String::new(),
    }
}

fn picture(axis: &Axis, fact: &Fact, on: Date, words: &Words) -> Option<Html> {
    let (from, to) = view(axis, fact, on)?;
    let course = &axis.course;
    let show = |it| shown(fact, it, words);
    let n_jumps = jumps(&course.most).iter().filter(|it| it.after > from && it.before < to).count();
    let it = Chart {
        most: &course.most,
        least: &course.least,
        from,
        to,
        here: axis.value,
        text: (words.course_text)(&fact.label, &show(from), &show(to), n_jumps),
    };
    let top = it.top();
    if top == Money::ZERO {
        return None;
    }
    let here = axis.value.and_then(|value| {
        let amount = format::range(axis.total.0, axis.total.1, words);
        Some((words.here)(&show(value), &amount)).filter(|_| from <= value && value <= to)
    });
    // Whole pieces: their ends are the rule's own, where a picture's edge lies between two of them.
    let within =
        |line: &[Piece]| -> Vec<Piece> { line.iter().filter(|it| it.to >= from && it.from <= to).copied().collect() };
    let (most, least) = (within(&course.most), within(&course.least));
    Some(html! {
        <figure class="hs-course__figure">
            <p class="hs-course__top">{ format::money(top) }</p>
            { chart(&it) }
            <p class="hs-course__ends"><span>{ show(from) }</span><span>{ show(to) }</span></p>
            <figcaption class="hs-course__say">
                if let Some(here) = here {
                    <p class="hs-course__here">{ here }</p>
                }
                if axis.together {
                    <p>{ words.course_together }</p>
                }
            </figcaption>
            { fold("numbers", words.course_numbers, None, html! {
                <>
                    { table(fact, if most == least { words.course_total } else { words.course_most }, &most, words) }
                    if most != least {
                        { table(fact, words.course_least, &least, words) }
                    }
                </>
            }) }
        </figure>
    })
}

/// The pieces of a line as a table; neighbours with the same amount are one row.
fn table(fact: &Fact, name: &str, pieces: &[Piece], words: &Words) -> Html {
    let row = |it: &Piece| {
        let (from, to) = (shown(fact, it.from, words), shown(fact, it.to, words));
        let stretch = if from == to { from } else { [&from, " – ", &to].concat() };
        let amount = match (it.at_from, it.at_to) {
            (Some(a), Some(b)) if a == b => format::money(a),
            (Some(a), Some(b)) => [&format::money(a), " → ", &format::money(b)].concat(),
            _ => words.unknown_amount.to_owned(),
        };
        html! { <tr><th scope="row">{ stretch }</th><td>{ amount }</td></tr> }
    };
    html! {
        <table class="hs-course__table">
            <thead><tr><th scope="col">{ &fact.label }</th><th scope="col">{ name }</th></tr></thead>
            <tbody>{ for pieces.iter().map(row) }</tbody>
        </table>
    }
}

/// From where to where the picture goes: around all corners, the answer well inside; of days from now on.
/// Nothing where the line is flat all along.
fn view(axis: &Axis, fact: &Fact, on: Date) -> Option<(Decimal, Decimal)> {
    let lines = [&axis.course.most, &axis.course.least];
    let starts = || lines.into_iter().flat_map(|it| it.iter().skip(1).map(|it| it.from));
    let (least, most) = match fact.kind {
        FactKind::Number { least, most, .. } => (least, most),
        FactKind::Day { least, most } => (date::to_number(least), date::to_number(most)),
        FactKind::Truth | FactKind::Choice(_) => return None,
    };
    let margin = Decimal::from(MARGIN_DAYS);
    let (from, to) = if matches!(fact.kind, FactKind::Day { .. }) {
        let today = date::to_number(on);
        let value = axis.value.unwrap_or(today);
        let last = starts().filter(|it| *it > today).max()?;
        (value.min(today).checked_sub(margin)?, last.max(value).checked_add(margin)?)
    } else {
        let last = starts().max()?.max(axis.value.unwrap_or_default());
        (least, round_up(last.checked_mul(Decimal::new(125, 2))?)?)
    };
    Some((from.max(least), to.min(most))).filter(|it| it.0 < it.1)
}

/// Up to two leading digits.
fn round_up(value: Decimal) -> Option<Decimal> {
    let mut unit = Decimal::ONE;
    while unit.checked_mul(Decimal::ONE_HUNDRED)? <= value {
        unit = unit.checked_mul(Decimal::TEN)?;
    }
    value.checked_div(unit)?.ceil().checked_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::round_up;
    use rust_decimal::Decimal;

    #[test]
    fn a_scale_ends_at_a_plain_number() {
        let up = |it: i64| round_up(Decimal::from(it)).and_then(|it| i64::try_from(it).ok());
        assert_eq!([up(7), up(99), up(7501), up(423_750)].map(Option::unwrap), [7, 99, 7600, 430_000]);
    }
}
