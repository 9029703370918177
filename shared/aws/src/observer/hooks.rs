//! Validation functions, as far as they can be seen without calling them.

use super::Premises;
use crate::actuator::alias::state;
use crate::faults::Asked;
use aws_sdk_lambda::Client;
use headgate_domain::HookFunction;
use headgate_engine::HookSeen;

pub(super) async fn look(lambda: &Client, premises: &Premises, function: &HookFunction) -> HookSeen {
    let asked = Asked { action: "lambda:GetFunctionConfiguration", resource: function.as_str() };
    let answer = lambda.get_function_configuration().function_name(function.as_str()).send().await;
    HookSeen { allowed: premises.may_call(function), state: answer.map(|answer| state(&answer)).map_err(|error| asked.failure(&error)) }
}
