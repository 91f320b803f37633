//! The carts that the benchmark of the planner times, the same natively and as WebAssembly: drawn from fixed seeds,
//! with rounds made like those of Kunming and Yunnan (claims per denomination or class, redemptions per day, capped
//! sums), and amounts in fen.

mod cart;
mod dice;
mod round;
#[cfg(target_arch = "wasm32")]
mod web;

use engine::Packs;
use engine::campaign::{Campaign, Fen};
use planner::advice::till_default;
use planner::milp::{Milp, milp};
use planner::raw::Read;
use planner::{Config, Plan, plan_household};

/// One size of cart.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Purchases, one line each.
    pub purchases: usize,
    /// Denominations over all rounds.
    pub vouchers: usize,
    /// Days of the rounds; a purchase may choose among up to seven of them, or all at the largest size.
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

/// One cart with its rounds.
pub struct Course {
    read: Read,
}

impl Course {
    /// The cart of this size and number.
    ///
    /// # Errors
    /// When the generator makes nonsense, which would be its fault.
    pub fn new(size: usize, number: u64) -> Result<Course, String> {
        let size = SIZES.get(size).ok_or("no such size")?;
        let mut dice = dice::Dice::new(number.wrapping_mul(64).wrapping_add(size.purchases as u64 + size.choice));
        let raws = round::rounds(&mut dice, size);
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
        let config = Config { budget: BUDGET, ..Config::quick() };
        plan_household(&self.read.rounds, &self.read.household, &config, &mut |_| true)
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
