//! Bad days on the real stack: workers killed in the middle of a turn, a worker that stalls past a
//! rollback, and how many calls everything takes.

use anyhow::{Context, Error, Result, ensure};
use headgate_tests::privilege::excess;
use headgate_tests::processes::{kill, processes};
use headgate_tests::site::{Site, appspec, ended};
use headgate_tests::template::template;
use serde_json::json;
use std::time::Duration;
use xtask::{Call, Mishap, invocations, wait_for};

const PATIENCE: Duration = Duration::from_mins(1);
const QUICK: [(f64, u32); 2] = [(10.0, 2), (100.0, 0)];

#[test]
fn bad_days_on_the_real_stack() -> Result<()> {
    let site = Site::on_emulator()?;
    an_alarm_takes_at_most_four_calls(&site)?;
    a_canary_with_two_hooks_takes_few_calls(&site)?;
    a_stalled_worker_cannot_undo_a_rollback(&site)?;
    let held_before = Mishap::Held;
    let held_after = Mishap::AnswerHeld;
    killed_in_mid_turn(&site, "killed-before-update", held_before, "UpdateAlias")?;
    killed_in_mid_turn(&site, "killed-after-update", held_after.clone(), "UpdateAlias")?;
    killed_in_mid_turn(&site, "killed-after-commit", held_after, "TransactWriteItems")?;
    let excess = excess(template(), &site.stage()?, &site.proxy()?.calls()).map_err(Error::msg)?;
    ensure!(excess.is_empty(), "{}", excess.join("\n"));
    Ok(())
}

/// The worker dies at a call; the deployment still ends right.
fn killed_in_mid_turn(site: &Site, name: &'static str, mishap: Mishap, operation: &'static str) -> Result<()> {
    site.subject(name, &json!({}))?;
    let sprung = site.proxy()?.sprung();
    site.proxy()?.trap(1, mishap, move |call: &Call| {
        call.by.ends_with("-step") && call.operation == operation && (call.path.contains(name) || call.body.contains(name))
    });
    let id = site.start(name, &appspec(name, "2", &QUICK, ""))?;
    site.proxy()?.wait_until_sprung(sprung + 1, PATIENCE)?;
    ensure!(kill_all("headgate-step", &site.proxy()?.endpoint())? > 0, "there is no `step` to kill");
    let info = wait_for(&format!("the end of {name}"), 3 * PATIENCE, || {
        // What the schedule does every minute, a little sooner.
        site.invoke("SweepFunction", &json!({}))?;
        let info = site.info(&id)?;
        Ok((info["status"] != "InProgress" && info["status"] != "Created").then_some(info))
    })?;
    ensure!(ended(&info) == ("Succeeded", ""), "{name}: {info}");
    ensure!(site.live(name)?.as_deref() == Some("2"), "{name}: not all traffic is on version 2");
    Ok(())
}

/// Kills every process of this site's function; how many there were.
fn kill_all(function: &str, endpoint: &str) -> Result<usize> {
    let killed = processes(function, endpoint)?.iter().map(|process| kill(process)).collect::<Result<Vec<bool>>>()?;
    Ok(killed.into_iter().filter(|killed| *killed).count())
}

/// A worker decides to shift, stalls past a stop with rollback, and then writes.
fn a_stalled_worker_cannot_undo_a_rollback(site: &Site) -> Result<()> {
    let name = "stalled";
    site.subject(name, &json!({}))?;
    let sprung = site.proxy()?.sprung();
    site.proxy()?.trap(1, Mishap::Delayed, |call: &Call| {
        call.by.ends_with("-step") && call.operation == "UpdateAlias" && call.path.contains("stalled/aliases")
    });
    let id = site.start(name, &appspec(name, "2", &QUICK, ""))?;
    site.proxy()?.wait_until_sprung(sprung + 1, PATIENCE)?;
    site.api("StopDeployment", &json!({"deploymentId": id, "autoRollbackEnabled": true}))?;
    let info = site.end(&id)?;
    ensure!(ended(&info) == ("Stopped", "MANUAL_STOP"), "{info}");
    site.proxy()?.release();
    let status = wait_for("the answer to the stalled worker", PATIENCE, || {
        let calls = site.proxy()?.calls();
        let late = calls
            .iter()
            .find(|call| call.by.ends_with("-step") && call.operation == "UpdateAlias" && call.path.contains("stalled/aliases"));
        Ok(late.and_then(|call| call.status))
    })?;
    ensure!(status == 412, "the stalled worker was answered {status}");
    ensure!(site.live(name)?.as_deref() == Some("1"), "the stalled worker has moved traffic");
    Ok(())
}

