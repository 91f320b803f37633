//! Numbers that look random and are the same for the same seed (SplitMix64).

/// A source of choices.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The same seed gives the same choices.
    #[must_use]
    pub fn new(seed: u64) -> Random {
        let mut it = Random(seed ^ 0x5851_F42D_4C95_7F2D);
        it.bits();
        it
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        it ^ (it >> 31)
    }

    /// A number from 0 to `count - 1`; 0 when there is none.
    pub fn below(&mut self, count: u64) -> u64 {
        if count == 0 { 0 } else { self.bits() % count }
    }

    /// A number from `least` to `most`, both included.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = u64::try_from(most - least).unwrap_or(0) + 1;
        least + i64::try_from(self.below(span)).unwrap_or(0)
    }

    /// True so many times out of a hundred.
    pub fn percent(&mut self, it: u64) -> bool {
        self.below(100) < it
    }

    /// One of them.
    pub fn pick<'a, T>(&mut self, them: &'a [T]) -> Option<&'a T> {
        let at = self.below(them.len() as u64);
        them.get(usize::try_from(at).ok()?)
    }
}
