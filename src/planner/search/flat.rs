//! The problem without names: parts that share no slot, each with slots counted from 0.

use super::cuts::Cut;
use crate::model::{BundleDraw, Draw, Problem};

/// Purchases that compete for the same slots.
#[derive(Clone)]
pub(super) struct Part {
    pub stages: Vec<Flat>,
    pub left: Vec<u32>,
    /// The places of its slots in the problem; behind them come the slots of cuts.
    pub slots: Vec<usize>,
    /// See [`Problem::mixed`]; slots by the part's own places, as far as they are in it.
    pub mixed: Vec<(usize, Vec<(u32, u32)>)>,
    /// Slots that follow from others.
    pub cuts: Vec<Cut>,
    /// Whether some way draws on bundles.
    pub bundled: bool,
    /// Slots of wallets, and what one fen of them is worth in a score: where one has less than a way asks for, the way
    /// takes what is left, and its score falls short by as much.
    pub wallets: Vec<(u32, i64)>,
}

impl Part {
    /// The most that a unit of this slot can be worth.
    pub(super) fn most_price(&self, slot: usize) -> i64 {
        self.wallets.iter().find(|it| wide(it.0) == slot).map_or(i64::MAX, |it| it.1)
    }

    /// What the ways taken ask of wallets beyond what these hold: in fen, and in scores.
    pub(super) fn overdrawn(&self, taken: &[Option<usize>]) -> (i64, i64) {
        let (mut fen, mut score) = (0_i64, 0_i64);
        for (slot, worth) in &self.wallets {
            let ways = self.stages.iter().zip(taken).filter_map(|(stage, taken)| stage.ways.get((*taken)?));
            let asks = ways.filter(|it| it.wallet == Some(*slot)).flat_map(|it| it.takes.iter());
            let asked: i64 = asks.filter(|it| it.0 == *slot).map(|it| i64::from(it.1)).sum();
            let held = self.left.get(wide(*slot)).copied().unwrap_or(0);
            let over = asked.saturating_sub(i64::from(held)).max(0);
            fen = fen.saturating_add(over);
            score = score.saturating_add(over.saturating_mul(*worth));
        }
        (fen, score)
    }

    /// What the score of a way falls short by when this is left.
    pub(super) fn lost(&self, way: &FlatWay, left: &[u32]) -> i64 {
        let Some(slot) = way.wallet else { return 0 };
        let asked = way.takes.iter().find(|it| it.0 == slot).map_or(0, |it| it.1);
        let missing = asked.saturating_sub(left.get(wide(slot)).copied().unwrap_or(0));
        if missing == 0 { 0 } else { i64::from(missing).saturating_mul(self.most_price(wide(slot))) }
    }
}

impl Part {
    /// How many steps it takes to look at everything that its ways take.
    pub(super) fn size(&self) -> usize {
        self.stages.iter().map(Flat::size).fold(self.left.len(), usize::saturating_add)
    }
}

/// One purchase.
#[derive(Clone)]
pub(super) struct Flat {
    /// Its place among the stages of the problem.
    pub place: usize,
    pub ways: Vec<FlatWay>,
}

impl Flat {
    /// See [`Part::size`].
    pub(super) fn size(&self) -> usize {
        self.ways.iter().map(|it| it.takes.len().saturating_add(2)).fold(0, usize::saturating_add)
    }
}

/// One way to pay it.
#[derive(Clone)]
pub(super) struct FlatWay {
    /// Its place among the ways of its stage.
    pub place: usize,
    pub score: i64,
    pub takes: Box<[(u32, u32)]>,
    /// Which of these slots is a wallet's, from which less may be taken.
    pub wallet: Option<u32>,
    pub bundles: Box<[BundleDraw]>,
}

impl FlatWay {
    /// Takes everything; `false`: there is not enough, and `left` is spoilt.
    pub(super) fn take(&self, left: &mut [u32]) -> bool {
        for (slot, amount) in &self.takes {
            match left.get_mut(wide(*slot)) {
                Some(it) if *it >= *amount || self.wallet == Some(*slot) => *it = it.saturating_sub(*amount),
                _ => return false,
            }
        }
        self.bundles.iter().all(|it| crate::model::take_part(left, it).is_none())
    }

    /// Whether there is enough, bundles aside.
    pub(super) fn fits(&self, left: &[u32]) -> bool {
        let enough = |(slot, amount): &(u32, u32)| {
            self.wallet == Some(*slot) || left.get(wide(*slot)).is_some_and(|it| it >= amount)
        };
        self.takes.iter().all(enough)
    }
}

pub(super) fn wide(slot: u32) -> usize {
    usize::try_from(slot).unwrap_or(usize::MAX)
}

