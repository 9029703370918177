//! The two streams: data on stdout, everything else on stderr. Nobody listening is no reason to stop.

use std::io::{self, Write};

/// A line of data.
pub(crate) fn print(line: &str) {
    let mut out = io::stdout().lock();
    let _nobody_listens = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// A line for a person.
pub(crate) fn tell(line: &str) {
    let _nobody_listens = writeln!(io::stderr().lock(), "{line}");
}
