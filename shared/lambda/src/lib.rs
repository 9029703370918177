//! What every function's `main` shares.
//!
//! The law of this crate: it is the only one that reads the environment, the clock and chance, and it
//! hands them on as values. A function's own crate decodes an event, calls the engine, and encodes
//! the answer.
//!
//! | module | what |
//! |---|---|
//! | `environment` | every variable that is read, with its meaning |
//! | `run` | the runtime's loop around a [`Handler`] |
//! | `failure` | an invocation that could not be done, as Lambda is told of it |
//! | `engines` | the engine over AWS, with no more clients than a function needs |
//! | `api` | an operation of the API, called and answered |
//! | `http` | the same over a function URL |
//! | `proven` | who a call is from, by the proof it carries |
//! | `access` | what access a caller has |
//! | `hostile` | events that nobody should send, for the tests of the functions |
//! | `notices` | the outbox of a deployment, sent and counted |
//! | `metrics` | metrics as lines of the log |
//! | `telemetry` | the log |
//! | `world` | the clock and chance |

mod access;
mod api;
mod engines;
mod environment;
mod failure;
#[cfg(feature = "hostile")]
pub mod hostile;
pub mod http;
mod metrics;
mod notices;
mod proven;
mod run;
mod telemetry;
mod world;

pub use access::{AccessRules, Signatory, Signer, door};
pub use api::{answer, create};
pub use engines::{ReadEngine, TurnEngine, WakeEngine, courier, hook_caller, observer, proofs, reading, revisions, turning, waking};
pub use environment::{Environment, SettingError, VARIABLES, Variable};
pub use failure::Failure;
pub use metrics::{Metric, Metrics, Unit};
pub use notices::Outbox;
pub use proven::proven;
pub use run::{Handler, Invocation, run};
pub use world::now;
