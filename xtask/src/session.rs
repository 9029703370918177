//! AWS calls without the second that the AWS CLI takes to start.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::paths::workspace_root;
use crate::stack::Stack;

/// A process that performs AWS calls, one after the other.
pub struct Session {
    pipes: Mutex<Pipes>,
}

struct Pipes {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Session {
    /// A session that leads to the stack.
    pub fn open(stack: &Stack) -> Result<Self> {
        let mut command = stack.python().program("python");
        command.arg(workspace_root().join("xtask/src/session.py"));
        for (name, value) in stack.environment() {
            command.env(name, value);
        }
        // What a validation function has in its environment, and nothing else that it would not have anyway.
        command.env("AWS_ENDPOINT_URL_CODEDEPLOY", stack.report_url()?);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("cannot start a session with AWS")?;
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().context("the session has no output")?);
        Ok(Self { pipes: Mutex::new(Pipes { child, input, output }) })
    }

    /// What an operation answers, both in boto3's names: `call("lambda", "get_alias", json!({…}))`.
    /// `{"$file": path}` stands for the bytes of a file.
    #[expect(clippy::needless_pass_by_value, reason = "callers write the input on the spot")]
    pub fn call(&self, service: &str, call: &str, input: Value) -> Result<Value> {
        let answer = self.ask(&json!({"service": service, "call": call, "input": input}))?;
        if let Some(error) = answer.get("error") {
            bail!("{service} {call}: {} ({})", text(error, "Message"), text(error, "Code"));
        }
        Ok(answer.get("output").cloned().unwrap_or_default())
    }

    /// Signs a decision with somebody's access key. Nothing is sent.
    pub fn prove(&self, region: &str, purpose: &str, access_key: &str, secret_key: &str) -> Result<String> {
        let wanted = json!({"region": region, "purpose": purpose, "access_key": access_key, "secret_key": secret_key});
        let answer = self.ask(&json!({"proof": wanted}))?;
        answer["output"].as_str().map(str::to_owned).with_context(|| format!("no proof: {answer}"))
    }

    /// Invokes a function and waits; its answer, or its error, as JSON.
    pub fn invoke(&self, function: &str, payload: &Value) -> Result<Invoked> {
        let output = self.call("lambda", "invoke", json!({"FunctionName": function, "Payload": payload.to_string()}))?;
        let body = output.get("Payload").and_then(Value::as_str).unwrap_or_default();
        let payload = if body.is_empty() { Value::Null } else { serde_json::from_str(body).with_context(|| format!("no JSON: {body}"))? };
        Ok(Invoked { failed: output.get("FunctionError").is_some(), payload })
    }

    fn ask(&self, request: &Value) -> Result<Value> {
        let mut pipes = self.pipes.lock().unwrap_or_else(PoisonError::into_inner);
        let input = pipes.input.as_mut().context("the session is closed")?;
        writeln!(input, "{request}").context("the session with AWS has ended")?;
        input.flush()?;
        let mut line = String::new();
        pipes.output.read_line(&mut line).context("the session with AWS has ended")?;
        serde_json::from_str(&line).with_context(|| format!("the session with AWS said: {line}"))
    }
}

/// How often one of the stack's functions, such as `step`, was invoked, whoever invoked it.
pub fn invocations(stack: &Stack, session: &Session, function: &str) -> Result<i64> {
    let group = format!("/aws/lambda/{}-{function}", stack.name());
    let mut count = 0;
    let mut token = None;
    loop {
        let mut input = json!({"logGroupName": group, "filterPattern": "START RequestId"});
        if let Some(token) = token {
            input["nextToken"] = token;
        }
        let mut page = session.call("logs", "filter_log_events", input)?;
        let started = |event: &&Value| event["message"].as_str().is_some_and(|message| message.contains("START RequestId"));
        count += page["events"].as_array().into_iter().flatten().filter(started).count();
        token = Some(page["nextToken"].take()).filter(Value::is_string);
        if token.is_none() {
            return i64::try_from(count).context("more invocations than can be counted");
        }
    }
}

/// What a function answered.
#[derive(Clone, Debug)]
pub struct Invoked {
    /// Whether the function itself failed.
    pub failed: bool,
    /// Its answer, or its error.
    pub payload: Value,
}

impl Drop for Session {
    fn drop(&mut self) {
        let pipes = self.pipes.get_mut().unwrap_or_else(PoisonError::into_inner);
        drop(pipes.input.take());
        // It ends with its input; nothing is left to be done about a failure.
        let _ended = pipes.child.wait();
    }
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}
