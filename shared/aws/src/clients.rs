//! The services' clients, and how they are set up.

use crate::calls::CallLog;
use crate::transport::shared_transport;
use aws_config::environment::EnvironmentVariableCredentialsProvider;
use aws_config::retry::RetryConfig;
use aws_config::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{AppName, BehaviorVersion, Region, SdkConfig};
use aws_sdk_lambda::config::SharedCredentialsProvider;
use std::sync::LazyLock;
use std::time::Duration;

const CONNECT: Duration = Duration::from_secs(2);
const ATTEMPT: Duration = Duration::from_secs(5);
const OPERATION: Duration = Duration::from_secs(10);
/// Lambda lets a function run for 900 s, and the one that waits for it as well: it stops waiting in time to say so.
const HOOK: Duration = Duration::from_secs(880);
/// The function `api` may run for 30 s; a little longer, and its end is heard.
const ANSWER: Duration = Duration::from_secs(35);

/// A client that is made at its first call, as the transport is. Each client reads the SDK's table of
/// partitions for itself, which is most of what it costs to make, and few events need every client that a
/// function has.
pub(crate) type Lazy<C> = LazyLock<C, Box<dyn FnOnce() -> C + Send>>;

/// Makes clients, each only where it is needed: a function links what it makes.
#[derive(Clone, Debug)]
pub struct Clients {
    pub(crate) shared: SdkConfig,
}

impl Clients {
    /// Clients for a process that Lambda has started: Lambda gives it its region and credentials, so
    /// nothing else is looked for. `endpoint_url` leads to an emulator. `function` names itself in every
    /// call, so that CloudTrail shows which function made it.
    pub fn in_lambda(region: String, endpoint_url: Option<String>, function: Option<String>) -> Self {
        let mut shared = SdkConfig::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(Region::new(region))
            .credentials_provider(SharedCredentialsProvider::new(EnvironmentVariableCredentialsProvider::new()))
            .http_client(shared_transport());
        shared.set_endpoint_url(endpoint_url);
        shared.set_app_name(function.and_then(|name| AppName::new(name).ok()));
        Self::over(shared.build())
    }

    /// Clients over a configuration made elsewhere. Time limits and retries are this crate's own.
    pub fn over(shared: SdkConfig) -> Self {
        let timeouts = TimeoutConfig::builder().connect_timeout(CONNECT).operation_attempt_timeout(ATTEMPT).operation_timeout(OPERATION);
        let retries = RetryConfig::standard().with_max_attempts(3).with_initial_backoff(Duration::from_millis(50));
        Self { shared: shared.into_builder().timeout_config(timeouts.build()).retry_config(retries).build() }
    }

    /// One of the clients below, at its first call: `clients.later(Clients::sqs)`.
    pub(crate) fn later<C>(&self, make: fn(&Self) -> C) -> Lazy<C>
    where
        C: 'static,
    {
        let clients = self.clone();
        LazyLock::new(Box::new(move || make(&clients)))
    }

    /// DynamoDB.
    pub fn dynamodb(&self) -> aws_sdk_dynamodb::Client {
        aws_sdk_dynamodb::Client::from_conf(aws_sdk_dynamodb::config::Builder::from(&self.shared).interceptor(CallLog).build())
    }

    /// SQS.
    pub fn sqs(&self) -> aws_sdk_sqs::Client {
        aws_sdk_sqs::Client::from_conf(aws_sdk_sqs::config::Builder::from(&self.shared).interceptor(CallLog).build())
    }

    /// SNS.
    pub fn sns(&self) -> aws_sdk_sns::Client {
        aws_sdk_sns::Client::from_conf(aws_sdk_sns::config::Builder::from(&self.shared).interceptor(CallLog).build())
    }

    /// EventBridge.
    pub fn eventbridge(&self) -> aws_sdk_eventbridge::Client {
        aws_sdk_eventbridge::Client::from_conf(aws_sdk_eventbridge::config::Builder::from(&self.shared).interceptor(CallLog).build())
    }

    /// S3. Emulators do not answer to a bucket's own host name.
    pub fn s3(&self) -> aws_sdk_s3::Client {
        let elsewhere = self.shared.endpoint_url().is_some();
        let config = aws_sdk_s3::config::Builder::from(&self.shared).force_path_style(elsewhere).interceptor(CallLog);
        aws_sdk_s3::Client::from_conf(config.build())
    }

    /// CloudWatch. The turn retries: its answer is about now.
    pub fn cloudwatch(&self) -> aws_sdk_cloudwatch::Client {
        let config = aws_sdk_cloudwatch::config::Builder::from(&self.shared).retry_config(RetryConfig::disabled()).interceptor(CallLog);
        aws_sdk_cloudwatch::Client::from_conf(config.timeout_config(once(OPERATION)).build())
    }

    /// CloudWatch, for people who look: to ask again does no harm.
    pub fn cloudwatch_looking(&self) -> aws_sdk_cloudwatch::Client {
        aws_sdk_cloudwatch::Client::from_conf(aws_sdk_cloudwatch::config::Builder::from(&self.shared).interceptor(CallLog).build())
    }

    /// Lambda, for people who look: to ask again does no harm.
    pub fn lambda_looking(&self) -> aws_sdk_lambda::Client {
        aws_sdk_lambda::Client::from_conf(aws_sdk_lambda::config::Builder::from(&self.shared).interceptor(CallLog).build())
    }

    /// Lambda, without retries: a second `UpdateAlias` or `Invoke` is the turn's decision, not the SDK's.
    pub fn lambda(&self) -> aws_sdk_lambda::Client {
        self.lambda_for(OPERATION)
    }

    /// Lambda, for calls that wait until the function they call has returned.
    pub fn lambda_waiting(&self) -> aws_sdk_lambda::Client {
        self.lambda_for(HOOK)
    }

    /// Lambda, for calls that wait for an answer of the function `api`.
    pub fn lambda_answering(&self) -> aws_sdk_lambda::Client {
        self.lambda_for(ANSWER)
    }

    fn lambda_for(&self, operation: Duration) -> aws_sdk_lambda::Client {
        let config = aws_sdk_lambda::config::Builder::from(&self.shared)
            .retry_config(RetryConfig::disabled())
            .timeout_config(once(operation))
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .interceptor(CallLog);
        aws_sdk_lambda::Client::from_conf(config.build())
    }
}

fn once(operation: Duration) -> TimeoutConfig {
    TimeoutConfig::builder().connect_timeout(CONNECT).operation_attempt_timeout(operation).operation_timeout(operation).build()
}
