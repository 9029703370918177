//! Asks `api` how a deployment goes on: as often as it can change, and never more than once a second.

use super::story::{Chapter, Story};
use crate::client::Client;
use crate::context::Invocation;
use crate::refusal::Refusal;
use headgate_wire::{
    BatchGetDeploymentTargetsInput, BatchGetDeploymentTargetsOutput, Finding, GetDeploymentHistoryInput, GetDeploymentHistoryOutput,
    GetDeploymentInput, GetDeploymentMetricsInput, GetDeploymentMetricsOutput, GetDeploymentOutput, ListDeploymentTargetsInput,
    ListDeploymentTargetsOutput,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior, interval, sleep};

/// How far apart two requests are, at least.
const APART: Duration = Duration::from_secs(1);
/// How far apart two looks at a deployment are.
const LOOKS_APART: Duration = Duration::from_secs(2);
/// How many looks there are from one question to CloudWatch to the next: it has a new value a minute.
const LOOKS_A_METRIC: u32 = 15;
/// The longest wait for a network that is gone.
const PATIENCE_MAX: Duration = Duration::from_secs(30);

/// Follows a deployment to its end, and tells what it knows of it.
pub(super) struct Following<'a> {
    client: &'a Client,
    invocation: &'a Invocation,
    tell: watch::Sender<Story>,
    pace: Interval,
    /// How many looks there were, where metrics are wanted.
    looks: Option<u32>,
}

impl<'a> Following<'a> {
    /// Asks CloudWatch as well if somebody looks at what it says.
    pub(super) fn new(client: &'a Client, invocation: &'a Invocation, tell: watch::Sender<Story>, wants_metrics: bool) -> Self {
        let mut pace = interval(APART);
        pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self { client, invocation, tell, pace, looks: wants_metrics.then_some(0) }
    }

    /// Follows it until it is over, and its rollback with it. A network that is lost is waited for, once the
    /// deployment has been seen.
    pub(super) async fn follow(mut self) -> Result<(), Refusal> {
        let mut failures = 0;
        loop {
            match self.look().await {
                Ok(true) => return Ok(()),
                Ok(false) => {
                    failures = 0;
                    sleep(LOOKS_APART.saturating_sub(APART)).await;
                }
                Err(refusal) if refusal.is_passing() && self.tell.borrow().heard.is_some() => {
                    self.tell.send_modify(|story| story.trouble = Some(refusal.sentence().to_owned()));
                    failures += 1;
                    sleep(patience(failures)).await;
                }
                Err(refusal) => return Err(refusal),
            }
        }
    }

    /// Looks once; whether there is nothing more to come.
    async fn look(&mut self) -> Result<bool, Refusal> {
        let Some(mut chapter) = self.tell.borrow().last().cloned() else { return Ok(true) };
        let looks = self.looks;
        self.looks = looks.map(|looks| looks.wrapping_add(1));
        let input = GetDeploymentInput { deployment_id: Some(chapter.id.clone()) };
        let output: GetDeploymentOutput = self.ask("GetDeployment", &input).await?;
        chapter.info = output.deployment_info;
        self.learn(chapter.clone())?;
        if chapter.lacks_entries() {
            self.targets(&mut chapter).await?;
            self.history(&mut chapter).await?;
            self.learn(chapter.clone())?;
        }
        if looks.is_some_and(|looks| looks.is_multiple_of(LOOKS_A_METRIC) || chapter.is_told()) {
            self.metrics(&mut chapter).await?;
            self.learn(chapter.clone())?;
        }
        if !chapter.is_told() {
            return Ok(false);
        }
        let Some(rollback) = chapter.rollback() else { return Ok(true) };
        self.tell.send_modify(|story| story.chapters.push(Chapter::of(rollback)));
        Ok(false)
    }

    async fn targets(&mut self, chapter: &mut Chapter) -> Result<(), Refusal> {
        let deployment_id = Some(chapter.id.clone());
        if chapter.target_ids.is_empty() {
            let input = ListDeploymentTargetsInput { deployment_id: deployment_id.clone(), ..Default::default() };
            // There are 25 at most, which are on one page.
            let output: ListDeploymentTargetsOutput = self.ask("ListDeploymentTargets", &input).await?;
            chapter.target_ids = output.target_ids.unwrap_or_default();
        }
        let input = BatchGetDeploymentTargetsInput { deployment_id, target_ids: Some(chapter.target_ids.clone()) };
        let output: BatchGetDeploymentTargetsOutput = self.ask("BatchGetDeploymentTargets", &input).await?;
        chapter.targets = output.deployment_targets.into_iter().flatten().filter_map(|target| target.lambda_target).collect();
        Ok(())
    }

    /// Reads on where the last page began: it may have grown since.
    async fn history(&mut self, chapter: &mut Chapter) -> Result<(), Refusal> {
        loop {
            let input = GetDeploymentHistoryInput { deployment_id: Some(chapter.id.clone()), next_token: chapter.page.clone() };
            let output: GetDeploymentHistoryOutput = self.ask("GetDeploymentHistory", &input).await?;
            chapter.add(output.entries.unwrap_or_default());
            match output.next_token {
                Some(next) => chapter.page = Some(next),
                None => return Ok(()),
            }
        }
    }

    /// What cannot be had is missing in the picture, and ends nothing.
    async fn metrics(&mut self, chapter: &mut Chapter) -> Result<(), Refusal> {
        let input = GetDeploymentMetricsInput { deployment_id: Some(chapter.id.clone()), ..Default::default() };
        match self.ask("GetDeploymentMetrics", &input).await {
            Ok(metrics) => chapter.metrics = Some(metrics),
            Err(refusal) if refusal.is_passing() => return Err(refusal),
            Err(refusal) => {
                let missing = Finding { message: Some(format!("no metrics: {}", refusal.sentence())), ..Default::default() };
                chapter.metrics = Some(GetDeploymentMetricsOutput { findings: Some(vec![missing]), ..Default::default() });
            }
        }
        Ok(())
    }

    async fn ask<I: Serialize, O: DeserializeOwned>(&mut self, operation: &str, input: &I) -> Result<O, Refusal> {
        self.pace.tick().await;
        self.client.quietly(operation, input).await
    }

    fn learn(&self, chapter: Chapter) -> Result<(), Refusal> {
        let heard = Some(self.invocation.now()?);
        self.tell.send_modify(|story| {
            (story.heard, story.trouble) = (heard, None);
            story.chapters.pop();
            story.chapters.push(chapter);
        });
        Ok(())
    }
}

/// Twice as long each time.
fn patience(failures: u32) -> Duration {
    LOOKS_APART.saturating_mul(2_u32.saturating_pow(failures.saturating_sub(1))).min(PATIENCE_MAX)
}

#[cfg(test)]
mod tests {
    use super::patience;

    #[test]
    fn a_lost_network_is_asked_less_and_less_often() {
        assert_eq!([1, 2, 3, 4, 5, 6, 1000].map(|failures| patience(failures).as_secs()), [2, 4, 8, 16, 30, 30, 30]);
    }
}
