//! The way forward: prepare, hooks, shifts, bakes, and the queue.

use super::fixtures::{FUNCTIONS, Make, at, execution, fresh, function, id, judged, shared, step, target, version, weight};
use super::world::{START, World, failure, verdict_of};
use crate::deployment::{
    Applied, Deployment, Effect, Event, FailureKind, Happening, HookCall, HookPoint, LifecycleEventName, NoticeKind, Rejection, State,
    Status, StopCause, Verdict, VersionState,
};
use crate::{Qualifier, Routing, TrafficRouting};
use insta::assert_snapshot;

fn hooking(deployment: &Deployment) -> bool {
    matches!(deployment.state(), State::Hooking(hooking) if hooking.call == HookCall::Awaiting)
}

fn baking(deployment: &Deployment) -> bool {
    matches!(deployment.state(), State::Baking { .. })
}

#[test]
fn a_canary_goes_through() {
    let mut world = World::of(Make::canary());
    world.run();
    assert_snapshot!(world.story());
}

#[test]
fn a_linear_plan_takes_every_step() {
    let plan = TrafficRouting::TimeBasedLinear { percentage: 30, interval_minutes: 1 }.plan().unwrap();
    let mut world = World::of(Make::plan(plan.steps()));
    world.run();
    let shifts = world.chain[0].entries.iter().filter(|entry| entry.what == Happening::Shifted);
    let shifts: Vec<_> = shifts.map(|entry| (entry.at.as_second() - START, entry.to[0].as_percent())).collect();
    assert_eq!(shifts, [(0, 30.0), (60, 60.0), (120, 90.0), (180, 100.0)]);
}

#[test]
fn steps_with_hooks_ask_each_in_its_turn() {
    let steps = [judged(10.0, 60, "smoke"), step(50.0, 0), judged(100.0, 60, "last")];
    let mut world = World::of(Make::plan(&steps).hooks(Some("before"), Some("after")));
    world.run();
    let asked: Vec<_> = world.calls.iter().map(|call| format!("{} {} {}", call.function, call.event, call.weight)).collect();
    assert_eq!(
        asked,
        ["before BeforeAllowTraffic 0 %", "smoke AllowTraffic 10 %", "after AfterAllowTraffic 100 %", "last AllowTraffic 100 %"]
    );
    assert_snapshot!(world.story());
}

#[test]
fn two_functions_move_in_lockstep() {
    let mut world = World::of(Make::three_steps().targets(2));
    world.until(|deployment| {
        if let State::Baking { step, .. } = deployment.state() {
            let wanted = deployment.settings().plan.steps()[*step].weight;
            assert_eq!(deployment.weights(), [wanted, wanted], "a bake begins when every target has arrived");
        }
        deployment.is_closed()
    });
    assert_eq!(world.traffic(), ["billing: 100 % on version 2", "orders: 100 % on version 2"]);
    assert_eq!(world.active().status(), Status::Succeeded);
}

#[test]
fn nothing_to_shift_succeeds_at_once_and_says_so() {
    let mut world = World::of(Make::canary().hooks(Some("before"), None));
    world.alias("orders").routing = Routing::all(version(2));
    world.run();
    assert_eq!(world.outcome(), "Succeeded: Every alias already points to its target version: there was nothing to shift");
    assert_eq!((world.alias("orders").writes, world.calls.len(), world.now), (1, 0, at(START)));
}

#[test]
fn a_target_that_is_there_already_waits_for_the_others() {
    let mut world = World::of(Make::canary().targets(2).hooks(Some("before"), None));
    world.alias("billing").routing = Routing::all(version(2));
    world.run();
    assert_eq!(world.traffic(), ["billing: 100 % on version 2", "orders: 100 % on version 2"]);
    assert_eq!(world.alias("billing").writes, 1, "it was written once, as it was, to see that it is so");
    assert_eq!(world.calls[0].weight, weight(0.0), "a hook is told the weight of what moves");
}

#[test]
fn latest_is_published_and_awaited_until_it_is_active() {
    let mut world = World::of(Make::canary().first(|target| target.requested = Qualifier::Latest));
    world.target_state = VersionState::Pending;
    for _ in 0..10 {
        world.step();
    }
    assert!(matches!(world.active().state(), State::Preparing { pace, .. } if pace.attempts > 0));
    assert_eq!(world.active().targets()[0].requested, Qualifier::Published(version(2)));
    world.target_state = VersionState::Active;
    world.run();
    assert_eq!(world.active().status(), Status::Succeeded);
}