fn an_alarm_takes_at_most_four_calls(site: &Site) -> Result<()> {
    let subject = site.subject("alarmed", &json!({}))?;
    let id = site.start("alarmed", &appspec("alarmed", "2", &[(10.0, 120), (100.0, 0)], ""))?;
    site.shifted("alarmed", "2", 0.1)?;
    let before = site.proxy()?.calls().len();
    site.set_alarm(&subject.alarm, "ALARM")?;
    site.end(&id)?;
    let calls = site.proxy()?.calls();
    // The rollback's insurance goes out beside `UpdateAlias`, not before it.
    let in_a_row = |call: &&Call| call.by.ends_with("-alarm") && call.operation != "SendMessage";
    let way: Vec<&Call> = calls[before..].iter().filter(in_a_row).collect();
    let update = way.iter().position(|call| call.operation == "UpdateAlias").context("`alarm` has not called UpdateAlias")?;
    let names: Vec<&str> = way[..=update].iter().map(|call| call.operation.as_str()).collect();
    let ms = way[update].at.duration_since(way[0].at).as_millis();
    eprintln!("alarm event to UpdateAlias: {} calls in a row ({}), {ms} ms", names.len(), names.join(", "));
    ensure!(names.len() <= 4, "{names:?}");
    ensure!(way[update].status == Some(200), "{:?}", way[update]);
    Ok(())
}

fn a_canary_with_two_hooks_takes_few_calls(site: &Site) -> Result<()> {
    site.subject("counted", &json!({}))?;
    let workers = ["start", "step", "alarm", "hook"];
    let count = || workers.iter().map(|worker| invocations(&site.stack, &site.session, worker)).sum::<Result<i64>>();
    let (calls_before, invoked_before) = (site.proxy()?.calls().len(), count()?);
    let hooks = "Hooks:\n  - BeforeAllowTraffic: CodeDeployHook_e2e_accepts\n  - AfterAllowTraffic: CodeDeployHook_e2e_accepts\n";
    let id = site.start("counted", &appspec("counted", "2", &QUICK, hooks))?;
    let info = site.end(&id)?;
    ensure!(ended(&info) == ("Succeeded", ""), "{info}");
    let by_workers = |call: &&Call| workers.iter().any(|worker| call.by.ends_with(&format!("-{worker}")));
    let all = site.proxy()?.calls();
    let (polls, calls): (Vec<&Call>, Vec<&Call>) =
        all[calls_before..].iter().filter(by_workers).partition(|call| call.operation == "DescribeAlarms");
    let notices = all[calls_before..].iter().filter(|call| call.by.ends_with("-publish")).count();
    // The two hook functions are invocations as well.
    let invoked = count()? - invoked_before + 2;
    println!(
        "a two-step canary with two hooks: {} AWS calls, {invoked} invocations; {} alarm polls, {notices} calls for notices",
        calls.len(),
        polls.len()
    );
    let names: Vec<String> = calls.iter().map(|call| format!("{} {}", call.by, call.operation)).collect();
    ensure!(calls.len() <= 60, "{} calls: {names:#?}", calls.len());
    ensure!(invoked <= 12, "{invoked} invocations");
    Ok(())
}
