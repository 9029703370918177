//! The page that says what there is: verbs by what people do with them.

use crate::commands::GROUPS;
use crate::console::style::{STRONG, paint};
use clap::{Command, CommandFactory};
use std::fmt::Write;

const TEMPLATE: &str = "{about}\n\n{usage-heading} {usage}\n\n{before-help}{options}{after-help}";

const EXAMPLES: &str = "\
Examples:
  headgate status                       the deployment that runs, or ran last
  headgate list --group live            the latest deployments of a group
  headgate rollback                     take the traffic back
  headgate group get live -o json       everything there is to know, for a program

`headgate <verb> --help` says more. Settings are found in options, the environment and `headgate.toml`.";

/// The grammar of the command line.
pub(crate) fn command<C: CommandFactory>() -> Command {
    let command = C::command().help_template(TEMPLATE).after_help(EXAMPLES);
    let verbs = verbs(&command);
    command.before_help(verbs)
}

fn verbs(command: &Command) -> String {
    let mut text = String::new();
    for (heading, verbs) in GROUPS {
        let _infallible = writeln!(text, "{}", paint(STRONG, &format!("{heading}:")));
        for verb in verbs.iter().filter_map(|verb| command.find_subcommand(verb.to_lowercase())) {
            let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
            let _infallible = writeln!(text, "  {:<13}{about}", verb.get_name());
        }
        text.push('\n');
    }
    text + &paint(STRONG, "Everywhere:")
}
