//! Reads a deployment's AppSpec: its text, or the archive that holds it, becomes a
//! [`Spec`] or every mistake in it.
//!
//! The law of this crate: whatever bytes come in, it answers. It does no I/O and never panics; what
//! it reads, inflates, nests, keeps and lists is bounded before it is looked at. It never stops at
//! the first mistake: a caller who mends what is listed has mended everything that could be seen.
//!
//! | module | what |
//! |---|---|
//! | `bundle` | bytes as they were uploaded to text: the AppSpec itself, or the one in an archive |
//! | `node`, `yaml`, `json` | text to a tree in which every key and value knows its line |
//! | `read` | the tree to a `Spec`, part by part |
//! | `mistake` | what is wrong, where, and the report that collects it |
//!
//! Inside, a mistake is made with `Report::refuse`, whose answer, `Refused`, is the only error there
//! is: a part that could not be read is thus known to have been reported.

mod bundle;
mod json;
mod mistake;
mod node;
mod read;
mod yaml;

pub use bundle::{BundleKind, read_bundle};
pub use mistake::{Mistake, Mistakes};

use headgate_domain::Spec;
use mistake::{Refused, Report};
use read::Cursor;

/// The longest AppSpec that is read, in bytes.
pub const MAX_TEXT_BYTES: usize = 256 * 1024;

/// Reads an AppSpec's text, YAML or JSON.
///
/// ```
/// let spec = headgate_appspec::parse(
///     "version: 0.0
/// Resources:
///   - orders:
///       Type: AWS::Lambda::Function
///       Properties: { Name: orders, Alias: live, TargetVersion: 2 }
/// ",
/// )?;
/// assert_eq!(spec.resources[0].alias.as_str(), "live");
/// # Ok::<(), headgate_appspec::Mistakes>(())
/// ```
///
/// # Errors
///
/// [`Mistakes`] holds everything that is wrong, in the order of the text.
pub fn parse(text: &str) -> Result<Spec, Mistakes> {
    let mut report = Report::default();
    let outcome = spec(text, &mut report);
    report.finish(outcome)
}

fn spec(text: &str, report: &mut Report) -> Result<Spec, Refused> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > MAX_TEXT_BYTES {
        let message = format_args!("the AppSpec has {} bytes, at most {MAX_TEXT_BYTES} are read", text.len());
        return Err(report.refuse("", None, message));
    }
    let root = tree(text, report)?;
    read::spec(&Cursor::root(&root), report)
}

/// JSON is nearly YAML, but not quite: see `json`. What looks like JSON and is not may still be YAML
/// (a comment, a comma too many); what is neither gets JSON's error, since it was meant as that.
fn tree(text: &str, report: &mut Report) -> Result<node::Node, Refused> {
    let outcome = if json::looks_like(text) {
        json::read(text, report).or_else(|stop| match stop {
            node::Stop::Refused(refused) => Err(node::Stop::Refused(refused)),
            node::Stop::Syntax { .. } => yaml::read(text, report).map_err(|other| match other {
                node::Stop::Refused(refused) => node::Stop::Refused(refused),
                node::Stop::Syntax { .. } => stop,
            }),
        })
    } else {
        yaml::read(text, report)
    };
    outcome.map_err(|stop| stop.reported(report))
}
