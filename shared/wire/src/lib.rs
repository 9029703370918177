//! Requests and answers as they stand on the wire, in CodeDeploy's own words.
//!
//! The law of this crate: shapes only. It checks nothing but that a member exists and has its JSON
//! type; what a value may be is the engine's to say, with CodeDeploy's own exception. Every member is
//! optional, as in every AWS SDK, so that a missing one is told apart from a wrong one.
//!
//! Members that belong to servers or containers are taken as [`serde_json::Value`]: the engine accepts
//! them where they are empty. What CodeDeploy does not have is Headgate's own, and says so.
//!
//! | module | what |
//! |---|---|
//! | `shape` | how a shape is written down |
//! | `applications`, `groups`, `configs`, `revisions` | what stands |
//! | `deployments`, `targets` | what moves |
//! | `extensions` | the operations that only Headgate has |
//! | `envelope` | how an operation is called by `aws lambda invoke`, and answered |

mod applications;
mod configs;
mod deployments;
mod envelope;
mod extensions;
mod groups;
mod revisions;
mod shape;
mod targets;

pub use applications::*;
pub use configs::*;
pub use deployments::*;
pub use envelope::{Call, CallError, Reply};
pub use extensions::*;
pub use groups::*;
pub use revisions::*;
pub use targets::*;
