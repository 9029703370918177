//! What is asked of a deployment from outside: stop it, judge it, give it up.

use crate::hand::Hand;
use crate::turn::Delivered;
use crate::{Actuator, Engine, EngineError, Store, Stored};
use futures::future::join_all;
use headgate_domain::{AlarmName, AlarmState, DeploymentId, Event, ExecutionId, HookReport, StopCause};
use jiff::Timestamp;

/// CloudWatch's word on an alarm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlarmChange {
    /// The alarm.
    pub alarm: AlarmName,
    /// Its state now.
    pub state: AlarmState,
    /// Its state before, if the message says.
    pub previous: Option<AlarmState>,
    /// When it changed.
    pub at: Timestamp,
}

/// How far a stop has come.
#[derive(Clone, Debug, PartialEq)]
pub enum StopProgress {
    /// The traffic is still being brought to rest.
    Pending(Box<Stored>),
    /// The deployment is over.
    Succeeded(Box<Stored>),
}

impl<S: Store, A: Actuator> Engine<S, A> {
    /// Stops a deployment. `rollback` says whether traffic goes back; `None` leaves it to the group.
    ///
    /// # Errors
    ///
    /// A refusal when there is no such deployment, when it is over, or when it is a rollback.
    pub async fn stop(&self, id: &DeploymentId, rollback: Option<bool>) -> Result<StopProgress, EngineError> {
        let event = Event::StopRequested { rollback, cause: StopCause::Requested };
        let driven = self.command(id, event).await?;
        Ok(if driven.deployment.is_closed() { StopProgress::Succeeded(Box::new(driven)) } else { StopProgress::Pending(Box::new(driven)) })
    }

    /// Gives up on a rollback, or on bringing a stop to rest. What is left is recorded.
    ///
    /// # Errors
    ///
    /// A refusal unless the deployment is being brought to rest.
    pub async fn abandon(&self, id: &DeploymentId, by: String, reason: String) -> Result<(), EngineError> {
        self.command(id, Event::Abandoned { by, reason }).await.map(|_| ())
    }

    /// Delivers what somebody asks of a deployment, and takes the turn that follows.
    pub(crate) async fn command(&self, id: &DeploymentId, event: Event) -> Result<Stored, EngineError> {
        let mut hand = Hand::loaded(self.reload(id).await?);
        match self.deliver(&mut hand, &[event]).await? {
            Delivered::Moved => self.drive_on(hand).await,
            Delivered::Ignored => Ok(hand.stored),
            Delivered::Rejected(rejection) => Err(rejection.into()),
        }
    }

    /// Commits a validation function's verdict, and wakes the deployment; nothing more. What is committed stays so: a
    /// wake that fails is the sweep's to make good.
    ///
    /// # Errors
    ///
    /// A refusal when the run has its verdict already, its deadline has passed, or is none of this deployment's.
    pub async fn report_hook(&self, id: &DeploymentId, execution: &ExecutionId, report: HookReport) -> Result<(), EngineError> {
        let mut hand = Hand::loaded(self.reload(id).await?);
        let event = Event::HookReported { execution: execution.clone(), report };
        match self.deliver(&mut hand, &[event]).await? {
            Delivered::Moved => {
                // It is committed, and asking again would only earn a refusal.
                if let Err(fault) = self.wake_now(&hand.stored).await {
                    tracing::warn!(deployment_id = %hand.stored.deployment.id(), %fault, "a verdict is committed, and left to the sweep");
                }
                Ok(())
            }
            Delivered::Ignored => Ok(()),
            Delivered::Rejected(rejection) => Err(rejection.into()),
        }
    }

    /// Takes in an alarm's change for every deployment that watches it, and rolls back in the same
    /// call. From the event to the accepted `UpdateAlias` there are four calls in a row: watch rows,
    /// load, transaction, `UpdateAlias`.
    ///
    /// # Errors
    ///
    /// The first fault, after every deployment has had its turn: the event may be delivered again.
    pub async fn alarm_changed(&self, change: &AlarmChange) -> Result<usize, EngineError> {
        let watchers = self.store.watchers(&change.alarm).await?;
        if watchers.len() > 1 {
            // Each has a turn coming should this call die half-way. It must not keep anybody from rolling
            // back now: the event itself is delivered again until every one of them has taken it in.
            for nudged in join_all(watchers.iter().map(|id| self.nudge(id.clone()))).await {
                if let Err(fault) = nudged {
                    tracing::warn!(alarm = %change.alarm, %fault, "a deployment that watches was not woken beforehand");
                }
            }
        }
        let turns = join_all(watchers.iter().map(|id| self.alarm_changed_for(id, change))).await;
        turns.into_iter().collect::<Result<Vec<()>, _>>()?;
        Ok(watchers.len())
    }

    async fn alarm_changed_for(&self, id: &DeploymentId, change: &AlarmChange) -> Result<(), EngineError> {
        let AlarmChange { alarm, state, previous, at } = change.clone();
        let Some(stored) = self.store.load(id).await? else { return Ok(()) };
        let mut hand = Hand::loaded(stored);
        match self.deliver(&mut hand, &[Event::AlarmChanged { alarm, state, previous, at }]).await? {
            Delivered::Moved => self.drive_on(hand).await.map(|_| ()),
            Delivered::Ignored | Delivered::Rejected(_) => Ok(()),
        }
    }
}
