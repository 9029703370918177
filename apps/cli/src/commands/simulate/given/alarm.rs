//! `--alarm`: what an alarm looks at, or when it fires.

use super::quantity::{quantity, span};
use super::which::Which;
use headgate_domain::AlarmName;
use headgate_sim::Metric;
use jiff::SignedDuration;

/// An alarm, as the command line describes it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum GivenAlarm {
    /// `none`: no alarm judges the deployment.
    None,
    /// `NAME: …`
    Named(AlarmName, Trigger),
}

/// What makes an alarm fire.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Trigger {
    /// The traffic of these.
    Above(Which, Above),
    /// It fires so long after the deployment was made, whatever the traffic does.
    After(SignedDuration),
}

/// So many of the last minutes were above a threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Above {
    /// What is looked at.
    pub(crate) metric: Metric,
    /// In the metric's own unit: errors in a minute, a share from 0 to 1, milliseconds.
    pub(crate) threshold: f64,
    /// How many minutes must be above it.
    pub(crate) minutes: usize,
    /// Of how many.
    pub(crate) of_minutes: usize,
}

/// The longest that an alarm may look back.
const MINUTES_MAX: usize = 60;

const GRAMMAR: &str = "write `none`, `NAME: fires after 12m`, or \
     `NAME: METRIC [of WHICH] > THRESHOLD [for M of N minutes]`, where METRIC and THRESHOLD are `errors > 5` (in a minute), \
     `error-rate > 1%` or `latency > 300ms`, and WHICH is `target`, `current`, a version, a function, or `FUNCTION:VERSION`";

/// Reads `errors: error-rate of target > 1% for 2 of 3 minutes`.
pub(crate) fn alarm(text: &str) -> Result<GivenAlarm, String> {
    if text == "none" {
        return Ok(GivenAlarm::None);
    }
    let (name, rule) = text.rsplit_once(": ").ok_or(GRAMMAR)?;
    let name = AlarmName::new(name).map_err(|error| error.to_string())?;
    let rule = rule.replace('>', " > ");
    let words: Vec<&str> = rule.split_whitespace().collect();
    let trigger = match words.as_slice() {
        ["fires", "after", rest @ ..] => Trigger::After(span(&rest.join(" ")).ok_or("write when it fires, such as `fires after 12m`")?),
        [metric, "of", which, ">", rest @ ..] => above(metric, Which::read(which).ok_or(GRAMMAR)?, rest)?,
        [metric, ">", rest @ ..] => above(metric, Which::ALL, rest)?,
        _ => return Err(GRAMMAR.to_owned()),
    };
    Ok(GivenAlarm::Named(name, trigger))
}

fn above(metric: &str, of: Which, rest: &[&str]) -> Result<Trigger, String> {
    let (threshold, window) = rest.split_first().ok_or(GRAMMAR)?;
    let (metric, threshold) = match metric {
        "errors" => (Metric::Errors, quantity(threshold, &[("", 1.0)]).ok_or("write the errors in a minute, such as `errors > 5`")?),
        "error-rate" => {
            let share = quantity(threshold, &[("%", 0.01)]).filter(|share| *share < 1.0);
            (Metric::ErrorRate, share.ok_or("write the share as a percentage below 100%, such as `error-rate > 1%`")?)
        }
        "latency" => {
            let ms = quantity(threshold, &[("ms", 1.0), ("s", 1000.0)]);
            (Metric::LatencyMs, ms.ok_or("write the mean time of a request, such as `latency > 300ms`")?)
        }
        _ => return Err(GRAMMAR.to_owned()),
    };
    let (minutes, of_minutes) = match window {
        [] => (1, 1),
        ["for", minutes, "minute" | "minutes"] => (count(minutes)?, count(minutes)?),
        ["for", minutes, "of", of_minutes, "minute" | "minutes"] => (count(minutes)?, count(of_minutes)?),
        _ => return Err(GRAMMAR.to_owned()),
    };
    if minutes > of_minutes {
        return Err(format!("{minutes} of {of_minutes} minutes cannot be above the threshold: the first number is at most the second"));
    }
    Ok(Trigger::Above(of, Above { metric, threshold, minutes, of_minutes }))
}

fn count(text: &str) -> Result<usize, String> {
    let count = text.parse().ok().filter(|count| (1..=MINUTES_MAX).contains(count));
    count.ok_or_else(|| format!("`{text}` is no number of minutes: an alarm looks back on 1 to {MINUTES_MAX}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn above(metric: Metric, of: Which, threshold: f64, minutes: usize, of_minutes: usize) -> Trigger {
        Trigger::Above(of, Above { metric, threshold, minutes, of_minutes })
    }

    #[test]
    fn an_alarm_says_what_it_looks_at_and_for_how_long() {
        let trigger = |text: &str| match alarm(text).unwrap() {
            GivenAlarm::Named(name, trigger) => (name.to_string(), trigger),
            GivenAlarm::None => panic!("{text} is an alarm"),
        };
        let named = |name: &str, trigger| (name.to_owned(), trigger);
        assert_eq!(trigger("errors: errors > 5"), named("errors", above(Metric::Errors, Which::ALL, 5.0, 1, 1)));
        let target = Which::read("orders:target").unwrap();
        assert_eq!(
            trigger("too many: error-rate of orders:target>1% for 2 of 3 minutes"),
            named("too many", above(Metric::ErrorRate, target, 0.01, 2, 3))
        );
        let live = Which::read("orders").unwrap();
        assert_eq!(
            trigger("prod: slow: latency of orders > 1.5s for 5 minutes"),
            named("prod: slow", above(Metric::LatencyMs, live, 1500.0, 5, 5))
        );
        assert_eq!(trigger("manual: fires after 1h 30m"), named("manual", Trigger::After(SignedDuration::from_mins(90))));
        assert_eq!(alarm("none"), Ok(GivenAlarm::None));
    }

    #[test]
    fn whatever_else_is_refused_with_what_would_be_right() {
        for (wrong, why) in [
            ("errors", "NAME: METRIC"),
            ("a: errors < 5", "NAME: METRIC"),
            ("a: errors > 5%", "errors > 5"),
            ("a: error-rate > 5", "error-rate > 1%"),
            ("a: error-rate > 100%", "below 100%"),
            ("a: latency > 5", "latency > 300ms"),
            ("a: errors > 5 for 3 of 2 minutes", "3 of 2 minutes"),
            ("a: errors > 5 for 61 minutes", "1 to 60"),
            ("a: errors > 5 for 0 minutes", "1 to 60"),
            ("a: errors > 5 for ever", "NAME: METRIC"),
            ("a: errors of  > 5", "NAME: METRIC"),
            ("a: fires after lunch", "fires after 12m"),
            ("a: fires after", "fires after 12m"),
        ] {
            let answer = alarm(wrong).unwrap_err();
            assert!(answer.contains(why), "{wrong}: {answer}");
        }
    }
}
