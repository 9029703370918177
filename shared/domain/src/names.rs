//! Names and identifiers. Each is checked where it is made, whether by code or by serde.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::hint::black_box;
use thiserror::Error;

/// A text that cannot be the name it was meant to be.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{value}` is not {what}: {rule}")]
pub struct InvalidName {
    /// What the text was meant to name, with its article.
    pub what: &'static str,
    /// The text, cut to a length that can be shown.
    pub value: String,
    /// What the text would have to look like.
    pub rule: &'static str,
}

impl InvalidName {
    pub(crate) fn new(what: &'static str, value: &str, rule: &'static str) -> Self {
        let shown = value.chars().flat_map(char::escape_default).take(120).collect();
        Self { what, value: shown, rule }
    }
}

macro_rules! name {
    ($(#[$doc:meta])* $type:ident, $what:literal, $rule:literal, $valid:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $type(String);

        impl $type {
            /// Takes the text if it obeys the rule.
            ///
            /// # Errors
            ///
            /// [`InvalidName`] says what was expected.
            pub fn new(text: impl Into<String>) -> Result<Self, InvalidName> {
                let text = text.into();
                let valid: fn(&str) -> bool = $valid;
                if valid(&text) { Ok(Self(text)) } else { Err(InvalidName::new($what, &text, $rule)) }
            }

            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $type {
            type Error = InvalidName;
            fn try_from(text: String) -> Result<Self, InvalidName> {
                Self::new(text)
            }
        }

        impl From<$type> for String {
            fn from(name: $type) -> Self {
                name.0
            }
        }
    };
}
pub(crate) use name;

fn codedeploy_name(text: &str) -> bool {
    (1..=100).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+=,.@_-".contains(&b))
}

fn resource_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

fn opaque(text: &str, max: usize) -> bool {
    !text.is_empty() && text.len() <= max && text.chars().all(|c| !c.is_control())
}

name!(
    /// An application's name; the rule is CodeDeploy's.
    ApplicationName, "an application name", "1 to 100 letters, digits and `+=,.@_-`", codedeploy_name
);
name!(
    /// A deployment group's name; the rule is CodeDeploy's.
    GroupName, "a deployment group name", "1 to 100 letters, digits and `+=,.@_-`", codedeploy_name
);
name!(
    /// Identifies an application whatever its name is now: a UUID, as CodeDeploy gives one. Never given twice.
    ApplicationId, "an application id", "1 to 64 letters, digits and `-`", resource_id
);
name!(
    /// Identifies a deployment group whatever its name is now: a UUID, as CodeDeploy gives one. Never given twice.
    GroupId, "a deployment group id", "1 to 64 letters, digits and `-`", resource_id
);
name!(
    /// A deployment configuration's name; the rule is CodeDeploy's.
    ConfigName, "a deployment configuration name", "1 to 100 letters, digits and `+=,.@_-`", codedeploy_name
);
name!(
    /// An on-premises instance's name; the rule is CodeDeploy's, which keeps `i-` for the ids of EC2 instances.
    InstanceName, "an on-premises instance name", "1 to 100 letters, digits and `+=,.@_-` that do not begin with `i-`",
    |text| codedeploy_name(text) && !text.starts_with("i-")
);
name!(
    /// A deployment's id, `d-` and nine upper-case letters or digits, as CodeDeploy writes it.
    DeploymentId, "a deployment id", "`d-` and nine upper-case letters or digits",
    |text| text.len() == 11 && text.starts_with("d-") && text[2..].bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
);
name!(
    /// Identifies one run of one hook (`LifecycleEventHookExecutionId`). Whoever knows it may report the verdict.
    ExecutionId, "a lifecycle event hook execution id", "1 to 256 printable characters", |text| opaque(text, 256)
);

impl ExecutionId {
    /// Whether it is the same id, in a time that says nothing of where two ids differ: whoever guesses must
    /// not learn how much of a guess was right. Their length is no secret.
    pub fn matches(&self, other: &Self) -> bool {
        let (own, other) = (self.0.as_bytes(), other.0.as_bytes());
        let differences = own.iter().zip(other).fold(0, |differences, (a, b)| black_box(differences | (a ^ b)));
        own.len() == other.len() && differences == 0
    }
}

name!(
    /// A Lambda alias's name; the rule is Lambda's.
    AliasName, "an alias name", "1 to 128 letters, digits, `-` and `_`, not digits alone",
    |text| (1..=128).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        && !text.bytes().all(|b| b.is_ascii_digit())
);
name!(
    /// A published version of a function: a number from 1, as Lambda counts them.
    Version, "a published version", "a number from 1, without sign or leading zero",
    |text| (1..=18).contains(&text.len()) && !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit())
);
name!(
    /// The fence of an alias: Lambda's `RevisionId`, which changes with every write.
    RevisionId, "a revision id", "1 to 256 printable characters", |text| opaque(text, 256)
);
name!(
    /// A CloudWatch alarm's name, metric or composite.
    AlarmName, "an alarm name", "1 to 255 printable characters", |text| opaque(text, 255)
);

/// What an alias can point to, or an AppSpec ask for: a published version, or the code as it is now.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Qualifier {
    /// `$LATEST`: not a version yet.
    Latest,
    /// A published version.
    Published(Version),
}

