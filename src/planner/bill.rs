//! What vouchers take off one bill, in the best legal order; not which vouchers there are.

use crate::cart::{Line, Purchase};
use engine::Rounding;
use engine::campaign::{Basis, Benefit, Campaign, Category, Fen, NextThreshold, Off, Shape};
use std::borrow::Cow;

/// Which end of every open amount is taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum End {
    /// The least amounts; figures that were not found count for nothing.
    Least,
    /// The most; open amounts without a most are taken as this one, and figures not found at their best.
    Most(Fen),
}

/// Per line, which of its shop discount and subsidies are taken.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(crate) struct Variant {
    /// The lines whose shop discount is declined.
    pub declined: Vec<usize>,
    /// Lines and the place of the subsidy that each takes.
    pub subsidies: Vec<(usize, usize)>,
}

/// A bill with its amounts fixed, in fen per line.
#[derive(Clone, Debug)]
pub(crate) struct Bill {
    lines: Vec<BillLine>,
    discounted: bool,
    subsidy: Fen,
}

#[derive(Clone, Debug)]
struct BillLine {
    category: Category,
    price: Fen,
    to_pay: Fen,
    /// Whether vouchers may be used for it.
    seen: bool,
}

/// The amounts that one voucher sees.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Seen {
    /// What its threshold is tested on.
    pub tested: Fen,
    /// What it can take from.
    pub base: Fen,
}

/// One voucher applied to a bill.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Applied {
    /// The place of the voucher among those given.
    pub place: usize,
    /// What it takes off.
    pub off: Off,
    /// What its threshold was tested on.
    pub tested: Fen,
}

/// One round as it is computed with.
#[derive(Clone, Copy)]
pub(crate) struct Rules<'a> {
    pub campaign: &'a Campaign,
    pub end: End,
}

/// A voucher with the rules of its round.
#[derive(Clone, Copy)]
pub(crate) struct Voucher<'a> {
    pub round: usize,
    pub rules: Rules<'a>,
    pub benefit: &'a Benefit,
}

fn price(line: &Line, end: End) -> Fen {
    match end {
        End::Least => line.price.least(),
        End::Most(ample) => line.price.most().unwrap_or_else(|| ample.max(line.price.least())),
    }
}

impl Bill {
    /// The bill with every discount of the shop and no subsidy.
    pub(crate) fn new(purchase: &Purchase, end: End) -> Bill {
        Bill::of(purchase, end, &Variant::default(), 0)
    }

    /// The bill of a variant on the day of this place among the purchase's days.
    pub(crate) fn of(purchase: &Purchase, end: End, variant: &Variant, day: usize) -> Bill {
        let mut bill = Bill { lines: Vec::new(), discounted: false, subsidy: Fen::ZERO };
        for (place, it) in purchase.lines.iter().enumerate() {
            let declined = variant.declined.contains(&place);
            let discount = if declined { Fen::ZERO } else { it.shop_discount };
            bill.discounted |= discount > Fen::ZERO;
            let price = price(it, end);
            let mut line = BillLine { category: it.category, price, to_pay: price.less(discount), seen: true };
            let taken = variant.subsidies.iter().find(|(line, _)| *line == place);
            if let Some(subsidy) = taken.and_then(|(_, at)| it.subsidies.get(*at)) {
                let [with, without] = subsidy.pays.get(day).copied().unwrap_or_default();
                let pays = if declined { without } else { with }.min(line.to_pay);
                line.to_pay = line.to_pay.less(pays);
                line.price = line.price.less(pays);
                line.seen = subsidy.with_vouchers;
                bill.subsidy = bill.subsidy.plus(pays);
            }
            bill.lines.push(line);
        }
        bill
    }

    /// What is to pay without vouchers.
    pub(crate) fn total(&self) -> Fen {
        self.lines.iter().fold(Fen::ZERO, |sum, it| sum.plus(it.to_pay))
    }

    /// What subsidies pay of it.
    pub(crate) const fn subsidy(&self) -> Fen {
        self.subsidy
    }

    /// Whether a discount of the shop is in it.
    pub(crate) const fn discounted(&self) -> bool {
        self.discounted
    }
}

