//! Takes in the verdicts of validation functions that report with an ordinary SDK of CodeDeploy's.

mod door;
mod handler;

use handler::Report;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    headgate_lambda::run::<Report>().await
}
