//! Pauses, promotions and approvals.

use super::fixtures::{Make, alarm, foreign, hook_function, judged, step};
use super::people::{asked, late, pause, people, person, promote, reject, skipping};
use super::world::{Polls, World};
use crate::deployment::{
    AlarmState, Applied, Deployment, Event, Gate, Happening, HookPoint, Hooking, NoticeKind, Promotion, Rejection, RunVerdict, State,
    Status, WaitKind, Waiting,
};
use crate::{Approval, OnDeadline, Pause, Step, UserId};
use insta::assert_snapshot;
use jiff::SignedDuration;

fn waits(deployment: &Deployment) -> bool {
    matches!(deployment.state(), State::Waiting(_))
}

fn bakes(at: usize) -> impl Fn(&Deployment) -> bool {
    move |deployment| matches!(deployment.state(), State::Baking { step, .. } if *step == at)
}

fn shifts(at: usize) -> impl Fn(&Deployment) -> bool {
    move |deployment| matches!(deployment.state(), State::Shifting { step, .. } if *step == at)
}

fn paused(percent: f64, seconds: Option<u32>) -> Step {
    Step { pause: Some(Pause { seconds }), ..step(percent, 60) }
}

fn approved(percent: f64, approval: Approval) -> Step {
    Step { approval: Some(approval), ..step(percent, 60) }
}

/// Two of three people, within an hour.
fn two_of_three() -> Approval {
    let by = ["anna", "ben", "olga"].map(people).into();
    Approval { by, count: 2, deadline_seconds: 3600, ..Approval::default() }
}

fn awaiting(approval: Approval) -> World {
    let mut world = World::of(Make::plan(&[approved(10.0, approval), step(100.0, 0)]));
    world.until(waits);
    world
}

fn refused(applied: &Applied) -> &Rejection {
    let Applied::Rejected(rejection) = applied else { panic!("{applied:?}") };
    rejection
}

fn is_moved(applied: &Applied) -> bool {
    matches!(applied, Applied::Moved(_))
}

#[test]
fn a_planned_pause_ends_by_itself_after_a_look() {
    let mut world = World::of(Make::plan(&[paused(10.0, Some(600)), step(100.0, 0)]));
    world.until(waits);
    assert_eq!(world.active().status(), Status::Ready);
    let began = world.now;
    world.until(shifts(1));
    assert_eq!(world.now.duration_since(began).as_secs(), 600);
    world.run();
    assert_snapshot!(world.story());
}

#[test]
fn a_planned_pause_without_an_end_waits_for_somebody() {
    let mut world = World::of(Make::plan(&[paused(10.0, None), step(100.0, 0)]));
    world.until(waits);
    for _ in 0..500 {
        world.step();
    }
    assert!(waits(world.active()), "{:?}", world.active().state());
    let token = world.token_of(WaitKind::Pause);
    assert!(is_moved(&world.resume(&token)));
    assert!(matches!(world.resume(&token), Applied::Ignored(_)), "asked again, it is no error");
    world.run();
    assert_eq!(world.outcome(), "Succeeded: –");
    assert!(matches!(refused(&world.resume(&token)), Rejection::AlreadyCompleted));
}

#[test]
fn gates_come_in_their_order() {
    let gated = Step { hook: Some(hook_function("judge")), approval: Some(Approval::default()), ..paused(10.0, None) };
    let mut world = World::of(Make::plan(&[gated, step(100.0, 0)]));
    let mut seen: Vec<String> = vec![];
    world.run_watched(|world| {
        let kind = world.active().waits(world.now).first().map(|wait| wait.kind.as_str().to_owned());
        let here = kind.unwrap_or_else(|| world.active().state().name().to_owned());
        if seen.last() != Some(&here) {
            seen.push(here);
        }
        let State::Waiting(waiting) = world.active().state() else { return };
        let open = waiting.until.is_none();
        match waiting.gate {
            Gate::Pause { .. } if open => drop(world.promote(WaitKind::Pause, Promotion::Step)),
            Gate::Approval { .. } if open => drop(world.approve("anna")),
            Gate::Pause { .. } | Gate::Approval { .. } => {}
        }
    });
    assert_eq!(seen, ["Preparing", "Shifting", "bake", "hook", "pause", "approval", "Shifting", "Closed"]);
}

