//! How long a client waits for a job, and how often it looks at it.
//!
//! Invariant: there is always a deadline, and always a wait between two looks.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::defaults::{FIRST_LOOK, JOB_DEADLINE, LONGEST_LOOK, MISSING_JOB};

/// How long a client waits for a job, and how often it looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PollPolicy {
    pub(super) deadline: Duration,
    pub(super) first: Duration,
    pub(super) longest: Duration,
    pub(super) missing_for: Duration,
}

impl Default for PollPolicy {
    fn default() -> Self {
        Self {
            deadline: JOB_DEADLINE,
            first: FIRST_LOOK,
            longest: LONGEST_LOOK,
            missing_for: MISSING_JOB,
        }
    }
}

impl PollPolicy {
    /// The policy of clients for which nothing else is set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How long to wait for a job: 15 minutes, unless set. It keeps callers from waiting for ever for
    /// a job that nobody works on. A look that would come later is not waited for.
    #[must_use]
    pub fn deadline(self, deadline: Duration) -> Self {
        Self { deadline, ..self }
    }

    /// The time before the first look, 1 second unless set, which grows by half with each look that
    /// finds no progress, and the longest time between two looks, 15 seconds unless set. All of them
    /// are shortened by up to a fifth, at random. They keep a server from being asked all the time.
    #[must_use]
    pub fn intervals(self, first: Duration, longest: Duration) -> Self {
        Self { first, longest, ..self }
    }

    /// For how long a job may not be found: 30 seconds, unless set. Not every part of a server knows
    /// at once of a job that has just begun.
    #[must_use]
    pub fn missing_for(self, missing_for: Duration) -> Self {
        Self { missing_for, ..self }
    }

    /// Whether the policy makes sense.
    pub(super) fn check(self) -> Result<(), PollError> {
        if self.first.is_zero() {
            Err(PollError::ZeroInterval)
        } else if self.longest < self.first {
            Err(PollError::IntervalsOutOfOrder)
        } else if self.deadline <= self.first {
            Err(PollError::NoTimeToLook)
        } else {
            Ok(())
        }
    }
}

/// Why a policy makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PollError {
    /// It would look without a wait.
    ZeroInterval,
    /// The longest time between two looks is shorter than that before the first.
    IntervalsOutOfOrder,
    /// The deadline is over before the first look.
    NoTimeToLook,
}

impl fmt::Display for PollError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::ZeroInterval => "set the first of the `intervals` above zero",
            Self::IntervalsOutOfOrder => "set the longest of the `intervals` to at least the first",
            Self::NoTimeToLook => "set the `deadline` for jobs above the first of the `intervals`",
        })
    }
}

impl Error for PollError {}
