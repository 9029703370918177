//! What can be done with a stack as it stands.

use headgate_aws::Stack;

/// What can be done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// There is nothing of it, but for a change set at most that would make it.
    Absent,
    /// It can be changed and removed.
    Settled,
    /// Something is being done with it.
    Busy,
    /// It is being removed.
    Leaving,
    /// It never came to be, or is gone in part: it can only be removed.
    Wrecked,
    /// A change failed, and its taking back as well: AWS wants to be told how to go on.
    Stuck,
}

impl Standing {
    /// How it stands. A status that is not known here is let through: CloudFormation knows what it allows.
    pub(crate) fn of(stack: Option<&Stack>) -> Self {
        match stack.map(|stack| stack.status.as_str()) {
            None | Some("REVIEW_IN_PROGRESS" | "DELETE_COMPLETE") => Self::Absent,
            Some("DELETE_IN_PROGRESS") => Self::Leaving,
            Some("CREATE_FAILED" | "ROLLBACK_COMPLETE" | "ROLLBACK_FAILED" | "DELETE_FAILED") => Self::Wrecked,
            Some("UPDATE_ROLLBACK_FAILED") => Self::Stuck,
            Some(status) if status.ends_with("_IN_PROGRESS") => Self::Busy,
            Some(_) => Self::Settled,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Stack, Standing};

    #[test]
    fn a_status_says_what_can_be_done() {
        for (statuses, standing) in [
            (&["REVIEW_IN_PROGRESS", "DELETE_COMPLETE"][..], Standing::Absent),
            (&["CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "UPDATE_FAILED", "OF_THE_FUTURE"], Standing::Settled),
            (&["CREATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "ROLLBACK_IN_PROGRESS"], Standing::Busy),
            (&["DELETE_IN_PROGRESS"], Standing::Leaving),
            (&["CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED"], Standing::Wrecked),
            (&["UPDATE_ROLLBACK_FAILED"], Standing::Stuck),
        ] {
            for status in statuses {
                let stack = Stack { status: (*status).to_owned(), ..Stack::default() };
                assert_eq!(Standing::of(Some(&stack)), standing, "{status}");
            }
        }
        assert_eq!(Standing::of(None), Standing::Absent);
    }
}
