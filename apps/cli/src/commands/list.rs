//! `headgate list`: the latest deployments.

use super::which::{self, GroupOf};
use crate::client::Client;
use crate::console::{Console, Table, style, written};
use crate::context::Invocation;
use crate::refusal::Refusal;
use crate::settings::{Place, Settings};
use clap::{Args, ValueEnum, value_parser};
use headgate_wire::{BatchGetDeploymentsInput, BatchGetDeploymentsOutput, DeploymentInfo, DeploymentStatus, ListDeploymentsInput};

/// How many deployments can be read at once.
const BATCH_MAX: usize = 25;

/// List deployments, the newest first
///
/// Of one deployment group where one is named, in an option or in the settings; of all otherwise.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct List {
    #[command(flatten)]
    place: Place,
    /// Only those in this status; may be given more than once
    #[arg(long, value_name = "STATUS", value_enum)]
    status: Vec<Known>,
    /// At most so many
    #[arg(long, short, value_name = "NUMBER", default_value_t = 20, value_parser = value_parser!(u16).range(1..))]
    limit: u16,
    /// Of every deployment group, whatever the settings say
    #[arg(long, conflicts_with_all = ["application", "group"])]
    all: bool,
}

const EXAMPLES: &str = "\
Examples:
  headgate list
  headgate list --application shop --group live --status Failed --status Stopped
  headgate list --all --limit 100 --output json";

/// A status by its name.
#[derive(Clone, Copy, Debug)]
struct Known(DeploymentStatus);

impl ValueEnum for Known {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [Known; 8] = [
            Known(DeploymentStatus::Created),
            Known(DeploymentStatus::Queued),
            Known(DeploymentStatus::InProgress),
            Known(DeploymentStatus::Baking),
            Known(DeploymentStatus::Ready),
            Known(DeploymentStatus::Succeeded),
            Known(DeploymentStatus::Failed),
            Known(DeploymentStatus::Stopped),
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.0.as_str()))
    }
}

impl List {
    /// Lists them.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let client = context.client().await?;
        let input = self.input(&client, &context.settings).await?;
        let ids = client.list(input, usize::from(self.limit)).await?;
        let output = read(&client, ids).await?;
        context.console.show(|| written("BatchGetDeployments", &output), || text(&context.console, output.deployments_info.as_deref()));
        Ok(())
    }

    async fn input(&self, client: &Client, settings: &Settings) -> Result<ListDeploymentsInput, Refusal> {
        let statuses: Vec<DeploymentStatus> = self.status.iter().map(|status| status.0).collect();
        let is_named = self.place.application(settings).is_some() || self.place.group(settings).is_some();
        let of = if is_named && !self.all { Some(which::chosen(&self.place, client, settings).await?) } else { None };
        let (application_name, deployment_group_name) = of.map(|GroupOf { application, group }| (application, group)).unzip();
        Ok(ListDeploymentsInput {
            application_name,
            deployment_group_name,
            include_only_statuses: Some(statuses).filter(|statuses| !statuses.is_empty()),
            ..Default::default()
        })
    }
}

async fn read(client: &Client, ids: Vec<String>) -> Result<BatchGetDeploymentsOutput, Refusal> {
    let mut infos = Vec::new();
    for ids in ids.chunks(BATCH_MAX) {
        let input = BatchGetDeploymentsInput { deployment_ids: Some(ids.to_vec()) };
        let output: BatchGetDeploymentsOutput = client.call("BatchGetDeployments", &input).await?;
        infos.extend(output.deployments_info.unwrap_or_default());
    }
    Ok(BatchGetDeploymentsOutput { deployments_info: Some(infos) })
}

fn text(console: &Console, infos: Option<&[DeploymentInfo]>) -> String {
    let infos = infos.unwrap_or_default();
    if infos.is_empty() {
        crate::console::tell("There is no such deployment.");
        return String::new();
    }
    let mut table = Table::new(&["DEPLOYMENT", "STATUS", "GROUP", "CREATED", "ABOUT"]);
    for info in infos {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        table.row([
            text(&info.deployment_id),
            style::deployment(info.status),
            format!("{}/{}", text(&info.application_name), text(&info.deployment_group_name)),
            console.instant(info.create_time).unwrap_or_default(),
            about(info),
        ]);
    }
    table.to_string()
}

fn about(info: &DeploymentInfo) -> String {
    let rollback_of = info.rollback_info.as_ref().and_then(|rollback| rollback.rollback_triggering_deployment_id.as_deref());
    match (rollback_of, &info.description) {
        (Some(id), _) => format!("rollback of {id}"),
        (None, Some(description)) => description.clone(),
        (None, None) => String::new(),
    }
}
