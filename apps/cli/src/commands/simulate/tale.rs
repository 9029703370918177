//! What came of a play: how the deployment ended, where the traffic went, and what users saw of it.

use super::axis::clock;
use super::gates::{self, Gate};
use super::play::{Playing, Served};
use super::scene::{Mover, Scene};
use crate::console::time::{retold, span};
use crate::refusal::Refusal;
use headgate_domain::{Deployment, Entry, ErrorCode, Outcome, State, Version, WaitKind, Weight};
use headgate_sim::{Minute, Shift};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// A play, told.
pub(crate) struct Tale {
    /// The configuration it was played under.
    pub(super) configuration: String,
    /// How the deployment ended.
    pub(super) ended: Ended,
    /// What happened, in order.
    pub(super) moments: Vec<Moment>,
    /// Where it waited for people, and what came of that.
    pub(super) gates: Vec<Gate>,
    /// The target versions' share of traffic from an instant on: the largest of the aliases'.
    pub(super) weights: Vec<(SignedDuration, Weight)>,
    /// What was served, minute by minute, by alias and version.
    pub(super) minutes: Vec<Served>,
    /// When all traffic was where it was to stay.
    pub(super) settled_after: SignedDuration,
    /// When the deployment and its rollback were over; `None` if they never are.
    pub(super) over_after: Option<SignedDuration>,
    /// How long users had the worse version, if one is worse.
    pub(super) bad: Option<Bad>,
}

/// How a deployment ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// All traffic is on the target versions.
    Succeeded,
    /// The traffic went back.
    RolledBack(ErrorCode, String),
    /// It stopped, and the traffic stayed where it was.
    Stayed(ErrorCode, String),
    /// It has not ended: what it waits for, and since when.
    Waits(String),
}

/// A line of a history.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    /// How long after the deployment was made.
    pub(super) after: SignedDuration,
    /// Whether it is the rollback's.
    pub(super) of_rollback: bool,
    /// What happened.
    pub(super) entry: Entry,
}

/// What users had of the worse version.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bad {
    /// Requests it served.
    pub(super) requests: f64,
    /// The longest time that it was served without pause.
    pub(super) longest: SignedDuration,
    /// Whether it still is at the end.
    pub(super) lasts: bool,
}

impl Ended {
    /// In a word, with CodeDeploy's code for why.
    pub(super) fn word(&self) -> String {
        match self {
            Self::Succeeded => "succeeded".to_owned(),
            Self::RolledBack(code, _) => format!("rolled back: {code}"),
            Self::Stayed(code, _) => format!("failed: {code}"),
            Self::Waits(what) => format!("waits: {what}"),
        }
    }
}

impl Tale {
    /// Tells a play that is over.
    pub(super) fn of(playing: Playing, scene: &Scene, configuration: &str) -> Result<Self, Refusal> {
        let deployments = playing.deployments();
        let [first, rest @ ..] = deployments.as_slice() else { return Err(Refusal::bug("no deployment was made")) };
        let begun_at = playing.begun_at;
        let horizon = watched(&playing.minutes);
        let shifts: Vec<Shift> = playing.simulation.world.shifts().into_iter().filter(|shift| shift.at >= begun_at).collect();
        let over_at = first.is_closed().then(|| deployments.iter().filter_map(closed_at).max()).flatten();
        let settled_at = shifts.last().map_or(over_at.unwrap_or(begun_at), |shift| shift.at);
        let moments = moments(&playing, first, rest);
        let gates = gates::of(&playing.waits, &moments, begun_at);
        Ok(Self {
            configuration: configuration.to_owned(),
            ended: ended(first, &gates, horizon)?,
            moments,
            gates,
            weights: weights(scene, &shifts, begun_at),
            settled_after: settled_at.duration_since(begun_at),
            over_after: over_at.map(|at| at.duration_since(begun_at)),
            bad: bad(scene, &shifts, &playing.minutes, begun_at, horizon),
            minutes: playing.minutes,
        })
    }

    /// How long it was watched.
    pub(super) fn horizon(&self) -> SignedDuration {
        watched(&self.minutes)
    }

    /// Errors that users have seen, in all.
    pub(super) fn errors(&self) -> f64 {
        self.minutes.iter().map(|served| errors_in(served)).sum()
    }
}

/// Errors that users have seen in a minute.
pub(super) fn errors_in(served: &[BTreeMap<Version, Minute>]) -> f64 {
    served.iter().flat_map(BTreeMap::values).map(|minute| minute.errors).sum()
}

