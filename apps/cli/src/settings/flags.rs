//! The options that every command has, and those that say which group is meant.

use super::{Output, Setting, Settings};
use clap::Args;

const HEADING: &str = "Everywhere";

/// Options of every command.
#[expect(clippy::doc_markdown, reason = "this is a page of help, on which variables stand bare")]
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Flags {
    /// How data is printed [HEADGATE_OUTPUT; default: table]
    #[arg(long, short, global = true, value_enum, value_name = "FORMAT", help_heading = HEADING)]
    pub(super) output: Option<Output>,
    /// Headgate's stack [HEADGATE_STACK; default: headgate]
    #[arg(long, global = true, value_name = "NAME", help_heading = HEADING)]
    pub(super) stack: Option<String>,
    /// Headgate's function `api`, in place of the stack's [HEADGATE_API]
    #[arg(long, global = true, value_name = "NAME|ARN", help_heading = HEADING)]
    pub(super) api_function: Option<String>,
    /// The profile to act as, before any credentials in the environment
    #[arg(long, global = true, value_name = "NAME", help_heading = HEADING)]
    pub(super) profile: Option<String>,
    /// The region, in place of the environment's or the profile's
    #[arg(long, global = true, value_name = "REGION", help_heading = HEADING)]
    pub(super) region: Option<String>,
}

/// Which application and deployment group are meant.
#[expect(clippy::doc_markdown, reason = "this is a page of help, on which variables stand bare")]
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Place {
    /// The application [HEADGATE_APPLICATION]
    #[arg(long, short, value_name = "NAME")]
    pub(crate) application: Option<String>,
    /// The deployment group [HEADGATE_GROUP]
    #[arg(long, short, value_name = "NAME")]
    pub(crate) group: Option<String>,
}

impl Place {
    /// The application that is named here, or in the settings.
    pub(crate) fn application(&self, settings: &Settings) -> Option<Setting<String>> {
        super::given("--application", self.application.as_deref()).or_else(|| settings.application.clone())
    }

    /// The group that is named here, or in the settings. A group of the settings belongs to their application, so that
    /// it does not count where another is named here.
    pub(crate) fn group(&self, settings: &Settings) -> Option<Setting<String>> {
        let elsewhere = self.application.is_some() && self.application.as_ref() != settings.application.as_ref().map(|it| &it.value);
        super::given("--group", self.group.as_deref()).or_else(|| settings.group.clone().filter(|_| !elsewhere))
    }

    /// Whether anything is named here.
    pub(crate) fn is_given(&self) -> bool {
        self.application.is_some() || self.group.is_some()
    }
}
