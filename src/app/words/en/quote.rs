//! English: what is said beside a result.

use crate::words::{Cliff, Measure, Side};

pub(super) fn most_when(amount: &str, when: &str) -> String {
    if when.is_empty() { ["At most ", amount].concat() } else { ["At most ", amount, " with: ", when].concat() }
}

pub(super) fn least_when(amount: &str, when: &str) -> String {
    if when.is_empty() { ["At least ", amount].concat() } else { ["At least ", amount, " with: ", when].concat() }
}

pub(super) fn worth(amount: &str) -> String {
    ["Moves the result by up to ", amount].concat()
}

pub(super) fn course_title(label: &str) -> String {
    ["If this changes: ", label].concat()
}

pub(super) fn course_text(label: &str, from: &str, to: &str, jumps: usize) -> String {
    [
        "Chart of the total along: ",
        label,
        ", from ",
        from,
        " to ",
        to,
        ", with ",
        &jumps.to_string(),
        " jumps; the table below has the numbers",
    ]
    .concat()
}

pub(super) fn here(value: &str, amount: &str) -> String {
    ["Now ", value, ": ", amount].concat()
}

pub(super) fn cliff(it: &Cliff<'_>) -> String {
    let loss = if it.to_nothing {
        ["there is nothing (−", it.change, ")"].concat()
    } else {
        ["it is ", it.change, " less"].concat()
    };
    let say = match (it.measure, it.side, it.drop) {
        (Measure::Money, Side::Ahead, true) => ["up to ", it.before, "; for one fen more ", &loss].concat(),
        (Measure::Money, Side::Behind, true) => ["at ", it.before, " or below, ", it.change, " more"].concat(),
        (Measure::Day, Side::Ahead, true) => ["until ", it.before, " inclusive; a day later ", &loss].concat(),
        (Measure::Day, Side::Behind, true) => ["until ", it.before, " inclusive, ", it.change, " more"].concat(),
        (Measure::Count, Side::Ahead, true) => ["no more than ", it.before, "; above that ", &loss].concat(),
        (Measure::Count, Side::Behind, true) => ["no more than ", it.before, ", ", it.change, " more"].concat(),
        (_, Side::Ahead, false) => ["from ", it.after, " on, ", it.change, " more"].concat(),
        (_, Side::Behind, false) => ["below ", it.after, ", ", it.change, " less"].concat(),
    };
    [it.label, ": ", &say].concat()
}

pub(super) fn flip(changes: &str, in_ones_power: bool, gain: &str) -> String {
    let power = if in_ones_power { "That is yours to decide" } else { "That is settled and cannot be changed" };
    ["It would apply with: ", changes, " (up to ", gain, "). ", power, "."].concat()
}

pub(super) fn chosen(other: &str, more: &str) -> String {
    ["Only one of several may be taken: it brings ", more, " more than “", other, "”."].concat()
}

pub(super) fn chosen_even(other: &str) -> String {
    ["Only one of several may be taken: it brings as much as “", other, "” and comes first."].concat()
}

pub(super) fn quota_cut(say: &str, less: &str) -> String {
    ["Quota: ", say, "; ", less, " less for that."].concat()
}

pub(super) fn bound_by(name: &str, amount: &str) -> String {
    ["At its bound “", name, "”, ", amount, ": more adds nothing."].concat()
}

pub(super) fn least_of(all: &[String]) -> String {
    ["the lesser of ", &all.join(" and ")].concat()
}

pub(super) fn greatest_of(all: &[String]) -> String {
    ["the greater of ", &all.join(" and ")].concat()
}

pub(super) fn other_reading(fact: &str, value: &str, range: &str) -> String {
    ["The notice can be read in two ways; the result takes the cautious one. If “", fact, "” is “", value, "”: ", range]
        .concat()
}

pub(super) fn link_older(day: &str) -> String {
    ["The answers of the link are filled in. It was shared on ", day, "; the result is worked out by today's rules."]
        .concat()
}
