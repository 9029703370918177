//! What is printed for a program: everything, in seconds from the moment the deployment was made.

use super::gates::Gate;
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
        Ended::Waits(what) => (None, Some(what)),
        Ended::RolledBack(code, message) | Ended::Stayed(code, message) => (Some(code.as_str()), Some(message)),
    };
    let outcome = match &tale.ended {
        Ended::Succeeded => "succeeded",
        Ended::RolledBack(..) => "rolledBack",
        Ended::Stayed(..) => "failed",
        Ended::Waits(..) => "waits",
    };
    let bad = tale.bad.map(|bad| json!({"requests": whole(bad.requests), "longestSeconds": seconds(bad.longest), "lasts": bad.lasts}));
    json!({
        "configuration": tale.configuration,
        "outcome": outcome,
        "code": code,
        "message": message,
        "settledAfterSeconds": seconds(tale.settled_after),
        "overAfterSeconds": tale.over_after.map(seconds),
        "watchedSeconds": seconds(tale.horizon()),
        "errors": whole(tale.errors()),
        "bad": bad,
        "gates": tale.gates.iter().map(gate).collect::<Value>(),
        "history": tale.moments.iter().map(moment).collect::<Value>(),
        "weights": tale.weights.iter().map(|(at, weight)| json!({"afterSeconds": seconds(*at), "weight": weight})).collect::<Value>(),
        "minutes": tale.minutes.iter().enumerate().map(|(index, served)| minute(scene, index, served)).collect::<Value>(),
    })
}

/// A gate. `decision` is null where something else ended the wait, or nothing has.
fn gate(gate: &Gate) -> Value {
    json!({
        "kind": gate.kind.as_str(),
        "step": gate.step,
        "afterSeconds": seconds(gate.from),
        "untilSeconds": gate.until.map(seconds),
        "waitedSeconds": gate.lasted().map(seconds),
        "approvalsNeeded": gate.needed,
        "mayDecide": gate.by,
        "decision": gate.decision(),
        "decided": gate.decisions.iter().map(|decided| json!({
            "afterSeconds": seconds(decided.after),
            "event": decided.entry.what,
            "by": decided.entry.by,
            "message": decided.entry.message,
        })).collect::<Value>(),
        "then": gate.then.as_ref().map(moment),
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
