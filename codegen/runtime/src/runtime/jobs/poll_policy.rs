//! The deadline and the intervals of polling.
//!
//! Invariant: there is always a deadline, and always an interval between two polls.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use crate::runtime::defaults::{
    INITIAL_POLL_INTERVAL, JOB_DEADLINE, JOB_NOT_FOUND_GRACE, MAX_POLL_INTERVAL,
};

/// How long a client polls a job, and in which intervals.
///
/// ```
/// use std::time::Duration;
///
/// use runtime::PollPolicy;
///
/// let policy = PollPolicy::new()
///     .deadline(Duration::from_secs(3_600))
///     .intervals(Duration::from_secs(5), Duration::from_secs(60));
/// # let _ = policy;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PollPolicy {
    pub(crate) deadline: Duration,
    pub(crate) initial_interval: Duration,
    pub(crate) max_interval: Duration,
    pub(crate) not_found_grace: Duration,
}

impl Default for PollPolicy {
    fn default() -> Self {
        Self {
            deadline: JOB_DEADLINE,
            initial_interval: INITIAL_POLL_INTERVAL,
            max_interval: MAX_POLL_INTERVAL,
            not_found_grace: JOB_NOT_FOUND_GRACE,
        }
    }
}

impl PollPolicy {
    /// The default policy: a deadline of 15 minutes, and intervals from 1 to 15 seconds.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how long a job is polled. The default is 15 minutes. A poll that would start after the
    /// deadline is not waited for.
    #[must_use]
    pub fn deadline(self, deadline: Duration) -> Self {
        Self { deadline, ..self }
    }

    /// Sets the interval before the first poll (1 second by default) and the longest interval (15
    /// seconds by default). An interval grows by half after each poll without progress and is
    /// shortened by up to a fifth at random.
    #[must_use]
    pub fn intervals(self, initial: Duration, max: Duration) -> Self {
        Self { initial_interval: initial, max_interval: max, ..self }
    }

    /// Sets how long 404 is tolerated after polling has started. The default is 30 seconds. A new
    /// job may not be visible to all parts of a server at once.
    #[must_use]
    pub fn not_found_grace(self, grace: Duration) -> Self {
        Self { not_found_grace: grace, ..self }
    }

    /// Checks that the durations are consistent.
    pub(crate) fn check(self) -> Result<(), PollPolicyError> {
        if self.initial_interval.is_zero() {
            Err(PollPolicyError::ZeroInterval)
        } else if self.max_interval < self.initial_interval {
            Err(PollPolicyError::IntervalsOutOfOrder)
        } else if self.deadline <= self.initial_interval {
            Err(PollPolicyError::DeadlineTooShort)
        } else {
            Ok(())
        }
    }
}

/// Why a [`PollPolicy`] is not valid. The message says what to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PollPolicyError {
    /// The initial interval is zero.
    ZeroInterval,
    /// The maximum interval is shorter than the initial one.
    IntervalsOutOfOrder,
    /// The deadline passes before the first poll.
    DeadlineTooShort,
}

impl fmt::Display for PollPolicyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::ZeroInterval => "set the initial poll interval above zero",
            Self::IntervalsOutOfOrder => {
                "set the maximum poll interval to at least the initial one"
            }
            Self::DeadlineTooShort => "set the poll deadline above the initial interval",
        })
    }
}

impl Error for PollPolicyError {}
