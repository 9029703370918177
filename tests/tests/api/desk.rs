//! A desk to make calls from: an engine whose time and chance are in the caller's hand.

use headgate_domain::{Account, Identity};
use headgate_engine::{Access, ApiError, Caller, Engine, Fault, Installation, Object, S3Location, Source, Store};
use headgate_load::Clerk;
use headgate_sim::{MemoryStore, at_once};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// 2026-01-01T00:00:00Z.
pub(crate) const EPOCH: i64 = 1_767_225_600;
pub(crate) const ROLE: &str = "arn:aws:iam::123456789012:role/deployer";
pub(crate) const TOPIC: &str = "arn:aws:sns:eu-west-1:123456789012:news";

pub(crate) struct Desk {
    pub(crate) clerk: Clerk,
    pub(crate) engine: Engine<MemoryStore, Clerk>,
    /// Objects in S3, by key.
    pub(crate) objects: BTreeMap<String, Result<Object, Fault>>,
    now: Arc<AtomicI64>,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let (clerk, now, count) = (Clerk::default(), Arc::new(AtomicI64::new(EPOCH)), AtomicU64::new(1));
        let clock = Arc::clone(&now);
        let chance = move |bytes: &mut [u8]| bytes[..8].copy_from_slice(&count.fetch_add(1, Ordering::Relaxed).to_le_bytes());
        let source = Source::new(move || Timestamp::from_second(clock.load(Ordering::Relaxed)).unwrap(), chance);
        let account = Account { partition: "aws".to_owned(), region: "eu-west-1".to_owned(), id: "123456789012".to_owned() };
        let installation = Installation { account, poll_seconds: 30, retention_days: None };
        let engine = Engine::new(MemoryStore::new(), clerk.clone(), source, installation);
        Self { clerk, engine, objects: BTreeMap::new(), now }
    }

    /// With application `shop`, group `live`, and configuration `steps`.
    pub(crate) fn furnished() -> Self {
        let desk = Self::new();
        desk.ok("CreateApplication", json!({"applicationName": "shop", "computePlatform": "Lambda"}));
        desk.ok("CreateDeploymentConfig", steps("steps"));
        desk.ok("CreateDeploymentGroup", group("live"));
        desk
    }

    pub(crate) fn call(&self, operation: &str, input: Value) -> Result<Value, ApiError> {
        self.call_as(&Access::administrator(), operation, input)
    }

    /// As somebody who may do everything and is known.
    pub(crate) fn call_by(&self, identity: &Identity, operation: &str, input: Value) -> Result<Value, ApiError> {
        self.call_of(&Caller { access: Access::administrator(), identity: Some(identity.clone()) }, operation, input)
    }

    pub(crate) fn call_as(&self, access: &Access, operation: &str, input: Value) -> Result<Value, ApiError> {
        self.call_of(&access.clone().into(), operation, input)
    }

    fn call_of(&self, caller: &Caller, operation: &str, input: Value) -> Result<Value, ApiError> {
        at_once(self.engine.call(operation, input, caller, &self.clerk, |at: S3Location| {
            let missing = || Err(Fault::Broken("s3:GetObject: NoSuchKey".to_owned()));
            std::future::ready(self.objects.get(&at.key).cloned().unwrap_or_else(missing))
        }))
    }

    pub(crate) fn ok(&self, operation: &str, input: Value) -> Value {
        self.call(operation, input).unwrap_or_else(|error| panic!("{operation}: {error}"))
    }

    /// The exception's name.
    pub(crate) fn refused(&self, operation: &str, input: Value) -> String {
        match self.call(operation, input) {
            Ok(answer) => panic!("{operation} was answered: {answer}"),
            Err(error) => error.code,
        }
    }

    /// Starts a deployment of group `live` from version 1 to version 2, changed by `patch`.
    pub(crate) fn deploy(&self, patch: Value) -> String {
        let answer = self.ok("CreateDeployment", with(deployment("live"), patch));
        answer["deploymentId"].as_str().unwrap().to_owned()
    }

    pub(crate) fn info(&self, id: &str) -> Value {
        self.ok("GetDeployment", json!({"deploymentId": id}))["deploymentInfo"].clone()
    }

    /// Lets time pass; whatever becomes due has its turn.
    pub(crate) fn pass(&self, seconds: i64) {
        let until = self.now.load(Ordering::Relaxed) + seconds;
        for _ in 0..10_000 {
            let due = at_once(self.engine.store().due(Timestamp::from_second(until).unwrap(), 1)).unwrap();
            let Some(next) = due.into_iter().next() else {
                self.now.store(until, Ordering::Relaxed);
                return;
            };
            let whole_seconds = next.due_at.as_second() + i64::from(next.due_at.subsec_nanosecond() > 0);
            self.now.fetch_max(whole_seconds, Ordering::Relaxed);
            at_once(self.engine.turn(&next.deployment, Some(next.generation))).unwrap();
        }
        panic!("something is due again and again");
    }
}

/// `base` with the members of `patch`; `null` takes one out.
pub(crate) fn with(mut base: Value, patch: Value) -> Value {
    let Value::Object(patch) = patch else { return patch };
    let members = base.as_object_mut().unwrap();
    for (name, value) in patch {
        if value.is_null() {
            members.remove(&name);
        } else {
            members.insert(name, value);
        }
    }
    base
}

pub(crate) fn group(name: &str) -> Value {
    json!({"applicationName": "shop", "deploymentGroupName": name, "serviceRoleArn": ROLE})
}

pub(crate) fn steps(name: &str) -> Value {
    let steps =
        json!([{"weight": 0.5, "bakeSeconds": 60}, {"weight": 50, "bakeSeconds": 300, "hook": "judge"}, {"weight": 100, "bakeSeconds": 0}]);
    json!({"deploymentConfigName": name, "computePlatform": "Lambda", "trafficRoutingConfig": {"type": "Steps", "steps": steps}})
}

/// An AppSpec that moves `function:live` from version 1 to version 2.
pub(crate) fn appspec(function: &str) -> String {
    let properties = json!({"Name": function, "Alias": "live", "CurrentVersion": "1", "TargetVersion": "2"});
    json!({"version": "0.0", "Resources": [{"fn": {"Type": "AWS::Lambda::Function", "Properties": properties}}]}).to_string()
}

pub(crate) fn content(text: &str) -> Value {
    json!({"revisionType": "AppSpecContent", "appSpecContent": {"content": text}})
}

pub(crate) fn deployment(group: &str) -> Value {
    json!({"applicationName": "shop", "deploymentGroupName": group, "revision": content(&appspec("orders"))})
}
