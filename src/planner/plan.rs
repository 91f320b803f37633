//! The plan as the person gets it: payments, certificate, assumptions, reasons. Data only; words live in the app.

use engine::campaign::{Basis, Category, ClockTime, Fen, Lies, Platform};
use engine::pack::Certainty;
use time::Date;

/// The best use of the vouchers of one campaign for a cart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// What is saved for sure, whatever is still open.
    pub least: Fen,
    /// The most that can be saved; `None`: not known.
    pub most: Option<Fen>,
    /// What is paid in all, when no amount is open.
    pub paid: Option<Fen>,
    /// What no plan can exceed at the least amounts.
    pub bound: Fen,
    /// Whether `bound` equals what the plan saves.
    pub proven: bool,
    /// How many states were looked at.
    pub nodes: u64,
    /// One per purchase, in the order of the cart, at the least amounts.
    pub payments: Vec<Payment>,
    /// The same at the most amounts, when something is open and the most is known.
    pub at_most: Option<Vec<Payment>>,
    /// What was taken as given where the notice is silent and has to do with this result.
    pub assumptions: Vec<UsedAssumption>,
    /// How sure it is.
    pub certainty: Certainty,
    /// 凑单: small additions after which less is paid in all. Smallest first for each purchase.
    pub top_ups: Vec<TopUp>,
}

/// How one purchase is paid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Payment {
    /// The name of the purchase.
    pub purchase: String,
    /// The day.
    pub day: Date,
    /// The app; `None`: no voucher is used, so any way to pay will do.
    pub platform: Option<Platform>,
    /// From when on that day, when it is not the whole day.
    pub from_time: Option<ClockTime>,
    /// Until when (excluded), when it is not the whole day.
    pub to_time: Option<ClockTime>,
    /// To pay without vouchers; `None`: still open.
    pub total: Option<Fen>,
    /// To pay; `None`: still open.
    pub paid: Option<Fen>,
    /// What vouchers take off.
    pub saved: Fen,
    /// The vouchers in the order in which they apply.
    pub applied: Vec<Applied>,
    /// Vouchers that would take off more, or that could have come on top, and why they do not.
    pub not_used: Vec<NotUsed>,
}

/// One voucher used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Applied {
    /// The place of the denomination in the campaign.
    pub benefit: usize,
    /// What it takes off.
    pub off: Fen,
    /// Whether a fraction of a fen was rounded.
    pub rounded: bool,
    /// On which amount its threshold is tested.
    pub basis: Basis,
    /// That amount.
    pub tested: Fen,
    /// Its place among the vouchers held; `None`: it is yet to be claimed.
    pub held: Option<usize>,
    /// The day of the claim; `None`: none is needed, or it was not said.
    pub claimed_on: Option<Date>,
    /// The last day on which it could be used.
    pub last_day: Date,
}

/// One voucher not used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotUsed {
    /// The place of the denomination in the campaign.
    pub benefit: usize,
    /// Why.
    pub why: Why,
}

/// Why a voucher is not used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Why {
    /// Nothing on the bill is of its kind.
    Category,
    /// The day is before or after its window.
    Day(Lies),
    /// The time of day is outside its hours.
    Hours,
    /// The purchase cannot be paid with its apps.
    Platform,
    /// The shop's own discount shuts it out.
    ShopDiscount,
    /// On no day could it be claimed so as to be good.
    NotClaimable,
    /// It is not held, and none may be claimed.
    NotHeld,
    /// The amount falls short by this much.
    Threshold {
        /// By how much.
        missing: Fen,
    },
    /// These limits (places in the campaign) leave no room: others are worth more.
    Limit(Vec<usize>),
    /// The one held is used for another purchase.
    UsedElsewhere,
    /// It may not meet the vouchers used here.
    NotStackable,
    /// Its figures were not found.
    FiguresUnknown,
}

impl Why {
    /// The name in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Why::Category => "category",
            Why::Day(_) => "day",
            Why::Hours => "hours",
            Why::Platform => "platform",
            Why::ShopDiscount => "shop_discount",
            Why::NotClaimable => "not_claimable",
            Why::NotHeld => "not_held",
            Why::Threshold { .. } => "threshold",
            Why::Limit(_) => "limit",
            Why::UsedElsewhere => "used_elsewhere",
            Why::NotStackable => "not_stackable",
            Why::FiguresUnknown => "figures_unknown",
        }
    }
}

/// An assumption that has to do with the result.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UsedAssumption {
    /// Its place in the campaign.
    pub assumption: usize,
    /// What is saved for sure under the other reading; `None`: there is no other, or it was not asked for.
    pub otherwise: Option<Fen>,
}

/// 凑单: an addition to one purchase after which less is paid in all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TopUp {
    /// The name of the purchase.
    pub purchase: String,
    /// Of which kind the added goods must be.
    pub category: Category,
    /// Goods for this much more.
    pub add: Fen,
    /// The voucher that comes within reach.
    pub benefit: usize,
    /// What is saved in all then.
    pub saved: Fen,
    /// What is paid in all then.
    pub paid: Fen,
    /// How much less is paid than without the addition.
    pub cash_less: Fen,
}
