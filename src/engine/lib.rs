//! Facts, packs and a date in; a quote out: eligibility, a guaranteed range, reasons, sources,
//! assumptions and the questions that are still worth asking.
//!
//! # Scope of this crate
//! A pure function of (packs, answers, date). **Deliberately absent: a clock, input and output, any
//! parser but the one for the compiled JSON, floating-point numbers, and words for people** (other
//! than those that stand in the packs). Text syntax for authors lives in `huisuan`, screens in `app`,
//! the choice of vouchers in `planner`.
//!
//! # Reading order
//! [`value`] (what "open" means) → [`expr`] (rules) → [`search`] (both ends of a range) →
//! [`quote`] and `one` (one scheme) → [`assess`] (a calculator).
#![deny(clippy::float_arithmetic)]

pub mod date;
pub mod form;
pub mod input;
pub mod money;
mod num;
pub mod reader;
mod scan;

pub mod campaign;
pub mod expr;
pub mod pack;
pub mod schedule;
pub mod value;

pub mod answers;
pub mod assess;
mod basket;
pub mod course;
pub mod example;
pub mod find;
pub mod flip;
mod instance;
pub mod interview;
mod joint;
mod one;
pub mod profile;
mod quantity;
pub mod question;
pub mod quote;
mod search;
pub mod tight;
mod walk;
pub mod witness;
pub mod working;

pub use answers::{AnswerError, Answers, Value};
pub use assess::{Assessment, assess};
pub use instance::Answer;
pub use money::{Money, Rounding};
pub use pack::{PackError, Packs, Scheme, Shelf};
pub use quote::{Eligibility, Quote, Range, Session, quote};
