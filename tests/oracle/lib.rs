//! A second, naive reading of the rules: what the engine says is measured against it.
//!
//! # Scope of this crate
//! Reads a compiled bundle by itself, puts every single case to the rule in exact fractions, one case
//! after the other, and keeps the least and the most. **Deliberately absent: any evaluation code of
//! the engine, intervals, boxes, pruning, and cleverness of any kind**; where it cannot look at every
//! case it says so.
//!
//! # Reading order
//! [`number`], [`calendar`] → [`rule`] (what a bundle says) → [`eval`] (one complete case) → [`ends`]
//! (all cases) → [`generate`] (random packs) → [`compare`] (the engine beside it).

pub mod calendar;
pub mod number;
