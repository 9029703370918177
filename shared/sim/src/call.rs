//! A call of a port: it lands at one point in time, and its answer returns at another.
//!
//! What a call does when it lands is kept apart from the worker that waits for it, as a request in the
//! network is: it may land after the worker has given it up, or died.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use crate::task::TaskId;

/// Numbers the calls of a run, from 1.
pub(crate) type CallId = usize;

/// Why a call has no answer of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// Too many requests: it has not happened.
    Throttled,
    /// A permission is missing: it has not happened.
    Denied,
    /// It may or may not have happened.
    NoAnswer,
}

/// What happens when a call lands.
pub(crate) type Land = Box<dyn FnOnce() + Send>;
/// Gives the worker its answer, or what it has in place of one.
pub(crate) type Answering = Box<dyn FnOnce(Option<Trouble>) + Send>;

/// A call that is under way.
pub(crate) struct InFlight {
    pub(crate) task: TaskId,
    pub(crate) name: &'static str,
    pub(crate) land: Land,
    pub(crate) answer: Answering,
}

struct Slot<T> {
    landed: Option<T>,
    answer: Option<T>,
    waker: Option<Waker>,
}

/// The worker's side of a call: ready once the answer has returned.
pub(crate) struct Answer<T> {
    slot: Arc<Mutex<Slot<T>>>,
}

/// A call that does `land` when it lands. `make_do` is what the worker has in place of an answer.
pub(crate) fn call<T: Send + 'static>(
    task: TaskId,
    name: &'static str,
    land: impl FnOnce() -> T + Send + 'static,
    make_do: impl FnOnce(Trouble) -> T + Send + 'static,
) -> (InFlight, Answer<T>) {
    let slot = Arc::new(Mutex::new(Slot { landed: None, answer: None, waker: None }));
    let (landing, answering) = (Arc::clone(&slot), Arc::clone(&slot));
    let land = move || {
        let landed = land();
        lock(&landing).landed = Some(landed);
    };
    let answer = move |trouble: Option<Trouble>| {
        let mut slot = lock(&answering);
        slot.answer = match trouble {
            Some(trouble) => Some(make_do(trouble)),
            None => slot.landed.take(),
        };
        if let Some(waker) = slot.waker.take() {
            waker.wake();
        }
    };
    (InFlight { task, name, land: Box::new(land), answer: Box::new(answer) }, Answer { slot })
}

fn lock<T>(slot: &Arc<Mutex<Slot<T>>>) -> MutexGuard<'_, Slot<T>> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T> Future for Answer<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let mut slot = lock(&self.slot);
        if let Some(answer) = slot.answer.take() {
            return Poll::Ready(answer);
        }
        slot.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

/// The answer of a future that never waits, as those of a store in memory do.
///
/// # Panics
///
/// When it does wait.
pub fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("a store in memory never waits"),
    }
}
