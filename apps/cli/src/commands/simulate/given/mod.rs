//! What the options say: each is read into what it means, or refused with what it should have been.

mod alarm;
mod conduct;
mod hook;
mod people;
mod quantity;
mod which;

pub(crate) use alarm::{Above, GivenAlarm, Trigger, alarm};
pub(crate) use conduct::{ErrorRate, Latency, error_rate, latency, traffic};
pub(crate) use hook::{GivenHook, hook};
pub(crate) use people::GivenPeople;
pub(crate) use which::{VersionWord, Which};
