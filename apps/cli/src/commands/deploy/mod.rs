//! `headgate deploy`: starts a deployment.

pub(crate) mod request;

use super::decide::proven;
use super::plan::Plan;
use super::watch;
use crate::console;
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;
use headgate_wire::CreateDeploymentOutput;
use request::Request;
use serde_json::json;
use uuid::Uuid;

/// Deploy: move an alias to another version, step by step
///
/// What is to move stands in an AppSpec, or is said with `--function`, `--alias` and `--to`. Mistakes in an AppSpec are
/// told with their line before anything is sent. Prints the id of the deployment, or watches it with `--wait`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Deploy {
    #[command(flatten)]
    request: Request,
    /// Watch it until it is over; the exit code says how it ended
    #[arg(long, short)]
    wait: bool,
    /// Show what would happen, as `headgate plan` does, and change nothing
    #[arg(long, conflicts_with = "wait")]
    dry_run: bool,
}

const EXAMPLES: &str = "\
Examples:
  headgate deploy appspec.yaml
  headgate deploy appspec.yaml --wait --description 'Prices in euros'
  headgate deploy --function orders --alias live --to 42 --config CodeDeployDefault.LambdaAllAtOnce
  headgate deploy --function orders --alias live --to '$LATEST' --on-conflict queue";

impl Deploy {
    /// Starts it.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        if self.dry_run {
            return Plan { request: self.request }.run(invocation).await;
        }
        let context = invocation.context()?;
        let appspec = self.request.appspec()?;
        let account = context.account().await?;
        let client = context.client_in(&account);
        let mut input = self.request.input(appspec, &client, &context.settings).await?;
        // With it, a request whose answer was lost is repeated and starts nothing twice.
        input.client_request_token = Some(Uuid::new_v4().to_string());
        // A plan may keep whoever starts it from approving it, so that it has to be known who does.
        let input = proven(invocation, &account, "CreateDeployment", json!(input)).await?;
        let output: CreateDeploymentOutput = client.call("CreateDeployment", &input).await?;
        let id = output.deployment_id.ok_or_else(|| Refusal::bug("the deployment has no id"))?;
        if self.wait {
            return watch::to_the_end(invocation, &context, &client, &id).await;
        }
        context.console.show(|| json!({ "deploymentId": id }), || id.clone());
        console::tell(&format!("It is on its way: `headgate watch {id}` follows it."));
        Ok(())
    }
}
