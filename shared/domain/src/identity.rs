//! Who decides: people and programs as IAM knows them.

use crate::glob;
use crate::names::{InvalidName, name};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Roles that IAM Identity Center makes: IAM lets nobody else make one of such a name.
const IDENTITY_CENTER: &str = "AWSReservedSSO_";

name!(
    /// An IAM principal's ARN, as `GetCallerIdentity` answers it.
    PrincipalArn, "a principal's ARN", "the ARN of an IAM user, a role's session, a federated user or an account's root, \
    as `aws sts get-caller-identity` shows it",
    |text| text.len() <= 2048 && parts(text).is_some_and(|[_, service, _, resource]| session(service, resource) && !has_wildcard(resource))
);
name!(
    /// An IAM principal's `UserId`, as `GetCallerIdentity` answers it: `AIDA…` for a user, `AROA…:<session>` for a role's session.
    UserId, "a user id", "1 to 256 visible characters",
    |text| (1..=256).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic())
);
name!(
    /// Says who may approve: an ARN in which `*` stands for any text and `?` for any character.
    PrincipalPattern, "a principal", "the ARN of an IAM user, role, session or root, of one account of twelve digits and at most 256 \
    characters, with `*` and `?` in names only, and in the name of a role only where it is written without its path",
    pattern
);
name!(
    /// What somebody says about a decision.
    Comment, "a comment", "1 to 256 characters, none of them a control character",
    |text| (1..=256).contains(&text.chars().count()) && !text.chars().any(char::is_control)
);

/// A caller, as STS knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Its ARN, which patterns match.
    pub arn: PrincipalArn,
    /// Its user id, which says who is the same person.
    pub user_id: UserId,
}

impl Identity {
    /// Whether both count as one person.
    pub fn is_same_person(&self, other: &Self) -> bool {
        self.is(&other.user_id)
    }

    /// Whether whoever has `user_id` counts as the same person.
    ///
    /// A role's session is named by whoever assumes the role, and one person could have many: all of a role's
    /// sessions are one. Identity Center names its sessions itself, after the person who has signed in.
    pub fn is(&self, user_id: &UserId) -> bool {
        if self.has_session_of_its_own() { self.user_id == *user_id } else { self.user_id.principal() == user_id.principal() }
    }

    fn has_session_of_its_own(&self) -> bool {
        self.arn.role().is_some_and(|role| role.starts_with(IDENTITY_CENTER))
    }
}

impl PrincipalArn {
    /// The account it belongs to.
    pub fn account(&self) -> &str {
        parts(self.as_str()).map_or("", |[_, _, account, _]| account)
    }

    /// The role's name, if it is a role's session.
    fn role(&self) -> Option<&str> {
        let [_, _, _, resource] = parts(self.as_str())?;
        resource.strip_prefix("assumed-role/")?.split('/').next()
    }
}

impl UserId {
    /// The user id in an event's `principalId`, where S3 writes `AWS:` before it.
    ///
    /// # Errors
    ///
    /// [`InvalidName`] if there is none.
    pub fn of_principal_id(text: &str) -> Result<Self, InvalidName> {
        Self::new(text.strip_prefix("AWS:").unwrap_or(text))
    }

    /// The user or role, without the session.
    fn principal(&self) -> &str {
        self.as_str().split(':').next().unwrap_or_default()
    }
}

impl PrincipalPattern {
    /// Whether all whom it names count as one person: a user, or a role whose sessions are all one.
    pub(crate) fn is_one_person(&self) -> bool {
        let Some([_, _, _, resource]) = parts(self.as_str()) else { return false };
        match resource.split_once('/') {
            Some(("role", role)) => {
                let name = role.rsplit('/').next().unwrap_or_default();
                !has_wildcard(name) && !name.starts_with(IDENTITY_CENTER)
            }
            Some(("assumed-role", rest)) => {
                let (role, session) = rest.split_once('/').unwrap_or_default();
                !has_wildcard(role) && (!role.starts_with(IDENTITY_CENTER) || !has_wildcard(session))
            }
            Some(_) | None => !has_wildcard(resource),
        }
    }

    /// Whether `arn` is one of those it names. Letters count as they are written.
    ///
    /// A role's ARN names all its sessions; `GetCallerIdentity` does not say the role's path, and a role's name
    /// is its account's only one.
    pub fn matches(&self, arn: &PrincipalArn) -> bool {
        let Some([partition, _, account, resource]) = parts(self.as_str()) else { return false };
        match resource.strip_prefix("role/") {
            Some(role) => {
                let name = role.rsplit('/').next().unwrap_or_default();
                glob(&format!("arn:{partition}:sts::{account}:assumed-role/{name}/*"), arn.as_str())
            }
            None => glob(self.as_str(), arn.as_str()),
        }
    }
}

/// Splits `arn:partition:service::account:resource`.
fn parts(text: &str) -> Option<[&str; 4]> {
    let pieces: Vec<&str> = text.splitn(6, ':').collect();
    let ["arn", partition, service @ ("iam" | "sts"), "", account, resource] = pieces[..] else { return None };
    let sound = partition.starts_with("aws")
        && partition.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && account.len() == 12
        && account.bytes().all(|b| b.is_ascii_digit())
        && resource.bytes().all(|b| b.is_ascii_alphanumeric() || b"+=,.@_-/*?:".contains(&b));
    sound.then_some([partition, service, account, resource])
}

/// Whether a caller can be this: what STS answers names no role, only its sessions.
fn session(service: &str, resource: &str) -> bool {
    match (service, resource.split_once('/')) {
        ("iam", None) => resource == "root",
        ("iam", Some(("user", path))) => named(path),
        ("sts", Some(("assumed-role", rest))) => rest.split_once('/').is_some_and(|(role, session)| named(role) && is_segment(session)),
        ("sts", Some(("federated-user", name))) => is_segment(name),
        (_, _) => false,
    }
}

fn pattern(text: &str) -> bool {
    let Some([_, service, _, resource]) = parts(text) else { return false };
    text.len() <= 256
        && match resource.strip_prefix("role/") {
            Some(role) if service == "iam" => named(role) && role_can_be_told(role),
            Some(_) | None => session(service, resource),
        }
}

/// A path would narrow what `*` stands for, and cannot be checked: `role/admins/*` would let every role of
/// the account in. Only Identity Center's names say by themselves what their path says.
fn role_can_be_told(role: &str) -> bool {
    let Some((_, name)) = role.rsplit_once('/') else { return true };
    !has_wildcard(name) || name.starts_with(IDENTITY_CENTER)
}

fn named(path: &str) -> bool {
    path.split('/').all(is_segment)
}

fn is_segment(text: &str) -> bool {
    !text.is_empty() && !text.contains('/')
}

fn has_wildcard(text: &str) -> bool {
    text.contains(['*', '?'])
}

#[cfg(test)]
mod tests;
