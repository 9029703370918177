//! The alarms that judge: those that are given, those that the AppSpec names, or else one for each function.

use super::given::{Above, GivenAlarm, Trigger};
use super::scene::{Mover, places, unknown};
use crate::refusal::Refusal;
use headgate_domain::{AlarmName, Spec, Version};
use headgate_sim::{AlarmRule, Metric, MissingData};
use jiff::SignedDuration;

/// The most alarms of a deployment; CodeDeploy's limit.
const MAX: usize = 10;

/// An alarm, and what makes it fire.
#[derive(Clone, Debug)]
pub(crate) struct Alarm {
    /// Its name.
    pub(super) name: AlarmName,
    /// What makes it fire.
    pub(super) signal: Signal,
    /// Whether nobody has said what it looks at.
    pub(super) is_assumed: bool,
}

/// What makes an alarm fire.
#[derive(Clone, Debug)]
pub(crate) enum Signal {
    /// The traffic.
    Traffic(AlarmRule),
    /// It fires so long after the deployment was made.
    After(SignedDuration),
}

/// Every alarm that judges the deployment.
pub(super) fn alarms(spec: &Spec, movers: &[Mover], given: &[GivenAlarm]) -> Result<Vec<Alarm>, Refusal> {
    let mut alarms: Vec<Alarm> = vec![];
    for alarm in given {
        match alarm {
            GivenAlarm::None if given.len() == 1 => return Ok(vec![]),
            GivenAlarm::None => return Err(Refusal::usage("`--alarm none` and another `--alarm` contradict each other: drop one")),
            GivenAlarm::Named(name, _) if alarms.iter().any(|other| other.name == *name) => {
                return Err(Refusal::usage(format!("`--alarm`: `{name}` is given twice: give each alarm a name of its own")));
            }
            GivenAlarm::Named(name, trigger) => {
                alarms.push(Alarm { name: name.clone(), signal: signal(name, trigger, movers)?, is_assumed: false });
            }
        }
    }
    for name in spec.overrides.alarms.iter().flatten() {
        if alarms.iter().all(|given| given.name != *name) {
            alarms.push(assumed(name.clone(), only(name, movers, &(0..movers.len()).collect::<Vec<_>>())?));
        }
    }
    if alarms.is_empty() && spec.overrides.alarms.is_none() {
        for mover in movers {
            let name = AlarmName::new(if movers.len() > 1 { format!("errors of {}", mover.id()) } else { "errors".to_owned() });
            alarms.push(assumed(name.map_err(|error| Refusal::bug(error.to_string()))?, mover));
        }
    }
    if alarms.len() > MAX {
        let sentence = format!("{} alarms would watch the deployment: at most {MAX} do", alarms.len());
        return Err(Refusal::usage(sentence).with_hint("say with `--alarm` which ones"));
    }
    Ok(alarms)
}

/// What an alarm looks at where nobody says it: whether more than one in a hundred of the target version's requests
/// have failed, in two of three minutes.
fn assumed(name: AlarmName, mover: &Mover) -> Alarm {
    let above = Above { metric: Metric::ErrorRate, threshold: 0.01, minutes: 2, of_minutes: 3 };
    Alarm { name, signal: Signal::Traffic(rule(mover, Some(mover.target.0.clone()), above)), is_assumed: true }
}

fn signal(name: &AlarmName, trigger: &Trigger, movers: &[Mover]) -> Result<Signal, Refusal> {
    let (of, above) = match trigger {
        Trigger::After(span) => return Ok(Signal::After(*span)),
        Trigger::Above(of, above) => (of, *above),
    };
    let places = places(movers, of);
    if places.is_empty() {
        return Err(unknown(movers, &format!("--alarm {name}")));
    }
    let mover = only(name, movers, &places.iter().map(|(index, _)| *index).collect::<Vec<_>>())?;
    let version = places.into_iter().find_map(|(_, version)| version);
    Ok(Signal::Traffic(rule(mover, version, above)))
}

/// The one alias that an alarm can look at.
fn only<'a>(name: &AlarmName, movers: &'a [Mover], places: &[usize]) -> Result<&'a Mover, Refusal> {
    if let [index] = *places {
        return Ok(&movers[index]);
    }
    let ids = places.iter().map(|index| format!("`{}`", movers[*index].id())).collect::<Vec<_>>().join(", ");
    let sentence = format!("alarm `{name}` could look at {ids}: an alarm looks at one");
    let function = movers.first().map_or("orders", |mover| mover.function.name());
    Err(Refusal::usage(sentence).with_hint(format!("say which: `--alarm '{name}: errors of {function} > 5'`")))
}

fn rule(mover: &Mover, version: Option<Version>, above: Above) -> AlarmRule {
    AlarmRule {
        function: mover.function.clone(),
        alias: mover.alias.clone(),
        version,
        metric: above.metric,
        threshold: above.threshold,
        period_minutes: 1,
        evaluation_periods: above.of_minutes,
        datapoints_to_alarm: above.minutes,
        // Before the first shift the target version serves nothing, and nothing is wrong with that.
        missing: MissingData::NotBreaching,
    }
}