impl Rules<'_> {
    pub(crate) fn rounding(&self) -> Rounding {
        *self.campaign.rounding().value()
    }

    /// The shape to compute with: at the upper end a figure that was not found is taken at its best.
    pub(crate) fn shape<'b>(&self, benefit: &'b Benefit) -> Cow<'b, Shape> {
        match (benefit.shape(), self.end) {
            (Shape::Open { basis_points: Some(share) }, End::Most(_)) => {
                Cow::Owned(Shape::Percent { threshold: Fen::ZERO, basis_points: *share, cap: None })
            }
            (shape, _) => Cow::Borrowed(shape),
        }
    }

    fn covers(&self, benefit: &Benefit, line: &BillLine) -> bool {
        line.seen && self.campaign.classes().get(benefit.class()).is_some_and(|it| it.covers(line.category))
    }

    /// Whether something on the bill is of the voucher's kind.
    pub(crate) fn touches(&self, bill: &Bill, benefit: &Benefit) -> bool {
        bill.lines.iter().any(|it| self.covers(benefit, it))
    }

    /// What a voucher sees of a bill before any other has been applied.
    pub(crate) fn seen(&self, bill: &Bill, benefit: &Benefit) -> Seen {
        let mut seen = Seen { tested: Fen::ZERO, base: Fen::ZERO };
        for line in bill.lines.iter().filter(|it| self.covers(benefit, it)) {
            let tested = match self.campaign.threshold_basis().value() {
                Basis::AfterShopDiscount => line.to_pay,
                Basis::BeforeShopDiscount => line.price,
            };
            seen = Seen { tested: seen.tested.plus(tested), base: seen.base.plus(line.to_pay) };
        }
        seen
    }
}

/// The best order of application; `None`: in no order can all of them be used.
pub(crate) fn best_order(bill: &Bill, vouchers: &[Voucher]) -> Option<Vec<Applied>> {
    let mut best: Option<(i64, Vec<Applied>)> = None;
    orders(bill, vouchers, &mut Vec::new(), &mut best);
    best.map(|(_, applied)| applied)
}

/// Tries every order, depth first; vouchers are at most four.
fn orders(bill: &Bill, vouchers: &[Voucher], applied: &mut Vec<Applied>, best: &mut Option<(i64, Vec<Applied>)>) {
    if applied.len() == vouchers.len() {
        let saved = applied.iter().map(|it| it.off.fen.get()).sum();
        if best.as_ref().is_none_or(|(most, _)| saved > *most) {
            *best = Some((saved, applied.clone()));
        }
        return;
    }
    for (place, voucher) in vouchers.iter().enumerate() {
        if applied.iter().any(|it| it.place == place) {
            continue;
        }
        // A wallet is money: it pays what everything else leaves, of which there is at most one in a payment.
        if voucher.benefit.shape().is_wallet() && applied.len().saturating_add(1) < vouchers.len() {
            continue;
        }
        if let Some(next) = next(bill, vouchers, applied, place, voucher) {
            applied.push(next);
            orders(bill, vouchers, applied, best);
            applied.pop();
        }
    }
}

fn next(bill: &Bill, vouchers: &[Voucher], before: &[Applied], place: usize, voucher: &Voucher) -> Option<Applied> {
    let rules = voucher.rules;
    let mut seen = rules.seen(bill, voucher.benefit);
    for earlier in before.iter().filter_map(|it| vouchers.get(it.place)) {
        let both =
            |line: &&BillLine| earlier.rules.covers(earlier.benefit, line) && rules.covers(voucher.benefit, line);
        let shared = bill.lines.iter().filter(both).fold(Fen::ZERO, |sum, it| sum.plus(it.to_pay));
        let used = earlier.rules.shape(earlier.benefit).used_of(shared, earlier.rules.rounding());
        seen.base = seen.base.less(used);
        // Between rounds no notice says what the second threshold is tested on: what is left promises less.
        let apart = earlier.round != voucher.round;
        if apart || *rules.campaign.stacking().next_threshold().value() == NextThreshold::Remaining {
            seen.tested = seen.tested.less(used);
        }
    }
    let off = rules.shape(voucher.benefit).off(seen.tested, seen.base, rules.rounding())?;
    Some(Applied { place, off, tested: seen.tested })
}
