//! `cargo xtask`: see `cargo xtask help`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use xtask::{Arch, Bench, Captures, Chaos, Demo, Mutants, Sim, Suite, Up};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, runs, checks and packages Headgate")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show four rollouts, live, on an emulator on this machine
    Demo(Demo),
    /// Deploy Headgate to an emulator on this machine; prints the environment that leads there
    Up(Up),
    /// Stop what `up` started
    Down,
    /// Run every test
    Test(Suite),
    /// Deploy on an emulator while processes are killed and calls go wrong, and see that all ends as it should
    Chaos(Chaos),
    /// Make the captures of a terminal in docs/cli.md anew
    Captures(Captures),
    /// Check formatting, lints, the crates' floors, dependencies, licences and the template
    Lint,
    /// Write the wire's shapes anew, from CodeDeploy's service model and what Headgate adds to it
    Generate,
    /// `test`, then `lint`
    Ci,
    /// Build the packages that are deployed to an account
    Package {
        /// The processor that the functions will run on
        #[arg(long, value_enum, default_value_t = Arch::Arm64)]
        arch: Arch,
    },
    /// Break the domain one place at a time, and see that its tests notice
    Mutants(Mutants),
    /// Simulate bad days by the thousand, each from a seed
    Sim(Sim),
    /// Weigh the packages, and measure how long each function takes to start; or measure something else
    Bench(Bench),
}

fn main() -> ExitCode {
    match run(&Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> Result<()> {
    match command {
        Command::Demo(options) => xtask::demo(options),
        Command::Up(options) => xtask::up(options),
        Command::Down => xtask::down(),
        Command::Test(suite) => xtask::test(suite),
        Command::Chaos(options) => xtask::chaos(*options),
        Command::Captures(options) => xtask::captures(*options),
        Command::Lint => xtask::lint(),
        Command::Generate => xtask::generate(),
        Command::Ci => xtask::test(&Suite::default()).and_then(|()| xtask::lint()),
        Command::Package { arch } => xtask::package(*arch),
        Command::Mutants(options) => xtask::mutants(options),
        Command::Sim(options) => xtask::sim(*options),
        Command::Bench(options) => xtask::bench(*options),
    }
}
