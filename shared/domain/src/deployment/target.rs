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
    /// Looked at; whether what was seen is what is there, a write under it will show.
    Seen(Seen),
    /// Both versions are known, and the alias is in hand.
    Live(Live),
}

/// What a look at an alias showed. A look may show what was there before: what it says is believed once Lambda has
/// accepted a write under its `RevisionId`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Where the alias sends its traffic.
    pub routing: Routing,
    /// Its `RevisionId`.
    pub revision: RevisionId,
    /// Provisioned concurrency on the alias, if any was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provisioned: Option<u32>,
    /// What the deployment can do with it.
    pub prospect: Prospect,
}

/// What a deployment can do with an alias.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Prospect {
    /// It can be moved.
    Moves {
        /// From this version.
        current: Version,
        /// To this one.
        target: Version,
    },
    /// It cannot be moved, and why.
    Unfit(String),
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
    /// The last few fences before it, each overtaken by a write of ours or refused: an observation that shows one of them
    /// is stale.
    pub spent: Vec<RevisionId>,
    /// The `RevisionId` that the latest look showed instead of the fence, with the same routing and before the next write:
    /// it may be newer or older, and only a write tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sighted: Option<RevisionId>,
    /// Whether a write under the fence was not answered, and may have happened.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unanswered: bool,
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
            Phase::Unknown | Phase::Seen(_) => None,
            Phase::Live(live) => Some(live),
        }
    }

    /// The routing it showed last, and the `RevisionId` of that.
    pub fn shown(&self) -> Option<(&Routing, &RevisionId)> {
        match &self.phase {
            Phase::Unknown => None,
            Phase::Seen(seen) => Some((&seen.routing, &seen.revision)),
            Phase::Live(live) => Some((&live.confirmed, &live.fence)),
        }
    }

    /// The target version's confirmed share of traffic.
    pub fn weight(&self) -> Weight {
        self.live().map_or(Weight::ZERO, |live| live.confirmed.weight_of(&live.target))
    }
}

impl Seen {
    /// The routing whose write shows that nothing has changed since the look: what is there, less a split that is
    /// in the way.
    pub(super) fn proof(&self) -> Routing {
        match &self.prospect {
            Prospect::Moves { current, .. } => Routing::all(current.clone()),
            Prospect::Unfit(_) => self.routing.clone(),
        }
    }

    /// Whether that write removes a split.
    pub(super) fn is_clearing_a_split(&self) -> bool {
        self.proof() != self.routing
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
        self.unanswered = false;
        self.renew(revision);
    }

    /// Takes in that the fence was overtaken by this one, with the same routing. Whether a write happened that was not
    /// answered is as open as before.
    pub(super) fn renew(&mut self, revision: RevisionId) {
        self.sighted = None;
        if revision != self.fence {
            let overtaken = std::mem::replace(&mut self.fence, revision);
            self.spent.push(overtaken);
            let surplus = self.spent.len().saturating_sub(SPENT_KEPT);
            self.spent.drain(..surplus);
        }
    }
}
