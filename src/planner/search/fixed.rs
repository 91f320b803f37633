//! Fixed point, so that the search needs no floats and is the same on every machine.

/// The fraction bits of everything but scores.
pub(super) const BITS: u32 = 40;
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

/// Rounded down; nothing where it is too large.
pub(super) fn mul(one: i64, other: i64) -> i64 {
    if cfg!(target_arch = "wasm32") && one.unsigned_abs().max(other.unsigned_abs()) < MOST_SHORT {
        short(one, other)
    } else {
        i64::try_from((i128::from(one) * i128::from(other)) >> BITS).unwrap_or(0)
    }
}

/// Below this [`short`] fits 64 bits.
const MOST_SHORT: u64 = 1 << 51;
/// The same for numbers whose product, with all its bits, is below 2^102.
#[allow(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "102 bits without the 40 of the fraction fit"
)]
pub(super) fn near(one: i64, other: i64) -> i64 {
    if cfg!(target_arch = "wasm32") {
        short(one, other)
    } else {
        ((i128::from(one) * i128::from(other)) >> BITS) as i64
    }
}

/// The same where a product of 128 bits is a call of a function: by halves.
fn short(one: i64, other: i64) -> i64 {
    const HALF: u32 = BITS / 2;
    const LOW: i64 = (1 << HALF) - 1;
    let ((high, low), (other_high, other_low)) = ((one >> HALF, one & LOW), (other >> HALF, other & LOW));
    // Checks would cost more than the products, and nothing of this is too large.
    let middle = high.wrapping_mul(other_low).wrapping_add(low.wrapping_mul(other_high));
    let middle = middle.wrapping_add(low.wrapping_mul(other_low) >> HALF);
    high.wrapping_mul(other_high).wrapping_add(middle >> HALF)
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

#[cfg(test)]
mod tests {
    use super::{BITS, MOST_SHORT, mul, near, short};

    /// The product by halves is the product.
    #[track_caller]
    fn check(one: i64, other: i64) {
        let whole = i64::try_from((i128::from(one) * i128::from(other)) >> BITS).unwrap();
        assert_eq!((short(one, other), near(one, other), mul(one, other)), (whole, whole, whole), "{one} × {other}");
    }

    #[test]
    fn a_product_by_halves_is_the_product() {
        let edge = i64::try_from(MOST_SHORT).unwrap() - 1;
        let numbers =
            [0, 1, 2, 3, 1 << 19, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 1 << 39, 1 << 40, 12_345_678_901_234, edge];
        for one in numbers {
            for other in numbers {
                for (one, other) in [(one, other), (-one, other), (one, -other), (-one, -other)] {
                    check(one, other);
                }
            }
        }
    }
}
