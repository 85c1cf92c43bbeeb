//! The interval between two polls of a job.
//!
//! Invariant: pure. An interval is never longer than the maximum, and never zero.

use std::time::Duration;

use crate::runtime::defaults::{POLL_INTERVAL_GROWTH_PERCENT, POLL_JITTER_PERCENT};
use crate::runtime::system::{Random, up_to};

/// The interval after `interval`, if the job has made no progress.
pub(crate) fn next(interval: Duration, max: Duration) -> Duration {
    interval.saturating_add(percent_of(interval, POLL_INTERVAL_GROWTH_PERCENT)).min(max)
}

/// The interval minus jitter, so that many clients do not poll at the same moment.
pub(crate) fn with_jitter(interval: Duration, random: &dyn Random) -> Duration {
    interval.saturating_sub(up_to(percent_of(interval, POLL_JITTER_PERCENT), random))
}

fn percent_of(duration: Duration, percent: u32) -> Duration {
    (duration / 100).saturating_mul(percent)
}
