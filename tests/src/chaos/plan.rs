//! What is deployed, what it meets, and when: all of it from one seed.

use super::Scale;
use super::kind::Kind;
use super::poison::{Place, Poison};
use crate::site::{APPLICATION, appspec};
use fastrand::Rng;
use std::time::Duration;

/// Headgate's functions, each as often as it is killed, and the least time between two of its deaths. What Lambda
/// tries three times must not be killed three times in a row: that would be its end, and rightly so.
const VICTIMS: [(&str, usize, Duration); 8] = [
    ("step", 8, Duration::ZERO),
    ("publish", 3, Duration::ZERO),
    ("sweep", 1, Duration::ZERO),
    ("api", 2, Duration::ZERO),
    ("alarm", 1, Duration::ZERO),
    ("start", 2, Duration::from_secs(8)),
    ("hook", 2, Duration::from_secs(8)),
    ("report", 1, Duration::from_secs(4)),
];

/// What a group does with the second deployment at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Conflict {
    Queue,
    Supersede,
    Reject,
}

impl Conflict {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Queue => "queue",
            Self::Supersede => "supersede",
            Self::Reject => "reject",
        }
    }
}

/// A function, with one or two groups that deploy to its alias.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub(super) name: String,
    pub(super) conflict: Conflict,
    pub(super) groups: Vec<String>,
    /// How many deployments it gets, each to a version of its own.
    pub(super) deployments: usize,
}

/// Which way a deployment is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// `start`, invoked.
    Start,
    /// `CreateDeployment` of `api`.
    Api,
    /// A file for the bucket.
    Upload,
}

/// A deployment.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    pub(super) number: usize,
    pub(super) subject: usize,
    pub(super) group: String,
    pub(super) kind: Kind,
    pub(super) way: Way,
    /// The version it moves to, to which no other deployment of the function does.
    pub(super) target: String,
    /// The alarm that watches it, if it has one of its own.
    pub(super) alarm: Option<String>,
    pub(super) at: Duration,
    pub(super) appspec: String,
}

impl Planned {
    /// Where its file goes in the bucket, if it is uploaded.
    pub(super) fn key(&self) -> String {
        format!("{APPLICATION}/{}/{}.yaml", self.group, self.name())
    }

    /// What it is known by, whatever it was given for an id.
    pub(super) fn name(&self) -> String {
        format!("chaos-{}", self.number)
    }
}

/// Processes that die.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kill {
    pub(super) at: Duration,
    pub(super) function: &'static str,
    /// Which of the function's processes it is, by chance; all of them if nothing is said, so that whatever the
    /// function is doing has its end.
    pub(super) which: Option<usize>,
}

/// All of it.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) subjects: Vec<Subject>,
    pub(super) deployments: Vec<Planned>,
    pub(super) kills: Vec<Kill>,
    pub(super) poison: Vec<Poison>,
    /// When the stack is changed, and to how many days of logs.
    pub(super) changes: Vec<(Duration, u32)>,
}

impl Plan {
    pub(super) fn of(scale: &Scale) -> Self {
        let mut rng = Rng::with_seed(scale.seed);
        let mut subjects: Vec<Subject> = (0..scale.functions).map(|number| subject(number, &mut rng)).collect();
        let kinds = kinds(scale.deployments, &mut rng);
        let mut alarms = 0;
        let mut deployments: Vec<Planned> =
            (0..scale.deployments).map(|number| planned(number, &mut subjects, &kinds, &mut alarms, scale, &mut rng)).collect();
        deployments.sort_by_key(|deployment| (deployment.at, deployment.number));
        let kills = kills(scale.faults, &mut rng);
        let poison = Place::ALL.into_iter().flat_map(|place| poisons(place, scale, &mut rng)).collect();
        let changes = vec![(scale.faults.mul_f64(0.4), 7), (scale.faults.mul_f64(0.7), 14)];
        Self { subjects, deployments, kills, poison, changes }
    }

    pub(super) fn subject_of(&self, deployment: &Planned) -> &Subject {
        &self.subjects[deployment.subject]
    }

    /// Every alarm that some deployment has of its own.
    pub(super) fn alarms(&self) -> Vec<&str> {
        let mut alarms: Vec<&str> = self.deployments.iter().filter_map(|deployment| deployment.alarm.as_deref()).collect();
        alarms.sort_unstable();
        alarms.dedup();
        alarms
    }
}

fn subject(number: usize, rng: &mut Rng) -> Subject {
    let name = format!("chaos-{number}");
    // Of each there is one among the first four, however few functions there are.
    let conflict = match number % 4 {
        0 | 1 => Conflict::Queue,
        2 => Conflict::Supersede,
        _ if rng.bool() => Conflict::Queue,
        _ => Conflict::Reject,
    };
    let two = conflict == Conflict::Queue && number % 4 == 1;
    let groups = if two { vec![name.clone(), format!("{name}-too")] } else { vec![name.clone()] };
    Subject { name, conflict, groups, deployments: 0 }
}