#[test]
fn a_version_that_never_becomes_active_ends_the_deployment() {
    let mut world = World::of(Make::canary());
    world.target_state = VersionState::Pending;
    world.run();
    assert!(world.outcome().starts_with("Failed INVALID_LAMBDA_FUNCTION: The deployment could not be prepared within 10 minutes"));
    assert!(world.now < at(START + 11 * 60));

    let mut world = World::of(Make::canary());
    world.target_state = VersionState::Unusable("SubnetOutOfIPAddresses".to_owned());
    world.run();
    assert!(world.outcome().ends_with("SubnetOutOfIPAddresses"), "{}", world.outcome());
}

#[test]
fn a_stray_split_is_removed_before_the_first_hook() {
    let mut world = World::of(Make::canary().hooks(Some("before"), None));
    world.alias("orders").routing = shared(25.0);
    world.until(hooking);
    assert_eq!(world.alias("orders").routing, shared(0.0));
    assert!(world.chain[0].entries.iter().any(|entry| entry.what == Happening::SplitFound));
    world.run();
    assert_eq!(world.active().status(), Status::Succeeded);
}

#[test]
fn an_alias_that_changes_while_its_split_is_removed_is_looked_at_again() {
    let mut world = World::of(Make::canary());
    world.alias("orders").routing = shared(25.0);
    world.until(|deployment| deployment.targets()[0].shown().is_some());
    world.alias("orders").write(Routing::all(version(1)));
    world.run();
    assert_eq!(world.active().status(), Status::Succeeded);
}

#[test]
fn a_prepare_that_fails_leaves_a_stray_split_where_it_was() {
    let mut world = World::of(Make::canary().targets(2));
    world.alias("orders").routing = shared(25.0);
    world.until(|deployment| deployment.targets().iter().all(|target| target.shown().is_some()));
    world.raise();
    world.run();
    assert_eq!(world.traffic(), ["billing: 100 % on version 1", "orders: 75 % on version 1, 25 % on version 2"]);
    assert_eq!(world.alias("orders").writes, 1, "the fence of the write that may be under way is burned");
    assert_eq!(world.alias("billing").writes, 0, "a late write of this alias would change no routing");
}

#[test]
fn the_alias_has_to_point_where_the_appspec_says() {
    let mut world = World::of(Make::canary().first(|target| target.expected = Some(version(4))));
    world.run();
    assert_eq!(
        world.outcome(),
        "Failed INVALID_LAMBDA_CONFIGURATION: orders:live: the Lambda function alias version does not match the current version in the \
         AppSpec file: the alias points to version 1, the AppSpec says `CurrentVersion` 4"
    );
    assert_eq!(world.first().rollback_message(), Some("No traffic had been shifted, so there is nothing to roll back"));
}

#[test]
fn both_versions_need_the_same_role_and_dead_letters() {
    let mut world = World::of(Make::canary());
    world.target_role = "another".to_owned();
    world.run();
    assert!(world.outcome().contains("different execution roles (`role` and `another`)"), "{}", world.outcome());

    let mut world = World::of(Make::canary());
    world.target_dead_letter = Some("queue".to_owned());
    world.run();
    assert!(world.outcome().contains("different dead-letter settings (`none` and `queue`)"), "{}", world.outcome());

    let mut world = World::of(Make::canary());
    world.alias("orders").routing = Routing::observed(Qualifier::Latest, None).unwrap();
    world.run();
    assert!(world.outcome().contains("the alias points to `$LATEST`"), "{}", world.outcome());
}

#[test]
fn a_failed_hook_before_traffic_moves_nothing() {
    let mut world = World::of(Make::canary().hooks(Some("before"), None));
    world.verdict = Some(Verdict::Failed);
    world.run();
    assert_eq!(world.outcome(), "Failed HOOK_EXECUTION_FAILURE: Hook `before` of BeforeAllowTraffic reported Failed");
    assert_eq!((world.chain.len(), world.alias("orders").writes), (1, 1));
}

#[test]
fn a_failed_hook_after_a_shift_rolls_back() {
    let step_judged = [judged(10.0, 60, "smoke"), step(100.0, 0)];
    for (make, point) in
        [(Make::canary().hooks(None, Some("after")), HookPoint::AfterAllowTraffic), (Make::plan(&step_judged), HookPoint::Step(0))]
    {
        let mut world = World::of(make);
        world.verdict = Some(Verdict::Failed);
        world.run();
        assert_eq!(world.first().hook_runs()[0].point, point);
        assert_eq!(world.first().status(), Status::Failed);
        assert_eq!(world.active().status(), Status::Succeeded);
        assert_eq!(world.traffic(), ["orders: 100 % on version 1"]);
    }
}

#[test]
fn silence_fails_a_hook_at_its_deadline() {
    let mut world = World::of(Make::canary().hooks(Some("before"), None));
    world.verdict = None;
    world.run();
    assert_eq!(world.outcome(), "Failed HOOK_EXECUTION_FAILURE: Hook `before` of BeforeAllowTraffic did not report within 600 s");
    assert_eq!(world.now, at(START + 600));
}

