//! A function's process, and what the kernel has counted of it when it asks for its first event.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::runtime_api::RuntimeApi;

/// Lambda itself gives up after this time.
const START_LIMIT: Duration = Duration::from_secs(10);
const LOOK: Duration = Duration::from_millis(3);

/// What the template and Lambda itself set, for a function that is asked to do nothing.
const ENVIRONMENT: [(&str, &str); 30] = [
    ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
    ("AWS_DEFAULT_REGION", "eu-west-1"),
    ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
    ("AWS_LAMBDA_FUNCTION_NAME", "headgate"),
    ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
    ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
    ("AWS_LAMBDA_LOG_FORMAT", "JSON"),
    ("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/headgate"),
    ("AWS_LAMBDA_LOG_LEVEL", "INFO"),
    ("AWS_LAMBDA_LOG_STREAM_NAME", "stream"),
    ("AWS_REGION", "eu-west-1"),
    ("AWS_SECRET_ACCESS_KEY", "example"),
    ("AWS_SESSION_TOKEN", "example"),
    ("HEADGATE_ACCOUNT", "123456789012"),
    ("HEADGATE_ADMINISTRATORS", "*"),
    ("HEADGATE_ALARMS", "headgate-overdue-wakes"),
    ("HEADGATE_BUCKET", "headgate-bucket"),
    ("HEADGATE_DEAD_LETTER_QUEUE_URLS", "https://sqs.eu-west-1.amazonaws.com/123456789012/dead"),
    ("HEADGATE_DEPLOYERS", ""),
    ("HEADGATE_EVENT_BUS", "default"),
    ("HEADGATE_HOOK_FUNCTION", "headgate-hook"),
    ("HEADGATE_HOOK_FUNCTIONS", "arn:aws:lambda:eu-west-1:123456789012:function:CodeDeployHook_*"),
    ("HEADGATE_PARTITION", "aws"),
    ("HEADGATE_POLL_SECONDS", "30"),
    ("HEADGATE_READERS", ""),
    ("HEADGATE_RETENTION_DAYS", "0"),
    ("HEADGATE_ROLLBACK_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/123456789012/rollback"),
    ("HEADGATE_STACK", "headgate"),
    ("HEADGATE_TABLE", "headgate-table"),
    ("HEADGATE_WAKE_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/123456789012/wake"),
];

/// What it takes from `exec` to the first event.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cost {
    /// Time on a processor, in all threads: waiting for one does not count, nor for anything else.
    pub(super) on_processor: Duration,
    /// By the wall clock, which counts what else the machine does.
    pub(super) elapsed: Duration,
    /// The most memory that was resident.
    pub(super) peak_memory_kib: u64,
    /// Pages that had to be mapped or read.
    pub(super) page_faults: u64,
}

impl Cost {
    /// Each figure's own middle.
    pub(super) fn median(costs: &[Self]) -> Self {
        Self {
            on_processor: middle(costs, |cost| cost.on_processor),
            elapsed: middle(costs, |cost| cost.elapsed),
            peak_memory_kib: middle(costs, |cost| cost.peak_memory_kib),
            page_faults: middle(costs, |cost| cost.page_faults),
        }
    }
}

fn middle<T: Ord + Copy>(costs: &[Cost], figure: impl Fn(&Cost) -> T) -> T {
    let mut figures: Vec<T> = costs.iter().map(figure).collect();
    figures.sort_unstable();
    figures[figures.len() / 2]
}

/// Starts a function, and ends it when it asks for its first event. What it prints goes into `log`.
pub(super) fn start(program: &Path, api: &RuntimeApi, log: &Path) -> Result<Cost> {
    let output = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    let began = Instant::now();
    let child = Command::new(program)
        .env_clear()
        .envs(ENVIRONMENT)
        .env("AWS_LAMBDA_RUNTIME_API", api.address())
        .stdin(Stdio::null())
        .stderr(output.try_clone()?)
        .stdout(output)
        .spawn()
        .with_context(|| format!("cannot start {}", program.display()))?;
    let mut process = Process(child);
    let asked = process.wait_until_asked(api, began, log)?;
    process.wait_until_idle()?;
    process.cost(asked.duration_since(began))
}

