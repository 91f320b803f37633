//! What a person has answered: a value per fact, shared or of one item. Absent means "not told",
//! which is never zero.

use crate::date::{self, Date};
use crate::expr::{Domain, FALSE_BIT, TRUE_BIT};
use crate::input::{self, InputError};
use crate::num;
use crate::pack::{Fact, FactKind, Packs, Unit};
use rust_decimal::Decimal;
use std::fmt;

/// One answer.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Value {
    /// Money in yuan, a rate or a count.
    Number(Decimal),
    /// A day.
    Day(Date),
    /// Yes or no.
    Truth(bool),
    /// The place of an option.
    Choice(usize),
}

/// Answers to shared facts, and to the facts of each item.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Answers {
    shared: Given,
    items: Vec<Given>,
}

/// Values by fact, in the order of the facts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Given(Vec<(usize, Value)>);

impl Given {
    fn get(&self, fact: usize) -> Option<&Value> {
        self.0.iter().find(|it| it.0 == fact).map(|it| &it.1)
    }

    fn set(&mut self, fact: usize, value: Option<Value>) {
        self.0.retain(|it| it.0 != fact);
        if let Some(value) = value {
            let at = self.0.iter().position(|it| it.0 > fact).unwrap_or(self.0.len());
            self.0.insert(at, (fact, value));
        }
    }
}

/// An answer that does not fit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswerError {
    /// The fact's name as it was given.
    pub fact: String,
    /// What is wrong.
    pub kind: AnswerErrorKind,
}

/// What is wrong with an answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AnswerErrorKind {
    /// The vocabulary has no such fact.
    UnknownFact,
    /// A fact of one item was given for all, or the other way round.
    WrongPlace,
    /// The text is not a value of the fact.
    Input(InputError),
}

impl fmt::Display for AnswerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            AnswerErrorKind::UnknownFact => write!(f, "`{}`: no such fact", self.fact),
            AnswerErrorKind::WrongPlace => {
                write!(f, "`{}`: facts of an item go under `items`, the others beside it", self.fact)
            }
            AnswerErrorKind::Input(err) => write!(f, "`{}`: {err}", self.fact),
        }
    }
}

impl std::error::Error for AnswerError {}

impl Answers {
    /// Nothing answered, and `items` items.
    #[must_use]
    pub fn with_items(items: usize) -> Answers {
        Answers { shared: Given::default(), items: vec![Given::default(); items] }
    }

    /// How many items there are.
    #[must_use]
    pub fn n_items(&self) -> usize {
        self.items.len()
    }

    /// The answer to a fact; `item` is `None` for a shared fact.
    #[must_use]
    pub fn get(&self, fact: usize, item: Option<usize>) -> Option<&Value> {
        match item {
            None => self.shared.get(fact),
            Some(item) => self.items.get(item)?.get(fact),
        }
    }

    /// Gives or takes back (`None`) an answer. A new item is made when `item` is one past the last.
    pub fn set(&mut self, fact: usize, item: Option<usize>, value: Option<Value>) {
        let answers = match item {
            None => &mut self.shared,
            Some(item) => {
                if item == self.items.len() {
                    self.items.push(Given::default());
                }
                match self.items.get_mut(item) {
                    Some(it) => it,
                    None => return,
                }
            }
        };
        answers.set(fact, value);
    }

    /// Takes an item away; the later ones move up.
    pub fn remove_item(&mut self, item: usize) {
        if item < self.items.len() {
            self.items.remove(item);
        }
    }

    /// The answers as if this item were the only one.
    #[must_use]
    pub fn alone(&self, item: usize) -> Answers {
        Answers { shared: self.shared.clone(), items: self.items.get(item).cloned().into_iter().collect() }
    }

    /// Reads one answer by the fact's name.
    ///
    /// # Errors
    /// When there is no such fact, the text is not a value of it, or it belongs elsewhere.
    pub fn read(&mut self, packs: &Packs, id: &str, item: Option<usize>, text: &str) -> Result<(), AnswerError> {
        let error = |kind| AnswerError { fact: id.to_owned(), kind };
        let Some((place, fact)) = packs.fact(id) else { return Err(error(AnswerErrorKind::UnknownFact)) };
        if fact.item != item.is_some() {
            return Err(error(AnswerErrorKind::WrongPlace));
        }
        let value = read_value(fact, text).map_err(|err| error(AnswerErrorKind::Input(err)))?;
        self.set(place, item, Some(value));
        Ok(())
    }
}

