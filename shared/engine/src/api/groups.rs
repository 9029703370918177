//! Deployment groups.

use super::configs::Followers;
use super::group_changes::GroupChanges;
use super::paging::{Listing, PAGE};
use super::{RACES_MAX, alarms, applications, busy, members, refuse, triggers, views};
use crate::records::{group_key, put};
use crate::{Actuator, DeploymentQuery, Engine, EngineError, Expect, Lock, RecordKind, RefusalCode, Rev, Store, Stored, Write};
use headgate_domain::{AlarmConfiguration, ApplicationName, ConfigName, DeploymentGroup, GroupName, OnConflict, RollbackPolicy, Status};
use headgate_wire as wire;

/// What a group follows that names no configuration: CodeDeploy's default is for servers, so this is
/// the one of CodeDeploy's that shifts functions and asks for nothing more.
const DEFAULT_CONFIG: &str = "CodeDeployDefault.LambdaAllAtOnce";
/// CodeDeploy's time for a hook.
const DEFAULT_HOOK_TIMEOUT_SECONDS: u32 = 3600;

pub(super) async fn create<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::CreateDeploymentGroupInput,
) -> Result<wire::CreateDeploymentGroupOutput, EngineError> {
    let application = members::application(input.application_name.clone())?;
    let name = members::group("deploymentGroupName", input.deployment_group_name.clone())?;
    if input.service_role_arn.as_ref().is_none_or(String::is_empty) {
        refuse(RefusalCode::RoleRequired, "`serviceRoleArn` is missing: give an IAM role's ARN")?;
    }
    members::no_tags(input.tags.as_deref())?;
    engine.application(&application).await?;
    let group = GroupChanges::from(input).applied_to(blank(engine, application, name))?;
    engine.alarms_exist(&group.alarms).await?;
    for _ in 0..RACES_MAX {
        let key = group_key(&group.application, &group.name);
        if engine.store.record(&key).await?.is_some() {
            let message = format!("There is a deployment group `{}` in application `{}` already", group.name, group.application);
            refuse(RefusalCode::DeploymentGroupAlreadyExists, message)?;
        }
        engine.application(&group.application).await?;
        let mut writes = vec![put(key, &group, Expect::Absent)?, applications::exists(&group.application)];
        writes.extend(Followers::default().gain(&group.config).writes(engine).await?);
        if engine.attempt(writes).await? {
            return Ok(wire::CreateDeploymentGroupOutput { deployment_group_id: Some(group.id) });
        }
    }
    Err(busy(&format!("application `{}`", group.application)))
}

fn blank<S: Store, A: Actuator>(engine: &Engine<S, A>, application: ApplicationName, name: GroupName) -> DeploymentGroup {
    DeploymentGroup {
        application,
        name,
        id: engine.source.uuid(),
        config: ConfigName::new(DEFAULT_CONFIG).expect("the default configuration has a name"),
        service_role_arn: String::new(),
        alarms: AlarmConfiguration::default(),
        rollback: RollbackPolicy::default(),
        triggers: vec![],
        on_conflict: OnConflict::default(),
        hook_timeout_seconds: DEFAULT_HOOK_TIMEOUT_SECONDS,
        ignore_active_alarms: false,
        final_bake_seconds: None,
        created_at: engine.source.now(),
    }
}

/// Changes a group. What runs keeps the rules it started under; what waits starts under the new ones.
pub(super) async fn update<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::UpdateDeploymentGroupInput,
) -> Result<wire::UpdateDeploymentGroupOutput, EngineError> {
    let application = members::application(input.application_name.clone())?;
    let name = members::group("currentDeploymentGroupName", input.current_deployment_group_name.clone())?;
    if let Some(new) = input.new_deployment_group_name.clone()
        && members::group("newDeploymentGroupName", Some(new))? != name
    {
        let message = "`newDeploymentGroupName`: Headgate does not rename groups: make a new one, or leave the member out";
        refuse(RefusalCode::InvalidDeploymentGroupName, message)?;
    }
    for _ in 0..RACES_MAX {
        let (group, rev) = with_rev(engine, &application, &name).await?;
        let changed = GroupChanges::from(input.clone()).applied_to(group.clone())?;
        if changed.alarms != group.alarms {
            engine.alarms_exist(&changed.alarms).await?;
        }
        let mut writes = vec![put(group_key(&application, &name), &changed, Expect::At(rev))?];
        writes.extend(Followers::default().lose(&group.config).gain(&changed.config).writes(engine).await?);
        if engine.attempt(writes).await? {
            return Ok(wire::UpdateDeploymentGroupOutput { hooks_not_cleaned_up: Some(vec![]) });
        }
    }
    Err(busy(&format!("deployment group `{name}`")))
}

async fn with_rev<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    application: &ApplicationName,
    name: &GroupName,
) -> Result<(DeploymentGroup, Rev), EngineError> {
    match engine.typed(&group_key(application, name)).await? {
        Some(found) => Ok(found),
        // For the exception that says what is missing.
        None => Ok((engine.group(application, name).await?, Rev(0))),
    }
}

/// Removes a group, unless a deployment of its is active or waiting. One that is not there is gone already.
pub(super) async fn delete<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::DeleteDeploymentGroupInput,
) -> Result<wire::DeleteDeploymentGroupOutput, EngineError> {
    let application = members::application(input.application_name)?;
    let name = members::group("deploymentGroupName", input.deployment_group_name)?;
    let gone = wire::DeleteDeploymentGroupOutput { hooks_not_cleaned_up: Some(vec![]) };
    for _ in 0..RACES_MAX {
        let Some(group) = engine.typed(&group_key(&application, &name)).await? else { return Ok(gone) };
        if engine.attempt(removal(engine, &[group]).await?).await? {
            return Ok(gone);
        }
    }
    Err(busy(&format!("deployment group `{name}`")))
}

