//! What comes back when goods are returned: the cash, what the funder gets back, and what becomes of the vouchers.
//!
//! Several partial returns are settled on their running total, so that they add up to what was paid once everything
//! has gone back.

use super::{costs, is_wallet};
use crate::household::Household;
use crate::plan::{Applied, Plan};
use engine::campaign::{Campaign, Fen, PartialCash, Term, VoucherAfter};
use time::Date;

/// Goods of one line that go back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Return {
    /// The line.
    pub line: usize,
    /// What they cost after the shop's discount and before vouchers.
    pub goods: Fen,
    /// The day on which they go back.
    pub on: Date,
}

/// What one return gives back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refund {
    /// To the person.
    pub cash: Fen,
    /// Back to a wallet.
    pub to_wallet: Fen,
    /// To those who paid the vouchers and subsidies.
    pub to_funder: Fen,
    /// Whether everything has gone back now.
    pub full: bool,
    /// What becomes of each voucher of the payment, in their order.
    pub vouchers: Vec<VoucherState>,
}

/// A voucher after a return.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VoucherState {
    /// Its round.
    pub round: usize,
    /// Its denomination.
    pub benefit: usize,
    /// What becomes of it.
    pub after: VoucherAfter,
    /// The assumption of the round that this rests on.
    pub assumed: Option<usize>,
    /// Whether the round says nothing at all, so that the planner takes it as lost.
    pub silent: bool,
}

/// What a series of returns comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refunds {
    /// One per return.
    pub each: Vec<Refund>,
    /// How the cash of a partial return is computed.
    pub rule: PartialCash,
    /// The rounds with the assumption that the rule rests on; no place: the round is silent.
    pub assumed: Vec<(usize, Option<usize>)>,
    /// What the goods that are kept cost before vouchers.
    pub kept_goods: Fen,
    /// What was really paid for them.
    pub kept_paid: Fen,
}

/// Why returns cannot be settled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RefundError {
    /// There is no such purchase, or an amount of it is open.
    NoPayment,
    /// The return of this place names no line of the purchase, or more than is left of it.
    NotLeft(usize),
}

/// Settles returns of one purchase of a plan, one after the other.
///
/// # Errors
/// When there is nothing to settle, or more goes back than was bought.
pub fn refunds(
    rounds: &[Campaign],
    home: &Household,
    plan: &Plan,
    purchase: usize,
    returns: &[Return],
) -> Result<Refunds, RefundError> {
    let payment = plan.payments.get(purchase).ok_or(RefundError::NoPayment)?;
    let bought = home.purchases().get(purchase).ok_or(RefundError::NoPayment)?;
    payment.paid.ok_or(RefundError::NoPayment)?;
    // A wallet is money: what vouchers leave to pay is settled first, then shared between it and one's own.
    let costs = costs(rounds, home, plan, purchase, false);
    let wallet = payment.applied.iter().find(|it| is_wallet(rounds, it));
    let mut goods: Vec<Fen> = Vec::new();
    for (place, line) in bought.lines.iter().enumerate() {
        let discount = if payment.declined.contains(&place) { Fen::ZERO } else { line.shop_discount };
        goods.push(line.price.least().less(discount));
    }
    let total = goods.iter().fold(Fen::ZERO, |sum, it| sum.plus(*it));
    let paid = costs.iter().fold(Fen::ZERO, |sum, it| sum.plus(*it));
    let (rule, mut assumed) = self::rule(rounds, plan, purchase, false);
    let (sharing, open) = self::rule(rounds, plan, purchase, true);
    let from_wallet = wallet.map_or(Fen::ZERO, |it| it.off);
    let mut gone = vec![Fen::ZERO; goods.len()];
    let (mut given, mut returned) = (Fen::ZERO, Fen::ZERO);
    let mut each = Vec::new();
    for (at, it) in returns.iter().enumerate() {
        let (Some(gone_of), Some(bought_of)) = (gone.get_mut(it.line), goods.get(it.line)) else {
            return Err(RefundError::NotLeft(at));
        };
        *gone_of = gone_of.plus(it.goods);
        if *gone_of > *bought_of || it.goods == Fen::ZERO {
            return Err(RefundError::NotLeft(at));
        }
        let all_gone = gone.iter().fold(Fen::ZERO, |sum, it| sum.plus(*it));
        let due = match rule {
            PartialCash::ProRata => pro_rata(&gone, &goods, &costs),
            PartialCash::MinusWholeDiscount => all_gone.less(total.less(paid)),
            PartialCash::ActualPaidCap | PartialCash::OwnMoneyFirst => all_gone.min(paid),
        };
        let own = match sharing {
            PartialCash::ActualPaidCap | PartialCash::OwnMoneyFirst => due.min(paid.less(from_wallet)),
            PartialCash::ProRata => pro_rata(&[due], &[paid], &[paid.less(from_wallet)]),
            PartialCash::MinusWholeDiscount => due.less(from_wallet),
        };
        let cash = own.less(given);
        let others = due.less(own).less(returned);
        (given, returned) = (given.plus(cash), returned.plus(others));
        // After its last day, or where the terms do not give it back, its part goes to whoever filled it.
        let kept =
            wallet.is_some_and(|it| wallet_after(rounds, it, returns.get(at)) == VoucherAfter::RestoredSameExpiry);
        let to_wallet = if kept { others } else { Fen::ZERO };
        let full = all_gone == total;
        // A single return of everything is a full one; the last of several parts is still a part.
        let whole = full && at == 0;
        let vouchers = payment.applied.iter().filter_map(|used| {
            let refund = rounds.get(used.round)?.refund();
            // What a return puts back into a wallet does not depend on how much it is.
            let term = match (whole || is_wallet(rounds, used), it.on <= used.last_day) {
                (true, true) => refund.full_in_validity(),
                (true, false) => refund.full_after_expiry(),
                (false, _) => refund.partial_voucher(),
            };
            let after = term.map_or(VoucherAfter::Lost, |it| *it.value());
            let assumed = term.and_then(Term::assumed);
            Some(VoucherState { round: used.round, benefit: used.benefit, after, assumed, silent: term.is_none() })
        });
        let to_funder = it.goods.less(cash).less(to_wallet);
        each.push(Refund { cash, to_wallet, to_funder, full, vouchers: vouchers.collect() });
    }
    let all_gone = gone.iter().fold(Fen::ZERO, |sum, it| sum.plus(*it));
    let kept_paid = paid.less(from_wallet).less(given);
    let only_wallet = wallet.is_some() && payment.applied.len() == 1;
    let rule = if only_wallet { sharing } else { rule };
    assumed.extend(open);
    Ok(Refunds { each, rule, assumed, kept_goods: total.less(all_gone), kept_paid })
}

