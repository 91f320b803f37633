//! Reads a cart from JSON: members, what they hold and may claim, purchases. `docs/JSON.md` lists the names.

use crate::cart::{Amount, Held, Line, MOST_DAYS, MOST_LINES, MOST_PURCHASES, Purchase};
use crate::household::{Claims, Household, MOST_MEMBERS, MOST_ROUNDS, Member, QuotaUsed};
use crate::read::Fields;
use crate::subsidy;
use crate::wrong::Wrong;
use engine::Packs;
use engine::campaign::{Campaign, Category, ClockTime, Fen, Platform};
use serde_json::Value;
use time::Date;

/// A cart that was read: the rounds it is planned with and the household.
#[derive(Clone, Debug)]
pub struct Read {
    /// The rounds, in the order in which places count them.
    pub rounds: Vec<Campaign>,
    /// Members and purchases.
    pub household: Household,
    /// Remarks on subsidies that cannot be taken as asked: the field and why.
    pub notes: Vec<Wrong>,
}

/// The most vouchers that one list may name.
const MOST_HELD_LISTED: usize = 200;

impl Read {
    /// Reads and checks a cart. Without `campaigns` in it, it is planned with all of those given
    /// (packs hold schemes only; rounds are read by `engine::campaign::load`).
    ///
    /// # Errors
    /// Every field that makes no sense, with what was expected there.
    pub fn new(packs: &Packs, campaigns: &[Campaign], cart: &Value) -> Result<Read, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let keys = ["campaign", "campaigns", "members", "purchases", "held", "may_claim", "claimable"];
        let mut fields = Fields::open(cart, "", &keys, &mut wrong);
        let rounds = rounds(campaigns, &mut fields);
        let listed = fields.list("members", MOST_MEMBERS);
        let alone = fields.get("members").is_none();
        let mut members = Vec::new();
        if alone {
            members.push(person(&rounds, &mut fields));
        } else {
            for key in ["held", "may_claim", "claimable"] {
                if fields.get(key).is_some() {
                    fields.expect(key, "to stand with a member, where members are listed");
                }
            }
        }
        for (at, it) in listed.iter().enumerate() {
            let keys = ["id", "held", "may_claim", "claimable", "quota_used"];
            let mut fields = Fields::open(it, &format!("members[{at}]"), &keys, fields.wrong);
            members.push(person(&rounds, &mut fields));
        }
        let names: Vec<String> = members.iter().map(|it| it.id.clone()).collect();
        let mut purchases = Vec::new();
        let mut notes = Vec::new();
        for (at, it) in fields.list("purchases", MOST_PURCHASES).iter().enumerate() {
            purchases.push(purchase(packs, &names, at, it, fields.wrong, &mut notes));
        }
        if purchases.is_empty() {
            fields.expect("purchases", "at least one purchase");
        }
        // What cannot be read is not checked further: it would only be said twice.
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Read { household: Household::new(&rounds, members, purchases)?, rounds, notes })
    }
}

fn rounds(campaigns: &[Campaign], fields: &mut Fields) -> Vec<Campaign> {
    let known = |id: &str| campaigns.iter().find(|it| it.id() == id).cloned();
    let expected = "the id of a campaign of the packs";
    if let Some(one) = fields.get("campaign") {
        if fields.get("campaigns").is_some() {
            fields.expect("campaign", "either `campaign` or `campaigns`");
        }
        let found = one.as_str().and_then(known);
        if found.is_none() {
            fields.expect("campaign", expected);
        }
        return found.into_iter().collect();
    }
    if fields.get("campaigns").is_none() {
        return campaigns.iter().take(MOST_ROUNDS).cloned().collect();
    }
    let mut rounds: Vec<Campaign> = Vec::new();
    for (at, it) in fields.words("campaigns", MOST_ROUNDS, expected, known).into_iter().enumerate() {
        if rounds.iter().any(|known| known.id() == it.id()) {
            fields.expect(&format!("campaigns[{at}]"), "each campaign once");
        } else {
            rounds.push(it);
        }
    }
    rounds
}

/// The round that a field names; with one round it may be left out.
fn round(rounds: &[Campaign], fields: &mut Fields) -> Option<usize> {
    if fields.get("campaign").is_none() && rounds.len() == 1 {
        return Some(0);
    }
    let place = |id: &str| rounds.iter().position(|it| it.id() == id);
    if fields.get("campaign").is_none() {
        fields.expect("campaign", "the id of one of the campaigns");
    }
    fields.word("campaign", "the id of one of the campaigns", place)
}

