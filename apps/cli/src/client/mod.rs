//! Headgate's function `api`, asked.
//!
//! ```ignore
//! let output: GetDeploymentOutput = client.call("GetDeployment", &GetDeploymentInput { .. }).await?;
//! let names = client.list(ListApplicationsInput::default(), usize::MAX).await?;
//! ```
//!
//! | module | what |
//! |---|---|
//! | `event`, `answer` | how a request goes to the function, and comes back |
//! | `attempt` | one try, and whether there may be another |
//! | `known` | what of an answer this command knows |
//! | `listing` | lists that come in pages |

mod answer;
mod attempt;
mod event;
mod known;
mod listing;

use crate::console::while_waiting;
use crate::refusal::Refusal;
pub(crate) use answer::Answer;
use attempt::Missed;
pub(crate) use event::Event;
use headgate_aws::ApiInvoker;
use headgate_wire::{Call, Operation};
pub(crate) use listing::Listing;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::time::Duration;
use uuid::Uuid;

/// How long to wait before the second and the third try.
const PAUSES: [Duration; 2] = [Duration::from_millis(200), Duration::from_secs(1)];

/// Asks the function `api`.
pub(crate) struct Client {
    api: ApiInvoker,
    function: String,
}

impl Client {
    /// A client of this function.
    pub(crate) fn new(api: ApiInvoker, function: String) -> Self {
        Self { api, function }
    }

    /// An operation's answer. What is safe to be asked again is, if nobody has answered; see [`Missed::may_repeat`].
    pub(crate) async fn call<I: Serialize, O: DeserializeOwned>(&self, operation: &str, input: &I) -> Result<O, Refusal> {
        while_waiting(&format!("asking {}", self.function), self.quietly(operation, input)).await
    }

    /// The same, and nothing is shown however long it takes.
    pub(crate) async fn quietly<I: Serialize, O: DeserializeOwned>(&self, operation: &str, input: &I) -> Result<O, Refusal> {
        let operation = Operation::named(operation).ok_or_else(|| Refusal::bug(format!("there is no operation {operation}")))?;
        let output = self.asked(operation, json!(input)).await?;
        let known = operation.output.and_then(|shape| known::known(shape, output)).unwrap_or_else(|| json!({}));
        serde_json::from_value(known).map_err(|error| self.stranger(&format!("to {}: {error}", operation.name)))
    }

    /// All of a list, or its first so many items.
    pub(crate) async fn list<L: Listing>(&self, mut input: L, items_max: usize) -> Result<Vec<L::Item>, Refusal> {
        let mut items = Vec::new();
        loop {
            let (page, next) = L::read(self.call(L::OPERATION, &input).await?);
            items.extend(page);
            if next.is_none() || items.len() >= items_max {
                items.truncate(items_max);
                return Ok(items);
            }
            input.turn_to(next);
        }
    }

    async fn asked(&self, operation: &Operation, input: Value) -> Result<Value, Refusal> {
        let safe = attempt::is_safe(operation, &input);
        let call = json!(Call { operation: operation.name.to_owned(), input }).to_string();
        // All tries are one call, and have one id.
        let id = Uuid::new_v4().to_string();
        let mut pauses = PAUSES.into_iter();
        loop {
            match self.attempt(&id, call.as_bytes()).await {
                Ok(output) => return Ok(output),
                Err(missed) => match pauses.next().filter(|_| missed.may_repeat(safe)) {
                    Some(pause) => tokio::time::sleep(pause).await,
                    None => return Err(missed.refusal(&self.function, safe).with_request(id)),
                },
            }
        }
    }

    fn stranger(&self, why: &str) -> Refusal {
        Missed::Stranger(why.to_owned()).refusal(&self.function, true)
    }
}
