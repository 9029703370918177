//! Whether the functions' roles are what the functions use: the calls that were seen are held against them, both ways.

use crate::permissions::{Permissions, of_lambda, permissions_by_default};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use xtask::Call;

/// What the calls of a stack are about, in the words of its template.
pub struct Stage {
    /// The stack's name.
    pub stack: String,
    /// The account, as in an ARN: `us-east-1:000000000000`.
    pub place: String,
    /// The table's name.
    pub table: String,
    /// The name of the bucket that the stack makes.
    pub bucket: String,
    /// The queues' URLs, and what the template calls the queues.
    pub queues: BTreeMap<String, &'static str>,
}

/// Permissions of a function that no call was seen to use, each as `<action>` or `<action> on <resource>`, and why they are there all
/// the same.
pub type Unseen = (&'static str, &'static [&'static str], &'static str);

/// The calls that no role allows where every parameter of the template has its default, and what Lambda itself lacks.
///
/// # Errors
///
/// A call that means nothing here, or a role that cannot be read.
pub fn excess(template: &Value, stage: &Stage, calls: &[Call]) -> Result<Vec<String>, String> {
    let granted = permissions_by_default(template)?;
    let lacking = missing(&granted, &of_lambda(template)).into_iter().map(|of_lambda| ("Lambda", of_lambda));
    let demanded = demanded(stage, calls)?.into_iter().filter(|demand| allowing(&granted, demand).is_empty());
    let all = lacking.chain(demanded.map(|demand| ("Headgate", demand)));
    Ok(all.map(|(who, (function, action, resource))| format!("the role of {function} lacks {action} on {resource}, for {who}")).collect())
}

/// The permissions that no call has used, where no reason is given; and the reasons that are given for nothing.
///
/// # Errors
///
/// As [`excess`].
pub fn idle(template: &Value, stage: &Stage, calls: &[Call], unseen: &[Unseen]) -> Result<Vec<String>, String> {
    let granted = permissions_by_default(template)?;
    let mut used = flat(&of_lambda(template));
    for demand in demanded(stage, calls)? {
        used.extend(allowing(&granted, &demand).into_iter().map(|pattern| (demand.0.clone(), demand.1.clone(), pattern)));
    }
    let mut problems = vec![];
    let mut rest: BTreeSet<Grant> = flat(&granted).difference(&used).cloned().collect();
    for (function, permissions, why) in unseen {
        for permission in *permissions {
            let is_this = |(of, action, resource): &Grant| {
                of == function && (action == permission || format!("{action} on {resource}") == *permission)
            };
            if !flat(&granted).iter().any(is_this) {
                problems.push(format!("{function} has no {permission}, of which it is said: {why}"));
            }
            rest.retain(|grant| !is_this(grant));
        }
    }
    problems
        .extend(rest.into_iter().map(|(function, action, resource)| format!("{function} may call {action} on {resource}, and has not")));
    Ok(problems)
}

/// Function, action, and a resource or a pattern of resources.
type Grant = (String, String, String);

/// The granted patterns that allow a call.
fn allowing(granted: &Permissions, (function, action, resource): &Grant) -> Vec<String> {
    let patterns = granted.get(function).and_then(|of_function| of_function.get(action));
    patterns.into_iter().flatten().filter(|pattern| matches(pattern, resource)).cloned().collect()
}

/// What of the second there is not in the first.
fn missing(first: &Permissions, second: &Permissions) -> BTreeSet<Grant> {
    flat(second).difference(&flat(first)).cloned().collect()
}

fn flat(permissions: &Permissions) -> BTreeSet<Grant> {
    let of_function = |(function, actions): (&String, &BTreeMap<String, BTreeSet<String>>)| {
        let of_action = |(action, resources): (&String, &BTreeSet<String>)| {
            resources.iter().map(|resource| (function.clone(), action.clone(), resource.clone())).collect::<Vec<_>>()
        };
        actions.iter().flat_map(of_action).collect::<Vec<_>>()
    };
    permissions.iter().flat_map(of_function).collect()
}

/// Function, action and resource of every call that one of the stack's functions made.
fn demanded(stage: &Stage, calls: &[Call]) -> Result<BTreeSet<Grant>, String> {
    let own = format!("{}-", stage.stack);
    let mut found = BTreeSet::new();
    for (call, function) in calls.iter().filter_map(|call| Some((call, call.by.strip_prefix(&own)?))) {
        let demands = stage.demands(call).ok_or_else(|| format!("{function} has called what is not known here: {call:?}"))?;
        found.extend(demands.into_iter().map(|(action, resource)| (function.to_owned(), action, resource)));
    }
    Ok(found)
}

impl Stage {
    /// What IAM asks of whoever makes this call: actions, each on a resource.
    fn demands(&self, call: &Call) -> Option<Vec<(String, String)>> {
        let operation = call.operation.as_str();
        let one = |action: &str, resource: String| Some(vec![(action.to_owned(), resource)]);
        match call.service.as_str() {
            "dynamodb" => self.of_dynamodb(operation, &serde_json::from_str(&call.body).ok()?),
            "lambda" if operation == "ListEventSourceMappings" => one("lambda:ListEventSourceMappings", "*".to_owned()),
            "lambda" => {
                let action = if operation == "Invoke" { "InvokeFunction" } else { operation };
                one(&format!("lambda:{action}"), self.function(call)?)
            }
            "sqs" => {
                let body: Value = serde_json::from_str(&call.body).ok()?;
                one(&format!("sqs:{operation}"), format!("${{{}.Arn}}", self.queues.get(body["QueueUrl"].as_str()?)?))
            }
            "sns" => {
                let arn = call.body.split('&').find_map(|pair| pair.strip_prefix("TopicArn="))?;
                one(&format!("sns:{operation}"), self.in_account(&decoded(arn)))
            }
            "events" => {
                let body: Value = serde_json::from_str(&call.body).ok()?;
                let buses = body["Entries"].as_array()?.iter().map(|entry| entry["EventBusName"].as_str());
                let arn = |bus| self.in_account(&format!("arn:aws:events:{}:event-bus/{bus}", self.place));
                buses.map(|bus| Some((format!("events:{operation}"), arn(bus?)))).collect()
            }
            "monitoring" => one(&format!("cloudwatch:{operation}"), "*".to_owned()),
            "s3" => Some(self.of_s3(call)),
            _ => None,
        }
    }

    /// S3 asks for an action of its own where a version is named, and for the tags of a version for both.
    fn of_s3(&self, call: &Call) -> Vec<(String, String)> {
        let path = decoded(&call.path).replacen(&format!("/{}/", self.bucket), "/headgate-${AWS::StackId.2}/", 1);
        let resource = format!("arn:${{AWS::Partition}}:s3:::{}", path.trim_start_matches('/'));
        let plain = format!("s3:{}", call.operation);
        let of_version = plain.replace("Object", "ObjectVersion");
        let names_version = call.query.split('&').any(|pair| pair.starts_with("versionId="));
        let actions = match (names_version, plain.ends_with("Tagging")) {
            (false, _) => vec![plain],
            (true, false) => vec![of_version],
            (true, true) => vec![plain, of_version],
        };
        actions.into_iter().map(|action| (action, resource.clone())).collect()
    }

    /// A transaction is no action of its own: IAM asks for that of each of its writes.
    fn of_dynamodb(&self, operation: &str, body: &Value) -> Option<Vec<(String, String)>> {
        if operation != "TransactWriteItems" {
            return Some(vec![(format!("dynamodb:{operation}"), self.table(body)?)]);
        }
        let writes = body["TransactItems"].as_array()?.iter().flat_map(|item| item.as_object().into_iter().flatten());
        let actions = [("ConditionCheck", "ConditionCheckItem"), ("Delete", "DeleteItem"), ("Put", "PutItem"), ("Update", "UpdateItem")];
        let of_write = |(kind, write): (&String, &Value)| {
            let (_, action) = actions.iter().find(|(known, _)| known == kind)?;
            Some((format!("dynamodb:{action}"), self.table(write)?))
        };
        writes.map(of_write).collect()
    }

    /// The table, or the index of it that is read.
    fn table(&self, body: &Value) -> Option<String> {
        let of_stack = body["TableName"] == self.table.as_str();
        let index = body["IndexName"].as_str().map(|index| format!("/index/{index}")).unwrap_or_default();
        of_stack.then(|| format!("${{Table.Arn}}{index}"))
    }

    /// The function in a path of Lambda's: its name, or its ARN.
    fn function(&self, call: &Call) -> Option<String> {
        let named = decoded(call.path.split("/functions/").nth(1)?.split('/').next()?);
        let arn = if named.starts_with("arn:") { named } else { format!("arn:aws:lambda:{}:function:{named}", self.place) };
        Some(self.in_account(&arn).replace(&format!(":function:{}-", self.stack), ":function:${AWS::StackName}-"))
    }

    fn in_account(&self, arn: &str) -> String {
        let here = format!(":{}:", self.place);
        arn.replacen("arn:aws:", "arn:${AWS::Partition}:", 1).replacen(&here, ":${AWS::Region}:${AWS::AccountId}:", 1)
    }
}

/// Whether a resource is one that a pattern of IAM's means. A star stands at the end here, or nowhere.
fn matches(pattern: &str, resource: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == resource, |beginning| resource.starts_with(beginning))
}

