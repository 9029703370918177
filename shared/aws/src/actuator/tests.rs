use super::*;
use crate::fake::{Answer, Asked, Fake};
use aws_smithy_cbor::Encoder;
use headgate_domain::{
    AlarmName, AlarmReading, AlarmState, AlarmsRead, AliasName, FailureKind, FunctionArn, HookInvocation, Qualifier, RevisionId, Routing,
    Version, VersionState, Weight,
};
use headgate_engine::Generation;
use serde_json::{Value, json};

const ALIAS: &str = "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Aorders/aliases/live";

fn now() -> Timestamp {
    "2026-11-05T10:00:00Z".parse().unwrap()
}

fn actuator(fake: &Fake) -> AwsActuator {
    let clients = fake.clients();
    let queues = Queues::new(&clients, "http://aws.test/wake".to_owned(), "http://aws.test/rollback".to_owned(), now);
    AwsActuator::new(&clients, queues, "headgate-hook".to_owned())
}

fn function() -> FunctionArn {
    FunctionArn::try_from("arn:aws:lambda:eu-west-1:123456789012:function:orders".to_owned()).unwrap()
}

fn version(number: u32) -> Version {
    Version::new(number.to_string()).unwrap()
}

fn split(percent: f64) -> Routing {
    Routing::between(&version(1), &version(2), Weight::try_from(percent).unwrap())
}

fn fence(text: &str) -> RevisionId {
    RevisionId::new(text).unwrap()
}

fn alias() -> AliasName {
    AliasName::new("live").unwrap()
}

fn route(percent: f64) -> Effect {
    Effect::Route { target: 0, function: function(), alias: alias(), routing: split(percent), fence: fence("r1") }
}

fn inspect(number: u32) -> Effect {
    Effect::Inspect { target: 0, function: function(), alias: alias(), version: version(number) }
}

fn shown(primary: &str, weights: &Value, revision: &str) -> Value {
    json!({ "FunctionVersion": primary, "RoutingConfig": { "AdditionalVersionWeights": weights }, "RevisionId": revision })
}

fn failure(event: &Event) -> (FailureKind, &str) {
    let (Event::TargetFailed { failure, .. } | Event::HookCallFailed { failure, .. }) = event else { panic!("{event:?}") };
    (failure.kind, &failure.message)
}

#[tokio::test]
async fn a_routing_is_written_under_its_fence_and_always_says_its_split() {
    let fake = Fake::new(|_| Answer::Json(200, shown("1", &json!({}), "r2")));
    let actuator = actuator(&fake);
    for (percent, primary, weights) in [(12.5, "1", json!({ "2": 0.125 })), (0.0, "1", json!({})), (100.0, "2", json!({}))] {
        let event = actuator.perform(route(percent)).await;
        assert_eq!(event, Event::Routed { target: 0, routing: split(percent), fence: fence("r1"), revision: fence("r2") });
        let sent = fake.asked().pop().unwrap();
        let body = json!({ "FunctionVersion": primary, "RoutingConfig": { "AdditionalVersionWeights": weights }, "RevisionId": "r1" });
        assert_eq!(sent, Asked { what: format!("PUT {ALIAS}"), body });
    }
    assert_eq!(actuator.routed_at(), Some(now()));
}

#[tokio::test]
async fn an_overtaken_fence_is_answered_with_what_the_alias_shows() {
    let fake = Fake::new(|asked| {
        if asked.what.starts_with("PUT") {
            Answer::Error(412, "PreconditionFailedException")
        } else {
            Answer::Json(200, shown("1", &json!({ "7": 0.25 }), "r9"))
        }
    });
    let actuator = actuator(&fake);
    let routing = Routing::between(&version(1), &version(7), Weight::try_from(25.0).unwrap());
    let event = actuator.perform(route(10.0)).await;
    assert_eq!(event, Event::Refused { target: 0, fence: fence("r1"), routing, revision: fence("r9") });
    assert_eq!(actuator.routed_at(), None);
}

