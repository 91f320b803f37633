//! The closed lists of words in a campaign, each with the name that it has in packs and JSON.
//!
//! Not here: what people read; the app's word table has that.

use time::Weekday;

/// Declares a closed list: its variants, `ALL`, `name` and `named`.
macro_rules! words {
    ($(#[$about:meta])* $list:ident { $($variant:ident = $name:literal, $say:literal;)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum $list { $(#[doc = $say] $variant,)* }

        impl $list {
            /// All of them, in the order of the documentation.
            pub const ALL: &'static [$list] = &[$($list::$variant,)*];

            /// The name in packs and JSON.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $($list::$variant => $name,)* }
            }

            /// The one of this name.
            #[must_use]
            pub fn named(name: &str) -> Option<$list> {
                $list::ALL.iter().copied().find(|it| it.name() == name)
            }
        }
    };
}

words! {
    /// What is bought.
    Category {
        Dining = "dining", "餐饮";
        Lodging = "lodging", "住宿";
        DepartmentStore = "department_store", "零售:百货";
        Supermarket = "supermarket", "零售:商超";
        Convenience = "convenience", "便利店";
        Pharmacy = "pharmacy", "中西药店";
        Daily = "daily", "生活日用品";
        Fuel = "fuel", "加油:油品";
        FuelShop = "fuel_shop", "加油站便利店:非油";
        Books = "books", "图书";
        Appliance = "appliance", "家电";
        GreenAppliance = "green_appliance", "绿色家电";
        HomeImprovement = "home_improvement", "家装";
        SmartHome = "smart_home", "智能家装";
        Digital = "digital", "手机等数码产品";
        CarFuel = "car_fuel", "汽车:燃油";
        CarNev = "car_nev", "汽车:新能源";
        Attraction = "attraction", "景区门票";
        Show = "show", "演艺";
        Tour = "tour", "旅游线路";
        Transport = "transport", "机票、火车票";
        SportsVenue = "sports_venue", "体育:场地";
        SportsGoods = "sports_goods", "体育:用品";
        SportsTraining = "sports_training", "体育:培训";
        Cinema = "cinema", "电影";
        Housekeeping = "housekeeping", "家政";
        Flowers = "flowers", "鲜花";
        Jewellery = "jewellery", "珠宝黄金";
        Prepaid = "prepaid", "预付卡充值";
        GroupVoucher = "group_voucher", "团购券";
        Deposit = "deposit", "定金";
        Takeaway = "takeaway", "外卖";
    }
}

words! {
    /// The app that gives a voucher out and takes it at the till.
    Platform {
        UnionPay = "unionpay", "云闪付";
        Alipay = "alipay", "支付宝";
        Jd = "jd", "京东";
        WeChat = "wechat", "微信支付";
        CcbLife = "ccb_life", "建行生活";
        IcbcLife = "icbc_life", "工银e生活";
        Meituan = "meituan", "美团";
        Douyin = "douyin", "抖音";
        YouYunnan = "you_yunnan", "游云南";
        Ctrip = "ctrip", "携程";
        Tongcheng = "tongcheng", "同程";
        ECny = "e_cny", "数字人民币";
        IChuxiong = "i_chuxiong", "微信小程序「i楚雄本地生活」";
    }
}

words! {
    /// How vouchers are given out.
    ClaimMethod {
        FirstCome = "first_come", "先到先得";
        DailyReissue = "daily_reissue", "每天重新发放";
        Weekly = "weekly", "每周发放";
        Lottery = "lottery", "摇号";
        PurchaseTrigger = "purchase_trigger", "完成一笔消费后可领";
        PostPurchaseReview = "post_purchase_review", "购后审核";
        StoreQr = "store_qr", "门店扫码";
        Targeted = "targeted", "定向发放";
        NoClaim = "none", "不需领取";
    }
}

words! {
    /// Which level of government a campaign belongs to.
    Level {
        National = "national", "国家";
        Yunnan = "yunnan", "云南省";
        Kunming = "kunming", "昆明市";
        Xishan = "xishan", "西山区";
        OtherPlace = "other_place", "省内其他州市或区县:不适用于西山区, 只作对照";
    }
}

words! {
    /// What a limit counts.
    Counted {
        Claim = "claim", "领取张数";
        Redeem = "redeem", "核销张数";
        Amount = "amount", "核销的面额之和";
    }
}

words! {
    /// For each of what a limit counts anew.
    Per {
        Day = "day", "每天";
        Week = "week", "每周";
        Month = "month", "每月";
        Class = "class", "每类";
        Benefit = "benefit", "每种面额";
        Platform = "platform", "每个平台";
        Merchant = "merchant", "每家商户";
    }
}

/// The day of the week of this name, such as `monday`.
pub(super) fn weekday(name: &str) -> Option<Weekday> {
    const ALL: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    ALL.iter().find(|it| it.0 == name).map(|it| it.1)
}

words! {
    /// On which amount a threshold is tested.
    Basis {
        AfterShopDiscount = "after_shop_discount", "商家优惠之后";
        BeforeShopDiscount = "before_shop_discount", "商家优惠之前";
    }
}

words! {
    /// On which amount the threshold of the second voucher of a payment is tested.
    NextThreshold {
        Remaining = "remaining", "扣除前一张券之后";
        Original = "original", "扣除前一张券之前";
    }
}

words! {
    /// Whether vouchers and a shop's own discount may meet.
    Together {
        Allowed = "allowed", "可以同享";
        Forbidden = "forbidden", "不可同享";
    }
}

words! {
    /// What becomes of the voucher after a refund.
    VoucherAfter {
        RestoredSameExpiry = "restored_same_expiry", "退回, 有效期不变";
        Lost = "lost", "作废";
        ToPool = "to_pool", "退回券池";
    }
}

words! {
    /// How much cash a partial refund gives back.
    PartialCash {
        ProRata = "pro_rata", "按实付比例";
        MinusWholeDiscount = "minus_whole_discount", "扣除整张券的优惠";
        ActualPaidCap = "actual_paid_cap", "以实付为限";
        OwnMoneyFirst = "own_money_first", "先退自付部分";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for it in Category::ALL {
            assert_eq!(Category::named(it.name()), Some(*it));
        }
        for it in Platform::ALL {
            assert_eq!(Platform::named(it.name()), Some(*it));
        }
        assert_eq!(Category::named("Dining"), None);
    }
}
