//! One request, from its first byte to its answer and its line in the log.

use super::answer;
use super::body;
use super::door::Door;
use super::event::event;
use super::fault;
use crate::console;
use headgate_aws::ApiInvoker;
use headgate_wire::protocol::{Failure, Protocol};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::http::request::Parts;
use hyper::{Request, Response};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;
use tokio::sync::Semaphore;
use uuid::Uuid;

/// How many invocations may run at once; others wait for their turn, as long as their clients do.
const RUNNING_MAX: u32 = 64;

type Answered = Response<Full<Bytes>>;

/// Takes requests, and has them answered.
pub(super) struct Desk {
    api: ApiInvoker,
    door: Door,
    verbose: bool,
    running: Arc<Semaphore>,
}

/// A request, as far as the log and its answer need it.
struct Ticket {
    id: String,
    operation: String,
    protocol: Protocol,
    began: Instant,
}

impl Desk {
    pub(super) fn new(api: ApiInvoker, door: Door, verbose: bool) -> Self {
        Self { api, door, verbose, running: Arc::new(Semaphore::new(RUNNING_MAX as usize)) }
    }

    /// The answer to a request, whatever becomes of it.
    pub(super) async fn answer(self: Arc<Self>, request: Request<Incoming>, from: IpAddr) -> Answered {
        let (head, body) = request.into_parts();
        let ticket = Ticket::new(&head);
        let payload = match self.taken(&head, body, from, &ticket.id).await {
            Ok(payload) => payload,
            Err(failure) => return self.finish(&ticket, Err(failure)),
        };
        // Should the client hang up while it waits, nothing has happened, and nothing will.
        let turn = Arc::clone(&self.running).acquire_owned().await;
        let (protocol, id) = (ticket.protocol, ticket.id.clone());
        // From here on, the call ends as it ends, even if nobody waits for it: half of it cannot be undone.
        let carried = tokio::spawn(async move {
            let answer = self.carried(payload).await;
            let response = self.finish(&ticket, answer);
            drop(turn);
            response
        });
        carried.await.unwrap_or_else(|_| fault::told(protocol, &id, &Failure::internal("the proxy has a bug, which its own log tells")))
    }

    /// Waits until nothing runs any more.
    pub(super) async fn finished(&self) {
        let _all = self.running.acquire_many(RUNNING_MAX).await;
    }

    /// The payload for the function, of a request that is let in.
    async fn taken(&self, head: &Parts, body: Incoming, from: IpAddr, id: &str) -> Result<Vec<u8>, Failure> {
        self.door.pass(head)?;
        let body = body::read(body).await?;
        Ok(event(head, &body, from, id))
    }

    async fn carried(&self, payload: Vec<u8>) -> Result<Answered, Failure> {
        let answered = self.api.invoke(payload).await.map_err(fault::unanswered)?;
        let no_answer = |why| Failure::internal(format!("the function does not answer as Headgate's `api` does: {why}"));
        answer::read(&answered).map_err(no_answer)
    }

    /// Writes the line, and gives the response.
    fn finish(&self, ticket: &Ticket, answer: Result<Answered, Failure>) -> Answered {
        let (response, failure) = match answer {
            Ok(response) => (response, None),
            Err(failure) => (fault::told(ticket.protocol, &ticket.id, &failure), Some(failure)),
        };
        if self.verbose || failure.is_some() {
            let Ticket { id, operation, began, .. } = ticket;
            let said = failure.map(|Failure { code, message, .. }| format!(" {code}: {message}")).unwrap_or_default();
            let (status, ms) = (response.status().as_u16(), began.elapsed().as_millis());
            console::tell(&format!("headgate proxy: {operation} {status} {ms} ms {id}{said}"));
        }
        response
    }
}

impl Ticket {
    #[expect(clippy::disallowed_methods, reason = "how long a request took is for the log alone")]
    fn new(head: &Parts) -> Self {
        Self { id: Uuid::new_v4().to_string(), operation: operation(head), protocol: fault::protocol(head), began: Instant::now() }
    }
}

/// The operation that a request names, for the log; `-` if it names none.
fn operation(head: &Parts) -> String {
    let target = head.headers.get("x-amz-target").and_then(|target| target.to_str().ok());
    let name = target.map_or_else(|| head.uri.path().rsplit('/').next(), |target| target.rsplit('.').next()).unwrap_or_default();
    let sound = (1..=64).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if sound { name.to_owned() } else { "-".to_owned() }
}
