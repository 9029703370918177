//! How traffic moves, as a configuration says it: CodeDeploy's three ways, and `Steps`.

use super::{members, refuse};
use crate::{Exception, Refusal};
use headgate_domain::{Approval, HookFunction, InvalidName, OnDeadline, Pause, Plan, PrincipalPattern, Step, TrafficRouting, Weight};
use headgate_wire as wire;
use headgate_wire::TrafficRoutingType as Type;
use std::ops::RangeInclusive;

const CODE: Exception = Exception::InvalidTrafficRoutingConfiguration;
const TYPES: &str = "`AllAtOnce`, `TimeBasedCanary`, `TimeBasedLinear` or `Steps`";

/// Reads a routing that makes a plan.
pub(super) fn read(given: Option<wire::TrafficRoutingConfig>) -> Result<TrafficRouting, Refusal> {
    let Some(given) = given else {
        return refuse(CODE, format!("`trafficRoutingConfig` is missing: give it with `type` {TYPES}"));
    };
    let Some(kind) = given.r#type else {
        return refuse(CODE, format!("`trafficRoutingConfig.type` is missing: give {TYPES}"));
    };
    only_its_own(kind, &given)?;
    let routing = match kind {
        Type::AllAtOnce => TrafficRouting::AllAtOnce,
        Type::TimeBasedCanary => {
            let canary = given.time_based_canary.unwrap_or_default();
            TrafficRouting::TimeBasedCanary {
                percentage: needed("timeBasedCanary.canaryPercentage", canary.canary_percentage)?,
                interval_minutes: needed("timeBasedCanary.canaryInterval", canary.canary_interval)?,
            }
        }
        Type::TimeBasedLinear => {
            let linear = given.time_based_linear.unwrap_or_default();
            TrafficRouting::TimeBasedLinear {
                percentage: needed("timeBasedLinear.linearPercentage", linear.linear_percentage)?,
                interval_minutes: needed("timeBasedLinear.linearInterval", linear.linear_interval)?,
            }
        }
        Type::Steps => TrafficRouting::Steps(steps(given.steps.unwrap_or_default())?),
    };
    routing.plan().map_err(|error| Refusal::new(CODE, format!("`trafficRoutingConfig`: {error}")))?;
    Ok(routing)
}

/// A part that belongs to another type would be forgotten in silence.
fn only_its_own(kind: Type, given: &wire::TrafficRoutingConfig) -> Result<(), Refusal> {
    let parts = [
        ("timeBasedCanary", Type::TimeBasedCanary, given.time_based_canary.is_some()),
        ("timeBasedLinear", Type::TimeBasedLinear, given.time_based_linear.is_some()),
        ("steps", Type::Steps, given.steps.is_some()),
    ];
    match parts.into_iter().find(|(_, owner, is_given)| *is_given && *owner != kind) {
        Some((part, owner, _)) => {
            let message = format!("`trafficRoutingConfig.{part}` belongs to the `type` `{owner}`, not to `{kind}`: leave it out");
            refuse(CODE, message)
        }
        None => Ok(()),
    }
}

fn needed<T>(member: &str, value: Option<T>) -> Result<T, Refusal> {
    value.ok_or_else(|| Refusal::new(CODE, format!("`trafficRoutingConfig.{member}` is missing: give it")))
}

fn steps(given: Vec<wire::RoutingStep>) -> Result<Vec<Step>, Refusal> {
    if given.len() > Plan::MAX_STEPS {
        let message = format!("`trafficRoutingConfig.steps` has {} steps: give at most {}", given.len(), Plan::MAX_STEPS);
        return refuse(CODE, message);
    }
    given.into_iter().enumerate().map(|(index, given)| step(index, given)).collect()
}

fn step(index: usize, given: wire::RoutingStep) -> Result<Step, Refusal> {
    let wrong = |member: &str, why: String| Refusal::new(CODE, format!("`trafficRoutingConfig.steps[{index}].{member}`: {why}"));
    let weight = needed(&format!("steps[{index}].weight"), given.weight)?;
    let seconds = needed(&format!("steps[{index}].bakeSeconds"), given.bake_seconds)?;
    let bake_seconds = number(index, "bakeSeconds", seconds, &members::FINAL_BAKE_SECONDS)?;
    let hook = given.hook.map(HookFunction::new).transpose();
    Ok(Step {
        weight: Weight::try_from(weight).map_err(|error| wrong("weight", error.to_string()))?,
        bake_seconds,
        hook: hook.map_err(|error| wrong("hook", error.to_string()))?,
        pause: given.pause.map(|given| pause(index, &given)).transpose()?,
        approval: given.approval.map(|given| approval(index, given)).transpose()?,
    })
}

