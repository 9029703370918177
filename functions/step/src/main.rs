//! Takes one turn of one deployment.

mod handler;

use handler::Step;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    headgate_lambda::run::<Step>().await
}
