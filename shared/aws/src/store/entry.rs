//! A line of history: `DEPLOYMENT#<id>`, `ENTRY#000001`.

use super::item::{Item, Key, body};
use super::meta;
use headgate_domain::{DeploymentId, Entry};
use headgate_engine::Fault;
use jiff::Timestamp;

/// The highest number that sorts among the others.
const SEQ_MAX: u32 = 999_999;

/// The sort keys of all entries after `after`: the first, and the last there could be.
pub(super) fn range(after: u32) -> [String; 2] {
    [sort_key(after.saturating_add(1).min(SEQ_MAX)), sort_key(SEQ_MAX)]
}

fn sort_key(seq: u32) -> String {
    format!("ENTRY#{seq:06}")
}

pub(super) fn to_item(id: &DeploymentId, entry: &Entry, expires_at: Option<Timestamp>) -> Result<Item, Fault> {
    let key = Key::new(meta::partition(id), sort_key(entry.seq));
    Ok(Item::new(key).text("body", body(entry)?).expiring(expires_at))
}

pub(super) fn from_item(item: &Item) -> Result<Entry, Fault> {
    item.read_body()
}

#[cfg(test)]
mod tests {
    use super::super::golden;
    use super::*;

    #[test]
    fn an_entry_comes_back_as_it_was() {
        let item = golden::item("entry");
        let entry = from_item(&item).unwrap();
        assert_eq!(to_item(&meta::id(&item).unwrap(), &entry, None), Ok(item));
    }

    #[test]
    fn a_range_begins_behind_what_was_read() {
        assert_eq!(range(0), ["ENTRY#000001", "ENTRY#999999"]);
        assert_eq!(range(99), ["ENTRY#000100", "ENTRY#999999"]);
        assert_eq!(range(u32::MAX), ["ENTRY#999999", "ENTRY#999999"]);
    }
}
