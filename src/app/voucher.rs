//! What the page of vouchers shows, derived from what was typed: the round chosen, the bills, and what the planner is
//! asked about them. Nothing here is kept.

use crate::cart;
use crate::form::{Entry, Form, Slot};
use crate::packs::PacksRef;
use engine::campaign::{Campaign, Category, Level};
use engine::date::Date;
use engine::input::{self, InputError};
use rust_decimal::Decimal;
use serde_json::Value;

/// The slot of the round.
pub const ROUND: &str = "round";
/// The slot of what a bill is for.
pub const CATEGORY: &str = "category";
/// The slot of a bill's amount.
pub const AMOUNT: &str = "amount";
/// The slot of what the shop itself takes off.
pub const DISCOUNT: &str = "discount";
/// The slot of the day.
pub const DAY: &str = "day";

/// A typed text and what it amounts to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Typed<T> {
    /// As it was typed.
    pub text: String,
    /// What it is; `None`: nothing was typed.
    pub value: Result<Option<T>, InputError>,
}

impl<T> Default for Typed<T> {
    fn default() -> Typed<T> {
        Typed { text: String::new(), value: Ok(None) }
    }
}

impl<T: Clone> Typed<T> {
    /// What was typed into a slot, read.
    pub(crate) fn at(form: &Form, slot: &Slot, read: impl Fn(&str) -> Result<T, InputError>) -> Typed<T> {
        match form.entry(slot) {
            Some(Entry::Typed(text)) => Typed { text: text.to_string(), value: read(text).map(Some) },
            _ => Typed::default(),
        }
    }

    /// What it amounts to; `None` when nothing was typed or what was typed is nothing.
    #[must_use]
    pub fn told(&self) -> Option<T> {
        self.value.clone().ok().flatten()
    }
}

/// One bill.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bill {
    /// Its own number.
    pub id: u32,
    /// What it is for.
    pub category: Option<Category>,
    /// What it comes to before the shop's own discount.
    pub amount: Typed<Decimal>,
    /// What the shop takes off.
    pub discount: Typed<Decimal>,
    /// The day; none: any day of the round that is left.
    pub day: Typed<Date>,
}

/// The page of vouchers, worked out.
#[derive(Clone, Debug)]
pub struct Till {
    /// The place of the round in the packs.
    pub round: Option<usize>,
    /// The bills.
    pub bills: Vec<Bill>,
    /// What the planner is asked; `None` without a round or a bill.
    pub cart: Option<Value>,
}

/// Works the page out.
#[must_use]
pub fn till(packs: &PacksRef, form: &Form, today: Option<Date>) -> Till {
    let round = match form.entry(&Slot::shared(ROUND)) {
        Some(Entry::Typed(id)) => packs.campaigns().iter().position(|it| it.id() == id.as_str()),
        _ => None,
    };
    let bills: Vec<Bill> = form.items().iter().map(|id| bill(form, *id)).collect();
    let campaign = round.and_then(|it| packs.campaigns().get(it));
    let cart = campaign.filter(|_| today.is_some()).and_then(|it| cart::of_bills(it, &bills, today));
    Till { round, bills, cart }
}

fn bill(form: &Form, id: u32) -> Bill {
    let amount = Typed::at(form, &Slot::new(AMOUNT, Some(id)), |text| positive(input::number(text, 2)));
    let discount = Typed::at(form, &Slot::new(DISCOUNT, Some(id)), |text| {
        let it = input::number(text, 2)?;
        match &amount.value {
            Ok(Some(amount)) if it > *amount => Err(InputError::TooLarge(*amount)),
            Ok(_) | Err(_) => Ok(it),
        }
    });
    let category = match form.entry(&Slot::new(CATEGORY, Some(id))) {
        Some(Entry::Typed(name)) => Category::named(name),
        _ => None,
    };
    Bill { id, category, amount, discount, day: Typed::at(form, &Slot::new(DAY, Some(id)), input::day) }
}

