//! AWS, as a command reaches it: with whose credentials, and in which region.

use crate::environment::{self, Environment};
use crate::refusal::Refusal;
use crate::settings::{Origin, Settings};
use headgate_aws::{Clients, Person, PersonError};

/// AWS, as the command reaches it.
pub(crate) struct Account {
    /// What calls are made with.
    pub(crate) clients: Clients,
    /// The region they go to.
    pub(crate) region: String,
    /// Whom they are made as, for a person.
    pub(crate) acting_as: String,
}

impl Account {
    /// Finds region and credentials.
    pub(crate) async fn sign_in(settings: &Settings, environment: &Environment) -> Result<Self, Refusal> {
        let profile = settings.profile.as_ref();
        let person = Person {
            profile: profile.map(|profile| profile.value.clone()),
            region: settings.region.as_ref().map(|region| region.value.clone()),
            app: concat!("headgate-cli-", env!("CARGO_PKG_VERSION")),
        };
        let (clients, region) = Clients::for_person(&person).await.map_err(|error| match error {
            PersonError::NoRegion => Refusal::usage(error.to_string()),
            PersonError::NoCredentials(why) => match profile.map(|profile| &profile.origin) {
                Some(origin @ Origin::File(..)) => Refusal::refused(why).with_hint(format!("the profile is named in {origin}")),
                Some(Origin::Option(_) | Origin::Variable(_) | Origin::Default) | None => Refusal::refused(why),
            },
        })?;
        Ok(Self { clients, region, acting_as: acting_as(person.profile.as_deref(), environment) })
    }
}

/// The profile that the credentials come from, if it is one: keys in the environment go before a profile
/// that is named there, but not before one that is named on the command line.
fn acting_as(profile: Option<&str>, environment: &Environment) -> String {
    let keys = environment.get(environment::ACCESS_KEY);
    let named = environment.get(environment::PROFILE).filter(|_| keys.is_none());
    profile.or(named).map_or_else(|| "default chain".to_owned(), |profile| format!("profile {profile}"))
}

#[cfg(test)]
mod tests {
    use super::{Environment, acting_as};

    #[test]
    fn it_says_where_the_credentials_come_from() {
        let environment = |set: &'static [&str]| Environment::read(move |name| set.contains(&name).then(|| "theirs".to_owned()));
        assert_eq!(acting_as(None, &environment(&[])), "default chain");
        assert_eq!(acting_as(None, &environment(&["AWS_PROFILE"])), "profile theirs");
        assert_eq!(acting_as(None, &environment(&["AWS_PROFILE", "AWS_ACCESS_KEY_ID"])), "default chain");
        assert_eq!(acting_as(Some("mine"), &environment(&["AWS_PROFILE", "AWS_ACCESS_KEY_ID"])), "profile mine");
    }
}
