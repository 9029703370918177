//! What people decide while a deployment is on its way: pause, resume, promote, approve, reject.

use super::{info, members, refuse, views};
use crate::{Actuator, Engine, EngineError, Exception, Refusal, Store, Stored};
use headgate_domain::{
    Action, AlarmName, Asked, Comment, Decision, DeploymentId, HookFunction, Identity, InvalidName, Pause, PromoteRequest, Promotion,
    Status, WaitToken,
};
use headgate_wire as wire;
use serde_json::{Map, Value};

const COMMENT_CHARS_MAX: usize = 256;

/// Lets nothing new begin.
pub(super) async fn pause<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::PauseDeploymentInput,
    by: Option<Identity>,
) -> Result<wire::DecisionOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let seconds = input.seconds.map(|seconds| members::within("seconds", seconds, &Pause::SECONDS)).transpose()?;
    let driven = engine.pause(&id, Pause { seconds }, asked(by, input.reason)?).await?;
    told(engine, id, driven).await
}

/// Ends a pause.
pub(super) async fn resume<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::ResumeDeploymentInput,
    by: Option<Identity>,
) -> Result<wire::DecisionOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let driven = engine.resume(&id, token(&id, input.token)?, asked(by, input.reason)?).await?;
    told(engine, id, driven).await
}

/// Goes on sooner than the plan says.
pub(super) async fn promote<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::PromoteDeploymentInput,
    by: Option<Identity>,
) -> Result<wire::DecisionOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let request = PromoteRequest {
        token: token(&id, input.token)?,
        promotion: if input.full == Some(true) { Promotion::Full } else { Promotion::Step },
        skip_hooks: names("skipHooks", input.skip_hooks, HookFunction::new)?,
        skip_alarms: names("skipAlarms", input.skip_alarms, AlarmName::new)?,
        asked: asked(by, input.reason)?,
    };
    let driven = engine.promote(&id, request).await?;
    told(engine, id, driven).await
}

/// Takes one person's approval.
pub(super) async fn approve<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::ApproveDeploymentInput,
    by: Option<Identity>,
) -> Result<wire::DecisionOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let token = token(&id, input.token)?;
    let decision = Decision::Approve { comment: input.comment.map(|text| comment("comment", &text)).transpose()? };
    let driven = engine.decide(&id, token, decision, known(by)?).await?;
    told(engine, id, driven).await
}

/// Takes one person's rejection, which is enough.
pub(super) async fn reject<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::RejectDeploymentInput,
    by: Option<Identity>,
) -> Result<wire::DecisionOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let token = token(&id, input.token)?;
    let decision = Decision::Reject { comment: comment("comment", &input.comment.unwrap_or_default())? };
    let driven = engine.decide(&id, token, decision, known(by)?).await?;
    told(engine, id, driven).await
}

/// Lets a deployment go on that waits at a pause. CodeDeploy's word for that has no token; an approval needs one.
pub(super) async fn continue_waiting<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::ContinueDeploymentInput,
    by: Option<Identity>,
) -> Result<Map<String, Value>, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let deployment = engine.reload(&id).await?.deployment;
    if deployment.is_closed() {
        refuse(Exception::DeploymentAlreadyCompleted, format!("Deployment {id} has already completed"))?;
    }
    if input.deployment_wait_type == Some(wire::DeploymentWaitType::TerminationWait) {
        let message = "`deploymentWaitType` is `TERMINATION_WAIT`: functions have no instances to terminate";
        refuse(Exception::UnsupportedActionForDeploymentType, message)?;
    }
    let now = engine.source.now();
    if deployment.status() != Status::Ready {
        let message = format!("Deployment {id} is {}, not {}: it goes on by itself", deployment.status(), Status::Ready);
        refuse(Exception::DeploymentIsNotInReadyState, message)?;
    }
    let resumption = deployment.actions(now).into_iter().find(|allowed| allowed.action == Action::Resume);
    let Some(token) = resumption.and_then(|allowed| allowed.token) else {
        let message = format!("Deployment {id} waits at no pause. {}", info::messages(&deployment, now).join(" "));
        return Ok(refuse(Exception::DeploymentIsNotInReadyState, message)?);
    };
    engine.resume(&id, token, Asked { by, reason: None }).await?;
    Ok(Map::new())
}

/// How the deployment stands after a decision, even if another one now restores its traffic.
async fn told<S: Store, A: Actuator>(engine: &Engine<S, A>, id: DeploymentId, driven: Stored) -> Result<wire::DecisionOutput, EngineError> {
    let stored = if *driven.deployment.id() == id { driven } else { engine.reload(&id).await? };
    Ok(wire::DecisionOutput {
        deployment_id: Some(id.to_string()),
        status: Some(views::status(stored.deployment.status())),
        headgate: Some(info::headgate(&stored.deployment, engine.source.now())),
    })
}

fn known(by: Option<Identity>) -> Result<Identity, Refusal> {
    let message = "Nobody knows who decides: give `proof`, which docs/api.md shows how to make";
    by.ok_or_else(|| Refusal::new(Exception::AccessDenied, message))
}

fn token(id: &DeploymentId, text: Option<String>) -> Result<WaitToken, Refusal> {
    let wrong = |why: String| Refusal::new(Exception::InvalidInput, format!("`token`{why}"));
    let token = WaitToken::try_from(text.unwrap_or_default()).map_err(|error| wrong(format!(": {error}")))?;
    if token.deployment() != id {
        return Err(wrong(format!(" is `{token}`, of another deployment than {id}: give one that its `waits` show")));
    }
    Ok(token)
}

fn asked(by: Option<Identity>, reason: Option<String>) -> Result<Asked, Refusal> {
    Ok(Asked { by, reason: reason.map(|text| comment("reason", &text)).transpose()? })
}

fn comment(member: &str, text: &str) -> Result<Comment, Refusal> {
    let text = members::prose(member, text, COMMENT_CHARS_MAX)?;
    Comment::new(text).map_err(|error| Refusal::new(Exception::InvalidInput, format!("`{member}`: {error}")))
}

fn names<T>(member: &str, given: Option<Vec<String>>, parse: fn(String) -> Result<T, InvalidName>) -> Result<Vec<T>, Refusal> {
    let named = given.unwrap_or_default().into_iter().map(parse);
    named.collect::<Result<_, _>>().map_err(|error| Refusal::new(Exception::InvalidInput, format!("`{member}`: {error}")))
}
