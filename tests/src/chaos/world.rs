//! What is there at the end.

use super::drive::{Answer, Answers};
use super::plan::{Plan, Planned};
use super::{Scale, string};
use crate::site::Site;
use anyhow::{Context, Result, bail};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use xtask::{progress, wait_for};

/// A deployment as it is stored.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) id: String,
    pub(super) group: String,
    /// Whether it takes another one's traffic back.
    pub(super) is_rollback: bool,
    pub(super) created: Timestamp,
    pub(super) started: Option<Timestamp>,
    pub(super) status: String,
    /// The error's code, or nothing.
    pub(super) code: String,
    pub(super) rolled_back_by: Option<String>,
}

/// A notice that was posted: the deployment, its number and its kind.
pub(super) type Posted = (String, u64, String);

/// Everything there is to see.
pub(super) struct World {
    pub(super) deployments: BTreeMap<String, Stored>,
    /// Each deployment's history, a line for each entry.
    pub(super) history: BTreeMap<String, Vec<String>>,
    pub(super) posted: Vec<Posted>,
    /// Keys of what should not be there any more: locks, places in queues, watch rows, and what is due.
    pub(super) left: Vec<String>,
    /// What the subscriber heard, in order: the deployment, and the notice's number.
    pub(super) told: Vec<(String, u64)>,
    /// Bodies of dead letters, by the output that names their queue.
    pub(super) dead: BTreeMap<&'static str, Vec<String>>,
}

const DEAD_LETTERS: [&str; 4] = ["WakeDeadLettersUrl", "RollbackDeadLettersUrl", "EventDeadLettersUrl", "NoticeDeadLettersUrl"];

impl World {
    pub(super) fn read(site: &Site, told: &str) -> Result<Self> {
        let mut world = Self {
            deployments: BTreeMap::new(),
            history: BTreeMap::new(),
            posted: vec![],
            left: vec![],
            told: drained(site, told)?.iter().map(|body| heard(body)).collect::<Result<_>>()?,
            dead: BTreeMap::new(),
        };
        for queue in DEAD_LETTERS {
            world.dead.insert(queue, drained(site, site.stack.output(queue)?)?);
        }
        let table = site.stack.output("TableName")?;
        let mut from = Value::Null;
        loop {
            let mut input = json!({"TableName": table, "ConsistentRead": true});
            if from.is_object() {
                input["ExclusiveStartKey"] = from;
            }
            let mut page = site.session.call("dynamodb", "scan", input)?;
            for item in page["Items"].as_array().into_iter().flatten() {
                world.take_in(item)?;
            }
            from = page["LastEvaluatedKey"].take();
            if !from.is_object() {
                return Ok(world);
            }
        }
    }

    fn take_in(&mut self, item: &Value) -> Result<()> {
        let (pk, sk) = (string(&item["pk"], "S")?, string(&item["sk"], "S")?);
        let key = format!("{pk} {sk}");
        let (kind, id) = pk.split_once('#').unwrap_or((pk, ""));
        if matches!(kind, "LOCK" | "QUEUE" | "ALARM") || item.get("due_bucket").is_some() {
            self.left.push(key);
        }
        if kind != "DEPLOYMENT" {
            return Ok(());
        }
        let body: Value = serde_json::from_str(string(&item["body"], "S")?)?;
        if sk == "META" {
            self.deployments.insert(id.to_owned(), deployment(id, string(&item["status"], "S")?, &body)?);
        } else if sk.starts_with("ENTRY#") {
            let line = format!("{} {} {} {}", body["at"], body["what"], body["message"], body["to"]);
            self.history.entry(id.to_owned()).or_default().push(line);
        } else if sk.starts_with("NOTICE#") {
            let number = body["seq"].as_u64().context("a notice has a number")?;
            self.posted.push((id.to_owned(), number, string(&body, "kind")?.to_owned()));
        }
        Ok(())
    }

    /// The deployment that was made of what was asked for.
    pub(super) fn of(&self, planned: &Planned, answers: &Answers) -> Option<&Stored> {
        match answers.all().get(&planned.number) {
            Some(Answer::Id(id)) => self.deployments.get(id),
            Some(Answer::Stored | Answer::Refused(_)) | None => None,
        }
    }
}

fn deployment(id: &str, status: &str, body: &Value) -> Result<Stored> {
    let outcome = &body["state"]["Closed"]["outcome"];
    let code = outcome.as_object().and_then(|outcome| outcome.values().next()).and_then(|end| end["code"].as_str());
    Ok(Stored {
        id: id.to_owned(),
        group: string(body, "group")?.to_owned(),
        is_rollback: !body["rollback_of"].is_null(),
        created: string(body, "created_at")?.parse()?,
        started: body["started_at"].as_str().map(str::parse).transpose()?,
        status: status.to_owned(),
        code: code.unwrap_or_default().to_owned(),
        rolled_back_by: body["rolled_back_by"].as_str().map(str::to_owned),
    })
}

