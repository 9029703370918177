//! Gates of a plan: what a step waits for before the next one begins.

use crate::{PlanError, PrincipalPattern};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// A pause: until somebody resumes, or until its time is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pause {
    /// How long it lasts at most, in [`Pause::SECONDS`]; `None` until somebody resumes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
}

/// An approval: until enough people have approved, or one has rejected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Approval {
    /// Who may decide, at most [`Approval::MAX_PRINCIPALS`]; if it is empty, anybody who may deploy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<PrincipalPattern>,
    /// How many different people must approve, in [`Approval::COUNT`].
    #[serde(default = "one")]
    pub count: u32,
    /// How long they have, in [`Approval::DEADLINE_SECONDS`].
    #[serde(default = "day")]
    pub deadline_seconds: u32,
    /// What happens when they have not decided by then.
    #[serde(default)]
    pub on_deadline: OnDeadline,
    /// Whether whoever started the deployment may not decide.
    #[serde(default)]
    pub exclude_starter: bool,
}

/// What an approval comes to that nobody has decided in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OnDeadline {
    /// The deployment is rejected.
    #[default]
    Reject,
    /// The deployment goes on.
    Approve,
}

fn one() -> u32 {
    1
}

fn day() -> u32 {
    86_400
}

impl Default for Approval {
    fn default() -> Self {
        Self { by: vec![], count: one(), deadline_seconds: day(), on_deadline: OnDeadline::Reject, exclude_starter: false }
    }
}

impl Pause {
    /// What `seconds` may be: 1 s to 14 days.
    pub const SECONDS: RangeInclusive<u32> = 1..=1_209_600;

    pub(crate) fn check(self, step: usize) -> Result<(), PlanError> {
        self.seconds.map_or(Ok(()), |seconds| within(step, "pause.seconds", seconds, Self::SECONDS))
    }
}

impl Approval {
    /// What `count` may be.
    pub const COUNT: RangeInclusive<u32> = 1..=10;
    /// What `deadlineSeconds` may be: a minute to 14 days.
    pub const DEADLINE_SECONDS: RangeInclusive<u32> = 60..=1_209_600;
    /// How many principals `by` may name.
    pub const MAX_PRINCIPALS: usize = 20;

    pub(crate) fn check(&self, step: usize) -> Result<(), PlanError> {
        within(step, "approval.count", self.count, Self::COUNT)?;
        within(step, "approval.deadlineSeconds", self.deadline_seconds, Self::DEADLINE_SECONDS)?;
        if self.by.len() > Self::MAX_PRINCIPALS {
            return Err(PlanError::StepPrincipals { step, count: self.by.len() });
        }
        match self.people_max() {
            Some(people) if people < self.count => Err(PlanError::TooFewPeople { step, count: self.count, people }),
            Some(_) | None => Ok(()),
        }
    }

    /// How many different people there are to approve at most, where `by` names them one by one.
    pub fn people_max(&self) -> Option<u32> {
        let one_by_one = !self.by.is_empty() && self.by.iter().all(PrincipalPattern::is_one_person);
        one_by_one.then(|| u32::try_from(self.by.len()).unwrap_or(u32::MAX))
    }
}