/// A part of a path or of a form, without its escapes.
fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::{changed, template};
    use serde_json::json;
    use std::time::Instant;

    fn stage() -> Stage {
        Stage {
            stack: "headgate".to_owned(),
            place: "us-east-1:000000000000".to_owned(),
            table: "t".to_owned(),
            bucket: "headgate-1".to_owned(),
            queues: [("http://sqs/wake".to_owned(), "WakeQueue")].into(),
        }
    }

    #[expect(clippy::disallowed_methods, reason = "a call has an instant, at which nothing here looks")]
    fn call(by: &str, service: &str, operation: &str, (path, query): (&str, &str), body: &str) -> Call {
        Call {
            at: Instant::now(),
            by: format!("headgate-{by}"),
            service: service.to_owned(),
            operation: operation.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            body: body.to_owned(),
            status: None,
        }
    }

    fn beyond(call: Call) -> String {
        excess(template(), &stage(), &[call]).unwrap().join("\n")
    }

    fn transaction(by: &str, kind: &str) -> Call {
        let items = json!([{"Put": {"TableName": "t"}}, {kind: {"TableName": "t"}}]);
        call(by, "dynamodb", "TransactWriteItems", ("/", ""), &json!({ "TransactItems": items }).to_string())
    }

    fn query(by: &str, index: &Value) -> Call {
        call(by, "dynamodb", "Query", ("/", ""), &json!({"TableName": "t", "IndexName": index}).to_string())
    }

    #[test]
    fn a_call_beyond_a_role_is_named() {
        for (allowed, by, kind) in
            [(true, "step", "Delete"), (false, "step", "Update"), (true, "start", "ConditionCheck"), (false, "hook", "ConditionCheck")]
        {
            assert_eq!(beyond(transaction(by, kind)).is_empty(), allowed, "{by} {kind}");
        }
        assert_eq!(beyond(transaction("step", "Update")), "the role of step lacks dynamodb:UpdateItem on ${Table.Arn}, for Headgate");
        for (allowed, by, index) in
            [(true, "step", Value::Null), (false, "step", json!("due")), (true, "sweep", json!("due")), (false, "api", json!("due"))]
        {
            assert_eq!(beyond(query(by, &index)).is_empty(), allowed, "{by} {index}");
        }
    }

    #[test]
    fn a_resource_beyond_a_role_is_named() {
        let invoked =
            |by: &str, function: &str| call(by, "lambda", "Invoke", (&format!("/2015-03-31/functions/{function}/invocations"), ""), "");
        let read = |by: &str, bucket: &str, query: &str| call(by, "s3", "GetObject", (&format!("/{bucket}/a%20b.yaml"), query), "");
        let published = |topic: &str| call("publish", "sns", "Publish", ("/", ""), &format!("Action=Publish&TopicArn={topic}"));
        let calls = [
            (true, invoked("hook", "CodeDeployHook_smoke")),
            (true, invoked("hook", "arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3ACodeDeployHook_smoke%3Alive")),
            (false, invoked("hook", "arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3ACodeDeployHook_smoke")),
            (false, invoked("hook", "smoke")),
            (true, invoked("step", "headgate-hook")),
            (false, invoked("step", "headgate-api")),
            (true, read("api", "headgate-1", "versionId=1")),
            (true, read("api", "headgate-1", "")),
            (false, read("api", "headgate-2", "")),
            (true, published("arn%3Aaws%3Asns%3Aus-east-1%3A000000000000%3Ateam")),
            (false, published("arn%3Aaws%3Asns%3Aus-east-1%3A123456789012%3Ateam")),
            (false, call("api", "s3", "PutObjectTagging", ("/headgate-1/a", "tagging"), "")),
            (true, call("start", "s3", "PutObjectTagging", ("/headgate-1/a", "tagging&versionId=1"), "")),
        ];
        for (allowed, call) in calls {
            let shown = format!("{call:?}");
            assert_eq!(beyond(call).is_empty(), allowed, "{shown}");
        }
        let tagged = call("start", "s3", "GetObjectTagging", ("/headgate-1/a", "tagging&versionId=1"), "");
        let actions: Vec<String> = stage().demands(&tagged).unwrap().into_iter().map(|(action, _)| action).collect();
        assert_eq!(actions, ["s3:GetObjectTagging", "s3:GetObjectVersionTagging"]);
        let unknown = call("step", "sqs", "SendMessage", ("/", ""), &json!({"QueueUrl": "http://sqs/other"}).to_string());
        assert!(excess(template(), &stage(), &[unknown]).is_err());
    }

    #[test]
    fn what_lambda_lacks_is_named() {
        let receive = "/StepRole/Properties/Policies/0/PolicyDocument/Statement/2/Action";
        let lacking = excess(&changed(receive, json!("sqs:ReceiveMessage")), &stage(), &[]).unwrap();
        assert_eq!(lacking.len(), 4, "{lacking:?}");
        assert_eq!(lacking[0], "the role of step lacks sqs:DeleteMessage on ${RollbackQueue.Arn}, for Lambda");
        let without =
            changed("/HookRole/Properties/Policies/0/PolicyDocument/Statement/5/Resource", json!({"Fn::GetAtt": ["WakeQueue", "Arn"]}));
        let lacking = excess(&without, &stage(), &[]).unwrap();
        assert_eq!(lacking, ["the role of hook lacks sqs:SendMessage on ${EventDeadLetters.Arn}, for Lambda"]);
    }

    #[test]
    fn what_nothing_uses_is_named() {
        let unused =
            "step may call lambda:UpdateAlias on arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:*, and has not";
        let is_named = |calls: &[Call], unseen: &[Unseen]| idle(template(), &stage(), calls, unseen).unwrap().contains(&unused.to_owned());
        assert!(is_named(&[], &[]));
        assert!(!is_named(&[call("step", "lambda", "UpdateAlias", ("/2015-03-31/functions/shop/aliases/live", ""), "")], &[]));
        assert!(!is_named(&[], &[("step", &["lambda:UpdateAlias"], "rarely")]));
        assert!(is_named(&[], &[("step", &["lambda:Update"], "rarely"), ("alarm", &["lambda:UpdateAlias"], "rarely")]));
        let stale = idle(template(), &stage(), &[], &[("step", &["dynamodb:Scan"], "once")]).unwrap();
        assert!(stale.contains(&"step has no dynamodb:Scan, of which it is said: once".to_owned()), "{stale:?}");
        assert!(!stale.iter().any(|problem| problem.contains("logs:")), "{stale:?}");
    }
}
