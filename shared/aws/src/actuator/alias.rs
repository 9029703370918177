//! Aliases and versions.

use crate::faults::{Asked, status};
use aws_sdk_lambda::Client;
use aws_sdk_lambda::operation::get_function_configuration::GetFunctionConfigurationOutput;
use aws_sdk_lambda::types::{AliasRoutingConfiguration, State};
use futures::future::{join_all, try_join3};
use headgate_domain::{
    AliasName, Event, Failure, FailureKind, FunctionArn, Inspection, Qualifier, RevisionId, Routing, Version, VersionFacts, VersionState,
    Weight,
};

/// Publishes `$LATEST`. Lambda answers with the same version while code and configuration are the same.
pub(super) async fn publish(lambda: &Client, target: usize, function: &FunctionArn) -> Event {
    let asked = Asked { action: "lambda:PublishVersion", resource: function.as_str() };
    let version = match lambda.publish_version().function_name(function.as_str()).send().await {
        Ok(published) => Version::new(published.version.unwrap_or_default()).map_err(|error| unreadable(asked, &error.to_string())),
        Err(error) => Err(asked.failure(&error)),
    };
    match version {
        Ok(version) => Event::Published { target, version },
        Err(failure) => Event::TargetFailed { target, failure },
    }
}

/// Looks at the alias first, since it says which version is current, and then at the rest side by side.
pub(super) async fn inspect(lambda: &Client, target: usize, function: &FunctionArn, alias: &AliasName, version: &Version) -> Event {
    match look(lambda, function, alias, &Qualifier::Published(version.clone())).await {
        Ok(inspection) => Event::Inspected { target, inspection },
        Err(failure) => Event::TargetFailed { target, failure },
    }
}

/// Writes a routing under its fence, once.
pub(super) async fn route(
    lambda: &Client,
    target: usize,
    function: &FunctionArn,
    alias: &AliasName,
    routing: Routing,
    fence: RevisionId,
) -> Event {
    let resource = alias_arn(function, alias);
    let asked = Asked { action: "lambda:UpdateAlias", resource: &resource };
    let failed = |failure| Event::TargetFailed { target, failure };
    let sent = lambda
        .update_alias()
        .function_name(function.as_str())
        .name(alias.as_str())
        .function_version(routing.primary().to_string())
        .routing_config(weights(&routing))
        .revision_id(fence.as_str())
        .send()
        .await;
    match sent {
        Ok(accepted) => match RevisionId::new(accepted.revision_id.unwrap_or_default()) {
            Ok(revision) => Event::Routed { target, routing, fence, revision },
            // It was written, but under which fence the next write goes must be found out.
            Err(error) => failed(Failure { kind: FailureKind::Unknown, ..unreadable(asked, &error.to_string()) }),
        },
        Err(error) if status(&error) == Some(412) => match shown(lambda, function, alias).await {
            Ok((routing, revision)) => Event::Refused { target, fence, routing, revision },
            Err(failure) => failed(failure),
        },
        Err(error) => failed(asked.failure(&error)),
    }
}

/// What the aliases show; those that do not answer are left out, and looked at again with the next poll.
pub(super) async fn observe(lambda: &Client, aliases: &[(usize, FunctionArn, AliasName)]) -> Vec<(usize, Routing, RevisionId)> {
    let looks = join_all(aliases.iter().map(|(target, function, alias)| async move {
        match shown(lambda, function, alias).await {
            Ok((routing, revision)) => Some((*target, routing, revision)),
            Err(failure) => {
                tracing::warn!(%function, %alias, failure = failure.message, "an alias could not be looked at");
                None
            }
        }
    }));
    looks.await.into_iter().flatten().collect()
}

/// An alias with the version it points to and the one it is to point to.
pub(crate) async fn look(lambda: &Client, function: &FunctionArn, alias: &AliasName, target: &Qualifier) -> Result<Inspection, Failure> {
    let (routing, revision) = shown(lambda, function, alias).await?;
    let same = routing.primary() == target;
    let other = async { if same { Ok(None) } else { facts(lambda, function, routing.primary()).await.map(Some) } };
    let (target, current, provisioned) = try_join3(facts(lambda, function, target), other, provisioned(lambda, function, alias)).await?;
    let current = current.unwrap_or_else(|| target.clone());
    Ok(Inspection { routing, revision, current, target, provisioned })
}

