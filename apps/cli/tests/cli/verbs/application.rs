//! `headgate application`.

use crate::installation::Headgate;
use crate::session::Session;
use insta::assert_snapshot;

#[test]
fn the_life_of_an_application() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    session
        .run("application list")
        .run("application get")
        .run("application create shop --tag team=payments")
        .run("application create shop");
    session.run("application list").run("application get").run("application get nowhere").run("application create a/b --tag team");
    session.run("application update shop --name store").run("application list").run("application update shop --name other");
    session.run("application delete store").run("application delete store --yes").run("application list");
    assert_snapshot!(session.transcript());
}

#[test]
fn one_that_is_being_deployed_stays() {
    let headgate = Headgate::with_shop();
    headgate.deploy("orders", 2);
    assert_snapshot!(Session::new(&headgate).run("application delete shop --yes").run("group delete live --yes").transcript());
}

#[test]
fn a_program_reads_what_api_has() {
    let headgate = Headgate::start();
    let mut session = Session::new(&headgate);
    assert!(session.json("application create shop --output json")["applicationId"].is_string());
    assert_eq!(session.json("application list -o json")["applicationsInfo"][0]["createTime"], "2027-01-15T08:00:00Z");
    assert_eq!(session.json("application get -o json")["application"]["computePlatform"], "Lambda");
    assert_eq!(session.json("application update shop --name store -o json"), serde_json::json!({}));
    assert_eq!(session.json("application delete store --yes -o json"), serde_json::json!({}));
}

#[test]
fn all_pages_of_a_list_are_read() {
    let headgate = Headgate::start();
    for number in 0..105 {
        let name = format!("app-{number:03}");
        headgate.ok("CreateApplication", serde_json::json!({"applicationName": name, "computePlatform": "Lambda"}));
    }
    let document = Session::new(&headgate).json("application list -o json");
    assert_eq!(document["applicationsInfo"].as_array().map(Vec::len), Some(105));
    assert_eq!(headgate.calls(), ["ListApplications", "ListApplications", "BatchGetApplications", "BatchGetApplications"]);
    let mut session = Session::new(&headgate);
    insta::assert_snapshot!(session.run("status").transcript());
}
