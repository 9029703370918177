//! Single items and ranges of items. Nothing is ever scanned.

use super::DynamoStore;
use super::faults::fault;
use super::item::{Attributes, Item, Key};
use aws_sdk_dynamodb::types::AttributeValue;
use headgate_engine::Fault;

/// Asks for a range of items.
#[derive(Clone)]
pub(super) struct Range {
    index: Option<&'static str>,
    condition: &'static str,
    filter: Option<String>,
    values: Attributes,
    backward: bool,
}

impl Range {
    /// A range of the table itself, as it is now.
    pub(super) fn of_table(condition: &'static str) -> Self {
        Self { index: None, condition, filter: None, values: Attributes::new(), backward: false }
    }

    /// A range of an index, which may lag.
    pub(super) fn of_index(index: &'static str, condition: &'static str) -> Self {
        Self { index: Some(index), ..Self::of_table(condition) }
    }

    #[must_use]
    pub(super) fn text(mut self, name: &str, text: impl Into<String>) -> Self {
        self.values.insert(name.to_owned(), AttributeValue::S(text.into()));
        self
    }

    #[must_use]
    pub(super) fn digits(mut self, name: &str, digits: String) -> Self {
        self.values.insert(name.to_owned(), AttributeValue::N(digits));
        self
    }

    /// Leaves out items whose status is none of these, once they have been read.
    #[must_use]
    pub(super) fn with_status(mut self, statuses: &[&str]) -> Self {
        let names: Vec<String> = (0..statuses.len()).map(|index| format!(":status{index}")).collect();
        self.filter = Some(format!("#status IN ({})", names.join(", ")));
        names.iter().zip(statuses).fold(self, |range, (name, status)| range.text(name, *status))
    }

    #[must_use]
    pub(super) fn backward(mut self) -> Self {
        self.backward = true;
        self
    }
}

/// Items, and where the rest of their range begins.
pub(super) struct Part {
    pub(super) items: Vec<Item>,
    pub(super) rest: Option<Attributes>,
}

impl DynamoStore {
    pub(super) async fn get(&self, key: Key) -> Result<Option<Item>, Fault> {
        let get = self.client.get_item().table_name(&self.table).set_key(Some(key.attributes())).consistent_read(true);
        let found = get.send().await.map_err(|error| fault("dynamodb:GetItem", &self.table, &error))?;
        found.item.map(Item::from_table).transpose()
    }

    /// The first items of a range, at most `limit`.
    pub(super) async fn first(&self, range: &Range, limit: usize) -> Result<Vec<Item>, Fault> {
        let mut items = vec![];
        let mut rest = None;
        while items.len() < limit {
            let part = self.part(range, limit - items.len(), rest).await?;
            items.extend(part.items);
            rest = part.rest;
            if rest.is_none() {
                break;
            }
        }
        Ok(items)
    }

    /// A part of a range from where the last one ended: at most `reach` items are looked at, which is at least one.
    pub(super) async fn part(&self, range: &Range, reach: usize, from: Option<Attributes>) -> Result<Part, Fault> {
        let query = self.client.query().table_name(&self.table).set_exclusive_start_key(from);
        let query = query.set_index_name(range.index.map(str::to_owned)).consistent_read(range.index.is_none());
        let query = query.key_condition_expression(range.condition).set_filter_expression(range.filter.clone());
        let query = query.set_expression_attribute_values(Some(range.values.clone())).scan_index_forward(!range.backward);
        // `status` is a word of DynamoDB's own.
        let query = if range.filter.is_some() { query.expression_attribute_names("#status", "status") } else { query };
        let query = query.set_limit(i32::try_from(reach.max(1)).ok());
        let found = query.send().await.map_err(|error| fault("dynamodb:Query", &self.table, &error))?;
        let items = found.items.unwrap_or_default().into_iter();
        let items: Result<Vec<Item>, Fault> = match range.index {
            None => items.map(Item::from_table).collect(),
            Some(_) => Ok(items.map(Item::from_index).collect()),
        };
        Ok(Part { items: items?, rest: found.last_evaluated_key })
    }
}
