//! A deployment: `DEPLOYMENT#<id>`, `META`.

use super::instant::{from_milliseconds, milliseconds, sortable};
use super::item::{Item, Key, body};
use headgate_domain::{Deployment, DeploymentId};
use headgate_engine::{Due, Fault, Generation, Rev, Stored};
use jiff::Timestamp;

const PREFIX: &str = "DEPLOYMENT#";
/// The part of the index `due` in which deployments stand.
pub(super) const TURN: &str = "TURN";
/// The one part of the index `by_account`.
pub(super) const ALL: &str = "ALL";

/// The partition of everything that belongs to a deployment.
pub(super) fn partition(id: &DeploymentId) -> String {
    format!("{PREFIX}{id}")
}

pub(super) fn key(id: &DeploymentId) -> Key {
    Key::new(partition(id), "META")
}

pub(super) fn to_item(stored: &Stored) -> Result<Item, Fault> {
    let deployment = &stored.deployment;
    let item = Item::new(key(deployment.id()))
        .text("body", body(deployment)?)
        .number("rev", stored.rev.0)
        .number("generation", stored.generation.0)
        .text("status", deployment.status().as_str())
        .text("group_key", deployment.group_id().as_str())
        .text("account_key", ALL)
        .text("created_key", format!("{}#{}", sortable(deployment.created_at()), deployment.id()))
        .expiring(stored.expires_at);
    Ok(match stored.due_at {
        Some(at) => item.text("due_bucket", TURN).digits("due_at", milliseconds(at)),
        None => item,
    })
}

pub(super) fn from_item(item: &Item) -> Result<Stored, Fault> {
    let deployment: Deployment = item.read_body()?;
    let expires_at = item.has("expires_at").then(|| item.read_number("expires_at")).transpose()?;
    Ok(Stored {
        deployment,
        rev: Rev(item.read_number("rev")?),
        generation: Generation(item.read_number("generation")?),
        due_at: item.has("due_at").then(|| due_at(item)).transpose()?,
        expires_at: expires_at.and_then(|second| Timestamp::from_second(second).ok()),
    })
}

/// What the index `due` says of a deployment.
pub(super) fn due(entry: &Item) -> Result<Due, Fault> {
    Ok(Due { deployment: id(entry)?, generation: Generation(entry.read_number("generation")?), due_at: due_at(entry)? })
}

/// Whose item this is: a deployment's own, or one that belongs to it.
pub(super) fn id(item: &Item) -> Result<DeploymentId, Fault> {
    item.read_name("pk", PREFIX)
}

pub(super) fn due_at(item: &Item) -> Result<Timestamp, Fault> {
    from_milliseconds(item.read_digits("due_at")?).ok_or_else(|| item.damaged("no sound instant `due_at`"))
}

#[cfg(test)]
mod tests {
    use super::super::golden;
    use super::*;

    #[test]
    fn a_deployment_comes_back_as_it_was() {
        for name in ["meta-queued", "meta-baking", "meta-closed"] {
            let item = golden::item(name);
            let stored = from_item(&item).unwrap();
            assert_eq!(to_item(&stored).unwrap(), item, "{name}");
        }
    }

    #[test]
    fn only_what_is_due_stands_in_the_index() {
        let stored = from_item(&golden::item("meta-baking")).unwrap();
        let item = to_item(&stored).unwrap();
        assert_eq!(due(&item).unwrap().due_at, stored.due_at.unwrap());
        let at_rest = to_item(&Stored { due_at: None, ..stored }).unwrap();
        assert!(!at_rest.has("due_bucket") && !at_rest.has("due_at"));
    }

    #[test]
    fn the_time_to_forget_is_kept_in_seconds() {
        let stored = from_item(&golden::item("meta-closed")).unwrap();
        assert_eq!(stored.expires_at, Timestamp::from_second(4_000_000_000).ok());
    }
}
