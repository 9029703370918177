//! `headgate config list`.

use crate::console::{Table, written};
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;
use headgate_wire::{ListDeploymentConfigsInput, ListDeploymentConfigsOutput};

/// List the deployment configurations for functions
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:\n  headgate config list\n  headgate config list --all")]
pub(super) struct List {
    /// Those that CodeDeploy has for servers and services as well
    #[arg(long)]
    all: bool,
}

impl List {
    /// Lists them.
    pub(super) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let mut names = context.client().await?.list(ListDeploymentConfigsInput::default(), usize::MAX).await?;
        names.retain(|name| self.all || is_for_functions(name));
        let output = ListDeploymentConfigsOutput { deployment_configs_list: Some(names), next_token: None };
        context.console.show(
            || written("ListDeploymentConfigs", &output),
            || {
                let mut table = Table::new(&["CONFIG"]);
                output.deployment_configs_list.iter().flatten().for_each(|name| table.row([name.clone()]));
                table.to_string()
            },
        );
        Ok(())
    }
}

/// Of those that everybody has, the name says what they are for.
fn is_for_functions(name: &str) -> bool {
    name.strip_prefix("CodeDeployDefault.").is_none_or(|name| name.starts_with("Lambda"))
}
