//! Files of the workspace that are written by hand or made from the code, and must say what the code says.

use std::collections::BTreeSet;
use std::fs;
use xtask::workspace_root;

/// Holds a file of the workspace to what it should say, and shows the lines in which they differ.
/// `HEADGATE_UPDATE=1 cargo test` writes it anew instead.
///
/// # Panics
///
/// When they differ.
pub fn assert_written(path: &str, wanted: &str) {
    let file = workspace_root().join(path);
    if updating() {
        fs::write(&file, wanted).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == wanted,
        "{path} is stale; look at the difference, then run with HEADGATE_UPDATE=1\n{}",
        difference(&written, wanted)
    );
}

/// The lines that only one of two texts has.
pub fn difference(written: &str, wanted: &str) -> String {
    let lines = |text: &'static str, own: &str, other: &str| -> Vec<String> {
        let other: BTreeSet<&str> = other.lines().collect();
        own.lines().filter(|line| !other.contains(line)).map(|line| format!("{text} {line}")).collect()
    };
    [lines("-", written, wanted), lines("+", wanted, written)].concat().join("\n")
}

#[expect(clippy::disallowed_methods, reason = "a test is its own `main`, and this changes no behaviour under test")]
fn updating() -> bool {
    std::env::var_os("HEADGATE_UPDATE").is_some()
}