/// A process that ends with this value.
struct Process(Child);

impl Process {
    fn wait_until_asked(&mut self, api: &RuntimeApi, began: Instant, log: &Path) -> Result<Instant> {
        while began.elapsed() < START_LIMIT {
            if let Some(at) = api.asked(Duration::from_millis(100))? {
                return Ok(at);
            }
            if let Some(status) = self.0.try_wait()? {
                bail!("it ended ({status}): {}", fs::read_to_string(log).unwrap_or_default().trim_end());
            }
        }
        bail!("it did not ask for an event within {} s", START_LIMIT.as_secs())
    }

    /// The request is on its way a moment before the process has nothing left to do.
    fn wait_until_idle(&self) -> Result<()> {
        let began = Instant::now();
        while began.elapsed() < START_LIMIT {
            let before = self.on_processor()?;
            sleep(LOOK);
            if self.sleeps()? && self.on_processor()? == before {
                return Ok(());
            }
        }
        bail!("it does not come to rest")
    }

    fn cost(&self, elapsed: Duration) -> Result<Cost> {
        let stat = self.read("stat")?;
        let fault = |index| number(after_name(&stat).nth(index));
        let status = self.read("status")?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).and_then(|line| line.split_whitespace().next());
        Ok(Cost {
            on_processor: self.on_processor()?,
            elapsed,
            peak_memory_kib: number(peak)?,
            // `minflt` and `majflt` of proc_pid_stat(5); the state is the first word after the name.
            page_faults: fault(7)? + fault(9)?,
        })
    }

    fn on_processor(&self) -> Result<Duration> {
        let mut all = Duration::ZERO;
        for thread in self.threads()? {
            let statistics = self.read(&format!("task/{thread}/schedstat"))?;
            all += Duration::from_nanos(number(statistics.split_whitespace().next())?);
        }
        ensure!(!all.is_zero(), "the kernel does not count time on the processor (CONFIG_SCHED_INFO)");
        Ok(all)
    }

    fn sleeps(&self) -> Result<bool> {
        for thread in self.threads()? {
            if after_name(&self.read(&format!("task/{thread}/stat"))?).next() != Some("S") {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn threads(&self) -> Result<Vec<String>> {
        let entries = fs::read_dir(format!("/proc/{}/task", self.0.id())).context("this needs /proc, as Linux has it")?;
        entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    }

    fn read(&self, what: &str) -> Result<String> {
        let path = format!("/proc/{}/{what}", self.0.id());
        fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // One that has ended by itself is no news.
        let _ended = self.0.kill().and_then(|()| self.0.wait());
    }
}

/// The words of a `stat` file from the state on: the name before them may hold anything.
fn after_name(stat: &str) -> impl Iterator<Item = &str> {
    stat.rsplit(") ").next().unwrap_or_default().split_whitespace()
}

fn number(word: Option<&str>) -> Result<u64> {
    let word = word.context("the kernel says less than expected")?;
    word.parse().with_context(|| format!("`{word}` is no number"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::workspace_root;

    #[test]
    fn whatever_the_template_sets_is_set() {
        let template = fs::read_to_string(workspace_root().join("template.yaml")).unwrap();
        let names = template.lines().filter_map(|line| line.trim_start().split_once(':')).map(|(name, _)| name);
        for name in names.filter(|name| name.starts_with("HEADGATE_")) {
            assert!(ENVIRONMENT.iter().any(|(set, _)| *set == name), "{name}");
        }
    }

    #[test]
    fn a_name_may_hold_spaces_and_brackets() {
        let stat = "7 (a) R (b) S 1 7 7 0 -1 4194304 99 0 3 0";
        let words: Vec<&str> = after_name(stat).collect();
        assert_eq!((words[0], words[7], words[9]), ("S", "99", "3"));
    }
}
