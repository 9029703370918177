//! The captures of a terminal in docs/cli.md, made by the tests of the command.

use anyhow::Result;
use clap::Args;

use crate::shell::{cargo, progress, run};

/// What becomes of the captures.
#[derive(Clone, Copy, Debug, Args)]
pub struct Captures {
    /// Compare them with what stands there, and write nothing
    #[arg(long)]
    check: bool,
}

/// Makes the captures anew, from the real command over a simulated world.
///
/// # Errors
///
/// A command that does not compile or does not show what it should; with `--check`, captures that are stale.
pub fn captures(options: Captures) -> Result<()> {
    progress(if options.check { "comparing captures" } else { "making captures" });
    let mut test = cargo();
    // With the features that the workspace's tests give to its dependencies, or they would be compiled twice.
    test.args(["test", "--workspace", "--test", "cli", "captures"]);
    if options.check {
        test.env_remove("HEADGATE_UPDATE")
    } else {
        test.env("HEADGATE_UPDATE", "1")
    };
    run(&mut test)
}