async fn shown(lambda: &Client, function: &FunctionArn, alias: &AliasName) -> Result<(Routing, RevisionId), Failure> {
    let resource = alias_arn(function, alias);
    let asked = Asked { action: "lambda:GetAlias", resource: &resource };
    let answer = lambda.get_alias().function_name(function.as_str()).name(alias.as_str()).send().await;
    let answer = answer.map_err(|error| asked.failure(&error))?;
    let routing = routing(answer.function_version(), answer.routing_config()).map_err(|why| unreadable(asked, &why))?;
    let revision = RevisionId::new(answer.revision_id.unwrap_or_default()).map_err(|error| unreadable(asked, &error.to_string()))?;
    Ok((routing, revision))
}

/// Where an alias sends its traffic, by the version it points to and the weights of others.
pub(crate) fn routing(version: Option<&str>, config: Option<&AliasRoutingConfiguration>) -> Result<Routing, String> {
    let primary = Qualifier::try_from(version.unwrap_or_default().to_owned()).map_err(|error| error.to_string())?;
    let weights = config.and_then(AliasRoutingConfiguration::additional_version_weights);
    let mut shares = weights.into_iter().flatten();
    let split = shares.next().map(|(version, share)| share_of(version, *share)).transpose()?;
    if shares.next().is_some() {
        return Err("its traffic is split between more than two versions".to_owned());
    }
    Routing::observed(primary, split).map_err(|error| error.to_string())
}

fn share_of(version: &str, share: f64) -> Result<(Version, Weight), String> {
    let version = Version::new(version).map_err(|error| error.to_string())?;
    Ok((version, Weight::from_fraction(share).map_err(|error| error.to_string())?))
}

/// Always given: left out, Lambda would keep the split that is there.
fn weights(routing: &Routing) -> AliasRoutingConfiguration {
    let shares = routing.split().map(|(version, weight)| (version.to_string(), weight.fraction()));
    AliasRoutingConfiguration::builder().set_additional_version_weights(Some(shares.into_iter().collect())).build()
}

async fn facts(lambda: &Client, function: &FunctionArn, version: &Qualifier) -> Result<VersionFacts, Failure> {
    let resource = format!("{function}:{version}");
    let asked = Asked { action: "lambda:GetFunctionConfiguration", resource: &resource };
    let answer = lambda.get_function_configuration().function_name(function.as_str()).qualifier(version.to_string()).send().await;
    let answer = answer.map_err(|error| asked.failure(&error))?;
    Ok(VersionFacts {
        version: version.clone(),
        state: state(&answer),
        role: answer.role.unwrap_or_default(),
        dead_letter: answer.dead_letter_config.and_then(|config| config.target_arn).filter(|arn| !arn.is_empty()),
    })
}

/// Whether a version can be invoked.
pub(crate) fn state(version: &GetFunctionConfigurationOutput) -> VersionState {
    let reason = || version.state_reason().unwrap_or("Lambda gives no reason").to_owned();
    match version.state() {
        None | Some(State::Active) => VersionState::Active,
        Some(State::Pending) => VersionState::Pending,
        Some(other) => VersionState::Unusable(format!("{}: {}", other.as_str(), reason())),
    }
}

async fn provisioned(lambda: &Client, function: &FunctionArn, alias: &AliasName) -> Result<Option<u32>, Failure> {
    let resource = alias_arn(function, alias);
    let asked = Asked { action: "lambda:GetProvisionedConcurrencyConfig", resource: &resource };
    let call = lambda.get_provisioned_concurrency_config().function_name(function.as_str()).qualifier(alias.as_str());
    match call.send().await {
        Ok(config) => Ok(config.requested_provisioned_concurrent_executions.and_then(|count| u32::try_from(count).ok())),
        Err(error) => {
            let failure = asked.failure(&error);
            if failure.kind == FailureKind::Gone { Ok(None) } else { Err(failure) }
        }
    }
}

fn alias_arn(function: &FunctionArn, alias: &AliasName) -> String {
    format!("{function}:{alias}")
}

/// An answer that makes no sense: nothing is built on it, and asking again gives the same.
fn unreadable(asked: Asked<'_>, why: &str) -> Failure {
    let message = format!("the answer of `{}` for `{}` cannot be used: {why}", asked.action, asked.resource);
    Failure { kind: FailureKind::Invalid, message }
}
