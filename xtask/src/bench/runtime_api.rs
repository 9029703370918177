//! Lambda's side of a function, as far as a function's first question.

use std::io::{BufRead, BufReader, Read, copy, sink};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// What a function asks for once it is ready for its first event.
const NEXT: &str = "GET /2018-06-01/runtime/invocation/next ";

/// A Runtime API that never answers.
pub(super) struct RuntimeApi {
    address: SocketAddr,
    requests: Receiver<(Instant, String)>,
}

impl RuntimeApi {
    pub(super) fn open() -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("the Runtime API cannot open any port")?;
        let address = listener.local_addr()?;
        let (sender, requests) = channel();
        // It ends with the process.
        thread::spawn(move || accept(&listener, &sender));
        Ok(Self { address, requests })
    }

    /// What `AWS_LAMBDA_RUNTIME_API` says.
    pub(super) fn address(&self) -> String {
        self.address.to_string()
    }

    /// When the first event was asked for, if that has happened. Any other request is a failure's.
    pub(super) fn asked(&self, patience: Duration) -> Result<Option<Instant>> {
        match self.requests.recv_timeout(patience) {
            Ok((at, line)) if line.starts_with(NEXT) => Ok(Some(at)),
            Ok((_, line)) => bail!("its first request was {}", line.trim_end()),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => bail!("the Runtime API has ended"),
        }
    }
}

fn accept(listener: &TcpListener, requests: &Sender<(Instant, String)>) {
    for stream in listener.incoming().map_while(Result::ok) {
        let requests = requests.clone();
        thread::spawn(move || hear(stream, &requests));
    }
}

/// Passes on the first line, and holds the connection until the other side has closed it.
fn hear(stream: TcpStream, requests: &Sender<(Instant, String)>) {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    let read = reader.by_ref().read_line(&mut line);
    if read.is_ok() && requests.send((Instant::now(), line)).is_ok() {
        // A process that is killed may reset its connection: it has said all it had to say.
        let _closed = copy(&mut reader, &mut sink());
    }
}
