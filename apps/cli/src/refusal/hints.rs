//! What helps after an error: the command that would show or change what it is about.

use headgate_aws::NoAnswer;
use headgate_wire::Exception;

const HINTS: &[(Exception, &str)] = &[
    (Exception::AccessDenied, "`headgate doctor` shows what you may do; `--profile` lets you act as somebody else"),
    (Exception::ApplicationAlreadyExists, "`headgate application list` shows those that exist"),
    (Exception::ApplicationDoesNotExist, "`headgate application list` shows those that exist"),
    (Exception::DeploymentAlreadyCompleted, "`headgate status` shows how it ended"),
    (Exception::DeploymentConfigAlreadyExists, "`headgate config list` shows those that exist"),
    (Exception::DeploymentConfigDoesNotExist, "`headgate config list` shows those that exist"),
    (Exception::DeploymentDoesNotExist, "`headgate list` shows those that exist"),
    (Exception::DeploymentGroupAlreadyExists, "`headgate group list` shows those that exist"),
    (Exception::DeploymentGroupDoesNotExist, "`headgate group list` shows those that exist"),
    (Exception::DeploymentLimitExceeded, "`headgate status` shows what runs; `--on-conflict` says what is to become of it"),
    (Exception::Serialization, "this command and `api` may be of different versions"),
    (Exception::Throttling, "wait a little, and ask again"),
    (Exception::UnknownOperation, "`api` may be older than this command: update the stack"),
];

/// What helps after an exception of `api`'s.
pub(super) fn of(code: &str) -> Option<&'static str> {
    match (code, Exception::named(code)) {
        ("InternalFailure", _) => Some("the log of the function `api` tells more, under the request's id"),
        ("ServiceUnavailable", _) => Some("it passes: wait a little, and ask again"),
        (_, Some(exception)) => HINTS.iter().find(|(of, _)| *of == exception).map(|(_, hint)| *hint),
        (_, None) => None,
    }
}

/// What helps where there is no answer.
pub(super) fn of_no_answer(why: &NoAnswer) -> Option<&'static str> {
    match why {
        NoAnswer::Missing(_) => Some(
            "name Headgate's stack with `--stack`, or its function `api` with `--api-function`; where there is none, `headgate install` makes it",
        ),
        NoAnswer::Failed(_) => Some("the function's log tells more"),
        NoAnswer::Throttled(_) => Some("Lambda has no room for it now: wait a little, and ask again"),
        NoAnswer::NotInvoked(_) => Some("`aws lambda get-function` shows what keeps the function from running"),
        NoAnswer::Unknown(_) => {
            Some("is the network up, and `--region` right? `AWS_ENDPOINT_URL`, where it is set, goes before AWS's own address")
        }
        NoAnswer::Denied(_) => None,
    }
}
