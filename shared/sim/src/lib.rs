//! The simulated world: what Headgate's engine acts on when nothing is real.
//!
//! The law of this crate: nothing in it knows the time, takes chances or waits. Every call of a port lands
//! at one point in time and returns at another; whoever is to go on is chosen from one seed, and a world
//! replays to the letter.
//!
//! | module | what |
//! |---|---|
//! | `world`, `agenda` | the clock, what there is, and what is going to happen |
//! | `lambda`, `traffic`, `alarms`, `hooks` | what Headgate acts on, and what watches it |
//! | `message`, `people` | what reaches Headgate: at least once, late, twice |
//! | `memory`, `port`, `call` | the table, and how a worker reaches it and the rest |
//! | `fate`, `faults` | what becomes of a call |
//! | `simulation`, `task` | workers, of which one goes on at a time |
//! | `witness` | what must never happen |
//! | `swarm` | worlds from seeds |
//! | `sabotage` | mistakes, so that the witness can be seen to notice |
//!
//! ```
//! use headgate_domain::{AliasName, FunctionArn, Version};
//! use headgate_sim::{Conduct, Simulation, World};
//!
//! let world = World::new();
//! let function = FunctionArn::try_from("arn:aws:lambda:eu-west-1:123456789012:function:orders".to_owned())?;
//! let (alias, version) = (AliasName::new("live")?, Version::new("1")?);
//! world.function(&function, &alias, &version);
//! world.behave(&function, &version, Conduct { error_rate: 0.01, latency_ms: 35.0 });
//! world.load(&function, &alias, 1000.0);
//! let mut simulation = Simulation::new(world.clone(), 30);
//! simulation.run_until(world.now() + jiff::SignedDuration::from_mins(10));
//! # Ok::<(), headgate_domain::InvalidName>(())
//! ```

mod agenda;
mod alarms;
mod call;
mod chance;
mod fate;
mod faults;
mod hooks;
mod lambda;
mod memory;
mod message;
mod people;
mod port;
mod sabotage;
mod simulation;
mod swarm;
mod task;
mod trace;
mod traffic;
mod wish;
mod witness;
mod world;

pub use alarms::{AlarmRule, Metric, MissingData};
pub use call::at_once;
pub use chance::Chance;
pub use fate::{Blow, BlowKind};
pub use faults::{Faults, Tally};
pub use hooks::HookBehaviour;
pub use lambda::{Alias, Shift};
pub use memory::MemoryStore;
pub use people::{Action, Mishap, Permission};
pub use sabotage::Sabotage;
pub use simulation::Simulation;
pub use swarm::{Figures, GATED, Told, replay, run};
pub use traffic::{Conduct, Minute};
pub use wish::{Wish, person};
pub use witness::Broken;
pub use world::World;
