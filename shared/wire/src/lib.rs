//! Requests and answers as they stand on the wire, in CodeDeploy's own words.
//!
//! The law of this crate: what CodeDeploy's service model says, and nothing more. The shapes, their
//! constraints and the exceptions of each operation are generated from the model that botocore ships,
//! with `overlay.json` laid over it for what is Headgate's own; `cargo xtask generate` writes them.
//! A request is held against the model ([`Operation::check`]) before anything reads it; what the model
//! cannot say (that an application exists, that two members exclude each other) is the engine's to say.
//!
//! Every member is optional, as in every AWS SDK.
//!
//! | module | what |
//! |---|---|
//! | `generated` | structures, words, exceptions, and the operations as data |
//! | `shape` | how the generated shapes are written down |
//! | `model` | what the model says of an operation, as data |
//! | `check` | holds a request against it |
//! | `envelope` | how an operation is called by `aws lambda invoke`, and answered |
//! | `protocol` | how it is called over HTTP: awsJson 1.1, rpcv2Cbor and the envelope |

mod check;
mod envelope;
mod generated;
mod model;
pub mod protocol;
mod shape;
mod shown;

pub use check::Violation;
pub use envelope::{Call, CallError, Reply};
pub use generated::*;
pub use model::{Length, Member, Operation, Shape};
pub use shown::{complaint, shown};
