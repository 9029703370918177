//! How a deployment comes to be.

use crate::hand::Hand;
use crate::records::{RevisionRecord, TokenRecord, group_key, put, revision_key, sha256, token_key};
use crate::writes::{birth, locks};
use crate::{Actuator, CommitError, Engine, EngineError, Exception, Expect, Fault, Lock, Refusal, Store, Stored, Upload, Write};
use headgate_domain::{
    AlarmConfiguration, AlarmName, AlarmsRead, ApplicationName, ComputePlatform, ConfigChoice, ConfigRules, Creator, Deployment,
    DeploymentGroup, DeploymentId, Effect, Event, GroupName, Moved, NewDeployment, OnConflict, Overrides, PlanError, Request, Revision,
    RollbackPolicy, Settings, Spec, Target, TrafficRouting, UserId,
};
use std::collections::BTreeMap;

/// A request for a deployment.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateDeployment {
    /// The application.
    pub application: ApplicationName,
    /// The deployment group.
    pub group: GroupName,
    /// The AppSpec.
    pub revision: RevisionText,
    /// Free text.
    pub description: Option<String>,
    /// What the caller wants differently from the AppSpec and the group.
    pub overrides: Overrides,
    /// The whole alarm configuration, in place of the group's.
    pub alarms: Option<AlarmConfiguration>,
    /// The whole rollback policy, in place of the group's.
    pub rollback: Option<RollbackPolicy>,
    /// The request's identity: repeated, it gives the first one's answer.
    pub token: Option<Token>,
    /// Who asks, where that is known.
    pub starter: Option<UserId>,
}

/// An AppSpec's text, and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RevisionText {
    /// `AppSpecContent`
    Content(String),
    /// `String`
    Text(String),
    /// `S3`, read already.
    S3 {
        /// The bucket.
        bucket: String,
        /// The key.
        key: String,
        /// `YAML`, `JSON`, `zip`, `tgz` or `tar`.
        bundle_type: String,
        /// The object's version.
        version: Option<String>,
        /// Its entity tag.
        e_tag: Option<String>,
        /// The AppSpec it holds.
        content: String,
    },
}

/// The identity of a request, unique within its sender's world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A caller's own token; it counts within its deployment group, whatever that is called.
    Client(String),
    /// One version of an uploaded object.
    Upload {
        /// The bucket.
        bucket: String,
        /// The key.
        key: String,
        /// The version.
        version: String,
    },
}

/// Transactions that lost a race before the request is given back to its caller.
pub(crate) const RACES_MAX: usize = 10;

impl RevisionText {
    fn content(&self) -> &str {
        match self {
            Self::Content(content) | Self::Text(content) | Self::S3 { content, .. } => content,
        }
    }

    fn described(&self) -> Revision {
        let sha256 = sha256(self.content());
        match self {
            Self::Content(_) => Revision::Content { sha256 },
            Self::Text(_) => Revision::Text { sha256 },
            Self::S3 { bucket, key, bundle_type, version, e_tag, .. } => Revision::S3 {
                bucket: bucket.clone(),
                key: key.clone(),
                bundle_type: bundle_type.clone(),
                version: version.clone(),
                e_tag: e_tag.clone(),
                sha256,
            },
        }
    }
}

impl<S: Store, A: Actuator> Engine<S, A> {
    /// Makes a deployment and takes its first turn. Once this returns an id, the deployment goes its
    /// way whatever happens to the caller.
    ///
    /// # Errors
    ///
    /// A refusal with CodeDeploy's exception; for an upload it is recorded, so that a late second
    /// delivery does not start what was refused.
    pub async fn create_deployment(&self, request: CreateDeployment) -> Result<DeploymentId, EngineError> {
        // An upload is known by its object alone: what became of it is answered even when its group is gone.
        let upload = match &request.token {
            Some(Token::Upload { bucket, key, version }) => Some(upload_identity(bucket, key, version)),
            Some(Token::Client(_)) | None => None,
        };
        if let Some(answer) = self.answered_before(upload.as_deref()).await? {
            return answer;
        }
        let group = self.deployable(&request.application, &request.group).await?;
        let client = client_identity(request.token.as_ref(), &group);
        if let Some(answer) = self.answered_before(client.as_deref()).await? {
            return answer;
        }
        match self.make(request, &group, upload.or(client).as_deref()).await {
            Ok(Made::New(stored)) => {
                let id = stored.deployment.id().clone();
                if let Err(fault) = self.drive(Hand::made(*stored)).await {
                    tracing::warn!(deployment_id = %id, %fault, "made; the next turn goes on");
                }
                Ok(id)
            }
            Ok(Made::Before(id)) => Ok(id),
            Err(error) => Err(error),
        }
    }

