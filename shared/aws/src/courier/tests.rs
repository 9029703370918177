use super::*;
use crate::fake::{Answer, Fake};
use headgate_domain::{
    AlarmConfiguration, AliasName, ApplicationName, Creator, DeploymentId, ErrorCode, ExecutionId, Fresh, FunctionArn, GroupId, GroupName,
    Hooks, NewDeployment, NoticeKind, OnConflict, Overrides, Qualifier, Request, Revision, RollbackPolicy, Settings, Status, Target,
    TrafficRouting, TriggerEvent, Version, Weight,
};
use jiff::Timestamp;
use serde_json::{Value, json};

const TOPIC: &str = "arn:aws:sns:eu-west-1:123456789012:news";
const ORDERED: &str = "arn:aws:sns:eu-west-1:123456789012:news.fifo";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn trigger(name: &str, topic_arn: &str, events: &[TriggerEvent]) -> Trigger {
    Trigger { name: name.to_owned(), topic_arn: topic_arn.to_owned(), events: events.to_vec() }
}

fn deployment(triggers: Vec<Trigger>) -> Deployment {
    let id = DeploymentId::new("d-ABCDEF123").unwrap();
    let function = FunctionArn::try_from("arn:aws:lambda:eu-west-1:123456789012:function:orders".to_owned()).unwrap();
    let requested = Qualifier::Published(Version::new("2").unwrap());
    let now = at("2026-11-05T10:00:00.595Z");
    let fresh = Fresh { now, asked_at: now, deployment: id.clone(), execution: ExecutionId::new("run").unwrap() };
    let new = NewDeployment {
        id,
        application: ApplicationName::new("shop").unwrap(),
        group: GroupName::new("live").unwrap(),
        group_id: GroupId::new("uuid").unwrap(),
        creator: Creator::User,
        request: Request {
            description: None,
            revision: Revision::Text { sha256: "ab".to_owned() },
            hooks: Hooks::default(),
            overrides: Overrides::default(),
            alarms: None,
            rollback: None,
            starter: None,
        },
        settings: Settings {
            config: "CodeDeployDefault.LambdaAllAtOnce".to_owned(),
            plan: TrafficRouting::AllAtOnce.plan().unwrap(),
            alarms: AlarmConfiguration::default(),
            ignore_active_alarms: false,
            rollback: RollbackPolicy::default(),
            hook_timeout_seconds: 3600,
            on_conflict: OnConflict::Reject,
            poll_seconds: 30,
            triggers,
        },
        targets: vec![Target::new("orders".to_owned(), function, AliasName::new("live").unwrap(), None, requested)],
    };
    Deployment::start(&fresh, new).deployment
}

fn notice(kind: NoticeKind, status: Status, code: Option<ErrorCode>) -> Notice {
    let weights = vec![Weight::try_from(12.5).unwrap()];
    Notice {
        seq: 3,
        at: at("2026-11-05T10:05:00Z"),
        kind,
        status,
        reason: "alarm `orders-errors` fired".to_owned(),
        code,
        weights,
        entry: 9,
    }
}

fn stopped() -> Notice {
    notice(NoticeKind::Stopped, Status::Stopped, Some(ErrorCode::AlarmActive))
}

async fn sent(fake: &Fake, triggers: Vec<Trigger>, notice: &Notice) -> Result<Sent, Fault> {
    let account = Account { partition: "aws".to_owned(), region: "eu-west-1".to_owned(), id: "123456789012".to_owned() };
    Courier::new(&fake.clients(), account, "default".to_owned()).send(&deployment(triggers), notice).await
}

const ACCEPTED: &str = "<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>";

/// A bus that answers so, and topics that answer so.
fn aws(bus: Answer, topics: Answer) -> Fake {
    Fake::new(move |asked| if asked.what == "PutEvents" { bus.clone() } else { topics.clone() })
}

fn open_bus() -> Answer {
    Answer::Json(200, json!({ "FailedEntryCount": 0, "Entries": [{ "EventId": "e" }] }))
}

fn open_topics() -> Answer {
    Answer::Raw(200, &[("content-type", "text/xml")], ACCEPTED.into())
}

fn refusing_topics(status: u16, code: &str) -> Answer {
    let body = format!("<ErrorResponse><Error><Code>{code}</Code><Message>because</Message></Error></ErrorResponse>");
    Answer::Raw(status, &[("content-type", "text/xml")], body.into())
}

/// A form's fields, decoded as far as these tests need it.
fn form(body: &Value) -> Vec<(String, String)> {
    let decode = |text: &str| {
        let mut bytes = text.bytes();
        let mut decoded = vec![];
        while let Some(byte) = bytes.next() {
            let hex: String = if byte == b'%' { bytes.by_ref().take(2).map(char::from).collect() } else { String::new() };
            decoded.push(if byte == b'%' { u8::from_str_radix(&hex, 16).unwrap() } else { byte });
        }
        String::from_utf8(decoded).unwrap().replace('+', " ")
    };
    body.as_str().unwrap().split('&').filter_map(|field| field.split_once('=')).map(|(name, value)| (decode(name), decode(value))).collect()
}

fn field<'a>(form: &'a [(String, String)], name: &str) -> Option<&'a str> {
    form.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
}

