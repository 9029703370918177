//! The people that a step waits for: who they are, and what they do.

use headgate_domain::{AwaitedApproval, Identity, InvalidName, PrincipalArn, PrincipalPattern, UserId, Wait, WaitKind};
use jiff::{SignedDuration, Timestamp};

/// What people do where a step waits for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct People {
    /// About approvals.
    pub(crate) answer: Answer,
    /// How long after its begin somebody ends a pause that has no end; `None` if nobody does.
    pub(crate) resume_after: Option<SignedDuration>,
}

/// What people do about approvals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// As many as are needed approve, so long after they were asked.
    Approve(SignedDuration),
    /// One of them rejects, so long after they were asked.
    Reject(SignedDuration),
    /// Nobody does anything.
    Nothing,
}

/// Something that somebody does about a wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decision {
    /// When.
    pub(super) at: Timestamp,
    /// The operation of `api`.
    pub(super) operation: &'static str,
    /// What is said about it, where it needs words.
    pub(super) comment: Option<&'static str>,
    /// Who.
    pub(super) by: Identity,
}

/// Who may approve where the plan does not say it.
const ANYBODY: &str = "arn:aws:iam::123456789012:user/person-?";
/// As many different people as an approval can need.
const PEOPLE_MAX: u8 = 10;

/// Whoever starts the deployment; nobody of those who approve.
pub(super) fn starter() -> Result<UserId, InvalidName> {
    UserId::new("AIDA-starter")
}

impl People {
    /// The next that somebody does about a wait, if somebody does.
    pub(super) fn decide(&self, wait: &Wait) -> Option<Decision> {
        let decision = |after: SignedDuration, operation, comment, by| {
            let at = wait.since.checked_add(after).ok()?;
            Some(Decision { at, operation, comment, by })
        };
        match (wait.kind, self.answer, &wait.approval) {
            (WaitKind::Approval, Answer::Approve(after), Some(approval)) => decision(after, "ApproveDeployment", None, next_of(approval)?),
            (WaitKind::Approval, Answer::Reject(after), Some(approval)) => {
                decision(after, "RejectDeployment", Some("as `--reject-after` says"), next_of(approval)?)
            }
            (WaitKind::Pause, ..) if wait.until.is_none() => decision(self.resume_after?, "ResumeDeployment", None, anybody(1).next()?),
            (WaitKind::Queue | WaitKind::Hook | WaitKind::Bake | WaitKind::Pause | WaitKind::Approval, ..) => None,
        }
    }
}

/// Somebody who may approve, and has not yet.
fn next_of(approval: &AwaitedApproval) -> Option<Identity> {
    let has_approved = |who: &Identity| approval.given.iter().any(|given| given.by.is_same_person(who));
    let named = (1..=PEOPLE_MAX).flat_map(|number| approval.by.iter().filter_map(move |pattern| one_of(pattern, number)));
    let all = if approval.by.is_empty() { anybody(PEOPLE_MAX).collect::<Vec<_>>() } else { named.collect() };
    all.into_iter().find(|who| !has_approved(who))
}

fn anybody(count: u8) -> impl Iterator<Item = Identity> {
    let pattern = PrincipalPattern::new(ANYBODY).ok();
    (1..=count).filter_map(move |number| one_of(pattern.as_ref()?, number))
}

/// The n-th of those whom a pattern names, as STS would answer them. One that names a single person has no other.
fn one_of(pattern: &PrincipalPattern, number: u8) -> Option<Identity> {
    let name = format!("person-{number}");
    let text = pattern.as_str().replace('*', &name).replace('?', &(number % 10).to_string());
    let [_, partition, _, _, account, resource] = text.splitn(6, ':').collect::<Vec<_>>()[..] else { return None };
    let session = |role: &str, session: &str| {
        let arn = format!("arn:{partition}:sts::{account}:assumed-role/{role}/{session}");
        (arn, format!("AROA-{account}-{role}:{session}"))
    };
    let (arn, user_id) = match resource.split_once('/') {
        Some(("role", role)) => session(role.rsplit('/').next()?, &name),
        Some(("assumed-role", rest)) => rest.split_once('/').map(|(role, own)| session(role, own))?,
        Some(("federated-user", user)) => (text.clone(), format!("{account}:{user}")),
        Some((_, user)) => (text.clone(), format!("AIDA-{account}-{user}")),
        None => (text.clone(), account.to_owned()),
    };
    let who = Identity { arn: PrincipalArn::new(arn).ok()?, user_id: UserId::new(user_id).ok()? };
    pattern.matches(&who.arn).then_some(who)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_named_can_be_met_and_different_people_are_different() {
        for (pattern, people) in [
            ("arn:aws:iam::123456789012:user/anna", 1),
            ("arn:aws:iam::123456789012:user/team/*", 10),
            ("arn:aws:iam::123456789012:user/release?", 10),
            ("arn:aws:iam::123456789012:role/ops/release", 1),
            ("arn:aws:iam::123456789012:role/release-*", 10),
            ("arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_1", 10),
            ("arn:aws:sts::123456789012:assumed-role/release/*", 1),
            ("arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Ops_1/anna", 1),
            ("arn:aws-cn:sts::123456789012:federated-user/anna", 1),
            ("arn:aws:iam::123456789012:root", 1),
        ] {
            let pattern = PrincipalPattern::new(pattern).unwrap();
            let mut met: Vec<Identity> = vec![];
            for who in (1..=PEOPLE_MAX).filter_map(|number| one_of(&pattern, number)) {
                if met.iter().all(|other| !other.is_same_person(&who)) {
                    met.push(who);
                }
            }
            assert_eq!(met.len(), people, "{pattern}: {met:?}");
        }
        assert_eq!(anybody(PEOPLE_MAX).count(), 10);
    }
}
