//! What becomes of deployments.

use super::alarms::counting;
use super::{Verdict, Witness};
use crate::alarms::Alarms;
use headgate_domain::{DeploymentId, ErrorCode, LifecycleEventName, Live, Outcome, RollbackEvent, State};
use headgate_engine::Stored;
use jiff::Timestamp;

impl Witness {
    /// A deployment was stored.
    pub(super) fn changed(&mut self, at: Timestamp, before: Option<&Stored>, after: &Stored, alarms: &Alarms) {
        self.hold(at, "a closed deployment stays as it is", a_closed_deployment_stays_as_it_is(before, after));
        self.hold(at, "an alarm rolls back what it stops, if the policy says so", an_alarm_rolls_back_what_it_stops(before, after));
        if let Some(before) = before {
            let verdict = self.nothing_is_superseded_but_by_a_younger_one(before, after);
            self.hold(at, "nothing is superseded but by a younger one", verdict);
            let verdict = self.no_bake_ends_under_a_firing_alarm(before, after, alarms);
            self.hold(at, "no bake ends under a firing alarm", verdict);
        }
        let closes = after.deployment.is_closed() && before.is_none_or(|before| !before.deployment.is_closed());
        let succeeded = matches!(after.deployment.state(), State::Closed(end) if matches!(end.outcome, Outcome::Succeeded { .. }));
        if closes && succeeded && after.deployment.is_rollback() {
            let verdict = self.a_rollback_ends_on_the_version_that_was_live_before(&after.deployment);
            self.hold(at, "a rollback ends on the version that was live before", verdict);
        }
        if closes && succeeded && !after.deployment.is_rollback() {
            let verdict = self.a_success_has_all_traffic_on_its_target(&after.deployment);
            self.hold(at, "a success has all traffic on its target", verdict);
        }
        self.wants(at, after);
    }

    fn nothing_is_superseded_but_by_a_younger_one(&self, before: &Stored, after: &Stored) -> Verdict {
        let State::Closed(closed) = after.deployment.state() else { return Ok(()) };
        let Outcome::Stopped { code: ErrorCode::ManualStop, message } = &closed.outcome else { return Ok(()) };
        let place = |stored: &Stored| (stored.deployment.created_at(), stored.deployment.id().clone());
        let (own, words) = (place(before), message.split(|c: char| c.is_whitespace() || c == '.'));
        let mut ids = words.filter(|_| message.contains("superseded by deployment")).filter_map(|word| DeploymentId::new(word).ok());
        let elder = ids.find(|id| self.deployments.get(id).is_some_and(|by| place(by) <= own));
        match elder {
            Some(by) => Err(format!("{} was superseded by {by}", before.deployment.id())),
            None => Ok(()),
        }
    }

    /// A look at its end would have seen an alarm that fired all the while. A worker's clock may be off.
    fn no_bake_ends_under_a_firing_alarm(&self, before: &Stored, after: &Stored, alarms: &Alarms) -> Verdict {
        let State::Baking { until, .. } = before.deployment.state() else { return Ok(()) };
        let goes_on = match after.deployment.state() {
            State::Hooking(_) | State::Shifting { .. } | State::Waiting(_) => true,
            State::Closed(closed) => matches!(closed.outcome, Outcome::Succeeded { .. }),
            State::Queued { .. } | State::Preparing { .. } | State::Baking { .. } | State::Landing(_) => false,
        };
        let settings = before.deployment.settings();
        if !goes_on || settings.alarms.ignore_poll_failure {
            return Ok(());
        }
        let seen_since = *until - self.skew_max;
        let firing = counting(&before.deployment).find(|name| alarms.firing_since(name).is_some_and(|since| since < seen_since));
        match firing {
            Some(name) => Err(format!("{} goes on from a bake until {until} while `{name}` fires", before.deployment.id())),
            None => Ok(()),
        }
    }
}

fn a_closed_deployment_stays_as_it_is(before: Option<&Stored>, after: &Stored) -> Verdict {
    match before {
        Some(before) if before.deployment.is_closed() => Err(format!("{} was closed, and has been stored again", after.deployment.id())),
        Some(_) | None => Ok(()),
    }
}

fn an_alarm_rolls_back_what_it_stops(before: Option<&Stored>, after: &Stored) -> Verdict {
    let (Some(before), State::Closed(closed)) = (before, after.deployment.state()) else { return Ok(()) };
    let by_alarm = matches!(closed.outcome, Outcome::Stopped { code: ErrorCode::AlarmActive, .. });
    if !by_alarm || !before.deployment.is_watching() {
        return Ok(());
    }
    let deployment = &before.deployment;
    let shifted =
        deployment.lifecycle().events().iter().any(|event| event.name == LifecycleEventName::AllowTraffic && event.started_at.is_some());
    let moves = deployment.targets().iter().any(|target| target.live().is_some_and(Live::moves));
    let owed = shifted && moves && deployment.settings().rollback.covers(RollbackEvent::Alarm);
    if owed && after.deployment.rolled_back_by().is_none() {
        return Err(format!("{} was stopped by an alarm, and nothing takes its traffic back", deployment.id()));
    }
    Ok(())
}
