//! Payments are whole: what follows from limits in shares may be rounded down. A share of every limit and of every
//! purchase that a row of the tableau is made of, added up and rounded down way by way, is a slot that follows from
//! them, and it sees what the mixture takes in halves or thirds.

use super::Watch;
use super::cuts::Cut;
use super::fixed::{BITS, ONE};
use super::flat::{Part, wide};
use super::simplex::{Member, Tableau};

/// A share below this, or this near to one, is taken for a rounding.
const NEAR: i64 = ONE >> 14;
/// What is added to a share, so that roundings do not lose what is whole.
const OVER: i64 = ONE >> 17;
/// A cut that is broken by less is not worth a row.
const LEAST_BROKEN: i64 = ONE >> 4;
/// How often a row is tried, with so many times its shares.
const TIMES: [i64; 4] = [1, -1, 2, 3];
/// The most cuts that are found at once.
const MOST_FOUND: usize = 16;
/// A cut of cuts of cuts proves nothing that is worth its length.
const MOST_DEPTH: u32 = 2;

/// Cuts that the mixture breaks most.
pub(super) fn found(
    part: &Part,
    tableau: &Tableau,
    mixture: &[(usize, usize, i64)],
    watch: &mut Watch,
) -> Vec<(Cut, u32)> {
    let mut found: Vec<(i64, Cut, u32)> = Vec::new();
    for (row, (member, value)) in tableau.basis.iter().zip(&tableau.value).enumerate() {
        let part_of = value.rem_euclid(ONE);
        // What is left over is whole too, unless its row was divided.
        let divided = match member {
            Member::Slack(at) => {
                let slot = at.checked_sub(part.n_choices()).and_then(|it| tableau.slots.get(it));
                slot.is_some_and(|it| tableau.columns.unit(*it) > 1)
            }
            Member::Way(..) => false,
        };
        if !(LEAST_BROKEN..=ONE - LEAST_BROKEN).contains(&part_of) || divided {
            continue;
        }
        for times in TIMES {
            if !watch.spend(mixture.len().saturating_mul(8).saturating_add(tableau.basis.len())) {
                return Vec::new();
            }
            let Some(cut) = shares(part, tableau, row, times) else { continue };
            let Some(left) = cut.left(part) else { continue };
            let asked = mixture.iter().map(|(stage, way, much)| {
                let way = part.stages.get(*stage).and_then(|it| it.ways.get(*way));
                way.map_or(0, |it| i128::from(*much) * i128::from(cut.weight(*stage, it)))
            });
            // Where a slot is counted in fen, weights are as large as amounts.
            let broken = asked.sum::<i128>() - i128::from(left) * i128::from(ONE);
            let broken = i64::try_from(broken).unwrap_or(i64::MAX);
            if broken >= LEAST_BROKEN && found.iter().all(|it| it.1 != cut) {
                found.push((broken.checked_div(i64::from(left).saturating_add(1)).unwrap_or(0), cut, left));
            }
        }
    }
    found.sort_by_key(|it| std::cmp::Reverse(it.0));
    found.truncate(MOST_FOUND);
    found.into_iter().map(|(_, cut, left)| (cut, left)).collect()
}

/// The shares that a row is made of, without what is whole of them.
fn shares(part: &Part, tableau: &Tableau, row: usize, times: i64) -> Option<Cut> {
    let vector = tableau.inverse.get(row)?;
    let (n_stages, behind) = (part.stages.len(), part.n_choices());
    let share = |it: i64, unit: i64| {
        let share = it.saturating_mul(times).checked_div(unit).unwrap_or(0);
        if unit > 1 && share < 0 {
            return 0;
        }
        let share = share.rem_euclid(ONE);
        let near = NEAR.checked_div(unit).unwrap_or(0).max(16);
        if share < near || share > ONE - near { 0 } else { share.saturating_add(OVER.checked_div(unit).unwrap_or(0)) }
    };
    let stages = vector.iter().take(n_stages).enumerate().map(|(at, it)| (at, share(*it, 1)));
    let stages: Vec<(usize, i64)> = stages.filter(|it| it.1 > 0).collect();
    let mut slots = Vec::new();
    for (slot, it) in tableau.slots.iter().zip(vector.iter().skip(behind)) {
        let deep = slot.checked_sub(part.slots.len()).and_then(|it| part.cuts.get(it)).map_or(0, |it| it.depth(part));
        let it = share(*it, tableau.columns.unit(*slot));
        // A wallet gives what it has: payments may ask it for more than there is.
        let wallet = part.wallets.iter().any(|it| it.has(*slot));
        if it > 0 && deep < MOST_DEPTH && !wallet {
            slots.push((*slot, it));
        }
    }
    slots.sort_unstable();
    (!slots.is_empty()).then_some(Cut::Rounded { slots, stages })
}

/// Shares by slot, so that what many ways take of them is found quickly.
pub(super) struct Shares(Vec<u64>);

impl Shares {
    pub(super) fn new(slots: &[(usize, i64)], n_slots: usize) -> Shares {
        let mut shares = vec![0; n_slots];
        for (slot, share) in slots {
            if let Some(it) = shares.get_mut(*slot) {
                *it = u64::try_from(*share).unwrap_or(0);
            }
        }
        Shares(shares)
    }

    /// See [`sum`]; where it is more than can be counted here, less.
    pub(super) fn sum(&self, takes: &[(u32, u32)], alone: i64) -> u32 {
        let of = |(slot, amount): &(u32, u32)| match self.0.get(wide(*slot)).copied() {
            None | Some(0) => 0,
            Some(share) => share.saturating_mul(u64::from(*amount)),
        };
        let alone = u64::try_from(alone).unwrap_or(0);
        let all = takes.iter().map(of).fold(alone, u64::saturating_add);
        u32::try_from(all >> BITS).unwrap_or(u32::MAX)
    }
}

/// What a way or a plan takes of shares, rounded down; `None`: more than a slot can hold.
pub(super) fn sum(slots: &[(usize, i64)], takes: &[(u32, u32)], alone: i64) -> Option<u32> {
    let of = |(slot, amount): &(u32, u32)| {
        let share = slots.binary_search_by_key(&wide(*slot), |it| it.0).ok().and_then(|at| slots.get(at));
        share.map_or(0, |it| i128::from(it.1) * i128::from(*amount))
    };
    let all = takes.iter().map(of).fold(i128::from(alone), |sum, it| sum + it);
    u32::try_from(all / i128::from(ONE)).ok()
}
