//! What vouchers take off one bill, in the best legal order; not which vouchers there are.

use crate::cart::Purchase;
use engine::Rounding;
use engine::campaign::{Basis, Benefit, Campaign, Fen, NextThreshold, Off, Shape};
use std::borrow::Cow;

/// Which end of every open amount is taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum End {
    /// The least amounts; figures that were not found count for nothing.
    Least,
    /// The most; open amounts without a most are taken as this one, and figures not found at their best.
    Most(Fen),
}

/// A bill with its amounts fixed, in fen per line.
#[derive(Clone, Debug)]
pub(crate) struct Bill {
    lines: Vec<BillLine>,
}

#[derive(Clone, Debug)]
struct BillLine {
    category: engine::campaign::Category,
    price: Fen,
    to_pay: Fen,
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

/// Everything that decides how vouchers act on a bill.
pub(crate) struct Rules<'a> {
    pub campaign: &'a Campaign,
    pub end: End,
}

impl Bill {
    pub(crate) fn new(purchase: &Purchase, end: End) -> Bill {
        let line = |it: &crate::cart::Line| {
            let price = match end {
                End::Least => it.price.least(),
                End::Most(ample) => it.price.most().unwrap_or_else(|| ample.max(it.price.least())),
            };
            BillLine { category: it.category, price, to_pay: price.less(it.shop_discount) }
        };
        Bill { lines: purchase.lines.iter().map(line).collect() }
    }

    /// What is to pay without vouchers.
    pub(crate) fn total(&self) -> Fen {
        self.lines.iter().fold(Fen::ZERO, |sum, it| sum.plus(it.to_pay))
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

    /// What a voucher of this class sees of a bill before any other has been applied.
    pub(crate) fn seen(&self, bill: &Bill, class: usize) -> Seen {
        let mut seen = Seen { tested: Fen::ZERO, base: Fen::ZERO };
        for line in self.covered(bill, class) {
            let tested = match self.campaign.threshold_basis().value() {
                Basis::AfterShopDiscount => line.to_pay,
                Basis::BeforeShopDiscount => line.price,
            };
            seen = Seen { tested: seen.tested.plus(tested), base: seen.base.plus(line.to_pay) };
        }
        seen
    }

    fn covered<'b>(&'b self, bill: &'b Bill, class: usize) -> impl Iterator<Item = &'b BillLine> {
        let class = self.campaign.classes().get(class);
        bill.lines.iter().filter(move |it| class.is_some_and(|class| class.covers(it.category)))
    }

    /// The part of a bill that both classes see.
    fn shared(&self, bill: &Bill, one: usize, other: usize) -> Fen {
        let classes = self.campaign.classes();
        let other = classes.get(other);
        self.covered(bill, one)
            .filter(|line| other.is_some_and(|it| it.covers(line.category)))
            .fold(Fen::ZERO, |sum, it| sum.plus(it.to_pay))
    }

    /// The best order of application; `None`: in no order can all of them be used.
    pub(crate) fn best_order(&self, bill: &Bill, vouchers: &[&Benefit]) -> Option<Vec<Applied>> {
        let mut best: Option<(i64, Vec<Applied>)> = None;
        let mut order: Vec<usize> = Vec::new();
        self.orders(bill, vouchers, &mut order, &mut Vec::new(), &mut best);
        best.map(|(_, applied)| applied)
    }

    /// Tries every order, depth first; vouchers are at most four.
    fn orders(
        &self,
        bill: &Bill,
        vouchers: &[&Benefit],
        order: &mut Vec<usize>,
        applied: &mut Vec<Applied>,
        best: &mut Option<(i64, Vec<Applied>)>,
    ) {
        if order.len() == vouchers.len() {
            let saved = applied.iter().map(|it| it.off.fen.get()).sum();
            if best.as_ref().is_none_or(|(most, _)| saved > *most) {
                *best = Some((saved, applied.clone()));
            }
            return;
        }
        for (place, voucher) in vouchers.iter().enumerate() {
            if order.contains(&place) {
                continue;
            }
            if let Some(next) = self.next(bill, vouchers, order, place, voucher) {
                order.push(place);
                applied.push(next);
                self.orders(bill, vouchers, order, applied, best);
                order.pop();
                applied.pop();
            }
        }
    }

    fn next(
        &self,
        bill: &Bill,
        vouchers: &[&Benefit],
        before: &[usize],
        place: usize,
        voucher: &Benefit,
    ) -> Option<Applied> {
        let mut seen = self.seen(bill, voucher.class());
        for earlier in before.iter().filter_map(|it| vouchers.get(*it)) {
            let shared = self.shared(bill, earlier.class(), voucher.class());
            let used = self.shape(earlier).used_of(shared, self.rounding());
            seen.base = seen.base.less(used);
            if *self.campaign.stacking().next_threshold().value() == NextThreshold::Remaining {
                seen.tested = seen.tested.less(used);
            }
        }
        let off = self.shape(voucher).off(seen.tested, seen.base, self.rounding())?;
        Some(Applied { place, off, tested: seen.tested })
    }
}
