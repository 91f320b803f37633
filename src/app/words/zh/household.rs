//! 中文: sentences about a household's plan.

use crate::format;
use engine::pack::Certainty;

pub(super) fn can_claim(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Entitled => "还能领新的券(符合条件就有)",
        Certainty::IfClaimed => "还能领新的券(先到先得, 不一定领得到)",
        Certainty::IfDrawn => "还能领新的券(摇号, 中了才有)",
        Certainty::FundsMayEnd => "还能领新的券(资金用完可能提前结束)",
    }
}

pub(super) fn member(number: usize) -> String {
    ["家人 ", &number.to_string()].concat()
}

pub(super) fn member_name(number: usize) -> String {
    ["第 ", &number.to_string(), " 位怎么称呼?"].concat()
}

pub(super) fn buys_full(most: usize) -> String {
    ["一次最多排 ", &most.to_string(), " 笔。要加别的, 请先删掉一笔。"].concat()
}

pub(super) fn remove_line(what: &str) -> String {
    ["从这张账单上去掉", what].concat()
}

pub(super) fn pays(who: &str) -> String {
    [who, "付"].concat()
}

pub(super) fn days_span(first: &str, last: &str, days: usize) -> String {
    ["没有定日子的, 从 ", first, " 到 ", last, " 里选, 一共 ", &days.to_string(), " 天。"].concat()
}

pub(super) fn too_many_days(given: usize, most: usize) -> String {
    let most = most.to_string();
    [
        "一共 ",
        &given.to_string(),
        " 天, 太多了: 一次最多排 ",
        &most,
        " 天, 现在只排了前 ",
        &most,
        " 天。请把日子改短一点。",
    ]
    .concat()
}

pub(super) fn held_add(round: &str) -> String {
    ["加一张", round, "的券"].concat()
}

pub(super) fn count(n: u64) -> String {
    [&n.to_string(), " 张"].concat()
}

pub(super) fn working_on(n: u64) -> String {
    ["正在算, 已经比较了 ", &format::number(n.into()), " 种安排"].concat()
}

pub(super) fn wrong(fields: &str) -> String {
    ["有的内容排不进去, 请看看红色的提示。(", fields, ")"].concat()
}

pub(super) fn proven(saved: &str, bound: &str) -> String {
    ["已证明最优: 这样省 ", saved, ", 怎么排都不会超过 ", bound, "。"].concat()
}

pub(super) fn gap(gap: &str, bound: &str) -> String {
    ["没有证明是最好: 最多还可能再省 ", gap, "(怎么排都不会超过 ", bound, ")。"].concat()
}

pub(super) fn nth_voucher(n: usize, class: &str, shape: &str) -> String {
    ["第 ", &n.to_string(), " 张券 ", class, " ", shape].concat()
}

pub(super) fn tested(amount: &str, before: bool) -> String {
    [if before { "门槛看优惠前的 " } else { "门槛看优惠后的 " }, amount].concat()
}

pub(super) fn last_day(day: &str) -> String {
    ["最晚 ", day, " 用"].concat()
}

pub(super) fn times(from: &str, to: &str) -> String {
    match (from, to) {
        ("", to) => [to, " 以前付"].concat(),
        (from, "") => [from, " 以后付"].concat(),
        (from, to) => [from, " 到 ", to, " 之间付"].concat(),
    }
}

pub(super) fn round_pays(title: &str) -> String {
    [title, "(谁出钱, 公告没有写)"].concat()
}

pub(super) fn balance_left(amount: &str) -> String {
    ["红包余额 ", amount].concat()
}

pub(super) fn to_wallet(amount: &str) -> String {
    ["退回红包 ", amount, "。"].concat()
}

pub(super) fn return_full(cash: &str, funder: &str) -> String {
    ["全部退掉: 退回 ", cash, "; 补贴和券的 ", funder, " 归还出钱的一方。"].concat()
}

pub(super) fn return_late(cash: &str, funder: &str) -> String {
    ["过了券的最后一天才全部退掉: 退回 ", cash, "; ", funder, " 归还出钱的一方。"].concat()
}

pub(super) fn return_line(what: &str, price: &str, cash: &str) -> String {
    ["只退", what, "(", price, "): 退回 ", cash, "。"].concat()
}

