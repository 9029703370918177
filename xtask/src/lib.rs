//! What builds, runs, checks and packages Headgate on one machine.
//!
//! [`Stack`] is the part that others build on: the real template and the real function binaries, deployed
//! to an emulator of its own that ends with the value (or with the process, however that ends).
//!
//! Progress goes to standard error; standard output belongs to what a command answers.

mod bench;
mod bundle;
mod captures;
mod chaos;
mod codedeploy;
mod demo;
mod document;
mod emulator;
mod generate;
mod lint;
mod mutants;
mod package;
mod paths;
mod proxy;
mod python;
mod session;
mod shell;
mod sim;
mod stack;
mod suite;
mod up;

pub use bench::{Bench, bench};
pub use captures::{Captures, captures};
pub use chaos::{Chaos, chaos};
pub use codedeploy::{CodeDeploy, cli_examples, headgate};
pub use demo::{Demo, demo};
pub use emulator::free_port;
pub use generate::{generate, generated};
pub use lint::{lint, transformed_template};
pub use mutants::{Mutants, mutants};
pub use package::{Arch, package};
pub use paths::{target_directory, workspace_root};
pub use proxy::{Call, Mishap, Proxy, wait_for};
pub use session::{Invoked, Session, invocations};
pub use shell::progress;
pub use sim::{Sim, sim};
pub use stack::{Lifetime, Options, Stack};
pub use suite::{Suite, test};
pub use up::{Up, down, up};
