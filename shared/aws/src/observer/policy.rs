//! Whom a function's policy lets call it.

use serde_json::Value;

/// Everybody whom a policy lets invoke the function: the resource that a call comes from where the statement says one,
/// or else the principal. What is only let in through a URL is left out: the URL is seen by itself.
pub(super) fn callers(policy: &str) -> Vec<String> {
    let policy: Value = serde_json::from_str(policy).unwrap_or_default();
    let statements = list(&policy["Statement"]).into_iter().filter(|statement| statement["Effect"] == "Allow");
    let invoking = statements.filter(|statement| list(&statement["Action"]).into_iter().any(invokes) && !by_url(&statement["Condition"]));
    let mut callers: Vec<String> = invoking
        .flat_map(|statement| {
            let sources = sources(&statement["Condition"]);
            if sources.is_empty() { principals(&statement["Principal"]) } else { sources }
        })
        .collect();
    callers.sort();
    callers.dedup();
    callers
}

fn invokes(action: &Value) -> bool {
    action.as_str().is_some_and(|action| ["lambda:InvokeFunction", "lambda:*", "*"].contains(&action))
}

fn by_url(condition: &Value) -> bool {
    conditions(condition).any(|(key, values)| {
        key.eq_ignore_ascii_case("lambda:InvokedViaFunctionUrl") && values.iter().any(|value| **value == "true" || **value == true)
    })
}

fn sources(condition: &Value) -> Vec<String> {
    let named = conditions(condition).filter(|(key, _)| key.eq_ignore_ascii_case("aws:SourceArn"));
    named.flat_map(|(_, values)| values.into_iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// The keys of a condition with their values, whatever the operator.
fn conditions(condition: &Value) -> impl Iterator<Item = (&String, Vec<&Value>)> {
    let operators = condition.as_object().into_iter().flat_map(|operators| operators.values());
    operators.filter_map(Value::as_object).flatten().map(|(key, values)| (key, list(values)))
}

fn principals(principal: &Value) -> Vec<String> {
    match principal {
        Value::String(everybody) => vec![everybody.clone()],
        Value::Object(kinds) => kinds.values().flat_map(list).filter_map(Value::as_str).map(str::to_owned).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => vec![],
    }
}

/// A value that may be one or several.
fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        Value::Null => vec![],
        one @ (Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_)) => vec![one],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(statement: &Value) -> Vec<String> {
        callers(&json!({ "Version": "2012-10-17", "Statement": statement }).to_string())
    }

    #[test]
    fn a_source_says_more_than_the_service_it_comes_through() {
        let api = "arn:aws:execute-api:eu-west-1:123456789012:abc/*/GET/orders";
        let statement = json!([
            {
                "Effect": "Allow", "Principal": {"Service": "apigateway.amazonaws.com"}, "Action": "lambda:InvokeFunction",
                "Condition": {"ArnLike": {"AWS:SourceArn": api}},
            },
            {"Effect": "Allow", "Principal": {"AWS": ["arn:aws:iam::210987654321:root"]}, "Action": ["lambda:InvokeFunction"]},
            {"Effect": "Allow", "Principal": "*", "Action": "lambda:*"},
        ]);
        assert_eq!(of(&statement), ["*", api, "arn:aws:iam::210987654321:root"]);
    }

    #[test]
    fn what_does_not_invoke_is_left_out() {
        let principal = json!({"Service": "events.amazonaws.com"});
        for other in [
            json!({"Effect": "Deny", "Principal": principal, "Action": "lambda:InvokeFunction"}),
            json!({"Effect": "Allow", "Principal": principal, "Action": "lambda:GetFunction"}),
            json!({"Effect": "Allow", "Principal": "*", "Action": "lambda:InvokeFunctionUrl"}),
            json!({
                "Effect": "Allow", "Principal": "*", "Action": "lambda:InvokeFunction",
                "Condition": {"Bool": {"lambda:InvokedViaFunctionUrl": "true"}},
            }),
        ] {
            assert_eq!(of(&json!([other])), Vec::<String>::new(), "{other}");
        }
        assert_eq!(callers("no policy"), Vec::<String>::new());
        assert_eq!(of(&json!({"Effect": "Allow", "Principal": principal, "Action": "*"})), ["events.amazonaws.com"]);
    }
}
