//! What the planner answers, read from its JSON (`docs/JSON.md`): the page draws this and computes nothing.
//!
//! What is not there is left at nothing; a name that is not known is passed over, so that a planner which says more
//! does not break the page.

mod fields;

use engine::Money;
use engine::campaign::Category;
use engine::date::Date;
use engine::pack::Certainty;
use fields::{all, answer, flag, word};
use serde_json::Value;

/// One message of the planner.
#[derive(Clone, PartialEq, Debug)]
pub enum Message {
    /// It can be asked now.
    Ready,
    /// What it knows about goods and cars.
    Known(Known),
    /// How many states it has looked at.
    Progress(u64, u64),
    /// A plan: for which request, how far it has come.
    Plan(u64, Ripe, Box<Answer>),
    /// What makes no sense in the request: the fields.
    Wrong(u64, Vec<String>),
    /// It cannot work.
    Failed,
}

/// How far a plan has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ripe {
    /// The best so far: the search goes on.
    SoFar,
    /// The plan itself; its advice is still to come.
    Plan,
    /// The last word, with all advice.
    Last,
    /// The last word, without advice.
    Brief,
}

/// Something with a name for people.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Named {
    /// Its name in packs.
    pub id: String,
    /// Its name for people.
    pub title: String,
}

/// A scheme and the kinds of goods that it takes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Takes {
    /// Its name in packs.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// Kinds, by name; of a car there is none.
    pub takes: Vec<String>,
    /// Whether a person may use it so often and no more.
    pub counted: bool,
    /// Whether that counts each kind apart.
    pub by_kind: bool,
}

/// What the planner knows before anything is planned.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Known {
    /// Kinds of goods.
    pub kinds: Vec<Named>,
    /// Levels of efficiency.
    pub levels: Vec<Named>,
    /// Schemes for goods.
    pub goods: Vec<Takes>,
    /// Schemes for cars.
    pub cars: Vec<Takes>,
}

impl Known {
    /// The name of a scheme for people; its own where it is not known.
    #[must_use]
    pub fn scheme<'a>(&'a self, id: &'a str) -> &'a str {
        let mut all = self.goods.iter().chain(&self.cars);
        all.find(|it| it.id == id).map_or(id, |it| &it.title)
    }

    /// The name of a kind of goods for people; none: it is no kind of goods.
    #[must_use]
    pub fn kind(&self, id: &str) -> Option<&str> {
        self.kinds.iter().find(|it| it.id == id).map(|it| it.title.as_str())
    }

    /// The schemes that take a kind of goods, or a car, and count how often a person uses them.
    pub fn counted(&self, kind: &str) -> impl Iterator<Item = &Takes> {
        let goods = self.goods.iter().filter(move |it| it.takes.iter().any(|it| it == kind));
        let cars = self.cars.iter().filter(move |_| kind == crate::household::CAR_KIND);
        goods.chain(cars).filter(|it| it.counted)
    }

    /// Whether a kind of goods is in some scheme.
    #[must_use]
    pub fn is_taken(&self, kind: &str) -> bool {
        self.goods.iter().any(|it| it.takes.iter().any(|it| it == kind))
    }
}

/// A plan with everything that is said about it. Amounts are yuan.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Answer {
    /// Saved for sure.
    pub least: Money,
    /// The most that can be saved; `None`: not known.
    pub most: Option<Money>,
    /// Paid in all; `None`: an amount is open.
    pub paid: Option<Money>,
    /// What no plan can exceed.
    pub bound: Money,
    /// Whether `bound` is reached.
    pub proven: bool,
    /// How sure it is.
    pub certainty: Option<Certainty>,
    /// One per purchase.
    pub payments: Vec<Payment>,
    /// The same at the most amounts.
    pub at_most: Vec<Payment>,
    /// What the rounds leave open.
    pub assumptions: Vec<Assumption>,
    /// What the planner takes as given: its name and what it is about.
    pub own: Vec<(String, Vec<String>)>,
    /// Additions that pay.
    pub top_ups: Vec<TopUp>,
    /// Additions that do not.
    pub traps: Vec<TopUp>,
    /// What the till saves by itself, and how much more the plan does.
    pub till: Option<(Money, Money)>,
    /// Vouchers by their last day.
    pub endings: Vec<Ending>,
    /// Declinable discounts.
    pub declinable: Vec<Declinable>,
    /// Days of each purchase with what is saved in all, the best first.
    pub best_days: Vec<(String, Vec<(Date, Money)>)>,
    /// What returns give back.
    pub returns: Vec<Returns>,
    /// Subsidies that pay nothing for sure: their fields.
    pub notes: Vec<String>,
}

