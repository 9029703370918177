//! Stories of deployments over the real engine in the simulated world, each told once as it should
//! go, and then again for every port call: its worker dies before the call lands, or after it; it stalls there while
//! a second worker goes on, and its call lands long after; the call's answer is lost.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

use headgate_domain::{
    AlarmConfiguration, AlarmName, AlarmState, AliasName, ApplicationId, ApplicationName, ConfigName, Deployment, DeploymentGroup,
    FunctionArn, GroupId, GroupName, HookFunction, OnConflict, Outcome, Overrides, RollbackPolicy, Routing, State, Status, Version, Weight,
};
use headgate_engine::{CreateDeployment, EngineError, Exception, Lock, RevisionText, Store, Token};
use headgate_sim::{Action, Blow, BlowKind, HookBehaviour, Mishap, Shift, Simulation, World, at_once};
use jiff::Timestamp;

#[path = "scenarios/gates.rs"]
mod gates;

type Sim = Simulation;

fn function(name: &str) -> FunctionArn {
    FunctionArn::try_from(format!("arn:aws:lambda:eu-west-1:123456789012:function:{name}")).unwrap()
}

fn alias() -> AliasName {
    AliasName::new("live").unwrap()
}

fn version(number: u32) -> Version {
    Version::new(number.to_string()).unwrap()
}

fn alarm() -> AlarmName {
    AlarmName::new("errors").unwrap()
}

fn split(percent: u8) -> Routing {
    Routing::between(&version(1), &version(2), Weight::percent(percent).unwrap())
}

fn shop() -> ApplicationName {
    ApplicationName::new("shop").unwrap()
}

fn group(name: &str) -> DeploymentGroup {
    DeploymentGroup {
        application: ApplicationId::new("00000000-0000-4000-8000-000000000000").unwrap(),
        name: GroupName::new(name).unwrap(),
        id: GroupId::new(format!("id-of-{name}")).unwrap(),
        config: ConfigName::new("CodeDeployDefault.LambdaCanary10Percent5Minutes").unwrap(),
        service_role_arn: "arn:aws:iam::123456789012:role/deploy".to_owned(),
        alarms: AlarmConfiguration { enabled: true, ignore_poll_failure: false, names: vec![alarm()] },
        rollback: RollbackPolicy { enabled: true, on_failure: true, on_alarm: true, on_request: true },
        triggers: vec![],
        on_conflict: OnConflict::Reject,
        hook_timeout_seconds: 3600,
        ignore_active_alarms: false,
        final_bake_seconds: None,
        created_at: Timestamp::UNIX_EPOCH,
    }
}

fn resource(function: &str, target: &str) -> String {
    format!(
        "  - {function}:\n      Type: AWS::Lambda::Function\n      Properties: {{Name: {function}, Alias: live, TargetVersion: \"{target}\"}}\n"
    )
}

const BOTH_HOOKS: &str = "Hooks:\n  - BeforeAllowTraffic: before\n  - AfterAllowTraffic: after\n";
const STEPS: &str = "Headgate:\n  deploymentConfig:\n    type: Steps\n    steps:\n      - {weight: 5, bakeSeconds: 60}\n      - {weight: 50, bakeSeconds: 120, hook: between}\n      - {weight: 100, bakeSeconds: 90}\n";

fn appspec(functions: &[&str], target: &str, rest: &str) -> String {
    let resources: String = functions.iter().map(|function| resource(function, target)).collect();
    format!("version: 0.0\nResources:\n{resources}{rest}")
}

fn create(token: &str, group: &str, appspec: String) -> Action {
    Action::Create(Box::new(CreateDeployment {
        application: shop(),
        group: GroupName::new(group).unwrap(),
        revision: RevisionText::Content(appspec),
        description: None,
        overrides: Overrides::default(),
        alarms: None,
        rollback: None,
        token: Some(Token::Client(token.to_owned())),
        starter: None,
    }))
}

/// A world with two functions on version 1, a quiet alarm, and the group `live`.
fn sim() -> Sim {
    let world = World::new();
    for name in ["orders", "billing"] {
        for number in 1..=5 {
            world.version(&function(name), &version(number));
        }
        world.function(&function(name), &alias(), &version(1));
        world.publishes(&function(name), &version(7));
    }
    world.alarm(&alarm(), AlarmState::Ok);
    let sim = Simulation::new(world, 30);
    sim.group(&shop(), &group("live"));
    sim
}

