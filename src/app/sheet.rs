//! What a calculator's page shows, derived from what was typed: the engine's assessment, and every
//! question with how it stands. Nothing here is kept.

use crate::form::{Entry, Form, Slot};
use crate::outcome::unlimited;
use engine::answers::{Value, read_value};
use engine::date::Date;
use engine::input::InputError;
use engine::pack::{Calculator, Fact, FactKind, Unit};
use engine::witness::plainest;
use engine::{Answers, Assessment, Packs, assess};
use rust_decimal::Decimal;

/// How one question stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Not told.
    Open,
    /// Answered.
    Told(Value),
    /// Taken to be today, as long as nothing else is said.
    Today,
    /// The person does not know.
    Unsure,
    /// Typed, but not an answer.
    Wrong(InputError),
}

/// One question on the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    /// The place of the fact.
    pub fact: usize,
    /// Its place in the form.
    pub slot: Slot,
    /// How it stands.
    pub standing: Standing,
    /// The text in its field.
    pub text: String,
    /// Whether it can still move the result.
    pub live: bool,
}

/// A calculator's page.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What the engine says; `None` before the day is known.
    pub assessment: Option<Assessment>,
    /// Questions that were answered, in the order in which they are asked.
    pub told: Vec<Asked>,
    /// Questions that can still move the result, the next one first.
    pub next: Vec<Asked>,
    /// How many questions that were answered 不清楚 can still move the result.
    pub unsure: usize,
}

impl Sheet {
    /// The questions about one item, in the order in which they are asked.
    pub fn of_item(&self, item: u32) -> impl Iterator<Item = &Asked> {
        let mine = move |it: &&Asked| it.slot.item == Some(item);
        self.told.iter().filter(mine).chain(self.next.iter().filter(mine))
    }
}

/// Works out a calculator's page.
#[must_use]
pub fn sheet(packs: &Packs, calculator: &Calculator, form: &Form, today: Option<Date>) -> Sheet {
    let answers = answers(packs, calculator, form, today);
    let assessment = today.map(|on| {
        let mut it = assess(packs, calculator, &answers, on);
        plain_ends(packs, &answers, on, &mut it);
        it
    });
    let live: Vec<(usize, Option<usize>)> = match &assessment {
        Some(it) => it.questions.iter().map(|it| (it.fact, it.item)).collect(),
        // Before the day is known: whatever the calculator asks of all.
        None => calculator
            .questions
            .iter()
            .filter(|fact| packs.facts().get(**fact).is_some_and(|it| !it.item))
            .map(|fact| (*fact, None))
            .collect(),
    };
    let is_live = |fact: usize, item: Option<usize>| live.contains(&(fact, item));
    let mut told = Vec::new();
    let seats = std::iter::once(None).chain(form.items().iter().copied().map(Some));
    for (place, item) in seats.enumerate() {
        let seat = item.and(place.checked_sub(1));
        for fact_idx in &calculator.questions {
            let Some(fact) = packs.facts().get(*fact_idx).filter(|it| it.item == item.is_some()) else {
                continue;
            };
            let slot = Slot::new(&fact.id, item);
            let (standing, text) = standing(fact, form.entry(&slot), preset(calculator, *fact_idx, item));
            if standing != Standing::Open {
                told.push(Asked { fact: *fact_idx, live: is_live(*fact_idx, seat), slot, standing, text });
            }
        }
    }
    let mut next = Vec::new();
    for (fact_idx, seat) in &live {
        let Some(fact) = packs.facts().get(*fact_idx) else { continue };
        let item = seat.and_then(|it| form.items().get(it).copied());
        let slot = Slot::new(&fact.id, item);
        if told.iter().all(|it: &Asked| it.slot != slot) {
            next.push(Asked { fact: *fact_idx, slot, standing: Standing::Open, text: String::new(), live: true });
        }
    }
    let unsure = told.iter().filter(|it| it.live && it.standing == Standing::Unsure).count();
    Sheet { assessment, told, next, unsure }
}

/// Where the most is said to be reached at the largest amount that a field takes: the plainest answers that
/// reach it, so that a cap is told from an amount without limit.
fn plain_ends(packs: &Packs, answers: &Answers, on: Date, assessment: &mut Assessment) {
    for part in &mut assessment.parts {
        let range = &mut part.quote.range;
        let (Some(most), Some(scheme)) = (range.most, packs.scheme(&part.scheme)) else { continue };
        if unlimited(packs, range).is_some() {
            range.most_at = plainest(packs, scheme, answers, part.item, on, &range.most_at, most);
        }
    }
}

