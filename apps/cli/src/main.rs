//! `headgate`: see `headgate help`.

mod account;
mod api;
mod commands;
mod console;
mod refusal;

use clap::Parser;
use commands::Command;
use refusal::Refusal;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use tokio::runtime::Builder;

#[derive(Parser)]
#[command(name = "headgate", version, about = "Works with a Headgate that runs in your AWS account")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let ended = catch_unwind(AssertUnwindSafe(|| run(cli.command))).unwrap_or_else(|_| Err(Refusal::bug("it panicked")));
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => {
            console::tell(&format!("error: {refusal}"));
            refusal.exit_code()
        }
    }
}

fn run(command: Command) -> Result<(), Refusal> {
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| Refusal::refused(format!("cannot start: {error}")))?.block_on(command.run())
}
