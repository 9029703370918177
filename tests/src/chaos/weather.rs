//! Calls that go wrong on their way, until the weather clears.

use fastrand::Rng;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use xtask::{Call, Mishap, Proxy};

/// What AWS says to a call too many.
const THROTTLED: &str = r#"{"Type":"User","Reason":"CallerRateLimitExceeded","message":"Rate exceeded"}"#;

type Concerns = fn(&Call) -> bool;

/// One kind of mishap, and how often of a thousand calls it befalls.
struct Gust {
    name: &'static str,
    mishap: Mishap,
    per_thousand: u32,
    concerns: Concerns,
    count: Arc<AtomicUsize>,
}

/// The mishaps of a run.
pub(super) struct Weather {
    gusts: Vec<(&'static str, Arc<AtomicUsize>)>,
    rough: Arc<AtomicBool>,
}

impl Weather {
    /// Lets calls through this proxy go wrong from now on.
    pub(super) fn over(proxy: &Proxy, seed: u64) -> Self {
        let rough = Arc::new(AtomicBool::new(true));
        let gusts = gusts();
        let counts = gusts.iter().map(|gust| (gust.name, Arc::clone(&gust.count))).collect();
        for (number, Gust { mishap, per_thousand, concerns, count, .. }) in (1..).zip(gusts) {
            let (rng, rough) = (Mutex::new(Rng::with_seed(seed.wrapping_add(number))), Arc::clone(&rough));
            proxy.trap(usize::MAX, mishap, move |call| {
                let befalls = rough.load(Ordering::Relaxed)
                    && concerns(call)
                    && rng.lock().unwrap_or_else(PoisonError::into_inner).u32(0..1000) < per_thousand;
                count.fetch_add(usize::from(befalls), Ordering::Relaxed);
                befalls
            });
        }
        Self { gusts: counts, rough }
    }

    /// From now on nothing goes wrong.
    pub(super) fn clear(&self) {
        self.rough.store(false, Ordering::Relaxed);
    }

    /// How often what happened.
    pub(super) fn counts(&self) -> Vec<(&'static str, usize)> {
        self.gusts.iter().map(|(name, count)| (*name, count.load(Ordering::Relaxed))).collect()
    }
}

fn gusts() -> Vec<Gust> {
    let alias: Concerns = |call| call.operation == "UpdateAlias";
    let commit: Concerns = |call| matches!(call.operation.as_str(), "TransactWriteItems" | "PutItem");
    let message: Concerns = |call| matches!(call.operation.as_str(), "SendMessage" | "Publish" | "PutEvents" | "Invoke");
    let any: Concerns = |_| true;
    let gust = |name, mishap, per_thousand, concerns| Gust { name, mishap, per_thousand, concerns, count: Arc::default() };
    vec![
        gust("`UpdateAlias` throttled (429)", Mishap::Answered(429, THROTTLED), 150, alias),
        gust("`UpdateAlias` done, connection cut", Mishap::AnswerCut, 60, alias),
        gust("`UpdateAlias` done, never answered", Mishap::AnswerHeld, 20, alias),
        gust("`UpdateAlias` not done, connection cut", Mishap::Cut, 30, alias),
        gust("commit done, connection cut", Mishap::AnswerCut, 40, commit),
        gust("commit done, never answered", Mishap::AnswerHeld, 8, commit),
        gust("message, notice or call done, connection cut", Mishap::AnswerCut, 30, message),
        gust("any call not done, connection cut", Mishap::Cut, 10, any),
        gust("any call refused (503)", Mishap::Answered(503, "{}"), 5, any),
    ]
}
