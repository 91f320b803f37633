//! Capped sums see parts of vouchers where only whole ones can be used: three vouchers of 90 under a cap of 250 count
//! as 2.8 of them for a price, and are 2. A cut is a slot that follows from the others and says so: weights for the
//! amounts that ways take, and the most that whole ways can weigh together.

use super::Watch;
use super::flat::{Flat, FlatWay, Part, wide};
use super::flows;
use super::rounded;
use super::simplex::{ONE, Tableau};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The most full loads of one slot that are listed; beyond them the slot is left as it is.
const MOST_LOADS: usize = 1_500;
/// The most loads looked at while they are listed.
const MOST_STEPS: usize = 60_000;
/// Weights are whole; so many times a unit is tried.
const MOST_SCALE: i64 = 40;
/// Where no small scale fits, weights are cut to so many steps.
const COARSE: i64 = 1 << 10;
/// A cut that is broken by less is not worth a row.
const LEAST_BROKEN: i64 = ONE >> 7;
/// What counts as whole.
const NEAR: i64 = ONE >> 14;

/// One kind of way in a capped slot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Item {
    /// How much of the slot it takes.
    pub amount: u32,
    /// How many such ways a plan can hold, by the other slots alone.
    pub most: u32,
    /// The slots by which they are counted: a way under the first of them that it uses, and one per purchase where
    /// it uses none.
    pub by: Vec<usize>,
    /// What it weighs.
    pub weight: u32,
}

/// A slot that follows from others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Cut {
    /// From one of which ways take different amounts.
    Packed {
        /// The slot.
        slot: usize,
        /// What its ways weigh.
        items: Vec<Item>,
    },
    /// From shares of several and of purchases, in units of [`ONE`], added up and rounded down.
    Rounded {
        /// The slots in order, with their shares.
        slots: Vec<(usize, i64)>,
        /// The purchases, each paid once, with their shares.
        stages: Vec<(usize, i64)>,
    },
    /// From wallets: see [`super::flows`].
    Flow {
        /// Their slots, in order.
        wallets: Vec<u32>,
        /// How what is asked is counted.
        scale: flows::Scale,
        /// What some purchases are taken to ask for; in order.
        stages: Vec<(usize, u32)>,
    },
}

impl Cut {
    /// What a way takes of it.
    pub(super) fn weight(&self, stage: usize, way: &FlatWay) -> u32 {
        match self {
            Cut::Packed { slot, items } => {
                let amount = way.takes.iter().find(|it| wide(it.0) == *slot).map(|it| it.1);
                amount.and_then(|amount| items.iter().find(|it| it.amount == amount)).map_or(0, |it| it.weight)
            }
            Cut::Rounded { slots, stages } => {
                let alone = stages.iter().find(|it| it.0 == stage).map_or(0, |it| it.1);
                // A way that weighs less than it should only loosens the cut.
                rounded::sum(slots, &way.takes, alone).unwrap_or(u32::MAX)
            }
            Cut::Flow { wallets, scale, stages } => {
                let known = stages.iter().find(|it| it.0 == stage).map_or(0, |it| it.1);
                // One that weighs less than it should only loosens the cut.
                u32::try_from(scale.weight(way.asks(wallets), known)).unwrap_or(0)
            }
        }
    }

    /// How much there is of a rounded one.
    pub(super) fn left(&self, part: &Part) -> Option<u32> {
        let Cut::Rounded { slots, stages } = self else { return None };
        let mut takes = Vec::with_capacity(slots.len());
        for (slot, _) in slots {
            takes.push((u32::try_from(*slot).ok()?, part.left.get(*slot).copied()?));
        }
        rounded::sum(slots, &takes, stages.iter().map(|it| it.1).fold(0, i64::saturating_add))
    }

    /// How often it was rounded on the way to it.
    pub(super) fn depth(&self, part: &Part) -> u32 {
        let Cut::Rounded { slots, .. } = self else { return 0 };
        let of = |slot: &usize| slot.checked_sub(part.slots.len()).and_then(|it| part.cuts.get(it));
        let deepest = slots.iter().filter_map(|it| of(&it.0)).map(|it| it.depth(part)).max();
        deepest.unwrap_or(0).saturating_add(1)
    }
}

