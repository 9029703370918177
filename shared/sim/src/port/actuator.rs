//! Lambda, `CloudWatch` and the queues, as a worker reaches them: call for call as the real actuator does.

use super::Port;
use crate::call::Trouble;
use crate::lambda::{Alias, AliasKey, Refused, UpdateAlias, revision_id};
use futures::future::join_all;
use futures::join;
use headgate_domain::{
    AlarmName, AlarmReading, AlarmsRead, AliasName, Effect, Event, Failure, FailureKind, FunctionArn, Inspection, Qualifier, RevisionId,
    Routing, Version, VersionFacts, VersionState,
};
use headgate_engine::{Actuator, Fault, Wake};

/// What became of a call of Lambda's control plane.
enum Unmet {
    Refused(Refused),
    Trouble(Trouble),
}

impl Unmet {
    fn failure(self, action: &str) -> Failure {
        let (kind, why) = match self {
            Self::Trouble(Trouble::Throttled) | Self::Refused(Refused::Throttled) => {
                (FailureKind::Throttled, "too many requests".to_owned())
            }
            Self::Trouble(Trouble::NoAnswer) => (FailureKind::Unknown, "no answer".to_owned()),
            Self::Trouble(Trouble::Denied) => (FailureKind::Denied, "not allowed".to_owned()),
            Self::Refused(Refused::Overtaken) => (FailureKind::Unknown, "overtaken".to_owned()),
            Self::Refused(Refused::Gone(why)) => (FailureKind::Gone, why),
            Self::Refused(Refused::Improper(why)) => (FailureKind::Invalid, why),
        };
        Failure { kind, message: format!("`{action}`: {why}") }
    }
}

impl Actuator for Port {
    async fn perform(&self, effect: Effect) -> Event {
        match effect {
            Effect::Publish { target, function } => self.publish(target, function).await,
            Effect::Inspect { target, function, alias, version } => self.inspect(target, (function, alias), version).await,
            Effect::Route { target, function, alias, routing, fence } => self.route(target, (function, alias), routing, fence).await,
            Effect::Poll { alarms, aliases } => {
                let (alarms, aliases) = join!(self.read(alarms), self.observe(aliases));
                Event::Polled { alarms, aliases }
            }
            Effect::CallHook(invocation) => {
                let (world, execution) = (self.world.clone(), invocation.execution.clone());
                let refused = invocation.execution.clone();
                let land = move || {
                    world.call_hook(invocation);
                    Event::HookCalled { execution }
                };
                let failed = move |trouble| Event::HookCallFailed {
                    execution: refused,
                    failure: Unmet::Trouble(trouble).failure("lambda:InvokeFunction"),
                };
                self.call("InvokeHook", land, failed).await
            }
        }
    }

    async fn wake(&self, wake: Wake) -> Result<(), Fault> {
        let world = self.world.clone();
        let land = move || {
            world.send_wake(wake);
            Ok(())
        };
        self.call("SendMessage", land, |_| Err(Fault::Transient("sqs: no answer".to_owned()))).await
    }
}

impl Port {
    async fn publish(&self, target: usize, function: FunctionArn) -> Event {
        let world = self.world.clone();
        let answer = self
            .call(
                "PublishVersion",
                move || world.publish_version(&function).map_err(Unmet::Refused),
                |trouble| Err(Unmet::Trouble(trouble)),
            )
            .await;
        match answer {
            Ok(version) => Event::Published { target, version },
            Err(unmet) => Event::TargetFailed { target, failure: unmet.failure("lambda:PublishVersion") },
        }
    }

    async fn inspect(&self, target: usize, key: AliasKey, version: Version) -> Event {
        match self.look(key, version).await {
            Ok(inspection) => Event::Inspected { target, inspection },
            Err(failure) => Event::TargetFailed { target, failure },
        }
    }

