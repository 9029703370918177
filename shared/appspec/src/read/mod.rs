//! The tree to a `Spec`.
//!
//! Every function here reads one part and answers with it or with `Refused`. A part with parts reads
//! all of them before it gives up, so that each mistake is found whatever stands beside it.

mod cursor;
mod document;
mod fields;
mod gates;
mod headgate;
mod hooks;
mod resources;
mod routing;

pub(crate) use cursor::Cursor;
pub(crate) use document::spec;