/// What a price is for, in the places of the problem, with all that it follows from.
pub(crate) enum Scarcity {
    /// A slot.
    Slot(usize),
    /// See [`Cut::Packed`], with what there is of it.
    Packed(usize, Vec<Item>, u32),
    /// See [`Cut::Rounded`].
    Rounded(Vec<(Scarcity, i64)>, Vec<(usize, i64)>),
    /// See [`Cut::Flow`].
    Flow(Vec<usize>, flows::Scale, Vec<(usize, u32)>),
}

impl Scarcity {
    /// What a slot of a part stands for.
    pub(super) fn of(part: &Part, slot: usize) -> Scarcity {
        let place = |slot: &usize| part.slots.get(*slot).copied().unwrap_or(usize::MAX);
        match slot.checked_sub(part.slots.len()).and_then(|it| part.cuts.get(it)) {
            None => Scarcity::Slot(place(&slot)),
            Some(Cut::Packed { slot: of, items }) => {
                let item = |it: &Item| Item { by: it.by.iter().map(place).collect(), ..it.clone() };
                let left = part.left.get(slot).copied().unwrap_or(0);
                Scarcity::Packed(place(of), items.iter().map(item).collect(), left)
            }
            Some(Cut::Rounded { slots, stages }) => {
                let stage = |(at, share): &(usize, i64)| part.stages.get(*at).map(|it| (it.place, *share));
                let of = slots.iter().map(|(slot, share)| (Scarcity::of(part, *slot), *share));
                Scarcity::Rounded(of.collect(), stages.iter().filter_map(stage).collect())
            }
            Some(Cut::Flow { wallets, scale, stages }) => {
                let stage = |it: &(usize, u32)| Some((part.stages.get(it.0)?.place, it.1));
                let wallets = wallets.iter().map(|it| place(&wide(*it)));
                Scarcity::Flow(wallets.collect(), *scale, stages.iter().filter_map(stage).collect())
            }
        }
    }
}

/// A capped slot with the kinds of ways that take from it and every way to fill it.
pub(super) struct Sack {
    slot: usize,
    /// They weigh nothing yet.
    items: Vec<Item>,
    /// Loads to which nothing can be added.
    loads: Vec<Vec<u32>>,
}

/// The capped slots of a part, as far as the budget goes.
pub(super) fn sacks(part: &Part, watch: &mut Watch) -> Vec<Sack> {
    let mut amounts: BTreeMap<u32, BTreeMap<u32, ()>> = BTreeMap::new();
    for (slot, amount) in part.stages.iter().flat_map(|it| it.ways.iter()).flat_map(|it| it.takes.iter()) {
        amounts.entry(*slot).or_default().insert(*amount, ());
    }
    let size = part.mixed.iter().map(|it| it.1.len()).fold(part.size(), usize::saturating_add);
    // A wallet can be used in part.
    part.wallets.iter().for_each(|it| drop(amounts.remove(&it.slot)));
    let capped = amounts.into_iter().filter(|(_, it)| it.keys().any(|it| *it > 1));
    let sack = |(slot, amounts): (u32, BTreeMap<u32, ()>)| {
        let left = part.left.get(wide(slot)).copied()?;
        let mut items = Vec::with_capacity(amounts.len());
        for amount in amounts.into_keys() {
            if !watch.spend(size) {
                return None;
            }
            items.push(counted(part, slot, amount, left));
        }
        items.retain(|it| it.amount > 0 && it.most > 0);
        let loads = loads(&items, left, watch)?;
        Some(Sack { slot: wide(slot), items, loads })
    };
    capped.filter_map(sack).collect()
}

/// How many ways that take so much of a slot a plan can hold: by slots that only such ways use, and one way per
/// purchase for the rest.
fn counted(part: &Part, slot: u32, amount: u32, left: u32) -> Item {
    let of_kind = |way: &FlatWay| way.takes.contains(&(slot, amount));
    let mut free: BTreeMap<u32, bool> = BTreeMap::new();
    for way in part.stages.iter().flat_map(|it| it.ways.iter()) {
        let mine = of_kind(way);
        for (other, _) in way.takes.iter().filter(|it| it.0 != slot) {
            let known = free.entry(*other).or_insert(true);
            *known &= mine;
        }
    }
    // The slots of which there is least first: a way is counted under one of them only.
    let own = free.into_iter().filter(|it| it.1);
    let mut own: Vec<(u32, u32)> = own.filter_map(|(it, _)| Some((part.left.get(wide(it)).copied()?, it))).collect();
    own.sort_unstable();
    let under = |takes: &[(u32, u32)]| takes.iter().filter_map(|it| own.iter().position(|own| own.1 == it.0)).min();
    let mut users: Vec<(Option<usize>, usize)> =
        part.mixed.iter().filter(|it| it.1.contains(&(slot, amount))).map(|it| (under(&it.1), it.0)).collect();
    users.sort_unstable();
    users.dedup();
    let mut used: BTreeMap<usize, u32> = BTreeMap::new();
    let mut rest = 0_u32;
    for (under, _) in users {
        let known = under.map_or(&mut rest, |it| used.entry(it).or_insert(0));
        *known = known.saturating_add(1);
    }
    let within = used.iter().map(|(at, users)| own.get(*at).map_or(*users, |it| it.0.min(*users)));
    let most = within.fold(rest, u32::saturating_add).min(left.checked_div(amount).unwrap_or(0));
    let by = used.keys().filter_map(|at| own.get(*at)).map(|it| wide(it.1)).collect();
    Item { amount, most, by, weight: 0 }
}

