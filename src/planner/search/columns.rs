//! What ways take, slot by slot: a row of the tableau is rarely full, and then most ways need not be looked at.

use super::fixed::ratio;
use super::flat::{FlatWay, Part, wide};

/// The ways of a part, numbered through, and who takes from each slot.
pub(super) struct Columns {
    /// Per stage, the number of its first way.
    pub first: Vec<usize>,
    /// How many ways there are.
    pub n_ways: usize,
    /// Per slot, the ways that take from it, with their share of its row.
    users: Vec<Vec<(u32, i64)>>,
    /// Per slot, the most that one way of a purchase takes, by which its row is divided.
    unit: Vec<i64>,
}

impl Columns {
    pub(super) fn new(part: &Part) -> Columns {
        let mut unit = vec![1_i64; part.left.len()];
        for (slot, amount) in part.stages.iter().flat_map(|it| it.ways.iter()).flat_map(FlatWay::uses) {
            if let Some(it) = unit.get_mut(wide(*slot)) {
                *it = i64::from(*amount).max(*it);
            }
        }
        let mut columns = Columns { first: Vec::new(), n_ways: 0, users: vec![Vec::new(); part.left.len()], unit };
        for stage in part.choices() {
            columns.first.push(columns.n_ways);
            for way in &stage.ways {
                let number = u32::try_from(columns.n_ways).unwrap_or(u32::MAX);
                for (slot, amount) in way.uses() {
                    let share = columns.share(wide(*slot), *amount);
                    if let Some(it) = columns.users.get_mut(wide(*slot)) {
                        it.push((number, share));
                    }
                }
                columns.n_ways = columns.n_ways.saturating_add(1);
            }
        }
        columns
    }

    /// How much of a slot's row a way takes.
    pub(super) fn share(&self, slot: usize, amount: u32) -> i64 {
        ratio(amount, self.unit(slot))
    }

    /// By what the row of a slot is divided.
    pub(super) fn unit(&self, slot: usize) -> i64 {
        self.unit.get(slot).copied().unwrap_or(1).max(1)
    }

    /// Who takes from a slot, with their share.
    pub(super) fn users(&self, slot: usize) -> &[(u32, i64)] {
        self.users.get(slot).map_or(&[], Vec::as_slice)
    }

    /// The number of a way.
    pub(super) fn number(&self, stage: usize, place: usize) -> usize {
        self.first.get(stage).copied().unwrap_or(usize::MAX).saturating_add(place)
    }
}
