//! Connections: how many, for how long, and how they end.

use super::desk::Desk;
use crate::console;
use crate::refusal::Refusal;
use crate::signals::Signals;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many clients may be connected; others wait to be.
const CONNECTIONS_MAX: usize = 256;
/// How long a client may take for a request's headers, and keep a connection without a request.
const HEADERS: Duration = Duration::from_secs(30);
/// How long to wait where a connection cannot be taken, as for want of file handles.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until a signal comes, and then until what runs has ended or another signal comes.
pub(super) async fn serve(listener: TcpListener, desk: Arc<Desk>, mut signals: Signals) -> Result<(), Refusal> {
    let connected = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = next(&listener, &connected) => accepted,
            () = signals.next() => break,
        };
        match accepted {
            Ok((stream, from, place)) => attend(stream, from, place, Arc::clone(&desk), &graceful),
            Err(error) => {
                console::tell(&format!("headgate proxy: a connection could not be taken: {error}"));
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    let finished = async {
        graceful.shutdown().await;
        desk.finished().await;
    };
    tokio::select! {
        () = finished => Ok(()),
        () = signals.next() => Err(Refusal::refused("told to end twice, it did not wait: nobody knows what became of the calls that ran")),
    }
}

type Accepted = (TcpStream, SocketAddr, OwnedSemaphorePermit);

async fn next(listener: &TcpListener, connected: &Arc<Semaphore>) -> io::Result<Accepted> {
    let place = Arc::clone(connected).acquire_owned().await.expect("nobody closes it");
    let (stream, from) = listener.accept().await?;
    Ok((stream, from, place))
}

fn attend(stream: TcpStream, from: SocketAddr, place: OwnedSemaphorePermit, desk: Arc<Desk>, graceful: &GracefulShutdown) {
    let service = service_fn(move |request| {
        let desk = Arc::clone(&desk);
        async move { Ok::<_, Infallible>(desk.answer(request, from.ip()).await) }
    });
    let connection =
        http1::Builder::new().timer(TokioTimer::new()).header_read_timeout(HEADERS).serve_connection(TokioIo::new(stream), service);
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        // A client that hangs up, or does not speak HTTP, is no news.
        let _closed = connection.await;
        drop(place);
    });
}
