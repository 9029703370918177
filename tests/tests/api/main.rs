//! The API over the real engine, a store in memory and a world that does what it is told.

#![cfg(test)]

mod clerk;
mod desk;
mod documents;
mod golden;
mod life;
mod listings;
mod property;
mod refusals;
mod resources;
