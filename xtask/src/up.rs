use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::codedeploy;
use crate::demo::sample::{self, BROKEN, FUNCTION, GOOD};
use crate::emulator::Emulator;
use crate::paths::{lock, target_folder};
use crate::session::Session;
use crate::shell::{progress, quote};
use crate::stack::{Lifetime, Options, Stack};

/// What `cargo xtask up` is asked for.
#[derive(Args, Debug)]
pub struct Up {
    /// The emulator's port; a free one if not given
    #[arg(long)]
    port: Option<u16>,
    /// Let functions do only what their roles allow
    #[arg(long)]
    enforce_roles: bool,
}

/// Deploys Headgate to an emulator that stays, and prints the environment that leads there. Where one is
/// up already, it gets what has changed since.
pub fn up(asked: &Up) -> Result<()> {
    let _alone = lock("up")?;
    let options = Options { port: asked.port, enforce_roles: asked.enforce_roles, lifetime: Lifetime::UntilStopped, ..Options::default() };
    let stack = match running()? {
        Some(emulator) => {
            check_same(asked, &emulator)?;
            Stack::update(&options, emulator)?
        }
        None => with_something_to_deploy(Stack::start(&options)?)?,
    };
    remember(stack.emulator().context("a stack of ours has an emulator")?)?;
    let variables = variables(&stack, &codedeploy::headgate()?)?;
    progress("up; `headgate doctor` says whether all is well, and `headgate init` where to begin");
    print!("{variables}");
    Ok(())
}

/// Stops what [`up`] started.
pub fn down() -> Result<()> {
    let _alone = lock("up")?;
    let Some(mut emulator) = running()? else {
        progress("nothing is up");
        return Ok(());
    };
    progress(&format!("stopping the emulator on port {}", emulator.port()));
    emulator.stop();
    emulator.forget();
    fs::remove_file(memory()?).context("cannot forget the emulator")
}

fn check_same(asked: &Up, running: &Emulator) -> Result<()> {
    let port = running.port();
    if asked.port.is_some_and(|asked| asked != port) {
        bail!("Headgate is up on port {port} already; `cargo xtask down` first to move it");
    }
    if asked.enforce_roles && !running.enforces_roles() {
        bail!("Headgate is up without enforcing roles; `cargo xtask down` first to change that");
    }
    Ok(())
}

/// A function with three versions, one of them broken, whose alias is on the first; its alarm.
fn with_something_to_deploy(stack: Stack) -> Result<Stack> {
    progress(&format!("making a function to deploy: {FUNCTION}, whose alias is on version 1; version {BROKEN} is broken, {GOOD} is not"));
    sample::deployable(&stack, &Session::open(&stack)?)?;
    Ok(stack)
}

fn variables(stack: &Stack, command: &Path) -> Result<String> {
    let mut variables = stack.environment();
    variables.push(("HEADGATE_STACK", stack.name().to_owned()));
    variables.push(("HEADGATE_REPORT_URL", stack.report_url()?));
    for (name, output) in [
        ("HEADGATE_BUCKET", "Bucket"),
        ("HEADGATE_START", "StartFunction"),
        ("HEADGATE_API", "ApiFunction"),
        ("HEADGATE_ALARM_TOPIC", "AlarmTopicArn"),
    ] {
        variables.push((name, stack.output(output)?.to_owned()));
    }
    let text = variables.iter().fold(String::new(), |text, (name, value)| format!("{text}export {name}={}\n", quote(value)));
    let folder = command.parent().context("a command lies in a folder")?;
    // The first word is ours and quoted; the shell that reads it knows its own search path.
    Ok(format!("{text}export PATH={}:\"$PATH\"\n", quote(&folder.display().to_string())))
}

fn memory() -> Result<PathBuf> {
    Ok(target_folder("emulator")?.join("up.json"))
}

fn remember(emulator: &Emulator) -> Result<()> {
    let path = memory()?;
    fs::write(&path, serde_json::to_vec(emulator)?).with_context(|| format!("cannot write {}", path.display()))
}

/// The emulator that [`up`] left running, if it still does.
fn running() -> Result<Option<Emulator>> {
    let Ok(text) = fs::read(memory()?) else { return Ok(None) };
    let emulator: Option<Emulator> = serde_json::from_slice(&text).ok();
    Ok(emulator.filter(Emulator::is_alive))
}
