//! A little chaos. `cargo xtask chaos` has more.

use anyhow::{Result, ensure};
use headgate_tests::chaos::{Scale, run};

#[test]
fn everything_ends_as_its_inputs_say() -> Result<()> {
    let report = run(&Scale::small(1))?;
    println!("{report}");
    ensure!(report.deviations.is_empty(), "{report}");
    Ok(())
}
