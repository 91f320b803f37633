//! What one voucher takes off an amount. Every shape saves no less, and leaves no less to pay, when the
//! amount grows: ranges over open amounts rest on that.

use super::fen::Fen;
use super::term::Term;
use crate::money::Rounding;

/// The shape of a voucher.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shape {
    /// 满减: from the threshold on, a fixed amount off.
    ThresholdOff {
        /// The least amount.
        threshold: Fen,
        /// What is taken off.
        off: Fen,
    },
    /// 折扣: from the threshold on, a share off.
    Percent {
        /// The least amount.
        threshold: Fen,
        /// The share in hundredths of a per cent: 3000 for 30 %.
        basis_points: u32,
        /// The most that is taken off.
        cap: Option<Fen>,
    },
    /// A face amount, taken off as far as the amount reaches.
    Face {
        /// The face amount.
        face: Fen,
        /// What the amount must reach.
        needs: FaceNeeds,
    },
    /// 红包: money that pays in the place of one's own, as far as it reaches. It is paid last, after everything that is
    /// taken off.
    Wallet {
        /// What it holds when it is new.
        balance: Fen,
        /// Whether several payments may share it; if not, what is left after the first lapses.
        splittable: Term<bool>,
        /// Whether a payment that uses it must take as much of it as it can.
        consume_first: Term<bool>,
    },
    /// Its figures were not found. A share may be known, its threshold and cap are not.
    Open {
        /// The share in hundredths of a per cent, when known.
        basis_points: Option<u32>,
    },
}

/// What the amount must reach before a face amount can be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FaceNeeds {
    /// Nothing.
    Nothing,
    /// At least this many times the face.
    Times(u32),
    /// More than the face.
    MoreThanFace,
}

/// What a voucher takes off one amount.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Off {
    /// How much.
    pub fen: Fen,
    /// Whether a fraction of a fen was rounded.
    pub rounded: bool,
}

impl Shape {
    /// The least amount on which it can be used; `None`: not known.
    #[must_use]
    pub fn threshold(&self) -> Option<Fen> {
        let one = Fen::new(1)?;
        match self {
            Shape::ThresholdOff { threshold, .. } | Shape::Percent { threshold, .. } => Some((*threshold).max(one)),
            Shape::Face { face, needs } => match needs {
                FaceNeeds::Nothing => Some(one),
                FaceNeeds::Times(times) => Fen::new(face.get().checked_mul(i64::from(*times))?),
                FaceNeeds::MoreThanFace => Some(face.plus(one)),
            },
            Shape::Wallet { .. } => Some(one),
            Shape::Open { .. } => None,
        }
    }

    /// Whether it is a wallet, whatever becomes of what is left.
    #[must_use]
    pub const fn is_wallet(&self) -> bool {
        matches!(self, Shape::Wallet { .. })
    }

    /// What a new one holds, where several payments may share it.
    #[must_use]
    pub fn shared_balance(&self) -> Option<Fen> {
        match self {
            Shape::Wallet { balance, splittable, .. } if splittable.value => Some(*balance),
            _ => None,
        }
    }

    pub(super) fn read_otherwise(&mut self, assumption: usize) -> bool {
        let Shape::Wallet { splittable, consume_first, .. } = self else { return false };
        let changed = splittable.read_otherwise(assumption);
        consume_first.read_otherwise(assumption) | changed
    }

    /// The most that it can take off; `None`: no limit is known.
    #[must_use]
    pub const fn most(&self) -> Option<Fen> {
        match self {
            Shape::ThresholdOff { off, .. } => Some(*off),
            Shape::Percent { cap, .. } => *cap,
            Shape::Face { face, .. } => Some(*face),
            Shape::Wallet { balance, .. } => Some(*balance),
            Shape::Open { .. } => None,
        }
    }

    /// An amount from which on it takes off its most; `None`: it has no most.
    #[must_use]
    pub fn ample(&self) -> Option<Fen> {
        let threshold = self.threshold()?;
        match self {
            Shape::ThresholdOff { off, .. } => Some(threshold.max(*off)),
            Shape::Face { face, .. } => Some(threshold.max(*face)),
            Shape::Wallet { balance, .. } => Some(*balance),
            Shape::Percent { basis_points, cap, .. } => {
                // One fen more than the quotient, so that no rounding can fall short of the cap.
                let whole = cap.as_ref()?.get().checked_add(1)?.checked_mul(10_000)?;
                let reached = whole.checked_div(i64::from(*basis_points))?.checked_add(1)?;
                Some(threshold.max(Fen::new(reached)?))
            }
            Shape::Open { .. } => None,
        }
    }

    /// What it takes off `base`, when `tested` reaches the threshold. `None`: nothing.
    ///
    /// `tested` differs from `base` where a threshold is tested before a discount is taken off.
    #[must_use]
    pub fn off(&self, tested: Fen, base: Fen, rounding: Rounding) -> Option<Off> {
        if tested < self.threshold()? {
            return None;
        }
        let off = match self {
            Shape::ThresholdOff { off, .. } => Off { fen: *off, rounded: false },
            Shape::Face { face, .. } => Off { fen: *face, rounded: false },
            Shape::Wallet { balance, .. } => Off { fen: *balance, rounded: false },
            Shape::Percent { basis_points, cap, .. } => {
                let share = share_of(base, *basis_points, rounding)?;
                match cap {
                    Some(cap) if share.fen >= *cap => Off { fen: *cap, rounded: false },
                    _ => share,
                }
            }
            Shape::Open { .. } => return None,
        };
        let off = Off { fen: off.fen.min(base), ..off };
        (off.fen > Fen::ZERO).then_some(off)
    }

