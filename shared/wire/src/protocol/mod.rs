//! CodeDeploy's protocols: a request's bytes to a call, and the answer to a response's bytes.
//!
//! Three ways to call lead to the same operations: awsJson 1.1, which the AWS CLI and the SDKs send; rpcv2Cbor, which
//! the service model prefers; and Headgate's own envelope. The answer comes the way the call came. There is no I/O.
//!
//! | module | what |
//! |---|---|
//! | `http` | a request, a response |
//! | `route` | which protocol and which operation a request means |
//! | `read` | a request to a call |
//! | `write` | an answer to a response |
//! | `json`, `cbor` | the two encodings, to and from values |

mod cbor;
mod http;
mod json;
mod read;
mod route;
mod write;

pub use http::{Request, Response};
pub use read::{Incoming, read};
pub use route::{CODEDEPLOY, HEADGATE, Protocol};
pub use write::{Failure, fail, write};

/// How deep a request's values may stand in each other.
const DEPTH_MAX: usize = 64;

/// How many values a request may hold: many times what the largest one does. A value takes one byte in a body, and a
/// hundred times that in memory.
const VALUES_MAX: usize = 50_000;
