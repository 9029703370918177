//! What there is: functions and their versions, alarms, hooks, deployment groups and their rules.

use crate::alarms::{AlarmRule, Metric, MissingData};
use crate::chance::Chance;
use crate::hooks::HookBehaviour;
use crate::traffic::Conduct;
use crate::world::World;
use headgate_domain::{
    AlarmConfiguration, AlarmName, AlarmState, AliasName, ApplicationId, ApplicationName, ConfigName, DeploymentGroup, FunctionArn,
    GroupId, GroupName, HookFunction, InvalidName, OnConflict, RollbackPolicy, Version,
};
use jiff::Timestamp;

/// What there is.
pub(super) struct Topology {
    pub(super) application: ApplicationName,
    pub(super) functions: Vec<FunctionArn>,
    pub(super) alias: AliasName,
    pub(super) versions: Vec<Version>,
    pub(super) alarms: Vec<AlarmName>,
    pub(super) hooks: Vec<HookFunction>,
    pub(super) groups: Vec<DeploymentGroup>,
    pub(super) poll_seconds: u32,
}

const CONFIGS: [&str; 4] =
    ["LambdaAllAtOnce", "LambdaCanary10Percent5Minutes", "LambdaLinear10PercentEvery1Minute", "LambdaCanary10Percent10Minutes"];

impl Topology {
    pub(super) fn chosen(chance: &mut Chance) -> Self {
        named(chance).expect("the names are names")
    }

    /// Makes it all exist.
    pub(super) fn build(&self, world: &World, chance: &mut Chance) {
        world.limit_calls(Some(15));
        for function in &self.functions {
            for version in &self.versions {
                world.version(function, version);
                let bad = chance.once_in(4);
                let error_rate = if bad { 0.3 } else { 0.001 };
                world.behave(function, version, Conduct { error_rate, latency_ms: if bad { 900.0 } else { 40.0 } });
            }
            world.function(function, &self.alias, &self.versions[0]);
            world.publishes(function, chance.one_of(&self.versions));
            if chance.once_in(2) {
                world.load(function, &self.alias, *chance.one_of(&[0.0, 0.05, 10.0, 1000.0]));
            }
        }
        for (index, name) in self.alarms.iter().enumerate() {
            if index % 2 == 0 {
                world.alarm(name, *chance.one_of(&[AlarmState::Ok, AlarmState::Ok, AlarmState::InsufficientData, AlarmState::Alarm]));
            } else {
                world.alarm_over(name, self.rule(chance));
            }
        }
        for hook in &self.hooks {
            world.hook(hook, behaviour(chance));
        }
    }

    fn rule(&self, chance: &mut Chance) -> AlarmRule {
        let (metric, threshold) = *chance.one_of(&[(Metric::ErrorRate, 0.05), (Metric::LatencyMs, 300.0), (Metric::Errors, 50.0)]);
        let missing = *chance.one_of(&[MissingData::NotBreaching, MissingData::Missing, MissingData::Ignore, MissingData::Breaching]);
        let function = chance.one_of(&self.functions).clone();
        let period_minutes = *chance.one_of(&[1, 1, 2]);
        let evaluation_periods = *chance.one_of(&[1, 2, 3]);
        AlarmRule {
            function,
            alias: self.alias.clone(),
            version: None,
            metric,
            threshold,
            period_minutes,
            evaluation_periods,
            datapoints_to_alarm: evaluation_periods,
            missing,
        }
    }
}

fn named(chance: &mut Chance) -> Result<Topology, InvalidName> {
    let function = |number| FunctionArn::try_from(format!("arn:aws:lambda:eu-west-1:123456789012:function:f{number}"));
    let functions = (0..chance.between(1, 4)).map(function).collect::<Result<Vec<_>, _>>()?;
    let versions = (1..=6).map(|number| Version::new(number.to_string())).collect::<Result<Vec<_>, _>>()?;
    let alarms = (0..4).map(|number| AlarmName::new(format!("a{number}"))).collect::<Result<Vec<_>, _>>()?;
    let hooks = (0..5).map(|number| HookFunction::new(format!("h{number}"))).collect::<Result<Vec<_>, _>>()?;
    let groups = (0..chance.between(1, 3)).map(|number| group(number, &alarms, chance)).collect::<Result<Vec<_>, _>>()?;
    Ok(Topology {
        application: ApplicationName::new("shop")?,
        functions,
        alias: AliasName::new("live")?,
        versions,
        alarms,
        hooks,
        groups,
        poll_seconds: *chance.one_of(&[10, 30, 30, 60]),
    })
}

/// A group with rules of its own.
pub(super) fn group(number: i64, alarms: &[AlarmName], chance: &mut Chance) -> Result<DeploymentGroup, InvalidName> {
    let names = alarms.iter().filter(|_| chance.once_in(3)).cloned().collect();
    let mut yes = |times| chance.once_in(times);
    let alarms = AlarmConfiguration { enabled: !yes(6), ignore_poll_failure: yes(5), names };
    let rollback = RollbackPolicy { enabled: !yes(6), on_failure: !yes(4), on_alarm: !yes(4), on_request: yes(2) };
    let ignore_active_alarms = yes(4);
    Ok(DeploymentGroup {
        application: ApplicationId::new("00000000-0000-4000-8000-000000000000")?,
        name: GroupName::new(format!("g{number}"))?,
        id: GroupId::new(format!("id-of-g{number}"))?,
        config: ConfigName::new(format!("CodeDeployDefault.{}", chance.one_of(&CONFIGS)))?,
        service_role_arn: "arn:aws:iam::123456789012:role/deploy".to_owned(),
        alarms,
        rollback,
        triggers: vec![],
        on_conflict: *chance.one_of(&[OnConflict::Reject, OnConflict::Queue, OnConflict::Queue, OnConflict::Supersede]),
        hook_timeout_seconds: *chance.one_of(&[10, 60, 300, 1200]),
        ignore_active_alarms,
        final_bake_seconds: *chance.one_of(&[None, None, Some(45), Some(300)]),
        created_at: Timestamp::UNIX_EPOCH,
    })
}

fn behaviour(chance: &mut Chance) -> HookBehaviour {
    let seconds = chance.between(0, 90);
    *chance.one_of(&[
        HookBehaviour::Succeeds(seconds),
        HookBehaviour::Succeeds(seconds),
        HookBehaviour::Succeeds(1),
        HookBehaviour::Returns(seconds),
        HookBehaviour::Stutters,
        HookBehaviour::Recants,
        HookBehaviour::Relents,
        HookBehaviour::Fails(seconds),
        HookBehaviour::Crashes,
        HookBehaviour::Hangs,
        HookBehaviour::ReportsLate(1),
    ])
}
