//! Fixed point, so that the search needs no floats and is the same on every machine.

/// The fraction bits of everything but scores.
const BITS: u32 = 40;
/// One.
pub(crate) const ONE: i64 = 1 << BITS;

/// A whole number, divided.
pub(super) fn ratio(amount: u32, by: i64) -> i64 {
    // Most numbers are small.
    match i64::from(amount) {
        it @ ..=0x3F_FFFF => (it << BITS).checked_div(by).unwrap_or(0),
        it => (i128::from(it) << BITS)
            .checked_div(i128::from(by))
            .and_then(|it| i64::try_from(it).ok())
            .unwrap_or(i64::MAX),
    }
}

pub(super) fn mul(one: i64, other: i64) -> i64 {
    i64::try_from((i128::from(one) * i128::from(other)) >> BITS).unwrap_or(0)
}

pub(super) fn div(one: i64, other: i64) -> i64 {
    i64::try_from((i128::from(one) << BITS).checked_div(i128::from(other)).unwrap_or(0)).unwrap_or(0)
}

/// Many ways are alike: told apart by a hair, the simplex method does not go round in circles.
pub(super) fn nudge(stage: usize, place: usize) -> i64 {
    // In 64 bits everywhere, so that a browser goes the same way.
    let wide = |it: usize| u64::try_from(it).unwrap_or(u64::MAX);
    let mixed = wide(stage).wrapping_mul(0x9E37_79B1).wrapping_add(wide(place).wrapping_mul(0x85EB_CA77)) >> 7;
    i64::try_from(mixed & 0xFF).unwrap_or(0)
}