    async fn look(&self, key: AliasKey, version: Version) -> Result<Inspection, Failure> {
        let function = key.0.clone();
        let alias = self.get_alias(key).await.map_err(|unmet| unmet.failure("lambda:GetAlias"))?;
        let (current, wanted) = (alias.routing.primary().clone(), Qualifier::Published(version));
        let (current, wanted) = join!(self.facts(function.clone(), current), self.facts(function, wanted));
        let revision = revision_id(alias.revision);
        Ok(Inspection { routing: alias.routing, revision, current: current?, target: wanted?, provisioned: None })
    }

    async fn facts(&self, function: FunctionArn, version: Qualifier) -> Result<VersionFacts, Failure> {
        let (world, asked) = (self.world.clone(), version.clone());
        let land = move || world.get_version(&function, &asked).map_err(Unmet::Refused);
        let role = self.call("GetFunctionConfiguration", land, |trouble| Err(Unmet::Trouble(trouble))).await;
        let role = role.map_err(|unmet| unmet.failure("lambda:GetFunctionConfiguration"))?;
        Ok(VersionFacts { version, role, dead_letter: None, state: VersionState::Active })
    }

    async fn get_alias(&self, key: AliasKey) -> Result<Alias, Unmet> {
        let world = self.world.clone();
        self.call("GetAlias", move || world.get_alias(&key).map_err(Unmet::Refused), |trouble| Err(Unmet::Trouble(trouble))).await
    }

    async fn route(&self, target: usize, key: AliasKey, routing: Routing, fence: RevisionId) -> Event {
        let weights = routing.split().map(|(version, weight)| (version.to_string(), weight.fraction())).into_iter().collect();
        let request = UpdateAlias { key: key.clone(), version: routing.primary().to_string(), weights, fence: fence.clone() };
        if self.skipped(&key, &routing, &fence) {
            return Event::Routed { target, routing, revision: fence.clone(), fence };
        }
        let (port, wanted) = (self.clone(), routing.clone());
        let land = move || port.world.update_alias(&port.spoilt_request(request)).map_err(Unmet::Refused);
        let (port, silent) = (self.clone(), key.clone());
        let silence = move |trouble| port.spoilt_silence(&silent, &wanted, trouble).ok_or(Unmet::Trouble(trouble));
        match self.call("UpdateAlias", land, silence).await {
            Ok(written) => Event::Routed { target, routing, fence, revision: revision_id(written.revision) },
            Err(Unmet::Refused(Refused::Overtaken)) => match self.get_alias(key).await.map(|seen| self.spoilt_look(seen, &routing)) {
                Ok(seen) => Event::Refused { target, fence, routing: seen.routing, revision: revision_id(seen.revision) },
                Err(unmet) => Event::TargetFailed { target, failure: unmet.failure("lambda:GetAlias") },
            },
            Err(unmet) => Event::TargetFailed { target, failure: unmet.failure("lambda:UpdateAlias") },
        }
    }

    async fn read(&self, alarms: Vec<AlarmName>) -> AlarmsRead {
        if alarms.is_empty() {
            return AlarmsRead::Readings(vec![]);
        }
        let world = self.world.clone();
        let land = move || {
            let readings = alarms.into_iter().map(|name| AlarmReading { state: world.alarm_state(&name), name });
            AlarmsRead::Readings(readings.collect())
        };
        let failed = |trouble| match trouble {
            Trouble::Throttled => AlarmsRead::Throttled,
            Trouble::Denied => AlarmsRead::Failed { denied: true, message: "`cloudwatch:DescribeAlarms`: not allowed".to_owned() },
            Trouble::NoAnswer => AlarmsRead::Failed { denied: false, message: "`cloudwatch:DescribeAlarms`: no answer".to_owned() },
        };
        self.call("DescribeAlarms", land, failed).await
    }

    async fn observe(&self, aliases: Vec<(usize, FunctionArn, AliasName)>) -> Vec<(usize, Routing, RevisionId)> {
        let looks = aliases.into_iter().map(|(target, function, alias)| async move {
            let seen = self.get_alias((function, alias)).await.ok()?;
            Some((target, seen.routing, revision_id(seen.revision)))
        });
        join_all(looks).await.into_iter().flatten().collect()
    }
}
