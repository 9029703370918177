//! Metrics in CloudWatch's embedded format: a line of the log, read by CloudWatch; no call, no client.

use crate::{Environment, SettingError, now};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use std::io::Write;

const NAMESPACE: &str = "Headgate";

macro_rules! metrics {
    ($($metric:ident, $unit:ident;)*) => {
        /// What Headgate counts and measures.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the names are the metrics' own; docs/operations.md says what each means")]
        pub enum Metric {
            $($metric),*
        }

        impl Metric {
            /// Every metric there is.
            pub const ALL: &[Self] = &[$(Self::$metric),*];

            /// Its unit.
            pub fn unit(self) -> Unit {
                match self {
                    $(Self::$metric => Unit::$unit),*
                }
            }
        }
    };
}

metrics! {
    DeploymentStarted, Count;
    DeploymentSucceeded, Count;
    DeploymentFailed, Count;
    DeploymentStopped, Count;
    DeploymentRolledBack, Count;
    RollbackStuck, Count;
    RollbackLatencyMs, Milliseconds;
    TurnMs, Milliseconds;
    OverdueWakes, Count;
    SweepRuns, Count;
    OutboxAgeSeconds, Seconds;
    NoticesLost, Count;
}

/// What a metric is counted in, in CloudWatch's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are CloudWatch's")]
pub enum Unit {
    Count,
    Milliseconds,
    Seconds,
}

/// Writes metrics of one stack.
#[derive(Clone, Debug)]
pub struct Metrics {
    stack: String,
}

impl Metrics {
    /// Metrics of the stack that the environment names.
    pub fn new(environment: &Environment) -> Result<Self, SettingError> {
        Ok(Self { stack: environment.stack()? })
    }

    /// Writes values that belong together, with properties that can be searched for but cost nothing:
    /// only the stack is a dimension.
    pub fn write(&self, values: &[(Metric, i64)], properties: &Value) {
        let line = line(&self.stack, now(), values, properties);
        // A metric that cannot be written must not undo what it measures.
        let _ = writeln!(std::io::stdout().lock(), "{line}");
    }
}

fn line(stack: &str, at: Timestamp, values: &[(Metric, i64)], properties: &Value) -> Value {
    let definitions: Vec<Value> =
        values.iter().map(|(metric, _)| json!({ "Name": format!("{metric:?}"), "Unit": format!("{:?}", metric.unit()) })).collect();
    let mut line: Map<String, Value> = properties.as_object().cloned().unwrap_or_default();
    line.extend(values.iter().map(|(metric, value)| (format!("{metric:?}"), json!(value))));
    line.insert("Stack".to_owned(), json!(stack));
    let directive = json!({ "Namespace": NAMESPACE, "Dimensions": [["Stack"]], "Metrics": definitions });
    line.insert("_aws".to_owned(), json!({ "Timestamp": at.as_millisecond(), "CloudWatchMetrics": [directive] }));
    Value::Object(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_the_form_that_cloudwatch_reads() {
        let at = "2026-11-05T10:00:00.250Z".parse().unwrap();
        let properties = json!({ "deployment_id": "d-ABCDEF123" });
        let line = line("headgate", at, &[(Metric::TurnMs, 42), (Metric::SweepRuns, 1)], &properties);
        let expected = json!({
            "_aws": {
                "Timestamp": 1_793_872_800_250_i64,
                "CloudWatchMetrics": [{
                    "Namespace": "Headgate",
                    "Dimensions": [["Stack"]],
                    "Metrics": [{ "Name": "TurnMs", "Unit": "Milliseconds" }, { "Name": "SweepRuns", "Unit": "Count" }]
                }]
            },
            "Stack": "headgate",
            "TurnMs": 42,
            "SweepRuns": 1,
            "deployment_id": "d-ABCDEF123"
        });
        assert_eq!(line, expected);
    }
}
