//! What nobody can read, on every way in; and the stack's changes in between, which go by the same clock.

use super::furnish::hurry;
use super::plan::Plan;
use super::tally::Tally;
use super::{Clock, Scale};
use crate::site::Site;
use anyhow::Result;
use serde_json::{Value, json};
use std::time::Duration;
use xtask::Session;

/// A way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Wake,
    Rollback,
    Topic,
    Start,
    Alarm,
    Hook,
    Sweep,
    Stream,
}

impl Place {
    pub(super) const ALL: [Self; 8] =
        [Self::Wake, Self::Rollback, Self::Topic, Self::Start, Self::Alarm, Self::Hook, Self::Sweep, Self::Stream];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Wake => "queue `wake`",
            Self::Rollback => "queue `rollback`",
            Self::Topic => "alarm topic",
            Self::Start => "`start`, asynchronously",
            Self::Alarm => "`alarm`, asynchronously",
            Self::Hook => "`hook`, asynchronously",
            Self::Sweep => "`sweep`, asynchronously",
            Self::Stream => "the table's stream",
        }
    }

    /// The output that names its dead letters, if what lies there must be just what was sent. The emulator delivers to a
    /// topic's function once and forgets; a sweep looks at no event; of a stream there are pointers to batches.
    pub(super) fn dead_letters(self) -> Option<&'static str> {
        match self {
            Self::Wake => Some("WakeDeadLettersUrl"),
            Self::Rollback => Some("RollbackDeadLettersUrl"),
            Self::Start | Self::Alarm | Self::Hook => Some("EventDeadLettersUrl"),
            Self::Topic | Self::Sweep | Self::Stream => None,
        }
    }
}

/// Something that nobody can read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Poison {
    pub(super) place: Place,
    pub(super) number: usize,
    pub(super) at: Duration,
}

impl Poison {
    /// What it is recognised by.
    pub(super) fn mark(self) -> String {
        format!("poison-{:?}-{}", self.place, self.number)
    }

    fn message(self) -> String {
        let mark = self.mark();
        let forms = [
            mark.clone(),
            json!({"poison": mark}).to_string(),
            json!({"deploymentId": format!("../{mark}")}).to_string(),
            json!({"deploymentId": "d-ABCDEF123", "generation": mark}).to_string(),
        ];
        forms[self.number % forms.len()].clone()
    }

    fn event(self) -> Value {
        let mark = self.mark();
        match self.place {
            Place::Start => json!({"Records": [{"Sns": {"poison": mark}}]}),
            Place::Alarm => json!({"detail": {"alarmName": mark, "state": {"value": "MAYBE"}}}),
            Place::Hook => json!({"DeploymentId": mark}),
            Place::Sweep | Place::Wake | Place::Rollback | Place::Topic | Place::Stream => json!({"poison": mark}),
        }
    }
}

enum Errand {
    Spread(Poison),
    Change(u32),
}

/// Sends all poison when it is due, and changes the stack in between.
pub(super) fn spread(site: &Site, plan: &Plan, scale: &Scale, tally: &Tally, clock: Clock) -> Result<()> {
    let session = Session::open(&site.stack)?;
    let poison = plan.poison.iter().map(|poison| (poison.at, Errand::Spread(*poison)));
    let changes = plan.changes.iter().map(|(at, days)| (*at, Errand::Change(*days)));
    let mut errands: Vec<(Duration, Errand)> = poison.chain(changes).collect();
    errands.sort_by_key(|(at, _)| *at);
    for (at, errand) in errands {
        clock.wait_until(at);
        match errand {
            Errand::Spread(poison) => {
                send(site, &session, poison)?;
                tally.count(format!("poison {:?}", poison.place));
            }
            Errand::Change(days) => {
                let poll = (10 + days % 10).to_string();
                site.stack.change(&[("LogRetentionDays".to_owned(), days.to_string()), ("PollSeconds".to_owned(), poll)].into())?;
                hurry(site, scale)?;
                tally.count("changed the stack");
            }
        }
    }
    Ok(())
}

fn send(site: &Site, session: &Session, poison: Poison) -> Result<()> {
    let enqueue = |queue: &str| {
        let input = json!({"QueueUrl": site.stack.output(queue)?, "MessageBody": poison.message()});
        session.call("sqs", "send_message", input)
    };
    let invoke = |function: &str| {
        let input = json!({"FunctionName": site.stack.output(function)?, "InvocationType": "Event", "Payload": poison.event().to_string()});
        session.call("lambda", "invoke", input)
    };
    match poison.place {
        Place::Wake => enqueue("WakeQueueUrl"),
        Place::Rollback => enqueue("RollbackQueueUrl"),
        Place::Topic => {
            session.call("sns", "publish", json!({"TopicArn": site.stack.output("AlarmTopicArn")?, "Message": poison.message()}))
        }
        Place::Start => invoke("StartFunction"),
        Place::Alarm => invoke("AlarmFunction"),
        Place::Hook => invoke("HookFunction"),
        Place::Sweep => invoke("SweepFunction"),
        Place::Stream => {
            let item = json!({"pk": {"S": format!("POISON#{}", poison.mark())}, "sk": {"S": "NOTICE#000001"}});
            session.call("dynamodb", "put_item", json!({"TableName": site.stack.output("TableName")?, "Item": item}))
        }
    }
    .map(|_| ())
}