#[test]
fn a_pause_lets_go_on_what_is_under_way_and_begin_nothing() {
    type Reached = fn(&Deployment) -> bool;
    let places: [(&str, Reached, usize); 5] = [
        ("preparing", |d| matches!(d.state(), State::Preparing { .. }), 0),
        ("the first hook", |d| matches!(d.state(), State::Hooking(_)), 0),
        ("a shift", |d| shifts(0)(d), 1),
        ("a bake", |d| bakes(0)(d), 1),
        ("the final bake", |d| bakes(1)(d), 2),
    ];
    for (place, reached, next) in places {
        let mut world = World::of(Make::plan(&[step(10.0, 60), step(100.0, 60)]).hooks(Some("before"), Some("after")));
        world.until(reached);
        let token = world.pause(None);
        world.until(waits);
        let State::Waiting(waiting) = world.active().state() else { panic!("{place}") };
        assert_eq!(waiting.next, next, "{place}");
        assert_eq!(world.token_of(WaitKind::Pause), token, "{place}: it is the pause that was asked for");
        assert!(is_moved(&world.resume(&token)), "{place}");
        world.run();
        assert_eq!(world.outcome(), "Succeeded: –", "{place}");
        assert!(world.active().paused().is_none(), "{place}");
    }
}

#[test]
fn a_pause_is_whoevers_has_asked_for_it_last() {
    let mut world = World::of(Make::canary());
    world.until(bakes(0));
    world.pause(None);
    world.until(waits);
    let longer = Event::PauseRequested { pause: Pause { seconds: None }, asked: asked("anna", "it is not over") };
    assert!(is_moved(&world.apply(&longer)));
    assert!(matches!(world.apply(&longer), Applied::Ignored(_)), "asked again, it is no other pause");
}

#[test]
fn a_pause_that_is_taken_back_in_time_holds_nothing_up() {
    let mut world = World::of(Make::canary());
    world.until(bakes(0));
    let token = world.pause(Some(900));
    assert_eq!(world.active().status(), Status::InProgress);
    let until = world.active().paused().map(|paused| paused.until);
    assert_eq!(until, Some(Some(world.now + SignedDuration::from_secs(900))));
    assert!(is_moved(&world.resume(&token)));
    assert_eq!(world.active().paused(), None);
    world.until(|deployment| waits(deployment) || deployment.is_closed());
    assert_eq!(world.outcome(), "Succeeded: –");
}

#[test]
fn a_pause_whose_end_has_come_holds_nothing_up() {
    let mut world = World::of(Make::canary());
    world.until(bakes(0));
    let token = world.pause(Some(299));
    world.wait(299);
    assert!(matches!(refused(&world.resume(&token)), Rejection::NotWaitedFor { .. }));
    world.until(|deployment| waits(deployment) || deployment.is_closed());
    assert_eq!(world.outcome(), "Succeeded: –");
}

#[test]
fn a_second_pause_has_its_own_end_and_token() {
    let mut world = World::of(Make::canary());
    world.until(bakes(0));
    let first = world.pause(Some(600));
    let second = world.pause(None);
    assert_ne!(first, second);
    assert!(matches!(world.apply(&pause(None)), Applied::Ignored(_)), "the same once more");
    assert!(matches!(refused(&world.resume(&first)), Rejection::NotWaitedFor { .. }));
    world.until(waits);
    let third = world.pause(Some(30));
    assert!(matches!(refused(&world.resume(&second)), Rejection::NotWaitedFor { .. }));
    assert_eq!(world.token_of(WaitKind::Pause), third);
    let asked_at = world.now;
    world.until(shifts(1));
    assert_eq!(world.now.duration_since(asked_at).as_secs(), 30);
}

#[test]
fn a_pause_holds_up_success_even_where_nothing_is_to_be_shifted() {
    let mut world = World::of(Make::canary());
    world.alias("orders").routing = super::fixtures::shared(100.0);
    let token = world.pause(None);
    world.until(waits);
    world.resume(&token);
    world.run();
    assert_eq!(world.outcome(), "Succeeded: Every alias already points to its target version: there was nothing to shift");
}

#[test]
fn a_pause_in_the_queue_is_kept() {
    let mut world = World::queued(Make::canary());
    world.pause(None);
    let settings = Box::new(world.active().settings().clone());
    world.moves(&Event::Admitted { settings });
    world.until(waits);
    assert!(matches!(world.active().state(), State::Waiting(Waiting { next: 0, .. })));
}