/// Every load to which nothing can be added; `None`: there are too many.
fn loads(items: &[Item], left: u32, watch: &mut Watch) -> Option<Vec<Vec<u32>>> {
    let mut found = Vec::new();
    let mut load = vec![0; items.len()];
    let mut steps = 0;
    let all = fill(items, 0, left, &mut load, &mut found, &mut steps);
    watch.spend(steps.saturating_mul(items.len().saturating_add(4)));
    all.then_some(found)
}

fn fill(
    items: &[Item],
    at: usize,
    left: u32,
    load: &mut Vec<u32>,
    found: &mut Vec<Vec<u32>>,
    steps: &mut usize,
) -> bool {
    *steps = steps.saturating_add(1);
    if *steps > MOST_STEPS || found.len() > MOST_LOADS {
        return false;
    }
    let Some(item) = items.get(at) else {
        let full = items.iter().zip(load.iter()).all(|(item, n)| *n == item.most || item.amount > left);
        if full {
            found.push(load.clone());
        }
        return true;
    };
    let fit = left.checked_div(item.amount).unwrap_or(0).min(item.most);
    let ok = (0..=fit).rev().all(|n| {
        if let Some(it) = load.get_mut(at) {
            *it = n;
        }
        fill(items, at.saturating_add(1), left.saturating_sub(item.amount.saturating_mul(n)), load, found, steps)
    });
    if let Some(it) = load.get_mut(at) {
        *it = 0;
    }
    ok
}

impl Sack {
    /// The same cut for other slots of which the same can be taken: members are often alike.
    pub(super) fn copies(&self, cut: &Cut, all: &[Sack]) -> Vec<Cut> {
        let Cut::Packed { items, .. } = cut else { return Vec::new() };
        let kind = |it: &Sack| -> Vec<(u32, u32)> { it.items.iter().map(|it| (it.amount, it.most)).collect() };
        let like = |it: &&Sack| it.slot != self.slot && it.loads == self.loads && kind(it) == kind(self);
        let copy = |it: &Sack| {
            let items = it.items.iter().zip(items).map(|(it, known)| Item { weight: known.weight, ..it.clone() });
            Cut::Packed { slot: it.slot, items: items.collect() }
        };
        all.iter().filter(like).map(copy).collect()
    }

    /// A cut that the mixture breaks most, if it breaks any.
    pub(super) fn cut(&self, part: &Part, mixture: &[(usize, usize, i64)], watch: &mut Watch) -> Option<(Cut, u32)> {
        let mut asked = vec![0_i64; self.items.len()];
        for (stage, way, much) in mixture {
            let way = part.stages.get(*stage)?.ways.get(*way)?;
            let Some((_, amount)) = way.takes.iter().find(|it| wide(it.0) == self.slot) else { continue };
            let at = self.items.iter().position(|it| it.amount == *amount);
            if let Some(it) = at.and_then(|at| asked.get_mut(at)) {
                *it = it.saturating_add(*much);
            }
        }
        let whole = |it: &i64| (it.saturating_add(NEAR)) % ONE <= NEAR * 2;
        if asked.iter().all(whole) {
            return None;
        }
        let worth = self.weights(&asked, watch)?;
        watch.spend(self.loads.len().saturating_mul(self.items.len()));
        let scaled = |scale: i64| -> Vec<i64> {
            worth.iter().map(|it| (it.saturating_mul(scale).saturating_add(ONE / 2)).div_euclid(ONE)).collect()
        };
        let near = |scale: i64| {
            let off = |it: &i64| (it.saturating_mul(scale).saturating_add(NEAR * scale)).rem_euclid(ONE);
            worth.iter().all(|it| off(it) <= NEAR * scale * 2)
        };
        let weights = (1..=MOST_SCALE).find(|it| near(*it)).map_or_else(|| scaled(COARSE), scaled);
        let left = self.loads.iter().map(|load| dot(load, &weights)).max()?;
        let broken = asked.iter().zip(&weights).map(|(it, weight)| it.saturating_mul(*weight));
        let broken = broken.fold(0, i64::saturating_add);
        if broken <= left.saturating_mul(ONE.saturating_add(LEAST_BROKEN)) {
            return None;
        }
        let item = |(it, weight): (&Item, &i64)| Some(Item { weight: u32::try_from(*weight).ok()?, ..it.clone() });
        let items: Option<Vec<Item>> = self.items.iter().zip(&weights).map(item).collect();
        Some((Cut::Packed { slot: self.slot, items: items? }, u32::try_from(left).ok()?))
    }

