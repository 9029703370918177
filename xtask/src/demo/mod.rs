//! `cargo xtask demo`: four rollouts, live.

mod figures;
mod picture;
pub(crate) mod sample;
mod stories;
mod traffic;

use anyhow::{Context, Result, bail};
use clap::Args;
use serde_json::{Value, json};

use crate::emulator::free_port;
use crate::proxy::Proxy;
use crate::session::Session;
use crate::shell::progress;
use crate::stack::{Lifetime, Options, Stack};

/// What `cargo xtask demo` is asked for.
#[derive(Args, Debug)]
pub struct Demo {
    /// Leave everything up at the end, to look around
    #[arg(long)]
    keep: bool,
}

/// Tells four stories of deployments on the real stack, and sums up what was measured.
pub fn demo(options: &Demo) -> Result<()> {
    let lifetime = if options.keep { Lifetime::UntilStopped } else { Lifetime::OfStack };
    let port = free_port()?;
    let proxy = Proxy::before(port)?;
    let stack = Stack::start(&Options {
        name: "headgate-demo".to_owned(),
        port: Some(port),
        // With nobody left to count, functions talk to the emulator itself.
        functions_endpoint: (!options.keep).then(|| proxy.endpoint()),
        parameters: [("PollSeconds".to_owned(), "10".to_owned())].into(),
        lifetime,
        ..Options::default()
    })?;
    let session = Session::open(&stack)?;
    progress("making the function that is deployed, its hook and its alarm");
    sample::prepare(&stack, &session)?;
    eprintln!();
    eprintln!("The emulator sends every invocation of a weighted alias to its primary version.");
    eprintln!("The users of this demo therefore read the alias and choose the version");
    eprintln!("themselves, by its live weights. All else is the real thing.");
    let told = stories::tell_all(&stack, &session, &proxy)?;
    figures::sum_up(&told);
    if options.keep {
        keep(&stack)?;
    }
    match told.iter().filter(|story| !story.ended_well).count() {
        0 => Ok(()),
        failed => bail!("{failed} of {} stories did not end as they should", told.len()),
    }
}

fn keep(stack: &Stack) -> Result<()> {
    progress("still up, as asked; stop it by ending the process that listens on the port below");
    for (name, value) in stack.environment() {
        println!("export {name}={}", crate::shell::quote(&value));
    }
    println!("export HEADGATE_API={}", stack.output("ApiFunction")?);
    println!("export HEADGATE_REPORT_URL={}", crate::shell::quote(&stack.report_url()?));
    Ok(())
}

/// Performs one of Headgate's operations by invoking `api`.
pub(crate) fn api(stack: &Stack, session: &Session, operation: &str, input: &Value) -> Result<Value> {
    let answer = session.invoke(stack.output("ApiFunction")?, &json!({"operation": operation, "input": input}))?;
    if answer.failed || answer.payload.get("error").is_some() {
        bail!("{operation} was answered {}", answer.payload);
    }
    answer.payload.get("output").cloned().with_context(|| format!("{operation} was answered {}", answer.payload))
}
