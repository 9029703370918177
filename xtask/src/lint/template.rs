//! What `sam validate --lint` does: the transform first, then the linter, on both sides of it.

use anyhow::Result;

use crate::paths::{target_folder, workspace_root};
use crate::python::Python;
use crate::shell::run;

pub(super) fn check() -> Result<()> {
    let tools = Python::with_tools()?;
    let template = workspace_root().join("template.yaml");
    let transformed = target_folder("xtask")?.join("transformed.json");
    let transform = workspace_root().join("xtask/src/lint/transform.py");
    run(tools.program("python").arg(transform).arg(&template).arg(&transformed))?;
    run(tools.program("cfn-lint").arg(&template).arg(&transformed))
}
