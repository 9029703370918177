//! Which on-premises instances a listing is about.

use super::super::{refuse, shown};
use super::instance::Instance;
use crate::{Exception, Refusal};
use headgate_wire as wire;
use headgate_wire::{RegistrationStatus, TagFilterType};

const FILTERS_MAX: usize = 10;
const TYPES: &str = "`KEY_ONLY`, `VALUE_ONLY` or `KEY_AND_VALUE`";

/// What an instance must be like; of several tags, any one makes it fit.
pub(super) struct Filters {
    status: Option<RegistrationStatus>,
    tags: Vec<Filter>,
}

enum Filter {
    Key(String),
    Value(String),
    Both(String, String),
}

impl Filters {
    pub(super) fn read(status: Option<RegistrationStatus>, tags: Option<Vec<wire::TagFilter>>) -> Result<Self, Refusal> {
        let tags = tags.unwrap_or_default();
        if tags.len() > FILTERS_MAX {
            let message = format!("`tagFilters` has {} filters: give at most {FILTERS_MAX}", tags.len());
            return refuse(Exception::InvalidTagFilter, message);
        }
        let tags = tags.into_iter().enumerate().map(|(index, filter)| Filter::read(&format!("tagFilters[{index}]"), filter));
        Ok(Self { status, tags: tags.collect::<Result<_, _>>()? })
    }

    pub(super) fn fit(&self, instance: &Instance) -> bool {
        let status = match self.status {
            Some(RegistrationStatus::Registered) => instance.is_registered(),
            Some(RegistrationStatus::Deregistered) => !instance.is_registered(),
            None => true,
        };
        status && (self.tags.is_empty() || self.tags.iter().any(|filter| filter.fits(instance)))
    }
}

impl Filter {
    fn read(at: &str, given: wire::TagFilter) -> Result<Self, Refusal> {
        let missing = |part: &str, kind: TagFilterType| {
            refuse(Exception::InvalidTagFilter, format!("`{at}.{part}` is missing: give it, since `Type` is `{kind}`"))
        };
        let idle = |part: &str, found: &str, kind: TagFilterType| {
            let message = format!("`{at}.{part}` is {}, which `Type` `{kind}` does not compare: leave it out", shown(found));
            refuse(Exception::InvalidTagFilter, message)
        };
        let Some(kind) = given.r#type else {
            return refuse(Exception::InvalidTagFilter, format!("`{at}.Type` is missing: give {TYPES}"));
        };
        let key = given.key.filter(|key| !key.is_empty());
        match (kind, key, given.value) {
            (TagFilterType::KeyOnly, Some(_), Some(value)) if !value.is_empty() => idle("Value", &value, kind),
            (TagFilterType::KeyOnly, Some(key), _) => Ok(Self::Key(key)),
            (TagFilterType::ValueOnly, Some(key), _) => idle("Key", &key, kind),
            (TagFilterType::ValueOnly, None, Some(value)) => Ok(Self::Value(value)),
            (TagFilterType::KeyAndValue, Some(key), Some(value)) => Ok(Self::Both(key, value)),
            (TagFilterType::KeyOnly | TagFilterType::KeyAndValue, None, _) => missing("Key", kind),
            (TagFilterType::ValueOnly, None, None) | (TagFilterType::KeyAndValue, Some(_), None) => missing("Value", kind),
        }
    }

    fn fits(&self, instance: &Instance) -> bool {
        match self {
            Self::Key(key) => instance.tags.contains_key(key),
            Self::Value(value) => instance.tags.values().any(|found| found == value),
            Self::Both(key, value) => instance.tags.get(key) == Some(value),
        }
    }

    fn said(&self) -> String {
        match self {
            Self::Key(key) => format!("key {key:?}"),
            Self::Value(value) => format!("value {value:?}"),
            Self::Both(key, value) => format!("both {key:?} {value:?}"),
        }
    }
}

impl Filters {
    /// What they say, in so many words: two listings are the same where these are.
    pub(super) fn said(&self) -> String {
        let tags: Vec<String> = self.tags.iter().map(Filter::said).collect();
        format!("{:?} {}", self.status, tags.join(" "))
    }
}
