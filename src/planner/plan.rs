//! The plan as the person gets it: payments, certificate, assumptions, reasons. Data only; words live in the app.

use engine::campaign::{Basis, Category, ClockTime, Fen, Lies, Platform};
use engine::pack::Certainty;
use time::Date;

/// The best use of vouchers and subsidies for everything that is planned together.
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
    /// What the planner itself takes as given where the notices are silent about each other.
    pub own: Vec<OwnAssumption>,
    /// What shows that no plan saves more than `bound`.
    pub proof: Proof,
    /// How sure it is.
    pub certainty: Certainty,
    /// 凑单: small additions after which less is paid in all. Smallest first for each purchase.
    pub top_ups: Vec<TopUp>,
    /// 这是个坑: the nearest addition to each purchase that brings a larger voucher within reach and costs more
    /// cash all the same.
    pub traps: Vec<TopUp>,
}

/// How one purchase is paid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Payment {
    /// The name of the purchase.
    pub purchase: String,
    /// Who pays, by place among the members; `None`: no voucher and no subsidy is used, so anybody may.
    pub payer: Option<usize>,
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
    /// What vouchers and subsidies take off, less the shop discounts that are declined for it.
    pub saved: Fen,
    /// What subsidies pay of it.
    pub subsidy: Fen,
    /// The lines whose shop discount is better declined.
    pub declined: Vec<usize>,
    /// The subsidies used.
    pub subsidised: Vec<Subsidised>,
    /// The vouchers in the order in which they apply.
    pub applied: Vec<Applied>,
    /// Vouchers that would take off more, or that could have come on top, and why they do not.
    pub not_used: Vec<NotUsed>,
}

/// One subsidy used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Subsidised {
    /// The line.
    pub line: usize,
    /// The scheme's name.
    pub scheme: String,
    /// What its quota counts apart.
    pub kind: String,
    /// What it pays.
    pub pays: Fen,
}

/// One voucher used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Applied {
    /// The place of its round among those planned together.
    pub round: usize,
    /// The place of the denomination in the campaign.
    pub benefit: usize,
    /// What it takes off.
    pub off: Fen,
    /// Of a wallet that payments share: what is left in it afterwards, payments taken in the order of their time.
    pub balance_left: Option<Fen>,
    /// Whether a fraction of a fen was rounded.
    pub rounded: bool,
    /// On which amount its threshold is tested.
    pub basis: Basis,
    /// That amount.
    pub tested: Fen,
    /// Its place among the vouchers that the payer holds; `None`: it is yet to be claimed.
    pub held: Option<usize>,
    /// The day of the claim; `None`: none is needed, or it was not said.
    pub claimed_on: Option<Date>,
    /// The last day on which it could be used.
    pub last_day: Date,
}

/// One voucher not used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotUsed {
    /// The place of its round among those planned together.
    pub round: usize,
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
    /// The place of its round among those planned together.
    pub round: usize,
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
    /// The place of the round of that voucher among those planned together.
    pub round: usize,
    /// The voucher that comes within reach.
    pub benefit: usize,
    /// What is saved in all then.
    pub saved: Fen,
    /// What is paid in all then.
    pub paid: Fen,
    /// How much less is paid than without the addition.
    pub cash_less: Fen,
    /// How much more is paid than without the addition: then it is a trap.
    pub cash_more: Fen,
}

/// What the planner takes as given where notices are silent about each other.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum OwnAssumption {
    /// Vouchers of these two rounds (by places) do not meet in one payment: not both say that they may.
    RoundsApart(usize, usize),
    /// Vouchers are not used for goods for which this scheme pays.
    SubsidyApart(String),
    /// The one who pays is the one who applies for this scheme.
    PayerApplies(String),
    /// A payment draws from one wallet only, though another could serve.
    OneWallet,
}

/// What shows that no plan saves more than the bound.
///
/// Each scarce thing has a price. A plan saves at most what all scarce things are worth at these prices, and for
/// each purchase the most that any way to pay it saves beyond the price of what it uses: whatever the prices are.
/// Where that sum is not yet the bound, states that the prices do not rule out were looked at one by one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proof {
    /// What is scarce and its price; what is not listed is free.
    pub prices: Vec<Price>,
    /// How many units of a price make one fen.
    pub scale: i64,
    /// What the prices alone show that no plan can exceed.
    pub by_prices: Fen,
}

