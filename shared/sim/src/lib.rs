//! The simulated world: what Headgate's engine acts on when nothing is real.
//!
//! The law of this crate: nothing in it knows the time, takes chances or waits. Every port call is a
//! place where a worker can die, before or after the call lands, and a world replays to the letter.

mod actuator;
mod memory;
mod mortal;
mod runner;
mod world;

pub use memory::MemoryStore;
pub use mortal::{Mortal, at_once, until_death};
pub use runner::{Action, Runner};
pub use world::{Alias, Death, HookBehaviour, Message, Mishap, Shift, World};
