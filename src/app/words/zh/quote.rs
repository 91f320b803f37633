//! 中文: what is said beside a result.

use crate::words::{Cliff, Measure, Side};

pub(super) fn most_when(amount: &str, when: &str) -> String {
    if when.is_empty() { ["最多 ", amount].concat() } else { ["最多 ", amount, ": ", when, "时"].concat() }
}

pub(super) fn least_when(amount: &str, when: &str) -> String {
    if when.is_empty() { ["最少 ", amount].concat() } else { ["最少 ", amount, ": ", when, "时"].concat() }
}

pub(super) fn worth(amount: &str) -> String {
    ["最多影响 ", amount].concat()
}

pub(super) fn course_title(label: &str) -> String {
    ["「", label, "」变了会怎样"].concat()
}

pub(super) fn course_text(label: &str, from: &str, to: &str, jumps: usize) -> String {
    [
        "一共能拿到的金额随「",
        label,
        "」变化的图, 从 ",
        from,
        " 到 ",
        to,
        ", 有 ",
        &jumps.to_string(),
        " 处跳变; 数字在下面的表里",
    ]
    .concat()
}

pub(super) fn here(value: &str, amount: &str) -> String {
    ["现在 ", value, ": ", amount].concat()
}

pub(super) fn cliff(it: &Cliff<'_>) -> String {
    let gone = if it.to_nothing { "没有" } else { "变少" };
    let loss = [gone, " (−", it.change, ")"].concat();
    let only = if it.to_nothing { "才有" } else { "" };
    let say = match (it.measure, it.side, it.drop) {
        (Measure::Money, Side::Ahead, true) => [it.before, " 以内", only, "; 再多 1 分就", &loss].concat(),
        (Measure::Money, Side::Ahead, false) => ["到 ", it.after, " 起, 多 ", it.change].concat(),
        (Measure::Money, Side::Behind, true) => ["降到 ", it.before, " 以内, 就多 ", it.change].concat(),
        (Measure::Money, Side::Behind, false) => ["不到 ", it.after, " 就少 ", it.change].concat(),
        (Measure::Day, Side::Ahead, true) => [it.before, "(含)以前", only, "; 再晚 1 天就", &loss].concat(),
        (Measure::Day, Side::Ahead, false) => [it.after, " 起, 多 ", it.change].concat(),
        (Measure::Day, Side::Behind, true) => ["在 ", it.before, "(含)以前的话, 多 ", it.change].concat(),
        (Measure::Day, Side::Behind, false) => ["早于 ", it.after, " 就少 ", it.change].concat(),
        (Measure::Count, Side::Ahead, true) => ["不超过 ", it.before, only, "; 再多就", &loss].concat(),
        (Measure::Count, Side::Ahead, false) => ["满 ", it.after, ", 就多 ", it.change].concat(),
        (Measure::Count, Side::Behind, true) => ["不超过 ", it.before, ", 就多 ", it.change].concat(),
        (Measure::Count, Side::Behind, false) => ["满 ", it.after, " 才有; 不满就少 ", it.change].concat(),
    };
    [it.label, ": ", &say].concat()
}

pub(super) fn flip(changes: &str, in_ones_power: bool, gain: &str) -> String {
    let power = if in_ones_power { "这一点您可以自己定" } else { "这是已经定了的事, 改不了" };
    ["要是「", changes, "」, 就符合条件, 最多可得 ", gain, "; ", power, "。"].concat()
}

pub(super) fn chosen(other: &str, more: &str) -> String {
    ["几项只能选一项: 它比「", other, "」多 ", more, ", 所以选它。"].concat()
}

pub(super) fn chosen_even(other: &str) -> String {
    ["几项只能选一项: 它和「", other, "」一样多, 按排在前面的算。"].concat()
}

pub(super) fn quota_cut(say: &str, less: &str) -> String {
    ["名额: ", say, "; 因此少算 ", less, "。"].concat()
}

pub(super) fn bound_by(name: &str, amount: &str) -> String {
    ["已到「", name, "」", amount, ", 再多也不加。"].concat()
}

pub(super) fn least_of(all: &[String]) -> String {
    ["取小的: ", &all.join(" 或 ")].concat()
}

pub(super) fn greatest_of(all: &[String]) -> String {
    ["取大的: ", &all.join(" 或 ")].concat()
}

pub(super) fn other_reading(fact: &str, value: &str, range: &str) -> String {
    ["文件可以有两种读法, 上面按稳妥的算。如果「", fact, "」是「", value, "」: ", range].concat()
}

pub(super) fn link_older(day: &str) -> String {
    ["已按链接里的回答填好。链接是", day, "分享的, 这里按今天的规则重新算。"].concat()
}
