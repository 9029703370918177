use super::*;
use crate::fake::{Answer, Asked, Fake};
use aws_smithy_cbor::Encoder;
use headgate_domain::{Account, AlarmState, FailureKind, Routing, Version, VersionState};
use headgate_engine::{BypassKind, Point, QueueDepth};
use serde_json::json;

const ORDERS: &str = "arn:aws:lambda:eu-west-1:123456789012:function:orders";

fn now() -> Timestamp {
    "2026-11-05T10:00:00Z".parse().unwrap()
}

fn observer(fake: &Fake) -> AwsObserver {
    let premises = Premises {
        account: Account { partition: "aws".to_owned(), region: "eu-west-1".to_owned(), id: "123456789012".to_owned() },
        stack: "headgate".to_owned(),
        table: "t".to_owned(),
        queues: vec!["http://aws.test/1/wake".to_owned()],
        dead_letters: vec!["http://aws.test/1/dead".to_owned()],
        alarms: vec![AlarmName::new("own").unwrap()],
        hook_functions: vec!["arn:aws:lambda:eu-west-1:123456789012:function:CodeDeployHook_*".to_owned()],
    };
    AwsObserver::new(&fake.clients(), premises, now)
}

fn function() -> FunctionArn {
    FunctionArn::try_from(ORDERS.to_owned()).unwrap()
}

fn version(number: &str) -> Version {
    Version::new(number).unwrap()
}

fn published(number: &str) -> Qualifier {
    Qualifier::Published(version(number))
}

fn cbor(write: impl FnOnce(&mut Encoder)) -> Answer {
    let mut answer = Encoder::new(vec![]);
    write(&mut answer);
    Answer::Raw(200, &[("content-type", "application/cbor"), ("smithy-protocol", "rpc-v2-cbor")], answer.into_writer())
}

fn denied() -> Answer {
    let mut answer = Encoder::new(vec![]);
    answer.map(2).str("__type").str("AccessDenied").str("message").str("because");
    Answer::Raw(403, &[("content-type", "application/cbor"), ("smithy-protocol", "rpc-v2-cbor")], answer.into_writer())
}

fn kinds(failures: &[Failure]) -> Vec<FailureKind> {
    failures.iter().map(|failure| failure.kind).collect()
}

#[tokio::test]
async fn latest_is_looked_at_as_any_version_is() {
    let fake = Fake::new(|asked| match asked.what.as_str() {
        what if what.contains("/aliases/") => Answer::Json(200, json!({ "FunctionVersion": "1", "RevisionId": "r1" })),
        what if what.contains("/provisioned-concurrency") => Answer::Json(200, json!({ "RequestedProvisionedConcurrentExecutions": 5 })),
        what if what.ends_with("Qualifier=%24LATEST") => Answer::Json(200, json!({ "Role": "new", "State": "Active" })),
        _ => Answer::Json(200, json!({ "Role": "old", "State": "Active" })),
    });
    let seen = observer(&fake).inspect(&function(), &AliasName::new("live").unwrap(), &Qualifier::Latest).await.unwrap();
    assert_eq!((seen.target.version, seen.target.role, seen.current.role), (Qualifier::Latest, "new".to_owned(), "old".to_owned()));
    assert_eq!(seen.provisioned, Some(5));
}

fn triggers(asked: &Asked) -> Answer {
    let mapping = |arn: &str, source: &str| json!({ "FunctionArn": arn, "EventSourceArn": source, "State": "Enabled" });
    match asked.what.as_str() {
        what if what.contains("/event-source-mappings") && what.contains("%3A7") => {
            Answer::Json(200, json!({ "EventSourceMappings": [mapping(&format!("{ORDERS}:7"), "stream")] }))
        }
        what if what.contains("/event-source-mappings") => {
            let off = json!({ "FunctionArn": ORDERS, "EventSourceArn": "off", "State": "Disabled" });
            let all =
                [mapping(ORDERS, "queue"), mapping(&format!("{ORDERS}:live"), "good"), mapping(&format!("{ORDERS}:7"), "stream"), off];
            Answer::Json(200, json!({ "EventSourceMappings": all }))
        }
        what if what.ends_with("/urls") => {
            let url = |arn: &str, url: &str| json!({ "FunctionArn": arn, "FunctionUrl": url, "CreationTime": "t", "LastModifiedTime": "t", "AuthType": "AWS_IAM" });
            Answer::Json(200, json!({ "FunctionUrlConfigs": [url(ORDERS, "https://a/"), url(&format!("{ORDERS}:live"), "https://b/")] }))
        }
        what if what.ends_with("/policy") => {
            let statement =
                json!({ "Effect": "Allow", "Principal": { "Service": "events.amazonaws.com" }, "Action": "lambda:InvokeFunction" });
            Answer::Json(200, json!({ "Policy": json!({ "Statement": [statement] }).to_string() }))
        }
        _ => Answer::Error(404, "ResourceNotFoundException"),
    }
}

