//! An inline plan, in the shape of CodeDeploy's `trafficRoutingConfig`.

use super::cursor::Cursor;
use super::fields::Fields;
use super::{gates, hooks};
use crate::mistake::{Refused, Report};
use headgate_domain::{Approval, HookFunction, Pause, Plan, PlanError, Step, TrafficRouting, Weight};

/// How long a step may bake: as long as a whole plan.
const MAX_BAKE_SECONDS: u32 = 172_800;

/// An inline plan, and what is known of it even if it is wrong.
pub(crate) struct Inline {
    pub(crate) routing: Result<TrafficRouting, Refused>,
    /// The bake that its last step asks for.
    pub(crate) last_bake_seconds: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    AllAtOnce,
    Canary,
    Linear,
    Steps,
}

const KINDS: [(&str, Kind); 4] =
    [("AllAtOnce", Kind::AllAtOnce), ("TimeBasedCanary", Kind::Canary), ("TimeBasedLinear", Kind::Linear), ("Steps", Kind::Steps)];

impl Kind {
    /// The key under which a plan of this kind says how traffic moves.
    fn part(self) -> Option<&'static str> {
        match self {
            Self::AllAtOnce => None,
            Self::Canary => Some("timeBasedCanary"),
            Self::Linear => Some("timeBasedLinear"),
            Self::Steps => Some("steps"),
        }
    }
}

pub(crate) fn read(at: &Cursor<'_>, report: &mut Report) -> Inline {
    match Fields::of(at, &["type", "timeBasedCanary", "timeBasedLinear", "steps"], "a map with `type`", report) {
        Ok(fields) => plan(&fields, report),
        Err(refused) => Inline { routing: Err(refused), last_bake_seconds: 0 },
    }
}

fn plan(fields: &Fields<'_>, report: &mut Report) -> Inline {
    let words = "`AllAtOnce`, `TimeBasedCanary`, `TimeBasedLinear` or `Steps`";
    let kind = fields.require("type", "give `AllAtOnce`, `TimeBasedCanary`, `TimeBasedLinear` or `Steps`", report);
    let kind = kind.and_then(|at| at.word(&KINDS, words, report));
    let mut inline = Inline { routing: Ok(TrafficRouting::AllAtOnce), last_bake_seconds: 0 };
    for (name, other) in KINDS {
        let Some(part) = other.part() else { continue };
        match (fields.get(part), kind.is_ok_and(|kind| kind == other)) {
            (Some(at), false) if kind.is_ok() => {
                at.refuse(format_args!("belongs to a plan whose `type` is `{name}`: leave it out, or change the type"), report);
            }
            // Without a type it is not known which part counts: all are read for their own mistakes.
            (Some(at), _) => inline = part_of(other, at, report),
            (None, true) => {
                let missing = fields.require(part, "it says how traffic moves in a plan of this `type`", report);
                inline.routing = missing.map(|_| TrafficRouting::AllAtOnce);
            }
            (None, false) => {}
        }
    }
    inline.routing = kind.and(inline.routing);
    inline
}

fn part_of(kind: Kind, at: &Cursor<'_>, report: &mut Report) -> Inline {
    let canary = |percentage, interval_minutes| TrafficRouting::TimeBasedCanary { percentage, interval_minutes };
    let linear = |percentage, interval_minutes| TrafficRouting::TimeBasedLinear { percentage, interval_minutes };
    let routing = match kind {
        Kind::AllAtOnce => Ok(TrafficRouting::AllAtOnce),
        Kind::Canary => time_based(at, ["canaryPercentage", "canaryInterval"], canary, report),
        Kind::Linear => time_based(at, ["linearPercentage", "linearInterval"], linear, report),
        Kind::Steps => return steps(at, report),
    };
    Inline { routing, last_bake_seconds: 0 }
}

/// Reads a percentage and an interval, and lets the domain judge each beside a value that is right,
/// so that both are reported if both are wrong.
fn time_based(
    at: &Cursor<'_>,
    [percentage, interval]: [&'static str; 2],
    routing: impl Fn(i64, i64) -> TrafficRouting,
    report: &mut Report,
) -> Result<TrafficRouting, Refused> {
    let fields = Fields::of(at, &[percentage, interval], "a map with a percentage and an interval", report)?;
    let percent = fields.require(percentage, "give a percentage from 1 to 99", report).and_then(|at| {
        let percent = at.whole("a whole percentage from 1 to 99", report)?;
        judge(at, &routing(percent, 1), report).map(|()| percent)
    });
    let minutes = fields.require(interval, "give the minutes between two shifts", report).and_then(|at| {
        let minutes = at.whole("a whole number of minutes from 1 to 2880", report)?;
        judge(at, &routing(50, minutes), report).map(|()| minutes)
    });
    let whole = routing(percent?, minutes?);
    judge(at, &whole, report).map(|()| whole)
}

fn judge(at: &Cursor<'_>, routing: &TrafficRouting, report: &mut Report) -> Result<(), Refused> {
    routing.plan().map(drop).map_err(|error| at.refuse(error, report))
}

fn steps(at: &Cursor<'_>, report: &mut Report) -> Inline {
    let Some(items) = at.list() else {
        let refused = at.wrong("a list of steps, each with `weight` and `bakeSeconds`", report);
        return Inline { routing: Err(refused), last_bake_seconds: 0 };
    };
    let drafts: Vec<_> = items.iter().map(|item| step(item, report)).collect();
    let last_bake_seconds = drafts.last().and_then(|draft| draft.bake_seconds.ok()).unwrap_or_default();
    let rising = check_steps(at, &drafts, report);
    let steps: Result<Vec<Step>, Refused> = drafts.into_iter().map(Draft::finish).collect();
    Inline { routing: rising.and(steps).map(TrafficRouting::Steps), last_bake_seconds }
}

/// A step as far as it could be read.
struct Draft<'a> {
    weight: Result<(Cursor<'a>, Weight), Refused>,
    bake_seconds: Result<u32, Refused>,
    hook: Result<Option<HookFunction>, Refused>,
    pause: Result<Option<Pause>, Refused>,
    approval: Result<Option<Approval>, Refused>,
}

impl Draft<'_> {
    fn finish(self) -> Result<Step, Refused> {
        let bare = Step::new(self.weight?.1, self.bake_seconds?);
        Ok(Step { hook: self.hook?, pause: self.pause?, approval: self.approval?, ..bare })
    }
}

