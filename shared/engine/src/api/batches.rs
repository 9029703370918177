//! Several applications, or several groups of one, at once.

use super::{applications, groups, members, refuse};
use crate::{Actuator, Engine, EngineError, Exception, Refusal, Store};
use futures::future::try_join_all;
use headgate_domain::{ApplicationName, GroupName};
use headgate_wire as wire;

/// CodeDeploy's limit.
const BATCH_MAX: usize = 100;
/// Groups that are read side by side.
const AT_ONCE: usize = 25;

/// All applications, or none: one that there is not is refused, as CodeDeploy does.
pub(super) async fn applications<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::BatchGetApplicationsInput,
) -> Result<wire::BatchGetApplicationsOutput, EngineError> {
    let given = input.application_names.unwrap_or_default();
    few("applicationNames", given.len(), Exception::ApplicationNameRequired)?;
    let names = given.into_iter().map(|name| members::application(Some(name))).collect::<Result<Vec<ApplicationName>, _>>()?;
    let found = try_join_all(names.iter().map(|name| engine.application(name))).await?;
    Ok(wire::BatchGetApplicationsOutput { applications_info: Some(found.iter().map(applications::info).collect()) })
}

/// Those groups that there are; of the others the answer names the first, with an empty message where there is none.
pub(super) async fn groups<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::BatchGetDeploymentGroupsInput,
) -> Result<wire::BatchGetDeploymentGroupsOutput, EngineError> {
    let application = members::application(input.application_name)?;
    let given = input.deployment_group_names.unwrap_or_default();
    few("deploymentGroupNames", given.len(), Exception::DeploymentGroupNameRequired)?;
    let read = |name| members::group("deploymentGroupNames", Some(name));
    let names = given.into_iter().map(read).collect::<Result<Vec<GroupName>, _>>()?;
    engine.application_id(&application).await?;
    let (mut infos, mut missing) = (vec![], None);
    for names in names.chunks(AT_ONCE) {
        for found in try_join_all(names.iter().map(|name| group(engine, &application, name))).await? {
            match found {
                Ok(info) => infos.push(info),
                Err(refusal) => missing = missing.or(Some(refusal.message)),
            }
        }
    }
    Ok(wire::BatchGetDeploymentGroupsOutput { deployment_groups_info: Some(infos), error_message: Some(missing.unwrap_or_default()) })
}

/// A group, or that there is none.
async fn group<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    application: &ApplicationName,
    name: &GroupName,
) -> Result<Result<wire::DeploymentGroupInfo, Refusal>, EngineError> {
    match groups::told(engine, application, name).await {
        Ok(info) => Ok(Ok(info)),
        Err(EngineError::Refused(refusal)) if refusal.code == Exception::DeploymentGroupDoesNotExist => Ok(Err(refusal)),
        Err(error) => Err(error),
    }
}

fn few(member: &str, count: usize, missing: Exception) -> Result<(), Refusal> {
    match count {
        0 => refuse(missing, format!("`{member}` is empty: give names")),
        1..=BATCH_MAX => Ok(()),
        _ => refuse(Exception::BatchLimitExceeded, format!("`{member}` has {count} names: give at most {BATCH_MAX}")),
    }
}
