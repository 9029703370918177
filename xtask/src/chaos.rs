//! Chaos: the real stack on an emulator, while everything goes wrong.

use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use crate::paths::target_directory;
use crate::shell::{cargo, progress, run};

/// What `cargo xtask chaos` is asked for.
#[derive(Clone, Copy, Debug, Args)]
pub struct Chaos {
    /// How many deployments are asked for
    #[arg(long, default_value_t = 200)]
    deployments: usize,
    /// How many functions they are about
    #[arg(long, default_value_t = 50)]
    functions: usize,
    /// What everything is decided by: what is deployed, what it meets, and when
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Deploys on an emulator while processes are killed and calls go wrong, and prints what became of it.
///
/// # Errors
///
/// Anything that ended otherwise than its inputs say, among all that can go wrong.
pub fn chaos(Chaos { deployments, functions, seed }: Chaos) -> Result<()> {
    ensure!(deployments > 0, "`--deployments` is `{deployments}`: give 1 or more");
    ensure!(functions > 0, "`--functions` is `{functions}`: give 1 or more");
    progress("building what makes chaos");
    // With the features that the workspace's tests give to its dependencies, as the functions are.
    run(cargo().args(["build", "--workspace", "--quiet", "--bin=headgate-chaos"]))?;
    let program = target_directory().join("debug/headgate-chaos");
    let asked = [("--deployments", deployments.to_string()), ("--functions", functions.to_string()), ("--seed", seed.to_string())];
    let arguments = asked.iter().flat_map(|(name, value)| [*name, value.as_str()]);
    let status = Command::new(&program).args(arguments).status().with_context(|| format!("cannot start {}", program.display()))?;
    if !status.success() {
        bail!("not everything has ended as it should have ({status})");
    }
    Ok(())
}