/// What befalls a worker at a call that it survives, in turn. The shorter stall lasts until a second worker has
/// taken over, the longer one until everything else is over.
const SURVIVED: [BlowKind; 3] = [BlowKind::Stall(45), BlowKind::AnswerLost, BlowKind::Stall(1500)];

/// Tells a story as it should go, and then with a death before and after every port call, and with a blow that is survived.
fn story(prepare: impl Fn(&mut Sim), check: impl Fn(&Sim)) {
    story_surviving(&SURVIVED, prepare, check);
}

/// The same with some blows only that are survived.
fn story_surviving(survived: &[BlowKind], prepare: impl Fn(&mut Sim), check: impl Fn(&Sim)) {
    let told = tell(&prepare, &check, None);
    assert!(told > 10, "a story with {told} port calls is no story");
    for call in 1..=told {
        for kind in [BlowKind::DeathBefore, BlowKind::DeathAfter, survived[call % survived.len()]] {
            tell(&prepare, &check, Some(Blow { call, kind }));
        }
    }
}

/// Tells a story with something else happening right before each of its port calls, one after the other.
fn story_with(prepare: impl Fn(&mut Sim), action: &Action, check: impl Fn(&Sim)) {
    let told = tell(&prepare, &|_: &Sim| {}, None);
    for call in 1..=told {
        let prepare = |sim: &mut Sim| {
            prepare(sim);
            sim.world.at_call(call, action.clone());
        };
        tell(&prepare, &check, None);
    }
}

fn tell(prepare: &impl Fn(&mut Sim), check: &impl Fn(&Sim), blow: Option<Blow>) -> usize {
    let mut sim = sim();
    sim.world.strike(blow);
    prepare(&mut sim);
    let tale = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        sim.run();
        sim.end();
        assert_eq!(sim.world.broken(), None);
        everything_is_at_rest(&sim);
        weight_only_rises_until_it_falls_to_nothing(&sim);
        history_has_no_gaps(&sim);
        notices_were_sent_in_order(&sim);
        check(&sim);
    }));
    if let Err(panic) = tale {
        eprintln!("the blow was {blow:?}");
        for deployment in sim.deployments() {
            eprintln!("{} {} {:?}", deployment.id(), deployment.status(), deployment.state());
            for entry in sim.history(deployment.id()) {
                eprintln!("   {} {:?} {}", entry.at, entry.what, entry.message);
            }
        }
        std::panic::resume_unwind(panic);
    }
    sim.world.calls()
}

fn everything_is_at_rest(sim: &Sim) {
    for deployment in sim.deployments() {
        assert!(deployment.is_closed(), "{} is {}", deployment.id(), deployment.state().name());
        let aliases = deployment.targets().iter().map(|target| Lock::Alias(target.function.clone(), target.alias.clone()));
        let group = Lock::Group(deployment.group_id().clone());
        for lock in aliases.chain([group]) {
            assert_eq!(at_once(sim.store().holder(&lock)).unwrap(), None, "{lock} is still locked");
            assert_eq!(at_once(sim.store().waiting(&lock, 9)).unwrap(), [], "somebody still waits for {lock}");
        }
    }
    assert!(at_once(sim.store().watchers(&alarm())).unwrap().is_empty(), "the alarm is still watched");
    assert!(at_once(sim.store().due(Timestamp::MAX, 9)).unwrap().is_empty(), "something is still due");
}

/// Of each function that went from version 1 to version 2 and that nobody else moved.
fn weight_only_rises_until_it_falls_to_nothing(sim: &Sim) {
    for name in ["orders", "billing"] {
        let shifts: Vec<_> = sim.world.shifts().into_iter().filter(|shift| shift.function == function(name)).collect();
        let one_story = |shift: &Shift| shift.ours && shift.routing.weight_of(&version(1)).rest() == shift.routing.weight_of(&version(2));
        if !shifts.iter().all(one_story) {
            continue;
        }
        let mut before = Weight::ZERO;
        for shift in shifts {
            let weight = shift.routing.weight_of(&version(2));
            assert!(weight >= before || weight == Weight::ZERO, "{name} fell from {before} to {weight}");
            before = weight;
        }
    }
}

