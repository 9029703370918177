//! A little chaos. `cargo xtask chaos` has more.

use anyhow::{Result, ensure};
use headgate_tests::chaos::{Size, run};

#[test]
fn everything_ends_as_its_inputs_say() -> Result<()> {
    let report = run(&Size::small(1))?;
    println!("{report}");
    ensure!(report.deviations.is_empty(), "{report}");
    Ok(())
}
