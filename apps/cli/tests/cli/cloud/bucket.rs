//! The bucket.

use super::ACCOUNT;
use super::wire::{Asked, Told};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// A bucket, once it was made.
#[derive(Default)]
pub(crate) struct Bucket {
    pub(crate) name: Option<String>,
    pub(crate) is_somebody_elses: bool,
    /// What was said about it, each by its name, with how it was said.
    pub(crate) rules: BTreeMap<String, String>,
    pub(crate) objects: BTreeMap<String, Vec<u8>>,
}

impl Bucket {
    pub(super) fn answer(&mut self, asked: &Asked) -> Told {
        if self.is_somebody_elses {
            return if asked.action == "HEAD bucket" { Told::empty(403) } else { Told::error(403, "AccessDenied", "Access Denied") };
        }
        let (name, key) = asked.path.split_once('/').unwrap_or((&asked.path, ""));
        let is_there = self.name.as_deref() == Some(name);
        if asked.action == "PUT bucket" {
            self.name = Some(name.to_owned());
            let ownership = asked.header("x-amz-object-ownership");
            self.rules.insert("made".to_owned(), format!("{ownership} {}", String::from_utf8_lossy(&asked.body)));
            return Told::empty(200);
        }
        assert_eq!(asked.header("x-amz-expected-bucket-owner"), ACCOUNT, "{}", asked.action);
        match asked.action.as_str() {
            _ if !is_there => Told::empty(404),
            "HEAD bucket" => Told::empty(200),
            "HEAD object" => Told::empty(if self.objects.contains_key(key) { 200 } else { 404 }),
            "PUT object" => {
                let sum = Sha256::digest(&asked.body);
                assert_eq!(asked.header("x-amz-checksum-sha256"), STANDARD.encode(sum), "S3 refuses what is spoilt on its way");
                self.objects.insert(key.to_owned(), asked.body.to_vec());
                Told::empty(200)
            }
            "PUT bucket?publicAccessBlock" | "PUT bucket?policy" => {
                let rule = asked.action.split_once('?').unwrap().1.to_owned();
                self.rules.insert(rule, String::from_utf8_lossy(&asked.body).into_owned());
                Told::empty(200)
            }
            other => panic!("nobody asks S3 for {other}"),
        }
    }

    /// The objects' names, and the packages that a template names which are not there.
    pub(super) fn lacks(&self, template: &str) -> BTreeSet<String> {
        let uris = template.split(|char: char| char.is_whitespace() || char == '}').filter_map(|word| word.strip_prefix("s3://"));
        let keys = uris.map(|uri| uri.split_once('/').unwrap().1.to_owned());
        keys.filter(|key| !self.objects.contains_key(key)).collect()
    }
}
