//! Chaos on the real stack: what `cargo xtask chaos` runs.

use anyhow::{Result, bail};
use clap::Parser;
use headgate_tests::chaos::{Scale, run};

#[derive(Parser)]
#[command(about = "Deploys on an emulator while everything goes wrong")]
struct Cli {
    /// How many deployments are asked for
    #[arg(long)]
    deployments: usize,
    /// How many functions they are about
    #[arg(long)]
    functions: usize,
    /// What everything is decided by
    #[arg(long)]
    seed: u64,
}

fn main() -> Result<()> {
    let Cli { deployments, functions, seed } = Cli::parse();
    let report = run(&Scale::full(deployments, functions, seed))?;
    println!("{report}");
    if !report.deviations.is_empty() {
        bail!("not everything has ended as it should have");
    }
    Ok(())
}
