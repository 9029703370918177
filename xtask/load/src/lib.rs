//! CodeDeploy's API in one process, and what loads it, or another, with calls.
//!
//! The law of this crate: what answers here is the engine and the protocols as they are deployed, and nothing
//! else is; the world around them does what it is told.
//!
//! | module | what |
//! |---|---|
//! | `office` | bytes in, bytes out |
//! | `clerk`, `sights` | the world around it, and what there is to see |
//! | `calls` | what is asked for, and in which order |
//! | `clients` | many clients at once, and what they saw |

mod calls;
mod clerk;
mod clients;
mod office;
mod sights;

pub use calls::{Calls, Furniture, Mix, requests};
pub use clerk::{Clerk, World};
pub use clients::{Figures, Load, Target, furnish, load};
pub use office::{Office, installation, source};
pub use sights::Sights;
