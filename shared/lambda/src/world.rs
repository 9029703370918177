//! The clock and chance: the only place that has them.

use headgate_engine::Source;
use jiff::Timestamp;

/// The time.
#[expect(clippy::disallowed_methods, reason = "this is where the time comes in")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// The time, and bytes that nobody can guess.
pub(crate) fn source() -> Source {
    Source::new(now, random)
}

#[expect(clippy::disallowed_methods, reason = "this is where chance comes in")]
fn random(bytes: &mut [u8]) {
    // Ids that could be guessed would let strangers report verdicts.
    getrandom::fill(bytes).expect("the system gives random bytes");
}
