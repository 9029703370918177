//! The engine's store: one table of `DynamoDB`.
//!
//! `docs/data-model.md` has every kind of item, its keys, its conditions and the plan of every read.
//!
//! | module | what |
//! |---|---|
//! | `meta`, `entry`, `notice`, `lock`, `watch`, `place`, `record` | one kind of item each: its keys, to its stored form and back |
//! | `item`, `instant` | what stored forms are made of |
//! | `transaction` | all writes or none |
//! | `reading`, `listing` | single items, ranges, and lists of deployments |
//! | `faults` | what the SDK's errors mean |

mod entry;
mod faults;
#[cfg(test)]
mod golden;
mod instant;
mod item;
mod listing;
mod lock;
mod meta;
mod notice;
mod place;
mod reading;
mod record;
#[cfg(feature = "contract")]
mod table;
mod transaction;
mod watch;

use crate::Clients;
use crate::clients::Lazy;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::AttributeValue;
use faults::fault;
use headgate_domain::{AlarmName, DeploymentId, Entry, Notice};
use headgate_engine::{CommitError, DeploymentQuery, Due, Fault, Lock, Page, Place, Record, RecordKey, RecordKind, Store, Stored, Write};
use instant::milliseconds;
use jiff::Timestamp;
use reading::Range;
use std::sync::Arc;

const IN_PARTITION: &str = "pk = :pk";
const BETWEEN: &str = "pk = :pk AND sk BETWEEN :from AND :until";
const BEHIND: &str = "pk = :pk AND sk > :after";
const BEGINNING: &str = "pk = :pk AND begins_with(sk, :prefix)";
const DUE: &str = "due_bucket = :bucket AND due_at <= :until";

/// The store in a table; clones share their connections.
#[derive(Clone, Debug)]
pub struct DynamoStore {
    client: Arc<Lazy<Client>>,
    table: String,
}

impl DynamoStore {
    /// The store in the table of this name.
    pub fn new(clients: &Clients, table: String) -> Self {
        Self { client: Arc::new(clients.later(Clients::dynamodb)), table }
    }

    fn due_range(bucket: &str, until: Timestamp) -> Range {
        Range::of_index("due", DUE).text(":bucket", bucket).digits(":until", milliseconds(until))
    }
}

impl Store for DynamoStore {
    async fn load(&self, id: &DeploymentId) -> Result<Option<Stored>, Fault> {
        self.get(meta::key(id)).await?.as_ref().map(meta::from_item).transpose()
    }

    async fn commit(&self, writes: Vec<Write>) -> Result<(), CommitError> {
        self.perform(writes).await
    }

    async fn record(&self, key: &RecordKey) -> Result<Option<Record>, Fault> {
        let item = self.get(record::key(key)).await?;
        item.as_ref().map(|item| record::from_item(item, key.kind, &key.parent)).transpose()
    }

    async fn records(&self, kind: RecordKind, parent: &str, after: Option<String>, limit: usize) -> Result<Page<Record>, Fault> {
        let partition = record::partition(kind, parent);
        let range = match after.filter(|after| !after.is_empty()) {
            Some(after) => Range::of_table(BEHIND).text(":pk", partition).text(":after", after),
            None => Range::of_table(IN_PARTITION).text(":pk", partition),
        };
        let mut items = self.first(&range, limit.saturating_add(1)).await?;
        let is_last = items.len() <= limit;
        items.truncate(limit);
        let items: Vec<Record> = items.iter().map(|item| record::from_item(item, kind, parent)).collect::<Result<_, _>>()?;
        let next = items.last().filter(|_| !is_last).map(|record| record.key.name.clone());
        Ok(Page { items, next })
    }

    async fn holder(&self, lock: &Lock) -> Result<Option<DeploymentId>, Fault> {
        self.get(lock::key(lock)).await?.as_ref().map(lock::from_item).transpose()
    }

    async fn waiting(&self, lock: &Lock, limit: usize) -> Result<Vec<Place>, Fault> {
        let range = Range::of_table(IN_PARTITION).text(":pk", place::partition(lock));
        self.first(&range, limit).await?.iter().map(place::from_item).collect()
    }

    async fn watchers(&self, alarm: &AlarmName) -> Result<Vec<DeploymentId>, Fault> {
        let range = Range::of_table(IN_PARTITION).text(":pk", watch::partition(alarm));
        self.first(&range, usize::MAX).await?.iter().map(watch::from_item).collect()
    }

    async fn due(&self, until: Timestamp, limit: usize) -> Result<Vec<Due>, Fault> {
        self.first(&Self::due_range(meta::TURN, until), limit).await?.iter().map(meta::due).collect()
    }

    async fn history(&self, id: &DeploymentId, after: u32, limit: usize) -> Result<Vec<Entry>, Fault> {
        let [from, until] = entry::range(after);
        let range = Range::of_table(BETWEEN).text(":pk", meta::partition(id)).text(":from", from).text(":until", until);
        self.first(&range, limit).await?.iter().map(entry::from_item).collect()
    }

    async fn unsent(&self, id: &DeploymentId) -> Result<Vec<Notice>, Fault> {
        let range = Range::of_table(BEGINNING).text(":pk", meta::partition(id)).text(":prefix", notice::PREFIX);
        let items = self.first(&range, usize::MAX).await?;
        items.iter().filter(|item| notice::is_unsent(item)).map(notice::from_item).collect()
    }

    async fn mark_sent(&self, id: &DeploymentId, seq: u32) -> Result<(), Fault> {
        let update = self.client.update_item().table_name(&self.table).set_key(Some(notice::key(id, seq).attributes()));
        // Without the condition, marking what the table has forgotten would make a notice of it.
        let update = update.update_expression(notice::MARK).condition_expression("attribute_exists(pk)");
        match update.expression_attribute_values(":sent", AttributeValue::Bool(true)).send().await {
            Ok(_) => Ok(()),
            Err(error) => match error.as_service_error() {
                Some(UpdateItemError::ConditionalCheckFailedException(_)) => Ok(()),
                Some(_) | None => Err(fault("dynamodb:UpdateItem", &self.table, &error)),
            },
        }
    }

    async fn outbox(&self, until: Timestamp, limit: usize) -> Result<Vec<(DeploymentId, Timestamp)>, Fault> {
        let range = Self::due_range(notice::BUCKET, until);
        let mut oldest: Vec<(DeploymentId, Timestamp)> = vec![];
        let mut rest = None;
        while oldest.len() < limit {
            let part = self.part(&range, limit, rest).await?;
            for item in &part.items {
                let id = meta::id(item)?;
                if !oldest.iter().any(|(known, _)| *known == id) {
                    oldest.push((id, meta::due_at(item)?));
                }
            }
            rest = part.rest;
            if rest.is_none() {
                break;
            }
        }
        oldest.truncate(limit);
        Ok(oldest)
    }

    async fn deployments(&self, query: &DeploymentQuery) -> Result<Page<DeploymentId>, Fault> {
        self.list(query).await
    }
}
