//! One line in the log for each call of AWS: what a deployment costs can be counted from it.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{BeforeSerializationInterceptorContextRef, FinalizerInterceptorContextRef};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use std::time::{Duration, SystemTime};

/// Logs a call once it is over, retries included.
#[derive(Debug)]
pub(crate) struct CallLog;

#[derive(Debug)]
struct Began(SystemTime);

impl Storable for Began {
    type Storer = StoreReplace<Self>;
}

#[dyn_dispatch_hint]
impl Intercept for CallLog {
    fn name(&self) -> &'static str {
        "CallLog"
    }

    fn read_before_serialization(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(clock) = components.time_source() {
            cfg.interceptor_state().store_put(Began(clock.now()));
        }
        Ok(())
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(call) = cfg.load::<Metadata>() else { return Ok(()) };
        let now = components.time_source().map(|clock| clock.now());
        let began = cfg.load::<Began>().map(|began| began.0);
        let took = began.zip(now).and_then(|(began, now)| now.duration_since(began).ok()).unwrap_or_else(|| Duration::from_secs(0));
        let status = context.response().map(|response| response.status().as_u16());
        let outcome = match (context.output_or_error(), status) {
            (Some(Ok(_)), _) => "ok",
            (Some(Err(_)) | None, Some(_)) => "error",
            (Some(Err(_)) | None, None) => "no answer",
        };
        tracing::info!(
            service = call.service(),
            operation = call.name(),
            outcome,
            status,
            ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            "aws call"
        );
        Ok(())
    }
}
