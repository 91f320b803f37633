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
    /// Which of them are fen of a wallet: more than there is may be taken, and every fen more saves one less.
    pub wallets: Vec<usize>,
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
    let (mut ways, mut wallets) = (Vec::new(), Vec::new());
    for stage in &problem.stages {
        for way in &stage.ways {
            if !way.draw.bundles.is_empty() {
                return None;
            }
            let takes: Vec<(usize, u32)> = way.draw.takes.iter().chain(&way.draw.wallet).copied().collect();
            wallets.extend(way.draw.wallet.map(|it| it.0));
            ways.push(MilpWay { purchase: stage.purchase, saved: way.saved, takes });
        }
    }
    wallets.sort_unstable();
    wallets.dedup();
    let left = problem.slots.iter().map(|it| it.left).collect();
    Some(Milp { left, purchases: home.purchases().len(), wallets, ways })
}
