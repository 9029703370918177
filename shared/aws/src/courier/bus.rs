//! CodeDeploy's event on an event bus.

use aws_sdk_eventbridge::primitives::DateTime;
use aws_sdk_eventbridge::types::PutEventsRequestEntry;
use headgate_domain::{Account, Deployment, Notice, NoticeKind, Weight};
use serde_json::{Value, json};

/// Where the events say they come from; `aws.codedeploy` is Amazon's own.
const SOURCE: &str = "headgate";

/// The event, as it is put on the bus.
pub(super) fn entry(account: &Account, bus: &str, deployment: &Deployment, notice: &Notice) -> PutEventsRequestEntry {
    let Account { partition, region, id } = account;
    let arn = |kind: &str, name: String| format!("arn:{partition}:codedeploy:{region}:{id}:{kind}:{name}");
    let (application, group) = (deployment.application(), deployment.group());
    PutEventsRequestEntry::builder()
        .source(SOURCE)
        .detail_type(detail_type(notice.kind))
        .time(DateTime::from_millis(notice.at.as_millisecond()))
        .resources(arn("application", application.to_string()))
        .resources(arn("deploymentgroup", format!("{application}/{group}")))
        .event_bus_name(bus)
        .detail(detail(account, deployment, notice).to_string())
        .build()
}

/// CodeDeploy's detail, and after it what Headgate adds.
fn detail(account: &Account, deployment: &Deployment, notice: &Notice) -> Value {
    json!({
        "region": account.region,
        "deploymentId": deployment.id(),
        "instanceGroupId": deployment.group_id(),
        "deploymentGroup": deployment.group(),
        "state": state(notice.kind),
        "application": deployment.application(),
        "status": notice.status,
        "reason": notice.reason,
        "code": notice.code,
        "weights": notice.weights.iter().map(|weight| Weight::as_percent(*weight)).collect::<Vec<_>>(),
        "historyEntry": notice.entry,
        "sequence": notice.seq,
    })
}

/// Whether an entry's error may be gone the next time.
pub(super) fn passes(code: &str) -> bool {
    matches!(code, "ThrottlingException" | "InternalFailure" | "InternalException" | "ServiceUnavailable")
}

/// CodeDeploy knows no rollback that is stuck: that has a type of its own, so that nobody who
/// listens for CodeDeploy's meets a state that CodeDeploy does not have.
fn detail_type(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::RollbackStuck => "Headgate Rollback Stuck",
        NoticeKind::Queued
        | NoticeKind::Started
        | NoticeKind::Ready
        | NoticeKind::Succeeded
        | NoticeKind::Failed
        | NoticeKind::Stopped
        | NoticeKind::RollbackStarted => "CodeDeploy Deployment State-change Notification",
    }
}

fn state(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Queued => "QUEUED",
        NoticeKind::Started | NoticeKind::RollbackStarted => "START",
        NoticeKind::Ready => "READY",
        NoticeKind::Succeeded => "SUCCESS",
        NoticeKind::Failed => "FAILURE",
        NoticeKind::Stopped => "STOP",
        NoticeKind::RollbackStuck => "STUCK",
    }
}
