//! The carts that the benchmark of the planner times, the same natively and as WebAssembly: drawn from fixed seeds,
//! with amounts in fen. One set has the rounds that ship ([`shipped`]); the other, which is harder, has rounds that
//! are drawn too ([`round`]): every kind of limit that the record knows, capped sums among them.

mod cart;
mod dice;
mod round;
mod shipped;
#[cfg(target_arch = "wasm32")]
mod web;

use engine::Packs;
use engine::campaign::raw::RawCampaign;
use engine::campaign::{Campaign, Fen};
use planner::advice::till_default;
use planner::milp::{Milp, milp};
use planner::raw::Read;
use planner::{Check, Config, Plan, plan_household};

/// Where the rounds of a cart come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Set {
    /// From the packs.
    Shipped,
    /// From the dice.
    Drawn,
    /// From the dice, with limits per week and month, and wallets in the hands of members.
    Spans,
}

/// The sets, in the order in which they are timed.
pub const SETS: [Set; 3] = [Set::Shipped, Set::Drawn, Set::Spans];

/// One size of cart.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Purchases, one line each.
    pub purchases: usize,
    /// Denominations over all rounds.
    pub vouchers: usize,
    /// Days of the rounds.
    pub days: u64,
    /// Days among which one purchase may choose at most.
    pub choice: u64,
    /// Members of the household.
    pub members: usize,
    /// How many carts are timed.
    pub carts: u64,
}

/// The sizes, the ordinary one first.
pub const SIZES: [Size; 6] = [
    Size { purchases: 8, vouchers: 10, days: 7, choice: 3, members: 1, carts: 400 },
    Size { purchases: 12, vouchers: 12, days: 10, choice: 5, members: 2, carts: 200 },
    Size { purchases: 20, vouchers: 18, days: 14, choice: 7, members: 3, carts: 100 },
    Size { purchases: 30, vouchers: 24, days: 21, choice: 7, members: 4, carts: 100 },
    Size { purchases: 40, vouchers: 30, days: 31, choice: 10, members: 6, carts: 100 },
    Size { purchases: 40, vouchers: 30, days: 31, choice: 31, members: 6, carts: 100 },
];

/// The budget of the largest exact size.
pub const BUDGET: u64 = 2_000_000;

/// The rounds that ship, from the file that `bench-planner write` writes.
///
/// # Errors
/// When it is not such a file.
pub fn known(json: &[u8]) -> Result<Vec<RawCampaign>, String> {
    engine::form::from_slice(json)
}

/// One cart with its rounds.
pub struct Course {
    read: Read,
}

impl Course {
    /// The cart of this place in [`SETS`], place in [`SIZES`] and number; `known` are the rounds that ship.
    ///
    /// # Errors
    /// When the generator makes nonsense, which would be its fault.
    pub fn new(known: &[RawCampaign], set: usize, size: usize, number: u64) -> Result<Course, String> {
        let size = SIZES.get(size).ok_or("no such size")?;
        let mut dice = dice::Dice::new(number.wrapping_mul(64).wrapping_add(size.purchases as u64 + size.choice));
        let raws = match SETS.get(set).ok_or("no such set")? {
            Set::Shipped => shipped::rounds(&mut dice, size, known),
            Set::Drawn => round::rounds(&mut dice, size, false),
            Set::Spans => round::rounds(&mut dice, size, true),
        };
        let mut rounds = Vec::new();
        for raw in &raws {
            rounds.push(Campaign::from_raw(raw.clone()).map_err(|err| err.to_string())?);
        }
        let value = cart::cart(&mut dice, size, &raws);
        let read = Read::new(&Packs::default(), &rounds, &value)
            .map_err(|wrong| wrong.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))?;
        Ok(Course { read })
    }

    /// The plan and its proof.
    #[must_use]
    pub fn plan(&self) -> Plan {
        self.plan_while(&mut |_| true)
    }

    /// The same, as long as the check says so.
    #[must_use]
    pub fn plan_while(&self, check: Check) -> Plan {
        let config = Config { budget: BUDGET, ..Config::quick() };
        plan_household(&self.read.rounds, &self.read.household, &config, check)
    }

    /// What the till saves by itself: the largest voucher first.
    #[must_use]
    pub fn greedy(&self, plan: &Plan) -> Fen {
        till_default(&self.read.rounds, &self.read.household, plan).saved
    }

    /// The same problem for another solver.
    #[must_use]
    pub fn milp(&self) -> Option<Milp> {
        milp(&self.read.rounds, &self.read.household)
    }
}
