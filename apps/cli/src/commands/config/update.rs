//! `headgate config update`, which there is not: whoever looks for it beside `group update` is told what to do.

use crate::refusal::Refusal;
use clap::Args;

/// Is refused: a configuration is never changed
#[derive(Args, Debug)]
pub(super) struct Update {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    _given: Vec<String>,
}

/// Why there is no such verb.
pub(super) fn refusal() -> Refusal {
    let sentence = "a deployment configuration is never changed, as with CodeDeploy: deployments that had it would tell another story";
    Refusal::usage(sentence)
        .with_hint("make another with `headgate config create`, and give it to groups with `headgate group update --config`")
}