pub(crate) fn positive(amount: Result<Decimal, InputError>) -> Result<Decimal, InputError> {
    let most = Decimal::from(10_000_000);
    match amount {
        Ok(it) if it <= Decimal::ZERO => Err(InputError::TooSmall(Decimal::new(1, 2))),
        Ok(it) if it <= most => Ok(it),
        Ok(_) | Err(InputError::TooLarge(_)) => Err(InputError::TooLarge(most)),
        Err(err) => Err(err),
    }
}

/// The days of the round that are left, or all of them when it is over: then one only tries it out.
pub(crate) fn days(campaign: &Campaign, today: Option<Date>, most: usize) -> Vec<Date> {
    let Some((first, last)) = campaign.days() else { return Vec::new() };
    let from = today.filter(|it| *it > first && *it <= last).unwrap_or(first);
    let mut days = Vec::new();
    let mut day = Some(from);
    while let Some(it) = day.filter(|it| *it <= last && days.len() < most) {
        days.push(it);
        day = it.next_day();
    }
    days
}

/// The rounds in the order in which they are shown: those that are good here, the newest first.
#[must_use]
pub fn rounds(packs: &PacksRef) -> Vec<(usize, &Campaign)> {
    let mut rounds: Vec<(usize, &Campaign)> = Vec::new();
    for it in packs.campaigns().iter().enumerate() {
        let rank = |it: &Campaign| (it.level() != Level::OtherPlace, it.days().map(|(_, last)| last));
        let place = rounds.iter().position(|other| rank(it.1) > rank(other.1)).unwrap_or(rounds.len());
        rounds.insert(place, it);
    }
    rounds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Answer;

    fn form(fields: &[(&str, &str)]) -> Form {
        let slot = |fact: &str| if fact == ROUND { Slot::shared(fact) } else { Slot::new(fact, Some(0)) };
        let entries = fields.iter().map(|(fact, text)| (slot(fact), Entry::Typed((*text).to_owned().into())));
        Form::of(entries.collect(), vec![0])
    }

    fn plan_for(fields: &[(&str, &str)]) -> Answer {
        let desk = crate::tested::Desk::new();
        let till = till(&desk.packs, &form(fields), engine::date::parse_iso("2026-11-24"));
        desk.plan(&till.cart.unwrap())
    }

    #[test]
    fn a_meal_of_288_takes_30_off() {
        let plan = plan_for(&[(ROUND, "km-2025-msmsmw-2b"), (CATEGORY, "dining"), (AMOUNT, "288.00")]);
        assert_eq!((plan.least.to_string(), plan.paid.unwrap().to_string()), ("30.00".into(), "258.00".into()));
        assert!(plan.proven);
    }

    #[test]
    fn an_amount_not_told_promises_nothing() {
        let plan = plan_for(&[(ROUND, "km-2025-msmsmw-2b"), (CATEGORY, "dining")]);
        assert_eq!((plan.least.to_string(), plan.most.unwrap().to_string()), ("0.00".into(), "80.00".into()));
        assert_eq!(plan.paid, None);
    }

    #[test]
    fn amounts_are_checked_and_kept_as_typed() {
        let wrong = bill(&form(&[(AMOUNT, "12a"), (DISCOUNT, "3")]), 0);
        assert_eq!(wrong.amount.text, "12a");
        assert_eq!(wrong.amount.value, Err(InputError::NotANumber('a')));
        let nothing = bill(&form(&[(AMOUNT, "0")]), 0);
        assert_eq!(nothing.amount.value, Err(InputError::TooSmall(Decimal::new(1, 2))));
        let huge = bill(&form(&[(AMOUNT, "99999999999999999999")]), 0);
        assert_eq!(huge.amount.value, Err(InputError::TooLarge(Decimal::from(10_000_000))));
        let more = bill(&form(&[(AMOUNT, "10"), (DISCOUNT, "10.01")]), 0);
        assert_eq!(more.discount.value, Err(InputError::TooLarge(Decimal::from(10))));
    }
}
