//! One turn of one deployment.

use crate::hand::Hand;
use crate::writes::{Retention, change, locks};
use crate::{Actuator, CommitError, Engine, EngineError, Exception, Fault, Generation, Refusal, Rev, Store, Stored, Wake};
use futures::future::{join, join_all};
use headgate_domain::{Applied, DeploymentId, Entry, Event, Fresh, Moved, Notice, Rejection, State};
use jiff::{SignedDuration, Timestamp};
use tracing::{Instrument, info, info_span, warn};

/// Passes of one turn; a deployment with a hundred steps and no bakes needs a few hundred.
const PASSES_MAX: usize = 500;
/// When a newborn rollback has another turn, should its first one die.
const INSURANCE: SignedDuration = SignedDuration::from_secs(10);
/// Times that somebody else may be faster before the turn is left to them.
const CONFLICTS_MAX: usize = 20;

/// What became of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Delivered {
    /// It moved the deployment, and that is stored.
    Moved,
    /// It was late, early or a duplicate.
    Ignored,
    /// It asked for what cannot be.
    Rejected(Rejection),
}

impl<S: Store, A: Actuator> Engine<S, A> {
    /// One turn, for a wake or a sweep: performs what is pending until the deployment waits or closes.
    /// Answers what is stored then, if anything is.
    ///
    /// # Errors
    ///
    /// [`Fault`] of a port; the turn may simply be taken again.
    pub async fn turn(&self, id: &DeploymentId, wake: Option<Generation>) -> Result<Option<Stored>, EngineError> {
        let Some(stored) = self.store.load(id).await? else {
            warn!(deployment_id = %id, "a wake for a deployment that is not stored");
            return Ok(None);
        };
        self.drive(Hand::woken(stored, wake)).await.map(Some)
    }

    /// Runs a deployment from here until it waits or closes, and arms its next wake if that is this worker's to do.
    /// Answers what is then stored: the deployment, or the rollback that took its place.
    pub(crate) async fn drive(&self, mut hand: Hand) -> Result<Stored, EngineError> {
        let span = info_span!("deployment", deployment_id = %hand.stored.deployment.id());
        let ran = self.run(&mut hand).instrument(span).await;
        // Even a turn that broke off arms what it committed: the sweep is slower.
        let armed = if hand.arms(ran.is_ok()) { self.arm(&hand.stored).await } else { Ok(()) };
        ran?;
        armed?;
        Ok(hand.stored)
    }

    /// Goes on with a deployment that a delivery has just moved. What is committed stays so: a fault from
    /// here on is the next turn's, which is asked for here.
    pub(crate) async fn drive_on(&self, hand: Hand) -> Result<Stored, EngineError> {
        let committed = hand.stored.clone();
        match self.drive(hand).await {
            Err(EngineError::Fault(fault)) => {
                warn!(deployment_id = %committed.deployment.id(), %fault, "committed; the next turn goes on");
                self.wake_now(&committed).await?;
                self.reload(committed.deployment.id()).await
            }
            driven => driven,
        }
    }

    /// Asks for a turn of this deployment now.
    pub(crate) async fn wake_now(&self, stored: &Stored) -> Result<(), Fault> {
        self.wake_at(stored, self.source.now()).await
    }

    async fn wake_at(&self, stored: &Stored, at: Timestamp) -> Result<(), Fault> {
        let (deployment, urgent) = (stored.deployment.id().clone(), stored.deployment.is_urgent());
        self.actuator.wake(Wake { deployment, at, generation: stored.generation, urgent }).await
    }

    async fn run(&self, hand: &mut Hand) -> Result<(), EngineError> {
        for _ in 0..PASSES_MAX {
            self.deliver(hand, &[Event::Woke]).await?;
            if matches!(hand.stored.deployment.state(), State::Queued { .. }) {
                if self.admit(hand).await? {
                    continue;
                }
                return Ok(());
            }
            let asked_at = self.source.now();
            let effects = hand.stored.deployment.pending(asked_at);
            if effects.is_empty() {
                return Ok(());
            }
            let performing = join_all(effects.into_iter().map(|effect| self.actuator.perform(effect)));
            let (events, ()) = join(performing, self.insure(&hand.stored)).await;
            self.deliver_answers(hand, &events, Some(asked_at)).await?;
        }
        Err(Fault::Broken(format!(
            "deployment {} does not come to rest within {PASSES_MAX} passes of one turn",
            hand.stored.deployment.id()
        ))
        .into())
    }

    /// Asks for another turn of a rollback that has just been born, in case this worker does not
    /// survive its first writes: beside them, so that it costs no time.
    async fn insure(&self, stored: &Stored) {
        if stored.rev != Rev(1) || !stored.deployment.is_rollback() {
            return;
        }
        if let Err(fault) = self.wake_at(stored, self.source.now() + INSURANCE).await {
            warn!(deployment_id = %stored.deployment.id(), %fault, "the rollback is not insured; the sweep would find it");
        }
    }

    async fn arm(&self, stored: &Stored) -> Result<(), Fault> {
        let Some(at) = stored.due_at else { return Ok(()) };
        self.wake_at(stored, at).await
    }

