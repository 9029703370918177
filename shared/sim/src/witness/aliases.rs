//! What is written to aliases, and by whom.

use super::{Verdict, Witness};
use crate::lambda::{Alias, AliasKey, revision_id};
use headgate_domain::{
    Deployment, DeploymentId, Effect, ErrorCode, Goal, Live, Outcome, Phase, Prospect, RevisionId, Routing, Seen, State, Version,
    WORKER_LIFE, Weight,
};
use headgate_engine::{Lock, Stored};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of an alias.
#[derive(Default)]
pub(super) struct Facts {
    /// What it showed under each `RevisionId` it ever had.
    shown: BTreeMap<RevisionId, Routing>,
    /// Its `RevisionId` now.
    revision: Option<RevisionId>,
    /// Under which Headgate's writes were accepted.
    proved: BTreeSet<RevisionId>,
    /// What committed states wanted written, and under which fence.
    wanted: BTreeMap<(RevisionId, String), Wanted>,
    /// Fences that could not be burned before their deployment was given up.
    given_up: BTreeMap<RevisionId, GivenUp>,
    /// What Headgate found or wrote last.
    expected: Option<Routing>,
    /// Somebody else's last change, unless Headgate has written since.
    by_hand: Option<ByHand>,
    /// When somebody else last changed it.
    touched_at: Option<Timestamp>,
    /// When AWS last renewed its `RevisionId`.
    renewed_at: Option<Timestamp>,
    /// Chains that had no answer to a write of theirs.
    unanswered: BTreeSet<DeploymentId>,
    /// When each chain took the alias in hand.
    in_hand: BTreeMap<DeploymentId, Timestamp>,
    /// Versions whose rollback was confirmed, and the chain it happened in.
    condemned: BTreeMap<Version, DeploymentId>,
}

/// What committed states wanted written.
struct Wanted {
    /// The chains they were of.
    by: BTreeSet<DeploymentId>,
    /// When the last of them was stored, or gave way to another.
    last: Timestamp,
}

/// Who gave up a deployment whose fence is not burned.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum GivenUp {
    /// A person, at any time.
    Abandoned,
    /// Headgate, for want of a permission, once no worker can be left that would use it.
    Denied,
}

/// Somebody else's change.
struct ByHand {
    at: Timestamp,
    routing: Routing,
    /// Whether it brought back what the deployment at work had last confirmed, and no state says that an answer was lost.
    /// Where a worker died or stalls whose write has landed, nothing shows another that anything was changed.
    unseen: bool,
}

impl Facts {
    fn shows(&mut self, alias: &Alias) {
        let revision = revision_id(alias.revision);
        self.shown.insert(revision.clone(), alias.routing.clone());
        self.revision = Some(revision);
    }
}

fn lock(key: &AliasKey) -> Lock {
    Lock::Alias(key.0.clone(), key.1.clone())
}

fn place_of<'a>(deployment: &'a Deployment, key: &AliasKey) -> Option<&'a Live> {
    let target = deployment.targets().iter().find(|target| target.function == key.0 && target.alias == key.1)?;
    target.live()
}

impl Witness {
    /// An alias is there, or has been made anew.
    pub(crate) fn alias_made(&mut self, at: Timestamp, key: &AliasKey, alias: &Alias) {
        let facts = self.aliases.entry(key.clone()).or_default();
        facts.shows(alias);
        facts.by_hand = Some(ByHand { at, routing: alias.routing.clone(), unseen: false });
        facts.touched_at = Some(at);
        facts.condemned.clear();
    }

    /// Somebody else has written an alias, or AWS has renewed its `RevisionId`.
    pub(crate) fn alias_moved_by_hand(&mut self, at: Timestamp, key: &AliasKey, before: &Routing, after: &Alias) {
        let active = self.holder(&lock(key)).and_then(|chain| self.active_of(chain));
        let unseen =
            active.and_then(|deployment| place_of(deployment, key)).is_some_and(|live| live.confirmed == after.routing && !live.unanswered);
        let facts = self.aliases.entry(key.clone()).or_default();
        facts.shows(after);
        if *before == after.routing {
            facts.renewed_at = Some(at);
        } else {
            facts.by_hand = Some(ByHand { at, routing: after.routing.clone(), unseen });
            facts.touched_at = Some(at);
            facts.condemned.retain(|version, _| after.routing.weight_of(version) == Weight::ZERO);
        }
    }

