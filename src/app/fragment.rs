//! The part of a share link behind `#`: what was typed into one calculator, and the day of the share. It is made
//! only when the person asks for a link, and never reaches a server.
//!
//! ```text
//! v1&20261124&new_power=bev&new_price=186000&has_old_car&!is_swap_model&range_km?&@&item_price=12,888.00&~1k3x9a0
//! ```
//! Fields stand between `&`: the version, the day (with `-20220615` behind it when the policies of another day were
//! asked for), then the answers. `name=text` is a typed text or an option,
//! `name` is yes, `!name` is no, `name?` is 不清楚, `@` begins the next item. The last field, behind `~`, is a check
//! sum over all before it, so that a link that lost its end in a chat is noticed.
//!
//! The version is that of this text. Names that the rules do not know any more are read all the same.

use crate::form::{Entry, Form, Slot};
use engine::date::{self, Date};
use std::fmt::Write;

/// What stands at the front of a fragment that this module reads.
const VERSION: &str = "v1";

/// The longest fragment that is read, in bytes; a form filled in by hand stays far below.
pub const LONGEST: usize = 16_000;

/// The most items that are read.
const MOST_ITEMS: u32 = 100;

/// What a link holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shared {
    /// The day on which it was shared.
    pub on: Date,
    /// The day whose policies count, when it was not that of the share.
    pub asked: Option<Date>,
    /// What was typed.
    pub form: Form,
}

/// Why a link cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FragmentError {
    /// It is not that of a share link: another anchor of the page.
    NotShared,
    /// A later version of the site has made it.
    Newer,
    /// Part of it is missing or changed.
    Damaged,
}

/// The fragment, without `#`. A form that is too long for a link gives `None`.
#[must_use]
pub fn write(shared: &Shared) -> Option<String> {
    let Shared { on, asked, form } = shared;
    let mut out = String::from(VERSION);
    for (sign, day) in [('&', Some(*on)), ('-', *asked)] {
        if let Some(day) = day {
            out.push(sign);
            out.extend(date::iso(day).chars().filter(char::is_ascii_digit));
        }
    }
    for (slot, entry) in form.entries().iter().filter(|it| it.0.item.is_none()) {
        field(&mut out, slot, entry);
    }
    for item in form.items() {
        out.push_str("&@");
        for (slot, entry) in form.entries().iter().filter(|it| it.0.item == Some(*item)) {
            field(&mut out, slot, entry);
        }
    }
    let out = sealed(&out);
    (out.len() <= LONGEST && form.items().len() <= usize::try_from(MOST_ITEMS).unwrap_or(0)).then_some(out)
}

/// A text with its check sum behind it.
#[must_use]
pub fn sealed(text: &str) -> String {
    [text, "&~", &check_sum(text)].concat()
}

/// Reads a fragment, with or without `#`. Items are numbered anew, from 0.
///
/// # Errors
/// Says whether it is another anchor, of a later version, or damaged.
pub fn read(fragment: &str) -> Result<Shared, FragmentError> {
    let text = fragment.strip_prefix('#').unwrap_or(fragment);
    if text.len() > LONGEST {
        return Err(FragmentError::Damaged);
    }
    // Chat programs and servers may have written `&` and others as %26.
    let text = if text.contains('&') { text.to_owned() } else { decoded(text).ok_or(FragmentError::NotShared)? };
    let (version, _) = text.split_once('&').unwrap_or((&text, ""));
    let number = version.strip_prefix('v').filter(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()));
    match number {
        None => return Err(FragmentError::NotShared),
        Some(_) if version != VERSION => return Err(FragmentError::Newer),
        Some(_) => {}
    }
    body(&text).ok_or(FragmentError::Damaged)
}

