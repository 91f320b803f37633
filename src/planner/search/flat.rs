//! The problem without names: parts that share no slot, each with slots counted from 0.

use super::cuts::Cut;
use crate::model::{BundleDraw, Draw, Problem};
use std::rc::Rc;

/// Purchases that compete for the same slots.
#[derive(Clone, Default)]
pub(super) struct Part {
    pub stages: Vec<Flat>,
    pub left: Vec<u32>,
    /// The places of its slots in the problem; behind them come the slots of cuts.
    pub slots: Vec<usize>,
    /// See [`Problem::mixed`]; slots by the part's own places, as far as they are in it.
    pub mixed: Rc<Vec<Mixed>>,
    /// Slots that follow from others.
    pub cuts: Vec<Cut>,
    /// Whether some way draws on bundles.
    pub bundled: bool,
    /// Where one has less than a way asks for, the way takes what is left, and its score falls short by as much.
    pub wallets: Vec<Wallet>,
}

/// A stage of the problem, and what ways of one kind take there.
pub(super) type Mixed = (usize, Vec<(u32, u32)>);

/// A slot that may be asked for more than there is.
#[derive(Clone)]
pub(super) struct Wallet {
    pub slot: u32,
    /// What one fen of it is worth in a score.
    pub worth: i64,
    /// Slots of cuts that follow from it, which fall short with it.
    pub flows: Vec<u32>,
    /// One way, as if of a purchase: not to overdraw it. The most that can be overdrawn is what it takes.
    pub spill: Flat,
}

impl Wallet {
    fn new(slot: u32, worth: i64) -> Wallet {
        Wallet { slot, worth, flows: Vec::new(), spill: Flat { place: usize::MAX, ways: Vec::new() } }
    }

    /// Whether a price of this slot is one for the wallet's fen.
    pub(super) fn has(&self, slot: usize) -> bool {
        wide(self.slot) == slot || self.flows.iter().any(|it| wide(*it) == slot)
    }

    fn slots(&self) -> impl Iterator<Item = usize> {
        std::iter::once(wide(self.slot)).chain(self.flows.iter().map(|it| wide(*it)))
    }

    /// The most that can be asked of it beyond what it has.
    pub(super) fn beyond(&self) -> u32 {
        self.spill.ways.first().and_then(|it| it.takes.first()).map_or(0, |it| it.1)
    }
}

impl Part {
    /// The most that a unit of this slot can be worth beside these prices: what is overdrawn costs no more than it is
    /// worth, whatever follows from it.
    pub(super) fn most_price(&self, slot: usize, price: &[i64]) -> i64 {
        let most = |wallet: &Wallet| {
            let others = wallet.slots().filter(|it| *it != slot).filter_map(|it| price.get(it));
            others.fold(wallet.worth, |rest, it| rest.saturating_sub(*it)).max(0)
        };
        self.wallets.iter().filter(|it| it.has(slot)).map(most).min().unwrap_or(i64::MAX)
    }

    /// Makes prices no higher than [`Part::most_price`] allows them to be together.
    pub(super) fn temper(&self, price: &mut [i64]) {
        for wallet in &self.wallets {
            let sum: i128 = wallet.slots().filter_map(|it| price.get(it)).map(|it| i128::from(*it)).sum();
            if sum <= i128::from(wallet.worth) {
                continue;
            }
            for slot in wallet.slots() {
                if let Some(it) = price.get_mut(slot) {
                    let share = (i128::from(*it) * i128::from(wallet.worth)).checked_div(sum);
                    *it = share.and_then(|it| i64::try_from(it).ok()).unwrap_or(0);
                }
            }
        }
    }

    /// Takes what a way takes of cuts that follow from wallets, once `missing` fen of its own went unpaid.
    pub(super) fn take_flows(&self, way: &FlatWay, missing: u32, left: &mut [u32]) {
        let Some(wallet) = way.wallet.and_then(|slot| self.wallets.iter().find(|it| it.slot == slot)) else { return };
        for slot in &wallet.flows {
            if let Some(it) = left.get_mut(wide(*slot)) {
                *it = it.saturating_add(missing);
            }
        }
        for (slot, amount) in &way.flows {
            if let Some(it) = left.get_mut(wide(*slot)) {
                *it = it.saturating_sub(*amount);
            }
        }
    }

    /// What the wallet of a way cannot pay of what the way asks for, in fen.
    pub(super) fn missing(&self, way: &FlatWay, left: &[u32]) -> u32 {
        let Some(slot) = way.wallet else { return 0 };
        way.asks(&[slot]).saturating_sub(left.get(wide(slot)).copied().unwrap_or(0))
    }

