//! Names and identifiers. Each is checked where it is made, whether by code or by serde.

use serde::{Deserialize, Serialize};
use std::fmt;
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
    /// A deployment configuration's name; the rule is CodeDeploy's.
    ConfigName, "a deployment configuration name", "1 to 100 letters, digits and `+=,.@_-`", codedeploy_name
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
    fn a_refusal_shows_the_value_escaped_and_cut() {
        let refusal = ApplicationName::new(format!("a\n{}", "b".repeat(500))).unwrap_err();
        assert!(refusal.to_string().starts_with("`a\\nbbb"), "{refusal}");
        assert!(refusal.to_string().len() < 260);
    }
}
