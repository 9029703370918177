//! A lock: `LOCK#<lock>`, `LOCK`.

use super::item::{Item, Key};
use headgate_domain::DeploymentId;
use headgate_engine::{Fault, Lock};

pub(super) fn key(lock: &Lock) -> Key {
    Key::new(format!("LOCK#{lock}"), "LOCK")
}

pub(super) fn to_item(lock: &Lock, chain: &DeploymentId) -> Item {
    Item::new(key(lock)).text("chain", chain.as_str())
}

/// The chain that has the lock.
pub(super) fn from_item(item: &Item) -> Result<DeploymentId, Fault> {
    item.read_name("chain", "")
}

#[cfg(test)]
mod tests {
    use super::super::golden;
    use super::*;
    use headgate_domain::{AliasName, FunctionArn, GroupId};

    #[test]
    fn locks_come_back_as_they_were() {
        let group = Lock::Group(GroupId::new("6f5b0c1e-0000-4000-8000-000000000003").unwrap());
        let function = FunctionArn::try_from("arn:aws:lambda:eu-west-1:123456789012:function:orders".to_owned()).unwrap();
        let alias = Lock::Alias(function, AliasName::new("live").unwrap());
        for (name, lock) in [("lock-group", group), ("lock-alias", alias)] {
            let item = golden::item(name);
            assert_eq!(to_item(&lock, &from_item(&item).unwrap()), item);
        }
    }
}