#[test]
fn a_pause_delays_no_alarm_no_stop_and_no_drift() {
    for reached in [Some(bakes(0)), None] {
        let mut world = World::of(Make::canary());
        if let Some(reached) = reached {
            world.until(reached);
            world.pause(None);
        } else {
            world.pause(None);
            world.until(waits);
        }
        assert!(is_moved(&world.raise()));
        assert!(!world.first().is_watching() && world.first().paused().is_none());
    }
    let mut polled = World::of(Make::plan(&[paused(10.0, None), step(100.0, 0)]));
    polled.until(waits);
    polled.alarms.insert(alarm("errors"), Some(AlarmState::Alarm));
    polled.run();
    assert_eq!(polled.traffic(), ["orders: 100 % on version 1"], "{}", polled.story());

    let mut stopped = World::of(Make::plan(&[paused(10.0, None), step(100.0, 0)]));
    stopped.until(waits);
    stopped.stop(Some(true));
    stopped.run();
    assert_eq!(stopped.traffic(), ["orders: 100 % on version 1"]);

    let mut drifted = World::of(Make::plan(&[paused(10.0, None), step(100.0, 0)]));
    drifted.until(waits);
    drifted.alias("orders").write(foreign());
    drifted.run();
    assert!(drifted.chain[0].entries.iter().any(|entry| entry.what == Happening::DriftFound), "{}", drifted.story());
}

#[test]
fn promoting_a_step_ends_its_bake_with_a_look() {
    let mut world = World::of(Make::canary());
    world.until(bakes(0));
    world.wait(7);
    let began = world.now;
    assert!(is_moved(&world.promote(WaitKind::Bake, Promotion::Step)));
    assert!(matches!(world.promote(WaitKind::Bake, Promotion::Step), Applied::Ignored(_)));
    assert!(matches!(world.apply(&Event::Woke), Applied::Ignored(_)), "nobody has looked since");
    world.alarms.insert(alarm("errors"), Some(AlarmState::Alarm));
    world.run();
    assert_eq!(world.traffic(), ["orders: 100 % on version 1"], "the look finds the alarm: {}", world.story());

    let mut quiet = World::of(Make::canary());
    quiet.until(bakes(0));
    quiet.wait(7);
    quiet.promote(WaitKind::Bake, Promotion::Step);
    quiet.until(shifts(1));
    assert_eq!(quiet.now, began);
    quiet.run();
    assert_snapshot!(quiet.story());
}

#[test]
fn an_alias_seen_before_a_bake_that_was_cut_short_is_no_drift() {
    let mut world = World::of(Make::canary());
    world.until(bakes(0));
    let began = world.now;
    let stale = world.now - jiff::SignedDuration::from_secs(1);
    world.promote(WaitKind::Bake, Promotion::Step);
    assert_eq!(world.active().bake_began(), Some(began));
    let fresh = crate::deployment::Fresh { asked_at: stale, ..super::fixtures::fresh(world.now, 50) };
    let seen = Event::Polled {
        alarms: crate::deployment::AlarmsRead::Throttled,
        aliases: vec![(0, foreign(), super::fixtures::revision("older"))],
    };
    let Applied::Moved(moved) = world.active().apply(&fresh, &seen) else { panic!() };
    assert!(bakes(0)(&moved.deployment), "{:?}", moved.deployment.state());
}

#[test]
fn promoting_all_the_way_keeps_hooks_approvals_and_the_final_bake() {
    let plan = [
        step(10.0, 60),
        step(20.0, 60),
        judged(40.0, 60, "judge"),
        paused(50.0, None),
        approved(60.0, Approval::default()),
        Step { pause: Some(Pause { seconds: None }), ..step(100.0, 60) },
    ];
    let mut world = World::of(Make::plan(&plan).hooks(None, Some("after")));
    world.until(bakes(0));
    assert!(is_moved(&world.promote(WaitKind::Bake, Promotion::Full)));
    let left = world.active().settings().plan.steps().iter().map(|step| (step.weight.as_percent(), step.bake_seconds));
    assert_eq!(left.collect::<Vec<_>>(), [(10.0, 60), (40.0, 0), (60.0, 0), (100.0, 60)]);
    assert!(world.active().settings().plan.steps().iter().all(|step| step.pause.is_none()));
    world.until(waits);
    assert!(matches!(refused(&world.apply(&promote(world.token_of(WaitKind::Approval), Promotion::Full))), Rejection::NotWaitedFor { .. }));
    world.approve("anna");
    world.until(bakes(3));
    assert_eq!(world.calls.len(), 2, "both hooks were asked");
    assert!(is_moved(&world.promote(WaitKind::Bake, Promotion::Full)), "once more, it ends the final bake");
    world.run();
    assert_snapshot!(world.story());
}

