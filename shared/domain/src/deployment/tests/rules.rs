//! The rules a deployment runs under: its group's, with the request's own put over them.

use super::fixtures::{Make, ROLLS_BACK, STAYS, alarm, at, step};
use super::world::START;
use crate::deployment::{Request, Settings};
use crate::{
    AlarmConfiguration, ApplicationId, ConfigName, DeploymentGroup, GroupId, GroupName, OnConflict, Overrides, PlanError, RollbackEvent,
    RollbackPolicy, Step, TrafficRouting, Trigger, TriggerEvent,
};

/// A group that says everything otherwise than the defaults.
fn group() -> DeploymentGroup {
    let trigger = Trigger {
        name: "ops".to_owned(),
        topic_arn: "arn:aws:sns:eu-west-1:123456789012:ops".to_owned(),
        events: vec![TriggerEvent::DeploymentFailure],
    };
    DeploymentGroup {
        application: ApplicationId::new("6f5b0c1e-0000-4000-8000-000000000002").unwrap(),
        name: GroupName::new("prod").unwrap(),
        id: GroupId::new("9d3c7a52-0000-4000-8000-000000000001").unwrap(),
        config: ConfigName::new("CodeDeployDefault.LambdaAllAtOnce").unwrap(),
        service_role_arn: String::new(),
        alarms: alarms(&["group"]),
        rollback: ROLLS_BACK,
        triggers: vec![trigger],
        on_conflict: OnConflict::Queue,
        hook_timeout_seconds: 600,
        ignore_active_alarms: true,
        final_bake_seconds: Some(120),
        created_at: at(START),
    }
}

fn alarms(names: &[&str]) -> AlarmConfiguration {
    AlarmConfiguration { enabled: true, ignore_poll_failure: true, names: names.iter().map(|name| alarm(name)).collect() }
}

fn silent() -> Request {
    Make::canary().new.request
}

fn overriding(overrides: Overrides) -> Request {
    Request { overrides, ..silent() }
}

fn resolve(request: &Request, steps: &[Step]) -> Result<Settings, PlanError> {
    Settings::resolve(request, &group(), "Test".to_owned(), &TrafficRouting::Steps(steps.to_vec()), 30)
}

#[test]
fn what_a_request_leaves_open_its_group_decides() {
    let (group, settings) = (group(), resolve(&silent(), &[step(100.0, 0)]).unwrap());
    let expected = Settings {
        config: "Test".to_owned(),
        plan: super::fixtures::plan(&[step(100.0, 120)]),
        alarms: group.alarms,
        ignore_active_alarms: true,
        rollback: ROLLS_BACK,
        hook_timeout_seconds: 600,
        on_conflict: OnConflict::Queue,
        poll_seconds: 30,
        triggers: group.triggers,
    };
    assert_eq!(settings, expected);
}

#[test]
fn what_a_request_says_counts() {
    let overrides = Overrides {
        on_conflict: Some(OnConflict::Supersede),
        hook_timeout_seconds: Some(10),
        ignore_active_alarms: Some(false),
        final_bake_seconds: Some(5),
        ..Overrides::default()
    };
    let request = Request { alarms: Some(alarms(&["own"])), rollback: Some(STAYS), ..overriding(overrides) };
    let settings = resolve(&request, &[step(100.0, 0)]).unwrap();
    assert_eq!((settings.on_conflict, settings.hook_timeout_seconds), (OnConflict::Supersede, 10));
    assert_eq!((settings.ignore_active_alarms, settings.rollback), (false, STAYS));
    assert_eq!((settings.alarms, settings.plan.steps()[0].bake_seconds), (alarms(&["own"]), 5));
}

#[test]
fn a_groups_final_bake_gives_way_to_a_plan_that_has_one() {
    for (baked, bakes) in [(0, 120), (1, 1), (60, 60)] {
        let settings = resolve(&silent(), &[step(10.0, 7), step(100.0, baked)]).unwrap();
        assert_eq!(settings.plan.steps().iter().map(|step| step.bake_seconds).collect::<Vec<_>>(), [7, bakes]);
    }
}

#[test]
fn a_request_that_gives_the_final_bake_twice_is_mistaken() {
    let request = overriding(Overrides { final_bake_seconds: Some(5), ..Overrides::default() });
    assert_eq!(resolve(&request, &[step(100.0, 60)]), Err(PlanError::FinalBakeTwice));
}

#[test]
fn alarms_that_an_appspec_names_are_watched_and_none_named_switches_them_off() {
    let mut group_without = group();
    group_without.alarms.enabled = false;
    for (names, enabled) in [(vec![alarm("named")], true), (vec![], false)] {
        let request = overriding(Overrides { alarms: Some(names.clone()), ..Overrides::default() });
        for group in [group(), group_without.clone()] {
            let settings = Settings::resolve(&request, &group, "Test".to_owned(), &TrafficRouting::AllAtOnce, 30).unwrap();
            assert_eq!(settings.alarms, AlarmConfiguration { enabled, ignore_poll_failure: true, names: names.clone() });
        }
    }
}

#[test]
fn steps_that_make_no_plan_make_no_rules() {
    assert_eq!(resolve(&silent(), &[]), Err(PlanError::Count { count: 0 }));
}

#[test]
fn each_event_that_rolls_back_has_a_switch_of_its_own() {
    let none = RollbackPolicy { enabled: true, ..RollbackPolicy::default() };
    let switches = [
        (RollbackEvent::Failure, RollbackPolicy { on_failure: true, ..none }),
        (RollbackEvent::Alarm, RollbackPolicy { on_alarm: true, ..none }),
        (RollbackEvent::Request, RollbackPolicy { on_request: true, ..none }),
    ];
    for (event, _) in switches {
        for (switched, policy) in switches {
            assert_eq!(policy.covers(event), event == switched, "{event:?} under {policy:?}");
            assert!(!RollbackPolicy { enabled: false, ..policy }.covers(event), "{event:?} under a policy that is off");
        }
    }
}
