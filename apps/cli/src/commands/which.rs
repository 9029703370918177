//! Which deployment is meant: the one that is named, or one of the deployment group that is.

use crate::client::Client;
use crate::console;
use crate::refusal::Refusal;
use crate::settings::{Place, Settings};
use clap::Args;
use headgate_wire::{DeploymentStatus, ListApplicationsInput, ListDeploymentGroupsInput, ListDeploymentsInput};

/// Statuses of a deployment that moves traffic, or may: a group has one at a time.
pub(crate) const ACTIVE: [DeploymentStatus; 4] =
    [DeploymentStatus::Created, DeploymentStatus::InProgress, DeploymentStatus::Baking, DeploymentStatus::Ready];
/// How many names are told where one has to be chosen.
const TOLD_MAX: usize = 10;

/// The deployment that a command is about.
#[derive(Args, Clone, Debug)]
pub(crate) struct Which {
    /// The deployment's id; unless given, the one of the deployment group that is active
    #[arg(value_name = "DEPLOYMENT")]
    id: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// A deployment group.
#[derive(Clone, Debug)]
pub(crate) struct GroupOf {
    pub(crate) application: String,
    pub(crate) group: String,
}

impl Which {
    /// The active deployment, or else the newest.
    pub(crate) async fn active_or_newest(&self, client: &Client, settings: &Settings) -> Result<String, Refusal> {
        if let Some(id) = self.named()? {
            return Ok(id);
        }
        let of = chosen(&self.place, client, settings).await?;
        if let Some(id) = of.newest(client, &ACTIVE).await? {
            return Ok(id);
        }
        let newest = of.newest(client, &[]).await?;
        newest.ok_or_else(|| {
            Refusal::refused(format!("nothing has been deployed to {of} yet"))
                .with_hint("`headgate deploy` begins; `headgate list --all` shows what was deployed elsewhere")
        })
    }

    /// The active deployment; there is something to be done to it, so that it is said which it is.
    pub(crate) async fn active(&self, client: &Client, settings: &Settings) -> Result<String, Refusal> {
        if let Some(id) = self.named()? {
            return Ok(id);
        }
        let of = chosen(&self.place, client, settings).await?;
        let Some(id) = of.newest(client, &ACTIVE).await? else {
            let hint = match of.newest(client, &[]).await? {
                Some(newest) => format!("the newest deployment is {newest}: `headgate status {newest}` shows how it ended"),
                None => "nothing has been deployed to it yet".to_owned(),
            };
            return Err(Refusal::refused(format!("nothing is being deployed to {of}")).with_hint(hint));
        };
        console::tell(&format!("Deployment {id} of {of}"));
        Ok(id)
    }

    /// Whether it is named by its id, and not found out.
    pub(crate) fn is_named(&self) -> bool {
        self.id.is_some()
    }

    fn named(&self) -> Result<Option<String>, Refusal> {
        if self.id.is_some() && self.place.is_given() {
            return Err(Refusal::usage(
                "both a deployment and where it is are named: name the deployment alone, or `--application` and `--group`",
            ));
        }
        Ok(self.id.clone())
    }
}

/// The deployment group that is named; where none is, the only one there is.
pub(crate) async fn chosen(place: &Place, client: &Client, settings: &Settings) -> Result<GroupOf, Refusal> {
    let named = place.application(settings).map(|application| application.value);
    let application = application(named, client, settings).await?;
    if let Some(group) = place.group(settings) {
        return Ok(GroupOf { application, group: group.value });
    }
    let groups = ListDeploymentGroupsInput { application_name: Some(application.clone()), next_token: None };
    let group = only("group", client.list(groups, TOLD_MAX + 1).await?)?;
    Ok(GroupOf { application, group })
}

/// The application that is named, here or in the settings; where none is, the only one there is.
pub(crate) async fn application(named: Option<String>, client: &Client, settings: &Settings) -> Result<String, Refusal> {
    match named.or_else(|| settings.application.as_ref().map(|application| application.value.clone())) {
        Some(application) => Ok(application),
        None => only("application", client.list(ListApplicationsInput::default(), TOLD_MAX + 1).await?),
    }
}

/// The only one there is.
fn only(what: &str, mut names: Vec<String>) -> Result<String, Refusal> {
    let noun = if what == "group" { "deployment group" } else { what };
    match names.len() {
        0 => Err(Refusal::refused(format!("there is no {noun} yet")).with_hint(format!("`headgate {what} create` makes one"))),
        1 => Ok(names.remove(0)),
        many => {
            let more = if many > TOLD_MAX { ", and more" } else { "" };
            names.truncate(TOLD_MAX);
            let sentence = format!("there are several {noun}s, so one has to be named: {}{more}", names.join(", "));
            Err(Refusal::usage(sentence).with_hint(format!("give `--{what}`, or set `{what}` in headgate.toml")))
        }
    }
}

impl GroupOf {
    /// The newest deployment that has one of these statuses; any, where none is given.
    pub(crate) async fn newest(&self, client: &Client, statuses: &[DeploymentStatus]) -> Result<Option<String>, Refusal> {
        let input = ListDeploymentsInput {
            application_name: Some(self.application.clone()),
            deployment_group_name: Some(self.group.clone()),
            include_only_statuses: Some(statuses.to_vec()).filter(|statuses| !statuses.is_empty()),
            ..Default::default()
        };
        Ok(client.list(input, 1).await?.pop())
    }
}

impl std::fmt::Display for GroupOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.application, self.group)
    }
}
