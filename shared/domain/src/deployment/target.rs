//! One alias on its way.

use crate::{AliasName, FunctionArn, Qualifier, RevisionId, Routing, Version, Weight};
use serde::{Deserialize, Serialize};

/// An alias that a deployment moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The name the AppSpec gives it.
    pub logical_name: String,
    /// The function.
    pub function: FunctionArn,
    /// The alias.
    pub alias: AliasName,
    /// The version the alias must point to, if the AppSpec says one.
    pub expected: Option<Version>,
    /// What to move to; `$LATEST` until it is published.
    pub requested: Qualifier,
    /// What is known of it.
    pub phase: Phase,
}

/// What is known of a target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// Not looked at yet.
    Unknown,
    /// Both versions are known, and the alias is in hand.
    Live(Live),
}

/// An alias in hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Live {
    /// The version that was live before.
    pub current: Version,
    /// The version that is to be live.
    pub target: Version,
    /// The routing that was last confirmed.
    pub confirmed: Routing,
    /// The `RevisionId` the next write is conditional on.
    pub fence: RevisionId,
    /// The last few fences before it: an observation that shows one of them is stale.
    pub spent: Vec<RevisionId>,
}

const SPENT_KEPT: usize = 4;

impl Target {
    /// A target that has not been looked at.
    pub fn new(logical_name: String, function: FunctionArn, alias: AliasName, expected: Option<Version>, requested: Qualifier) -> Self {
        Self { logical_name, function, alias, expected, requested, phase: Phase::Unknown }
    }

    /// CodeDeploy's target id of a function: `function:alias`.
    pub fn id(&self) -> String {
        format!("{}:{}", self.function.name(), self.alias)
    }

    /// The alias, once it is in hand.
    pub fn live(&self) -> Option<&Live> {
        match &self.phase {
            Phase::Unknown => None,
            Phase::Live(live) => Some(live),
        }
    }

    /// The target version's confirmed share of traffic.
    pub fn weight(&self) -> Weight {
        self.live().map_or(Weight::ZERO, |live| live.confirmed.weight_of(&live.target))
    }
}

impl Live {
    /// The routing that gives the target version `weight`.
    pub fn at(&self, weight: Weight) -> Routing {
        Routing::between(&self.current, &self.target, weight)
    }

    /// Whether there is anything to move.
    pub fn moves(&self) -> bool {
        self.current != self.target
    }

    /// Whether `revision` was already overtaken when it was seen.
    pub(super) fn is_stale(&self, revision: &RevisionId) -> bool {
        self.spent.contains(revision)
    }

    /// Takes in what the alias is known to be now.
    pub(super) fn take(&mut self, routing: Routing, revision: RevisionId) {
        self.confirmed = routing;
        if revision != self.fence {
            let overtaken = std::mem::replace(&mut self.fence, revision);
            self.spent.push(overtaken);
            let surplus = self.spent.len().saturating_sub(SPENT_KEPT);
            self.spent.drain(..surplus);
        }
    }
}
