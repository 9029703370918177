//! What installing Headgate takes of AWS: a stack of CloudFormation's, and the bucket that it reads from. Whoever
//! installs asks these; no function does.
//!
//! | module | what |
//! |---|---|
//! | `account` | whose account it is |
//! | `artifacts` | the bucket that packages and templates lie in |
//! | `stacks` | a stack as it stands, and its end |
//! | `changes` | what is to become of it: change sets |
//! | `events` | what happens to it |
//! | `undone` | why something was not done |

mod account;
mod artifacts;
mod changes;
mod events;
mod stacks;
mod undone;

pub use account::Account;
pub use artifacts::Artifacts;
pub use changes::{Change, ChangeSet, Given, Proposal, Readiness};
pub use events::StackEvent;
pub use stacks::{Stack, Stacks};
pub use undone::{Undone, Why};