fn history_has_no_gaps(sim: &Sim) {
    for deployment in sim.deployments() {
        let numbers: Vec<u32> = sim.history(deployment.id()).iter().map(|entry| entry.seq).collect();
        let wanted: Vec<u32> = (1..=deployment.entries()).collect();
        assert_eq!(numbers, wanted, "the history of {}", deployment.id());
    }
}

fn notices_were_sent_in_order(sim: &Sim) {
    for deployment in sim.deployments() {
        let prefix = format!("{}: ", deployment.id());
        let sent: Vec<String> = sim.world.told().iter().filter_map(|told| told.strip_prefix(&prefix).map(str::to_owned)).collect();
        let mut firsts: Vec<String> = vec![];
        for notice in &sent {
            if !firsts.contains(notice) {
                firsts.push(notice.clone());
            }
        }
        assert!(firsts.is_sorted(), "the notices of {}: {sent:?}", deployment.id());
        assert!(sent.len() >= 2, "{} was told of {} times only", deployment.id(), sent.len());
    }
}

fn routing(sim: &Sim, name: &str) -> Routing {
    sim.world.alias(&function(name), &alias()).unwrap().routing
}

fn nth(sim: &Sim, index: usize) -> Deployment {
    sim.deployment(&sim.created(index).expect("it was made")).unwrap()
}

fn outcome(deployment: &Deployment) -> Outcome {
    let State::Closed(closed) = deployment.state() else { panic!("still open: {:?}", deployment.state()) };
    closed.outcome.clone()
}

fn error_of(deployment: &Deployment) -> (&'static str, String) {
    match outcome(deployment) {
        Outcome::Failed { code, message } | Outcome::Stopped { code, message } => (code.as_str(), message),
        Outcome::Succeeded { message } => panic!("it succeeded: {message:?}"),
    }
}

fn rollback_of(sim: &Sim, deployment: &Deployment) -> Deployment {
    sim.deployment(deployment.rolled_back_by().expect("it was rolled back")).unwrap()
}

fn succeeded_on_version_2(sim: &Sim, functions: &[&str]) {
    assert_eq!(nth(sim, 0).status(), Status::Succeeded);
    for name in functions {
        assert_eq!(routing(sim, name), Routing::all(version(2)));
    }
}

fn rolled_back(sim: &Sim, status: Status, code: &str, functions: &[&str]) {
    let failed = nth(sim, 0);
    assert_eq!((failed.status(), error_of(&failed).0), (status, code));
    assert_eq!(rollback_of(sim, &failed).status(), Status::Succeeded);
    assert_eq!(sim.deployments().len(), 2, "one rollback, not more");
    for name in functions {
        assert_eq!(routing(sim, name), Routing::all(version(1)));
    }
}

#[test]
fn a_canary_goes_through() {
    story(|sim| sim.after(0, create("a", "live", appspec(&["orders"], "2", ""))), |sim| succeeded_on_version_2(sim, &["orders"]));
}

#[test]
fn hooks_and_steps_go_through() {
    let steps = format!("{BOTH_HOOKS}{STEPS}");
    story(
        move |sim| {
            sim.world.hook(&HookFunction::new("between").unwrap(), HookBehaviour::Succeeds(20));
            sim.world.hook(&HookFunction::new("after").unwrap(), HookBehaviour::Recants);
            sim.after(0, create("a", "live", appspec(&["orders"], "2", &steps)));
        },
        |sim| succeeded_on_version_2(sim, &["orders"]),
    );
}

#[test]
fn two_functions_move_in_lockstep() {
    story(
        |sim| sim.after(0, create("a", "live", appspec(&["orders", "billing"], "2", BOTH_HOOKS))),
        |sim| succeeded_on_version_2(sim, &["orders", "billing"]),
    );
}

#[test]
fn latest_is_published_first() {
    story(
        |sim| sim.after(0, create("a", "live", appspec(&["orders"], "$LATEST", ""))),
        |sim| assert_eq!(routing(sim, "orders"), Routing::all(version(7))),
    );
}

#[test]
fn nothing_to_shift_succeeds_at_once() {
    story(
        |sim| sim.after(0, create("a", "live", appspec(&["orders"], "1", ""))),
        |sim| {
            assert_eq!(nth(sim, 0).status(), Status::Succeeded);
            assert_eq!(sim.world.shifts(), []);
        },
    );
}