    /// What [`create_deployment`](Self::create_deployment) would make of a request, and what has become of it if it was
    /// made before. Nothing is written.
    pub(crate) async fn draft(&self, request: CreateDeployment) -> Result<Drafted, EngineError> {
        let group = self.deployable(&request.application, &request.group).await?;
        let client = client_identity(request.token.as_ref(), &group);
        let before = self.answered_before(client.as_deref()).await?.transpose()?;
        let (new, _) = self.resolve(request, &group).await?;
        Ok(Drafted { new, before })
    }

    /// The deployments that a new one would meet, each with the locks that it has or is first to wait for.
    pub(crate) async fn rivals(&self, new: &NewDeployment) -> Result<BTreeMap<DeploymentId, Vec<Lock>>, EngineError> {
        let started = Deployment::start(&self.source.fresh(), new.clone());
        let mut rivals: BTreeMap<DeploymentId, Vec<Lock>> = BTreeMap::new();
        for lock in locks(&started.deployment) {
            let mut met: Vec<DeploymentId> = self.store.waiting(&lock, 1).await?.into_iter().map(|first| first.deployment).collect();
            if let Some(chain) = self.store.holder(&lock).await? {
                met.push(self.active_of(&chain).await?);
            }
            for id in met {
                rivals.entry(id).or_default().push(lock.clone());
            }
        }
        Ok(rivals)
    }

    /// A group that can be deployed to: one of functions.
    pub(crate) async fn deployable(&self, application: &ApplicationName, group: &GroupName) -> Result<DeploymentGroup, EngineError> {
        let (record, _) = self.group_with_rev(application, group).await?;
        match record.members.platform() {
            ComputePlatform::Lambda => Ok(record.group),
            platform @ (ComputePlatform::Server | ComputePlatform::Ecs) => {
                let message = format!(
                    "Application `{application}` has platform `{platform}`: Headgate keeps its deployment groups, but deploys to `Lambda` \
                     only so far: name an application of `Lambda`"
                );
                Err(Refusal::new(Exception::InvalidComputePlatform, message).into())
            }
        }
    }

    /// Records that an upload was refused, so that its late redelivery is refused as well.
    ///
    /// # Errors
    ///
    /// A fault of the store.
    /// Answers what the upload has become after all, where another delivery was faster.
    pub(crate) async fn refuse_upload(&self, upload: &Upload, refusal: Refusal) -> Result<Result<DeploymentId, Refusal>, EngineError> {
        let identity = upload_identity(&upload.bucket, &upload.key, &upload.version);
        let record = TokenRecord::Refused { code: refusal.code.as_str().to_owned(), message: refusal.message.clone() };
        let write = put(token_key(&identity), &record, Expect::Absent)?;
        match self.store.commit(vec![write]).await {
            Ok(()) => Ok(Err(refusal)),
            Err(CommitError::Refused(_)) => match self.answered(&identity).await? {
                Some(Ok(id)) => Ok(Ok(id)),
                Some(Err(_)) | None => Ok(Err(refusal)),
            },
            Err(CommitError::Fault(fault)) => Err(fault.into()),
        }
    }

    async fn answered_before(&self, identity: Option<&str>) -> Result<Option<Result<DeploymentId, EngineError>>, EngineError> {
        match identity {
            Some(identity) => self.answered(identity).await,
            None => Ok(None),
        }
    }

