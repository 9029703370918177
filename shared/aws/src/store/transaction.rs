//! All writes or none. What refuses a write is its condition, and the answer says whose it was.

use super::faults::{fault, is_busy};
use super::item::{Attributes, Item, Key};
use super::{DynamoStore, entry, lock, meta, notice, place, record, watch};
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{AttributeValue, CancellationReason, ConditionCheck, Delete, Put, TransactWriteItem};
use headgate_engine::{CommitError, Expect, Fault, Write};
use std::collections::BTreeSet;
use std::time::Duration;

/// What one transaction of `DynamoDB` takes.
const WRITES_MAX: usize = 100;
/// How long to wait before each further try of a transaction that met another one and did not happen.
const PAUSES_MS: [u64; 4] = [20, 40, 80, 160];

/// One write, as `DynamoDB` performs it.
#[derive(Clone, Debug, PartialEq)]
enum Operation {
    Put(Item, Condition),
    Delete(Key, Condition),
    Check(Key, Condition),
}

impl Operation {
    /// The action that IAM asks for: a transaction has none of its own, but those of its writes.
    fn permission(&self) -> &'static str {
        match self {
            Self::Put(..) => "dynamodb:PutItem",
            Self::Delete(..) => "dynamodb:DeleteItem",
            Self::Check(..) => "dynamodb:ConditionCheckItem",
        }
    }
}

/// The actions that a transaction needs, each once.
fn permissions(operations: &[Operation]) -> String {
    let actions: BTreeSet<&str> = operations.iter().map(Operation::permission).collect();
    actions.into_iter().collect::<Vec<_>>().join(", ")
}

/// What an item must be like for its write to happen.
#[derive(Clone, Debug, PartialEq)]
enum Condition {
    None,
    Absent,
    Present,
    Rev(u64),
    Chain(String),
}

/// Why a try did not succeed.
enum Failure {
    Refused(usize),
    /// Nothing has happened, and a moment later it may.
    Busy(Fault),
    Fault(Fault),
}

impl DynamoStore {
    pub(super) async fn perform(&self, writes: Vec<Write>) -> Result<(), CommitError> {
        let operations: Result<Vec<Operation>, Fault> = writes.into_iter().map(operation).collect();
        let operations = operations.map_err(CommitError::Fault)?;
        for pause in PAUSES_MS {
            match self.attempt(&operations).await {
                Err(Failure::Busy(_)) => tokio::time::sleep(Duration::from_millis(pause)).await,
                outcome => return outcome.map_err(CommitError::from),
            }
        }
        self.attempt(&operations).await.map_err(CommitError::from)
    }

    async fn attempt(&self, operations: &[Operation]) -> Result<(), Failure> {
        match operations {
            [] => Ok(()),
            [Operation::Put(item, condition)] => self.put(item.clone(), condition).await,
            [..] if operations.len() > WRITES_MAX => {
                let message = format!("a transaction of {} writes: it may have {WRITES_MAX}", operations.len());
                Err(Failure::Fault(Fault::Broken(message)))
            }
            [..] => self.transact(operations).await,
        }
    }

    /// One write needs no transaction, which costs twice as much. Nor does it have a transaction's
    /// token: the SDK's retry of a put that went through unheard would be refused by its own first
    /// try. So there is none, and no answer is what it is, an unknown outcome.
    async fn put(&self, item: Item, condition: &Condition) -> Result<(), Failure> {
        let once = aws_sdk_dynamodb::config::Builder::default().retry_config(RetryConfig::disabled());
        let put = self.client.put_item().table_name(&self.table).set_item(Some(item.into_attributes()));
        let put = put.set_condition_expression(condition.expression()).set_expression_attribute_values(condition.values());
        let Err(error) = put.customize().config_override(once).send().await else { return Ok(()) };
        if let Some(PutItemError::ConditionalCheckFailedException(_)) = error.as_service_error() {
            return Err(Failure::Refused(0));
        }
        let fault = fault("dynamodb:PutItem", &self.table, &error);
        Err(if is_busy(&error) { Failure::Busy(fault) } else { Failure::Fault(fault) })
    }

    /// The SDK sends a token along, by which `DynamoDB` knows a retry and does not perform it twice.
    async fn transact(&self, operations: &[Operation]) -> Result<(), Failure> {
        let items: Result<Vec<_>, BuildError> = operations.iter().map(|operation| self.transact_item(operation.clone())).collect();
        let items = items.map_err(|error| Failure::Fault(Fault::Broken(error.to_string())))?;
        let Err(error) = self.client.transact_write_items().set_transact_items(Some(items)).send().await else { return Ok(()) };
        if let Some(TransactWriteItemsError::TransactionCanceledException(canceled)) = error.as_service_error() {
            return Err(self.canceled(operations, canceled.cancellation_reasons()));
        }
        Err(Failure::Fault(fault(&permissions(operations), &self.table, &error)))
    }

