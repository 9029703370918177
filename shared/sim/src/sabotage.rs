//! Ways to spoil the engine, so that the rules can be seen to bite.
//!
//! The engine itself is as it is shipped. Each of these stands between it and its ports, and makes of it
//! what it would be with the mistake in it. Only the feature `sabotage` lets them.

use crate::call::{Trouble, call};
use crate::lambda::{Alias, AliasKey, UpdateAlias, revision_id};
use crate::port::Port;
use crate::wish::Wish;
use headgate_domain::{Deployment, RevisionId, Routing, WaitToken};
use headgate_engine::{CommitError, Engine, Generation, Store, Stored, Wake, Write};
use serde_json::{Value, json};

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
    /// It forgets who has approved, and remembers only how many.
    ForgetWhoHasApproved,
    /// It takes any token for that of what it waits for.
    IgnoreTokens,
}

impl Sabotage {
    /// All of them.
    pub const ALL: [Self; 12] = [
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
        Self::ForgetWhoHasApproved,
        Self::IgnoreTokens,
    ];

    /// Whether it can be noticed only where there are gates.
    pub fn is_of_gates(self) -> bool {
        matches!(self, Self::ForgetWhoHasApproved | Self::IgnoreTokens)
    }

    /// The token a wish is taken to name.
    pub(crate) async fn token(self, worker: &Engine<Port, Port>, wish: Wish, token: WaitToken) -> WaitToken {
        if self != Self::IgnoreTokens {
            return token;
        }
        let stored = worker.store().load(token.deployment()).await.ok().flatten();
        stored.map_or(token, |stored| wish.token(&stored.deployment, worker.store().world.now()))
    }

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

    /// What is left of a deployment that is read.
    pub(crate) fn spoilt_read(&self, stored: Option<Stored>) -> Option<Stored> {
        let stored = stored?;
        if !self.is_spoilt_by(Sabotage::ForgetWhoHasApproved) {
            return Some(stored);
        }
        let deployment = without_names(&stored.deployment).unwrap_or_else(|| stored.deployment.clone());
        Some(Stored { deployment, ..stored })
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

/// The deployment with strangers in place of those who have approved.
fn without_names(deployment: &Deployment) -> Option<Deployment> {
    let mut value = serde_json::to_value(deployment).ok()?;
    let given = value.pointer_mut("/state/Waiting/gate/Approval/given").and_then(Value::as_array_mut)?;
    for (number, given) in given.iter_mut().enumerate() {
        given["by"]["user_id"] = json!(format!("AIDASTRANGER{number}"));
    }
    serde_json::from_value(value).ok()
}
