//! Prepare: nothing moves before both versions and every alarm are known.
//!
//! What `GetAlias` shows may be what was there before somebody's last write, or before our own last rollback. So an
//! alias is taken in hand by a write under the `RevisionId` that was seen: Lambda accepts it only if nothing has
//! changed since. Before that, nothing that was seen is believed, neither what would begin a deployment nor what
//! would end it.

use super::decision::not_waited_for;
use super::draft::{Draft, Step, ignored, rejected};
use super::hooking::late_report;
use super::pace::after;
use super::{
    Ending, ErrorCode, Event, Failure, FailureKind, Happening, Inspection, Live, Pace, Phase, Prospect, Rejection, Seen, State,
    VersionFacts, VersionState, alarms, baking, hooking, pausing, waiting,
};
use crate::{Qualifier, RevisionId, RollbackEvent, Routing, Version};
use jiff::{SignedDuration, Timestamp};

/// How long Prepare may take, publishing and activation included.
const TIME_LIMIT: SignedDuration = SignedDuration::from_mins(10);

/// When a deployment that has been preparing since then has failed.
pub(super) fn limit(since: Timestamp) -> Timestamp {
    after(since, TIME_LIMIT)
}

pub(super) fn on(draft: &mut Draft<'_>, since: Timestamp, pace: Pace, event: &Event) -> Step {
    match event {
        Event::Published { target, version } => published(draft, *target, version),
        Event::Inspected { target, inspection } => inspected(draft, since, pace, *target, inspection),
        Event::Routed { target, routing, fence, revision } => proved(draft, *target, routing, fence, revision),
        Event::Refused { target, fence, .. } => look_again(draft, since, pace, *target, fence),
        Event::TargetFailed { target, failure } => failed(draft, since, pace, *target, failure),
        Event::Polled { alarms, .. } => {
            alarms::polled(draft, alarms);
            advance(draft);
            Ok(())
        }
        Event::AlarmChanged { alarm, state, previous, at } => alarms::changed(draft, alarm, *state, *previous, *at),
        Event::StopRequested { rollback, cause } => {
            baking::stop(draft, *rollback, cause);
            Ok(())
        }
        Event::PauseRequested { pause, asked } => pausing::pause(draft, *pause, asked),
        Event::ResumeRequested { token, asked } => pausing::resume(draft, token, asked),
        Event::PromoteRequested(_) | Event::Decided { .. } => not_waited_for(draft),
        Event::Woke => expired(draft, since, "the time for preparing is over"),
        Event::HookReported { execution, .. } => late_report(&draft.next, execution),
        Event::Abandoned { .. } => rejected(Rejection::NothingToAbandon),
        Event::Admitted { .. } | Event::AdmissionFailed { .. } | Event::HookCalled { .. } | Event::HookCallFailed { .. } => {
            ignored("the deployment is being prepared")
        }
    }
}

fn published(draft: &mut Draft<'_>, target: usize, version: &Version) -> Step {
    let subject = &mut draft.next.targets[target];
    if subject.requested != Qualifier::Latest {
        return ignored("the version is known already");
    }
    subject.requested = Qualifier::Published(version.clone());
    let message = format!("`$LATEST` of {} is version {version}", subject.id());
    draft.record(Happening::Published, message);
    Ok(())
}

fn inspected(draft: &mut Draft<'_>, since: Timestamp, pace: Pace, index: usize, inspection: &Inspection) -> Step {
    let target = &mut draft.next.targets[index];
    if target.phase != Phase::Unknown {
        return ignored("the target is known already");
    }
    match &inspection.target.state {
        VersionState::Active => {}
        VersionState::Pending => {
            let message = format!("Version {} of {} is still being made", inspection.target.version, target.id());
            return retry(draft, since, pace, ErrorCode::InvalidLambdaFunction, &message);
        }
        VersionState::Unusable(reason) => {
            let message = format!("Version {} of {} cannot be invoked: {reason}", inspection.target.version, target.id());
            end(draft, ErrorCode::InvalidLambdaFunction, message);
            return Ok(());
        }
    }
    let prospect = match versions(target.expected.as_ref(), inspection) {
        Ok((current, target)) => Prospect::Moves { current, target },
        Err(reason) => Prospect::Unfit(reason),
    };
    let Inspection { routing, revision, provisioned, .. } = inspection;
    target.phase = Phase::Seen(Seen { routing: routing.clone(), revision: revision.clone(), provisioned: *provisioned, prospect });
    Ok(())
}

