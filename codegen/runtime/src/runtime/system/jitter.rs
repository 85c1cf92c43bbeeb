//! Random durations, so that many clients do not send at the same moment.
//!
//! Invariant: a duration is at most its bound, and no bound overflows.

use std::time::Duration;

use super::random::Random;

/// A duration between zero and `bound`, uniformly distributed.
pub(crate) fn up_to(bound: Duration, random: &dyn Random) -> Duration {
    let bound = u64::try_from(bound.as_nanos()).unwrap_or(u64::MAX);
    let scaled = (u128::from(bound) + 1) * u128::from(random.next());
    Duration::from_nanos(u64::try_from(scaled >> 64).unwrap_or(bound))
}