#[tokio::test]
async fn the_bus_gets_codedeploys_event_and_more() {
    let fake = aws(open_bus(), open_topics());
    assert_eq!(sent(&fake, vec![], &stopped()).await, Ok(Sent { lost: 0 }));
    let asked = fake.asked();
    assert_eq!(asked.len(), 1);
    let entry = &asked[0].body["Entries"][0];
    assert_eq!((&entry["Source"], &entry["EventBusName"]), (&json!("headgate"), &json!("default")));
    assert_eq!(entry["DetailType"], "CodeDeploy Deployment State-change Notification");
    let arns = [
        "arn:aws:codedeploy:eu-west-1:123456789012:application:shop",
        "arn:aws:codedeploy:eu-west-1:123456789012:deploymentgroup:shop/live",
    ];
    assert_eq!(entry["Resources"], json!(arns));
    let detail: Value = serde_json::from_str(entry["Detail"].as_str().unwrap()).unwrap();
    let expected = json!({
        "region": "eu-west-1",
        "deploymentId": "d-ABCDEF123",
        "instanceGroupId": "uuid",
        "deploymentGroup": "live",
        "state": "STOP",
        "application": "shop",
        "status": "Stopped",
        "reason": "alarm `orders-errors` fired",
        "code": "ALARM_ACTIVE",
        "weights": [12.5],
        "historyEntry": 9,
        "sequence": 3,
    });
    assert_eq!(detail, expected);
}

#[tokio::test]
async fn a_topic_gets_codedeploys_message_with_its_numbers_as_strings() {
    let fake = aws(open_bus(), open_topics());
    let triggers =
        vec![trigger("team", TOPIC, &[TriggerEvent::DeploymentStop]), trigger("others", TOPIC, &[TriggerEvent::DeploymentStart])];
    assert_eq!(sent(&fake, triggers, &stopped()).await, Ok(Sent { lost: 0 }));
    let asked = fake.asked();
    assert_eq!(asked.len(), 2, "the bus, and the one trigger that asks for it");
    let form = form(&asked[1].body);
    assert_eq!(field(&form, "Subject"), Some("STOPPED: Headgate d-ABCDEF123 in eu-west-1 to shop"));
    assert_eq!(field(&form, "MessageGroupId"), None);
    let message: Value = serde_json::from_str(field(&form, "Message").unwrap()).unwrap();
    let expected = json!({
        "region": "eu-west-1",
        "accountId": "123456789012",
        "eventTriggerName": "team",
        "applicationName": "shop",
        "deploymentId": "d-ABCDEF123",
        "deploymentGroupName": "live",
        "createTime": "1793872800.595",
        "completeTime": "1793873100.000",
        "deploymentOverview": { "Pending": "0", "InProgress": "0", "Succeeded": "0", "Failed": "1", "Skipped": "0", "Ready": "0" },
        "status": "Stopped",
        "errorInformation": { "ErrorCode": "ALARM_ACTIVE", "ErrorMessage": "alarm `orders-errors` fired" },
        "reason": "alarm `orders-errors` fired",
        "weights": ["12.5"],
        "historyEntry": "9",
        "sequence": "3",
    });
    assert_eq!(message, expected);
}

#[tokio::test]
async fn a_topic_that_keeps_order_is_told_the_order() {
    let fake = aws(open_bus(), open_topics());
    let _ = sent(&fake, vec![trigger("team", ORDERED, &[TriggerEvent::DeploymentStop])], &stopped()).await.unwrap();
    let form = form(&fake.asked()[1].body);
    assert_eq!(field(&form, "MessageGroupId"), Some("d-ABCDEF123"));
    assert_eq!(field(&form, "MessageDeduplicationId"), Some("d-ABCDEF123-3"));
}

#[tokio::test]
async fn a_stuck_rollback_reaches_whoever_hears_of_failures() {
    let fake = aws(open_bus(), open_topics());
    let stuck = notice(NoticeKind::RollbackStuck, Status::InProgress, None);
    let _ = sent(&fake, vec![trigger("team", TOPIC, &[TriggerEvent::DeploymentFailure])], &stuck).await.unwrap();
    assert_eq!(fake.asked().len(), 2);
    assert_eq!(fake.asked()[0].body["Entries"][0]["DetailType"], "Headgate Rollback Stuck");
}

#[tokio::test]
async fn what_cannot_be_reached_any_more_is_lost_and_holds_nothing_up() {
    let triggers = || vec![trigger("team", TOPIC, &[TriggerEvent::DeploymentStop])];
    for (status, code) in [(404, "NotFound"), (403, "AuthorizationError"), (400, "InvalidParameter")] {
        let fake = aws(open_bus(), refusing_topics(status, code));
        assert_eq!(sent(&fake, triggers(), &stopped()).await, Ok(Sent { lost: 1 }), "{code}");
    }
    let denied = aws(Answer::Error(400, "AccessDeniedException"), open_topics());
    assert_eq!(sent(&denied, triggers(), &stopped()).await, Ok(Sent { lost: 1 }));
    assert_eq!(denied.asked().len(), 2, "the topic is told all the same");
}

#[tokio::test(start_paused = true)]
async fn what_may_yet_be_reached_keeps_the_notice() {
    let triggers = || vec![trigger("team", TOPIC, &[TriggerEvent::DeploymentStop])];
    for (status, code) in [(429, "Throttled"), (500, "InternalError")] {
        let fake = aws(open_bus(), refusing_topics(status, code));
        assert!(matches!(sent(&fake, triggers(), &stopped()).await, Err(Fault::Transient(_))), "{code}");
    }
    let entry =
        |code: &str| Answer::Json(200, json!({ "FailedEntryCount": 1, "Entries": [{ "ErrorCode": code, "ErrorMessage": "because" }] }));
    assert!(sent(&aws(entry("ThrottlingException"), open_topics()), vec![], &stopped()).await.is_err());
    assert_eq!(sent(&aws(entry("MalformedDetail"), open_topics()), vec![], &stopped()).await, Ok(Sent { lost: 1 }));
    assert!(sent(&aws(Answer::Silence, open_topics()), vec![], &stopped()).await.is_err());
}
