//! The parts of a planner's answer, field by field.

use super::{
    Answer, Applied, Assumption, Declinable, Ending, GivenBack, Known, Named, NotUsed, Payment, Returns, Takes, TopUp,
    Voucher,
};
use engine::Money;
use engine::campaign::Category;
use engine::date::{Date, parse_iso};
use engine::pack::Certainty;
use serde_json::Value;

pub(super) fn word(of: &Value, name: &str) -> String {
    of.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

pub(super) fn flag(of: &Value, name: &str) -> bool {
    of.get(name).and_then(Value::as_bool) == Some(true)
}

fn count(of: &Value, name: &str) -> u64 {
    of.get(name).and_then(Value::as_u64).unwrap_or(0)
}

fn money(of: &Value, name: &str) -> Option<Money> {
    Some(Money::from_yuan(of.get(name)?.as_str()?.parse().ok()?))
}

fn amount(of: &Value, name: &str) -> Money {
    money(of, name).unwrap_or(Money::ZERO)
}

fn day(of: &Value, name: &str) -> Option<Date> {
    parse_iso(of.get(name)?.as_str()?)
}

pub(super) fn all<T>(of: &Value, name: &str, read: impl Fn(&Value) -> T) -> Vec<T> {
    of.get(name).and_then(Value::as_array).map(|all| all.iter().map(read).collect()).unwrap_or_default()
}

fn words(of: &Value, name: &str) -> Vec<String> {
    all(of, name, |it| it.as_str().unwrap_or_default().to_owned())
}

fn place(of: &Value) -> usize {
    of.as_u64().and_then(|it| usize::try_from(it).ok()).unwrap_or(0)
}

fn line(of: &Value) -> usize {
    of.get("line").map_or(0, place)
}

pub(super) fn known(it: &Value) -> Known {
    let named = |it: &Value| Named { id: word(it, "id"), title: word(it, "label") };
    Known {
        kinds: all(it, "kinds", named),
        levels: all(it, "levels", named),
        goods: all(it, "goods", takes),
        cars: all(it, "cars", takes),
    }
}

fn takes(it: &Value) -> Takes {
    let counted = word(it, "counted");
    Takes {
        id: word(it, "id"),
        title: word(it, "title"),
        takes: words(it, "takes"),
        counted: !counted.is_empty(),
        by_kind: counted == "kind",
    }
}

fn voucher(it: &Value) -> Voucher {
    Voucher { campaign: word(it, "campaign"), benefit: word(it, "benefit") }
}

fn certainty(name: &str) -> Option<Certainty> {
    Some(match name {
        "entitled" => Certainty::Entitled,
        "if_claimed" => Certainty::IfClaimed,
        "if_drawn" => Certainty::IfDrawn,
        "funds_may_end" => Certainty::FundsMayEnd,
        _ => return None,
    })
}

pub(super) fn answer(it: &Value) -> Answer {
    let till = it.get("till_default");
    Answer {
        least: amount(it, "least"),
        most: money(it, "most"),
        paid: money(it, "paid"),
        bound: amount(it, "bound"),
        proven: flag(it, "proven"),
        certainty: certainty(&word(it, "certainty")),
        payments: all(it, "payments", payment),
        at_most: all(it, "at_most", payment),
        assumptions: all(it, "assumptions", |it| Assumption {
            campaign: word(it, "campaign"),
            say: word(it, "say"),
            otherwise: money(it, "otherwise"),
        }),
        own: all(it, "own_assumptions", |it| (word(it, "id"), words(it, "of"))),
        top_ups: all(it, "top_ups", top_up),
        traps: all(it, "traps", top_up),
        till: till.map(|it| (amount(it, "saved"), amount(it, "beaten_by"))),
        endings: all(it, "endings", ending),
        declinable: all(it, "declinable", |it| Declinable {
            purchase: word(it, "purchase"),
            kept: amount(it, "paid_kept"),
            declined: amount(it, "paid_declined"),
        }),
        best_days: all(it, "best_days", |it| {
            let days = all(it, "days", |it| Some((day(it, "day")?, amount(it, "saved"))));
            (word(it, "purchase"), days.into_iter().flatten().collect())
        }),
        returns: all(it, "returns", returns),
        notes: all(it, "notes", |it| word(it, "field")),
    }
}

fn payment(it: &Value) -> Payment {
    Payment {
        purchase: word(it, "purchase"),
        payer: word(it, "payer"),
        day: day(it, "day"),
        platform: word(it, "platform"),
        times: (word(it, "from_time"), word(it, "to_time")),
        total: money(it, "total"),
        paid: money(it, "paid"),
        saved: amount(it, "saved"),
        declined: all(it, "declined", place),
        subsidised: all(it, "subsidised", |it| (line(it), word(it, "scheme"), amount(it, "pays"))),
        applied: all(it, "applied", applied),
        not_used: all(it, "not_used", |it| NotUsed {
            voucher: voucher(it),
            why: word(it, "why"),
            missing: money(it, "missing"),
            before: word(it, "day_lies") == "before",
            limits: words(it, "limits"),
        }),
    }
}

fn applied(it: &Value) -> Applied {
    Applied {
        voucher: voucher(it),
        off: amount(it, "off"),
        balance_left: money(it, "balance_left"),
        funder: word(it, "funder"),
        before_discount: word(it, "threshold_basis") == "before_shop_discount",
        tested: amount(it, "tested"),
        held: it.get("held").is_some(),
        claimed_on: day(it, "claimed_on"),
        last_day: day(it, "last_day"),
    }
}

fn top_up(it: &Value) -> TopUp {
    TopUp {
        purchase: word(it, "purchase"),
        category: Category::named(&word(it, "category")),
        add: amount(it, "add"),
        voucher: voucher(it),
        cash_less: amount(it, "cash_less"),
        cash_more: amount(it, "cash_more"),
    }
}

fn ending(it: &Value) -> Ending {
    Ending {
        last_day: day(it, "last_day"),
        member: word(it, "member"),
        voucher: voucher(it),
        held: it.get("held").is_some(),
        used: count(it, "used"),
        lapse: count(it, "lapse"),
        balance_left: money(it, "balance_left"),
    }
}

fn returns(it: &Value) -> Returns {
    Returns {
        purchase: word(it, "purchase"),
        full: it.get("full").map(given_back).unwrap_or_default(),
        late: it.get("late").map(given_back),
        lines: all(it, "lines", |it| (line(it), amount(it, "goods"), given_back(it))),
        assumed: all(it, "assumed", |it| word(it, "say")),
    }
}

fn given_back(it: &Value) -> GivenBack {
    GivenBack {
        cash: amount(it, "cash"),
        to_wallet: money(it, "to_wallet"),
        to_funder: amount(it, "to_funder"),
        vouchers: all(it, "vouchers", |it| (voucher(it), word(it, "after"), flag(it, "assumed"))),
    }
}
