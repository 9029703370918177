//! Functions as people write them, and as Lambda resolves them.

use crate::names::{InvalidName, name};
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// Where this installation stands: what turns a function's name into its ARN.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// `aws`, `aws-cn` or `aws-us-gov`.
    pub partition: String,
    /// The region, such as `eu-west-1`.
    pub region: String,
    /// The twelve digits of the account.
    pub id: String,
}

/// A function that is not in this account and region.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{function}` is not in account {account} and region {region}, where this Headgate runs")]
pub struct AccountError {
    /// The function as it was written.
    pub function: String,
    /// The account Headgate runs in.
    pub account: String,
    /// The region Headgate runs in.
    pub region: String,
}

fn function_name(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// Splits `arn:partition:lambda:region:account:function:name[:qualifier]`.
fn arn_parts(text: &str) -> Option<[&str; 5]> {
    let parts: Vec<&str> = text.split(':').collect();
    let (["arn", partition, "lambda", region, account, "function", name], rest) = parts.split_at_checked(7)? else {
        return None;
    };
    let qualifier = match rest {
        [] => "",
        [qualifier] if !qualifier.is_empty() => qualifier,
        _ => return None,
    };
    let sound = partition.starts_with("aws")
        && partition.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !region.is_empty()
        && region.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && account.len() == 12
        && account.bytes().all(|b| b.is_ascii_digit())
        && function_name(name)
        && qualifier.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_$".contains(&b));
    sound.then_some([partition, region, account, name, qualifier])
}

fn unqualified_reference(text: &str) -> bool {
    function_name(text) || arn_parts(text).is_some_and(|[.., qualifier]| qualifier.is_empty())
}

fn hook_reference(text: &str) -> bool {
    let plain = text.split_once(':').map_or(text, |(name, _)| name);
    let qualified_name = function_name(plain)
        && text.split_once(':').is_none_or(|(_, qualifier)| {
            !qualifier.is_empty() && qualifier.len() <= 128 && qualifier.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_$".contains(&b))
        });
    qualified_name || arn_parts(text).is_some()
}

name!(
    /// A function as written in an AppSpec: its name, or its ARN without version or alias.
    FunctionRef, "a function", "a function's name (1 to 64 letters, digits, `-`, `_`) or its ARN without version or alias",
    unqualified_reference
);

name!(
    /// A validation function: its name or ARN, with or without a version or alias.
    HookFunction, "a hook function", "a function's name or ARN, with or without a version or alias", hook_reference
);

impl HookFunction {
    /// The function, without the version or alias, as Lambda would find it from this account.
    pub fn unqualified(&self, account: &Account) -> FunctionArn {
        let Account { partition, region, id } = account;
        let plain = self.as_str().split(':').next().unwrap_or_default();
        let named = [partition.as_str(), region, id, plain, ""];
        let [partition, region, id, name, _] = arn_parts(self.as_str()).unwrap_or(named);
        FunctionArn(format!("arn:{partition}:lambda:{region}:{id}:function:{name}"))
    }
}

impl FunctionRef {
    /// The unqualified ARN, which is what locks and roles go by.
    ///
    /// # Errors
    ///
    /// [`AccountError`] for a function of another account or region: its alias is out of reach.
    pub fn resolve(&self, account: &Account) -> Result<FunctionArn, AccountError> {
        let Some([partition, region, id, name, _]) = arn_parts(self.as_str()) else {
            let Account { partition, region, id } = account;
            return Ok(FunctionArn(format!("arn:{partition}:lambda:{region}:{id}:function:{self}")));
        };
        if (partition, region, id) != (account.partition.as_str(), account.region.as_str(), account.id.as_str()) {
            return Err(AccountError { function: self.to_string(), account: account.id.clone(), region: account.region.clone() });
        }
        Ok(FunctionArn(format!("arn:{partition}:lambda:{region}:{id}:function:{name}")))
    }
}

/// A function's unqualified ARN.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FunctionArn(String);

impl FunctionArn {
    /// The whole ARN.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The function's name, its last part.
    pub fn name(&self) -> &str {
        self.0.rsplit(':').next().unwrap_or_default()
    }
}

impl fmt::Display for FunctionArn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for FunctionArn {
    type Error = InvalidName;
    fn try_from(text: String) -> Result<Self, InvalidName> {
        match arn_parts(&text) {
            Some([.., ""]) => Ok(Self(text)),
            Some(_) | None => Err(InvalidName::new("a function ARN", &text, "`arn:…:lambda:…:function:name`")),
        }
    }
}

impl From<FunctionArn> for String {
    fn from(arn: FunctionArn) -> Self {
        arn.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account() -> Account {
        Account { partition: "aws".into(), region: "eu-west-1".into(), id: "123456789012".into() }
    }

    #[test]
    fn a_name_and_its_arn_resolve_to_the_same_function() {
        let by_name = FunctionRef::new("orders").unwrap().resolve(&account()).unwrap();
        let by_arn = FunctionRef::new(by_name.as_str()).unwrap().resolve(&account()).unwrap();
        assert_eq!(by_name, by_arn);
        assert_eq!(by_name.name(), "orders");
    }

    #[test]
    fn another_account_or_a_qualifier_is_refused() {
        let foreign = FunctionRef::new("arn:aws:lambda:eu-west-1:999999999999:function:orders").unwrap();
        assert!(foreign.resolve(&account()).is_err());
        assert!(FunctionRef::new("arn:aws:lambda:eu-west-1:123456789012:function:orders:live").is_err());
        assert!(FunctionRef::new("orders:live").is_err());
        assert!(FunctionRef::new("").is_err());
    }

    #[test]
    fn a_hook_may_be_qualified() {
        for good in ["check", "check:live", "check:$LATEST", "arn:aws:lambda:eu-west-1:123456789012:function:check:7"] {
            assert!(HookFunction::new(good).is_ok(), "{good}");
        }
        for wrong in ["", "check:", "a b", "arn:aws:lambda:eu-west-1:1:function:check"] {
            assert!(HookFunction::new(wrong).is_err(), "{wrong}");
        }
    }
}
