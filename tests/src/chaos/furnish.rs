//! What is there before the first deployment.

use super::Scale;
use super::plan::Plan;
use crate::site::{Site, text};
use anyhow::Result;
use serde_json::json;
use xtask::progress;

/// Makes functions, versions, groups and alarms, and a queue that hears of everything; the queue's URL.
pub(super) fn furnish(site: &Site, plan: &Plan, scale: &Scale) -> Result<String> {
    progress(&format!("making {} functions for {} deployments", plan.subjects.len(), plan.deployments.len()));
    let (topic, told) = listener(site)?;
    let events = ["DeploymentStart", "DeploymentSuccess", "DeploymentFailure", "DeploymentStop", "DeploymentRollback"];
    let trigger = json!({"triggerName": "all", "triggerTargetArn": topic, "triggerEvents": events});
    for subject in &plan.subjects {
        let rules = json!({"onConflict": subject.conflict.as_str(), "triggerConfigurations": [trigger]});
        let made = site.subject(&subject.name, &rules)?;
        // It has three versions already, of which the first is live.
        for release in 4..=subject.deployments + 1 {
            site.release(&subject.name, &release.to_string())?;
        }
        for group in subject.groups.iter().filter(|group| **group != subject.name) {
            site.group(group, &made.alarm, &rules)?;
        }
    }
    for alarm in plan.alarms() {
        site.alarm(alarm)?;
    }
    hurry(site, scale)?;
    Ok(told)
}

/// Lets what failed come again sooner than in six minutes, and the stream give up at all: the emulator knows no number
/// of retries, but an age.
pub(super) fn hurry(site: &Site, scale: &Scale) -> Result<()> {
    for queue in ["WakeQueueUrl", "RollbackQueueUrl"] {
        let attributes = json!({"VisibilityTimeout": scale.visibility_seconds.to_string()});
        let input = json!({"QueueUrl": site.stack.output(queue)?, "Attributes": attributes});
        site.session.call("sqs", "set_queue_attributes", input)?;
    }
    let function = site.stack.output("PublishFunction")?;
    let mappings = site.lambda("list_event_source_mappings", json!({"FunctionName": function}))?;
    for mapping in mappings["EventSourceMappings"].as_array().into_iter().flatten() {
        site.lambda("update_event_source_mapping", json!({"UUID": mapping["UUID"], "MaximumRecordAgeInSeconds": STREAM_SECONDS}))?;
    }
    Ok(())
}

/// How old a record of the stream may be when its batch fails.
const STREAM_SECONDS: u32 = 10;

fn listener(site: &Site) -> Result<(String, String)> {
    let topic = text(&site.session.call("sns", "create_topic", json!({"Name": "headgate-chaos-told"}))?, "TopicArn")?;
    let queue = text(&site.session.call("sqs", "create_queue", json!({"QueueName": "headgate-chaos-told"}))?, "QueueUrl")?;
    let attributes = site.session.call("sqs", "get_queue_attributes", json!({"QueueUrl": queue, "AttributeNames": ["QueueArn"]}))?;
    let arn = text(&attributes["Attributes"], "QueueArn")?;
    let allow = json!({"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": arn});
    let policy = json!({"Version": "2012-10-17", "Statement": [allow]}).to_string();
    site.session.call("sqs", "set_queue_attributes", json!({"QueueUrl": queue, "Attributes": {"Policy": policy}}))?;
    let subscription = json!({"TopicArn": topic, "Protocol": "sqs", "Endpoint": arn, "Attributes": {"RawMessageDelivery": "true"}});
    site.session.call("sns", "subscribe", subscription)?;
    Ok((topic, queue))
}