#[test]
fn promoting_all_the_way_works_while_shifting_and_before_traffic() {
    let plan = [step(10.0, 60), step(50.0, 60), step(100.0, 60)];
    let mut shifting = World::of(Make::plan(&plan));
    shifting.until(shifts(0));
    let token = shifting.active().actions(shifting.now).into_iter().find_map(|action| action.token).unwrap();
    let nothing = shifting.apply(&promote(token.clone(), Promotion::Step));
    assert!(matches!(refused(&nothing), Rejection::NothingToPromote { .. }));
    assert!(is_moved(&shifting.apply(&promote(token, Promotion::Full))));
    shifting.run();
    let shifted: Vec<_> = shifting.chain[0].entries.iter().filter(|entry| entry.what == Happening::Shifted).collect();
    assert_eq!(shifted.len(), 2, "10 % and everything");

    let mut before = World::of(Make::plan(&plan).hooks(Some("before"), None));
    before.until(|d| matches!(d.state(), State::Hooking(_)));
    assert!(is_moved(&before.promote(WaitKind::Hook, Promotion::Full)));
    assert!(matches!(before.active().state(), State::Hooking(_)), "the hook still judges");
    before.run();
    assert_eq!(before.active().settings().plan.steps().len(), 1);
}

#[test]
fn a_hook_is_skipped_only_by_its_name() {
    let make = || Make::plan(&[judged(10.0, 0, "judge"), judged(100.0, 0, "judge")]).hooks(Some("before"), Some("after"));
    let mut world = World::of(make());
    world.verdict = None;
    world.until(|d| matches!(d.state(), State::Hooking(Hooking { point: HookPoint::Step(0), .. })) || d.is_closed() || asks_before(d));
    let token = world.token_of(WaitKind::Hook);
    assert!(matches!(refused(&world.apply(&promote(token.clone(), Promotion::Step))), Rejection::NothingToPromote { .. }));
    let unknown = world.apply(&skipping(token.clone(), Promotion::Step, &["nobody"], &[]));
    assert_eq!(
        refused(&unknown).to_string(),
        "hook `nobody` is not ahead and cannot be skipped: there is `before`, `judge`, `judge`, `after`"
    );
    assert!(is_moved(&world.apply(&skipping(token, Promotion::Step, &["before", "judge"], &[]))));
    assert!(world.active().hook_runs().iter().all(|run| matches!(&run.ended, Some((_, RunVerdict::Skipped, _)))));
    world.until(|d| matches!(d.state(), State::Hooking(_)));
    let token = world.token_of(WaitKind::Hook);
    assert!(is_moved(&world.apply(&skipping(token, Promotion::Step, &["after"], &[]))));
    world.run();
    assert_snapshot!(world.story());
}

#[test]
fn a_promotion_all_the_way_that_only_skips_does_what_it_says() {
    for (hooks, alarms) in [(&["after"][..], &[][..]), (&[], &["errors"])] {
        let mut world = World::of(Make::plan(&[step(100.0, 0)]).hooks(Some("before"), Some("after")));
        world.verdict = None;
        world.until(asks_before);
        let token = world.token_of(WaitKind::Hook);
        assert!(matches!(refused(&world.apply(&promote(token.clone(), Promotion::Full))), Rejection::NothingToPromote { .. }));
        assert!(is_moved(&world.apply(&skipping(token, Promotion::Full, hooks, alarms))), "without {hooks:?} and {alarms:?}");
    }
}

#[test]
fn a_hook_that_is_ahead_can_be_skipped_and_one_that_has_run_cannot() {
    let last = || Step { hook: Some(hook_function("judge")), ..step(100.0, 0) };
    let reached = |steps: &[Step], place: fn(&Deployment) -> bool| {
        let mut world = World::of(Make::plan(steps).hooks(None, Some("after")));
        world.verdict = None;
        world.until(place);
        world
    };
    let skip = |world: &mut World, kind, hook| {
        let token = world.token_of(kind);
        world.apply(&skipping(token, Promotion::Step, &[hook], &[]))
    };
    let mut world = reached(&[paused(10.0, None), last()], waits);
    assert!(is_moved(&skip(&mut world, WaitKind::Pause, "after")), "all traffic is still to move");

    let mut world = reached(&[last()], |deployment| matches!(deployment.state(), State::Hooking(_)));
    let token = world.token_of(WaitKind::Hook);
    let all = skipping(token, Promotion::Full, &["judge"], &[]);
    assert!(is_moved(&world.apply(&all)), "the last step's hook comes after `AfterAllowTraffic`");

    let mut world = World::of(Make::plan(&[last()]).hooks(None, Some("after")));
    world.until(|deployment| matches!(deployment.state(), State::Hooking(Hooking { point: HookPoint::Step(0), .. })));
    assert!(matches!(refused(&skip(&mut world, WaitKind::Hook, "after")), Rejection::UnknownHook { .. }), "it has run");
}

