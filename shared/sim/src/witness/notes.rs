//! History and notices.

use super::{Verdict, Witness};
use headgate_domain::{DeploymentId, Entry, Happening, MAX_ENTRIES, Notice, Weight};
use headgate_engine::Stored;
use jiff::Timestamp;

/// The last places of a history, where what happens in between is left out: a hundred for decisions, twenty for its end.
const KEPT_FOR_THE_END: u32 = 120;

/// What was written down of a deployment, and sent.
#[derive(Default)]
pub(super) struct Notes {
    entries: u32,
    weights: Vec<Weight>,
    pub(super) posted: u32,
    pub(super) sent: u32,
}

impl Witness {
    pub(super) fn appended(&mut self, at: Timestamp, id: &DeploymentId, entry: &Entry) {
        let notes = self.notes.entry(id.clone()).or_default();
        let gap = (entry.seq != notes.entries + 1).then(|| format!("{id}: entry {} follows {}", entry.seq, notes.entries));
        let full = entry.seq > MAX_ENTRIES - KEPT_FOR_THE_END;
        let leap = (notes.entries > 0 && entry.from != notes.weights && !full)
            .then(|| format!("{id}: entry {} begins at {:?}, the one before ended at {:?}", entry.seq, entry.from, notes.weights));
        notes.entries = entry.seq;
        notes.weights.clone_from(&entry.to);
        if matches!(entry.what, Happening::Abandoned | Happening::LeftAlone)
            && let Some(stored) = self.deployments.get(id)
        {
            self.given_up.insert(stored.deployment.chain().clone());
        }
        let drift = match self.deployments.get(id) {
            Some(stored) if entry.what == Happening::DriftFound => self.drift_is_found_only_where_somebody_moved(&stored.deployment),
            Some(_) | None => Ok(()),
        };
        self.hold(at, "drift is found only where somebody moved", drift);
        self.hold(at, "history has no gaps", gap.map_or(Ok(()), Err));
        self.hold(at, "each entry begins where the one before ended", leap.map_or(Ok(()), Err));
    }

    pub(super) fn posted(&mut self, at: Timestamp, id: &DeploymentId, notice: &Notice) {
        let notes = self.notes.entry(id.clone()).or_default();
        let gap = (notice.seq != notes.posted + 1).then(|| format!("{id}: notice {} follows {}", notice.seq, notes.posted));
        notes.posted = notice.seq;
        self.hold(at, "notices have no gaps", gap.map_or(Ok(()), Err));
    }

    /// A notice was sent.
    pub(crate) fn told(&mut self, at: Timestamp, id: &DeploymentId, seq: u32) {
        let notes = self.notes.entry(id.clone()).or_default();
        let unknown = (seq > notes.posted).then(|| format!("{id}: notice {seq} was sent, and only {} are stored", notes.posted));
        let early = (seq > notes.sent + 1).then(|| format!("{id}: notice {seq} was sent after notice {}", notes.sent));
        notes.sent = notes.sent.max(seq);
        self.hold(at, "nothing is told before it is stored", unknown.map_or(Ok(()), Err));
        self.hold(at, "notices are sent in order", early.map_or(Ok(()), Err));
    }

    /// The last entry's weights are those of the state, unless the history is full.
    pub(super) fn history_explains_the_state(&self, stored: &Stored) -> Verdict {
        let deployment = &stored.deployment;
        let Some(notes) = self.notes.get(deployment.id()) else { return Ok(()) };
        if notes.entries != deployment.entries() {
            return Err(format!("{} says that it has {} entries; it has {}", deployment.id(), deployment.entries(), notes.entries));
        }
        let full = notes.entries >= MAX_ENTRIES - KEPT_FOR_THE_END;
        if !full && notes.weights != deployment.weights() {
            let (told, is) = (&notes.weights, deployment.weights());
            return Err(format!("{}: its history ends at {told:?}, and it is at {is:?}", deployment.id()));
        }
        Ok(())
    }
}