pub(super) fn after(voucher: &str, after: &str) -> String {
    let then = match after {
        "restored_same_expiry" => "退回来, 到期日不变",
        "to_pool" => "回到券池, 手里没有了",
        _ => "作废",
    };
    [voucher, then, "。"].concat()
}

pub(super) fn till_beaten(more: &str, till: &str) -> String {
    ["较收银台默认多省 ", more, "(到店自动选券能省 ", till, ")。"].concat()
}

pub(super) fn goods_apart(add: &str) -> String {
    ["(东西多拿 ", add, " 的)"].concat()
}

pub(super) fn trap(bill: usize, category: &str, add: &str, voucher: &str, more: &str) -> String {
    [
        "这是个坑: 为了用",
        voucher,
        ", 第 ",
        &bill.to_string(),
        " 笔再买 ",
        add,
        " 的",
        category,
        ", 反而要多付 ",
        more,
        "。",
    ]
    .concat()
}

pub(super) fn best_day_one(bill: usize, best: &str, worst: &str, less: &str) -> String {
    ["第 ", &bill.to_string(), " 笔最好在 ", best, " 买; 放到 ", worst, " 要少省 ", less, "。"].concat()
}

pub(super) fn decline_one(bill: usize, kept: &str, declined: &str, better: bool) -> String {
    let say = if better {
        " 笔的商家优惠不用更省: 用, 一共付 "
    } else {
        " 笔的商家优惠用上更省: 用, 一共付 "
    };
    ["第 ", &bill.to_string(), say, kept, "; 不用, 一共付 ", declined, "。"].concat()
}

pub(super) fn ending(used: u64, lapse: u64) -> String {
    match (used, lapse) {
        (0, lapse) => [&lapse.to_string(), " 张用不上, 会过期"].concat(),
        (used, 0) => ["用掉 ", &used.to_string(), " 张"].concat(),
        (used, lapse) => ["用掉 ", &used.to_string(), " 张, ", &lapse.to_string(), " 张会过期"].concat(),
    }
}

pub(super) fn own(id: &str, one: &str, other: &str) -> String {
    match id {
        "rounds_apart" => ["「", one, "」和「", other, "」的券不在同一笔里用: 公告没有都写可以。"].concat(),
        "subsidy_apart" => ["拿了「", one, "」的商品不再用消费券: 没有写可以一起用。"].concat(),
        "one_wallet" => "一笔付款只从一个红包里扣。".to_owned(),
        _ => ["「", one, "」由付款的人来申请。"].concat(),
    }
}

pub(super) fn about_amount(range: &str) -> String {
    ["约 ", range].concat()
}

pub(super) fn at_time(time: &str) -> String {
    [time, " 付"].concat()
}

pub(super) fn who_claims(names: &str) -> String {
    ["谁能领: ", names].concat()
}

pub(super) fn some_claims(name: &str) -> String {
    [name, "能领哪几种"].concat()
}

pub(super) fn used_name(kind: &str) -> String {
    [kind, ": 已领过补贴"].concat()
}

pub(super) fn pieces(n: u64) -> String {
    [&n.to_string(), " 件"].concat()
}

pub(super) fn so_far(saved: &str, gap: &str) -> String {
    ["目前最好的办法能省 ", saved, "; 最多还能再省 ", gap, "。还在接着算…"].concat()
}

pub(super) fn stopped_so_far(saved: &str, gap: &str) -> String {
    ["已停下。这是目前最好的办法, 能省 ", saved, "; 最多还能再省 ", gap, "。"].concat()
}

pub(super) fn at_most(saved: &str) -> String {
    ["金额多的时候怎么付(最多能省 ", saved, ")"].concat()
}

pub(super) fn given_round(round: &str) -> String {
    ["「", round, "」不再领新的券。"].concat()
}

pub(super) fn given_barred(name: &str, round: &str) -> String {
    [name, "不领「", round, "」的券。"].concat()
}

pub(super) fn given_but(name: &str, round: &str, vouchers: &str) -> String {
    [name, "不再领「", round, "」的", vouchers, "。"].concat()
}

pub(super) fn given_used(name: &str, count: &str, kind: &str, scheme: &str) -> String {
    let scheme = if scheme.is_empty() { String::new() } else { ["(", scheme, ")"].concat() };
    [name, "已领过 ", count, kind, "的补贴", &scheme, "。"].concat()
}