    fn transact_item(&self, operation: Operation) -> Result<TransactWriteItem, BuildError> {
        let item = TransactWriteItem::builder();
        let table = &self.table;
        Ok(match operation {
            Operation::Put(put, condition) => {
                let put = Put::builder().table_name(table).set_item(Some(put.into_attributes()));
                let put = put.set_condition_expression(condition.expression()).set_expression_attribute_values(condition.values());
                item.put(put.build()?)
            }
            Operation::Delete(key, condition) => {
                let delete = Delete::builder().table_name(table).set_key(Some(key.attributes()));
                let delete = delete.set_condition_expression(condition.expression()).set_expression_attribute_values(condition.values());
                item.delete(delete.build()?)
            }
            Operation::Check(key, condition) => {
                let check = ConditionCheck::builder().table_name(table).set_key(Some(key.attributes()));
                let check = check.set_condition_expression(condition.expression()).set_expression_attribute_values(condition.values());
                item.condition_check(check.build()?)
            }
        }
        .build())
    }

    fn canceled(&self, operations: &[Operation], reasons: &[CancellationReason]) -> Failure {
        let codes: Vec<&str> = reasons.iter().map(|reason| reason.code().unwrap_or_default()).collect();
        if let Some(refused) = codes.iter().position(|code| *code == "ConditionalCheckFailed") {
            return Failure::Refused(refused);
        }
        let Some((index, reason)) = reasons.iter().enumerate().find(|(_, reason)| !matches!(reason.code(), None | Some("None"))) else {
            return Failure::Fault(Fault::Transient(format!("a transaction on table `{}` was canceled without a reason", self.table)));
        };
        let (code, message) = (reason.code().unwrap_or_default(), reason.message().unwrap_or_default());
        let action = operations.get(index).map_or("a transaction", Operation::permission);
        let said = format!("{action} on table `{}`: {code}: {message}", self.table);
        match code {
            "TransactionConflict" | "ThrottlingError" | "ProvisionedThroughputExceeded" => Failure::Busy(Fault::Transient(said)),
            "AccessDenied" => Failure::Fault(Fault::Denied(said)),
            _ => Failure::Fault(Fault::Broken(said)),
        }
    }
}

fn operation(write: Write) -> Result<Operation, Fault> {
    use Operation::{Check, Delete, Put};
    Ok(match write {
        Write::Insert(stored) => Put(meta::to_item(&stored)?, Condition::Absent),
        Write::Update(stored, rev) => Put(meta::to_item(&stored)?, Condition::Rev(rev.0)),
        Write::Append(id, entry, expires_at) => Put(entry::to_item(&id, &entry, expires_at)?, Condition::None),
        Write::Post(id, notice, expires_at) => Put(notice::to_item(&id, &notice, expires_at)?, Condition::None),
        Write::Take(lock, chain) => Put(lock::to_item(&lock, &chain), Condition::Absent),
        Write::Free(lock, chain) => Delete(lock::key(&lock), Condition::Chain(chain.into())),
        Write::Unlocked(lock) => Check(lock::key(&lock), Condition::Absent),
        Write::Watch(alarm, id) => Put(Item::new(watch::key(&alarm, &id)), Condition::None),
        Write::Unwatch(alarm, id) => Delete(watch::key(&alarm, &id), Condition::None),
        Write::Enqueue(lock, place) => Put(Item::new(place::key(&lock, &place)), Condition::None),
        Write::Dequeue(lock, place) => Delete(place::key(&lock, &place), Condition::None),
        Write::Put(record, expect) => Put(record::to_item(&record), Condition::of(expect)),
        Write::Remove(key, expect) => Delete(record::key(&key), Condition::of(expect)),
        Write::Exists(key) => Check(record::key(&key), Condition::Present),
    })
}

impl Condition {
    fn of(expect: Expect) -> Self {
        match expect {
            Expect::Absent => Self::Absent,
            Expect::At(rev) => Self::Rev(rev.0),
            Expect::Anything => Self::None,
        }
    }

    fn expression(&self) -> Option<String> {
        let expression = match self {
            Self::None => return None,
            Self::Absent => "attribute_not_exists(pk)",
            Self::Present => "attribute_exists(pk)",
            Self::Rev(_) => "rev = :rev",
            Self::Chain(_) => "attribute_not_exists(pk) OR chain = :chain",
        };
        Some(expression.to_owned())
    }

    fn values(&self) -> Option<Attributes> {
        let (name, value) = match self {
            Self::None | Self::Absent | Self::Present => return None,
            Self::Rev(rev) => (":rev", AttributeValue::N(rev.to_string())),
            Self::Chain(chain) => (":chain", AttributeValue::S(chain.clone())),
        };
        Some(Attributes::from([(name.to_owned(), value)]))
    }
}

impl From<Failure> for CommitError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(index) => Self::Refused(index),
            Failure::Busy(fault) | Failure::Fault(fault) => Self::Fault(fault),
        }
    }
}
