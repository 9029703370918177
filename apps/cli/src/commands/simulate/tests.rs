//! Plays, from a command line to what is shown.

mod gates;

use super::tale::{Ended, Tale};
use super::{Scene, Simulate, document, play, svg, text};
use crate::console::Canvas;
use anstream::adapter::strip_str;
use clap::Parser;
use headgate_domain::{ErrorCode, Weight};
use jiff::SignedDuration;
use std::collections::BTreeMap;
use std::io::Write;

const ORDERS: &str = r#"version: 0.0
Resources:
  - orders:
      Type: AWS::Lambda::Function
      Properties: {Name: orders, Alias: live, CurrentVersion: "1", TargetVersion: "2"}
"#;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    simulate: Simulate,
}

fn scene_and_tales(appspec: &str, options: &[&str]) -> Result<(Scene, Vec<Tale>), String> {
    let mut file = tempfile::Builder::new().suffix(".yaml").tempfile().unwrap();
    file.write_all(appspec.as_bytes()).unwrap();
    let path = file.path().to_str().unwrap();
    let line = Line::try_parse_from(["simulate", path].iter().chain(options)).map_err(|error| error.to_string())?;
    let (scene, configurations) = line.simulate.scene().map_err(|refusal| refusal.to_string())?;
    let tales = play(&scene, &configurations).map_err(|refusal| refusal.to_string())?;
    Ok((scene, tales))
}

fn tales(appspec: &str, options: &[&str]) -> Vec<Tale> {
    scene_and_tales(appspec, options).unwrap().1
}

fn refused(appspec: &str, options: &[&str]) -> String {
    scene_and_tales(appspec, options).err().unwrap()
}

fn page(appspec: &str, options: &[&str], canvas: Canvas) -> String {
    let (scene, tales) = scene_and_tales(appspec, options).unwrap();
    strip_str(&text::page(&scene, &tales, canvas)).to_string()
}

/// Requests and errors of a target's versions, in all.
fn seen(tale: &Tale) -> (f64, f64) {
    let minutes = tale.minutes.iter().flatten().flat_map(BTreeMap::values);
    minutes.fold((0.0, 0.0), |(requests, errors), minute| (requests + minute.requests, errors + minute.errors))
}

const EIGHTY: Canvas = Canvas { width: 80, unicode: true };

#[test]
fn the_same_seed_shows_the_same_bytes_and_another_one_others() {
    let shown = |seed| {
        let options = ["--error-rate", "2=5%", "--traffic", "50rps", "--compare", "LambdaLinear10PercentEvery1Minute", "--seed", seed];
        let (scene, tales) = scene_and_tales(ORDERS, &options).unwrap();
        (text::page(&scene, &tales, EIGHTY), svg::draw(&scene, &tales), document::document(&scene, &tales).to_string())
    };
    assert_eq!(shown("7"), shown("7"));
    let (seven, eight) = (shown("7"), shown("8"));
    assert!(seven.0 != eight.0 && seven.1 != eight.1 && seven.2 != eight.2);
}

#[test]
fn a_bad_version_is_found_out_and_rolled_back() {
    let [canary, at_once] = &tales(ORDERS, &["--traffic", "50rps", "--error-rate", "2=5%", "--compare", "LambdaAllAtOnce"])[..] else {
        panic!("two configurations are played");
    };
    assert!(matches!(canary.ended, Ended::RolledBack(ErrorCode::AlarmActive, _)), "{:?}", canary.ended);
    assert_eq!(canary.weights.last().unwrap().1, Weight::ZERO);
    assert_eq!(at_once.ended, Ended::Succeeded, "nothing is left to roll back when the alarm fires");
    let (short, long) = (canary.bad.unwrap(), at_once.bad.unwrap());
    assert!(!short.lasts && short.longest < SignedDuration::from_mins(5), "{short:?}");
    assert!(long.lasts && long.longest > canary.horizon() - SignedDuration::from_mins(1), "{long:?}");
    assert!(short.requests * 5.0 < long.requests && canary.errors() * 5.0 < at_once.errors());
}