/// The two versions between which the alias can be split, or why it cannot.
fn versions(expected: Option<&Version>, inspection: &Inspection) -> Result<(Version, Version), String> {
    let live = inspection.splittable(expected)?;
    match &inspection.target.version {
        Qualifier::Published(wanted) => Ok((live, wanted.clone())),
        Qualifier::Latest => Err("`$LATEST` is no version to move to: it is published first".to_owned()),
    }
}

impl Inspection {
    /// The version that is current, if the alias can be split between it and the target.
    ///
    /// # Errors
    ///
    /// Why it cannot: the alias points elsewhere than `expected`, or the versions differ where Lambda wants them alike.
    pub fn splittable(&self, expected: Option<&Version>) -> Result<Version, String> {
        let Self { routing, current, target, .. } = self;
        let Qualifier::Published(live) = routing.primary() else {
            return Err("the alias points to `$LATEST`, whose traffic cannot be split: point it to a published version".to_owned());
        };
        if let Some(expected) = expected.filter(|expected| *expected != live) {
            return Err(format!(
                "the Lambda function alias version does not match the current version in the AppSpec file: the alias points to version \
                 {live}, the AppSpec says `CurrentVersion` {expected}"
            ));
        }
        alike(current, target)?;
        Ok(live.clone())
    }
}

fn alike(current: &VersionFacts, target: &VersionFacts) -> Result<(), String> {
    if current.role != target.role {
        return Err(format!(
            "versions {} and {} have different execution roles (`{}` and `{}`), and an alias cannot split traffic between them",
            current.version, target.version, current.role, target.role
        ));
    }
    if current.dead_letter != target.dead_letter {
        let shown = |facts: &VersionFacts| facts.dead_letter.clone().unwrap_or_else(|| "none".to_owned());
        return Err(format!(
            "versions {} and {} have different dead-letter settings (`{}` and `{}`), and an alias cannot split traffic between them",
            current.version,
            target.version,
            shown(current),
            shown(target)
        ));
    }
    Ok(())
}

/// A write under what was seen was accepted: the look was true.
fn proved(draft: &mut Draft<'_>, index: usize, routing: &Routing, fence: &RevisionId, revision: &RevisionId) -> Step {
    let target = &draft.next.targets[index];
    let Phase::Seen(seen) = &target.phase else {
        return ignored("the target has not been looked at, or is in hand already");
    };
    if seen.revision != *fence || *routing != seen.proof() {
        return ignored("the answer to an older write");
    }
    if let Prospect::Unfit(reason) = &seen.prospect {
        let message = format!("{}: {reason}", target.id());
        end(draft, ErrorCode::InvalidLambdaConfiguration, message);
    } else {
        take_in_hand(draft, index);
        written(draft, index, routing, revision);
        advance(draft);
    }
    Ok(())
}

/// What was seen of a target is what its writes go by from now on.
pub(super) fn take_in_hand(draft: &mut Draft<'_>, index: usize) {
    let subject = &mut draft.next.targets[index];
    let id = subject.id();
    let Phase::Seen(Seen { routing, revision, provisioned, prospect: Prospect::Moves { current, target } }) = subject.phase.clone() else {
        return;
    };
    let message = format!("{id} goes from version {current} to version {target}");
    subject.phase =
        Phase::Live(Live { current, target, confirmed: routing.clone(), fence: revision, spent: vec![], sighted: None, unanswered: false });
    let provisioned = provisioned.map(|count| format!("; the alias has provisioned concurrency {count}")).unwrap_or_default();
    draft.record(Happening::Prepared, format!("{message}{provisioned}"));
    if routing.split().is_some() {
        draft.record(
            Happening::SplitFound,
            format!("{id} was left split, {routing}: its primary version counts as current, and the split is removed first"),
        );
    }
}

