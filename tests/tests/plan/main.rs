//! What each operation reads and writes, counted in a table of 1,000 applications, 1,000 groups and 10,000 deployments.
//! `docs/data-model.md` shows the count, and no operation looks at more than its page.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod counting;
mod inputs;
mod warehouse;

use counting::Tally;
use headgate_tests::written::assert_written;
use headgate_wire::OPERATIONS;
use std::fmt::Write;
use std::fs;
use warehouse::Warehouse;
use xtask::workspace_root;

/// The most entries of an index, or rows of a partition, that an operation may look at: a page of names, and a page of
/// deployments by status.
const ITEMS_MAX: usize = 2_200;
const BEGIN: &str = "<!-- plan -->\n";
const END: &str = "<!-- /plan -->\n";

#[test]
fn every_operation_keeps_to_its_plan_however_much_there_is() {
    let warehouse = Warehouse::full();
    let mut table = "| operation | items got | queries | items they gave | items written |\n|---|--:|--:|--:|--:|\n".to_owned();
    for operation in OPERATIONS {
        let Tally { gets, queries, queried, written } = warehouse.tally(operation.name);
        assert!(queried <= ITEMS_MAX, "{} looks at {queried} items", operation.name);
        writeln!(table, "| `{}` | {gets} | {queries} | {queried} | {written} |", operation.name).unwrap();
    }
    let page = fs::read_to_string(workspace_root().join("docs/data-model.md")).unwrap();
    let (before, rest) = page.split_once(BEGIN).expect("the page has a place for the plan");
    let (_, after) = rest.split_once(END).expect("which ends");
    assert_written("docs/data-model.md", &format!("{before}{BEGIN}{table}{END}{after}"));
}
