//! How the proxy ends, and what it ends first.

use crate::lambda::{Answer, Lambda};
use crate::proxy::client::{Asked, read};
use crate::proxy::running::{PATIENCE, Running};
use rustix::process::Signal;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Waits until nobody listens any more.
async fn deaf(endpoint: &str) {
    let address = endpoint.strip_prefix("http://").unwrap();
    let connectable = async {
        while TcpStream::connect(address).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(PATIENCE, connectable).await.expect("it stops listening");
}

#[tokio::test]
async fn what_runs_is_answered_before_the_end() {
    for signal in [Signal::TERM, Signal::INT] {
        let lambda = Lambda::holding(Answer::empty()).await;
        let proxy = Running::start(&lambda.endpoint, &[]).await;
        let stream = Asked::json().with("connection", "").begin(&proxy.endpoint).await;
        lambda.arrival().await;
        proxy.signal(signal);
        deaf(&proxy.endpoint).await;
        lambda.end_one();
        assert_eq!(read(stream).await.status, 200);
        assert_eq!(proxy.end().await.code, Some(0));
    }
}

#[tokio::test]
async fn what_has_begun_to_arrive_is_answered_as_well() {
    let lambda = Lambda::answering(Answer::empty()).await;
    let proxy = Running::start(&lambda.endpoint, &[]).await;
    let asked = Asked::json().with("content-length", "2").with("expect", "100-continue").body(Vec::new());
    let mut stream = asked.begin(&proxy.endpoint).await;
    let mut go_on = [0; 25];
    stream.read_exact(&mut go_on).await.unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    proxy.signal(Signal::TERM);
    deaf(&proxy.endpoint).await;
    stream.write_all(b"{}").await.unwrap();
    assert_eq!(read(stream).await.status, 200);
    assert_eq!(proxy.end().await.code, Some(0));
}

#[tokio::test]
async fn a_second_signal_is_not_kept_waiting() {
    let lambda = Lambda::holding(Answer::empty()).await;
    let proxy = Running::start(&lambda.endpoint, &[]).await;
    let _held = Asked::json().begin(&proxy.endpoint).await;
    lambda.arrival().await;
    proxy.signal(Signal::INT);
    deaf(&proxy.endpoint).await;
    proxy.signal(Signal::INT);
    let ended = proxy.end().await;
    assert_eq!(ended.code, Some(3), "{ended:?}");
    assert!(ended.said.contains("nobody knows"), "{ended:?}");
}

#[tokio::test]
async fn an_idle_connection_does_not_hold_it() {
    let lambda = Lambda::answering(Answer::empty()).await;
    let proxy = Running::start(&lambda.endpoint, &[]).await;
    let _idle = Asked::json().with("connection", "").begin(&proxy.endpoint).await;
    lambda.arrival().await;
    proxy.signal(Signal::TERM);
    assert_eq!(proxy.end().await.code, Some(0));
}

#[tokio::test]
async fn a_call_whose_client_hangs_up_is_not_cut_off() {
    let lambda = Lambda::holding(Answer::empty()).await;
    let mut proxy = Running::start(&lambda.endpoint, &["--verbose"]).await;
    let _start = (proxy.says().await, proxy.says().await);
    let stream = Asked::json().begin(&proxy.endpoint).await;
    lambda.arrival().await;
    drop(stream);
    proxy.signal(Signal::TERM);
    deaf(&proxy.endpoint).await;
    lambda.end_one();
    let line = proxy.says().await;
    assert!(line.starts_with("headgate proxy: ListApplications 200 "), "{line}");
    assert_eq!(proxy.end().await.code, Some(0));
}
