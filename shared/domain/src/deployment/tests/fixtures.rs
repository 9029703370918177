//! Deployments to test with, built in words.

use crate::deployment::{Creator, Deployment, Fresh, Moved, NewDeployment, Request, Revision, Settings, Target};
use crate::{
    AlarmConfiguration, AlarmName, AliasName, ApplicationName, DeploymentId, ExecutionId, FunctionArn, GroupId, GroupName, HookFunction,
    Hooks, Overrides, Plan, Qualifier, RevisionId, RollbackPolicy, Routing, Step, Version, Weight,
};
use jiff::Timestamp;

pub(super) const FUNCTIONS: [&str; 3] = ["orders", "billing", "mail"];

pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}

pub(super) fn id(number: u32) -> DeploymentId {
    DeploymentId::new(format!("d-{number:09}")).unwrap()
}

pub(super) fn execution(number: u32) -> ExecutionId {
    ExecutionId::new(format!("run-{number}")).unwrap()
}

/// Ids nobody has used: each event of a test has its own number.
pub(super) fn fresh(now: Timestamp, number: u32) -> Fresh {
    Fresh { now, asked_at: now, deployment: id(number), execution: execution(number) }
}

pub(super) fn version(number: u32) -> Version {
    Version::new(number.to_string()).unwrap()
}

pub(super) fn weight(percent: f64) -> Weight {
    Weight::try_from(percent).unwrap()
}

pub(super) fn alarm(name: &str) -> AlarmName {
    AlarmName::new(name).unwrap()
}

pub(super) fn revision(text: &str) -> RevisionId {
    RevisionId::new(text).unwrap()
}

/// Version 1 and version 2, which has `percent`.
pub(super) fn shared(percent: f64) -> Routing {
    Routing::between(&version(1), &version(2), weight(percent))
}

/// Somebody else's routing: all traffic to a version the deployment knows nothing of.
pub(super) fn foreign() -> Routing {
    Routing::all(version(7))
}

pub(super) fn function(name: &str) -> FunctionArn {
    FunctionArn::try_from(format!("arn:aws:lambda:eu-west-1:123456789012:function:{name}")).unwrap()
}

pub(super) fn target(name: &str) -> Target {
    Target::new(name.to_owned(), function(name), AliasName::new("live").unwrap(), None, Qualifier::Published(version(2)))
}

pub(super) fn step(percent: f64, bake_seconds: u32) -> Step {
    Step::new(weight(percent), bake_seconds)
}

pub(super) fn judged(percent: f64, bake_seconds: u32, hook: &str) -> Step {
    Step { hook: Some(hook_function(hook)), ..step(percent, bake_seconds) }
}

pub(super) fn plan(steps: &[Step]) -> Plan {
    Plan::new(steps.to_vec()).unwrap()
}

pub(super) fn hook_function(name: &str) -> HookFunction {
    HookFunction::new(name).unwrap()
}

/// Rolls back whatever happens.
pub(super) const ROLLS_BACK: RollbackPolicy = RollbackPolicy { enabled: true, on_failure: true, on_alarm: true, on_request: true };
/// Never rolls back.
pub(super) const STAYS: RollbackPolicy = RollbackPolicy { enabled: false, on_failure: true, on_alarm: true, on_request: true };

/// The rules of a group with one alarm, `errors`, that rolls back whatever happens.
pub(super) fn settings(plan: Plan) -> Settings {
    Settings {
        config: "Test".to_owned(),
        plan,
        alarms: AlarmConfiguration { enabled: true, ignore_poll_failure: false, names: vec![alarm("errors")] },
        ignore_active_alarms: false,
        rollback: ROLLS_BACK,
        hook_timeout_seconds: 600,
        on_conflict: crate::OnConflict::Reject,
        poll_seconds: 30,
        triggers: vec![],
    }
}

/// A deployment in the making.
pub(super) struct Make {
    pub(super) new: NewDeployment,
}

impl Make {
    pub(super) fn plan(steps: &[Step]) -> Self {
        let request = Request {
            description: None,
            revision: Revision::Content { sha256: "00".repeat(32) },
            hooks: Hooks::default(),
            overrides: Overrides::default(),
            alarms: None,
            rollback: None,
            starter: None,
        };
        let new = NewDeployment {
            id: id(1),
            application: ApplicationName::new("shop").unwrap(),
            group: GroupName::new("prod").unwrap(),
            group_id: GroupId::new("9d3c7a52-0000-4000-8000-000000000001").unwrap(),
            creator: Creator::User,
            request,
            settings: settings(plan(steps)),
            targets: vec![target(FUNCTIONS[0])],
        };
        Self { new }
    }

    /// 10 % for five minutes, then everything.
    pub(super) fn canary() -> Self {
        Self::plan(&[step(10.0, 300), step(100.0, 0)])
    }

    /// 10 %, 50 % and 100 %, a minute each, the last being the final bake.
    pub(super) fn three_steps() -> Self {
        Self::plan(&[step(10.0, 60), step(50.0, 60), step(100.0, 60)])
    }

    pub(super) fn targets(mut self, count: usize) -> Self {
        self.new.targets = FUNCTIONS[..count].iter().map(|name| target(name)).collect();
        self
    }

    pub(super) fn hooks(mut self, before: Option<&str>, after: Option<&str>) -> Self {
        self.new.request.hooks = Hooks { before_allow_traffic: before.map(hook_function), after_allow_traffic: after.map(hook_function) };
        self
    }

    /// Changes the first target.
    pub(super) fn first(mut self, change: impl FnOnce(&mut Target)) -> Self {
        change(&mut self.new.targets[0]);
        self
    }

    pub(super) fn with(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.new.settings);
        self
    }

    pub(super) fn without_rollback(self) -> Self {
        self.with(|settings| settings.rollback = STAYS)
    }

    pub(super) fn start(self, now: Timestamp) -> Moved {
        Deployment::start(&fresh(now, 1), self.new)
    }

    pub(super) fn enqueue(self, now: Timestamp) -> Moved {
        Deployment::enqueue(&fresh(now, 1), self.new, "deployment d-000000000")
    }
}
