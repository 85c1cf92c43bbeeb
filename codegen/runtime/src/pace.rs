//! How long to wait from one look at a job to the next.
//!
//! Invariant: a pure decision. A wait is never longer than the longest one, and never none.

use std::time::Duration;

use super::backoff::up_to;
use super::defaults::{LOOK_GROWTH_PERCENT, LOOK_JITTER_PERCENT};
use super::random::Random;

/// The bound of the wait after one with that bound, if nothing has happened.
pub(super) fn after(bound: Duration, longest: Duration) -> Duration {
    bound.saturating_add(share(bound, LOOK_GROWTH_PERCENT)).min(longest)
}

/// A wait with that bound: a little less, at random, so that many who wait do not come at once.
pub(super) fn wait(bound: Duration, random: &dyn Random) -> Duration {
    bound.saturating_sub(up_to(share(bound, LOOK_JITTER_PERCENT), random))
}

fn share(time: Duration, percent: u32) -> Duration {
    (time / 100).saturating_mul(percent)
}
