//! CodeDeploy's message to a topic.

use aws_sdk_sns::types::MessageAttributeValue;
use headgate_domain::{Account, Deployment, Notice, NoticeKind, Status, Trigger, TriggerEvent, Weight};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// The longest subject that SNS takes.
const SUBJECT_CHARS_MAX: usize = 99;

/// Whether a trigger asks for notices of this kind.
pub(super) fn wants(trigger: &Trigger, kind: NoticeKind) -> bool {
    trigger.events.iter().any(|event| events_of(kind).contains(event))
}

/// The triggers' events that a notice belongs to, the fitting one first. A rollback that is stuck
/// concerns those who hear of rollbacks and those who hear of failures.
fn events_of(kind: NoticeKind) -> &'static [TriggerEvent] {
    match kind {
        NoticeKind::Queued => &[],
        NoticeKind::Started => &[TriggerEvent::DeploymentStart],
        NoticeKind::Ready => &[TriggerEvent::DeploymentReady],
        NoticeKind::Succeeded => &[TriggerEvent::DeploymentSuccess],
        NoticeKind::Failed => &[TriggerEvent::DeploymentFailure],
        NoticeKind::Stopped => &[TriggerEvent::DeploymentStop],
        NoticeKind::RollbackStarted => &[TriggerEvent::DeploymentRollback],
        NoticeKind::RollbackStuck => &[TriggerEvent::DeploymentRollback, TriggerEvent::DeploymentFailure],
    }
}

/// Whether SNS keeps a topic's messages in order, and so wants to know which order.
#[expect(clippy::case_sensitive_file_extension_comparisons, reason = "it is no file, and SNS takes only this spelling")]
pub(super) fn keeps_order(topic_arn: &str) -> bool {
    topic_arn.ends_with(".fifo")
}

/// CodeDeploy's payload, numbers and times as strings, and after it what Headgate adds.
pub(super) fn message(account: &Account, trigger: &Trigger, deployment: &Deployment, notice: &Notice) -> Value {
    let mut message = Map::new();
    let mut say = |name: &str, value: Value| message.insert(name.to_owned(), value);
    say("region", json!(account.region));
    say("accountId", json!(account.id));
    say("eventTriggerName", json!(trigger.name));
    say("applicationName", json!(deployment.application()));
    say("deploymentId", json!(deployment.id()));
    say("deploymentGroupName", json!(deployment.group()));
    say("createTime", json!(seconds(deployment.created_at())));
    if ends(notice.kind) {
        say("completeTime", json!(seconds(notice.at)));
    }
    say("deploymentOverview", overview(deployment, notice.status));
    say("status", json!(notice.status));
    if let Some(code) = notice.code {
        say("errorInformation", json!({ "ErrorCode": code, "ErrorMessage": notice.reason }));
    }
    say("reason", json!(notice.reason));
    say("weights", json!(notice.weights.iter().map(|weight| Weight::as_percent(*weight).to_string()).collect::<Vec<_>>()));
    say("historyEntry", json!(notice.entry.to_string()));
    say("sequence", json!(notice.seq.to_string()));
    Value::Object(message)
}

/// What a subscription's filter policy can choose by.
pub(super) fn attributes(deployment: &Deployment, notice: &Notice) -> Vec<(&'static str, MessageAttributeValue)> {
    let attribute = |data_type: &str, value: String| {
        let built = MessageAttributeValue::builder().data_type(data_type).string_value(value).build();
        built.expect("an attribute with a type can be built")
    };
    let mut attributes = vec![
        ("applicationName", attribute("String", deployment.application().to_string())),
        ("deploymentGroupName", attribute("String", deployment.group().to_string())),
        ("deploymentId", attribute("String", deployment.id().to_string())),
        ("status", attribute("String", notice.status.to_string())),
        ("sequence", attribute("Number", notice.seq.to_string())),
    ];
    attributes.extend(events_of(notice.kind).first().map(|event| ("event", attribute("String", format!("{event:?}")))));
    attributes
}

/// One line for those who read it as mail.
pub(super) fn subject(deployment: &Deployment, notice: &Notice, account: &Account) -> String {
    let status = notice.status.as_str().to_uppercase();
    let subject = format!("{status}: Headgate {} in {} to {}", deployment.id(), account.region, deployment.application());
    subject.chars().take(SUBJECT_CHARS_MAX).collect()
}

/// How many targets stand where. They move in lockstep, so all of them stand in one place.
fn overview(deployment: &Deployment, status: Status) -> Value {
    let targets = deployment.targets().len();
    let place = match status {
        Status::Queued => "Pending",
        Status::Created | Status::InProgress | Status::Baking => "InProgress",
        Status::Succeeded => "Succeeded",
        Status::Failed | Status::Stopped if deployment.started_at().is_none() => "Skipped",
        Status::Failed | Status::Stopped => "Failed",
        Status::Ready => "Ready",
    };
    let places = ["Pending", "InProgress", "Succeeded", "Failed", "Skipped", "Ready"];
    let counts = places.map(|name| (name.to_owned(), json!(if name == place { targets } else { 0 }.to_string())));
    Value::Object(counts.into_iter().collect())
}

fn ends(kind: NoticeKind) -> bool {
    match kind {
        NoticeKind::Succeeded | NoticeKind::Failed | NoticeKind::Stopped => true,
        NoticeKind::Queued | NoticeKind::Started | NoticeKind::Ready | NoticeKind::RollbackStarted | NoticeKind::RollbackStuck => false,
    }
}

/// Seconds since 1970 with milliseconds, as CodeDeploy writes a time into a message.
fn seconds(at: Timestamp) -> String {
    let milliseconds = at.as_millisecond();
    format!("{}.{:03}", milliseconds.div_euclid(1000), milliseconds.rem_euclid(1000))
}
