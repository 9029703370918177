//! What a person should know: how bad it is, what it is about, and what to do.

use headgate_domain::{Failure, FailureKind};
use headgate_wire as wire;
use headgate_wire::FindingSeverity as Severity;
use std::fmt::Display;

/// Findings, as they are made.
#[derive(Default)]
pub(super) struct Findings(Vec<wire::Finding>);

impl Findings {
    /// What would keep a deployment from being made, or from succeeding.
    pub(super) fn error(&mut self, subject: impl Display, message: impl Into<String>, remedy: &str) {
        self.add(Severity::Error, &subject, message.into(), remedy);
    }

    /// What may not be as it was meant.
    pub(super) fn warning(&mut self, subject: impl Display, message: impl Into<String>, remedy: &str) {
        self.add(Severity::Warning, &subject, message.into(), remedy);
    }

    /// What is good to know. Nothing needs to be done.
    pub(super) fn info(&mut self, subject: impl Display, message: impl Into<String>) {
        self.0.push(finding(Severity::Info, &subject, message.into(), None));
    }

    /// A look that failed, where the answer can do without it.
    pub(super) fn unread(&mut self, subject: impl Display, failure: &Failure) {
        self.add(Severity::Warning, &subject, failure.message.clone(), remedy(failure.kind));
    }

    /// A look that failed, and that a deployment would have to take itself: what will not go away by itself ends it.
    pub(super) fn unmet(&mut self, subject: impl Display, failure: &Failure) {
        let severity = match failure.kind {
            FailureKind::Throttled | FailureKind::Unknown => Severity::Warning,
            FailureKind::Denied | FailureKind::Gone | FailureKind::Invalid => Severity::Error,
        };
        self.add(severity, &subject, failure.message.clone(), remedy(failure.kind));
    }

    /// The worst first, and otherwise in the order in which they were made.
    pub(super) fn told(mut self) -> Vec<wire::Finding> {
        self.0.sort_by_key(|finding| finding.severity);
        self.0
    }

    fn add(&mut self, severity: Severity, subject: &impl Display, message: String, remedy: &str) {
        self.0.push(finding(severity, subject, message, Some(remedy)));
    }
}

fn finding(severity: Severity, subject: &impl Display, message: String, remedy: Option<&str>) -> wire::Finding {
    wire::Finding {
        severity: Some(severity),
        subject: Some(subject.to_string()),
        message: Some(message),
        remedy: remedy.map(str::to_owned),
    }
}

fn remedy(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::Throttled | FailureKind::Unknown => "Ask again in a moment",
        FailureKind::Denied => {
            "Let the stack's parameters `ManagedFunctions` and `HookFunctions` name the function, and see that nothing denies it"
        }
        FailureKind::Gone => "Make it, or correct its name",
        FailureKind::Invalid => "Correct what is asked for",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_comes_first_and_the_rest_in_its_order() {
        let mut findings = Findings::default();
        findings.info("a", "1");
        findings.warning("b", "2", "mend it");
        findings.error("c", "3", "mend it");
        findings.warning("d", "4", "mend it");
        let subjects: Vec<_> = findings.told().into_iter().filter_map(|finding| finding.subject).collect();
        assert_eq!(subjects, ["c", "b", "d", "a"]);
    }

    #[test]
    fn what_may_go_away_by_itself_is_no_error() {
        use FailureKind::{Denied, Gone, Invalid, Throttled, Unknown};
        for (kind, expected) in [
            (Throttled, Severity::Warning),
            (Unknown, Severity::Warning),
            (Denied, Severity::Error),
            (Gone, Severity::Error),
            (Invalid, Severity::Error),
        ] {
            let failure = Failure { kind, message: "because".to_owned() };
            let (mut unmet, mut unread) = (Findings::default(), Findings::default());
            unmet.unmet("x", &failure);
            unread.unread("x", &failure);
            assert_eq!(unmet.told()[0].severity, Some(expected), "{kind:?}");
            assert_eq!(unread.told()[0].severity, Some(Severity::Warning), "{kind:?}");
        }
    }
}
