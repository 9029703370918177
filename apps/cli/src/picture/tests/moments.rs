//! Moments in the lives of deployments.

use crate::picture::view::{Action, Alarm, AlarmStands, Event, Failed, Hook, Served, Silence, Step, Target, Version, View, Wait};
use headgate_wire::{DeploymentStatus, LifecycleEventStatus};
use jiff::{SignedDuration, Timestamp};

fn at(seconds: i64) -> Timestamp {
    "2027-01-15T08:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_secs(seconds)
}

fn step(weight: f64, bake_seconds: i64, gates: &[&str]) -> Step {
    Step { weight, bake_seconds, gates: gates.iter().map(|&gate| gate.to_owned()).collect() }
}

fn served(minutes: i64, invocations: f64, errors: f64) -> Vec<Served> {
    (0..minutes).map(|minute| Served { from: at(minute * 60), invocations, errors }).collect()
}

fn version(name: &str, shares: &[(i64, f64)], served: Vec<Served>) -> Version {
    Version { name: name.to_owned(), shares: shares.iter().map(|(seconds, share)| (at(*seconds), *share)).collect(), served }
}

fn orders(new: &[(i64, f64)], [old_serves, new_serves]: [Vec<Served>; 2]) -> Target {
    let old: Vec<(i64, f64)> = new.iter().map(|(seconds, share)| (*seconds, 100.0 - share)).collect();
    Target { id: "orders:live".to_owned(), from: version("41", &old, old_serves), to: version("42", new, new_serves) }
}

fn event(seconds: i64, what: &str, message: &str) -> Event {
    Event { at: at(seconds), what: what.to_owned(), message: message.to_owned() }
}

fn alarm(name: &str, state: AlarmStands, why: Option<&str>) -> Alarm {
    Alarm { name: name.to_owned(), state, why: why.map(str::to_owned) }
}

fn begun() -> View {
    View {
        id: "d-ABCDEF123".to_owned(),
        status: Some(DeploymentStatus::Baking),
        place: "shop/live".to_owned(),
        config: Some("Canary10Percent5Minutes".to_owned()),
        about: Some("Prices in euros".to_owned()),
        began: Some(at(0)),
        steps: vec![step(10.0, 300, &["hook judge"]), step(50.0, 600, &["approval by 2"]), step(100.0, 0, &[])],
        steps_count: 3,
        alarms: vec![alarm("orders-errors", AlarmStands::Ok, None), alarm("orders-slow", AlarmStands::Unknown, None)],
        hooks: vec![Hook {
            event: "BeforeAllowTraffic".to_owned(),
            function: Some("check".to_owned()),
            status: Some(LifecycleEventStatus::Succeeded),
            began: Some(at(2)),
            ended: Some(at(6)),
            deadline: None,
            why: None,
        }],
        events: vec![
            event(0, "Started", "Started by user"),
            event(2, "HookStarted", "check of BeforeAllowTraffic"),
            event(6, "HookSucceeded", "check of BeforeAllowTraffic"),
            event(7, "Shifted", "orders:live: 41 at 90 %, 42 at 10 %"),
            event(7, "BakeStarted", "10 % is watched for 300 s"),
        ],
        ..View::default()
    }
}

pub(super) fn baking() -> (View, Timestamp) {
    let view = View {
        messages: vec!["Step 1 of 3 is watched until 2027-01-15T08:05:07Z.".to_owned()],
        step: Some(1),
        targets: vec![orders(&[(0, 0.0), (7, 10.0)], [served(3, 1204.0, 1.0), served(3, 131.0, 9.0)])],
        next: Some(at(307)),
        waits: vec![Wait { kind: "bake".to_owned(), what: "the bake of step 1 of 3".to_owned(), until: Some(at(307)), people: vec![] }],
        actions: vec![Action { name: "promote".to_owned(), token: Some("d-ABCDEF123.2".to_owned()) }],
        ..begun()
    };
    (view, at(190))
}

