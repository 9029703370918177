//! What goes on in the world while it is looked at by one.

use super::Inner;
use crate::agenda::Occurrence;
use crate::alarms::Change;
use crate::call::{CallId, InFlight};
use crate::fate::Fate;
use crate::faults::Faults;
use crate::lambda::{Alias, AliasKey, Lambda, Refused};
use crate::message::{Message, Parcel};
use headgate_domain::{AlarmName, AlarmState};
use jiff::{SignedDuration, Timestamp};

impl Inner {
    pub(crate) fn note(&mut self, what: impl FnOnce() -> String) {
        self.trace.note(self.now, what);
    }

    /// Something has gone wrong, and stays so for a while.
    pub(crate) fn disturb(&mut self, kind: &'static str, span: SignedDuration) {
        self.tally.count(kind);
        self.witness.disturbed(self.now + span);
    }

    pub(super) fn toss(&mut self) -> u16 {
        if self.shuffled { u16::try_from(self.chance.between(0, 0xffff)).unwrap_or_default() } else { 0 }
    }

    /// A little later, as far as anything takes time here.
    pub(super) fn soon(&mut self) -> Timestamp {
        let ms = if self.shuffled { self.chance.between(0, 1500) } else { 0 };
        self.now + SignedDuration::from_millis(ms)
    }

    pub(super) fn room(&mut self) -> Result<(), Refused> {
        if self.lambda.has_room(self.now) {
            return Ok(());
        }
        self.disturb("control plane's limit", SignedDuration::ZERO);
        Err(Refused::Throttled)
    }

    pub(super) fn alias_made(&mut self, key: &AliasKey) {
        let Self { lambda, witness, traffic, now, .. } = self;
        if let Some(alias) = lambda.alias(key) {
            witness.alias_made(*now, key, alias);
            traffic.moved(key, &alias.routing, *now);
        }
    }

    pub(super) fn by_hand(&mut self, key: &AliasKey, write: impl FnOnce(&mut Lambda, &AliasKey, Timestamp) -> Option<Alias>) {
        let Some(before) = self.lambda.alias(key).map(|alias| alias.routing.clone()) else { return };
        let now = self.now;
        if let Some(after) = write(&mut self.lambda, key, now) {
            self.witness.alias_moved_by_hand(now, key, &before, &after);
            self.traffic.moved(key, &after.routing, now);
        }
    }

    pub(super) fn set_alarm(&mut self, name: &AlarmName, state: AlarmState) {
        let now = self.now;
        if let Some(change) = self.alarms.set(name, state, now) {
            self.announce(change);
        }
    }

    pub(super) fn announce(&mut self, change: Change) {
        self.note(|| format!("alarm `{}` is {:?}", change.name, change.state));
        let (now, soon) = (self.now, self.soon());
        self.send(soon, Message::Alarm(change.name, change.state, change.previous, now));
    }

    pub(super) fn heal(&mut self) {
        let (skew_ms_max, call_ms_max) = (self.faults.skew_ms_max, self.faults.call_ms_max);
        self.faults = Faults { skew_ms_max, call_ms_max, ..Faults::none() };
        self.denied.clear();
        self.mishaps.clear();
        self.witness.disturbed(self.now);
    }

    /// Sends a message that arrives at `at`: late, twice or never, if chance has it so.
    pub(crate) fn send(&mut self, at: Timestamp, message: Message) {
        let lost_rate = match &message {
            Message::Wake(_) => self.faults.wake_lost,
            Message::Alarm(..) => self.faults.event_lost,
            Message::Sweep | Message::Hook(_) | Message::Report(..) | Message::Notices(_) | Message::Ask(_) => 0,
        };
        if self.chance.happens(lost_rate) {
            self.note(|| format!("lost: {message:?}"));
            return self.disturb("lost message", SignedDuration::ZERO);
        }
        let once = matches!(message, Message::Sweep | Message::Ask(_));
        let (late_rate, twice_rate) = if once { (0, 0) } else { (self.faults.late, self.faults.duplicate) };
        let mut arrives = at.max(self.now);
        if self.chance.happens(late_rate) {
            let span = SignedDuration::from_secs(self.chance.between(1, self.faults.late_seconds_max));
            let until = arrives + span;
            self.disturb("late message", until.duration_since(self.now));
            arrives = until;
        }
        if self.chance.happens(twice_rate) {
            self.disturb("message delivered twice", SignedDuration::ZERO);
            let again = arrives + SignedDuration::from_millis(self.chance.between(0, 10_000));
            self.post(again, message.clone());
        }
        self.post(arrives, message);
    }

    fn post(&mut self, at: Timestamp, message: Message) {
        self.parcels_sent += 1;
        let id = self.parcels_sent;
        self.parcels.insert(id, Parcel { message, deliveries: 0 });
        let toss = self.toss();
        self.agenda.put(at, toss, Occurrence::Deliver(id));
    }

    /// Puts down when a call lands and when its answer returns.
    pub(super) fn plan(&mut self, id: CallId, call: InFlight, fate: Fate) {
        let InFlight { task, name, land, answer } = call;
        if let Some(after) = fate.lands {
            let (at, toss) = (self.now + after, self.toss());
            self.lands.insert(id, (task, name, land));
            self.agenda.put(at, toss, Occurrence::Land(id));
        }
        if let Some((after, trouble)) = fate.answered {
            self.answers.insert(id, (task, name, answer));
            // After its landing, should both fall on one instant.
            self.agenda.put(self.now + after, 0xffff, Occurrence::Answer(id, trouble));
        }
        if let Some(after) = fate.death {
            self.agenda.put(self.now + after, 0xffff, Occurrence::Die(task));
        }
    }
}
