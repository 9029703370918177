//! The questions that may be asked of the world. Whoever only looks changes nothing.

use headgate_domain::{
    AlarmName, AlarmState, AliasName, Failure, FunctionArn, HookFunction, Inspection, Qualifier, Routing, Version, VersionState,
};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::future::Future;

/// Whoever looks at the world for people. No answer decides anything about a deployment: a look that fails is told, and
/// the rest of the answer stands.
pub trait Observer: Send + Sync {
    /// An alias, the version it points to, and the one it is to point to; `$LATEST` is looked at as it is now.
    fn inspect(
        &self,
        function: &FunctionArn,
        alias: &AliasName,
        target: &Qualifier,
    ) -> impl Future<Output = Result<Inspection, Failure>> + Send;

    /// What calls a function without going through an alias: as a whole, `$LATEST`, or this version.
    fn bypasses(&self, function: &FunctionArn, version: &Qualifier) -> impl Future<Output = Seen<Bypass>> + Send;

    /// Alarms by their names, in their order; at most a hundred.
    fn alarms(&self, names: &[AlarmName]) -> impl Future<Output = Result<Vec<AlarmSeen>, Failure>> + Send;

    /// A validation function.
    fn hook(&self, function: &HookFunction) -> impl Future<Output = HookSeen> + Send;

    /// What aliases and their versions have served.
    fn traffic(&self, question: &TrafficQuestion) -> impl Future<Output = Seen<Series>> + Send;

    /// A function with its aliases, versions and alarms.
    ///
    /// # Errors
    ///
    /// [`Failure`] where nothing of it can be seen: there is no such function, say.
    fn function(&self, function: &FunctionArn) -> impl Future<Output = Result<FunctionSeen, Failure>> + Send;

    /// What this installation is made of, and how it is.
    fn installation(&self) -> impl Future<Output = InstallationSeen> + Send;
}

/// What was seen, and what could not be looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen<T> {
    /// What was seen.
    pub items: Vec<T>,
    /// Looks that failed, each with its action, resource and reason.
    pub unread: Vec<Failure>,
}

impl<T> Default for Seen<T> {
    fn default() -> Self {
        Self { items: vec![], unread: vec![] }
    }
}

/// Something that calls a function past its aliases: no deployment shifts its traffic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bypass {
    /// How it calls.
    pub kind: BypassKind,
    /// What it calls: `$LATEST`, which the function as a whole is too, or a version.
    pub qualifier: Qualifier,
    /// Where it comes from: an event source's ARN, a URL, or whom the function's policy lets in.
    pub source: String,
}

/// How a function is called past its aliases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BypassKind {
    /// An event source mapping.
    EventSourceMapping,
    /// A function URL.
    FunctionUrl,
    /// A statement of the function's own policy.
    Permission,
}

/// An alarm that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct AlarmSeen {
    /// Its name.
    pub name: AlarmName,
    /// How it stands; `None` where there is no such alarm.
    pub standing: Option<AlarmStanding>,
}

/// How an alarm stands.
#[derive(Clone, Debug, PartialEq)]
pub struct AlarmStanding {
    /// Its state.
    pub state: AlarmState,
    /// `CloudWatch`'s reason for the state.
    pub reason: Option<String>,
    /// When the state last changed.
    pub since: Option<Timestamp>,
    /// The metric it watches; `None` of a composite alarm and of one over an expression.
    pub metric: Option<String>,
    /// The metric's dimensions; of an expression, those that all of its metrics have.
    pub dimensions: BTreeMap<String, String>,
}

/// A validation function, as far as it can be seen without calling it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HookSeen {
    /// Whether the installation is set to call a function of this name.
    pub allowed: bool,
    /// Lambda's state of it.
    pub state: Result<VersionState, Failure>,
}

/// Whose traffic is asked for, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrafficQuestion {
    /// Aliases, each with the versions that are told apart.
    pub aliases: Vec<(FunctionArn, AliasName, Vec<Version>)>,
    /// From this instant on, a whole multiple of the period.
    pub from: Timestamp,
    /// Up to this instant, and not including it.
    pub until: Timestamp,
    /// The length of a period, in seconds: 60, 300 or 3600.
    pub period_seconds: u32,
}

/// What an alias, or one version through it, has served.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The alias's place in the question.
    pub alias: usize,
    /// The version; `None` is all of the alias.
    pub version: Option<Version>,
    /// The periods that have data, in order.
    pub points: Vec<Point>,
}

/// One period. What is `None` has no data, which is not the same as zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// When the period begins.
    pub at: Timestamp,
    /// Requests.
    pub invocations: Option<f64>,
    /// Requests that failed.
    pub errors: Option<f64>,
    /// Requests that Lambda had no room for; known of an alias as a whole only.
    pub throttles: Option<f64>,
    /// The mean time that a request took, in milliseconds.
    pub duration_ms: Option<f64>,
}

/// A function.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FunctionSeen {
    /// Its aliases, by name.
    pub aliases: Vec<AliasSeen>,
    /// Its published versions, the newest first.
    pub versions: Vec<VersionSeen>,
    /// Alarms over its metrics.
    pub alarms: Vec<AlarmSeen>,
    /// Looks that failed.
    pub unread: Vec<Failure>,
    /// What was left out because there is too much of it, in a sentence each.
    pub cut: Vec<String>,
}

/// An alias.
#[derive(Clone, Debug, PartialEq)]
pub struct AliasSeen {
    /// Its name.
    pub name: AliasName,
    /// What it says of itself.
    pub description: Option<String>,
    /// Where its traffic goes.
    pub routing: Routing,
}

/// A published version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionSeen {
    /// The version.
    pub version: Version,
    /// What it says of itself.
    pub description: Option<String>,
    /// When it was made.
    pub modified_at: Option<Timestamp>,
    /// Its runtime; `None` of a container image.
    pub runtime: Option<String>,
    /// Of its code, as Lambda writes it.
    pub code_sha256: Option<String>,
    /// Lambda's state of it, where it was looked at.
    pub state: Option<VersionState>,
}

/// An installation of Headgate.
#[derive(Clone, Debug, PartialEq)]
pub struct InstallationSeen {
    /// The stack's name.
    pub stack: String,
    /// The table that holds all state.
    pub table: String,
    /// Patterns of the functions that may be called as hooks.
    pub hook_functions: Vec<String>,
    /// Its queues.
    pub queues: Vec<QueueSeen>,
    /// Its own alarms.
    pub alarms: Result<Vec<AlarmSeen>, Failure>,
    /// When the sweep last ran through; `None` where `CloudWatch` knows of no run in the last three hours.
    pub swept_at: Result<Option<Timestamp>, Failure>,
}

/// A queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueSeen {
    /// Its name.
    pub name: String,
    /// Whether what cannot be processed ends here.
    pub dead_letters: bool,
    /// How much is in it.
    pub depth: Result<QueueDepth, Failure>,
}

/// How much is in a queue, as SQS estimates it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueueDepth {
    /// Messages that can be received.
    pub visible: u32,
    /// Messages that somebody is at work on.
    pub in_flight: u32,
    /// Messages that are not due yet.
    pub delayed: u32,
}
