//! That a deployment watches an alarm: `ALARM#<name>`, `<deployment id>`.

use super::item::{Item, Key};
use headgate_domain::{AlarmName, DeploymentId};
use headgate_engine::Fault;

pub(super) fn partition(alarm: &AlarmName) -> String {
    format!("ALARM#{alarm}")
}

pub(super) fn key(alarm: &AlarmName, id: &DeploymentId) -> Key {
    Key::new(partition(alarm), id.as_str())
}

/// The deployment that watches.
pub(super) fn from_item(item: &Item) -> Result<DeploymentId, Fault> {
    item.read_name("sk", "")
}

#[cfg(test)]
mod tests {
    use super::super::golden;
    use super::*;

    #[test]
    fn a_watch_row_comes_back_as_it_was() {
        let item = golden::item("watch");
        let alarm = AlarmName::new("orders errors #1").unwrap();
        assert_eq!(Item::new(key(&alarm, &from_item(&item).unwrap())), item);
    }
}
