//! A plan, as a person reads it.

use super::super::check::{self, Check};
use super::super::group::rolls_back_on;
use crate::console::style::{BAD, DIM, GOOD, STRONG, WAITS, deployment, paint};
use crate::console::{Canvas, Console, Sheet, Table, counted, time};
use headgate_wire::{
    AlarmState, AlarmStatus, CostEstimate, OnConflict, PlanDeploymentOutput, PlannedConflict, PlannedHook, PlannedStep, PlannedTarget,
    VersionShare,
};
use jiff::SignedDuration;

/// Where something could not be seen.
const UNSEEN: &str = "?";

pub(super) fn written(plan: &PlanDeploymentOutput, checks: &[Check], console: &Console, canvas: Canvas) -> String {
    let parts = [head(plan), targets(plan), steps(plan, console), facts(plan, console), check::lines(checks, console, canvas)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn head(plan: &PlanDeploymentOutput) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let place = format!("{}/{}", text(&plan.application_name), text(&plan.deployment_group_name));
    let config = plan.settings.as_ref().and_then(|settings| settings.deployment_config_name.clone()).unwrap_or_default();
    format!("{}  {}", paint(STRONG, &format!("Plan for {place}")), paint(DIM, &config))
}

fn targets(plan: &PlanDeploymentOutput) -> String {
    let mut table = Table::new(&["TARGET", "FROM", "TO", "ROLE", "DEAD LETTERS", "PROVISIONED", "PAST THE ALIAS"]);
    for target in plan.targets.iter().flatten() {
        table.row([
            target.target_id.clone().unwrap_or_default(),
            target.routing.as_deref().map_or_else(|| UNSEEN.to_owned(), shares),
            to(target),
            alike(target, "role"),
            alike(target, "deadLetterTargetArn"),
            provisioned(target),
            past(target),
        ]);
    }
    table.to_string()
}

/// The versions that share an alias's traffic; the shares are told where there are two.
fn shares(routing: &[VersionShare]) -> String {
    let version = |share: &VersionShare| share.version.clone().unwrap_or_default();
    match routing {
        [only] => version(only),
        several => {
            let share = |share: &VersionShare| format!("{} ({} %)", version(share), share.weight.unwrap_or_default());
            several.iter().map(share).collect::<Vec<_>>().join(", ")
        }
    }
}

fn to(target: &PlannedTarget) -> String {
    match (&target.target_version, target.to_be_published, target.moves) {
        (_, Some(true), _) => "$LATEST, once published".to_owned(),
        (Some(version), _, Some(false)) => format!("{version}, stays"),
        (Some(version), _, _) => version.clone(),
        (None, _, _) => UNSEEN.to_owned(),
    }
}

fn alike(target: &PlannedTarget, setting: &str) -> String {
    let Some(differences) = &target.differences else { return UNSEEN.to_owned() };
    let differs = differences.iter().any(|difference| difference.setting.as_deref() == Some(setting));
    if differs { paint(BAD, "differs") } else { "same".to_owned() }
}

fn provisioned(target: &PlannedTarget) -> String {
    match (target.provisioned_concurrency, &target.routing) {
        (Some(count), _) => paint(WAITS, &count.to_string()),
        (None, Some(_)) => "none".to_owned(),
        (None, None) => UNSEEN.to_owned(),
    }
}

fn past(target: &PlannedTarget) -> String {
    match (target.bypasses.iter().flatten().count(), &target.routing) {
        (0, Some(_)) => "nothing".to_owned(),
        (0, None) => UNSEEN.to_owned(),
        (count, _) => paint(WAITS, &counted(count, "way")),
    }
}

/// The steps, and when each would begin if the deployment began now.
fn steps(plan: &PlanDeploymentOutput, console: &Console) -> String {
    let mut table = Table::new(&["STEP", "WEIGHT", "AFTER", "IF BEGUN NOW", "BAKES", "THEN"]);
    for step in plan.steps.iter().flatten() {
        let start = step.start_seconds.unwrap_or_default();
        let at = console.now.checked_add(SignedDuration::from_secs(start)).ok();
        table.row([
            step.number.map(|number| number.to_string()).unwrap_or_default(),
            step.weight.map(|weight| format!("{weight} %")).unwrap_or_default(),
            span(start),
            at.map(|at| time::written(at, &console.zone)).unwrap_or_default(),
            span(step.bake_seconds.unwrap_or_default()),
            then(step),
        ]);
    }
    table.to_string()
}

/// What a step waits for once it has baked.
fn then(step: &PlannedStep) -> String {
    let hook = step.hook.as_ref().map(|hook| format!("hook {hook}"));
    let pause = step.pause.as_ref().map(|pause| match pause.seconds {
        Some(seconds) => format!("pause of {}", span(seconds)),
        None => "pause until somebody resumes".to_owned(),
    });
    let approval = step.approval.as_ref().map(|approval| {
        let deadline = approval.deadline_seconds.map(|seconds| format!(" within {}", span(seconds))).unwrap_or_default();
        format!("approval of {}{deadline}", approval.count.unwrap_or(1))
    });
    [hook, pause, approval].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Whether a step waits for people, for as long as they take.
fn waits_for_people(step: &PlannedStep) -> bool {
    step.approval.is_some() || step.pause.as_ref().is_some_and(|pause| pause.seconds.is_none())
}

fn facts(plan: &PlanDeploymentOutput, console: &Console) -> String {
    let settings = plan.settings.clone().unwrap_or_default();
    let sheet = Sheet::default()
        .line("total", total(plan))
        .lines("alarms", plan.alarms.iter().flatten().map(|status| alarm(status, console)))
        .lines("hooks", plan.hooks.iter().flatten().map(hook))
        .line("rolls back on", rolls_back_on(settings.auto_rollback_configuration.as_ref()))
        .line("on conflict", settings.on_conflict.map(|on_conflict| on_conflict.to_string()))
        .lines("meets", plan.conflicts.iter().flatten().map(conflict))
        .line("costs", plan.cost.as_ref().and_then(cost));
    sheet.to_string()
}

fn total(plan: &PlanDeploymentOutput) -> String {
    let bakes = span(plan.total_seconds.unwrap_or_default());
    let hooks = plan.hook_seconds_max.filter(|seconds| *seconds > 0).map(|seconds| format!("at most {} for hooks", span(seconds)));
    let people = plan.steps.iter().flatten().any(waits_for_people).then(|| "what people take to decide".to_owned());
    [Some(bakes), hooks, people].into_iter().flatten().collect::<Vec<_>>().join(", and ")
}

fn alarm(status: &AlarmStatus, console: &Console) -> String {
    let name = status.name.clone().unwrap_or_default();
    let since = console.instant_and_age(status.state_time).map(|since| paint(DIM, &format!("  since {since}"))).unwrap_or_default();
    let state = match (status.exists, status.state) {
        (Some(false), _) => paint(BAD, "does not exist"),
        (_, Some(state @ AlarmState::Ok)) => paint(GOOD, state.as_str()),
        (_, Some(state @ AlarmState::Alarm)) => paint(BAD, state.as_str()),
        (_, Some(state @ AlarmState::InsufficientData)) => paint(WAITS, state.as_str()),
        (_, None) => UNSEEN.to_owned(),
    };
    format!("{name}  {state}{since}")
}

fn hook(hook: &PlannedHook) -> String {
    let name = hook.function_name.clone().unwrap_or_default();
    let event = hook.lifecycle_event.clone().unwrap_or_default();
    let step = hook.step.map(|step| format!(" of step {step}")).unwrap_or_default();
    let standing = match (hook.exists, hook.allowed) {
        (Some(false), _) => paint(BAD, "  does not exist"),
        (_, Some(false)) => paint(BAD, "  may not be called"),
        (_, Some(true) | None) => String::new(),
    };
    let timeout = span(hook.timeout_seconds.unwrap_or_default());
    format!("{event}{step}  {name}  at most {timeout}{standing}")
}

fn conflict(conflict: &PlannedConflict) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let place = format!("{}/{}", text(&conflict.application_name), text(&conflict.deployment_group_name));
    let what = match conflict.on_conflict {
        Some(OnConflict::Reject) => "this one is refused",
        Some(OnConflict::Queue) => "this one waits",
        Some(OnConflict::Supersede) => "this one takes its place, or waits",
        None => "",
    };
    format!("{} of {place}  {}  {what}", text(&conflict.deployment_id), deployment(conflict.status))
}

/// What it costs beside the functions themselves.
fn cost(cost: &CostEstimate) -> Option<String> {
    let (amount, currency, of) = (cost.amount?, cost.currency.as_deref()?, cost.prices_of.as_deref()?);
    Some(format!("about {amount:.5} {currency} for Headgate itself, at the prices of {of}"))
}

fn span(seconds: i64) -> String {
    time::span(SignedDuration::from_secs(seconds))
}
