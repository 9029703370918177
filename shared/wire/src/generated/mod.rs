// Written by `cargo xtask generate` from CodeDeploy's service model and overlay.json. Not to be edited.

//! What the service model says: structures, words, exceptions, and the operations as data.
#![expect(missing_docs, reason = "the names are CodeDeploy's, and its API reference explains them")]

mod operations;
mod structures;
mod words;

pub use operations::OPERATIONS;
pub use structures::*;
pub use words::*;
