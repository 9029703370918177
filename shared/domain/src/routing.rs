//! Where an alias sends its traffic.

use crate::{Qualifier, Version, Weight};
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// An alias's routing: a primary version, and at most one other that takes a share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked", into = "Unchecked")]
pub struct Routing {
    primary: Qualifier,
    split: Option<(Version, Weight)>,
}

/// A routing that Lambda would not take, or should not.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("an alias cannot send {weight} to version {version} beside `{primary}`")]
pub struct InvalidRouting {
    primary: String,
    version: Version,
    weight: Weight,
}

#[derive(Clone, Serialize, Deserialize)]
struct Unchecked {
    primary: Qualifier,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    split: Option<(Version, Weight)>,
}

impl Routing {
    /// All traffic to one version.
    pub fn all(version: Version) -> Self {
        Self { primary: Qualifier::Published(version), split: None }
    }

    /// What an alias was seen to do; a share of nothing is no share.
    ///
    /// # Errors
    ///
    /// [`InvalidRouting`] when `$LATEST` or a version beside itself takes part in a split.
    pub fn observed(primary: Qualifier, split: Option<(Version, Weight)>) -> Result<Self, InvalidRouting> {
        Self::try_from(Unchecked { primary, split: split.filter(|(_, weight)| *weight > Weight::ZERO) })
    }

    /// Traffic on its way from `current` to `target`, of which the target has `weight`.
    ///
    /// At [`Weight::FULL`] the alias points at the target and carries no routing configuration.
    pub fn between(current: &Version, target: &Version, weight: Weight) -> Self {
        if weight == Weight::FULL || current == target {
            Self::all(target.clone())
        } else if weight == Weight::ZERO {
            Self::all(current.clone())
        } else {
            Self { primary: Qualifier::Published(current.clone()), split: Some((target.clone(), weight)) }
        }
    }

    /// The version the alias points to.
    pub fn primary(&self) -> &Qualifier {
        &self.primary
    }

    /// The other version and its share, if traffic is split.
    pub fn split(&self) -> Option<(&Version, Weight)> {
        self.split.as_ref().map(|(version, weight)| (version, *weight))
    }

    /// The share of traffic that `version` receives.
    pub fn weight_of(&self, version: &Version) -> Weight {
        match &self.split {
            Some((other, weight)) if other == version => *weight,
            Some((_, weight)) if self.is_primary(version) => weight.rest(),
            None if self.is_primary(version) => Weight::FULL,
            Some(_) | None => Weight::ZERO,
        }
    }

    fn is_primary(&self, version: &Version) -> bool {
        matches!(&self.primary, Qualifier::Published(primary) if primary == version)
    }
}

impl TryFrom<Unchecked> for Routing {
    type Error = InvalidRouting;
    fn try_from(Unchecked { primary, split }: Unchecked) -> Result<Self, InvalidRouting> {
        let routing = Self { primary, split };
        match (&routing.primary, &routing.split) {
            (_, None) => Ok(routing),
            (Qualifier::Published(primary), Some((version, weight)))
                if primary != version && *weight > Weight::ZERO && *weight <= Weight::FULL =>
            {
                Ok(routing)
            }
            (primary, Some((version, weight))) => {
                Err(InvalidRouting { primary: primary.to_string(), version: version.clone(), weight: *weight })
            }
        }
    }
}

impl From<Routing> for Unchecked {
    fn from(Routing { primary, split }: Routing) -> Self {
        Self { primary, split }
    }
}

impl fmt::Display for Routing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.split {
            None => write!(f, "100 % on version {}", self.primary),
            Some((version, weight)) => {
                write!(f, "{} on version {}, {weight} on version {version}", weight.rest(), self.primary)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(number: u32) -> Version {
        Version::new(number.to_string()).unwrap()
    }

    #[test]
    fn shares_always_add_up_to_a_hundred() {
        for percent in 0..=100 {
            let weight = Weight::percent(percent).unwrap();
            let routing = Routing::between(&version(1), &version(2), weight);
            assert_eq!(routing.weight_of(&version(2)), weight);
            assert_eq!(routing.weight_of(&version(1)), weight.rest());
            assert_eq!(routing.weight_of(&version(3)), Weight::ZERO);
        }
    }

    #[test]
    fn at_a_hundred_there_is_no_split_left() {
        assert_eq!(Routing::between(&version(1), &version(2), Weight::FULL), Routing::all(version(2)));
    }

    #[test]
    fn latest_never_shares() {
        let split = Some((version(2), Weight::percent(10).unwrap()));
        assert!(Routing::observed(Qualifier::Latest, split).is_err());
        assert!(Routing::observed(Qualifier::Latest, None).is_ok());
    }
}
