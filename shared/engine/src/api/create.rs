//! `CreateDeployment`.

use super::{S3Location, alarms, members, refuse, revisions, shown};
use crate::{Actuator, CreateDeployment, Engine, EngineError, Exception, Fault, Object, Refusal, Store, Token};
use headgate_domain::{ConfigChoice, Identity, Overrides};
use headgate_wire as wire;
use std::future::Future;

const DESCRIPTION_CHARS_MAX: usize = 256;
const TOKEN_CHARS_MAX: usize = 128;

pub(super) async fn create<S: Store, A: Actuator, F>(
    engine: &Engine<S, A>,
    input: wire::CreateDeploymentInput,
    by: Option<&Identity>,
    fetch: impl Fn(S3Location) -> F,
) -> Result<wire::CreateDeploymentOutput, EngineError>
where
    F: Future<Output = Result<Object, Fault>>,
{
    let request = request(engine, input, by, fetch).await?;
    let id = Box::pin(engine.create_deployment(request)).await?;
    Ok(wire::CreateDeploymentOutput { deployment_id: Some(id.to_string()) })
}

/// Reads a request, and what it points to.
pub(super) async fn request<S: Store, A: Actuator, F>(
    engine: &Engine<S, A>,
    input: wire::CreateDeploymentInput,
    by: Option<&Identity>,
    fetch: impl Fn(S3Location) -> F,
) -> Result<CreateDeployment, EngineError>
where
    F: Future<Output = Result<Object, Fault>>,
{
    let application = members::application(input.application_name.clone())?;
    let group = members::group("deploymentGroupName", input.deployment_group_name.clone())?;
    let description = input.description.clone().map(description).transpose()?;
    let token = input.client_request_token.clone().map(token).transpose()?;
    if input.proof.is_some() && token.is_none() {
        let message = "`proof` is given without `clientRequestToken`, which it is signed for: give both";
        refuse(Exception::InvalidInput, message)?;
    }
    let rollback = input.auto_rollback_configuration.as_ref().map(alarms::rollback).transpose()?;
    let overridden = input.override_alarm_configuration.clone();
    let alarms = overridden.map(|given| alarms::configuration("overrideAlarmConfiguration", given)).transpose()?;
    let overrides = overrides(&input)?;
    let location = revisions::Location::read(input.revision.clone())?;
    let of = engine.deployable(&application, &group).await?.application;
    fits_functions(&input)?;
    let revision = location.text(engine, &of, fetch).await?;
    let starter = by.map(|identity| identity.user_id.clone());
    Ok(CreateDeployment { application, group, revision, description, overrides, alarms, rollback, token, starter })
}

fn overrides(input: &wire::CreateDeploymentInput) -> Result<Overrides, Refusal> {
    let hook_timeout = |seconds| members::within("hookTimeoutSeconds", seconds, &members::HOOK_TIMEOUT_SECONDS);
    let final_bake = |seconds| members::within("finalBakeSeconds", seconds, &members::FINAL_BAKE_SECONDS);
    Ok(Overrides {
        config: members::optional_config(input.deployment_config_name.clone())?.map(ConfigChoice::Named),
        alarms: None,
        on_conflict: input.on_conflict.map(members::on_conflict),
        hook_timeout_seconds: input.hook_timeout_seconds.map(hook_timeout).transpose()?,
        ignore_active_alarms: input.ignore_active_alarms,
        final_bake_seconds: input.final_bake_seconds.map(final_bake).transpose()?,
    })
}

pub(super) fn description(text: String) -> Result<String, Refusal> {
    let chars = text.chars().count();
    if chars > DESCRIPTION_CHARS_MAX {
        let message = format!("`description` has {chars} characters: give at most {DESCRIPTION_CHARS_MAX}");
        return refuse(Exception::DescriptionTooLong, message);
    }
    Ok(text)
}

fn token(text: String) -> Result<Token, Refusal> {
    let whole = (1..=TOKEN_CHARS_MAX).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
    if whole {
        return Ok(Token::Client(text));
    }
    let message = format!("`clientRequestToken` is {}: give 1 to {TOKEN_CHARS_MAX} ASCII characters without spaces", shown(&text));
    refuse(Exception::InvalidInput, message)
}

/// What only servers have is refused where it would have to mean something.
fn fits_functions(input: &wire::CreateDeploymentInput) -> Result<(), Refusal> {
    use Exception as C;
    if input.ignore_application_stop_failures == Some(true) {
        let message = "`ignoreApplicationStopFailures` is true: it must be false for functions, which are never stopped";
        return refuse(C::InvalidIgnoreApplicationStopFailuresValue, message);
    }
    if input.update_outdated_instances_only == Some(true) {
        let message = "`updateOutdatedInstancesOnly` is true: it must be false for functions, which have no instances";
        return refuse(C::InvalidUpdateOutdatedInstancesOnlyValue, message);
    }
    members::nothing("targetInstances", "a deployment of functions", input.target_instances.as_ref(), C::InvalidTargetInstances)?;
    if let Some(text) = input.file_exists_behavior.filter(|behavior| *behavior != wire::FileExistsBehavior::Disallow) {
        let message = format!("`fileExistsBehavior` is `{text}`: functions have no files to overwrite: leave it out");
        return refuse(C::InvalidFileExistsBehavior, message);
    }
    if let Some(text) = input.deployment_mode.filter(|mode| *mode != wire::DeploymentMode::Standard) {
        let message = format!("`deploymentMode` is `{text}`: functions are deployed in mode `STANDARD`: leave it out");
        return refuse(C::InvalidInput, message);
    }
    Ok(())
}
