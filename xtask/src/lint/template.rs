//! What `sam validate --lint` does: the transform first, then the linter, on both sides of it.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::paths::{target_folder, workspace_root};
use crate::python::Python;
use crate::shell::{read, run};

pub(super) fn check() -> Result<()> {
    let tools = Python::with_tools()?;
    let transformed = target_folder("xtask")?.join("transformed.json");
    fs::write(&transformed, transform(&tools)?).with_context(|| format!("cannot write {}", transformed.display()))?;
    run(tools.program("cfn-lint").arg(workspace_root().join("template.yaml")).arg(&transformed))
}

/// `template.yaml` after its transform: the functions' triggers and permissions written out.
pub fn transformed_template() -> Result<Value> {
    serde_json::from_str(&transform(&Python::with_tools()?)?).context("the transform's result is JSON")
}

fn transform(tools: &Python) -> Result<String> {
    let script = workspace_root().join("xtask/src/lint/transform.py");
    read(tools.program("python").arg(script).arg(workspace_root().join("template.yaml")))
}
