//! `headgate plan`: what a deployment would come to.

mod text;

use super::check::{Check, Standing};
use super::deploy::request::Request;
use crate::console::{self, Canvas, counted, written};
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;
use headgate_wire::PlanDeploymentOutput;

/// Show what `deploy` would do, and what stands in its way
///
/// It takes the arguments of `deploy`, looks at the functions, alarms and hooks that they name, and changes nothing. The exit
/// code is 3 if the deployment would be refused, or would fail.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Plan {
    #[command(flatten)]
    pub(super) request: Request,
}

const EXAMPLES: &str = "\
Examples:
  headgate plan appspec.yaml
  headgate plan --function orders --alias live --to 42
  headgate plan appspec.yaml --config CodeDeployDefault.LambdaAllAtOnce --output json";

impl Plan {
    /// Shows it.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let appspec = self.request.appspec()?;
        let client = context.client().await?;
        let input = self.request.input(appspec, &client, &context.settings).await?;
        let plan: PlanDeploymentOutput = client.call("PlanDeployment", &input).await?;
        let canvas = Canvas::of_stdout(&context.environment);
        let checks: Vec<Check> = plan.findings.iter().flatten().map(Check::from).collect();
        context.console.show(|| written("PlanDeployment", &plan), || text::written(&plan, &checks, &context.console, canvas));
        verdict(&checks)
    }
}

fn verdict(checks: &[Check]) -> Result<(), Refusal> {
    let wrong: Vec<&str> = checks.iter().filter(|check| check.standing == Standing::Wrong).map(|check| check.subject.as_str()).collect();
    if wrong.is_empty() {
        console::tell("Nothing was changed: `headgate deploy` with the same arguments does it.");
        return Ok(());
    }
    let sentence = format!("{} in the way of this deployment: {}", stands(wrong.len()), wrong.join(", "));
    Err(Refusal::refused(sentence).with_hint("nothing was changed; mend what is told above, and plan again"))
}

fn stands(count: usize) -> String {
    format!("{} {}", counted(count, "error"), if count == 1 { "stands" } else { "stand" })
}
