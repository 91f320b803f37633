//! The request that the planner is sent: the cart of `huisuan plan` as JSON, made of what was typed.
//!
//! A text that is no amount leaves the amount open, a voucher whose last day is needed and not told is left out: the
//! page says so beside the field.

use crate::answer::Known;
use crate::form::{Entry, Form};
use crate::household::{Claim, Household, Line, MOST_DAYS, Member, Purchase, reference};
use crate::voucher::{self, Bill};
use engine::campaign::{Campaign, Category};
use engine::date::{Date, iso};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

/// The fact that says what a car costs.
const CAR_PRICE: &str = "new_price";

/// The cart of a household; `None` while nothing is bought or there is no day. `car` is what was typed about a car.
#[must_use]
pub fn of_household(campaigns: &[Campaign], it: &Household, known: Option<&Known>, car: &Form) -> Option<Value> {
    if it.purchases.is_empty() || it.days.is_empty() {
        return None;
    }
    let mut cart = Map::new();
    let rounds = || it.rounds.iter().filter_map(|chosen| Some((chosen, campaigns.get(chosen.place)?)));
    cart.insert("campaigns".into(), rounds().map(|(_, it)| text(it.id())).collect());
    let members = it.members.iter().enumerate().map(|(place, member)| {
        let mut one = Map::new();
        one.insert("id".into(), text(&reference(member)));
        one.extend(claimable(campaigns, it, member).map(|it| ("claimable".to_owned(), it.into())));
        let held = it.holdings.iter().filter(|it| it.whose == place && it.takes_part);
        let held: Vec<Value> = held.flat_map(|it| self::held(campaigns, it)).collect();
        list(&mut one, "held", held);
        list(&mut one, "quota_used", known.map(|known| used(it, place, known)).unwrap_or_default());
        Value::Object(one)
    });
    cart.insert("members".into(), members.collect());
    let purchases = it.purchases.iter().map(|purchase| self::purchase(it, purchase, known, car));
    cart.insert("purchases".into(), purchases.collect());
    Some(Value::Object(cart))
}

/// What a member can claim; `None`: all that the terms allow.
fn claimable(campaigns: &[Campaign], home: &Household, member: &Member) -> Option<Vec<Value>> {
    let mut all = Vec::new();
    let mut limited = false;
    for (chosen, claim) in home.rounds.iter().zip(&member.claims) {
        let Some(round) = campaigns.get(chosen.place) else { continue };
        match claim {
            Claim::All if chosen.claim => all.push(text(round.id())),
            Claim::But(but) if chosen.claim => {
                limited = true;
                let rest = round.benefits().iter().enumerate().filter(|(place, _)| !but.contains(place));
                all.extend(rest.map(|(_, it)| text(&[round.id(), "/", it.id()].concat())));
            }
            _ => limited = true,
        }
    }
    limited.then_some(all)
}

/// What a member has used of the quotas of subsidies.
fn used(home: &Household, place: usize, known: &Known) -> Vec<Value> {
    let mut all = Vec::new();
    for it in home.used.iter().filter(|it| it.whose == place) {
        for (scheme, kind) in it.counts(known) {
            let mut one = Map::new();
            one.insert("scheme".into(), text(scheme));
            if !kind.is_empty() {
                one.insert("kind".into(), text(kind));
            }
            one.insert("count".into(), it.count.into());
            all.push(Value::Object(one));
        }
    }
    all
}

