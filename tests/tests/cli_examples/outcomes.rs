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

const PLATFORM: &str = "the example is older than `computePlatform`, which Headgate answers as well";
const SERVERS: &str = "it shows a deployment of servers, and Headgate deploys functions";
const TOKENS: &str = "no operation makes a connection to GitHub, so Headgate has none";
const HOST: &str = "it acts on its own host and asks no service";

/// Every example that the AWS CLI ships.
pub(crate) const OUTCOMES: [(&str, Outcome); 50] = [
    ("add-tags-to-on-premises-instances", Agrees),
    ("batch-get-application-revisions", Differs("the revision was deployed from GitHub, which only servers take")),
    ("batch-get-applications", Differs(PLATFORM)),
    ("batch-get-deployment-groups", Differs("the groups have deployed servers, which Headgate does not")),
    ("batch-get-deployment-targets", Differs(SERVERS)),
    ("batch-get-deployments", Differs(SERVERS)),
    ("batch-get-on-premises-instances", Agrees),
    ("continue-deployment", Differs("it needs a blue/green deployment of servers, which waits; one of a function goes on by itself")),
    ("create-application", Agrees),
    ("create-deployment 1", Differs(SERVERS)),
    ("create-deployment 2", Differs("it deploys a service of ECS, which Headgate does not")),
    ("create-deployment-config", Agrees),
    ("create-deployment-group", Agrees),
    ("delete-application", Agrees),
    ("delete-deployment-config", Agrees),
    ("delete-deployment-group", Agrees),
    ("delete-git-hub-account-token", Differs(TOKENS)),
    ("deployment-successful", Agrees),
    ("deregister", Agrees),
    ("deregister-on-premises-instance", Agrees),
    ("get-application", Differs(PLATFORM)),
    ("get-application-revision", Differs("its `deploymentGroups` is a text; the service model has a list")),
    ("get-deployment", Differs(SERVERS)),
    ("get-deployment-config", Differs(PLATFORM)),
    (
        "get-deployment-group",
        Differs("the example is older than members that every group has, such as `computePlatform` and `deploymentStyle`"),
    ),
    ("get-deployment-instance", Differs(SERVERS)),
    ("get-deployment-target", Differs(SERVERS)),
    ("get-on-premises-instance", Agrees),
    ("install", NotRun(HOST)),
    ("list-application-revisions", Agrees),
    ("list-applications", Agrees),
    ("list-deployment-configs", Differs("the example is older than the configurations for functions and for ECS, which are listed too")),
    ("list-deployment-groups", Differs("the CLI leaves out the application's name where it joins pages")),
    ("list-deployment-instances", Differs(SERVERS)),
    ("list-deployment-targets", Agrees),
    ("list-deployments", Agrees),
    ("list-git-hub-account-token-names", Differs(TOKENS)),
    ("list-on-premises-instances", Agrees),
    ("list-tags-for-resource", Agrees),
    ("push", Differs("the text is the CLI's own, and has changed since")),
    ("register", Agrees),
    ("register-application-revision", Agrees),
    ("register-on-premises-instance", Agrees),
    ("remove-tags-from-on-premises-instances", Agrees),
    ("stop-deployment", Differs("the message speaks of servers; Headgate's says where a function's traffic stands")),
    ("tag-resource", Agrees),
    ("uninstall", NotRun(HOST)),
    ("untag-resource", Agrees),
    ("update-application", Agrees),
    ("update-deployment-group", Differs("Headgate answers with the empty `hooksNotCleanedUp`, as `delete-deployment-group` does here")),
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