#[test]
fn every_request_is_served_by_somebody_and_all_are_watched_for_as_long() {
    let configurations = ["--compare", "LambdaLinear10PercentEvery3Minutes", "--compare", "LambdaCanary10Percent15Minutes"];
    let tales = tales(ORDERS, &[&["--traffic", "90rpm", "--alarm", "none"], &configurations[..]].concat());
    for tale in &tales {
        assert_eq!(tale.minutes.len(), tales[0].minutes.len());
        let asked = 1.5 * tale.horizon().as_secs_f64();
        let (requests, errors) = seen(tale);
        assert!((requests - asked).abs() <= 2.0, "{}: {requests} of {asked}", tale.configuration);
        assert!(errors.abs() < f64::EPSILON);
        assert_eq!(tale.bad, None, "both versions do equally well");
    }
}

#[test]
fn a_version_that_mends_things_makes_the_current_one_the_bad_one() {
    let options = ["--error-rate", "current=5%", "--compare", "LambdaAllAtOnce"];
    let [canary, at_once] = &tales(ORDERS, &options)[..] else { panic!("two configurations are played") };
    assert!(canary.bad.unwrap().requests > 10.0 * at_once.bad.unwrap().requests);
    assert!(canary.bad.unwrap().longest > SignedDuration::from_mins(5));
}

#[test]
fn slowness_alone_fires_an_alarm_over_latency() {
    let slow = ["--latency", "2=900ms", "--alarm", "slow: latency of target > 300ms for 2 minutes"];
    assert!(matches!(tales(ORDERS, &slow)[0].ended, Ended::RolledBack(ErrorCode::AlarmActive, _)));
    // Over the whole alias the canary's tenth drowns.
    let whole = ["--latency", "2=900ms", "--alarm", "slow: latency > 300ms for 2 minutes"];
    assert_eq!(tales(ORDERS, &whole)[0].ended, Ended::Succeeded);
}

#[test]
fn an_alarm_fires_when_it_is_told_to() {
    let tale = &tales(ORDERS, &["--alarm", "a: fires after 2m"])[0];
    assert!(matches!(tale.ended, Ended::RolledBack(ErrorCode::AlarmActive, _)));
    assert_eq!(tale.settled_after.as_mins(), 2);
    let late = &tales(ORDERS, &["--alarm", "a: fires after 6m"])[0];
    assert_eq!(late.ended, Ended::Succeeded);
}

#[test]
fn what_the_appspec_leaves_open_is_filled_in_and_said() {
    let spec = ORDERS.replace("CurrentVersion: \"1\", TargetVersion: \"2\"", "TargetVersion: $LATEST");
    let page = page(&spec, &["--error-rate", "$LATEST=50%", "--traffic", "5rps"], EIGHTY);
    for part in [
        "orders:live from version 1 to 2, as the AppSpec names no current version",
        "CodeDeployDefault.LambdaCanary10Percent5Minutes (the default)",
        "errors: version 2 fails over 1 % in 2 of 3 minutes (the default)",
        "goes from version 1 to version 2",
        "Rolled back",
    ] {
        assert!(page.contains(part), "{part}:\n{page}");
    }
    let first = ORDERS.replace("CurrentVersion: \"1\", TargetVersion: \"2\"", "TargetVersion: \"1\"");
    assert!(refused(&first, &[]).contains("`CurrentVersion`"));
}

#[test]
fn hooks_of_the_appspec_and_of_its_steps_do_as_they_are_told() {
    let plan = "Hooks:\n  - BeforeAllowTraffic: before\nHeadgate:\n  deploymentConfig:\n    type: Steps\n    steps:\n      \
                - {weight: 20, bakeSeconds: 60, hook: between}\n      - {weight: 100, bakeSeconds: 0}\n";
    let spec = format!("{ORDERS}{plan}");
    assert_eq!(tales(&spec, &[])[0].ended, Ended::Succeeded);
    let between = &tales(&spec, &["--hook", "between=fails,after=30s"])[0];
    assert!(matches!(between.ended, Ended::RolledBack(ErrorCode::HookExecutionFailure, _)));
    assert!((90..=92).contains(&between.settled_after.as_secs()), "a bake of a minute, and the hook: {}", between.settled_after);
    let before = &tales(&spec, &["--hook", "before=hangs"])[0];
    assert!(matches!(before.ended, Ended::Stayed(ErrorCode::HookExecutionFailure, _)));
    assert_eq!(before.over_after.unwrap().as_mins(), 60);
    let unknown = refused(&spec, &["--hook", "after=fails"]);
    assert!(unknown.contains("`after`") && unknown.contains("`before`, `between`"), "{unknown}");
}

