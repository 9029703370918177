//! A page of those records that fit, out of all that there are under a parent.

use super::paging::PAGE;
use crate::{Actuator, Engine, Fault, Page, Record, RecordKind, Store};

/// Pages of records that are looked at for one page of those that fit: it ends early where they hold too
/// little, and says where the next one goes on.
const LOOKED_AT_MAX: usize = 20;

/// What `keep` makes of the records that fit, in the order of their names, from the one after `after`.
pub(super) async fn page<S: Store, A: Actuator, T>(
    engine: &Engine<S, A>,
    kind: RecordKind,
    parent: &str,
    mut after: Option<String>,
    keep: impl Fn(&Record) -> Result<Option<T>, Fault>,
) -> Result<Page<T>, Fault> {
    let mut items = vec![];
    for _ in 0..LOOKED_AT_MAX {
        let looked_at = engine.store.records(kind, parent, after, PAGE).await?;
        let count = looked_at.items.len();
        for (index, record) in looked_at.items.iter().enumerate() {
            items.extend(keep(record)?);
            if items.len() == PAGE {
                let is_last = index + 1 == count && looked_at.next.is_none();
                return Ok(Page { items, next: (!is_last).then(|| record.key.name.clone()) });
            }
        }
        if looked_at.next.is_none() {
            return Ok(Page { items, next: None });
        }
        after = looked_at.next;
    }
    Ok(Page { items, next: after })
}