fn written(draft: &mut Draft<'_>, index: usize, routing: &Routing, revision: &RevisionId) {
    let Phase::Live(live) = &mut draft.next.targets[index].phase else { return };
    let was_split = live.confirmed != *routing;
    live.take(routing.clone(), revision.clone());
    if was_split {
        let message = format!("The split of {} is removed: {routing}", draft.next.targets[index].id());
        draft.record(Happening::Shifted, message);
    }
}

/// The alias changed between look and write, or before the look, which did not show it: nothing of ours is under way,
/// so look again, but not at once, since what `GetAlias` shows may lag behind what refused the write.
fn look_again(draft: &mut Draft<'_>, since: Timestamp, pace: Pace, index: usize, fence: &RevisionId) -> Step {
    let target = &mut draft.next.targets[index];
    if !matches!(&target.phase, Phase::Seen(seen) if seen.revision == *fence) {
        return ignored("the answer to an older write");
    }
    target.phase = Phase::Unknown;
    let message = format!("{} is not what was seen any more, and is looked at again", draft.next.targets[index].id());
    draft.record(Happening::Retrying, message);
    if pace.allows(draft.now()) {
        draft.next.state = State::Preparing { since, pace: pace.failed(draft.now(), draft.spread_ms()) };
    }
    Ok(())
}

fn failed(draft: &mut Draft<'_>, since: Timestamp, pace: Pace, index: usize, failure: &Failure) -> Step {
    let code = match failure.kind {
        FailureKind::Throttled => return retry(draft, since, pace, ErrorCode::Throttled, &failure.message),
        FailureKind::Unknown => return retry(draft, since, pace, ErrorCode::Timeout, &failure.message),
        FailureKind::Denied => ErrorCode::IamRolePermissions,
        FailureKind::Gone => ErrorCode::InvalidLambdaFunction,
        FailureKind::Invalid => ErrorCode::InvalidLambdaConfiguration,
    };
    let message = format!("{}: {}", draft.next.targets[index].id(), failure.message);
    end(draft, code, message);
    Ok(())
}

fn retry(draft: &mut Draft<'_>, since: Timestamp, pace: Pace, code: ErrorCode, message: &str) -> Step {
    let now = draft.now();
    if !pace.allows(now) {
        return ignored("this attempt has failed already");
    }
    if now >= limit(since) {
        end(draft, code, format!("The deployment could not be prepared within {} minutes: {message}", TIME_LIMIT.as_mins()));
        return Ok(());
    }
    let spread_ms = draft.spread_ms();
    draft.next.state = State::Preparing { since, pace: pace.failed(now, spread_ms) };
    Ok(())
}

fn expired(draft: &mut Draft<'_>, since: Timestamp, message: &str) -> Step {
    if draft.now() < limit(since) {
        return ignored("there is nothing to wait for");
    }
    end(draft, ErrorCode::Timeout, format!("The deployment could not be prepared within {} minutes: {message}", TIME_LIMIT.as_mins()));
    Ok(())
}

fn end(draft: &mut Draft<'_>, code: ErrorCode, message: String) {
    draft.end(Ending::failed(code, message, draft.rolls_back(RollbackEvent::Failure)), None);
}

/// Goes on once every target is in hand, and every alarm has been read.
fn advance(draft: &mut Draft<'_>) {
    let ready = draft.next.targets.iter().all(|target| target.live().is_some());
    if draft.is_ended() || !ready || !draft.next.watch.all_read() {
        return;
    }
    let moving = draft.next.targets.iter().any(|target| target.live().is_some_and(Live::moves));
    if moving {
        hooking::before_traffic(draft);
    } else {
        let steps = draft.next.settings.plan.steps().len();
        waiting::go_on(draft, steps);
    }
}