    async fn answered(&self, identity: &str) -> Result<Option<Result<DeploymentId, EngineError>>, EngineError> {
        let Some((record, _)) = self.typed::<TokenRecord>(&token_key(identity)).await? else { return Ok(None) };
        Ok(Some(match record {
            TokenRecord::Started { deployment_id } => {
                Ok(DeploymentId::new(deployment_id).map_err(|error| Fault::Broken(format!("a stored token is damaged: {error}")))?)
            }
            TokenRecord::Refused { code, message } => {
                let code = Exception::named(&code).unwrap_or(Exception::InvalidRevision);
                Err(Refusal::new(code, message).into())
            }
        }))
    }

    async fn make(&self, request: CreateDeployment, group: &DeploymentGroup, identity: Option<&str>) -> Result<Made, EngineError> {
        let (new, revision) = self.resolve(request, group).await?;
        starter_is_known(&new.request, &new.settings)?;
        self.alarms_exist(&new.settings.alarms).await?;
        for _ in 0..RACES_MAX {
            // Read anew each time: another deployment of the same revision may have been faster.
            let used = self.uses_revision(&group.application, &group.id, &new.request.revision).await?;
            let extra = extra_writes(group, &revision, used, identity, &new.id)?;
            match self.try_make(&new, &extra, identity).await? {
                Attempt::Made(made) => return Ok(made),
                Attempt::Lost => {}
            }
        }
        Err(Fault::Transient(format!("deployment group `{}` is changing without pause; try again", new.group)).into())
    }

    async fn resolve(&self, request: CreateDeployment, group: &DeploymentGroup) -> Result<(NewDeployment, RevisionRecord), EngineError> {
        let spec = headgate_appspec::parse(request.revision.content())
            .map_err(|mistakes| Refusal::new(Exception::InvalidRevision, mistakes.to_string()))?;
        let targets = self.targets(&spec)?;
        let revision = RevisionRecord { content: request.revision.content().to_owned() };
        let resolved = Request {
            description: request.description,
            revision: request.revision.described(),
            hooks: spec.hooks,
            overrides: merged(request.overrides, spec.overrides, request.alarms.is_some()),
            alarms: request.alarms,
            rollback: request.rollback,
            starter: request.starter,
        };
        let settings = self.settings_of(&resolved, group).await?;
        let new = NewDeployment {
            id: self.source.deployment_id(),
            application: request.application,
            group: request.group,
            group_id: group.id.clone(),
            creator: Creator::User,
            request: resolved,
            settings,
            targets,
        };
        Ok((new, revision))
    }

    fn targets(&self, spec: &Spec) -> Result<Vec<Target>, Refusal> {
        let mut targets: Vec<Target> = vec![];
        for resource in &spec.resources {
            let function = resource.function.resolve(&self.installation.account);
            let function = function.map_err(|error| Refusal::new(Exception::InvalidRevision, error.to_string()))?;
            if targets.iter().any(|target| target.function == function && target.alias == resource.alias) {
                let message = format!("`{}`: alias `{}` of `{function}` is named twice", resource.logical_name, resource.alias);
                return Err(Refusal::new(Exception::InvalidRevision, message));
            }
            let (alias, current) = (resource.alias.clone(), resource.current.clone());
            targets.push(Target::new(resource.logical_name.clone(), function, alias, current, resource.target.clone()));
        }
        Ok(targets)
    }

    /// The rules a request runs under, as its group and configuration are now.
    pub(crate) async fn settings_of(&self, request: &Request, group: &DeploymentGroup) -> Result<Settings, EngineError> {
        let (name, routing) = match &request.overrides.config {
            Some(ConfigChoice::Inline(routing)) => ("an inline plan".to_owned(), routing.clone()),
            Some(ConfigChoice::Named(name)) => self.named(name).await?,
            None => self.named(&group.config).await?,
        };
        let settings = Settings::resolve(request, group, name, &routing, self.installation.poll_seconds);
        Ok(settings.map_err(|error: PlanError| Refusal::new(Exception::InvalidTrafficRoutingConfiguration, error.to_string()))?)
    }

