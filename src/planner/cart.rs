//! What a person means to buy and the vouchers held, checked against a campaign; not what becomes of them.

mod check;

pub(crate) use check::{check_held, check_purchase};

use engine::campaign::raw::{RawCart, RawHeld, RawLine, RawPurchase};
use engine::campaign::{Campaign, Category, ClockTime, Fen, Platform};
use engine::date::{iso, parse_iso};
use rust_decimal::Decimal;
use std::fmt;
use time::Date;

/// The most purchases in a cart.
pub const MOST_PURCHASES: usize = 200;
/// The most lines of a purchase.
pub const MOST_LINES: usize = 30;
/// The most days among which a purchase may choose.
pub const MOST_DAYS: usize = 62;
/// The most vouchers held.
pub const MOST_HELD: u32 = 200;

/// Purchases and vouchers, checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cart {
    pub(crate) purchases: Vec<Purchase>,
    pub(crate) held: Vec<Held>,
    pub(crate) may_claim: bool,
}

/// One bill, paid at once. It is never split.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Purchase {
    /// Its name in the cart.
    pub id: String,
    /// What is on the bill.
    pub lines: Vec<Line>,
    /// The day, or the days among which one can still choose.
    pub days: Vec<Date>,
    /// The time of day, when it matters and is known.
    pub time: Option<ClockTime>,
    /// The apps with which it can be paid; none: any.
    pub platforms: Vec<Platform>,
    /// The shop, where limits count per shop.
    pub merchant: Option<String>,
    /// Who may pay it, by places among the members; none: any of them.
    pub payers: Vec<usize>,
}

/// One kind of goods on a bill.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// What it is.
    pub category: Category,
    /// Its price before the shop's own discount.
    pub price: Amount,
    /// What the shop itself takes off.
    pub shop_discount: Fen,
    /// Whether one may do without that discount, as with a coupon of the shop.
    pub declinable: bool,
    /// Subsidies of which the line can take one.
    pub subsidies: Vec<Subsidy>,
}

/// What a subsidy such as 以旧换新 pays for one line. The payer is the one who applies for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Subsidy {
    /// The scheme's name.
    pub scheme: String,
    /// What its quota counts apart, such as the kind of goods; empty: it counts all together.
    pub kind: String,
    /// How many times each member may use it for this kind; `None`: no limit was seen.
    pub quota: Option<u32>,
    /// What it pays for each day of the purchase: with the shop's discount, and without it.
    pub pays: Vec<[Fen; 2]>,
    /// Whether vouchers may be used for the same goods; they then see what the subsidy leaves to pay.
    /// Where the terms are silent: no, and the plan says so.
    pub with_vouchers: bool,
}

/// An amount that may still be open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Amount {
    /// Known to the fen.
    Exactly(Fen),
    /// Somewhere between, both included.
    Between {
        /// The least that it can be.
        least: Fen,
        /// The most that it can be; `None`: not known.
        most: Option<Fen>,
    },
}

impl Amount {
    /// The least that it can be.
    #[must_use]
    pub const fn least(self) -> Fen {
        match self {
            Amount::Exactly(fen) | Amount::Between { least: fen, .. } => fen,
        }
    }

    /// The most that it can be; `None`: not known.
    #[must_use]
    pub const fn most(self) -> Option<Fen> {
        match self {
            Amount::Exactly(fen) => Some(fen),
            Amount::Between { most, .. } => most,
        }
    }
}

/// Vouchers that the person has already claimed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// The place of the round among those planned together.
    pub round: usize,
    /// The place of the denomination in the campaign.
    pub benefit: usize,
    /// How many.
    pub count: u32,
    /// In which app; `None`: not said.
    pub platform: Option<Platform>,
    /// What is left of a wallet that payments share; `None`: all of it.
    pub balance: Option<Fen>,
    /// On which day they were claimed; needed where validity counts from it and `last_day` is not given.
    pub claimed_on: Option<Date>,
    /// The last day on which they can be used, as the app shows it; `None`: it follows from the terms.
    pub last_day: Option<Date>,
}

/// What is wrong with a cart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CartError {
    /// No purchase at all.
    Empty,
    /// More purchases than [`MOST_PURCHASES`].
    TooManyPurchases(usize),
    /// More held vouchers than [`MOST_HELD`].
    TooManyHeld,
    /// Made for another campaign.
    OtherCampaign(String),
    /// A field of a purchase: its name in the cart, the field, what was expected.
    Purchase(String, String, &'static str),
    /// A field of a held voucher: its place from 0, the field, what was expected.
    Held(usize, &'static str, &'static str),
}

