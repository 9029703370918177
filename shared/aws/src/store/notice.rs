//! A notice: `DEPLOYMENT#<id>`, `NOTICE#000001`. It stands in the index `due` until it is sent.

use super::instant::milliseconds;
use super::item::{Item, Key, body};
use super::meta;
use headgate_domain::{DeploymentId, Notice};
use headgate_engine::Fault;
use jiff::Timestamp;

/// The part of the index `due` in which unsent notices stand.
pub(super) const BUCKET: &str = "NOTICE";
/// What a notice's sort key begins with; the stream's filter in the template knows it.
pub(super) const PREFIX: &str = "NOTICE#";
/// Marks a notice as sent.
pub(super) const MARK: &str = "SET sent = :sent REMOVE due_bucket, due_at";

pub(super) fn key(id: &DeploymentId, seq: u32) -> Key {
    Key::new(meta::partition(id), format!("{PREFIX}{seq:06}"))
}

pub(super) fn to_item(id: &DeploymentId, notice: &Notice, expires_at: Option<Timestamp>) -> Result<Item, Fault> {
    let item = Item::new(key(id, notice.seq)).text("body", body(notice)?).expiring(expires_at);
    Ok(item.text("due_bucket", BUCKET).digits("due_at", milliseconds(notice.at)))
}

pub(super) fn from_item(item: &Item) -> Result<Notice, Fault> {
    item.read_body()
}

pub(super) fn is_unsent(item: &Item) -> bool {
    item.has("due_bucket")
}

#[cfg(test)]
mod tests {
    use super::super::golden;
    use super::*;

    #[test]
    fn a_notice_comes_back_as_it_was() {
        let item = golden::item("notice");
        let notice = from_item(&item).unwrap();
        assert!(is_unsent(&item));
        assert_eq!(to_item(&meta::id(&item).unwrap(), &notice, None), Ok(item));
    }

    #[test]
    fn a_sent_notice_can_still_be_read() {
        let item = golden::item("notice-sent");
        assert!(from_item(&item).is_ok() && !is_unsent(&item));
    }
}
