//! The steps, and when each begins.

use headgate_domain::Plan;
use headgate_wire as wire;

/// The steps in their order. When one begins is counted from the first shift, as if no hook took any time.
pub(super) fn written(plan: &Plan) -> Vec<wire::PlannedStep> {
    let mut start_seconds = 0;
    let steps = plan.steps().iter().zip(1..).map(|(step, number)| {
        let written = wire::PlannedStep {
            number: Some(number),
            weight: Some(step.weight.as_percent()),
            start_seconds: Some(start_seconds),
            bake_seconds: Some(i64::from(step.bake_seconds)),
            hook: step.hook.as_ref().map(ToString::to_string),
        };
        start_seconds += i64::from(step.bake_seconds);
        written
    });
    steps.collect()
}

/// How long traffic is watched in all.
pub(super) fn total_seconds(plan: &Plan) -> i64 {
    plan.steps().iter().map(|step| i64::from(step.bake_seconds)).sum()
}
