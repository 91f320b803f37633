//! What the household planner's page shows, derived from what was typed: who pays, which rounds, which days, what is
//! bought, which vouchers are held. Nothing here is kept; [`crate::cart`] makes the planner's request of it.

use crate::form::{Entry, Form, Slot};
use crate::voucher::Typed;
use engine::campaign::{Campaign, ClockTime, Platform};
use engine::date::Date;
use engine::input::{self, InputError};

mod claims;
mod line;
mod used;

pub use claims::{Claim, barred};
pub use line::{ABOUT, AMOUNT, BUY, DECLINE, DISCOUNT, HIGH, LOW, Line, part};
pub use used::{CAR_KIND, SCHEME, USED, Used};

/// The day of a purchase.
pub const DAY: &str = "day";
/// The time of day at which it is paid.
pub const TIME: &str = "time";
/// The shop, where limits count per shop.
pub const SHOP: &str = "shop";
/// The app with which alone it can be paid.
pub const APP: &str = "app";
/// Who pays it.
pub const PAYER: &str = "payer";
/// Which goods of the trade-in it is.
pub const KIND: &str = "kind";
/// How efficient they are.
pub const LEVEL: &str = "level";
/// Whether the usual conditions of trade-ins hold.
pub const USUAL: &str = "usual";
/// Whether the subsidies for cars are asked for.
pub const CAR: &str = "car";
/// A further member: the name.
pub const MEMBER: &str = "member";
/// The name of the first member.
pub const ME: &str = "me";
/// A voucher that is held: `round/denomination`.
pub const HELD: &str = "held";
/// How many of it.
pub const COUNT: &str = "count";
/// Whose it is.
pub const WHOSE: &str = "whose";
/// Until when it is good.
pub const UNTIL: &str = "until";
/// The days among which purchases without a day of their own may choose.
pub const FROM: &str = "from";
/// Their last.
pub const TO: &str = "to";
/// Whether a round takes part: `round.` and its name.
pub const ROUND: &str = "round.";
/// Whether vouchers of a round may still be claimed: `claim.` and its name.
pub const CLAIM: &str = "claim.";

/// The most members that the page takes.
pub const MOST_MEMBERS: usize = 6;
/// The most purchases that the page takes.
pub const MOST_PURCHASES: usize = 60;
/// The most kinds of goods on one bill.
pub const MOST_LINES: usize = 6;
/// The most days among which the planner chooses.
pub const MOST_DAYS: usize = 62;
/// The most of one voucher.
pub const MOST_COUNT: u32 = 50;

/// Everything on the page.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Household {
    /// Who pays; the first is the person at the screen.
    pub members: Vec<Member>,
    /// The rounds that take part, by their places in the packs.
    pub rounds: Vec<Chosen>,
    /// The first of the days, as typed.
    pub from: Typed<Date>,
    /// The last of the days, as typed.
    pub to: Typed<Date>,
    /// The days among which purchases may choose, at most [`MOST_DAYS`].
    pub days: Vec<Date>,
    /// How many days there would be, when they are too many.
    pub too_many_days: Option<usize>,
    /// What is bought.
    pub purchases: Vec<Purchase>,
    /// What is held.
    pub holdings: Vec<Holding>,
    /// What was subsidised already.
    pub used: Vec<Used>,
    /// Whether the time of day matters to some round that takes part.
    pub hours: bool,
}

/// One member.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// Its number; none: the person at the screen.
    pub item: Option<u32>,
    /// The name as it was typed; empty: none was.
    pub name: String,
    /// What the person can claim of each round that takes part, in their order.
    pub claims: Vec<Claim>,
}

/// A round that takes part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Chosen {
    /// Its place in the packs.
    pub place: usize,
    /// Whether its vouchers may still be claimed.
    pub claim: bool,
}

/// One purchase, paid at once.
#[derive(Clone, PartialEq, Debug)]
pub struct Purchase {
    /// Its number.
    pub id: u32,
    /// What is on the bill, at least one.
    pub lines: Vec<Line>,
    /// The day; none: any of the household's.
    pub day: Typed<Date>,
    /// Whether that day lies outside all rounds that take part.
    pub outside: bool,
    /// The time of day; none: any.
    pub time: Option<ClockTime>,
    /// The shop.
    pub shop: String,
    /// The only app that it can be paid with.
    pub app: Option<Platform>,
    /// Who pays, by place among the members; none: whoever suits best.
    pub payer: Option<usize>,
    /// The kind of goods for the trade-in.
    pub kind: String,
    /// How efficient they are.
    pub level: String,
    /// Whether invoice and persons are as trade-ins ask; none: not told.
    pub usual: Option<bool>,
    /// Whether the subsidies for cars are asked for.
    pub car: bool,
}

