//! A worker at one errand.

use crate::message::ParcelId;
use headgate_domain::DeploymentId;
use headgate_engine::EngineError;
use std::future::Future;
use std::pin::Pin;

/// Numbers the errands of a run, from 1.
pub(crate) type TaskId = u64;

/// A worker at one errand, stopped at its calls.
pub(crate) struct Task {
    pub(crate) parcel: ParcelId,
    pub(crate) future: Pin<Box<dyn Future<Output = Ended> + Send>>,
}

/// How an errand ended.
#[derive(Debug)]
pub(crate) enum Ended {
    /// It is dealt with, and so is its message.
    Done,
    /// It failed; its message comes again.
    Failed(String),
    /// A request for a deployment, with its answer.
    Created(usize, Result<DeploymentId, EngineError>),
}

impl Ended {
    /// A refusal is an answer; a fault is not.
    pub(crate) fn of<T>(outcome: Result<T, EngineError>) -> Self {
        match outcome {
            Ok(_) | Err(EngineError::Refused(_)) => Self::Done,
            Err(EngineError::Fault(fault)) => Self::Failed(fault.to_string()),
        }
    }
}
