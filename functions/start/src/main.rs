//! Starts a deployment from an uploaded AppSpec, or from a direct call.

mod handler;

use handler::Start;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    headgate_lambda::run::<Start>().await
}
