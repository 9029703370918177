//! Drives the real `headgate proxy` against a Lambda of the test's own.

#![cfg(test)]

mod carries;
mod client;
mod ends;
mod lambda;
mod refuses;
mod running;
mod starts;
