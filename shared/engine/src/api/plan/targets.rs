//! The aliases that would move: what they and their versions look like now, and what stands in the way.

use super::Findings;
use crate::{Bypass, BypassKind, Observer, Seen};
use futures::future::join_all;
use headgate_domain::{Failure, Inspection, Qualifier, Routing, Target, VersionFacts, VersionState, Weight};
use headgate_wire as wire;

/// Targets that are looked at side by side: Lambda counts the reads of a whole account.
const AT_ONCE: usize = 5;
/// Ways past the alias that a finding spells out; the target's `bypasses` have all of them.
const BYPASSES_NAMED: usize = 3;

struct Looked {
    inspection: Result<Inspection, Failure>,
    bypasses: Seen<Bypass>,
}

pub(super) async fn looked_at(observer: &impl Observer, targets: &[Target], findings: &mut Findings) -> Vec<wire::PlannedTarget> {
    let mut written = vec![];
    for some in targets.chunks(AT_ONCE) {
        let looks = join_all(some.iter().map(|target| look(observer, target))).await;
        for (target, looked) in some.iter().zip(looks) {
            judge(target, &looked, findings);
            written.push(self::written(target, looked));
        }
    }
    written
}

async fn look(observer: &impl Observer, target: &Target) -> Looked {
    let Target { function, alias, requested, .. } = target;
    let inspection = observer.inspect(function, alias, requested).await;
    let current = inspection.as_ref().map_or(&Qualifier::Latest, |inspection| inspection.routing.primary());
    let bypasses = observer.bypasses(function, current).await;
    Looked { inspection, bypasses }
}

fn judge(target: &Target, looked: &Looked, findings: &mut Findings) {
    let id = target.id();
    match &looked.inspection {
        Ok(inspection) => judge_versions(target, inspection, findings),
        Err(failure) => findings.unmet(&id, failure),
    }
    for failure in &looked.bypasses.unread {
        findings.unread(&id, failure);
    }
    let bypasses = &looked.bypasses.items;
    if !bypasses.is_empty() {
        let named = bypasses.iter().take(BYPASSES_NAMED).map(|bypass| format!("`{}` on {}", bypass.source, bypass.qualifier));
        let more = if bypasses.len() > BYPASSES_NAMED { ", and more" } else { "" };
        let named = named.collect::<Vec<_>>().join(", ");
        let message = format!("No deployment shifts what calls the function past its alias ({} found): {named}{more}", bypasses.len());
        findings.warning(&id, message, "Point it at the alias, or remove it if nobody uses it");
    }
}

fn judge_versions(target: &Target, inspection: &Inspection, findings: &mut Findings) {
    let id = target.id();
    let Inspection { routing, target: wanted, provisioned, .. } = inspection;
    match &wanted.state {
        VersionState::Active => {}
        VersionState::Pending => {
            let message = format!("Version {} is still being made: the deployment waits for it, ten minutes at most", wanted.version);
            findings.warning(&id, message, "Deploy once it is active");
        }
        VersionState::Unusable(reason) => {
            let message = format!("Version {} cannot be invoked: {reason}", wanted.version);
            findings.error(&id, message, "Publish a version that can");
        }
    }
    if let Err(why) = inspection.splittable(target.expected.as_ref()) {
        findings.error(&id, sentence(&why), "Make the versions alike, point the alias to a published version, or correct the AppSpec");
    }
    if let Some((version, weight)) = routing.split() {
        let message = format!("The alias is split already, {weight} on version {version}: the split is removed before anything else");
        findings.warning(&id, message, "See who has left it so");
    }
    if *routing.primary() == wanted.version {
        findings.info(&id, format!("The alias points to version {} already: there is nothing to shift", wanted.version));
    }
    if wanted.version == Qualifier::Latest {
        findings.info(&id, "`$LATEST` is published first; if it has not changed since the last version, that version is the target");
    }
    if let Some(count) = provisioned {
        let message = format!(
            "The alias has provisioned concurrency {count}: Lambda allocates it anew as the weights change, so that requests to the target \
             version may meet cold starts for minutes after each shift"
        );
        findings.warning(&id, message, "Bake the first step long enough for it to be allocated");
    }
}

