//! The samples in `events/` are ones that a person can send: what each function makes of its own is
//! tested beside the function; here they are put to the engine.

use headgate_aws::Onlooker;
use headgate_domain::{Account, Identity, PrincipalArn, UserId};
use headgate_engine::{Access, ApiError, Caller, Engine, Fault, Installation, Object, S3Location, Source};
use headgate_load::Clerk;
use headgate_sim::{MemoryStore, at_once};
use headgate_wire::{Call, OPERATIONS};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

fn samples(folder: &str) -> BTreeMap<String, Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../events").join(folder);
    let files = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    files.map(|file| sample(&file.expect("a folder can be listed").path())).collect()
}

fn sample(path: &Path) -> (String, Value) {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let name = path.file_stem().and_then(|name| name.to_str()).expect("a sample has a name");
    (name.to_owned(), value)
}

struct Office(Engine<MemoryStore, Onlooker>);

impl Office {
    fn new() -> Self {
        let count = AtomicU64::new(1);
        let chance = move |bytes: &mut [u8]| bytes[..8].copy_from_slice(&count.fetch_add(1, Ordering::Relaxed).to_le_bytes());
        let source = Source::new(|| Timestamp::UNIX_EPOCH, chance);
        let account = Account { partition: "aws".to_owned(), region: "eu-west-1".to_owned(), id: "123456789012".to_owned() };
        let installation = Installation { account, poll_seconds: 30, retention_days: None };
        Self(Engine::new(MemoryStore::new(), Onlooker, source, installation))
    }

    /// With what the samples themselves make.
    fn furnished() -> Self {
        let office = Self::new();
        let api = samples("api");
        for operation in ["CreateApplication", "CreateDeploymentConfig", "CreateDeploymentGroup", "RegisterOnPremisesInstance"] {
            office.call(operation, api[operation]["input"].clone()).unwrap_or_else(|error| panic!("{operation}: {error}"));
        }
        office
    }

    fn call(&self, operation: &str, input: Value) -> Result<Value, ApiError> {
        let nothing = |_: S3Location| std::future::ready(Err::<Object, _>(Fault::Broken("there are no objects".to_owned())));
        let caller = Caller { access: Access::administrator(), identity: Some(somebody()) };
        at_once(self.0.call(operation, input, &caller, &Clerk::default(), nothing))
    }
}

fn somebody() -> Identity {
    let arn = PrincipalArn::new("arn:aws:iam::123456789012:user/ann").expect("a principal");
    Identity { arn, user_id: UserId::new("AIDAEXAMPLEOFANN").expect("a user id") }
}

#[test]
fn every_operation_has_a_sample_under_its_name() {
    let api = samples("api");
    let named: BTreeSet<&str> = api.keys().map(String::as_str).collect();
    assert_eq!(named, OPERATIONS.iter().map(|operation| operation.name).collect());
    for (name, sample) in api {
        let call: Call = serde_json::from_value(sample).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(call.operation, name);
    }
}

/// A sample may name what is not there, but nothing in it may be wrong.
#[test]
fn no_operation_finds_fault_with_its_sample() {
    let missing = [
        "ApplicationAlreadyExistsException",
        "DeploymentConfigAlreadyExistsException",
        "DeploymentDoesNotExistException",
        "DeploymentGroupAlreadyExistsException",
        "GitHubAccountTokenDoesNotExistException",
        "InstanceNameAlreadyRegisteredException",
        "RevisionDoesNotExistException",
    ];
    for (operation, sample) in samples("api") {
        let office = Office::furnished();
        if let Err(error) = office.call(&operation, sample["input"].clone()) {
            assert!(missing.contains(&error.code.as_str()), "{operation}: {error}");
        }
    }
}

#[test]
fn every_direct_start_becomes_a_deployment() {
    let mut inputs = samples("start");
    assert!(inputs.remove("s3-put").is_some());
    assert_eq!(inputs.keys().collect::<Vec<_>>(), ["all-at-once", "canary", "linear", "steps", "two-functions"]);
    for (name, input) in inputs {
        let office = Office::furnished();
        let answer = office.call("CreateDeployment", input).unwrap_or_else(|error| panic!("{name}: {error}"));
        let id = answer["deploymentId"].as_str().unwrap();
        let info = office.call("GetDeployment", json!({ "deploymentId": id })).unwrap();
        assert_eq!(info["deploymentInfo"]["status"], "Created", "{name}");
    }
}
