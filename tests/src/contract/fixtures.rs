//! Deployments, locks and records to store, each known by a number.

use headgate_domain::{
    AlarmConfiguration, AlarmName, AliasName, ApplicationId, ApplicationName, Approval, Creator, Deployment, DeploymentGroup, DeploymentId,
    Entry, Event, ExecutionId, Fresh, FunctionArn, GroupId, GroupName, Happening, Hooks, Moved, NewDeployment, Notice, NoticeKind,
    OnConflict, Overrides, Pause, Plan, PrincipalPattern, Qualifier, Request, Revision, RollbackPolicy, Settings, Status, Step, StopCause,
    Target, TrafficRouting, Trigger, TriggerEvent, Version, Weight,
};
use headgate_engine::{CommitError, Generation, Lock, Place, Record, RecordKey, RecordKind, Rev, Store, Stored, Write};
use jiff::{SignedDuration, Timestamp};

/// An instant, in seconds from the beginning of all cases.
pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).expect("a second of this century")
}

/// The n-th deployment's id.
pub fn id(number: usize) -> DeploymentId {
    DeploymentId::new(format!("d-{number:09}")).expect("nine digits")
}

/// The application that everything belongs to.
pub fn application() -> ApplicationName {
    ApplicationName::new("shop").expect("a name")
}

/// A deployment group.
pub fn group(name: &str) -> GroupName {
    GroupName::new(name).expect("a name")
}

/// The id of the group that was first called so.
pub fn group_id(name: &str) -> GroupId {
    GroupId::new(format!("id-of-{}", &name[..name.len().min(50)])).expect("an id")
}

/// An alarm.
pub fn alarm(name: &str) -> AlarmName {
    AlarmName::new(name).expect("a name")
}

/// The n-th function.
pub fn function(number: usize) -> FunctionArn {
    FunctionArn::try_from(format!("arn:aws:lambda:eu-west-1:123456789012:function:orders-{number}")).expect("an ARN")
}

/// The lock of the n-th function's alias.
pub fn lock(number: usize) -> Lock {
    Lock::Alias(function(number), AliasName::new("live").expect("a name"))
}

/// The n-th deployment, made in the n-th second: of group `orders`, active, one target.
pub fn stored(number: usize) -> Stored {
    in_group(number, "orders")
}

/// The n-th deployment, of another group.
pub fn in_group(number: usize, name: &str) -> Stored {
    first(Deployment::start(&fresh(number), new(number, group(name), &TrafficRouting::AllAtOnce, 1)))
}

/// The n-th deployment, of the group with this id, which had another name then.
pub fn of_group_once_called(number: usize, id: &GroupId, name: &str) -> Stored {
    let new = NewDeployment { group_id: id.clone(), ..new(number, group(name), &TrafficRouting::AllAtOnce, 1) };
    first(Deployment::start(&fresh(number), new))
}

/// The n-th deployment, made at that very instant.
pub fn made_at(number: usize, now: Timestamp) -> Stored {
    first(Deployment::start(&Fresh { now, asked_at: now, ..fresh(number) }, new(number, group("orders"), &TrafficRouting::AllAtOnce, 1)))
}

/// The n-th deployment, waiting for others.
pub fn queued(number: usize) -> Stored {
    first(Deployment::enqueue(&fresh(number), new(number, group("orders"), &TrafficRouting::AllAtOnce, 1), "another"))
}

/// The n-th deployment, stopped before anything was moved.
pub fn stopped(number: usize) -> Stored {
    let stop = Event::StopRequested { rollback: Some(false), cause: StopCause::Requested };
    let headgate_domain::Applied::Moved(moved) = queued(number).deployment.apply(&fresh(number), &stop) else {
        panic!("what waits can be stopped")
    };
    first(*moved)
}

/// The n-th deployment, as big as one gets: 25 targets, 100 steps, ten alarms, the longest names.
pub fn biggest(number: usize) -> Stored {
    let by =
        |number: u8| PrincipalPattern::new(format!("arn:aws:iam::123456789012:role/{}{number:02}", "r".repeat(222))).expect("a principal");
    // All approvals together name a hundred principals.
    let approval = |percent: u8| (percent <= 5).then(|| Approval { by: (0..20).map(by).collect(), count: 10, ..Approval::default() });
    let steps = (1..=100).map(|percent| Step {
        pause: Some(Pause { seconds: Some(1_209_600) }),
        approval: approval(percent),
        weight: Weight::percent(percent).expect("a percentage"),
        bake_seconds: 1000,
        hook: headgate_domain::HookFunction::new(format!("arn:aws:lambda:eu-west-1:123456789012:function:{}:live", "h".repeat(64))).ok(),
    });
    first(Deployment::start(&fresh(number), new(number, group(&"g".repeat(100)), &TrafficRouting::Steps(steps.collect()), 25)))
}