/// Every slot that a draw has to do with.
fn slots(draw: &Draw) -> impl Iterator<Item = usize> {
    let bundle = |it: &'_ BundleDraw| -> Vec<usize> {
        let refill = it.refill.iter().map(|(slot, _)| *slot);
        std::iter::once(it.spare).chain(refill).chain(it.claim.iter().copied()).collect()
    };
    let wallet = draw.wallet.map(|it| it.0);
    draw.takes.iter().map(|(slot, _)| *slot).chain(wallet).chain(draw.bundles.iter().flat_map(bundle))
}

/// Splits a problem into parts, in the order of their first stages.
pub(super) fn parts(problem: &Problem) -> Vec<Part> {
    let n_slots = problem.slots.len();
    // A forest over slots and, behind them, stages.
    let mut root: Vec<usize> = (0..n_slots.saturating_add(problem.stages.len())).collect();
    for (at, stage) in problem.stages.iter().enumerate() {
        for slot in stage.ways.iter().flat_map(|it| slots(&it.draw)) {
            join(&mut root, n_slots.saturating_add(at), slot);
        }
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut part_of_root: Vec<(usize, usize)> = Vec::new();
    let mut local: Vec<Option<usize>> = vec![None; n_slots];
    for (place, stage) in problem.stages.iter().enumerate().filter(|(_, it)| !it.ways.is_empty()) {
        let top = find(&mut root, n_slots.saturating_add(place));
        let at = match part_of_root.iter().find(|(it, _)| *it == top) {
            Some((_, at)) => *at,
            None => {
                part_of_root.push((top, parts.len()));
                parts.push(Part {
                    stages: Vec::new(),
                    left: Vec::new(),
                    slots: Vec::new(),
                    bundled: false,
                    wallets: Vec::new(),
                    mixed: Vec::new(),
                    cuts: Vec::new(),
                });
                parts.len().saturating_sub(1)
            }
        };
        let Some(part) = parts.get_mut(at) else { continue };
        let mut flat = Flat { place, ways: Vec::with_capacity(stage.ways.len()) };
        for (place, way) in stage.ways.iter().enumerate() {
            let mut number = |slot: usize| {
                let next = part.slots.len();
                let known = local.get(slot).copied().flatten().unwrap_or(next);
                if known == next {
                    part.slots.push(slot);
                    part.left.push(problem.slots.get(slot).map_or(0, |it| it.left));
                    if let Some(it) = local.get_mut(slot) {
                        *it = Some(next);
                    }
                }
                known
            };
            let takes = way.draw.takes.iter().chain(way.draw.wallet.iter());
            let takes = takes.map(|(slot, amount)| (u32::try_from(number(*slot)).unwrap_or(u32::MAX), *amount));
            let takes: Box<[(u32, u32)]> = takes.collect();
            let bundles = way.draw.bundles.iter().map(|it| BundleDraw {
                spare: number(it.spare),
                refill: it.refill.iter().map(|(slot, count)| (number(*slot), *count)).collect(),
                claim: it.claim.iter().map(|it| number(*it)).collect(),
            });
            let bundles: Box<[BundleDraw]> = bundles.collect();
            part.bundled |= !bundles.is_empty();
            let wallet = way.draw.wallet.and_then(|it| u32::try_from(number(it.0)).ok());
            if let Some(slot) = wallet.filter(|slot| part.wallets.iter().all(|it| it.0 != *slot)) {
                part.wallets.push((slot, problem.weight));
            }
            flat.ways.push(FlatWay { place, score: way.score, takes, wallet, bundles });
        }
        part.stages.push(flat);
    }
    for part in &mut parts {
        add_mixed(problem, part, &local);
    }
    parts
}

/// What ways take of this part's own slots; of other parts' stages too, where a dominated way would have joined them.
fn add_mixed(problem: &Problem, part: &mut Part, local: &[Option<usize>]) {
    for (stage, takes) in &problem.mixed {
        let mine = takes.iter().filter_map(|(slot, amount)| {
            let number = local.get(*slot).copied().flatten()?;
            (part.slots.get(number) == Some(slot)).then_some((u32::try_from(number).ok()?, *amount))
        });
        let mine: Vec<(u32, u32)> = mine.collect();
        if !mine.is_empty() {
            part.mixed.push((*stage, mine));
        }
    }
}

fn find(root: &mut [usize], mut it: usize) -> usize {
    while let Some(up) = root.get(it).copied().filter(|up| *up != it) {
        let over = root.get(up).copied().unwrap_or(up);
        if let Some(mine) = root.get_mut(it) {
            *mine = over;
        }
        it = up;
    }
    it
}

fn join(root: &mut [usize], one: usize, other: usize) {
    let (one, other) = (find(root, one), find(root, other));
    let (low, high) = (one.min(other), one.max(other));
    if let Some(it) = root.get_mut(high) {
        *it = low;
    }
}