fn person(rounds: &[Campaign], fields: &mut Fields) -> Member {
    let id = fields.text("id").unwrap_or_default().to_owned();
    let may_claim = fields.flag("may_claim", true);
    let mut claims = vec![if may_claim { Claims::Everything } else { Claims::Nothing }; rounds.len()];
    if fields.get("claimable").is_some() {
        claims.fill(Claims::Nothing);
        if !may_claim {
            fields.expect("claimable", "nothing, where `may_claim` is false");
        }
        let read = |text: &str| {
            let (id, benefit) = text.split_once('/').map_or((text, None), |(id, it)| (id, Some(it)));
            let round = rounds.iter().position(|it| it.id() == id)?;
            let benefit = match benefit {
                None => None,
                Some(it) => Some(rounds.get(round)?.benefit(it)?.0),
            };
            Some((round, benefit))
        };
        let expected = "the id of a campaign, or campaign/benefit";
        for (round, benefit) in fields.words("claimable", MOST_HELD_LISTED, expected, read) {
            let Some(claims) = claims.get_mut(round) else { continue };
            match (benefit, &mut *claims) {
                (None, _) => *claims = Claims::Everything,
                (Some(_), Claims::Everything) => {}
                (Some(it), Claims::Only(some)) => some.push(it),
                (Some(it), Claims::Nothing) => *claims = Claims::Only(vec![it]),
            }
        }
    }
    let mut held = Vec::new();
    for (at, it) in fields.list("held", MOST_HELD_LISTED).iter().enumerate() {
        let place = fields.place(&format!("held[{at}]"));
        let keys = ["campaign", "benefit", "count", "platform", "balance", "claimed_on", "last_day"];
        held.extend(voucher(rounds, &mut Fields::open(it, &place, &keys, fields.wrong)));
    }
    let mut used = Vec::new();
    for (at, it) in fields.list("quota_used", MOST_HELD_LISTED).iter().enumerate() {
        let place = fields.place(&format!("quota_used[{at}]"));
        let mut fields = Fields::open(it, &place, &["scheme", "kind", "count"], fields.wrong);
        let scheme = fields.text("scheme").unwrap_or_default().to_owned();
        if scheme.is_empty() {
            fields.expect("scheme", "the id of a scheme");
        }
        let kind = fields.text("kind").unwrap_or_default().to_owned();
        used.push(QuotaUsed { scheme, kind, count: fields.count("count").unwrap_or(1) });
    }
    Member { id, held, claims, used }
}

fn voucher(rounds: &[Campaign], fields: &mut Fields) -> Option<Held> {
    let round = round(rounds, fields);
    let campaign = round.and_then(|it| rounds.get(it));
    let expected = "a voucher of the campaign";
    let benefit = fields.word("benefit", expected, |id| campaign?.benefit(id).map(|it| it.0));
    if fields.get("benefit").is_none() {
        fields.expect("benefit", expected);
    }
    let count = fields.count("count").unwrap_or(1);
    let platform = fields.word("platform", "an app of the list", Platform::named);
    let (claimed_on, last_day) = (fields.day("claimed_on"), fields.day("last_day"));
    let balance = fields.fen("balance");
    Some(Held { round: round?, benefit: benefit?, count, platform, balance, claimed_on, last_day })
}

fn purchase(
    packs: &Packs,
    names: &[String],
    at: usize,
    value: &Value,
    wrong: &mut Vec<Wrong>,
    notes: &mut Vec<Wrong>,
) -> Purchase {
    let keys = ["id", "lines", "days", "time", "platforms", "merchant", "payers"];
    let mut fields = Fields::open(value, &format!("purchases[{at}]"), &keys, wrong);
    let number = at.saturating_add(1).to_string();
    let id = fields.text("id").map_or(number, str::to_owned);
    let days = fields.words("days", MOST_DAYS, "a day such as 2025-08-06", engine::date::parse_iso);
    if fields.get("days").is_none() {
        fields.expect("days", "the day, or the days among which one can choose");
    }
    let time = fields.word("time", "a time such as 09:00", ClockTime::parse);
    let platforms = fields.words("platforms", Platform::ALL.len(), "an app of the list", Platform::named);
    let merchant = fields.text("merchant").map(str::to_owned);
    let member = |id: &str| names.iter().position(|it| it == id);
    let payers = fields.words("payers", MOST_MEMBERS, "the id of a member", member);
    let mut lines = Vec::new();
    for (at, it) in fields.list("lines", MOST_LINES).iter().enumerate() {
        let place = fields.place(&format!("lines[{at}]"));
        let keys = ["category", "amount", "at_least", "at_most", "shop_discount", "declinable", "subsidies"];
        lines.extend(line(packs, &days, &mut Fields::open(it, &place, &keys, fields.wrong), notes));
    }
    if fields.get("lines").is_none() {
        fields.expect("lines", "1 to 30 lines");
    }
    Purchase { id, lines, days, time, platforms, merchant, payers }
}

fn line(packs: &Packs, days: &[Date], fields: &mut Fields, notes: &mut Vec<Wrong>) -> Option<Line> {
    let category = fields.word("category", "a category of the list", Category::named);
    if fields.get("category").is_none() {
        fields.expect("category", "a category of the list");
    }
    let has = |fields: &Fields, key| fields.get(key).is_some();
    if has(fields, "amount") && (has(fields, "at_least") || has(fields, "at_most")) {
        fields.expect("amount", "either an amount or its bounds");
    }
    let (amount, least, most) = (fields.fen("amount"), fields.fen("at_least"), fields.fen("at_most"));
    let price = match amount {
        Some(it) => Amount::Exactly(it),
        None => Amount::Between { least: least.unwrap_or(Fen::ZERO), most },
    };
    let shop_discount = fields.fen("shop_discount").unwrap_or(Fen::ZERO);
    let declinable = fields.flag("declinable", false);
    let mut subsidies = Vec::new();
    for (at, it) in fields.list("subsidies", 8).iter().enumerate() {
        let place = fields.place(&format!("subsidies[{at}]"));
        let asked = subsidy::Asked { packs, days, price: price.least(), shop_discount };
        subsidies.extend(asked.read(it, &place, fields.wrong, notes));
    }
    Some(Line { category: category?, price, shop_discount, declinable, subsidies })
}
