//! English: what is said about vouchers.

use crate::format;
use engine::Money;
use engine::campaign::{Category, FaceNeeds, Fen, Platform, Shape};
use rust_decimal::Decimal;

fn fen(amount: Fen) -> String {
    format::money(Money::from_yuan(amount.yuan()))
}

pub(super) fn top_up_one(bill: usize, category: &str, add: &str, voucher: &str, less: &str) -> String {
    [
        "Bill ",
        &bill.to_string(),
        ": ",
        add,
        " more of ",
        category,
        " and ",
        voucher,
        " applies; you pay ",
        less,
        " less",
    ]
    .concat()
}

pub(super) fn use_voucher(class: &str, shape: &str, off: &str) -> String {
    [class, " (", shape, ") takes off ", off].concat()
}

pub(super) fn claimed_on(day: &str) -> String {
    ["claim on ", day].concat()
}

pub(super) fn otherwise(saved: &str) -> String {
    ["under the other reading it saves ", saved].concat()
}

pub(super) fn bound(most: &str) -> String {
    ["not proven best; none is better than ", most].concat()
}

pub(super) fn category(category: Category) -> &'static str {
    match category {
        Category::Dining => "Dining",
        Category::Lodging => "Lodging",
        Category::DepartmentStore => "Department store",
        Category::Supermarket => "Supermarket",
        Category::Convenience => "Convenience store",
        Category::Pharmacy => "Pharmacy",
        Category::Daily => "Daily goods",
        Category::Fuel => "Fuel",
        Category::FuelShop => "Fuel station shop",
        Category::Books => "Books",
        Category::Appliance => "Appliances",
        Category::GreenAppliance => "Green appliances",
        Category::HomeImprovement => "Home improvement",
        Category::SmartHome => "Smart home",
        Category::Digital => "Phones and digital",
        Category::CarFuel => "Fuel cars",
        Category::CarNev => "New-energy cars",
        Category::Attraction => "Attractions",
        Category::Show => "Shows",
        Category::Tour => "Tours",
        Category::Transport => "Air and rail",
        Category::SportsVenue => "Sports venues",
        Category::SportsGoods => "Sports goods",
        Category::SportsTraining => "Sports training",
        Category::Cinema => "Cinema",
        Category::Housekeeping => "Housekeeping",
        Category::Flowers => "Flowers",
        Category::Jewellery => "Jewellery",
        Category::Prepaid => "Prepaid cards",
        Category::GroupVoucher => "Group-buy vouchers",
        Category::Deposit => "Deposits",
        Category::Takeaway => "Takeaway",
    }
}

pub(super) fn platform(platform: Platform) -> &'static str {
    match platform {
        Platform::UnionPay => "UnionPay (云闪付)",
        Platform::Alipay => "Alipay",
        Platform::Jd => "JD",
        Platform::WeChat => "WeChat Pay",
        Platform::CcbLife => "CCB Life (建行生活)",
        Platform::IcbcLife => "ICBC e-Life (工银e生活)",
        Platform::Meituan => "Meituan",
        Platform::Douyin => "Douyin",
        Platform::YouYunnan => "You Yunnan (游云南)",
        Platform::Ctrip => "Ctrip",
        Platform::Tongcheng => "Tongcheng",
        Platform::ECny => "e-CNY",
        Platform::IChuxiong => "i楚雄本地生活",
    }
}

pub(super) fn shape(shape: &Shape) -> String {
    match shape {
        Shape::ThresholdOff { threshold, off } => [&fen(*off), " off from ", &fen(*threshold)].concat(),
        Shape::Percent { threshold, basis_points, cap } => {
            let share = format::number(Decimal::new(i64::from(*basis_points), 2));
            let from = if threshold.get() > 1 { [" from ", &fen(*threshold)].concat() } else { String::new() };
            let cap = cap.map(|it| [", at most ", &fen(it)].concat()).unwrap_or_default();
            [&share, "% off", &from, &cap].concat()
        }
        Shape::Face { face, needs } => {
            let needs = match needs {
                FaceNeeds::Nothing => String::new(),
                FaceNeeds::Times(times) => [" on ", &times.to_string(), " times as much"].concat(),
                FaceNeeds::MoreThanFace => " on more than that".to_owned(),
            };
            ["worth ", &fen(*face), &needs].concat()
        }
        Shape::Wallet { balance, splittable, .. } => {
            let uses = if *splittable.value() { ", in several payments" } else { ", in one payment" };
            ["red packet of ", &fen(*balance), uses].concat()
        }
        Shape::Open { .. } => "amount not found".to_owned(),
    }
}

pub(super) fn why_not_used(why: &str, missing: Option<Money>, before: bool, limits: &str) -> String {
    match (why, missing) {
        ("threshold", Some(missing)) => [&format::money(missing), " short"].concat(),
        ("limit", _) => ["the quota is worth more elsewhere: ", limits].concat(),
        ("category", _) => "not for this kind".to_owned(),
        ("day", _) if before => "not yet on that day".to_owned(),
        ("day", _) => "over on that day".to_owned(),
        ("hours", _) => "outside its hours".to_owned(),
        ("platform", _) => "not with this way to pay".to_owned(),
        ("shop_discount", _) => "not together with the shop's own discount".to_owned(),
        ("not_claimable", _) => "cannot be claimed in time".to_owned(),
        ("not_held", _) => "not held".to_owned(),
        ("used_elsewhere", _) => "used on another bill".to_owned(),
        ("not_stackable", _) => "not together with the one used".to_owned(),
        _ => "amount not found".to_owned(),
    }
}
