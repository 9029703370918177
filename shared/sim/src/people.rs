//! What people, and other people's programs, do.

use crate::wish::Wish;
use headgate_domain::{AlarmName, AlarmState, AliasName, DeploymentGroup, FunctionArn, Routing, Version, WaitToken};
use headgate_engine::CreateDeployment;

/// Something a person, or somebody else's program, does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Asks for a deployment; asked again under the same token when the answer does not come.
    Create(Box<CreateDeployment>),
    /// Asks for the deployment of the n-th `Create` once more, under the same token.
    CreateAgain(usize),
    /// Asks the deployment made by the n-th `Create` to stop, with or without rollback.
    Stop(usize, Option<bool>),
    /// Gives up on the rollback of the n-th `Create`, or on bringing its stop to rest.
    Abandon(usize),
    /// Asks something of the deployment of the n-th `Create`, with the token that is seen now.
    Ask(usize, Wish),
    /// The same, with the token of its first wait, whatever is waited for now.
    AskLate(usize, Wish),
    /// From now on, people end whatever waits for them.
    Attend,
    /// An alarm changes its state, and `CloudWatch` says so.
    Set(AlarmName, AlarmState),
    /// Moves an alias by hand.
    Meddle(FunctionArn, AliasName, Routing),
    /// AWS renews a `RevisionId`.
    Renew(FunctionArn, AliasName),
    /// Deletes an alias.
    Delete(FunctionArn, AliasName),
    /// Makes an alias anew.
    Recreate(FunctionArn, AliasName, Version),
    /// Changes a deployment group: its name, its rules.
    Regroup(Box<DeploymentGroup>),
    /// Every wake under way is lost.
    LoseWakes,
    /// The next writes of aliases go wrong, one after the other.
    Mishaps(Vec<Mishap>),
    /// A permission is missing from now on, for some seconds.
    Deny(Permission, i64),
    /// All faults end.
    Heal,
}

/// What is asked of Headgate.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Request {
    /// The n-th request for a deployment.
    Create(usize, Box<CreateDeployment>),
    Stop(usize, Option<bool>),
    Abandon(usize),
    Wish(Wish, WaitToken),
}

/// What goes wrong with the next write of an alias.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mishap {
    /// Too many requests.
    Throttled,
    /// It happens, and the answer is lost.
    AnswerLost,
    /// It does not happen, and nobody says so.
    Lost,
    /// A permission is missing.
    Denied,
}

/// What a role allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Permission {
    /// `lambda:UpdateAlias`
    UpdateAlias,
    /// `lambda:GetAlias`
    GetAlias,
    /// `cloudwatch:DescribeAlarms`
    DescribeAlarms,
    /// `lambda:InvokeFunction`, of Headgate's own `hook` function
    InvokeHook,
}
