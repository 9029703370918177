//! Where a request's revision is, and the way from there to the AppSpec's text.

use super::super::{S3Location, refuse, shown};
use crate::records::{RevisionRecord, revision_key, sha256};
use crate::{Actuator, Engine, EngineError, Exception, Fault, Object, Refusal, RevisionText, Store};
use headgate_appspec::{BundleKind, MAX_TEXT_BYTES, read_bundle};
use headgate_domain::ApplicationId;
use headgate_wire as wire;
use headgate_wire::{BundleType, RevisionLocationType as Type};
use std::future::Future;

const TYPES: &str = "`AppSpecContent`, `String`, `S3` or `GitHub`";
const DEPLOYED_TYPES: &str = "`AppSpecContent`, `String` or `S3`";
const COMMIT_CHARS: usize = 40;
/// What S3 and GitHub take, and more than enough.
const PLACE_CHARS_MAX: usize = 1024;

/// Where a revision is.
pub(in crate::api) enum Location {
    Content(Text),
    Text(Text),
    S3 { at: S3Location, bundle_type: BundleType, e_tag: Option<String> },
    GitHub { repository: String, commit_id: String },
}

/// A text, or the SHA-256 under which one is kept already.
pub(in crate::api) enum Text {
    Given(String),
    Kept(String),
}

impl Location {
    /// Reads where a request points to.
    pub(in crate::api) fn read(given: Option<wire::RevisionLocation>) -> Result<Self, Refusal> {
        let Some(given) = given else {
            return refuse(Exception::RevisionRequired, format!("`revision` is missing: give it with `revisionType` {TYPES}"));
        };
        only_its_own(&given)?;
        match given.revision_type {
            Some(Type::AppSpecContent) => {
                let content = given.app_spec_content.unwrap_or_default();
                Ok(Self::Content(Text::read("appSpecContent", content.content, content.sha256)?))
            }
            Some(Type::String) => {
                let string = given.string.unwrap_or_default();
                Ok(Self::Text(Text::read("string", string.content, string.sha256)?))
            }
            Some(Type::S3) => Self::in_s3(given.s3_location.unwrap_or_default()),
            Some(Type::GitHub) => Self::on_git_hub(given.git_hub_location.unwrap_or_default()),
            None => refuse(Exception::InvalidRevision, format!("`revision.revisionType` is missing: give {TYPES}")),
        }
    }

    fn in_s3(given: wire::S3Location) -> Result<Self, Refusal> {
        let (bucket, key) = (needed("s3Location.bucket", given.bucket)?, needed("s3Location.key", given.key)?);
        let bundle_type = given.bundle_type.ok_or_else(|| missing("s3Location.bundleType"))?;
        let at = S3Location { bucket, key, version: optional("s3Location.version", given.version)? };
        let e_tag = optional("s3Location.eTag", given.e_tag)?.map(|e_tag| bare(&e_tag));
        Ok(Self::S3 { at, bundle_type, e_tag })
    }

    fn on_git_hub(given: wire::GitHubLocation) -> Result<Self, Refusal> {
        let repository = needed("gitHubLocation.repository", given.repository)?;
        let part = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        if !repository.split_once('/').is_some_and(|(account, name)| part(account) && part(name)) {
            let message = format!("`revision.gitHubLocation.repository` is {}: give `<account>/<repository>`", shown(&repository));
            return refuse(Exception::InvalidRevision, message);
        }
        let commit_id = needed("gitHubLocation.commitId", given.commit_id)?.to_ascii_lowercase();
        if commit_id.len() != COMMIT_CHARS || !commit_id.bytes().all(|b| b.is_ascii_hexdigit()) {
            let message = format!("`revision.gitHubLocation.commitId` is {}: give {COMMIT_CHARS} hexadecimal digits", shown(&commit_id));
            return refuse(Exception::InvalidRevision, message);
        }
        Ok(Self::GitHub { repository, commit_id })
    }