    /// What a committed state wants written, and what it says it has seen.
    pub(super) fn wants(&mut self, at: Timestamp, before: Option<&Stored>, after: &Stored) {
        let deployment = &after.deployment;
        for target in deployment.targets() {
            let key = (target.function.clone(), target.alias.clone());
            let Some((routing, revision)) = target.shown() else {
                if let Some(facts) = self.aliases.get_mut(&key) {
                    facts.in_hand.remove(deployment.chain());
                }
                continue;
            };
            let facts = self.aliases.entry(key).or_default();
            if !deployment.is_closed() && !facts.in_hand.contains_key(deployment.chain()) {
                facts.in_hand.insert(deployment.chain().clone(), at);
            }
            if target.live().is_some_and(|live| live.unanswered) {
                facts.unanswered.insert(deployment.chain().clone());
            }
            let seen = match facts.shown.get(revision) {
                Some(shown) if shown == routing => Ok(()),
                shown => Err(format!("{} has {routing} under {revision}, where the alias showed {shown:?}", target.id())),
            };
            self.hold(at, "what is confirmed was seen", seen);
        }
        for stored in before.into_iter().chain([after]) {
            for effect in stored.deployment.pending(Timestamp::MAX) {
                if let Effect::Route { function, alias, routing, fence, .. } = effect {
                    let facts = self.aliases.entry((function, alias)).or_default();
                    let wanted = facts.wanted.entry((fence, routing.to_string())).or_insert(Wanted { by: BTreeSet::new(), last: at });
                    wanted.by.insert(stored.deployment.chain().clone());
                    wanted.last = at;
                }
            }
        }
    }

    /// A deployment is given up where it could not be brought to rest. A fence that was not burned by then is whoever's
    /// still holds it.
    pub(super) fn given_up(&mut self, id: &DeploymentId, by: GivenUp) {
        let Some(stored) = self.deployments.get(id) else { return };
        for target in stored.deployment.targets() {
            let Some(facts) = self.aliases.get_mut(&(target.function.clone(), target.alias.clone())) else { continue };
            if let Some((_, fence)) = target.shown().filter(|(_, fence)| facts.revision.as_ref() == Some(*fence)) {
                facts.given_up.insert(fence.clone(), by);
            }
        }
    }

    /// Lambda has accepted a write of ours.
    pub(crate) fn alias_written(&mut self, at: Timestamp, key: &AliasKey, before: &Alias, after: &Alias) {
        let fence = revision_id(before.revision);
        let verdict = self.an_alias_is_written_only_as_a_committed_state_wants_it(key, &fence, &after.routing);
        self.hold(at, "an alias is written only as a committed state wants it", verdict);
        let late = self.is_beyond_reach(at, key, &fence, &after.routing);
        let verdict = if late { Ok(()) } else { self.a_closed_deployment_touches_nothing(key, &fence, &before.routing, &after.routing) };
        self.hold(at, "a closed deployment touches nothing", verdict);
        let verdict = self.weight_only_rises_until_rollback(key, &before.routing, &after.routing);
        self.hold(at, "weight only rises until rollback", verdict);
        let verdict = if late { Ok(()) } else { self.nobodys_manual_change_is_overwritten(key, &after.routing) };
        self.hold(at, "nobody's manual change is overwritten", verdict);
        let verdict = if late { Ok(()) } else { self.a_bad_version_never_serves_after_its_rollback(key, &after.routing) };
        self.hold(at, "a bad version never serves after its rollback", verdict);
        let verdict = traffic_sums_to_one_hundred(&after.routing);
        self.hold(at, "traffic sums to one hundred", verdict);
        let holder = self.holder(&lock(key)).cloned();
        let unknowing = before.routing == after.routing && holder.is_none();
        let facts = self.aliases.entry(key.clone()).or_default();
        // Whoever asks for it anew has it served anew.
        facts
            .condemned
            .retain(|version, by| after.routing.weight_of(version) == Weight::ZERO || holder.as_ref().is_none_or(|chain| chain == by));
        facts.shows(after);
        facts.proved.insert(fence);
        if !unknowing {
            facts.expected = Some(after.routing.clone());
            facts.by_hand = None;
        }
    }

