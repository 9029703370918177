//! The operations that only Headgate has.

use super::members;
use super::paging::{Listing, PAGE};
use super::views::seconds;
use crate::{Actuator, Engine, EngineError, Store};
use headgate_domain::{Entry, Weight};
use headgate_wire as wire;
use serde_json::{Map, Value};

const REASON_CHARS_MAX: usize = 256;

/// Gives up on a rollback, or on a stop that does not come to rest.
pub(super) async fn abandon_rollback<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::AbandonRollbackInput,
) -> Result<Map<String, Value>, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let by = input.by.map(|by| members::prose("by", &by, REASON_CHARS_MAX)).transpose()?;
    let reason = members::prose("reason", &input.reason.unwrap_or_default(), REASON_CHARS_MAX)?;
    engine.abandon(&id, by.unwrap_or_else(|| "an operator".to_owned()), reason).await?;
    Ok(Map::new())
}

/// What happened to a deployment, when, and why.
pub(super) async fn history<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::GetDeploymentHistoryInput,
) -> Result<wire::GetDeploymentHistoryOutput, EngineError> {
    let id = members::deployment(input.deployment_id)?;
    let listing = Listing::of("GetDeploymentHistory", &[id.as_str()]);
    let after = listing.after(input.next_token.as_deref())?;
    let after = after.and_then(|after| after.parse().ok()).unwrap_or(0);
    let deployment = engine.reload(&id).await?.deployment;
    let entries = engine.store.history(&id, after, PAGE).await?;
    let next = entries.last().map(|entry| entry.seq).filter(|seq| *seq < deployment.entries());
    Ok(wire::GetDeploymentHistoryOutput {
        deployment_id: Some(id.to_string()),
        entries: Some(entries.iter().map(written).collect()),
        next_token: next.map(|seq| listing.token(&seq.to_string())),
    })
}

fn written(entry: &Entry) -> wire::HistoryEntry {
    let percent = |weights: &[Weight]| weights.iter().map(|weight| weight.as_percent()).collect();
    wire::HistoryEntry {
        number: Some(i64::from(entry.seq)),
        time: Some(seconds(entry.at)),
        event: Some(format!("{:?}", entry.what)),
        message: Some(entry.message.clone()),
        by: entry.by.as_ref().map(ToString::to_string),
        from_weights: Some(percent(&entry.from)),
        to_weights: Some(percent(&entry.to)),
    }
}
