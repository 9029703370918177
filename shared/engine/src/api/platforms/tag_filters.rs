//! The tags by which servers are chosen: one list, or up to three groups that must all fit.

use super::super::{refuse, shown};
use super::at_most;
use crate::{Exception, Refusal};
use headgate_wire as wire;

/// CodeDeploy's limit of tag groups.
const GROUPS_MAX: usize = 3;
/// CodeDeploy's limit of tags in a group.
const FILTERS_MAX: usize = 10;
const KEY_CHARS_MAX: usize = 128;
const VALUE_CHARS_MAX: usize = 256;

/// A filter of either kind of servers.
pub(super) struct Filter<'a> {
    key: Option<&'a str>,
    value: Option<&'a str>,
    kind: Option<Kind>,
}

/// What of a tag is compared.
#[derive(Clone, Copy)]
enum Kind {
    Key,
    Value,
    Both,
}

impl<'a> From<&'a wire::EC2TagFilter> for Filter<'a> {
    fn from(given: &'a wire::EC2TagFilter) -> Self {
        let kind = given.r#type.map(|kind| match kind {
            wire::EC2TagFilterType::KeyOnly => Kind::Key,
            wire::EC2TagFilterType::ValueOnly => Kind::Value,
            wire::EC2TagFilterType::KeyAndValue => Kind::Both,
        });
        Self { key: given.key.as_deref(), value: given.value.as_deref(), kind }
    }
}

impl<'a> From<&'a wire::TagFilter> for Filter<'a> {
    fn from(given: &'a wire::TagFilter) -> Self {
        let kind = given.r#type.map(|kind| match kind {
            wire::TagFilterType::KeyOnly => Kind::Key,
            wire::TagFilterType::ValueOnly => Kind::Value,
            wire::TagFilterType::KeyAndValue => Kind::Both,
        });
        Self { key: given.key.as_deref(), value: given.value.as_deref(), kind }
    }
}

/// One list, of which any tag makes a server fit.
pub(super) fn list<'a, F>(member: &str, filters: &'a [F], code: Exception) -> Result<(), Refusal>
where
    Filter<'a>: From<&'a F>,
{
    at_most(member, FILTERS_MAX, filters.len(), code)?;
    filters.iter().enumerate().try_for_each(|(index, filter)| filter_of(&format!("{member}[{index}]"), &Filter::from(filter), code))
}

/// Groups of tags: of each one, any tag must fit.
pub(super) fn set<'a, F>(member: &str, groups: &'a [Vec<F>], code: Exception) -> Result<(), Refusal>
where
    Filter<'a>: From<&'a F>,
{
    at_most(member, GROUPS_MAX, groups.len(), Exception::TagSetListLimitExceeded)?;
    for (index, group) in groups.iter().enumerate() {
        let at = format!("{member}[{index}]");
        if group.is_empty() {
            return refuse(code, format!("`{at}` is empty, so that no server would fit: give a tag, or leave the group out"));
        }
        list(&at, group, code)?;
    }
    Ok(())
}

fn filter_of(at: &str, filter: &Filter<'_>, code: Exception) -> Result<(), Refusal> {
    let key = filter.key.filter(|key| !key.is_empty());
    let wants = |part: &str, kind: &str| refuse(code, format!("`{at}.{part}` is missing: give it, since `Type` is `{kind}`"));
    let idle = |part: &str, kind: &str, found: &str| {
        refuse(code, format!("`{at}.{part}` is {}, which `Type` `{kind}` does not compare: leave it out", shown(found)))
    };
    match (filter.kind, key, filter.value) {
        (None, _, _) => return refuse(code, format!("`{at}.Type` is missing: give `KEY_ONLY`, `VALUE_ONLY` or `KEY_AND_VALUE`")),
        (Some(Kind::Key), None, _) => return wants("Key", "KEY_ONLY"),
        (Some(Kind::Key), Some(_), Some(value)) if !value.is_empty() => return idle("Value", "KEY_ONLY", value),
        (Some(Kind::Value), Some(key), _) => return idle("Key", "VALUE_ONLY", key),
        (Some(Kind::Value), None, None) => return wants("Value", "VALUE_ONLY"),
        (Some(Kind::Both), None, _) => return wants("Key", "KEY_AND_VALUE"),
        (Some(Kind::Both), Some(_), None) => return wants("Value", "KEY_AND_VALUE"),
        (Some(Kind::Key), Some(_), _) | (Some(Kind::Value), None, Some(_)) | (Some(Kind::Both), Some(_), Some(_)) => {}
    }
    for (part, text, most) in [("Key", key, KEY_CHARS_MAX), ("Value", filter.value, VALUE_CHARS_MAX)] {
        let chars = text.map_or(0, |text| text.chars().count());
        if chars > most {
            return refuse(code, format!("`{at}.{part}` has {chars} characters: give at most {most}"));
        }
    }
    Ok(())
}