    /// The purchases, and behind them, for each wallet, not to overdraw it.
    pub(super) fn choices(&self) -> impl Iterator<Item = &Flat> {
        self.stages.iter().chain(self.wallets.iter().map(|it| &it.spill))
    }

    /// One of [`Part::choices`].
    pub(super) fn choice(&self, at: usize) -> Option<&Flat> {
        let behind = || self.wallets.get(at.checked_sub(self.stages.len())?).map(|it| &it.spill);
        self.stages.get(at).or_else(behind)
    }

    /// How many [`Part::choices`] there are.
    pub(super) fn n_choices(&self) -> usize {
        self.stages.len().saturating_add(self.wallets.len())
    }

    /// How much can be asked of a slot by all choices.
    pub(super) fn room(&self, slot: usize) -> u32 {
        let beyond = self.wallets.iter().filter(|it| it.has(slot)).map(Wallet::beyond);
        beyond.fold(self.left.get(slot).copied().unwrap_or(0), u32::saturating_add)
    }

    /// What the ways taken ask of wallets beyond what these hold: in fen, and in scores.
    pub(super) fn overdrawn(&self, taken: &[Option<usize>]) -> (i64, i64) {
        let (mut fen, mut score) = (0_i64, 0_i64);
        for Wallet { slot, worth, .. } in &self.wallets {
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
        let (Some(slot), missing) = (way.wallet, self.missing(way, left)) else { return 0 };
        let worth = || self.wallets.iter().find(|it| it.slot == slot).map_or(0, |it| it.worth);
        if missing == 0 { 0 } else { i64::from(missing).saturating_mul(worth()) }
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
        self.ways
            .iter()
            .map(|it| it.takes.len().saturating_add(it.flows.len()).saturating_add(2))
            .fold(0, usize::saturating_add)
    }
}

/// One way to pay it.
#[derive(Clone)]
pub(super) struct FlatWay {
    /// Its place among the ways of its stage.
    pub place: usize,
    pub score: i64,
    pub takes: Box<[(u32, u32)]>,
    /// What it takes of cuts that follow from a wallet: no plan is kept from anything by them, but prices see them.
    pub flows: Box<[(u32, u32)]>,
    /// Which of these slots is a wallet's, from which less may be taken.
    pub wallet: Option<u32>,
    pub bundles: Box<[BundleDraw]>,
}

impl FlatWay {
    /// Everything that has a price.
    pub(super) fn uses(&self) -> impl Iterator<Item = &(u32, u32)> {
        self.takes.iter().chain(&self.flows)
    }

    /// What it could use of any of these wallets.
    pub(super) fn asks(&self, wallets: &[u32]) -> u32 {
        let Some(wallet) = self.wallet.filter(|it| wallets.contains(it)) else { return 0 };
        self.takes.iter().find(|it| it.0 == wallet).map_or(0, |it| it.1)
    }

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
                parts.push(Part::default());
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
            if let Some(slot) = wallet.filter(|slot| part.wallets.iter().all(|it| it.slot != *slot)) {
                part.wallets.push(Wallet::new(slot, problem.weight));
            }
            flat.ways.push(FlatWay { place, score: way.score, takes, flows: Box::default(), wallet, bundles });
        }
        part.stages.push(flat);
    }
    for part in &mut parts {
        add_mixed(problem, part, &local);
        add_spills(part);
    }
    parts
}

/// See [`Wallet::spill`].
fn add_spills(part: &mut Part) {
    for wallet in &mut part.wallets {
        let most = |it: &Flat| it.ways.iter().map(|it| it.asks(&[wallet.slot])).max().unwrap_or(0);
        let asked = part.stages.iter().map(most).fold(0, u32::saturating_add);
        let beyond = asked.saturating_sub(part.left.get(wide(wallet.slot)).copied().unwrap_or(0));
        wallet.spill.ways.push(FlatWay {
            place: 0,
            score: i64::from(beyond).saturating_mul(wallet.worth),
            takes: Box::new([(wallet.slot, beyond)]),
            flows: Box::default(),
            wallet: None,
            bundles: Box::default(),
        });
    }
}

/// What ways take of this part's own slots; of other parts' stages too, where a dominated way would have joined them.
fn add_mixed(problem: &Problem, part: &mut Part, local: &[Option<usize>]) {
    let mut mixed = Vec::new();
    for (stage, takes) in &problem.mixed {
        let mine = takes.iter().filter_map(|(slot, amount)| {
            let number = local.get(*slot).copied().flatten()?;
            (part.slots.get(number) == Some(slot)).then_some((u32::try_from(number).ok()?, *amount))
        });
        let mine: Vec<(u32, u32)> = mine.collect();
        if !mine.is_empty() {
            mixed.push((*stage, mine));
        }
    }
    part.mixed = Rc::new(mixed);
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
