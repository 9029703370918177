//! A record beside deployments: its kind, such as `GROUP#`, with what it is listed under, and its own id or name.

use super::item::{Item, Key};
use headgate_engine::{Fault, Record, RecordKey, RecordKind, Rev};

pub(super) fn partition(kind: RecordKind, parent: &str) -> String {
    format!("{}{parent}", prefix(kind))
}

fn prefix(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Application => "APPLICATION#",
        RecordKind::ApplicationName => "APPLICATION-NAME#",
        RecordKind::Group => "GROUP#",
        RecordKind::GroupName => "GROUP-NAME#",
        RecordKind::EcsService => "ECS-SERVICE#",
        RecordKind::Config => "CONFIG#",
        RecordKind::Revision => "REVISION#",
        RecordKind::ApplicationRevision => "APPLICATION-REVISION#",
        RecordKind::OnPremisesInstance => "INSTANCE#",
        RecordKind::InstanceArn => "INSTANCE-ARN#",
        RecordKind::Tags => "TAGS#",
        RecordKind::Token => "TOKEN#",
    }
}

pub(super) fn key(key: &RecordKey) -> Key {
    Key::new(partition(key.kind, &key.parent), key.name.as_str())
}

pub(super) fn to_item(record: &Record) -> Item {
    Item::new(key(&record.key)).text("body", record.body.as_str()).number("rev", record.rev.0)
}

/// The record of a kind under a parent that an item is.
pub(super) fn from_item(item: &Item, kind: RecordKind, parent: &str) -> Result<Record, Fault> {
    let key = RecordKey { kind, parent: parent.to_owned(), name: item.read_text("sk")?.to_owned() };
    Ok(Record { key, body: item.read_text("body")?.to_owned(), rev: Rev(item.read_number("rev")?) })
}

#[cfg(test)]
mod tests {
    use super::super::golden;
    use super::*;

    #[test]
    fn records_of_every_kind_come_back_as_they_were() {
        for (name, kind, parent) in [
            ("record-application", RecordKind::Application, ""),
            ("record-application-name", RecordKind::ApplicationName, ""),
            ("record-group", RecordKind::Group, ""),
            ("record-group-name", RecordKind::GroupName, "6f5b0c1e-0000-4000-8000-000000000002"),
            ("record-ecs-service", RecordKind::EcsService, ""),
            ("record-config", RecordKind::Config, ""),
            ("record-revision", RecordKind::Revision, "6f5b0c1e-0000-4000-8000-000000000002"),
            ("record-application-revision", RecordKind::ApplicationRevision, "6f5b0c1e-0000-4000-8000-000000000002"),
            ("record-instance", RecordKind::OnPremisesInstance, ""),
            ("record-instance-arn", RecordKind::InstanceArn, ""),
            ("record-tags", RecordKind::Tags, ""),
            ("record-token", RecordKind::Token, ""),
        ] {
            let item = golden::item(name);
            assert_eq!(to_item(&from_item(&item, kind, parent).unwrap()), item, "{name}");
        }
    }
}
