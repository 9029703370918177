//! What calls a function past its aliases: event source mappings, URLs, and whom its own policy lets in.

use super::policy::callers;
use crate::faults::Asked;
use aws_sdk_lambda::Client;
use futures::future::join4;
use headgate_domain::{Failure, FailureKind, FunctionArn, Qualifier};
use headgate_engine::{Bypass, BypassKind, Seen};

/// Pages of an answer that are read.
const PAGES_MAX: usize = 10;

/// Looks at the function as a whole, which is `$LATEST`, and at one version.
pub(super) async fn of(lambda: &Client, function: &FunctionArn, version: &Qualifier) -> Seen<Bypass> {
    let qualified = match version {
        Qualifier::Latest => None,
        Qualifier::Published(_) => Some(format!("{function}:{version}")),
    };
    let of_version = async {
        match &qualified {
            Some(qualified) => {
                let (mapped, let_in) = futures::future::join(mapped(lambda, qualified), let_in(lambda, function, Some(version))).await;
                vec![mapped, let_in]
            }
            None => vec![],
        }
    };
    let asked = join4(mapped(lambda, function.as_str()), urls(lambda, function), let_in(lambda, function, None), of_version);
    let (mapped, urls, let_in, of_version) = Box::pin(asked).await;
    let mut seen = Seen::default();
    for found in [mapped, urls, let_in].into_iter().chain(of_version) {
        match found {
            Ok(found) => seen.items.extend(found),
            Err(failure) => seen.unread.push(failure),
        }
    }
    // A mapping may be shown under the function as a whole and under its version.
    seen.items.sort();
    seen.items.dedup();
    seen
}

async fn mapped(lambda: &Client, function: &str) -> Result<Vec<Bypass>, Failure> {
    let asked = Asked { action: "lambda:ListEventSourceMappings", resource: function };
    let (mut found, mut next) = (vec![], None);
    for _ in 0..PAGES_MAX {
        let page = lambda.list_event_source_mappings().function_name(function).set_marker(next).send().await;
        let page = page.map_err(|error| asked.failure(&error))?;
        for mapping in page.event_source_mappings().iter().filter(|mapping| mapping.state() != Some("Disabled")) {
            let qualifier = past_aliases(mapping.function_arn().unwrap_or(function));
            let source = mapping.event_source_arn().or(mapping.uuid()).unwrap_or_default().to_owned();
            found.extend(qualifier.map(|qualifier| Bypass { kind: BypassKind::EventSourceMapping, qualifier, source }));
        }
        next = page.next_marker;
        if next.is_none() {
            break;
        }
    }
    Ok(found)
}

async fn urls(lambda: &Client, function: &FunctionArn) -> Result<Vec<Bypass>, Failure> {
    let asked = Asked { action: "lambda:ListFunctionUrlConfigs", resource: function.as_str() };
    let answer = lambda.list_function_url_configs().function_name(function.as_str()).send().await;
    let answer = answer.map_err(|error| asked.failure(&error))?;
    let urls = answer.function_url_configs().iter().filter_map(|url| {
        let qualifier = past_aliases(url.function_arn())?;
        Some(Bypass { kind: BypassKind::FunctionUrl, qualifier, source: url.function_url().to_owned() })
    });
    Ok(urls.collect())
}

async fn let_in(lambda: &Client, function: &FunctionArn, version: Option<&Qualifier>) -> Result<Vec<Bypass>, Failure> {
    let resource = version.map_or_else(|| function.to_string(), |version| format!("{function}:{version}"));
    let asked = Asked { action: "lambda:GetPolicy", resource: &resource };
    let call = lambda.get_policy().function_name(function.as_str()).set_qualifier(version.map(ToString::to_string));
    match call.send().await {
        Ok(answer) => {
            let qualifier = version.cloned().unwrap_or(Qualifier::Latest);
            let of_source = |source| Bypass { kind: BypassKind::Permission, qualifier: qualifier.clone(), source };
            Ok(callers(answer.policy().unwrap_or_default()).into_iter().map(of_source).collect())
        }
        Err(error) => match asked.failure(&error) {
            Failure { kind: FailureKind::Gone, .. } => Ok(vec![]),
            failure => Err(failure),
        },
    }
}

/// What an ARN of a function names, unless it is an alias.
fn past_aliases(arn: &str) -> Option<Qualifier> {
    match arn.split(':').nth(7) {
        None => Some(Qualifier::Latest),
        Some(qualifier) => Qualifier::try_from(qualifier.to_owned()).ok(),
    }
}
