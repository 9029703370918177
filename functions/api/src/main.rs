//! Answers the CodeDeploy API and Headgate's own operations.

mod handler;

use handler::Api;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    headgate_lambda::run::<Api>().await
}
