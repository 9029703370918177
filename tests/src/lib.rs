//! What the tests above a single crate share.

pub mod site;
