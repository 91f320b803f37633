//! One thing that is wrong with what was given: where, and what was expected there.

use std::fmt;

/// A mistake in a cart: its field, such as `purchases[0].lines[1].amount`, and what was expected.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Wrong {
    /// Where.
    pub field: String,
    /// What was expected there.
    pub expected: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}", self.field, self.expected)
    }
}

impl std::error::Error for Wrong {}
