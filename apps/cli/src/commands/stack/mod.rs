//! Headgate's stack, for the verbs that install and remove it.
//!
//! | module | what |
//! |---|---|
//! | `site` | where it stands: account, region, the bucket that its packages lie in |
//! | `standing` | what can be done with it as it stands |
//! | `following` | what happens to it, until it is over |
//! | `sum` | the SHA-256 of what is installed |
//! | `refused` | why AWS does not do it |

mod following;
mod refused;
mod site;
mod standing;
mod sum;

pub(crate) use following::{Ended, Following};
pub(crate) use refused::refused;
pub(crate) use site::Site;
pub(crate) use standing::Standing;
pub(crate) use sum::{Sum, read as read_sums};