fn pause(index: usize, given: &wire::StepPause) -> Result<Pause, Refusal> {
    let seconds = given.seconds.map(|seconds| number(index, "pause.seconds", seconds, &Pause::SECONDS)).transpose()?;
    Ok(Pause { seconds })
}

fn approval(index: usize, given: wire::StepApproval) -> Result<Approval, Refusal> {
    let default = Approval::default();
    let by = given.by.unwrap_or_default().into_iter().map(PrincipalPattern::new).collect::<Result<_, _>>();
    let wrong = |error: InvalidName| Refusal::new(CODE, format!("`trafficRoutingConfig.steps[{index}].approval.by`: {error}"));
    let count = given.count.map(|count| number(index, "approval.count", count, &Approval::COUNT)).transpose()?;
    let seconds = given.deadline_seconds.map(|seconds| number(index, "approval.deadlineSeconds", seconds, &Approval::DEADLINE_SECONDS));
    Ok(Approval {
        by: by.map_err(wrong)?,
        count: count.unwrap_or(default.count),
        deadline_seconds: seconds.transpose()?.unwrap_or(default.deadline_seconds),
        on_deadline: given.on_deadline.map_or(default.on_deadline, |on_deadline| match on_deadline {
            wire::OnDeadline::Reject => OnDeadline::Reject,
            wire::OnDeadline::Approve => OnDeadline::Approve,
        }),
        exclude_starter: given.exclude_starter.unwrap_or(default.exclude_starter),
    })
}

fn number(index: usize, member: &str, given: i64, range: &RangeInclusive<u32>) -> Result<u32, Refusal> {
    let number = members::within(&format!("trafficRoutingConfig.steps[{index}].{member}"), given, range);
    number.map_err(|refusal| Refusal { code: CODE, ..refusal })
}

/// The routing, as CodeDeploy writes it.
pub(super) fn written(routing: &TrafficRouting) -> wire::TrafficRoutingConfig {
    let of = |kind| wire::TrafficRoutingConfig { r#type: Some(kind), ..wire::TrafficRoutingConfig::default() };
    match routing {
        TrafficRouting::AllAtOnce => of(Type::AllAtOnce),
        TrafficRouting::TimeBasedCanary { percentage, interval_minutes } => {
            let canary = wire::TimeBasedCanary { canary_percentage: Some(*percentage), canary_interval: Some(*interval_minutes) };
            wire::TrafficRoutingConfig { time_based_canary: Some(canary), ..of(Type::TimeBasedCanary) }
        }
        TrafficRouting::TimeBasedLinear { percentage, interval_minutes } => {
            let linear = wire::TimeBasedLinear { linear_percentage: Some(*percentage), linear_interval: Some(*interval_minutes) };
            wire::TrafficRoutingConfig { time_based_linear: Some(linear), ..of(Type::TimeBasedLinear) }
        }
        TrafficRouting::Steps(steps) => {
            wire::TrafficRoutingConfig { steps: Some(steps.iter().map(written_step).collect()), ..of(Type::Steps) }
        }
    }
}

pub(super) fn written_step(step: &Step) -> wire::RoutingStep {
    wire::RoutingStep {
        weight: Some(step.weight.as_percent()),
        bake_seconds: Some(i64::from(step.bake_seconds)),
        hook: step.hook.as_ref().map(ToString::to_string),
        pause: step.pause.map(|pause| wire::StepPause { seconds: pause.seconds.map(i64::from) }),
        approval: step.approval.as_ref().map(written_approval),
    }
}

fn written_approval(approval: &Approval) -> wire::StepApproval {
    wire::StepApproval {
        by: Some(approval.by.iter().map(ToString::to_string).collect()),
        count: Some(i64::from(approval.count)),
        deadline_seconds: Some(i64::from(approval.deadline_seconds)),
        on_deadline: Some(match approval.on_deadline {
            OnDeadline::Reject => wire::OnDeadline::Reject,
            OnDeadline::Approve => wire::OnDeadline::Approve,
        }),
        exclude_starter: Some(approval.exclude_starter),
    }
}
