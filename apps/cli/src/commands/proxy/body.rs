//! Reads a request's body within its bounds.

use super::fault::failure;
use headgate_wire::protocol::Failure;
use http_body_util::BodyExt;
use hyper::body::{Body, Bytes};
use std::time::Duration;
use tokio::time::timeout;

/// What a call of CodeDeploy's may weigh, in bytes.
const BYTES_MAX: usize = 1024 * 1024;
/// How much is read and thrown away of a body that is too large, so that its client hears of it: one that
/// still writes when the connection closes may never read the answer.
const DISCARDED_MAX: usize = 16 * BYTES_MAX;
/// How long a body may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The body, or why it is not taken.
pub(super) async fn read<B>(body: B) -> Result<Bytes, Failure>
where
    B: Body<Data = Bytes> + Unpin,
{
    timeout(PATIENCE, kept(body)).await.unwrap_or_else(|_| {
        let message = format!("the body did not arrive within {} s", PATIENCE.as_secs());
        Err(failure(408, "RequestTimeoutException", message))
    })
}

async fn kept<B>(mut body: B) -> Result<Bytes, Failure>
where
    B: Body<Data = Bytes> + Unpin,
{
    let mut bytes = Vec::new();
    let mut seen: usize = 0;
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            return Err(Failure::refused("SerializationException", "the body broke off"));
        };
        let Some(data) = frame.data_ref() else { continue };
        seen = seen.saturating_add(data.len());
        if seen <= BYTES_MAX {
            bytes.extend_from_slice(data);
        } else if seen > DISCARDED_MAX {
            break;
        }
    }
    if seen > BYTES_MAX {
        let message = format!("the body is larger than {BYTES_MAX} bytes: send less at once");
        return Err(failure(413, "RequestEntityTooLargeException", message));
    }
    Ok(bytes.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::Full;

    #[tokio::test]
    async fn the_limit_itself_is_taken() {
        let body = |length| Full::new(Bytes::from(vec![b' '; length]));
        assert_eq!(read(body(BYTES_MAX)).await.map(|bytes| bytes.len()).ok(), Some(BYTES_MAX));
        assert_eq!(read(body(BYTES_MAX + 1)).await.unwrap_err().status, 413);
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_does_not_come_is_not_waited_for() {
        struct Never;
        impl Body for Never {
            type Data = Bytes;
            type Error = std::convert::Infallible;
            fn poll_frame(
                self: std::pin::Pin<&mut Self>,
                _: &mut std::task::Context<'_>,
            ) -> std::task::Poll<Option<Result<hyper::body::Frame<Bytes>, Self::Error>>> {
                std::task::Poll::Pending
            }
        }
        let began = tokio::time::Instant::now();
        assert_eq!(read(Never).await.unwrap_err().status, 408);
        assert_eq!(began.elapsed().as_secs(), 30);
    }
}
