//! Workers: each is given a message, and goes on one call at a time.

use super::{SWEEP_EVERY, Simulation, Worker};
use crate::agenda::Occurrence;
use crate::message::{Message, ParcelId};
use crate::people::Request;
use crate::port::Port;
use crate::task::{Ended, Task, TaskId};
use headgate_domain::{AlarmState, Deployment, DeploymentId, HookReport, Notice, WORKER_LIFE};
use headgate_engine::{AlarmChange, Engine, EngineError, Fault};
use jiff::SignedDuration;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

impl Simulation {
    pub(super) fn deliver(&mut self, parcel: ParcelId) {
        let Some(message) = self.world.delivery(parcel) else { return };
        self.tasks_begun += 1;
        let task = self.tasks_begun;
        self.world.lock().note(|| format!("worker {task} begins: {message:?}"));
        if let Message::Alarm(name, AlarmState::Alarm, _, at) = &message {
            let judged = self.world.lock().witness.judged_by(name, *at);
            self.judged.insert(task, (name.clone(), judged));
        }
        if let Some(errand) = self.errand(task, message) {
            self.tasks.insert(task, Task { parcel, future: errand });
            self.limit(task);
            self.go_on(task);
        } else {
            self.world.dealt_with(parcel);
        }
    }

    /// A function has a time limit; now and then a worker lingers for longer.
    fn limit(&self, task: TaskId) {
        let at = {
            let mut inner = self.world.lock();
            if !inner.shuffled || !(inner.faults.time_limits || inner.chance.once_in(2)) {
                return;
            }
            inner.now + WORKER_LIFE
        };
        self.world.put(at, Occurrence::Die(task));
    }

    pub(super) fn go_on(&mut self, id: TaskId) {
        let Some(task) = self.tasks.get_mut(&id) else { return };
        let Poll::Ready(ended) = task.future.as_mut().poll(&mut Context::from_waker(Waker::noop())) else { return };
        let parcel = task.parcel;
        self.tasks.remove(&id);
        let judged = self.judged.remove(&id);
        match ended {
            Ended::Failed(why) => return self.world.lock().note(|| format!("worker {id} fails: {why}")),
            Ended::Created(index, answer) => self.answered(index, answer),
            Ended::Done => {}
        }
        self.world.lock().note(|| format!("worker {id} is done"));
        if let Some((name, judged)) = judged {
            let mut inner = self.world.lock();
            let now = inner.now;
            inner.witness.an_alarms_event_stops_what_it_judges(now, &name, &judged);
        }
        self.world.dealt_with(parcel);
    }

    fn answered(&mut self, index: usize, answer: Result<DeploymentId, EngineError>) {
        match (self.answers.get(&index), answer) {
            (Some(Ok(first)), Ok(second)) => {
                let mut inner = self.world.lock();
                let now = inner.now;
                inner.witness.one_request_makes_one_deployment(now, first, &second);
            }
            (Some(Ok(_)), Err(_)) => {}
            (Some(Err(_)) | None, answer) => {
                self.answers.insert(index, answer);
            }
        }
    }

    pub(super) fn worker(&self, task: TaskId) -> Worker {
        let port = Port { world: self.world.clone(), table: self.table.clone(), task, saboteur: self.saboteur };
        let skew = {
            let mut inner = self.world.lock();
            let max = inner.faults.skew_ms_max;
            if max == 0 { SignedDuration::ZERO } else { SignedDuration::from_millis(inner.chance.between(-max, max)) }
        };
        Engine::new(port.clone(), port, self.world.source(skew), self.installation.clone())
    }

    /// What a worker does about a message; nothing where there is nobody to ask.
    fn errand(&mut self, task: TaskId, message: Message) -> Option<Pin<Box<dyn Future<Output = Ended> + Send>>> {
        let worker = self.worker(task);
        let saboteur = self.saboteur;
        Some(match message {
            Message::Wake(wake) => Box::pin(async move {
                let generation = match saboteur {
                    Some(saboteur) => saboteur.generation(&worker, &wake).await,
                    None => wake.generation,
                };
                Ended::of(worker.turn(&wake.deployment, Some(generation)).await)
            }),
            Message::Hook(invocation) => {
                self.world.run_hook(&invocation);
                return None;
            }
            Message::Report(invocation, verdict, source) => Box::pin(async move {
                let report = HookReport { verdict, source, message: String::new() };
                Ended::of(worker.report_hook(&invocation.deployment, &invocation.execution, report).await)
            }),
            Message::Alarm(alarm, state, previous, at) => Box::pin(async move {
                let change = AlarmChange { alarm, state, previous: Some(previous), at };
                Ended::of(worker.alarm_changed(&change).await)
            }),
            Message::Notices(id) => Box::pin(async move { Ended::of(publish(&worker, &id).await) }),
            Message::Sweep => {
                self.world.next_sweep(SWEEP_EVERY);
                Box::pin(async move { Ended::of(sweep(&worker).await) })
            }
            Message::Ask(Request::Create(index, request)) => Box::pin(async move {
                match worker.create_deployment(*request).await {
                    Err(EngineError::Fault(fault)) => Ended::Failed(fault.to_string()),
                    answer => Ended::Created(index, answer),
                }
            }),
            Message::Ask(Request::Stop(index, rollback)) => {
                let id = self.created(index)?;
                Box::pin(async move { Ended::of(Box::pin(worker.stop(&id, rollback)).await) })
            }
            Message::Ask(Request::Wish(wish, token)) => Box::pin(async move {
                let token = match saboteur {
                    Some(saboteur) => saboteur.token(&worker, wish, token).await,
                    None => token,
                };
                Ended::of(Box::pin(wish.ask(&worker, token)).await)
            }),
            Message::Ask(Request::Abandon(index)) => {
                let id = self.created(index)?;
                let id = self.deployment(&id).and_then(|deployment| deployment.rolled_back_by().cloned()).unwrap_or(id);
                Box::pin(async move { Ended::of(Box::pin(worker.abandon(&id, "ops".to_owned(), "done by hand".to_owned())).await) })
            }
        })
    }
}

async fn publish(worker: &Worker, id: &DeploymentId) -> Result<usize, EngineError> {
    worker.publish(id, |deployment, notice| tell(worker.actuator().clone(), deployment, notice)).await
}

async fn tell(port: Port, deployment: Deployment, notice: Notice) -> Result<(), Fault> {
    port.tell(deployment.id().clone(), notice).await
}

/// As the `sweep` function does: what is overdue, then what was left unsent.
async fn sweep(worker: &Worker) -> Result<(), EngineError> {
    worker.sweep().await?;
    let (unsent, _) = worker.left_unsent().await?;
    for id in unsent {
        // One that does not get through holds up no others; the next sweep is the retry.
        let _sent = publish(worker, &id).await;
    }
    Ok(())
}