fn watched(minutes: &[Served]) -> SignedDuration {
    SignedDuration::from_mins(i64::try_from(minutes.len()).unwrap_or(i64::MAX))
}

fn ended(deployment: &Deployment, gates: &[Gate], horizon: SignedDuration) -> Result<Ended, Refusal> {
    let State::Closed(closed) = deployment.state() else { return waits(gates, horizon) };
    let is_undone = deployment.rolled_back_by().is_some();
    Ok(match &closed.outcome {
        Outcome::Succeeded { .. } => Ended::Succeeded,
        Outcome::Failed { code, message } | Outcome::Stopped { code, message } if is_undone => Ended::RolledBack(*code, message.clone()),
        Outcome::Failed { code, message } | Outcome::Stopped { code, message } => Ended::Stayed(*code, message.clone()),
    })
}

fn waits(gates: &[Gate], horizon: SignedDuration) -> Result<Ended, Refusal> {
    let gate = gates.last().ok_or_else(|| Refusal::bug("the deployment is not over, and waits for nobody"))?;
    let what = match gate.kind {
        WaitKind::Approval => "the approval",
        WaitKind::Pause | WaitKind::Queue | WaitKind::Hook | WaitKind::Bake => "the end of the pause",
    };
    let since = format!("{what} of step {}, since {}", gate.step, clock(gate.from));
    Ok(Ended::Waits(match gate.until {
        Some(until) => format!("for {since}, until {}; it is watched for {} at most", clock(until), span(horizon)),
        None => format!("for ever, for {since}: nobody ends it"),
    }))
}

fn closed_at(deployment: &Deployment) -> Option<Timestamp> {
    if let State::Closed(closed) = deployment.state() { Some(closed.at) } else { None }
}

fn moments(playing: &Playing, first: &Deployment, rest: &[Deployment]) -> Vec<Moment> {
    let of = |deployment: &Deployment, of_rollback| {
        let history = playing.simulation.history(deployment.id());
        let after = |at: Timestamp| at.duration_since(playing.begun_at);
        let moment = move |entry: Entry| {
            let message = retold(&entry.message, |at| clock(after(at)));
            Moment { after: after(entry.at), of_rollback, entry: Entry { message, ..entry } }
        };
        history.into_iter().map(moment)
    };
    of(first, false).chain(rest.iter().flat_map(|rollback| of(rollback, true))).collect()
}

fn weights(scene: &Scene, shifts: &[Shift], begun_at: Timestamp) -> Vec<(SignedDuration, Weight)> {
    let mut present = vec![Weight::ZERO; scene.movers.len()];
    let mut weights = vec![(SignedDuration::ZERO, Weight::ZERO)];
    for shift in shifts {
        for (mover, weight) in scene.movers.iter().zip(&mut present).filter(|(mover, _)| is_of(shift, mover)) {
            *weight = shift.routing.weight_of(&mover.target.0);
        }
        weights.push((shift.at.duration_since(begun_at), present.iter().copied().max().unwrap_or(Weight::ZERO)));
    }
    weights
}

fn bad(scene: &Scene, shifts: &[Shift], minutes: &[Served], begun_at: Timestamp, horizon: SignedDuration) -> Option<Bad> {
    let of_each = scene.movers.iter().enumerate().filter_map(|(index, mover)| {
        let version = mover.bad()?;
        let requests = minutes.iter().filter_map(|served| served[index].get(version)).map(|minute| minute.requests).sum();
        let mut since = (*version == mover.current.0).then_some(SignedDuration::ZERO);
        let mut longest = SignedDuration::ZERO;
        for shift in shifts.iter().filter(|shift| is_of(shift, mover)) {
            let after = shift.at.duration_since(begun_at);
            if shift.routing.weight_of(version) > Weight::ZERO {
                since.get_or_insert(after);
            } else if let Some(since) = since.take() {
                longest = longest.max(after - since);
            }
        }
        let last = since.map_or(SignedDuration::ZERO, |since| horizon - since);
        Some(Bad { requests, longest: longest.max(last), lasts: since.is_some() })
    });
    of_each.reduce(|a, b| Bad { requests: a.requests + b.requests, longest: a.longest.max(b.longest), lasts: a.lasts || b.lasts })
}

fn is_of(shift: &Shift, mover: &Mover) -> bool {
    shift.function == mover.function && shift.alias == mover.alias
}
