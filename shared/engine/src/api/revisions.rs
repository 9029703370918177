//! Revisions: from where a request points to, to the AppSpec's text; and back to it by its SHA-256.

use super::{S3Location, members, refuse, shown};
use crate::records::{RevisionRecord, revision_key, sha256};
use crate::{Actuator, Engine, EngineError, Fault, Object, Refusal, RefusalCode, RevisionText, Store};
use headgate_appspec::{BundleKind, read_bundle};
use headgate_wire as wire;
use std::future::Future;

const TYPES: &str = "`AppSpecContent`, `String` or `S3`";

/// Where a revision's text is to be found.
pub(super) enum Location {
    Content(Text),
    Text(Text),
    S3 { at: S3Location, kind: BundleKind, bundle_type: String, e_tag: Option<String> },
}

/// A text, or the SHA-256 under which one is kept already.
pub(super) enum Text {
    Given(String),
    Kept(String),
}

impl Location {
    /// Reads where a request points to.
    pub(super) fn read(given: Option<wire::RevisionLocation>) -> Result<Self, Refusal> {
        let Some(given) = given else {
            return refuse(RefusalCode::RevisionRequired, format!("`revision` is missing: give it with `revisionType` {TYPES}"));
        };
        only_its_own(&given)?;
        match given.revision_type.as_deref() {
            Some("AppSpecContent") => {
                let content = given.app_spec_content.unwrap_or_default();
                Ok(Self::Content(Text::read("appSpecContent", content.content, content.sha256)?))
            }
            Some("String") => {
                let string = given.string.unwrap_or_default();
                Ok(Self::Text(Text::read("string", string.content, string.sha256)?))
            }
            Some("S3") => Self::in_s3(given.s3_location.unwrap_or_default()),
            Some("GitHub") => {
                refuse(RefusalCode::InvalidRevision, format!("`revision.revisionType` is `GitHub`, which is for servers: give {TYPES}"))
            }
            text => {
                let message = format!("`revision.revisionType` is {}: give {TYPES}", shown(text.unwrap_or_default()));
                refuse(RefusalCode::InvalidRevision, message)
            }
        }
    }

    fn in_s3(given: wire::S3Location) -> Result<Self, Refusal> {
        let needed = |member: &str, value: Option<String>| {
            let missing = || Refusal::new(RefusalCode::InvalidRevision, format!("`revision.s3Location.{member}` is missing: give it"));
            value.filter(|value| !value.is_empty()).ok_or_else(missing)
        };
        let (bucket, key) = (needed("bucket", given.bucket)?, needed("key", given.key)?);
        let bundle_type = needed("bundleType", given.bundle_type)?;
        let kind = match bundle_type.as_str() {
            "YAML" => BundleKind::Yaml,
            "JSON" => BundleKind::Json,
            "zip" => BundleKind::Zip,
            "tgz" => BundleKind::Tgz,
            "tar" => BundleKind::Tar,
            text => {
                let message = format!("`revision.s3Location.bundleType` is {}: give `YAML`, `JSON`, `zip`, `tgz` or `tar`", shown(text));
                return refuse(RefusalCode::InvalidRevision, message);
            }
        };
        let at = S3Location { bucket, key, version: given.version.filter(|version| !version.is_empty()) };
        Ok(Self::S3 { at, kind, bundle_type, e_tag: given.e_tag.filter(|e_tag| !e_tag.is_empty()) })
    }

    /// The text it points to, and where that came from.
    pub(super) async fn text<S: Store, A: Actuator, F>(
        self,
        engine: &Engine<S, A>,
        fetch: impl Fn(S3Location) -> F,
    ) -> Result<RevisionText, EngineError>
    where
        F: Future<Output = Result<Object, Fault>>,
    {
        match self {
            Self::Content(text) => Ok(RevisionText::Content(text.found(engine).await?)),
            Self::Text(text) => Ok(RevisionText::Text(text.found(engine).await?)),
            Self::S3 { at, kind, bundle_type, e_tag } => {
                let object = fetched(&at, fetch(at.clone()).await)?;
                same_object(e_tag.as_deref(), object.e_tag.as_deref())?;
                let content = read_bundle(&object.bytes, kind)
                    .map_err(|mistakes| Refusal::new(RefusalCode::InvalidRevision, mistakes.to_string()))?;
                let S3Location { bucket, key, version } = at;
                Ok(RevisionText::S3 { bucket, key, bundle_type, version, e_tag: object.e_tag.or(e_tag), content })
            }
        }
    }
}

