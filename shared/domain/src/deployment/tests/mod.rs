//! The machine, tried out.
//!
//! | module | what |
//! |---|---|
//! | `fixtures`, `world` | deployments built in words, and a world that obeys their effects |
//! | `table` | every edge, as a snapshot whose diff is the review of a behaviour change |
//! | `people` | what people do in that world |
//! | `forward`, `alarms`, `ending`, `rollback`, `gates` | the specification, told as stories |
//! | `laws`, `gate_laws` | what holds in every world, however hostile |
//! | `golden` | stored deployments that must be readable for ever |

mod alarms;
mod ending;
mod fixtures;
mod forward;
mod gate_laws;
mod gates;
mod golden;
mod late;
mod laws;
mod people;
mod rollback;
mod table;
mod world;

use std::path::PathBuf;

/// A file of the workspace.
fn workspace(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// A file's name made of what it is about.
fn file_stem(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}

/// Whether generated files are to be written anew instead of checked: `HEADGATE_UPDATE=1 cargo test`.
#[expect(clippy::disallowed_methods, reason = "a test is its own `main`, and this changes no behaviour under test")]
fn updating() -> bool {
    std::env::var_os("HEADGATE_UPDATE").is_some()
}
