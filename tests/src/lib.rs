//! What the tests above a single crate share.

pub mod chaos;
pub mod client;
pub mod contract;
pub mod local;
pub mod permissions;
pub mod privilege;
pub mod processes;
pub mod site;
pub mod sockets;
pub mod template;
pub mod written;
