//! A stack as it stands, and its end.

use super::Undone;
use super::undone::undone;
use crate::Clients;
use crate::calls::CallLog;
use aws_sdk_cloudformation::Client;
use aws_sdk_cloudformation::error::ProvideErrorMetadata;
use std::collections::{BTreeMap, BTreeSet};

/// CloudFormation, asked about stacks.
#[derive(Clone, Debug)]
pub struct Stacks {
    pub(super) cloudformation: Client,
}

/// A stack as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stack {
    /// Its ARN, which leads to it after its end as well.
    pub id: String,
    /// CloudFormation's word for how it stands, such as `UPDATE_COMPLETE`.
    pub status: String,
    /// Why it stands so, if CloudFormation says so.
    pub reason: Option<String>,
    /// The parameters that have a value.
    pub parameters: BTreeSet<String>,
    /// What it says about itself.
    pub outputs: BTreeMap<String, String>,
    /// The name of the change set that was carried out last.
    pub change_set: Option<String>,
}

impl Stacks {
    /// Over a client of CloudFormation.
    pub fn new(clients: &Clients) -> Self {
        let config = aws_sdk_cloudformation::config::Builder::from(&clients.shared).interceptor(CallLog);
        Self { cloudformation: Client::from_conf(config.build()) }
    }

    /// A stack, by its name or its id; one that was removed is found by its id alone.
    ///
    /// # Errors
    ///
    /// [`Undone`]
    pub async fn describe(&self, stack: &str) -> Result<Option<Stack>, Undone> {
        match self.cloudformation.describe_stacks().stack_name(stack).send().await {
            Ok(described) => Ok(described.stacks.unwrap_or_default().into_iter().next().map(read)),
            Err(error) if is_of_no_stack(error.code(), error.message()) => Ok(None),
            Err(error) => Err(undone("cloudformation:DescribeStacks", &named(stack), &error)),
        }
    }

    /// Begins to remove a stack. With the same token, the same request is not taken for another.
    ///
    /// # Errors
    ///
    /// [`Undone`]
    pub async fn delete(&self, stack: &str, token: &str) -> Result<(), Undone> {
        let deleted = self.cloudformation.delete_stack().stack_name(stack).client_request_token(token).send().await;
        deleted.map(|_| ()).map_err(|error| undone("cloudformation:DeleteStack", &named(stack), &error))
    }
}

/// A stack in a sentence: by its name, though it was asked for by its id.
pub(super) fn named(stack: &str) -> String {
    let name = stack.split_once(":stack/").and_then(|(_, path)| path.split('/').next()).unwrap_or(stack);
    format!("stack `{name}`")
}

/// CloudFormation has no word of its own for a stack that is not there.
fn is_of_no_stack(code: Option<&str>, message: Option<&str>) -> bool {
    code == Some("ValidationError") && message.is_some_and(|message| message.contains("does not exist"))
}

fn read(stack: aws_sdk_cloudformation::types::Stack) -> Stack {
    let outputs = stack.outputs.unwrap_or_default().into_iter().filter_map(|output| Some((output.output_key?, output.output_value?)));
    Stack {
        id: stack.stack_id.unwrap_or_default(),
        status: stack.stack_status.map(|status| status.as_str().to_owned()).unwrap_or_default(),
        reason: stack.stack_status_reason.filter(|reason| !reason.is_empty()),
        parameters: stack.parameters.unwrap_or_default().into_iter().filter_map(|parameter| parameter.parameter_key).collect(),
        outputs: outputs.collect(),
        change_set: stack.change_set_id.as_deref().and_then(|id| id.split('/').nth(1)).map(str::to_owned),
    }
}
