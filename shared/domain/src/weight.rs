//! Shares of traffic.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// A share of traffic, in hundredths of a percent: 0 to 100 %, two decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Weight {
    basis_points: u16,
}

/// A number that is no share of traffic.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[error("`{0}` is not a weight: a percentage from 0 to 100 with at most two decimals")]
pub struct InvalidWeight(pub f64);

impl Weight {
    /// No traffic.
    pub const ZERO: Self = Self { basis_points: 0 };
    /// All traffic.
    pub const FULL: Self = Self { basis_points: 10_000 };

    /// A whole percentage.
    ///
    /// # Errors
    ///
    /// [`InvalidWeight`] above 100.
    pub fn percent(percent: u8) -> Result<Self, InvalidWeight> {
        Self::try_from(f64::from(percent))
    }

    /// The share as Lambda's `AdditionalVersionWeights` has it, 0 to 1.
    pub fn fraction(self) -> f64 {
        f64::from(self.basis_points) / 10_000.0
    }

    /// The nearest weight to a fraction from 0 to 1, as Lambda reports it.
    ///
    /// # Errors
    ///
    /// [`InvalidWeight`] outside 0 to 1.
    pub fn from_fraction(fraction: f64) -> Result<Self, InvalidWeight> {
        if !(0.0..=1.0).contains(&fraction) {
            return Err(InvalidWeight(fraction * 100.0));
        }
        Ok(Self { basis_points: round(fraction * 10_000.0) })
    }

    /// The share in percent.
    pub fn as_percent(self) -> f64 {
        f64::from(self.basis_points) / 100.0
    }

    /// What is left for the other version.
    #[must_use]
    pub fn rest(self) -> Self {
        Self { basis_points: 10_000 - self.basis_points }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "callers have checked 0..=10000")]
fn round(basis_points: f64) -> u16 {
    basis_points.round() as u16
}

impl TryFrom<f64> for Weight {
    type Error = InvalidWeight;
    fn try_from(percent: f64) -> Result<Self, InvalidWeight> {
        let basis_points = percent * 100.0;
        let exact = (basis_points - basis_points.round()).abs() < 1e-6;
        if !(0.0..=100.0).contains(&percent) || !exact {
            return Err(InvalidWeight(percent));
        }
        Ok(Self { basis_points: round(basis_points) })
    }
}

impl From<Weight> for f64 {
    fn from(weight: Weight) -> Self {
        weight.as_percent()
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.as_percent())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_two_decimals_and_nothing_outside_a_hundred() {
        assert!((Weight::try_from(0.5).unwrap().fraction() - 0.005).abs() < f64::EPSILON);
        assert_eq!(Weight::try_from(33.33).unwrap().rest().to_string(), "66.67 %");
        for wrong in [-1.0, 100.01, 0.001, f64::NAN, f64::INFINITY] {
            assert!(Weight::try_from(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn reads_back_what_lambda_says() {
        assert_eq!(Weight::from_fraction(0.1).unwrap(), Weight::percent(10).unwrap());
        assert!(Weight::from_fraction(1.5).is_err());
    }
}
