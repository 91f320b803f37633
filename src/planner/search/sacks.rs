//! Capped slots and every way to fill one: what [`Cut::Packed`] is made from.

use super::Watch;
use super::cuts::{Cut, Item};
use super::flat::{Flat, FlatWay, Part, wide};
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
    let size = part.mixed.iter().map(|it| it.1.len()).fold(part.size(), usize::saturating_add);
    if !watch.spend(size.saturating_mul(4)) {
        return Vec::new();
    }
    let kinds = Kinds::new(part);
    let mut amounts: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (slot, amount) in kinds.users.keys() {
        // A wallet can be used in part.
        if part.wallets.iter().all(|it| it.slot != *slot) {
            amounts.entry(*slot).or_default().push(*amount);
        }
    }
    let capped = amounts.into_iter().filter(|(_, it)| it.iter().any(|it| *it > 1));
    let sack = |(slot, amounts): (u32, Vec<u32>)| {
        let left = part.left.get(wide(slot)).copied()?;
        let mut items = Vec::with_capacity(amounts.len());
        for amount in amounts {
            if watch.is_over() {
                return None;
            }
            items.push(kinds.counted(part, slot, amount, left, watch));
        }
        items.retain(|it| it.amount > 0 && it.most > 0);
        let loads = loads(&items, left, watch)?;
        Some(Sack { slot: wide(slot), items, loads })
    };
    capped.filter_map(sack).collect()
}

/// Which ways take so much of a slot, for every slot and amount.
struct Kinds {
    /// The places of those that [`Part::mixed`] lists; none where only ways of the part are of this kind.
    users: BTreeMap<(u32, u32), Vec<usize>>,
    /// The slots that only ways of this kind take from.
    only: BTreeMap<(u32, u32), Vec<u32>>,
}

impl Kinds {
    fn new(part: &Part) -> Kinds {
        let mut users: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
        // Per slot, what all ways take that take from it.
        let mut common: Vec<Option<Vec<(u32, u32)>>> = vec![None; part.left.len()];
        for way in part.stages.iter().flat_map(|it| it.ways.iter()) {
            for it in &way.takes {
                match common.get_mut(wide(it.0)) {
                    Some(Some(common)) => common.retain(|it| way.takes.contains(it)),
                    Some(unseen) => *unseen = Some(way.takes.to_vec()),
                    None => {}
                }
                if !users.contains_key(it) {
                    users.insert(*it, Vec::new());
                }
            }
        }
        for (place, (_, takes)) in part.mixed.iter().enumerate() {
            for it in takes {
                if let Some(it) = users.get_mut(it) {
                    it.push(place);
                }
            }
        }
        let mut only: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
        for (slot, common) in (0_u32..).zip(&common) {
            for kind in common.iter().flatten().filter(|it| it.0 != slot) {
                only.entry(*kind).or_default().push(slot);
            }
        }
        Kinds { users, only }
    }

    /// How many ways that take so much of a slot a plan can hold: by slots that only such ways use, and one way per
    /// purchase for the rest.
    fn counted(&self, part: &Part, slot: u32, amount: u32, left: u32, watch: &mut Watch) -> Item {
        let of_kind = |them: &BTreeMap<(u32, u32), Vec<u32>>| them.get(&(slot, amount)).cloned().unwrap_or_default();
        // The slots of which there is least first: a way is counted under one of them only.
        let own = of_kind(&self.only).into_iter();
        let mut own: Vec<(u32, u32)> = own.filter_map(|it| Some((part.left.get(wide(it)).copied()?, it))).collect();
        own.sort_unstable();
        let under = |takes: &[(u32, u32)]| takes.iter().filter_map(|it| own.iter().position(|own| own.1 == it.0)).min();
        let mixed = self.users.get(&(slot, amount)).into_iter().flatten().filter_map(|it| part.mixed.get(*it));
        let mut users: Vec<(Option<usize>, usize)> = mixed.map(|it| (under(&it.1), it.0)).collect();
        watch.spend(users.len().saturating_mul(own.len().saturating_add(4)));
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
        for (stage, _, much) in tableau.mixture() {
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
