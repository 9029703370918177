//! An address at which requests are answered.

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::future::Future;
use tokio::net::TcpListener;

/// What is answered.
pub(crate) type Answered = Response<Full<Bytes>>;

/// Answers requests as long as the runtime lives; where.
pub(crate) async fn serve<A, F>(answer: A) -> String
where
    A: Fn(Request<Incoming>) -> F + Clone + Send + 'static,
    F: Future<Output = Answered> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move {
                let service = service_fn(move |request| {
                    let answered = answer(request);
                    async { Ok::<_, Infallible>(answered.await) }
                });
                let _closed = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
            });
        }
    });
    endpoint
}

/// Whom a request is signed as, for which region and service, out of its header.
pub(crate) fn scope(signature: &str) -> [String; 3] {
    let (_, scope) = signature.split_once("Credential=").unwrap();
    let parts: Vec<&str> = scope.split('/').collect();
    [parts[0], parts[2], parts[3]].map(str::to_owned)
}
