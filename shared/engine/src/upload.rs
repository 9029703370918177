//! An AppSpec that was uploaded: one version of one object is one request, however often it is told.

use crate::{Actuator, CreateDeployment, Engine, EngineError, Exception, Fault, Refusal, RevisionText, Store, Token};
use headgate_appspec::{BundleKind, read_bundle};
use headgate_domain::{ApplicationName, DeploymentId, GroupName, Overrides, UserId};
use std::future::Future;

/// One version of an uploaded object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// The bucket.
    pub bucket: String,
    /// The key, decoded.
    pub key: String,
    /// The object's version.
    pub version: String,
    /// Who has uploaded it, where S3 says so.
    pub by: Option<UserId>,
}

/// An object's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Its entity tag, without quotes.
    pub e_tag: Option<String>,
}

/// The tag by which uploaders learn what became of their object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadTag {
    /// `headgate:deployment-id` or `headgate:error`.
    pub key: &'static str,
    /// The id, or the exception and the number of mistakes.
    pub value: String,
}

impl<S: Store, A: Actuator> Engine<S, A> {
    /// Starts what an upload asks for, or records why not. `fetch` reads the object's version.
    ///
    /// # Errors
    ///
    /// A fault only: a refusal is an answer, and becomes the tag.
    pub async fn start_upload<F>(&self, upload: &Upload, fetch: impl FnOnce() -> F) -> Result<UploadTag, EngineError>
    where
        F: Future<Output = Result<Object, Fault>>,
    {
        let token = Token::Upload { bucket: upload.bucket.clone(), key: upload.key.clone(), version: upload.version.clone() };
        let answer = match self.try_upload(upload, token, fetch).await {
            Ok(id) => Ok(id),
            Err(EngineError::Refused(refusal)) => self.refuse_upload(upload, refusal).await?,
            Err(fault @ EngineError::Fault(_)) => return Err(fault),
        };
        match answer {
            Ok(id) => Ok(UploadTag { key: "headgate:deployment-id", value: id.to_string() }),
            Err(refusal) => {
                tracing::warn!(bucket = upload.bucket, key = upload.key, code = %refusal.code, message = refusal.message, "upload refused");
                Ok(error_tag(&refusal))
            }
        }
    }

    async fn try_upload<F>(&self, upload: &Upload, token: Token, fetch: impl FnOnce() -> F) -> Result<DeploymentId, EngineError>
    where
        F: Future<Output = Result<Object, Fault>>,
    {
        let (application, group, kind) = addressed(&upload.key)?;
        let object = fetch().await.map_err(|fault| match fault {
            // The object is gone, or too large: no later turn will find it otherwise.
            Fault::Broken(message) => Refusal::new(Exception::InvalidRevision, message).into(),
            Fault::Transient(_) | Fault::Denied(_) => EngineError::Fault(fault),
        })?;
        let content =
            read_bundle(&object.bytes, kind).map_err(|mistakes| Refusal::new(Exception::InvalidRevision, mistakes.to_string()))?;
        let revision = RevisionText::S3 {
            bucket: upload.bucket.clone(),
            key: upload.key.clone(),
            bundle_type: bundle_type(kind).to_owned(),
            version: Some(upload.version.clone()),
            e_tag: object.e_tag,
            content,
        };
        let description = Some(format!("Upload of {}", upload.key)).filter(|text| text.len() <= 256);
        let request = CreateDeployment {
            application,
            group,
            revision,
            description,
            overrides: Overrides::default(),
            alarms: None,
            rollback: None,
            token: Some(token),
            starter: upload.by.clone(),
        };
        self.create_deployment(request).await
    }
}

/// Reads `<application>/<deployment-group>/<anything>.{yaml,yml,json,zip,tgz}`.
fn addressed(key: &str) -> Result<(ApplicationName, GroupName, BundleKind), Refusal> {
    let refuse = |message: String| Refusal::new(Exception::InvalidRevision, message);
    let mut parts = key.splitn(3, '/');
    let (Some(application), Some(group), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(refuse("The key must be `<application>/<deployment-group>/<anything>.{yaml,yml,json,zip,tgz}`".to_owned()));
    };
    let application =
        ApplicationName::new(application).map_err(|error| Refusal::new(Exception::InvalidApplicationName, error.to_string()))?;
    let group = GroupName::new(group).map_err(|error| Refusal::new(Exception::InvalidDeploymentGroupName, error.to_string()))?;
    let kind = BundleKind::from_key(rest).ok_or_else(|| refuse("The key must end in .yaml, .yml, .json, .zip or .tgz".to_owned()))?;
    Ok((application, group, kind))
}

/// The kind, in CodeDeploy's words.
fn bundle_type(kind: BundleKind) -> &'static str {
    match kind {
        BundleKind::Yaml => "YAML",
        BundleKind::Json => "JSON",
        BundleKind::Zip => "zip",
        BundleKind::Tgz => "tgz",
        BundleKind::Tar => "tar",
    }
}

/// S3 takes letters, digits, spaces and `+-=._:/@` in a tag's value, 256 of them.
fn error_tag(refusal: &Refusal) -> UploadTag {
    let mistakes = refusal.message.lines().count();
    let plural = if mistakes == 1 { "" } else { "s" };
    UploadTag { key: "headgate:error", value: format!("{}: {mistakes} mistake{plural}", refusal.code) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_names_application_and_group() {
        let (application, group, kind) = addressed("shop/live/2026/11/appspec.yml").unwrap();
        assert_eq!((application.as_str(), group.as_str(), kind), ("shop", "live", BundleKind::Yaml));
        assert!(addressed("appspec.yml").is_err());
        assert!(addressed("shop/appspec.yml").is_err());
        assert!(addressed("shop/li ve/appspec.yml").is_err());
        assert!(addressed("shop/live/appspec.txt").is_err());
    }

    #[test]
    fn an_error_tag_has_only_what_s3_takes() {
        let tag = error_tag(&Refusal::new(Exception::InvalidRevision, "one\ntwo"));
        assert_eq!(tag.value, "InvalidRevisionException: 2 mistakes");
    }
}
