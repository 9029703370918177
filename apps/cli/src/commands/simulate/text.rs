//! What is printed for a person.

mod gates;

use super::alarms::{Alarm, Signal};
use super::axis::{clock, count};
use super::picture::draw;
use super::scene::Scene;
use super::tale::{Bad, Ended, Moment, Tale};
use crate::console::style::{BAD, DIM, GOOD, STRONG, WAITS, paint};
use crate::console::time::span;
use crate::console::{Canvas, Sheet, Table};
use anstyle::Style;
use headgate_domain::{Happening, Version};
use headgate_sim::{Conduct, HookBehaviour, Metric, Minute};
use jiff::SignedDuration;

/// A history longer than this is shown without its middle.
const LINES_MAX: usize = 40;

/// The whole page: what is played, how it went, what users saw of it, and what would have been otherwise.
pub(super) fn page(scene: &Scene, tales: &[Tale], canvas: Canvas) -> String {
    let Some(tale) = tales.first() else { return String::new() };
    let mut parts = vec![assumptions(scene, tale), end(tale), timeline(tale)];
    parts.extend(gates::table(tale).map(|table| format!("{}\n{table}", heading("Gates"))));
    parts.extend([draw(tale, canvas), users(scene, tale)]);
    if tales.len() > 1 {
        parts.push(format!("{}\n{}", heading(&format!("Compared, over {}", span(tale.horizon()))), compared(scene, tales)));
    }
    parts.join("\n\n")
}

fn heading(says: &str) -> String {
    paint(STRONG, says)
}

fn assumptions(scene: &Scene, tale: &Tale) -> String {
    let moves = scene.movers.iter().map(|mover| {
        let assumed = if mover.is_assumed { ", as the AppSpec names no current version" } else { "" };
        format!("{} from version {} to {}{assumed}", mover.id(), mover.current.0, mover.target.0)
    });
    let conducts = scene.movers.iter().flat_map(|mover| {
        let name = if scene.movers.len() > 1 { format!("{}: ", mover.id()) } else { String::new() };
        [&mover.current, &mover.target].map(|(version, conduct)| format!("{name}version {version}: {}", conduct_words(conduct)))
    });
    let alarms: Vec<String> = scene.alarms.iter().map(alarm_words).collect();
    let hooks = scene.hooks.iter().map(|hook| format!("{} {}", hook.function, hook_words(hook.behaviour)));
    let requests = format!("{} requests a second{}", scene.requests_per_second, if scene.movers.len() > 1 { " to each" } else { "" });
    let sheet = Sheet::default()
        .lines("moves", moves)
        .line("config", format!("{}{}", tale.configuration, if scene.is_config_assumed { " (the default)" } else { "" }))
        .line("traffic", requests)
        .lines("", conducts)
        .lines("alarms", if alarms.is_empty() { vec!["none: nothing but hooks judges".to_owned()] } else { alarms })
        .lines("hooks", hooks)
        .lines("people", gates::people(scene))
        .line("seed", scene.seed.to_string());
    sheet.to_string()
}

fn conduct_words(conduct: &Conduct) -> String {
    format!("{} % of requests fail, {} ms", percent(conduct.error_rate), conduct.latency_ms)
}

/// A share in percent, without the noise of binary fractions.
fn percent(share: f64) -> f64 {
    (share * 1e8).round() / 1e6
}

fn alarm_words(alarm: &Alarm) -> String {
    let rule = match &alarm.signal {
        Signal::After(at) => return format!("{}: fires after {}", alarm.name, span(*at)),
        Signal::Traffic(rule) => rule,
    };
    let of = rule.version.as_ref().map_or("requests".to_owned(), |version| format!("version {version}"));
    let looks_at = match rule.metric {
        Metric::Errors => format!("over {} errors of {of}", rule.threshold),
        Metric::ErrorRate => format!("{of} fail{} over {} %", if rule.version.is_some() { "s" } else { "" }, percent(rule.threshold)),
        Metric::LatencyMs => format!("{of} take{} over {} ms", if rule.version.is_some() { "s" } else { "" }, rule.threshold),
    };
    let assumed = if alarm.is_assumed { " (the default)" } else { "" };
    format!("{}: {looks_at} in {} of {} minutes{assumed}", alarm.name, rule.datapoints_to_alarm, rule.evaluation_periods)
}

fn hook_words(behaviour: HookBehaviour) -> String {
    let after =
        |seconds: i64| if seconds == 0 { "at once".to_owned() } else { format!("after {}", span(SignedDuration::from_secs(seconds))) };
    match behaviour {
        HookBehaviour::Succeeds(seconds) | HookBehaviour::Returns(seconds) => format!("succeeds {}", after(seconds)),
        HookBehaviour::Fails(seconds) => format!("fails {}", after(seconds)),
        HookBehaviour::Crashes => "crashes".to_owned(),
        HookBehaviour::Hangs => "never reports".to_owned(),
        HookBehaviour::Recants => "succeeds, then fails".to_owned(),
        HookBehaviour::Relents => "fails, then succeeds".to_owned(),
        HookBehaviour::Stutters => "succeeds twice".to_owned(),
        HookBehaviour::ReportsLate(_) => "reports too late".to_owned(),
    }
}

