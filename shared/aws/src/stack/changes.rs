//! What is to become of a stack: a change set is proposed, looked at, and carried out or withdrawn.

use super::stacks::named;
use super::undone::undone;
use super::{Stacks, Undone};
use aws_sdk_cloudformation::operation::describe_change_set::DescribeChangeSetOutput;
use aws_sdk_cloudformation::types::{Capability, ChangeSetStatus, ChangeSetType, Parameter};
use std::collections::BTreeMap;

/// What is to become of a stack.
#[derive(Clone, Debug)]
pub struct Proposal<'a> {
    /// The stack's name.
    pub stack: &'a str,
    /// The change set's name.
    pub change_set: &'a str,
    /// Whether the stack is to be made, and not changed.
    pub creates: bool,
    /// Where the template lies, in S3.
    pub template_url: &'a str,
    /// Every parameter that is not left to the template's own default.
    pub parameters: &'a BTreeMap<String, Given>,
    /// Whether the template gives resources of IAM names of its own.
    pub names_iam: bool,
    /// With the same token, the same request is not taken for another.
    pub token: &'a str,
}

/// A parameter's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// This one.
    Value(String),
    /// The one that the stack has.
    AsBefore,
}

/// A change set, as far as CloudFormation has worked it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSet {
    /// The stack's id.
    pub stack_id: String,
    /// How far it is.
    pub readiness: Readiness,
    /// What would happen, resource by resource.
    pub changes: Vec<Change>,
}

/// How far a change set is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// CloudFormation works on it.
    Pending,
    /// It can be carried out.
    Ready,
    /// Everything is already as it says.
    Empty,
    /// It cannot be carried out, for this reason.
    Failed(String),
}

/// What would happen to a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// `Add`, `Modify`, `Remove`, `Import` or `Dynamic`.
    pub action: String,
    /// The resource's name in the template.
    pub resource: String,
    /// Its type, such as `AWS::Lambda::Function`.
    pub kind: String,
    /// Whether it is replaced by another: `True`, `False` or `Conditional`, where it is modified.
    pub replacement: Option<String>,
}

impl Stacks {
    /// Lets CloudFormation work out what would happen. A stack that is to be made stands in review until then.
    ///
    /// # Errors
    ///
    /// [`Undone`]
    pub async fn propose(&self, proposal: &Proposal<'_>) -> Result<(), Undone> {
        let mut call = self.cloudformation.create_change_set().stack_name(proposal.stack).change_set_name(proposal.change_set);
        call = call.change_set_type(if proposal.creates { ChangeSetType::Create } else { ChangeSetType::Update });
        call = call.template_url(proposal.template_url).client_token(proposal.token);
        call = call.capabilities(Capability::CapabilityIam).capabilities(Capability::CapabilityAutoExpand);
        if proposal.names_iam {
            call = call.capabilities(Capability::CapabilityNamedIam);
        }
        for (name, given) in proposal.parameters {
            let parameter = Parameter::builder().parameter_key(name);
            call = call.parameters(match given {
                Given::Value(value) => parameter.parameter_value(value).build(),
                Given::AsBefore => parameter.use_previous_value(true).build(),
            });
        }
        let proposed = call.send().await;
        proposed.map(|_| ()).map_err(|error| undone("cloudformation:CreateChangeSet", &named(proposal.stack), &error))
    }

    /// The change set as it stands, with all its changes.
    ///
    /// # Errors
    ///
    /// [`Undone`]
    pub async fn proposed(&self, stack: &str, change_set: &str) -> Result<ChangeSet, Undone> {
        let mut changes = Vec::new();
        let mut next = None;
        loop {
            let call = self.cloudformation.describe_change_set().stack_name(stack).change_set_name(change_set).set_next_token(next);
            let page = call.send().await.map_err(|error| undone("cloudformation:DescribeChangeSet", &named(stack), &error))?;
            let readiness = readiness(&page);
            changes.extend(page.changes.unwrap_or_default().into_iter().filter_map(change));
            next = page.next_token;
            if next.is_none() {
                return Ok(ChangeSet { stack_id: page.stack_id.unwrap_or_default(), readiness, changes });
            }
        }
    }

    /// Takes a change set back that was not carried out.
    ///
    /// # Errors
    ///
    /// [`Undone`]
    pub async fn withdraw(&self, stack: &str, change_set: &str) -> Result<(), Undone> {
        let withdrawn = self.cloudformation.delete_change_set().stack_name(stack).change_set_name(change_set).send().await;
        withdrawn.map(|_| ()).map_err(|error| undone("cloudformation:DeleteChangeSet", &named(stack), &error))
    }

    /// Begins to carry a change set out. With the same token, the same request is not taken for another.
    ///
    /// # Errors
    ///
    /// [`Undone`]
    pub async fn execute(&self, stack: &str, change_set: &str, token: &str) -> Result<(), Undone> {
        let call = self.cloudformation.execute_change_set().stack_name(stack).change_set_name(change_set).client_request_token(token);
        call.send().await.map(|_| ()).map_err(|error| undone("cloudformation:ExecuteChangeSet", &named(stack), &error))
    }
}

/// That nothing changes is a failure to CloudFormation, and said in words alone.
fn readiness(page: &DescribeChangeSetOutput) -> Readiness {
    const EMPTY: [&str; 2] = ["didn't contain changes", "No updates are to be performed"];
    let status = page.status().map(ChangeSetStatus::as_str).unwrap_or_default();
    let reason = page.status_reason().unwrap_or("CloudFormation does not say why");
    match status {
        "CREATE_COMPLETE" => Readiness::Ready,
        "FAILED" if EMPTY.iter().any(|words| reason.contains(words)) => Readiness::Empty,
        "FAILED" => Readiness::Failed(reason.to_owned()),
        "CREATE_PENDING" | "CREATE_IN_PROGRESS" => Readiness::Pending,
        other => Readiness::Failed(format!("somebody else has withdrawn it ({other})")),
    }
}

fn change(change: aws_sdk_cloudformation::types::Change) -> Option<Change> {
    let change = change.resource_change?;
    Some(Change {
        action: change.action?.as_str().to_owned(),
        resource: change.logical_resource_id.unwrap_or_default(),
        kind: change.resource_type.unwrap_or_default(),
        replacement: change.replacement.map(|replacement| replacement.as_str().to_owned()),
    })
}
