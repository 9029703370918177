//! CBOR (RFC 8949), as far as rpcv2Cbor has it.

mod reading;
mod writing;

pub(super) use reading::read;
pub(super) use writing::{exception, write};
