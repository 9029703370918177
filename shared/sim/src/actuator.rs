//! The world, acted upon.

use crate::world::{Message, Update, World, revision_id};
use headgate_domain::{
    AlarmReading, AlarmsRead, AliasName, Effect, Event, Failure, FailureKind, FunctionArn, Inspection, Qualifier, RevisionId, Routing,
    Version, VersionFacts, VersionState,
};
use headgate_engine::{Actuator, Fault, Wake};

impl Actuator for World {
    async fn perform(&self, effect: Effect) -> Event {
        self.call(|| self.act(effect)).await
    }

    async fn wake(&self, wake: Wake) -> Result<(), Fault> {
        self.call(|| {
            self.send(wake.at, Message::Wake(wake));
            Ok(())
        })
        .await
    }
}

impl World {
    fn act(&self, effect: Effect) -> Event {
        match effect {
            Effect::Publish { target, function } => match self.published(&function) {
                Some(version) => Event::Published { target, version },
                None => failed(target, FailureKind::Gone, "the function does not exist"),
            },
            Effect::Inspect { target, function, alias, version } => self.inspect(target, &function, &alias, version),
            Effect::Route { target, function, alias, routing, fence } => self.route(target, &function, &alias, routing, fence),
            Effect::Poll { alarms, aliases } => {
                let readings = alarms.into_iter().map(|name| AlarmReading { state: self.alarm_state(&name), name }).collect();
                let seen = aliases.into_iter().filter_map(|(index, function, alias)| {
                    let state = self.alias(&function, &alias)?;
                    Some((index, state.routing, revision_id(state.revision)))
                });
                Event::Polled { alarms: AlarmsRead::Readings(readings), aliases: seen.collect() }
            }
            Effect::CallHook(invocation) => {
                let execution = invocation.execution.clone();
                self.send(self.now(), Message::Hook(invocation));
                Event::HookCalled { execution }
            }
        }
    }

    fn inspect(&self, target: usize, function: &FunctionArn, alias: &AliasName, version: Version) -> Event {
        let Some(state) = self.alias(function, alias) else {
            return failed(target, FailureKind::Gone, "the alias does not exist");
        };
        let facts = |version: Qualifier| {
            let role = self.role_of(function, &version);
            VersionFacts { version, role, dead_letter: None, state: VersionState::Active }
        };
        let inspection = Inspection {
            current: facts(state.routing.primary().clone()),
            target: facts(Qualifier::Published(version)),
            revision: revision_id(state.revision),
            routing: state.routing,
            provisioned: None,
        };
        Event::Inspected { target, inspection }
    }

    fn route(&self, target: usize, function: &FunctionArn, alias: &AliasName, routing: Routing, fence: RevisionId) -> Event {
        match self.update_alias(function, alias, &routing, &fence) {
            Update::Accepted(revision) => Event::Routed { target, routing, fence, revision },
            Update::Refused(seen) => Event::Refused { target, fence, routing: seen.routing, revision: revision_id(seen.revision) },
            Update::Throttled => failed(target, FailureKind::Throttled, "lambda:UpdateAlias: too many requests"),
            Update::NoAnswer => failed(target, FailureKind::Unknown, "lambda:UpdateAlias: no answer"),
            Update::Denied => failed(target, FailureKind::Denied, "not allowed to perform lambda:UpdateAlias"),
            Update::Gone => failed(target, FailureKind::Gone, "the alias does not exist"),
        }
    }
}

fn failed(target: usize, kind: FailureKind, message: &str) -> Event {
    Event::TargetFailed { target, failure: Failure { kind, message: message.to_owned() } }
}