#[tokio::test]
async fn what_goes_past_the_aliases_is_found_once_and_the_rest_is_left_out() {
    let fake = Fake::new(triggers);
    let seen = observer(&fake).bypasses(&function(), &published("7")).await;
    let bypass = |kind, qualifier, source: &str| Bypass { kind, qualifier, source: source.to_owned() };
    let expected = [
        bypass(BypassKind::EventSourceMapping, Qualifier::Latest, "queue"),
        bypass(BypassKind::EventSourceMapping, published("7"), "stream"),
        bypass(BypassKind::FunctionUrl, Qualifier::Latest, "https://a/"),
        bypass(BypassKind::Permission, Qualifier::Latest, "events.amazonaws.com"),
    ];
    assert_eq!((seen.items, seen.unread), (expected.to_vec(), vec![]), "a version without a policy lets nobody in");
    assert_eq!(fake.asked().len(), 5);
}

#[tokio::test]
async fn one_look_that_fails_leaves_the_others_standing() {
    let fake = Fake::new(|asked| match asked.what.as_str() {
        what if what.ends_with("/urls") => Answer::Error(403, "AccessDeniedException"),
        _ => triggers(asked),
    });
    let seen = observer(&fake).bypasses(&function(), &Qualifier::Latest).await;
    assert_eq!((seen.items.len(), kinds(&seen.unread)), (3, vec![FailureKind::Denied]));
    let said = format!("Headgate's role lacks `lambda:ListFunctionUrlConfigs` on `{ORDERS}`: AccessDeniedException: because");
    assert_eq!(seen.unread[0].message, said);
}

/// An alarm over a function, and a composite one, as CloudWatch writes them.
fn alarms(_: &Asked) -> Answer {
    cbor(|answer| {
        answer.map(2).str("MetricAlarms").array(2);
        for (name, function) in [("errors", "orders"), ("others", "payments")] {
            answer.map(5).str("AlarmName").str(name).str("StateValue").str("ALARM").str("StateReason").str("too many");
            answer.str("MetricName").str("Errors");
            answer.str("Dimensions").array(1).map(2).str("Name").str("FunctionName").str("Value").str(function);
        }
        answer.str("CompositeAlarms").array(1);
        answer.map(2).str("AlarmName").str("all").str("StateValue").str("OK");
    })
}

#[tokio::test]
async fn alarms_come_with_their_reasons_in_the_order_they_were_asked_for() {
    let fake = Fake::new(alarms);
    let names = ["all", "gone", "errors"].map(|name| AlarmName::new(name).unwrap());
    let seen = observer(&fake).alarms(&names).await.unwrap();
    let states: Vec<_> = seen.iter().map(|alarm| alarm.standing.as_ref().map(|standing| standing.state)).collect();
    assert_eq!(states, [Some(AlarmState::Ok), None, Some(AlarmState::Alarm)]);
    let errors = seen[2].standing.as_ref().unwrap();
    assert_eq!((errors.reason.as_deref(), errors.metric.as_deref()), (Some("too many"), Some("Errors")));
    assert_eq!(observer(&fake).alarms(&[]).await, Ok(vec![]));
    assert_eq!(fake.asked().len(), 1, "nothing is asked about nothing");
    let refused = observer(&Fake::new(|_| denied())).alarms(&names).await.unwrap_err();
    assert_eq!(refused.kind, FailureKind::Denied);
}

#[tokio::test]
async fn a_hook_is_looked_at_and_held_against_the_installation() {
    let fake = Fake::new(|asked| match asked.what.as_str() {
        what if what.contains("gone") => Answer::Error(404, "ResourceNotFoundException"),
        _ => Answer::Json(200, json!({ "State": "Active" })),
    });
    let look = async |name: &str| observer(&fake).hook(&HookFunction::new(name).unwrap()).await;
    let good = look("CodeDeployHook_smoke").await;
    assert_eq!((good.allowed, good.state), (true, Ok(VersionState::Active)));
    let gone = look("gone").await;
    assert_eq!((gone.allowed, gone.state.unwrap_err().kind), (false, FailureKind::Gone));
}

