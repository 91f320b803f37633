//! What a search looks for: first a plan that saves more, then one that saves as much with fewer vouchers.

use super::flat::Part;

/// What part of the budget is for ties, once no fen is open.
pub(super) const TIES: u64 = 16;

/// What a better plan is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Goal {
    /// What one fen weighs in a score.
    weight: i128,
    /// Whatever is saved is so many fen, or a multiple of them.
    grain: i128,
    /// Whether ties in what is saved are worth a search.
    ties: bool,
}

impl Goal {
    /// More saved.
    pub(super) fn fen(part: &Part, weight: i64) -> Goal {
        let weight = i128::from(weight.max(1));
        let goal = Goal { weight, grain: 1, ties: false };
        // What is left in a wallet can be any number.
        let ways = part.stages.iter().flat_map(|it| it.ways.iter()).filter(|_| part.wallets.is_empty());
        let grain = ways.map(|it| goal.whole(i128::from(it.score))).fold(0, common);
        Goal { grain: grain.max(1), ..goal }
    }

    /// Or as much with fewer vouchers; ties in days are left as they are.
    pub(super) fn with_ties(self) -> Goal {
        Goal { ties: true, ..self }
    }

    /// What is saved at a score, in fen: a score is a little below what it stands for.
    pub(super) fn whole(self, score: i128) -> i128 {
        (score + self.weight - 1).div_euclid(self.weight)
    }

    /// What is not worth a better bound.
    pub(super) fn hair(self) -> i128 {
        self.weight >> 12
    }

    /// No bound up to this promises a better plan than one with this score.
    pub(super) fn reached(self, score: i64) -> i128 {
        let score = i128::from(score);
        if self.ties { score + self.hair() } else { ((self.whole(score) + self.grain - 1) * self.weight).max(score) }
    }

    /// The bound that a search may tell that left nothing open but what is [`Goal::reached`].
    pub(super) fn closed(self, score: i64) -> i128 {
        let score = i128::from(score);
        if self.ties { score } else { score.max(self.whole(score) * self.weight) }
    }
}

/// The greatest common divisor.
fn common(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one.abs(), other.abs());
    while other != 0 {
        (one, other) = (other, one.checked_rem(other).unwrap_or(0));
    }
    one
}