    /// Intent before action.
    fn an_alias_is_written_only_as_a_committed_state_wants_it(&self, key: &AliasKey, fence: &RevisionId, routing: &Routing) -> Verdict {
        let wanted = self.aliases.get(key).is_some_and(|facts| facts.wanted.contains_key(&(fence.clone(), routing.to_string())));
        if wanted { Ok(()) } else { Err(format!("{}: {routing} under {fence}: no state has wanted that", key.0.name())) }
    }

    /// A fence that its deployment could not burn before it was given up: that a person does not wait, and that a
    /// worker writes who has outlived its function, is beyond Headgate's reach.
    fn is_beyond_reach(&self, at: Timestamp, key: &AliasKey, fence: &RevisionId, routing: &Routing) -> bool {
        let Some(facts) = self.aliases.get(key) else { return false };
        match facts.given_up.get(fence) {
            Some(GivenUp::Abandoned) => true,
            Some(GivenUp::Denied) => {
                facts.wanted.get(&(fence.clone(), routing.to_string())).is_some_and(|wanted| wanted.last + WORKER_LIFE <= at)
            }
            None => false,
        }
    }

    /// Only the chain that has the alias's lock moves it. Within a chain, what a stalled worker wanted may still land
    /// until the rollback has burned its fence.
    fn a_closed_deployment_touches_nothing(&self, key: &AliasKey, fence: &RevisionId, before: &Routing, after: &Routing) -> Verdict {
        if before == after {
            // It was to show that a look was true, or to burn a fence, and comes to no more than a `RevisionId` renewed.
            return Ok(());
        }
        let wanted = self.aliases.get(key).and_then(|facts| facts.wanted.get(&(fence.clone(), after.to_string())));
        let Some(chain) = self.holder(&lock(key)) else {
            return Err(format!("{} was written, {after}, and no deployment is active", key.0.name()));
        };
        match wanted {
            Some(wanted) if !wanted.by.contains(chain) => Err(format!("{chain} is active, and {:?} wrote {after}", wanted.by)),
            Some(_) | None => Ok(()),
        }
    }

    /// From a deployment's first write until its end; before, a split that was there is removed.
    fn weight_only_rises_until_rollback(&self, key: &AliasKey, before: &Routing, after: &Routing) -> Verdict {
        let Some(deployment) = self.holder(&lock(key)).and_then(|chain| self.active_of(chain)) else { return Ok(()) };
        let forward = matches!(deployment.state(), State::Hooking(_) | State::Shifting { .. } | State::Baking { .. } | State::Waiting(_));
        let Some(live) = place_of(deployment, key).filter(|_| forward) else { return Ok(()) };
        let (was, is) = (before.weight_of(&live.target), after.weight_of(&live.target));
        if is < was { Err(format!("{}: version {} fell from {was} to {is}", deployment.id(), live.target)) } else { Ok(()) }
    }

    /// But for routing that still sends traffic to the failing version during its rollback, and for what
    /// was there when the deployment took the alias in hand.
    fn nobodys_manual_change_is_overwritten(&self, key: &AliasKey, routing: &Routing) -> Verdict {
        let Some(facts) = self.aliases.get(key) else { return Ok(()) };
        let Some(ByHand { at, routing: theirs, unseen }) = &facts.by_hand else { return Ok(()) };
        let chain = self.holder(&lock(key));
        let known = chain.and_then(|chain| facts.in_hand.get(chain)).is_some_and(|since| since >= at);
        if known || *unseen || theirs == routing || facts.expected.as_ref() == Some(theirs) {
            return Ok(());
        }
        let deployment = chain.and_then(|chain| self.active_of(chain));
        let restoring = deployment
            .is_some_and(|deployment| matches!(deployment.state(), State::Landing(landing) if matches!(landing.goal, Goal::Restore)));
        let failing =
            deployment.and_then(|deployment| place_of(deployment, key)).is_some_and(|live| theirs.weight_of(&live.target) > Weight::ZERO);
        if restoring && failing {
            return Ok(());
        }
        Err(format!("{}: somebody had made it {theirs}, and {chain:?} made it {routing}", key.0.name()))
    }