    async fn named(&self, name: &headgate_domain::ConfigName) -> Result<(String, TrafficRouting), EngineError> {
        match self.config(name).await?.rules {
            ConfigRules::Lambda(routing) => Ok((name.to_string(), routing)),
            other @ (ConfigRules::Server(_) | ConfigRules::Ecs(_)) => {
                let platform = other.platform();
                let message = format!("Deployment configuration `{name}` is for platform `{platform}`: give one for `Lambda`");
                Err(Refusal::new(Exception::InvalidDeploymentConfigName, message).into())
            }
        }
    }

    /// Refuses alarms that do not exist. An alarm that cannot be read now is the deployment's to judge.
    pub(crate) async fn alarms_exist(&self, alarms: &AlarmConfiguration) -> Result<(), EngineError> {
        if !alarms.enabled || alarms.names.is_empty() {
            return Ok(());
        }
        let effect = Effect::Poll { alarms: alarms.names.clone(), aliases: vec![] };
        let Event::Polled { alarms: AlarmsRead::Readings(readings), .. } = self.actuator.perform(effect).await else {
            return Ok(());
        };
        let missing: Vec<&AlarmName> = readings.iter().filter(|reading| reading.state.is_none()).map(|reading| &reading.name).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let names = missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        Err(Refusal::new(Exception::InvalidAlarmConfig, format!("There is no CloudWatch alarm {names} in this region")).into())
    }

    async fn try_make(&self, new: &NewDeployment, extra: &[Write], identity: Option<&str>) -> Result<Attempt, EngineError> {
        let fresh = self.source.fresh();
        let started = Deployment::start(&fresh, new.clone());
        let ahead = self.first_waiting(&locks(&started.deployment)).await?;
        if let Some(first) = ahead.into_iter().min() {
            return self.meet(new, extra, identity, &first.deployment).await;
        }
        match self.commit_birth(started, extra).await? {
            Birth::Stored(stored) => Ok(Attempt::Made(Made::New(stored))),
            Birth::Locked(lock) => match self.store.holder(&lock).await? {
                Some(chain) => {
                    let active = self.active_of(&chain).await?;
                    self.meet(new, extra, identity, &active).await
                }
                None => Ok(Attempt::Lost),
            },
            Birth::Refused => self.refused_birth(new, identity).await,
        }
    }

    /// Another deployment is active or waiting: what the rules say of that.
    async fn meet(
        &self,
        new: &NewDeployment,
        extra: &[Write],
        identity: Option<&str>,
        other: &DeploymentId,
    ) -> Result<Attempt, EngineError> {
        match new.settings.on_conflict {
            OnConflict::Reject => {
                let message = format!("The Deployment Group '{}' already has an active Deployment '{other}'", new.group);
                Err(Refusal::new(Exception::DeploymentLimitExceeded, message).into())
            }
            OnConflict::Queue | OnConflict::Supersede => {
                let queued = Deployment::enqueue(&self.source.fresh(), new.clone(), &format!("deployment {other}"));
                match self.commit_birth(queued, extra).await? {
                    Birth::Stored(stored) => Ok(Attempt::Made(Made::New(stored))),
                    Birth::Locked(_) => Ok(Attempt::Lost),
                    Birth::Refused => self.refused_birth(new, identity).await,
                }
            }
        }
    }

    async fn commit_birth(&self, moved: Moved, extra: &[Write]) -> Result<Birth, EngineError> {
        let (stored, born) = birth(moved, self.retention());
        // The request's identity comes first: a second delivery must learn that the first has won, not
        // that the locks are taken.
        let writes: Vec<Write> = extra.iter().cloned().chain(born).collect();
        match self.store.commit(writes.clone()).await {
            Ok(()) => Ok(Birth::Stored(Box::new(stored))),
            Err(CommitError::Refused(index)) => Ok(match writes.get(index) {
                Some(Write::Take(lock, _)) => Birth::Locked(lock.clone()),
                Some(_) | None => Birth::Refused,
            }),
            Err(CommitError::Fault(fault)) => Err(fault.into()),
        }
    }

