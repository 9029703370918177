//! What a command is called with, and what that comes to.

use crate::account::Account;
use crate::client::Client;
use crate::console::Console;
use crate::environment::{self, Environment};
use crate::refusal::Refusal;
use crate::settings::{File, Flags, Settings};
use headgate_aws::ApiInvoker;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::path::PathBuf;

/// What a command is called with: nothing of it has been looked at.
pub(crate) struct Invocation {
    pub(crate) flags: Flags,
    pub(crate) environment: Environment,
    pub(crate) folder: Option<PathBuf>,
    /// Where this program lies.
    pub(crate) own_folder: Option<PathBuf>,
    pub(crate) clock: fn() -> Timestamp,
}

/// What a command works with.
pub(crate) struct Context {
    pub(crate) settings: Settings,
    pub(crate) console: Console,
    pub(crate) environment: Environment,
}

impl Invocation {
    /// Reads the settings.
    pub(crate) fn context(&self) -> Result<Context, Refusal> {
        let file = self.folder.as_deref().map(File::above).transpose()?.flatten();
        let settings = Settings::new(&self.flags, &self.environment, file.as_ref())?;
        let console = Console { output: settings.output.value, zone: TimeZone::system(), now: self.now()? };
        Ok(Context { settings, console, environment: self.environment.clone() })
    }

    /// The time, or what it is held to be.
    pub(crate) fn now(&self) -> Result<Timestamp, Refusal> {
        let Some(now) = self.environment.get(environment::NOW) else { return Ok((self.clock)()) };
        now.parse().map_err(|_| {
            let sentence =
                format!("{} is `{}`: give an instant, such as `2026-11-21T12:00:00Z`", environment::NOW.name, now.escape_debug());
            Refusal::usage(sentence)
        })
    }
}

impl Context {
    /// Signs in, and gives the way to `api`.
    pub(crate) async fn client(&self) -> Result<Client, Refusal> {
        Ok(self.client_in(&self.account().await?))
    }

    /// Signs in.
    pub(crate) async fn account(&self) -> Result<Account, Refusal> {
        Account::sign_in(&self.settings, &self.environment).await
    }

    /// The way to `api`, for whoever has signed in.
    pub(crate) fn client_in(&self, account: &Account) -> Client {
        let function = self.settings.api.value.clone();
        Client::new(ApiInvoker::new(&account.clients, function.clone()), function)
    }
}