fn question() -> TrafficQuestion {
    TrafficQuestion {
        aliases: vec![(function(), AliasName::new("live").unwrap(), vec![version("1"), version("2")])],
        from: now() - jiff::SignedDuration::from_mins(5),
        until: now(),
        period_seconds: 60,
    }
}

/// Lines of an answer: id, status, and one value at 09:55.
fn lines(lines: &[(&str, &str, f64)], next: Option<&str>) -> Answer {
    cbor(|answer| {
        answer.map(if next.is_some() { 2 } else { 1 });
        if let Some(next) = next {
            answer.str("NextToken").str(next);
        }
        answer.str("MetricDataResults").array(lines.len());
        for (id, status, value) in lines {
            answer.map(4).str("Id").str(id).str("StatusCode").str(status);
            answer.str("Timestamps").array(1).timestamp(&aws_sdk_cloudwatch::primitives::DateTime::from_secs(1_793_872_500));
            answer.str("Values").array(1).double(*value);
        }
    })
}

#[tokio::test]
async fn traffic_is_asked_for_in_one_call_and_put_together_by_alias_and_version() {
    // The alias's four lines come first, then three of each version.
    let fake = Fake::new(|_| {
        lines(&[("m0", "Complete", 100.0), ("m2", "Complete", 3.0), ("m7", "Complete", 10.0), ("m9", "Complete", 12.5)], None)
    });
    let seen = observer(&fake).traffic(&question()).await;
    assert_eq!(seen.unread, vec![]);
    let at = "2026-11-05T09:55:00Z".parse().unwrap();
    let empty = Point { at, invocations: None, errors: None, throttles: None, duration_ms: None };
    let whole = Series { alias: 0, version: None, points: vec![Point { invocations: Some(100.0), throttles: Some(3.0), ..empty }] };
    let second =
        Series { alias: 0, version: Some(version("2")), points: vec![Point { invocations: Some(10.0), duration_ms: Some(12.5), ..empty }] };
    assert_eq!(seen.items, [whole, second]);
    let asked = fake.asked();
    assert_eq!(asked.len(), 1);
    let body = asked[0].body.as_str().unwrap();
    for part in ["FunctionName", "orders:live", "ExecutedVersion", "TimestampAscending"] {
        assert!(body.contains(part), "{part}");
    }
}

#[tokio::test]
async fn every_page_is_read_and_what_is_lacking_is_said() {
    let fake = Fake::new(|asked| {
        let first = !asked.body.as_str().unwrap_or_default().contains("more");
        if first { lines(&[("m0", "PartialData", 1.0)], Some("more")) } else { lines(&[("m1", "InternalError", 2.0)], None) }
    });
    let seen = observer(&fake).traffic(&question()).await;
    assert_eq!((fake.asked().len(), seen.items.len(), kinds(&seen.unread)), (2, 1, vec![FailureKind::Unknown]));
    let endless = Fake::new(|_| lines(&[("m0", "Complete", 1.0)], Some("more")));
    let seen = observer(&endless).traffic(&question()).await;
    assert_eq!((endless.asked().len(), kinds(&seen.unread)), (20, vec![FailureKind::Invalid]), "it comes to an end");
    let dark = observer(&Fake::new(|_| denied())).traffic(&question()).await;
    assert_eq!((dark.items, kinds(&dark.unread)), (vec![], vec![FailureKind::Denied]));
}

fn subject(asked: &Asked) -> Answer {
    let version = |number: &str| json!({ "Version": number, "Description": "", "LastModified": "2026-11-05T10:00:00.000+0000", "Runtime": "python3.13" });
    match asked.what.as_str() {
        what if what.contains("/aliases") => {
            let split = json!({ "AdditionalVersionWeights": { "2": 0.1 } });
            Answer::Json(200, json!({ "Aliases": [{ "Name": "live", "FunctionVersion": "1", "RoutingConfig": split }] }))
        }
        what if what.contains("/versions") && what.contains("Marker=next") => Answer::Json(200, json!({ "Versions": [version("10")] })),
        what if what.contains("/versions") => {
            Answer::Json(200, json!({ "Versions": [version("$LATEST"), version("2"), version("9")], "NextMarker": "next" }))
        }
        what if what.contains("/configuration") => Answer::Json(200, json!({ "State": "Active" })),
        _ => alarms(asked),
    }
}

