//! What ways take, slot by slot: a row of the tableau is rarely full, and then most ways need not be looked at.

use super::fixed::ratio;
use super::flat::{FlatWay, Part, wide};

/// The ways of a part, numbered through; some of them have a column, and for these it is known who takes from each slot.
#[derive(Clone)]
pub(super) struct Columns {
    /// Per stage, the number of its first way.
    first: Vec<usize>,
    /// How many ways there are.
    pub n_ways: usize,
    /// Per column, the stage and the place of its way.
    pub ways: Vec<(u32, u32)>,
    /// Per way, whether it has a column.
    known: Vec<bool>,
    /// Per slot, the columns that take from it, with their share of its row.
    users: Vec<Vec<(u32, i64)>>,
    /// Per slot, the most that one way of a purchase takes, by which its row is divided.
    unit: Vec<i64>,
}

/// What a way takes from slots behind the known ones.
fn new(way: &FlatWay, known: usize) -> impl Iterator<Item = &(u32, u32)> {
    let is_new = move |it: &&(u32, u32)| wide(it.0) >= known;
    way.takes.iter().rev().take_while(is_new).chain(way.flows.iter().rev().take_while(is_new))
}

impl Columns {
    /// Without any column.
    pub(super) fn none(part: &Part) -> Columns {
        Columns::divided(part, Vec::new())
    }

    /// Without any column, for a part with some of the ways of another: rows are divided by the same.
    pub(super) fn like(part: &Part, other: &Columns) -> Columns {
        Columns::divided(part, other.unit.clone())
    }

    fn divided(part: &Part, unit: Vec<i64>) -> Columns {
        let mut columns =
            Columns { first: Vec::new(), n_ways: 0, ways: Vec::new(), known: Vec::new(), users: Vec::new(), unit };
        for stage in part.choices() {
            columns.first.push(columns.n_ways);
            columns.n_ways = columns.n_ways.saturating_add(stage.ways.len());
        }
        columns.known.resize(columns.n_ways, false);
        columns.extend(part);
        columns
    }

    /// Gives a column to a way that has none; `false`: it has one.
    pub(super) fn add(&mut self, part: &Part, stage: usize, place: usize) -> bool {
        let number = self.number(stage, place);
        let (Some(known), Some(way)) =
            (self.known.get_mut(number), part.choice(stage).and_then(|it| it.ways.get(place)))
        else {
            return false;
        };
        if std::mem::replace(known, true) {
            return false;
        }
        let column = narrow(self.ways.len());
        for (slot, amount) in way.uses() {
            let share = self.share(wide(*slot), *amount);
            if let Some(it) = self.users.get_mut(wide(*slot)) {
                it.push((column, share));
            }
        }
        self.ways.push((narrow(stage), narrow(place)));
        true
    }

    /// Adds the slots that the part has got since; ways take from them behind the others.
    pub(super) fn extend(&mut self, part: &Part) {
        let known = self.unit.len();
        self.unit.resize(part.left.len(), 1);
        self.users.resize(part.left.len(), Vec::new());
        for (slot, amount) in part.stages.iter().flat_map(|it| it.ways.iter()).flat_map(|it| new(it, known)) {
            if let Some(it) = self.unit.get_mut(wide(*slot)) {
                *it = i64::from(*amount).max(*it);
            }
        }
        for ((stage, place), column) in self.ways.iter().zip(0_u32..) {
            let way = part.choice(wide(*stage)).and_then(|it| it.ways.get(wide(*place)));
            for (slot, amount) in way.into_iter().flat_map(|it| new(it, known)) {
                let share = ratio(*amount, self.unit.get(wide(*slot)).copied().unwrap_or(1).max(1));
                if let Some(it) = self.users.get_mut(wide(*slot)) {
                    it.push((column, share));
                }
            }
        }
    }

    /// How much of a slot's row a way takes.
    pub(super) fn share(&self, slot: usize, amount: u32) -> i64 {
        ratio(amount, self.unit(slot))
    }

    /// By what the row of a slot is divided.
    pub(super) fn unit(&self, slot: usize) -> i64 {
        self.unit.get(slot).copied().unwrap_or(1).max(1)
    }

    /// The columns that take from a slot, with their share.
    pub(super) fn users(&self, slot: usize) -> &[(u32, i64)] {
        self.users.get(slot).map_or(&[], Vec::as_slice)
    }

    /// The number of a way.
    pub(super) fn number(&self, stage: usize, place: usize) -> usize {
        self.first.get(stage).copied().unwrap_or(usize::MAX).saturating_add(place)
    }

    /// Whether a way has a column.
    pub(super) fn is_known(&self, number: usize) -> bool {
        self.known.get(number).copied().unwrap_or(false)
    }

    /// Whether every way has one.
    pub(super) fn is_full(&self) -> bool {
        self.ways.len() == self.n_ways
    }
}

fn narrow(it: usize) -> u32 {
    u32::try_from(it).unwrap_or(u32::MAX)
}
