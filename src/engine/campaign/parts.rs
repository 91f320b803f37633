//! The parts of a campaign: classes, denominations, bundles, stacking and refund; limits are in [`super::limit`].

use super::shape::Shape;
use super::span::{Span, Validity};
use super::term::Term;
use super::word::{Category, NextThreshold, PartialCash, Platform, Together, VoucherAfter};

/// A kind of voucher: where, when and with which app it is good.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Class {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) funder: Option<String>,
    pub(super) include: Vec<Category>,
    pub(super) exclude: Vec<Category>,
    pub(super) rest: Term<bool>,
    pub(super) platforms: Vec<Platform>,
    pub(super) window: Span,
    pub(super) validity: Validity,
}

impl Class {
    /// Its name within the campaign.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name for people.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Who pays, when the notice says so.
    #[must_use]
    pub fn funder(&self) -> Option<&str> {
        self.funder.as_deref()
    }

    /// The categories that are named as good.
    #[must_use]
    pub fn include(&self) -> &[Category] {
        &self.include
    }

    /// Whether a category is good.
    #[must_use]
    pub fn covers(&self, category: Category) -> bool {
        self.include.contains(&category) || (self.rest.value && !self.exclude.contains(&category))
    }

    /// The apps that give it out and take it.
    #[must_use]
    pub fn platforms(&self) -> &[Platform] {
        &self.platforms
    }

    /// When it can be used.
    #[must_use]
    pub const fn window(&self) -> &Span {
        &self.window
    }

    /// How long it lasts once claimed.
    #[must_use]
    pub const fn validity(&self) -> &Validity {
        &self.validity
    }

    pub(super) fn read_otherwise(&mut self, assumption: usize) -> bool {
        let mut changed = self.rest.read_otherwise(assumption);
        if let Validity::Days { claim_day_counts, .. } = &mut self.validity {
            changed |= claim_day_counts.read_otherwise(assumption);
        }
        changed
    }
}

/// One denomination of a class.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Benefit {
    pub(super) id: String,
    pub(super) class: usize,
    pub(super) shape: Shape,
}

impl Benefit {
    /// Its name within the campaign.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The place of its class.
    #[must_use]
    pub const fn class(&self) -> usize {
        self.class
    }

    /// What it takes off.
    #[must_use]
    pub const fn shape(&self) -> &Shape {
        &self.shape
    }
}

/// Vouchers that are claimed together: a 券包.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bundle {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) parts: Vec<Part>,
}

impl Bundle {
    /// Its name within the campaign.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name for people.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What it holds.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }
}

/// Some vouchers of one denomination in a bundle.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part {
    /// The place of the denomination.
    pub benefit: usize,
    /// How many of them, at least one.
    pub count: u32,
}

/// What may meet in one payment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stacking {
    pub(super) per_transaction: Term<u32>,
    pub(super) allowed: Vec<(usize, usize)>,
    pub(super) shop_discount: Term<Together>,
    pub(super) next_threshold: Term<NextThreshold>,
    pub(super) other_rounds: Option<Term<Together>>,
}

impl Stacking {
    /// How many vouchers a payment takes.
    #[must_use]
    pub const fn per_transaction(&self) -> &Term<u32> {
        &self.per_transaction
    }

    /// Whether vouchers of these two classes may pay together.
    #[must_use]
    pub fn allows(&self, one: usize, other: usize) -> bool {
        self.allowed.iter().any(|it| *it == (one, other) || *it == (other, one))
    }

    /// Whether vouchers and a shop's discount may meet.
    #[must_use]
    pub const fn shop_discount(&self) -> &Term<Together> {
        &self.shop_discount
    }

    /// On what the threshold of the second voucher is tested.
    #[must_use]
    pub const fn next_threshold(&self) -> &Term<NextThreshold> {
        &self.next_threshold
    }

    /// Whether vouchers of other rounds may pay in the same payment; `None`: the notice is silent.
    #[must_use]
    pub const fn other_rounds(&self) -> Option<&Term<Together>> {
        self.other_rounds.as_ref()
    }

    pub(super) fn read_otherwise(&mut self, assumption: usize) -> bool {
        let mut changed = self.per_transaction.read_otherwise(assumption);
        changed |= self.shop_discount.read_otherwise(assumption);
        changed |= self.next_threshold.read_otherwise(assumption);
        changed |= self.other_rounds.as_mut().is_some_and(|it| it.read_otherwise(assumption));
        changed
    }
}

/// What a refund does; `None`: not seen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Refund {
    pub(super) full_in_validity: Option<Term<VoucherAfter>>,
    pub(super) full_after_expiry: Option<Term<VoucherAfter>>,
    pub(super) partial_voucher: Option<Term<VoucherAfter>>,
    pub(super) partial_cash: Option<Term<PartialCash>>,
}

impl Refund {
    /// The voucher, when everything is returned while it would still be good.
    #[must_use]
    pub const fn full_in_validity(&self) -> Option<&Term<VoucherAfter>> {
        self.full_in_validity.as_ref()
    }

    /// The voucher, when everything is returned after its last day.
    #[must_use]
    pub const fn full_after_expiry(&self) -> Option<&Term<VoucherAfter>> {
        self.full_after_expiry.as_ref()
    }

    /// The voucher, when a part is returned.
    #[must_use]
    pub const fn partial_voucher(&self) -> Option<&Term<VoucherAfter>> {
        self.partial_voucher.as_ref()
    }

    /// The cash, when a part is returned.
    #[must_use]
    pub const fn partial_cash(&self) -> Option<&Term<PartialCash>> {
        self.partial_cash.as_ref()
    }

    pub(super) fn read_otherwise(&mut self, assumption: usize) -> bool {
        self.partial_cash.as_mut().is_some_and(|it| it.read_otherwise(assumption))
    }
}
