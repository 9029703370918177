//! `PlanDeployment`: what `CreateDeployment` would come to.

mod alarms;
mod conflicts;
mod cost;
mod hooks;
mod steps;
mod targets;

use super::findings::Findings;
use super::{S3Location, create, routing, views};
use crate::create::Drafted;
use crate::{Actuator, Engine, EngineError, Fault, Object, Observer, Store};
use headgate_domain::{DeploymentId, Identity, NewDeployment, Settings};
use headgate_wire as wire;
use std::future::Future;
pub(super) use targets::{shares, state};

pub(super) async fn plan<S: Store, A: Actuator, F>(
    engine: &Engine<S, A>,
    observer: &impl Observer,
    input: wire::CreateDeploymentInput,
    by: Option<&Identity>,
    fetch: impl Fn(S3Location) -> F,
) -> Result<wire::PlanDeploymentOutput, EngineError>
where
    F: Future<Output = Result<Object, Fault>>,
{
    let request = create::request(engine, input, by, fetch).await?;
    let Drafted { new, before } = Box::pin(engine.draft(request)).await?;
    let mut findings = Findings::default();
    if let Some(before) = before {
        made_before(&before, &mut findings);
    }
    let conflicts = conflicts::met(engine, &new, &mut findings).await?;
    let NewDeployment { application, group, request, settings, targets, .. } = &new;
    let targets = targets::looked_at(observer, targets, &mut findings).await;
    let alarms = alarms::read(observer, settings, &mut findings).await;
    let runs = hooks::runs(&request.hooks, &settings.plan);
    let hooks = hooks::looked_at(observer, &runs, settings.hook_timeout_seconds, &mut findings).await;
    Ok(wire::PlanDeploymentOutput {
        application_name: Some(application.to_string()),
        deployment_group_name: Some(group.to_string()),
        revision: Some(views::revision(&request.revision)),
        settings: Some(rules(settings)),
        steps: Some(steps::written(&settings.plan)),
        total_seconds: Some(steps::total_seconds(&settings.plan)),
        hook_seconds_max: Some(hooks::seconds_max(&runs, settings.hook_timeout_seconds)),
        cost: Some(cost::estimate(settings, new.targets.len(), runs.len())),
        targets: Some(targets),
        hooks: Some(hooks),
        alarms: Some(alarms),
        conflicts: Some(conflicts),
        findings: Some(findings.told()),
    })
}

fn made_before(before: &DeploymentId, findings: &mut Findings) {
    let message =
        format!("The same `clientRequestToken` has started deployment {before}: `CreateDeployment` would answer its id and start nothing");
    findings.warning("clientRequestToken", message, "Give another token, or none, to deploy once more");
}

fn rules(settings: &Settings) -> wire::PlannedSettings {
    wire::PlannedSettings {
        deployment_config_name: Some(settings.config.clone()),
        on_conflict: Some(views::on_conflict(settings.on_conflict)),
        hook_timeout_seconds: Some(i64::from(settings.hook_timeout_seconds)),
        ignore_active_alarms: Some(settings.ignore_active_alarms),
        poll_seconds: Some(i64::from(settings.poll_seconds)),
        alarm_configuration: Some(super::alarms::written(&settings.alarms)),
        auto_rollback_configuration: Some(super::alarms::written_rollback(settings.rollback)),
        trigger_configurations: Some(super::triggers::written(&settings.triggers)),
    }
}