fn within(step: usize, field: &'static str, value: u32, range: RangeInclusive<u32>) -> Result<(), PlanError> {
    if range.contains(&value) {
        return Ok(());
    }
    Err(PlanError::Gate { step, field, value, min: *range.start(), max: *range.end() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Plan, Step, Weight};

    fn read(step: &str) -> Result<Plan, serde_json::Error> {
        serde_json::from_str(&format!(r#"[{{"weight":100.0,"bakeSeconds":0{step}}}]"#))
    }

    #[test]
    fn what_is_not_said_is_the_field_s_word() {
        let plan = read(r#","pause":{},"approval":{}"#).unwrap();
        let [Step { pause, approval, .. }] = plan.steps() else { panic!("{plan:?}") };
        assert_eq!(*pause, Some(Pause { seconds: None }));
        assert_eq!(*approval, Some(Approval::default()));
        assert_eq!((Approval::default().count, Approval::default().deadline_seconds), (1, 86_400));
    }

    #[test]
    fn a_gate_keeps_its_bounds() {
        for right in [
            r#","pause":{"seconds":1}"#,
            r#","pause":{"seconds":1209600}"#,
            r#","approval":{"count":10,"deadlineSeconds":60,"onDeadline":"approve","excludeStarter":true}"#,
            r#","approval":{"by":["arn:aws:iam::123456789012:role/release"]}"#,
        ] {
            assert!(read(right).is_ok(), "{right}");
        }
        for (wrong, why) in [
            (r#","pause":{"seconds":0}"#, "`steps[0].pause.seconds` is 0: it must be from 1 to 1209600"),
            (r#","pause":{"seconds":1209601}"#, "`steps[0].pause.seconds` is 1209601"),
            (r#","pause":{"minutes":1}"#, "unknown field `minutes`"),
            (r#","approval":{"count":0}"#, "`steps[0].approval.count` is 0: it must be from 1 to 10"),
            (r#","approval":{"count":11}"#, "`steps[0].approval.count` is 11"),
            (r#","approval":{"deadlineSeconds":59}"#, "`steps[0].approval.deadlineSeconds` is 59"),
            (r#","approval":{"deadlineSeconds":1209601}"#, "`steps[0].approval.deadlineSeconds` is 1209601"),
            (r#","approval":{"onDeadline":"ask"}"#, "unknown variant `ask`"),
            (r#","approval":{"by":["alice"]}"#, "`alice` is not a principal"),
        ] {
            let error = read(wrong).unwrap_err().to_string();
            assert!(error.contains(why), "{wrong}: {error}");
        }
    }

    #[test]
    fn an_approval_that_nobody_could_complete_is_no_plan() {
        let needs = |count: u32, by: &[&str]| {
            let by = by.iter().map(|rest| PrincipalPattern::new(format!("arn:aws:{rest}")).unwrap()).collect();
            Plan::new(vec![Step { approval: Some(Approval { by, count, ..Approval::default() }), ..Step::new(Weight::FULL, 0) }])
        };
        let (anna, release) = ("iam::123456789012:user/anna", "iam::123456789012:role/release");
        for (count, by) in [
            (2, &[anna, release] as &[&str]),
            (10, &[]),
            (2, &["iam::123456789012:user/*"]),
            (2, &["iam::123456789012:role/AWSReservedSSO_Ops_1"]),
            (2, &["sts::123456789012:assumed-role/AWSReservedSSO_Ops_1/*"]),
            (2, &["sts::123456789012:assumed-role/*/anna"]),
        ] {
            assert!(needs(count, by).is_ok(), "{count} {by:?}");
        }
        for by in [anna, release, "sts::123456789012:assumed-role/release/*", "sts::123456789012:assumed-role/AWSReservedSSO_Ops_1/anna"] {
            assert_eq!(needs(2, &[by]), Err(PlanError::TooFewPeople { step: 0, count: 2, people: 1 }), "{by}");
        }
    }

    #[test]
    fn there_is_an_end_to_who_may_approve() {
        let anybody = "arn:aws:iam::123456789012:role/*";
        let by = |count: usize| vec![PrincipalPattern::new(anybody).unwrap(); count];
        let step = |percent: u8, count: usize| Step {
            approval: Some(Approval { by: by(count), ..Approval::default() }),
            ..Step::new(Weight::percent(percent).unwrap(), 0)
        };
        assert!(Plan::new(vec![step(100, 20)]).is_ok());
        assert_eq!(Plan::new(vec![step(100, 21)]), Err(PlanError::StepPrincipals { step: 0, count: 21 }));
        let steps = |last: usize| (1..=5).map(|n| step(n * 10, 20)).chain([step(100, last)]).collect();
        assert!(Plan::new(steps(0)).is_ok());
        assert_eq!(Plan::new(steps(1)), Err(PlanError::Principals { count: 101 }));
    }
}