    /// A look may show what was there before: only a write that was accepted under it shows that it was true.
    pub(super) fn no_old_sight_refuses_a_deployment(&self, before: &Deployment, after: &Deployment) -> Verdict {
        let State::Closed(closed) = after.state() else { return Ok(()) };
        let refused = matches!(closed.outcome, Outcome::Failed { code: ErrorCode::InvalidLambdaConfiguration, .. });
        if !refused || !matches!(before.state(), State::Preparing { .. }) {
            return Ok(());
        }
        let proved = before.targets().iter().filter_map(|target| {
            let Phase::Seen(Seen { prospect: Prospect::Unfit(_), revision, .. }) = &target.phase else { return None };
            self.aliases.get(&(target.function.clone(), target.alias.clone()))?.proved.get(revision)
        });
        if proved.count() == 0 { Err(format!("{} was refused for what nobody knows to be true", after.id())) } else { Ok(()) }
    }

    /// Unless somebody else has moved it in the meantime.
    pub(super) fn a_success_has_all_traffic_on_its_target(&self, deployment: &Deployment) -> Verdict {
        for target in deployment.targets() {
            let Some(live) = target.live() else { return Err(format!("{} has succeeded without a look", deployment.id())) };
            let Some(facts) = self.aliases.get(&(target.function.clone(), target.alias.clone())) else { continue };
            if facts.by_hand.is_none() && facts.expected.as_ref() != Some(&live.at(Weight::FULL)) {
                return Err(format!("{} has succeeded, and {} is at {:?}", deployment.id(), target.id(), facts.expected));
            }
        }
        Ok(())
    }

    /// A deployment says that somebody else has moved an alias of its. Where it had no answer to a write, what AWS renews
    /// looks the same.
    pub(super) fn drift_is_found_only_where_somebody_moved(&self, deployment: &Deployment) -> Verdict {
        let moved = |key: AliasKey| {
            let facts = self.aliases.get(&key)?;
            let since = facts.in_hand.get(deployment.chain())?;
            let renewed = facts.renewed_at.filter(|_| facts.unanswered.contains(deployment.chain()));
            facts.touched_at.max(renewed).filter(|at| at >= since)
        };
        let mut keys = deployment.targets().iter().map(|target| (target.function.clone(), target.alias.clone()));
        if keys.any(|key| moved(key).is_some()) {
            Ok(())
        } else {
            Err(format!("{} says that somebody has moved an alias", deployment.id()))
        }
    }

    fn a_bad_version_never_serves_after_its_rollback(&self, key: &AliasKey, routing: &Routing) -> Verdict {
        let Some(facts) = self.aliases.get(key) else { return Ok(()) };
        let chain = self.holder(&lock(key));
        let back = facts
            .condemned
            .iter()
            .find(|(version, by)| routing.weight_of(version) > Weight::ZERO && chain.is_none_or(|chain| chain == *by));
        match back {
            Some((version, by)) => Err(format!("{}: version {version} is back after its rollback in {by}: {routing}", key.0.name())),
            None => Ok(()),
        }
    }

    /// A rollback says that it has succeeded.
    pub(super) fn a_rollback_ends_on_the_version_that_was_live_before(&mut self, rollback: &Deployment) -> Verdict {
        for target in rollback.targets() {
            let (key, Some(live)) = ((target.function.clone(), target.alias.clone()), target.live()) else { continue };
            let Some(facts) = self.aliases.get_mut(&key) else { continue };
            let shown = facts.shown.get(&live.fence);
            let restored = shown.is_some_and(|shown| *shown == live.at(Weight::ZERO));
            let left_alone = shown.is_some_and(|shown| shown.weight_of(&live.target) == Weight::ZERO);
            if !restored && !left_alone {
                return Err(format!("{} says that {} is restored, and it shows {shown:?}", rollback.id(), target.id()));
            }
            if facts.by_hand.is_none() && facts.expected.as_ref() != Some(&live.at(Weight::ZERO)) {
                let (found, wanted) = (&facts.expected, live.at(Weight::ZERO));
                return Err(format!("{} says that {} is restored to {wanted}, and it is at {found:?}", rollback.id(), target.id()));
            }
            facts.condemned.insert(live.target.clone(), rollback.chain().clone());
        }
        Ok(())
    }
}

fn traffic_sums_to_one_hundred(routing: &Routing) -> Verdict {
    let split = routing.split().map_or(0.0, |(_, weight)| weight.as_percent());
    let primary = match routing.primary() {
        headgate_domain::Qualifier::Published(version) => routing.weight_of(version).as_percent(),
        headgate_domain::Qualifier::Latest => 100.0,
    };
    if (split + primary - 100.0).abs() < f64::EPSILON { Ok(()) } else { Err(format!("{routing} sums to {}", split + primary)) }
}