    /// As CodeDeploy writes it, without a text. Two locations are the same where this is.
    pub(super) fn written(&self) -> wire::RevisionLocation {
        let of = |kind| wire::RevisionLocation { revision_type: Some(kind), ..wire::RevisionLocation::default() };
        match self {
            Self::Content(text) => {
                let content = wire::AppSpecContent { content: None, sha256: Some(text.digest()) };
                wire::RevisionLocation { app_spec_content: Some(content), ..of(Type::AppSpecContent) }
            }
            Self::Text(text) => {
                let string = wire::RawString { content: None, sha256: Some(text.digest()) };
                wire::RevisionLocation { string: Some(string), ..of(Type::String) }
            }
            Self::S3 { at: S3Location { bucket, key, version }, bundle_type, e_tag } => {
                let location = wire::S3Location {
                    bucket: Some(bucket.clone()),
                    key: Some(key.clone()),
                    bundle_type: Some(*bundle_type),
                    version: version.clone(),
                    e_tag: e_tag.clone(),
                };
                wire::RevisionLocation { s3_location: Some(location), ..of(Type::S3) }
            }
            Self::GitHub { repository, commit_id } => {
                let location = wire::GitHubLocation { repository: Some(repository.clone()), commit_id: Some(commit_id.clone()) };
                wire::RevisionLocation { git_hub_location: Some(location), ..of(Type::GitHub) }
            }
        }
    }

    /// The text that it is or names by its SHA-256, if it does.
    pub(super) const fn own_text(&self) -> Option<&Text> {
        match self {
            Self::Content(text) | Self::Text(text) => Some(text),
            Self::S3 { .. } | Self::GitHub { .. } => None,
        }
    }

    /// The text it points to, and where that came from.
    pub(in crate::api) async fn text<S: Store, A: Actuator, F>(
        self,
        engine: &Engine<S, A>,
        application: &ApplicationId,
        fetch: impl Fn(S3Location) -> F,
    ) -> Result<RevisionText, EngineError>
    where
        F: Future<Output = Result<Object, Fault>>,
    {
        match self {
            Self::Content(text) => Ok(RevisionText::Content(text.found(engine, application).await?)),
            Self::Text(text) => Ok(RevisionText::Text(text.found(engine, application).await?)),
            Self::S3 { at, bundle_type, e_tag } => {
                let object = fetched(&at, fetch(at.clone()).await)?;
                same_object(e_tag.as_deref(), object.e_tag.as_deref())?;
                let content = read_bundle(&object.bytes, kind(bundle_type))
                    .map_err(|mistakes| Refusal::new(Exception::InvalidRevision, mistakes.to_string()))?;
                let S3Location { bucket, key, version } = at;
                Ok(RevisionText::S3 {
                    bucket,
                    key,
                    bundle_type: bundle_type.to_string(),
                    version,
                    e_tag: object.e_tag.map(|e_tag| bare(&e_tag)).or(e_tag),
                    content,
                })
            }
            Self::GitHub { .. } => {
                let message = format!("`revision.revisionType` is `GitHub`, which is for servers: give {DEPLOYED_TYPES}");
                Ok(refuse(Exception::InvalidRevision, message)?)
            }
        }
    }
}

fn missing(member: &str) -> Refusal {
    Refusal::new(Exception::InvalidRevision, format!("`revision.{member}` is missing: give it"))
}

fn needed(member: &str, value: Option<String>) -> Result<String, Refusal> {
    optional(member, value)?.ok_or_else(|| missing(member))
}

fn optional(member: &str, value: Option<String>) -> Result<Option<String>, Refusal> {
    let Some(value) = value.filter(|value| !value.is_empty()) else { return Ok(None) };
    if value.len() > PLACE_CHARS_MAX {
        let message = format!("`revision.{member}` has {} bytes: give at most {PLACE_CHARS_MAX}", value.len());
        return refuse(Exception::InvalidRevision, message);
    }
    Ok(Some(value))
}

/// An entity tag without its quotes.
fn bare(e_tag: &str) -> String {
    e_tag.trim_matches('"').to_owned()
}

/// A location that another type would have would be forgotten in silence.
fn only_its_own(given: &wire::RevisionLocation) -> Result<(), Refusal> {
    let parts = [
        ("appSpecContent", Type::AppSpecContent, given.app_spec_content.is_some()),
        ("string", Type::String, given.string.is_some()),
        ("s3Location", Type::S3, given.s3_location.is_some()),
        ("gitHubLocation", Type::GitHub, given.git_hub_location.is_some()),
    ];
    let Some(kind) = given.revision_type else { return Ok(()) };
    match parts.into_iter().find(|(_, owner, is_given)| *is_given && *owner != kind) {
        Some((part, owner, _)) => {
            let message = format!("`revision.{part}` belongs to the `revisionType` `{owner}`, not to `{kind}`: leave it out");
            refuse(Exception::InvalidRevision, message)
        }
        None => Ok(()),
    }
}

