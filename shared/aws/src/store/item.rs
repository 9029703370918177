//! Items as the table stores them: text, numbers and flags, under a key of two parts.

use aws_sdk_dynamodb::types::AttributeValue;
use headgate_engine::Fault;
use std::str::FromStr;

/// An item in the SDK's form.
#[expect(clippy::disallowed_types, reason = "the SDK's type; nothing walks through it")]
pub(super) type Attributes = std::collections::HashMap<String, AttributeValue>;

/// The version of every form in which an item is written now. A reader refuses the ones it does not know.
const FORM: u32 = 1;

/// What names an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) pk: String,
    pub(super) sk: String,
}

impl Key {
    pub(super) fn new(pk: impl Into<String>, sk: impl Into<String>) -> Self {
        Self { pk: pk.into(), sk: sk.into() }
    }

    pub(super) fn attributes(self) -> Attributes {
        Attributes::from([("pk".to_owned(), AttributeValue::S(self.pk)), ("sk".to_owned(), AttributeValue::S(self.sk))])
    }
}

/// An item.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item(Attributes);

impl Item {
    /// An item of today's form, with nothing in it yet.
    pub(super) fn new(key: Key) -> Self {
        Self(key.attributes()).number("v", FORM)
    }

    /// An item that was read from the table itself.
    pub(super) fn from_table(attributes: Attributes) -> Result<Self, Fault> {
        let item = Self(attributes);
        match item.read_number::<u32>("v")? {
            FORM => Ok(item),
            newer => Err(item.damaged(&format!("form {newer}, which this version of Headgate does not know"))),
        }
    }

    /// An entry of an index, which has only some of its item's attributes.
    pub(super) fn from_index(attributes: Attributes) -> Self {
        Self(attributes)
    }

    pub(super) fn into_attributes(self) -> Attributes {
        self.0
    }

    #[must_use]
    pub(super) fn text(mut self, name: &str, text: impl Into<String>) -> Self {
        self.0.insert(name.to_owned(), AttributeValue::S(text.into()));
        self
    }

    #[must_use]
    pub(super) fn number(self, name: &str, number: impl Into<i128>) -> Self {
        self.digits(name, number.into().to_string())
    }

    #[must_use]
    pub(super) fn digits(mut self, name: &str, digits: String) -> Self {
        self.0.insert(name.to_owned(), AttributeValue::N(digits));
        self
    }

    /// When the table may forget it, in the whole seconds that it counts in: never too early.
    #[must_use]
    pub(super) fn expiring(self, at: Option<jiff::Timestamp>) -> Self {
        match at {
            Some(at) => self.number("expires_at", at.as_second() + i64::from(at.subsec_nanosecond() > 0)),
            None => self,
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub(super) fn read_text(&self, name: &str) -> Result<&str, Fault> {
        match self.0.get(name) {
            Some(AttributeValue::S(text)) => Ok(text),
            Some(_) | None => Err(self.damaged(&format!("no text `{name}`"))),
        }
    }

    pub(super) fn read_digits(&self, name: &str) -> Result<&str, Fault> {
        match self.0.get(name) {
            Some(AttributeValue::N(digits)) => Ok(digits),
            Some(_) | None => Err(self.damaged(&format!("no number `{name}`"))),
        }
    }

    pub(super) fn read_number<T: FromStr>(&self, name: &str) -> Result<T, Fault> {
        self.read_digits(name)?.parse().map_err(|_| self.damaged(&format!("no sound number `{name}`")))
    }

    /// The name in an attribute, behind a prefix.
    pub(super) fn read_name<T: TryFrom<String>>(&self, attribute: &str, prefix: &str) -> Result<T, Fault> {
        let name = self.read_text(attribute)?.strip_prefix(prefix).and_then(|name| T::try_from(name.to_owned()).ok());
        name.ok_or_else(|| self.damaged(&format!("no sound name `{attribute}`")))
    }

    pub(super) fn read_body<T: serde::de::DeserializeOwned>(&self) -> Result<T, Fault> {
        serde_json::from_str(self.read_text("body")?).map_err(|error| self.damaged(&format!("an unreadable body: {error}")))
    }

    /// What is said of an item that is not as it was written.
    pub(super) fn damaged(&self, what: &str) -> Fault {
        let part = |name| self.0.get(name).and_then(|value| value.as_s().ok()).map_or("?", String::as_str);
        Fault::Broken(format!("the stored item `{}` `{}` has {what}", part("pk"), part("sk")))
    }
}

/// A body as it is stored.
pub(super) fn body<T: serde::Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|error| Fault::Broken(format!("a value cannot be written as JSON: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    #[test]
    fn an_unknown_form_is_refused_and_the_item_named() {
        let item = Item::new(Key::new("LOCK#group/app/g", "LOCK")).number("v", 2);
        let Err(Fault::Broken(message)) = Item::from_table(item.into_attributes()) else { panic!("it was read") };
        assert_eq!(message, "the stored item `LOCK#group/app/g` `LOCK` has form 2, which this version of Headgate does not know");
    }

    #[test]
    fn nothing_expires_before_its_time() {
        let item = Item::new(Key::new("p", "s")).expiring(Timestamp::new(1_800_000_000, 1).ok());
        assert_eq!(item.read_digits("expires_at"), Ok("1800000001"));
        assert!(!Item::new(Key::new("p", "s")).expiring(None).has("expires_at"));
    }

    #[test]
    fn what_is_missing_or_of_another_type_is_damage() {
        let item = Item::new(Key::new("p", "s")).text("rev", "1");
        assert!(item.read_number::<u64>("rev").is_err());
        assert!(item.read_text("body").is_err());
        assert!(item.read_name::<String>("pk", "q").is_err());
    }
}