    /// Weights at which no load weighs more than one and what is asked for weighs most: a small problem of the kind
    /// that the simplex method solves, with a load in the place of a slot.
    fn weights(&self, asked: &[i64], watch: &mut Watch) -> Option<Vec<i64>> {
        let stage = |(at, asked): (usize, &i64)| {
            let takes = self.loads.iter().enumerate().filter_map(|(place, load)| {
                let n = load.get(at).copied().filter(|it| *it > 0)?;
                Some((u32::try_from(place).ok()?, n))
            });
            let (takes, bundles) = (takes.collect(), Box::default());
            let way = FlatWay { place: 0, score: *asked, takes, flows: Box::default(), wallet: None, bundles };
            Flat { place: at, ways: if *asked > NEAR { vec![way] } else { Vec::new() } }
        };
        let stages = asked.iter().enumerate().map(stage).collect();
        let loads = self.loads.len();
        watch.spend(loads.saturating_mul(asked.len()));
        let small = Part { stages, left: vec![1; loads], ..Part::default() };
        let mut tableau = Tableau::new(&Rc::new(small))?;
        tableau.solve(200, watch);
        let mut weights = vec![0; asked.len()];
        for (stage, _, much) in tableau.found().mixture {
            if let Some(it) = weights.get_mut(stage) {
                *it = much.max(0);
            }
        }
        Some(weights)
    }
}

fn dot(load: &[u32], weights: &[i64]) -> i64 {
    load.iter().zip(weights).map(|(n, weight)| i64::from(*n).saturating_mul(*weight)).fold(0, i64::saturating_add)
}

/// The part with more cuts; each with what there is of it.
pub(super) fn add(part: &mut Part, cuts: Vec<(Cut, u32)>) {
    let number = |at: usize| u32::try_from(part.left.len().saturating_add(at)).unwrap_or(u32::MAX);
    let numbered: Vec<(u32, &Cut)> = cuts.iter().enumerate().map(|(at, it)| (number(at), &it.0)).collect();
    for (at, stage) in part.stages.iter_mut().enumerate() {
        for way in &mut stage.ways {
            let weighed = |flow: bool| -> Vec<(u32, u32)> {
                let of_kind = numbered.iter().filter(|it| matches!(it.1, Cut::Flow { .. }) == flow);
                of_kind.map(|(new, cut)| (*new, cut.weight(at, way))).filter(|it| it.1 > 0).collect()
            };
            let (takes, flows) = (weighed(false), weighed(true));
            if !takes.is_empty() {
                way.takes = way.takes.iter().copied().chain(takes).collect();
            }
            if !flows.is_empty() {
                way.flows = way.flows.iter().copied().chain(flows).collect();
            }
        }
    }
    for wallet in &mut part.wallets {
        let mine = |it: &&(u32, &Cut)| matches!(it.1, Cut::Flow { wallets, .. } if wallets.contains(&wallet.slot));
        let new: Vec<u32> = numbered.iter().filter(mine).map(|it| it.0).collect();
        let beyond = wallet.beyond();
        for way in &mut wallet.spill.ways {
            way.flows = way.flows.iter().copied().chain(new.iter().map(|it| (*it, beyond))).collect();
        }
        wallet.flows.extend(new);
    }
    for (cut, left) in cuts {
        part.left.push(left);
        part.cuts.push(cut);
    }
}
