//! Whose credentials a command uses, and in which region: the options that every command shares.

use crate::refusal::Refusal;
use clap::Args;
use headgate_aws::{Clients, Person, PersonError};

/// The account and region in which Headgate runs, and whom the command acts as there.
#[derive(Args, Debug)]
pub(crate) struct Account {
    /// The profile to act as, before any credentials in the environment
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// The region, in place of the environment's or the profile's
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
}

/// AWS, as the command reaches it.
pub(crate) struct Signed {
    /// What calls are made with.
    pub(crate) clients: Clients,
    /// The region they go to.
    pub(crate) region: String,
    /// Whom they are made as, for a person.
    pub(crate) acting_as: String,
}

impl Account {
    /// Finds region and credentials.
    pub(crate) async fn sign_in(self) -> Result<Signed, Refusal> {
        let acting_as = acting_as(self.profile.as_deref(), environment);
        let person = Person { profile: self.profile, region: self.region, app: concat!("headgate-cli-", env!("CARGO_PKG_VERSION")) };
        let (clients, region) = Clients::for_person(&person).await.map_err(|error| match error {
            PersonError::NoRegion => Refusal::usage(error.to_string()),
            PersonError::NoCredentials(why) => Refusal::refused(why),
        })?;
        Ok(Signed { clients, region, acting_as })
    }
}

/// The profile that the credentials come from, if it is one: keys in the environment go before a profile
/// that is named there, but not before one that is named on the command line.
fn acting_as(profile: Option<&str>, environment: impl Fn(&str) -> Option<String>) -> String {
    let named = || environment("AWS_PROFILE").filter(|_| environment("AWS_ACCESS_KEY_ID").is_none());
    profile.map(str::to_owned).or_else(named).map_or_else(|| "default chain".to_owned(), |profile| format!("profile {profile}"))
}

#[expect(clippy::disallowed_methods, reason = "a command's environment is read here")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::acting_as;

    #[test]
    fn it_says_where_the_credentials_come_from() {
        let environment = |set: &'static [&str]| move |name: &str| set.contains(&name).then(|| "theirs".to_owned());
        assert_eq!(acting_as(None, environment(&[])), "default chain");
        assert_eq!(acting_as(None, environment(&["AWS_PROFILE"])), "profile theirs");
        assert_eq!(acting_as(None, environment(&["AWS_PROFILE", "AWS_ACCESS_KEY_ID"])), "default chain");
        assert_eq!(acting_as(Some("mine"), environment(&["AWS_PROFILE", "AWS_ACCESS_KEY_ID"])), "profile mine");
    }
}