const STEP_KEYS: &[&str] = &["weight", "bakeSeconds", "hook", "pause", "approval"];

fn step<'a>(at: &Cursor<'a>, report: &mut Report) -> Draft<'a> {
    let expected = "a map with `weight` and `bakeSeconds`";
    let fields = match Fields::of(at, STEP_KEYS, expected, report) {
        Ok(fields) => fields,
        Err(refused) => {
            let (weight, bake_seconds) = (Err(refused), Err(refused));
            return Draft { weight, bake_seconds, hook: Err(refused), pause: Err(refused), approval: Err(refused) };
        }
    };
    let weight = fields.require("weight", "give the percentage of traffic from here on", report);
    let bake = fields.require("bakeSeconds", "give the seconds to wait before the next step, 0 for none", report);
    Draft {
        weight: weight.and_then(|at| Ok((at.clone(), self::weight(at, report)?))),
        bake_seconds: bake
            .and_then(|at| at.whole_in(0..=MAX_BAKE_SECONDS, "a whole number of seconds from 0 to 172800 (48 hours)", report)),
        hook: fields.optional("hook", |at| hooks::function(at, report)),
        pause: fields.optional("pause", |at| gates::pause(at, report)),
        approval: fields.optional("approval", |at| gates::approval(at, report)),
    }
}

fn weight(at: &Cursor<'_>, report: &mut Report) -> Result<Weight, Refused> {
    let expected = "a percentage from 0 to 100";
    let text = at.number(expected, report)?;
    // `010` is 8 to some readers of YAML, and `1e1` a text.
    let octal = text.starts_with('0') && text.as_bytes().get(1).is_some_and(|b| *b != b'.');
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !octal;
    let Some(percent) = plain.then(|| text.parse::<f64>().ok()).flatten() else {
        return Err(at.wrong("a percentage from 0 to 100, written in plain digits", report));
    };
    Weight::try_from(percent).map_err(|error| at.refuse(error, report))
}

/// Lets the domain judge the steps. It names the first that is wrong, so it is asked again without
/// that one until it has nothing more to say. Steps whose weight could not be read are left out, and
/// a bake that could not be read counts as none.
fn check_steps(at: &Cursor<'_>, drafts: &[Draft<'_>], report: &mut Report) -> Result<(), Refused> {
    if !(1..=Plan::MAX_STEPS).contains(&drafts.len()) {
        return Err(at.refuse(PlanError::Count { count: drafts.len() }, report));
    }
    let last = drafts.last().and_then(|draft| draft.weight.as_ref().ok());
    let mut known: Vec<(usize, &Cursor<'_>, Step)> = drafts.iter().enumerate().filter_map(known_step).collect();
    let mut outcome = Ok(());
    loop {
        let steps = known.iter().map(|(_, _, step)| step.clone()).collect();
        match TrafficRouting::Steps(steps).plan() {
            Ok(_) => return outcome,
            Err(PlanError::NotRising { index, .. }) => {
                let (index, at, step) = known.remove(index);
                outcome = Err(at.refuse(PlanError::NotRising { index, weight: step.weight }, report));
            }
            Err(PlanError::NotFull { .. } | PlanError::Count { .. }) => {
                if let Some((at, weight)) = last.filter(|(_, weight)| *weight != Weight::FULL) {
                    outcome = Err(at.refuse(PlanError::NotFull { weight: *weight }, report));
                }
                let Some((_, _, step)) = known.last_mut() else { return outcome };
                step.weight = Weight::FULL;
            }
            Err(
                error @ (PlanError::TooLong { .. }
                | PlanError::Percentage { .. }
                | PlanError::Interval { .. }
                | PlanError::FinalBakeTwice
                | PlanError::Gate { .. }
                | PlanError::StepPrincipals { .. }
                | PlanError::TooFewPeople { .. }
                | PlanError::Principals { .. }),
            ) => return Err(at.refuse(error, report)),
        }
    }
}

fn known_step<'a, 'b>((index, draft): (usize, &'b Draft<'a>)) -> Option<(usize, &'b Cursor<'a>, Step)> {
    let (at, weight) = draft.weight.as_ref().ok()?;
    let bake_seconds = draft.bake_seconds.ok().unwrap_or_default();
    // Whom approvals name is counted over all steps.
    let approval = draft.approval.as_ref().ok().cloned().flatten();
    Some((index, at, Step { approval, ..Step::new(*weight, bake_seconds) }))
}
