//! A function that does nothing: what the runtime itself costs. `cargo xtask bench` starts it beside
//! Headgate's own functions.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::Value;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    lambda_runtime::run(service_fn(|event: LambdaEvent<Value>| async { Ok::<Value, Error>(event.payload) })).await
}