/// Reads a typed text as a value of the fact, within its domain.
///
/// # Errors
/// Says what is wrong and what is expected.
pub fn read_value(fact: &Fact, text: &str) -> Result<Value, InputError> {
    match &fact.kind {
        FactKind::Number { unit, least, most, step } => {
            let places = if matches!(unit, Unit::Yuan(_)) { 2 } else { step.normalize().scale() };
            read_number(text, places, *least, *most)
        }
        FactKind::Day { least, most } => read_day(text, *least, *most),
        FactKind::Truth => match text.trim() {
            "true" => Ok(Value::Truth(true)),
            "false" => Ok(Value::Truth(false)),
            "" => Err(InputError::Empty),
            _ => Err(InputError::NotATruth),
        },
        FactKind::Choice(options) => match options.iter().position(|it| it.id == text.trim()) {
            Some(it) => Ok(Value::Choice(it)),
            None if text.trim().is_empty() => Err(InputError::Empty),
            None => Err(InputError::NotAChoice(text.trim().to_owned())),
        },
    }
}

// Apart from each other, so that a browser compiles what a page reads and no more.
#[inline(never)]
fn read_number(text: &str, places: u32, least: Decimal, most: Decimal) -> Result<Value, InputError> {
    let number = input::number(text, places)?;
    if number < least {
        Err(InputError::TooSmall(least))
    } else if number > most {
        Err(InputError::TooLarge(most))
    } else {
        Ok(Value::Number(number))
    }
}

#[inline(never)]
fn read_day(text: &str, least: Date, most: Date) -> Result<Value, InputError> {
    let day = input::day(text)?;
    if day < least {
        Err(InputError::TooEarly(least))
    } else if day > most {
        Err(InputError::TooLate(most))
    } else {
        Ok(Value::Day(day))
    }
}

/// The text that [`read_value`] reads back.
#[must_use]
pub fn write_value(fact: &Fact, value: &Value) -> String {
    match (value, &fact.kind) {
        (Value::Number(it), FactKind::Number { unit: Unit::Yuan(_), .. }) => crate::Money::from_yuan(*it).to_string(),
        (Value::Number(it), _) => it.normalize().to_string(),
        (Value::Day(it), _) => date::iso(*it),
        (Value::Truth(it), _) => it.to_string(),
        (Value::Choice(it), FactKind::Choice(options)) => options.get(*it).map(|it| it.id.clone()).unwrap_or_default(),
        (Value::Choice(_), _) => String::new(),
    }
}

/// All values that the fact can have, or the one that was answered.
pub(crate) fn domain(fact: &Fact, value: Option<&Value>) -> Domain {
    match (value, &fact.kind) {
        (Some(Value::Number(it)), _) => Domain::Number(*it, *it, Decimal::ONE),
        (Some(Value::Day(it)), _) => {
            let it = date::to_number(*it);
            Domain::Number(it, it, Decimal::ONE)
        }
        (Some(Value::Truth(it)), _) => Domain::Bits(if *it { TRUE_BIT } else { FALSE_BIT }),
        (Some(Value::Choice(it)), _) => Domain::Bits(1_u64.checked_shl(u32::try_from(*it).unwrap_or(64)).unwrap_or(0)),
        (None, FactKind::Number { least, most, step, .. }) => Domain::Number(*least, *most, *step),
        (None, FactKind::Day { least, most }) => {
            Domain::Number(date::to_number(*least), date::to_number(*most), Decimal::ONE)
        }
        (None, FactKind::Truth) => Domain::Bits(FALSE_BIT | TRUE_BIT),
        (None, FactKind::Choice(options)) => Domain::Bits(u64::MAX >> (64 - options.len().clamp(1, 64))),
    }
}

/// Whether a person could type this number for the fact.
pub(crate) fn on_grid(fact: &Fact, number: Decimal) -> bool {
    match &fact.kind {
        FactKind::Number { least, most, step, .. } => {
            *least <= number
                && number <= *most
                && number.checked_sub(*least).and_then(|it| it.checked_rem(*step)).is_some_and(|it| it.is_zero())
        }
        FactKind::Day { .. } => date::from_number(number).is_some(),
        FactKind::Truth | FactKind::Choice(_) => false,
    }
}

