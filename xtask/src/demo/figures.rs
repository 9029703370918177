//! What was measured.

use anyhow::Result;

use super::stories::Told;
use crate::session::Session;

pub(crate) fn sum_up(_session: &Session, told: &[Told]) -> Result<()> {
    eprintln!("\nSummary");
    for story in told {
        let verdict = if story.as_told { "as told" } else { "NOT AS TOLD" };
        eprintln!("  {verdict:<12} {}", story.title);
        let bad = story.seen.by_version.get("3").copied().unwrap_or_default();
        eprintln!("               {}{}; requests served by the bad version: {} ({} errors)", story.deployment, story.rollback.as_ref().map(|id| format!(", rolled back by {id}")).unwrap_or_default(), bad.0, bad.1);
    }
    Ok(())
}
