//! What the stories are made of.

use headgate_domain::{
    AlarmConfiguration, AlarmName, AlarmState, AliasName, ApplicationId, ApplicationName, ConfigName, DeploymentGroup, FunctionArn,
    GroupId, GroupName, OnConflict, Overrides, RollbackPolicy, Routing, Version, Weight,
};
use headgate_engine::{CreateDeployment, RevisionText, Token};
use headgate_sim::{Action, Simulation, World};
use jiff::Timestamp;

pub(super) type Sim = Simulation;

pub(super) fn function(name: &str) -> FunctionArn {
    FunctionArn::try_from(format!("arn:aws:lambda:eu-west-1:123456789012:function:{name}")).unwrap()
}

pub(super) fn alias() -> AliasName {
    AliasName::new("live").unwrap()
}

pub(super) fn version(number: u32) -> Version {
    Version::new(number.to_string()).unwrap()
}

pub(super) fn alarm() -> AlarmName {
    AlarmName::new("errors").unwrap()
}

pub(super) fn split(percent: u8) -> Routing {
    Routing::between(&version(1), &version(2), Weight::percent(percent).unwrap())
}

pub(super) fn shop() -> ApplicationName {
    ApplicationName::new("shop").unwrap()
}

pub(super) fn group(name: &str) -> DeploymentGroup {
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

pub(super) const BOTH_HOOKS: &str = "Hooks:\n  - BeforeAllowTraffic: before\n  - AfterAllowTraffic: after\n";
pub(super) const STEPS: &str = "Headgate:\n  deploymentConfig:\n    type: Steps\n    steps:\n      - {weight: 5, bakeSeconds: 60}\n      - {weight: 50, bakeSeconds: 120, hook: between}\n      - {weight: 100, bakeSeconds: 90}\n";

pub(super) fn appspec(functions: &[&str], target: &str, rest: &str) -> String {
    let resources: String = functions.iter().map(|function| resource(function, target)).collect();
    format!("version: 0.0\nResources:\n{resources}{rest}")
}

pub(super) fn create(token: &str, group: &str, appspec: String) -> Action {
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
pub(super) fn sim() -> Sim {
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
