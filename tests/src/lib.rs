//! What the tests above a single crate share.

pub mod contract;
pub mod site;
pub mod written;
