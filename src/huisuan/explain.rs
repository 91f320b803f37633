//! A quote in plain sentences, with the person's numbers, the clauses, and what would turn a refusal.

use engine::answers::write_value;
use engine::date::{self, Date};
use engine::flip::flip;
use engine::pack::{Confidence, Document, Fact, FactKind, Scheme, Unit};
use engine::profile::profile;
use engine::quote::Eligibility;
use engine::value::{Interval, Tri};
use engine::witness::plainest;
use engine::{Answers, Money, Packs, quote};
use rust_decimal::Decimal;
use std::fmt::Write;

/// Explains a scheme for the answers given, in Chinese, as lines of text.
#[must_use]
pub fn explain(packs: &Packs, scheme: &Scheme, answers: &Answers, item: Option<usize>, on: Date) -> String {
    let mut out = String::new();
    let quote = quote(packs, scheme, answers, item, on);
    let mut say = |line: &str| {
        let _infallible = writeln!(out, "{line}");
    };
    say(&format!("{}({}; 查询日期 {})", scheme.title, scheme.issuer, date::iso(on)));
    say(match quote.eligibility {
        Eligibility::Yes => "结论: 符合条件",
        Eligibility::No => "结论: 不符合条件, 金额 0.00 元",
        Eligibility::Open => "结论: 还要看没有回答的问题",
    });
    if quote.eligibility != Eligibility::No {
        let end = |it: Option<Money>| it.map_or_else(|| "未知".to_owned(), |it| format!("{it} 元"));
        match quote.range.single() {
            Some(amount) => say(&format!("金额: {amount} 元")),
            None => {
                say(&format!("金额: 最少 {}, 最多 {}", end(quote.range.least), end(quote.range.most)));
                for (name, end, at) in [
                    ("最少", quote.range.least, &quote.range.least_at),
                    ("最多", quote.range.most, &quote.range.most_at),
                ] {
                    let Some(end) = end else { continue };
                    let plain = plainest(packs, scheme, answers, item, on, at, end);
                    let when: Vec<String> = plain.iter().map(|it| answer(packs, it.fact, &it.value)).collect();
                    if !when.is_empty() {
                        say(&format!("  {name}时: {}", when.join("; ")));
                    }
                }
            }
        }
    }
    say("条件:");
    for outcome in &quote.outcomes {
        let Some(condition) = scheme.conditions.get(outcome.condition) else { continue };
        let mark = match outcome.holds {
            Tri::True => "满足",
            Tri::False => "不满足",
            Tri::Open => "未定",
        };
        let source = scheme.documents.get(condition.source).map(cite).unwrap_or_default();
        say(&format!("  [{mark}] {} ——{source}, {}", condition.say, confidence(condition.confidence)));
    }
    if !quote.lines.is_empty() {
        say("计算:");
    }
    for line in &quote.lines {
        let step = match line.step {
            Some(at) => scheme.steps.get(at),
            None => Some(&scheme.amount),
        };
        let Some(step) = step else { continue };
        say(&format!("  {}: {}", step.say, value(line.value, &step.unit)));
        for figure in step.figures.iter().filter_map(|it| scheme.figures.get(*it)) {
            let shown = figure.value.map_or_else(|| "未查到".to_owned(), |it| number(it, &figure.unit));
            let source = scheme.documents.get(figure.source).map(cite).unwrap_or_default();
            say(&format!("    其中 {} {shown} ——{source}, {}", figure.say, confidence(figure.confidence)));
        }
    }
    let assumed: Vec<&str> =
        quote.assumptions.iter().filter_map(|it| scheme.assumptions.get(*it)).map(|it| it.say.as_str()).collect();
    if !assumed.is_empty() || !quote.assumed_roundings.is_empty() {
        say("假设:");
        for it in assumed {
            say(&format!("  {it}"));
        }
        if !quote.assumed_roundings.is_empty() {
            say("  取整方式通知没有写, 按通行做法计算");
        }
    }
    for reading in &quote.readings {
        let end = |it: Option<Money>| it.map_or_else(|| "未知".to_owned(), |it| format!("{it} 元"));
        let (least, most) = (end(reading.range.least), end(reading.range.most));
        let range = if least == most { most } else { format!("{least} 至 {most}") };
        say(&format!("另一种读法: {}: {range}", answer(packs, reading.fact, &reading.value)));
    }
    if let Some(found) = flip(packs, scheme, answers, item, on) {
        let changes: Vec<String> = found.changes.iter().map(|it| answer(packs, it.fact, &it.value)).collect();
        let power = if found.in_ones_power { "可以自己决定" } else { "属于既成事实, 改不了" };
        let gain = found.gain.map_or_else(|| "金额未知".to_owned(), |it| format!("可得 {it} 元"));
        say(&format!("怎样才符合: {}({power}), {gain}", changes.join("; ")));
    }
    for line in cliffs(packs, scheme, answers, item, on) {
        say(&line);
    }
    let open: Vec<&str> =
        quote.open.iter().filter_map(|(fact, _)| packs.facts().get(*fact)).map(|it| it.label.as_str()).collect();
    if !open.is_empty() {
        say(&format!("还可以回答: {}", open.join("、")));
    }
    out
}

