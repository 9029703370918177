//! What was done to the stack, counted.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Counts by name.
#[derive(Debug, Default)]
pub(super) struct Tally(Mutex<BTreeMap<String, usize>>);

impl Tally {
    pub(super) fn count(&self, what: impl Into<String>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(what.into()).or_default() += 1;
    }

    /// The counts whose names begin so, each with the rest of its name.
    pub(super) fn under(&self, prefix: &str) -> Vec<(String, usize)> {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.iter().filter_map(|(name, count)| Some((name.strip_prefix(prefix)?.to_owned(), *count))).collect()
    }
}
