//! Deployment groups.

use super::configs::Followers;
use super::paging::{Listing, PAGE};
use super::{
    RACES_MAX, alarms, applications, busy, configs, ecs_services, group_changes, if_any, latest, members, platforms, refuse, tags,
    triggers, views,
};
use crate::group_record::GroupRecord;
use crate::records::{NameRecord, group_key, group_name_key, no_application, put};
use crate::{Actuator, Engine, EngineError, Exception, Expect, Fault, Lock, RecordKind, Refusal, Rev, Store, Stored, Write};
use headgate_domain::{
    AlarmConfiguration, Application, ApplicationName, ConfigName, DeploymentGroup, GroupName, OnConflict, RollbackPolicy, Status,
};
use headgate_wire as wire;

/// CodeDeploy's time for a hook.
const DEFAULT_HOOK_TIMEOUT_SECONDS: u32 = 3600;

pub(super) async fn create<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::CreateDeploymentGroupInput,
) -> Result<wire::CreateDeploymentGroupOutput, EngineError> {
    let application = members::application(input.application_name.clone())?;
    let name = members::group("deploymentGroupName", input.deployment_group_name.clone())?;
    if input.service_role_arn.as_ref().is_none_or(String::is_empty) {
        refuse(Exception::RoleRequired, "`serviceRoleArn` is missing: give an IAM role's ARN")?;
    }
    let tags = tags::checked(input.tags.clone())?;
    let of = engine.application(&application).await?;
    let record = group_changes::applied(group_changes::of_creation(input), blank(engine, &of, name))?;
    let group = &record.group;
    configs::fits(engine, &group.config, of.platform).await?;
    engine.alarms_exist(&group.alarms).await?;
    for _ in 0..RACES_MAX {
        let (of, rev) = application_of(engine, group, &application).await?;
        is_free(engine, group, &of).await?;
        let mut writes = vec![put(group_key(&group.id), &record, Expect::Absent)?, takes_name(group)?, applications::stays(&of, rev)?];
        writes.extend(tags.kept(group.id.as_str())?);
        writes.extend(ecs_services::moved(engine, None, Some(&record)).await?);
        writes.extend(Followers::default().gain(&group.config).writes(engine).await?);
        if engine.attempt(writes).await? {
            return Ok(wire::CreateDeploymentGroupOutput { deployment_group_id: Some(group.id.to_string()) });
        }
    }
    Err(busy(&format!("application `{application}`")))
}

/// The group's application as it is now. `name` is what the request calls it, for the refusal where it is gone.
async fn application_of<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    group: &DeploymentGroup,
    name: &ApplicationName,
) -> Result<(Application, Rev), EngineError> {
    Ok(engine.application_by_id(&group.application).await?.ok_or_else(|| no_application(name))?)
}

/// Refuses a name that another group of the application has.
async fn is_free<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    group: &DeploymentGroup,
    application: &Application,
) -> Result<(), EngineError> {
    if engine.group_id(&group.application, &group.name).await?.is_none() {
        return Ok(());
    }
    let message = format!("There is a deployment group `{}` in application `{}` already", group.name, application.name);
    Err(Refusal::new(Exception::DeploymentGroupAlreadyExists, message).into())
}

/// The write that gives a group its name, unless another one of its application has it.
fn takes_name(group: &DeploymentGroup) -> Result<Write, Fault> {
    put(group_name_key(&group.application, &group.name), &NameRecord { id: group.id.clone() }, Expect::Absent)
}

/// The write that takes a group's name from it. It goes with a write of the group at its revision: as
/// long as that stands, the name is the group's.
fn lets_go(group: &DeploymentGroup) -> Write {
    Write::Remove(group_name_key(&group.application, &group.name), Expect::Anything)
}

fn blank<S: Store, A: Actuator>(engine: &Engine<S, A>, application: &Application, name: GroupName) -> GroupRecord {
    let config = platforms::default_config(application.platform);
    let group = DeploymentGroup {
        application: application.id.clone(),
        name,
        id: engine.source.group_id(),
        config: ConfigName::new(config).expect("the default configuration has a name"),
        service_role_arn: String::new(),
        alarms: AlarmConfiguration::default(),
        rollback: RollbackPolicy::default(),
        triggers: vec![],
        on_conflict: OnConflict::default(),
        hook_timeout_seconds: DEFAULT_HOOK_TIMEOUT_SECONDS,
        ignore_active_alarms: false,
        final_bake_seconds: None,
        created_at: engine.source.now(),
    };
    GroupRecord { group, members: platforms::blank(application.platform) }
}