impl fmt::Display for CartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CartError::Empty => write!(f, "the cart is empty, expected at least one purchase"),
            CartError::TooManyPurchases(given) => {
                write!(f, "the cart has {given} purchases, expected at most {MOST_PURCHASES}")
            }
            CartError::TooManyHeld => write!(f, "too many vouchers held, expected at most {MOST_HELD}"),
            CartError::OtherCampaign(id) => write!(f, "the cart is for `{id}`, expected this campaign"),
            CartError::Purchase(id, field, expected) => write!(f, "purchase `{id}`: {field}: expected {expected}"),
            CartError::Held(place, field, expected) => write!(f, "held[{place}]: {field}: expected {expected}"),
        }
    }
}

impl std::error::Error for CartError {}

const AMOUNT: &str = "an amount in whole fen, above 0 and at most 10000000 yuan";

impl Cart {
    /// Checks purchases and held vouchers against a campaign.
    ///
    /// # Errors
    /// The first thing that makes no sense. A day outside the round is a reason in the plan and no error.
    pub fn new(
        campaign: &Campaign,
        purchases: Vec<Purchase>,
        held: Vec<Held>,
        may_claim: bool,
    ) -> Result<Cart, CartError> {
        if purchases.is_empty() {
            return Err(CartError::Empty);
        }
        if purchases.len() > MOST_PURCHASES {
            return Err(CartError::TooManyPurchases(purchases.len()));
        }
        let mut seen: Vec<&str> = Vec::new();
        for it in &purchases {
            if seen.contains(&it.id.as_str()) {
                return Err(CartError::Purchase(it.id.clone(), "id".into(), "a name that no other purchase has"));
            }
            seen.push(&it.id);
            if let Some((field, expected)) = check_purchase(it).into_iter().next() {
                return Err(CartError::Purchase(it.id.clone(), field, expected));
            }
        }
        let mut total: u32 = 0;
        for (place, it) in held.iter().enumerate() {
            total = total.saturating_add(it.count);
            if let Some((field, expected)) = check_held(campaign, it) {
                return Err(CartError::Held(place, field, expected));
            }
        }
        if total > MOST_HELD {
            return Err(CartError::TooManyHeld);
        }
        Ok(Cart { purchases, held, may_claim })
    }

    /// Checks a cart in its JSON form.
    ///
    /// # Errors
    /// As [`Cart::new`], and for words, days and amounts that cannot be read.
    pub fn from_raw(campaign: &Campaign, raw: RawCart) -> Result<Cart, CartError> {
        if !raw.campaign.is_empty() && raw.campaign != campaign.id() {
            return Err(CartError::OtherCampaign(raw.campaign));
        }
        // Before anything is copied: ten thousand purchases are refused, not worked through.
        if raw.purchases.len() > MOST_PURCHASES {
            return Err(CartError::TooManyPurchases(raw.purchases.len()));
        }
        let purchases = raw.purchases.into_iter().enumerate().map(|(place, it)| read_purchase(place, it));
        let purchases = purchases.collect::<Result<Vec<_>, _>>()?;
        let held = raw.held.into_iter().enumerate().map(|(place, it)| read_held(campaign, place, it));
        Cart::new(campaign, purchases, held.collect::<Result<Vec<_>, _>>()?, raw.may_claim)
    }

    /// The purchases.
    #[must_use]
    pub fn purchases(&self) -> &[Purchase] {
        &self.purchases
    }

    /// The vouchers held.
    #[must_use]
    pub fn held(&self) -> &[Held] {
        &self.held
    }

    /// Whether further vouchers may be claimed.
    #[must_use]
    pub const fn may_claim(&self) -> bool {
        self.may_claim
    }

    /// The JSON form, for sharing and for the command.
    #[must_use]
    pub fn to_raw(&self, campaign: &Campaign) -> RawCart {
        RawCart {
            campaign: campaign.id().to_owned(),
            purchases: self.purchases.iter().map(write_purchase).collect(),
            held: self.held.iter().filter_map(|it| write_held(campaign, it)).collect(),
            may_claim: self.may_claim,
        }
    }

    /// Whether some amount is still open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let open = |it: &Line| it.price.most() != Some(it.price.least());
        self.purchases.iter().any(|it| it.lines.iter().any(open))
    }
}

