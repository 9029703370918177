//! Whoever deploys, and whoever watches what was deployed.

use super::Clock;
use super::kind::Kind;
use super::plan::{Plan, Planned, Way};
use crate::site::{Site, request};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;
use xtask::Session;

/// How many ask for deployments side by side.
pub(super) const CLERKS: usize = 4;
/// How often somebody asks again who got no answer.
const ATTEMPTS_MAX: usize = 30;
const PAUSE: Duration = Duration::from_millis(300);

/// What was said to who asked for a deployment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Answer {
    /// It has this id.
    Id(String),
    /// The file was stored.
    Stored,
    /// The exception's code.
    Refused(String),
}

/// The answers by the deployments' numbers.
#[derive(Debug, Default)]
pub(super) struct Answers {
    answers: Mutex<BTreeMap<usize, Answer>>,
    again: Mutex<usize>,
}

impl Answers {
    pub(super) fn all(&self) -> MutexGuard<'_, BTreeMap<usize, Answer>> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How often somebody had to ask again.
    pub(super) fn again(&self) -> usize {
        *self.again.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ask_again(&self) {
        *self.again.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        thread::sleep(PAUSE);
    }
}

/// Asks for every deployment that falls to this clerk, when it is due.
pub(super) fn start_all(site: &Site, plan: &Plan, answers: &Answers, clerk: usize, clock: Clock) -> Result<()> {
    let session = Session::open(&site.stack)?;
    let folder = tempfile::tempdir()?;
    for planned in plan.deployments.iter().filter(|planned| planned.number % CLERKS == clerk) {
        clock.wait_until(planned.at);
        let answer = match planned.way {
            Way::Start | Way::Api => asked(site, &session, planned, answers)?,
            Way::Upload => {
                let file = folder.path().join(planned.name());
                std::fs::write(&file, &planned.appspec)?;
                let put = json!({"Bucket": site.stack.output("Bucket")?, "Key": planned.key(), "Body": {"$file": file}});
                session.call("s3", "put_object", put)?;
                Answer::Stored
            }
        };
        answers.all().insert(planned.number, answer);
    }
    Ok(())
}

/// Asks until there is an answer: the token makes one deployment of all attempts.
fn asked(site: &Site, session: &Session, planned: &Planned, answers: &Answers) -> Result<Answer> {
    let mut input = request(&planned.group, &planned.appspec);
    input["clientRequestToken"] = json!(planned.name());
    input["description"] = json!(planned.name());
    for _ in 0..ATTEMPTS_MAX {
        let asked = match planned.way {
            Way::Api => session.invoke(site.stack.output("ApiFunction")?, &json!({"operation": "CreateDeployment", "input": input})),
            Way::Start | Way::Upload => session.invoke(site.stack.output("StartFunction")?, &input),
        };
        if let Ok(answer) = asked
            && !answer.failed
        {
            let output = answer.payload.get("output").unwrap_or(&answer.payload);
            if let Some(id) = output["deploymentId"].as_str() {
                return Ok(Answer::Id(id.to_owned()));
            }
            if let Some(code) = answer.payload["error"]["code"].as_str() {
                return Ok(Answer::Refused(code.to_owned()));
            }
        }
        answers.ask_again();
    }
    bail!("{} was never answered", planned.name())
}

/// Raises alarms and stops deployments once their traffic has begun to move.
pub(super) fn act(site: &Site, plan: &Plan, answers: &Answers, over: &AtomicBool) -> Result<()> {
    let session = Session::open(&site.stack)?;
    let mut done: BTreeSet<usize> = BTreeSet::new();
    while !over.load(Ordering::Relaxed) {
        let waiting = plan.deployments.iter().filter(|planned| planned.kind.waits() && !done.contains(&planned.number));
        let asked: Vec<&Planned> = waiting.filter(|planned| answers.all().contains_key(&planned.number)).collect();
        for planned in asked {
            if has_begun(plan, &session, planned)? && acted(site, &session, planned, answers)? {
                done.insert(planned.number);
            }
        }
        thread::sleep(PAUSE);
    }
    Ok(())
}

fn has_begun(plan: &Plan, session: &Session, planned: &Planned) -> Result<bool> {
    let subject = plan.subject_of(planned);
    let alias = session.call("lambda", "get_alias", json!({"FunctionName": subject.name, "Name": "live"}))?;
    Ok(alias["RoutingConfig"]["AdditionalVersionWeights"][&planned.target].is_number())
}

/// Whether that got through: it is tried again as long as its traffic is split.
fn acted(site: &Site, session: &Session, planned: &Planned, answers: &Answers) -> Result<bool> {
    if planned.kind == Kind::Alarmed {
        let alarm = planned.alarm.as_deref().context("an alarm of its own")?;
        let input = json!({"AlarmName": alarm, "StateValue": "ALARM", "StateReason": "chaos"});
        return session.call("cloudwatch", "set_alarm_state", input).map(|_| true);
    }
    let Some(Answer::Id(id)) = answers.all().get(&planned.number).cloned() else { return Ok(false) };
    let input = json!({"operation": "StopDeployment", "input": {"deploymentId": id, "autoRollbackEnabled": true}});
    let stopped = session.invoke(site.stack.output("ApiFunction")?, &input);
    Ok(stopped.is_ok_and(|answer| !answer.failed && answer.payload.get("output").is_some_and(Value::is_object)))
}
