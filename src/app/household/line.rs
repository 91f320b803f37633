//! One kind of goods on a bill: what it comes to, for sure or about, and what the shop takes off.

use super::said;
use crate::form::{Form, Slot};
use crate::voucher::{Typed, positive};
use engine::campaign::Category;
use engine::input::{self, InputError};
use rust_decimal::Decimal;

/// What a purchase is for; its first answer.
pub const BUY: &str = "buy";
/// What it comes to before the shop's own discount.
pub const AMOUNT: &str = "amount";
/// Whether that is known only about, or not at all.
pub const ABOUT: &str = "about";
/// The least that it can come to.
pub const LOW: &str = "low";
/// The most that it can come to.
pub const HIGH: &str = "high";
/// What the shop takes off.
pub const DISCOUNT: &str = "discount";
/// Whether one may do without that.
pub const DECLINE: &str = "decline";

/// One kind of goods on a bill.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// Its number on the bill, from 1: what its answers are called by.
    pub part: usize,
    /// What it is.
    pub category: Option<Category>,
    /// What it comes to.
    pub amount: Typed<Decimal>,
    /// Whether only the two ends below count, or nothing is known.
    pub about: bool,
    /// The least that it can come to.
    pub low: Typed<Decimal>,
    /// The most that it can come to.
    pub high: Typed<Decimal>,
    /// What the shop takes off.
    pub discount: Typed<Decimal>,
    /// Whether one may do without that.
    pub decline: bool,
}

impl Line {
    /// What it comes to, where that is known to the fen.
    #[must_use]
    pub fn exactly(&self) -> Option<Decimal> {
        let (least, most) = self.ends();
        least.filter(|it| most == Some(*it))
    }

    /// The least and the most that it can come to; none: not told.
    #[must_use]
    pub fn ends(&self) -> (Option<Decimal>, Option<Decimal>) {
        if self.about {
            (self.low.told().filter(|it| !it.is_zero()), self.high.told())
        } else {
            (self.amount.told(), self.amount.told())
        }
    }

    /// What the shop takes off; it says nothing until there is something to take it from.
    #[must_use]
    pub fn off(&self) -> Option<Decimal> {
        let least = self.ends().0?;
        self.discount.told().filter(|it| !it.is_zero() && *it <= least)
    }

    /// What is wrong with the amounts that count.
    #[must_use]
    pub fn wrong(&self) -> Vec<&InputError> {
        let amounts = if self.about { vec![&self.low, &self.high] } else { vec![&self.amount] };
        amounts.into_iter().chain([&self.discount]).filter_map(|it| it.value.as_ref().err()).collect()
    }
}

/// The name of an answer about one line of a bill.
#[must_use]
pub fn part(fact: &str, number: usize) -> String {
    if number <= 1 { fact.to_owned() } else { [fact, "-", &number.to_string()].concat() }
}

pub(super) fn of(form: &Form, id: u32, number: usize) -> Line {
    let slot = |fact: &str| Slot::new(&part(fact, number), Some(id));
    let text = |fact: &str| said(form, &part(fact, number), Some(id));
    let amount = Typed::at(form, &slot(AMOUNT), |text| positive(input::number(text, 2)));
    let low = Typed::at(form, &slot(LOW), |text| match input::number(text, 2) {
        Ok(it) if it.is_zero() => Ok(it),
        other => positive(other),
    });
    let high = Typed::at(form, &slot(HIGH), |text| {
        let it = positive(input::number(text, 2))?;
        match low.told() {
            Some(low) if it < low => Err(InputError::TooSmall(low)),
            _ => Ok(it),
        }
    });
    let about = text(ABOUT) == "true";
    let least = if about { &low } else { &amount };
    let discount = Typed::at(form, &slot(DISCOUNT), |text| {
        let it = input::number(text, 2)?;
        match &least.value {
            Ok(Some(least)) if it > *least => Err(InputError::TooLarge(*least)),
            Ok(_) | Err(_) => Ok(it),
        }
    });
    let category = Category::named(text(BUY));
    Line { part: number, category, about, low, high, discount, decline: text(DECLINE) == "true", amount }
}
