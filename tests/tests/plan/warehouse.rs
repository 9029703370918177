//! An engine over a full table.

use crate::counting::{Counting, Tally};
use crate::inputs::{self, appspec};
use headgate_aws::Onlooker;
use headgate_domain::Account;
use headgate_engine::{Access, ApiError, Engine, Fault, Installation, Object, S3Location, Source};
use headgate_load::Clerk;
use headgate_sim::at_once;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// Applications; groups of one of them; and deployments in each group.
const APPLICATIONS: usize = 1_000;
const GROUPS: usize = 1_000;
const DEPLOYMENTS: usize = 10;

pub(crate) struct Warehouse {
    engine: Engine<Counting, Onlooker>,
    store: Counting,
    /// A deployment that is in the middle of it all.
    deployment: String,
}

impl Warehouse {
    pub(crate) fn full() -> Self {
        let store = Counting::default();
        let (count, clock) = (AtomicU64::new(1), Arc::new(AtomicI64::new(1_800_000_000)));
        let chance = move |bytes: &mut [u8]| bytes[..8].copy_from_slice(&count.fetch_add(1, Ordering::Relaxed).to_le_bytes());
        let source = Source::new(move || Timestamp::from_second(clock.fetch_add(1, Ordering::Relaxed)).unwrap(), chance);
        let account = Account { partition: "aws".to_owned(), region: "eu-west-1".to_owned(), id: "123456789012".to_owned() };
        let installation = Installation { account, poll_seconds: 30, retention_days: None };
        let engine = Engine::new(store.clone(), Onlooker, source, installation);
        let mut warehouse = Self { engine, store, deployment: String::new() };
        warehouse.fill();
        warehouse
    }

    fn fill(&mut self) {
        for number in 0..APPLICATIONS {
            let name = if number == 0 { "shop".to_owned() } else { format!("application-{number}") };
            self.ok("CreateApplication", json!({"applicationName": name, "computePlatform": "Lambda"}));
        }
        for name in ["spare", "surplus"] {
            self.ok("CreateDeploymentConfig", inputs::config(name));
        }
        for name in ["rack-6", "rack-7"] {
            self.ok("RegisterOnPremisesInstance", inputs::instance(name));
        }
        for number in 0..GROUPS {
            let name = format!("group-{number}");
            self.ok("CreateDeploymentGroup", inputs::group(&name));
            for _ in 0..if number + 1 == GROUPS { 0 } else { DEPLOYMENTS } {
                let made = self.ok("CreateDeployment", inputs::deployment(&name, &appspec(&name)));
                if number == GROUPS / 2 {
                    made["deploymentId"].as_str().unwrap().clone_into(&mut self.deployment);
                }
            }
        }
    }

    /// What an operation asks of the table, once.
    pub(crate) fn tally(&self, operation: &str) -> Tally {
        let input = inputs::of(operation, &self.deployment);
        self.store.take();
        let answer = self.call(operation, input);
        let tally = self.store.take();
        if let Err(error) = answer {
            assert!(inputs::may_be_refused(operation), "{operation}: {error}");
        }
        tally
    }

    fn ok(&self, operation: &str, input: Value) -> Value {
        self.call(operation, input).unwrap_or_else(|error| panic!("{operation}: {error}"))
    }

    fn call(&self, operation: &str, input: Value) -> Result<Value, ApiError> {
        let nothing = |_: S3Location| std::future::ready(Err::<Object, _>(Fault::Broken("there are no objects".to_owned())));
        at_once(self.engine.call(operation, input, &Access::administrator().into(), &Clerk::default(), nothing))
    }
}