fn body(text: &str) -> Option<Shared> {
    let (before, sum) = text.rsplit_once("&~")?;
    if check_sum(before) != sum {
        return None;
    }
    let mut fields = before.split('&').skip(1);
    let days = fields.next()?;
    let (on, asked) = match days.split_once('-') {
        Some((on, asked)) => (day(on)?, Some(day(asked)?)),
        None => (day(days)?, None),
    };
    let mut entries: Vec<(Slot, Entry)> = Vec::new();
    let mut items = Vec::new();
    let mut item = None;
    for it in fields {
        if it == "@" {
            let next = item.map_or(0, |it: u32| it.saturating_add(1));
            if next >= MOST_ITEMS {
                return None;
            }
            item = Some(next);
            items.push(next);
            continue;
        }
        let (name, entry) = match (it.split_once('='), it.strip_prefix('!'), it.strip_suffix('?')) {
            (Some((name, text)), _, _) => (name, Entry::Typed(decoded(text).filter(|it| !it.is_empty())?.into())),
            (None, Some(name), _) => (name, Entry::Typed("false".into())),
            (None, None, Some(name)) => (name, Entry::Unsure),
            (None, None, None) => (it, Entry::Typed("true".into())),
        };
        let slot = Slot::new(name, item);
        if !is_name(name) || entries.iter().any(|it| it.0 == slot) {
            return None;
        }
        entries.push((slot, entry));
    }
    Some(Shared { on, asked, form: Form::of(entries, items) })
}

/// A name of the packs, small letters, digits and `_`; those that a page makes of several have `.` and `-` between.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || b"_.-".contains(&it))
}

fn field(out: &mut String, slot: &Slot, entry: &Entry) {
    if !is_name(&slot.fact) {
        return;
    }
    out.push('&');
    match entry {
        Entry::Typed(text) if text == "true" => out.push_str(&slot.fact),
        Entry::Typed(text) if text == "false" => {
            out.push('!');
            out.push_str(&slot.fact);
        }
        Entry::Unsure => {
            out.push_str(&slot.fact);
            out.push('?');
        }
        Entry::Typed(text) => {
            out.push_str(&slot.fact);
            out.push('=');
            encoded(out, text);
        }
    }
}

/// `20261124`.
fn day(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = text.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    date::parse_iso(&[year, month, day].join("-"))
}

/// Whatever may stand in a fragment as it is; the rest as `%` and two digits.
fn encoded(out: &mut String, text: &str) {
    for it in text.bytes() {
        if it.is_ascii_alphanumeric() || b"-._,:/".contains(&it) {
            out.push(char::from(it));
        } else {
            let _infallible = write!(out, "%{it:02X}");
        }
    }
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(it) = rest.next() {
        if it == b'%' {
            let digit = |it: u8| char::from(it).to_digit(16).and_then(|it| u8::try_from(it).ok());
            let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
            bytes.push(high.checked_mul(16)?.checked_add(low)?);
        } else {
            bytes.push(it);
        }
    }
    String::from_utf8(bytes).ok()
}

