//! 中文: what is said about vouchers.

use crate::format;
use engine::Money;
use engine::campaign::{Category, FaceNeeds, Fen, Platform, Shape};
use rust_decimal::Decimal;

fn fen(amount: Fen) -> String {
    format::money(Money::from_yuan(amount.yuan()))
}

pub(super) fn top_up_one(bill: usize, category: &str, add: &str, voucher: &str, less: &str) -> String {
    ["第 ", &bill.to_string(), " 笔再买 ", add, " 的", category, ", 就能用", voucher, ", 一共少付 ", less].concat()
}

pub(super) fn use_voucher(class: &str, shape: &str, off: &str) -> String {
    ["用", class, "(", shape, "), 减 ", off].concat()
}

pub(super) fn claimed_on(day: &str) -> String {
    [day, "领"].concat()
}

pub(super) fn otherwise(saved: &str) -> String {
    ["换一种理解, 能省 ", saved].concat()
}

pub(super) fn bound(most: &str) -> String {
    ["没有证明是最好; 再好也不会超过 ", most].concat()
}

pub(super) fn category(category: Category) -> &'static str {
    match category {
        Category::Dining => "餐饮",
        Category::Lodging => "住宿",
        Category::DepartmentStore => "百货",
        Category::Supermarket => "商超",
        Category::Convenience => "便利店",
        Category::Pharmacy => "药店",
        Category::Daily => "生活日用品",
        Category::Fuel => "加油",
        Category::FuelShop => "加油站商品(非油)",
        Category::Books => "图书",
        Category::Appliance => "家电",
        Category::GreenAppliance => "绿色家电",
        Category::HomeImprovement => "家装",
        Category::SmartHome => "智能家装",
        Category::Digital => "手机数码",
        Category::CarFuel => "燃油车",
        Category::CarNev => "新能源车",
        Category::Attraction => "景区门票",
        Category::Show => "演艺",
        Category::Tour => "旅游线路",
        Category::Transport => "机票、火车票",
        Category::SportsVenue => "体育场地",
        Category::SportsGoods => "体育用品",
        Category::SportsTraining => "体育培训",
        Category::Cinema => "电影",
        Category::Housekeeping => "家政",
        Category::Flowers => "鲜花",
        Category::Jewellery => "珠宝黄金",
        Category::Prepaid => "预付卡充值",
        Category::GroupVoucher => "团购券",
        Category::Deposit => "定金",
        Category::Takeaway => "外卖",
    }
}

pub(super) fn platform(platform: Platform) -> &'static str {
    match platform {
        Platform::UnionPay => "云闪付",
        Platform::Alipay => "支付宝",
        Platform::Jd => "京东",
        Platform::WeChat => "微信支付",
        Platform::CcbLife => "建行生活",
        Platform::IcbcLife => "工银e生活",
        Platform::Meituan => "美团",
        Platform::Douyin => "抖音",
        Platform::YouYunnan => "游云南",
        Platform::Ctrip => "携程",
        Platform::Tongcheng => "同程",
        Platform::ECny => "数字人民币",
        Platform::IChuxiong => "i楚雄本地生活",
    }
}

pub(super) fn shape(shape: &Shape) -> String {
    match shape {
        Shape::ThresholdOff { threshold, off } => ["满 ", &fen(*threshold), " 减 ", &fen(*off)].concat(),
        Shape::Percent { threshold, basis_points, cap } => {
            let share = format::number(Decimal::new(i64::from(*basis_points), 2));
            let from = if threshold.get() > 1 { ["满 ", &fen(*threshold), " "].concat() } else { String::new() };
            let cap = cap.map(|it| [", 最多 ", &fen(it)].concat()).unwrap_or_default();
            [&from, "减 ", &share, "%", &cap].concat()
        }
        Shape::Face { face, needs } => {
            let needs = match needs {
                FaceNeeds::Nothing => String::new(),
                FaceNeeds::Times(times) => [", 要满 ", &times.to_string(), " 倍"].concat(),
                FaceNeeds::MoreThanFace => ", 金额要大于面额".to_owned(),
            };
            ["面额 ", &fen(*face), &needs].concat()
        }
        Shape::Wallet { balance, splittable, .. } => {
            let uses = if *splittable.value() { ", 可分次使用" } else { ", 只能用一次" };
            ["红包 ", &fen(*balance), uses].concat()
        }
        Shape::Open { .. } => "金额没有查到".to_owned(),
    }
}

pub(super) fn why_not_used(why: &str, missing: Option<Money>, before: bool, limits: &str) -> String {
    match (why, missing) {
        ("threshold", Some(missing)) => ["还差 ", &format::money(missing)].concat(),
        ("limit", _) => ["名额用在别的券上更省: ", limits].concat(),
        ("category", _) => "不管这一类".to_owned(),
        ("day", _) if before => "那天还没有开始".to_owned(),
        ("day", _) => "那天已经结束".to_owned(),
        ("hours", _) => "不在每天能用的时间里".to_owned(),
        ("platform", _) => "不能用这种方式付".to_owned(),
        ("shop_discount", _) => "不能和商家自己的优惠一起用".to_owned(),
        ("not_claimable", _) => "那天以前领不到能用的".to_owned(),
        ("not_held", _) => "手里没有".to_owned(),
        ("used_elsewhere", _) => "用在另一笔上了".to_owned(),
        ("not_stackable", _) => "不能和已经用的券一起用".to_owned(),
        _ => "金额没有查到".to_owned(),
    }
}
