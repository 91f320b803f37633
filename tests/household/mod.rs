//! Random households, every way of serving them, and a checker of certificates.

pub mod case;
pub mod check;
mod flow;
pub mod options;
