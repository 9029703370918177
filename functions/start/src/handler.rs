//! Uploads and direct calls.

use headgate_aws::{Proofs, Revisions};
use headgate_domain::UserId;
use headgate_engine::{Access, Caller, Fault, Upload, UploadTag};
use headgate_lambda::{Environment, Failure, Handler, Invocation, SettingError, TurnEngine, create, proofs, proven, revisions, turning};
use headgate_wire::{Call, Reply, shown};
use serde::Deserialize;
use serde_json::{Value, json};

/// The function.
pub(crate) struct Start {
    engine: TurnEngine,
    revisions: Revisions,
    bucket: String,
    proofs: Proofs,
}

impl Handler for Start {
    fn new(environment: &Environment) -> Result<Self, SettingError> {
        let (engine, revisions, proofs) = (turning(environment)?, revisions(environment)?, proofs(environment)?);
        Ok(Self { engine, revisions, bucket: environment.bucket()?, proofs })
    }

    async fn handle(&self, event: Value, _: &Invocation) -> Result<Value, Failure> {
        match decode(event)? {
            Request::Uploads(uploads) => self.start_all(uploads).await,
            Request::Direct(input) => self.start_directly(input).await,
        }
    }
}

/// What an event asks for.
#[derive(Debug, PartialEq)]
enum Request {
    /// These objects were uploaded, or what tells of one cannot be read. S3's test event is about none.
    Uploads(Vec<Result<Upload, Failure>>),
    /// The input of `CreateDeployment`.
    Direct(Value),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Notification {
    s3: Stored,
    user_identity: Option<Uploader>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Uploader {
    principal_id: Option<String>,
}

#[derive(Deserialize)]
struct Stored {
    bucket: Bucket,
    object: Object,
}

#[derive(Deserialize)]
struct Bucket {
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Object {
    key: String,
    version_id: Option<String>,
}

impl Start {
    /// Every upload has its turn, whatever becomes of the others; S3 sends the event again after a fault.
    async fn start_all(&self, uploads: Vec<Result<Upload, Failure>>) -> Result<Value, Failure> {
        let mut answers = vec![];
        let mut failure = None;
        for upload in uploads {
            let started = match upload {
                Ok(upload) => self.start(&upload).await.map(|tag| json!({ "key": upload.key, tag.key: tag.value })),
                Err(unreadable) => Err(unreadable),
            };
            match started {
                Ok(answer) => answers.push(answer),
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        failure.map_or_else(|| Ok(json!({ "uploads": answers })), Err)
    }

    async fn start(&self, upload: &Upload) -> Result<UploadTag, Failure> {
        let Upload { bucket, key, version, .. } = upload;
        if let Some(refused) = from_elsewhere(upload, &self.bucket) {
            return Ok(refused);
        }
        let started = self.engine.start_upload(upload, || self.revisions.fetch(bucket, key, Some(version)));
        let tag = Box::pin(started).await?;
        self.tag(upload, &tag).await?;
        Ok(tag)
    }

    /// The tag tells the uploader; what keeps it from being written for good does not undo what it tells of.
    async fn tag(&self, Upload { bucket, key, version, .. }: &Upload, tag: &UploadTag) -> Result<(), Fault> {
        match self.revisions.tag(bucket, key, Some(version), tag).await {
            Err(fault @ (Fault::Denied(_) | Fault::Broken(_))) => {
                tracing::error!(bucket, key, %fault, "the upload could not be tagged");
                Ok(())
            }
            tagged => tagged,
        }
    }

    async fn start_directly(&self, input: Value) -> Result<Value, Failure> {
        let call = Call { operation: "CreateDeployment".to_owned(), input };
        let identity = match proven(&self.proofs, &call).await? {
            Ok(identity) => identity,
            Err(refused) => return Ok(json!({ "error": refused })),
        };
        // Whoever may invoke this function, or upload, may deploy everywhere.
        let caller = Caller { access: Access::deployer(), identity };
        Ok(match create(&self.engine, &self.revisions, call.input, &caller).await? {
            Reply::Output(output) => output,
            Reply::Error(error) => json!({ "error": error }),
        })
    }
}

/// The answer to an upload to another bucket than the stack's own. S3 may invoke this function for every bucket of the
/// account, and who may upload there is not who may deploy.
fn from_elsewhere(Upload { bucket, key, .. }: &Upload, own: &str) -> Option<UploadTag> {
    if bucket == own {
        return None;
    }
    tracing::warn!(bucket, key, "an upload to another bucket starts nothing: upload to `{own}`, or name the object to `CreateDeployment`");
    Some(UploadTag { key: "headgate:error", value: "AccessDeniedException: 1 mistake".to_owned() })
}

fn decode(event: Value) -> Result<Request, Failure> {
    if event["Event"] == "s3:TestEvent" {
        return Ok(Request::Uploads(vec![]));
    }
    match event.get("Records") {
        None => Ok(Request::Direct(event)),
        Some(records) => Ok(Request::Uploads(uploads(records)?)),
    }
}

fn uploads(records: &Value) -> Result<Vec<Result<Upload, Failure>>, Failure> {
    let records = records.as_array().ok_or_else(|| Failure::unreadable("`Records` is no list: give an event as S3 sends it"))?;
    Ok(records.iter().enumerate().map(|(index, record)| upload(index, record)).collect())
}

fn upload(index: usize, record: &Value) -> Result<Upload, Failure> {
    let unreadable = |error: serde_json::Error| Failure::unreadable(format!("`Records[{index}]` tells of no upload to S3: {error}"));
    let Notification { s3: Stored { bucket, object }, user_identity } = Notification::deserialize(record).map_err(unreadable)?;
    let no_key = || Failure::unreadable(format!("`Records[{index}].s3.object.key` is {}, no key as S3 writes it", shown(&object.key)));
    let key = decoded(&object.key).ok_or_else(no_key)?;
    // What is no user id is nobody's: a plan that has to know is refused for it.
    let by = user_identity.and_then(|by| UserId::of_principal_id(&by.principal_id?).ok());
    Ok(Upload { bucket: bucket.name, key, version: object.version_id.unwrap_or_else(|| "null".to_owned()), by })
}

/// S3 writes a key as a form does: `+` for a space, and `%` with two digits for what is not plain.
fn decoded(key: &str) -> Option<String> {
    let mut bytes = key.bytes();
    let mut decoded = vec![];
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => 16 * digit(bytes.next()?)? + digit(bytes.next()?)?,
            plain => plain,
        });
    }
    String::from_utf8(decoded).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod hostile;

#[cfg(test)]
mod tests {
    use super::*;

    fn put(object: &Value) -> Value {
        json!({ "Records": [{ "eventSource": "aws:s3", "s3": { "bucket": { "name": "revisions" }, "object": object } }] })
    }

    #[test]
    fn the_key_of_an_upload_is_decoded() {
        let event = put(&json!({ "key": "my+app/li%2Bve/%C3%A4%20b.yaml", "versionId": "v1" }));
        let upload =
            Upload { bucket: "revisions".to_owned(), key: "my app/li+ve/ä b.yaml".to_owned(), version: "v1".to_owned(), by: None };
        assert_eq!(decode(event), Ok(Request::Uploads(vec![Ok(upload)])));
        for wrong in ["a%2", "a%zz", "%ff"] {
            let Ok(Request::Uploads(uploads)) = decode(put(&json!({ "key": wrong }))) else { panic!("uploads") };
            let message = uploads[0].as_ref().unwrap_err().to_string();
            assert_eq!(message, format!("`Records[0].s3.object.key` is `{wrong}`, no key as S3 writes it"));
        }
    }

    #[test]
    fn whoever_has_uploaded_is_known_by_his_id() {
        let by = |identity: Value| {
            let mut event = put(&json!({ "key": "shop/live/a.yaml" }));
            event["Records"][0]["userIdentity"] = identity;
            let Ok(Request::Uploads(uploads)) = decode(event) else { panic!("uploads") };
            uploads[0].as_ref().unwrap().by.as_ref().map(ToString::to_string)
        };
        assert_eq!(by(json!({ "principalId": "AWS:AROAROLE:anna" })).as_deref(), Some("AROAROLE:anna"));
        assert_eq!(by(json!({ "principalId": "AIDAANNA" })).as_deref(), Some("AIDAANNA"));
        for nobody in [json!(null), json!({}), json!({ "principalId": "" }), json!({ "principalId": "a b" })] {
            assert_eq!(by(nobody.clone()), None, "{nobody}");
        }
    }

    #[test]
    fn one_that_cannot_be_read_does_not_hide_the_next() {
        let mut event = put(&json!({ "key": "shop/live/a.yaml" }));
        let good = event["Records"][0].clone();
        event["Records"] = json!([{ "s3": { "bucket": {} } }, good, 7, good]);
        let Ok(Request::Uploads(uploads)) = decode(event) else { panic!("uploads") };
        let read: Vec<bool> = uploads.iter().map(Result::is_ok).collect();
        assert_eq!(read, [false, true, false, true]);
        assert!(uploads[2].as_ref().unwrap_err().to_string().starts_with("`Records[2]` tells of no upload to S3"));
    }

    #[test]
    fn the_samples_are_understood() {
        let decoded = |text: &str| decode(serde_json::from_str(text).unwrap()).unwrap();
        let Request::Uploads(uploads) = decoded(include_str!("../../../events/start/s3-put.json")) else { panic!("uploads") };
        assert_eq!(uploads[0].as_ref().unwrap().key, "shop/live/2026-11-05 release/appspec.yaml");
        let Request::Direct(input) = decoded(include_str!("../../../events/start/canary.json")) else { panic!("a call") };
        assert_eq!(input["applicationName"], "shop");
    }

    #[test]
    fn a_bucket_without_versions_has_the_version_null() {
        let Ok(Request::Uploads(uploads)) = decode(put(&json!({ "key": "a/b/c.yaml" }))) else { panic!("uploads") };
        assert_eq!(uploads[0].as_ref().unwrap().version, "null");
    }

    #[test]
    fn an_upload_to_another_bucket_starts_nothing() {
        let Ok(Request::Uploads(uploads)) = decode(put(&json!({ "key": "a/b/c.yaml" }))) else { panic!("uploads") };
        let upload = uploads[0].as_ref().unwrap();
        assert_eq!(from_elsewhere(upload, "revisions"), None);
        for own in ["revision", "revisions-2", ""] {
            assert_eq!(from_elsewhere(upload, own).map(|tag| tag.key), Some("headgate:error"), "{own}");
        }
    }

    #[test]
    fn what_is_no_event_is_a_call() {
        assert_eq!(decode(json!({ "Service": "Amazon S3", "Event": "s3:TestEvent" })), Ok(Request::Uploads(vec![])));
        let input = json!({ "applicationName": "shop" });
        assert_eq!(decode(input.clone()), Ok(Request::Direct(input)));
        assert!(decode(json!({ "Records": { "Sns": {} } })).is_err());
    }
}
