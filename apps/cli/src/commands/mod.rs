//! What `headgate` can be asked.

mod proxy;

use crate::refusal::Refusal;
use clap::Subcommand;

/// The verbs.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Let CodeDeploy's clients (AWS CLI, SDKs) speak to Headgate through an address of this machine
    Proxy(proxy::Proxy),
}

impl Command {
    /// Does it.
    pub(crate) async fn run(self) -> Result<(), Refusal> {
        match self {
            Self::Proxy(proxy) => proxy.run().await,
        }
    }
}
