//! Headgate, installed: the real engine in a simulated world, behind a Lambda that answers as the function `api` does.

use crate::lambda::{Answer, Invoked, Lambda};
use headgate_domain::{AlarmName, AlarmState, AliasName, FunctionArn, Identity, PrincipalArn, UserId, Version};
use headgate_engine::{Access, ApiError, Caller, Class, Fault};
use headgate_lambda::{Failure, Invocation, door, http};
use headgate_sim::{Action, AlarmRule, Conduct, Metric, MissingData, Permission, Simulation, World, at_once};
use headgate_wire::{Call, CallError, Reply};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::future::ready;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::runtime::{Builder, Runtime};

/// What the stack's function is called, and where it stands.
const FUNCTION: &str = "arn:aws:lambda:eu-west-1:123456789012:function:headgate-api";

/// How Lambda is asked for its functions.
const LIST_FUNCTIONS: &str = "GET /2015-03-31/functions";

/// Headgate, for as long as the test runs.
pub(crate) struct Headgate {
    pub(crate) lambda: Lambda,
    simulation: Arc<Mutex<Simulation>>,
    mishaps: Arc<Mutex<VecDeque<Answer>>>,
    _runtime: Runtime,
}

impl Headgate {
    /// In a world with functions `orders` and `billing`, whose alias `live` is on version 1 of five, and with an
    /// alarm `errors`, which is quiet.
    pub(crate) fn start() -> Self {
        let world = World::new();
        for name in ["orders", "billing"] {
            world.function(&function(name), &AliasName::new("live").unwrap(), &version(1));
            (2..=5).for_each(|number| world.version(&function(name), &version(number)));
        }
        world.alarm(&AlarmName::new("errors").unwrap(), AlarmState::Ok);
        let simulation = Arc::new(Mutex::new(Simulation::new(world, 30)));
        let mishaps = Arc::new(Mutex::new(VecDeque::new()));
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let (behind, before) = (Arc::clone(&simulation), Arc::clone(&mishaps));
        let answer = move |invoked: &Invoked| before.lock().unwrap().pop_front().unwrap_or_else(|| answered(&behind, invoked));
        let lambda = runtime.block_on(Lambda::asking(answer));
        Self { lambda, simulation, mishaps, _runtime: runtime }
    }

    /// With application `shop`, and its group `live`: a canary of 10 % for five minutes, which the alarm watches, and
    /// which goes back by itself.
    pub(crate) fn with_shop() -> Self {
        let headgate = Self::start();
        headgate.ok("CreateApplication", json!({"applicationName": "shop", "computePlatform": "Lambda"}));
        headgate.group("live");
        headgate
    }

    /// A group of application `shop`.
    pub(crate) fn group(&self, name: &str) {
        let events = json!(["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"]);
        self.ok(
            "CreateDeploymentGroup",
            json!({
                "applicationName": "shop",
                "deploymentGroupName": name,
                "serviceRoleArn": "arn:aws:iam::123456789012:role/deployer",
                "deploymentConfigName": "CodeDeployDefault.LambdaCanary10Percent5Minutes",
                "alarmConfiguration": {"enabled": true, "alarms": [{"name": "errors"}]},
                "autoRollbackConfiguration": {"enabled": true, "events": events},
            }),
        );
    }

    /// An operation that must succeed, asked of the engine itself.
    pub(crate) fn ok(&self, operation: &str, input: Value) -> Value {
        let answer = self.simulation().call(operation, input, &Access::administrator().into());
        answer.unwrap_or_else(|error| panic!("{operation}: {error}"))
    }

    /// Starts a deployment of `function:live` to a version, in group `live` of `shop`, and gives its id.
    pub(crate) fn deploy(&self, function: &str, version: u32) -> String {
        self.deploy_to("live", function, version)
    }

    /// Starts one in another group.
    pub(crate) fn deploy_to(&self, group: &str, function: &str, version: u32) -> String {
        let properties = json!({"Name": function, "Alias": "live", "TargetVersion": version.to_string()});
        let appspec = json!({"version": "0.0", "Resources": [{function: {"Type": "AWS::Lambda::Function", "Properties": properties}}]});
        let revision = json!({"revisionType": "AppSpecContent", "appSpecContent": {"content": appspec.to_string()}});
        let description = format!("{function} {version}");
        let input = json!({"applicationName": "shop", "deploymentGroupName": group, "description": description, "revision": revision});
        self.ok("CreateDeployment", input)["deploymentId"].as_str().unwrap().to_owned()
    }

    /// The id of the newest deployment.
    pub(crate) fn newest(&self) -> String {
        self.ok("ListDeployments", json!({}))["deployments"][0].as_str().unwrap().to_owned()
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, seconds: i64) {
        let mut simulation = self.simulation();
        let end = simulation.world.now() + SignedDuration::from_secs(seconds);
        simulation.run_until(end);
    }

    /// The alarm goes off.
    pub(crate) fn alarm(&self) {
        self.alarm_and_pass(1);
    }

