//! Who may call which operation: what a caller's access is, and what an operation needs.

use super::{members, refuse};
use crate::{Actuator, Engine, EngineError, Exception, Refusal, Store};
use headgate_domain::ApplicationName;
use headgate_wire::{Operation, Violation};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;

/// What a caller may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    reads: bool,
    deploys: Applications,
    administers: bool,
}

/// Where a caller may deploy.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Applications {
    All,
    These(BTreeSet<ApplicationName>),
}

/// How the names of operations begin that change nothing.
const READING: [&str; 5] = ["BatchGet", "Describe", "Get", "List", "Plan"];

/// What an operation needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Read,
    /// To deploy in the application that the request names.
    DeployIn,
    /// To deploy in the application of the deployment that the request names.
    DeployOf,
    Administer,
}

impl Access {
    /// Nothing at all.
    pub fn none() -> Self {
        Self { reads: false, deploys: Applications::These(BTreeSet::new()), administers: false }
    }

    /// Everything that changes nothing.
    pub fn reader() -> Self {
        Self { reads: true, ..Self::none() }
    }

    /// Reads everything, and deploys in any application.
    pub fn deployer() -> Self {
        Self { deploys: Applications::All, ..Self::reader() }
    }

    /// Reads everything, and deploys in this application.
    pub fn deployer_of(application: ApplicationName) -> Self {
        Self { deploys: Applications::These(BTreeSet::from([application])), ..Self::reader() }
    }

    /// Everything.
    pub fn administrator() -> Self {
        Self { administers: true, ..Self::deployer() }
    }

    /// What either allows.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let deploys = match (self.deploys, other.deploys) {
            (Applications::All, _) | (_, Applications::All) => Applications::All,
            (Applications::These(mine), Applications::These(theirs)) => Applications::These(&mine | &theirs),
        };
        Self { reads: self.reads || other.reads, deploys, administers: self.administers || other.administers }
    }

    /// What both allow.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let deploys = match (self.deploys, other.deploys) {
            (Applications::All, deploys) | (deploys, Applications::All) => deploys,
            (Applications::These(mine), Applications::These(theirs)) => Applications::These(&mine & &theirs),
        };
        Self { reads: self.reads && other.reads, deploys, administers: self.administers && other.administers }
    }

    /// Whether it allows everything.
    pub(super) const fn administers(&self) -> bool {
        self.administers
    }

    /// The applications to deploy in; `None` is all of them.
    pub(super) const fn applications(&self) -> Option<&BTreeSet<ApplicationName>> {
        match &self.deploys {
            Applications::All => None,
            Applications::These(applications) => Some(applications),
        }
    }
}

impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.deploys, self.administers, self.reads) {
            (_, true, _) => f.write_str("administrator access"),
            (Applications::All, ..) => f.write_str("deployer access to every application"),
            (Applications::These(applications), false, reads) if applications.is_empty() => {
                f.write_str(if reads { "reader access" } else { "no access" })
            }
            (Applications::These(applications), ..) => {
                let names: Vec<String> = applications.iter().map(|name| format!("`{name}`")).collect();
                write!(f, "deployer access to {}", names.join(", "))
            }
        }
    }
}

impl Need {
    /// What is not known here needs the most.
    fn of(operation: &Operation) -> Self {
        match operation.name {
            "CreateDeployment" | "RegisterApplicationRevision" => Self::DeployIn,
            "AbandonRollback"
            | "ApproveDeployment"
            | "ContinueDeployment"
            | "PauseDeployment"
            | "PromoteDeployment"
            | "PutLifecycleEventHookExecutionStatus"
            | "RejectDeployment"
            | "ResumeDeployment"
            | "SkipWaitTimeForInstanceTermination"
            | "StopDeployment" => Self::DeployOf,
            name if READING.iter().any(|verb| name.starts_with(verb)) => Self::Read,
            _ => Self::Administer,
        }
    }
}

/// Refuses an operation that the caller may not call, before anything of it is done.
///
/// # Errors
///
/// `AccessDeniedException`; and where it depends on an application, what the operation itself would say of a
/// name or a deployment that is missing, malformed or unknown.
pub(super) async fn allow<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    operation: &Operation,
    input: &Value,
    access: &Access,
) -> Result<(), EngineError> {
    let need = Need::of(operation);
    let needed = match (need, &access.deploys) {
        (Need::Read, _) if access.reads => return Ok(()),
        (Need::Administer, _) if access.administers => return Ok(()),
        (Need::DeployIn | Need::DeployOf, Applications::All) => return Ok(()),
        (Need::DeployIn | Need::DeployOf, Applications::These(applications)) if !applications.is_empty() => {
            let application = meant(engine, operation, need, input).await?;
            if applications.contains(&application) {
                return Ok(());
            }
            format!("deployer access to application `{application}`")
        }
        (Need::DeployIn | Need::DeployOf, Applications::These(_)) => "deployer access".to_owned(),
        (Need::Read, _) => "reader access".to_owned(),
        (Need::Administer, _) => "administrator access".to_owned(),
    };
    let message =
        format!("`{}` needs {needed}, and the caller has {access}: call with credentials or an alias that give it", operation.name);
    Ok(refuse(Exception::AccessDenied, message)?)
}

