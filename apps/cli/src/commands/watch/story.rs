//! What `api` has answered so far: a deployment, then the rollback that takes it back.

use headgate_wire::{DeploymentInfo, DeploymentStatus, GetDeploymentMetricsOutput, HeadgateInfo, HistoryEntry, LambdaTarget};
use jiff::{SignedDuration, Timestamp};

/// Looks are some seconds apart: after this long, something is wrong, though nobody knows yet what.
const QUIET: SignedDuration = SignedDuration::from_secs(10);

/// What is known, chapter by chapter.
#[derive(Clone, Debug, Default)]
pub(super) struct Story {
    pub(super) chapters: Vec<Chapter>,
    /// When `api` has last answered.
    pub(super) heard: Option<Timestamp>,
    /// Why it does not.
    pub(super) trouble: Option<String>,
}

/// A deployment, or the rollback of one.
#[derive(Clone, Debug, Default)]
pub(super) struct Chapter {
    pub(super) id: String,
    pub(super) info: Option<DeploymentInfo>,
    pub(super) target_ids: Vec<String>,
    pub(super) targets: Vec<LambdaTarget>,
    pub(super) entries: Vec<HistoryEntry>,
    /// The page of the history that may have grown.
    pub(super) page: Option<String>,
    /// What its versions served, and how its alarms stand.
    pub(super) metrics: Option<GetDeploymentMetricsOutput>,
}

impl Story {
    /// Of a deployment of which nothing is known yet.
    pub(super) fn of(id: &str) -> Self {
        Self { chapters: vec![Chapter::of(id)], ..Self::default() }
    }

    /// The same at a time: an answer that is long in coming is told of before it is given up.
    pub(super) fn at(mut self, now: Timestamp) -> Self {
        if self.trouble.is_none() && self.heard.is_some_and(|heard| now.duration_since(heard) > QUIET) {
            self.trouble = Some("no answer yet".to_owned());
        }
        self
    }

    /// The deployment that was asked for.
    pub(super) fn first(&self) -> Option<&Chapter> {
        self.chapters.first()
    }

    /// The one that is on its way.
    pub(super) fn last(&self) -> Option<&Chapter> {
        self.chapters.last()
    }
}

impl Chapter {
    pub(super) fn of(id: &str) -> Self {
        Self { id: id.to_owned(), ..Self::default() }
    }

    pub(super) fn status(&self) -> Option<DeploymentStatus> {
        self.info.as_ref()?.status
    }

    /// What CodeDeploy's clients are not told.
    pub(super) fn headgate(&self) -> Option<&HeadgateInfo> {
        self.info.as_ref()?.headgate.as_ref()
    }

    /// Whether it takes another deployment back.
    pub(super) fn is_rollback(&self) -> bool {
        let rollback = self.info.as_ref().and_then(|info| info.rollback_info.as_ref());
        rollback.is_some_and(|rollback| rollback.rollback_triggering_deployment_id.is_some())
    }

    /// Whether it is over, and all that happened is known.
    pub(super) fn is_told(&self) -> bool {
        let is_over = matches!(self.status(), Some(DeploymentStatus::Succeeded | DeploymentStatus::Failed | DeploymentStatus::Stopped));
        is_over && !self.lacks_entries()
    }

    /// Whether more has happened than is known.
    pub(super) fn lacks_entries(&self) -> bool {
        let told = self.headgate().and_then(|headgate| headgate.history.as_ref()?.entries).unwrap_or(0);
        self.entries.last().and_then(|entry| entry.number).unwrap_or(0) < told
    }

    /// Whether it ended before any traffic went to the target version.
    pub(super) fn has_moved_nothing(&self) -> bool {
        let weights = self.entries.iter().flat_map(|entry| entry.to_weights.iter().flatten());
        weights.into_iter().all(|weight| *weight <= 0.0)
    }

    /// The deployment that takes this one back.
    pub(super) fn rollback(&self) -> Option<&str> {
        self.info.as_ref()?.rollback_info.as_ref()?.rollback_deployment_id.as_deref()
    }

    /// Takes what is new of a page.
    pub(super) fn add(&mut self, entries: Vec<HistoryEntry>) {
        let known = self.entries.last().and_then(|entry| entry.number).unwrap_or(0);
        self.entries.extend(entries.into_iter().filter(|entry| entry.number.is_some_and(|number| number > known)));
    }
}

#[cfg(test)]
mod tests {
    use super::Story;
    use jiff::{SignedDuration, Timestamp};

    #[test]
    fn an_answer_that_is_long_in_coming_is_told_of() {
        let heard = Timestamp::UNIX_EPOCH;
        let story = Story { heard: Some(heard), ..Story::of("d-ABCDEF123") };
        let trouble = |story: &Story, seconds| story.clone().at(heard + SignedDuration::from_secs(seconds)).trouble;
        assert_eq!(trouble(&story, 10), None);
        assert_eq!(trouble(&story, 11).as_deref(), Some("no answer yet"));
        let known = Story { trouble: Some("timed out".to_owned()), ..story };
        assert_eq!(trouble(&known, 11).as_deref(), Some("timed out"));
        assert_eq!(trouble(&Story::of("d-ABCDEF123"), 11), None);
    }
}
