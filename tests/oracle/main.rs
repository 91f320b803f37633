//! The long comparison of the engine with the oracle, from the command line.

fn main() {}