pub(super) fn approval() -> (View, Timestamp) {
    let action = |name: &str| Action { name: name.to_owned(), token: Some("d-ABCDEF123.4".to_owned()) };
    let view = View {
        status: Some(DeploymentStatus::Ready),
        messages: vec!["It waits for approvals, 1 of 2 given.".to_owned()],
        step: Some(2),
        targets: vec![orders(&[(0, 0.0), (7, 10.0), (310, 50.0)], [served(16, 800.0, 1.0), served(16, 500.0, 0.0)])],
        waits: vec![Wait {
            kind: "approval".to_owned(),
            what: "approvals, 1 of 2 given".to_owned(),
            until: Some(at(86_400)),
            people: vec![
                "may: arn:aws:iam::123456789012:role/release/*, arn:aws:iam::123456789012:user/bert".to_owned(),
                "has: arn:aws:iam::123456789012:user/anna, 3m ago: looks good".to_owned(),
            ],
        }],
        actions: vec![action("approve"), action("reject")],
        ..begun()
    };
    (view, at(1000))
}

pub(super) fn rollback() -> (View, Timestamp) {
    let mut view = View {
        id: "d-ABCDEF124".to_owned(),
        status: Some(DeploymentStatus::InProgress),
        takes_back: Some(Failed { id: "d-ABCDEF123".to_owned(), why: "Alarm `orders-errors` is in ALARM".to_owned() }),
        messages: vec!["Traffic is put back on the version that was live before.".to_owned()],
        began: Some(at(201)),
        targets: vec![orders(&[(0, 0.0), (7, 10.0)], [served(3, 1204.0, 1.0), served(3, 131.0, 90.0)])],
        alarms: vec![
            alarm("orders-errors", AlarmStands::Firing, Some("Threshold Crossed: 3 datapoints were greater than the threshold (5.0)")),
            alarm("orders-slow", AlarmStands::Ok, None),
        ],
        ..begun()
    };
    view.events.push(event(200, "AlarmRaised", "Alarm `orders-errors` is in ALARM"));
    view.events.push(event(201, "RollbackStarted", "d-ABCDEF124 takes the traffic back"));
    (view, at(203))
}

/// Stopped in its second step, and left there. The second function's live version was never seen.
pub(super) fn stopped() -> (View, Timestamp) {
    let unseen = Target { id: "bills:live".to_owned(), to: version("7", &[(0, 0.0)], vec![]), ..Target::default() };
    let mut view = View {
        status: Some(DeploymentStatus::Stopped),
        messages: vec!["The deployment was stopped on request.".to_owned()],
        targets: vec![orders(&[(0, 0.0), (7, 10.0), (310, 50.0)], [vec![], vec![]]), unseen],
        ended: Some(at(500)),
        ..begun()
    };
    view.events.push(event(500, "Stopped", "The deployment was stopped on request"));
    (view, at(5000))
}

pub(super) fn succeeded() -> (View, Timestamp) {
    let mut view = View {
        status: Some(DeploymentStatus::Succeeded),
        messages: vec!["The deployment has succeeded.".to_owned()],
        targets: vec![orders(&[(0, 0.0), (7, 10.0), (310, 50.0), (912, 100.0)], [served(16, 800.0, 1.0), served(16, 500.0, 0.0)])],
        ended: Some(at(915)),
        ..begun()
    };
    view.events.push(event(915, "Succeeded", "All traffic is on the target versions"));
    (view, at(5000))
}

pub(super) fn crowd() -> (View, Timestamp) {
    let (mut view, now) = baking();
    view.steps = (1..=100).map(|percent| step(f64::from(percent), 60, &[])).collect();
    view.step = Some(42);
    view.targets = (0..25).map(|_| orders(&[(0, 0.0), (7, 42.0)], [served(3, 1e8, 1e6), served(3, 2e8, 3e6)])).collect();
    view.alarms = (0..10).map(|_| alarm("a-name-that-somebody-took-long-to-think-of", AlarmStands::Ok, None)).collect();
    view.events = (0..500).map(|index| event(index, "Retrying", "Rate exceeded; it is tried again in a moment, and again")).collect();
    view.gaps = vec!["no metrics: `cloudwatch:GetMetricData` is denied".to_owned()];
    view.silence = Some(Silence { since: at(100), why: "AWS cannot be reached".to_owned() });
    (view, now)
}

pub(super) fn young() -> (View, Timestamp) {
    let view = View {
        id: "d-ABCDEF123".to_owned(),
        status: Some(DeploymentStatus::Created),
        place: "shop/live".to_owned(),
        messages: vec!["The functions, their aliases and the alarms are looked at.".to_owned()],
        steps_count: 2,
        ..View::default()
    };
    (view, at(1))
}
