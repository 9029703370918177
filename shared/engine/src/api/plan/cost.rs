//! What a rollout costs: what Headgate itself uses for it, counted from the plan, at the list prices of one region.
//!
//! An estimate. What the functions that are deployed or called cost is not in it, nor is a free tier.

use headgate_domain::Settings;
use headgate_wire as wire;

/// Whose list prices are taken, in US dollars per million, as third parties cited AWS's pricing pages between November
/// 2024 and March 2026: those pages load their figures by script, and were not read themselves.
const PRICES_OF: &str = "us-east-1";

/// A million requests of Lambda (0.20), at 0.1 s of 256 MB each on arm64 (0.33, at 0.0000133334 for a GB-second).
const INVOCATION: f64 = 0.53;
/// A million units of 1 KB written on demand, since AWS halved it in November 2024.
const WRITE_UNIT: f64 = 0.625;
/// A million units of 4 KB read on demand, likewise.
const READ_UNIT: f64 = 0.125;
/// A million requests of a standard queue: the first tier.
const QUEUE_REQUEST: f64 = 0.40;
/// A million requests of `DescribeAlarms`: 0.01 for a thousand, as CloudWatch bills calls of its API. That was found cited for
/// `GetMetricData` alone.
const ALARM_READ: f64 = 10.0;
/// A million events of one's own (1.00), or publications to a topic (0.50): the dearer of the two.
const NOTICE: f64 = 1.0;

/// What a commit writes, in units of a transaction, which count twice: a deployment of some 3 KB, and an entry of its history.
const UNITS_PER_COMMIT: i64 = 2 * (3 + 1);
/// A wake is sent, received and deleted.
const REQUESTS_PER_WAKE: i64 = 3;
/// A deployment tells of its start and of its end.
const NOTICES: i64 = 2;
/// What a turn reads: the deployment, and who waits behind it.
const READS_PER_TURN: i64 = 2;

/// The estimate of a deployment that goes through.
pub(super) fn estimate(settings: &Settings, targets: usize, hook_runs: usize) -> wire::CostEstimate {
    let counts = Counts::of(settings, targets, hook_runs);
    let items = [
        ("Lambda invocations of Headgate's functions", counts.invocations, INVOCATION),
        ("DynamoDB write request units", counts.commits * UNITS_PER_COMMIT + counts.rows, WRITE_UNIT),
        ("DynamoDB read request units", counts.invocations * READS_PER_TURN, READ_UNIT),
        ("SQS requests", counts.wakes * REQUESTS_PER_WAKE, QUEUE_REQUEST),
        ("CloudWatch DescribeAlarms requests", counts.alarm_reads, ALARM_READ),
        ("EventBridge events and SNS publications", NOTICES * counts.listeners, NOTICE),
    ];
    let items: Vec<wire::CostItem> = items.into_iter().map(|(what, count, price)| item(what, count, price)).collect();
    wire::CostEstimate {
        currency: Some("USD".to_owned()),
        prices_of: Some(PRICES_OF.to_owned()),
        amount: Some(to_a_billionth(items.iter().filter_map(|item| item.amount).sum())),
        items: Some(items),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rollout has nowhere near 2^52 of anything")]
fn item(what: &str, count: i64, price: f64) -> wire::CostItem {
    let amount = to_a_billionth(count as f64 * price / 1e6);
    wire::CostItem { what: Some(what.to_owned()), count: Some(count), price_per_million: Some(price), amount: Some(amount) }
}

/// More would be noise, and not read back as it was written.
fn to_a_billionth(amount: f64) -> f64 {
    (amount * 1e9).round() / 1e9
}

struct Counts {
    invocations: i64,
    wakes: i64,
    commits: i64,
    /// Units for locks and watch rows, which are made and removed once each.
    rows: i64,
    alarm_reads: i64,
    /// The event bus, and each trigger's topic.
    listeners: i64,
}

impl Counts {
    fn of(settings: &Settings, targets: usize, hook_runs: usize) -> Self {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let (steps, hooks, targets) = (number(settings.plan.steps().len()), number(hook_runs), number(targets));
        let polls: i64 = settings.plan.steps().iter().map(|step| i64::from(step.bake_seconds.div_ceil(settings.poll_seconds))).sum();
        let alarms = if settings.alarms.enabled { number(settings.alarms.names.len()) } else { 0 };
        Self {
            // The request itself; a turn for each poll; `hook` and the turn after its verdict; `publish` for each notice.
            invocations: 1 + polls + 2 * hooks + NOTICES,
            wakes: polls + hooks,
            // Birth, preparation, end; each step's intent and confirmation; each hook's call and verdict; each look.
            commits: 3 + 2 * steps + 2 * hooks + polls,
            rows: 2 * 2 * (1 + targets + alarms),
            alarm_reads: if alarms > 0 { 1 + polls } else { 0 },
            listeners: 1 + number(settings.triggers.len()),
        }
    }
}
