//! What people decide about a deployment on its way, and the proof that it was they.

pub(super) mod approve;
pub(super) mod pause;
pub(super) mod promote;
pub(super) mod reject;
pub(super) mod resume;

use super::which::Which;
use crate::account::Account;
use crate::client::Client;
use crate::console::{self, joined, written};
use crate::context::{Context, Invocation};
use crate::refusal::{Reason, Refusal};
use clap::Args;
use headgate_aws::Purpose;
use headgate_wire::{AwaitedApproval, DecisionOutput, DeploymentStatus, GetDeploymentInput, GetDeploymentOutput, HeadgateInfo};
use serde_json::{Map, Value, json};

/// What is decided about.
#[derive(Args, Clone, Debug)]
pub(super) struct About {
    #[command(flatten)]
    which: Which,
    /// What is decided, as `headgate watch` shows it: what is waited for later stays undecided. Unless given, it is what
    /// is waited for now
    #[arg(long, value_name = "TOKEN", conflicts_with_all = ["id", "application", "group"])]
    token: Option<String>,
}

/// A decision, as `api` is asked for it.
pub(super) struct Decision<'a> {
    invocation: &'a Invocation,
    context: Context,
    account: Account,
    client: Client,
}

impl<'a> Decision<'a> {
    pub(super) async fn new(invocation: &'a Invocation) -> Result<Self, Refusal> {
        let context = invocation.context()?;
        let account = context.account().await?;
        let client = context.client_in(&account);
        Ok(Self { invocation, context, account, client })
    }

    /// Decides what is waited for: with the token that was given, or the one that the server gives for this action now.
    pub(super) async fn of_wait(&self, operation: &str, action: &str, about: &About, members: Value) -> Result<(), Refusal> {
        let (id, token, before) = if let Some(token) = &about.token {
            (deployment_of(token)?, token.clone(), None)
        } else {
            let id = about.which.active(&self.client, &self.context.settings).await?;
            let (token, approvals) = self.token_for(&id, action).await?;
            (id, token, approvals)
        };
        let after = self.send(operation, joined([json!({ "deploymentId": id, "token": token }), members])).await?;
        if before.is_some() && before == approvals(&after) {
            console::tell("You have approved it already, and count once: somebody else has to.");
        }
        Ok(())
    }

    /// Decides about a deployment, whatever it waits for.
    pub(super) async fn of_deployment(&self, operation: &str, which: &Which, members: Value) -> Result<(), Refusal> {
        let id = which.active(&self.client, &self.context.settings).await?;
        self.send(operation, joined([json!({ "deploymentId": id }), members])).await.map(drop)
    }

    /// The token that this action has now, and the approvals that are waited for until it is done.
    async fn token_for(&self, id: &str, action: &str) -> Result<(String, Option<AwaitedApproval>), Refusal> {
        let output: GetDeploymentOutput =
            self.client.call("GetDeployment", &GetDeploymentInput { deployment_id: Some(id.to_owned()) }).await?;
        let info = output.deployment_info.unwrap_or_default();
        let headgate = info.headgate.unwrap_or_default();
        let found = headgate.actions.iter().flatten().find(|allowed| allowed.action.as_deref() == Some(action));
        match found.and_then(|allowed| allowed.token.clone()) {
            Some(token) => {
                waited_for(&headgate).for_each(|wait| console::tell(&format!("It waits for {}.", self.context.console.sentence(&wait))));
                Ok((token, approvals(&headgate)))
            }
            None => Err(not_possible(id, action, info.status, &headgate)),
        }
    }

    async fn send(&self, operation: &str, input: Value) -> Result<HeadgateInfo, Refusal> {
        let input = proven(self.invocation, &self.account, operation, input).await?;
        let output: DecisionOutput = self.client.call(operation, &input).await?;
        let id = output.deployment_id.as_deref().unwrap_or_default();
        let headgate = output.headgate.clone().unwrap_or_default();
        let status = output.status.map_or("?", DeploymentStatus::as_str);
        let rest = waited_for(&headgate).fold(String::new(), |rest, wait| rest + ", and waits for " + &wait);
        let sentence = format!("Deployment {id} is {status}{rest}.");
        self.context.console.done(|| written(operation, &output), &self.context.console.sentence(&sentence));
        Ok(headgate)
    }
}

/// The input with a proof of who asks: nobody can decide in another's name, and a proof decides nothing else.
pub(super) async fn proven(invocation: &Invocation, account: &Account, operation: &str, input: Value) -> Result<Value, Refusal> {
    let Some(purpose) = Purpose::of(operation, &input) else {
        return Err(Refusal::usage(format!("nothing can be decided about {input}: `headgate watch` shows tokens")));
    };
    // It is verified by AWS, whose clock is the true one.
    let proof = account.clients.prove(&purpose, (invocation.clock)()).await;
    let proof = proof.map_err(|error| Refusal::refused(format!("cannot prove who decides: {error}")))?;
    Ok(joined([input, json!({ "proof": proof })]))
}

/// The members that have a value.
pub(super) fn members<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    Value::Object(members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect::<Map<_, _>>())
}

/// A token begins with the id of its deployment.
fn deployment_of(token: &str) -> Result<String, Refusal> {
    match token.rsplit_once('.') {
        Some((id, number)) if !id.is_empty() && !number.is_empty() => Ok(id.to_owned()),
        Some(_) | None => {
            let sentence =
                format!("`--token` is `{}`: give one as `headgate watch` shows it, such as `d-ABCDEF123.2`", token.escape_debug());
            Err(Refusal::usage(sentence))
        }
    }
}

fn waited_for(headgate: &HeadgateInfo) -> impl Iterator<Item = String> {
    headgate.waits.iter().flatten().filter_map(|wait| wait.what.clone())
}

fn approvals(headgate: &HeadgateInfo) -> Option<AwaitedApproval> {
    headgate.waits.iter().flatten().find_map(|wait| wait.approval.clone())
}

fn not_possible(id: &str, action: &str, status: Option<DeploymentStatus>, headgate: &HeadgateInfo) -> Refusal {
    let status = status.map_or("?", DeploymentStatus::as_str);
    let waits: Vec<String> = waited_for(headgate).collect();
    let now = if waits.is_empty() {
        "it waits for nothing that can be decided".to_owned()
    } else {
        format!("it waits for {}", waits.join(", and "))
    };
    let possible: Vec<String> = headgate.actions.iter().flatten().filter_map(|allowed| allowed.action.as_deref().map(command)).collect();
    let refusal = Refusal::new(Reason::Conflict, format!("deployment {id} is {status}, and there is nothing to {}: {now}", word(action)));
    if possible.is_empty() { refusal } else { refusal.with_hint(format!("what can be done now: {}", possible.join(", "))) }
}

/// How an action is typed.
fn command(action: &str) -> String {
    let typed = match action {
        "stopWithRollback" => "stop --rollback",
        "promoteFull" => "promote --full",
        verb => verb,
    };
    format!("`headgate {typed}`")
}

fn word(action: &str) -> &str {
    if action == "promoteFull" { "promote all the way" } else { action }
}

#[cfg(test)]
mod tests {
    use super::deployment_of;

    #[test]
    fn a_token_names_its_deployment() {
        assert_eq!(deployment_of("d-ABCDEF123.2").as_deref(), Ok("d-ABCDEF123"));
        for wrong in ["", "d-ABCDEF123", ".2", "d-ABCDEF123."] {
            assert!(deployment_of(wrong).is_err(), "{wrong}");
        }
    }
}
