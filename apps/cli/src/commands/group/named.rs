//! The deployment group that a command is about.

use crate::client::Client;
use crate::commands::which::{self, GroupOf};
use crate::refusal::Refusal;
use crate::settings::{Place, Settings};
use clap::Args;

/// A group by its name, or the one of the settings, or the only one there is.
#[expect(clippy::doc_markdown, reason = "this is a page of help, on which variables stand bare")]
#[derive(Args, Debug)]
pub(super) struct Named {
    /// The deployment group; unless given, that of the settings, or the only one there is
    group: Option<String>,
    /// Its application [HEADGATE_APPLICATION]
    #[arg(long, short, value_name = "NAME")]
    application: Option<String>,
}

impl Named {
    /// Finds it.
    pub(super) async fn find(self, client: &Client, settings: &Settings) -> Result<GroupOf, Refusal> {
        which::chosen(&Place { application: self.application, group: self.group }, client, settings).await
    }
}
