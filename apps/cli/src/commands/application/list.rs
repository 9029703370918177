//! `headgate application list`.

use crate::client::Client;
use crate::console::{Console, Table, tell, written};
use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Args;
use headgate_wire::{ApplicationInfo, BatchGetApplicationsInput, BatchGetApplicationsOutput, ListApplicationsInput};

/// How many applications can be read at once.
const BATCH_MAX: usize = 100;

/// List all applications
#[derive(Args, Debug)]
pub(super) struct List {}

impl List {
    /// Lists them.
    pub(super) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let client = context.client().await?;
        let names = client.list(ListApplicationsInput::default(), usize::MAX).await?;
        let output = read(&client, names).await?;
        context.console.show(|| written("BatchGetApplications", &output), || text(&context.console, output.applications_info.as_deref()));
        Ok(())
    }
}

async fn read(client: &Client, names: Vec<String>) -> Result<BatchGetApplicationsOutput, Refusal> {
    let mut infos = Vec::new();
    for names in names.chunks(BATCH_MAX) {
        let input = BatchGetApplicationsInput { application_names: Some(names.to_vec()) };
        let output: BatchGetApplicationsOutput = client.call("BatchGetApplications", &input).await?;
        infos.extend(output.applications_info.unwrap_or_default());
    }
    Ok(BatchGetApplicationsOutput { applications_info: Some(infos) })
}

fn text(console: &Console, infos: Option<&[ApplicationInfo]>) -> String {
    let infos = infos.unwrap_or_default();
    if infos.is_empty() {
        tell("There is no application yet: `headgate application create` makes one.");
        return String::new();
    }
    let mut table = Table::new(&["APPLICATION", "PLATFORM", "CREATED"]);
    for info in infos {
        table.row([
            info.application_name.clone().unwrap_or_default(),
            info.compute_platform.map(|platform| platform.to_string()).unwrap_or_default(),
            console.instant(info.create_time).unwrap_or_default(),
        ]);
    }
    table.to_string()
}