fn kind(bundle_type: BundleType) -> BundleKind {
    match bundle_type {
        BundleType::Yaml => BundleKind::Yaml,
        BundleType::Json => BundleKind::Json,
        BundleType::Zip => BundleKind::Zip,
        BundleType::Tgz => BundleKind::Tgz,
        BundleType::Tar => BundleKind::Tar,
    }
}

fn fetched(at: &S3Location, answer: Result<Object, Fault>) -> Result<Object, EngineError> {
    match answer {
        Ok(object) => Ok(object),
        Err(Fault::Transient(message)) => Err(Fault::Transient(message).into()),
        Err(Fault::Denied(message) | Fault::Broken(message)) => {
            let message = format!("The object {} in bucket {} cannot be read: {message}", shown(&at.key), shown(&at.bucket));
            Ok(refuse(Exception::RevisionDoesNotExist, message)?)
        }
    }
}

fn same_object(wanted: Option<&str>, found: Option<&str>) -> Result<(), Refusal> {
    match (wanted.map(bare), found.map(bare)) {
        (Some(wanted), Some(found)) if wanted != found => {
            let message = format!("`revision.s3Location.eTag` is {}, but the object has {}", shown(&wanted), shown(&found));
            refuse(Exception::InvalidRevision, message)
        }
        (Some(_) | None, _) => Ok(()),
    }
}

impl Text {
    fn read(part: &str, content: Option<String>, digest: Option<String>) -> Result<Self, Refusal> {
        let digest = digest.map(|digest| checked_digest(part, &digest)).transpose()?;
        match (content.filter(|content| !content.is_empty()), digest) {
            (Some(content), Some(digest)) if sha256(&content) != digest => {
                let message = format!("`revision.{part}.sha256` is not that of `revision.{part}.content`: leave one of them out");
                refuse(Exception::InvalidRevision, message)
            }
            (Some(content), _) if content.len() > MAX_TEXT_BYTES => {
                let message = format!("`revision.{part}.content` has {} bytes: give at most {MAX_TEXT_BYTES}", content.len());
                refuse(Exception::InvalidRevision, message)
            }
            (Some(content), _) => Ok(Self::Given(content)),
            (None, Some(digest)) => Ok(Self::Kept(digest)),
            (None, None) => {
                let message =
                    format!("`revision.{part}.content` is missing: give the AppSpec's text, or its `sha256` if it was deployed before");
                refuse(Exception::InvalidRevision, message)
            }
        }
    }

    async fn found<S: Store, A: Actuator>(self, engine: &Engine<S, A>, application: &ApplicationId) -> Result<String, EngineError> {
        match self {
            Self::Given(content) => Ok(content),
            Self::Kept(digest) => kept(engine, application, &digest).await,
        }
    }

    pub(super) fn digest(&self) -> String {
        match self {
            Self::Given(content) => sha256(content),
            Self::Kept(digest) => digest.clone(),
        }
    }
}

fn checked_digest(part: &str, digest: &str) -> Result<String, Refusal> {
    let digest = digest.to_ascii_lowercase();
    if digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Ok(digest);
    }
    let message = format!("`revision.{part}.sha256` is {}: give 64 hexadecimal digits", shown(&digest));
    refuse(Exception::InvalidRevision, message)
}

/// The text that an application knows by its SHA-256.
pub(super) async fn kept<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    application: &ApplicationId,
    digest: &str,
) -> Result<String, EngineError> {
    let found = engine.typed::<RevisionRecord>(&revision_key(application, digest)).await?;
    let missing = || {
        let message = format!("The application has no AppSpec with the SHA-256 `{digest}`: register it, or deploy it, with its `content`");
        Refusal::new(Exception::RevisionDoesNotExist, message)
    };
    Ok(found.map(|(record, _)| record.content).ok_or_else(missing)?)
}