fn heard(body: &str) -> Result<(String, u64)> {
    let notice: Value = serde_json::from_str(body).with_context(|| format!("no notice: {body}"))?;
    Ok((string(&notice, "deploymentId")?.to_owned(), string(&notice, "sequence")?.parse()?))
}

/// Takes everything out of a queue.
fn drained(site: &Site, queue: &str) -> Result<Vec<String>> {
    let mut bodies = vec![];
    loop {
        let answer = site.session.call("sqs", "receive_message", json!({"QueueUrl": queue, "MaxNumberOfMessages": 10}))?;
        let messages = answer["Messages"].as_array().cloned().unwrap_or_default();
        if messages.is_empty() {
            return Ok(bodies);
        }
        for message in messages {
            bodies.push(string(&message, "Body")?.to_owned());
            site.session.call("sqs", "delete_message", json!({"QueueUrl": queue, "ReceiptHandle": message["ReceiptHandle"]}))?;
        }
    }
}

/// Waits until every deployment that was not refused is over, everybody has been told, and nothing is on its way any more.
pub(super) fn wait_until_over(site: &Site, plan: &Plan, answers: &Answers, scale: &Scale) -> Result<()> {
    progress("nothing goes wrong any more; waiting for the deployments");
    let stored: Vec<&Planned> =
        plan.deployments.iter().filter(|planned| answers.all().get(&planned.number) == Some(&Answer::Stored)).collect();
    for planned in stored {
        let (tag, value) = site.tag(&planned.key()).with_context(|| planned.name())?;
        let answer = if tag == "headgate:deployment-id" { Answer::Id(value) } else { Answer::Refused(value) };
        answers.all().insert(planned.number, answer);
    }
    let mut open = vec![];
    let over = wait_for("the end of all deployments", scale.patience, || {
        open = still_open(site)?;
        Ok(open.is_empty().then_some(()))
    });
    if over.is_err() {
        bail!("still open: {}", open.join(", "));
    }
    progress("all are over; waiting for what is under way");
    // What the schedule does every minute, a little sooner.
    wait_for("the last notice", scale.patience, || {
        site.invoke("SweepFunction", &json!({}))?;
        Ok((due(site, "NOTICE")? == 0).then_some(()))
    })?;
    wait_for("the last message", scale.patience, || {
        let waiting = ["WakeQueueUrl", "RollbackQueueUrl"].iter().map(|queue| under_way(site, queue)).sum::<Result<u64>>()?;
        Ok((waiting == 0).then_some(()))
    })
}

fn still_open(site: &Site) -> Result<Vec<String>> {
    let rows = query(site, "by_account", "account_key", "ALL")?;
    let open = rows.iter().filter(|row| !matches!(row["status"]["S"].as_str(), Some("Succeeded" | "Failed" | "Stopped")));
    Ok(open.map(|row| format!("{} ({})", row["pk"]["S"], row["status"]["S"])).collect())
}

fn due(site: &Site, bucket: &str) -> Result<usize> {
    Ok(query(site, "due", "due_bucket", bucket)?.len())
}

fn query(site: &Site, index: &str, key: &str, value: &str) -> Result<Vec<Value>> {
    let mut rows = vec![];
    let mut from = Value::Null;
    loop {
        let mut input = json!({
            "TableName": site.stack.output("TableName")?,
            "IndexName": index,
            "KeyConditionExpression": "#key = :value",
            "ExpressionAttributeNames": {"#key": key},
            "ExpressionAttributeValues": {":value": {"S": value}},
        });
        if from.is_object() {
            input["ExclusiveStartKey"] = from;
        }
        let mut page = site.session.call("dynamodb", "query", input)?;
        rows.extend(page["Items"].as_array().cloned().unwrap_or_default());
        from = page["LastEvaluatedKey"].take();
        if !from.is_object() {
            return Ok(rows);
        }
    }
}

fn under_way(site: &Site, queue: &str) -> Result<u64> {
    let input = json!({"QueueUrl": site.stack.output(queue)?, "AttributeNames": ["All"]});
    let attributes = site.session.call("sqs", "get_queue_attributes", input)?["Attributes"].take();
    let counts = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"];
    Ok(counts.iter().filter_map(|name| attributes[*name].as_str()?.parse::<u64>().ok()).sum())
}
