//! How stories end.

use super::fixtures::{Sim, alias, function, version};
use headgate_domain::{Deployment, Outcome, Routing, State, Status};

pub(super) fn routing(sim: &Sim, name: &str) -> Routing {
    sim.world.alias(&function(name), &alias()).unwrap().routing
}

pub(super) fn nth(sim: &Sim, index: usize) -> Deployment {
    sim.deployment(&sim.created(index).expect("it was made")).unwrap()
}

pub(super) fn outcome(deployment: &Deployment) -> Outcome {
    let State::Closed(closed) = deployment.state() else { panic!("still open: {:?}", deployment.state()) };
    closed.outcome.clone()
}

pub(super) fn error_of(deployment: &Deployment) -> (&'static str, String) {
    match outcome(deployment) {
        Outcome::Failed { code, message } | Outcome::Stopped { code, message } => (code.as_str(), message),
        Outcome::Succeeded { message } => panic!("it succeeded: {message:?}"),
    }
}

pub(super) fn rollback_of(sim: &Sim, deployment: &Deployment) -> Deployment {
    sim.deployment(deployment.rolled_back_by().expect("it was rolled back")).unwrap()
}

/// An alias is written when it is taken in hand, as it is.
pub(super) fn moved_nothing(sim: &Sim) {
    assert!(sim.world.shifts().iter().all(|shift| shift.routing == Routing::all(version(1))), "{:?}", sim.world.shifts());
}

pub(super) fn succeeded_on_version_2(sim: &Sim, functions: &[&str]) {
    assert_eq!(nth(sim, 0).status(), Status::Succeeded);
    for name in functions {
        assert_eq!(routing(sim, name), Routing::all(version(2)));
    }
}

pub(super) fn rolled_back(sim: &Sim, status: Status, code: &str, functions: &[&str]) {
    let failed = nth(sim, 0);
    assert_eq!((failed.status(), error_of(&failed).0), (status, code));
    assert_eq!(rollback_of(sim, &failed).status(), Status::Succeeded);
    assert_eq!(sim.deployments().len(), 2, "one rollback, not more");
    for name in functions {
        assert_eq!(routing(sim, name), Routing::all(version(1)));
    }
}