fn read_purchase(place: usize, raw: RawPurchase) -> Result<Purchase, CartError> {
    let number = place.saturating_add(1).to_string();
    let id = if raw.id.is_empty() { number } else { raw.id };
    let wrong = |field: &str, expected| CartError::Purchase(id.clone(), field.to_owned(), expected);
    let lines = raw.lines.iter().map(|it| read_line(it).map_err(|(field, expected)| wrong(field, expected)));
    let lines = lines.collect::<Result<Vec<_>, _>>()?;
    let days = raw.days.iter().map(|it| parse_iso(it).ok_or_else(|| wrong("days", "a day such as 2025-08-06")));
    let days = days.collect::<Result<Vec<_>, _>>()?;
    let time = match raw.time.as_deref().map(ClockTime::parse) {
        Some(None) => return Err(wrong("time", "a time such as 09:00")),
        Some(time) => time,
        None => None,
    };
    let platforms = raw.platforms.iter().map(|it| Platform::named(it).ok_or_else(|| wrong("platforms", "known apps")));
    let platforms = platforms.collect::<Result<Vec<_>, _>>()?;
    Ok(Purchase { id, lines, days, time, platforms, merchant: raw.merchant, payers: Vec::new() })
}

fn read_line(raw: &RawLine) -> Result<Line, (&'static str, &'static str)> {
    let category = Category::named(&raw.category).ok_or(("category", "a category of the list"))?;
    let fen = |yuan: Decimal, field: &'static str| Fen::from_yuan(yuan).ok_or((field, AMOUNT));
    let price = match (raw.amount, raw.at_least, raw.at_most) {
        (Some(amount), None, None) => Amount::Exactly(fen(amount, "amount")?),
        (Some(_), _, _) => return Err(("amount", "either an amount or its bounds")),
        (None, least, most) => Amount::Between {
            least: least.map_or(Ok(Fen::ZERO), |it| fen(it, "at_least"))?,
            most: most.map(|it| fen(it, "at_most")).transpose()?,
        },
    };
    let shop_discount = raw.shop_discount.map_or(Ok(Fen::ZERO), |it| fen(it, "shop_discount"))?;
    Ok(Line { category, price, shop_discount, declinable: false, subsidies: Vec::new() })
}

fn read_held(campaign: &Campaign, place: usize, raw: RawHeld) -> Result<Held, CartError> {
    let wrong = |field, expected| CartError::Held(place, field, expected);
    let (benefit, _) = campaign.benefit(&raw.benefit).ok_or_else(|| wrong("benefit", "a voucher of this campaign"))?;
    let platform = match raw.platform.as_deref().map(Platform::named) {
        Some(None) => return Err(wrong("platform", "an app of the list")),
        Some(platform) => platform,
        None => None,
    };
    let claimed_on = match raw.claimed_on.as_deref().map(parse_iso) {
        Some(None) => return Err(wrong("claimed_on", "a day such as 2026-03-07")),
        Some(day) => day,
        None => None,
    };
    let balance = raw.balance.map(|it| Fen::from_yuan(it).ok_or_else(|| wrong("balance", AMOUNT))).transpose()?;
    Ok(Held { round: 0, benefit, count: raw.count.unwrap_or(1), platform, balance, claimed_on, last_day: None })
}

fn write_purchase(it: &Purchase) -> RawPurchase {
    let some = |fen: Fen| (fen > Fen::ZERO).then(|| fen.yuan());
    let line = |it: &Line| {
        let (amount, at_least, at_most) = match it.price {
            Amount::Exactly(fen) => (Some(fen.yuan()), None, None),
            Amount::Between { least, most } => (None, some(least), most.map(Fen::yuan)),
        };
        let category = it.category.name().to_owned();
        RawLine { category, amount, at_least, at_most, shop_discount: some(it.shop_discount) }
    };
    RawPurchase {
        id: it.id.clone(),
        lines: it.lines.iter().map(line).collect(),
        days: it.days.iter().copied().map(iso).collect(),
        time: it.time.map(|it| it.to_string()),
        platforms: it.platforms.iter().map(|it| it.name().to_owned()).collect(),
        merchant: it.merchant.clone(),
    }
}

fn write_held(campaign: &Campaign, it: &Held) -> Option<RawHeld> {
    Some(RawHeld {
        benefit: campaign.benefits().get(it.benefit)?.id().to_owned(),
        count: (it.count != 1).then_some(it.count),
        platform: it.platform.map(|it| it.name().to_owned()),
        balance: it.balance.map(Fen::yuan),
        claimed_on: it.claimed_on.map(iso),
    })
}
