//! A client that writes its requests by hand, so that they can be wrong.

use serde_json::Value;
use std::collections::BTreeMap;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A request: what is not said is as the AWS CLI has it.
pub(crate) struct Asked {
    method: &'static str,
    path: &'static str,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Got {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Asked {
    /// `ListApplications` in awsJson, signed.
    pub(crate) fn json() -> Self {
        let signature =
            "AWS4-HMAC-SHA256 Credential=AKIDCLIENT/20261105/eu-west-1/codedeploy/aws4_request, SignedHeaders=host, Signature=5ec2e7";
        let asked = Self { method: "POST", path: "/", headers: BTreeMap::new(), body: b"{}".to_vec() };
        asked
            .with("content-type", "application/x-amz-json-1.1")
            .with("x-amz-target", "CodeDeploy_20141006.ListApplications")
            .with("user-agent", "aws-cli/2")
            .with("authorization", signature)
            .with("x-amz-date", "20261105T110000Z")
            .with("x-amz-security-token", "session-of-the-client")
            .with("cookie", "choc=chip")
    }

    /// `ListApplications` in rpc-v2-cbor.
    pub(crate) fn cbor() -> Self {
        let path = "/service/CodeDeploy_20141006/operation/ListApplications";
        let asked = Self { method: "POST", path, headers: BTreeMap::new(), body: vec![0xa0] };
        asked.with("content-type", "application/cbor").with("accept", "application/cbor").with("smithy-protocol", "rpc-v2-cbor")
    }

    /// With this header; an empty one is left out.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(name.to_owned(), value.to_owned());
        self
    }

    pub(crate) fn to(self, method: &'static str, path: &'static str) -> Self {
        Self { method, path, ..self }
    }

    pub(crate) fn body(self, body: Vec<u8>) -> Self {
        Self { body, ..self }
    }

    /// Sends it to a proxy, and waits for the answer.
    pub(crate) async fn send(self, endpoint: &str) -> Got {
        read(self.begin(endpoint).await).await
    }

    /// Sends it, and leaves the answer for [`read`].
    pub(crate) async fn begin(self, endpoint: &str) -> TcpStream {
        let address = endpoint.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(address).await.unwrap();
        let mut headers = BTreeMap::from([("host".to_owned(), address.to_owned()), ("connection".to_owned(), "close".to_owned())]);
        headers.insert("content-length".to_owned(), self.body.len().to_string());
        headers.extend(self.headers);
        let lines = headers.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}: {value}\r\n"));
        let head = format!("{} {} HTTP/1.1\r\n{}\r\n", self.method, self.path, lines.collect::<String>());
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(&self.body).await.unwrap();
        stream
    }
}

/// The answer, up to the end of the connection.
pub(crate) async fn read(mut stream: TcpStream) -> Got {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    let split = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("an answer");
    let head = String::from_utf8(bytes[..split].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines.map(|line| line.split_once(": ").unwrap()).map(|(name, value)| (name.to_owned(), value.to_owned()));
    Got { status, headers: headers.collect(), body: bytes[split + 4..].to_vec() }
}

impl Got {
    /// The body, as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The error's name and message, in awsJson, with everything that has to stand around it.
    pub(crate) fn error(&self) -> (u16, String, String) {
        assert_eq!(self.headers["content-type"], "application/x-amz-json-1.1");
        assert_eq!(self.headers["x-amzn-requestid"].len(), 36);
        let body = self.json();
        let text = |member: &str| body[member].as_str().unwrap().to_owned();
        (self.status, text("__type"), text("message"))
    }
}
