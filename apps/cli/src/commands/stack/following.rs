//! What happens to a stack, until it is over: a line for each event, or a line that changes where there is a terminal.

use super::{Site, refused};
use crate::console::style::{BAD, paint};
use crate::console::{Console, Progress, tell, time};
use crate::refusal::{Reason, Refusal};
use crate::signals::Signals;
use headgate_aws::{StackEvent, Why};
use std::collections::BTreeSet;
use std::time::Duration;

/// How far apart two looks are.
const LOOKS_APART: Duration = Duration::from_secs(2);
/// What CloudFormation says of a resource that only failed because another one did.
const CANCELLED: &str = "cancelled";

/// Follows an operation on a stack.
pub(crate) struct Following<'a> {
    site: &'a Site,
    stack_id: &'a str,
    known: Option<String>,
    events: Vec<StackEvent>,
    progress: Option<Progress>,
    console: &'a Console,
    is_silent: bool,
}

/// How an operation has ended.
pub(crate) struct Ended {
    /// The stack's status.
    pub(crate) status: String,
    events: Vec<StackEvent>,
}

impl<'a> Following<'a> {
    /// Of what happens after an event; without one, of the latest operation from its beginning. `parts` is how many
    /// resources it is about, or 0.
    pub(crate) fn new(site: &'a Site, stack_id: &'a str, known: Option<String>, parts: usize, console: &'a Console) -> Self {
        Self { site, stack_id, known, events: Vec::new(), progress: Progress::at_terminal(parts), console, is_silent: false }
    }

    /// Follows it to its end. Somebody who leaves is told that `verb` leads back; the operation goes on.
    pub(crate) async fn follow(mut self, verb: &str) -> Result<Ended, Refusal> {
        let mut signals = Signals::new().map_err(|error| Refusal::refused(format!("cannot hear signals: {error}")))?;
        loop {
            let looked = tokio::select! {
                looked = self.look() => looked?,
                () = signals.next() => return Err(self.left(verb)),
            };
            if let Some(status) = looked {
                return Ok(Ended { status, events: self.events });
            }
            tokio::select! {
                () = tokio::time::sleep(LOOKS_APART) => {}
                () = signals.next() => return Err(self.left(verb)),
            }
        }
    }

    /// Looks once; the stack's status, if it is over. That nobody answers ends nothing.
    async fn look(&mut self) -> Result<Option<String>, Refusal> {
        match self.site.stacks.events_since(self.stack_id, self.known.as_deref()).await {
            Ok(new) => {
                self.is_silent = false;
                for event in new {
                    self.tell(&event);
                    self.known = Some(event.id.clone());
                    self.events.push(event);
                }
                let last = self.events.iter().rfind(|event| event.is_of_stack).filter(|event| event.is_over());
                Ok(last.map(|event| event.status.clone()))
            }
            Err(undone) if undone.why == Why::Passing => {
                if !self.is_silent {
                    self.line(&format!("nothing is heard of the stack, and it goes on: {}; tries on", undone.sentence));
                }
                self.is_silent = true;
                Ok(None)
            }
            Err(undone) => Err(refused(undone)),
        }
    }

    fn tell(&self, event: &StackEvent) {
        let at = event.at.map(|at| time::written(at, &self.console.zone)).unwrap_or_default();
        let failed = event.status.ends_with("_FAILED");
        let padded = format!("{:<18}", event.status);
        let status = if failed { paint(BAD, &padded) } else { padded };
        let reason = event.reason.as_deref().map(|reason| format!("  {reason}")).unwrap_or_default();
        let line = format!("{at}  {status}  {}{reason}", event.resource);
        match &self.progress {
            Some(_) if failed => self.line(&line),
            Some(progress) => progress.show(self.done(event), format!("{} {}", event.resource, event.status)),
            None => tell(&line),
        }
    }

    /// How many resources have come to their end, with this one.
    fn done(&self, event: &StackEvent) -> usize {
        let over = self.events.iter().chain([event]).filter(|event| event.is_over() && !event.is_of_stack);
        over.map(|event| event.resource.as_str()).collect::<BTreeSet<_>>().len()
    }

    fn line(&self, line: &str) {
        match &self.progress {
            Some(progress) => progress.tell(line),
            None => tell(line),
        }
    }

    fn left(&self, verb: &str) -> Refusal {
        let sentence = format!("left before the end; what happens to stack `{}` goes on", self.site.stack);
        Refusal::new(Reason::Again, sentence).with_hint(format!("`headgate {verb}` with the same arguments gets back to it"))
    }
}

impl Ended {
    /// What failed first, and why, as a refusal.
    pub(crate) fn failure(&self, what: &str) -> Refusal {
        let sentence = match self.first_failed() {
            Some(StackEvent { resource, kind, status, reason, .. }) => {
                let reason = reason.as_deref().unwrap_or("CloudFormation does not say why");
                format!("{what} has failed: `{resource}` ({kind}) ended as {status}: {reason}")
            }
            None => format!("{what} has failed, and CloudFormation does not say why"),
        };
        Refusal::new(Reason::Failed, sentence).with_code(&self.status)
    }

    /// What was to be kept when the stack was removed: each resource's type and name.
    pub(crate) fn kept(&self) -> Vec<(&str, &str)> {
        let kept = self.events.iter().filter(|event| event.status == "DELETE_SKIPPED");
        kept.filter_map(|event| Some((event.kind.as_str(), event.physical.as_deref()?))).collect()
    }

    fn first_failed(&self) -> Option<&StackEvent> {
        let failed = || self.events.iter().filter(|event| event.status.ends_with("_FAILED"));
        let is_cause = |event: &&StackEvent| !event.reason.as_deref().is_some_and(|reason| reason.contains(CANCELLED));
        failed().find(|event| !event.is_of_stack && is_cause(event)).or_else(|| failed().next())
    }
}