/// A voucher that is held.
#[derive(Clone, PartialEq, Debug)]
pub struct Holding {
    /// Its number.
    pub id: u32,
    /// Its round, by place in the packs.
    pub round: usize,
    /// Its denomination, by place in the round.
    pub benefit: usize,
    /// How many.
    pub count: u32,
    /// Whose, by place among the members.
    pub whose: usize,
    /// The last day on which it is good.
    pub until: Typed<Date>,
    /// Whether that day must be told, because it counts from the claim.
    pub needs_until: bool,
    /// Whether its round takes part.
    pub takes_part: bool,
}

/// What was said about a fact, as typed; empty: nothing.
#[must_use]
pub fn said<'a>(form: &'a Form, fact: &str, item: Option<u32>) -> &'a str {
    match form.entry(&Slot::new(fact, item)) {
        Some(Entry::Typed(text)) => text,
        _ => "",
    }
}

/// What kind of item a number stands for.
fn is(form: &Form, fact: &str, item: u32) -> bool {
    !said(form, fact, Some(item)).is_empty()
}

/// Works the page out.
#[must_use]
pub fn household(campaigns: &[Campaign], form: &Form, today: Option<Date>) -> Household {
    let of = |fact: &'static str| form.items().iter().copied().filter(move |it| is(form, fact, *it));
    let rounds = rounds(campaigns, form);
    let chosen: Vec<&Campaign> = rounds.iter().filter_map(|it| campaigns.get(it.place)).collect();
    let member = |item: Option<u32>, fact: &str| Member {
        item,
        name: said(form, fact, item).trim().to_owned(),
        claims: chosen.iter().map(|it| claims::of(form, it, item)).collect(),
    };
    let others = form.items().iter().filter(|it| form.entry(&Slot::new(MEMBER, Some(**it))).is_some());
    let mut members = vec![member(None, ME)];
    members.extend(others.map(|it| member(Some(*it), MEMBER)));
    let (from, to) = (day(form, FROM, None), day(form, TO, None));
    let to = after(from.value.clone().ok().flatten(), to);
    let mut days = span(&chosen, &from, &to, today);
    let too_many_days = (days.len() > MOST_DAYS).then_some(days.len());
    days.truncate(MOST_DAYS);
    let purchases = of(BUY).map(|it| purchase(form, it, &members, &chosen)).collect();
    let holdings = of(HELD).filter_map(|it| holding(form, it, campaigns, &members, &rounds)).collect();
    let used = of(USED).map(|it| used::of(form, it, &members)).collect();
    let hours = chosen.iter().any(|it| has_hours(it));
    Household { members, rounds, from, to, days, too_many_days, purchases, holdings, used, hours }
}

fn rounds(campaigns: &[Campaign], form: &Form) -> Vec<Chosen> {
    let mut rounds = Vec::new();
    for (place, it) in campaigns.iter().enumerate() {
        if said(form, &[ROUND, it.id()].concat(), None) == "true" {
            rounds.push(Chosen { place, claim: said(form, &[CLAIM, it.id()].concat(), None) != "false" });
        }
    }
    rounds
}

/// Whether vouchers of a round are given out or taken at some times of the day only.
fn has_hours(it: &Campaign) -> bool {
    let edge = |day: Date| it.claim().opens(day).is_some_and(|it| it > ClockTime::START);
    let window = |first: Date, last: Date| edge(first) || edge(last);
    let classes = it.classes().iter().map(|it| it.window());
    it.daily() != (ClockTime::START, ClockTime::END)
        || it.days().is_some_and(|(first, last)| window(first, last))
        || classes.into_iter().any(|it| it.from_time() > ClockTime::START || it.to_time() < ClockTime::END)
}

fn day(form: &Form, fact: &str, item: Option<u32>) -> Typed<Date> {
    Typed::at(form, &Slot::new(fact, item), input::day)
}

/// A last day that is not before the first.
fn after(first: Option<Date>, last: Typed<Date>) -> Typed<Date> {
    match (first, &last.value) {
        (Some(first), Ok(Some(day))) if *day < first => Typed { value: Err(InputError::TooEarly(first)), ..last },
        _ => last,
    }
}

