//! Lists of deployments, the newest first.

use super::instant::sortable;
use super::item::Item;
use super::reading::Range;
use super::{DynamoStore, meta};
use headgate_domain::{DeploymentId, Status};
use headgate_engine::{DeploymentQuery, Fault, Page};

/// Index entries looked at in one call where most may be left out.
const REACH_FILTERED: usize = 250;
/// Calls for one page. A page that is not full by then ends early, and the next one goes on.
const CALLS_MAX: usize = 8;

impl DynamoStore {
    pub(super) async fn list(&self, query: &DeploymentQuery) -> Result<Page<DeploymentId>, Fault> {
        let Some(range) = range(query) else { return Ok(Page { items: vec![], next: None }) };
        // The last page is known by there being nothing behind it.
        let wanted = query.limit.saturating_add(1);
        let mut found: Vec<Item> = vec![];
        let mut rest = None;
        for _ in 0..CALLS_MAX {
            let missing = wanted.saturating_sub(found.len());
            // One more: the page before may have ended on the first.
            let reach = if query.statuses.is_empty() { missing.saturating_add(1) } else { REACH_FILTERED };
            let part = self.part(&range, reach, rest).await?;
            let news = part.items.into_iter().filter(|item| item.read_text("created_key").ok() != query.after.as_deref());
            found.extend(news);
            rest = part.rest;
            if rest.is_none() || found.len() >= wanted {
                break;
            }
        }
        let reached = rest.map(Item::from_index);
        let next = if found.len() > query.limit {
            found.truncate(query.limit);
            found.last().map(created_key).transpose()?
        } else {
            reached.as_ref().map(created_key).transpose()?
        };
        Ok(Page { items: found.iter().map(meta::id).collect::<Result<_, _>>()?, next })
    }
}

/// Nothing where the bounds leave no room: such a range is not one that `DynamoDB` answers.
fn range(query: &DeploymentQuery) -> Option<Range> {
    let from = query.created_from.map_or_else(String::new, sortable) + "#";
    // A tilde sorts behind every id.
    let until = query.created_until.map_or_else(|| "~".to_owned(), |until| sortable(until) + "#~");
    let until = query.after.clone().map_or(until.clone(), |after| after.min(until));
    if from > until {
        return None;
    }
    let range = match &query.group {
        Some(group) => {
            Range::of_index("by_group", "group_key = :key AND created_key BETWEEN :from AND :until").text(":key", group.as_str())
        }
        None => Range::of_index("by_account", "account_key = :key AND created_key BETWEEN :from AND :until").text(":key", meta::ALL),
    };
    let range = range.text(":from", from).text(":until", until).backward();
    if query.statuses.is_empty() {
        return Some(range);
    }
    let statuses: Vec<&str> = query.statuses.iter().copied().map(Status::as_str).collect();
    Some(range.with_status(&statuses))
}

fn created_key(item: &Item) -> Result<String, Fault> {
    item.read_text("created_key").map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    #[test]
    fn bounds_that_leave_no_room_are_not_asked_for() {
        let at = |second| Timestamp::from_second(second).ok();
        let query = DeploymentQuery { created_from: at(20), created_until: at(10), limit: 1, ..DeploymentQuery::default() };
        assert!(range(&query).is_none());
        assert!(range(&DeploymentQuery { created_until: at(20), ..query.clone() }).is_some());
        assert!(range(&DeploymentQuery { created_from: at(10), after: Some(String::new()), ..query }).is_none());
    }
}
