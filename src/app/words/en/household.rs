//! English: sentences about a household's plan.

use crate::format;
use engine::pack::Certainty;

pub(super) fn can_claim(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Entitled => "New vouchers can still be claimed (by rule)",
        Certainty::IfClaimed => "New vouchers can still be claimed (first come, not certain)",
        Certainty::IfDrawn => "New vouchers can still be claimed (by lottery)",
        Certainty::FundsMayEnd => "New vouchers can still be claimed (while the funds last)",
    }
}

pub(super) fn member(number: usize) -> String {
    ["Member ", &number.to_string()].concat()
}

pub(super) fn member_name(number: usize) -> String {
    ["Name of person ", &number.to_string()].concat()
}

pub(super) fn buys_full(most: usize) -> String {
    ["At most ", &most.to_string(), " purchases at once. Remove one to add another."].concat()
}

pub(super) fn remove_line(what: &str) -> String {
    ["Take ", what, " off this bill"].concat()
}

pub(super) fn pays(who: &str) -> String {
    [who, " pays"].concat()
}

pub(super) fn days_span(first: &str, last: &str, days: usize) -> String {
    ["Without a day of its own: from ", first, " to ", last, ", ", &days.to_string(), " days."].concat()
}

pub(super) fn too_many_days(given: usize, most: usize) -> String {
    let most = most.to_string();
    [
        &given.to_string(),
        " days are too many: ",
        &most,
        " at most, so only the first ",
        &most,
        " are planned. Narrow the days.",
    ]
    .concat()
}

pub(super) fn held_add(round: &str) -> String {
    ["Add a voucher of ", round].concat()
}

pub(super) fn count(n: u64) -> String {
    if n == 1 { "1 voucher".to_owned() } else { [&n.to_string(), " vouchers"].concat() }
}

pub(super) fn working_on(n: u64) -> String {
    ["Working: ", &format::number(n.into()), " arrangements compared"].concat()
}

pub(super) fn wrong(fields: &str) -> String {
    ["Something cannot be planned; look for the red notes. (", fields, ")"].concat()
}

pub(super) fn proven(saved: &str, bound: &str) -> String {
    ["Proven best: this saves ", saved, ", and no plan saves more than ", bound, "."].concat()
}

pub(super) fn gap(gap: &str, bound: &str) -> String {
    ["Not proven best: at most ", gap, " more could be saved (no plan saves more than ", bound, ")."].concat()
}

pub(super) fn nth_voucher(n: usize, class: &str, shape: &str) -> String {
    ["Voucher ", &n.to_string(), ": ", class, ", ", shape].concat()
}

pub(super) fn tested(amount: &str, before: bool) -> String {
    [
        if before {
            "threshold on the price before discounts, "
        } else {
            "threshold on what is left after discounts, "
        },
        amount,
    ]
    .concat()
}

pub(super) fn last_day(day: &str) -> String {
    ["good until ", day].concat()
}

pub(super) fn times(from: &str, to: &str) -> String {
    match (from, to) {
        ("", to) => ["pay before ", to].concat(),
        (from, "") => ["pay from ", from].concat(),
        (from, to) => ["pay between ", from, " and ", to].concat(),
    }
}

pub(super) fn round_pays(title: &str) -> String {
    [title, " (the notice does not say who pays)"].concat()
}

pub(super) fn balance_left(amount: &str) -> String {
    [amount, " left in the red packet"].concat()
}

pub(super) fn to_wallet(amount: &str) -> String {
    [amount, " goes back into the red packet."].concat()
}

pub(super) fn return_full(cash: &str, funder: &str) -> String {
    ["Everything: ", cash, " comes back; ", funder, " goes back to whoever paid it."].concat()
}

pub(super) fn return_late(cash: &str, funder: &str) -> String {
    ["Everything, after the voucher’s last day: ", cash, " comes back; ", funder, " goes back to whoever paid it."]
        .concat()
}

pub(super) fn return_line(what: &str, price: &str, cash: &str) -> String {
    ["Only ", what, " (", price, "): ", cash, " comes back."].concat()
}

