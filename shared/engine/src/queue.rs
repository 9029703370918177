//! One at a time: who waits, who goes next, and who makes way.

use crate::hand::Hand;
use crate::turn::Delivered;
use crate::writes::{change, locks, place};
use crate::{Actuator, CommitError, Engine, EngineError, Exception, Fault, Generation, Lock, Place, Store, Stored, Wake, Write};
use futures::future::try_join_all;
use headgate_domain::{Applied, DeploymentId, ErrorCode, Event, OnConflict, Settings, StopCause};

/// Waiting deployments that a superseding one stops in one pass; the next pass takes the rest.
const RIVALS_AT_ONCE: usize = 25;

impl<S: Store, A: Actuator> Engine<S, A> {
    /// Lets a queued deployment start if it is first in every queue it stands in and can have every
    /// lock. Its settings are its group's as they are now, whatever the group is called by then.
    pub(crate) async fn admit(&self, hand: &mut Hand) -> Result<bool, EngineError> {
        let event = match self.settings_now(&hand.stored).await {
            Ok(settings) => Event::Admitted { settings: Box::new(settings) },
            Err(EngineError::Refused(refusal)) => {
                let code = admission_code(refusal.code);
                let message = format!("The deployment could not leave the queue: {}", refusal.message);
                self.deliver(hand, &[Event::AdmissionFailed { code, message }]).await?;
                return Ok(false);
            }
            Err(fault @ EngineError::Fault(_)) => return Err(fault),
        };
        // Only what can start itself makes others stop.
        if hand.stored.deployment.settings().on_conflict == OnConflict::Supersede {
            self.stop_rivals(&hand.stored).await?;
        }
        if self.ahead_of(&hand.stored).await?.is_some() {
            return Ok(false);
        }
        let Applied::Moved(moved) = hand.stored.deployment.apply(&self.source.fresh(), &event) else {
            return Ok(false);
        };
        let (after, _, writes) = change(&hand.stored, *moved, self.retention());
        let takes_lock = |index: usize| matches!(writes.get(index), Some(Write::Take(..)));
        match self.store.commit(writes.clone()).await {
            Ok(()) => {
                hand.moved(after);
                Ok(true)
            }
            Err(CommitError::Refused(index)) if takes_lock(index) => Ok(false),
            Err(CommitError::Refused(_)) => {
                hand.overtaken(self.reload(hand.stored.deployment.id()).await?);
                Ok(false)
            }
            Err(CommitError::Fault(fault)) => Err(fault.into()),
        }
    }

    async fn settings_now(&self, hand: &Stored) -> Result<Settings, EngineError> {
        let deployment = &hand.deployment;
        let group = self.group_of(deployment.group_id(), deployment.application(), deployment.group()).await?;
        self.settings_of(deployment.request(), &group).await
    }

    /// Who stands before this deployment in any of its queues.
    async fn ahead_of(&self, hand: &Stored) -> Result<Option<Place>, Fault> {
        let me = place(&hand.deployment);
        let firsts = self.first_waiting(&locks(&hand.deployment)).await?;
        Ok(firsts.into_iter().find(|first| *first < me))
    }

    /// The first place of each queue, as far as anybody waits.
    pub(crate) async fn first_waiting(&self, locks: &[Lock]) -> Result<Vec<Place>, Fault> {
        let heads = try_join_all(locks.iter().map(|lock| self.store.waiting(lock, 1))).await?;
        Ok(heads.into_iter().flatten().collect())
    }

    /// Wakes whoever may now be first for these locks.
    pub(crate) async fn wake_waiting(&self, locks: &[Lock]) -> Result<(), Fault> {
        let mut firsts = self.first_waiting(locks).await?;
        firsts.sort();
        firsts.dedup();
        let wakes = firsts.into_iter().map(|first| self.nudge(first.deployment));
        try_join_all(wakes).await.map(|_| ())
    }

    /// Asks for a turn now, without re-arming anything.
    pub(crate) async fn nudge(&self, deployment: DeploymentId) -> Result<(), Fault> {
        self.actuator.wake(Wake { deployment, at: self.source.now(), generation: Generation(0), urgent: false }).await
    }

    /// Stops what a superseding deployment of the same group replaces: the active one with rollback,
    /// unless it is a rollback itself, and everything that was queued before it. What is younger is not
    /// replaced: this turn may be late, and find the deployment itself at work, or one that came after it.
    async fn stop_rivals(&self, hand: &Stored) -> Result<(), EngineError> {
        let lock = Lock::Group(hand.deployment.group_id().clone());
        let me = place(&hand.deployment);
        let waiting = self.store.waiting(&lock, RIVALS_AT_ONCE).await?;
        for rival in waiting.into_iter().filter(|place| *place < me) {
            self.supersede(&rival.deployment, &me).await?;
        }
        if let Some(holder) = self.store.holder(&lock).await? {
            self.supersede(&holder, &me).await?;
        }
        Ok(())
    }

    async fn supersede(&self, rival: &DeploymentId, by: &Place) -> Result<(), EngineError> {
        let Some(stored) = self.store.load(rival).await? else { return Ok(()) };
        if stored.deployment.is_rollback() || stored.deployment.is_closed() || place(&stored.deployment) >= *by {
            return Ok(());
        }
        let mut hand = Hand::loaded(stored);
        let event = Event::StopRequested { rollback: Some(true), cause: StopCause::Superseded(by.deployment.clone()) };
        match self.deliver(&mut hand, &[event]).await? {
            Delivered::Moved => Box::pin(self.drive_on(hand)).await.map(|_| ()),
            Delivered::Ignored | Delivered::Rejected(_) => Ok(()),
        }
    }
}

/// CodeDeploy's word for why a queued deployment cannot start.
fn admission_code(code: Exception) -> ErrorCode {
    if code == Exception::ApplicationDoesNotExist {
        ErrorCode::ApplicationMissing
    } else if code == Exception::DeploymentGroupDoesNotExist {
        ErrorCode::DeploymentGroupMissing
    } else {
        ErrorCode::InvalidRevision
    }
}
