//! From the number of a retry to how long to wait before it: exponential backoff with full jitter.
//!
//! Invariant: a wait is never longer than the longest one, and no number of retries overflows.

use std::time::Duration;

use super::random::Random;

/// How waits grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Backoff {
    /// The longest wait before the first retry.
    pub(super) first: Duration,
    /// The longest wait before any retry.
    pub(super) longest: Duration,
}

impl Backoff {
    /// The longest wait before a retry, the first of which is number 0.
    pub(super) fn bound(self, retry: u32) -> Duration {
        let factor = 1_u32.checked_shl(retry).unwrap_or(u32::MAX);
        self.first.saturating_mul(factor).min(self.longest)
    }

    /// The wait before a retry: as likely any as any other, from none to the bound.
    pub(super) fn wait(self, retry: u32, random: &dyn Random) -> Duration {
        up_to(self.bound(retry), random)
    }
}

/// A random time, at most that long.
pub(super) fn up_to(bound: Duration, random: &dyn Random) -> Duration {
    let bound = u64::try_from(bound.as_nanos()).unwrap_or(u64::MAX);
    let scaled = (u128::from(bound) + 1) * u128::from(random.next());
    Duration::from_nanos(u64::try_from(scaled >> 64).unwrap_or(bound))
}
