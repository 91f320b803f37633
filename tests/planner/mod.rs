//! Random cases of one round, and brute force over them; shared by the tests of carts and of households.

pub mod brute;
pub mod case;
pub mod limits;
