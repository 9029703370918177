//! Who is let in: programs on this machine, and no web page that its browser shows.

use super::fault::{failure, forbidden};
use headgate_wire::protocol::Failure;
use hyper::Method;
use hyper::header::{HOST, ORIGIN};
use hyper::http::request::Parts;
use hyper::http::uri::Authority;
use std::net::IpAddr;

const UNKNOWN: &str = "UnknownOperationException";

/// The proxy's door.
#[derive(Clone, Copy, Debug)]
pub(super) struct Door {
    allow_remote: bool,
}

impl Door {
    /// A door for this machine, or for every one.
    pub(super) fn new(allow_remote: bool) -> Self {
        Self { allow_remote }
    }

    /// Lets a request in, or says why not.
    pub(super) fn pass(self, head: &Parts) -> Result<(), Failure> {
        if !self.allow_remote {
            is_local(head)?;
        }
        // A client that is sent here by mistake, as Lambda's own may be, would otherwise be led in circles.
        if head.method != Method::POST {
            return Err(failure(405, UNKNOWN, format!("the method is `{}`: give `POST`", head.method)));
        }
        if !is_call(head.uri.path()) {
            return Err(failure(404, UNKNOWN, "there is nothing at this path: give `/`, or `/service/` with what follows in rpc-v2-cbor"));
        }
        Ok(())
    }
}

/// Whether an address is this machine's alone.
pub(super) fn is_loopback(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

/// A page of another site can make a browser send requests here, under a name of its own that leads to
/// this machine. The browser then says so: by the name in `Host`, or by `Origin`.
fn is_local(head: &Parts) -> Result<(), Failure> {
    if head.headers.contains_key(ORIGIN) {
        return Err(forbidden("the request has a header `Origin`, so it comes from a web page: use a client of CodeDeploy's"));
    }
    let mut hosts = head.headers.get_all(HOST).iter().map(|host| host.to_str().unwrap_or("(unreadable)")).peekable();
    if hosts.peek().is_none() {
        return Err(forbidden("the request has no header `Host`: send one, as HTTP/1.1 asks"));
    }
    let named = head.uri.authority().map(Authority::as_str);
    match hosts.chain(named).find(|host| !leads_here(host)) {
        None => Ok(()),
        Some(host) => {
            let host: String = host.chars().take(100).collect();
            Err(forbidden(format!("`Host` is `{host}`, which is not this machine: use the address that the proxy printed")))
        }
    }
}

fn leads_here(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let name = authority.host();
    let address: Option<IpAddr> = name.trim_start_matches('[').trim_end_matches(']').parse().ok();
    !host.contains('@') && (name.eq_ignore_ascii_case("localhost") || address.is_some_and(is_loopback))
}

/// The paths of awsJson and of rpc-v2-cbor.
fn is_call(path: &str) -> bool {
    path == "/" || path.starts_with("/service/")
}

#[cfg(test)]
mod tests {
    use super::leads_here;

    #[test]
    fn only_names_and_addresses_of_this_machine_lead_here() {
        for here in ["localhost", "LocalHost:8014", "127.0.0.1:8014", "127.1.2.3", "[::1]:8014", "[::ffff:127.0.0.1]:1"] {
            assert!(leads_here(here), "{here}");
        }
        let elsewhere = [
            "",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.nip.io:8014",
            "10.0.0.1:8014",
            "[::2]:1",
            "a@localhost",
            "(unreadable)",
        ];
        for elsewhere in elsewhere {
            assert!(!leads_here(elsewhere), "{elsewhere}");
        }
    }
}
