//! What a worker reaches the world through: every call lands at one point in time, and returns at another.

mod actuator;
mod store;

use crate::call::{Trouble, call};
use crate::memory::MemoryStore;
use crate::sabotage::Sabotage;
use crate::task::TaskId;
use crate::world::World;
use headgate_domain::{DeploymentId, Notice};
use headgate_engine::Fault;

/// One worker's reach, at one errand.
#[derive(Clone)]
pub(crate) struct Port {
    pub(crate) world: World,
    pub(crate) table: Table,
    pub(crate) task: TaskId,
    /// Who stands between the engine and the world, if anybody does.
    pub(crate) saboteur: Option<Sabotage>,
}

/// The table, and its index, which may lag behind.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) now: MemoryStore,
    pub(crate) index: MemoryStore,
}

impl Port {
    /// A call that does `land` when it lands; `make_do` is what the worker has where no answer returns.
    async fn call<T: Send + 'static>(
        &self,
        name: &'static str,
        land: impl FnOnce() -> T + Send + 'static,
        make_do: impl FnOnce(Trouble) -> T + Send + 'static,
    ) -> T {
        let (in_flight, answer) = call(self.task, name, land, make_do);
        self.world.begin(in_flight);
        answer.await
    }

    /// Tells people.
    pub(crate) async fn tell(&self, id: DeploymentId, notice: Notice) -> Result<(), Fault> {
        let world = self.world.clone();
        let land = move || {
            world.tell(&id, &notice);
            Ok(())
        };
        self.call("Publish", land, |_| Err(Fault::Transient("sns: no answer".to_owned()))).await
    }
}