    /// Applies events and commits what they moved, in one transaction. Where somebody else was
    /// faster, the same events are applied to what they stored: nothing that happened is dropped.
    ///
    /// When the deployment was closed by its rollback, `hand` holds the rollback afterwards.
    pub(crate) async fn deliver(&self, hand: &mut Hand, events: &[Event]) -> Result<Delivered, EngineError> {
        self.deliver_answers(hand, events, None).await
    }

    /// The same, where the events are answers to what was asked for at an instant.
    async fn deliver_answers(&self, hand: &mut Hand, events: &[Event], asked_at: Option<Timestamp>) -> Result<Delivered, EngineError> {
        for _ in 0..CONFLICTS_MAX {
            let (moved, delivered) = self.apply_all(&hand.stored, events, asked_at);
            let Some(moved) = moved else {
                return Ok(delivered);
            };
            let before = hand.stored.clone();
            let (after, rollback, writes) = change(&before, moved, self.retention());
            match self.store.commit(writes).await {
                Ok(()) => {
                    log_move(&before, &after);
                    self.tell_waiting(&before, &after, rollback.as_ref()).await;
                    hand.moved(rollback.unwrap_or(after));
                    return Ok(delivered);
                }
                Err(CommitError::Refused(_)) => hand.overtaken(self.reload(before.deployment.id()).await?),
                Err(CommitError::Fault(fault)) => return self.take_up_rollback(hand, fault).await,
            }
        }
        Err(Fault::Transient(format!("deployment {} is being changed by others without pause", hand.stored.deployment.id())).into())
    }

    /// The answer to a commit was lost. Where it has happened and a rollback was born with it, nobody
    /// else knows of that yet: the message that brought us here would find nothing to do next time.
    async fn take_up_rollback(&self, hand: &mut Hand, fault: Fault) -> Result<Delivered, EngineError> {
        let stored = self.reload(hand.stored.deployment.id()).await?;
        match stored.deployment.rolled_back_by().filter(|_| !hand.stored.deployment.is_closed()) {
            Some(rollback) => {
                hand.moved(self.reload(rollback).await?);
                Ok(Delivered::Moved)
            }
            None => Err(fault.into()),
        }
    }

    fn apply_all(&self, hand: &Stored, events: &[Event], asked_at: Option<Timestamp>) -> (Option<Moved>, Delivered) {
        let mut sum: Option<Moved> = None;
        let mut delivered = Delivered::Ignored;
        for event in events {
            let current = sum.as_ref().map_or(&hand.deployment, |moved| &moved.deployment);
            let fresh = self.source.fresh();
            let fresh = Fresh { asked_at: asked_at.unwrap_or(fresh.now), ..fresh };
            match current.apply(&fresh, event) {
                Applied::Moved(moved) => {
                    delivered = Delivered::Moved;
                    sum = Some(joined(sum, *moved));
                }
                Applied::Ignored(why) => info!(deployment_id = %current.id(), event = event.name(), why, "ignored"),
                Applied::Rejected(rejection) => {
                    if delivered == Delivered::Ignored {
                        delivered = Delivered::Rejected(rejection);
                    }
                }
            }
        }
        (sum, delivered)
    }

    /// Wakes whoever may go next. Locks that a rollback inherits let nobody in, so that nothing stands
    /// between the commit and the rollback's write. A wake that fails is no reason to break off what
    /// was committed: whoever waits looks by itself as well.
    async fn tell_waiting(&self, before: &Stored, after: &Stored, heir: Option<&Stored>) {
        let freed = before.deployment.holds_locks() && !after.deployment.holds_locks();
        let left_queue = after.deployment.is_closed() && matches!(before.deployment.state(), State::Queued { .. });
        if !freed && !left_queue {
            return;
        }
        let kept = heir.map(|heir| locks(&heir.deployment)).unwrap_or_default();
        let free: Vec<_> = locks(&before.deployment).into_iter().filter(|lock| !kept.contains(lock)).collect();
        if let Err(fault) = self.wake_waiting(&free).await {
            warn!(deployment_id = %after.deployment.id(), %fault, "those who wait were not woken");
        }
    }

    pub(crate) async fn reload(&self, id: &DeploymentId) -> Result<Stored, EngineError> {
        let gone = || Refusal::new(Exception::DeploymentDoesNotExist, format!("There is no deployment `{id}`"));
        Ok(self.store.load(id).await?.ok_or_else(gone)?)
    }

    pub(crate) fn retention(&self) -> Retention {
        Retention(self.installation.retention_days)
    }
}

fn log_move(before: &Stored, after: &Stored) {
    let deployment = &after.deployment;
    info!(
        deployment_id = %deployment.id(),
        group = %deployment.group(),
        from = before.deployment.state().name(),
        state = deployment.state().name(),
        rev = after.rev.0,
        weights = ?deployment.weights().iter().map(|weight| weight.as_percent()).collect::<Vec<_>>(),
        "moved"
    );
}

fn joined(before: Option<Moved>, next: Moved) -> Moved {
    let Some(before) = before else { return next };
    let entries: Vec<Entry> = before.entries.into_iter().chain(next.entries).collect();
    let notices: Vec<Notice> = before.notices.into_iter().chain(next.notices).collect();
    Moved { deployment: next.deployment, entries, notices, rollback: next.rollback.or(before.rollback) }
}
