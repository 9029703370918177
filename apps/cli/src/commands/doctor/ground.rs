//! What is on this machine: the settings, and whom a command acts as.

use crate::account::Account;
use crate::commands::check::{Check, Standing};
use crate::settings::{Setting, Settings};

/// What is settled, and where.
pub(super) fn settings(settings: &Settings) -> Check {
    let written = |name: &str, setting: &Setting<String>| format!("{name} `{}` ({})", setting.value.escape_debug(), setting.origin);
    let parts = [
        Some(written("function", &settings.api)),
        settings.profile.as_ref().map(|profile| written("profile", profile)),
        settings.region.as_ref().map(|region| written("region", region)),
        settings.application.as_ref().map(|application| written("application", application)),
        settings.group.as_ref().map(|group| written("group", group)),
    ];
    Check::new(Standing::Noted, "settings", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// Whom calls are made as, and where they go.
pub(super) fn credentials(account: &Account, settings: &Settings) -> Check {
    let origin = settings.region.as_ref().map_or_else(String::new, |region| format!(" ({})", region.origin));
    Check::new(Standing::Well, "credentials", format!("found, as {}, in {}{origin}", account.acting_as, account.region))
}
