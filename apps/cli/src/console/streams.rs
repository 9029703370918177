//! The two streams: data on stdout, everything else on stderr. Nobody listening is no reason to stop; data that is lost in
//! another way, such as on a full disk, is told in the end. What is not a terminal, or not to have colours, gets none:
//! `anstream` sees to that.

use crate::refusal::Refusal;
use std::io::{self, ErrorKind, Write};
use std::sync::OnceLock;

/// Why data did not get through, the first time that it did not. What was asked for is carried out all the same: it may
/// not stop halfway because nobody can read of it.
static LOST: OnceLock<io::Error> = OnceLock::new();

/// A line of data, or several.
pub(crate) fn print(line: &str) {
    let mut out = anstream::stdout().lock();
    match writeln!(out, "{line}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let _earlier = LOST.set(error);
        }
        Ok(()) | Err(_) => (),
    }
}

/// A line for a person.
pub(crate) fn tell(line: &str) {
    let _nobody_listens = writeln!(anstream::stderr().lock(), "{line}");
}

/// Whether all data got through to whoever still listens.
pub(crate) fn delivered() -> Result<(), Refusal> {
    match LOST.get() {
        Some(error) => {
            let refusal = Refusal::refused(format!("what was to be printed is lost, in part or whole: stdout: {error}"));
            Err(refusal.with_hint("what was asked for has been done: look, rather than ask again, if it changes anything"))
        }
        None => Ok(()),
    }
}
