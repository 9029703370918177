//! Validation functions, well-behaved and otherwise.

use headgate_domain::{HookFunction, HookInvocation, ReportSource, Verdict};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// What a validation function does when it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookBehaviour {
    /// Reports success through the API, after some seconds.
    Succeeds(i64),
    /// Reports failure through the API, after some seconds.
    Fails(i64),
    /// Returns success, after some seconds.
    Returns(i64),
    /// Crashes.
    Crashes,
    /// Never reports.
    Hangs,
    /// Reports success, and a second later failure.
    Recants,
    /// Reports failure, and a second later success.
    Relents,
    /// Reports success twice at the same time.
    Stutters,
    /// Reports success some seconds after its deadline.
    ReportsLate(i64),
}

/// A verdict, and when it is given.
pub(crate) type Spoken = (Timestamp, Verdict, ReportSource);

/// Every validation function.
#[derive(Default)]
pub(crate) struct Hooks(BTreeMap<HookFunction, HookBehaviour>);

impl Hooks {
    pub(crate) fn set(&mut self, function: &HookFunction, behaviour: HookBehaviour) {
        self.0.insert(function.clone(), behaviour);
    }

    /// What comes of a call.
    pub(crate) fn called(&self, invocation: &HookInvocation, now: Timestamp) -> Vec<Spoken> {
        use ReportSource::{Crashed, Reported, Returned};
        use Verdict::{Failed, Succeeded};
        let after = |seconds| now + SignedDuration::from_secs(seconds);
        match self.0.get(&invocation.function).copied().unwrap_or(HookBehaviour::Succeeds(0)) {
            HookBehaviour::Succeeds(seconds) => vec![(after(seconds), Succeeded, Reported)],
            HookBehaviour::Fails(seconds) => vec![(after(seconds), Failed, Reported)],
            HookBehaviour::Returns(seconds) => vec![(after(seconds), Succeeded, Returned)],
            HookBehaviour::Crashes => vec![(now, Failed, Crashed)],
            HookBehaviour::Hangs => vec![],
            HookBehaviour::Recants => vec![(after(1), Succeeded, Reported), (after(2), Failed, Reported)],
            HookBehaviour::Relents => vec![(after(1), Failed, Reported), (after(2), Succeeded, Reported)],
            HookBehaviour::Stutters => vec![(after(1), Succeeded, Reported), (after(1), Succeeded, Reported)],
            HookBehaviour::ReportsLate(seconds) => {
                vec![(invocation.deadline + SignedDuration::from_secs(seconds), Succeeded, Reported)]
            }
        }
    }
}