fn asks_before(deployment: &Deployment) -> bool {
    matches!(deployment.state(), State::Hooking(Hooking { point: HookPoint::BeforeAllowTraffic, .. }))
}

#[test]
fn an_alarm_is_skipped_only_by_its_name() {
    let mut world = World::of(Make::canary());
    world.until(bakes(0));
    let token = world.token_of(WaitKind::Bake);
    let unknown = world.apply(&skipping(token.clone(), Promotion::Step, &[], &["latency"]));
    assert_eq!(refused(&unknown).to_string(), "alarm `latency` is not watched and cannot be skipped: there is `errors`");
    assert!(is_moved(&world.apply(&skipping(token, Promotion::Step, &[], &["errors"]))));
    assert!(matches!(world.raise(), Applied::Ignored(_)));
    world.polls = Polls::Answered;
    world.run();
    assert_eq!(world.outcome(), "Succeeded: –");
}

#[test]
fn an_alarm_that_cannot_be_read_is_skipped_as_well() {
    let mut world = World::of(Make::canary());
    world.until(bakes(0));
    world.polls = Polls::Failed;
    world.until(|d| d.watch().failures == 4);
    let token = world.token_of(WaitKind::Bake);
    assert!(is_moved(&world.apply(&skipping(token, Promotion::Full, &[], &["errors"]))));
    world.run();
    assert_eq!(world.outcome(), "Succeeded: –");
}

#[test]
fn two_people_approve_and_it_goes_on() {
    let mut world = awaiting(two_of_three());
    assert!(is_moved(&world.approve("anna")));
    assert!(matches!(world.approve("anna"), Applied::Ignored(_)), "nobody counts twice");
    assert!(waits(world.active()));
    let waits = world.active().waits(world.now);
    let given = &waits[0].approval.as_ref().unwrap().given;
    assert_eq!(given.iter().map(|given| given.by.clone()).collect::<Vec<_>>(), [person("anna")]);
    assert!(is_moved(&world.approve("ben")));
    let State::Waiting(waiting) = world.active().state() else { panic!("{:?}", world.active().state()) };
    let token = world.active().token(waiting.wait);
    let late_no = world.apply(&reject(token, "olga"));
    assert!(matches!(refused(&late_no), Rejection::NotWaitedFor { .. }), "it is decided");
    world.run();
    assert_snapshot!(world.story());
}

#[test]
fn nobody_else_approves() {
    let mut world = awaiting(two_of_three());
    let refusal = world.approve("mallory");
    assert_eq!(
        refused(&refusal).to_string(),
        "arn:aws:iam::123456789012:user/mallory may not decide this approval: only `arn:aws:iam::123456789012:user/anna`, \
         `arn:aws:iam::123456789012:user/ben`, `arn:aws:iam::123456789012:user/olga` may decide"
    );
    assert!(matches!(refused(&world.reject("mallory")), Rejection::NotAllowed { .. }));
}

#[test]
fn whoever_started_it_does_not_approve_it() {
    let started = |starter: Option<&str>| {
        let approval = Approval { exclude_starter: true, ..Approval::default() };
        let mut make = Make::plan(&[approved(10.0, approval), step(100.0, 0)]);
        make.new.request.starter = starter.map(|name| person(name).user_id);
        let mut world = World::of(make);
        world.until(waits);
        world
    };
    let mut known = started(Some("anna"));
    assert!(matches!(refused(&known.approve("anna")), Rejection::NotAllowed { .. }));
    assert!(is_moved(&known.approve("ben")));
    let mut unknown = started(None);
    assert!(matches!(refused(&unknown.approve("ben")), Rejection::NotAllowed { .. }));
    assert!(UserId::new("").is_err());
}

#[test]
fn one_rejection_is_enough_and_traffic_goes_back_whatever_the_group_says() {
    let mut world = World::of(Make::plan(&[approved(10.0, two_of_three()), step(100.0, 0)]).without_rollback());
    world.until(waits);
    world.approve("anna");
    assert!(is_moved(&world.reject("ben")));
    world.run();
    assert_snapshot!(world.story());
}

