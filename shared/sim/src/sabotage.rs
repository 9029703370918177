//! Ways to spoil the engine, so that the rules can be seen to bite.
//!
//! The engine itself is as it is shipped. Each of these stands between it and its ports, and makes of it
//! what it would be with the mistake in it.

use crate::call::{Trouble, call};
use crate::lambda::{Alias, AliasKey, UpdateAlias, revision_id};
use crate::port::Port;
use headgate_domain::{RevisionId, Routing};
use headgate_engine::{CommitError, Engine, Generation, Store, Wake, Write};

/// A mistake that the engine does not make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sabotage {
    /// It acts on a state before that is stored.
    ActBeforeCommit,
    /// It writes an alias whatever its `RevisionId`.
    ForgetTheFence,
    /// Where somebody else was faster, it drops what it had to say.
    DropTheEventOnAConflict,
    /// It tells people of what is not stored.
    TellBeforeCommit,
    /// It takes the routing it wanted for the one it found.
    TakeTheNominalForTheObserved,
    /// It watches an alarm without a watch row.
    ForgetTheWatchRow,
    /// It does not write an alias that shows already what it wants.
    SkipBurningFences,
    /// It re-arms a wake whatever it was made for.
    IgnoreGenerations,
    /// It closes without letting its locks go.
    KeepTheLocks,
    /// It takes silence for success.
    TakeSilenceForSuccess,
}

impl Sabotage {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::ActBeforeCommit,
        Self::ForgetTheFence,
        Self::DropTheEventOnAConflict,
        Self::TellBeforeCommit,
        Self::TakeTheNominalForTheObserved,
        Self::ForgetTheWatchRow,
        Self::SkipBurningFences,
        Self::IgnoreGenerations,
        Self::KeepTheLocks,
        Self::TakeSilenceForSuccess,
    ];

    /// The generation a wake is taken for.
    pub(crate) async fn generation(self, worker: &Engine<Port, Port>, wake: &Wake) -> Generation {
        if self != Self::IgnoreGenerations {
            return wake.generation;
        }
        let stored = worker.store().load(&wake.deployment).await.ok().flatten();
        stored.map_or(wake.generation, |stored| stored.generation)
    }
}

impl Port {
    fn is_spoilt_by(&self, sabotage: Sabotage) -> bool {
        self.saboteur == Some(sabotage)
    }

    /// What is left of a transaction.
    pub(crate) fn spoilt_writes(&self, mut writes: Vec<Write>) -> Vec<Write> {
        if self.is_spoilt_by(Sabotage::ForgetTheWatchRow) {
            writes.retain(|write| !matches!(write, Write::Watch(..)));
        }
        if self.is_spoilt_by(Sabotage::KeepTheLocks) {
            writes.retain(|write| !matches!(write, Write::Free(..)));
        }
        if self.is_spoilt_by(Sabotage::TellBeforeCommit) {
            for write in &writes {
                if let Write::Post(id, notice, _) = write {
                    self.world.tell(id, notice);
                }
            }
        }
        writes
    }

    /// Whether a transaction is left to happen by itself.
    pub(crate) fn leaves_alone(
        &self,
        land: impl FnOnce() -> Result<(), CommitError> + Send + 'static,
    ) -> Option<impl FnOnce() -> Result<(), CommitError> + Send + 'static> {
        if !self.is_spoilt_by(Sabotage::ActBeforeCommit) {
            return Some(land);
        }
        let (in_flight, _nobody_waits) = call(self.task, "commit", land, |_| Ok(()));
        self.world.begin(in_flight);
        None
    }

    pub(crate) fn spoilt_commit(&self, committed: Result<(), CommitError>) -> Result<(), CommitError> {
        match committed {
            Err(CommitError::Refused(_)) if self.is_spoilt_by(Sabotage::DropTheEventOnAConflict) => Ok(()),
            committed => committed,
        }
    }

    pub(crate) fn spoilt_request(&self, mut request: UpdateAlias) -> UpdateAlias {
        if self.is_spoilt_by(Sabotage::ForgetTheFence)
            && let Some(alias) = self.world.alias(&request.key.0, &request.key.1)
        {
            request.fence = revision_id(alias.revision);
        }
        request
    }

    /// The answer to a write that is not made at all.
    pub(crate) fn skipped(&self, key: &AliasKey, routing: &Routing, fence: &RevisionId) -> bool {
        let shown = || self.world.alias(&key.0, &key.1);
        self.is_spoilt_by(Sabotage::SkipBurningFences)
            && shown().is_some_and(|alias| alias.routing == *routing && revision_id(alias.revision) == *fence)
    }

    /// What is made of silence.
    pub(crate) fn spoilt_silence(&self, key: &AliasKey, routing: &Routing, trouble: Trouble) -> Option<Alias> {
        let alias = self.world.alias(&key.0, &key.1);
        let wishful = self.is_spoilt_by(Sabotage::TakeSilenceForSuccess) && trouble == Trouble::NoAnswer;
        alias.filter(|_| wishful).map(|alias| Alias { routing: routing.clone(), ..alias })
    }

    /// What is made of what an alias shows.
    pub(crate) fn spoilt_look(&self, seen: Alias, wanted: &Routing) -> Alias {
        if self.is_spoilt_by(Sabotage::TakeTheNominalForTheObserved) { Alias { routing: wanted.clone(), ..seen } } else { seen }
    }
}
