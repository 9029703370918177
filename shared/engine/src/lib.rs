//! Drives deployments: load, perform what is pending, apply what happened, commit, repeat.
//!
//! The law of this crate: it decides nothing about traffic (`domain` does) and talks to nothing but
//! its two ports, [`Store`] and [`Actuator`], and for the questions that people ask, to an [`Observer`]. Calling it again is always safe: a message only wakes,
//! the truth is in the store, and what cannot be asked again is committed before anything is done.
//!
//! | module | what |
//! |---|---|
//! | `ports` | what must be true of a store and an actuator |
//! | `observer` | what people may ask of the world beside |
//! | `turn` | one turn of one deployment |
//! | `writes` | what a change means for locks, watch rows, history and the outbox |
//! | `application_revision` | what an application knows of its revisions |
//! | `create`, `queue` | how a deployment comes to be, and to start |
//! | `commands` | stop, report, alarm, abandon |
//! | `outbox`, `sweep` | what is sent to people, and what nobody has woken |
//! | `api` | CodeDeploy's operations, as JSON in and JSON out |

mod api;
mod application_revision;
mod commands;
mod create;
mod decisions;
mod error;
mod group_record;
mod hand;
mod observer;
mod outbox;
mod ports;
mod queue;
mod records;
mod source;
mod sweep;
mod turn;
mod upload;
mod writes;

pub use api::{Access, ApiError, Caller, S3Location};
pub use commands::{AlarmChange, StopProgress};
pub use create::{CreateDeployment, RevisionText, Token};
pub use error::{Class, EngineError, Fault, Refusal};
pub use headgate_wire::Exception;
pub use observer::{
    AlarmSeen, AlarmStanding, AliasSeen, Bypass, BypassKind, FunctionSeen, HookSeen, InstallationSeen, Observer, Point, QueueDepth,
    QueueSeen, Seen, Series, TrafficQuestion, VersionSeen,
};
pub use ports::*;
pub use source::Source;
pub use sweep::Swept;
pub use upload::{Object, Upload, UploadTag};

use headgate_domain::Account;

/// What an installation is set to.
#[derive(Clone, Debug)]
pub struct Installation {
    /// Where it stands.
    pub account: Account,
    /// How often alarms and aliases are looked at while anything waits, 10 to 300 s.
    pub poll_seconds: u32,
    /// How many days a finished deployment is kept; `None` keeps it for ever.
    pub retention_days: Option<u32>,
}

/// The engine over its two ports.
pub struct Engine<S, A> {
    store: S,
    actuator: A,
    source: Source,
    installation: Installation,
}

impl<S: Store, A: Actuator> Engine<S, A> {
    /// An engine over `store` and `actuator`, with its time and chance from `source`.
    pub fn new(store: S, actuator: A, source: Source, installation: Installation) -> Self {
        Self { store, actuator, source, installation }
    }

    /// The store, for adapters that only read.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// The actuator.
    pub fn actuator(&self) -> &A {
        &self.actuator
    }

    /// Where time and chance come from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// What the installation is set to.
    pub fn installation(&self) -> &Installation {
        &self.installation
    }
}
