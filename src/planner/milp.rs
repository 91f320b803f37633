//! The search problem in numbers alone, so that another solver can be put to it: a choice per purchase, and scarce
//! things. What the planner finds must be the optimum of this, and never needs it.

use crate::bill::End;
use crate::household::Household;
use crate::solve::rules;
use crate::ways::Builder;
use engine::campaign::Campaign;

/// Choose at most one way per purchase, use no more of anything than there is, save most.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Milp {
    /// How much there is of each scarce thing.
    pub left: Vec<u32>,
    /// How many purchases there are.
    pub purchases: usize,
    /// Every way worth considering.
    pub ways: Vec<MilpWay>,
}

/// One way to pay a purchase.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MilpWay {
    /// The purchase.
    pub purchase: usize,
    /// What it saves, in fen.
    pub saved: i64,
    /// How much it takes of which scarce things.
    pub takes: Vec<(usize, u32)>,
}

/// The problem of a household; `None` where bundles make it more than a choice.
#[must_use]
pub fn milp(rounds: &[Campaign], home: &Household) -> Option<Milp> {
    let computed = rules(rounds, End::Least);
    let problem = Builder::new(&computed, home).problem();
    let mut ways = Vec::new();
    for stage in &problem.stages {
        for way in &stage.ways {
            if !way.draw.bundles.is_empty() {
                return None;
            }
            ways.push(MilpWay { purchase: stage.purchase, saved: way.saved, takes: way.draw.takes.clone() });
        }
    }
    Some(Milp { left: problem.slots.iter().map(|it| it.left).collect(), purchases: home.purchases().len(), ways })
}
