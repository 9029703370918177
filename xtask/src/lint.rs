mod dependencies;
mod floors;
mod licences;
mod template;

pub use template::transformed_template;

use anyhow::{Result, bail};
use cargo_metadata::{Metadata, MetadataCommand};

use crate::paths::workspace_root;
use crate::shell::{cargo, progress, run};

/// Everything about the workspace that can be checked without running it. All checks are made, whatever
/// the first ones say.
pub fn lint() -> Result<()> {
    let metadata = MetadataCommand::new().manifest_path(workspace_root().join("Cargo.toml")).exec()?;
    let checks: [(&str, &dyn Fn() -> Result<()>); 6] = [
        ("formatting", &|| run(cargo().args(["fmt", "--all", "--check"]))),
        ("floors", &|| none(&floors::broken(&metadata))),
        ("unused dependencies", &|| none(&dependencies::unused(&metadata)?)),
        ("licences", &|| none(&licences::refused(&metadata))),
        ("template", &template::check),
        ("clippy", &clippy),
    ];
    let mut failed = Vec::new();
    for (name, check) in checks {
        progress(&format!("checking {name}"));
        if let Err(error) = check() {
            eprintln!("{error:#}");
            failed.push(name);
        }
    }
    if !failed.is_empty() {
        bail!("not in order: {}", failed.join(", "));
    }
    Ok(())
}

fn clippy() -> Result<()> {
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))
}

fn none(problems: &[String]) -> Result<()> {
    if !problems.is_empty() {
        bail!("{}", problems.join("\n"));
    }
    Ok(())
}

/// The folder of a workspace's package, as the workspace names it.
fn folder(metadata: &Metadata, package: &cargo_metadata::Package) -> String {
    let folder = package.manifest_path.parent().unwrap_or(&package.manifest_path);
    folder.strip_prefix(&metadata.workspace_root).unwrap_or(folder).to_string()
}
