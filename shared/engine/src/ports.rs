//! The two ports. An adapter that keeps these promises is all the engine needs.

use crate::Fault;
use headgate_domain::{AlarmName, AliasName, Deployment, DeploymentId, Effect, Entry, Event, FunctionArn, GroupId, Notice, Status};
use jiff::Timestamp;
use std::fmt;
use std::future::Future;

/// Counts the writes of one item; every write is conditional on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rev(pub u64);

/// The revision at which a deployment's next wake was decided: a wake made for an older one re-arms nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(pub u64);

/// A deployment as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The value.
    pub deployment: Deployment,
    /// Its revision.
    pub rev: Rev,
    /// When its present `due_at` was decided.
    pub generation: Generation,
    /// When time alone can move it next; the sweep looks for what is past it.
    pub due_at: Option<Timestamp>,
    /// When the store may forget it.
    pub expires_at: Option<Timestamp>,
}

/// What only one deployment can have at a time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lock {
    /// A deployment group, whatever it is called.
    Group(GroupId),
    /// An alias, by the function's unqualified ARN.
    Alias(FunctionArn, AliasName),
}

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Group(group) => write!(f, "group/{group}"),
            Self::Alias(function, alias) => write!(f, "alias/{function}/{alias}"),
        }
    }
}

/// The kinds of records beside deployments. A record's body is JSON that the engine writes and reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordKind {
    /// By id.
    Application,
    /// An application's id, by the application's name.
    ApplicationName,
    /// By id.
    Group,
    /// A deployment group's id, by the group's name, under its application's id.
    GroupName,
    /// The id of the deployment group that deploys to an ECS service, by the SHA-256 of the service.
    EcsService,
    /// By name.
    Config,
    /// An AppSpec's text, by its SHA-256, under its application's id.
    Revision,
    /// What is known of a revision, by the SHA-256 of its location, under its application's id.
    ApplicationRevision,
    /// An on-premises instance, by name.
    OnPremisesInstance,
    /// The name of the on-premises instance that is registered with an IAM ARN, by the ARN's SHA-256.
    InstanceArn,
    /// The tags of an application or a deployment group, by its id.
    Tags,
    /// What became of a request, by the identity its sender gave it.
    Token,
}

/// Names a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordKey {
    /// Its kind.
    pub kind: RecordKind,
    /// What it is listed under; empty for kinds that stand alone.
    pub parent: String,
    /// Its name.
    pub name: String,
}

/// A record as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its name.
    pub key: RecordKey,
    /// Its body, JSON.
    pub body: String,
    /// Its revision.
    pub rev: Rev,
}

/// What a record must be like for a write to go through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// It must not exist.
    Absent,
    /// It must be at this revision.
    At(Rev),
    /// Whatever it is.
    Anything,
}

/// A place in a queue: by time, and by id where that is equal. Total, so that nobody waits in a circle.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// When the deployment was queued.
    pub since: Timestamp,
    /// The deployment.
    pub deployment: DeploymentId,
}

/// One part of a transaction. All of them happen, or none.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// Stores a deployment that must not exist.
    Insert(Box<Stored>),
    /// Stores a deployment's next value; refused unless it is stored at this revision.
    Update(Box<Stored>, Rev),
    /// Adds to a deployment's history. `expires_at` comes from the deployment.
    Append(DeploymentId, Entry, Option<Timestamp>),
    /// Adds to the outbox.
    Post(DeploymentId, Notice, Option<Timestamp>),
    /// Takes a lock for a chain; refused while any chain has it.
    Take(Lock, DeploymentId),
    /// Lets a lock go; refused while another chain has it.
    Free(Lock, DeploymentId),
    /// Refused while any chain has the lock.
    Unlocked(Lock),
    /// Adds a watch row.
    Watch(AlarmName, DeploymentId),
    /// Removes a watch row.
    Unwatch(AlarmName, DeploymentId),
    /// Queues for a lock.
    Enqueue(Lock, Place),
    /// Leaves the queue for a lock.
    Dequeue(Lock, Place),
    /// Stores a record at this next revision; refused unless it is as expected.
    Put(Record, Expect),
    /// Removes a record; refused unless it is as expected.
    Remove(RecordKey, Expect),
    /// Refused unless the record exists.
    Exists(RecordKey),
}

