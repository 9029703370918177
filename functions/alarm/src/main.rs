//! Takes in what CloudWatch says of an alarm, and rolls back in the same invocation.

mod handler;

use handler::Alarm;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    headgate_lambda::run::<Alarm>().await
}
