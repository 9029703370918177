//! What deployment groups rely on. It is found by planning each group's latest revision once more, and leaving aside what
//! only says that it has been deployed already.

use super::refused;
use crate::client::Client;
use crate::commands::check::{Check, Standing};
use crate::commands::which::{GroupOf, chosen};
use crate::refusal::Refusal;
use crate::settings::{Place, Settings};
use headgate_wire::{
    CreateDeploymentInput, Finding, GetDeploymentInput, GetDeploymentOutput, ListApplicationsInput, ListDeploymentGroupsInput,
    PlanDeploymentOutput,
};

/// Each is several calls, and a person waits.
const GROUPS_MAX: usize = 20;

/// The group that is named, or all of them.
pub(super) async fn judged(place: &Place, client: &Client, settings: &Settings) -> Result<Vec<Check>, Refusal> {
    let mut groups = groups(place, client, settings).await?;
    let mut checks = Vec::new();
    if groups.is_empty() {
        let check = Check::new(Standing::Noted, "deployment groups", "there are none yet");
        checks.push(check.with_remedy("`headgate init` makes the first one"));
    }
    if groups.len() > GROUPS_MAX {
        let message = format!("only the first {GROUPS_MAX} of {} are looked at", groups.len());
        let check = Check::new(Standing::Noted, "deployment groups", message);
        checks.push(check.with_remedy("Name one with `--application` and `--group`"));
        groups.truncate(GROUPS_MAX);
    }
    for group in groups {
        checks.extend(group_judged(&group, client).await);
    }
    Ok(checks)
}

async fn groups(place: &Place, client: &Client, settings: &Settings) -> Result<Vec<GroupOf>, Refusal> {
    if place.group(settings).is_some() {
        return Ok(vec![chosen(place, client, settings).await?]);
    }
    let applications = match place.application(settings) {
        Some(application) => vec![application.value],
        None => client.list(ListApplicationsInput::default(), GROUPS_MAX + 1).await?,
    };
    let mut groups = Vec::new();
    for application in applications {
        let input = ListDeploymentGroupsInput { application_name: Some(application.clone()), ..Default::default() };
        let names = client.list(input, GROUPS_MAX + 1).await?;
        groups.extend(names.into_iter().map(|group| GroupOf { application: application.clone(), group }));
    }
    Ok(groups)
}

async fn group_judged(of: &GroupOf, client: &Client) -> Vec<Check> {
    let subject = format!("group {of}");
    match planned(of, client).await {
        Ok(Some(plan)) => told(&subject, &plan),
        Ok(None) => {
            let message = "nothing has been deployed to it yet, so that it relies on nothing yet";
            vec![Check::new(Standing::Noted, subject, message).with_remedy("`headgate plan` looks at what an AppSpec names")]
        }
        Err(refusal) => vec![refused(&subject, &refusal)],
    }
}

/// What the latest revision would come to, if it were deployed again.
async fn planned(of: &GroupOf, client: &Client) -> Result<Option<PlanDeploymentOutput>, Refusal> {
    let Some(id) = of.newest(client, &[]).await? else { return Ok(None) };
    let output: GetDeploymentOutput = client.call("GetDeployment", &GetDeploymentInput { deployment_id: Some(id) }).await?;
    let input = CreateDeploymentInput {
        application_name: Some(of.application.clone()),
        deployment_group_name: Some(of.group.clone()),
        revision: output.deployment_info.and_then(|info| info.revision),
        ..Default::default()
    };
    client.call("PlanDeployment", &input).await.map(Some)
}

fn told(subject: &str, plan: &PlanDeploymentOutput) -> Vec<Check> {
    let lasting = plan.findings.iter().flatten().filter(|finding| lasts(finding, plan));
    let found = lasting.map(Check::from).map(|check| Check { subject: format!("{subject}, {}", check.subject), ..check });
    let found: Vec<Check> = found.collect();
    if found.iter().any(|check| check.standing != Standing::Noted) { found } else { vec![Check::new(Standing::Well, subject, sound(plan))] }
}

/// What is true of the group whatever is deployed to it: alarms, hooks, and aliases that cannot be looked at. Which versions
/// an alias moves between is another matter every time.
fn lasts(finding: &Finding, plan: &PlanDeploymentOutput) -> bool {
    let subject = finding.subject.as_deref().unwrap_or_default();
    let mut blind = plan.targets.iter().flatten().filter(|target| target.routing.is_none());
    let watched = ["alarm ", "hook ", "alarmConfiguration", "autoRollbackConfiguration"];
    watched.iter().any(|watched| subject.starts_with(watched)) || blind.any(|target| target.target_id.as_deref() == Some(subject))
}

/// What was looked at.
fn sound(plan: &PlanDeploymentOutput) -> String {
    let listed = |names: Vec<String>| if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    let alarms = plan.alarms.iter().flatten().filter_map(|alarm| alarm.name.clone()).collect();
    let hooks = plan.hooks.iter().flatten().filter_map(|hook| hook.function_name.clone()).collect();
    let targets = plan.targets.iter().flatten().filter_map(|target| target.target_id.clone()).collect();
    format!(
        "alarms are there and quiet: {}; hooks can be called: {}; aliases are there: {}",
        listed(alarms),
        listed(hooks),
        listed(targets)
    )
}