#[test]
fn a_stray_split_is_removed_first() {
    story(
        |sim| {
            sim.world.meddle(&function("orders"), &alias(), Routing::between(&version(1), &version(5), Weight::percent(30).unwrap()));
            sim.after(0, create("a", "live", appspec(&["orders"], "2", BOTH_HOOKS)));
        },
        |sim| succeeded_on_version_2(sim, &["orders"]),
    );
}

#[test]
fn different_roles_cannot_share_an_alias() {
    story(
        |sim| {
            sim.world.role(&function("orders"), &version(2), "another");
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
        },
        |sim| {
            assert_eq!(error_of(&nth(sim, 0)).0, "INVALID_LAMBDA_CONFIGURATION");
            assert_eq!(sim.world.shifts(), []);
        },
    );
}

#[test]
fn a_hook_that_fails_crashes_or_hangs_rolls_back() {
    for (hook, behaviour) in [("before", HookBehaviour::Fails(3)), ("after", HookBehaviour::Crashes), ("after", HookBehaviour::Hangs)] {
        story(
            move |sim| {
                sim.world.hook(&HookFunction::new(hook).unwrap(), behaviour);
                let rest = format!("{BOTH_HOOKS}Headgate: {{hookTimeoutSeconds: 300}}\n");
                sim.after(0, create("a", "live", appspec(&["orders", "billing"], "2", &rest)));
            },
            move |sim| {
                assert_eq!((nth(sim, 0).status(), error_of(&nth(sim, 0)).0), (Status::Failed, "HOOK_EXECUTION_FAILURE"));
                assert_eq!(routing(sim, "orders"), Routing::all(version(1)));
                assert_eq!(nth(sim, 0).rolled_back_by().is_some(), hook == "after", "before any traffic there is nothing to roll back");
            },
        );
    }
}

#[test]
fn an_alarm_at_any_time_takes_the_traffic_back() {
    // With hooks of twenty seconds, these fall into: before, the bake, after, the final bake.
    for seconds in [5, 40, 330, 350, 420] {
        story(
            move |sim| {
                for hook in ["before", "after"] {
                    sim.world.hook(&HookFunction::new(hook).unwrap(), HookBehaviour::Succeeds(20));
                }
                let spec = appspec(&["orders", "billing"], "2", &format!("{BOTH_HOOKS}Headgate: {{finalBakeSeconds: 300}}\n"));
                sim.after(0, create("a", "live", spec));
                sim.after(seconds, Action::Set(alarm(), AlarmState::Alarm));
            },
            move |sim| {
                let stopped = nth(sim, 0);
                assert_eq!((stopped.status(), error_of(&stopped).0), (Status::Stopped, "ALARM_ACTIVE"));
                for name in ["orders", "billing"] {
                    assert_eq!(routing(sim, name), Routing::all(version(1)), "an alarm after {seconds} s");
                }
            },
        );
    }
}

#[test]
fn an_alarm_that_nobody_told_of_is_found_by_the_poll() {
    story(
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
            sim.after(60, Action::LoseWakes);
            sim.world.alarm(&AlarmName::new("quiet").unwrap(), AlarmState::Ok);
            sim.after(100, Action::Set(AlarmName::new("quiet").unwrap(), AlarmState::Alarm));
        },
        |sim| succeeded_on_version_2(sim, &["orders"]),
    );
}

#[test]
fn an_alarm_that_fires_already_refuses_the_start() {
    story(
        |sim| {
            sim.world.alarm(&alarm(), AlarmState::Alarm);
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
        },
        |sim| {
            assert_eq!((nth(sim, 0).status(), error_of(&nth(sim, 0)).0), (Status::Stopped, "ALARM_ACTIVE"));
            assert_eq!(sim.world.shifts(), []);
        },
    );
}

#[test]
fn a_fix_gets_through_under_a_firing_alarm() {
    story(
        |sim| {
            sim.world.alarm(&alarm(), AlarmState::Alarm);
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "Headgate: {ignoreActiveAlarms: true}\n")));
        },
        |sim| succeeded_on_version_2(sim, &["orders"]),
    );
}