/// The application that a request is about.
async fn meant<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    operation: &Operation,
    need: Need,
    input: &Value,
) -> Result<ApplicationName, EngineError> {
    operation.check(input).map_err(|Violation { exception, message }| Refusal::new(exception, message))?;
    let member = |name: &str| input.get(name).and_then(Value::as_str).map(str::to_owned);
    if need != Need::DeployOf {
        return Ok(members::application(member("applicationName"))?);
    }
    let deployment = engine.reload(&members::deployment(member("deploymentId"))?).await?.deployment;
    // By the ids: the name may have passed to another application since. A group that is gone leaves only
    // deployments that are closed, which nobody can change any more.
    let application = match engine.group_by_id(deployment.group_id()).await? {
        Some((group, _)) => engine.application_by_id(&group.application).await?,
        None => None,
    };
    Ok(application.map_or_else(|| deployment.application().clone(), |(application, _)| application.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use headgate_wire::OPERATIONS;

    fn of(application: &str) -> Access {
        Access::deployer_of(ApplicationName::new(application).unwrap())
    }

    fn all() -> Vec<Access> {
        vec![
            Access::none(),
            Access::reader(),
            of("shop"),
            of("blog"),
            of("shop").or(of("blog")),
            Access::deployer(),
            Access::administrator(),
        ]
    }

    #[test]
    fn what_changes_something_is_no_reading() {
        let changing = |operation: &&Operation| Need::of(operation) != Need::Read;
        let administers = |operation: &&Operation| Need::of(operation) == Need::Administer;
        for operation in OPERATIONS.iter().filter(changing) {
            assert!(!READING.iter().any(|verb| operation.name.starts_with(verb)), "{}", operation.name);
        }
        for operation in OPERATIONS.iter().filter(administers) {
            let verbs = ["Add", "Create", "Delete", "Deregister", "Register", "Remove", "Tag", "Untag", "Update"];
            assert!(verbs.iter().any(|verb| operation.name.starts_with(verb)), "{}: who may?", operation.name);
        }
    }

    #[test]
    fn what_a_deployer_calls_names_an_application_or_a_deployment() {
        let mut deploying = vec![];
        for operation in OPERATIONS {
            let member = match Need::of(operation) {
                Need::DeployIn => "applicationName",
                Need::DeployOf => "deploymentId",
                Need::Read | Need::Administer => continue,
            };
            let headgate_wire::Shape::Structure(members) = operation.input else { panic!("an input is a structure") };
            assert!(members.iter().any(|given| given.name == member), "{}", operation.name);
            deploying.push(operation.name);
        }
        let expected = [
            "AbandonRollback",
            "ApproveDeployment",
            "ContinueDeployment",
            "CreateDeployment",
            "PauseDeployment",
            "PromoteDeployment",
            "PutLifecycleEventHookExecutionStatus",
            "RegisterApplicationRevision",
            "RejectDeployment",
            "ResumeDeployment",
            "SkipWaitTimeForInstanceTermination",
            "StopDeployment",
        ];
        assert_eq!(deploying, expected);
    }

    #[test]
    fn two_accesses_meet_and_join() {
        for one in all() {
            assert_eq!(one.clone().and(Access::administrator()), one);
            assert_eq!(one.clone().or(Access::none()), one);
            assert_eq!(one.clone().and(Access::none()), Access::none());
            for other in all() {
                assert_eq!(one.clone().and(other.clone()), other.clone().and(one.clone()));
                assert_eq!(one.clone().or(other.clone()), other.clone().or(one.clone()));
                assert_eq!(one.clone().and(one.clone().or(other.clone())), one, "what both allow is never more than one does");
            }
        }
        assert_eq!(of("shop").and(of("blog")), Access::reader());
        assert_eq!(of("shop").and(Access::deployer()), of("shop"));
    }

    #[test]
    fn an_access_is_named() {
        let named: Vec<String> = all().iter().map(Access::to_string).collect();
        let expected = [
            "no access",
            "reader access",
            "deployer access to `shop`",
            "deployer access to `blog`",
            "deployer access to `blog`, `shop`",
            "deployer access to every application",
            "administrator access",
        ];
        assert_eq!(named, expected);
    }
}
