//! What the public may ask: one operation, of which the execution id is the key.

use crate::desk::{Desk, EPOCH, appspec, content, deployment, group, with};
use headgate_domain::{Effect, Event};
use headgate_engine::{Actuator, Engine, EngineError, Fault, Source, Wake};
use headgate_sim::at_once;
use jiff::Timestamp;
use serde_json::{Value, json};

/// A deployment that waits for its hook, which has ten minutes, and the report that it is waiting for.
fn waiting(desk: &Desk) -> (String, Value) {
    let hooks = json!([{"BeforeAllowTraffic": "check"}]);
    let mut text: Value = serde_json::from_str(&appspec("orders")).unwrap();
    text["Hooks"] = hooks;
    let id = desk.deploy(json!({"revision": content(&text.to_string()), "hookTimeoutSeconds": 600}));
    let execution = desk.clerk.world().hooks.last().unwrap().execution.to_string();
    (id.clone(), json!({"deploymentId": id, "lifecycleEventHookExecutionId": execution, "status": "Succeeded"}))
}

/// The exception and what it says.
fn refused(desk: &Desk, report: Value) -> (String, String) {
    match at_once(desk.engine.take_report(report)).unwrap_err() {
        EngineError::Refused(refusal) => (refusal.code.as_str().to_owned(), refusal.message),
        EngineError::Fault(fault) => panic!("{fault}"),
    }
}

#[test]
fn a_report_is_heard_once() {
    let desk = Desk::furnished();
    let (id, report) = waiting(&desk);
    let answer = at_once(desk.engine.take_report(report.clone())).unwrap();
    assert_eq!(answer, json!({"lifecycleEventHookExecutionId": report["lifecycleEventHookExecutionId"]}));
    for again in [json!({}), json!({"status": "Failed"}), json!({"status": "Pending"})] {
        assert_eq!(refused(&desk, with(report.clone(), again)).0, "LifecycleEventAlreadyCompletedException");
    }
    desk.pass(600);
    assert_eq!(desk.info(&id)["status"], "Succeeded");
    assert_eq!(refused(&desk, report).0, "LifecycleEventAlreadyCompletedException");
}

/// Where no queue takes a message.
struct Unheard;

impl Actuator for Unheard {
    async fn perform(&self, effect: Effect) -> Event {
        panic!("a report does nothing to the world: {effect:?}")
    }

    async fn wake(&self, _: Wake) -> Result<(), Fault> {
        Err(Fault::Transient("sqs:SendMessage: no answer".to_owned()))
    }
}

/// Asked again, it would have to say that the event is over: the caller could not tell whose verdict counted.
#[test]
fn a_report_that_is_committed_is_acknowledged_though_the_wake_is_lost() {
    let desk = Desk::furnished();
    let (id, report) = waiting(&desk);
    let source = Source::new(|| Timestamp::from_second(EPOCH).unwrap(), |bytes| bytes.fill(7));
    let engine = Engine::new(desk.engine.store().clone(), Unheard, source, desk.engine.installation().clone());
    at_once(engine.take_report(report)).unwrap();
    desk.pass(30);
    assert_eq!(desk.info(&id)["status"], "Succeeded");
}

#[test]
fn a_report_of_failure_ends_the_deployment() {
    let desk = Desk::furnished();
    let (id, report) = waiting(&desk);
    at_once(desk.engine.take_report(with(report, json!({"status": "Failed"})))).unwrap();
    let information = desk.info(&id)["errorInformation"].clone();
    assert_eq!(information["code"], "HOOK_EXECUTION_FAILURE");
    assert!(information["message"].as_str().unwrap().contains("reported Failed"), "{information}");
}

#[test]
fn a_report_after_the_deadline_comes_too_late() {
    let desk = Desk::furnished();
    let (id, report) = waiting(&desk);
    desk.pass(599);
    assert_eq!(desk.info(&id)["status"], "InProgress");
    desk.pass(1);
    assert_eq!(refused(&desk, report).0, "LifecycleEventAlreadyCompletedException");
    assert_eq!(desk.info(&id)["status"], "Failed");
}

#[test]
fn without_the_right_id_there_is_one_answer() {
    let desk = Desk::furnished();
    let (_, report) = waiting(&desk);
    let key = report["lifecycleEventHookExecutionId"].as_str().unwrap().to_owned();
    desk.ok("CreateDeploymentGroup", group("other"));
    let revision = content(&appspec("payments"));
    let other = desk.ok("CreateDeployment", with(deployment("other"), json!({"revision": revision})));
    let one = refused(&desk, json!({}));
    assert_eq!(one.0, "InvalidLifecycleEventHookExecutionIdException");
    let wrongs = [
        json!(null),
        json!([]),
        json!("deploymentId"),
        with(report.clone(), json!({"deploymentId": null})),
        with(report.clone(), json!({"deploymentId": "d-000000000"})),
        with(report.clone(), json!({"deploymentId": "d-0"})),
        with(report.clone(), json!({"deploymentId": ["d-000000000"]})),
        with(report.clone(), json!({"deploymentId": "x".repeat(3000)})),
        with(report.clone(), json!({"lifecycleEventHookExecutionId": null})),
        with(report.clone(), json!({"lifecycleEventHookExecutionId": 7})),
        with(report.clone(), json!({"lifecycleEventHookExecutionId": ""})),
        with(report.clone(), json!({"lifecycleEventHookExecutionId": "\n"})),
        with(report.clone(), json!({"lifecycleEventHookExecutionId": key[1..]})),
        with(report.clone(), json!({"lifecycleEventHookExecutionId": key.to_uppercase() + "0"})),
        // The key of one deployment opens no other.
        with(report.clone(), other),
        with(report.clone(), json!({"lifecycleEventHookExecutionId": "0".repeat(64), "status": "Pending"})),
        with(report.clone(), json!({"lifecycleEventHookExecutionId": "0".repeat(64), "status": null})),
        with(report.clone(), json!({"lifecycleEventHookExecutionId": "0".repeat(64), "status": 1, "more": 1})),
    ];
    for wrong in wrongs {
        assert_eq!(refused(&desk, wrong.clone()), one, "{wrong}");
    }
    at_once(desk.engine.take_report(report)).unwrap();
}

#[test]
fn with_the_right_id_a_mistake_is_explained() {
    let desk = Desk::furnished();
    let (_, report) = waiting(&desk);
    for status in [json!("Pending"), json!("Skipped"), json!("succeeded"), Value::Null] {
        let (code, message) = refused(&desk, with(report.clone(), json!({"status": status})));
        assert_eq!(code, "InvalidLifecycleEventHookExecutionStatusException", "{message}");
    }
    assert_eq!(refused(&desk, with(report.clone(), json!({"status": 1}))).0, "SerializationException");
    at_once(desk.engine.take_report(report)).unwrap();
}