#[test]
fn what_nobody_decides_in_time_is_rejected_or_goes_on_as_the_plan_says() {
    let mut rejected = awaiting(two_of_three());
    let began = rejected.now;
    rejected.approve("anna");
    rejected.run();
    assert_eq!(rejected.now.duration_since(began).as_secs(), 3600);
    assert_snapshot!(rejected.story());

    let mut lenient = awaiting(Approval { on_deadline: OnDeadline::Approve, deadline_seconds: 60, ..two_of_three() });
    lenient.run();
    assert_eq!(lenient.outcome(), "Succeeded: –");
}

#[test]
fn the_deadline_decides_even_where_nobody_has_noticed_yet() {
    let mut world = awaiting(two_of_three());
    let token = world.token_of(WaitKind::Approval);
    world.wait(3600);
    let late = world.apply(&super::people::approve(token, "anna"));
    assert!(matches!(refused(&late), Rejection::NotWaitedFor { .. }));
}

#[test]
fn an_approval_ends_with_a_look() {
    let mut world = awaiting(Approval::default());
    world.wait(5);
    world.approve("anna");
    assert!(matches!(world.apply(&Event::Woke), Applied::Ignored(_)), "nobody has looked since");
    world.alarms.insert(alarm("errors"), Some(AlarmState::Alarm));
    world.run();
    assert_eq!(world.traffic(), ["orders: 100 % on version 1"], "{}", world.story());
}

#[test]
fn a_late_token_decides_nothing_and_is_told_what_is_waited_for() {
    let mut world = awaiting(two_of_three());
    let token = late(&world);
    for event in [
        super::people::approve(token.clone(), "anna"),
        reject(token.clone(), "anna"),
        super::people::resume(token.clone()),
        promote(token.clone(), Promotion::Full),
    ] {
        let answer = world.apply(&event);
        let message = refused(&answer).to_string();
        let now = format!("waited for now: approvals, 0 of 2 given (token `{}`)", world.token_of(WaitKind::Approval));
        assert!(message.ends_with(&now), "{message}");
    }
    let mut baking = World::of(Make::canary());
    baking.until(bakes(0));
    let bake = baking.token_of(WaitKind::Bake);
    baking.until(shifts(1));
    assert!(matches!(refused(&baking.apply(&promote(bake, Promotion::Full))), Rejection::NotWaitedFor { .. }));
}

#[test]
fn people_are_told_what_is_waited_for() {
    let mut world = awaiting(two_of_three());
    world.approve("anna");
    world.approve("ben");
    world.run();
    let told: Vec<_> = world.chain[0].notices.iter().map(|notice| (notice.kind, notice.status)).collect();
    let expected = [(NoticeKind::Started, Status::Created), (NoticeKind::Ready, Status::Ready), (NoticeKind::Succeeded, Status::Succeeded)];
    assert_eq!(told, expected);
}

#[test]
fn the_history_says_who_decided() {
    let mut world = awaiting(two_of_three());
    world.approve("anna");
    let entry = world.chain[0].entries.last().unwrap();
    assert_eq!((entry.what, entry.by.as_ref()), (Happening::Approved, Some(&person("anna").arn)));
    let unproven = world.pause(None);
    let entry = world.chain[0].entries.last().unwrap();
    assert_eq!(entry.by.as_ref(), Some(&asked("olga", "an incident").by.unwrap().arn));
    world.resume(&unproven);
    let entry = world.chain[0].entries.last().unwrap();
    assert_eq!((entry.by.as_ref(), entry.message.as_str()), (None, "Resumed by somebody who may deploy"));
}

#[test]
fn pauses_leave_room_for_what_is_decided_otherwise() {
    let mut world = awaiting(two_of_three());
    let refusal = (1..1_000).map(|seconds| world.apply(&pause(Some(seconds)))).find(|applied| !is_moved(applied)).unwrap();
    assert!(matches!(refused(&refusal), Rejection::TooManyPauses));
    assert_eq!(world.active().entries(), 430, "of 500, 20 are kept for the end, and 50 for what is decided otherwise");
    world.approve("anna");
    world.approve("ben");
    let written: Vec<_> = world.chain[0].entries.iter().rev().take(2).map(|entry| entry.what).collect();
    assert_eq!(written, [Happening::Approved, Happening::Approved]);
}
