//! The two streams: data on stdout, everything else on stderr. Nobody listening is no reason to stop. What is not a
//! terminal, or not to have colours, gets none: `anstream` sees to that.

use std::io::Write;

/// A line of data, or several.
pub(crate) fn print(line: &str) {
    let mut out = anstream::stdout().lock();
    let _nobody_listens = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// A line for a person.
pub(crate) fn tell(line: &str) {
    let _nobody_listens = writeln!(anstream::stderr().lock(), "{line}");
}
