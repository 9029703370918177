//! The operations that only Headgate has.

use crate::shape::shapes;

shapes! {
    /// Gives up on a rollback, or on a stop that does not come to rest.
    AbandonRollbackInput {
        deployment_id: String,
        /// Who gives up.
        by: String,
        /// Why; it is written down.
        reason: String,
    }

    /// Asks for a deployment's history.
    GetDeploymentHistoryInput { deployment_id: String, next_token: String }

    /// A page of it, in order.
    GetDeploymentHistoryOutput { deployment_id: String, entries: Vec<HistoryEntry>, next_token: String }

    /// One thing that happened.
    HistoryEntry {
        /// Its number, from 1.
        number: u64,
        /// When, in seconds since 1970.
        time: f64,
        /// What, in one word.
        event: String,
        message: String,
        /// The target versions' shares of traffic before, in percent, in the order of the targets.
        from_weights: Vec<f64>,
        /// The same, after.
        to_weights: Vec<f64>,
    }
}
