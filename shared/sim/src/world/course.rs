//! The course of events, as the simulation asks for it.

use super::{Inner, World};
use crate::agenda::Occurrence;
use crate::call::{Answering, CallId, Land, Trouble};
use crate::message::{Message, ParcelId};
use crate::task::TaskId;
use headgate_domain::DeploymentId;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

impl World {
    pub(crate) fn next(&self) -> Option<Occurrence> {
        let mut inner = self.lock();
        let (at, occurrence) = inner.agenda.take_first()?;
        inner.now = inner.now.max(at);
        Some(occurrence)
    }

    /// When the next thing happens.
    pub fn next_at(&self) -> Option<Timestamp> {
        self.lock().agenda.next_at()
    }

    /// Nothing is left that was to happen until `at`.
    pub(crate) fn is_now(&self, at: Timestamp) {
        let mut inner = self.lock();
        inner.now = inner.now.max(at);
    }

    pub(crate) fn put(&self, at: Timestamp, occurrence: Occurrence) {
        let mut inner = self.lock();
        let toss = inner.toss();
        inner.agenda.put(at, toss, occurrence);
    }

    pub(crate) fn send(&self, at: Timestamp, message: Message) {
        self.lock().send(at, message);
    }

    /// The schedule goes on whatever becomes of one sweep.
    pub(crate) fn next_sweep(&self, after: SignedDuration) {
        let mut inner = self.lock();
        let at = inner.now + after;
        inner.swept_at = Some(inner.now);
        let lost_rate = inner.faults.event_lost;
        if inner.chance.happens(lost_rate) {
            inner.disturb("lost sweep", after);
            inner.send(at + after, Message::Sweep);
        } else {
            inner.send(at, Message::Sweep);
        }
    }

    pub(crate) fn landing(&self, id: CallId) -> Option<Land> {
        let mut inner = self.lock();
        let (task, name, land) = inner.lands.remove(&id)?;
        inner.note(|| format!("worker {task}: {name} lands"));
        Some(land)
    }

    pub(crate) fn answering(&self, id: CallId, trouble: Option<Trouble>) -> Option<(TaskId, Answering)> {
        let mut inner = self.lock();
        let (task, name, answer) = inner.answers.remove(&id)?;
        inner.note(|| match trouble {
            None => format!("worker {task}: {name} answered"),
            Some(trouble) => format!("worker {task}: {name} {trouble:?}"),
        });
        Some((task, answer))
    }

    /// What a worker that died has under way may still land, or not.
    pub(crate) fn died(&self, task: TaskId) {
        let mut inner = self.lock();
        inner.note(|| format!("worker {task} dies"));
        inner.answers.retain(|_, (of, ..)| *of != task);
        let under_way: Vec<CallId> = inner.lands.iter().filter(|(_, (of, ..))| *of == task).map(|(id, _)| *id).collect();
        for id in under_way {
            if inner.shuffled && inner.chance.once_in(2) {
                inner.lands.remove(&id);
            }
        }
    }

    /// Takes a message that is being delivered; it comes again unless it is dealt with.
    pub(crate) fn delivery(&self, id: ParcelId) -> Option<Message> {
        let mut inner = self.lock();
        let brisk = !inner.shuffled;
        let parcel = inner.parcels.get_mut(&id)?;
        let persistence = parcel.message.persistence(brisk);
        parcel.deliveries += 1;
        let message = parcel.message.clone();
        if parcel.deliveries > persistence.deliveries_max {
            inner.parcels.remove(&id);
            if !matches!(message, Message::Sweep) {
                inner.disturb("dead letter", SignedDuration::ZERO);
            }
            return None;
        }
        let at = inner.now + persistence.again_after;
        let toss = inner.toss();
        inner.agenda.put(at, toss, Occurrence::Deliver(id));
        Some(message)
    }

    pub(crate) fn dealt_with(&self, id: ParcelId) {
        self.lock().parcels.remove(&id);
    }

    /// Whether anything but sweeps and the clock is left to happen.
    pub(crate) fn is_quiet(&self) -> bool {
        let inner = self.lock();
        let only_sweeps = |id: &ParcelId| inner.parcels.get(id).is_none_or(|parcel| matches!(parcel.message, Message::Sweep));
        !inner.agenda.any(|occurrence| match occurrence {
            Occurrence::Deliver(id) => !only_sweeps(id),
            Occurrence::Land(id) => inner.lands.contains_key(id),
            Occurrence::Answer(id, _) => inner.answers.contains_key(id),
            Occurrence::Minute | Occurrence::Die(_) | Occurrence::Join(_) => false,
            Occurrence::Act(_) | Occurrence::Index(_) => true,
        })
    }

    /// A minute is over.
    pub(crate) fn end_minute(&self) {
        let mut inner = self.lock();
        let Inner { now, traffic, alarms, chance, shuffled, witness, parcels, .. } = &mut *inner;
        let lag = if *shuffled { chance.between(5, 90) } else { 0 };
        traffic.end_minute(*now, *now + SignedDuration::from_secs(lag), chance);
        let changes = if traffic.is_empty() { vec![] } else { alarms.evaluate(traffic, *now) };
        witness.no_alarm_fires_for_long_unheard(*now, alarms);
        witness.nothing_stays_overdue(*now);
        let mut wakes: BTreeMap<&DeploymentId, usize> = BTreeMap::new();
        for parcel in parcels.values() {
            if let Message::Wake(wake) = &parcel.message
                && witness.is_of_now(wake)
            {
                *wakes.entry(&wake.deployment).or_default() += 1;
            }
        }
        for (id, count) in wakes {
            witness.wakes_do_not_multiply(*now, id, count);
        }
        for change in changes {
            inner.announce(change);
        }
        let next = inner.now + SignedDuration::from_secs(60);
        inner.agenda.put(next, 0, Occurrence::Minute);
    }
}
