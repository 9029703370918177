//! Sends the notices of deployments as soon as they are stored.

mod handler;

use handler::Publish;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    headgate_lambda::run::<Publish>().await
}