#[test]
fn a_stop_with_rollback_takes_the_traffic_back() {
    story(
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders", "billing"], "2", "")));
            sim.after(100, Action::Stop(0, Some(true)));
        },
        |sim| rolled_back(sim, Status::Stopped, "MANUAL_STOP", &["orders", "billing"]),
    );
}

#[test]
fn a_stop_without_rollback_leaves_the_weights_and_says_so() {
    story(
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
            sim.after(100, Action::Stop(0, Some(false)));
            sim.after(200, create("b", "live", appspec(&["orders"], "2", "")));
        },
        |sim| {
            let (code, message) = error_of(&nth(sim, 0));
            assert_eq!(code, "MANUAL_STOP");
            assert!(message.contains("Traffic was left as it is: orders:live 90 % on version 1, 10 % on version 2"), "{message}");
            assert_eq!(nth(sim, 1).status(), Status::Succeeded, "a stop never blocks the next deployment");
        },
    );
}

#[test]
fn somebody_elses_change_is_left_alone() {
    story(
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders", "billing"], "2", "")));
            sim.after(100, Action::Meddle(function("orders"), alias(), split(77)));
        },
        |sim| {
            let stopped = nth(sim, 0);
            let (code, message) = error_of(&stopped);
            assert_eq!((stopped.status(), code), (Status::Stopped, "INVALID_LAMBDA_CONFIGURATION"));
            assert!(message.contains("changed by somebody else"), "{message}");
            assert_eq!(routing(sim, "orders"), split(77));
            assert_eq!(routing(sim, "billing"), Routing::all(version(1)), "the other target goes back");
        },
    );
}

#[test]
fn a_renewed_revision_id_is_no_drift() {
    story(
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
            sim.after(100, Action::Renew(function("orders"), alias()));
            sim.after(299, Action::Renew(function("orders"), alias()));
        },
        |sim| succeeded_on_version_2(sim, &["orders"]),
    );
}

#[test]
fn lost_wakes_cost_a_sweep() {
    story(
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
            for seconds in [10, 100, 250] {
                sim.after(seconds, Action::LoseWakes);
            }
        },
        |sim| succeeded_on_version_2(sim, &["orders"]),
    );
}

#[test]
fn throttled_and_unanswered_writes_are_tried_again() {
    for mishaps in [[Mishap::Throttled; 3], [Mishap::AnswerLost; 3], [Mishap::Lost; 3]] {
        story(
            move |sim| {
                sim.after(0, Action::Mishaps(mishaps.to_vec()));
                sim.after(0, create("a", "live", appspec(&["orders", "billing"], "2", "")));
            },
            |sim| succeeded_on_version_2(sim, &["orders", "billing"]),
        );
    }
}

#[test]
fn a_rollback_does_not_give_up() {
    for mishap in [Mishap::Throttled, Mishap::AnswerLost, Mishap::Lost, Mishap::Denied] {
        story(
            move |sim| {
                sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
                sim.after(99, Action::Mishaps(vec![mishap; 7]));
                sim.after(100, Action::Set(alarm(), AlarmState::Alarm));
            },
            move |sim| {
                rolled_back(sim, Status::Stopped, "ALARM_ACTIVE", &["orders"]);
                let stuck = sim.world.told().iter().filter(|told| told.contains("RollbackStuck")).count();
                assert!(mishap == Mishap::AnswerLost || stuck > 0, "people are told");
            },
        );
    }
}

#[test]
fn a_rollback_whose_alias_is_gone_ends_and_says_why() {
    story(
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
            sim.after(100, Action::Delete(function("orders"), alias()));
            sim.after(101, Action::Set(alarm(), AlarmState::Alarm));
        },
        |sim| {
            let rollback = rollback_of(sim, &nth(sim, 0));
            assert_eq!(rollback.status(), Status::Failed);
            assert!(error_of(&rollback).1.contains("the alias does not exist"));
        },
    );
}

#[test]
fn a_stuck_rollback_can_be_abandoned_by_name() {
    story(
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
            sim.after(99, Action::Mishaps(vec![Mishap::Denied; 40]));
            sim.after(100, Action::Set(alarm(), AlarmState::Alarm));
            sim.after(400, Action::Abandon(0));
        },
        |sim| {
            let rollback = rollback_of(sim, &nth(sim, 0));
            let (code, message) = error_of(&rollback);
            assert_eq!((rollback.status(), code), (Status::Failed, "MANUAL_STOP"));
            assert!(message.contains("Abandoned by ops: done by hand"), "{message}");
        },
    );
}