/// All days among which a purchase may choose, in their order.
fn span(rounds: &[&Campaign], from: &Typed<Date>, to: &Typed<Date>, today: Option<Date>) -> Vec<Date> {
    let told = |it: &Typed<Date>| it.value.clone().ok().flatten();
    let mut days = Vec::new();
    match (told(from), told(to)) {
        (None, None) => {
            for (first, last) in rounds.iter().filter_map(|it| it.days()) {
                // Of a round that is on, only the days that are left; one that is over is tried out whole.
                let first = today.filter(|it| *it > first && *it <= last).unwrap_or(first);
                fill(&mut days, first, last);
            }
            if let (true, Some(today)) = (rounds.is_empty(), today) {
                fill(&mut days, today, later(today, 30));
            }
        }
        (Some(first), Some(last)) => fill(&mut days, first, last),
        (Some(first), None) => {
            let last = rounds.iter().filter_map(|it| it.days()).map(|it| it.1).max().filter(|it| *it >= first);
            fill(&mut days, first, last.unwrap_or_else(|| later(first, 30)));
        }
        (None, Some(last)) => {
            let first = rounds.iter().filter_map(|it| it.days()).map(|it| it.0).min().or(today);
            fill(&mut days, first.filter(|it| *it <= last).unwrap_or(last), last);
        }
    }
    days.sort_unstable();
    days.dedup();
    days
}

fn later(mut day: Date, days: usize) -> Date {
    for _ in 0..days {
        day = day.next_day().unwrap_or(day);
    }
    day
}

/// Puts in the days from the first to the last, as far as a count of them makes sense.
fn fill(days: &mut Vec<Date>, first: Date, last: Date) {
    let mut day = Some(first);
    while let Some(it) = day.filter(|it| *it <= last && days.len() < 2_000) {
        days.push(it);
        day = it.next_day();
    }
}

fn purchase(form: &Form, id: u32, members: &[Member], rounds: &[&Campaign]) -> Purchase {
    let text = |fact: &str| said(form, fact, Some(id));
    let parts = (1..=MOST_LINES).filter(|it| !text(&part(BUY, *it)).is_empty());
    let day = day(form, DAY, Some(id));
    let within = |day: Date| rounds.iter().filter_map(|it| it.days()).any(|(first, last)| first <= day && day <= last);
    let outside = !rounds.is_empty() && matches!(day.value, Ok(Some(day)) if !within(day));
    Purchase {
        id,
        lines: parts.map(|it| line::of(form, id, it)).collect(),
        day,
        outside,
        time: ClockTime::parse(text(TIME)),
        shop: text(SHOP).trim().to_owned(),
        app: Platform::named(text(APP)),
        payer: place_of(text(PAYER), members),
        kind: text(KIND).to_owned(),
        level: text(LEVEL).to_owned(),
        usual: text(USUAL).parse().ok(),
        car: text(CAR) == "true",
    }
}

/// The name by which answers refer to a member.
#[must_use]
pub fn reference(member: &Member) -> String {
    member.item.map_or_else(|| ME.to_owned(), |it| it.to_string())
}

/// The same with items numbered from 0 in their order, as a link does it: answers that name a member follow.
#[must_use]
pub fn renumbered(form: &Form) -> Form {
    let place = |item: u32| form.items().iter().position(|it| *it == item).and_then(|it| u32::try_from(it).ok());
    let one = |(slot, entry): &(Slot, Entry)| {
        let slot = Slot { item: slot.item.map(|it| place(it).unwrap_or(it)), ..slot.clone() };
        let member = match entry {
            Entry::Typed(text) if slot.fact == PAYER || slot.fact == WHOSE => text.parse().ok().and_then(place),
            _ => None,
        };
        (slot, member.map_or_else(|| entry.clone(), |it| Entry::Typed(it.to_string().into())))
    };
    let items = (0_u32..).zip(form.items()).map(|it| it.0).collect();
    Form::of(form.entries().iter().map(one).collect(), items)
}

fn place_of(text: &str, members: &[Member]) -> Option<usize> {
    members.iter().position(|it| reference(it) == text)
}

fn holding(form: &Form, id: u32, campaigns: &[Campaign], members: &[Member], rounds: &[Chosen]) -> Option<Holding> {
    let (round, benefit) = said(form, HELD, Some(id)).split_once('/')?;
    let round = campaigns.iter().position(|it| it.id() == round)?;
    let campaign = campaigns.get(round)?;
    let (benefit, it) = campaign.benefit(benefit)?;
    let class = campaign.classes().get(it.class())?;
    let until = Typed::at(form, &Slot::new(UNTIL, Some(id)), input::day);
    Some(Holding {
        id,
        round,
        benefit,
        count: said(form, COUNT, Some(id)).parse().unwrap_or(1).clamp(1, MOST_COUNT),
        whose: place_of(said(form, WHOSE, Some(id)), members).unwrap_or(0),
        needs_until: class.validity().counts_from_claim(),
        until,
        takes_part: rounds.iter().any(|it| it.place == round),
    })
}

#[cfg(test)]
#[path = "household/tests.rs"]
mod tests;