/// The cart of the bills of one round.
#[must_use]
pub fn of_bills(campaign: &Campaign, bills: &[Bill], today: Option<Date>) -> Option<Value> {
    if bills.is_empty() {
        return None;
    }
    let any: Vec<Value> = voucher::days(campaign, today, MOST_DAYS).into_iter().map(day).collect();
    let purchases = bills.iter().map(|it| {
        let mut one = Map::new();
        one.insert("id".into(), text(&it.id.to_string()));
        let mut line = Map::new();
        line.insert("category".into(), text(it.category.map_or("", Category::name)));
        if let Some(amount) = it.amount.told() {
            line.insert("amount".into(), text(&amount.to_string()));
            let discount = it.discount.told().filter(|it| !it.is_zero());
            line.extend(discount.map(|it| ("shop_discount".to_owned(), text(&it.to_string()))));
        }
        one.insert("lines".into(), Value::Array(vec![Value::Object(line)]));
        let days = it.day.told().map_or_else(|| any.clone(), |it| vec![day(it)]);
        one.insert("days".into(), days.into());
        Value::Object(one)
    });
    let mut cart = Map::new();
    cart.insert("campaigns".into(), Value::Array(vec![text(campaign.id())]));
    cart.insert("purchases".into(), purchases.collect());
    Some(Value::Object(cart))
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn day(day: Date) -> Value {
    Value::String(iso(day))
}

fn list(into: &mut Map<String, Value>, name: &str, values: Vec<Value>) {
    if !values.is_empty() {
        into.insert(name.to_owned(), Value::Array(values));
    }
}

/// An amount that is known, or between which it is; what is not told is left open.
fn amounts(into: &mut Map<String, Value>, line: &Line) {
    let mut put = |name: &str, amount: Option<Decimal>| {
        into.extend(amount.map(|it| (name.to_owned(), text(&it.to_string()))));
    };
    match (line.exactly(), line.ends()) {
        (Some(amount), _) => put("amount", Some(amount)),
        (None, (least, most)) => {
            put("at_least", least);
            put("at_most", most);
        }
    }
    put("shop_discount", line.off());
}

/// The voucher; of wallets each by itself, since each has a balance of its own.
fn held(campaigns: &[Campaign], it: &crate::household::Holding) -> Vec<Value> {
    let benefit = campaigns.get(it.round).and_then(|round| round.benefits().get(it.benefit));
    if benefit.is_some_and(|it| it.shape().shared_balance().is_some()) {
        return (0..it.count).filter_map(|_| held_entry(campaigns, it, 1)).collect();
    }
    held_entry(campaigns, it, it.count).into_iter().collect()
}

fn held_entry(campaigns: &[Campaign], it: &crate::household::Holding, count: u32) -> Option<Value> {
    let campaign = campaigns.get(it.round)?;
    let until = it.until.told();
    if it.needs_until && until.is_none() {
        return None;
    }
    let mut one = Map::new();
    one.insert("campaign".into(), text(campaign.id()));
    one.insert("benefit".into(), text(campaign.benefits().get(it.benefit)?.id()));
    one.insert("count".into(), count.into());
    one.extend(until.map(|it| ("last_day".to_owned(), day(it))));
    Some(Value::Object(one))
}

fn purchase(home: &Household, it: &Purchase, known: Option<&Known>, car: &Form) -> Value {
    let mut one = Map::new();
    one.insert("id".into(), text(&it.id.to_string()));
    let days = it.day.told().map_or_else(|| home.days.iter().copied().map(day).collect(), |it| vec![day(it)]);
    one.insert("days".into(), days.into());
    one.extend(it.time.filter(|_| home.hours).map(|it| ("time".to_owned(), text(&it.to_string()))));
    if !it.shop.is_empty() {
        one.insert("merchant".into(), text(&it.shop));
    }
    list(&mut one, "platforms", it.app.iter().map(|it| text(it.name())).collect());
    let payer = it.payer.and_then(|it| home.members.get(it));
    list(&mut one, "payers", payer.iter().map(|it| text(&reference(it))).collect());
    let lines = it.lines.iter().map(|line| {
        let mut entry = Map::new();
        entry.insert("category".into(), text(line.category.map_or("", Category::name)));
        amounts(&mut entry, line);
        if line.decline && entry.contains_key("shop_discount") {
            entry.insert("declinable".into(), true.into());
        }
        // What a subsidy pays follows from the price: without one there is nothing to ask.
        if let (Some(amount), Some(known)) = (line.exactly(), known) {
            list(&mut entry, "subsidies", subsidies(it, line, amount, known, car));
        }
        Value::Object(entry)
    });
    one.insert("lines".into(), lines.collect());
    Value::Object(one)
}

/// The most schemes of which a line may take one.
const MOST_SUBSIDIES: usize = 8;

/// The subsidies that are asked for; only the first line of a bill has any.
fn subsidies(it: &Purchase, line: &Line, amount: Decimal, known: &Known, car: &Form) -> Vec<Value> {
    let mut facts = Map::new();
    let mut schemes: Vec<&str> = Vec::new();
    let is_car = matches!(line.category, Some(Category::CarFuel | Category::CarNev));
    if line.part != 1 {
        return Vec::new();
    } else if is_car && it.car {
        for (slot, entry) in car.entries() {
            if let (None, Entry::Typed(said)) = (slot.item, entry) {
                facts.insert(slot.fact.to_string(), text(said));
            }
        }
        let price = amount.checked_sub(line.off().unwrap_or_default()).unwrap_or(amount);
        facts.insert(CAR_PRICE.into(), text(&price.to_string()));
        schemes.extend(known.cars.iter().map(|it| it.id.as_str()));
    } else if !is_car && !it.kind.is_empty() {
        facts.insert("item_category".into(), text(&it.kind));
        if !it.level.is_empty() {
            facts.insert("item_level".into(), text(&it.level));
        }
        for fact in ["invoice_in_yunnan", "claim_pay_receive_same", "buyer_is_user"] {
            facts.extend(it.usual.map(|it| (fact.to_owned(), text(if it { "true" } else { "false" }))));
        }
        let takes = |scheme: &&crate::answer::Takes| scheme.takes.contains(&it.kind);
        schemes.extend(known.goods.iter().filter(takes).map(|it| it.id.as_str()));
    }
    // The newest come last in the packs' order of names and are the likeliest.
    let skip = schemes.len().saturating_sub(MOST_SUBSIDIES);
    let one = |scheme: &str| {
        let mut one = Map::new();
        one.insert("scheme".into(), text(scheme));
        one.insert("facts".into(), Value::Object(facts.clone()));
        Value::Object(one)
    };
    schemes.into_iter().skip(skip).map(one).collect()
}
