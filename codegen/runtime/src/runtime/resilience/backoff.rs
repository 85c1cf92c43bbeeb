//! Exponential backoff with full jitter.
//!
//! Invariant: a wait is never longer than the maximum, and no number of retries overflows.

use std::time::Duration;

use crate::runtime::system::{Random, up_to};

/// The bounds of the waits between attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Backoff {
    /// The bound of the first wait. It doubles with each further one.
    pub(crate) initial: Duration,
    /// The bound of every wait.
    pub(crate) max: Duration,
}

impl Backoff {
    /// The bound of the wait before a retry. The first retry is number 0.
    pub(crate) fn bound(self, retry: u32) -> Duration {
        let factor = 1_u32.checked_shl(retry).unwrap_or(u32::MAX);
        self.initial.saturating_mul(factor).min(self.max)
    }

    /// The wait before a retry, uniformly distributed between zero and the bound.
    pub(crate) fn wait(self, retry: u32, random: &dyn Random) -> Duration {
        up_to(self.bound(retry), random)
    }
}
