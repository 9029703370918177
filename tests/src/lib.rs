//! What the tests above a single crate share.

pub mod client;
pub mod contract;
pub mod local;
pub mod site;
pub mod sockets;
pub mod written;