#[test]
fn several_functions_are_told_apart() {
    let billing = r#"  - billing:
      Type: AWS::Lambda::Function
      Properties: {Name: "arn:aws:lambda:us-east-2:999999999999:function:billing", Alias: live, CurrentVersion: "7", TargetVersion: "9"}
"#;
    let spec = format!("{ORDERS}{billing}");
    let tale = &tales(&spec, &["--error-rate", "billing:9=40%"])[0];
    assert!(matches!(&tale.ended, Ended::RolledBack(_, why) if why.contains("`errors of billing:live`")), "{:?}", tale.ended);
    assert!(tale.minutes.iter().all(|served| served[0].values().all(|minute| minute.errors.abs() < f64::EPSILON)));
    let ambiguous = refused(&spec, &["--alarm", "a: errors > 5"]);
    assert!(ambiguous.contains("`orders:live`, `billing:live`") && ambiguous.contains("of orders"), "{ambiguous}");
    assert_eq!(tales(&spec, &["--alarm", "a: errors of orders > 5", "--error-rate", "9=40%"])[0].ended, Ended::Succeeded);
    let absent = refused(&spec, &["--latency", "orders:9=1s"]);
    assert!(absent.contains("`billing:live` from version 7 to 9"), "{absent}");
}

#[test]
fn the_alarms_of_the_appspec_watch_as_well() {
    let spec = format!("{ORDERS}Headgate: {{alarms: [prod]}}\n");
    let page = page(&spec, &["--alarm", "extra: errors > 5"], EIGHTY);
    assert!(page.contains("prod: version 2 fails over 1 % in 2 of 3 minutes (the default)"), "{page}");
    assert!(page.contains("extra: over 5 errors of requests in 1 of 1 minutes"), "{page}");
    assert!(refused(ORDERS, &["--alarm", "none", "--alarm", "a: errors > 1"]).contains("contradict"));
    assert!(refused(ORDERS, &["--alarm", "a: errors > 2", "--alarm", "a: errors > 1"]).contains("twice"));
}

#[test]
fn a_configuration_that_cannot_be_followed_is_refused_by_the_engine_itself() {
    let spec = format!("{ORDERS}Headgate: {{finalBakeSeconds: 172800}}\n");
    assert!(refused(&spec, &["--config", "LambdaCanary10Percent5Minutes"]).contains("48 hours"));
}

#[test]
fn fifty_hours_at_a_thousand_requests_a_second() {
    let plan = "Hooks:\n  - BeforeAllowTraffic: before\n  - AfterAllowTraffic: after\nHeadgate:\n  deploymentConfig:\n    \
                type: TimeBasedLinear\n    timeBasedLinear: {linearPercentage: 1, linearInterval: 29}\n  finalBakeSeconds: 540\n";
    let hooks = ["--hook", "before=after=59m", "--hook", "after=after=59m"];
    let tale = &tales(&format!("{ORDERS}{plan}"), &[&["--traffic", "1000rps", "--error-rate", "2=0.5%"], &hooks[..]].concat())[0];
    assert_eq!(tale.ended, Ended::Succeeded);
    assert_eq!(tale.over_after.unwrap().as_secs() / 60, 49 * 60 + 58);
    assert!(seen(tale).0 > 180_000_000.0 - 2.0);
}

#[test]
fn the_picture_fits_and_is_plain_where_it_has_to_be() {
    for (width, unicode) in [(40, true), (80, true), (80, false), (160, true)] {
        let canvas = Canvas { width, unicode };
        let (_, tales) = scene_and_tales(ORDERS, &["--error-rate", "2=5%", "--traffic", "50rps"]).unwrap();
        let picture = strip_str(&super::picture::draw(&tales[0], canvas)).to_string();
        let widest = picture.lines().map(|line| line.chars().count()).max();
        assert!(widest.is_some_and(|widest| widest <= width.max(60) && widest + 2 > width.min(60)), "{widest:?} of {width}:\n{picture}");
        assert_eq!(picture.is_ascii(), !unicode);
    }
}

#[test]
fn a_drawing_takes_no_markup_from_names() {
    let (scene, mut tales) = scene_and_tales(ORDERS, &[]).unwrap();
    tales[0].configuration = "<script>&\"".to_owned();
    let svg = svg::draw(&scene, &tales);
    assert!(svg.contains("&lt;script&gt;&amp;&quot;") && !svg.contains("<script"));
}
