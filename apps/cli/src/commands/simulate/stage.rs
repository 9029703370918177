//! The stage: the world before the deployment, and the request for it.

use super::alarms::Signal;
use super::configuration::{Configuration, DEFAULT};
use super::people::starter;
use super::scene::{Mover, Scene};
use headgate_domain::{
    AlarmConfiguration, AlarmState, ApplicationId, ApplicationName, ConfigName, DeploymentGroup, GroupId, GroupName, InvalidName,
    OnConflict, RollbackPolicy,
};
use headgate_engine::{CreateDeployment, RevisionText};
use headgate_sim::{Faults, World};
use jiff::Timestamp;

/// How long a hook may take: a deployment group's default.
const HOOK_TIMEOUT_SECONDS: u32 = 3600;

/// The functions, their traffic, alarms and hooks.
pub(super) fn furnished(scene: &Scene) -> World {
    let world = World::shuffled(scene.seed, Faults::none());
    for mover in &scene.movers {
        let Mover { function, alias, current, target, .. } = mover;
        world.function(function, alias, &current.0);
        if mover.is_published {
            world.publishes(function, &target.0);
        } else {
            world.version(function, &target.0);
        }
        for (version, conduct) in [current, target] {
            world.behave(function, version, *conduct);
        }
        world.load(function, alias, scene.requests_per_second);
    }
    for alarm in &scene.alarms {
        match &alarm.signal {
            Signal::Traffic(rule) => world.alarm_over(&alarm.name, rule.clone()),
            Signal::After(_) => world.alarm(&alarm.name, AlarmState::Ok),
        }
    }
    for hook in &scene.hooks {
        world.hook(&hook.function, hook.behaviour);
    }
    world
}

/// A deployment group as one is made that says nothing special, with rollback.
pub(super) fn standing() -> Result<(ApplicationName, DeploymentGroup), InvalidName> {
    let group = DeploymentGroup {
        application: ApplicationId::new("simulated")?,
        name: GroupName::new("simulated")?,
        id: GroupId::new("simulated")?,
        config: ConfigName::new(DEFAULT)?,
        service_role_arn: String::new(),
        alarms: AlarmConfiguration::default(),
        rollback: RollbackPolicy { enabled: true, on_failure: true, on_alarm: true, on_request: true },
        triggers: vec![],
        on_conflict: OnConflict::Reject,
        hook_timeout_seconds: HOOK_TIMEOUT_SECONDS,
        ignore_active_alarms: false,
        final_bake_seconds: None,
        created_at: Timestamp::UNIX_EPOCH,
    };
    Ok((ApplicationName::new("simulated")?, group))
}

/// What is asked of Headgate.
pub(super) fn request(
    scene: &Scene,
    configuration: &Configuration,
    application: ApplicationName,
    group: GroupName,
) -> Result<CreateDeployment, InvalidName> {
    let names = scene.alarms.iter().map(|alarm| alarm.name.clone()).collect();
    Ok(CreateDeployment {
        application,
        group,
        revision: RevisionText::Content(scene.appspec.clone()),
        description: None,
        overrides: configuration.overrides.clone(),
        alarms: Some(AlarmConfiguration { enabled: true, ignore_poll_failure: false, names }),
        rollback: None,
        token: None,
        starter: Some(starter()?),
    })
}

/// As long as the alarm that looks back the farthest, and until the last of it can be read.
pub(super) fn lead_minutes(scene: &Scene) -> usize {
    let looks_back = scene.alarms.iter().map(|alarm| match &alarm.signal {
        Signal::Traffic(rule) => rule.evaluation_periods,
        Signal::After(_) => 0,
    });
    looks_back.max().unwrap_or(0) + 2
}
