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
//! (all cases), [`search`] (too many cases) → [`generate`], [`grow`], [`table`] (random packs) → [`compare`], [`parts`], [`readings`] (the engine beside it) → [`run`],
//! [`shipped`] (many cases of random packs, and of those that ship).

pub mod calendar;
pub mod number;

pub mod ends;
pub mod eval;
pub mod forms;
pub mod rule;
pub mod search;

pub mod generate;
pub mod grow;
pub mod random;
pub mod table;

pub mod compare;
pub mod parts;
pub mod readings;
pub mod run;
pub mod shipped;
pub mod shrink;