/// Changes a group, its name included. What runs keeps the rules it started under; what waits starts
/// under the new ones. Deployments are the group's by its id, whatever it is called.
pub(super) async fn update<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::UpdateDeploymentGroupInput,
) -> Result<wire::UpdateDeploymentGroupOutput, EngineError> {
    let application = members::application(input.application_name.clone())?;
    let name = members::group("currentDeploymentGroupName", input.current_deployment_group_name.clone())?;
    let new = input.new_deployment_group_name.clone();
    let new = new.map(|new| members::group("newDeploymentGroupName", Some(new))).transpose()?.unwrap_or_else(|| name.clone());
    for _ in 0..RACES_MAX {
        let (before, rev) = engine.group_with_rev(&application, &name).await?;
        let group = &before.group;
        let renamed = GroupRecord { group: DeploymentGroup { name: new.clone(), ..group.clone() }, ..before.clone() };
        let record = group_changes::applied(input.clone(), renamed)?;
        let changed = &record.group;
        if changed.config != group.config {
            configs::fits(engine, &changed.config, record.members.platform()).await?;
        }
        if changed.alarms != group.alarms {
            engine.alarms_exist(&changed.alarms).await?;
        }
        let mut writes = vec![put(group_key(&group.id), &record, Expect::At(rev))?];
        if changed.name != group.name {
            let (of, rev) = application_of(engine, group, &application).await?;
            is_free(engine, changed, &of).await?;
            writes.extend([lets_go(group), takes_name(changed)?, applications::stays(&of, rev)?]);
        }
        writes.extend(ecs_services::moved(engine, Some(&before), Some(&record)).await?);
        writes.extend(Followers::default().lose(&group.config).gain(&changed.config).writes(engine).await?);
        if engine.attempt(writes).await? {
            return Ok(wire::UpdateDeploymentGroupOutput { hooks_not_cleaned_up: Some(vec![]) });
        }
    }
    Err(busy(&format!("deployment group `{name}`")))
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
        let Some(group) = if_any(engine.group_with_rev(&application, &name).await)? else { return Ok(gone) };
        if engine.attempt(removal(engine, &[group]).await?).await? {
            return Ok(gone);
        }
    }
    Err(busy(&format!("deployment group `{name}`")))
}

/// The writes that remove groups for which nothing is active, and nothing waits.
pub(super) async fn removal<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    groups: &[(GroupRecord, Rev)],
) -> Result<Vec<Write>, EngineError> {
    let mut writes = vec![];
    let mut followers = Followers::default();
    for (record, rev) in groups {
        let group = &record.group;
        let lock = Lock::Group(group.id.clone());
        at_rest(engine, group, &lock).await?;
        writes.push(Write::Unlocked(lock));
        writes.push(Write::Remove(group_key(&group.id), Expect::At(*rev)));
        writes.push(lets_go(group));
        writes.push(tags::gone(group.id.as_str()));
        writes.extend(ecs_services::moved(engine, Some(record), None).await?);
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
            Ok(refuse(Exception::InvalidOperation, message)?)
        }
        None => Ok(()),
    }
}

pub(super) async fn list<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::ListDeploymentGroupsInput,
) -> Result<wire::ListDeploymentGroupsOutput, EngineError> {
    let application = members::application(input.application_name)?;
    let id = engine.application_id(&application).await?;
    let listing = Listing::of("ListDeploymentGroups", &[id.as_str()]);
    let after = listing.after(input.next_token.as_deref())?;
    let page = engine.store.records(RecordKind::GroupName, id.as_str(), after, PAGE).await?;
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
    Ok(wire::GetDeploymentGroupOutput { deployment_group_info: Some(told(engine, &application, &name).await?) })
}

/// A group with its last deployments, as CodeDeploy tells of it.
pub(super) async fn told<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    application: &ApplicationName,
    name: &GroupName,
) -> Result<wire::DeploymentGroupInfo, EngineError> {
    let (record, _) = engine.group_with_rev(application, name).await?;
    let attempted = latest::deployment(engine, &record.group.id, vec![], None).await?;
    let successful = latest::deployment(engine, &record.group.id, vec![Status::Succeeded], None).await?;
    Ok(info(application, &record, attempted.as_ref(), successful.as_ref()))
}

fn info(
    application: &ApplicationName,
    record: &GroupRecord,
    attempted: Option<&Stored>,
    successful: Option<&Stored>,
) -> wire::DeploymentGroupInfo {
    let group = &record.group;
    let info = wire::DeploymentGroupInfo {
        application_name: Some(application.to_string()),
        deployment_group_id: Some(group.id.to_string()),
        deployment_group_name: Some(group.name.to_string()),
        deployment_config_name: Some(group.config.to_string()),
        service_role_arn: Some(group.service_role_arn.clone()),
        target_revision: successful.map(|stored| views::revision(&stored.deployment.request().revision)),
        trigger_configurations: Some(triggers::written(&group.triggers)),
        alarm_configuration: Some(alarms::written(&group.alarms)),
        auto_rollback_configuration: Some(alarms::written_rollback(group.rollback)),
        last_successful_deployment: successful.map(last_info),
        last_attempted_deployment: attempted.map(last_info),
        compute_platform: Some(views::platform(record.members.platform())),
        on_conflict: Some(views::on_conflict(group.on_conflict)),
        hook_timeout_seconds: Some(i64::from(group.hook_timeout_seconds)),
        ignore_active_alarms: Some(group.ignore_active_alarms),
        final_bake_seconds: group.final_bake_seconds.map(i64::from),
        ..wire::DeploymentGroupInfo::default()
    };
    platforms::written(&record.members, info)
}

fn last_info(stored: &Stored) -> wire::LastDeploymentInfo {
    let deployment = &stored.deployment;
    wire::LastDeploymentInfo {
        deployment_id: Some(deployment.id().to_string()),
        status: Some(views::status(deployment.status())),
        end_time: views::completed_at(deployment).map(views::seconds),
        create_time: Some(views::seconds(deployment.created_at())),
    }
}
