//! Whether a purchase or a voucher held makes sense by itself.

use super::{AMOUNT, Held, MOST_DAYS, MOST_LINES, Purchase};
use engine::campaign::{Campaign, ClockTime, Fen};

/// Everything that is wrong with a purchase: the field and what was expected.
pub(crate) fn check_purchase(it: &Purchase) -> Vec<(String, &'static str)> {
    let mut wrong = Vec::new();
    let mut need = |holds: bool, field: String, expected| {
        if !holds {
            wrong.push((field, expected));
        }
    };
    need(!it.id.is_empty(), "id".into(), "a name");
    need((1..=MOST_LINES).contains(&it.lines.len()), "lines".into(), "1 to 30 lines");
    need((1..=MOST_DAYS).contains(&it.days.len()), "days".into(), "1 to 62 days");
    let mut days = it.days.clone();
    days.sort_unstable();
    days.dedup();
    need(days.len() == it.days.len(), "days".into(), "each day once");
    need(it.time != Some(ClockTime::END), "time".into(), "a time before 24:00");
    for (place, line) in it.lines.iter().take(MOST_LINES).enumerate() {
        let field = |name: &str| if it.lines.len() == 1 { name.to_owned() } else { format!("lines[{place}].{name}") };
        let (least, most) = (line.price.least(), line.price.most());
        let fits = most != Some(Fen::ZERO) && most.unwrap_or(least) <= Fen::MOST && least <= Fen::MOST;
        need(fits, field("amount"), AMOUNT);
        need(most.is_none_or(|it| it >= least), field("at_most"), "an amount that is not below `at_least`");
        let fits = line.shop_discount == Fen::ZERO || line.shop_discount <= least;
        need(fits, field("shop_discount"), "an amount that is not above the price");
    }
    wrong
}

/// What is wrong with a held voucher.
pub(crate) fn check_held(campaign: &Campaign, it: &Held) -> Option<(&'static str, &'static str)> {
    let Some(class) = campaign.benefits().get(it.benefit).and_then(|it| campaign.classes().get(it.class())) else {
        return Some(("benefit", "a voucher of this campaign"));
    };
    let shared = campaign.benefits().get(it.benefit).and_then(|it| it.shape().shared_balance());
    if shared.is_some() && it.count != 1 {
        return Some(("count", "1: each wallet is listed by itself, with what is left in it"));
    }
    if it.balance.is_some_and(|left| shared.is_none_or(|most| left == Fen::ZERO || left > most)) {
        return Some(("balance", "what is left of a wallet that payments share, above 0 and not above what it held"));
    }
    if it.count == 0 {
        return Some(("count", "a number from 1"));
    }
    if class.validity().counts_from_claim() && it.claimed_on.is_none() && it.last_day.is_none() {
        return Some(("claimed_on", "the day of the claim, from which its validity counts"));
    }
    if it.platform.is_some_and(|it| !class.platforms().contains(&it)) {
        return Some(("platform", "an app that gives this voucher out"));
    }
    None
}