    /// The alarm goes off, and time passes before anybody can look.
    pub(crate) fn alarm_and_pass(&self, seconds: i64) {
        self.simulation().after(0, Action::Set(AlarmName::new("errors").unwrap(), AlarmState::Alarm));
        self.pass(seconds);
    }

    /// People use `orders:live`, twenty times a second, and its version 2 fails one of thirty.
    pub(crate) fn traffic(&self) {
        let world = &self.simulation().world;
        let orders = function("orders");
        world.behave(&orders, &version(1), Conduct { error_rate: 0.001, latency_ms: 40.0 });
        world.behave(&orders, &version(2), Conduct { error_rate: 0.033, latency_ms: 45.0 });
        world.load(&orders, &AliasName::new("live").unwrap(), 20.0);
    }

    /// For some seconds nobody may move an alias.
    pub(crate) fn aliases_are_denied(&self, seconds: i64) {
        self.simulation().after(0, Action::Deny(Permission::UpdateAlias, seconds));
        self.pass(1);
    }

    /// An alarm over the errors of an alias's function.
    pub(crate) fn errors_alarm(&self, name: &str, of: &str, alias: &str) {
        let rule = AlarmRule {
            function: function(of),
            alias: AliasName::new(alias).unwrap(),
            version: None,
            metric: Metric::Errors,
            threshold: 1.0,
            period_minutes: 1,
            evaluation_periods: 1,
            datapoints_to_alarm: 1,
            missing: MissingData::NotBreaching,
        };
        self.simulation().world.alarm_over(&AlarmName::new(name).unwrap(), rule);
    }

    /// The time in this world.
    pub(crate) fn now(&self) -> Timestamp {
        self.simulation().world.now()
    }

    /// The next calls are answered so, before any that reaches Headgate.
    pub(crate) fn answers_next(&self, answers: impl IntoIterator<Item = Answer>) {
        self.mishaps.lock().unwrap().extend(answers);
    }

    /// The operations that were called since the last time this was asked.
    pub(crate) fn calls(&self) -> Vec<String> {
        let operation = |invoked: Invoked| called(&invoked.event)["operation"].as_str().unwrap_or_default().to_owned();
        self.lambda.take_invoked().into_iter().map(operation).collect()
    }

    fn simulation(&self) -> MutexGuard<'_, Simulation> {
        self.simulation.lock().unwrap()
    }
}

/// The call that an event carries.
pub(crate) fn called(event: &Value) -> Value {
    use base64::Engine;
    let body = base64::engine::general_purpose::STANDARD.decode(event["body"].as_str().unwrap()).unwrap();
    serde_json::from_slice(&body).unwrap_or_default()
}

/// As the function `api` answers, to whoever invokes it by this name; and as Lambda lists it beside those of the world.
fn answered(simulation: &Mutex<Simulation>, invoked: &Invoked) -> Answer {
    if invoked.path.trim_end_matches('/') == LIST_FUNCTIONS {
        let functions = ["billing", "headgate-api", "orders"].map(|name| json!({ "FunctionName": name }));
        return Answer { status: 200, error: None, function_error: false, body: json!({ "Functions": functions }).to_string() };
    }
    let Some(name) = invoked.path.strip_prefix("POST /2015-03-31/functions/headgate-api") else {
        return Answer::error(404, "ResourceNotFoundException");
    };
    let alias = name.trim_end_matches("/invocations").trim_start_matches("%3A");
    let function_arn = if alias.is_empty() { FUNCTION.to_owned() } else { format!("{FUNCTION}:{alias}") };
    let access = door(&function_arn);
    let invocation = Invocation { id: "of-lambda".to_owned(), function_arn };
    let respond = |Call { operation, input }, _| {
        let caller = Caller { access, identity: input["proof"].as_str().map(prover) };
        ready(reply(simulation.lock().unwrap().call(&operation, input, &caller)))
    };
    let body = at_once(http::answer(&invoked.event, &invocation, respond)).to_string();
    Answer { status: 200, error: None, function_error: false, body }
}

/// Whose a proof is: the user with the access key that it is signed with.
fn prover(proof: &str) -> Identity {
    let (_, credential) = proof.split_once("X-Amz-Credential=").unwrap();
    let (key, _) = credential.split_once("%2F").unwrap();
    let arn = PrincipalArn::new(format!("arn:aws:iam::123456789012:user/{key}")).unwrap();
    Identity { arn, user_id: UserId::new(key).unwrap() }
}

fn reply(answer: Result<Value, ApiError>) -> Result<Reply, Failure> {
    match answer {
        Ok(output) => Ok(Reply::Output(output)),
        Err(ApiError { code, message, class }) => match class {
            Class::Caller | Class::Conflict => Ok(Reply::Error(CallError { code, message })),
            Class::Transient => Err(Fault::Transient(message).into()),
            Class::Fault => Err(Fault::Broken(message).into()),
        },
    }
}

fn function(name: &str) -> FunctionArn {
    FunctionArn::try_from(format!("arn:aws:lambda:eu-west-1:123456789012:function:{name}")).unwrap()
}

fn version(number: u32) -> Version {
    Version::new(number.to_string()).unwrap()
}
