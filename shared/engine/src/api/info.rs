//! A deployment, as `GetDeployment` tells of it.

use super::views::{self, Movement, seconds};
use super::{alarms, routing, targets, waits};
use headgate_domain::{Creator, Deployment, Goal, LifecycleStatus, Outcome, State};
use headgate_wire as wire;
use jiff::Timestamp;

/// Everything that `GetDeployment` tells.
pub(super) fn of(deployment: &Deployment, now: Timestamp) -> wire::DeploymentInfo {
    let (request, settings) = (deployment.request(), deployment.settings());
    wire::DeploymentInfo {
        application_name: Some(deployment.application().to_string()),
        deployment_group_name: Some(deployment.group().to_string()),
        deployment_config_name: Some(settings.config.clone()),
        deployment_id: Some(deployment.id().to_string()),
        revision: Some(views::revision(&request.revision)),
        status: Some(views::status(deployment.status())),
        error_information: error(deployment),
        create_time: Some(seconds(deployment.created_at())),
        start_time: deployment.started_at().map(seconds),
        complete_time: views::completed_at(deployment).map(seconds),
        deployment_overview: Some(overview(deployment)),
        description: request.description.clone(),
        creator: Some(creator(deployment.creator())),
        ignore_application_stop_failures: Some(false),
        auto_rollback_configuration: Some(alarms::written_rollback(settings.rollback)),
        update_outdated_instances_only: Some(false),
        rollback_info: rollback(deployment),
        deployment_style: Some(views::style()),
        instance_termination_wait_time_started: Some(false),
        file_exists_behavior: Some(wire::FileExistsBehavior::Disallow),
        deployment_status_messages: Some(messages(deployment, now)),
        compute_platform: Some(views::platform(deployment.platform())),
        override_alarm_configuration: request.alarms.as_ref().map(alarms::written),
        headgate: Some(headgate(deployment, now)),
        ..wire::DeploymentInfo::default()
    }
}

fn creator(creator: Creator) -> wire::DeploymentCreator {
    match creator {
        Creator::User => wire::DeploymentCreator::User,
        Creator::Rollback => wire::DeploymentCreator::CodeDeployRollback,
    }
}

fn outcome(deployment: &Deployment) -> Option<&Outcome> {
    match deployment.state() {
        State::Closed(closed) => Some(&closed.outcome),
        State::Landing(landing) => match &landing.goal {
            Goal::Hold(ending) => Some(ending.outcome()),
            Goal::Restore => None,
        },
        State::Queued { .. }
        | State::Preparing { .. }
        | State::Hooking(_)
        | State::Shifting { .. }
        | State::Baking { .. }
        | State::Waiting(_) => None,
    }
}

fn error(deployment: &Deployment) -> Option<wire::ErrorInformation> {
    match outcome(deployment)? {
        Outcome::Succeeded { .. } => None,
        Outcome::Failed { code, message } | Outcome::Stopped { code, message } => {
            Some(wire::ErrorInformation { code: wire::ErrorCode::named(code.as_str()), message: Some(message.clone()) })
        }
    }
}

fn rollback(deployment: &Deployment) -> Option<wire::RollbackInfo> {
    let info = wire::RollbackInfo {
        rollback_deployment_id: deployment.rolled_back_by().map(ToString::to_string),
        rollback_triggering_deployment_id: deployment.rollback_of().map(ToString::to_string),
        rollback_message: deployment.rollback_message().map(str::to_owned),
    };
    Some(info).filter(|info| *info != wire::RollbackInfo::default())
}

fn overview(deployment: &Deployment) -> wire::DeploymentOverview {
    let mut overview = wire::DeploymentOverview {
        pending: Some(0),
        in_progress: Some(0),
        succeeded: Some(0),
        failed: Some(0),
        skipped: Some(0),
        ready: Some(0),
    };
    for index in 0..deployment.targets().len() {
        let count = match targets::status(deployment, index) {
            LifecycleStatus::Pending => &mut overview.pending,
            LifecycleStatus::InProgress => &mut overview.in_progress,
            LifecycleStatus::Succeeded => &mut overview.succeeded,
            LifecycleStatus::Failed => &mut overview.failed,
            LifecycleStatus::Skipped => &mut overview.skipped,
        };
        *count = count.map(|count| count + 1);
    }
    overview
}

