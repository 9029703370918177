//! What is known of each example.

use std::fmt::Write;

/// What comes of an example.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    /// The answer is the example's.
    Agrees,
    /// It is another, for this reason.
    Differs(&'static str),
    /// It is not run, for this reason.
    NotRun(&'static str),
}

use Outcome::{Agrees, Differs, NotRun};

const HOST: &str = "it acts on its own host and asks no service";

/// Every example that the AWS CLI ships.
pub(crate) const OUTCOMES: [(&str, Outcome); 50] = [
    ("add-tags-to-on-premises-instances", Agrees),
    ("batch-get-application-revisions", Agrees),
    ("batch-get-applications", Agrees),
    ("batch-get-deployment-groups", Agrees),
    ("batch-get-deployment-targets", Agrees),
    ("batch-get-deployments", Agrees),
    ("batch-get-on-premises-instances", Agrees),
    ("continue-deployment", Agrees),
    ("create-application", Agrees),
    ("create-deployment 1", Agrees),
    ("create-deployment 2", Agrees),
    ("create-deployment-config", Agrees),
    ("create-deployment-group", Agrees),
    ("delete-application", Agrees),
    ("delete-deployment-config", Agrees),
    ("delete-deployment-group", Agrees),
    ("delete-git-hub-account-token", Agrees),
    ("deployment-successful", Agrees),
    ("deregister", Agrees),
    ("deregister-on-premises-instance", Agrees),
    ("get-application", Agrees),
    ("get-application-revision", Agrees),
    ("get-deployment", Agrees),
    ("get-deployment-config", Agrees),
    ("get-deployment-group", Agrees),
    ("get-deployment-instance", Agrees),
    ("get-deployment-target", Agrees),
    ("get-on-premises-instance", Agrees),
    ("install", NotRun(HOST)),
    ("list-application-revisions", Agrees),
    ("list-applications", Agrees),
    ("list-deployment-configs", Agrees),
    ("list-deployment-groups", Agrees),
    ("list-deployment-instances", Agrees),
    ("list-deployment-targets", Agrees),
    ("list-deployments", Agrees),
    ("list-git-hub-account-token-names", Agrees),
    ("list-on-premises-instances", Agrees),
    ("list-tags-for-resource", Agrees),
    ("push", Agrees),
    ("register", Agrees),
    ("register-application-revision", Agrees),
    ("register-on-premises-instance", Agrees),
    ("remove-tags-from-on-premises-instances", Agrees),
    ("stop-deployment", Agrees),
    ("tag-resource", Agrees),
    ("uninstall", NotRun(HOST)),
    ("untag-resource", Agrees),
    ("update-application", Agrees),
    ("update-deployment-group", Agrees),
];

/// The same, as the document has it.
pub(crate) fn table() -> String {
    let agree = OUTCOMES.iter().filter(|(_, outcome)| matches!(outcome, Agrees)).count();
    let mut table = format!("{agree} of {} agree.\n\n| example | outcome |\n|---|---|\n", OUTCOMES.len());
    for (name, outcome) in OUTCOMES {
        let outcome = match outcome {
            Agrees => "agrees".to_owned(),
            Differs(why) => format!("differs: {why}"),
            NotRun(why) => format!("not run: {why}"),
        };
        writeln!(table, "| `{name}` | {outcome} |").expect("a string takes everything");
    }
    table
}