/// A transaction that did not happen, or may not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommitError {
    /// The write at this place was refused, by its own condition. Nothing happened.
    Refused(usize),
    /// No answer, or a conflict with another transaction: it may or may not have happened.
    Fault(Fault),
}

/// A deployment that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The deployment.
    pub deployment: DeploymentId,
    /// The generation of its wake.
    pub generation: Generation,
    /// Since when it is due.
    pub due_at: Timestamp,
}

/// Which deployments are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeploymentQuery {
    /// Those of one group, or all.
    pub group: Option<GroupId>,
    /// Those with one of these statuses; empty means any.
    pub statuses: Vec<Status>,
    /// Created at or after.
    pub created_from: Option<Timestamp>,
    /// Created at or before.
    pub created_until: Option<Timestamp>,
    /// Where the last page ended.
    pub after: Option<String>,
    /// How many at most.
    pub limit: usize,
}

/// A page of something, and where the next one begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// Where the next one begins; `None` on the last.
    pub next: Option<String>,
}

/// Where everything is kept. Reads are as of now, but for `due`, `outbox` and `deployments`, which may lag.
pub trait Store: Send + Sync {
    /// A deployment.
    fn load(&self, id: &DeploymentId) -> impl Future<Output = Result<Option<Stored>, Fault>> + Send;

    /// Performs all writes or none; at most 100, no item twice. When it returns `Ok`, they have happened.
    fn commit(&self, writes: Vec<Write>) -> impl Future<Output = Result<(), CommitError>> + Send;

    /// A record.
    fn record(&self, key: &RecordKey) -> impl Future<Output = Result<Option<Record>, Fault>> + Send;

    /// The records of a kind under a parent, by name.
    fn records(
        &self,
        kind: RecordKind,
        parent: &str,
        after: Option<String>,
        limit: usize,
    ) -> impl Future<Output = Result<Page<Record>, Fault>> + Send;

    /// The chain that has a lock.
    fn holder(&self, lock: &Lock) -> impl Future<Output = Result<Option<DeploymentId>, Fault>> + Send;

    /// The first places of the queue for a lock, in order.
    fn waiting(&self, lock: &Lock, limit: usize) -> impl Future<Output = Result<Vec<Place>, Fault>> + Send;

    /// The deployments that watch an alarm.
    fn watchers(&self, alarm: &AlarmName) -> impl Future<Output = Result<Vec<DeploymentId>, Fault>> + Send;

    /// Deployments due at or before `until`, the longest due first.
    fn due(&self, until: Timestamp, limit: usize) -> impl Future<Output = Result<Vec<Due>, Fault>> + Send;

    /// A deployment's history, in order, from the entry after `after`.
    fn history(&self, id: &DeploymentId, after: u32, limit: usize) -> impl Future<Output = Result<Vec<Entry>, Fault>> + Send;

    /// A deployment's notices that are not marked as sent, in order.
    fn unsent(&self, id: &DeploymentId) -> impl Future<Output = Result<Vec<Notice>, Fault>> + Send;

    /// Marks a notice as sent. Marking it twice is once.
    fn mark_sent(&self, id: &DeploymentId, seq: u32) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Deployments with notices posted at or before `until` and not marked as sent, the oldest first, with its time.
    fn outbox(&self, until: Timestamp, limit: usize) -> impl Future<Output = Result<Vec<(DeploymentId, Timestamp)>, Fault>> + Send;

    /// Deployments, the newest first.
    fn deployments(&self, query: &DeploymentQuery) -> impl Future<Output = Result<Page<DeploymentId>, Fault>> + Send;
}

/// A message that wakes a deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wake {
    /// The deployment.
    pub deployment: DeploymentId,
    /// When; a past instant means now.
    pub at: Timestamp,
    /// What it is made for.
    pub generation: Generation,
    /// Whether it goes before others: rollbacks have a queue of their own.
    pub urgent: bool,
}

/// Whatever acts on the world.
pub trait Actuator: Send + Sync {
    /// Carries out an effect once, without retrying, and says what happened. It never decides
    /// whether to try again: an unknown outcome is an event like any other.
    fn perform(&self, effect: Effect) -> impl Future<Output = Event> + Send;

    /// Asks for a turn. When it returns `Ok`, the turn will be asked for at least once, at `at` or
    /// later; above its longest delay it may leave that to the sweep.
    fn wake(&self, wake: Wake) -> impl Future<Output = Result<(), Fault>> + Send;
}
