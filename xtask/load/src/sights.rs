//! What there is to see in this world.

use crate::{Clerk, World};
use headgate_domain::{
    AlarmName, AlarmState, AliasName, Failure, FailureKind, FunctionArn, HookFunction, Inspection, Qualifier, VersionFacts, VersionState,
};
use headgate_engine::{
    AlarmSeen, AlarmStanding, Bypass, FunctionSeen, HookSeen, InstallationSeen, Observer, QueueDepth, QueueSeen, Seen, Series,
    TrafficQuestion,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What is out of the ordinary, or nothing would be seen of otherwise.
#[derive(Default)]
pub struct Sights {
    /// Alarms in ALARM.
    pub firing: BTreeSet<String>,
    /// Alarms without data.
    pub silent: BTreeSet<String>,
    /// Versions that are unlike the others, by `function:version`.
    pub versions: BTreeMap<String, VersionFacts>,
    /// Provisioned concurrency of every alias.
    pub provisioned: Option<u32>,
    /// What calls every function past its aliases.
    pub bypasses: Vec<Bypass>,
    /// Hooks that may not be called.
    pub forbidden: BTreeSet<String>,
    /// Functions that cannot be looked at, by name, and why.
    pub unseen: BTreeMap<String, FailureKind>,
    /// Whether CloudWatch refuses to answer.
    pub dark: bool,
    /// What every question about traffic is answered with.
    pub traffic: Vec<Series>,
    /// What every function is like.
    pub function: FunctionSeen,
    /// Messages in the queue of dead letters.
    pub dead_letters: u32,
    /// When the sweep last ran.
    pub swept_at: Option<Timestamp>,
}

impl Sights {
    fn may_see(&self, function: &str, action: &str) -> Result<(), Failure> {
        match self.unseen.get(function) {
            Some(kind) => Err(Failure { kind: *kind, message: format!("`{action}` on `{function}`: because") }),
            None => Ok(()),
        }
    }

    fn may_watch(&self, action: &str) -> Result<(), Failure> {
        let denied = || Failure { kind: FailureKind::Denied, message: format!("`{action}` on `*`: because") };
        if self.dark { Err(denied()) } else { Ok(()) }
    }

    fn facts(&self, function: &FunctionArn, version: &Qualifier) -> VersionFacts {
        let known = self.versions.get(&format!("{}:{version}", function.name())).cloned();
        known.unwrap_or_else(|| VersionFacts {
            version: version.clone(),
            role: "role".to_owned(),
            dead_letter: None,
            state: VersionState::Active,
        })
    }
}

impl World {
    /// An alias with its two versions, for whoever acts and whoever looks.
    pub(crate) fn inspection(&mut self, function: &FunctionArn, alias: &AliasName, target: &Qualifier) -> Result<Inspection, Failure> {
        self.sights.may_see(function.name(), "lambda:GetAlias")?;
        let (routing, revision) = self.routing(function, alias);
        let (current, target) = (self.sights.facts(function, routing.primary()), self.sights.facts(function, target));
        Ok(Inspection { routing, revision, current, target, provisioned: self.sights.provisioned })
    }

    /// An alarm, for whoever acts and whoever looks.
    pub(crate) fn alarm(&self, name: &AlarmName) -> AlarmSeen {
        let (state, reason) = match name.as_str() {
            firing if self.sights.firing.contains(firing) => (AlarmState::Alarm, "3 of 3 datapoints were above 1"),
            silent if self.sights.silent.contains(silent) => (AlarmState::InsufficientData, "there are no datapoints"),
            _ => (AlarmState::Ok, "no datapoint was above 1"),
        };
        let dimensions = BTreeMap::from([("FunctionName".to_owned(), "orders".to_owned())]);
        let standing = AlarmStanding {
            state,
            reason: Some(reason.to_owned()),
            since: Some(Timestamp::UNIX_EPOCH),
            metric: Some("Errors".to_owned()),
            dimensions,
        };
        AlarmSeen { name: name.clone(), standing: Some(standing).filter(|_| !self.missing.contains(name.as_str())) }
    }
}

impl Observer for Clerk {
    async fn inspect(&self, function: &FunctionArn, alias: &AliasName, target: &Qualifier) -> Result<Inspection, Failure> {
        self.world().inspection(function, alias, target)
    }

    async fn bypasses(&self, function: &FunctionArn, _: &Qualifier) -> Seen<Bypass> {
        let world = self.world();
        match world.sights.may_see(function.name(), "lambda:GetPolicy") {
            Ok(()) => Seen { items: world.sights.bypasses.clone(), unread: vec![] },
            Err(failure) => Seen { items: vec![], unread: vec![failure] },
        }
    }

    async fn alarms(&self, names: &[AlarmName]) -> Result<Vec<AlarmSeen>, Failure> {
        let world = self.world();
        world.sights.may_watch("cloudwatch:DescribeAlarms")?;
        Ok(names.iter().map(|name| world.alarm(name)).collect())
    }

    async fn hook(&self, function: &HookFunction) -> HookSeen {
        let world = self.world();
        let name = function.as_str().split(':').next().unwrap_or_default();
        HookSeen {
            allowed: !world.sights.forbidden.contains(name),
            state: world.sights.may_see(name, "lambda:GetFunctionConfiguration").map(|()| VersionState::Active),
        }
    }

    async fn traffic(&self, _: &TrafficQuestion) -> Seen<Series> {
        let world = self.world();
        let unread = world.sights.may_watch("cloudwatch:GetMetricData").err().into_iter().collect();
        Seen { items: world.sights.traffic.clone(), unread }
    }

    async fn function(&self, function: &FunctionArn) -> Result<FunctionSeen, Failure> {
        let world = self.world();
        world.sights.may_see(function.name(), "lambda:ListAliases")?;
        Ok(world.sights.function.clone())
    }

    async fn installation(&self) -> InstallationSeen {
        let world = self.world();
        let sights = &world.sights;
        let queue = |name: &str, dead_letters, visible| {
            let depth = Ok(QueueDepth { visible, ..QueueDepth::default() });
            QueueSeen { name: name.to_owned(), dead_letters, depth }
        };
        let own = AlarmName::new("headgate-SweepMissingAlarm").expect("an alarm's name");
        InstallationSeen {
            stack: "headgate".to_owned(),
            table: "headgate-Table".to_owned(),
            hook_functions: vec!["arn:aws:lambda:eu-west-1:123456789012:function:CodeDeployHook_*".to_owned()],
            queues: vec![queue("wake", false, 3), queue("dead", true, sights.dead_letters)],
            alarms: sights.may_watch("cloudwatch:DescribeAlarms").map(|()| vec![world.alarm(&own)]),
            swept_at: sights.may_watch("cloudwatch:GetMetricData").map(|()| sights.swept_at),
        }
    }
}