impl TryFrom<String> for Qualifier {
    type Error = InvalidName;
    fn try_from(text: String) -> Result<Self, InvalidName> {
        if text == "$LATEST" { Ok(Self::Latest) } else { Version::new(text).map(Self::Published) }
    }
}

impl From<Qualifier> for String {
    fn from(qualifier: Qualifier) -> Self {
        qualifier.to_string()
    }
}

impl fmt::Display for Qualifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Latest => f.write_str("$LATEST"),
            Self::Published(version) => version.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_obey_the_rules_of_those_who_made_them() {
        assert!(ApplicationName::new("a+b=c,d.e@f_g-h").is_ok());
        assert!(ApplicationName::new("").is_err());
        assert!(ApplicationName::new("a".repeat(101)).is_err());
        assert!(ApplicationName::new("a/b").is_err());
        assert!(GroupId::new("6f5b0c1e-0000-4000-8000-000000000002").is_ok());
        assert!(GroupId::new("").is_err());
        assert!(GroupId::new("a".repeat(65)).is_err());
        assert!(ApplicationId::new("shop/live").is_err());
        assert!(InstanceName::new("rack-7.i-1").is_ok());
        assert!(InstanceName::new("i-0abc").is_err());
        assert!(DeploymentId::new("d-ABCDEF123").is_ok());
        assert!(DeploymentId::new("d-abcdef123").is_err());
        assert!(DeploymentId::new("d-ÄBCDEF12").is_err());
        assert!(AliasName::new("live").is_ok());
        assert!(AliasName::new("12").is_err());
        assert!(Version::new("12").is_ok());
        assert!(Version::new("012").is_err());
        assert!(Version::new("$LATEST").is_err());
        assert_eq!(Qualifier::try_from("$LATEST".to_owned()), Ok(Qualifier::Latest));
    }

    #[test]
    fn execution_ids_match_only_themselves() {
        let id = |text: &str| ExecutionId::new(text).unwrap();
        let own = "7c3f9d0a5b1e4f62";
        assert!(id(own).matches(&id(own)));
        for place in 0..own.len() {
            for bit in 0..7 {
                let mut other = own.as_bytes().to_vec();
                other[place] ^= 1 << bit;
                let Ok(other) = ExecutionId::new(String::from_utf8(other).unwrap()) else { continue };
                assert!(!id(own).matches(&other), "{other}");
            }
        }
        for other in [&own[1..], &own[..15], "7c3f9d0a5b1e4f62 "] {
            assert!(!id(own).matches(&id(other)) && !id(other).matches(&id(own)), "{other}");
        }
        // The differences of two places must not cancel each other out.
        assert!(!id("ab").matches(&id("ba")));
    }

    #[test]
    fn a_refusal_shows_the_value_escaped_and_cut() {
        let refusal = ApplicationName::new(format!("a\n{}", "b".repeat(500))).unwrap_err();
        assert!(refusal.to_string().starts_with("`a\\nbbb"), "{refusal}");
        assert!(refusal.to_string().len() < 260);
    }
}
