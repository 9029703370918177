//! Deployment groups, as somebody has made them.

use super::Simulation;
use crate::call::at_once;
use headgate_domain::{ApplicationName, DeploymentGroup};
use headgate_engine::{Expect, Record, RecordKey, RecordKind, Rev, Store, Write};
use serde_json::json;

impl Simulation {
    /// Makes a deployment group exist, in an application with this name.
    ///
    /// # Panics
    ///
    /// When it exists already.
    pub fn group(&self, application: &ApplicationName, group: &DeploymentGroup) {
        let named = key(RecordKind::ApplicationName, "", application.as_str());
        let group_named = key(RecordKind::GroupName, group.application.as_str(), group.name.as_str());
        let writes = vec![
            put(named, &json!({"id": group.application}), Rev(1), Expect::Anything),
            put(group_named, &json!({"id": group.id}), Rev(1), Expect::Absent),
            put(key(RecordKind::Group, "", group.id.as_str()), &json!(group), Rev(1), Expect::Absent),
        ];
        at_once(self.table.now.commit(writes)).expect("the group is new");
    }

    /// Changes a group's rules, and its name with them, unless another group has that name.
    pub(super) fn regroup(&self, group: &DeploymentGroup) {
        let record = key(RecordKind::Group, "", group.id.as_str());
        let stored = at_once(self.table.now.record(&record)).ok().flatten();
        let Some((stored, present)) =
            stored.and_then(|stored| Some((stored.rev, serde_json::from_str::<DeploymentGroup>(&stored.body).ok()?)))
        else {
            return;
        };
        let named = |name: &str| key(RecordKind::GroupName, group.application.as_str(), name);
        let mut writes = vec![put(record, &json!(group), Rev(stored.0 + 1), Expect::At(stored))];
        if present.name != group.name {
            writes.push(Write::Remove(named(present.name.as_str()), Expect::Anything));
            writes.push(put(named(group.name.as_str()), &json!({"id": group.id}), Rev(1), Expect::Absent));
        }
        // Refused where the name is taken: nothing changes then.
        let _renamed = at_once(self.table.now.commit(writes));
    }
}

fn key(kind: RecordKind, parent: &str, name: &str) -> RecordKey {
    RecordKey { kind, parent: parent.to_owned(), name: name.to_owned() }
}

pub(super) fn put(key: RecordKey, body: &serde_json::Value, rev: Rev, expect: Expect) -> Write {
    Write::Put(Record { key, body: body.to_string(), rev }, expect)
}
