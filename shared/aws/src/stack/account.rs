//! Whose account it is.

use super::Undone;
use super::undone::undone;
use crate::Clients;
use crate::calls::CallLog;

/// An account of AWS's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its twelve digits.
    pub id: String,
    /// The part of AWS that it belongs to, as ARNs name it: `aws`, `aws-cn`, …
    pub partition: String,
}

impl Account {
    /// The account that these clients' credentials belong to.
    ///
    /// # Errors
    ///
    /// [`Undone`]
    pub async fn of(clients: &Clients) -> Result<Self, Undone> {
        let sts = aws_sdk_sts::Client::from_conf(aws_sdk_sts::config::Builder::from(&clients.shared).interceptor(CallLog).build());
        let asked = sts.get_caller_identity().send().await;
        let identity = asked.map_err(|error| undone("sts:GetCallerIdentity", "the account", &error))?;
        let partition = identity.arn().and_then(|arn| arn.split(':').nth(1)).unwrap_or("aws").to_owned();
        Ok(Self { id: identity.account.unwrap_or_default(), partition })
    }
}