    /// The group went away, somebody was faster with the same identity, or this very transaction
    /// had happened already although its answer was lost.
    async fn refused_birth(&self, new: &NewDeployment, identity: Option<&str>) -> Result<Attempt, EngineError> {
        if let Some(answer) = self.answered_before(identity).await? {
            return answer.map(|id| Attempt::Made(Made::Before(id)));
        }
        if let Some(stored) = self.store.load(&new.id).await? {
            return Ok(Attempt::Made(Made::New(Box::new(stored))));
        }
        self.group_of(&new.group_id, &new.application, &new.group).await?;
        Ok(Attempt::Lost)
    }

    /// The deployment of a chain that is active now: the first, or its rollback.
    pub(crate) async fn active_of(&self, chain: &DeploymentId) -> Result<DeploymentId, EngineError> {
        let first = self.store.load(chain).await?;
        let rollback = first.and_then(|stored| stored.deployment.rolled_back_by().cloned());
        Ok(rollback.unwrap_or_else(|| chain.clone()))
    }
}

/// A deployment that was not made.
pub(crate) struct Drafted {
    pub(crate) new: NewDeployment,
    /// What its token has started already.
    pub(crate) before: Option<DeploymentId>,
}

enum Made {
    New(Box<Stored>),
    Before(DeploymentId),
}

enum Attempt {
    Made(Made),
    Lost,
}

enum Birth {
    Stored(Box<Stored>),
    Locked(Lock),
    Refused,
}

/// A caller's own token counts within its group.
fn client_identity(token: Option<&Token>, group: &DeploymentGroup) -> Option<String> {
    match token {
        Some(Token::Client(text)) => Some(format!("client/{}/{text}", group.id)),
        Some(Token::Upload { .. }) | None => None,
    }
}

/// Nobody can be kept out of whom nothing is known.
fn starter_is_known(request: &Request, settings: &Settings) -> Result<(), Refusal> {
    if request.starter.is_some() || !settings.plan.excludes_starter() {
        return Ok(());
    }
    let message = "An approval of this plan is not for whoever starts the deployment, and nobody knows who that is: give `proof` and \
                   `clientRequestToken`, or upload the AppSpec";
    Err(Refusal::new(Exception::InvalidInput, message))
}

fn upload_identity(bucket: &str, key: &str, version: &str) -> String {
    format!("upload/{bucket}/{version}/{key}")
}

fn extra_writes(
    group: &DeploymentGroup,
    revision: &RevisionRecord,
    used: Write,
    identity: Option<&str>,
    id: &DeploymentId,
) -> Result<Vec<Write>, Fault> {
    let mut writes = vec![
        Write::Exists(group_key(&group.id)),
        put(revision_key(&group.application, &sha256(&revision.content)), revision, Expect::Anything)?,
        used,
    ];
    if let Some(identity) = identity {
        let record = TokenRecord::Started { deployment_id: id.to_string() };
        writes.push(put(token_key(identity), &record, Expect::Absent)?);
    }
    Ok(writes)
}

/// The caller's word goes before the AppSpec's, field by field. A caller's whole alarm configuration is
/// a word about alarms.
fn merged(caller: Overrides, spec: Overrides, alarms_given: bool) -> Overrides {
    Overrides {
        config: caller.config.or(spec.config),
        alarms: caller.alarms.or(spec.alarms.filter(|_| !alarms_given)),
        on_conflict: caller.on_conflict.or(spec.on_conflict),
        hook_timeout_seconds: caller.hook_timeout_seconds.or(spec.hook_timeout_seconds),
        ignore_active_alarms: caller.ignore_active_alarms.or(spec.ignore_active_alarms),
        final_bake_seconds: caller.final_bake_seconds.or(spec.final_bake_seconds),
    }
}