#[test]
fn a_hook_is_not_called_once_its_deadline_has_passed() {
    let mut world = World::of(Make::canary().hooks(Some("before"), None));
    world.until(|deployment| matches!(deployment.state(), State::Hooking(_)));
    world.wait(600);
    let owed = world.active().pending(world.now);
    assert!(owed.iter().all(|effect| !matches!(effect, Effect::CallHook(_))), "{owed:?}");
    world.run();
    assert_eq!((world.active().status(), world.calls.len()), (Status::Failed, 0));
}

#[test]
fn the_first_verdict_counts() {
    let mut world = World::of(Make::canary().hooks(Some("before"), Some("after")));
    world.until(hooking);
    let run = world.active().hook_runs()[0].execution.clone();
    world.moves(&verdict_of(&run, Verdict::Succeeded));
    for verdict in [Verdict::Succeeded, Verdict::Failed] {
        assert_eq!(world.apply(&verdict_of(&run, verdict)), Applied::Rejected(Rejection::HookCompleted));
    }
    assert_eq!(world.apply(&verdict_of(&execution(99), Verdict::Failed)), Applied::Rejected(Rejection::UnknownExecution));
    world.run();
    assert_eq!(world.apply(&verdict_of(&run, Verdict::Failed)), Applied::Rejected(Rejection::HookCompleted));
}

#[test]
fn a_verdict_counts_before_the_call_is_known_to_have_been_taken_but_not_after_the_deadline() {
    let mut world = World::of(Make::canary().hooks(Some("before"), None));
    world.until(|deployment| matches!(deployment.state(), State::Hooking(_)));
    let run = world.active().hook_runs()[0].execution.clone();
    let mut late = World::of(Make::canary().hooks(Some("before"), None));
    late.until(hooking);
    late.wait(600);
    assert_eq!(late.apply(&verdict_of(&run, Verdict::Succeeded)), Applied::Rejected(Rejection::HookCompleted));
    world.moves(&verdict_of(&run, Verdict::Succeeded));
    assert!(matches!(world.active().state(), State::Shifting { step: 0, .. }));
}

#[test]
fn a_call_that_may_not_have_happened_is_repeated_under_the_same_id() {
    let mut world = World::of(Make::canary().hooks(Some("before"), None));
    world.until(|deployment| matches!(deployment.state(), State::Hooking(_)));
    let run = world.active().hook_runs()[0].execution.clone();
    world.moves(&Event::HookCallFailed { execution: run.clone(), failure: failure(FailureKind::Unknown) });
    assert!(world.active().pending(world.now).is_empty(), "not before its time");
    world.until(hooking);
    assert_eq!(world.calls[0].execution, run);
    assert!(!world.active().pending(world.now).iter().any(|effect| matches!(effect, Effect::CallHook(_))), "a taken call is not repeated");

    let mut denied = World::of(Make::canary().hooks(Some("before"), None));
    denied.until(|deployment| matches!(deployment.state(), State::Hooking(_)));
    denied.moves(&Event::HookCallFailed { execution: run, failure: failure(FailureKind::Denied) });
    assert!(denied.outcome().starts_with("Failed IAM_ROLE_PERMISSIONS"), "{}", denied.outcome());
}

#[test]
fn the_public_status_is_baking_in_the_final_bake_only() {
    let mut world = World::of(Make::three_steps().hooks(None, Some("after")));
    let mut statuses = vec![];
    for _ in 0..200 {
        if statuses.last() != Some(&world.active().status()) {
            statuses.push(world.active().status());
        }
        world.step();
    }
    assert_eq!(statuses, [Status::Created, Status::InProgress, Status::Baking, Status::Succeeded]);
}

#[test]
fn a_bake_ends_only_after_a_look_at_its_end() {
    let mut world = World::of(Make::canary());
    world.until(baking);
    world.now = at(START + 300);
    assert!(matches!(world.apply(&Event::Woke), Applied::Ignored(_)));
    let owed = world.active().pending(world.now);
    assert!(matches!(owed.as_slice(), [Effect::Poll { .. }]), "{owed:?}");
    let looked = world.perform(&owed[0]);
    world.moves(&looked);
    world.moves(&Event::Woke);
    assert!(matches!(world.active().state(), State::Shifting { step: 1, .. }));
}

#[test]
fn a_lost_answer_is_found_out_by_the_refusal_of_the_second_write() {
    let mut world = World::of(Make::canary());
    world.until(|deployment| matches!(deployment.state(), State::Shifting { .. }));
    let route = world.active().pending(world.now).remove(0);
    world.perform(&route);
    world.moves(&Event::TargetFailed { target: 0, failure: failure(FailureKind::Unknown) });
    world.run();
    assert_eq!((world.active().status(), world.alias("orders").writes), (Status::Succeeded, 3));
}