#[tokio::test]
async fn every_refusal_says_what_can_be_done_about_it() {
    let expected = [
        (Answer::Error(429, "TooManyRequestsException"), FailureKind::Throttled),
        (Answer::Error(500, "ServiceException"), FailureKind::Unknown),
        (Answer::Error(409, "ResourceConflictException"), FailureKind::Unknown),
        (Answer::Error(403, "ExpiredTokenException"), FailureKind::Unknown),
        (Answer::Silence, FailureKind::Unknown),
        (Answer::Error(403, "AccessDeniedException"), FailureKind::Denied),
        (Answer::Error(404, "ResourceNotFoundException"), FailureKind::Gone),
        (Answer::Error(400, "InvalidParameterValueException"), FailureKind::Invalid),
        (Answer::Json(200, json!({ "FunctionVersion": "1" })), FailureKind::Unknown),
    ];
    for (answer, kind) in expected {
        let fake = Fake::new(move |_| answer.clone());
        let event = actuator(&fake).perform(route(10.0)).await;
        assert_eq!(failure(&event).0, kind, "{event:?}");
        assert_eq!(fake.asked().len(), 1, "asked once, whatever the answer");
    }
}

#[tokio::test]
async fn a_missing_permission_is_named_with_its_resource() {
    let fake = Fake::new(|_| Answer::Error(403, "AccessDeniedException"));
    let event = actuator(&fake).perform(route(10.0)).await;
    let said = "Headgate's role lacks `lambda:UpdateAlias` on \
                `arn:aws:lambda:eu-west-1:123456789012:function:orders:live`: AccessDeniedException: because";
    assert_eq!(failure(&event).1, said);
}

fn versions(asked: &Asked) -> Answer {
    match asked.what.as_str() {
        what if what.contains("/aliases/") => Answer::Json(200, shown("1", &json!({}), "r1")),
        what if what.contains("/provisioned-concurrency") => Answer::Error(404, "ProvisionedConcurrencyConfigNotFoundException"),
        what if what.ends_with("Qualifier=2") => {
            Answer::Json(200, json!({ "Role": "r", "State": "Pending", "DeadLetterConfig": { "TargetArn": "q" } }))
        }
        _ => Answer::Json(200, json!({ "Role": "r", "State": "Inactive", "StateReason": "idle" })),
    }
}

#[tokio::test]
async fn an_inspection_shows_both_versions() {
    let fake = Fake::new(versions);
    let Event::Inspected { inspection, .. } = actuator(&fake).perform(inspect(2)).await else { panic!("an inspection") };
    assert_eq!((inspection.routing, inspection.revision, inspection.provisioned), (split(0.0), fence("r1"), None));
    assert_eq!(inspection.current.version, Qualifier::Published(version(1)));
    assert_eq!(inspection.current.state, VersionState::Unusable("Inactive: idle".to_owned()));
    assert_eq!((inspection.target.state, inspection.target.dead_letter), (VersionState::Pending, Some("q".to_owned())));
    assert_eq!(fake.asked().len(), 4);
}

#[tokio::test]
async fn a_version_that_is_live_already_is_looked_at_once() {
    let fake = Fake::new(versions);
    let Event::Inspected { inspection, .. } = actuator(&fake).perform(inspect(1)).await else { panic!("an inspection") };
    assert_eq!(inspection.current, inspection.target);
    assert_eq!(fake.asked().len(), 3);
}

/// Its alarms answer in CBOR, which is what CloudWatch speaks.
fn alarms(metric: &[(&str, &str)], composite: &[(&str, &str)]) -> Answer {
    let mut answer = Encoder::new(vec![]);
    answer.map(2);
    for (list, alarms) in [("MetricAlarms", metric), ("CompositeAlarms", composite)] {
        answer.str(list).array(alarms.len());
        for (name, state) in alarms {
            answer.map(2).str("AlarmName").str(name).str("StateValue").str(state);
        }
    }
    Answer::Raw(200, &[("content-type", "application/cbor"), ("smithy-protocol", "rpc-v2-cbor")], answer.into_writer())
}

fn refused(status: u16, code: &str) -> Answer {
    let mut answer = Encoder::new(vec![]);
    answer.map(2).str("__type").str(code).str("message").str("because");
    Answer::Raw(status, &[("content-type", "application/cbor"), ("smithy-protocol", "rpc-v2-cbor")], answer.into_writer())
}

fn alarm(name: &str) -> AlarmName {
    AlarmName::new(name).unwrap()
}

async fn polled(fake: &Fake, names: &[&str]) -> (AlarmsRead, usize) {
    let aliases = vec![(0, function(), alias()), (1, function(), AliasName::new("gone").unwrap())];
    let effect = Effect::Poll { alarms: names.iter().map(|name| alarm(name)).collect(), aliases };
    let Event::Polled { alarms, aliases } = actuator(fake).perform(effect).await else { panic!("a poll") };
    (alarms, aliases.len())
}

