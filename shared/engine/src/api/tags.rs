//! The tags of applications and deployment groups.
//!
//! They stand in a record of their own, under the id of what they belong to: a rename keeps them.

use super::{RACES_MAX, busy, if_any, refuse, shown};
use crate::records::{application_key, group_key, put};
use crate::{Actuator, Engine, EngineError, Exception, Expect, Fault, RecordKey, RecordKind, Refusal, Store, Write};
use headgate_domain::{Account, ApplicationName, GroupName};
use headgate_wire as wire;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What AWS takes of a resource.
const TAGS_MAX: usize = 50;
const KEY_CHARS_MAX: usize = 128;
const VALUE_CHARS_MAX: usize = 256;
/// What keys begin with that AWS keeps for itself.
const RESERVED: &str = "aws:";

/// Tags that keep to the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tags {
    tags: BTreeMap<String, String>,
}

/// Reads the tags that something is made with, or is to get.
pub(super) fn checked(given: Option<Vec<wire::Tag>>) -> Result<Tags, Refusal> {
    let mut tags = BTreeMap::new();
    for (index, wire::Tag { key, value }) in given.unwrap_or_default().into_iter().enumerate() {
        let at = format!("tags[{index}]");
        let (key, value) = (key.unwrap_or_default(), value.unwrap_or_default());
        is_key(&at, &key)?;
        let chars = value.chars().count();
        if chars > VALUE_CHARS_MAX {
            return refuse(Exception::InvalidTagsToAdd, format!("`{at}.Value` has {chars} characters: give at most {VALUE_CHARS_MAX}"));
        }
        if tags.contains_key(&key) {
            let message = format!("`{at}.Key` is {}, which stands in the list already: leave it out", shown(&key));
            return refuse(Exception::InvalidTagsToAdd, message);
        }
        tags.insert(key, value);
    }
    Tags { tags }.few()
}

fn is_key(at: &str, key: &str) -> Result<(), Refusal> {
    let chars = key.chars().count();
    if !(1..=KEY_CHARS_MAX).contains(&chars) || key.chars().any(char::is_control) {
        let message = format!("`{at}.Key` is {}: give 1 to {KEY_CHARS_MAX} printable characters", shown(key));
        return refuse(Exception::InvalidTagsToAdd, message);
    }
    if key.get(..RESERVED.len()).is_some_and(|start| start.eq_ignore_ascii_case(RESERVED)) {
        let message = format!("`{at}.Key` is {}: keys that begin with `{RESERVED}` are AWS's own: give another one", shown(key));
        return refuse(Exception::InvalidTagsToAdd, message);
    }
    Ok(())
}

impl Tags {
    fn few(self) -> Result<Self, Refusal> {
        match self.tags.len() {
            0..=TAGS_MAX => Ok(self),
            count => refuse(Exception::InvalidTagsToAdd, format!("There would be {count} tags: give at most {TAGS_MAX} in all")),
        }
    }

    /// The write that goes with the making of something that has these tags; `None` where there are none.
    pub(super) fn kept(&self, id: &str) -> Result<Option<Write>, Fault> {
        if self.tags.is_empty() { Ok(None) } else { put(key(id), self, Expect::Absent).map(Some) }
    }

    fn written(self) -> Vec<wire::Tag> {
        self.tags.into_iter().map(|(key, value)| wire::Tag { key: Some(key), value: Some(value) }).collect()
    }
}

fn key(id: &str) -> RecordKey {
    RecordKey { kind: RecordKind::Tags, parent: String::new(), name: id.to_owned() }
}

/// The write that goes with the removal of what has tags, or may have.
pub(super) fn gone(id: &str) -> Write {
    Write::Remove(key(id), Expect::Anything)
}

/// What an ARN names.
#[derive(Debug, PartialEq, Eq)]
enum Resource {
    Application(ApplicationName),
    Group(ApplicationName, GroupName),
}

impl Resource {
    fn read(account: &Account, arn: Option<String>) -> Result<Self, Refusal> {
        let Some(arn) = arn.filter(|arn| !arn.is_empty()) else {
            return refuse(Exception::ResourceArnRequired, "`ResourceArn` is missing: give it");
        };
        let Account { partition, region, id } = account;
        let here = format!("arn:{partition}:codedeploy:{region}:{id}:");
        let forms = format!("`{here}application:<application>` or `{here}deploymentgroup:<application>/<deployment group>`");
        let wrong = || Refusal::new(Exception::InvalidArn, format!("`ResourceArn` is {}: give {forms}", shown(&arn)));
        let resource = arn.strip_prefix(&here).ok_or_else(wrong)?;
        let (kind, name) = resource.split_once([':', '/']).ok_or_else(wrong)?;
        match kind {
            "application" => Ok(Self::Application(ApplicationName::new(name).map_err(|_| wrong())?)),
            "deploymentgroup" => {
                let (application, group) = name.split_once('/').ok_or_else(wrong)?;
                let application = ApplicationName::new(application).map_err(|_| wrong())?;
                Ok(Self::Group(application, GroupName::new(group).map_err(|_| wrong())?))
            }
            _ => {
                let message =
                    format!("`ResourceArn` is {}, and only applications and deployment groups have tags: give {forms}", shown(&arn));
                refuse(Exception::ArnNotSupported, message)
            }
        }
    }

