//! `headgate config`.

use crate::installation::Headgate;
use crate::session::Session;
use insta::assert_snapshot;

#[test]
fn the_life_of_a_configuration() {
    let headgate = Headgate::with_shop();
    let mut session = Session::new(&headgate);
    session.run("config list").run("config create careful --step 0.5%:10m --step 10%:30m:judge --step 100%").run("config get careful");
    session.run("config create quick --canary 10%:5m").run("config get quick").run("config create steady --linear 25%:10m");
    session.run("config get steady").run("config create at-once --all-at-once").run("config get at-once").run("config list");
    session.run("config create careful --all-at-once").run("config create wrong --step 50% --step 10%").run("config create wrong");
    session
        .run("config create wrong --step ten")
        .run("config create wrong --canary 10%")
        .run("config create wrong --canary 10%:5m --all-at-once");
    session
        .run("group update live --config careful")
        .run("config delete careful --yes")
        .run("config delete quick")
        .run("config delete quick --yes");
    session.run("config get quick").run("config update careful --canary 10%:5m").run("config update");
    assert_snapshot!(session.transcript());
}
