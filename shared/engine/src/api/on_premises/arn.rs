//! The IAM ARN with which an on-premises instance is registered: what its agent signs its requests as.

use super::super::{refuse, shown};
use crate::records::sha256;
use crate::{Exception, RecordKey, RecordKind, Refusal};
use serde::{Deserialize, Serialize};

const NAME_CHARS_MAX: usize = 576;

/// A user, or a session of a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum IamArn {
    User(String),
    Session(String),
}

impl IamArn {
    /// Reads the one that a request has.
    pub(super) fn read(user: Option<String>, session: Option<String>) -> Result<Self, Refusal> {
        let given = |arn: Option<String>| arn.filter(|arn| !arn.is_empty());
        match (given(user), given(session)) {
            (Some(arn), None) if is_user(&arn) => Ok(Self::User(arn)),
            (None, Some(arn)) if is_session(&arn) => Ok(Self::Session(arn)),
            (Some(arn), None) => {
                let message = format!("`iamUserArn` is {}: give a user's ARN, `arn:aws:iam::<account>:user/<name>`", shown(&arn));
                refuse(Exception::InvalidIamUserArn, message)
            }
            (None, Some(arn)) => {
                let message = format!(
                    "`iamSessionArn` is {}: give a session's ARN, `arn:aws:sts::<account>:assumed-role/<role>/<session>`",
                    shown(&arn)
                );
                refuse(Exception::InvalidIamSessionArn, message)
            }
            (Some(_), Some(_)) => {
                refuse(Exception::MultipleIamArnsProvided, "`iamUserArn` and `iamSessionArn` are both given: leave one of them out")
            }
            (None, None) => refuse(Exception::IamArnRequired, "`iamUserArn` and `iamSessionArn` are both missing: give one of them"),
        }
    }

    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::User(arn) | Self::Session(arn) => arn,
        }
    }

    /// The key of the record that says which instance has it. Hashed, since an ARN may be longer than a key.
    pub(super) fn key(&self) -> RecordKey {
        RecordKey { kind: RecordKind::InstanceArn, parent: String::new(), name: sha256(self.as_str()) }
    }

    /// The refusal where another instance has it.
    pub(super) fn taken(&self) -> Refusal {
        let (code, member) = match self {
            Self::User(_) => (Exception::IamUserArnAlreadyRegistered, "iamUserArn"),
            Self::Session(_) => (Exception::IamSessionArnAlreadyRegistered, "iamSessionArn"),
        };
        let arn = shown(self.as_str());
        Refusal::new(code, format!("`{member}` is {arn}: another instance is registered with it: give one of its own to each"))
    }
}

fn is_user(arn: &str) -> bool {
    resource_of(arn, "iam").and_then(|resource| resource.strip_prefix("user/")).is_some_and(|name| is_name(name, b"/+=,.@_-"))
}

fn is_session(arn: &str) -> bool {
    let role_and_session = resource_of(arn, "sts").and_then(|resource| resource.strip_prefix("assumed-role/")?.split_once('/'));
    role_and_session.is_some_and(|(role, session)| is_name(role, b"+=,.@_-") && is_name(session, b"+=,.@_-"))
}

/// What an ARN of a global service names.
fn resource_of<'a>(arn: &'a str, service: &str) -> Option<&'a str> {
    let parts: Vec<&str> = arn.split(':').collect();
    let ["arn", partition, found, "", account, resource] = parts[..] else { return None };
    let partition = partition.starts_with("aws") && partition.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let account = account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit());
    Some(resource).filter(|_| partition && found == service && account)
}

fn is_name(text: &str, beside: &[u8]) -> bool {
    (1..=NAME_CHARS_MAX).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || beside.contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(user: &str, session: &str) -> Result<IamArn, Exception> {
        IamArn::read(Some(user.to_owned()), Some(session.to_owned())).map_err(|refusal| refusal.code)
    }

    #[test]
    fn one_arn_of_the_right_kind_is_taken() {
        let (user, session) =
            ("arn:aws:iam::123456789012:user/AWS/CodeDeploy/rack-7", "arn:aws-cn:sts::123456789012:assumed-role/agent/rack-7");
        assert_eq!(read(user, ""), Ok(IamArn::User(user.to_owned())));
        assert_eq!(read("", session), Ok(IamArn::Session(session.to_owned())));
        assert_eq!(read("", ""), Err(Exception::IamArnRequired));
        assert_eq!(read(user, session), Err(Exception::MultipleIamArnsProvided));
        assert_eq!(read(session, ""), Err(Exception::InvalidIamUserArn));
        assert_eq!(read("", user), Err(Exception::InvalidIamSessionArn));
        for wrong in ["arn:aws:iam::12345678901:user/a", "arn:aws:iam::123456789012:user/", "arn:aws:iam:eu:123456789012:user/a", "rack-7"]
        {
            assert_eq!(read(wrong, ""), Err(Exception::InvalidIamUserArn), "{wrong}");
        }
        for wrong in ["arn:aws:sts::123456789012:assumed-role/agent", "arn:aws:sts::123456789012:assumed-role/agent/a/b"] {
            assert_eq!(read("", wrong), Err(Exception::InvalidIamSessionArn), "{wrong}");
        }
    }
}