/// Its next value: the same deployment, a revision later.
pub fn next(stored: &Stored) -> Stored {
    Stored { rev: Rev(stored.rev.0 + 1), ..stored.clone() }
}

fn first(moved: Moved) -> Stored {
    let due_at = moved.deployment.due();
    Stored { deployment: moved.deployment, rev: Rev(1), generation: Generation(1), due_at, expires_at: None }
}

fn fresh(number: usize) -> Fresh {
    let second = i64::try_from(number).expect("a small number");
    Fresh {
        now: at(second),
        asked_at: at(second),
        deployment: id(900_000_000),
        execution: ExecutionId::new("e".repeat(64)).expect("an id"),
    }
}

fn new(number: usize, group: GroupName, routing: &TrafficRouting, targets: usize) -> NewDeployment {
    let request = Request {
        description: Some("a \"description\", with ümlauts".to_owned()),
        revision: Revision::Content { sha256: "0".repeat(64) },
        hooks: Hooks::default(),
        overrides: Overrides::default(),
        alarms: None,
        rollback: None,
        starter: None,
    };
    NewDeployment {
        id: id(number),
        application: application(),
        settings: settings(&request, &group, routing),
        group_id: group_id(group.as_str()),
        group,
        creator: Creator::User,
        request,
        targets: (0..targets).map(target).collect(),
    }
}

fn settings(request: &Request, name: &GroupName, routing: &TrafficRouting) -> Settings {
    let plan: Plan = routing.plan().expect("a plan");
    let names = (0..10).map(|number| alarm(&format!("{number} {}", "a".repeat(250))));
    let group = DeploymentGroup {
        application: ApplicationId::new("shop").expect("an id"),
        name: name.clone(),
        id: group_id(name.as_str()),
        config: headgate_domain::predefined_configs().remove(0).name,
        service_role_arn: "arn:aws:iam::123456789012:role/unused".to_owned(),
        alarms: AlarmConfiguration { enabled: plan.steps().len() > 1, ignore_poll_failure: false, names: names.collect() },
        rollback: RollbackPolicy { enabled: true, on_failure: true, on_alarm: true, on_request: true },
        triggers: vec![Trigger {
            name: "told".to_owned(),
            topic_arn: "arn:aws:sns:eu-west-1:1:t".to_owned(),
            events: vec![TriggerEvent::DeploymentStart],
        }],
        on_conflict: OnConflict::Queue,
        hook_timeout_seconds: 3600,
        ignore_active_alarms: false,
        final_bake_seconds: None,
        created_at: at(0),
    };
    Settings::resolve(request, &group, "a configuration".to_owned(), routing, 30).expect("settings")
}

fn target(number: usize) -> Target {
    let version = |number: &str| Version::new(number).expect("a version");
    let alias = AliasName::new("live").expect("a name");
    Target::new(format!("Orders{number}"), function(number), alias, Some(version("1")), Qualifier::Published(version("2")))
}

/// An entry of a history.
pub fn entry(seq: u32) -> Entry {
    let (from, to) = (vec![Weight::ZERO], vec![Weight::FULL]);
    Entry { seq, at: at(i64::from(seq)), what: Happening::Shifted, message: format!("entry `{seq}`"), by: None, from, to }
}

/// A notice of something that happened at that second.
pub fn notice(seq: u32, second: i64) -> Notice {
    Notice {
        seq,
        at: at(second),
        kind: NoticeKind::Started,
        status: Status::InProgress,
        reason: "it has started".to_owned(),
        code: None,
        weights: vec![Weight::ZERO],
        entry: 1,
    }
}

/// The n-th deployment's place, in the queue since that second.
pub fn place(number: usize, second: i64) -> Place {
    Place { since: at(second), deployment: id(number) }
}

/// The key of a group's name.
pub fn key(name: &str) -> RecordKey {
    RecordKey { kind: RecordKind::GroupName, parent: "shop".to_owned(), name: name.to_owned() }
}

/// The record of a group's name at a revision.
pub fn record(name: &str, rev: u64) -> Record {
    Record { key: key(name), body: format!("{{\"rev\":{rev}}}"), rev: Rev(rev) }
}

/// Commits what must go through.
pub async fn done<S: Store>(store: &S, writes: Vec<Write>) {
    assert_eq!(store.commit(writes).await, Ok(()));
}

/// Commits what must be refused, by the write at this place.
pub async fn refused<S: Store>(store: &S, writes: Vec<Write>, index: usize) {
    assert_eq!(store.commit(writes).await, Err(CommitError::Refused(index)));
}

/// Stores a deployment for the first time.
pub async fn insert<S: Store>(store: &S, stored: Stored) {
    done(store, vec![Write::Insert(Box::new(stored))]).await;
}

/// An instant that milliseconds cannot say.
pub fn odd(second: i64) -> Timestamp {
    at(second) + SignedDuration::from_nanos(123_456_789)
}
