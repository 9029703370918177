//! Traffic's course, as the command line has it: `--step 10%:5m:judge`, `--canary 10%:5m`, `--linear 10%:1m`.

use crate::commands::duration::seconds;
use headgate_wire::RoutingStep;

/// `WEIGHT[:BAKE[:HOOK]]`
pub(super) fn step(text: &str) -> Result<RoutingStep, String> {
    let mut parts = text.splitn(3, ':');
    let weight = weight(parts.next().unwrap_or_default())?;
    let bake_seconds = parts.next().map(seconds).transpose()?.unwrap_or(0);
    let hook = parts.next().map(str::to_owned);
    Ok(RoutingStep { weight: Some(weight), bake_seconds: Some(bake_seconds), hook, ..Default::default() })
}

/// A whole percentage and a span of whole minutes: what CodeDeploy's own kinds are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pace {
    pub(super) percentage: i64,
    pub(super) minutes: i64,
}

/// `PERCENT:SPAN`
pub(super) fn pace(text: &str) -> Result<Pace, String> {
    let wrong = || "give a whole percentage and a span of whole minutes, such as `10%:5m`".to_owned();
    let (percentage, span) = text.split_once(':').ok_or_else(wrong)?;
    let percentage = percentage.strip_suffix('%').unwrap_or(percentage).parse().map_err(|_| wrong())?;
    let seconds = seconds(span)?;
    if seconds % 60 != 0 {
        return Err(wrong());
    }
    Ok(Pace { percentage, minutes: seconds / 60 })
}

fn weight(text: &str) -> Result<f64, String> {
    let number = text.strip_suffix('%').unwrap_or(text).parse::<f64>();
    number.map_err(|_| "give a weight first, such as `10%`, then how long it bakes, then a hook: `10%:5m:judge`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Pace, pace, step};

    #[test]
    fn a_step_is_a_weight_a_bake_and_a_hook() {
        let read = |text| step(text).map(|step| (step.weight.unwrap(), step.bake_seconds.unwrap(), step.hook));
        assert_eq!(read("0.5%"), Ok((0.5, 0, None)));
        assert_eq!(read("10:5m"), Ok((10.0, 300, None)));
        assert_eq!(
            read("10%:0s:arn:aws:lambda:eu-west-1:1:function:judge"),
            Ok((10.0, 0, Some("arn:aws:lambda:eu-west-1:1:function:judge".to_owned())))
        );
        for wrong in ["", "ten", "10%:5", "10%:x"] {
            assert!(step(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_pace_is_whole() {
        assert_eq!(pace("10%:5m"), Ok(Pace { percentage: 10, minutes: 5 }));
        assert_eq!(pace("25:1h"), Ok(Pace { percentage: 25, minutes: 60 }));
        for wrong in ["10%", "0.5%:5m", "10%:90s", "10%:5"] {
            assert!(pace(wrong).is_err(), "{wrong}");
        }
    }
}