fn sentence(why: &str) -> String {
    let mut chars = why.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn written(target: &Target, looked: Looked) -> wire::PlannedTarget {
    let to_be_published = target.requested == Qualifier::Latest;
    let named = wire::PlannedTarget {
        target_id: Some(target.id()),
        logical_name: Some(target.logical_name.clone()),
        function_arn: Some(target.function.to_string()),
        alias: Some(target.alias.to_string()),
        expected_version: target.expected.as_ref().map(ToString::to_string),
        target_version: Some(target.requested.to_string()).filter(|_| !to_be_published),
        to_be_published: Some(to_be_published),
        bypasses: Some(looked.bypasses.items.iter().map(bypass).collect()),
        ..wire::PlannedTarget::default()
    };
    let Ok(Inspection { routing, current, target: wanted, provisioned, .. }) = looked.inspection else { return named };
    wire::PlannedTarget {
        current_version: Some(routing.primary().to_string()),
        moves: Some(*routing.primary() != wanted.version),
        routing: Some(shares(&routing)),
        differences: Some(differences(&current, &wanted)),
        current: Some(version(current)),
        target: Some(version(wanted)),
        provisioned_concurrency: provisioned.map(i64::from),
        ..named
    }
}

fn bypass(bypass: &Bypass) -> wire::Bypass {
    let kind = match bypass.kind {
        BypassKind::EventSourceMapping => wire::BypassKind::EventSourceMapping,
        BypassKind::FunctionUrl => wire::BypassKind::FunctionUrl,
        BypassKind::Permission => wire::BypassKind::Permission,
    };
    wire::Bypass { kind: Some(kind), qualifier: Some(bypass.qualifier.to_string()), source: Some(bypass.source.clone()) }
}

/// The versions that share an alias's traffic, the primary one first.
pub(in crate::api) fn shares(routing: &Routing) -> Vec<wire::VersionShare> {
    let split = routing.split();
    let rest = split.map_or(Weight::FULL, |(_, weight)| weight.rest());
    let share = |version: String, weight: Weight| wire::VersionShare { version: Some(version), weight: Some(weight.as_percent()) };
    std::iter::once(share(routing.primary().to_string(), rest))
        .chain(split.map(|(version, weight)| share(version.to_string(), weight)))
        .collect()
}

/// What Lambda wants alike in the versions that an alias is split between, and is not.
fn differences(current: &VersionFacts, target: &VersionFacts) -> Vec<wire::VersionDifference> {
    let settings = [
        ("role", Some(&current.role), Some(&target.role)),
        ("deadLetterTargetArn", current.dead_letter.as_ref(), target.dead_letter.as_ref()),
    ];
    let differing = settings.into_iter().filter(|(_, current, target)| current != target);
    let difference = |(setting, current, target): (&str, Option<&String>, Option<&String>)| wire::VersionDifference {
        setting: Some(setting.to_owned()),
        current: current.cloned(),
        target: target.cloned(),
    };
    differing.map(difference).collect()
}

fn version(facts: VersionFacts) -> wire::PlannedVersion {
    let (state, state_reason) = state(&facts.state);
    wire::PlannedVersion {
        version: Some(facts.version.to_string()),
        state: Some(state),
        state_reason,
        role: Some(facts.role),
        dead_letter_target_arn: facts.dead_letter,
    }
}

/// Lambda's word for a state, and its reason.
pub(in crate::api) fn state(state: &VersionState) -> (String, Option<String>) {
    match state {
        VersionState::Active => ("Active".to_owned(), None),
        VersionState::Pending => ("Pending".to_owned(), None),
        VersionState::Unusable(reason) => match reason.split_once(": ") {
            Some((word, reason)) => (word.to_owned(), Some(reason.to_owned())),
            None => ("Failed".to_owned(), Some(reason.clone())),
        },
    }
}