    /// The key of its record, and its id.
    async fn found<S: Store, A: Actuator>(&self, engine: &Engine<S, A>) -> Result<(RecordKey, String), EngineError> {
        match self {
            Self::Application(name) => {
                let id = engine.application_id(name).await?;
                Ok((application_key(&id), id.into()))
            }
            Self::Group(application, name) => {
                let id = engine.group(application, name).await?.id;
                Ok((group_key(&id), id.into()))
            }
        }
    }
}

/// Gives tags to a resource. A key that it has gets the new value.
pub(super) async fn tag<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::TagResourceInput,
) -> Result<Map<String, Value>, EngineError> {
    let resource = Resource::read(&engine.installation.account, input.resource_arn)?;
    let tags = checked(input.tags)?.tags;
    if tags.is_empty() {
        refuse(Exception::TagRequired, "`Tags` is empty: give a tag, `{\"Key\": …, \"Value\": …}`")?;
    }
    change(engine, &resource, |mut present| {
        present.tags.extend(tags.clone());
        present.few()
    })
    .await
}

/// Takes tags from a resource. One that it does not have is gone already.
pub(super) async fn untag<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::UntagResourceInput,
) -> Result<Map<String, Value>, EngineError> {
    let resource = Resource::read(&engine.installation.account, input.resource_arn)?;
    let keys = input.tag_keys.unwrap_or_default();
    if keys.is_empty() {
        refuse(Exception::TagRequired, "`TagKeys` is empty: give the key of a tag")?;
    }
    change(engine, &resource, |mut present| {
        present.tags.retain(|key, _| !keys.contains(key));
        Ok(present)
    })
    .await
}

async fn change<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    resource: &Resource,
    change: impl Fn(Tags) -> Result<Tags, Refusal>,
) -> Result<Map<String, Value>, EngineError> {
    for _ in 0..RACES_MAX {
        let (owner, id) = resource.found(engine).await?;
        let (before, expect) = match engine.typed::<Tags>(&key(&id)).await? {
            Some((tags, rev)) => (tags, Expect::At(rev)),
            None => (Tags::default(), Expect::Absent),
        };
        let after = change(before.clone())?;
        // Its owner must be there still: tags of nothing would be left for ever.
        if after == before || engine.attempt(vec![Write::Exists(owner), put(key(&id), &after, expect)?]).await? {
            return Ok(Map::new());
        }
    }
    Err(busy("the resource"))
}

/// All tags of a resource, on one page. What does not exist has none: CodeDeploy has no exception here that says so,
/// and the ARN's form is right.
pub(super) async fn list<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::ListTagsForResourceInput,
) -> Result<wire::ListTagsForResourceOutput, EngineError> {
    let resource = Resource::read(&engine.installation.account, input.resource_arn)?;
    let tags = match if_any(resource.found(engine).await)? {
        Some((_, id)) => engine.typed::<Tags>(&key(&id)).await?.map(|(tags, _)| tags),
        None => None,
    };
    Ok(wire::ListTagsForResourceOutput { tags: Some(tags.unwrap_or_default().written()), next_token: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arn: &str) -> Result<Resource, Exception> {
        let account = Account { partition: "aws".to_owned(), region: "eu-west-1".to_owned(), id: "123456789012".to_owned() };
        Resource::read(&account, Some(arn.to_owned())).map_err(|refusal| refusal.code)
    }

    #[test]
    fn an_arn_names_an_application_or_a_group_of_this_installation() {
        let (shop, live) = (ApplicationName::new("shop").unwrap(), GroupName::new("live").unwrap());
        assert_eq!(read("arn:aws:codedeploy:eu-west-1:123456789012:application:shop"), Ok(Resource::Application(shop.clone())));
        assert_eq!(read("arn:aws:codedeploy:eu-west-1:123456789012:deploymentgroup:shop/live"), Ok(Resource::Group(shop, live)));
        for (resource, code) in [
            ("", Exception::ResourceArnRequired),
            ("shop", Exception::InvalidArn),
            ("arn:aws:codedeploy:us-east-1:123456789012:application:shop", Exception::InvalidArn),
            ("arn:aws:codedeploy:eu-west-1:999999999999:application:shop", Exception::InvalidArn),
            ("arn:aws-cn:codedeploy:eu-west-1:123456789012:application:shop", Exception::InvalidArn),
            ("arn:aws:s3:::bucket", Exception::InvalidArn),
            ("arn:aws:codedeploy:eu-west-1:123456789012:application:sh op", Exception::InvalidArn),
            ("arn:aws:codedeploy:eu-west-1:123456789012:deploymentgroup:shop", Exception::InvalidArn),
            ("arn:aws:codedeploy:eu-west-1:123456789012:deploymentgroup:shop/live/x", Exception::InvalidArn),
            ("arn:aws:codedeploy:eu-west-1:123456789012:deploymentconfig:steps", Exception::ArnNotSupported),
            ("arn:aws:codedeploy:eu-west-1:123456789012:instance/rack_0123456789", Exception::ArnNotSupported),
        ] {
            assert_eq!(read(resource), Err(code), "{resource}");
        }
    }
}
