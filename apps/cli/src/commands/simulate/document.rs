//! What is printed for a program: everything, in seconds from the moment the deployment was made.

use super::scene::Scene;
use super::tale::{Ended, Moment, Tale};
use jiff::SignedDuration;
use serde_json::{Value, json};

/// The scene's seed and versions, and every play.
pub(super) fn document(scene: &Scene, tales: &[Tale]) -> Value {
    let targets = scene.movers.iter().map(|mover| {
        json!({"target": mover.id(), "currentVersion": mover.current.0, "targetVersion": mover.target.0, "badVersion": mover.bad()})
    });
    json!({
        "seed": scene.seed,
        "requestsPerSecond": scene.requests_per_second,
        "targets": targets.collect::<Value>(),
        "plays": tales.iter().map(|tale| play(scene, tale)).collect::<Value>(),
    })
}

fn play(scene: &Scene, tale: &Tale) -> Value {
    let (code, message) = match &tale.ended {
        Ended::Succeeded => (None, None),
        Ended::RolledBack(code, message) | Ended::Stayed(code, message) => (Some(code.as_str()), Some(message)),
    };
    let outcome = match &tale.ended {
        Ended::Succeeded => "succeeded",
        Ended::RolledBack(..) => "rolledBack",
        Ended::Stayed(..) => "failed",
    };
    let bad = tale.bad.map(|bad| json!({"requests": whole(bad.requests), "longestSeconds": seconds(bad.longest), "lasts": bad.lasts}));
    json!({
        "configuration": tale.configuration,
        "outcome": outcome,
        "code": code,
        "message": message,
        "settledAfterSeconds": seconds(tale.settled_after),
        "overAfterSeconds": seconds(tale.over_after),
        "watchedSeconds": seconds(tale.horizon()),
        "errors": whole(tale.errors()),
        "bad": bad,
        "history": tale.moments.iter().map(moment).collect::<Value>(),
        "weights": tale.weights.iter().map(|(at, weight)| json!({"afterSeconds": seconds(*at), "weight": weight})).collect::<Value>(),
        "minutes": tale.minutes.iter().enumerate().map(|(index, served)| minute(scene, index, served)).collect::<Value>(),
    })
}

fn moment(moment: &Moment) -> Value {
    let entry = &moment.entry;
    json!({
        "afterSeconds": seconds(moment.after),
        "rollback": moment.of_rollback,
        "event": entry.what,
        "message": entry.message,
        "fromWeights": entry.from,
        "toWeights": entry.to,
    })
}

/// What each version did in a minute; those that served nothing are left out.
fn minute(scene: &Scene, index: usize, served: &super::play::Served) -> Value {
    let versions = scene.movers.iter().zip(served).flat_map(|(mover, of)| {
        of.iter().map(|(version, minute)| {
            json!({
                "target": mover.id(),
                "version": version,
                "requests": whole(minute.requests),
                "errors": whole(minute.errors),
                "latencyMs": minute.latency_ms,
            })
        })
    });
    json!({"afterSeconds": index * 60, "versions": versions.collect::<Value>()})
}

fn seconds(span: SignedDuration) -> f64 {
    span.as_secs_f64()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts are whole, not below zero, and bounded by the door")]
fn whole(count: f64) -> u64 {
    count as u64
}
