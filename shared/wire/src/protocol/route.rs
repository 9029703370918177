//! Which protocol a request speaks, and which operation it means.

use super::http::Request;
use super::write::Failure;
use crate::{Exception, Operation, shown};

/// The service that CodeDeploy's operations belong to.
pub const CODEDEPLOY: &str = "CodeDeploy_20141006";
/// The service that Headgate's own operations belong to.
pub const HEADGATE: &str = "Headgate_20261121";

/// The value of `smithy-protocol` in every request and response of rpcv2Cbor.
pub(super) const RPC_V2_CBOR: &str = "rpc-v2-cbor";

/// How a request is written, and so its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// awsJson 1.1: the header `x-amz-target` names the operation.
    AwsJson,
    /// rpcv2Cbor: the path names the operation.
    RpcV2Cbor,
    /// Headgate's envelope: the body names the operation.
    Envelope,
}

impl Protocol {
    /// The protocol that a request speaks, right or wrong as it may be otherwise.
    pub fn of(request: &Request) -> Self {
        let media_type = request.media_type();
        let media_type = media_type.as_deref().unwrap_or_default();
        if request.headers.contains_key("smithy-protocol") || media_type == "application/cbor" {
            Self::RpcV2Cbor
        } else if request.headers.contains_key("x-amz-target") || media_type.starts_with("application/x-amz-json") {
            Self::AwsJson
        } else {
            Self::Envelope
        }
    }

    /// Whether it can carry a body of this media type. An absent one is the protocol's own.
    fn carries(self, media_type: Option<&str>) -> bool {
        let Some(media_type) = media_type else { return true };
        match self {
            Self::AwsJson => ["application/x-amz-json-1.1", "application/x-amz-json-1.0", "application/json"].contains(&media_type),
            Self::RpcV2Cbor => media_type == "application/cbor",
            Self::Envelope => media_type == "application/json",
        }
    }

    /// The media type that a request should have.
    fn media_type(self) -> &'static str {
        match self {
            Self::AwsJson => "application/x-amz-json-1.1",
            Self::RpcV2Cbor => "application/cbor",
            Self::Envelope => "application/json",
        }
    }
}

/// Holds what surrounds the body against the protocol.
pub(super) fn check(protocol: Protocol, request: &Request) -> Result<(), Failure> {
    if request.method != "POST" {
        let message = format!("The method is {}: give `POST`", shown(&request.method));
        return Err(Failure { status: 405, ..Failure::refused(Exception::UnknownOperation.as_str(), message) });
    }
    let media_type = request.media_type();
    if !protocol.carries(media_type.as_deref()) {
        let found = shown(media_type.as_deref().unwrap_or_default());
        let message = format!("`content-type` is {found}: give `{}`", protocol.media_type());
        return Err(Failure { status: 415, ..Failure::refused(Exception::Serialization.as_str(), message) });
    }
    match protocol {
        Protocol::AwsJson | Protocol::Envelope if !["", "/"].contains(&request.path.as_str()) => {
            let message = format!("There is nothing at the path {}: give `/`", shown(&request.path));
            Err(Failure { status: 404, ..Failure::refused(Exception::UnknownOperation.as_str(), message) })
        }
        Protocol::RpcV2Cbor if request.header("smithy-protocol") != Some(RPC_V2_CBOR) => {
            let found = shown(request.header("smithy-protocol").unwrap_or_default());
            Err(Failure::refused(
                Exception::Serialization.as_str(),
                format!("`smithy-protocol` is {found}: give `{RPC_V2_CBOR}` with a body in CBOR"),
            ))
        }
        // A firewall may decide by the one name, and the service by the other.
        Protocol::RpcV2Cbor if ["x-amz-target", "x-amzn-target"].iter().any(|name| request.headers.contains_key(*name)) => {
            Err(Failure::refused(
                Exception::Serialization.as_str(),
                "`x-amz-target` stands beside `smithy-protocol`: leave one of the two out, for each says that it names the operation",
            ))
        }
        Protocol::AwsJson | Protocol::RpcV2Cbor | Protocol::Envelope => Ok(()),
    }
}

/// The operation that the header `x-amz-target` names: `<service>.<operation>`.
pub(super) fn by_target(target: Option<&str>) -> Result<&'static Operation, Failure> {
    if let Some((service, name)) = target.and_then(|target| target.split_once('.')) {
        return of_service(service, name);
    }
    let found = target.map_or_else(|| "missing".to_owned(), shown);
    let message = format!("`x-amz-target` is {found}: give `{CODEDEPLOY}.` and an operation's name");
    Err(Failure::refused(Exception::UnknownOperation.as_str(), message))
}

/// The operation that a path names: `…/service/<service>/operation/<operation>`, with any prefix.
pub(super) fn by_path(path: &str) -> Result<&'static Operation, Failure> {
    let mut steps = path.rsplit('/');
    if let (Some(name), Some("operation"), Some(service), Some("service")) = (steps.next(), steps.next(), steps.next(), steps.next()) {
        return of_service(service, name);
    }
    let message = format!("There is nothing at the path {}: give `/service/{CODEDEPLOY}/operation/` and an operation's name", shown(path));
    Err(Failure { status: 404, ..Failure::refused(Exception::UnknownOperation.as_str(), message) })
}

/// The operation with this name, of either service.
pub(super) fn by_name(name: &str) -> Result<&'static Operation, Failure> {
    Operation::named(name)
        .ok_or_else(|| Failure::refused(Exception::UnknownOperation.as_str(), format!("There is no operation {}", shown(name))))
}

fn of_service(service: &str, name: &str) -> Result<&'static Operation, Failure> {
    if ![CODEDEPLOY, HEADGATE].contains(&service) {
        let message = format!("There is no service {}: give `{CODEDEPLOY}`, or `{HEADGATE}` for Headgate's own operations", shown(service));
        return Err(Failure::refused(Exception::UnknownOperation.as_str(), message));
    }
    let operation = by_name(name)?;
    let home = if operation.of_codedeploy { CODEDEPLOY } else { HEADGATE };
    if service == home {
        return Ok(operation);
    }
    let message = format!("`{service}` has no operation `{name}`: ask `{home}` for it");
    Err(Failure::refused(Exception::UnknownOperation.as_str(), message))
}
