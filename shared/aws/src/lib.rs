//! Headgate on AWS: the only crate that names the SDK.
//!
//! The law of this crate: it decides nothing. A call is made once, and whatever comes of it is said
//! in the domain's words; what is to be done about it is the engine's business.
//!
//! | module | what |
//! |---|---|
//! | `clients`, `transport`, `calls` | how the clients are set up, and the log of their calls |
//! | `store` | the table |
//! | `actuator` | aliases, alarms, hooks, wakes: effects in, events out |
//! | `observer` | what people ask of all these: reads, and nothing else |
//! | `hooks` | calls a validation function and waits for its verdict |
//! | `courier` | notices to an event bus and to topics |
//! | `revisions` | uploaded AppSpecs |
//! | `invoker` | asks a function that answers requests, and says why there is no answer |
//! | `proof` | who decides: a signed request is sent to STS |
//! | `person`, `functions` | a person's own region and credentials, and the functions that they see |
//! | `stack` | what installing Headgate takes: a stack, and the bucket that it is read from |
//! | `faults` | what an SDK's error means |

mod actuator;
mod calls;
mod clients;
mod courier;
#[cfg(test)]
mod fake;
mod faults;
#[cfg(feature = "person")]
mod functions;
mod hooks;
mod invoker;
mod observer;
#[cfg(feature = "person")]
mod person;
mod proof;
mod revisions;
#[cfg(feature = "stack")]
mod stack;
mod store;
mod transport;

pub use actuator::{AwsActuator, Onlooker, Queues, Waker};
pub use clients::Clients;
pub use courier::{Courier, Sent};
pub use hooks::HookCaller;
pub use invoker::{ApiInvoker, NoAnswer};
pub use observer::{AwsObserver, Premises};
#[cfg(feature = "person")]
pub use person::{Person, PersonError};
pub use proof::{ProofError, Proofs, Purpose};
pub use revisions::{OBJECT_BYTES_MAX, Revisions};
#[cfg(feature = "stack")]
pub use stack::{Account, Artifacts, Change, ChangeSet, Given, Proposal, Readiness, Stack, StackEvent, Stacks, Undone, Why};
pub use store::DynamoStore;
