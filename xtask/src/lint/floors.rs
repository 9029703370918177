//! A crate depends only on crates above it.

use std::collections::BTreeMap;

use cargo_metadata::{DependencyKind, Metadata, Package};

use super::folder;

/// The order from top to bottom. A folder that ends in a slash is one floor, whose crates do not know
/// each other.
const FLOORS: [&str; 13] = [
    "shared/domain",
    "shared/appspec",
    "shared/wire",
    "shared/engine",
    "shared/aws",
    "shared/lambda",
    "shared/sim",
    "functions/",
    "apps/",
    "xtask",
    "xtask/empty",
    "xtask/load",
    "tests",
];

/// What the pure core may see besides the standard library.
const CORE: [&str; 3] = ["serde", "jiff", "thiserror"];

pub(super) fn broken(metadata: &Metadata) -> Vec<String> {
    let packages = metadata.workspace_packages();
    let folders: BTreeMap<&str, String> = packages.iter().map(|package| (package.name.as_str(), folder(metadata, package))).collect();
    packages.iter().flat_map(|package| broken_by(package, &folders)).collect()
}

fn broken_by(package: &Package, folders: &BTreeMap<&str, String>) -> Vec<String> {
    let own = &folders[package.name.as_str()];
    let Some(floor) = floor(own) else {
        return vec![format!("{own} stands on no floor")];
    };
    let mut problems = Vec::new();
    for dependency in &package.dependencies {
        let name = dependency.name.as_str();
        if let Some(other) = folders.get(name) {
            if self::floor(other).is_none_or(|other| other >= floor) {
                problems.push(format!("{own} depends on {other}, which is not above it"));
            }
        } else if name.starts_with("aws-sdk-") && own != "shared/aws" {
            problems.push(format!("{own} depends on {name}, which is for shared/aws alone"));
        } else if own == "shared/domain" && dependency.kind == DependencyKind::Normal && !CORE.contains(&name) {
            problems.push(format!("{own} depends on {name}; it sees only {}", CORE.join(", ")));
        }
    }
    problems
}

fn floor(folder: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| folder == *floor || (floor.ends_with('/') && folder.starts_with(floor)))
}
