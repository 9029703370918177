//! The engine over AWS. A function makes the one it has permissions for, and links no client beside it.

use crate::world::{now, source};
use crate::{Environment, SettingError};
use headgate_aws::{AwsActuator, AwsObserver, Clients, Courier, DynamoStore, HookCaller, Onlooker, Proofs, Queues, Revisions, Waker};
use headgate_engine::Engine;

/// Takes turns.
pub type TurnEngine = Engine<DynamoStore, AwsActuator>;
/// Changes deployments and leaves the turns to others.
pub type WakeEngine = Engine<DynamoStore, Waker>;
/// Reads, and marks what was sent.
pub type ReadEngine = Engine<DynamoStore, Onlooker>;

/// An engine that takes turns.
pub fn turning(environment: &Environment) -> Result<TurnEngine, SettingError> {
    let clients = clients(environment)?;
    let actuator = AwsActuator::new(&clients, queues(environment, &clients)?, environment.hook_function()?);
    Ok(Engine::new(store(environment, &clients)?, actuator, source(), environment.installation()?))
}

/// An engine that wakes.
pub fn waking(environment: &Environment) -> Result<WakeEngine, SettingError> {
    let clients = clients(environment)?;
    let actuator = Waker(queues(environment, &clients)?);
    Ok(Engine::new(store(environment, &clients)?, actuator, source(), environment.installation()?))
}

/// An engine that only reads.
pub fn reading(environment: &Environment) -> Result<ReadEngine, SettingError> {
    let clients = clients(environment)?;
    Ok(Engine::new(store(environment, &clients)?, Onlooker, source(), environment.installation()?))
}

/// Looks at the world for people.
pub fn observer(environment: &Environment) -> Result<AwsObserver, SettingError> {
    Ok(AwsObserver::new(&clients(environment)?, environment.premises()?, now))
}

/// Reads and tags what was uploaded.
pub fn revisions(environment: &Environment) -> Result<Revisions, SettingError> {
    Ok(Revisions::new(&clients(environment)?))
}

/// Finds out whose a proof is.
pub fn proofs(environment: &Environment) -> Result<Proofs, SettingError> {
    Ok(Proofs::new(environment.region()?, environment.endpoint_url(), now))
}

/// Sends notices.
pub fn courier(environment: &Environment) -> Result<Courier, SettingError> {
    Ok(Courier::new(&clients(environment)?, environment.account()?, environment.event_bus()?))
}

/// Calls validation functions.
pub fn hook_caller(environment: &Environment) -> Result<HookCaller, SettingError> {
    Ok(HookCaller::new(&clients(environment)?))
}

fn clients(environment: &Environment) -> Result<Clients, SettingError> {
    Ok(Clients::in_lambda(environment.region()?, environment.endpoint_url(), environment.function()))
}

fn queues(environment: &Environment, clients: &Clients) -> Result<Queues, SettingError> {
    let (wake, rollback) = environment.queue_urls()?;
    Ok(Queues::new(clients, wake, rollback, now))
}

fn store(environment: &Environment, clients: &Clients) -> Result<DynamoStore, SettingError> {
    Ok(DynamoStore::new(clients, environment.table()?))
}