    /// How much of an amount shared with another voucher this one can use up at most. It depends on that
    /// amount alone, so that what is left for the other never falls when the bill grows.
    #[must_use]
    pub fn used_of(&self, shared: Fen, rounding: Rounding) -> Fen {
        let most = match self {
            Shape::Percent { basis_points, cap, .. } => {
                let share = share_of(shared, *basis_points, rounding).map_or(shared, |it| it.fen);
                cap.map_or(share, |cap| share.min(cap))
            }
            Shape::ThresholdOff { off, .. } => *off,
            Shape::Face { face, .. } => *face,
            Shape::Wallet { balance, .. } => *balance,
            Shape::Open { .. } => Fen::ZERO,
        };
        most.min(shared)
    }
}

fn share_of(base: Fen, basis_points: u32, rounding: Rounding) -> Option<Off> {
    let product = base.get().checked_mul(i64::from(basis_points))?;
    let down = product.checked_div(10_000)?;
    let rest = product.checked_rem(10_000)?;
    let up = matches!(rounding, Rounding::HalfUpFen) && rest >= 5_000;
    Some(Off { fen: Fen::new(down.checked_add(i64::from(up))?)?, rounded: rest != 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fen(fen: i64) -> Fen {
        Fen::new(fen).unwrap()
    }

    #[track_caller]
    fn check(shape: &Shape, amount: i64, expect: Option<i64>) {
        let off = shape.off(fen(amount), fen(amount), Rounding::FloorFen).map(|it| it.fen.get());
        assert_eq!(off, expect, "{shape:?} of {amount}");
    }

    #[test]
    fn a_threshold_is_reached_to_the_fen() {
        let shape = Shape::ThresholdOff { threshold: fen(30_000), off: fen(5_000) };
        check(&shape, 29_999, None);
        check(&shape, 30_000, Some(5_000));
        check(&shape, 0, None);
    }

    #[test]
    fn a_share_has_a_threshold_a_cap_and_a_rounding() {
        let shape = Shape::Percent { threshold: fen(5_000), basis_points: 3_000, cap: Some(fen(15_000)) };
        check(&shape, 4_999, None);
        check(&shape, 48_000, Some(14_400));
        check(&shape, 50_000, Some(15_000));
        check(&shape, 52_000, Some(15_000));
        check(&shape, 12_345, Some(3_703));
        let up = shape.off(fen(12_345), fen(12_345), Rounding::HalfUpFen).unwrap();
        assert_eq!((up.fen, up.rounded), (fen(3_704), true));
        let ample = shape.ample().unwrap();
        check(&shape, ample.get(), Some(15_000));
    }

    #[test]
    fn a_face_amount_needs_what_the_notice_says() {
        let face = |needs| Shape::Face { face: fen(3_000), needs };
        check(&face(FaceNeeds::Nothing), 2_000, Some(2_000));
        check(&face(FaceNeeds::Nothing), 0, None);
        check(&face(FaceNeeds::Nothing), 4_500, Some(3_000));
        check(&face(FaceNeeds::MoreThanFace), 3_000, None);
        check(&face(FaceNeeds::MoreThanFace), 3_001, Some(3_000));
        check(&face(FaceNeeds::Times(4)), 11_999, None);
        check(&face(FaceNeeds::Times(4)), 12_000, Some(3_000));
    }

    fn wallet(balance: i64) -> Shape {
        let (splittable, consume_first) = (Term::stated(true), Term::stated(true));
        Shape::Wallet { balance: fen(balance), splittable, consume_first }
    }

    #[test]
    fn a_wallet_pays_as_far_as_it_reaches() {
        check(&wallet(20_000), 5_000, Some(5_000));
        check(&wallet(20_000), 20_001, Some(20_000));
        check(&wallet(20_000), 0, None);
        assert_eq!(wallet(20_000).shared_balance(), Some(fen(20_000)));
    }

    #[test]
    fn unknown_figures_take_nothing_for_sure() {
        check(&Shape::Open { basis_points: Some(3_000) }, 100_000, None);
    }

    #[test]
    fn neither_the_saving_nor_the_rest_falls_when_the_amount_grows() {
        let shapes = [
            Shape::ThresholdOff { threshold: fen(500), off: fen(120) },
            Shape::Percent { threshold: fen(50), basis_points: 3_333, cap: Some(fen(150)) },
            Shape::Percent { threshold: fen(1), basis_points: 10_000, cap: None },
            Shape::Face { face: fen(77), needs: FaceNeeds::Nothing },
            Shape::Face { face: fen(77), needs: FaceNeeds::MoreThanFace },
            wallet(77),
        ];
        for rounding in [Rounding::FloorFen, Rounding::HalfUpFen] {
            for shape in &shapes {
                let off = |it| shape.off(fen(it), fen(it), rounding).map_or(0, |it| it.fen.get());
                for amount in 0..1_000 {
                    assert!(off(amount) <= off(amount + 1), "{shape:?} at {amount}");
                    let left = |it| it - shape.used_of(fen(it), rounding).get();
                    assert!(left(amount) <= left(amount + 1), "{shape:?} at {amount}");
                    assert!(off(amount) <= shape.used_of(fen(amount), rounding).get());
                }
            }
        }
    }
}
