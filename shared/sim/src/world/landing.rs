//! What calls do when they land.

use super::{Inner, World};
use crate::agenda::Occurrence;
use crate::call::InFlight;
use crate::fate::BlowKind;
use crate::lambda::{Alias, AliasKey, Refused, UpdateAlias};
use crate::message::Message;
use crate::port::Table;
use headgate_domain::{AlarmName, AlarmState, DeploymentId, FunctionArn, HookInvocation, Notice, Qualifier, Version};
use headgate_engine::{Wake, Write};
use jiff::SignedDuration;
use std::collections::BTreeSet;

impl World {
    pub(crate) fn begin(&self, call: InFlight) {
        let mut inner = self.lock();
        inner.calls_made += 1;
        let id = inner.calls_made;
        if let Some((_, action)) = inner.at_call.take_if(|(at, _)| *at == id) {
            let now = inner.now;
            inner.agenda.put(now, 0, Occurrence::Act(action));
        }
        if inner.blow.is_some_and(|blow| blow.call == id && blow.kind == BlowKind::Company) {
            let now = inner.now;
            inner.agenda.put(now, 0, Occurrence::Join(call.task));
        }
        let fate = inner.fate(id, call.name);
        inner.plan(id, call, fate);
    }

    pub(crate) fn committed(&self, table: &Table, writes: Vec<Write>) {
        let mut inner = self.lock();
        for write in &writes {
            if let Write::Insert(stored) | Write::Update(stored, _) = write {
                let deployment = &stored.deployment;
                inner.note(|| format!("{} rev {} {:?} at {:?}", deployment.id(), stored.rev.0, deployment.state(), deployment.weights()));
            }
        }
        let Inner { witness, alarms, now, .. } = &mut *inner;
        witness.committed(*now, &writes, alarms);
        let told: BTreeSet<DeploymentId> =
            writes.iter().filter_map(|write| if let Write::Post(id, ..) = write { Some(id.clone()) } else { None }).collect();
        for id in told {
            let soon = inner.soon();
            inner.send(soon, Message::Notices(id));
        }
        let lag_max = inner.faults.index_lag_seconds_max;
        if lag_max == 0 && inner.index_at <= inner.now {
            table.index.follow(writes);
        } else {
            let lag = SignedDuration::from_millis(inner.chance.between(0, lag_max * 1000));
            inner.index_at = inner.index_at.max(inner.now + lag);
            let at = inner.index_at;
            inner.agenda.put(at, 0, Occurrence::Index(writes));
        }
    }

    pub(crate) fn send_wake(&self, wake: Wake) {
        self.lock().send(wake.at, Message::Wake(wake));
    }

    pub(crate) fn call_hook(&self, invocation: Box<HookInvocation>) {
        let mut inner = self.lock();
        let soon = inner.soon();
        inner.send(soon, Message::Hook(invocation));
    }

    /// A validation function runs.
    pub(crate) fn run_hook(&self, invocation: &HookInvocation) {
        let mut inner = self.lock();
        for (at, verdict, source) in inner.hooks.called(invocation, inner.now) {
            inner.send(at, Message::Report(Box::new(invocation.clone()), verdict, source));
        }
    }

    pub(crate) fn publish_version(&self, function: &FunctionArn) -> Result<Version, Refused> {
        let mut inner = self.lock();
        inner.room()?;
        inner.lambda.publish(function)
    }

    pub(crate) fn get_version(&self, function: &FunctionArn, version: &Qualifier) -> Result<String, Refused> {
        let mut inner = self.lock();
        inner.room()?;
        let missing = || Refused::Gone(format!("there is no version {version}"));
        inner.lambda.role(function, version).ok_or_else(missing)
    }

    pub(crate) fn get_alias(&self, key: &AliasKey) -> Result<Alias, Refused> {
        let mut inner = self.lock();
        inner.room()?;
        let rate = inner.faults.stale_alias;
        let stale = inner.chance.happens(rate);
        if stale {
            inner.disturb("stale look at an alias", SignedDuration::ZERO);
        }
        let (now, lag) = (inner.now, SignedDuration::from_secs(inner.faults.stale_alias_seconds_max));
        inner.lambda.get_alias(key, now, stale.then_some(lag))
    }

    pub(crate) fn update_alias(&self, request: &UpdateAlias) -> Result<Alias, Refused> {
        let mut inner = self.lock();
        inner.room()?;
        let now = inner.now;
        let before = inner.lambda.alias(&request.key).cloned();
        let answer = inner.lambda.update_alias(request, now);
        inner.note(|| match &answer {
            Ok(alias) => format!("{} is now {} (rev-{})", request.key.0.name(), alias.routing, alias.revision),
            Err(refused) => format!("{} refuses {} under {}: {refused:?}", request.key.0.name(), request.version, request.fence),
        });
        let improper = if let Err(Refused::Improper(why)) = &answer { Err(why.clone()) } else { Ok(()) };
        inner.witness.nothing_improper_is_sent(now, improper);
        if let (Some(before), Ok(after)) = (&before, &answer) {
            inner.witness.alias_written(now, &request.key, before, after);
            inner.traffic.moved(&request.key, &after.routing, now);
        }
        answer
    }

    pub(crate) fn alarm_state(&self, name: &AlarmName) -> Option<AlarmState> {
        self.lock().alarms.state(name)
    }

    pub(crate) fn tell(&self, id: &DeploymentId, notice: &Notice) {
        let mut inner = self.lock();
        let now = inner.now;
        inner.note(|| format!("{id} tells: {} {:?}", notice.seq, notice.kind));
        inner.witness.told(now, id, notice.seq);
        inner.told.push(format!("{id}: {} {:?} {}", notice.seq, notice.kind, notice.status));
    }
}
