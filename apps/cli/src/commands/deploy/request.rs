//! What is to be deployed, and how: what `deploy` sends, and `plan` asks about.

use crate::appspec_file;
use crate::client::Client;
use crate::commands::meeting::Meeting;
use crate::commands::which::{GroupOf, chosen};
use crate::refusal::Refusal;
use crate::settings::{Place, Settings};
use clap::Args;
use headgate_domain::{AliasName, FunctionRef, Qualifier};
use headgate_wire::{AppSpecContent, CreateDeploymentInput, RevisionLocation, RevisionLocationType};
use serde_json::json;

/// What is to be deployed, and how.
#[derive(Args, Clone, Debug)]
pub(crate) struct Request {
    /// The AppSpec, YAML or JSON; `-` is stdin
    #[arg(value_name = "APPSPEC", required_unless_present = "function", conflicts_with = "function")]
    appspec: Option<String>,
    /// The function, by name or ARN, in place of an AppSpec
    #[arg(long, value_name = "NAME", requires_all = ["alias", "to"], value_parser = |text: &str| FunctionRef::new(text))]
    function: Option<FunctionRef>,
    /// Its alias that carries the traffic
    #[arg(long, value_name = "NAME", requires = "function", value_parser = |text: &str| AliasName::new(text))]
    alias: Option<AliasName>,
    /// The version that the traffic is to go to; `$LATEST` is published first
    #[arg(long, value_name = "VERSION", requires = "function", value_parser = |text: &str| Qualifier::try_from(text.to_owned()))]
    to: Option<Qualifier>,
    #[command(flatten)]
    place: Place,
    /// The deployment configuration, in place of the deployment group's
    #[arg(long, value_name = "NAME")]
    config: Option<String>,
    /// What it is about, for people
    #[arg(long, short, value_name = "TEXT")]
    description: Option<String>,
    /// What becomes of it if another is on its way, in place of what the deployment group says
    #[arg(long, value_name = "WHAT", value_enum)]
    on_conflict: Option<Meeting>,
    /// Start although an alarm is active, as a fix has to: it does not count until it has been quiet
    #[arg(long)]
    ignore_active_alarms: bool,
}

impl Request {
    /// The AppSpec's text, in which there is no mistake.
    pub(crate) fn appspec(&self) -> Result<String, Refusal> {
        match (&self.appspec, &self.function, &self.alias, &self.to) {
            (Some(file), ..) => appspec_file::read(file).map(|(text, _)| text),
            (None, Some(function), Some(alias), Some(to)) => Ok(written(function, alias, to)),
            (None, ..) => Err(Refusal::bug("clap lets through a deployment of nothing")),
        }
    }

    /// What `CreateDeployment` and `PlanDeployment` take.
    pub(crate) async fn input(self, appspec: String, client: &Client, settings: &Settings) -> Result<CreateDeploymentInput, Refusal> {
        let GroupOf { application, group } = chosen(&self.place, client, settings).await?;
        Ok(CreateDeploymentInput {
            application_name: Some(application),
            deployment_group_name: Some(group),
            deployment_config_name: self.config,
            description: self.description,
            on_conflict: self.on_conflict.map(Into::into),
            ignore_active_alarms: self.ignore_active_alarms.then_some(true),
            revision: Some(RevisionLocation {
                revision_type: Some(RevisionLocationType::AppSpecContent),
                app_spec_content: Some(AppSpecContent { content: Some(appspec), sha256: None }),
                ..Default::default()
            }),
            ..Default::default()
        })
    }
}

fn written(function: &FunctionRef, alias: &AliasName, to: &Qualifier) -> String {
    let properties = json!({"Name": function, "Alias": alias, "TargetVersion": to});
    json!({"version": "0.0", "Resources": [{"function": {"Type": "AWS::Lambda::Function", "Properties": properties}}]}).to_string()
}
