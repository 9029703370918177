//! A place in the queue for a lock: `QUEUE#<lock>`, `<since>#<deployment id>`.

use super::instant::{from_sortable, sortable};
use super::item::{Item, Key};
use headgate_domain::DeploymentId;
use headgate_engine::{Fault, Lock, Place};

pub(super) fn partition(lock: &Lock) -> String {
    format!("QUEUE#{lock}")
}

pub(super) fn key(lock: &Lock, place: &Place) -> Key {
    Key::new(partition(lock), format!("{}#{}", sortable(place.since), place.deployment))
}

pub(super) fn from_item(item: &Item) -> Result<Place, Fault> {
    let parts = item.read_text("sk")?.split_once('#');
    let place = parts.and_then(|(since, id)| Some(Place { since: from_sortable(since)?, deployment: DeploymentId::new(id).ok()? }));
    place.ok_or_else(|| item.damaged("no sound place `sk`"))
}

#[cfg(test)]
mod tests {
    use super::super::golden;
    use super::*;
    use headgate_domain::GroupId;

    #[test]
    fn a_place_comes_back_as_it_was() {
        let item = golden::item("place");
        let lock = Lock::Group(GroupId::new("6f5b0c1e-0000-4000-8000-000000000003").unwrap());
        assert_eq!(Item::new(key(&lock, &from_item(&item).unwrap())), item);
    }

    #[test]
    fn a_damaged_place_is_named() {
        assert!(from_item(&Item::new(Key::new("QUEUE#x", "yesterday"))).is_err());
    }
}
