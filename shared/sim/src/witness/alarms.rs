//! Alarms are never lost.

use super::Witness;
use crate::alarms::Alarms;
use headgate_domain::{AlarmName, Deployment, DeploymentId, Standing, State};
use headgate_engine::Wake;
use jiff::{SignedDuration, Timestamp};

/// How long a sweep, its grace and its wake take, beside a poll's interval.
const SLACK: SignedDuration = SignedDuration::from_secs(60 + 15 + 30);

impl Witness {
    /// The deployments for which an alarm counts.
    pub(crate) fn judged_by(&self, name: &AlarmName, at: Timestamp) -> Vec<DeploymentId> {
        let since = |deployment: &Deployment| deployment.watch().since.as_second() + self.skew_max.as_secs() <= at.as_second();
        let judged = self.active().filter(|deployment| deployment.is_watching() && since(deployment));
        judged
            .filter(|deployment| counting(deployment).any(|counting| counting == name))
            .map(|deployment| deployment.id().clone())
            .collect()
    }

    /// An alarm's event was dealt with, which was to stop these deployments.
    pub(crate) fn an_alarms_event_stops_what_it_judges(&mut self, at: Timestamp, name: &AlarmName, judged: &[DeploymentId]) {
        let going_on = judged.iter().find(|id| self.deployments.get(*id).is_some_and(|stored| stored.deployment.is_watching()));
        let verdict = match going_on {
            Some(id) => Err(format!("the event of `{name}` was dealt with, and {id} goes on")),
            None => Ok(()),
        };
        self.hold(at, "an alarm's event stops what it judges", verdict);
    }

    /// While the world is undisturbed, an alarm is seen by a poll at the latest, or by the sweep's.
    pub(crate) fn no_alarm_fires_for_long_unheard(&mut self, now: Timestamp, alarms: &Alarms) {
        let mut unheard = None;
        for deployment in self.active().filter(|deployment| deployment.is_watching()) {
            let poll = SignedDuration::from_secs(i64::from(deployment.settings().poll_seconds));
            let limit = poll + SLACK + self.skew_max + self.skew_max + self.lag_max;
            for name in counting(deployment) {
                let Some(since) = alarms.firing_since(name) else { continue };
                let heard_by = since.max(deployment.watch().since).max(self.disturbed_until) + limit;
                if heard_by < now {
                    unheard = Some(format!("`{name}` fires since {since}, and {} is {}", deployment.id(), deployment.state().name()));
                }
            }
        }
        self.hold(now, "no alarm fires for long unheard", unheard.map_or(Ok(()), Err));
    }

    /// While the world is undisturbed, nothing stays overdue for longer than a sweep takes to find it.
    pub(crate) fn nothing_stays_overdue(&mut self, now: Timestamp) {
        let limit = SLACK + self.skew_max + self.skew_max + self.lag_max + SignedDuration::from_secs(60);
        let overdue = self.open.iter().filter_map(|id| self.deployments.get(id)).find(|stored| {
            let due = stored.due_at.is_some_and(|due_at| due_at.max(self.disturbed_until) + limit < now);
            due && !matches!(stored.deployment.state(), State::Landing(_))
        });
        let verdict = match overdue {
            Some(stored) => Err(format!(
                "{} is {}, due since {:?}, and nobody wakes it",
                stored.deployment.id(),
                stored.deployment.state().name(),
                stored.due_at
            )),
            None => Ok(()),
        };
        self.hold(now, "nothing stays overdue", verdict);
    }

    /// Whether a wake may re-arm anything: what was made for an earlier generation is only delivered until it is dealt with.
    pub(crate) fn is_of_now(&self, wake: &Wake) -> bool {
        self.deployments.get(&wake.deployment).is_some_and(|stored| stored.generation == wake.generation)
    }

    /// A wake re-arms nothing but its own generation: chains of wakes do not multiply.
    pub(crate) fn wakes_do_not_multiply(&mut self, now: Timestamp, id: &DeploymentId, under_way: usize) {
        const WAKES_MAX: usize = 40;
        let verdict =
            if under_way > WAKES_MAX { Err(format!("{under_way} wakes of one generation are under way for {id}")) } else { Ok(()) };
        self.hold(now, "wakes do not multiply", verdict);
    }
}

/// The alarms that count for a deployment.
pub(super) fn counting(deployment: &Deployment) -> impl Iterator<Item = &AlarmName> {
    deployment.watch().alarms.iter().filter(|alarm| alarm.standing == Standing::Counting).map(|alarm| &alarm.name)
}
