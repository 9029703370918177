//! What the store makes of a table that does not answer as it should: one request, one scripted answer.

use headgate_aws::DynamoStore;
use headgate_engine::{CommitError, Expect, Fault, Rev, Store, Write};
use headgate_tests::contract::fixtures::{alarm, entry, id, key, lock, next, record, stored};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const CONFLICT: (u16, &str) = (
    400,
    r#"{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","Message":"canceled","CancellationReasons":[{"Code":"None"},{"Code":"TransactionConflict","Message":"meets another"}]}"#,
);
const THROTTLED: (u16, &str) = (400, r#"{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"slow down"}"#);
const DENIED: (u16, &str) =
    (400, r#"{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"User: nobody is not authorized"}"#);
const INVALID: (u16, &str) = (400, r#"{"__type":"com.amazon.coral.validate#ValidationException","message":"Item size has exceeded"}"#);
const LOST: (u16, &str) = (500, r#"{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"lost"}"#);
const DONE: (u16, &str) = (200, "{}");

/// A table that answers from a script, and the requests it was sent.
struct Table {
    store: DynamoStore,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Table {
    async fn that_answers(script: &[(u16, &'static str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let store = DynamoStore::over_endpoint(&format!("http://{}", listener.local_addr().expect("an address")), "t");
        let requests = Arc::new(Mutex::new(vec![]));
        tokio::spawn(answer(listener, script.to_vec(), Arc::clone(&requests)));
        Self { store, requests }
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("nobody has panicked").clone()
    }
}

async fn answer(listener: TcpListener, script: Vec<(u16, &'static str)>, requests: Arc<Mutex<Vec<String>>>) {
    for (status, body) in script {
        let (mut stream, _) = listener.accept().await.expect("a client");
        let request = read(&mut stream).await;
        requests.lock().expect("nobody has panicked").push(request);
        let head = format!("HTTP/1.1 {status} X\r\nContent-Type: application/x-amz-json-1.0\r\nConnection: close\r\n");
        let answer = format!("{head}Content-Length: {}\r\n\r\n{body}", body.len());
        stream.write_all(answer.as_bytes()).await.expect("a client that listens");
    }
}

async fn read(stream: &mut TcpStream) -> String {
    let mut text = String::new();
    loop {
        let mut bytes = vec![0; 65536];
        let count = stream.read(&mut bytes).await.expect("a client that speaks");
        text.push_str(&String::from_utf8_lossy(&bytes[..count]));
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
        if body.len() >= length.unwrap_or(0) {
            return body.to_owned();
        }
    }
}

fn update() -> Vec<Write> {
    vec![Write::Update(Box::new(next(&stored(1))), Rev(1))]
}

fn two() -> Vec<Write> {
    vec![Write::Append(id(1), entry(1), None), Write::Put(record("a", 1), Expect::Absent)]
}

fn token(request: &str) -> &str {
    request.split("\"ClientRequestToken\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a token")
}

#[tokio::test]
async fn a_transaction_that_met_another_is_tried_anew() {
    let table = Table::that_answers(&[CONFLICT, CONFLICT, DONE]).await;
    assert_eq!(table.store.commit(two()).await, Ok(()));
    let requests = table.requests();
    assert_eq!(requests.len(), 3);
    assert_ne!(token(&requests[0]), token(&requests[2]), "the canceled one is over");
}

#[tokio::test]
async fn a_transaction_that_always_meets_another_is_left_to_the_next_turn() {
    let table = Table::that_answers(&[CONFLICT; 5]).await;
    let Err(CommitError::Fault(Fault::Transient(message))) = table.store.commit(two()).await else { panic!("not transient") };
    assert!(message.contains("TransactionConflict"), "{message}");
    assert_eq!(table.requests().len(), 5);
}

#[tokio::test]
async fn a_transaction_without_an_answer_is_sent_again_under_its_token() {
    let table = Table::that_answers(&[LOST, DONE]).await;
    assert_eq!(table.store.commit(two()).await, Ok(()));
    let requests = table.requests();
    assert_eq!(token(&requests[0]), token(&requests[1]));
}

/// A second put would be refused by the first one, and a refusal says that nothing has happened.
#[tokio::test]
async fn a_single_put_without_an_answer_is_not_sent_again() {
    let table = Table::that_answers(&[LOST, DONE]).await;
    let unknown = table.store.commit(update()).await;
    assert!(matches!(unknown, Err(CommitError::Fault(Fault::Transient(_)))), "{unknown:?}");
    assert_eq!(table.requests().len(), 1);
}

#[tokio::test]
async fn a_single_put_that_was_turned_away_is_tried_anew() {
    let table = Table::that_answers(&[THROTTLED, DONE]).await;
    assert_eq!(table.store.commit(update()).await, Ok(()));
    assert_eq!(table.requests().len(), 2);
}

#[tokio::test]
async fn a_missing_permission_is_said_with_action_and_table() {
    let table = Table::that_answers(&[DENIED]).await;
    let Err(CommitError::Fault(Fault::Denied(message))) = table.store.commit(two()).await else { panic!("not denied") };
    assert!(message.contains("dynamodb:PutItem") && !message.contains("TransactWriteItems") && message.contains("`t`"), "{message}");
    let table = Table::that_answers(&[DENIED]).await;
    let Err(Fault::Denied(message)) = table.store.load(&id(1)).await else { panic!("not denied") };
    assert!(message.contains("dynamodb:GetItem") && message.contains("`t`"), "{message}");
}

#[tokio::test]
async fn what_can_never_succeed_is_broken() {
    let table = Table::that_answers(&[INVALID]).await;
    assert!(matches!(table.store.commit(update()).await, Err(CommitError::Fault(Fault::Broken(_)))));
    let table = Table::that_answers(&[INVALID]).await;
    assert!(matches!(table.store.record(&key("a")).await, Err(Fault::Broken(_))));
}

#[tokio::test]
async fn a_read_without_an_answer_is_asked_again() {
    let table = Table::that_answers(&[LOST, DONE]).await;
    assert_eq!(table.store.load(&id(1)).await, Ok(None));
}

/// An emulator is always consistent, so only the question can be looked at.
#[tokio::test]
async fn reads_of_the_table_are_as_of_now() {
    let table = Table::that_answers(&[DONE; 5]).await;
    assert_eq!(table.store.load(&id(1)).await, Ok(None));
    assert_eq!(table.store.holder(&lock(1)).await, Ok(None));
    assert_eq!(table.store.waiting(&lock(1), 1).await, Ok(vec![]));
    assert_eq!(table.store.watchers(&alarm("a")).await, Ok(vec![]));
    assert_eq!(table.store.history(&id(1), 0, 1).await, Ok(vec![]));
    let requests = table.requests();
    assert!(requests.iter().all(|request| request.contains("\"ConsistentRead\":true")), "{requests:?}");
}
