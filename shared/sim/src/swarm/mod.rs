//! Worlds from seeds: a seed chooses what there is, what goes wrong how often, and what people do.
//!
//! Then everything heals, and the witness demands that all of it comes to an end.

mod gates;
mod script;
mod topology;
mod weather;

use crate::chance::Chance;
use crate::faults::Tally;
use crate::people::Action;
use crate::sabotage::Sabotage;
use crate::simulation::Simulation;
use crate::witness::Broken;
use crate::world::World;
use jiff::SignedDuration;
use topology::Topology;

/// What a run, or many, came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Worlds.
    pub seeds: u64,
    /// Deployments, rollbacks among them.
    pub deployments: u64,
    /// What went wrong, by kind.
    pub faults: Tally,
    /// How often a rule was checked.
    pub checks: u64,
    /// Simulated time, in seconds.
    pub simulated_seconds: i64,
}

/// What one world came to.
#[derive(Clone, Debug)]
pub struct Told {
    /// The seed it came from.
    pub seed: u64,
    /// What it came to.
    pub figures: Figures,
    /// The first rule that was broken, if one was.
    pub broken: Option<Broken>,
    /// What happened, line by line, if that was asked for.
    pub trace: Vec<String>,
}

/// How long everything may take once faults have ended: the longest plan, its hooks, and the sweeps between.
const LIMIT: SignedDuration = SignedDuration::from_hours(6);

/// From this seed on there are gates in the plans, and people who mind them. Without these, the world of a seed is what it
/// was before there were any: what once broke a rule goes on testing that.
pub const GATED: u64 = 1 << 32;

/// The world of a seed, from its beginning to its end.
pub fn run(seed: u64, sabotage: Option<Sabotage>) -> Told {
    live(seed, sabotage, false)
}

/// The same, written down line by line.
pub fn replay(seed: u64, sabotage: Option<Sabotage>) -> Told {
    live(seed, sabotage, true)
}

fn live(seed: u64, sabotage: Option<Sabotage>, traced: bool) -> Told {
    let mut chance = Chance::seeded(seed);
    let world = World::shuffled(chance.number(), weather::faults(&mut chance));
    if traced {
        world.trace();
    }
    let began = world.now();
    let topology = Topology::chosen(&mut chance);
    topology.build(&world, &mut chance);
    let mut simulation = Simulation::new(world.clone(), topology.poll_seconds);
    for group in &topology.groups {
        simulation.group(&topology.application, group);
    }
    if let Some(sabotage) = sabotage {
        simulation.sabotage(sabotage);
    }
    let length = script::plan(&mut simulation, &topology, seed >= GATED, &mut chance);
    if seed >= GATED {
        gates::plan(&mut simulation, length, &mut chance);
        // Whoever minds the gates looks again later: a request that was under way may still make a deployment.
        for later in [1, 60, 600, 3600] {
            simulation.after(length + later, Action::Attend);
        }
    }
    simulation.after(length, Action::Heal);
    // Whatever no plan brings to rest is given up by a person, long after.
    simulation.run_until(began + SignedDuration::from_secs(length + 1));
    simulation.run_until_quiet(world.now() + LIMIT);
    simulation.end();
    let figures = Figures {
        seeds: 1,
        deployments: simulation.deployments_made(),
        faults: world.tally(),
        checks: world.checks(),
        simulated_seconds: world.now().duration_since(began).as_secs(),
    };
    Told { seed, figures, broken: world.broken(), trace: world.traced() }
}

impl Figures {
    /// Adds what another run came to.
    pub fn add(&mut self, other: &Self) {
        self.seeds += other.seeds;
        self.deployments += other.deployments;
        self.faults.add(&other.faults);
        self.checks += other.checks;
        self.simulated_seconds += other.simulated_seconds;
    }
}
