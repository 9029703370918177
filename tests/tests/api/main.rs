//! The API over the real engine, a store in memory and a world that does what it is told.

#![cfg(test)]

mod access;
mod desk;
mod documents;
mod gates;
mod golden;
mod hostile;
mod instances;
mod keys;
mod life;
mod listings;
mod looks;
mod model;
mod on_premises;
mod plans;
mod platforms;
mod property;
mod race;
mod refusals;
mod renames;
mod reports;
mod resources;
mod revisions;
mod tags;
