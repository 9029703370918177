//! The clock: messages that come back when it is time.

use crate::Clients;
use crate::clients::Lazy;
use crate::faults::Asked;
use aws_sdk_sqs::Client;
use headgate_engine::{Fault, Wake};
use jiff::Timestamp;
use serde_json::json;

/// The longest that SQS holds a message back.
const DELAY_SECONDS_MAX: i32 = 900;

/// The two queues of wakes: one for everything, one for rollbacks.
#[derive(Debug)]
pub struct Queues {
    sqs: Lazy<Client>,
    wake_url: String,
    rollback_url: String,
    clock: fn() -> Timestamp,
}

impl Queues {
    /// Queues by their URLs, and the time.
    pub fn new(clients: &Clients, wake_url: String, rollback_url: String, clock: fn() -> Timestamp) -> Self {
        Self { sqs: clients.later(Clients::sqs), wake_url, rollback_url, clock }
    }

    pub(super) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    pub(super) async fn wake(&self, wake: Wake) -> Result<(), Fault> {
        let Some(delay_seconds) = delay_seconds(self.now(), wake.at) else {
            return Ok(());
        };
        let url = if wake.urgent { &self.rollback_url } else { &self.wake_url };
        let body = json!({ "deploymentId": wake.deployment, "generation": wake.generation.0 }).to_string();
        let sent = self.sqs.send_message().queue_url(url).message_body(body).delay_seconds(delay_seconds).send().await;
        let asked = Asked { action: "sqs:SendMessage", resource: url };
        sent.map(|_| ()).map_err(|error| asked.fault(&error))
    }
}

/// Whole seconds until `at`, never too few; `None` for longer than a message can wait: the sweep has it then.
fn delay_seconds(now: Timestamp, at: Timestamp) -> Option<i32> {
    let whole = at.as_millisecond().saturating_sub(now.as_millisecond()).max(0).saturating_add(999) / 1000;
    i32::try_from(whole).ok().filter(|seconds| *seconds <= DELAY_SECONDS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delay_is_never_too_short_and_never_above_what_sqs_takes() {
        let now: Timestamp = "2026-11-05T10:00:00.500Z".parse().unwrap();
        let delay = |at: &str| delay_seconds(now, at.parse().unwrap());
        assert_eq!(delay("2026-11-05T09:00:00Z"), Some(0));
        assert_eq!(delay("2026-11-05T10:00:00.500Z"), Some(0));
        assert_eq!(delay("2026-11-05T10:00:00.501Z"), Some(1));
        assert_eq!(delay("2026-11-05T10:00:30Z"), Some(30));
        assert_eq!(delay("2026-11-05T10:15:00.500Z"), Some(900));
        assert_eq!(delay("2026-11-05T10:15:00.501Z"), None);
    }
}
