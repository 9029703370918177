//! Prepare: nothing moves before both versions and every alarm are known.

use super::decision::not_waited_for;
use super::draft::{Draft, Step, ignored, rejected};
use super::hooking::late_report;
use super::pace::after;
use super::{
    Ending, ErrorCode, Event, Failure, FailureKind, Happening, Inspection, Live, Pace, Phase, Rejection, State, VersionFacts, VersionState,
    alarms, baking, hooking, pausing, waiting,
};
use crate::{Qualifier, RevisionId, RollbackEvent, Routing, Version, Weight};
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
        Event::Routed { target, routing, fence, revision } => split_removed(draft, *target, routing, fence, revision),
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
    let target = &draft.next.targets[index];
    if target.live().is_some() {
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
    match versions(target.expected.as_ref(), inspection) {
        Ok((current, target)) => {
            take_in_hand(draft, index, inspection, current, target);
            advance(draft);
        }
        Err(reason) => {
            let message = format!("{}: {reason}", target.id());
            end(draft, ErrorCode::InvalidLambdaConfiguration, message);
        }
    }
    Ok(())
}

/// The two versions between which the alias can be split, or why it cannot.
fn versions(expected: Option<&Version>, inspection: &Inspection) -> Result<(Version, Version), String> {
    let Inspection { routing, current, target, .. } = inspection;
    let (Qualifier::Published(live), Qualifier::Published(wanted)) = (routing.primary(), &target.version) else {
        return Err("the alias points to `$LATEST`, whose traffic cannot be split: point it to a published version".to_owned());
    };
    if let Some(expected) = expected.filter(|expected| *expected != live) {
        return Err(format!(
            "the Lambda function alias version does not match the current version in the AppSpec file: the alias points to version \
             {live}, the AppSpec says `CurrentVersion` {expected}"
        ));
    }
    splittable(current, target)?;
    Ok((live.clone(), wanted.clone()))
}

fn splittable(current: &VersionFacts, target: &VersionFacts) -> Result<(), String> {
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

fn take_in_hand(draft: &mut Draft<'_>, index: usize, inspection: &Inspection, current: Version, target: Version) {
    let Inspection { routing, revision, provisioned, .. } = inspection;
    let subject = &mut draft.next.targets[index];
    let id = subject.id();
    let message = format!("{id} goes from version {current} to version {target}");
    subject.phase = Phase::Live(Live { current, target, confirmed: routing.clone(), fence: revision.clone(), spent: vec![] });
    let provisioned = provisioned.map(|count| format!("; the alias has provisioned concurrency {count}")).unwrap_or_default();
    draft.record(Happening::Prepared, format!("{message}{provisioned}"));
    if routing.split().is_some() {
        draft.record(
            Happening::SplitFound,
            format!("{id} was left split, {routing}: its primary version counts as current, and the split is removed first"),
        );
    }
}

fn split_removed(draft: &mut Draft<'_>, index: usize, routing: &Routing, fence: &RevisionId, revision: &RevisionId) -> Step {
    let Phase::Live(live) = &mut draft.next.targets[index].phase else {
        return ignored("the target has not been looked at");
    };
    if live.fence != *fence || *routing != live.at(Weight::ZERO) {
        return ignored("the answer to an older write");
    }
    live.take(routing.clone(), revision.clone());
    let message = format!("The split of {} is removed: {routing}", draft.next.targets[index].id());
    draft.record(Happening::Shifted, message);
    advance(draft);
    Ok(())
}

/// The alias changed between look and write: nothing of ours is under way, so look again, but not at
/// once, since what `GetAlias` shows may lag behind what refused the write.
fn look_again(draft: &mut Draft<'_>, since: Timestamp, pace: Pace, index: usize, fence: &RevisionId) -> Step {
    let target = &mut draft.next.targets[index];
    if target.live().is_none_or(|live| live.fence != *fence) {
        return ignored("the answer to an older write");
    }
    target.phase = Phase::Unknown;
    let message = format!("{} has changed since it was looked at, and is looked at again", draft.next.targets[index].id());
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

/// Goes on once every target is in hand, unsplit, and every alarm has been read.
fn advance(draft: &mut Draft<'_>) {
    let ready = draft.next.targets.iter().all(|target| target.live().is_some_and(|live| live.confirmed == live.at(Weight::ZERO)));
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