/// The price of one unit of something scarce.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Price {
    /// What is scarce.
    pub of: Scarce,
    /// Its price, in the units of [`Proof::scale`].
    pub price: i64,
}

/// Something of which there is only so much. Everything is named by places.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Scarce {
    /// The room under a limit of a round for one member.
    Limit {
        /// The round.
        round: usize,
        /// The member.
        member: usize,
        /// The limit of the round.
        limit: usize,
        /// The day, where it counts per day, or the first day of its week or month: of the claim or of the payment,
        /// as the limit counts.
        day: Option<Date>,
        /// The class, where it counts per class.
        class: Option<usize>,
        /// The denomination, where it counts per denomination.
        benefit: Option<usize>,
        /// The bundle, where that counts as a kind of its own.
        bundle: Option<usize>,
        /// The app, where it counts per app.
        platform: Option<Platform>,
        /// The first purchase in the same shop, where it counts per shop.
        merchant: Option<usize>,
    },
    /// Vouchers that a member holds.
    Held {
        /// The member.
        member: usize,
        /// The place among what the member holds.
        held: usize,
    },
    /// What payments weigh that take different amounts under one limit. That no set of whole payments within the
    /// limit weighs more follows from the limit, and from how many payments of each amount there can be.
    Packed {
        /// The limit.
        of: Box<Scarce>,
        /// The weights; a payment of another amount weighs nothing.
        weights: Vec<Weight>,
        /// The most that a set of payments weighs.
        most: u32,
    },
    /// Shares of several limits and of purchases, added up and rounded down. Every payment takes whole numbers of each
    /// limit and a purchase is paid once, so no plan takes more of the sum than there is, and what it takes of it,
    /// rounded down payment by payment, is no more than the whole rounded down.
    Rounded {
        /// The limits with their shares.
        of: Vec<(Scarce, i64)>,
        /// The purchases, by place, with their shares.
        purchases: Vec<(usize, i64)>,
        /// By how much a sum of shares is divided before it is rounded down.
        whole: i64,
    },
    /// What is asked of wallets, counted in whole steps. An amount t counts as G(t): of every whole step the step less
    /// the rest, and of what is over, what exceeds the rest; below zero too. A payment that could use r weighs
    /// G(r − a) − G(−a), where a is what its purchase is taken to ask for. There is G(what the wallets hold − Σa) − ΣG(−a)
    /// of it; whatever payments weigh beyond that goes unpaid at least.
    Flow {
        /// The wallets.
        of: Vec<Scarce>,
        /// A step, in fen, above nothing.
        step: u32,
        /// The rest, in fen, less than a step.
        rest: u32,
        /// What purchases, by place, are taken to ask for, in fen; the others for nothing.
        purchases: Vec<(usize, u32)>,
    },
    /// How many vouchers of one part the bundles hold that a limit lets a member claim.
    Drawn {
        /// The round.
        round: usize,
        /// The member.
        member: usize,
        /// The limit.
        limit: usize,
        /// The bundle.
        bundle: usize,
        /// Its part.
        part: usize,
    },
    /// What a wallet holds, in fen. A payment uses as much of it as it could, or less: the worth of what it saves
    /// beyond the price lies between the two.
    Balance {
        /// The round.
        round: usize,
        /// The member.
        member: usize,
        /// The denomination.
        benefit: usize,
        /// The place among what the member holds; `None`: it is yet to be claimed.
        held: Option<usize>,
        /// The limit that allows one claim, where it is to be claimed.
        limit: Option<usize>,
        /// The app, where that limit counts per app.
        platform: Option<Platform>,
        /// The first day of the day, week or month within which that limit counts.
        claimed_on: Option<Date>,
    },
    /// The quota of a member for a subsidy.
    Quota {
        /// The member.
        member: usize,
        /// The scheme's name.
        scheme: String,
        /// What the quota counts apart.
        kind: String,
    },
}

/// What a payment weighs that takes so much under a limit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Weight {
    /// What it takes: fen of a sum, vouchers of a number.
    pub amount: u32,
    /// How many such payments there can be.
    pub most: u32,
    /// What shows it: a payment counts under the first of these that it uses, and there are no more than that holds;
    /// where a payment uses none of them, its purchase counts as one.
    pub by: Vec<Scarce>,
    /// What it weighs.
    pub weight: u32,
}
