//! Pages that say what the code says, and must not be left behind by it.

use headgate_lambda::{Metric, VARIABLES};
use headgate_tests::written::assert_written;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use xtask::{transformed_template, workspace_root};

#[test]
fn every_variable_is_on_its_page() {
    assert_written("docs/environment.md", &environment());
}

fn environment() -> String {
    let mut page = "# Environment\n\nEvery variable that Headgate's functions read. The template sets those that begin with \
                    `HEADGATE_`, each for\nthe functions that need it. This page is made from the code:\n\
                    `HEADGATE_UPDATE=1 cargo test -p headgate-tests --test documents`.\n\n| Variable | Meaning | Form |\n|---|---|---|\n"
        .to_owned();
    for variable in VARIABLES {
        let _ = writeln!(page, "| `{}` | {} | {} |", variable.name, variable.meaning, variable.form);
    }
    page
}

#[test]
fn the_template_sets_what_is_read() {
    let template = transformed_template().unwrap();
    let resources = template["Resources"].as_object().unwrap().values();
    let set: BTreeSet<&str> = resources.flat_map(|resource| keys(&resource["Properties"]["Environment"]["Variables"])).collect();
    let read: BTreeSet<&str> = VARIABLES.iter().map(|variable| variable.name).filter(|name| name.starts_with("HEADGATE_")).collect();
    assert_eq!(set, read);
}

fn keys(value: &Value) -> impl Iterator<Item = &str> {
    value.as_object().into_iter().flatten().map(|(key, _)| key.as_str())
}

/// The table under "Metrics" of the operations page: a row for each metric, in the code's order, with the
/// unit that the code gives it and the alarms that the template sets on it.
#[test]
fn every_metric_is_explained() {
    let page = fs::read_to_string(workspace_root().join("docs/operations.md")).unwrap();
    let (_, section) = page.split_once("\n## Metrics\n").expect("the page has a section on metrics");
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with("| `")).map(|line| line.trim_matches(['|', ' ']).split(" | ").collect());
    let explained: Vec<Vec<&str>> = rows.collect();
    let shown: Vec<[String; 3]> = explained
        .iter()
        .map(|row| match row[..] {
            [name, unit, when, alarm] if !when.is_empty() => [name, unit, alarm].map(str::to_owned),
            _ => panic!("not a metric, its unit, when it is written, and its alarm: {row:?}"),
        })
        .collect();
    let alarms = alarms();
    let wanted = Metric::ALL.iter().map(|metric| {
        let name = format!("{metric:?}");
        let alarm = alarms.get(&name).map_or_else(|| "none".to_owned(), |alarm| format!("`{alarm}`"));
        [format!("`{name}`"), format!("{:?}", metric.unit()), alarm]
    });
    assert_eq!(shown, wanted.collect::<Vec<_>>());
    let unknown: Vec<_> = alarms.keys().filter(|name| !Metric::ALL.iter().any(|metric| format!("{metric:?}") == **name)).collect();
    assert!(unknown.is_empty(), "alarms on what nobody writes: {unknown:?}");
}

/// The alarms on Headgate's own metrics, by the metric.
fn alarms() -> BTreeMap<String, String> {
    let template = transformed_template().expect("the template can be transformed");
    let resources = template["Resources"].as_object().into_iter().flatten();
    let ours = resources.filter(|(_, resource)| resource["Properties"]["Namespace"] == "Headgate");
    ours.map(|(name, resource)| (shown(&resource["Properties"]["MetricName"]), name.clone())).collect()
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
