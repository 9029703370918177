//! Which function is Headgate's `api`: the option that every command shares.

use crate::refusal::Refusal;
use clap::Args;
use headgate_domain::HookFunction;

/// How a person finds the name.
const HOW_TO_FIND: &str = "give the name of the function `api`, an output of Headgate's stack:
  aws cloudformation describe-stacks --stack-name <STACK> \\
      --query \"Stacks[0].Outputs[?OutputKey=='ApiFunction'].OutputValue\" --output text";

/// Headgate's function `api`.
#[derive(Args, Debug)]
pub(crate) struct ApiFunction {
    /// Headgate's function `api`, with or without `:` and a version or alias
    #[arg(long, env = "HEADGATE_API", value_name = "NAME|ARN")]
    function: Option<String>,
}

impl ApiFunction {
    /// The function's name or ARN.
    pub(crate) fn name(self) -> Result<String, Refusal> {
        let Some(name) = self.function.filter(|name| !name.is_empty()) else {
            return Err(Refusal::usage(format!("neither `--function` nor HEADGATE_API is set: {HOW_TO_FIND}")));
        };
        // A function to be invoked is written as a hook's is.
        if HookFunction::new(&name).is_err() {
            let name = name.escape_debug();
            return Err(Refusal::usage(format!(
                "`--function`, or HEADGATE_API, is `{name}`, which is no function's name or ARN: {HOW_TO_FIND}"
            )));
        }
        Ok(name)
    }
}
