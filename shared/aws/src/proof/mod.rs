//! Proof of who decides: a request to STS, signed by whoever decides and sent by Headgate.
//!
//! Lambda does not tell a function who has invoked it, and what a payload says of its sender is his word only. So
//! whoever decides signs `GetCallerIdentity` for a few minutes, with a header that names the decision. Headgate sends
//! that request to its own region's STS, with the header that it has computed itself from what it was asked to do; STS
//! answers with the signer's identity, or refuses. Nothing of the proof but the values of its query goes anywhere.

mod presigned;
mod purpose;
#[cfg(any(test, feature = "person"))]
mod signing;
mod sts;
#[cfg(test)]
mod tests;

pub use purpose::Purpose;
pub use sts::{ProofError, Proofs};

/// The header that binds a signature to one decision.
const HEADER: &str = "x-headgate-decision";
/// The headers that must be signed, as the query names them.
const SIGNED_HEADERS: &str = "host;x-headgate-decision";
const ACTION: &str = "GetCallerIdentity";
const VERSION: &str = "2011-06-15";
const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// The host of a region's own STS. Proofs are signed for it wherever they are sent: on an emulator as well.
fn sts_host(region: &str) -> String {
    let suffix = if region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" };
    format!("sts.{region}.{suffix}")
}