/// A location that another type would have would be forgotten in silence.
fn only_its_own(given: &wire::RevisionLocation) -> Result<(), Refusal> {
    let kind = given.revision_type.as_deref().unwrap_or_default();
    let parts = [
        ("appSpecContent", "AppSpecContent", given.app_spec_content.is_some()),
        ("string", "String", given.string.is_some()),
        ("s3Location", "S3", given.s3_location.is_some()),
        ("gitHubLocation", "GitHub", given.git_hub_location.is_some()),
    ];
    match parts.into_iter().find(|(_, owner, is_given)| *is_given && *owner != kind) {
        Some((part, owner, _)) => {
            let message = format!("`revision.{part}` belongs to the `revisionType` `{owner}`, not to {}: leave it out", shown(kind));
            refuse(RefusalCode::InvalidRevision, message)
        }
        None => Ok(()),
    }
}

fn fetched(at: &S3Location, answer: Result<Object, Fault>) -> Result<Object, EngineError> {
    match answer {
        Ok(object) => Ok(object),
        Err(Fault::Transient(message)) => Err(Fault::Transient(message).into()),
        Err(Fault::Denied(message) | Fault::Broken(message)) => {
            let message = format!("The object {} in bucket {} cannot be read: {message}", shown(&at.key), shown(&at.bucket));
            Ok(refuse(RefusalCode::RevisionDoesNotExist, message)?)
        }
    }
}

fn same_object(wanted: Option<&str>, found: Option<&str>) -> Result<(), Refusal> {
    let bare = |e_tag: &str| e_tag.trim_matches('"').to_owned();
    match (wanted.map(bare), found.map(bare)) {
        (Some(wanted), Some(found)) if wanted != found => {
            let message = format!("`revision.s3Location.eTag` is {}, but the object has {}", shown(&wanted), shown(&found));
            refuse(RefusalCode::InvalidRevision, message)
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
                refuse(RefusalCode::InvalidRevision, message)
            }
            (Some(content), _) => Ok(Self::Given(content)),
            (None, Some(digest)) => Ok(Self::Kept(digest)),
            (None, None) => {
                let message =
                    format!("`revision.{part}.content` is missing: give the AppSpec's text, or its `sha256` if it was deployed before");
                refuse(RefusalCode::InvalidRevision, message)
            }
        }
    }

    async fn found<S: Store, A: Actuator>(self, engine: &Engine<S, A>) -> Result<String, EngineError> {
        match self {
            Self::Given(content) => Ok(content),
            Self::Kept(digest) => kept(engine, &digest).await,
        }
    }

    fn digest(&self) -> String {
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
    refuse(RefusalCode::InvalidRevision, message)
}

async fn kept<S: Store, A: Actuator>(engine: &Engine<S, A>, digest: &str) -> Result<String, EngineError> {
    let found = engine.typed::<RevisionRecord>(&revision_key(digest)).await?;
    let missing = || Refusal::new(RefusalCode::RevisionDoesNotExist, format!("No AppSpec with the SHA-256 `{digest}` was ever deployed"));
    Ok(found.map(|(record, _)| record.content).ok_or_else(missing)?)
}

/// Gives an AppSpec's text by its SHA-256.
pub(super) async fn get<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::GetApplicationRevisionInput,
) -> Result<wire::GetApplicationRevisionOutput, EngineError> {
    let application = members::application(input.application_name)?;
    let location = Location::read(input.revision)?;
    engine.application(&application).await?;
    let mut revision = wire::RevisionLocation::default();
    match location {
        Location::Content(text) => {
            let content = Some(kept(engine, &text.digest()).await?);
            revision.revision_type = Some("AppSpecContent".to_owned());
            revision.app_spec_content = Some(wire::AppSpecContent { content, sha256: Some(text.digest()) });
        }
        Location::Text(text) => {
            let content = Some(kept(engine, &text.digest()).await?);
            revision.revision_type = Some("String".to_owned());
            revision.string = Some(wire::RawString { content, sha256: Some(text.digest()) });
        }
        Location::S3 { .. } => {
            let message = "Headgate keeps the text of revisions by their SHA-256: ask with `AppSpecContent` and the `sha256` \
                           that GetDeployment gives as `headgate.appSpecSha256`";
            refuse(RefusalCode::RevisionDoesNotExist, message)?;
        }
    }
    Ok(wire::GetApplicationRevisionOutput {
        application_name: Some(application.to_string()),
        revision: Some(revision),
        revision_info: Some(wire::GenericRevisionInfo::default()),
    })
}