pub(super) fn after(voucher: &str, after: &str) -> String {
    let then = match after {
        "restored_same_expiry" => " comes back with its old last day.",
        "to_pool" => " goes back to the pool.",
        _ => " is lost.",
    };
    [voucher, then].concat()
}

pub(super) fn till_beaten(more: &str, till: &str) -> String {
    [more, " more than what the till picks by itself (", till, ")."].concat()
}

pub(super) fn goods_apart(add: &str) -> String {
    [" (and you have ", add, " more goods)"].concat()
}

pub(super) fn trap(bill: usize, category: &str, add: &str, voucher: &str, more: &str) -> String {
    [
        "A trap: ",
        add,
        " more of ",
        category,
        " on bill ",
        &bill.to_string(),
        " for ",
        voucher,
        " means you pay ",
        more,
        " more.",
    ]
    .concat()
}

pub(super) fn best_day_one(bill: usize, best: &str, worst: &str, less: &str) -> String {
    ["Bill ", &bill.to_string(), " is best paid on ", best, "; on ", worst, " you save ", less, " less."].concat()
}

pub(super) fn decline_one(bill: usize, kept: &str, declined: &str, better: bool) -> String {
    let say = if better {
        ": better without the shop’s discount. With it "
    } else {
        ": better with the shop’s discount. With it "
    };
    ["Bill ", &bill.to_string(), say, kept, " in all, without it ", declined, "."].concat()
}

pub(super) fn ending(used: u64, lapse: u64) -> String {
    match (used, lapse) {
        (0, lapse) => [&lapse.to_string(), " of no use, will lapse"].concat(),
        (used, 0) => [&used.to_string(), " used"].concat(),
        (used, lapse) => [&used.to_string(), " used, ", &lapse.to_string(), " will lapse"].concat(),
    }
}

pub(super) fn own(id: &str, one: &str, other: &str) -> String {
    match id {
        "rounds_apart" => {
            ["Vouchers of “", one, "” and “", other, "” do not meet on one bill: not both notices allow it."].concat()
        }
        "subsidy_apart" => {
            ["No voucher on goods that “", one, "” pays for: nothing says that both are allowed."].concat()
        }
        "one_wallet" => "One payment draws from one red packet only.".to_owned(),
        _ => ["Whoever pays applies for “", one, "”."].concat(),
    }
}

pub(super) fn about_amount(range: &str) -> String {
    ["about ", range].concat()
}

pub(super) fn at_time(time: &str) -> String {
    ["at ", time].concat()
}

pub(super) fn who_claims(names: &str) -> String {
    ["Who can claim: ", names].concat()
}

pub(super) fn some_claims(name: &str) -> String {
    ["Which of them: ", name].concat()
}

pub(super) fn used_name(kind: &str) -> String {
    [kind, ": subsidy received"].concat()
}

pub(super) fn pieces(n: u64) -> String {
    if n == 1 { "1 item".to_owned() } else { [&n.to_string(), " items"].concat() }
}

pub(super) fn so_far(saved: &str, gap: &str) -> String {
    ["The best plan so far saves ", saved, "; at most ", gap, " more could be saved. Still working…"].concat()
}

pub(super) fn stopped_so_far(saved: &str, gap: &str) -> String {
    ["Stopped. This is the best plan so far: it saves ", saved, "; at most ", gap, " more could be saved."].concat()
}

pub(super) fn at_most(saved: &str) -> String {
    ["How to pay if it costs more (saves up to ", saved, ")"].concat()
}

pub(super) fn given_round(round: &str) -> String {
    ["No new vouchers of “", round, "”."].concat()
}

pub(super) fn given_barred(name: &str, round: &str) -> String {
    [name, ": claims nothing of “", round, "”."].concat()
}

pub(super) fn given_but(name: &str, round: &str, vouchers: &str) -> String {
    [name, ": claims of “", round, "” no more ", vouchers, "."].concat()
}

pub(super) fn given_used(name: &str, count: &str, kind: &str, scheme: &str) -> String {
    let scheme = if scheme.is_empty() { String::new() } else { [" (", scheme, ")"].concat() };
    [name, ": subsidy received for ", count, " of ", kind, &scheme, "."].concat()
}
