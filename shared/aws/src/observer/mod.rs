//! Looks at AWS for people: aliases, what goes past them, alarms, metrics, and Headgate's own parts.
//!
//! Every call reads. One that fails is told, and the others' answers stand.

mod alarms;
mod bypasses;
mod function;
mod hooks;
mod metrics;
mod policy;
mod premises;
#[cfg(test)]
mod tests;

pub use premises::Premises;

use crate::Clients;
use crate::actuator::alias;
use crate::clients::Lazy;
use aws_sdk_cloudwatch::Client as CloudWatch;
use aws_sdk_lambda::Client as Lambda;
use aws_sdk_sqs::Client as Sqs;
use headgate_domain::{AlarmName, AliasName, Failure, FunctionArn, HookFunction, Inspection, Qualifier};
use headgate_engine::{AlarmSeen, Bypass, FunctionSeen, HookSeen, InstallationSeen, Observer, Seen, Series, TrafficQuestion};
use jiff::Timestamp;

/// Looks with the clients of Lambda, CloudWatch and SQS. They try again where a turn's would not: to read twice does no harm.
#[derive(Debug)]
pub struct AwsObserver {
    lambda: Lazy<Lambda>,
    cloudwatch: Lazy<CloudWatch>,
    sqs: Lazy<Sqs>,
    premises: Premises,
    clock: fn() -> Timestamp,
}

impl AwsObserver {
    /// An observer of this installation, and the time.
    pub fn new(clients: &Clients, premises: Premises, clock: fn() -> Timestamp) -> Self {
        let (lambda, cloudwatch) = (clients.later(Clients::lambda_looking), clients.later(Clients::cloudwatch_looking));
        Self { lambda, cloudwatch, sqs: clients.later(Clients::sqs), premises, clock }
    }
}

impl Observer for AwsObserver {
    async fn inspect(&self, function: &FunctionArn, alias: &AliasName, target: &Qualifier) -> Result<Inspection, Failure> {
        alias::look(&self.lambda, function, alias, target).await
    }

    async fn bypasses(&self, function: &FunctionArn, version: &Qualifier) -> Seen<Bypass> {
        bypasses::of(&self.lambda, function, version).await
    }

    async fn alarms(&self, names: &[AlarmName]) -> Result<Vec<AlarmSeen>, Failure> {
        alarms::named(&self.cloudwatch, names).await
    }

    async fn hook(&self, function: &HookFunction) -> HookSeen {
        hooks::look(&self.lambda, &self.premises, function).await
    }

    async fn traffic(&self, question: &TrafficQuestion) -> Seen<Series> {
        metrics::traffic(&self.cloudwatch, question).await
    }

    async fn function(&self, function: &FunctionArn) -> Result<FunctionSeen, Failure> {
        function::look(&self.lambda, &self.cloudwatch, function).await
    }

    async fn installation(&self) -> InstallationSeen {
        premises::look(&self.cloudwatch, &self.sqs, &self.premises, (self.clock)()).await
    }
}
