//! What each payment draws from the wallets that several share, once it is known which of them pay.
//!
//! The earlier payment takes all it can: so it must be where a wallet is used first, and where one may choose, no
//! other way of sharing pays more.

use crate::household::Household;
use crate::model::{Problem, Way};
use engine::campaign::Fen;
use std::collections::BTreeMap;

/// What one payment draws.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Drawn {
    /// What it takes.
    pub off: Fen,
    /// What is left after it.
    pub left: Fen,
}

/// Per purchase that uses a wallet, what it draws.
pub(crate) fn drawn(problem: &Problem, taken: &[Option<usize>], home: &Household) -> BTreeMap<usize, Drawn> {
    let mut order: Vec<_> = Vec::new();
    for (stage, taken) in problem.stages.iter().zip(taken) {
        let Some(way) = taken.and_then(|it| stage.ways.get(it)) else { continue };
        let time = home.purchases().get(stage.purchase).and_then(|it| it.time);
        order.extend(asked(way).into_iter().map(|(slot, off)| (way.till.day, time, stage.purchase, slot, off)));
    }
    order.sort_unstable();
    let mut left: BTreeMap<usize, Fen> = BTreeMap::new();
    let mut drawn = BTreeMap::new();
    for (_, _, purchase, slot, off) in order {
        let held = || problem.slots.get(slot).and_then(|it| Fen::new(i64::from(it.left))).unwrap_or(Fen::ZERO);
        let left = left.entry(slot).or_insert_with(held);
        let off = off.min(*left);
        *left = left.less(off);
        drawn.insert(purchase, Drawn { off, left: *left });
    }
    drawn
}

/// The slot of the wallet that a way uses, and what it could use of it.
pub(crate) fn asked(way: &Way) -> Option<(usize, Fen)> {
    way.uses.iter().find_map(|it| Some((it.wallet?, it.applied.off.fen)))
}