#[test]
fn a_renewed_revision_is_no_drift() {
    let mut world = World::of(Make::canary());
    world.until(|deployment| matches!(deployment.state(), State::Shifting { .. }));
    world.alias("orders").writes += 1;
    world.until(baking);
    world.alias("orders").writes += 1;
    world.run();
    assert_eq!(world.active().status(), Status::Succeeded);
}

#[test]
fn a_confirmation_that_comes_late_advances_no_later_step() {
    let mut world = World::of(Make::three_steps());
    world.until(|deployment| matches!(deployment.state(), State::Shifting { .. }));
    let route = world.active().pending(world.now).remove(0);
    let confirmed = world.perform(&route);
    world.moves(&confirmed);
    world.until(|deployment| matches!(deployment.state(), State::Shifting { step: 1, .. }));
    assert!(matches!(world.apply(&confirmed), Applied::Ignored(_)));
}

#[test]
fn a_shift_that_never_gets_through_fails() {
    for (kind, code) in [
        (FailureKind::Throttled, "THROTTLED"),
        (FailureKind::Unknown, "TIMEOUT"),
        (FailureKind::Denied, "IAM_ROLE_PERMISSIONS"),
        (FailureKind::Gone, "INVALID_LAMBDA_FUNCTION"),
        (FailureKind::Invalid, "INVALID_LAMBDA_CONFIGURATION"),
    ] {
        let mut world = World::of(Make::canary());
        world.until(|deployment| matches!(deployment.state(), State::Shifting { .. }));
        world.writes_fail = Some(kind);
        world.until(Deployment::is_rollback);
        assert!(super::world::outcome(world.first()).starts_with(&format!("Failed {code}")), "{kind:?}");
    }
}

#[test]
fn a_queued_deployment_waits_and_takes_the_rules_of_the_day_it_starts() {
    let mut world = World::queued(Make::canary());
    assert_eq!((world.active().status(), world.active().holds_locks()), (Status::Queued, false));
    world.step();
    assert_eq!(world.active().due(), Some(at(START + 60)));
    world.wait(30);
    let settings = Make::three_steps().new.settings;
    world.moves(&Event::Admitted { settings: Box::new(settings.clone()) });
    assert!(world.active().holds_locks());
    assert_eq!((world.active().settings(), world.active().started_at()), (&settings, Some(at(START + 30))));
    world.run();
    assert_eq!(world.active().status(), Status::Succeeded);
    let told: Vec<_> = world.chain[0].notices.iter().map(|notice| notice.kind).collect();
    assert_eq!(told, [NoticeKind::Queued, NoticeKind::Started, NoticeKind::Succeeded]);
}

#[test]
fn a_queued_deployment_is_stopped_at_once() {
    let mut world = World::queued(Make::canary());
    world.moves(&Event::StopRequested { rollback: Some(true), cause: StopCause::Superseded(id(7)) });
    assert_eq!(world.outcome(), "Stopped MANUAL_STOP: The deployment was superseded by deployment d-000000007");
    assert_eq!(world.chain.len(), 1);
}

#[test]
fn an_event_that_names_no_target_of_the_deployment_is_ignored() {
    let mut world = World::of(Make::canary());
    let nowhere = Event::TargetFailed { target: 9, failure: failure(FailureKind::Gone) };
    for reached in [|_: &Deployment| true, |d: &Deployment| matches!(d.state(), State::Shifting { .. }), baking, Deployment::is_closed] {
        world.until(reached);
        assert!(matches!(world.apply(&nowhere), Applied::Ignored(_)), "in {:?}", world.active().state());
    }
}

#[test]
fn the_lifecycle_tells_what_ran_and_what_was_skipped() {
    let mut world = World::of(Make::canary().hooks(None, Some("after")));
    world.run();
    let skipped: Vec<_> = world.active().lifecycle().events().iter().filter(|event| event.started_at.is_none()).collect();
    assert_eq!(skipped.iter().map(|event| event.name).collect::<Vec<_>>(), [LifecycleEventName::BeforeAllowTraffic]);
}

#[test]
fn preparing_ends_in_time_even_when_the_alarms_cannot_be_read() {
    let mut world = World::of(Make::canary());
    world.polls = super::world::Polls::Throttled;
    world.run();
    assert!(world.outcome().starts_with("Failed TIMEOUT"), "{}", world.outcome());
    assert!(world.now <= at(START + 600));
}

#[test]
fn what_is_chosen_comes_from_the_arguments_alone() {
    let (now, new) = (at(START), Make::canary().new);
    assert_eq!(Deployment::start(&fresh(now, 1), new.clone()), Deployment::start(&fresh(now, 1), new));
    assert_eq!(target(FUNCTIONS[0]).id(), "orders:live");
    assert_eq!(function("orders").name(), "orders");
}