/// The value that a decided domain stands for.
pub(crate) fn value_of(fact: &Fact, domain: Domain) -> Option<Value> {
    match (domain, &fact.kind) {
        (Domain::Number(lo, hi, _), FactKind::Number { .. }) if num::equal(&lo, &hi) => Some(Value::Number(lo)),
        (Domain::Number(lo, hi, _), FactKind::Day { .. }) if num::equal(&lo, &hi) => {
            date::from_number(lo).map(Value::Day)
        }
        (Domain::Bits(bits), FactKind::Truth) if bits.count_ones() == 1 => Some(Value::Truth(bits == TRUE_BIT)),
        (Domain::Bits(bits), FactKind::Choice(_)) if bits.count_ones() == 1 => {
            usize::try_from(bits.trailing_zeros()).ok().map(Value::Choice)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_taken_away_and_the_later_ones_move_up() {
        let mut answers = Answers::with_items(3);
        for item in 0..3 {
            answers.set(7, Some(item), Some(Value::Choice(item)));
        }
        answers.remove_item(3);
        assert_eq!(answers.n_items(), 3);
        answers.remove_item(1);
        let left: Vec<Option<&Value>> = (0..3).map(|it| answers.get(7, Some(it))).collect();
        assert_eq!((answers.n_items(), left), (2, vec![Some(&Value::Choice(0)), Some(&Value::Choice(2)), None]));
        assert_eq!(answers.alone(1).get(7, Some(0)), Some(&Value::Choice(2)));
    }

    #[test]
    fn the_order_of_answering_does_not_matter() {
        let told = |facts: [usize; 4]| {
            let mut answers = Answers::default();
            facts.into_iter().for_each(|it| answers.set(it, None, Some(Value::Choice(it))));
            answers
        };
        assert_eq!(told([1, 2, 3, 4]), told([3, 1, 4, 2]));
        assert_eq!(told([1, 2, 3, 4]), told([4, 3, 2, 1]));
    }

    fn fact(kind: FactKind) -> Fact {
        Fact {
            id: String::new(),
            ask: String::new(),
            label: String::new(),
            kind,
            printed_on: None,
            help: None,
            in_ones_power: true,
            item: false,
            reading: None,
        }
    }

    #[track_caller]
    fn check_value(kind: FactKind, domain: Domain, value: Option<Value>) {
        assert_eq!(value_of(&fact(kind), domain), value);
    }

    /// From 1 to 2 by halves.
    fn halves() -> FactKind {
        FactKind::Number { unit: Unit::Rate, least: Decimal::ONE, most: Decimal::TWO, step: Decimal::new(5, 1) }
    }

    #[test]
    fn nothing_typed_is_not_a_wrong_answer() {
        let choice = || FactKind::Choice(Vec::new());
        for kind in [FactKind::Truth, choice(), halves()] {
            assert_eq!(read_value(&fact(kind.clone()), " "), Err(InputError::Empty), "{kind:?}");
        }
        assert_eq!(read_value(&fact(FactKind::Truth), "yes"), Err(InputError::NotATruth));
        assert_eq!(read_value(&fact(choice()), "yes"), Err(InputError::NotAChoice("yes".to_owned())));
    }

    #[test]
    fn a_number_that_can_be_typed_lies_in_the_domain_and_on_its_steps() {
        let typed = |tenths: i64| on_grid(&fact(halves()), Decimal::new(tenths, 1));
        assert_eq!([5, 10, 12, 15, 20, 25].map(typed), [false, true, false, true, true, false]);
    }

    #[test]
    fn only_what_is_decided_stands_for_a_value() {
        check_value(FactKind::Truth, Domain::Bits(FALSE_BIT), Some(Value::Truth(false)));
        check_value(FactKind::Truth, Domain::Bits(TRUE_BIT), Some(Value::Truth(true)));
        check_value(FactKind::Truth, Domain::Bits(FALSE_BIT | TRUE_BIT), None);
        check_value(FactKind::Choice(Vec::new()), Domain::Bits(4), Some(Value::Choice(2)));
        check_value(FactKind::Choice(Vec::new()), Domain::Bits(6), None);
        check_value(FactKind::Truth, Domain::Number(Decimal::ONE, Decimal::ONE, Decimal::ONE), None);
        let to = |most: Decimal| Domain::Number(Decimal::ONE, most, Decimal::ONE);
        check_value(halves(), to(Decimal::ONE), Some(Value::Number(Decimal::ONE)));
        check_value(halves(), to(Decimal::TWO), None);
        let (least, most) = (date::from_number(Decimal::ONE).unwrap(), date::from_number(Decimal::TWO).unwrap());
        check_value(FactKind::Day { least, most }, to(Decimal::ONE), Some(Value::Day(least)));
        check_value(FactKind::Day { least, most }, to(Decimal::TWO), None);
    }
}
