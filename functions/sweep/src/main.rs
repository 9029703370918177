//! Wakes what nobody has woken, and sends what was left unsent.

mod handler;

use handler::Sweep;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    headgate_lambda::run::<Sweep>().await
}
