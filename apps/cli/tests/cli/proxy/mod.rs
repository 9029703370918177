//! The real `headgate proxy` against a Lambda of the test's own.

mod carries;
mod client;
mod ends;
mod refuses;
mod running;
mod starts;