/// What becomes of what a return puts back into a wallet; where the terms are silent, it is lost.
fn wallet_after(rounds: &[Campaign], it: &Applied, back: Option<&Return>) -> VoucherAfter {
    let in_time = back.is_some_and(|back| back.on <= it.last_day);
    let refund = rounds.get(it.round).map(Campaign::refund);
    let term = refund.and_then(|refund| if in_time { refund.full_in_validity() } else { refund.full_after_expiry() });
    term.map_or(VoucherAfter::Lost, |it| *it.value())
}

/// Of the rules of all rounds whose vouchers, or whose wallets, are used, the one that gives least; a round that is silent is taken as pro rata.
fn rule(
    rounds: &[Campaign],
    plan: &Plan,
    purchase: usize,
    wallets: bool,
) -> (PartialCash, Vec<(usize, Option<usize>)>) {
    let mut found: Option<PartialCash> = None;
    let mut assumed = Vec::new();
    let strict = |it: PartialCash| match it {
        PartialCash::MinusWholeDiscount => 0,
        PartialCash::ProRata => 1,
        PartialCash::ActualPaidCap | PartialCash::OwnMoneyFirst => 2,
    };
    let used = plan.payments.get(purchase).into_iter().flat_map(|it| it.applied.iter());
    for used in used.filter(|it| is_wallet(rounds, it) == wallets) {
        let term = rounds.get(used.round).and_then(|it| it.refund().partial_cash());
        let rule = term.map_or(PartialCash::ProRata, |it| *it.value());
        if term.is_none_or(|it| it.assumed().is_some()) {
            assumed.push((used.round, term.and_then(Term::assumed)));
        }
        if found.is_none_or(|known| strict(rule) < strict(known)) {
            found = Some(rule);
        }
    }
    assumed.sort_unstable();
    assumed.dedup();
    (found.unwrap_or(PartialCash::ProRata), assumed)
}

/// Per line, the share of its cost that has gone back, down to the fen on the running total.
fn pro_rata(gone: &[Fen], goods: &[Fen], costs: &[Fen]) -> Fen {
    let mut due = Fen::ZERO;
    for ((gone, goods), cost) in gone.iter().zip(goods).zip(costs) {
        let share = i128::from(gone.get()) * i128::from(cost.get());
        let share = share.checked_div(i128::from(goods.get())).unwrap_or(0);
        due = due.plus(i64::try_from(share).ok().and_then(Fen::new).unwrap_or(Fen::ZERO));
    }
    due
}