#[tokio::test]
async fn a_function_has_its_newest_versions_first_and_its_own_alarms() {
    let fake = Fake::new(subject);
    let seen = observer(&fake).function(&function()).await.unwrap();
    let versions: Vec<_> = seen.versions.iter().map(|version| version.version.to_string()).collect();
    assert_eq!(versions, ["10", "9", "2"], "by number, and without `$LATEST`");
    assert_eq!((seen.versions[0].modified_at, &seen.versions[0].description), (Some(now()), &None));
    assert_eq!(seen.versions[0].state, Some(VersionState::Active));
    let weight = headgate_domain::Weight::percent(10).unwrap();
    assert_eq!(seen.aliases[0].routing, Routing::between(&version("1"), &version("2"), weight));
    let names: Vec<_> = seen.alarms.iter().map(|alarm| alarm.name.as_str()).collect();
    assert_eq!((names, seen.unread, seen.cut), (vec!["errors"], vec![], vec![]));
}

#[tokio::test]
async fn a_function_is_told_as_far_as_it_can_be_seen() {
    let blind =
        Fake::new(|asked| if asked.what.contains("/aliases") { subject(asked) } else { Answer::Error(403, "AccessDeniedException") });
    let seen = observer(&blind).function(&function()).await.unwrap();
    assert_eq!((seen.aliases.len(), seen.versions.len(), kinds(&seen.unread)), (1, 0, vec![FailureKind::Denied; 2]));
    let gone = observer(&Fake::new(|_| Answer::Error(404, "ResourceNotFoundException"))).function(&function()).await;
    assert_eq!(gone.unwrap_err().kind, FailureKind::Gone);
}

#[tokio::test]
async fn an_installation_is_looked_at_part_by_part() {
    let fake = Fake::new(|asked| match asked.what.as_str() {
        "GetQueueAttributes" if asked.body["QueueUrl"] == "http://aws.test/1/dead" => Answer::Error(403, "AccessDeniedException"),
        "GetQueueAttributes" => {
            let attributes = json!({
                "ApproximateNumberOfMessages": "3", "ApproximateNumberOfMessagesNotVisible": "2", "ApproximateNumberOfMessagesDelayed": "1",
            });
            Answer::Json(200, json!({ "Attributes": attributes }))
        }
        what if what.ends_with("GetMetricData") => lines(&[("m0", "Complete", 1.0)], None),
        _ => alarms(asked),
    });
    let seen = observer(&fake).installation().await;
    let [wake, dead] = &seen.queues[..] else { panic!("{seen:?}") };
    assert_eq!(
        (wake.name.as_str(), wake.dead_letters, wake.depth.clone()),
        ("wake", false, Ok(QueueDepth { visible: 3, in_flight: 2, delayed: 1 }))
    );
    assert_eq!((dead.name.as_str(), dead.dead_letters, dead.depth.as_ref().unwrap_err().kind), ("dead", true, FailureKind::Denied));
    assert_eq!(seen.swept_at, Ok("2026-11-05T09:55:00Z".parse().ok()));
    assert_eq!(seen.alarms.unwrap()[0].standing, None, "its own alarm was not among those that CloudWatch told");
}

#[tokio::test]
async fn nothing_is_asked_that_changes_anything() {
    let fake = Fake::new(|asked| if asked.what.starts_with("GET") { subject(asked) } else { denied() });
    let observer = observer(&fake);
    let _: Result<_, _> = observer.inspect(&function(), &AliasName::new("live").unwrap(), &published("2")).await;
    observer.bypasses(&function(), &published("2")).await;
    let _: Result<_, _> = observer.function(&function()).await;
    observer.hook(&HookFunction::new("smoke").unwrap()).await;
    observer.traffic(&question()).await;
    observer.installation().await;
    let reads = ["DescribeAlarms", "GetMetricData", "GetQueueAttributes"];
    for Asked { what, body } in fake.asked() {
        let read = what.starts_with("GET ") && body == "";
        assert!(read || reads.iter().any(|name| what.ends_with(name)), "{what} {body}");
    }
}
