//! Which group deploys to an ECS service: one, and no other.

use super::refuse;
use crate::group_record::{GroupRecord, PlatformMembers};
use crate::records::{NameRecord, ecs_service_key, put};
use crate::{Actuator, Engine, EngineError, Exception, Expect, RecordKey, Store, Write};
use headgate_domain::GroupId;

/// The writes by which a group takes its service, or lets it go. They go with a write of the group at its
/// revision: as long as that stands, the service is the group's.
pub(super) async fn moved<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    before: Option<&GroupRecord>,
    after: Option<&GroupRecord>,
) -> Result<Vec<Write>, EngineError> {
    let (from, to) = (before.and_then(key), after.and_then(key));
    if from == to {
        return Ok(vec![]);
    }
    let mut writes = vec![];
    if let (Some(key), Some(record)) = (to, after) {
        is_free(engine, &key).await?;
        writes.push(put(key, &NameRecord { id: record.group.id.clone() }, Expect::Absent)?);
    }
    writes.extend(from.map(|key| Write::Remove(key, Expect::Anything)));
    Ok(writes)
}

/// Refuses a service that another group deploys to.
async fn is_free<S: Store, A: Actuator>(engine: &Engine<S, A>, key: &RecordKey) -> Result<(), EngineError> {
    let Some((owner, _)) = engine.typed::<NameRecord<GroupId>>(key).await? else { return Ok(()) };
    // Where the group is gone meanwhile, so is its hold on the service: the transaction will tell.
    if let Some((group, _)) = engine.group_by_id(&owner.id).await? {
        let message = format!("`ecsServices[0]`: deployment group `{}` deploys to this service already: give another", group.name);
        refuse(Exception::ECSServiceMappingLimitExceeded, message)?;
    }
    Ok(())
}

fn key(record: &GroupRecord) -> Option<RecordKey> {
    match &record.members {
        PlatformMembers::Lambda | PlatformMembers::Server(_) => None,
        PlatformMembers::Ecs(members) => {
            let service = members.ecs_services.as_ref()?.first()?;
            Some(ecs_service_key(service.cluster_name.as_deref()?, service.service_name.as_deref()?))
        }
    }
}
