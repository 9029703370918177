//! Time and chance, handed in from outside so that a simulation can replay them.

use headgate_domain::{ApplicationId, DeploymentId, ExecutionId, Fresh, GroupId};
use jiff::Timestamp;
use std::fmt;

type Clock = dyn Fn() -> Timestamp + Send + Sync;
type Chance = dyn Fn(&mut [u8]) + Send + Sync;

/// Where an engine takes the time and new ids from.
pub struct Source {
    now: Box<Clock>,
    random: Box<Chance>,
}

impl Source {
    /// A source of the time, and of bytes that nobody can guess.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static, random: impl Fn(&mut [u8]) + Send + Sync + 'static) -> Self {
        Self { now: Box::new(now), random: Box::new(random) }
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        (self.now)()
    }

    /// Time and ids for one event.
    pub fn fresh(&self) -> Fresh {
        let now = self.now();
        Fresh { now, asked_at: now, deployment: self.deployment_id(), execution: self.execution_id() }
    }

    /// A deployment id: `d-` and nine characters, as CodeDeploy writes them.
    ///
    /// # Panics
    ///
    /// Never: the characters are those of the alphabet.
    pub fn deployment_id(&self) -> DeploymentId {
        const ALPHABET: &[u8; 36] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        let mut bytes = [0; 16];
        (self.random)(&mut bytes);
        let mut number = u128::from_le_bytes(bytes);
        let mut text = String::from("d-");
        for _ in 0..9 {
            text.push(char::from(ALPHABET[usize::try_from(number % 36).unwrap_or_default()]));
            number /= 36;
        }
        DeploymentId::new(text).expect("nine characters of the alphabet make a deployment id")
    }

    /// An application's id: a UUID.
    ///
    /// # Panics
    ///
    /// Never: a UUID is an id.
    pub fn application_id(&self) -> ApplicationId {
        ApplicationId::new(self.uuid()).expect("a UUID is an application id")
    }

    /// A deployment group's id: a UUID.
    ///
    /// # Panics
    ///
    /// Never: a UUID is an id.
    pub fn group_id(&self) -> GroupId {
        GroupId::new(self.uuid()).expect("a UUID is a deployment group id")
    }

    /// A UUID (version 4).
    pub fn uuid(&self) -> String {
        let mut bytes = [0; 16];
        (self.random)(&mut bytes);
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        let hex = hex(&bytes);
        format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    }

    /// An execution id of 256 bits: whoever knows it may report a verdict, so nobody must guess it.
    fn execution_id(&self) -> ExecutionId {
        let mut bytes = [0; 32];
        (self.random)(&mut bytes);
        ExecutionId::new(hex(&bytes)).expect("hexadecimal digits make an execution id")
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Source")
    }
}
