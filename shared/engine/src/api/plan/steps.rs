//! The steps, and when each begins.

use super::routing::written_step;
use headgate_domain::{Plan, Step};
use headgate_wire as wire;

/// The steps in their order. When one begins is counted from the first shift, as if no hook and nobody who decides took
/// any time.
pub(super) fn written(plan: &Plan) -> Vec<wire::PlannedStep> {
    let mut start_seconds = 0;
    let steps = plan.steps().iter().zip(1..).map(|(step, number)| {
        let wire::RoutingStep { weight, bake_seconds, hook, pause, approval } = written_step(step);
        let began_at = start_seconds;
        start_seconds += seconds(step);
        wire::PlannedStep { number: Some(number), weight, start_seconds: Some(began_at), bake_seconds, hook, pause, approval }
    });
    steps.collect()
}

/// How long time alone holds the deployment up in all.
pub(super) fn total_seconds(plan: &Plan) -> i64 {
    plan.steps().iter().map(seconds).sum()
}

fn seconds(step: &Step) -> i64 {
    let paused = step.pause.and_then(|pause| pause.seconds).unwrap_or_default();
    i64::from(step.bake_seconds) + i64::from(paused)
}