/// FNV-1a over 32 bits, in letters and digits.
fn check_sum(text: &str) -> String {
    let mut hash: u32 = 0x811c_9dc5;
    for it in text.bytes() {
        hash = (hash ^ u32::from(it)).wrapping_mul(0x0100_0193);
    }
    let mut out = String::new();
    while out.is_empty() || hash > 0 {
        out.extend(char::from_digit(hash % 36, 36));
        hash /= 36;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn on() -> Date {
        date::parse_iso("2026-11-24").unwrap()
    }

    fn shared(form: &Form) -> Shared {
        Shared { on: on(), asked: None, form: form.clone() }
    }

    fn typed(fact: &str, item: Option<u32>, text: &str) -> (Slot, Entry) {
        (Slot::new(fact, item), Entry::Typed(text.to_owned().into()))
    }

    /// What a reader of the link gets: shared answers first, then those of each item, numbered from 0.
    fn renumbered(form: &Form) -> Form {
        let mut entries: Vec<(Slot, Entry)> = form.entries().iter().filter(|it| it.0.item.is_none()).cloned().collect();
        for (place, item) in (0_u32..).zip(form.items()) {
            let mine = form.entries().iter().filter(|it| it.0.item == Some(*item));
            entries.extend(mine.map(|(slot, entry)| (Slot::new(&slot.fact, Some(place)), entry.clone())));
        }
        Form::of(entries, (0..u32::try_from(form.items().len()).unwrap()).collect())
    }

    #[track_caller]
    fn check(form: &Form, expect: &str) {
        let text = write(&shared(form)).unwrap();
        assert_eq!(text.rsplit_once("&~").unwrap().0, expect);
        assert_eq!(read(&text), Ok(shared(&renumbered(form))));
        assert_eq!(read(&["#", &text].concat()), read(&text));
    }

    #[test]
    fn answers_stand_in_short_fields() {
        check(&Form::default(), "v1&20261124");
        let car = vec![
            typed("new_power", None, "bev"),
            typed("new_price", None, "186,000.00"),
            typed("has_old_car", None, "true"),
            typed("is_swap_model", None, "false"),
            (Slot::shared("range_km"), Entry::Unsure),
        ];
        check(
            &Form::of(car, vec![]),
            "v1&20261124&new_power=bev&new_price=186,000.00&has_old_car&!is_swap_model&range_km?",
        );
        let goods = vec![typed("item_price", Some(7), "5"), typed("item_price", Some(3), "18万 元")];
        check(&Form::of(goods, vec![3, 7, 9]), "v1&20261124&@&item_price=18%E4%B8%87%20%E5%85%83&@&item_price=5&@");
    }

    #[track_caller]
    fn refused(text: &str, why: FragmentError) {
        assert_eq!(read(text), Err(why), "{text}");
    }

    #[test]
    fn what_is_no_link_of_ours_is_told_apart_from_a_damaged_one() {
        for it in ["", "#", "#top", "#questions", "version&1", "v&1", "vx", "%zz"] {
            refused(it, FragmentError::NotShared);
        }
        refused("v2&20261124&~1", FragmentError::Newer);
        refused("v10", FragmentError::Newer);
        for it in ["v1", "v1&", "v1&20261124", "v1&20261124&~", "v1&20260230&~1", "v1&&&&"] {
            refused(it, FragmentError::Damaged);
        }
        refused(&"v1&x".repeat(10_000), FragmentError::Damaged);
    }

    #[test]
    fn a_link_that_lost_any_part_of_itself_is_damaged() {
        let form = Form::of(vec![typed("new_power", None, "bev"), typed("new_price", None, "186000")], vec![]);
        let text = write(&shared(&form)).unwrap();
        for cut in 3..text.len() {
            refused(text.split_at(cut).0, FragmentError::Damaged);
        }
        refused(&text.replace("186000", "187000"), FragmentError::Damaged);
        refused(&text.replace("v1&", "v1&&"), FragmentError::Damaged);
        // Written out by a program on the way, it is whole.
        assert_eq!(read(&text.replace('&', "%26").replace('=', "%3D").replace('~', "%7E")), read(&text));
    }

    #[test]
    fn a_name_twice_or_an_odd_name_is_refused_though_the_sum_is_right() {
        for it in ["v1&20261124&a=1&a=2", "v1&20261124&A=1", "v1&20261124&", "v1&20261124&a=", "v1&20261124&a=%F"] {
            refused(&sealed(it), FragmentError::Damaged);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            fields in prop::collection::vec(("[a-z][a-z0-9_]{0,12}", ".{1,20}", 0_u8..4, 0_u32..4), 0..30),
            items in prop::collection::btree_set(0_u32..4, 0..4), on_another_day: bool,
        ) {
            let items: Vec<u32> = items.into_iter().collect();
            let mut entries: Vec<(Slot, Entry)> = Vec::new();
            for (name, text, kind, item) in fields {
                let item = items.contains(&item).then_some(item);
                let slot = Slot::new(&name, item);
                if entries.iter().any(|it| it.0 == slot) {
                    continue;
                }
                entries.push(match kind {
                    0 => (slot, Entry::Unsure),
                    1 => (slot, Entry::Typed("true".into())),
                    2 => (slot, Entry::Typed("false".into())),
                    _ => (slot, Entry::Typed(text.into())),
                });
            }
            let form = Form::of(entries, items);
            let asked = date::parse_iso("2022-06-15").filter(|_| on_another_day);
            let text = write(&Shared { asked, ..shared(&form) }).unwrap();
            prop_assert!(text.bytes().all(|it| it.is_ascii_graphic() && !b"\"<>`#".contains(&it)), "{}", text);
            prop_assert_eq!(read(&text), Ok(Shared { asked, ..shared(&renumbered(&form)) }));
        }

        #[test]
        fn nothing_makes_it_panic(text in ".{0,200}") {
            let _ = read(&text);
            let _ = read(&sealed(&["v1&20261124&", &text].concat()));
        }
    }
}
