//! `headgate uninstall`.

use super::install::session;
use crate::cloud::{Cloud, Outcome};
use crate::installation::Headgate;
use crate::lambda::Answer;
use crate::watching::Terminal;
use insta::assert_snapshot;
use serde_json::json;

/// Headgate with application `shop`, installed; and the account that it is installed in.
fn installed() -> (Headgate, Cloud) {
    let (headgate, cloud) = (Headgate::with_shop(), Cloud::start());
    let output = session(&headgate, &cloud).command("install bundle --yes").output().unwrap();
    assert!(output.status.success(), "{output:?}");
    (headgate, cloud)
}

#[test]
fn it_says_what_stays() {
    let (headgate, cloud) = installed();
    let mut session = session(&headgate, &cloud);
    session.run("uninstall --yes").run("uninstall --yes");
    assert_snapshot!(session.transcript());
    assert_eq!(cloud.stands(), None);
}

#[test]
fn a_program_reads_what_stays() {
    let (headgate, cloud) = installed();
    let removed = session(&headgate, &cloud).json("uninstall --yes -o json");
    assert_eq!((&removed["status"], &removed["kept"][0]["physicalResourceId"]), (&json!("DELETE_COMPLETE"), &json!("headgate-Table-1")));
}

#[test]
fn it_is_refused_while_deployments_are_active() {
    let (headgate, cloud) = installed();
    let id = headgate.deploy("orders", 2);
    let mut session = session(&headgate, &cloud);
    session.run("uninstall --yes");
    assert!(session.transcript().contains(&id) && cloud.stands().is_some());
    assert_snapshot!(session.transcript().replace(&id, "<id>"));
    assert!(session.command("uninstall --yes --abandon-deployments").output().unwrap().status.success());
    assert_eq!(cloud.stands(), None);
}

#[test]
fn it_is_refused_if_nobody_can_say_whether_deployments_are_active() {
    let (headgate, cloud) = installed();
    let mut session = session(&headgate, &cloud);
    headgate.answers_next([Answer::error(403, "AccessDeniedException")]);
    session.run("uninstall --yes");
    headgate.answers_next(std::iter::repeat_n(Answer::error(500, "ServiceException"), 3));
    session.run("uninstall --yes");
    assert_snapshot!(session.transcript());
    assert_eq!(cloud.stands().as_deref(), Some("CREATE_COMPLETE"));
}

#[test]
fn the_stacks_own_api_is_asked_whatever_is_settled() {
    let (headgate, cloud) = installed();
    headgate.deploy("orders", 2);
    let mut session = session(&headgate, &cloud);
    let ended = session.set("HEADGATE_API", "another").command("uninstall --yes").output().unwrap();
    assert_eq!(ended.status.code(), Some(4), "{ended:?}");
}

#[test]
fn a_resource_that_stays_by_itself_is_named() {
    let (headgate, cloud) = installed();
    let mut session = session(&headgate, &cloud);
    cloud.outcome(Outcome::Broken("it is still in use"));
    session.run("uninstall --yes");
    cloud.outcome(Outcome::Done);
    cloud.asked();
    session.run("uninstall --yes");
    assert_snapshot!(session.transcript());
}

#[test]
fn what_never_came_to_be_is_removed_without_asking_its_api() {
    let (headgate, cloud) = (Headgate::start(), Cloud::start());
    let session = session(&headgate, &cloud);
    cloud.outcome(Outcome::Broken("no"));
    session.command("install bundle --yes").output().unwrap();
    cloud.outcome(Outcome::Done);
    headgate.calls();
    assert!(session.command("uninstall --yes").output().unwrap().status.success());
    assert!(headgate.calls().is_empty() && cloud.stands().is_none());
    assert!(session.command("install bundle --yes").output().unwrap().status.success());
}

#[test]
fn what_only_stands_in_review_is_removed_at_once() {
    let (headgate, cloud) = (Headgate::start(), Cloud::start());
    let session = session(&headgate, &cloud);
    cloud.error("ExecuteChangeSet", (400, "CutOff", "here it ends"));
    session.command("install bundle --yes").output().unwrap();
    assert_eq!(cloud.stands().as_deref(), Some("REVIEW_IN_PROGRESS"));
    assert!(session.command("uninstall --yes").output().unwrap().status.success());
    assert_eq!((cloud.stands(), cloud.change_sets()), (None, 0));
}

#[test]
fn something_else_is_being_done_with_it() {
    let (headgate, cloud) = installed();
    let mut session = session(&headgate, &cloud);
    cloud.status("UPDATE_IN_PROGRESS");
    session.run("uninstall --yes").run("uninstall");
    assert_snapshot!(session.transcript());
}

#[test]
fn a_person_types_its_name() {
    let (headgate, cloud) = installed();
    let session = session(&headgate, &cloud);
    for (typed, code, is_there) in [("y\r", 3, true), ("headgate\r", 0, false)] {
        let terminal = Terminal::start(session.command("uninstall"), (100, 24));
        terminal.until(|screen| screen.contains("Type its name:"));
        terminal.types(typed);
        let (screen, _, ended) = terminal.end();
        assert_eq!((ended, cloud.stands().is_some()), (Some(code), is_there), "{screen}");
    }
}

#[test]
fn whoever_leaves_gets_back_to_it() {
    let (headgate, cloud) = installed();
    let session = session(&headgate, &cloud);
    cloud.outcome(Outcome::Held);
    for leaves in [true, false] {
        let terminal = Terminal::start(session.command("uninstall --yes"), (100, 24));
        terminal.until(|screen| screen.contains("DELETE_IN_PROGRESS"));
        if leaves {
            terminal.interrupts();
        } else {
            cloud.end();
        }
        let (screen, _, code) = terminal.end();
        assert_eq!(code, Some(if leaves { 5 } else { 0 }), "{screen}");
    }
}
