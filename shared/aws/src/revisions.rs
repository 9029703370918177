//! What was uploaded: read from S3, and tagged with what became of it.

use crate::Clients;
use crate::clients::Lazy;
use crate::faults::Asked;
use aws_sdk_s3::Client;
use aws_sdk_s3::types::{Tag, Tagging};
use headgate_engine::{Fault, Object, UploadTag};

/// The largest object that is read. An AppSpec has 256 KiB at most, but it may come in an archive.
pub const OBJECT_BYTES_MAX: u64 = 50 << 20;
/// The most tags that an object takes.
const TAGS_MAX: usize = 10;
/// How S3 names the only version in a bucket without versions.
const UNVERSIONED: &str = "null";

/// Reads and tags objects.
#[derive(Debug)]
pub struct Revisions {
    s3: Lazy<Client>,
}

impl Revisions {
    /// Over a client of S3.
    pub fn new(clients: &Clients) -> Self {
        Self { s3: clients.later(Clients::s3) }
    }

    /// Reads one version of an object; without a version, the newest.
    ///
    /// # Errors
    ///
    /// A fault; broken when there is no such object, or it is larger than [`OBJECT_BYTES_MAX`].
    pub async fn fetch(&self, bucket: &str, key: &str, version: Option<&str>) -> Result<Object, Fault> {
        let resource = format!("{bucket}/{key}");
        let asked = Asked { action: "s3:GetObject", resource: &resource };
        let call = self.s3.get_object().bucket(bucket).key(key).set_version_id(versioned(version));
        let answer = call.send().await.map_err(|error| asked.fault(&error))?;
        let announced = answer.content_length().and_then(|length| u64::try_from(length).ok()).unwrap_or_default();
        let too_large = || Fault::Broken(format!("`{resource}` is larger than the {OBJECT_BYTES_MAX} bytes that are read"));
        if announced > OBJECT_BYTES_MAX {
            return Err(too_large());
        }
        let e_tag = answer.e_tag().map(|tag| tag.trim_matches('"').to_owned());
        let mut body = answer.body;
        let mut bytes = vec![];
        while let Some(chunk) = body.next().await {
            let chunk = chunk.map_err(|error| Fault::Transient(format!("`{resource}` could not be read to its end: {error}")))?;
            bytes.extend_from_slice(&chunk);
            if bytes.len() as u64 > OBJECT_BYTES_MAX {
                return Err(too_large());
            }
        }
        Ok(Object { bytes, e_tag })
    }

    /// Tags a version of an object, and leaves the tags of others as they are.
    ///
    /// # Errors
    ///
    /// A fault; broken when others have given it all the tags it takes.
    pub async fn tag(&self, bucket: &str, key: &str, version: Option<&str>, tag: &UploadTag) -> Result<(), Fault> {
        let resource = format!("{bucket}/{key}");
        let reading = Asked { action: "s3:GetObjectTagging", resource: &resource };
        let call = self.s3.get_object_tagging().bucket(bucket).key(key).set_version_id(versioned(version));
        let found = call.send().await.map_err(|error| reading.fault(&error))?;
        let tagging = merged(found.tag_set, tag).ok_or_else(|| Fault::Broken(format!("`{resource}` has {TAGS_MAX} tags already")))?;
        let writing = Asked { action: "s3:PutObjectTagging", resource: &resource };
        let call = self.s3.put_object_tagging().bucket(bucket).key(key).set_version_id(versioned(version));
        call.tagging(tagging).send().await.map(|_| ()).map_err(|error| writing.fault(&error))
    }
}

fn versioned(version: Option<&str>) -> Option<String> {
    version.filter(|version| *version != UNVERSIONED).map(str::to_owned)
}

/// The others' tags and ours; an object that was refused and then started has only the newer one.
fn merged(found: Vec<Tag>, tag: &UploadTag) -> Option<Tagging> {
    let others = found.into_iter().filter(|found| !found.key().starts_with("headgate:"));
    let ours = Tag::builder().key(tag.key).value(&tag.value).build().ok();
    let tags: Vec<Tag> = others.chain(ours).collect();
    if tags.len() > TAGS_MAX { None } else { Tagging::builder().set_tag_set(Some(tags)).build().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake::{Answer, Fake};

    const ID: UploadTag = UploadTag { key: "headgate:deployment-id", value: String::new() };

    fn tag(key: &str) -> Tag {
        Tag::builder().key(key).value("v").build().unwrap()
    }

    fn keys(tags: Vec<Tag>) -> Option<Vec<String>> {
        merged(tags, &ID).map(|tagging| tagging.tag_set().iter().map(|tag| tag.key().to_owned()).collect())
    }

    #[test]
    fn the_tags_of_others_stay_and_ours_is_the_newest() {
        assert_eq!(keys(vec![tag("cost"), tag("headgate:error")]), Some(vec!["cost".to_owned(), "headgate:deployment-id".to_owned()]));
        let nine: Vec<Tag> = (0..9).map(|n| tag(&n.to_string())).collect();
        assert_eq!(keys(nine.clone()).map(|keys| keys.len()), Some(10));
        let ten: Vec<Tag> = nine.into_iter().chain([tag("9")]).collect();
        assert_eq!(keys(ten), None);
    }

    #[tokio::test]
    async fn the_version_that_is_named_is_the_one_that_is_read() {
        let fake = Fake::new(|_| Answer::Raw(200, &[("etag", "\"abc\""), ("content-length", "5")], b"hello".to_vec()));
        let revisions = Revisions::new(&fake.clients());
        let object = revisions.fetch("bucket", "a b/c.yaml", Some("v1")).await.unwrap();
        assert_eq!((object.bytes.as_slice(), object.e_tag.as_deref()), (b"hello".as_slice(), Some("abc")));
        revisions.fetch("bucket", "c.yaml", Some("null")).await.unwrap();
        assert_eq!(fake.names(), ["GET /bucket/a%20b/c.yaml?x-id=GetObject&versionId=v1", "GET /bucket/c.yaml?x-id=GetObject"]);
    }

    #[tokio::test]
    async fn what_is_too_large_is_not_read() {
        let fake = Fake::new(|_| Answer::Raw(200, &[("content-length", "52428801")], vec![]));
        let fault = Revisions::new(&fake.clients()).fetch("bucket", "c.zip", None).await.unwrap_err();
        assert_eq!(fault, Fault::Broken("`bucket/c.zip` is larger than the 52428800 bytes that are read".to_owned()));
    }

    #[tokio::test]
    async fn an_object_that_is_not_there_is_nothing_to_wait_for() {
        let fake = Fake::new(|_| Answer::Error(404, "NoSuchKey"));
        let fault = Revisions::new(&fake.clients()).fetch("bucket", "c.zip", None).await.unwrap_err();
        assert!(matches!(fault, Fault::Broken(_)), "{fault:?}");
    }
}