/// The answers that the typed texts amount to; a text that is none leaves its fact open.
#[must_use]
pub fn answers(packs: &Packs, calculator: &Calculator, form: &Form, today: Option<Date>) -> Answers {
    let mut answers = Answers::with_items(form.items().len());
    if let Some(today) = today {
        for fact in &calculator.preset_today {
            answers.set(*fact, None, Some(Value::Day(today)));
        }
    }
    for (slot, entry) in form.entries() {
        let Some((fact_idx, fact)) = packs.fact(&slot.fact) else { continue };
        let item = match slot.item {
            None => None,
            Some(item) => match form.items().iter().position(|it| *it == item) {
                None => continue,
                place => place,
            },
        };
        if fact.item != item.is_some() {
            continue;
        }
        let value = match entry {
            Entry::Typed(text) => read(fact, text).ok(),
            Entry::Unsure => None,
        };
        answers.set(fact_idx, item, value);
    }
    answers
}

/// Reads what was typed. A share is typed in per cent, as it is printed: `5.2` or `5.2%`.
fn read(fact: &Fact, text: &str) -> Result<Value, InputError> {
    let FactKind::Number { unit: Unit::Rate, least, most, step } = &fact.kind else {
        return read_value(fact, text).map_err(|it| within(it, &fact.kind));
    };
    let percent = |it: &Decimal| it.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(*it);
    let (least, most, step) = (percent(least), percent(most), percent(step));
    let kind = FactKind::Number { unit: Unit::Count(String::new()), least, most, step };
    let text = text.trim().trim_end_matches(['%', '％']);
    match read_value(&Fact { kind: kind.clone(), ..fact.clone() }, text) {
        Ok(Value::Number(it)) => {
            it.checked_div(Decimal::ONE_HUNDRED).map(Value::Number).ok_or(InputError::TooLarge(most))
        }
        Ok(other) => Ok(other),
        Err(err) => Err(within(err, &kind)),
    }
}

/// The text that a person would type for an answer of a pack.
#[must_use]
pub fn as_typed(fact: &Fact, text: &str) -> String {
    let share = match &fact.kind {
        FactKind::Number { unit: Unit::Rate, .. } => text.parse::<Decimal>().ok(),
        _ => None,
    };
    let percent = share.and_then(|it| it.checked_mul(Decimal::ONE_HUNDRED));
    percent.map_or_else(|| text.to_owned(), |it| it.normalize().to_string())
}

/// A refusal that names the bound of this fact and not that of all numbers.
fn within(err: InputError, kind: &FactKind) -> InputError {
    match (err, kind) {
        (InputError::TooLarge(_), FactKind::Number { most, .. }) => InputError::TooLarge(*most),
        (err, _) => err,
    }
}

fn preset(calculator: &Calculator, fact: usize, item: Option<u32>) -> bool {
    item.is_none() && calculator.preset_today.contains(&fact)
}