/// How one purchase is paid.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Payment {
    /// Which purchase.
    pub purchase: String,
    /// Who pays; empty: anybody.
    pub payer: String,
    /// The day.
    pub day: Option<Date>,
    /// The app; empty: any.
    pub platform: String,
    /// Between which hours.
    pub times: (String, String),
    /// To pay without vouchers; `None`: open.
    pub total: Option<Money>,
    /// To pay; `None`: open.
    pub paid: Option<Money>,
    /// Taken off.
    pub saved: Money,
    /// Lines, from 0, whose discount is declined.
    pub declined: Vec<usize>,
    /// Subsidies: line, scheme, what it pays.
    pub subsidised: Vec<(usize, String, Money)>,
    /// Vouchers in their order.
    pub applied: Vec<Applied>,
    /// Vouchers that are not used.
    pub not_used: Vec<NotUsed>,
}

/// A voucher of a round, by names.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Voucher {
    /// The round; empty: the only one.
    pub campaign: String,
    /// The denomination.
    pub benefit: String,
}

/// One voucher used.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Applied {
    /// Which.
    pub voucher: Voucher,
    /// What it takes off.
    pub off: Money,
    /// What is left in a wallet.
    pub balance_left: Option<Money>,
    /// Who pays it, when the notice says so.
    pub funder: String,
    /// Whether its threshold is tested before the shop's discount.
    pub before_discount: bool,
    /// On which amount.
    pub tested: Money,
    /// Whether it is held already.
    pub held: bool,
    /// The day of the claim.
    pub claimed_on: Option<Date>,
    /// Its last day.
    pub last_day: Option<Date>,
}

/// One voucher not used.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct NotUsed {
    /// Which.
    pub voucher: Voucher,
    /// Why, by name.
    pub why: String,
    /// What is missing to its threshold.
    pub missing: Option<Money>,
    /// Whether the day lies before its window.
    pub before: bool,
    /// The limits that leave no room, by name.
    pub limits: Vec<String>,
}

/// What a round leaves open.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Assumption {
    /// The round; empty: the only one.
    pub campaign: String,
    /// In one sentence.
    pub say: String,
    /// Saved under the other reading.
    pub otherwise: Option<Money>,
}

/// An addition to a purchase.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct TopUp {
    /// Which purchase.
    pub purchase: String,
    /// Which goods.
    pub category: Option<Category>,
    /// Goods for this much more.
    pub add: Money,
    /// The voucher that comes within reach.
    pub voucher: Voucher,
    /// How much less is paid.
    pub cash_less: Money,
    /// How much more is paid.
    pub cash_more: Money,
}

/// A voucher and its last day.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Ending {
    /// The last day.
    pub last_day: Option<Date>,
    /// Whose it is.
    pub member: String,
    /// Which.
    pub voucher: Voucher,
    /// Whether it is held already.
    pub held: bool,
    /// How many the plan uses.
    pub used: u64,
    /// How many lapse.
    pub lapse: u64,
    /// What is left in a wallet.
    pub balance_left: Option<Money>,
}

/// Keeping a discount against declining it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Declinable {
    /// Which purchase.
    pub purchase: String,
    /// Paid in all when kept.
    pub kept: Money,
    /// Paid in all when declined.
    pub declined: Money,
}

/// What returns of a purchase give back.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Returns {
    /// Which purchase.
    pub purchase: String,
    /// Everything, in time.
    pub full: GivenBack,
    /// Everything, after the vouchers' last day.
    pub late: Option<GivenBack>,
    /// Single lines: which, its price, what comes back.
    pub lines: Vec<(usize, Money, GivenBack)>,
    /// Sentences on which this rests; an empty one: the notice is silent.
    pub assumed: Vec<String>,
}

/// What one return gives back.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct GivenBack {
    /// To the person.
    pub cash: Money,
    /// Back to a wallet.
    pub to_wallet: Option<Money>,
    /// To whoever paid vouchers and subsidies.
    pub to_funder: Money,
    /// Vouchers with what becomes of each, by name, and whether that is assumed.
    pub vouchers: Vec<(Voucher, String, bool)>,
}

/// Reads one message.
#[must_use]
pub fn read(text: &str) -> Message {
    let Ok(it) = serde_json::from_str::<Value>(text) else { return Message::Failed };
    let n = it.get("n").and_then(Value::as_u64).unwrap_or(0);
    if let Some(plan) = it.get("plan") {
        let ripe = match (flag(&it, "last"), flag(&it, "so_far"), flag(&it, "brief")) {
            (true, _, true) => Ripe::Brief,
            (true, _, false) => Ripe::Last,
            (false, true, _) => Ripe::SoFar,
            (false, false, _) => Ripe::Plan,
        };
        return Message::Plan(n, ripe, Box::new(answer(plan)));
    }
    if let Some(progress) = it.get("progress") {
        return Message::Progress(n, progress.get("nodes").and_then(Value::as_u64).unwrap_or(0));
    }
    if it.get("wrong").is_some() {
        return Message::Wrong(n, all(&it, "wrong", |it| word(it, "field")));
    }
    match it.get("known") {
        Some(known) => Message::Known(fields::known(known)),
        None if flag(&it, "ready") => Message::Ready,
        None => Message::Failed,
    }
}