/// The jumps over each answered number or date, where the rule reads it.
fn cliffs(packs: &Packs, scheme: &Scheme, answers: &Answers, item: Option<usize>, on: Date) -> Vec<String> {
    let mut lines = Vec::new();
    for place in scheme.facts().iter().copied() {
        let Some(fact) = packs.facts().get(place) else { continue };
        let of = if fact.item { item } else { None };
        if answers.get(place, of).is_none() {
            continue;
        }
        let Some(profile) = profile(packs, scheme, answers, item, on, place) else { continue };
        for jump in profile.jumps() {
            lines.push(format!(
                "分界: {} 从 {} 到 {}, 金额从 {} 元变为 {} 元",
                fact.label,
                shown(fact, jump.before),
                shown(fact, jump.after),
                jump.from,
                jump.to
            ));
        }
    }
    lines
}

fn shown(fact: &Fact, at: Decimal) -> String {
    match &fact.kind {
        FactKind::Day { .. } => number(at, &Unit::Day),
        FactKind::Number { unit, .. } => number(at, unit),
        FactKind::Truth | FactKind::Choice(_) => String::new(),
    }
}

fn answer(packs: &Packs, fact: usize, value: &engine::Value) -> String {
    let Some(fact) = packs.facts().get(fact) else { return String::new() };
    let text = match (value, &fact.kind) {
        (engine::Value::Truth(true), _) => "是".to_owned(),
        (engine::Value::Truth(false), _) => "否".to_owned(),
        (engine::Value::Choice(it), FactKind::Choice(options)) => {
            options.get(*it).map(|it| it.label.clone()).unwrap_or_default()
        }
        _ => write_value(fact, value),
    };
    format!("{} {text}", fact.label)
}

fn cite(document: &Document) -> String {
    match &document.number {
        Some(number) => format!("《{}》{number}", document.title),
        None => format!("《{}》", document.title),
    }
}

fn confidence(it: Confidence) -> &'static str {
    match it {
        Confidence::Official => "原文",
        Confidence::Reported => "转述",
        Confidence::Unverified => "待核实",
        Confidence::Unknown => "未查到",
    }
}

fn number(it: Decimal, unit: &Unit) -> String {
    match unit {
        Unit::Yuan(_) => format!("{} 元", Money::from_yuan(it)),
        Unit::Rate => format!("{}%", it.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(it).normalize()),
        Unit::Count(unit) => format!("{} {unit}", it.normalize()),
        Unit::Day => date::from_number(it).map(date::iso).unwrap_or_default(),
    }
}

fn value(it: Interval, unit: &Unit) -> String {
    match it.single() {
        Some(one) => number(one, unit),
        None => {
            let end = |it: Option<Decimal>| it.map_or_else(|| "未知".to_owned(), |it| number(it, unit));
            format!("{} 至 {}", end(it.lo), end(it.hi))
        }
    }
}
