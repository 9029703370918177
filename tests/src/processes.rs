//! Processes of functions, and their sudden end.

use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

/// Every process of one function of one emulator, which sends its requests to this endpoint as no other does.
///
/// # Errors
///
/// Where there is no `/proc`.
pub fn processes(function: &str, endpoint: &str) -> Result<Vec<String>> {
    let wanted = [format!("AWS_LAMBDA_FUNCTION_NAME={function}"), format!("AWS_ENDPOINT_URL={endpoint}")];
    let mut found = vec![];
    for process in fs::read_dir("/proc")?.filter_map(Result::ok) {
        // Processes come and go while the list is read.
        let Ok(environment) = fs::read(process.path().join("environ")) else { continue };
        let is_set = |wanted: &String| environment.split(|byte| *byte == 0).any(|variable| variable == wanted.as_bytes());
        if wanted.iter().all(is_set) {
            found.push(process.file_name().into_string().ok().context("a process has a number")?);
        }
    }
    found.sort();
    Ok(found)
}

/// Ends a process as nothing but `kill -9` does; whether there was still something to end.
///
/// # Errors
///
/// Where there is no `kill`.
pub fn kill(process: &str) -> Result<bool> {
    Ok(Command::new("kill").args(["-9", process]).output()?.status.success())
}