/// The writes that remove groups for which nothing is active, and nothing waits.
pub(super) async fn removal<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    groups: &[(DeploymentGroup, Rev)],
) -> Result<Vec<Write>, EngineError> {
    let mut writes = vec![];
    let mut followers = Followers::default();
    for (group, rev) in groups {
        let lock = Lock::Group(group.application.clone(), group.name.clone());
        at_rest(engine, group, &lock).await?;
        writes.push(Write::Unlocked(lock));
        writes.push(Write::Remove(group_key(&group.application, &group.name), Expect::At(*rev)));
        followers = followers.lose(&group.config);
    }
    writes.extend(followers.writes(engine).await?);
    Ok(writes)
}

async fn at_rest<S: Store, A: Actuator>(engine: &Engine<S, A>, group: &DeploymentGroup, lock: &Lock) -> Result<(), EngineError> {
    let busy = match engine.store.holder(lock).await? {
        Some(chain) => Some((engine.active_of(&chain).await?, "is active")),
        None => engine.store.waiting(lock, 1).await?.into_iter().next().map(|place| (place.deployment, "is waiting")),
    };
    match busy {
        Some((id, how)) => {
            let message = format!("Deployment `{id}` of deployment group `{}` {how}: stop it, or let it end, first", group.name);
            Ok(refuse(RefusalCode::InvalidOperation, message)?)
        }
        None => Ok(()),
    }
}

pub(super) async fn list<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::ListDeploymentGroupsInput,
) -> Result<wire::ListDeploymentGroupsOutput, EngineError> {
    let application = members::application(input.application_name)?;
    let listing = Listing::of("ListDeploymentGroups", &[application.as_str()]);
    let after = listing.after(input.next_token.as_deref())?;
    engine.application(&application).await?;
    let page = engine.store.records(RecordKind::Group, application.as_str(), after, PAGE).await?;
    Ok(wire::ListDeploymentGroupsOutput {
        application_name: Some(application.to_string()),
        deployment_groups: Some(page.items.into_iter().map(|record| record.key.name).collect()),
        next_token: page.next.map(|next| listing.token(&next)),
    })
}

pub(super) async fn get<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::GetDeploymentGroupInput,
) -> Result<wire::GetDeploymentGroupOutput, EngineError> {
    let application = members::application(input.application_name)?;
    let name = members::group("deploymentGroupName", input.deployment_group_name)?;
    let group = engine.group(&application, &name).await?;
    let attempted = last(engine, &group, vec![]).await?;
    let successful = last(engine, &group, vec![Status::Succeeded]).await?;
    Ok(wire::GetDeploymentGroupOutput { deployment_group_info: Some(info(&group, attempted.as_ref(), successful.as_ref())) })
}

/// Pages in which a group's last successful deployment is looked for.
const PAGES_MAX: usize = 10;

async fn last<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    group: &DeploymentGroup,
    statuses: Vec<Status>,
) -> Result<Option<Stored>, EngineError> {
    let group = Some((group.application.clone(), group.name.clone()));
    let mut query = DeploymentQuery { group, statuses, limit: 1, ..DeploymentQuery::default() };
    for _ in 0..PAGES_MAX {
        let page = engine.store.deployments(&query).await?;
        if let Some(id) = page.items.first() {
            return Ok(engine.store.load(id).await?);
        }
        match page.next {
            Some(next) => query = DeploymentQuery { after: Some(next), limit: PAGE, ..query },
            None => break,
        }
    }
    Ok(None)
}

fn info(group: &DeploymentGroup, attempted: Option<&Stored>, successful: Option<&Stored>) -> wire::DeploymentGroupInfo {
    wire::DeploymentGroupInfo {
        application_name: Some(group.application.to_string()),
        deployment_group_id: Some(group.id.clone()),
        deployment_group_name: Some(group.name.to_string()),
        deployment_config_name: Some(group.config.to_string()),
        service_role_arn: Some(group.service_role_arn.clone()),
        target_revision: successful.map(|stored| views::revision(&stored.deployment.request().revision)),
        trigger_configurations: Some(triggers::written(&group.triggers)),
        alarm_configuration: Some(alarms::written(&group.alarms)),
        auto_rollback_configuration: Some(alarms::written_rollback(group.rollback)),
        deployment_style: Some(views::style()),
        last_successful_deployment: successful.map(last_info),
        last_attempted_deployment: attempted.map(last_info),
        compute_platform: Some(views::PLATFORM.to_owned()),
        termination_hook_enabled: Some(false),
        on_conflict: Some(views::on_conflict(group.on_conflict).to_owned()),
        hook_timeout_seconds: Some(i64::from(group.hook_timeout_seconds)),
        ignore_active_alarms: Some(group.ignore_active_alarms),
        final_bake_seconds: group.final_bake_seconds.map(i64::from),
    }
}

fn last_info(stored: &Stored) -> wire::LastDeploymentInfo {
    let deployment = &stored.deployment;
    wire::LastDeploymentInfo {
        deployment_id: Some(deployment.id().to_string()),
        status: Some(deployment.status().to_string()),
        end_time: views::completed_at(deployment).map(views::seconds),
        create_time: Some(views::seconds(deployment.created_at())),
    }
}
