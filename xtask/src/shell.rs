use std::ffi::OsStr;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Says on standard error what is being done.
pub fn progress(what: &str) {
    eprintln!("xtask: {what}");
}

/// Cargo, as it was called itself.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(crate::workspace_root());
    cargo
}

/// Runs a command whose output is for the reader, on standard error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status =
        command.stdin(Stdio::null()).stdout(std::io::stderr()).status().with_context(|| format!("cannot start {}", name(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", name(command));
    }
    Ok(())
}

/// Runs a command for what it prints; what it has to say otherwise becomes the error.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {}", name(command)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{} failed ({}): {}", name(command), output.status, said.trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("{} printed no text", name(command)))
}

/// The same command, which ends when its own input does: that happens when whoever started it has gone, however
/// it went. The shell that waits holds none of the program's output, so that its end is seen.
pub(crate) fn following(command: &Command) -> Command {
    const SCRIPT: &str = r#""$@" </dev/null & own=$!; exec >/dev/null 2>&1; cat; kill "$own"; wait "$own""#;
    let mut shell = Command::new("sh");
    shell.args(["-c", SCRIPT, "sh"]).arg(command.get_program()).args(command.get_args()).stdin(Stdio::piped());
    shell
}

/// The program and its first arguments, enough to know what failed.
fn name(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args().take(3));
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// A word as any POSIX shell reads it back.
pub(crate) fn quote(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+=,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn quotes_only_what_a_shell_would_read_otherwise() {
        assert_eq!(quote("http://127.0.0.1:4566"), "http://127.0.0.1:4566");
        assert_eq!(quote("$(rm)"), "'$(rm)'");
        assert_eq!(quote("it's"), r"'it'\''s'");
        assert_eq!(quote(""), "''");
    }
}