fn standing(fact: &Fact, entry: Option<&Entry>, preset: bool) -> (Standing, String) {
    match entry {
        None if preset => (Standing::Today, String::new()),
        None => (Standing::Open, String::new()),
        Some(Entry::Unsure) => (Standing::Unsure, String::new()),
        Some(Entry::Typed(text)) => {
            let standing = match read(fact, text) {
                Ok(value) => Standing::Told(value),
                Err(err) => Standing::Wrong(err),
            };
            (standing, text.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn packs() -> Packs {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
        huisuan::compile(&folder, huisuan::Lang::Zh).unwrap().packs().unwrap()
    }

    fn typed(fields: &[(&str, &str)], items: &[&[(&str, &str)]]) -> Form {
        let entry = |item, (fact, text): &(&str, &str)| {
            let entry = if *text == "?" { Entry::Unsure } else { Entry::Typed((*text).to_owned().into()) };
            (Slot::new(fact, item), entry)
        };
        let mut entries: Vec<(Slot, Entry)> = fields.iter().map(|it| entry(None, it)).collect();
        // Numbers with a gap, as after an item was taken away.
        let number = |place: usize| u32::try_from(place).unwrap() * 2 + 1;
        for (place, fields) in items.iter().enumerate() {
            entries.extend(fields.iter().map(|it| entry(Some(number(place)), it)));
        }
        Form::of(entries, (0..items.len()).map(number).collect())
    }

    #[track_caller]
    fn check(calculator: &str, form: &Form, least: &str, most: &str) -> Sheet {
        let packs = packs();
        let today = engine::date::parse_iso("2026-11-24");
        let sheet = sheet(&packs, packs.calculator(calculator).unwrap(), form, today);
        let total = &sheet.assessment.as_ref().unwrap().total;
        let show = |it: Option<engine::Money>| it.unwrap().to_string();
        assert_eq!((show(total.least), show(total.most)), (least.to_owned(), most.to_owned()));
        sheet
    }

    const ITEMS: [&[(&str, &str)]; 4] = [
        &[("item_category", "fridge"), ("item_level", "l1"), ("item_price", "12,888.00")],
        &[("item_category", "washer"), ("item_level", "l2"), ("item_price", "3999")],
        &[("item_category", "phone"), ("item_price", "6000.01")],
        &[("item_category", "tablet"), ("item_price", "6000.00")],
    ];

    #[test]
    fn four_items_come_to_their_sum() {
        let shared = [("invoice_in_yunnan", "true"), ("claim_pay_receive_same", "true")];
        let sheet = check("goods", &typed(&shared, &ITEMS), "2000.00", "2000.00");
        assert!(sheet.next.is_empty() && sheet.unsure == 0);
    }

    #[test]
    fn what_is_not_told_opens_the_range_and_what_is_not_known_is_not_asked_again() {
        let sheet = check("goods", &typed(&[("invoice_in_yunnan", "?")], &ITEMS), "0.00", "2000.00");
        assert_eq!(sheet.unsure, 1);
        assert!(sheet.next.iter().all(|it| it.slot.fact != "invoice_in_yunnan"));
    }

    #[test]
    fn a_text_that_is_no_amount_stays_and_leaves_the_fact_open() {
        let items: [&[(&str, &str)]; 1] = [&[("item_category", "tablet"), ("item_price", "1e400")]];
        let shared = [("invoice_in_yunnan", "true"), ("claim_pay_receive_same", "true")];
        let sheet = check("goods", &typed(&shared, &items), "0.00", "500.00");
        let price = sheet.told.iter().find(|it| it.slot.fact == "item_price").unwrap();
        assert_eq!(price.text, "1e400");
        assert_eq!(price.standing, Standing::Wrong(InputError::NotANumber('e')));
    }

    #[test]
    fn a_share_is_typed_in_per_cent() {
        let packs = packs();
        let (_, rate) = packs.fact("loan_rate").unwrap();
        let number = |it: &str| Ok(Value::Number(it.parse().unwrap()));
        assert_eq!(read(rate, "5.2"), number("0.052"));
        assert_eq!(read(rate, " 5.2％"), number("0.052"));
        assert_eq!(read(rate, "0"), number("0"));
        assert_eq!(read(rate, "36.001"), Err(InputError::TooLarge("36".parse().unwrap())));
        assert_eq!(read(rate, "5.2x"), Err(InputError::NotANumber('x')));
        assert_eq!(read(rate, "5.12345"), Err(InputError::TooManyPlaces(3)));
        assert_eq!(as_typed(rate, "0.052"), "5.2");
        assert_eq!(as_typed(rate, "?"), "?");
        let (_, price) = packs.fact("loan_balance").unwrap();
        assert_eq!(as_typed(price, "0.50"), "0.50");
    }

    #[test]
    fn days_are_today_until_something_else_is_said() {
        let sheet = check("goods", &typed(&[], &[]), "0.00", "0.00");
        let day = sheet.told.iter().find(|it| it.slot.fact == "purchase_date").unwrap();
        assert_eq!(day.standing, Standing::Today);
    }

    #[test]
    fn a_cap_is_told_from_an_amount_without_limit() {
        let packs = packs();
        let today = engine::date::parse_iso("2026-11-24");
        let form = typed(&[("new_power", "bev")], &[]);
        let sheet = sheet(&packs, packs.calculator("vehicle").unwrap(), &form, today);
        let capped = |id: &str, most: &str| {
            let part = sheet.assessment.as_ref().unwrap().parts.iter().find(|it| it.scheme == id).unwrap();
            let range = &part.quote.range;
            assert_eq!(range.most.map(|it| it.to_string()).as_deref(), Some(most), "{id}");
            assert_eq!(unlimited(&packs, range).map(|it| it.id.as_str()), None, "{id}: {:?}", range.most_at);
        };
        capped("cn-scrap-2026", "20000.00");
        capped("cn-replace-2026", "15000.00");
        capped("cn-nev-purchase-tax-2026", "15000.00");
    }

    #[test]
    fn a_name_that_the_packs_do_not_know_is_passed_over() {
        check("goods", &typed(&[("no_such_fact", "1")], &[]), "0.00", "0.00");
    }

    #[test]
    fn before_the_day_is_known_there_are_questions_and_no_result() {
        let packs = packs();
        let sheet = sheet(&packs, packs.calculator("vehicle").unwrap(), &Form::default(), None);
        assert!(sheet.assessment.is_none());
        assert_eq!(sheet.next.first().map(|it| it.slot.fact.as_str()), Some("new_price"));
    }
}