/// What a deployment waits for, or how it ended, in sentences.
pub(super) fn messages(deployment: &Deployment, now: Timestamp) -> Vec<String> {
    let steps = deployment.settings().plan.steps().len();
    let message = match deployment.state() {
        State::Queued { .. } => "It waits for the deployments before it.".to_owned(),
        State::Preparing { .. } => "The functions, their aliases and the alarms are looked at.".to_owned(),
        State::Hooking(hooking) => {
            let (hook, event, deadline) = (&hooking.function, hooking.point.lifecycle_event(), hooking.deadline);
            format!("Hook `{hook}` of {event} has until {deadline} to report.")
        }
        State::Shifting { step, .. } => format!("Traffic is shifted to step {} of {steps}.", step + 1),
        State::Baking { step, until, .. } => format!("Step {} of {steps} is watched until {until}.", step + 1),
        State::Waiting(_) => deployment.waits(now).first().map_or_else(String::new, |wait| format!("It waits for {}.", wait.what)),
        State::Landing(landing) => match &landing.goal {
            Goal::Restore => "Traffic is put back on the version that was live before.".to_owned(),
            Goal::Hold(_) => "The deployment is being stopped; traffic stays as it is.".to_owned(),
        },
        State::Closed(closed) => match &closed.outcome {
            Outcome::Succeeded { message } => message.clone().unwrap_or_else(|| "The deployment has succeeded.".to_owned()),
            Outcome::Failed { message, .. } | Outcome::Stopped { message, .. } => message.clone(),
        },
    };
    vec![message]
}

/// What only Headgate tells of a deployment.
pub(super) fn headgate(deployment: &Deployment, now: Timestamp) -> wire::HeadgateInfo {
    let mut info = wire::HeadgateInfo {
        state: Some(deployment.state().name().to_owned()),
        steps: Some(count(deployment.settings().plan.steps().len())),
        weights: Some(weights(deployment)),
        next_due_time: deployment.due().map(seconds),
        app_spec_sha256: Some(views::sha256_of(&deployment.request().revision).to_owned()),
        history: Some(wire::HistoryLink {
            operation: Some("GetDeploymentHistory".to_owned()),
            entries: Some(i64::from(deployment.entries())),
        }),
        waits: Some(deployment.waits(now).into_iter().map(waits::written).collect()),
        actions: Some(deployment.actions(now).into_iter().map(waits::written_action).collect()),
        plan: Some(deployment.settings().plan.steps().iter().map(routing::written_step).collect()),
        alarms: Some(deployment.watch().alarms.iter().map(waits::written_alarm).collect()),
        hook_runs: Some(deployment.hook_runs().iter().map(waits::written_run).collect()),
        ..wire::HeadgateInfo::default()
    };
    match deployment.state() {
        State::Shifting { step, .. } | State::Baking { step, .. } => info.step = Some(count(step + 1)),
        State::Hooking(hooking) => {
            info.waiting_for_hook = Some(hooking.function.to_string());
            info.hook_deadline = Some(seconds(hooking.deadline));
        }
        State::Landing(landing) => info.failed_attempts = Some(i64::from(landing.pace.attempts)),
        State::Waiting(_) => info.step = deployment.state().step().map(|step| count(step + 1)),
        State::Queued { .. } | State::Preparing { .. } | State::Closed(_) => {}
    }
    info
}

fn weights(deployment: &Deployment) -> Vec<wire::TargetWeight> {
    let known = deployment.targets().iter().filter(|target| target.live().is_some());
    let weight = known.map(|target| {
        let movement = Movement::of(deployment, target);
        wire::TargetWeight { target_id: Some(target.id()), version: Some(movement.to), weight: Some(movement.weight.as_percent()) }
    });
    weight.collect()
}

pub(super) fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
