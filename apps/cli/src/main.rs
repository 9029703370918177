//! `headgate`: see `headgate help`.

mod account;
mod appspec_file;
mod client;
mod commands;
mod console;
mod context;
mod environment;
mod help;
mod picture;
mod refusal;
mod settings;
mod signals;
mod yaml;

use clap::{FromArgMatches, Parser};
use commands::Command;
use context::Invocation;
use environment::Environment;
use refusal::Refusal;
use settings::Flags;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use tokio::runtime::Builder;

/// Gradual deployments of AWS Lambda functions, taken back when something is wrong
#[derive(Parser)]
#[command(name = "headgate", version, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let parsed = Cli::from_arg_matches(&help::command::<Cli>().get_matches()).unwrap_or_else(|error| error.exit());
    let ended = catch_unwind(AssertUnwindSafe(|| run(parsed))).unwrap_or_else(|_| Err(Refusal::bug("it panicked")));
    match ended.and_then(|()| console::delivered()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => {
            console::refuse(&refusal);
            refusal.exit_code()
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the clock comes in here")]
fn run(Cli { flags, command }: Cli) -> Result<(), Refusal> {
    let environment = Environment::of_this_process();
    let own_folder = std::env::current_exe().ok().and_then(|own| own.parent().map(ToOwned::to_owned));
    let folder = std::env::current_dir().ok();
    let invocation = Invocation { flags, environment, folder, own_folder, clock: jiff::Timestamp::now };
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| Refusal::refused(format!("cannot start: {error}")))?.block_on(command.run(&invocation))
}
