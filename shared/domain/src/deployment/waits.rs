//! What a deployment waits for: what people see, and what their decisions must name.

use super::{Deployment, Gate, Given, Hooking, State, WaitNumber, WaitToken, Waiting};
use crate::{Approval, PrincipalPattern};
use jiff::Timestamp;

/// Something a deployment waits for.
#[derive(Clone, Debug, PartialEq)]
pub struct Wait {
    /// What kind of thing.
    pub kind: WaitKind,
    /// What a decision about it must name; `None` where there is nothing to decide.
    pub token: Option<WaitToken>,
    /// The step it belongs to, counted from 0; `None` before the first one.
    pub step: Option<usize>,
    /// Since when.
    pub since: Timestamp,
    /// When time ends or decides it, if it does.
    pub until: Option<Timestamp>,
    /// What is waited for, in a sentence.
    pub what: String,
    /// On an approval: whose.
    pub approval: Option<AwaitedApproval>,
}

/// What a deployment can wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitKind {
    /// Its turn.
    Queue,
    /// A validation function.
    Hook,
    /// The end of a bake.
    Bake,
    /// The end of a pause; one that was asked for may stand beside another wait.
    Pause,
    /// People.
    Approval,
}

/// Whose approval is waited for.
#[derive(Clone, Debug, PartialEq)]
pub struct AwaitedApproval {
    /// How many different people must approve.
    pub needed: u32,
    /// Who has.
    pub given: Vec<Given>,
    /// Who may; if it is empty, anybody who may deploy.
    pub by: Vec<PrincipalPattern>,
    /// Whether whoever started it may not.
    pub exclude_starter: bool,
}

impl WaitKind {
    /// The kind, as programs are told it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queue => "queue",
            Self::Hook => "hook",
            Self::Bake => "bake",
            Self::Pause => "pause",
            Self::Approval => "approval",
        }
    }
}

impl Deployment {
    /// Everything it waits for at `now`: what it is in, then a pause that stands beside it.
    pub fn waits(&self, now: Timestamp) -> Vec<Wait> {
        self.present_wait(now).into_iter().chain(self.standing_pause(now)).collect()
    }

    /// What it waits for, in one line; for whoever has named something else.
    pub(super) fn waited_for(&self, now: Timestamp) -> String {
        let waits = self.waits(now);
        let lines: Vec<String> = waits
            .iter()
            .map(|wait| match &wait.token {
                Some(token) => format!("{} (token `{token}`)", wait.what),
                None => wait.what.clone(),
            })
            .collect();
        if lines.is_empty() {
            format!("nothing that can be decided; the deployment is {}", self.state.name())
        } else {
            lines.join(", and ")
        }
    }

    fn present_wait(&self, now: Timestamp) -> Option<Wait> {
        let step = self.state.step();
        let of = |kind, wait, since, until, what| Wait { kind, token: Some(self.token(wait)), step, since, until, what, approval: None };
        match &self.state {
            State::Queued { .. } => {
                let what = "the deployments before it".to_owned();
                Some(Wait { kind: WaitKind::Queue, token: None, step, since: self.created_at, until: None, what, approval: None })
            }
            State::Hooking(Hooking { function, point, wait, deadline, .. }) => {
                let since = self.hook_runs.last().map_or(self.created_at, |run| run.started_at);
                let what = format!("hook `{function}` of {}", point.lifecycle_event());
                Some(of(WaitKind::Hook, *wait, since, Some(*deadline), what))
            }
            State::Baking { step, until, wait, .. } => {
                let what = format!("the bake of step {} of {}", step + 1, self.settings.plan.steps().len());
                Some(of(WaitKind::Bake, *wait, self.bake_began().unwrap_or(*until), Some(*until), what))
            }
            State::Waiting(waiting) => Some(self.gate(waiting, now)),
            State::Preparing { .. } | State::Shifting { .. } | State::Landing(_) | State::Closed(_) => None,
        }
    }

    fn gate(&self, waiting: &Waiting, now: Timestamp) -> Wait {
        let (kind, what, approval) = match &waiting.gate {
            _ if !waiting.is_open(now) => (kind_of(&waiting.gate), "a last look at alarms and aliases".to_owned(), None),
            Gate::Pause { asked: None } => (WaitKind::Pause, "the end of the planned pause".to_owned(), None),
            Gate::Pause { asked: Some(asked) } => {
                (WaitKind::Pause, format!("the end of the pause asked for by {}", asked.in_words()), None)
            }
            Gate::Approval { given, .. } => {
                let approval = self.approval_of(waiting);
                let what = format!("approvals, {} of {} given", given.len(), approval.count);
                (WaitKind::Approval, what, Some(awaited(approval, given)))
            }
        };
        let token = Some(self.token(waiting.wait));
        Wait { kind, token, step: self.state.step(), since: waiting.since, until: waiting.end(), what, approval }
    }

    fn standing_pause(&self, now: Timestamp) -> Option<Wait> {
        let paused = self.paused.as_ref().filter(|paused| paused.stands(now))?;
        Some(Wait {
            kind: WaitKind::Pause,
            token: Some(self.token(paused.wait)),
            step: self.state.step(),
            since: paused.since,
            until: paused.until,
            what: format!("the end of the pause asked for by {}", paused.asked.in_words()),
            approval: None,
        })
    }

    /// The token of one of its waits.
    pub(super) fn token(&self, wait: WaitNumber) -> WaitToken {
        WaitToken::new(self.id.clone(), wait)
    }
}

fn kind_of(gate: &Gate) -> WaitKind {
    match gate {
        Gate::Pause { .. } => WaitKind::Pause,
        Gate::Approval { .. } => WaitKind::Approval,
    }
}

fn awaited(approval: Approval, given: &[Given]) -> AwaitedApproval {
    AwaitedApproval { needed: approval.count, given: given.to_vec(), by: approval.by, exclude_starter: approval.exclude_starter }
}