fn planned(number: usize, subjects: &mut [Subject], kinds: &[Kind], alarms: &mut usize, scale: &Scale, rng: &mut Rng) -> Planned {
    let index = number % subjects.len();
    let subject = &mut subjects[index];
    subject.deployments += 1;
    let kind = kinds[number];
    let target = (subject.deployments + 1).to_string();
    // Two deployments share an alarm, wherever they are.
    let alarm = (kind == Kind::Alarmed).then(|| {
        *alarms += 1;
        format!("chaos-alarm-{}", (*alarms - 1) / 2)
    });
    // A refusal at the door is no deployment, and an upload would not say that it was refused.
    let way = match rng.u32(0..4) {
        0 if subject.conflict != Conflict::Reject && kind != Kind::Stopped => Way::Upload,
        0 | 1 => Way::Start,
        _ => Way::Api,
    };
    let group = subject.groups[rng.usize(0..subject.groups.len())].clone();
    let steps: &[(f64, u32)] = if kind.waits() {
        &[(10.0, 1800), (100.0, 0)]
    } else if rng.bool() {
        &[(10.0, 2), (100.0, 0)]
    } else {
        &[(10.0, 1), (50.0, 2), (100.0, 0)]
    };
    let watched = alarm.as_ref().map(|alarm| format!("  alarms: [{alarm}]\n")).unwrap_or_default();
    let appspec = appspec(&subject.name, &target, steps, kind.hooks())
        + &watched
        + &format!("  hookTimeoutSeconds: {}\n", kind.hook_timeout_seconds());
    let at = scale.faults.mul_f64(0.35 * rng.f64());
    Planned { number, subject: index, group, kind, way, target, alarm, at, appspec }
}

/// As many go well as do not, and of each kind there are as many as of the next.
fn kinds(count: usize, rng: &mut Rng) -> Vec<Kind> {
    let (good, bad) = Kind::ALL.split_at(3);
    let mut kinds: Vec<Kind> = (0..count)
        .map(|number| {
            let half = if number % 2 == 0 { good } else { bad };
            half[number / 2 % half.len()]
        })
        .collect();
    rng.shuffle(&mut kinds);
    kinds
}

fn kills(faults: Duration, rng: &mut Rng) -> Vec<Kill> {
    let pool: Vec<usize> = VICTIMS.iter().enumerate().flat_map(|(index, (_, often, _))| vec![index; *often]).collect();
    let mut last: [Option<Duration>; VICTIMS.len()] = [None; VICTIMS.len()];
    let mut kills = vec![];
    let mut at = Duration::ZERO;
    loop {
        at += Duration::from_millis(rng.u64(200..1500));
        if at >= faults {
            return kills;
        }
        let victim = pool[rng.usize(0..pool.len())];
        let (function, _, apart) = VICTIMS[victim];
        if last[victim].is_none_or(|last| at.saturating_sub(last) >= apart) {
            last[victim] = Some(at);
            kills.push(Kill { at, function, which: rng.bool().then(|| rng.usize(0..1000)) });
        }
    }
}

/// Early enough to be dead letters by the end.
fn poisons(place: Place, scale: &Scale, rng: &mut Rng) -> Vec<Poison> {
    let count = if scale.functions > 10 { 5 } else { 2 };
    (0..count).map(|number| Poison { place, number, at: scale.faults.mul_f64(0.5 * rng.f64()) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_makes_one_plan() {
        let plan = |seed| format!("{:?}", Plan::of(&Scale::full(200, 50, seed)));
        assert_eq!(plan(1), plan(1));
        assert_ne!(plan(1), plan(2));
    }

    #[test]
    fn nothing_that_is_tried_three_times_is_killed_three_times_in_a_row() {
        for (function, _, apart) in VICTIMS {
            let kills: Vec<Duration> =
                Plan::of(&Scale::full(200, 50, 7)).kills.iter().filter(|kill| kill.function == function).map(|kill| kill.at).collect();
            assert!(kills.len() > 1, "{function} is not killed");
            assert!(kills.windows(2).all(|pair| pair[1].saturating_sub(pair[0]) >= apart), "{function}: {kills:?}");
        }
    }

    #[test]
    fn every_deployment_has_a_version_of_its_own() {
        let plan = Plan::of(&Scale::full(200, 50, 3));
        let mut targets: Vec<(usize, &str)> = plan.deployments.iter().map(|one| (one.subject, one.target.as_str())).collect();
        targets.sort_unstable();
        targets.dedup();
        assert_eq!(targets.len(), 200);
    }
}