fn end(tale: &Tale) -> String {
    let after = tale.over_after.map(span).unwrap_or_default();
    match &tale.ended {
        Ended::Succeeded => format!("{} after {after}", paint(GOOD, "Succeeded")),
        Ended::RolledBack(code, message) => format!("{} after {after}: {message} ({code})", paint(BAD, "Rolled back")),
        Ended::Stayed(code, message) => format!("{} after {after}: {message} ({code})", paint(BAD, "Failed")),
        Ended::Waits(what) => format!("{} {what}", paint(WAITS, "Waits")),
    }
}

fn timeline(tale: &Tale) -> String {
    // What was meant is left out where what became of it stands right after it.
    let told: Vec<&Moment> = tale.moments.iter().filter(|moment| moment.entry.what != Happening::ShiftStarted).collect();
    let mut lines = Table::of_sentences(&["TIME", "TRAFFIC", "WHAT"]);
    let (head, tail) = if told.len() > LINES_MAX { (LINES_MAX / 2, told.len() - LINES_MAX / 2) } else { (told.len(), told.len()) };
    for moment in &told[..head] {
        lines.row(line(moment));
    }
    if tail > head {
        lines.row([String::new(), String::new(), paint(DIM, &format!("({} more, all of them with `--output json`)", tail - head))]);
    }
    for moment in &told[tail..] {
        lines.row(line(moment));
    }
    lines.to_string()
}

fn line(moment: &Moment) -> [String; 3] {
    let weight = moment.entry.to.iter().max().map(ToString::to_string).unwrap_or_default();
    let style = style(moment.entry.what);
    let of = if moment.of_rollback { "rollback: " } else { "" };
    [clock(moment.after), weight, paint(style, &format!("{of}{}", moment.entry.message))]
}

fn style(what: Happening) -> Style {
    use Happening as H;
    if matches!(what, H::AlarmRaised | H::HookFailed | H::DriftFound | H::Failed | H::Rejected) {
        BAD
    } else if matches!(what, H::Stopped | H::StopRequested | H::RollbackStarted | H::PauseStarted | H::ApprovalAwaited) {
        WAITS
    } else if what == H::Succeeded {
        GOOD
    } else {
        Style::new()
    }
}

fn users(scene: &Scene, tale: &Tale) -> String {
    let mut rows = Table::new(&["VERSION", "REQUESTS", "ERRORS", "SHARE", "LATENCY"]);
    let mut all = Minute::default();
    for (index, mover) in scene.movers.iter().enumerate() {
        for (version, role) in [(&mover.current.0, "current"), (&mover.target.0, "target")] {
            let served = served(tale, index, version);
            all = all.and(served);
            rows.row(row(format!("{} {version} ({role})", mover.id()), served));
        }
    }
    rows.row(row("all".to_owned(), all));
    format!("{}\n{rows}", heading(&format!("What users saw in {}", span(tale.horizon()))))
}

fn row(name: String, served: Minute) -> [String; 5] {
    let if_any = |says: String| if served.requests > 0.0 { says } else { "-".to_owned() };
    let share = if_any(format!("{:.2} %", 100.0 * served.errors / served.requests));
    [name, count(served.requests), count(served.errors), share, if_any(format!("{:.0} ms", served.latency_ms))]
}

/// Everything that a version of an alias has served.
pub(super) fn served(tale: &Tale, index: usize, version: &Version) -> Minute {
    tale.minutes.iter().filter_map(|served| served[index].get(version)).fold(Minute::default(), |sum, minute| sum.and(*minute))
}

fn compared(scene: &Scene, tales: &[Tale]) -> String {
    let mut table = Table::new(&["CONFIGURATION", "OUTCOME", "SETTLED", "ON BAD", "ERRORS", "LONGEST"]);
    for tale in tales {
        let longest = |bad: Bad| format!("{}{}", span(bad.longest), if bad.lasts { "+" } else { "" });
        let outcome = match &tale.ended {
            Ended::Succeeded => paint(GOOD, "succeeded"),
            Ended::RolledBack(..) => paint(WAITS, "rolled back"),
            Ended::Stayed(..) => paint(BAD, "failed"),
            Ended::Waits(_) => paint(WAITS, "waits"),
        };
        table.row([
            tale.configuration.trim_start_matches("CodeDeployDefault.Lambda").to_owned(),
            outcome,
            span(tale.settled_after),
            tale.bad.map_or("-".to_owned(), |bad| count(bad.requests)),
            count(tale.errors()),
            tale.bad.map_or("-".to_owned(), longest),
        ]);
    }
    let bad: Vec<String> = scene.movers.iter().filter_map(|mover| Some(format!("{} {}", mover.id(), mover.bad()?))).collect();
    let legend = if bad.is_empty() {
        "SETTLED: when all traffic was where it was to stay; no version is worse than the other".to_owned()
    } else {
        let bad = bad.join(", ");
        format!(
            "SETTLED: when all traffic was where it was to stay\nON BAD: requests served by {bad}, which does worse; LONGEST: for so long at a time, + and on"
        )
    };
    format!("{table}\n{}", paint(DIM, &legend))
}
