//! Terms that a notice may leave open, and the readings under which a campaign can be taken.
//!
//! Not here: which of them a result used; the planner says that.

/// A value that is stated, or assumed where the notice is silent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term<T> {
    pub(super) value: T,
    pub(super) assumed: Option<usize>,
    pub(super) instead: Option<T>,
}

impl<T> Term<T> {
    /// A stated value.
    pub const fn stated(value: T) -> Term<T> {
        Term { value, assumed: None, instead: None }
    }

    /// The value to compute with.
    pub const fn value(&self) -> &T {
        &self.value
    }

    /// The place of the assumption that it is; `None`: the notice states it.
    pub const fn assumed(&self) -> Option<usize> {
        self.assumed
    }

    /// The other reading that is open.
    pub const fn instead(&self) -> Option<&T> {
        self.instead.as_ref()
    }

    pub(super) fn read_otherwise(&mut self, assumption: usize) -> bool {
        if self.assumed != Some(assumption) {
            return false;
        }
        match self.instead.as_mut() {
            Some(other) => {
                std::mem::swap(&mut self.value, other);
                true
            }
            None => false,
        }
    }
}

/// What is taken as given where a notice is silent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assumption {
    pub(super) id: String,
    pub(super) say: String,
    pub(super) about: About,
}

impl Assumption {
    /// Its name within the campaign.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// In one plain sentence.
    #[must_use]
    pub fn say(&self) -> &str {
        &self.say
    }

    /// Which term it stands for.
    #[must_use]
    pub const fn about(&self) -> &About {
        &self.about
    }
}

/// Which term an assumption stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum About {
    /// The last day of redemption of these classes.
    LastDay(Vec<usize>),
    /// Whether the claim day is the first day of validity, for these classes.
    ClaimDay(Vec<usize>),
    /// The last day of a claim window.
    ClaimWindow,
    /// Which categories this class is good for.
    Scope(usize),
    /// This limit.
    Limit(usize),
    /// Whether this benefit, a wallet, may be shared out among payments, or must be used as far as it reaches.
    Wallet(usize),
    /// How many vouchers a payment takes.
    PerTransaction,
    /// Whether vouchers and a shop's discount may meet.
    ShopDiscount,
    /// Whether vouchers of other rounds may pay in the same payment.
    OtherRounds,
    /// On what the threshold of the second voucher is tested.
    NextThreshold,
    /// On what thresholds are tested.
    ThresholdBasis,
    /// How percentages are rounded.
    Rounding,
    /// What a refund does; no plan depends on it.
    Refund,
    /// The figures of this benefit were not found.
    Figures(usize),
    /// A remark on these classes; none: on all.
    Note(Vec<usize>),
}
