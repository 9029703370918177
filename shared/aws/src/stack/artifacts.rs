//! The bucket that packages and templates lie in, from which CloudFormation and Lambda read them. It holds nothing else,
//! and each object under the name of what it is, so that nothing is ever overwritten by something different.

use super::undone::undone;
use super::{Account, Undone, Why};
use crate::Clients;
use crate::calls::CallLog;
use crate::faults::status;
use aws_config::timeout::TimeoutConfig;
use aws_sdk_s3::Client;
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{BucketLocationConstraint, CreateBucketConfiguration, ObjectOwnership, PublicAccessBlockConfiguration};
use serde_json::json;
use std::time::Duration;

/// A package over a slow network. One that stalls is given up sooner, by the SDK itself.
const UPLOAD: Duration = Duration::from_mins(10);
/// The region whose buckets are made without naming it.
const UNNAMED_REGION: &str = "us-east-1";

/// A bucket of one's own account.
#[derive(Clone, Debug)]
pub struct Artifacts {
    s3: Client,
    account: Account,
    region: String,
    bucket: String,
}

impl Artifacts {
    /// The bucket with this name, whether it is there or not.
    pub fn new(clients: &Clients, account: &Account, bucket: String) -> Self {
        let elsewhere = clients.shared.endpoint_url().is_some();
        let timeouts = TimeoutConfig::builder().operation_attempt_timeout(UPLOAD).operation_timeout(UPLOAD).build();
        let config = aws_sdk_s3::config::Builder::from(&clients.shared).timeout_config(timeouts).force_path_style(elsewhere);
        let s3 = Client::from_conf(config.interceptor(CallLog).build());
        let region = clients.shared.region().map(ToString::to_string).unwrap_or_default();
        Self { s3, account: account.clone(), region, bucket }
    }

    /// The bucket's name.
    pub fn bucket(&self) -> &str {
        &self.bucket
    }

    /// Whether the bucket is there.
    ///
    /// # Errors
    ///
    /// [`Undone`]; a conflict where it is somebody else's, or may be.
    pub async fn exists(&self) -> Result<bool, Undone> {
        let seen = self.s3.head_bucket().bucket(&self.bucket).expected_bucket_owner(&self.account.id).send().await;
        match seen {
            Ok(_) => Ok(true),
            Err(error) if status(&error) == Some(404) => Ok(false),
            // S3 says nothing else to those who may not see a bucket.
            Err(error) if status(&error) == Some(403) => {
                let undone = undone("s3:ListBucket", &self.named(), &error);
                let sentence = format!(
                    "{} belongs to another account than {}, or these credentials may not see it (`s3:ListBucket`)",
                    self.named(),
                    self.account.id
                );
                Err(Undone { why: Why::Conflict, sentence, ..undone })
            }
            Err(error) => Err(undone("s3:ListBucket", &self.named(), &error)),
        }
    }

    /// Makes the bucket if it is not there, and closes it to the public and to requests without TLS; whether it was made.
    /// What it holds is encrypted by S3 without being told.
    ///
    /// # Errors
    ///
    /// [`Undone`]
    pub async fn prepare(&self) -> Result<bool, Undone> {
        let made = !self.exists().await? && self.make().await?;
        // Each time: whoever made the bucket may have died before it was closed.
        self.close().await?;
        Ok(made)
    }

    /// Whether there is an object of this name.
    ///
    /// # Errors
    ///
    /// [`Undone`]
    pub async fn has(&self, key: &str) -> Result<bool, Undone> {
        let seen = self.s3.head_object().bucket(&self.bucket).key(key).expected_bucket_owner(&self.account.id).send().await;
        match seen {
            Ok(_) => Ok(true),
            Err(error) if status(&error) == Some(404) => Ok(false),
            Err(error) => Err(undone("s3:GetObject", &self.named(), &error)),
        }
    }

    /// Puts an object there. `sha256` is its sum in Base64, which S3 looks after.
    ///
    /// # Errors
    ///
    /// [`Undone`]
    pub async fn put(&self, key: &str, bytes: Vec<u8>, sha256: &str) -> Result<(), Undone> {
        let call = self.s3.put_object().bucket(&self.bucket).key(key).expected_bucket_owner(&self.account.id);
        let put = call.checksum_sha256(sha256).body(ByteStream::from(bytes)).send().await;
        put.map(|_| ()).map_err(|error| undone("s3:PutObject", &self.named(), &error))
    }

    /// Where an object is, for CloudFormation, which reads it with the credentials of whoever asks.
    ///
    /// # Errors
    ///
    /// [`Undone`]
    pub async fn url(&self, key: &str) -> Result<String, Undone> {
        let failed = |why: String| Undone { why: Why::Refused, sentence: why, code: None, request: None };
        let presigning = PresigningConfig::expires_in(Duration::from_mins(1)).map_err(|error| failed(error.to_string()))?;
        let request = self.s3.get_object().bucket(&self.bucket).key(key).presigned(presigning).await;
        let request = request.map_err(|error| undone("s3:GetObject", &self.named(), &error))?;
        // The SDK knows each region's host; what it signs is not needed.
        Ok(request.uri().split('?').next().unwrap_or_default().to_owned())
    }

    async fn make(&self) -> Result<bool, Undone> {
        let mut call = self.s3.create_bucket().bucket(&self.bucket).object_ownership(ObjectOwnership::BucketOwnerEnforced);
        if self.region != UNNAMED_REGION {
            let region = BucketLocationConstraint::from(self.region.as_str());
            call = call.create_bucket_configuration(CreateBucketConfiguration::builder().location_constraint(region).build());
        }
        match call.send().await {
            Ok(_) => Ok(true),
            // Somebody of this account was faster.
            Err(error) if error.code() == Some("BucketAlreadyOwnedByYou") => Ok(false),
            Err(error) => Err(undone("s3:CreateBucket", &self.named(), &error)),
        }
    }

    async fn close(&self) -> Result<(), Undone> {
        let nobody = PublicAccessBlockConfiguration::builder().block_public_acls(true).block_public_policy(true);
        let nobody = nobody.ignore_public_acls(true).restrict_public_buckets(true).build();
        let call = self.s3.put_public_access_block().bucket(&self.bucket).expected_bucket_owner(&self.account.id);
        let closed = call.public_access_block_configuration(nobody).send().await;
        closed.map_err(|error| undone("s3:PutBucketPublicAccessBlock", &self.named(), &error))?;
        let call = self.s3.put_bucket_policy().bucket(&self.bucket).expected_bucket_owner(&self.account.id);
        let closed = call.policy(self.policy()).send().await;
        closed.map(|_| ()).map_err(|error| undone("s3:PutBucketPolicy", &self.named(), &error))
    }

    fn policy(&self) -> String {
        let arn = format!("arn:{}:s3:::{}", self.account.partition, self.bucket);
        let only_over_tls = json!({
            "Sid": "OnlyOverTls",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [arn, format!("{arn}/*")],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        });
        json!({"Version": "2012-10-17", "Statement": [only_over_tls]}).to_string()
    }

    fn named(&self) -> String {
        format!("bucket `{}`", self.bucket)
    }
}