fn answered(answer: Answer) -> Fake {
    Fake::new(move |asked| match asked.what.as_str() {
        what if what.ends_with("/aliases/live") => Answer::Json(200, shown("1", &json!({}), "r1")),
        what if what.ends_with("/aliases/gone") => Answer::Error(404, "ResourceNotFoundException"),
        _ => answer.clone(),
    })
}

#[tokio::test]
async fn a_poll_reads_both_kinds_of_alarms_and_the_aliases_that_answer() {
    let fake = answered(alarms(&[("a", "OK"), ("x", "ALARM")], &[("b", "ALARM"), ("c", "INSUFFICIENT_DATA")]));
    let (read, aliases) = polled(&fake, &["a", "b", "c", "d"]).await;
    let reading = |name, state| AlarmReading { name: alarm(name), state };
    let expected = vec![
        reading("a", Some(AlarmState::Ok)),
        reading("b", Some(AlarmState::Alarm)),
        reading("c", Some(AlarmState::InsufficientData)),
        reading("d", None),
    ];
    assert_eq!((read, aliases), (AlarmsRead::Readings(expected), 1));
    let asked = fake.asked().into_iter().find(|asked| asked.what.ends_with("DescribeAlarms")).unwrap().body;
    assert!(asked.as_str().unwrap().contains("CompositeAlarm"), "composite alarms are left out unless they are asked for");
}

#[tokio::test]
async fn a_throttled_poll_is_no_failed_poll() {
    assert_eq!(polled(&answered(refused(400, "ThrottlingException")), &["a"]).await.0, AlarmsRead::Throttled);
    let denied = polled(&answered(refused(403, "AccessDenied")), &["a"]).await.0;
    assert!(matches!(denied, AlarmsRead::Failed { denied: true, .. }), "{denied:?}");
    let silent = polled(&answered(Answer::Silence), &["a"]).await.0;
    assert!(matches!(silent, AlarmsRead::Failed { denied: false, .. }), "{silent:?}");
}

#[tokio::test]
async fn nothing_is_asked_of_cloudwatch_without_alarms() {
    let fake = answered(Answer::Silence);
    assert_eq!(polled(&fake, &[]).await, (AlarmsRead::Readings(vec![]), 1));
    assert!(fake.names().iter().all(|name| name.starts_with("GET")), "{:?}", fake.names());
}

fn invocation() -> HookInvocation {
    serde_json::from_str(include_str!("../../../../events/hook/call.json")).unwrap()
}

#[tokio::test]
async fn a_hook_is_called_through_headgates_own_function() {
    let fake = Fake::new(|_| Answer::Json(202, json!({})));
    let event = actuator(&fake).perform(Effect::CallHook(Box::new(invocation()))).await;
    assert_eq!(event, Event::HookCalled { execution: invocation().execution });
    let asked = fake.asked().pop().unwrap();
    assert_eq!(asked.what, "POST /2015-03-31/functions/headgate-hook/invocations");
    assert_eq!(serde_json::from_value::<HookInvocation>(asked.body).unwrap(), invocation());

    let fake = Fake::new(|_| Answer::Error(429, "TooManyRequestsException"));
    let event = actuator(&fake).perform(Effect::CallHook(Box::new(invocation()))).await;
    assert_eq!(failure(&event).0, FailureKind::Throttled);
}

#[tokio::test]
async fn rollbacks_have_a_queue_of_their_own_and_far_wakes_are_left_to_the_sweep() {
    let fake = Fake::new(|_| Answer::Json(200, json!({ "MessageId": "m" })));
    let actuator = actuator(&fake);
    let wake = |seconds: i64, urgent| Wake {
        deployment: invocation().deployment,
        at: now() + jiff::SignedDuration::from_secs(seconds),
        generation: Generation(7),
        urgent,
    };
    for (seconds, urgent) in [(30, false), (-5, true), (901, false)] {
        actuator.wake(wake(seconds, urgent)).await.unwrap();
    }
    let body = json!({ "deploymentId": "d-ABCDEF123", "generation": 7 }).to_string();
    let sent: Vec<Value> = fake.asked().into_iter().map(|asked| asked.body).collect();
    let expected = [
        json!({ "QueueUrl": "http://aws.test/wake", "MessageBody": body, "DelaySeconds": 30 }),
        json!({ "QueueUrl": "http://aws.test/rollback", "MessageBody": body, "DelaySeconds": 0 }),
    ];
    assert_eq!(sent, expected);
}
