//! `--approve-after` and what goes with it: what people do where a step waits for them.

use super::super::people::{Answer, People};
use crate::commands::duration::seconds;
use clap::Args;
use jiff::SignedDuration;

/// What the command line says of people.
#[derive(Args, Clone, Debug)]
pub(crate) struct GivenPeople {
    /// How long people take to approve a step, as many of them as it needs: `10m` [default: they approve at once]
    #[arg(long, value_name = "DURATION", value_parser = patience, conflicts_with_all = ["reject_after", "no_approval"])]
    pub(crate) approve_after: Option<SignedDuration>,
    /// How long somebody takes to reject the first step that waits for approval
    #[arg(long, value_name = "DURATION", value_parser = patience, conflicts_with = "no_approval")]
    pub(crate) reject_after: Option<SignedDuration>,
    /// Nobody approves or rejects: each approval's deadline passes
    #[arg(long)]
    pub(crate) no_approval: bool,
    /// How long somebody takes to end a pause that has no end of its own [default: nobody ends it]
    #[arg(long, value_name = "DURATION", value_parser = patience)]
    pub(crate) resume_after: Option<SignedDuration>,
}

impl GivenPeople {
    /// What people do.
    pub(crate) fn people(&self) -> People {
        let answer = match (self.approve_after, self.reject_after, self.no_approval) {
            (_, _, true) => Answer::Nothing,
            (_, Some(after), false) => Answer::Reject(after),
            (after, None, false) => Answer::Approve(after.unwrap_or_default()),
        };
        People { answer, resume_after: self.resume_after }
    }

    /// The option that says what becomes of approvals, if one does.
    pub(crate) fn about_approvals(&self) -> Option<&'static str> {
        let options = [
            (self.approve_after.is_some(), "--approve-after"),
            (self.reject_after.is_some(), "--reject-after"),
            (self.no_approval, "--no-approval"),
        ];
        options.into_iter().find(|(given, _)| *given).map(|(_, option)| option)
    }
}

/// The longest that an approval's deadline or a pause may be.
const LONGEST: SignedDuration = SignedDuration::from_hours(14 * 24);

fn patience(text: &str) -> Result<SignedDuration, String> {
    let span = SignedDuration::from_secs(seconds(text)?);
    if span <= LONGEST { Ok(span) } else { Err("give at most 336h: no step waits for people longer than 14 days".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patience_has_the_bounds_of_gates() {
        assert_eq!(patience("336h"), Ok(LONGEST));
        assert_eq!(patience("0s"), Ok(SignedDuration::ZERO));
        assert!(patience("336h1s").unwrap_err().contains("336h"));
        assert!(patience("soon").unwrap_err().contains("`10m`"));
    }
}
