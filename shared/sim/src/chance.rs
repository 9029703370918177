//! Chance: whatever could be otherwise, from one seed.

use fastrand::Rng;

/// A source of chance that gives the same again for the same seed.
#[derive(Clone, Debug)]
pub struct Chance {
    random: Rng,
}

impl Chance {
    /// Chance from a seed.
    pub fn seeded(seed: u64) -> Self {
        Self { random: Rng::with_seed(seed) }
    }

    /// Whether something happens that happens so often in ten thousand times.
    pub fn happens(&mut self, in_ten_thousand: u32) -> bool {
        in_ten_thousand > 0 && self.random.u32(0..10_000) < in_ten_thousand
    }

    /// One time in `times`.
    pub fn once_in(&mut self, times: u32) -> bool {
        self.random.u32(0..times.max(1)) == 0
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        self.random.i64(low..=high.max(low))
    }

    /// A number from 0 to 1, neither included.
    pub fn fraction(&mut self) -> f64 {
        const PARTS: u32 = 1_000_000;
        (f64::from(self.random.u32(0..PARTS)) + 0.5) / f64::from(PARTS)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.random.usize(0..end.max(1))
    }

    /// One of several.
    ///
    /// # Panics
    ///
    /// When there are none.
    pub fn one_of<'a, T>(&mut self, several: &'a [T]) -> &'a T {
        &several[self.random.usize(0..several.len())]
    }

    /// Bytes that nobody can guess.
    pub fn fill(&mut self, bytes: &mut [u8]) {
        self.random.fill(bytes);
    }

    /// A number of any size.
    pub fn number(&mut self) -> u64 {
        self.random.u64(..)
    }
}
