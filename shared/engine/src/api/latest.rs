//! A group's latest deployment.

use super::paging::PAGE;
use crate::{Actuator, DeploymentQuery, Engine, EngineError, Store, Stored};
use headgate_domain::{GroupId, Status};
use jiff::Timestamp;

/// Pages in which it is looked for.
const PAGES_MAX: usize = 10;

/// The latest deployment of a group that has one of these statuses (any, where there are none) and was made no later than
/// `until`. It is read through an index, which may lag.
pub(super) async fn deployment<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    group: &GroupId,
    statuses: Vec<Status>,
    until: Option<Timestamp>,
) -> Result<Option<Stored>, EngineError> {
    let mut query = DeploymentQuery { group: Some(group.clone()), statuses, created_until: until, limit: 1, ..DeploymentQuery::default() };
    for _ in 0..PAGES_MAX {
        let page = engine.store.deployments(&query).await?;
        if let Some(id) = page.items.first() {
            return Ok(engine.store.load(id).await?);
        }
        match page.next {
            Some(next) => query = DeploymentQuery { after: Some(next), limit: PAGE, ..query },
            None => break,
        }
    }
    Ok(None)
}
