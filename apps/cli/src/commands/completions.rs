//! `headgate completions`: what a shell needs to complete the command line.

use crate::Cli;
use crate::console;
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

/// Print what your shell needs to complete commands
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  headgate completions bash > ~/.local/share/bash-completion/completions/headgate
  headgate completions zsh > \"${fpath[1]}/_headgate\"
  headgate completions fish > ~/.config/fish/completions/headgate.fish";

impl Completions {
    /// Prints it. Nothing else is looked at: a shell that starts is told about no mistake in a file.
    #[expect(clippy::unused_async, reason = "every verb is run in the same way")]
    pub(crate) async fn run(self, _: &Invocation) -> Result<(), Refusal> {
        let mut script = Vec::new();
        generate(self.shell, &mut Cli::command(), "headgate", &mut script);
        console::print(String::from_utf8_lossy(&script).trim_end());
        Ok(())
    }
}
