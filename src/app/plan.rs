//! Results that the person kept, and the text in which they are stored on the device: one line per
//! thing said, so that it can be read again by any later version.

use crate::form::{Entry, Form, Slot};
use crate::route::Page;
use engine::date::{self, Date};
use yew::AttrValue;

/// The first line of the stored text.
const HEAD: &str = "huisuan plans 1";

/// A result that was kept, with what was typed for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// Its number among the kept ones.
    pub id: u32,
    /// The calculator's page.
    pub page: Page,
    /// The day on which it was worked out, ISO.
    pub on: AttrValue,
    /// The day whose policies were asked for, when it was not that day itself.
    pub asked: Option<Date>,
    /// The result in words.
    pub result: AttrValue,
    /// What was typed.
    pub form: Form,
}

/// The text that [`read`] reads back.
#[must_use]
pub fn write(plans: &[Plan]) -> String {
    let mut out = String::from(HEAD);
    for plan in plans {
        let id = plan.id.to_string();
        line(&mut out, &["plan", &id, plan.page.file(), &plan.on, &plan.result]);
        if let Some(day) = plan.asked {
            line(&mut out, &["asked", &date::iso(day)]);
        }
        for item in plan.form.items() {
            line(&mut out, &["item", &item.to_string()]);
        }
        for (slot, entry) in plan.form.entries() {
            let item = slot.item.map_or_else(String::new, |it| it.to_string());
            match entry {
                Entry::Typed(text) => line(&mut out, &["say", &slot.fact, &item, text]),
                Entry::Unsure => line(&mut out, &["unsure", &slot.fact, &item]),
            }
        }
    }
    out
}

/// Reads stored plans; what cannot be read is left out.
#[must_use]
pub fn read(text: &str) -> Vec<Plan> {
    let mut lines = text.lines();
    if lines.next() != Some(HEAD) {
        return Vec::new();
    }
    let mut plans: Vec<Plan> = Vec::new();
    let mut entries = Vec::new();
    let mut items = Vec::new();
    for line in lines {
        let fields: Vec<String> = line.split('\t').map(unescaped).collect();
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        match fields.as_slice() {
            ["plan", id, file, on, result] => {
                close(&mut plans, &mut entries, &mut items);
                let Ok(id) = id.parse() else { continue };
                plans.push(Plan {
                    id,
                    page: Page::at(file),
                    on: owned(on),
                    asked: None,
                    result: owned(result),
                    form: Form::default(),
                });
            }
            ["asked", day] => {
                if let Some(plan) = plans.last_mut() {
                    plan.asked = date::parse_iso(day);
                }
            }
            ["item", item] => items.extend(item.parse::<u32>()),
            ["say", fact, item, text] => {
                entries.push((Slot::new(fact, item.parse().ok()), Entry::Typed(owned(text))));
            }
            ["unsure", fact, item] => entries.push((Slot::new(fact, item.parse().ok()), Entry::Unsure)),
            _ => {}
        }
    }
    close(&mut plans, &mut entries, &mut items);
    plans
}

fn close(plans: &mut [Plan], entries: &mut Vec<(Slot, Entry)>, items: &mut Vec<u32>) {
    let form = Form::of(std::mem::take(entries), std::mem::take(items));
    if let Some(plan) = plans.last_mut() {
        plan.form = form;
    }
}

fn owned(text: &str) -> AttrValue {
    AttrValue::from(text.to_owned())
}

fn line(out: &mut String, fields: &[&str]) {
    for (place, field) in fields.iter().enumerate() {
        out.push(if place == 0 { '\n' } else { '\t' });
        for it in field.chars() {
            match it {
                '\\' => out.push_str("\\\\"),
                '\n' | '\r' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                _ => out.push(it),
            }
        }
    }
}

fn unescaped(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    let mut chars = field.chars();
    while let Some(it) = chars.next() {
        match it {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some(other) => out.push(other),
                None => {}
            },
            _ => out.push(it),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(id: u32, text: &str) -> Plan {
        let entries = vec![
            (Slot::new("item_price", Some(3)), Entry::Typed(owned(text))),
            (Slot::shared("invoice_in_yunnan"), Entry::Unsure),
        ];
        Plan {
            id,
            page: Page::Goods,
            on: "2026-11-24".into(),
            asked: date::parse_iso("2022-06-15").filter(|_| id == 2),
            result: "¥0.00 – ¥500.00".into(),
            form: Form::of(entries, vec![3]),
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let plans = [plan(1, "6,000.01"), plan(2, "a\tb\\c\nd")];
        assert_eq!(read(&write(&plans)), plans);
        assert_eq!(read(&write(&[])), []);
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        assert_eq!(read(""), []);
        assert_eq!(read("something else\nplan\t1\tgoods.html\tx\ty"), []);
        let text = [&write(&[plan(7, "5")]), "\nnonsense\nplan\tx\ty"].concat();
        assert_eq!(read(&text), [plan(7, "5")]);
    }
}
