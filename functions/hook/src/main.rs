//! Calls a validation function and commits its verdict.

mod handler;

use handler::Hook;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    headgate_lambda::run::<Hook>().await
}