#[test]
fn a_second_deployment_is_refused_and_told_of_the_first() {
    // A request that stalls until the first deployment is over is met.
    story_surviving(
        &SURVIVED[..2],
        |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
            sim.after(50, create("b", "live", appspec(&["billing"], "2", "")));
        },
        |sim| {
            let active = sim.created(0).unwrap();
            match sim.answer(1) {
                Some(Err(EngineError::Refused(refusal))) => {
                    assert_eq!(refusal.code, Exception::DeploymentLimitExceeded);
                    assert!(refusal.message.contains(active.as_str()), "{}", refusal.message);
                }
                other => panic!("the second was answered {other:?}"),
            }
            succeeded_on_version_2(sim, &["orders"]);
        },
    );
}

#[test]
fn queued_deployments_go_first_in_first_out() {
    let queue = "Headgate: {onConflict: queue}\n";
    story(
        move |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", queue)));
            sim.after(50, create("b", "live", appspec(&["orders"], "3", queue)));
            sim.after(60, create("c", "live", appspec(&["orders", "billing"], "4", queue)));
        },
        |sim| {
            let started: Vec<_> = (0..3).map(|index| nth(sim, index).started_at().unwrap()).collect();
            assert!(started.is_sorted(), "{started:?}");
            assert_eq!(routing(sim, "orders"), Routing::all(version(4)));
            assert_eq!(routing(sim, "billing"), Routing::all(version(4)));
        },
    );
}

#[test]
fn a_superseding_deployment_stops_the_others_and_then_starts() {
    let supersede = "Headgate: {onConflict: supersede}\n";
    let queue = "Headgate: {onConflict: queue}\n";
    story(
        move |sim| {
            sim.after(0, create("a", "live", appspec(&["orders"], "2", "")));
            sim.after(50, create("b", "live", appspec(&["orders"], "3", queue)));
            sim.after(60, create("c", "live", appspec(&["orders"], "4", supersede)));
        },
        |sim| {
            let message = error_of(&nth(sim, 0)).1;
            assert!(message.contains(&format!("superseded by deployment {}", sim.created(2).unwrap())), "{message}");
            assert_eq!(nth(sim, 1).status(), Status::Stopped);
            assert_eq!(nth(sim, 2).status(), Status::Succeeded);
            assert_eq!(routing(sim, "orders"), Routing::all(version(4)));
        },
    );
}

/// A world with two functions, both hooks and steps, and with something else happening at every port call.
fn eventful(sim: &mut Sim) {
    for hook in ["before", "between", "after"] {
        sim.world.hook(&HookFunction::new(hook).unwrap(), HookBehaviour::Succeeds(7));
    }
    sim.after(0, create("a", "live", appspec(&["orders", "billing"], "2", &format!("{BOTH_HOOKS}{STEPS}"))));
}

#[test]
fn an_alarm_at_any_call_takes_the_traffic_back() {
    story_with(eventful, &Action::Set(alarm(), AlarmState::Alarm), |sim| {
        if sim.deployments().first().is_some_and(|first| first.status() != Status::Succeeded) {
            for name in ["orders", "billing"] {
                assert_eq!(routing(sim, name), Routing::all(version(1)));
            }
        }
    });
}

#[test]
fn a_stop_at_any_call_takes_the_traffic_back_or_leaves_it() {
    for rollback in [true, false] {
        story_with(eventful, &Action::Stop(0, Some(rollback)), |sim| {
            let first = nth(sim, 0);
            if rollback && first.status() == Status::Stopped {
                assert_eq!(routing(sim, "orders"), Routing::all(version(1)));
            }
            if !rollback {
                assert_eq!(first.rolled_back_by(), None);
            }
        });
    }
}

#[test]
fn a_change_by_hand_at_any_call_is_left_alone() {
    let theirs = Routing::all(version(4));
    story_with(eventful, &Action::Meddle(function("orders"), alias(), theirs.clone()), |sim| {
        let first = nth(sim, 0);
        // Before the deployment has looked, it is what the deployment begins on; after its end it is nobody's.
        let succeeded = first.status() == Status::Succeeded;
        assert!(succeeded || routing(sim, "orders") == theirs, "{}", routing(sim, "orders"));
    });
}
