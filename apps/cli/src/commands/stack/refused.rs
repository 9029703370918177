//! Why AWS does not do it.

use crate::refusal::{Reason, Refusal};
use headgate_aws::{Undone, Why};

/// The same as a command's end.
pub(crate) fn refused(undone: Undone) -> Refusal {
    let Undone { why, sentence, code, request } = undone;
    let reason = match why {
        Why::Denied | Why::Missing | Why::Refused => Reason::Refused,
        Why::Conflict => Reason::Conflict,
        Why::Passing => Reason::Again,
    };
    let has_expired = code.as_deref().is_some_and(|code| code.starts_with("Expired"));
    let mut refusal = Refusal::new(reason, sentence);
    if let Some(code) = code {
        refusal = refusal.with_code(code);
    }
    if has_expired {
        refusal = refusal.with_hint("sign in again, and repeat the command");
    } else if why == Why::Denied {
        refusal = refusal.with_hint("docs/operations.md says what whoever installs has to be allowed");
    }
    match request {
        Some(id) => refusal.with_request(id),
        None => refusal,
    }
}
