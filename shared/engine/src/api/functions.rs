//! `DescribeFunction`: what can be deployed of a function, what watches it, and who deploys it already.

use super::findings::Findings;
use super::plan::{shares, state};
use super::views::{self, seconds};
use super::{alarm_status, refuse, shown};
use crate::{Actuator, AliasSeen, DeploymentQuery, Engine, EngineError, Exception, FunctionSeen, Observer, Store, Stored, VersionSeen};
use futures::future::{join, try_join_all};
use headgate_domain::{FailureKind, FunctionArn, FunctionRef};
use headgate_wire as wire;

/// The latest deployments among which those of a function are looked for.
const DEPLOYMENTS_MAX: usize = 100;
/// Deployments that are read side by side.
const AT_ONCE: usize = 25;

pub(super) async fn describe<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    observer: &impl Observer,
    input: wire::DescribeFunctionInput,
) -> Result<wire::DescribeFunctionOutput, EngineError> {
    let function = named(engine, &input.function_name.unwrap_or_default())?;
    let mut findings = Findings::default();
    let (seen, groups) = join(observer.function(&function), groups(engine, &function, &mut findings)).await;
    let FunctionSeen { aliases, versions, alarms, unread, cut } = match seen {
        Ok(seen) => seen,
        Err(failure) if failure.kind == FailureKind::Gone => {
            let message = format!("`functionName`: there is no function `{function}`: make it, or correct the name");
            return Ok(refuse(Exception::InvalidInput, message)?);
        }
        Err(failure) => FunctionSeen { unread: vec![failure], ..FunctionSeen::default() },
    };
    let (groups, all_deployments) = groups?;
    for failure in &unread {
        findings.unread(&function, failure);
    }
    let incomplete = !unread.is_empty() || !cut.is_empty() || !all_deployments;
    for what in cut {
        findings.info(&function, what);
    }
    Ok(wire::DescribeFunctionOutput {
        function_name: Some(function.name().to_owned()),
        function_arn: Some(function.to_string()),
        aliases: Some(aliases.into_iter().map(alias).collect()),
        versions: Some(versions.into_iter().map(version).collect()),
        alarms: Some(alarms.into_iter().map(alarm_status::written).collect()),
        deployment_groups: Some(groups),
        incomplete: Some(incomplete),
        findings: Some(findings.told()),
    })
}

fn named<S: Store, A: Actuator>(engine: &Engine<S, A>, text: &str) -> Result<FunctionArn, EngineError> {
    let wrong = |why: String| refuse(Exception::InvalidInput, format!("`functionName` is {}: {why}", shown(text)));
    let Ok(reference) = FunctionRef::new(text) else {
        return Ok(wrong("give a function's name or its ARN, without a version or alias".to_owned())?);
    };
    match reference.resolve(&engine.installation.account) {
        Ok(function) => Ok(function),
        Err(error) => Ok(wrong(error.to_string())?),
    }
}

/// The groups whose latest deployment moves an alias of the function, and whether every deployment was looked at.
async fn groups<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    function: &FunctionArn,
    findings: &mut Findings,
) -> Result<(Vec<wire::FunctionGroup>, bool), EngineError> {
    let query = DeploymentQuery { limit: DEPLOYMENTS_MAX, ..DeploymentQuery::default() };
    let page = engine.store.deployments(&query).await?;
    let mut deployments: Vec<Stored> = vec![];
    for ids in page.items.chunks(AT_ONCE) {
        deployments.extend(try_join_all(ids.iter().map(|id| engine.store.load(id))).await?.into_iter().flatten());
    }
    if page.next.is_some() {
        let message = format!("Only the latest {DEPLOYMENTS_MAX} deployments were looked through for groups that deploy the function");
        findings.info(function, message);
    }
    let mut groups = vec![];
    let mut latest = vec![];
    for Stored { deployment, .. } in &deployments {
        if latest.contains(&deployment.group_id()) {
            continue;
        }
        latest.push(deployment.group_id());
        let moved = deployment.targets().iter().filter(|target| target.function == *function);
        let aliases: Vec<String> = moved.map(|target| target.alias.to_string()).collect();
        if !aliases.is_empty() {
            groups.push(wire::FunctionGroup {
                application_name: Some(deployment.application().to_string()),
                deployment_group_name: Some(deployment.group().to_string()),
                aliases: Some(aliases),
                deployment_id: Some(deployment.id().to_string()),
                status: Some(views::status(deployment.status())),
                create_time: Some(seconds(deployment.created_at())),
            });
        }
    }
    Ok((groups, page.next.is_none()))
}

fn alias(alias: AliasSeen) -> wire::FunctionAlias {
    wire::FunctionAlias { name: Some(alias.name.to_string()), description: alias.description, routing: Some(shares(&alias.routing)) }
}

fn version(version: VersionSeen) -> wire::FunctionVersion {
    let (state, state_reason) = version.state.as_ref().map(state).unzip();
    wire::FunctionVersion {
        version: Some(version.version.to_string()),
        description: version.description,
        modified_time: version.modified_at.map(seconds),
        state,
        state_reason: state_reason.flatten(),
        runtime: version.runtime,
        code_sha256: version.code_sha256,
    }
}
