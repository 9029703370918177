//! Stories of deployments over the real engine in the simulated world, each told once as it should
//! go, and then again for every port call: its worker dies before the call lands, or after it; a second worker is given
//! the same message, and the two make their calls in turn; it stalls there while a second worker takes over, and its
//! call lands long after; the call's answer is lost. Some stories have something else happen at every call as well: an
//! alarm, a stop, a change by hand, another deployment, throttling; then the blows fall on the calls that follow.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod alarms;
mod any_call;
mod changes;
mod conflicts;
mod ends;
mod fixtures;
mod forward;
mod gates;
mod hooks;
mod mishaps;
mod rollbacks;
mod stops;
mod telling;
